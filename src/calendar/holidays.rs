//! Holidays, swapped days off and kinds of days.
//!
//! Goes in: the calendar files. Comes out: the days that ship with the program and those of the files, by name, which
//! days are off, and which rules a day lifts. It must not know of stations, slots or limits.

use super::written::{self, DaysFile};
use super::{DaySet, named, notation};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId};
use crate::source::{List, Names, Raw, Reader, Spanned, fold, likely};
use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The holidays that ship and those that the calendar file names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Holidays {
    /// In the order of their first days.
    pub list: Vec<Holiday>,
    /// Days that are off though the week says otherwise, by a holiday or a swap.
    off: BTreeSet<NaiveDate>,
    /// Days worked in place of others.
    work: BTreeSet<NaiveDate>,
    kinds: Vec<DayKind>,
}

/// A holiday: some days in a row, under a name that may come again the next year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// "Tết".
    pub name: String,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// Whether offices are closed.
    pub day_off: bool,
}

/// Days on which other rules hold: Giao thừa, national mourning.
#[derive(Debug, Clone, PartialEq)]
pub struct DayKind {
    /// "Quốc tang".
    pub name: Spanned<String>,
    days: DaySet,
    lifts: Vec<Lift>,
    fill: Option<Spanned<String>>,
}

/// A limit that does not hold on some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Lift {
    /// Quiet hours.
    Quiet,
    /// How many sittings a day has.
    Sittings,
    /// How long a sitting is.
    Sitting,
}

/// The rules of one day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DayRules<'a> {
    /// The limits that do not hold.
    pub lifts: Vec<Lift>,
    /// The pool that takes the place of the programmes' own.
    pub fill: Option<&'a Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Calendar")]
struct CalendarFile<'a> {
    #[serde(borrow)]
    version: Raw<'a, u32>,
    holidays: List<'a, HolidayFile<'a>>,
    #[serde(default)]
    swaps: Option<List<'a, SwapFile<'a>>>,
    #[serde(default)]
    kinds: Option<List<'a, KindFile<'a>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayFile<'a> {
    #[serde(borrow)]
    name: Raw<'a, String>,
    from: Option<Raw<'a, String>>,
    to: Option<Raw<'a, String>>,
    every: Option<Raw<'a, String>>,
    lunar: Option<Raw<'a, String>>,
    off: Option<Raw<'a, bool>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SwapFile<'a> {
    #[serde(borrow)]
    off: Raw<'a, String>,
    work: Raw<'a, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindFile<'a> {
    #[serde(borrow)]
    name: Raw<'a, String>,
    days: List<'a, DaysFile<'a>>,
    #[serde(default)]
    lifts: Option<List<'a, Lift>>,
    fill: Option<Raw<'a, String>>,
}

impl Holidays {
    /// Reads the calendar files, and adds the days that ship. A dated holiday of a shipped name replaces the shipped
    /// days of the year of its last day.
    pub fn read(files: &[(FileId, &str)], diagnostics: &mut Diagnostics) -> Holidays {
        let mut all = Holidays::default();
        let mut frames = Vec::new();
        for (file, text) in files {
            let mut reader = Reader::new(*file, text, diagnostics);
            let Some(frame) = reader.whole::<CalendarFile>() else { continue };
            notation::version(&mut reader, &frame.version);
            for item in reader.list(&frame.holidays) {
                all.list.extend(holiday(&mut reader, &item));
            }
            for swap in reader.optional_list(&frame.swaps) {
                let mut day = |raw| reader.read(raw).and_then(|day| notation::date(&day, reader.diagnostics));
                let (off, work) = (day(&swap.off), day(&swap.work));
                all.off.extend(off);
                all.work.extend(work);
            }
            frames.push((*file, *text, frame));
        }
        all.add_shipped();
        for holiday in all.list.iter().filter(|holiday| holiday.day_off) {
            all.off.extend(holiday.first.iter_days().take_while(|date| *date <= holiday.last));
        }
        let days = Arc::new(all.clone());
        for (file, text, frame) in frames {
            let mut reader = Reader::new(file, text, diagnostics);
            for item in reader.optional_list(&frame.kinds) {
                all.kinds.extend(kind(&mut reader, &item, &days));
            }
        }
        all
    }

    /// First and last days of every holiday of that name; the nearest name when there is none.
    pub fn named(
        &self,
        name: &str,
    ) -> Result<impl Iterator<Item = (NaiveDate, NaiveDate)> + '_, Option<String>> {
        // Each year has its own Tết, so several of one name are one thing here.
        let distinct: BTreeSet<&str> = self.list.iter().map(|holiday| holiday.name.as_str()).collect();
        let known: Vec<&str> = distinct.into_iter().collect();
        let found = Names::new(known.iter().copied()).find(name);
        let Ok(at) = found else { return Err(likely(name, known.into_iter())) };
        let name = known[at].to_owned();
        let same = self.list.iter().filter(move |holiday| holiday.name == name);
        Ok(same.map(|holiday| (holiday.first, holiday.last)))
    }

    /// The names of a day's holidays.
    pub fn names_on(&self, date: NaiveDate) -> Vec<&str> {
        let covers = |holiday: &&Holiday| holiday.first <= date && date <= holiday.last;
        self.list.iter().filter(covers).map(|holiday| holiday.name.as_str()).collect()
    }

    /// Whether offices are closed: a weekend or a day off, unless it is worked in place of another.
    pub fn is_day_off(&self, date: NaiveDate) -> bool {
        let is_weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        (is_weekend || self.off.contains(&date)) && !self.work.contains(&date)
    }

    /// What the kinds of a day change. A kind that hangs on a lunar date that nobody can tell changes nothing.
    pub fn kinds_on(&self, date: NaiveDate) -> DayRules<'_> {
        let mut rules = DayRules::default();
        for kind in self.kinds.iter().filter(|kind| kind.days.contains(date) == Ok(true)) {
            rules.lifts.extend(&kind.lifts);
            rules.fill = rules.fill.or(kind.fill.as_ref());
        }
        rules
    }

    /// The pools that kinds of days name.
    pub fn fills(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.kinds.iter().filter_map(|kind| kind.fill.as_ref())
    }

    fn add_shipped(&mut self) {
        let replaced: BTreeSet<(String, i32)> =
            self.list.iter().map(|holiday| (holiday.name.clone(), holiday.last.year())).collect();
        for (name, days, day_off) in named::shipped() {
            if !replaced.contains(&(name.to_owned(), days.end().year())) {
                let (first, last) = days.into_inner();
                self.list.push(Holiday { name: name.to_owned(), first, last, day_off });
            }
        }
        self.list.sort_by(|one, other| (one.first, &one.name).cmp(&(other.first, &other.name)));
    }
}

