//! Dates, times, lengths and recurrences as they stand in RON files: what cannot be read becomes a diagnostic with a
//! caret under the bad part.

use super::cron::{Cron, CronProblem};
use super::reading::{self, ReadingError, TimeRange};
use super::recurrence::Recurrence;
use super::{OutOfRange, Reach};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::source::{List, Raw, Reader, Spanned};
use chrono::{NaiveDate, NaiveTime, TimeDelta, Weekday, WeekdaySet};
use serde::Deserialize;

/// A recurrence as written: `Daily("17h00")`, `Cron("50 5 * * 1")`, `Weekly(on: ["T2"], time: "17h00")`,
/// `On(dates: ["12/3/2025"], time: "17h00")`, `Lunar(days: [1, 15], time: "05h05")`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub enum AtFile<'a> {
    /// Every day.
    #[serde(borrow)]
    Daily(Raw<'a, String>),
    /// Five fields of Unix cron.
    Cron(Raw<'a, String>),
    /// On days of the week.
    Weekly {
        /// Which.
        on: List<'a, Word>,
        /// When.
        time: Raw<'a, String>,
    },
    /// On given days.
    On {
        /// Which.
        dates: List<'a, String>,
        /// When.
        time: Raw<'a, String>,
    },
    /// On days of the lunar months.
    Lunar {
        /// Days of the month, 1 to 30.
        days: List<'a, u8>,
        /// Months, 1 to 12; all when left out.
        #[serde(default)]
        months: Option<List<'a, u8>>,
        /// When.
        time: Raw<'a, String>,
    },
}

/// A word that may be written with or without quotation marks: `Mon` or `"T2"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word(pub String);

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Word, D::Error> {
        let raw = <&ron::value::RawValue>::deserialize(deserializer)?;
        Ok(Word(raw.get_ron().trim().trim_matches('"').to_owned()))
    }
}

/// A recurrence, or none after diagnostics. One that never comes is reported.
pub fn recurrence<'a>(reader: &mut Reader<'a, '_>, raw: &Raw<'a, AtFile<'a>>) -> Option<Recurrence> {
    let at = reader.read(raw)?;
    match &at.value {
        AtFile::Daily(at) => Some(Recurrence::Daily(time_of(reader, at)?)),
        AtFile::Cron(expression) => {
            let written = reader.read(expression)?;
            cron(&written, reader.diagnostics).map(Recurrence::Cron)
        }
        AtFile::Weekly { on, time } => {
            let words = reader.list(on);
            let mut days = Vec::new();
            for word in &words {
                let written = Spanned { value: word.0.clone(), span: word.span };
                days.extend(weekday(&written, reader.diagnostics));
            }
            never_when_empty(reader, on);
            let time = time_of(reader, time)?;
            (!days.is_empty()).then(|| Recurrence::Weekly { days: WeekdaySet::from_iter(days), time })
        }
        AtFile::On { dates, time } => {
            let words = reader.list(dates);
            let mut days = Vec::new();
            for written in &words {
                days.extend(date(written, reader.diagnostics));
            }
            never_when_empty(reader, dates);
            days.sort();
            days.dedup();
            Some(Recurrence::On { dates: days, time: time_of(reader, time)? })
        }
        AtFile::Lunar { days, months, time } => {
            let numbers = reader.list(days);
            never_when_empty(reader, days);
            let days = within(reader, numbers, 30);
            let months = months.as_ref().map(|months| {
                let numbers = reader.list(months);
                within(reader, numbers, 12)
            });
            Some(Recurrence::Lunar { days, months, time: time_of(reader, time)? })
        }
    }
}

/// A recurrence that has no day at all.
pub fn never() -> Recurrence {
    Recurrence::On { dates: Vec::new(), time: NaiveTime::MIN }
}

