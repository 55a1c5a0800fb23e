//! `loa receive`: texts and recordings that people bring become files of the project, at the right place.

mod ask;
mod head;
mod letters;
mod text;

use super::fault::Fault;
use super::{Exit, Session};
use clap::ArgMatches;
use std::path::PathBuf;

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let here = session.world.folder.clone().unwrap_or_default();
    let files = matches.get_many::<PathBuf>("file").into_iter().flatten();
    let files: Vec<PathBuf> = files.map(|file| here.join(file)).collect();
    let mut exit = Exit::Clean;
    for file in &files {
        if text::receive(session, matches, file)? == Exit::Errors {
            exit = Exit::Errors;
        }
    }
    Ok(exit)
}
