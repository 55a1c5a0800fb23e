//! `loa notice`: a notice at 16:40 for 17:00. Takes the text in, looks whether it fits, says what it displaces, records who
//! approved it, and makes just that programme and its sheet anew: one command.
//!
//! Nothing is left behind of a notice that does not fit: its file goes away again, and all stays as it was.

mod told;

use super::approve::{Who, record, who};
use super::fault::Fault;
use super::opened::{Opened, open, root};
use super::progress::Shown;
use super::receive::{Taken, known, store_text, taken};
use super::{Exit, Session, asked};
use crate::approval::Means;
use crate::build::{Approvable, Asked, Prepared, PreparedItem, chosen, prepare, store};
use crate::calendar::{reading, week_name, week_of};
use crate::diagnostic::{Args, Diagnostics};
use crate::intake::{Head, write_bulletin};
use crate::lineup::{FrozenItem, write_frozen};
use crate::messages::{Lang, Messages};
use crate::network::StationIx;
use crate::project::{Project, ProjectLock, SoundCache, Storing, lock};
use crate::rundown::{Item, ItemPlay, Occurrence};
use crate::schedule::PartKind;
use crate::source::fold;
use chrono::{NaiveDate, NaiveTime, TimeDelta, Timelike};
use clap::ArgMatches;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use told::Content;

/// The section that notices stand in, unless told.
const SECTION: &str = "thông báo";

/// The programme that is meant.
struct Target {
    date: NaiveDate,
    time: NaiveTime,
    occurrence: Occurrence,
    /// The name of that item.
    id: String,
    station: StationIx,
    /// As its programme calls it.
    section: String,
}

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let root = root(session)?;
    let held = lock(&root)?;
    let opened = open(session)?;
    let who = who(session, matches, &opened, ("approved-by", Means::Phone))?;
    let (date, time) = when(session, matches, &opened)?;
    // What is wrong elsewhere is told by `check`, and does not keep a notice from the air.
    let planned = all_of(session, &opened, date, &mut Diagnostics::new())?;
    let target = target(session, matches, &opened, &planned, (date, time))?;
    let before = Content::of(&opened.project, &planned, target.occurrence);
    let place = session.world.folder.clone().unwrap_or_default();
    let place = place.join(matches.get_one::<PathBuf>("file").expect("it is required"));
    let Some(text) = taken(session, matches, &place)? else { return Ok(Exit::Errors) };
    let Some((path, is_new)) = taken_in(session, matches, &opened, &target, text)? else {
        return Ok(Exit::Errors);
    };
    let outcome = put_in(session, &who, &target, &before, (&path, &held));
    if let Ok(Some(notice)) = &outcome {
        // From here on it is approved and in its programme: whatever happens, it stays.
        return make(session, &target, notice);
    }
    if is_new {
        Storing::under(&root).remove(&path)?;
        let args = vec![("path", path.into())];
        writeln!(session.err, "{}", session.messages.text("notice-taken-back", &args))?;
    }
    outcome.map(|_| Exit::Errors)
}

/// The day and time of day that are meant.
fn when(session: &Session, matches: &ArgMatches, opened: &Opened) -> Result<(NaiveDate, NaiveTime), Fault> {
    let date = match matches.get_one::<String>("date") {
        Some(written) => asked::day(written)?,
        None => asked::today(session, opened.project.network.zone),
    };
    let written = matches.get_one::<String>("at").map(String::as_str).unwrap_or_default();
    let time = reading::time(written)
        .map_err(|_| Fault::usage("notice-bad-time", vec![("value", written.into())]))?;
    Ok((date, time))
}

