//! `loa log ok`: a day or a week was aired as planned, but for what is named.

use super::super::fault::Fault;
use super::super::{Exit, Session, asked};
use super::place::{LogStation, Place};
use super::{Days, days, named, read_days, told};
use crate::asrun::{LogLine, Outcome, Planned, Source, Told};
use crate::diagnostic::Args;
use crate::project::append_log;
use chrono::{NaiveDate, TimeDelta};
use clap::ArgMatches;
use std::ops::RangeInclusive;

/// What somebody says of one station's days.
#[derive(Default)]
struct Confirmed {
    lines: Vec<LogLine>,
    aired: usize,
    missed: usize,
    known: usize,
    coming: usize,
}

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let place = Place::find(session)?;
    let days = days(matches, asked::today(session, place.zone))?;
    for station in place.named_stations(matches)? {
        let of_days = read_days(session, &place, &station, &days)?;
        let confirmed = confirmed(session, matches, &station, &of_days)?;
        append_log(&place.root, &confirmed.lines)?;
        tell(session, &station, &days, &confirmed)?;
    }
    Ok(Exit::Clean)
}

/// The lines of what has been: as planned, where nothing is known yet; missing, what is excepted.
fn confirmed(
    session: &Session,
    matches: &ArgMatches,
    station: &LogStation,
    days: &Days,
) -> Result<Confirmed, Fault> {
    let mut confirmed = Confirmed::default();
    let line = |planned: &Planned, outcome, cause: Option<String>| LogLine {
        station: station.slug.clone(),
        occurrence: Some(planned.id.clone()),
        package: None,
        start: planned.start,
        length: if outcome == Told::Missed { TimeDelta::zero() } else { planned.length },
        outcome: Some(outcome),
        cause,
        by: matches.get_one::<String>("by").cloned(),
        source: if outcome == Told::Missed { Source::Hand } else { Source::Confirmed },
        written: session.now.with_timezone(&planned.start.timezone()),
    };
    let mut excepted = Vec::new();
    for except in matches.get_many::<String>("except").into_iter().flatten() {
        let (name, cause) = except.split_once('=').map_or((except.as_str(), None), |(name, cause)| {
            (name, Some(cause.trim().to_owned()).filter(|cause| !cause.is_empty()))
        });
        let planned = named(&days.planned, name)?;
        if planned.start > session.now {
            return Err(Fault::usage("log-future", vec![("title", planned.title.as_str().into())]));
        }
        excepted.push(planned.id.as_str());
        confirmed.lines.push(line(planned, Told::Missed, cause));
    }
    confirmed.missed = confirmed.lines.len();
    for as_run in &days.reconciled.items {
        let planned = &as_run.planned;
        if excepted.contains(&planned.id.as_str()) {
            continue;
        } else if as_run.outcome != Outcome::Unconfirmed {
            confirmed.known += 1;
        } else if planned.end() > session.now {
            confirmed.coming += 1;
        } else {
            confirmed.aired += 1;
            confirmed.lines.push(line(planned, Told::Aired, None));
        }
    }
    Ok(confirmed)
}

fn tell(
    session: &mut Session,
    station: &LogStation,
    days: &RangeInclusive<NaiveDate>,
    confirmed: &Confirmed,
) -> Result<(), Fault> {
    let head = told::head(&station.name, days, &session.messages);
    writeln!(session.out, "{head}")?;
    let counts = [
        ("log-ok-aired", confirmed.aired),
        ("log-ok-missed", confirmed.missed),
        ("log-ok-known", confirmed.known),
        ("log-ok-coming", confirmed.coming),
    ];
    if counts.iter().all(|(_, count)| *count == 0) {
        writeln!(session.out, "  {}", session.messages.plain("log-no-plan"))?;
    }
    for (id, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        let args: Args = vec![("count", count.into())];
        writeln!(session.out, "  {}", session.messages.text(id, &args))?;
    }
    Ok(())
}
