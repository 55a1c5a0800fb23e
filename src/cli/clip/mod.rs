//! `loa clip`: sound files, measured one by one or all of a project, drawn, and their cache kept small.

mod gc;
mod json;
mod list;
mod probe;
mod table;

use super::fault::Fault;
use super::{Exit, Session};
use crate::network::HouseFormat;
use clap::ArgMatches;
use table::Row;

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    match matches.subcommand() {
        Some(("probe", matches)) => probe::run(session, matches),
        Some(("list", matches)) => list::run(session, matches),
        Some(("gc", matches)) => gc::run(session, matches),
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
    Ok(if rows.iter().any(|row| row.measured.is_err()) { Exit::Errors } else { Exit::Clean })
}
