//! `loa clip`: sound files, looked at one by one, drawn, listed, and their cache kept small.

mod probe;
mod table;

use super::fault::Fault;
use super::{Exit, Session};
use clap::ArgMatches;

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    match matches.subcommand() {
        Some(("probe", matches)) => probe::run(session, matches),
        _ => unreachable!("clap asks for one of these"),
    }
}
