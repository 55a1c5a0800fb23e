//! Recordings that are brought: matched with a text by number and code, else asked about; copied, never moved.

use super::super::fault::Fault;
use super::super::opened::{Opened, open};
use super::super::progress::Shown;
use super::super::{Exit, Session, asked};
use super::ask::{Answer, ask};
use crate::build::{Asked, Prepared, prepare, recording};
use crate::diagnostic::{Args, Diagnostics};
use crate::intake::{Named, ReadItem, named};
use crate::project::{SoundCache, SoundFiles, Storing, brought, lock};
use crate::source::slug;
use crate::studio::is_off;
use chrono::{Days, NaiveDate, TimeDelta};
use clap::ArgMatches;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Without a date, texts of so many days are looked through, from today on.
const AHEAD: u64 = 6;

/// The texts that recordings are matched with.
struct Desk {
    opened: Opened,
    /// By day, then number.
    items: Vec<ReadItem>,
    /// The day that numbers alone belong to.
    date: NaiveDate,
}

/// Takes in the recordings at `places`; those that cannot be taken are told of, and are an error.
pub(super) fn receive(
    session: &mut Session,
    matches: &ArgMatches,
    places: &[PathBuf],
) -> Result<Exit, Fault> {
    let desk = desk(session, matches)?;
    let mut exit = Exit::Clean;
    // By item: the recordings that say they are of it.
    let mut found: BTreeMap<usize, Vec<&PathBuf>> = BTreeMap::new();
    for place in places {
        match item(session, matches, &desk, place, places.len())? {
            Some(at) => found.entry(at).or_default().push(place),
            None => exit = Exit::Errors,
        }
    }
    for (at, places) in found {
        let item = &desk.items[at];
        let taken = match one(session, item, &places)? {
            Some(place) => store(session, &desk, item, place)?,
            None => Exit::Errors,
        };
        if taken == Exit::Errors {
            exit = Exit::Errors;
        }
    }
    Ok(exit)
}

/// The texts of the day asked for, else those of the coming days.
fn desk(session: &mut Session, matches: &ArgMatches) -> Result<Desk, Fault> {
    let opened = open(session)?;
    let network = &opened.project.network;
    let today = asked::today(session, network.zone);
    let days = match matches.get_one::<String>("date") {
        Some(date) => {
            let date = asked::day(date)?;
            date..=date
        }
        None => today..=today + Days::new(AHEAD),
    };
    let asked = Asked { days: days.clone(), stations: network.all().map(|(ix, _)| ix).collect() };
    let mut cache = SoundCache::open(&opened.project.root, network);
    let shown = Shown::new(&session.messages, session.world.is_terminal, &mut *session.err);
    // What is wrong with these days is for `loa check` to say.
    let prepared =
        prepare(&opened.project, &asked, &mut cache, &|step| shown.step(step), &mut Diagnostics::new());
    shown.finish();
    let items = items(&opened, &prepared?, &asked);
    let first = items.iter().find(|item| item.recorded.is_none()).map(|item| item.date);
    let date = first.unwrap_or(*days.start());
    if items.is_empty() {
        return Err(Fault::usage("receive-no-numbers", vec![("date", date.to_string().into())]));
    }
    Ok(Desk { opened, items, date })
}

/// Every text that has a number on paper. One that a build did not store yet may still get another.
fn items(opened: &Opened, prepared: &Prepared, asked: &Asked) -> Vec<ReadItem> {
    let mut found = BTreeMap::new();
    for (occurrence, production) in &prepared.productions {
        let stored = opened.project.recordings.get(&occurrence.date).filter(|day| !day.index.is_damaged);
        let (Some(stored), true) = (stored, asked.days.contains(&occurrence.date)) else { continue };
        let day = &prepared.studio[&occurrence.date];
        for read in production.script.iter().flat_map(|script| &script.reads) {
            let (Some(number), recorded) = recording(day, read) else { continue };
            let is_stored =
                stored.index.numbers.iter().any(|known| known.number == number && known.text == read.digest);
            if is_stored {
                let item = ReadItem {
                    date: occurrence.date,
                    number,
                    code: crate::catalogue::text_code(&read.digest),
                    title: read.title.clone(),
                    estimate: read.estimate,
                    recorded: recorded.map(str::to_owned),
                };
                found.insert((occurrence.date, number), item);
            }
        }
    }
    found.into_values().collect()
}

/// Which text the recording at `place` speaks, by its place among the items; none when it is refused, or nobody says.
fn item(
    session: &mut Session,
    matches: &ArgMatches,
    desk: &Desk,
    place: &Path,
    files: usize,
) -> Result<Option<usize>, Fault> {
    let file = name(place);
    let index = desk.opened.project.recordings.get(&desk.date).map(|day| &day.index);
    let index = index.cloned().unwrap_or_default();
    let told = matches.get_one::<String>("item");
    if told.is_some() && files > 1 {
        return Err(Fault::usage("receive-item-of-one", vec![]));
    }
    let found = match named(told.unwrap_or(&file), desk.date, &desk.items, &index) {
        Named::Item(item) => desk.items.iter().position(|known| known == item),
        Named::Stale(title) => {
            let id = if title.is_some() { "receive-stale" } else { "receive-stale-code" };
            let args = vec![("file", file.into()), ("title", title.unwrap_or_default().into())];
            complain(session, id, &args)?;
            None
        }
        Named::Nothing => chosen(session, desk, &file, told.is_some())?,
    };
    Ok(found)
}

