//! Recurrences and days as they stand in RON files.
//!
//! Goes in: the words of a field, and the holidays. Comes out: a recurrence or a set of days, or diagnostics with a caret
//! under the bad part. It must not know of slots.

use super::day_set::Spans;
use super::notation::{cron, date, time, weekday};
use super::{
    Count, Counted, DayOfYear, DayRule, DaySet, DaySpan, Holidays, LeapMonths, LunarDays, OfficeDay,
    Recurrence,
};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{List, NotOne, Raw, Reader, Spanned, refuse_name};
use chrono::{Datelike, Days, NaiveDate, NaiveTime, WeekdaySet};
use serde::Deserialize;
use std::sync::Arc;

/// The most days or weeks that something recurs after.
const MOST_BETWEEN: u32 = 1000;

/// The most days before or after a holiday.
const MOST_FROM_HOLIDAY: u32 = 366;

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

/// A recurrence, or none after diagnostics. One that never comes is reported.
pub fn recurrence<'a>(
    reader: &mut Reader<'a, '_>,
    raw: &Raw<'a, AtFile<'a>>,
    holidays: &Holidays,
) -> Option<Recurrence> {
    let at = reader.read(raw)?;
    let errors = reader.diagnostics.count(Severity::Error);
    let (on, time) = match &at.value {
        AtFile::Cron(expression) => {
            let written = reader.read(expression)?;
            return cron(&written, reader.diagnostics).map(Recurrence::Cron);
        }
        AtFile::Daily(time) => (Some(DayRule::Daily), time),
        AtFile::Weekly { on, time } => (Some(DayRule::Weekly(weekdays(reader, on))), time),
        AtFile::Every { weeks, on, days, from, time } => (every(reader, &at, weeks, on, days, from), time),
        AtFile::Monthly { days, months, time } => {
            let days = counted(reader, days, 31, Code::BadNumber);
            let months = months_of(reader, months, Code::BadNumber);
            (Some(DayRule::Monthly { days, months }), time)
        }
        AtFile::NthWeekday { nth, on, months, time } => {
            let nth = counted(reader, nth, 5, Code::BadNumber);
            let on = weekdays(reader, on);
            let months = months_of(reader, months, Code::BadNumber);
            (Some(DayRule::NthWeekday { nth, on, months }), time)
        }
        AtFile::Yearly { dates, time } => (Some(DayRule::Yearly(days_of_year(reader, dates))), time),
        AtFile::On { dates, time } => {
            let words = reader.list(dates);
            never_when_empty(reader, dates);
            let dates = words.iter().filter_map(|written| date(written, reader.diagnostics));
            (Some(DayRule::Dates(dates.collect())), time)
        }
        AtFile::Holiday { name, before, after, time } => {
            (holiday(reader, name, before, after, holidays).map(DayRule::Dates), time)
        }
        AtFile::Lunar { days, months, leap, time } => {
            (Some(DayRule::Lunar(lunar(reader, days, months, leap))), time)
        }
    };
    let (on, time) = (on, time_of(reader, time)?);
    let on = on?;
    if on.never() {
        if reader.diagnostics.count(Severity::Error) == errors {
            reader.diagnostics.push(Diagnostic::at(Code::NeverAirs, at.span));
        }
        return None;
    }
    Some(Recurrence::Days { on, time })
}

/// A recurrence that has no day at all.
pub fn never() -> Recurrence {
    Recurrence::Days { on: DayRule::Dates(Spans::default()), time: NaiveTime::MIN }
}