/// A date.
pub fn date(written: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<NaiveDate> {
    read(reading::date(written), Code::BadDate, "hint-date", written, diagnostics)
}

/// A time of day.
pub fn time(written: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<NaiveTime> {
    read(reading::time(written), Code::BadTime, "hint-time", written, diagnostics)
}

/// A length of time.
pub fn length(written: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<TimeDelta> {
    read(reading::length(written), Code::BadLength, "hint-length", written, diagnostics)
}

/// Two times of day, the second of which may lie behind midnight.
pub fn time_range(written: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<TimeRange> {
    read(reading::time_range(written), Code::BadTime, "hint-time-range", written, diagnostics)
}

/// A day of the week.
pub fn weekday(written: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Weekday> {
    read(reading::weekday(written), Code::BadDate, "hint-weekday", written, diagnostics)
}

/// A cron expression that comes at least once.
pub fn cron(written: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Cron> {
    match Cron::parse(written) {
        Ok(cron) => {
            if cron.never() {
                diagnostics.push(Diagnostic::at(Code::NeverAirs, written.span));
            }
            Some(cron)
        }
        Err(problem) => {
            diagnostics.push(bad_cron(&problem, inside_quotes(written)));
            None
        }
    }
}

/// What is wrong with a cron expression whose text stands at `span`.
pub fn bad_cron(problem: &CronProblem, span: Span) -> Diagnostic {
    let found = Diagnostic::at(Code::BadCron, span.part(problem.range.clone()));
    found.with("why", problem.kind.phrase()).hint("hint-cron", vec![])
}

/// Reports a format version other than 1.
pub fn version<'a>(reader: &mut Reader<'a, '_>, raw: &Raw<'a, u32>) {
    if let Some(version) = reader.read(raw)
        && version.value != 1
    {
        let found = Diagnostic::at(Code::Version, version.span);
        reader.diagnostics.push(found.with("found", version.value as usize));
    }
}

impl OutOfRange {
    /// The finding that something at `span` asks for such a date.
    pub fn diagnostic(&self, span: Span) -> Diagnostic {
        let code = match self.reach {
            Reach::Lunar => Code::LunarOutOfRange,
            Reach::Cron => Code::CronOutOfRange,
        };
        Diagnostic::at(code, span)
            .with("found", self.date)
            .with("first", *self.verified.start())
            .with("last", *self.verified.end())
    }
}

fn time_of<'a>(reader: &mut Reader<'a, '_>, raw: &Raw<'a, String>) -> Option<NaiveTime> {
    let written = reader.read(raw)?;
    time(&written, reader.diagnostics)
}

fn never_when_empty<'a, T>(reader: &mut Reader<'a, '_>, list: &List<'a, T>) {
    if reader.is_empty(list) {
        let span = reader.span(list);
        reader.diagnostics.push(Diagnostic::at(Code::NeverAirs, span));
    }
}

fn within(reader: &mut Reader, numbers: Vec<Spanned<u8>>, most: u8) -> Vec<u8> {
    let mut good = Vec::new();
    for number in numbers {
        if (1..=most).contains(&number.value) {
            good.push(number.value);
        } else {
            let found = Diagnostic::at(Code::BadLunar, number.span);
            reader
                .diagnostics
                .push(found.with("found", usize::from(number.value)).with("most", usize::from(most)));
        }
    }
    good
}

fn read<T>(
    result: Result<T, ReadingError>,
    code: Code,
    hint: &'static str,
    written: &Spanned<String>,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    result
        .map_err(|error| {
            let place = inside_quotes(written).part(error.range.clone());
            let found = Diagnostic::at(code, place).with("found", written.as_str());
            diagnostics.push(found.with("why", error.kind.phrase()).hint(hint, vec![]));
        })
        .ok()
}

/// The place of a string's text, without its quotation marks where it has them.
fn inside_quotes(written: &Spanned<String>) -> Span {
    let span = written.span;
    if span.end - span.start < written.len() + 2 {
        return span;
    }
    Span { start: span.start + 1, end: span.end - 1, ..span }
}