/// The item somebody chooses for a file whose name says nothing.
fn chosen(session: &mut Session, desk: &Desk, file: &str, is_told: bool) -> Result<Option<usize>, Fault> {
    let open: Vec<usize> = (0..desk.items.len()).filter(|at| desk.items[*at].recorded.is_none()).collect();
    let days = desk.items.iter().map(|item| item.date).collect::<std::collections::BTreeSet<_>>().len();
    let shown: Vec<String> = open
        .iter()
        .map(|at| {
            let item = &desk.items[*at];
            let day = if days > 1 { format!("{}  ", session.messages.day(item.date)) } else { String::new() };
            format!("{day}{}  {}", item.mark(), item.title)
        })
        .collect();
    let args: Args = vec![("file", file.into()), ("choices", shown.join("; ").into())];
    if is_told || !session.world.can_ask {
        return Err(Fault::usage("receive-needs-item", args));
    }
    ask(session, "receive-ask-item", &args, &shown, |answer| match answer {
        Answer::Choice(at) => Some(Some(open[at])),
        Answer::Nothing => Some(None),
        Answer::Other(_) => None,
    })
}

/// The one recording of an item among several that were brought.
fn one<'a>(
    session: &mut Session,
    item: &ReadItem,
    places: &[&'a PathBuf],
) -> Result<Option<&'a Path>, Fault> {
    if let [place] = places {
        return Ok(Some(place.as_path()));
    }
    let names: Vec<String> = places.iter().map(|place| name(place)).collect();
    let args: Args = vec![
        ("mark", item.mark().into()),
        ("title", item.title.as_str().into()),
        ("files", names.clone().into()),
    ];
    if !session.world.can_ask {
        complain(session, "receive-two", &args)?;
        return Ok(None);
    }
    ask(session, "receive-ask-which", &args, &names, |answer| match answer {
        Answer::Choice(at) => Some(Some(places[at].as_path())),
        Answer::Nothing => Some(None),
        Answer::Other(_) => None,
    })
}

/// Copies the recording at `place` into the folder of its day, under the mark and title of its text.
fn store(session: &mut Session, desk: &Desk, item: &ReadItem, place: &Path) -> Result<Exit, Fault> {
    let project = &desk.opened.project;
    let file = name(place);
    if let Some(recorded) = &item.recorded {
        let has = brought(&project.root.join(recorded), u64::MAX)? == brought(place, u64::MAX)?;
        let args =
            vec![("file", file.into()), ("path", recorded.as_str().into()), ("mark", item.mark().into())];
        if has {
            writeln!(session.out, "{}", session.messages.text("receive-known", &args))?;
            return Ok(Exit::Clean);
        }
        complain(session, "receive-recorded", &args)?;
        return Ok(Exit::Errors);
    }
    let sounds = SoundFiles::of_project(&project.root, &project.network.converters);
    let measured = match sounds.measure(place, &project.network.audio, |_, _| {}) {
        Ok(measured) => measured,
        Err(error) => {
            let args = vec![("file", file.into()), ("why", error.phrase().into())];
            complain(session, "receive-bad-sound", &args)?;
            return Ok(Exit::Errors);
        }
    };
    let milliseconds = measured.frames * 1000 / u64::from(measured.sample_rate.max(1));
    let length = TimeDelta::milliseconds(i64::try_from(milliseconds).unwrap_or(i64::MAX / 2));
    let path = path(desk, item, place);
    let _lock = lock(&project.root)?;
    Storing::under(&project.root).copy(place, &path)?;
    let args = vec![
        ("file", file.into()),
        ("path", path.into()),
        ("title", item.title.as_str().into()),
        ("length", length.into()),
        ("estimate", item.estimate.into()),
    ];
    writeln!(session.out, "{}", session.messages.text("receive-recording", &args))?;
    if is_off(length, item.estimate) {
        let words = session.messages.text("receive-off", &args);
        writeln!(session.err, "{}: {words}", session.messages.plain("severity-warning"))?;
    }
    Ok(Exit::Clean)
}

/// `recordings/2025-03-10/03-K7MA tam-ngung-cap-nuoc.m4a`.
fn path(desk: &Desk, item: &ReadItem, place: &Path) -> String {
    let folder = desk.opened.project.recording_folder(item.date);
    let title: String = slug(&item.title).chars().take(60).collect();
    let extension = place.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let extension = extension.map_or(String::new(), |extension| format!(".{extension}"));
    format!("{folder}/{}{extension}", format!("{} {title}", item.mark()).trim_end())
}

fn complain(session: &mut Session, id: &str, args: &Args) -> Result<(), Fault> {
    let words = session.messages.text(id, args);
    writeln!(session.err, "{}: {words}", session.messages.plain("severity-error"))?;
    Ok(())
}

fn name(place: &Path) -> String {
    place.file_name().unwrap_or(place.as_os_str()).to_string_lossy().into_owned()
}