/// Everything of a day, on all stations.
fn all_of(
    session: &mut Session,
    opened: &Opened,
    date: NaiveDate,
    diagnostics: &mut Diagnostics,
) -> Result<Prepared, Fault> {
    let project = &opened.project;
    let asked = Asked { days: date..=date, stations: project.network.all().map(|(ix, _)| ix).collect() };
    let mut cache = SoundCache::open(&project.root, &project.network);
    let shown = Shown::new(&session.messages, session.world.is_terminal, &mut *session.err);
    let prepared = prepare(project, &asked, &mut cache, &|step| shown.step(step), diagnostics);
    shown.finish();
    Ok(prepared?)
}

/// The one programme on air at that time that has a place for notices.
fn target(
    session: &Session,
    matches: &ArgMatches,
    opened: &Opened,
    before: &Prepared,
    (date, time): (NaiveDate, NaiveTime),
) -> Result<Target, Fault> {
    let project = &opened.project;
    let only = matches.get_one::<String>("station").map(|name| asked::station(&project.network, name));
    let only = only.transpose()?;
    let wanted = matches.get_one::<String>("section").map_or(SECTION, String::as_str);
    let mut found: Vec<Target> = Vec::new();
    for PreparedItem { item, .. } in &before.items {
        let station = item.occurrence.station;
        let is_then = covers(item, time) && only.is_none_or(|only| only == station);
        let ItemPlay::Programme(programme) = item.play else { continue };
        let mut sections =
            project.schedule.programme(programme).parts.iter().filter_map(|part| match &part.kind {
                PartKind::Bulletins { section, .. } => Some(section.value.clone()),
                _ => None,
            });
        let section = sections.find(|section| fold(section) == fold(wanted));
        if let Some(section) = section.filter(|_| is_then) {
            let id = item.id.as_str().to_owned();
            found.push(Target { date, time, occurrence: item.occurrence, id, station, section });
        }
    }
    let args: Args =
        vec![("time", session.messages.time(time).into()), ("date", date.into()), ("section", wanted.into())];
    match found.len() {
        0 => Err(Fault::usage("notice-no-programme", args)),
        1 => Ok(found.remove(0)),
        _ => {
            let id = |target: &Target| project.network.station(target.station).id.value.clone();
            let stations: Vec<String> = found.iter().map(id).collect();
            Err(Fault::usage("notice-several", [args, vec![("stations", stations.into())]].concat()))
        }
    }
}

/// Whether the item is on air at that time of its day.
fn covers(item: &Item, time: NaiveTime) -> bool {
    let since = time.signed_duration_since(item.start.time());
    TimeDelta::zero() <= since && since < item.length
}

/// The file of the notice, and whether it was written now; none when there is something in the way that was told.
fn taken_in(
    session: &mut Session,
    matches: &ArgMatches,
    opened: &Opened,
    target: &Target,
    Taken { file, title, paragraphs }: Taken,
) -> Result<Option<(String, bool)>, Fault> {
    let head = Head {
        title,
        section: target.section.clone(),
        supplier: matches.get_one::<String>("supplier").cloned(),
        priority: Some("ưu tiên".to_owned()),
        stations: vec![opened.project.network.station(target.station).id.value.clone()],
        at: Some(target.time.format("%Hh%M").to_string()),
        is_twice: matches.get_flag("twice"),
        topics: Vec::new(),
    };
    if let Some(path) = known(opened, target.date, &head, &paragraphs) {
        let args = vec![("file", file.into()), ("path", path.as_str().into())];
        writeln!(session.out, "{}", session.messages.text("receive-known", &args))?;
        return Ok(Some((path, false)));
    }
    let path = store_text(opened, target.date, &head.title, &write_bulletin(&head, &paragraphs))?;
    Ok(Some((path, true)))
}

