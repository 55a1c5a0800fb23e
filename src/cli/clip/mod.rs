//! `loa clip`: sound files, measured one by one or all of a project, drawn, and their cache kept small.

mod gc;
mod json;
mod list;
mod picture;
mod probe;
mod table;
mod trim;
mod wave;

use super::fault::Fault;
use super::{Exit, Session};
use crate::diagnostic::Diagnostics;
use crate::network::HouseFormat;
use crate::project::{self, Project, ProjectError, SoundFiles};
use crate::source::Sources;
use clap::ArgMatches;
use table::Row;

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    match matches.subcommand() {
        Some(("probe", matches)) => probe::run(session, matches),
        Some(("list", matches)) => list::run(session, matches),
        Some(("wave", matches)) => wave::run(session, matches),
        Some(("gc", matches)) => gc::run(session, matches),
        Some(("trim", matches)) => trim::run(session, matches),
        _ => unreachable!("clap asks for one of these"),
    }
}

/// Prints sound files as a table or as JSON; an error when one was refused.
fn show(
    session: &mut Session,
    matches: &ArgMatches,
    rows: &[Row],
    house: &HouseFormat,
) -> Result<Exit, Fault> {
    let text = match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => json::json(rows, house, &session.messages),
        _ => table::table(rows, house, &session.messages),
    };
    session.out.write_all(text.as_bytes())?;
    Ok(if rows.iter().any(|row| row.measured.is_err() && row.breaks_off.is_none()) {
        Exit::Errors
    } else {
        Exit::Clean
    })
}

/// The house format of the project around, and how it opens sound files; without one the usual format, and no converters.
/// What is wrong with the project's files is not asked here.
fn house(session: &Session) -> Result<(HouseFormat, SoundFiles), ProjectError> {
    let Ok(root) = project::find(&session.folder) else { return Ok(Default::default()) };
    let loaded = project::load(&root, &mut Sources::new(), &mut Diagnostics::new())?;
    let of_project = |project: Project| {
        (project.network.audio, SoundFiles::of_project(&root, &project.network.converters))
    };
    Ok(loaded.map(of_project).unwrap_or_default())
}
