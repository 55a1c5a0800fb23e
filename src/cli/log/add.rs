//! `loa log add`: what somebody knows of a stretch of time, or of one item.

use super::super::fault::Fault;
use super::super::{Exit, Session, asked};
use super::place::{LogStation, Place};
use super::{named, read_days, told};
use crate::asrun::{LogLine, OccurrenceName, Planned, Source, Told, outcome, said};
use crate::calendar::reading::{TimeRange, time};
use crate::calendar::zone::earliest;
use crate::project::append_log;
use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta};
use clap::ArgMatches;

/// What is said, whatever it is of.
struct Saying {
    words: Option<String>,
    times: Option<TimeRange>,
    outcome: Option<Told>,
    by: Option<String>,
}

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let place = Place::find(session)?;
    let saying = Saying::of(matches)?;
    let item = matches.get_one::<String>("item");
    let of_item = item.and_then(|item| OccurrenceName::of(item)).map(|name| name.date);
    let date = match (matches.get_one::<String>("date"), of_item) {
        (Some(written), _) => asked::day(written)?,
        (None, Some(date)) => date,
        (None, None) => asked::today(session, place.zone),
    };
    for station in place.named_stations(matches)? {
        let days = read_days(session, &place, &station, &(date..=date))?;
        let planned = item.map(|item| named(&days.planned, item)).transpose()?;
        let times = saying.times.map(|times| instants(times, date, &place));
        let line = match (planned, times) {
            (Some(planned), times) => saying.of_item(session, &station, planned, times),
            (None, Some(times)) => saying.of_time(session, &station, times),
            (None, None) => return Err(Fault::usage("log-no-time", vec![])),
        };
        if line.start > session.now || line.end() > session.now {
            let title = line.cause.unwrap_or_default().into();
            return Err(Fault::usage("log-future", vec![("title", title)]));
        }
        append_log(&place.root, std::slice::from_ref(&line))?;
        tell(session, &place, &station, date, &line)?;
    }
    Ok(Exit::Clean)
}

impl Saying {
    fn of(matches: &ArgMatches) -> Result<Saying, Fault> {
        let option = |name: &str| matches.get_one::<String>(name).cloned();
        let words: Vec<&str> =
            matches.get_many::<String>("words").into_iter().flatten().map(String::as_str).collect();
        let (words, mut times) = said(&words.join(" "));
        if let Some(from) = option("from") {
            let to = option("to").ok_or_else(|| Fault::usage("log-no-time", vec![]))?;
            times = Some(TimeRange { start: clock(&from)?, end: clock(&to)? });
        }
        Ok(Saying {
            words: option("cause").or(Some(words)).filter(|words| !words.is_empty()),
            times,
            outcome: option("outcome").and_then(|written| outcome(&written)),
            by: option("by"),
        })
    }

    /// What became of an item; without more words it was missed, with times it was heard just then.
    fn of_item(
        &self,
        session: &Session,
        station: &LogStation,
        planned: &Planned,
        times: Option<(DateTime<FixedOffset>, DateTime<FixedOffset>)>,
    ) -> LogLine {
        let usual = if times.is_some() { Told::Cut } else { Told::Missed };
        let outcome = self.outcome.unwrap_or(usual);
        let (start, end) = times.unwrap_or((planned.start, planned.end()));
        let length = if outcome == Told::Missed { TimeDelta::zero() } else { end - start };
        let line = self.of_time(session, station, (start, start + length));
        LogLine { occurrence: Some(planned.id.clone()), outcome: Some(outcome), ..line }
    }

    /// What was in a stretch of time: nothing was heard, unless told otherwise.
    fn of_time(
        &self,
        session: &Session,
        station: &LogStation,
        (start, end): (DateTime<FixedOffset>, DateTime<FixedOffset>),
    ) -> LogLine {
        LogLine {
            station: station.slug.clone(),
            occurrence: None,
            package: None,
            start,
            length: end - start,
            outcome: Some(self.outcome.unwrap_or(Told::Missed)),
            cause: self.words.clone(),
            by: self.by.clone(),
            source: Source::Hand,
            written: session.now.with_timezone(&start.timezone()),
        }
    }
}

fn clock(written: &str) -> Result<chrono::NaiveTime, Fault> {
    time(written).map_err(|_| Fault::usage("log-bad-time", vec![("value", written.into())]))
}

/// The instants of a range of times that begins on `date`.
fn instants(
    times: TimeRange,
    date: NaiveDate,
    place: &Place,
) -> (DateTime<FixedOffset>, DateTime<FixedOffset>) {
    let last = if times.passes_midnight() { date + Days::new(1) } else { date };
    (earliest(place.zone, date.and_time(times.start)), earliest(place.zone, last.and_time(times.end)))
}

/// What was written, and what has become of all it is about.
fn tell(
    session: &mut Session,
    place: &Place,
    station: &LogStation,
    date: NaiveDate,
    line: &LogLine,
) -> Result<(), Fault> {
    let head = told::head(&station.name, &(date..=date), &session.messages);
    let days = read_days(session, place, station, &(date..=date))?;
    let messages = &session.messages;
    let what = line.cause.clone().unwrap_or_else(|| messages.plain("log-without-words"));
    writeln!(session.out, "{head}\n  {}  {what}", told::times(line.start, line.end(), messages))?;
    let is_about = |planned: &Planned| match &line.occurrence {
        Some(id) => planned.id == *id,
        None => planned.start < line.end() && line.start < planned.end(),
    };
    let mut about = days.reconciled.items.iter().filter(|as_run| is_about(&as_run.planned)).peekable();
    if about.peek().is_none() {
        writeln!(session.out, "  {}", messages.plain("log-touches-nothing"))?;
    }
    for as_run in about {
        writeln!(session.out, "  → {}", told::item(as_run, messages))?;
    }
    Ok(())
}
