//! `loa pull`: a station takes its weeks from a publication, or a project those it carries from upstream, once or again and
//! again.

pub(super) mod told;

use super::fault::Fault;
use super::{Exit, Session};
use crate::calendar::reading::length;
use crate::project::{find, network_of, upstream_folder};
use crate::repository::{
    Ending, OriginFault, Pace, PullAsked, PullFault, Pulled, Rhythm, Stop, has_pulled, is_address, pull,
};
use crate::source::slug;
use chrono::{DateTime, Utc};
use clap::ArgMatches;
use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

/// How long a download may give nothing, in milliseconds.
const PATIENCE: u64 = 30_000;

/// How often is asked, unless told.
const EVERY: Duration = Duration::from_secs(60);

/// Nobody has to ask more often: a publication changes by hand.
const SHORTEST: Duration = Duration::from_secs(1);

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let stop = Stop::default();
    let all = all_asked(session, matches, &stop)?;
    let is_json = matches.get_one::<String>("format").is_some_and(|format| format == "json");
    if matches.get_flag("watch") {
        return watch(session, matches, all, &stop, is_json);
    }
    let mut exit = Exit::Clean;
    for asked in &all {
        name(session, asked, all.len())?;
        let pulled = once(session, asked);
        let ended = told::ended(session, &pulled, is_json)?;
        exit = if exit == Exit::Clean { ended } else { exit };
    }
    Ok(exit)
}

/// Asks again and again, until it is told to stop.
fn watch(
    session: &mut Session,
    matches: &ArgMatches,
    mut all: Vec<PullAsked>,
    stop: &Stop,
    is_json: bool,
) -> Result<Exit, Fault> {
    let every = every(matches)?;
    let ending = Ending::watched(stop.clone())?;
    let stations = all.len();
    let mut rhythm = Rhythm::new(every, seed(session.now, &all[0]));
    loop {
        let mut was_answered = true;
        for asked in &mut all {
            asked.now = if matches.contains_id("now") { session.now } else { (session.world.clock)() };
            let pulled = once(session, asked);
            was_answered &= is_answered(&pulled);
            if stop.is_asked() {
                return Ok(Exit::Clean);
            }
            if pulled.fault.is_some() || pulled.receipt.is_some() {
                name(session, asked, stations)?;
                let exit = told::ended(session, &pulled, is_json)?;
                if exit == Exit::Usage {
                    return Ok(exit);
                }
            }
            // What was read through once need not be at every turn.
            asked.is_thorough &= pulled.fault.is_some();
            // What was said once to be trusted is pinned now.
            if !matches!(pulled.fault, Some(PullFault::Origin(_))) {
                asked.trust = None;
            }
        }
        if !ending.wait(rhythm.next(was_answered)) {
            return Ok(Exit::Clean);
        }
    }
}

/// Names the station of what is told next, where there are several.
fn name(session: &mut Session, asked: &PullAsked, stations: usize) -> Result<(), Fault> {
    if let Some(station) = asked.station.as_ref().filter(|_| stations > 1) {
        let args = vec![("station", station.as_str().into())];
        writeln!(session.out, "{}", session.messages.text("pull-station", &args))?;
    }
    Ok(())
}

fn once(session: &mut Session, asked: &PullAsked) -> Pulled {
    let (messages, err) = (&session.messages, RefCell::new(&mut *session.err));
    pull(asked, &|told| {
        let line = told::line(&told, messages);
        // A pull that nobody watches goes on.
        let _told = err.borrow_mut().write_all(line.as_bytes());
    })
}

fn is_answered(pulled: &Pulled) -> bool {
    !matches!(
        pulled.fault,
        Some(PullFault::Origin(
            OriginFault::Unreachable { .. } | OriginFault::Slow { .. } | OriginFault::Page { .. }
        ))
    )
}

/// What is to be pulled: what the command says, or what the station's folder remembers; in a project that names an
/// upstream, each station of it.
fn all_asked(session: &Session, matches: &ArgMatches, stop: &Stop) -> Result<Vec<PullAsked>, Fault> {
    if matches.contains_id("into") || has_pulled(&session.folder) {
        return asked(session, matches, stop).map(|asked| vec![asked]);
    }
    let root = find(&session.folder).ok();
    let named = root
        .filter(|_| !matches.contains_id("from"))
        .and_then(|root| Some((network_of(&root)?.upstream?, root)));
    let Some((upstream, root)) = named else { return Err(Fault::usage("pull-no-folder", vec![])) };
    let only = matches.get_one::<String>("station").map(|name| slug(name));
    let wanted =
        upstream.stations.iter().filter(|station| only.as_ref().is_none_or(|only| *only == station.slug));
    let from = match is_address(&upstream.from) {
        true => upstream.from.clone(),
        false => root.join(&upstream.from).display().to_string(),
    };
    let terms = asked(session, matches, stop)?;
    let all = wanted.map(|station| PullAsked {
        into: root.join(upstream_folder(&station.slug)),
        from: Some(from.clone()),
        station: Some(station.id.value.clone()),
        trust: terms.trust.clone().or_else(|| Some(upstream.trust.clone())),
        ..terms.clone()
    });
    let all: Vec<PullAsked> = all.collect();
    match all.is_empty() {
        true => Err(Fault::usage("pull-not-upstream", vec![])),
        false => Ok(all),
    }
}

fn asked(session: &Session, matches: &ArgMatches, stop: &Stop) -> Result<PullAsked, Fault> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let number = |name: &str| matches.get_one::<u64>(name).copied();
    let into = match text("into") {
        Some(into) => session.folder.join(into),
        None => session.folder.clone(),
    };
    // What is named is named from where the command was typed.
    let here = |name: String| match is_address(&name) {
        true => name,
        false => session.folder.join(name).display().to_string(),
    };
    let trust = text("trust").map(|trust| {
        let place = session.folder.join(&trust);
        if place.is_file() { place.display().to_string() } else { trust }
    });
    let patience = Duration::from_millis(number("patience").unwrap_or(PATIENCE));
    let pace = Pace::new(number("limit").map(|limit| limit * 1000), patience, stop.clone());
    Ok(PullAsked {
        into,
        from: text("from").map(here),
        station: text("station"),
        trust,
        budget: number("budget").map(|budget| budget * 1_000_000),
        keep: number("keep").and_then(|keep| usize::try_from(keep).ok()).unwrap_or(4),
        is_thorough: matches.get_flag("check"),
        now: session.now,
        pace: Arc::new(pace),
    })
}

fn every(matches: &ArgMatches) -> Result<Duration, Fault> {
    let Some(written) = matches.get_one::<String>("every") else { return Ok(EVERY) };
    let read = length(written).ok().and_then(|length| length.to_std().ok());
    let bad = || Fault::usage("pull-every", vec![("written", written.clone().into())]);
    read.filter(|every| *every >= SHORTEST).ok_or_else(bad)
}

/// Differs from station to station and from start to start; that is all it has to.
fn seed(now: DateTime<Utc>, asked: &PullAsked) -> u64 {
    let words = format!("{} {:?} {}", asked.into.display(), asked.station, now.timestamp_micros());
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |seed, byte| {
        (seed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
