//! `loa clip list`: the clips of the project, measured, from the cache where they did not change.

use super::super::fault::Fault;
use super::super::opened::open;
use super::super::{Exit, Session};
use super::show;
use super::table::Row;
use crate::project::SoundCache;
use clap::ArgMatches;

pub(in crate::cli) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let project = open(session)?.project;
    let house = project.network.audio;
    let paths: Vec<String> = project.catalogue.clips.iter().map(|clip| format!("clips/{clip}")).collect();
    let measured = SoundCache::open(&project.root, &project.network).measurements(&paths)?;
    let rows: Vec<Row> = project
        .catalogue
        .clips
        .iter()
        .zip(&measured)
        .map(|(clip, measured)| Row { name: clip.clone(), measured: measured.as_ref() })
        .collect();
    show(session, matches, &rows, &house)
}
