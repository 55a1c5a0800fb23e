//! Rundown: what airs on one station on one day, to the second.
//!
//! **expand**: schedule + days → [`Rundown`]s. Items never overlap; what a higher one pushed out stays visible as
//! displaced. Knows the declared lengths of slots only: no words, no sound.

mod check;
mod expand;
mod layers;
mod occurrence;
mod place;
mod quiet;
#[cfg(test)]
mod samples;
mod sittings;
mod wishes;

pub use expand::{Expander, expand};
pub use occurrence::{Occurrence, OccurrenceId};

use crate::diagnostic::Span;
use crate::network::StationIx;
use crate::schedule::{ProgrammeIx, RelaySource, SlotIx};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use std::sync::Arc;

/// One station's broadcast day (lịch phát của một đài trong một ngày).
#[derive(Debug, Clone, PartialEq)]
pub struct Rundown {
    /// The station.
    pub station: StationIx,
    /// The day; items belong to the day they begin on.
    pub date: NaiveDate,
    /// What airs, by time, never overlapping; shared, because most days are just what the slots want.
    pub items: Arc<[Item]>,
    /// What does not air after all, by time, and why.
    pub displaced: Vec<Displaced>,
}

/// A slot on a date.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Which occurrence of which slot.
    pub occurrence: Occurrence,
    /// Its stable name.
    pub id: OccurrenceId,
    /// When it begins.
    pub start: DateTime<FixedOffset>,
    /// How long it is declared to last.
    pub length: TimeDelta,
    /// The zone whose clock it goes by.
    pub zone: Tz,
    /// What is heard.
    pub play: ItemPlay,
    /// Its rank among what wants the same time.
    pub layer: Layer,
    /// Why it is not what the slot says, when a one-off change says so.
    pub changed: Option<String>,
    /// What it wanted, when it does not air just then and for so long.
    pub wanted: Option<Wanted>,
}

/// The time that an item wanted and did not get whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// When it was to begin.
    pub start: DateTime<FixedOffset>,
    /// How long it was to last.
    pub length: TimeDelta,
    /// What became of it.
    pub became: Became,
}

/// What became of an item that could not have its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Became {
    /// It waits for what runs before it.
    Waiting,
    /// It airs later that day.
    Moved,
    /// It airs in what is left of its time.
    Shortened,
}

/// What is heard in an item.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemPlay {
    /// A programme made for it.
    Programme(ProgrammeIx),
    /// The sound of another station's item of the day.
    Carry(Occurrence),
    /// The sound of an upstream station's item of the day.
    Upstream(UpstreamOccurrence),
    /// The sound of an earlier item.
    Repeat(Occurrence),
    /// Live from elsewhere; with what to play when the signal is missing.
    Relay {
        /// From where.
        from: RelaySource,
        /// The substitute.
        instead: Option<Arc<ItemPlay>>,
    },
}

/// A slot of an upstream station on a date. Whether it airs there is known when its week was pulled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpstreamOccurrence {
    /// The station, by its place in `Upstream::stations`.
    pub station: usize,
    /// The id of the slot there.
    pub slot: Arc<str>,
    /// The day.
    pub date: NaiveDate,
    /// Which time of the day, from 1.
    pub nth: u32,
}

/// The rank of an item: a higher one displaces a lower one (DESIGN: emergency › priority › normal, and within normal
/// a one-off change › the station's own › its upstream's › fill).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Lấp chỗ trống: what airs when nothing else does.
    Fill,
    /// Declared so many levels above the station.
    Upstream(std::cmp::Reverse<u32>),
    /// Declared by the station itself.
    Own,
    /// Put in by a one-off change.
    Change,
    /// Ưu tiên.
    Priority,
    /// Khẩn cấp, declared so many levels above the station: no station overrides those above it.
    Emergency(u32),
}

/// An item that does not air after all.
#[derive(Debug, Clone, PartialEq)]
pub struct Displaced {
    /// The item as it would have aired.
    pub item: Item,
    /// Why it does not.
    pub why: Displacement,
}

/// Why something does not air.
#[derive(Debug, Clone, PartialEq)]
pub enum Displacement {
    /// A one-off change cancels it.
    Cancelled {
        /// The reason given.
        reason: String,
    },
    /// Another item has the time.
    By(OccurrenceId),
}

impl Item {
    /// When it ends; clocks may have been changed meanwhile.
    pub fn end(&self) -> DateTime<FixedOffset> {
        (self.start + self.length).with_timezone(&self.zone).fixed_offset()
    }

    /// The instant at which it ends, cheaper than [`end`](Item::end): its offset is that of the start.
    pub fn over(&self) -> DateTime<FixedOffset> {
        self.start + self.length
    }

    /// Whether both are on air at some instant.
    pub fn overlaps(&self, other: &Item) -> bool {
        self.start < other.over() && other.start < self.over()
    }
}

/// Where the time of an item is declared.
pub(crate) fn declared_at(schedule: &crate::schedule::Schedule, slot: SlotIx) -> Span {
    schedule.slot(slot).at_span
}

#[cfg(test)]
mod tests {
    use super::samples::item;
    use super::*;

    #[test]
    fn an_item_ends_by_the_clock_of_its_zone() {
        let end = |start| item(Tz::Europe__Berlin, start, 60).end().to_rfc3339();
        assert_eq!(end("2025-03-30T01:30"), "2025-03-30T03:30:00+02:00");
        assert_eq!(end("2025-10-26T02:30"), "2025-10-26T02:30:00+01:00");
    }

    #[test]
    fn items_that_touch_do_not_overlap() {
        let at = |start, minutes| item(Tz::Asia__Ho_Chi_Minh, start, minutes);
        let first = at("2025-03-10T17:00", 30);
        assert!(!first.overlaps(&at("2025-03-10T17:30", 30)) && !at("2025-03-10T16:30", 30).overlaps(&first));
        assert!(first.overlaps(&at("2025-03-10T17:29", 30)) && first.overlaps(&at("2025-03-10T16:30", 31)));
    }
}
