//! `loa clip probe`: what sound files are, measured as they are; as a table or as JSON.

use super::super::fault::Fault;
use super::super::{Exit, Session};
use super::show;
use super::table::Row;
use crate::diagnostic::Diagnostics;
use crate::network::HouseFormat;
use crate::project::{self, ProjectError, measure_file, parallel};
use crate::source::Sources;
use clap::ArgMatches;
use std::path::PathBuf;

pub(in crate::cli) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let files: Vec<&PathBuf> = matches.get_many("file").expect("clap asks for one").collect();
    let house = house(session)?;
    let folder = session.world.folder.clone().unwrap_or_default();
    let measured = parallel::map(&files, |file| measure_file(&folder.join(file), &house, |_| {}));
    let rows: Vec<Row> = files
        .iter()
        .zip(&measured)
        .map(|(file, measured)| Row { name: file.display().to_string(), measured: measured.as_ref() })
        .collect();
    show(session, matches, &rows, &house)
}

/// The house format of the project around, or the usual one. What is wrong with the project's files is not asked here.
fn house(session: &Session) -> Result<HouseFormat, ProjectError> {
    let Ok(root) = project::find(&session.folder) else { return Ok(HouseFormat::default()) };
    let loaded = project::load(&root, &mut Sources::new(), &mut Diagnostics::new())?;
    Ok(loaded.map_or_else(HouseFormat::default, |project| project.network.audio))
}
