//! Recurrences and days as they stand in RON files.
//!
//! Goes in: the words of a field, and the holidays. Comes out: a recurrence or a set of days, or diagnostics with a caret
//! under the bad part. It must not know of slots.

mod shapes;

pub use shapes::{AtFile, DaysFile, LeapWord, Word};

use super::day_set::Spans;
use super::notation::{cron, date, time, weekday};
use super::{
    Count, Counted, DayOfYear, DayRule, DaySet, DaySpan, Holidays, LeapMonths, LunarDays, OfficeDay,
    Recurrence,
};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{List, NotOne, Raw, Reader, Spanned, refuse_name};
use chrono::{Datelike, Days, NaiveDate, NaiveTime, WeekdaySet};
use std::sync::Arc;

/// The most days or weeks that something recurs after.
const MOST_BETWEEN: u32 = 1000;

/// The most days before or after a holiday.
const MOST_FROM_HOLIDAY: u32 = 366;

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
            (holiday(reader, name, before, after, holidays), time)
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
    let (mut spans, mut names, mut lunar_days, mut kinds) = (vec![], vec![], vec![], vec![]);
    for days in written {
        match &days.value {
            DaysFile::Holiday(name) => {
                let Some((name, days)) = named(reader, name, holidays) else { continue };
                spans.extend(days);
                names.push(name);
            }
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
    DaySet::new(spans, names, lunar_days, kinds, holidays)
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
) -> Option<DayRule> {
    let found = named(reader, name, holidays);
    let single = |date: Option<NaiveDate>| date.map(|date| DaySpan { first: date, last: date });
    let (name, days): (_, Spans) = match (before, after) {
        (None, None) => found.map(|(name, spans)| (name, spans.into_iter().collect()))?,
        (Some(before), None) => {
            let back = Days::new(number(reader, before, MOST_FROM_HOLIDAY)?.into());
            let (name, spans) = found?;
            (name, spans.iter().filter_map(|span| single(span.first.checked_sub_days(back))).collect())
        }
        (None, Some(after)) => {
            let on = Days::new(number(reader, after, MOST_FROM_HOLIDAY)?.into());
            let (name, spans) = found?;
            (name, spans.iter().filter_map(|span| single(span.last.checked_add_days(on))).collect())
        }
        (Some(_), Some(after)) => {
            either(reader, after, "before", "after");
            return None;
        }
    };
    Some(DayRule::Holiday { name, days })
}

/// A holiday's name as written, and the days of every holiday of that name.
fn named<'a>(
    reader: &mut Reader<'a, '_>,
    name: &Raw<'a, String>,
    holidays: &Holidays,
) -> Option<(Spanned<String>, Vec<DaySpan>)> {
    let name = reader.read(name)?;
    let spans = match holidays.named(&name) {
        Ok(spans) => spans.map(|(first, last)| DaySpan { first, last }).collect(),
        Err(near) => {
            refuse_name(Code::UnknownHoliday, &name, NotOne::None(near), reader.diagnostics);
            return None;
        }
    };
    Some((name, spans))
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
