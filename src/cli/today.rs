//! `loa` alone: today's work. What is wrong, what is missing, whether it is built, what is next on air; each with the
//! command that mends it.

use super::fault::Fault;
use super::opened::{Opened, open};
use super::progress::Shown;
use super::{Exit, Session, approve, asked, publish, render};
use crate::build::{Asked, Prepared, Voiced, day_heading, is_stored, item_title, prepare, recording, times};
use crate::catalogue::text_code;
use crate::diagnostic::{Args, Diagnostics, Severity};
use crate::messages::{Lang, Messages};
use crate::network::StationIx;
use crate::project::SoundCache;
use crate::repository::expires;
use crate::rundown::{Item, Rundown, expand};
use crate::script::ReadText;
use chrono::{NaiveDate, TimeDelta};
use clap::ArgMatches;
use std::collections::{BTreeMap, BTreeSet};

/// So many missing recordings are listed by name.
const LISTED: usize = 12;

pub(super) fn run(session: &mut Session, _matches: &ArgMatches) -> Result<Exit, Fault> {
    let mut opened = open(session)?;
    let today = asked::today(session, opened.project.network.zone);
    let stations = opened.project.network.all().map(|(ix, _)| ix).collect();
    let asked = Asked { days: today..=today, stations };
    let mut cache = SoundCache::open(&opened.project.root, &opened.project.network);
    let shown = Shown::new(&session.messages, session.world.is_terminal, &mut *session.err);
    let step = |progress: crate::build::Progress| shown.step(progress);
    let prepared = prepare(&opened.project, &asked, &mut cache, &step, &mut opened.diagnostics);
    shown.finish();
    let prepared = prepared?;
    writeln!(session.out, "{}\n{}\n", opened.project.network.name, day_heading(today, &session.messages))?;
    findings(session, &opened)?;
    missing(session, &opened, &prepared, today)?;
    approve::waits(session, &opened.project, &prepared)?;
    built(session, &opened, &prepared, today)?;
    published(session, &opened)?;
    next(session, &opened, &prepared)?;
    Ok(if opened.diagnostics.has_errors() { Exit::Errors } else { Exit::Clean })
}

fn say(session: &mut Session, id: &str, args: &Args) -> Result<(), Fault> {
    writeln!(session.out, "{}", session.messages.text(id, args))?;
    Ok(())
}

fn findings(session: &mut Session, opened: &Opened) -> Result<(), Fault> {
    let tally = render::tally(&session.messages, &opened.diagnostics);
    let id = match opened.diagnostics.count(Severity::Error) {
        _ if opened.diagnostics.is_empty() => return Ok(()),
        0 => "today-warnings",
        _ => "today-errors",
    };
    say(session, id, &vec![("tally", tally.into())])
}

/// A publication that has to be renewed soon.
fn published(session: &mut Session, opened: &Opened) -> Result<(), Fault> {
    let Some(expiry) = expires(&opened.project.root.join(publish::FOLDER)) else { return Ok(()) };
    let (left, root_left) = (expiry.lists - session.now, expiry.root - session.now);
    let id = if root_left < left { "today-root-ends" } else { "today-publication-ends" };
    if left.min(root_left) < TimeDelta::days(publish::WARNED) {
        let ends = expiry.lists.min(expiry.root).with_timezone(&opened.project.network.zone);
        say(session, id, &vec![("date", ends.date_naive().into())])?;
    }
    Ok(())
}

