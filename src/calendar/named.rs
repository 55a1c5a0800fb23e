//! The days of the year that ship with the program, by name.
//!
//! Goes in: nothing. Comes out: every named day of the verified years with its solar dates, and whether offices are
//! closed by statute. It must not know the calendar file: longer holidays by yearly notice stand there.
//!
//! Festivals fall in the ordinary month, never again in the leap month that follows it.

use super::lunar::{self, LunarDate};
use chrono::{Datelike, NaiveDate};
use std::ops::RangeInclusive;

/// When a named day comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// On a day and month of the solar year, from a year on.
    Solar { day: u32, month: u32, since: i32 },
    /// On days of a lunar month.
    Lunar { first: u8, last: u8, month: u8 },
    /// On the last day of the lunar year.
    YearsEnd,
}

/// A day that ships: name, when, whether it is a day off by statute.
const SHIPPED: [(&str, When, bool); 14] = [
    ("Tết Dương lịch", When::Solar { day: 1, month: 1, since: 1968 }, true),
    ("Ông Táo", When::Lunar { first: 23, last: 23, month: 12 }, false),
    ("Giao thừa", When::YearsEnd, true),
    ("Tết", When::Lunar { first: 1, last: 3, month: 1 }, true),
    ("Rằm tháng Giêng", When::Lunar { first: 15, last: 15, month: 1 }, false),
    ("Giỗ Tổ", When::Lunar { first: 10, last: 10, month: 3 }, true),
    ("Ngày Chiến thắng", When::Solar { day: 30, month: 4, since: 1976 }, true),
    ("Quốc tế Lao động", When::Solar { day: 1, month: 5, since: 1968 }, true),
    ("Phật đản", When::Lunar { first: 15, last: 15, month: 4 }, false),
    ("Đoan Ngọ", When::Lunar { first: 5, last: 5, month: 5 }, false),
    ("Vu Lan", When::Lunar { first: 15, last: 15, month: 7 }, false),
    ("Trung thu", When::Lunar { first: 15, last: 15, month: 8 }, false),
    ("Quốc khánh", When::Solar { day: 2, month: 9, since: 1968 }, true),
    ("Ngày Văn hóa Việt Nam", When::Solar { day: 24, month: 11, since: 2026 }, true),
];

/// Every named day of the verified years: name, first and last day, whether offices are closed; by name, then date.
pub(super) fn shipped() -> Vec<(&'static str, RangeInclusive<NaiveDate>, bool)> {
    let lunar_days = lunar_days();
    SHIPPED
        .iter()
        .flat_map(|(name, when, off)| {
            stretches(*when, &lunar_days).into_iter().map(move |days| (*name, days, *off))
        })
        .collect()
}

/// The names that ship.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _, _)| *name)
}

/// The solar dates of a day of a lunar month (not the leap one) in all verified years; none in a year whose month lacks it.
pub(super) fn lunar_dates(day: u8, month: u8) -> Vec<NaiveDate> {
    let is_it = |lunar: &LunarDate| (lunar.day, lunar.month, lunar.leap) == (day, month, false);
    lunar_days().into_iter().filter(|(_, lunar)| is_it(lunar)).map(|(date, _)| date).collect()
}

/// The solar dates of a day of the solar year in all verified years; 29/2 in leap years.
pub(super) fn solar_dates(day: u32, month: u32) -> Vec<NaiveDate> {
    let (first, last) = lunar::verified().into_inner();
    (first.year()..=last.year()).filter_map(|year| NaiveDate::from_ymd_opt(year, month, day)).collect()
}

fn stretches(when: When, lunar_days: &[(NaiveDate, LunarDate)]) -> Vec<RangeInclusive<NaiveDate>> {
    let mut found: Vec<RangeInclusive<NaiveDate>> = Vec::new();
    let mut add = |date: NaiveDate| match found.last_mut() {
        Some(before) if before.end().succ_opt() == Some(date) => *before = *before.start()..=date,
        _ => found.push(date..=date),
    };
    match when {
        When::Solar { day, month, since } => {
            solar_dates(day, month).into_iter().filter(|date| date.year() >= since).for_each(add);
        }
        When::Lunar { first, last, month } => lunar_days
            .iter()
            .filter(|(_, lunar)| lunar.month == month && !lunar.leap && (first..=last).contains(&lunar.day))
            .for_each(|(date, _)| add(*date)),
        When::YearsEnd => {
            let ends = lunar_days.windows(2).filter(|pair| pair[0].1.year != pair[1].1.year);
            ends.for_each(|pair| add(pair[0].0));
        }
    }
    found
}

fn lunar_days() -> Vec<(NaiveDate, LunarDate)> {
    let (first, last) = lunar::verified().into_inner();
    let dates = first.iter_days().take_while(|date| *date <= last);
    dates.map(|date| (date, lunar::from_solar(date).expect("a verified date"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_2025(name: &str) -> Vec<String> {
        let shipped = shipped();
        let named = shipped.iter().filter(|(found, days, _)| *found == name && days.start().year() == 2025);
        named.map(|(_, days, _)| format!("{} {}", days.start(), days.end())).collect()
    }

    #[test]
    fn festivals_fall_on_the_days_of_2025_and_not_again_in_its_leap_month() {
        for (name, days) in [
            ("Ông Táo", "2025-01-22 2025-01-22"),
            ("Giao thừa", "2025-01-28 2025-01-28"),
            ("Tết", "2025-01-29 2025-01-31"),
            ("Giỗ Tổ", "2025-04-07 2025-04-07"),
            ("Vu Lan", "2025-09-06 2025-09-06"),
            ("Trung thu", "2025-10-06 2025-10-06"),
        ] {
            assert_eq!(of_2025(name), [days], "{name}");
        }
        assert_eq!(of_2025("Ngày Văn hóa Việt Nam"), [""; 0], "from 2026 on");
    }
}
