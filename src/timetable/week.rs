//! A station's week as rows of times and columns of days, for the forms that show it as a grid.
//!
//! Takes a timetable; returns its weeks, neighbouring days that have the same merged.

use super::{Entry, StationTable, TableDay, Timetable};
use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use std::collections::BTreeMap;

/// One week of one station.
pub(super) struct Week<'a> {
    pub station: &'a StationTable,
    pub monday: NaiveDate,
    /// The days that were asked for, by weekday.
    pub days: [Option<&'a TableDay>; 7],
    /// What airs, by time.
    pub rows: Vec<Row<'a>>,
}

/// What airs from one time to another.
pub(super) struct Row<'a> {
    pub start: NaiveTime,
    pub end: NaiveTime,
    /// They span seven days together.
    pub cells: Vec<Cell<'a>>,
}

/// The same on some days in a row; nothing, where there is no entry.
pub(super) struct Cell<'a> {
    pub span: usize,
    pub entries: Vec<&'a Entry>,
}

impl<'a> Week<'a> {
    /// Its seven dates.
    pub(super) fn dates(&self) -> impl Iterator<Item = NaiveDate> {
        self.monday.iter_days().take(7)
    }

    /// What does not air, by day.
    pub(super) fn displaced(&self) -> impl Iterator<Item = (NaiveDate, &'a Entry)> {
        let days = self.days.iter().flatten();
        days.flat_map(|day| {
            day.entries.iter().filter(|entry| !entry.status.airs()).map(|entry| (day.date, entry))
        })
    }
}

/// All weeks, by station.
pub(super) fn weeks(timetable: &Timetable) -> Vec<Week<'_>> {
    let mut weeks: Vec<Week> = Vec::new();
    for station in &timetable.stations {
        let mut by_monday: BTreeMap<NaiveDate, [Option<&TableDay>; 7]> = BTreeMap::new();
        for day in &station.days {
            let weekday = day.date.weekday().num_days_from_monday();
            let days = by_monday.entry(day.date - Days::new(u64::from(weekday))).or_default();
            days[weekday as usize] = Some(day);
        }
        let of = |(monday, days)| Week { station, monday, rows: rows(&days), days };
        weeks.extend(by_monday.into_iter().map(of));
    }
    weeks
}

fn rows<'a>(days: &[Option<&'a TableDay>; 7]) -> Vec<Row<'a>> {
    let mut found: BTreeMap<(NaiveTime, NaiveTime), [Vec<&Entry>; 7]> = BTreeMap::new();
    for (column, day) in days.iter().enumerate() {
        for entry in day.iter().flat_map(|day| &day.entries).filter(|entry| entry.status.airs()) {
            found.entry((entry.start.time(), entry.end.time())).or_default()[column].push(entry);
        }
    }
    found.into_iter().map(|((start, end), columns)| Row { start, end, cells: merged(columns) }).collect()
}

fn merged(columns: [Vec<&Entry>; 7]) -> Vec<Cell<'_>> {
    let mut cells: Vec<Cell> = Vec::new();
    let seen = |entries: &[&Entry]| -> Vec<(String, &'static str)> {
        entries.iter().map(|entry| (entry.title.clone(), entry.play)).collect()
    };
    for entries in columns {
        match cells.last_mut() {
            Some(last) if seen(&last.entries) == seen(&entries) => last.span += 1,
            _ => cells.push(Cell { span: 1, entries }),
        }
    }
    cells
}
