//! Timetable: the plan of some stations in the forms that people and their calendars take.
//!
//! Goes in: a [`Timetable`], rundowns already put into words. Comes out: text, as iCalendar ([`ics`]) or CSV ([`csv`]), as a week grid
//! for a terminal ([`grid`]) or to print ([`html`]).
//! Two days of manifests become what is different between them, in words ([`differences`]).
//! Knows no file and no clock: same plan, same bytes.

mod changes;
mod csv;
mod grid;
mod ics;
mod page;
mod week;
mod zone;
#[cfg(test)]
mod samples;

pub use changes::{Difference, differences};
pub use csv::csv;
pub use grid::grid;
pub use ics::ics;
pub use page::html;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Timelike};
use chrono_tz::Tz;

/// What airs on some stations on some days (lịch phát).
#[derive(Debug, Clone, PartialEq)]
pub struct Timetable {
    /// The network's id.
    pub network: String,
    /// The network's name.
    pub name: String,
    /// The zone of all its clocks.
    pub zone: Tz,
    /// The stations, in the order they were asked for.
    pub stations: Vec<StationTable>,
}

/// One station's days.
#[derive(Debug, Clone, PartialEq)]
pub struct StationTable {
    /// The station's id.
    pub id: String,
    /// Its name, as announced.
    pub name: String,
    /// Its days, in order.
    pub days: Vec<TableDay>,
}

/// One broadcast day.
#[derive(Debug, Clone, PartialEq)]
pub struct TableDay {
    /// The day.
    pub date: NaiveDate,
    /// The holidays it is, by name.
    pub holidays: Vec<String>,
    /// What airs and what does not after all, each by time; what airs first.
    pub entries: Vec<Entry>,
}

/// An item in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// `2025-03-10/huyen/chieu`.
    pub id: String,
    /// The slot's id.
    pub slot: String,
    /// What is heard.
    pub title: String,
    /// When it begins, with the zone's offset.
    pub start: DateTime<FixedOffset>,
    /// When it ends, with the zone's offset.
    pub end: DateTime<FixedOffset>,
    /// `programme`, `carry`, `repeat` or `relay`.
    pub play: &'static str,
    /// Whose sound it is: an occurrence, or the source of a relay.
    pub from: Option<String>,
    /// `emergency`, `priority`, `change`, `own` or `upstream`.
    pub layer: &'static str,
    /// Whether it is heard.
    pub status: Status,
}

/// Whether an item is heard, in words where there is something to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// It airs; with the reason, when a one-off change put it there.
    Airs(Option<String>),
    /// It does not air, for this reason.
    Displaced(String),
}

impl Status {
    /// Whether the item is heard.
    pub fn airs(&self) -> bool {
        matches!(self, Status::Airs(_))
    }

    /// What there is to say of it.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Status::Airs(reason) => reason.as_deref(),
            Status::Displaced(reason) => Some(reason),
        }
    }
}

/// A time of day for programs: `17:00`, with seconds when there are any.
fn clock(time: NaiveTime) -> String {
    time.format(if time.second() == 0 { "%H:%M" } else { "%H:%M:%S" }).to_string()
}
