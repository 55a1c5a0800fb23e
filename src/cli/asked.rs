//! Which days and stations a command is about.

use super::Session;
use super::fault::Fault;
use crate::build::Asked;
use crate::calendar::{monday, reading, week_of};
use crate::network::Network;
use crate::source::NotOne;
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use clap::ArgMatches;
use std::ops::RangeInclusive;

/// The longest range that is worked out at once.
const LONGEST: usize = 400;

/// What the options ask for: this week and next, and all stations, unless told.
pub(super) fn asked(session: &Session, matches: &ArgMatches, network: &Network) -> Result<Asked, Fault> {
    let days = days(matches, today(session, network.zone))?;
    if days.start().iter_days().take_while(|day| day <= days.end()).nth(LONGEST).is_some() {
        return Err(Fault::usage("usage-too-many-days", vec![("most", LONGEST.into())]));
    }
    let mut stations = Vec::new();
    for name in matches.get_many::<String>("station").into_iter().flatten() {
        stations.push(station(network, name)?);
    }
    if stations.is_empty() {
        stations = network.all().map(|(ix, _)| ix).collect();
    }
    stations.sort();
    stations.dedup();
    Ok(Asked { days, stations })
}

/// The station of that name.
pub(super) fn station(network: &Network, name: &str) -> Result<crate::network::StationIx, Fault> {
    network.find(name).map_err(|why| match why {
        NotOne::None(Some(near)) => {
            Fault::usage("usage-unknown-station-near", vec![("name", name.into()), ("near", near.into())])
        }
        NotOne::None(None) => Fault::usage("usage-unknown-station", vec![("name", name.into())]),
        NotOne::Several(fitting) => {
            Fault::usage("usage-several-stations", vec![("name", name.into()), ("fitting", fitting.into())])
        }
    })
}

/// The day it is in `zone`.
pub(super) fn today(session: &Session, zone: Tz) -> NaiveDate {
    session.now.with_timezone(&zone).date_naive()
}

fn days(matches: &ArgMatches, today: NaiveDate) -> Result<RangeInclusive<NaiveDate>, Fault> {
    let option = |name: &str| matches.get_one::<String>(name);
    if let Some(written) = option("week") {
        return week(written);
    }
    if let Some(date) = option("date") {
        let date = day(date)?;
        return Ok(date..=date);
    }
    if let Some(from) = option("from") {
        let from = day(from)?;
        let to = option("to").map_or(Ok(from + Days::new(6)), |to| day(to))?;
        if to < from {
            return Err(Fault::usage("usage-to-before-from", vec![]));
        }
        return Ok(from..=to);
    }
    Ok(monday(today)..=monday(today) + Days::new(13))
}

/// The days of a week as people write it.
pub(super) fn week(written: &str) -> Result<RangeInclusive<NaiveDate>, Fault> {
    let monday = reading::iso_week(written)
        .map_err(|_| Fault::usage("usage-bad-week", vec![("value", written.into())]))?;
    Ok(week_of(monday))
}

/// A day as people write it.
pub(super) fn day(written: &str) -> Result<NaiveDate, Fault> {
    reading::date(written).map_err(|_| Fault::usage("usage-bad-date", vec![("value", written.into())]))
}
