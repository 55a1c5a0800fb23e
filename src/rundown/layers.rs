//! Who gets the time when several want it.

use super::{Item, Layer, OccurrenceId};
use crate::schedule::SlotIx;
use chrono::{DateTime, FixedOffset, NaiveTime};
use std::cmp::Reverse;

/// Two items of the same rank that want the same time; the first keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Clash {
    pub kept: SlotIx,
    pub lost: SlotIx,
    pub start: DateTime<FixedOffset>,
}

/// What orders items that want the same time: the least has it. The higher layer comes first; among equals, which is an
/// error of the schedule, the one earlier in the day. Time of day goes before the date, so that what runs over from
/// yesterday gives way to today's: else one overlap at midnight would decide about the next for ever.
pub(super) fn rank(item: &Item) -> (Reverse<Layer>, NaiveTime, DateTime<FixedOffset>, &OccurrenceId) {
    (Reverse(item.layer), item.start.time(), item.start, &item.id)
}
