//! `loa clip list`: the clips of the project, measured, from the cache where they did not change.

use super::super::fault::Fault;
use super::super::opened::open;
use super::super::{Exit, Session};
use super::show;
use super::table::Row;
use crate::audio::{AudioError, Break, Measurement};
use crate::build::clip_trim;
use crate::catalogue::ClipIx;
use crate::project::{Project, SoundCache};
use clap::ArgMatches;

pub(in crate::cli) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let project = open(session)?.project;
    let house = project.network.audio;
    let paths: Vec<String> = project.catalogue.clips.iter().map(|clip| format!("clips/{clip}")).collect();
    let mut cache = SoundCache::open(&project.root, &project.network);
    let measured = cache.measurements(&paths)?;
    let clips = (0..).map(ClipIx).zip(&project.catalogue.clips).zip(&measured);
    let rows: Vec<Row> = clips
        .map(|((ix, clip), measured)| Row {
            name: clip.clone(),
            measured: measured.as_ref(),
            trim: clip_trim(&project, &cache, ix),
            breaks_off: aired_break(&project, ix, measured),
        })
        .collect();
    show(session, matches, &rows, &house)
}

/// Where a clip breaks off that the schedule lets air as far as it goes.
fn aired_break(project: &Project, clip: ClipIx, measured: &Result<Measurement, AudioError>) -> Option<Break> {
    let is_aired = project.schedule.cut_off.binary_search(&clip).is_ok();
    match measured {
        Err(AudioError::Truncated { at, promised }) if is_aired && !at.is_zero() => {
            Some(Break { at: *at, promised: *promised })
        }
        _ => None,
    }
}
