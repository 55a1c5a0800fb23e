//! ISO 8601 weeks: the Monday a week begins on, and how a week is named.

use chrono::{Datelike, Days, NaiveDate};
use std::ops::RangeInclusive;

/// The Monday of the week that `date` falls into.
pub fn monday(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.weekday().num_days_from_monday()))
}

/// Monday to Sunday of the week that `date` falls into.
pub fn week_of(date: NaiveDate) -> RangeInclusive<NaiveDate> {
    monday(date)..=monday(date) + Days::new(6)
}

/// The name of the week that `date` falls into, `2025-W11`: its year is that of its Thursday.
pub fn week_name(date: NaiveDate) -> String {
    let week = date.iso_week();
    format!("{}-W{:02}", week.year(), week.week())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday_and_its_year_is_that_of_its_thursday() {
        let day = |date: &str| -> NaiveDate { date.parse().expect("a date") };
        for (date, first, last, name) in [
            ("2025-03-10", "2025-03-10", "2025-03-16", "2025-W11"),
            ("2025-03-16", "2025-03-10", "2025-03-16", "2025-W11"),
            ("2024-12-30", "2024-12-30", "2025-01-05", "2025-W01"),
            ("2027-01-03", "2026-12-28", "2027-01-03", "2026-W53"),
        ] {
            assert_eq!((monday(day(date)), week_of(day(date))), (day(first), day(first)..=day(last)));
            assert_eq!(week_name(day(date)), name);
        }
    }
}
