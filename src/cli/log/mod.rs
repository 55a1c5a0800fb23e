//! `loa log`: what was aired: confirmed in one line, added by hand, taken over from a player, shown beside the plan.
//!
//! In a project, and in a folder that `loa pull` fills.

mod add;
mod confirm;
mod import;
pub(super) mod place;
mod show;
pub(super) mod told;

use super::fault::Fault;
use super::{Exit, Session, asked};
use crate::asrun::{Log, LogScope, Planned, Reconciled, Tolerance, reconcile};
use crate::project::read_logs;
use crate::source::fold;
use chrono::NaiveDate;
use clap::ArgMatches;
use place::{LogStation, Place};
use std::ops::RangeInclusive;

/// The longest stretch of days that is looked at.
const LONGEST: usize = 400;

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    match matches.subcommand() {
        Some(("ok", matches)) => confirm::run(session, matches),
        Some(("add", matches)) => add::run(session, matches),
        Some(("import", matches)) => import::run(session, matches),
        Some(("show", matches)) => show::run(session, matches),
        _ => unreachable!("clap asks for one of these"),
    }
}

/// One station's days: the plan, and what the log says of it.
struct Days {
    planned: Vec<Planned>,
    log: Log,
    reconciled: Reconciled,
}

/// Reads them; what is wrong in the logs is told.
fn read_days(
    session: &mut Session,
    place: &Place,
    station: &LogStation,
    days: &RangeInclusive<NaiveDate>,
) -> Result<Days, Fault> {
    if days.start().iter_days().take_while(|day| day <= days.end()).nth(LONGEST).is_some() {
        return Err(Fault::usage("usage-too-many-days", vec![("most", LONGEST.into())]));
    }
    let planned = place.plan(station, days.clone(), &session.messages);
    let scope = LogScope { station: &station.slug, days: days.clone(), now: session.now };
    let (log, faults) = read_logs(&place.root, &scope)?;
    for (path, faults) in &faults {
        session.err.write_all(told::faults(path, faults, &session.messages).as_bytes())?;
    }
    let reconciled = reconcile(&planned, &log.clone().lines(), &Tolerance::default());
    Ok(Days { planned, log, reconciled })
}

/// The day or week that a command names; today, when it names none.
fn days(matches: &ArgMatches, today: NaiveDate) -> Result<RangeInclusive<NaiveDate>, Fault> {
    let Some(written) = matches.get_one::<String>("days") else { return Ok(today..=today) };
    let one = |day: Option<NaiveDate>| day.map(|day| day..=day);
    let named = match fold(written).as_str() {
        "homnay" | "today" => one(Some(today)),
        "homqua" | "yesterday" => one(today.pred_opt()),
        _ => None,
    };
    match (named, written.to_ascii_uppercase().contains('W')) {
        (Some(days), _) => Ok(days),
        (None, true) => asked::week(written),
        (None, false) => asked::day(written).map(|day| day..=day),
    }
}

/// The one item of the plan that is called so: by its id, or by its slot where that airs once.
fn named<'a>(planned: &'a [Planned], name: &str) -> Result<&'a Planned, Fault> {
    let name = name.trim();
    let fitting = |fits: &dyn Fn(&Planned) -> bool| -> Vec<&Planned> {
        planned.iter().filter(|planned| fits(planned)).collect()
    };
    let mut found = fitting(&|planned| planned.id == name || fold(&planned.slot) == fold(name));
    // "tin xã" is enough for "tin xã thứ hai" on a day that has no other.
    if found.is_empty() && !fold(name).is_empty() {
        found = fitting(&|planned| fold(&planned.slot).starts_with(&fold(name)));
    }
    match found[..] {
        [only] => Ok(only),
        [] => {
            let mut known: Vec<String> = planned.iter().map(|planned| planned.slot.clone()).collect();
            known.dedup();
            Err(Fault::usage("log-unknown-item", vec![("name", name.into()), ("known", known.into())]))
        }
        _ => {
            let ids: Vec<String> = found.iter().map(|planned| planned.id.clone()).collect();
            Err(Fault::usage("log-several-items", vec![("name", name.into()), ("ids", ids.into())]))
        }
    }
}
