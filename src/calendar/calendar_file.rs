//! The calendar file: holidays, swapped days off and kinds of days as they are written.
//!
//! Goes in: the calendar files. Comes out: [`Holidays`], those that ship among them, and what is wrong. It must not know
//! of stations, slots or limits.

use super::written::{self, DaysFile};
use super::{DayKind, Holiday, Holidays, Lift, named, notation};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Phrase};
use crate::source::{List, Raw, Reader, Spanned, fold};
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A day off and the day worked in its place, where they can be read.
type Swap = (Option<Spanned<NaiveDate>>, Option<Spanned<NaiveDate>>);

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
        let (mut frames, mut swaps) = (Vec::new(), Vec::new());
        for (file, text) in files {
            let mut reader = Reader::new(*file, text, diagnostics);
            let Some(frame) = reader.whole::<CalendarFile>() else { continue };
            notation::version(&mut reader, &frame.version);
            for item in reader.list(&frame.holidays) {
                all.list.extend(holiday(&mut reader, &item));
            }
            for swap in reader.optional_list(&frame.swaps) {
                swaps.push((day(&mut reader, &swap.off), day(&mut reader, &swap.work)));
            }
            frames.push((*file, *text, frame));
        }
        all.add_shipped();
        for holiday in all.list.iter().filter(|holiday| holiday.day_off) {
            all.off.extend(holiday.first.iter_days().take_while(|date| *date <= holiday.last));
        }
        all.swap(&swaps, diagnostics);
        let days = Arc::new(all.clone());
        for (file, text, frame) in frames {
            let mut reader = Reader::new(file, text, diagnostics);
            for item in reader.optional_list(&frame.kinds) {
                all.kinds.extend(kind(&mut reader, &item, &days));
            }
        }
        all
    }

    /// Swaps days off. A swap of a day that is off, or worked, without it is most likely a slip in the date.
    fn swap(&mut self, swaps: &[Swap], diagnostics: &mut Diagnostics) {
        let (off, worked) = ("swap-already-off", "swap-already-worked");
        for (swapped, why) in swaps.iter().flat_map(|(free, busy)| [(free, off), (busy, worked)]) {
            let Some(day) = swapped.as_ref().filter(|day| self.is_day_off(day.value) == (why == off)) else {
                continue;
            };
            let found = Diagnostic::at(Code::IdleSwap, day.span).with("date", day.value);
            diagnostics.push(found.with("why", Phrase { id: why, args: vec![] }));
        }
        self.off.extend(swaps.iter().filter_map(|(off, _)| off.as_ref().map(|day| day.value)));
        self.work.extend(swaps.iter().filter_map(|(_, work)| work.as_ref().map(|day| day.value)));
    }

    fn add_shipped(&mut self) {
        let replaced: BTreeSet<(String, i32)> =
            self.list.iter().map(|holiday| (holiday.name.clone(), holiday.last.year())).collect();
        for (name, days, day_off) in named::shipped() {
            if !replaced.contains(&(name.to_owned(), days.end().year())) {
                let (first, last) = days.into_inner();
                self.list.push(Holiday { name: name.to_owned(), first, last, day_off, dated: None });
            }
        }
        self.list.sort_by(|one, other| (one.first, &one.name).cmp(&(other.first, &other.name)));
    }
}

fn holiday<'a>(reader: &mut Reader<'a, '_>, item: &Spanned<HolidayFile<'a>>) -> Vec<Holiday> {
    let name = reader.read(&item.name);
    let day_off = reader.optional(&item.off).is_some_and(|off| off.value);
    let yearly_by = item.lunar.as_ref().map(|_| "lunar").or(item.every.as_ref().map(|_| "every"));
    if let (None, Some(one), Some(to)) = (&item.from, yearly_by, &item.to) {
        let found = Diagnostic::at(Code::EitherOr, reader.span(to)).with("one", one).with("other", "to");
        reader.diagnostics.push(found);
    }
    let days = match (&item.from, &item.every, &item.lunar) {
        (Some(from), None, None) => dated(reader, from, &item.to).into_iter().collect(),
        (None, Some(day), None) => {
            let found = reader.read(day).and_then(|day| notation::day_of_year(&day, reader.diagnostics));
            yearly(found.map_or(Vec::new(), |(month, day)| named::solar_dates(day, month)))
        }
        (None, None, Some(day)) => {
            let found =
                reader.read(day).and_then(|day| notation::lunar_day_of_year(&day, reader.diagnostics));
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
    let dated = item.from.is_some().then_some(item.span);
    days.into_iter()
        .map(|(first, last)| Holiday { name: name.clone(), first, last, day_off, dated })
        .collect()
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

fn kind<'a>(reader: &mut Reader<'a, '_>, item: &KindFile<'a>, holidays: &Arc<Holidays>) -> Option<DayKind> {
    let name = reader.read(&item.name);
    let days = reader.list(&item.days);
    let days = written::days(reader, &days, holidays);
    let lifts = reader.optional_list(&item.lifts).into_iter().map(|lift| lift.value).collect();
    let fill = reader.optional(&item.fill);
    Some(DayKind { name: name?, days, lifts, fill })
}

fn day<'a>(reader: &mut Reader<'a, '_>, raw: &Raw<'a, String>) -> Option<Spanned<NaiveDate>> {
    let written = reader.read(raw)?;
    let value = notation::date(&written, reader.diagnostics)?;
    Some(Spanned { value, span: written.span })
}
