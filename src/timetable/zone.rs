//! What the clocks of a zone do in a stretch of time, as iCalendar's observances.
//!
//! Takes a zone and two instants; returns every offset in force between them. Knows no calendar file.

use chrono::{DateTime, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{OffsetComponents, OffsetName, Tz};
use std::ops::RangeInclusive;

/// How far back the clock change is looked for that the stretch begins under: longer than a year, so that a zone that
/// changes its clocks every year has one there.
const LOOK_BACK: TimeDelta = TimeDelta::days(400);

/// A stretch of one offset (RFC 5545, 3.6.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Observance {
    /// What clocks showed at its onset, before they were changed.
    pub onset: NaiveDateTime,
    /// Seconds east of Greenwich before it.
    pub from: i32,
    /// Seconds east of Greenwich in it.
    pub to: i32,
    /// Whether clocks are put forward in it.
    pub daylight: bool,
    /// What people call it, if they call it anything: `CET`.
    pub name: Option<String>,
}

/// All offsets that `zone` has in `range`, in order. The first begins at the clock change before the range; without one
/// in the year before, at the beginning of 1970, as zones without clock changes are written.
pub(super) fn observances(zone: Tz, range: &RangeInclusive<DateTime<Utc>>) -> Vec<Observance> {
    let mut found = Vec::new();
    let mut here = *range.start() - LOOK_BACK;
    while here < *range.end() {
        let next = here + TimeDelta::days(1);
        if clocks(zone, here) != clocks(zone, next) {
            found.push(observance(zone, change(zone, here, next)));
        }
        here = next;
    }
    let before =
        |one: &Observance| one.onset - TimeDelta::seconds(i64::from(one.from)) <= range.start().naive_utc();
    match found.iter().rposition(before) {
        Some(current) => drop(found.drain(..current)),
        None => found.insert(0, ever(zone, *range.start())),
    }
    found
}

/// What stays the same between two clock changes.
fn clocks(zone: Tz, at: DateTime<Utc>) -> (i32, bool, Option<String>) {
    let offset = zone.offset_from_utc_datetime(&at.naive_utc());
    let name = offset.abbreviation().map(str::to_owned);
    (offset.fix().local_minus_utc(), !offset.dst_offset().is_zero(), name)
}

/// The first second of the new clocks, when they are changed behind `old` and not behind `new`.
fn change(zone: Tz, mut old: DateTime<Utc>, mut new: DateTime<Utc>) -> DateTime<Utc> {
    let before = clocks(zone, old);
    while new - old > TimeDelta::seconds(1) {
        let middle = old + TimeDelta::seconds((new - old).num_seconds() / 2);
        *(if clocks(zone, middle) == before { &mut old } else { &mut new }) = middle;
    }
    new
}

fn observance(zone: Tz, onset: DateTime<Utc>) -> Observance {
    let (from, ..) = clocks(zone, onset - TimeDelta::seconds(1));
    let (to, daylight, name) = clocks(zone, onset);
    Observance { onset: onset.naive_utc() + TimeDelta::seconds(i64::from(from)), from, to, daylight, name }
}

/// The offset at an instant, as if it had always been so.
fn ever(zone: Tz, at: DateTime<Utc>) -> Observance {
    let (to, daylight, name) = clocks(zone, at);
    Observance { onset: DateTime::UNIX_EPOCH.naive_utc(), from: to, to, daylight, name }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(zone: Tz, first: &str, last: &str) -> Vec<String> {
        let at = |written: &str| written.parse::<DateTime<Utc>>().expect("an instant");
        observances(zone, &(at(first)..=at(last)))
            .iter()
            .map(|one| {
                let name = one.name.as_deref().unwrap_or("-");
                format!("{} {} {} {} {name}", one.onset, one.from, one.to, one.daylight)
            })
            .collect()
    }

    #[test]
    fn a_zone_without_clock_changes_has_one_offset_since_ever() {
        let found = told(Tz::Asia__Ho_Chi_Minh, "2025-03-10T00:00:00Z", "2025-03-17T00:00:00Z");
        assert_eq!(found, ["1970-01-01 00:00:00 25200 25200 false -"]);
    }

    #[test]
    fn a_range_over_clock_changes_begins_under_the_one_before_it_and_tells_each() {
        let found = told(Tz::Europe__Berlin, "2025-03-29T00:00:00Z", "2025-10-27T00:00:00Z");
        let expected = [
            "2024-10-27 03:00:00 7200 3600 false CET",
            "2025-03-30 02:00:00 3600 7200 true CEST",
            "2025-10-26 03:00:00 7200 3600 false CET",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_zone_that_puts_its_clocks_for_good_is_told_both_ways() {
        let found = told(Tz::Asia__Almaty, "2024-02-28T00:00:00Z", "2024-03-02T00:00:00Z");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[1].starts_with("2024-03-01 00:00:00 21600 18000 false"), "{found:?}");
    }
}
