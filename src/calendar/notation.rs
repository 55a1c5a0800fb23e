//! Dates, times, lengths and cron expressions as they stand in RON files.
//!
//! Goes in: a text and where it stands. Comes out: its value, or a diagnostic with a caret under the bad part. It must not
//! know which field it stands in.

use super::cron::{Cron, CronProblem};
use super::reading::{self, ReadingError, TimeRange};
use super::{OutOfRange, Reach};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::source::{Raw, Reader, Spanned};
use chrono::{NaiveDate, NaiveTime, TimeDelta, Weekday};

/// A date.
pub fn date(written: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<NaiveDate> {
    read(reading::date(written), Code::BadDate, "hint-date", written, diagnostics)
}

/// A month and a day of it, whatever the year.
pub fn day_of_year(written: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<(u32, u32)> {
    read(reading::day_of_year(written), Code::BadDate, "hint-day-of-year", written, diagnostics)
}

/// A month and a day of the lunar year, whatever the year.
pub fn lunar_day_of_year(written: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<(u32, u32)> {
    read(reading::lunar_day_of_year(written), Code::BadDate, "hint-lunar-day-of-year", written, diagnostics)
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
