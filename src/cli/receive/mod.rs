//! `loa receive`: texts and recordings that people bring become files of the project, at the right place.

mod ask;
mod head;
mod letters;
mod sound;
mod text;

pub(super) use text::{Taken, known, store as store_text, taken};

use super::fault::Fault;
use super::opened::open;
use super::{Exit, Session};
use crate::project::has_sound_name;
use clap::ArgMatches;
use std::path::PathBuf;

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let here = session.world.folder.clone().unwrap_or_default();
    let files = matches.get_many::<PathBuf>("file").into_iter().flatten();
    let files: Vec<PathBuf> = files.map(|file| here.join(file)).collect();
    let converters = open(session)?.project.network.converters;
    let is_sound = |file: &PathBuf| {
        file.to_str().is_some_and(|path| has_sound_name(path) || converters.of(path).is_some())
    };
    let (sounds, texts): (Vec<PathBuf>, Vec<PathBuf>) = files.into_iter().partition(is_sound);
    let mut exit = Exit::Clean;
    if !sounds.is_empty() {
        exit = sound::receive(session, matches, &sounds)?;
    }
    for file in &texts {
        if text::receive(session, matches, file)? == Exit::Errors {
            exit = Exit::Errors;
        }
    }
    Ok(exit)
}