/// All the days that `written` names together; what cannot be read is reported and left out.
pub fn days<'a>(
    reader: &mut Reader<'a, '_>,
    written: &[Spanned<DaysFile<'a>>],
    holidays: &Arc<Holidays>,
) -> DaySet {
    let (mut spans, mut lunar_days, mut kinds) = (Vec::new(), Vec::new(), Vec::new());
    for days in written {
        match &days.value {
            DaysFile::Holiday(name) => spans.extend(named(reader, name, holidays).unwrap_or_default()),
            DaysFile::On(day) => {
                let day = date_of(reader, day);
                spans.extend(day.map(|day| DaySpan { first: day.value, last: day.value }));
            }
            DaysFile::Between(first, last) => {
                let (first, last) = (date_of(reader, first), date_of(reader, last));
                let (Some(first), Some(last)) = (first, last) else { continue };
                if last.value < first.value {
                    reader.diagnostics.push(Diagnostic::at(Code::EndsBeforeStart, last.span));
                }
                spans.push(DaySpan { first: first.value, last: last.value });
            }
            DaysFile::DaysOff => kinds.push(OfficeDay::Off),
            DaysFile::Workdays => kinds.push(OfficeDay::Work),
            DaysFile::Lunar { days, months, leap } => lunar_days.push(lunar(reader, days, months, leap)),
        }
    }
    DaySet::new(spans, lunar_days, kinds, holidays)
}

fn every<'a>(
    reader: &mut Reader<'a, '_>,
    at: &Spanned<AtFile<'a>>,
    weeks: &Option<Raw<'a, u32>>,
    on: &Option<List<'a, Word>>,
    days: &Option<Raw<'a, u32>>,
    from: &Raw<'a, String>,
) -> Option<DayRule> {
    let from = date_of(reader, from).map(|from| from.value);
    match (weeks, days) {
        (None, None) => {
            reader.diagnostics.push(Diagnostic::at(Code::MissingField, at.span).with("field", "weeks"));
            None
        }
        (Some(_), Some(days)) => {
            either(reader, days, "weeks", "days");
            None
        }
        (Some(weeks), None) => {
            let weeks = number(reader, weeks, MOST_BETWEEN);
            let on = on.as_ref().map(|on| weekdays(reader, on));
            let on = on.or(from.map(|from| WeekdaySet::single(from.weekday())));
            Some(DayRule::EveryWeeks { weeks: weeks?, on: on?, from: from? })
        }
        (None, Some(days)) => {
            let days = number(reader, days, MOST_BETWEEN);
            if let Some(on) = on {
                either(reader, on, "days", "on");
            }
            Some(DayRule::EveryDays { days: days?, from: from? })
        }
    }
}

fn holiday<'a>(
    reader: &mut Reader<'a, '_>,
    name: &Raw<'a, String>,
    before: &Option<Raw<'a, u32>>,
    after: &Option<Raw<'a, u32>>,
    holidays: &Holidays,
) -> Option<Spans> {
    let spans = named(reader, name, holidays);
    let single = |date: Option<NaiveDate>| date.map(|date| DaySpan { first: date, last: date });
    match (before, after) {
        (None, None) => Some(spans?.into_iter().collect()),
        (Some(before), None) => {
            let back = Days::new(number(reader, before, MOST_FROM_HOLIDAY)?.into());
            Some(spans?.iter().filter_map(|span| single(span.first.checked_sub_days(back))).collect())
        }
        (None, Some(after)) => {
            let on = Days::new(number(reader, after, MOST_FROM_HOLIDAY)?.into());
            Some(spans?.iter().filter_map(|span| single(span.last.checked_add_days(on))).collect())
        }
        (Some(_), Some(after)) => {
            either(reader, after, "before", "after");
            None
        }
    }
}

/// The days of every holiday of that name.
fn named<'a>(
    reader: &mut Reader<'a, '_>,
    name: &Raw<'a, String>,
    holidays: &Holidays,
) -> Option<Vec<DaySpan>> {
    let name = reader.read(name)?;
    match holidays.named(&name) {
        Ok(spans) => Some(spans.map(|(first, last)| DaySpan { first, last }).collect()),
        Err(near) => {
            refuse_name(Code::UnknownHoliday, &name, NotOne::None(near), reader.diagnostics);
            None
        }
    }
}

