//! Recurrences: how a slot says when it airs.
//!
//! Goes in: a recurrence and the days asked for. Comes out: civil times, ascending, each once. It must not know of
//! zones (see [`super::zone`]), exceptions or one-off changes.

use super::cron::Cron;
use super::{OutOfRange, lunar};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, WeekdaySet};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// When something airs, again and again or on named dates.
#[derive(Debug, Clone, PartialEq)]
pub enum Recurrence {
    /// As a Unix cron expression says.
    Cron(Cron),
    /// Every day at this time.
    Daily(NaiveTime),
    /// On these weekdays.
    Weekly {
        /// The weekdays.
        days: WeekdaySet,
        /// The time of day.
        time: NaiveTime,
    },
    /// On these dates only; their order and repetitions don't matter.
    On {
        /// The dates.
        dates: Vec<NaiveDate>,
        /// The time of day.
        time: NaiveTime,
    },
    /// On days of the Vietnamese lunar calendar, such as mùng một and rằm.
    Lunar {
        /// Days of the lunar month, 1 to 30. Day 30 is skipped in a month of 29.
        days: Vec<u8>,
        /// Lunar months, 1 to 12, or every month. A leap month counts as its number: tháng sáu nhuận is a 6.
        months: Option<Vec<u8>>,
        /// The time of day.
        time: NaiveTime,
    },
}

/// Fewer occurrences than were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortfall<T> {
    /// Those there are, ascending.
    pub found: Vec<T>,
    /// Why there are no more.
    pub why: Shortage,
}

/// Why occurrences end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shortage {
    /// It can't occur at all: 30 February, no weekday, lunar day 31.
    Never,
    /// All its dates are past.
    Exhausted,
    /// What comes after can't be told.
    OutOfRange(OutOfRange),
}

impl Recurrence {
    /// All occurrences on `days`, both ends included, as civil times: ascending, each once. Fails if a day lies
    /// where a lunar date or a cron expression can't be told.
    pub fn within(&self, days: RangeInclusive<NaiveDate>) -> Result<Vec<NaiveDateTime>, OutOfRange> {
        let mut found = Vec::new();
        if days.is_empty() {
            return Ok(found);
        }
        for time in self.starting(days.start().and_time(NaiveTime::MIN)) {
            match time {
                Ok(time) if time.date() <= *days.end() => found.push(time),
                Err(out) if out.date <= *days.end() => return Err(out),
                Ok(_) | Err(_) => break,
            }
        }
        Ok(found)
    }

    /// The first `count` occurrences from the civil time `from` (inclusive) on, exactly that many. Fails with those
    /// there are if there are fewer, and soon: what can never occur is told without a search.
    pub fn next(
        &self,
        from: NaiveDateTime,
        count: usize,
    ) -> Result<Vec<NaiveDateTime>, Shortfall<NaiveDateTime>> {
        let mut found = Vec::new();
        let mut times = self.starting(from);
        while found.len() < count {
            match times.next() {
                Some(Ok(time)) => found.push(time),
                Some(Err(out)) => return Err(Shortfall { found, why: Shortage::OutOfRange(out) }),
                None => return Err(Shortfall { found, why: self.end() }),
            }
        }
        Ok(found)
    }

    /// True if it can't occur at all, on any date.
    pub fn never(&self) -> bool {
        match self {
            Recurrence::Cron(cron) => cron.never(),
            Recurrence::Daily(_) => false,
            Recurrence::Weekly { days, .. } => days.is_empty(),
            Recurrence::On { dates, .. } => dates.is_empty(),
            Recurrence::Lunar { days, months, .. } => {
                let possible = |numbers: &[u8], greatest| numbers.iter().any(|n| (1..=greatest).contains(n));
                !possible(days, 30) || months.as_ref().is_some_and(|months| !possible(months, 12))
            }
        }
    }

