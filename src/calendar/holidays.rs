//! Holidays of the calendar file: named stretches of days.

use super::notation;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId};
use crate::source::{List, Names, Raw, Reader, Spanned, likely};
use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

/// The holidays that the calendar file names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Holidays {
    /// In the order of their first days.
    pub list: Vec<Holiday>,
}

/// A holiday: some days in a row, under a name that may come again the next year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// "Tết".
    pub name: Spanned<String>,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// Whether offices are closed.
    pub day_off: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Calendar")]
struct CalendarFile<'a> {
    #[serde(borrow)]
    version: Raw<'a, u32>,
    holidays: List<'a, HolidayFile<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayFile<'a> {
    #[serde(borrow)]
    name: Raw<'a, String>,
    from: Raw<'a, String>,
    to: Option<Raw<'a, String>>,
    off: Option<Raw<'a, bool>>,
}

impl Holidays {
    /// Reads the calendar files.
    pub fn read(files: &[(FileId, &str)], diagnostics: &mut Diagnostics) -> Holidays {
        let mut list = Vec::new();
        for (file, text) in files {
            let mut reader = Reader::new(*file, text, diagnostics);
            let Some(frame) = reader.whole::<CalendarFile>() else { continue };
            notation::version(&mut reader, &frame.version);
            for item in reader.list(&frame.holidays) {
                list.extend(holiday(&mut reader, &item));
            }
        }
        list.sort_by(|one: &Holiday, other| {
            (one.first, &one.name.value).cmp(&(other.first, &other.name.value))
        });
        Holidays { list }
    }

    /// First and last days of every holiday of that name; the nearest name when there is none.
    pub fn named(
        &self,
        name: &str,
    ) -> Result<impl Iterator<Item = (NaiveDate, NaiveDate)> + '_, Option<String>> {
        let known: Vec<&str> = self.list.iter().map(|holiday| holiday.name.as_str()).collect();
        // Each year has its own Tết, so several of one name are one thing here.
        let mut distinct = known.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let found = Names::new(distinct.iter().copied()).find(name);
        let Ok(at) = found else { return Err(likely(name, known.into_iter())) };
        let name = distinct[at].to_owned();
        let same = self.list.iter().filter(move |holiday| holiday.name.value == name);
        Ok(same.map(|holiday| (holiday.first, holiday.last)))
    }

    /// Whether offices are closed: a Saturday, a Sunday, or a holiday that is a day off.
    pub fn is_day_off(&self, date: NaiveDate) -> bool {
        let covers = |holiday: &&Holiday| holiday.first <= date && date <= holiday.last;
        matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
            || self.list.iter().filter(covers).any(|holiday| holiday.day_off)
    }
}

fn holiday<'a>(reader: &mut Reader<'a, '_>, item: &HolidayFile<'a>) -> Option<Holiday> {
    let (name, from) = (reader.read(&item.name), reader.read(&item.from));
    let to = reader.optional(&item.to);
    let day_off = reader.optional(&item.off).is_some_and(|off| off.value);
    let first = notation::date(&from?, reader.diagnostics)?;
    let last = match &to {
        Some(to) => notation::date(to, reader.diagnostics)?,
        None => first,
    };
    if let Some(to) = to.filter(|_| last < first) {
        reader.diagnostics.push(Diagnostic::at(Code::EndsBeforeStart, to.span));
    }
    Some(Holiday { name: name?, first, last, day_off })
}
