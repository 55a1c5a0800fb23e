//! Which weeks of an index a station wants today.

use crate::calendar::monday;
use crate::package::{IndexedWeek, StationIndex};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc, Weekday};

/// How long a week is still wanted after its Sunday.
const LATE: TimeDelta = TimeDelta::days(7);

/// How far the clocks of producer and station may differ without a word.
const APART: TimeDelta = TimeDelta::minutes(10);

/// The weeks that have not ended a week ago: this week and those to come first, then those that ended. When all have, the
/// newest `keep` of them, and true: a clock that is wrong must not leave a station without anything.
pub(super) fn wanted(index: &StationIndex, now: DateTime<Utc>, keep: usize) -> (Vec<&IndexedWeek>, bool) {
    let today = now.with_timezone(&index.made.timezone()).date_naive();
    let sunday = |week: &IndexedWeek| sunday_of(&week.week);
    let mut weeks: Vec<&IndexedWeek> = index.weeks.iter().collect();
    weeks.sort_by_key(|week| sunday(week));
    let due: Vec<&IndexedWeek> =
        weeks.iter().copied().filter(|week| sunday(week).is_none_or(|day| day + LATE >= today)).collect();
    if due.is_empty() {
        let newest = weeks.split_off(weeks.len().saturating_sub(keep.max(1)));
        return (newest.into_iter().rev().collect(), !index.weeks.is_empty());
    }
    let has_ended = |week: &&IndexedWeek| sunday(week).is_some_and(|day| day < today);
    let (ended, coming): (Vec<_>, Vec<_>) = due.into_iter().partition(has_ended);
    (coming.into_iter().chain(ended).collect(), false)
}

/// Whether the index was made later than it is now.
pub(super) fn is_from_the_future(index: &StationIndex, now: DateTime<Utc>) -> bool {
    index.made.to_utc() > now + APART
}

fn sunday_of(week: &str) -> Option<NaiveDate> {
    let (year, number) = week.split_once("-W")?;
    let day = NaiveDate::from_isoywd_opt(year.parse().ok()?, number.parse().ok()?, Weekday::Mon)?;
    monday(day).checked_add_signed(TimeDelta::days(6))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::Object;

    fn index(weeks: &[&str]) -> StationIndex {
        let object = Object { sha256: "0".repeat(64), bytes: 1 };
        let week = |week: &&str| IndexedWeek {
            week: (*week).to_owned(),
            revision: 1,
            package: object.clone(),
            reason: None,
        };
        StationIndex {
            version: 1,
            network: "thu".to_owned(),
            station: "xa".to_owned(),
            name: "Xã".to_owned(),
            made: "2025-03-07T17:00:00+07:00".parse().expect("a moment"),
            weeks: weeks.iter().map(week).collect(),
        }
    }

    fn names(index: &StationIndex, now: &str) -> (Vec<String>, bool) {
        let (weeks, ended) = wanted(index, now.parse().expect("a moment"), 2);
        (weeks.iter().map(|week| week.week.clone()).collect(), ended)
    }

    #[test]
    fn this_week_comes_first_then_the_next_then_the_last() {
        let index = index(&["2025-W08", "2025-W10", "2025-W11", "2025-W12"]);
        // Sunday evening in UTC is Monday at the station.
        let (weeks, _) = names(&index, "2025-03-09T18:00:00Z");
        assert_eq!(weeks, ["2025-W11", "2025-W12", "2025-W10"]);
        let (weeks, _) = names(&index, "2025-03-16T12:00:00Z");
        assert_eq!(weeks, ["2025-W11", "2025-W12", "2025-W10"]);
        let (weeks, _) = names(&index, "2025-03-16T18:00:00Z");
        assert_eq!(weeks, ["2025-W12", "2025-W11"]);
    }

    #[test]
    fn a_clock_that_is_a_year_ahead_leaves_the_newest_weeks() {
        let index = index(&["2025-W10", "2025-W11", "2025-W12"]);
        assert_eq!(names(&index, "2026-03-09T18:00:00Z"), (vec!["2025-W12".into(), "2025-W11".into()], true));
        assert!(!is_from_the_future(&index, "2025-03-07T09:55:00Z".parse().expect("a moment")));
        assert!(is_from_the_future(&index, "2025-03-07T09:45:00Z".parse().expect("a moment")));
    }
}