fn lunar<'a>(
    reader: &mut Reader<'a, '_>,
    days: &List<'a, Word>,
    months: &Option<List<'a, Word>>,
    leap: &Option<Raw<'a, LeapWord>>,
) -> LunarDays {
    let days = counted(reader, days, 30, Code::BadLunar);
    let leap = match reader.optional(leap).map(|leap| leap.value) {
        Some(LeapWord::With) => LeapMonths::With,
        Some(LeapWord::Without) => LeapMonths::Without,
        Some(LeapWord::Only) => LeapMonths::Only,
        // A rằm is a rằm; a festival is not held twice.
        None if months.is_none() => LeapMonths::With,
        None => LeapMonths::Without,
    };
    LunarDays { days, months: months_of(reader, months, Code::BadLunar), leap }
}

fn months_of<'a>(reader: &mut Reader<'a, '_>, months: &Option<List<'a, Word>>, refuse: Code) -> Counted {
    let Some(list) = months else { return Counted::up_to(12) };
    let words = reader.list(list);
    never_when_empty(reader, list);
    words.iter().filter_map(|word| count(reader, word, 12, refuse)).collect()
}

/// Numbers from 1 to `most`, and `Last`.
fn counted<'a>(reader: &mut Reader<'a, '_>, list: &List<'a, Word>, most: u8, refuse: Code) -> Counted {
    let words = reader.list(list);
    never_when_empty(reader, list);
    let last = |word: &Spanned<Word>| (word.0 == "Last").then_some(Count::Last);
    words.iter().filter_map(|word| last(word).or_else(|| count(reader, word, most, refuse))).collect()
}

fn count(reader: &mut Reader, word: &Spanned<Word>, most: u8, refuse: Code) -> Option<Count> {
    let number = word.0.parse().ok().filter(|number| (1..=most).contains(number));
    if number.is_none() {
        let found = Diagnostic::at(refuse, word.span).with("found", word.0.as_str());
        reader.diagnostics.push(found.with("most", usize::from(most)));
    }
    number.map(Count::Number)
}

fn number<'a>(reader: &mut Reader<'a, '_>, raw: &Raw<'a, u32>, most: u32) -> Option<u32> {
    let number = reader.read(raw)?;
    if (1..=most).contains(&number.value) {
        return Some(number.value);
    }
    let found = Diagnostic::at(Code::BadNumber, number.span).with("found", number.value.to_string());
    reader.diagnostics.push(found.with("most", u64::from(most)));
    None
}

fn weekdays<'a>(reader: &mut Reader<'a, '_>, list: &List<'a, Word>) -> WeekdaySet {
    let words = reader.list(list);
    never_when_empty(reader, list);
    let written = words.into_iter().map(|word| word.map(|word| word.0));
    written.filter_map(|word| weekday(&word, reader.diagnostics)).collect()
}

fn days_of_year<'a>(reader: &mut Reader<'a, '_>, list: &List<'a, String>) -> Vec<DayOfYear> {
    let words = reader.list(list);
    never_when_empty(reader, list);
    let read = |written| super::notation::day_of_year(written, reader.diagnostics);
    let mut dates: Vec<DayOfYear> =
        words.iter().filter_map(read).map(|(month, day)| DayOfYear { month, day }).collect();
    dates.sort();
    dates.dedup();
    dates
}

fn either<'a, T>(reader: &mut Reader<'a, '_>, second: &Raw<'a, T>, one: &'static str, other: &'static str) {
    let found = Diagnostic::at(Code::EitherOr, reader.span(second));
    reader.diagnostics.push(found.with("one", one).with("other", other));
}

fn never_when_empty<'a, T>(reader: &mut Reader<'a, '_>, list: &List<'a, T>) {
    if reader.is_empty(list) {
        let span = reader.span(list);
        reader.diagnostics.push(Diagnostic::at(Code::NeverAirs, span));
    }
}

fn time_of<'a>(reader: &mut Reader<'a, '_>, raw: &Raw<'a, String>) -> Option<NaiveTime> {
    let written = reader.read(raw)?;
    time(&written, reader.diagnostics)
}

fn date_of<'a>(reader: &mut Reader<'a, '_>, raw: &Raw<'a, String>) -> Option<Spanned<NaiveDate>> {
    let written = reader.read(raw)?;
    let value = date(&written, reader.diagnostics)?;
    Some(Spanned { value, span: written.span })
}
