//! Recurrences: how a slot says when it airs.
//!
//! Goes in: a recurrence and the days asked for. Comes out: civil times, ascending, each once. It must not know of
//! zones (see [`super::zone`]), exceptions or one-off changes.

use super::OutOfRange;
use super::cron::Cron;
use super::day_rule::DayRule;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use std::ops::RangeInclusive;

/// When something airs, again and again or on named dates.
#[derive(Debug, Clone, PartialEq)]
pub enum Recurrence {
    /// As a Unix cron expression says.
    Cron(Cron),
    /// Once on each of some days, always at the same time.
    Days {
        /// The days.
        on: DayRule,
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
    /// The times of `day` at which it occurs, ascending, each once: told from the day alone, without a search. Fails
    /// where a lunar date or a cron expression can't be told.
    pub fn on(&self, day: NaiveDate) -> Result<impl Iterator<Item = NaiveTime> + '_, OutOfRange> {
        let (once, many) = match self {
            Recurrence::Cron(cron) => (None, Some(cron.on(day)?)),
            Recurrence::Days { on, time } => (on.names(day)?.then_some(*time), None),
        };
        Ok(once.into_iter().chain(many.into_iter().flatten()))
    }

    /// All occurrences on `days`, both ends included, as civil times: ascending, each once. Fails if a day lies
    /// where a lunar date or a cron expression can't be told.
    pub fn within(&self, days: RangeInclusive<NaiveDate>) -> Result<Vec<NaiveDateTime>, OutOfRange> {
        let mut found = Vec::new();
        for day in days.start().iter_days().take_while(|day| day <= days.end()) {
            found.extend(self.on(day)?.map(|time| day.and_time(time)));
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
            Recurrence::Days { on, .. } => on.never(),
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
        match self {
            Recurrence::Cron(cron) => Box::new(cron.starting(from)),
            Recurrence::Days { on, time } => {
                let times = on.days_from(from.date()).map(|day| day.map(|day| day.and_time(*time)));
                Box::new(times.filter(move |time| time.as_ref().map_or(true, |time| *time >= from)))
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
    use crate::calendar::counted::{Count, Counted};
    use crate::calendar::day_rule::{LeapMonths, LunarDays};
    use crate::calendar::day_set::Spans;
    use chrono::{Datelike, Weekday, WeekdaySet};

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    fn time(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).expect("a time")
    }

    fn lunar(days: &[u8], months: Counted, leap: LeapMonths) -> Recurrence {
        let days = days.iter().map(|day| Count::Number(*day)).collect();
        Recurrence::Days { on: DayRule::Lunar(LunarDays { days, months, leap }), time: time(5, 5) }
    }

    fn on(dates: impl IntoIterator<Item = NaiveDate>) -> Recurrence {
        Recurrence::Days { on: DayRule::Dates(dates.into_iter().collect()), time: time(8, 0) }
    }

    fn cron(text: &str) -> Recurrence {
        Recurrence::Cron(Cron::parse(text).expect(text))
    }

    #[test]
    fn a_daily_slot_airs_on_the_first_and_the_last_day_asked_for() {
        let daily = Recurrence::Days { on: DayRule::Daily, time: time(17, 0) };
        let found = daily.within(day(2025, 3, 10)..=day(2025, 3, 16)).expect("known");
        assert_eq!(found.len(), 7);
        assert_eq!(found[0], day(2025, 3, 10).and_time(time(17, 0)));
        assert_eq!(found[6], day(2025, 3, 16).and_time(time(17, 0)));
    }

    #[test]
    fn a_weekly_slot_airs_on_its_weekdays_only() {
        let days = WeekdaySet::from_array([Weekday::Mon, Weekday::Sun]);
        let weekly = Recurrence::Days { on: DayRule::Weekly(days), time: time(5, 50) };
        let found = weekly.within(day(2025, 3, 10)..=day(2025, 3, 17)).expect("known");
        let dates: Vec<u32> = found.iter().map(|time| time.day()).collect();
        assert_eq!(dates, [10, 16, 17]);
    }

    #[test]
    fn dates_in_any_order_and_twice_air_in_order_and_once() {
        let on = on([day(2025, 3, 12), day(2025, 3, 10), day(2025, 3, 12)]);
        let expected = [day(2025, 3, 10), day(2025, 3, 12)].map(|d| d.and_time(time(8, 0)));
        assert_eq!(on.within(day(2025, 3, 1)..=day(2025, 3, 31)).expect("known"), expected);
    }

    #[test]
    fn lunar_days_find_the_full_moon_of_march_and_the_leap_month_as_told() {
        let fifteenth = lunar(&[15], Counted::up_to(12), LeapMonths::With);
        let found = fifteenth.within(day(2025, 3, 10)..=day(2025, 3, 16)).expect("verified");
        assert_eq!(found, [day(2025, 3, 14).and_time(time(5, 5))]);
        // 25/7/2025 begins the leap sixth month.
        for (leap, expected) in [
            (LeapMonths::With, vec![day(2025, 6, 25), day(2025, 7, 25)]),
            (LeapMonths::Without, vec![day(2025, 6, 25)]),
            (LeapMonths::Only, vec![day(2025, 7, 25)]),
        ] {
            let sixth = lunar(&[1], Counted::from_iter([Count::Number(6)]), leap);
            let found = sixth.within(day(2025, 1, 1)..=day(2025, 12, 31)).expect("verified");
            let expected: Vec<_> = expected.into_iter().map(|day| day.and_time(time(5, 5))).collect();
            assert_eq!(found, expected, "{leap:?}");
        }
    }

    #[test]
    fn the_last_day_of_the_last_whole_lunar_month_known_is_its_last() {
        let last = *crate::calendar::lunar::verified().end();
        let days = LunarDays {
            days: Counted::from_iter([Count::Last]),
            months: Counted::up_to(12),
            leap: LeapMonths::With,
        };
        assert_eq!(days.contain(last), Ok(false), "the 22nd");
        assert_eq!(days.contain(day(2053, 12, 9)), Ok(true), "the day before mùng một");
        assert_eq!(days.contain(day(2053, 12, 8)), Ok(false));
    }

    #[test]
    fn lunar_days_past_the_table_are_an_error_even_where_none_would_fall() {
        let first = lunar(&[1], Counted::up_to(12), LeapMonths::With);
        let last = *crate::calendar::lunar::verified().end();
        let after = last.succ_opt().expect("a day after");
        let out = first.within(last..=last + chrono::Days::new(8)).expect_err("not verified");
        assert_eq!((out.reach, out.date), (Reach::Lunar, after));
        assert_eq!(first.within(last..=last), Ok(vec![]));
        let begun = last - chrono::Days::new(75);
        let short = first.next(begun.and_time(time(0, 0)), 10).expect_err("too few");
        assert!((2..=3).contains(&short.found.len()), "{short:?}");
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
        let on = on([day(2025, 3, 12), day(2025, 4, 1)]);
        let short = on.next(day(2025, 3, 12).and_time(time(8, 1)), 2).expect_err("one is left");
        assert_eq!(short.found, [day(2025, 4, 1).and_time(time(8, 0))]);
        assert_eq!(short.why, Shortage::Exhausted);
    }

    #[test]
    fn next_includes_the_very_minute_it_starts_from() {
        for recurrence in [cron("0 17 * * *"), Recurrence::Days { on: DayRule::Daily, time: time(17, 0) }] {
            let from = day(2025, 3, 10).and_time(time(17, 0));
            assert_eq!(recurrence.next(from, 1), Ok(vec![from]));
        }
    }

    #[test]
    fn what_lists_nothing_possible_never_airs() {
        let numbers = |list: &[u8]| list.iter().map(|n| Count::Number(*n)).collect::<Counted>();
        let monthly = |days: Counted, months: &[u8]| DayRule::Monthly { days, months: numbers(months) };
        let mondays = WeekdaySet::single(Weekday::Mon);
        let months = Counted::up_to(12);
        let impossible = [
            DayRule::Weekly(WeekdaySet::EMPTY),
            DayRule::EveryWeeks { weeks: 2, on: WeekdaySet::EMPTY, from: day(2025, 1, 1) },
            DayRule::Dates(Spans::default()),
            DayRule::Yearly(vec![]),
            monthly(numbers(&[30, 31]), &[2]),
            monthly(numbers(&[31]), &[4, 6, 9, 11]),
            monthly(Counted::default(), &[1]),
            DayRule::NthWeekday { nth: numbers(&[]), on: mondays, months },
            DayRule::Lunar(LunarDays { days: numbers(&[]), months, leap: LeapMonths::With }),
        ];
        let impossible = impossible.map(|on| Recurrence::Days { on, time: time(5, 5) });
        for recurrence in impossible {
            let short = recurrence.next(day(2025, 1, 1).and_time(time(0, 0)), 1).expect_err("never");
            assert_eq!(short.why, Shortage::Never, "{recurrence:?}");
        }
    }

    #[test]
    fn what_is_rare_is_not_said_to_be_never() {
        let fifth = Counted::from_iter([Count::Number(5)]);
        let february = Counted::from_iter([Count::Number(2)]);
        let on = WeekdaySet::single(Weekday::Mon);
        let rule = DayRule::NthWeekday { nth: fifth, on, months: february };
        let rare = Recurrence::Days { on: rule, time: time(5, 5) };
        // 29/2/2044 is a Monday; before it 29/2/2016 was.
        let next = rare.next(day(2025, 1, 1).and_time(time(0, 0)), 1).expect("one");
        assert_eq!(next, [day(2044, 2, 29).and_time(time(5, 5))]);
        let last =
            DayRule::Monthly { days: Counted::from_iter([Count::Number(31), Count::Last]), months: february };
        assert!(!last.never());
    }
}
