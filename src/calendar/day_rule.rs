//! On which days something recurs.
//!
//! Goes in: a rule and a date. Comes out: whether the rule names that date, told from the date alone. It must not know
//! of times of day or zones, nor which days a holiday has: those are dates by now.

use super::counted::Counted;
use super::day_set::Spans;
use super::{OutOfRange, lunar};
use crate::source::Spanned;
use chrono::{Datelike, NaiveDate, Weekday, WeekdaySet};

/// On which days something recurs.
#[derive(Debug, Clone, PartialEq)]
pub enum DayRule {
    /// Every day.
    Daily,
    /// On these weekdays.
    Weekly(WeekdaySet),
    /// On these dates only.
    Dates(Spans),
    /// On the days of a holiday, or those reckoned from it.
    Holiday {
        /// Its name, as written.
        name: Spanned<String>,
        /// The days.
        days: Spans,
    },
    /// Every so many days from a first one on.
    EveryDays {
        /// How many; not 0.
        days: u32,
        /// The first.
        from: NaiveDate,
    },
    /// On weekdays of every so many weeks, Monday first, counted from the week of a first day on.
    EveryWeeks {
        /// How many; not 0.
        weeks: u32,
        /// The weekdays.
        on: WeekdaySet,
        /// Nothing recurs before; its own week counts as the first.
        from: NaiveDate,
    },
    /// On days of the month, counted from its first, or its last.
    Monthly {
        /// Days; a month without the day is skipped.
        days: Counted,
        /// Months of the year.
        months: Counted,
    },
    /// On the first, second… or last such weekday of the month.
    NthWeekday {
        /// Which of the month: 1 to 5 or the last.
        nth: Counted,
        /// The weekdays, each counted for itself.
        on: WeekdaySet,
        /// Months of the year.
        months: Counted,
    },
    /// On dates of every year; 29 February in leap years.
    Yearly(Vec<DayOfYear>),
    /// On days of the Vietnamese lunar calendar.
    Lunar(LunarDays),
}

/// A day of every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayOfYear {
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
}

/// Days of the Vietnamese lunar calendar, such as mùng một and rằm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LunarDays {
    /// Days of the lunar month, 1 to 30, or its last. Day 30 is skipped in a month of 29.
    pub days: Counted,
    /// Lunar months, 1 to 12. A leap month has the number of the one before it: tháng sáu nhuận is a 6.
    pub months: Counted,
    /// What becomes of leap months.
    pub leap: LeapMonths,
}

/// What becomes of a leap month (tháng nhuận).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeapMonths {
    /// It counts like any month: a rằm in it is a rằm.
    With,
    /// It does not count: a festival is not held twice.
    Without,
    /// Nothing else counts.
    Only,
}

impl DayRule {
    /// Whether `date` is one of its days. Fails where the lunar date can't be told.
    pub fn names(&self, date: NaiveDate) -> Result<bool, OutOfRange> {
        Ok(match self {
            DayRule::Daily => true,
            DayRule::Weekly(on) => on.contains(date.weekday()),
            DayRule::Dates(spans) | DayRule::Holiday { days: spans, .. } => spans.contains(date),
            DayRule::EveryDays { days, from } => {
                date >= *from && (date - *from).num_days() % i64::from(*days) == 0
            }
            DayRule::EveryWeeks { weeks, on, from } => {
                let monday = |date: NaiveDate| date.week(Weekday::Mon).first_day();
                date >= *from
                    && on.contains(date.weekday())
                    && (monday(date) - monday(*from)).num_weeks() % i64::from(*weeks) == 0
            }
            DayRule::Monthly { days, months } => {
                is_in(*months, date) && days.has(date.day(), || is_last_by(date, 1))
            }
            DayRule::NthWeekday { nth, on, months } => {
                let count = date.day().div_ceil(7);
                on.contains(date.weekday()) && is_in(*months, date) && nth.has(count, || is_last_by(date, 7))
            }
            DayRule::Yearly(dates) => dates.contains(&DayOfYear { month: date.month(), day: date.day() }),
            DayRule::Lunar(days) => return days.contain(date),
        })
    }

    /// True if it names no date at all.
    pub fn never(&self) -> bool {
        match self {
            DayRule::Daily | DayRule::EveryDays { .. } => false,
            DayRule::Weekly(on) | DayRule::EveryWeeks { on, .. } => on.is_empty(),
            DayRule::Dates(spans) | DayRule::Holiday { days: spans, .. } => spans.is_empty(),
            DayRule::Monthly { days, months } => {
                let longest = (1..=12).filter(|month| months.has(*month, || false)).map(most_days).max();
                let possible = days.least().is_some_and(|least| Some(least) <= longest);
                longest.is_none() || !(possible || days.has_last())
            }
            DayRule::NthWeekday { nth, on, months } => {
                let possible = nth.has_last() || nth.least().is_some_and(|least| least <= 5);
                !possible || on.is_empty() || months.is_empty()
            }
            DayRule::Yearly(dates) => dates.is_empty(),
            DayRule::Lunar(lunar) => {
                // A leap first month comes in none of the lunar years that can be told.
                let verified = lunar::verified();
                let comes = || verified.start().iter_days().take_while(|day| day <= verified.end());
                let is_named = |day| self.names(day) == Ok(true);
                let is_nowhere = lunar.leap == LeapMonths::Only && !comes().any(is_named);
                lunar.days.is_empty() || lunar.months.is_empty() || is_nowhere
            }
        }
    }

    /// Its days from `from` on, ascending, without an end where there is none. One that can't be told is an error in
    /// its place.
    pub(super) fn days_from(
        &self,
        from: NaiveDate,
    ) -> Box<dyn Iterator<Item = Result<NaiveDate, OutOfRange>> + '_> {
        if let DayRule::Dates(spans) | DayRule::Holiday { days: spans, .. } = self {
            return Box::new(spans.days_from(from).map(Ok));
        }
        Box::new(from.iter_days().filter_map(|date| match self.names(date) {
            Ok(named) => named.then_some(Ok(date)),
            Err(out) => Some(Err(out)),
        }))
    }
}

impl LunarDays {
    /// Whether `date` is one of the days. Fails outside [`lunar::verified`].
    pub fn contain(&self, date: NaiveDate) -> Result<bool, OutOfRange> {
        let found = lunar::from_solar(date)?;
        let counts = match self.leap {
            LeapMonths::With => true,
            LeapMonths::Without => !found.leap,
            LeapMonths::Only => found.leap,
        };
        // What is verified ends on a 22nd, so a 29th always has a tomorrow.
        let tomorrow = || date.succ_opt().and_then(|date| lunar::from_solar(date).ok());
        let is_last = || found.day >= 29 && tomorrow().is_none_or(|tomorrow| tomorrow.day == 1);
        Ok(counts
            && self.months.has(u32::from(found.month), || false)
            && self.days.has(u32::from(found.day), is_last))
    }
}

fn is_in(months: Counted, date: NaiveDate) -> bool {
    months.has(date.month(), || false)
}

/// Whether the month is over `days` later.
fn is_last_by(date: NaiveDate, days: u64) -> bool {
    date.checked_add_days(chrono::Days::new(days)).is_none_or(|later| later.month() != date.month())
}

/// The days of a month in the year it has most.
fn most_days(month: u32) -> u32 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
