//! The shapes of recurrences and days in RON files, nothing read yet.
//!
//! Goes in: RON. Comes out: fields whose words are still to be read. It must not know what they mean.

use crate::source::{List, Raw};
use serde::Deserialize;

/// A recurrence as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub enum AtFile<'a> {
    /// `Daily("17h00")`: every day.
    #[serde(borrow)]
    Daily(Raw<'a, String>),
    /// `Cron("50 5 * * 1")`: five fields of Unix cron.
    Cron(Raw<'a, String>),
    /// `Weekly(on: ["T2"], time: "17h00")`: on days of the week.
    Weekly {
        /// Which.
        on: List<'a, Word>,
        /// When.
        time: Raw<'a, String>,
    },
    /// `Every(weeks: 2, on: [Mon], from: "10/3/2025", time: "17h00")` or `Every(days: 3, from: …, time: …)`.
    Every {
        /// Of how many weeks one.
        weeks: Option<Raw<'a, u32>>,
        /// Which days of that week; without, that of `from`.
        #[serde(default)]
        on: Option<List<'a, Word>>,
        /// Of how many days one.
        days: Option<Raw<'a, u32>>,
        /// From when on.
        from: Raw<'a, String>,
        /// When.
        time: Raw<'a, String>,
    },
    /// `Monthly(days: [1, 15, Last], time: "17h00")`: on days of the month.
    Monthly {
        /// Days, 1 to 31 or Last.
        days: List<'a, Word>,
        /// Months, 1 to 12; all when left out.
        #[serde(default)]
        months: Option<List<'a, Word>>,
        /// When.
        time: Raw<'a, String>,
    },
    /// `NthWeekday(nth: [1, Last], on: [Mon], time: "17h00")`: on the first, second… such weekday of the month.
    NthWeekday {
        /// Which, 1 to 5 or Last.
        nth: List<'a, Word>,
        /// Weekdays.
        on: List<'a, Word>,
        /// Months, 1 to 12; all when left out.
        #[serde(default)]
        months: Option<List<'a, Word>>,
        /// When.
        time: Raw<'a, String>,
    },
    /// `Yearly(dates: ["2/9"], time: "17h00")`: on dates of every year.
    Yearly {
        /// Day and month.
        dates: List<'a, String>,
        /// When.
        time: Raw<'a, String>,
    },
    /// `On(dates: ["12/3/2025"], time: "17h00")`: on given days.
    On {
        /// Which.
        dates: List<'a, String>,
        /// When.
        time: Raw<'a, String>,
    },
    /// `Holiday(name: "Tết", before: 1, time: "17h00")`: on each day of a holiday, or reckoned from it.
    Holiday {
        /// Its name.
        name: Raw<'a, String>,
        /// So many days before its first.
        before: Option<Raw<'a, u32>>,
        /// So many days after its last.
        after: Option<Raw<'a, u32>>,
        /// When.
        time: Raw<'a, String>,
    },
    /// `Lunar(days: [1, 15], time: "05h05")`: on days of the lunar months.
    Lunar {
        /// Days of the month, 1 to 30 or Last.
        days: List<'a, Word>,
        /// Months, 1 to 12; all when left out.
        #[serde(default)]
        months: Option<List<'a, Word>>,
        /// What becomes of leap months; they count when no months are named.
        leap: Option<Raw<'a, LeapWord>>,
        /// When.
        time: Raw<'a, String>,
    },
}

/// Days as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub enum DaysFile<'a> {
    /// `Holiday("Tết")`: all days of a holiday.
    #[serde(borrow)]
    Holiday(Raw<'a, String>),
    /// `On("12/3/2025")`: one day.
    On(Raw<'a, String>),
    /// `Between("1/6/2025", "31/8/2025")`: from one day to another, both included.
    Between(Raw<'a, String>, Raw<'a, String>),
    /// Saturdays, Sundays and holidays that are days off.
    DaysOff,
    /// All other days.
    Workdays,
    /// `Lunar(days: [1, 15])`: days of the lunar months.
    Lunar {
        /// Days of the month, 1 to 30 or Last.
        days: List<'a, Word>,
        /// Months, 1 to 12; all when left out.
        #[serde(default)]
        months: Option<List<'a, Word>>,
        /// What becomes of leap months; they count when no months are named.
        leap: Option<Raw<'a, LeapWord>>,
    },
}

/// What becomes of leap months, as written.
#[derive(Deserialize)]
pub enum LeapWord {
    /// They count.
    With,
    /// They don't.
    Without,
    /// Nothing else does.
    Only,
}

/// A word that may be written with or without quotation marks: `Mon` or `"T2"`, `15` or `Last`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word(pub String);

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Word, D::Error> {
        let raw = <&ron::value::RawValue>::deserialize(deserializer)?;
        Ok(Word(raw.get_ron().trim().trim_matches('"').to_owned()))
    }
}