/// The reads of today that nobody recorded, by number.
fn missing(
    session: &mut Session,
    opened: &Opened,
    prepared: &Prepared,
    today: NaiveDate,
) -> Result<(), Fault> {
    let mut reads: BTreeMap<u32, (&ReadText, Vec<String>)> = BTreeMap::new();
    let (mut said, mut awaited) = (BTreeSet::new(), BTreeSet::new());
    for production in
        prepared.productions.values().filter(|production| production.item.occurrence.date == today)
    {
        let day = &prepared.studio[&today];
        for read in production.script.iter().flat_map(|script| &script.reads) {
            if let (Some(number), None) = recording(day, read) {
                match production.voice.get(&read.element) {
                    Some(Voiced::Said(_)) => {
                        said.insert(number);
                        continue;
                    }
                    Some(Voiced::Awaited) => drop(awaited.insert(number)),
                    None => {}
                }
                let station = opened.project.network.station(production.item.occurrence.station);
                let entry = reads.entry(number).or_insert_with(|| (read, Vec::new()));
                entry.1.push(station.id.value.clone());
            }
        }
    }
    for (id, numbers) in [("today-voiced", &said), ("today-voice-awaited", &awaited)] {
        if !numbers.is_empty() {
            let args = vec![("count", numbers.len().into()), ("date", today.to_string().into())];
            say(session, id, &args)?;
        }
    }
    if reads.is_empty() && !said.is_empty() {
        return Ok(());
    }
    if reads.is_empty() {
        return say(session, "today-nothing-missing", &vec![]);
    }
    let args: Args = vec![("count", reads.len().into()), ("date", today.to_string().into())];
    // A number is only good once it is stored: until then another text may still get it.
    let stored = opened.project.recordings.get(&today).map(|day| &day.index);
    if stored != Some(&prepared.studio[&today].index) {
        return say(session, "today-no-numbers", &args);
    }
    let folder = opened.project.recording_folder(today);
    let args = vec![("count", reads.len().into()), ("folder", folder.into())];
    say(session, "today-missing", &args)?;
    let label = session.messages.plain("sheet-code");
    for (number, (read, stations)) in reads.iter().take(LISTED) {
        let (stations, code) = (stations.join(", "), text_code(&read.digest));
        writeln!(session.out, "    {number:02}  {}  [{stations}]  ({label} {code})", read.title)?;
    }
    if reads.len() > LISTED {
        let args = vec![("count", (reads.len() - LISTED).into())];
        writeln!(session.out, "    {}", session.messages.text("today-more-missing", &args))?;
    }
    Ok(())
}

fn built(session: &mut Session, opened: &Opened, prepared: &Prepared, today: NaiveDate) -> Result<(), Fault> {
    let words = Messages::new(opened.project.network.lang.unwrap_or(Lang::Vi));
    let stored = is_stored(&opened.project, prepared, &words);
    let lacks = |rundown: &&Rundown| !rundown.items.is_empty() && !stored.contains(&rundown.station);
    let count = prepared.rundowns.iter().filter(lacks).count();
    let id = if count == 0 { "today-built" } else { "today-not-built" };
    say(session, id, &vec![("count", count.into()), ("date", today.to_string().into())])
}

/// What is on air, or next, at each station; stations with the same one share a line.
fn next(session: &mut Session, opened: &Opened, prepared: &Prepared) -> Result<(), Fault> {
    let Opened { project, .. } = opened;
    let today = asked::today(session, project.network.zone);
    let yesterday = today.pred_opt().unwrap_or(today);
    let stations: Vec<StationIx> = prepared.rundowns.iter().map(|rundown| rundown.station).collect();
    // What began yesterday may still be on air; what is wrong with yesterday is no work of today.
    let last_night = expand(
        &project.network,
        &project.schedule,
        &stations,
        yesterday..=yesterday,
        &mut Diagnostics::new(),
    );
    // By start and title: the item, and the ids of its stations.
    let mut coming: BTreeMap<_, (&Item, Vec<String>)> = BTreeMap::new();
    for (at, rundown) in prepared.rundowns.iter().enumerate() {
        let items = last_night[at].items.iter().chain(rundown.items.iter());
        if let Some(item) = items.into_iter().find(|item| item.end() > session.now) {
            let title = item_title(&opened.project, item, &session.messages);
            let station = opened.project.network.station(rundown.station).id.value.clone();
            coming.entry((item.start.to_utc(), title)).or_insert_with(|| (item, Vec::new())).1.push(station);
        }
    }
    if coming.is_empty() {
        return say(session, "today-nothing-next", &vec![]);
    }
    say(session, "today-next", &vec![])?;
    for ((start, title), (item, stations)) in coming {
        let now = if start <= session.now { session.messages.plain("today-on-air") } else { String::new() };
        let gap = if now.is_empty() { "" } else { " " };
        let times = times(item, &session.messages);
        writeln!(session.out, "    {times}  {title}  [{}]{gap}{now}", stations.join(", "))?;
    }
    Ok(())
}