impl DayRules<'_> {
    /// Whether a limit does not hold.
    pub fn lifts(&self, limit: Lift) -> bool {
        self.lifts.contains(&limit)
    }
}

fn holiday<'a>(reader: &mut Reader<'a, '_>, item: &Spanned<HolidayFile<'a>>) -> Vec<Holiday> {
    let name = reader.read(&item.name);
    let day_off = reader.optional(&item.off).is_some_and(|off| off.value);
    let days = match (&item.from, &item.every, &item.lunar) {
        (Some(from), None, None) => dated(reader, from, &item.to).into_iter().collect(),
        (None, Some(day), None) => {
            let found = day_of_year(reader, day);
            yearly(found.map_or(Vec::new(), |(month, day)| named::solar_dates(day, month)))
        }
        (None, None, Some(day)) => {
            let found = day_of_year(reader, day);
            let small = |number| u8::try_from(number).expect("a day or month of a year");
            yearly(found.map_or(Vec::new(), |(month, day)| named::lunar_dates(small(day), small(month))))
        }
        (None, None, None) => {
            reader.diagnostics.push(Diagnostic::at(Code::MissingField, item.span).with("field", "from"));
            Vec::new()
        }
        (from, every, lunar) => {
            let one = if from.is_some() { "from" } else { "every" };
            let other = if lunar.is_some() { "lunar" } else { "every" };
            let second = lunar.as_ref().or(every.as_ref()).expect("two of three are given");
            let found = Diagnostic::at(Code::EitherOr, reader.span(second));
            reader.diagnostics.push(found.with("one", one).with("other", other));
            Vec::new()
        }
    };
    let Some(name) = name else { return Vec::new() };
    let name = shipped_name(name.value);
    days.into_iter().map(|(first, last)| Holiday { name: name.clone(), first, last, day_off }).collect()
}

