//! `loa archive`: what was aired is put away by week, verified, and kept as long as it has to be.

use super::fault::Fault;
use super::log::place::{LogStation, Place};
use super::log::told;
use super::{Exit, Session, asked};
use crate::asrun::{LogLine, LogScope};
use crate::calendar::{reading, week_name, week_of};
use crate::diagnostic::Args;
use crate::package::StationManifest;
use crate::project::{ArchivedWeek, archive, archived, damaged_in, kept, lock, read_logs, remove_archived};
use chrono::{Days, Months, NaiveDate};
use clap::ArgMatches;
use std::ops::RangeInclusive;

/// How long archived weeks are kept, unless told: ours, as what aired has to be kept for half a year.
const MONTHS: u32 = 6;

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let place = Place::find(session)?;
    let _lock = lock(&place.root)?;
    let today = asked::today(session, place.zone);
    let days = match matches.get_one::<String>("week") {
        Some(week) => asked::week(week)?,
        None => week_of(today - Days::new(7)),
    };
    if *days.end() >= today {
        return Err(Fault::usage("archive-not-over", vec![("week", week_name(*days.start()).into())]));
    }
    prune(session, &place, today, matches.get_one("months").copied().unwrap_or(MONTHS))?;
    for station in place.stations(matches)? {
        pack(session, matches, &place, &station, &days)?;
    }
    verify(session, &place)
}

/// Puts one station's week away.
fn pack(
    session: &mut Session,
    matches: &ArgMatches,
    place: &Place,
    station: &LogStation,
    days: &RangeInclusive<NaiveDate>,
) -> Result<(), Fault> {
    let week = week_name(*days.start());
    let packed = ArchivedWeek { week: week.clone(), station: station.slug.clone() };
    let from = place.week_folder(station, &week);
    let manifest = kept(&from, "manifest.json");
    let manifest = manifest.and_then(|text| serde_json::from_slice::<StationManifest>(&text).ok());
    let Some(manifest) = manifest else {
        // A station that was named, or that keeps a log of that week, is missed.
        let log = log(session, place, station, days)?;
        if matches.contains_id("station") || !log.is_empty() {
            let args = vec![("station", station.slug.as_str().into()), ("week", week.into())];
            say(session, "archive-no-week", &args)?;
        }
        return Ok(());
    };
    let folder: Args = vec![("folder", packed.folder().into())];
    if !matches.get_flag("again") && archived(&place.root)?.contains(&packed) {
        return say(session, "archive-kept", &folder);
    }
    let log: String = log(session, place, station, days)?.iter().map(LogLine::to_json).collect();
    let is_sound = |file: &str| file.ends_with(".wav") || file.ends_with(".opus");
    let files = manifest.files().filter(|file| matches.get_flag("wav") || !is_sound(file));
    let mut files: Vec<String> = files.chain(["manifest.json", "playlist.m3u8"]).map(str::to_owned).collect();
    files.sort();
    files.dedup();
    let missing = archive(&place.root, &packed, &from, &files, &log)?;
    say(session, "archive-done", &folder)?;
    match missing.is_empty() {
        true => Ok(()),
        false => say(session, "archive-without", &vec![("files", missing.into())]),
    }
}

/// What counts of a station's log for the week; what is wrong in it is told.
fn log(
    session: &mut Session,
    place: &Place,
    station: &LogStation,
    days: &RangeInclusive<NaiveDate>,
) -> Result<Vec<LogLine>, Fault> {
    let scope = LogScope { station: &station.slug, days: days.clone(), now: session.now };
    let (log, faults) = read_logs(&place.root, &scope)?;
    for (path, faults) in &faults {
        session.err.write_all(told::faults(path, faults, &session.messages).as_bytes())?;
    }
    Ok(log.lines())
}

/// Takes away the weeks that were kept long enough: counted from their Sunday, so that no day goes too early.
fn prune(session: &mut Session, place: &Place, today: NaiveDate, months: u32) -> Result<(), Fault> {
    for week in archived(&place.root)? {
        let Ok(monday) = reading::iso_week(&week.week) else { continue };
        let Some(last) = week_of(monday).end().checked_add_months(Months::new(months)) else { continue };
        if last < today {
            remove_archived(&place.root, &week)?;
            let months = u64::from(months).into();
            say(session, "archive-removed", &vec![("months", months), ("folder", week.folder().into())])?;
        }
    }
    Ok(())
}

fn verify(session: &mut Session, place: &Place) -> Result<Exit, Fault> {
    let weeks = archived(&place.root)?;
    let mut exit = Exit::Clean;
    for week in &weeks {
        let damaged = damaged_in(&place.root, week)?;
        if !damaged.is_empty() {
            exit = Exit::Errors;
            let args = vec![("folder", week.folder().into()), ("files", damaged.into())];
            let words = session.messages.text("archive-damaged", &args);
            writeln!(session.err, "{}: {words}", session.messages.plain("severity-error"))?;
        }
    }
    if exit == Exit::Clean && !weeks.is_empty() {
        say(session, "archive-whole", &vec![("count", weeks.len().into())])?;
    }
    Ok(exit)
}

fn say(session: &mut Session, id: &str, args: &Args) -> Result<(), Fault> {
    Ok(writeln!(session.out, "{}", session.messages.text(id, args))?)
}