/// Has the notice in its programme, if it fits there and there is still time; records who approved it, and gives its id.
fn put_in(
    session: &mut Session,
    who: &Who,
    target: &Target,
    before: &Content,
    (path, held): (&str, &ProjectLock),
) -> Result<Option<String>, Fault> {
    let mut opened = open(session)?;
    let frozen = thaw(&mut opened.project, target);
    let mut found = Diagnostics::new();
    let after = all_of(session, &opened, target.date, &mut found)?;
    let file = opened.sources.find(path);
    let bulletins = opened.project.catalogue.bulletins.iter();
    let Some(notice) = bulletins.clone().find(|bulletin| Some(bulletin.span.file) == file) else {
        told::findings(session, &mut opened, &found, file)?;
        return Ok(None);
    };
    let (notice, text) = (notice.id.clone(), Approvable::of_bulletin(notice));
    let content = Content::of(&opened.project, &after, target.occurrence);
    if !content.is_made || !content.bulletins.iter().any(|(id, _)| *id == notice) {
        let args = vec![("title", text.title.as_str().into())];
        writeln!(session.err, "{}", session.messages.text("notice-no-room", &args))?;
        told::findings(session, &mut opened, &found, file)?;
        return Ok(None);
    }
    if let Some(gone) =
        told::place(&opened.project, &after, target.occurrence, &notice).filter(|at| *at < session.now)
    {
        let gone = gone.with_timezone(&opened.project.network.zone).time();
        let args = vec![("time", session.messages.time(gone.with_nanosecond(0).unwrap_or(gone)).into())];
        writeln!(session.err, "{}", session.messages.text("notice-too-late", &args))?;
        return Ok(None);
    }
    told::what_it_displaces(session, &opened.project, target, (before, &content), &text)?;
    record(session, &opened, vec![text], who, held)?;
    if let Some(mut items) = frozen {
        let anew = chosen(&opened.project, &after, &week_of(target.date));
        items.extend(anew.into_iter().filter(|(id, _)| *id == target.id));
        let path = format!("published/{}.ron", week_name(target.date));
        Storing::under(&opened.project.root).bytes(&path, write_frozen(&items).as_bytes())?;
    }
    Ok(Some(notice))
}

/// Frees the item of what was frozen; gives what stays frozen of its week, if that was.
fn thaw(project: &mut Project, target: &Target) -> Option<BTreeMap<String, FrozenItem>> {
    let is_frozen = project.frozen.covers(target.date);
    let mut others = project.frozen.clone().parted(&week_of(target.date)).0.items;
    project.frozen.items.remove(&target.id);
    others.remove(&target.id);
    is_frozen.then_some(others)
}

/// Makes the programme anew wherever it is heard on that day, and tells what was made.
fn make(session: &mut Session, target: &Target, notice: &str) -> Result<Exit, Fault> {
    let mut opened = open(session)?;
    let mut found = Diagnostics::new();
    let everywhere = all_of(session, &opened, target.date, &mut found)?;
    let heard = everywhere.items.iter().filter(|of| of.origin == Some(target.occurrence));
    let stations: BTreeSet<StationIx> = heard.map(|of| of.item.occurrence.station).collect();
    let asked = Asked { days: target.date..=target.date, stations: stations.into_iter().collect() };
    let mut cache = SoundCache::open(&opened.project.root, &opened.project.network).speaking();
    let shown = Shown::new(&session.messages, session.world.is_terminal, &mut *session.err);
    let step = |progress: crate::build::Progress| shown.step(progress);
    let prepared = prepare(&opened.project, &asked, &mut cache, &step, &mut opened.diagnostics);
    // What is stored speaks the network's language, whoever builds it.
    let words = Messages::new(opened.project.network.lang.unwrap_or(Lang::Vi));
    let stored = prepared.and_then(|prepared| {
        store(&opened.project, &prepared, &cache, &words, &step).map(|stored| (prepared, stored))
    });
    shown.finish();
    let (prepared, stored) = stored?;
    told::what_was_made(session, &opened.project, target, (&prepared, &stored), notice)?;
    match stored.faults.into_iter().next() {
        Some(fault) => {
            let args = vec![("date", target.date.to_string().into())];
            writeln!(session.err, "{}", session.messages.text("notice-stays", &args))?;
            Err(Fault::from(fault))
        }
        None => Ok(Exit::Clean),
    }
}
