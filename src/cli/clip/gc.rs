//! `loa clip gc`: removes from the cache what the project no longer leads to.

use super::super::fault::Fault;
use super::super::opened::{open, root};
use super::super::{Exit, Session};
use crate::build::sounds;
use crate::project::{SoundCache, lock};
use clap::ArgMatches;
use std::time::{Duration, SystemTime};

/// What is not used is kept so many days, unless told: an operator who takes a clip back next week need not wait for it.
const USUAL_DAYS: u32 = 30;

pub(in crate::cli) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let lock = lock(&root(session)?)?;
    let project = open(session)?.project;
    let days = matches.get_one::<u32>("days").copied().unwrap_or(USUAL_DAYS);
    let now = SystemTime::from(session.now);
    let before = now.checked_sub(Duration::from_secs(u64::from(days) * 24 * 3600));
    let mut cache = SoundCache::open(&project.root, &project.network);
    let sounds = sounds(&project, &cache);
    let sweep = cache.remove_unused(&sounds, before.unwrap_or(SystemTime::UNIX_EPOCH), &lock)?;
    let megabytes = |bytes: u64| session.messages.decimal(bytes as f64 / 1e6, 1);
    let args = vec![
        ("removed", sweep.removed.into()),
        ("freed", megabytes(sweep.removed_bytes).into()),
        ("kept", sweep.kept.into()),
        ("size", megabytes(sweep.kept_bytes).into()),
        ("days", u64::from(days).into()),
    ];
    let id = if sweep.removed == 0 { "clip-gc-nothing" } else { "clip-gc-done" };
    let words = session.messages.text(id, &args);
    writeln!(session.out, "{words}")?;
    Ok(Exit::Clean)
}
