//! `loa clip probe`: what sound files are, measured as they are; as a table or as JSON.

use super::super::fault::Fault;
use super::super::{Exit, Session};
use super::table::Row;
use super::{house, show};
use crate::project::parallel;
use clap::ArgMatches;
use std::path::PathBuf;

pub(in crate::cli) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let files: Vec<&PathBuf> = matches.get_many("file").expect("clap asks for one").collect();
    let (house, sounds) = house(session)?;
    let folder = session.world.folder.clone().unwrap_or_default();
    let measured = parallel::map(&files, |file| sounds.measure(&folder.join(file), &house, |_, _| {}));
    let rows: Vec<Row> = files
        .iter()
        .zip(&measured)
        .map(|(file, measured)| Row {
            name: file.display().to_string(),
            measured: measured.as_ref(),
            trim: None,
            breaks_off: None,
        })
        .collect();
    show(session, matches, &rows, &house)
}
