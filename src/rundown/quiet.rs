//! Quiet hours.

use super::Item;
use crate::calendar::reading::{Moment, TimeRange};
use crate::calendar::zone::instant;
use chrono::{Days, NaiveDateTime};

/// The first civil time at which `item` is on air within `range`, which comes every day by the clock of the item's zone
/// and may pass midnight.
pub(super) fn broken_at(item: &Item, range: &TimeRange) -> Option<NaiveDateTime> {
    let at = |civil| instant(item.zone, Moment::Civil(civil));
    let (start, end) = (item.start, item.end());
    // The quiet time that began the day before may still last.
    let first = start.date_naive().checked_sub_days(Days::new(1)).unwrap_or(start.date_naive());
    first.iter_days().take_while(|day| *day <= end.date_naive()).find_map(|day| {
        let last = if range.passes_midnight() { day.succ_opt().unwrap_or(day) } else { day };
        let (quiet_from, quiet_to) = (at(day.and_time(range.start)), at(last.and_time(range.end)));
        (start < quiet_to && quiet_from < end).then(|| start.max(quiet_from).naive_local())
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::item;
    use super::*;
    use chrono::{NaiveDate, NaiveTime};
    use chrono_tz::Tz;

    /// Whether something on air from `start` on, for so many minutes, breaks the quiet hours from `from` to `to`.
    fn breaks_in(zone: Tz, start: &str, minutes: i64, from: (u32, u32), to: (u32, u32)) -> bool {
        let time = |(hour, minute)| chrono::NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
        broken_at(&item(zone, start, minutes), &TimeRange { start: time(from), end: time(to) }).is_some()
    }

    fn at_night(start: &str, minutes: i64) -> bool {
        breaks_in(Tz::Asia__Ho_Chi_Minh, start, minutes, (21, 0), (5, 0))
    }

    #[test]
    fn quiet_hours_hold_on_both_sides_of_midnight() {
        assert!(at_night("2025-03-10T23:00", 30));
        assert!(at_night("2025-03-10T03:15", 30), "the relay that woke a commune");
        assert!(at_night("2025-03-10T23:30", 60));
        assert!(!at_night("2025-03-10T12:00", 30));
    }

    #[test]
    fn what_ends_as_quiet_begins_or_begins_as_it_ends_is_fine_and_a_minute_more_is_not() {
        assert!(!at_night("2025-03-10T20:30", 30));
        assert!(at_night("2025-03-10T20:30", 31));
        assert!(!at_night("2025-03-10T05:00", 16 * 60));
        assert!(at_night("2025-03-10T04:59", 1));
    }

    #[test]
    fn what_lasts_the_whole_day_meets_the_quiet_of_its_second_day() {
        assert!(breaks_in(Tz::Asia__Ho_Chi_Minh, "2025-03-10T12:00", 24 * 60, (11, 0), (12, 0)));
        assert!(!breaks_in(Tz::Asia__Ho_Chi_Minh, "2025-03-10T12:00", 23 * 60, (11, 0), (12, 0)));
    }

    #[test]
    fn the_first_quiet_moment_on_air_is_told() {
        let quiet = TimeRange {
            start: NaiveTime::from_hms_opt(21, 0, 0).expect("a time"),
            end: NaiveTime::from_hms_opt(5, 0, 0).expect("a time"),
        };
        let first = |start, minutes| {
            let at = broken_at(&item(Tz::Asia__Ho_Chi_Minh, start, minutes), &quiet);
            at.map_or(String::new(), |at| at.format("%Y-%m-%d %H:%M").to_string())
        };
        assert_eq!(first("2025-03-10T20:30", 60), "2025-03-10 21:00");
        assert_eq!(first("2025-03-10T03:15", 30), "2025-03-10 03:15");
        let after_midnight = TimeRange { start: NaiveTime::MIN, end: quiet.end };
        let late = item(Tz::Asia__Ho_Chi_Minh, "2025-03-10T23:50", 20);
        let midnight = NaiveDate::from_ymd_opt(2025, 3, 11).expect("a day").and_time(NaiveTime::MIN);
        assert_eq!(broken_at(&late, &after_midnight), Some(midnight), "of the next day");
    }

    #[test]
    fn from_an_hour_to_the_same_hour_is_the_whole_day() {
        assert!(breaks_in(Tz::Asia__Ho_Chi_Minh, "2025-03-10T17:00", 1, (0, 0), (0, 0)));
        assert!(breaks_in(Tz::Asia__Ho_Chi_Minh, "2025-03-10T17:00", 1, (21, 0), (21, 0)));
    }

    #[test]
    fn quiet_hours_go_by_the_clock_on_days_when_it_is_changed() {
        // From 03:00 to 02:00: forty minutes from 02:30 are over at 02:10 by the clock, and quiet ended at 03:00 only.
        let berlin = |start, minutes| breaks_in(Tz::Europe__Berlin, start, minutes, (2, 45), (3, 0));
        assert!(berlin("2025-10-26T02:30", 40), "both passes of the hour");
        assert!(!berlin("2025-10-26T02:30", 15));
        // From 02:00 to 03:00: an hour from 01:30 on ends at 03:30, half an hour after quiet began.
        let berlin = |start, minutes| breaks_in(Tz::Europe__Berlin, start, minutes, (3, 0), (4, 0));
        assert!(berlin("2025-03-30T01:30", 60));
        assert!(!berlin("2025-03-29T01:30", 60));
    }
}