/// The shipped name that is meant, where marks or case differ, so that one holiday does not stand under two names.
fn shipped_name(name: String) -> String {
    named::names().find(|shipped| fold(shipped) == fold(&name)).map_or(name, str::to_owned)
}

fn dated<'a>(
    reader: &mut Reader<'a, '_>,
    from: &Raw<'a, String>,
    to: &Option<Raw<'a, String>>,
) -> Option<(NaiveDate, NaiveDate)> {
    let from = reader.read(from);
    let to = reader.optional(to);
    let first = notation::date(&from?, reader.diagnostics)?;
    let last = match &to {
        Some(to) => notation::date(to, reader.diagnostics)?,
        None => first,
    };
    if let Some(to) = to.filter(|_| last < first) {
        reader.diagnostics.push(Diagnostic::at(Code::EndsBeforeStart, to.span));
    }
    Some((first, last))
}

fn yearly(dates: Vec<NaiveDate>) -> Vec<(NaiveDate, NaiveDate)> {
    dates.into_iter().map(|date| (date, date)).collect()
}

fn day_of_year<'a>(reader: &mut Reader<'a, '_>, raw: &Raw<'a, String>) -> Option<(u32, u32)> {
    let written = reader.read(raw)?;
    notation::day_of_year(&written, reader.diagnostics)
}

fn kind<'a>(reader: &mut Reader<'a, '_>, item: &KindFile<'a>, holidays: &Arc<Holidays>) -> Option<DayKind> {
    let name = reader.read(&item.name);
    let days = reader.list(&item.days);
    let days = written::days(reader, &days, holidays);
    let lifts = reader.optional_list(&item.lifts).into_iter().map(|lift| lift.value).collect();
    let fill = reader.optional(&item.fill);
    Some(DayKind { name: name?, days, lifts, fill })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    fn read(text: &str) -> Holidays {
        let mut diagnostics = Diagnostics::new();
        let read = Holidays::read(&[(FileId(0), text)], &mut diagnostics);
        assert!(!diagnostics.has_errors(), "{diagnostics:?}");
        read
    }

    #[test]
    fn a_dated_holiday_replaces_the_shipped_days_of_its_year_only() {
        let text = r#"Calendar(version: 1, holidays: [(name: "tết", from: "25/1/2025", to: "2/2/2025", off: true)])"#;
        let spans: Vec<_> = read(text).named("Tết").expect("named").collect();
        assert!(spans.contains(&(day(2025, 1, 25), day(2025, 2, 2))));
        assert!(!spans.contains(&(day(2025, 1, 29), day(2025, 1, 31))));
        assert!(spans.contains(&(day(2026, 2, 17), day(2026, 2, 19))));
    }

    #[test]
    fn a_swapped_day_is_off_and_the_other_is_worked() {
        let found = read(
            r#"Calendar(version: 1, holidays: [(name: "Hội làng", lunar: "12/2", off: true), (name: "Ngày 20/10", every: "20/10")],
                swaps: [(off: "2/5/2025", work: "26/4/2025")])"#,
        );
        assert!(found.is_day_off(day(2025, 5, 2)) && !found.is_day_off(day(2025, 4, 26)));
        assert!(found.is_day_off(day(2025, 3, 11)), "12/2 of the lunar year");
        assert_eq!(found.names_on(day(2026, 10, 20)), ["Ngày 20/10"]);
        assert!(found.is_day_off(day(2026, 11, 24)) && !found.is_day_off(day(2025, 11, 24)));
    }

    #[test]
    fn kinds_of_days_lift_limits_and_change_the_fill() {
        let found = read(
            r#"Calendar(version: 1, holidays: [], kinds: [
                (name: "Giao thừa", days: [Holiday("Giao thừa")], lifts: [Quiet, Sittings]),
                (name: "Quốc tang", days: [Between("24/5/2025", "25/5/2025")], fill: "nhạc trầm")])"#,
        );
        let eve = found.kinds_on(day(2025, 1, 28));
        assert!(eve.lifts(Lift::Quiet) && eve.lifts(Lift::Sittings) && !eve.lifts(Lift::Sitting));
        assert_eq!(found.kinds_on(day(2025, 5, 25)).fill.map(|fill| fill.as_str()), Some("nhạc trầm"));
        assert_eq!(found.kinds_on(day(2025, 5, 26)), DayRules::default());
    }
}