    /// All occurrences from `from` (inclusive) on, ascending and without an end where there is none. A day that
    /// can't be told is an error in its place.
    pub(super) fn starting(
        &self,
        from: NaiveDateTime,
    ) -> Box<dyn Iterator<Item = Result<NaiveDateTime, OutOfRange>> + '_> {
        if self.never() {
            return Box::new(std::iter::empty());
        }
        let days = from.date().iter_days();
        let at = move |time: NaiveTime| move |day: NaiveDate| Ok(day.and_time(time));
        let not_before =
            move |time: &Result<NaiveDateTime, OutOfRange>| time.as_ref().map_or(true, |t| *t >= from);
        match self {
            Recurrence::Cron(cron) => Box::new(cron.starting(from)),
            Recurrence::Daily(time) => Box::new(days.map(at(*time)).filter(not_before)),
            Recurrence::Weekly { days: weekdays, time } => {
                let days = days.filter(|day| weekdays.contains(day.weekday()));
                Box::new(days.map(at(*time)).filter(not_before))
            }
            Recurrence::On { dates, time } => {
                let dates: BTreeSet<NaiveDate> = dates.iter().copied().collect();
                Box::new(dates.into_iter().map(at(*time)).filter(not_before))
            }
            Recurrence::Lunar { days: wanted, months, time } => {
                let days = days.filter_map(move |day| match lunar::from_solar(day) {
                    Ok(date) => {
                        let month = months.as_ref().is_none_or(|months| months.contains(&date.month));
                        (month && wanted.contains(&date.day)).then(|| Ok(day.and_time(*time)))
                    }
                    Err(out) => Some(Err(out)),
                });
                Box::new(days.filter(not_before))
            }
        }
    }

    /// Why [`starting`](Recurrence::starting) ended by itself.
    pub(super) fn end(&self) -> Shortage {
        if self.never() { Shortage::Never } else { Shortage::Exhausted }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Reach;
    use chrono::Weekday;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    fn time(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).expect("a time")
    }

    fn cron(text: &str) -> Recurrence {
        Recurrence::Cron(Cron::parse(text).expect(text))
    }

    #[test]
    fn a_daily_slot_airs_on_the_first_and_the_last_day_asked_for() {
        let found =
            Recurrence::Daily(time(17, 0)).within(day(2025, 3, 10)..=day(2025, 3, 16)).expect("known");
        assert_eq!(found.len(), 7);
        assert_eq!(found[0], day(2025, 3, 10).and_time(time(17, 0)));
        assert_eq!(found[6], day(2025, 3, 16).and_time(time(17, 0)));
    }

    #[test]
    fn a_weekly_slot_airs_on_its_weekdays_only() {
        let days = WeekdaySet::from_array([Weekday::Mon, Weekday::Sun]);
        let weekly = Recurrence::Weekly { days, time: time(5, 50) };
        let found = weekly.within(day(2025, 3, 10)..=day(2025, 3, 17)).expect("known");
        let dates: Vec<u32> = found.iter().map(|time| time.day()).collect();
        assert_eq!(dates, [10, 16, 17]);
    }

    #[test]
    fn dates_in_any_order_and_twice_air_in_order_and_once() {
        let dates = vec![day(2025, 3, 12), day(2025, 3, 10), day(2025, 3, 12)];
        let on = Recurrence::On { dates, time: time(8, 0) };
        let expected = [day(2025, 3, 10), day(2025, 3, 12)].map(|d| d.and_time(time(8, 0)));
        assert_eq!(on.within(day(2025, 3, 1)..=day(2025, 3, 31)).expect("known"), expected);
    }

    #[test]
    fn lunar_days_find_the_full_moon_of_march_and_count_a_leap_month_as_its_number() {
        let fifteenth = Recurrence::Lunar { days: vec![15], months: None, time: time(5, 5) };
        let found = fifteenth.within(day(2025, 3, 10)..=day(2025, 3, 16)).expect("verified");
        assert_eq!(found, [day(2025, 3, 14).and_time(time(5, 5))]);
        let sixth = Recurrence::Lunar { days: vec![1], months: Some(vec![6]), time: time(5, 5) };
        let found = sixth.within(day(2025, 1, 1)..=day(2025, 12, 31)).expect("verified");
        assert_eq!(found, [day(2025, 6, 25), day(2025, 7, 25)].map(|d| d.and_time(time(5, 5))));
    }

    #[test]
    fn lunar_days_past_the_table_are_an_error_even_where_none_would_fall() {
        let first = Recurrence::Lunar { days: vec![1], months: None, time: time(5, 5) };
        let out = first.within(day(2053, 12, 20)..=day(2054, 1, 5)).expect_err("not verified");
        assert_eq!((out.reach, out.date), (Reach::Lunar, day(2054, 1, 1)));
        assert_eq!(first.within(day(2053, 12, 20)..=day(2053, 12, 31)), Ok(vec![]));
        let short = first.next(day(2039, 12, 1).and_time(time(0, 0)), 10).expect_err("too few");
        assert_eq!(short.found.len(), 2);
        assert_eq!(short.why, Shortage::OutOfRange(out));
    }

    #[test]
    fn the_thirtieth_of_february_never_airs() {
        for text in ["0 0 30 2 *", "0 0 31 4,6,9,11 *", "*/5 * 30-31 FEB */2"] {
            let never = Shortfall { found: vec![], why: Shortage::Never };
            assert_eq!(cron(text).next(day(2025, 1, 1).and_time(time(0, 0)), 1), Err(never), "{text}");
            assert_eq!(cron(text).within(day(2025, 1, 1)..=day(2200, 1, 1)), Ok(vec![]), "{text}");
        }
        assert!(!cron("0 0 30 2 MON").never(), "or on Mondays");
    }

    #[test]
    fn the_leap_day_is_found_over_the_years_until_cron_can_tell_no_more() {
        let leap = cron("0 0 29 2 *");
        let from = day(2025, 3, 1).and_time(time(0, 0));
        let years: Vec<i32> = leap.next(from, 3).expect("three").iter().map(|time| time.year()).collect();
        assert_eq!(years, [2028, 2032, 2036]);
        let short = leap.next(from, 100).expect_err("the year 2100");
        assert_eq!(short.found.len(), 18);
        assert!(matches!(short.why, Shortage::OutOfRange(out) if out.date == day(2101, 1, 1)));
    }

    #[test]
    fn cron_outside_the_years_it_can_tell_is_an_error_and_inside_to_the_last_day_is_not() {
        let daily = cron("0 12 * * *");
        assert_eq!(daily.within(day(2100, 12, 31)..=day(2100, 12, 31)).map(|found| found.len()), Ok(1));
        assert_eq!(daily.within(day(1970, 1, 1)..=day(1970, 1, 1)).map(|found| found.len()), Ok(1));
        for outside in [day(1969, 12, 31), day(2101, 1, 1), day(2500, 1, 1)] {
            let out = daily.within(outside..=outside).expect_err("outside");
            assert_eq!((out.reach, out.date), (Reach::Cron, outside));
        }
    }

    #[test]
    fn a_dated_list_that_is_past_says_that_it_is_exhausted() {
        let on = Recurrence::On { dates: vec![day(2025, 3, 12), day(2025, 4, 1)], time: time(8, 0) };
        let short = on.next(day(2025, 3, 12).and_time(time(8, 1)), 2).expect_err("one is left");
        assert_eq!(short.found, [day(2025, 4, 1).and_time(time(8, 0))]);
        assert_eq!(short.why, Shortage::Exhausted);
    }

    #[test]
    fn next_includes_the_very_minute_it_starts_from() {
        for recurrence in [cron("0 17 * * *"), Recurrence::Daily(time(17, 0))] {
            let from = day(2025, 3, 10).and_time(time(17, 0));
            assert_eq!(recurrence.next(from, 1), Ok(vec![from]));
        }
    }

    #[test]
    fn what_lists_nothing_possible_never_airs() {
        let lunar = |days, months| Recurrence::Lunar { days, months, time: time(5, 5) };
        let impossible = [
            Recurrence::Weekly { days: WeekdaySet::EMPTY, time: time(5, 5) },
            Recurrence::On { dates: vec![], time: time(5, 5) },
            lunar(vec![31], None),
            lunar(vec![1], Some(vec![13])),
        ];
        for recurrence in impossible {
            let short = recurrence.next(day(2025, 1, 1).and_time(time(0, 0)), 1).expect_err("never");
            assert_eq!(short.why, Shortage::Never, "{recurrence:?}");
        }
    }
}
