//! The order in which items get the time they want.

use super::{Item, Layer};
use crate::schedule::{Schedule, SlotIx, Start, Yields};
use chrono::{DateTime, FixedOffset, NaiveTime};
use std::cmp::Reverse;

/// Two items of the same rank that want the same time; the first keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Clash {
    pub kept: SlotIx,
    pub lost: SlotIx,
    pub start: DateTime<FixedOffset>,
}

/// How firmly an item holds to its time, among equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hold {
    /// To the second.
    Firm,
    /// It waits.
    Waits,
    /// It moves.
    Moves,
}

/// What orders items that want the same time: the least has it.
pub(super) type Order = (Reverse<Layer>, Hold, NaiveTime, DateTime<FixedOffset>, SlotIx, u32);

/// The order of an item by the time it wants. The higher layer comes first; within a layer what holds to its time, then
/// what can wait, then what can move; among equals, which is an error of the schedule, the one earlier in the day. Time of
/// day goes before the date, so that what runs over from yesterday gives way to today's: else one overlap at midnight
/// would decide about the next for ever. Slots are in the order of their stations and ids.
pub(super) fn rank(item: &Item, schedule: &Schedule) -> Order {
    let slot = schedule.slot(item.occurrence.slot);
    let hold = match (slot.start, slot.yields) {
        (_, Yields::Move { .. }) => Hold::Moves,
        (Start::Soft { .. } | Start::NotBefore, _) => Hold::Waits,
        (Start::Hard, _) => Hold::Firm,
    };
    order(item, hold)
}

fn order(item: &Item, hold: Hold) -> Order {
    let start = item.start;
    (Reverse(item.layer), hold, start.time(), start, item.occurrence.slot, item.occurrence.nth)
}

#[cfg(test)]
mod tests {
    use super::super::samples::item;
    use super::*;
    use chrono_tz::Tz;

    fn at(layer: Layer, start: &str) -> Item {
        Item { layer, ..item(Tz::Asia__Ho_Chi_Minh, start, 30) }
    }

    #[test]
    fn emergency_from_above_first_then_priority_a_change_the_stations_own_its_upstreams_nearest_first_and_fill()
     {
        let layers = [
            Layer::Emergency(1),
            Layer::Emergency(0),
            Layer::Priority,
            Layer::Change,
            Layer::Own,
            Layer::Upstream(Reverse(1)),
            Layer::Upstream(Reverse(2)),
            Layer::Fill,
        ];
        let (later, earlier) = ("2025-03-10T17:00", "2025-03-10T16:45");
        for pair in layers.windows(2) {
            let before = order(&at(pair[0], later), Hold::Moves) < order(&at(pair[1], earlier), Hold::Firm);
            assert!(before, "{pair:?}");
        }
    }

    #[test]
    fn among_equals_the_earlier_in_the_day_has_the_time_and_yesterdays_gives_way_to_todays() {
        let of = |start| order(&at(Layer::Own, start), Hold::Firm);
        assert!(of("2025-03-10T16:45") < of("2025-03-10T17:00"));
        assert!(of("2025-03-11T00:15") < of("2025-03-10T23:50"));
        let (one, mut other) = (at(Layer::Own, "2025-03-10T17:00"), at(Layer::Own, "2025-03-10T17:00"));
        other.occurrence.slot = SlotIx(1);
        assert!(order(&one, Hold::Firm) < order(&other, Hold::Firm), "the order is always the same");
    }

    #[test]
    fn within_a_layer_what_holds_to_its_time_comes_before_what_waits_and_what_moves() {
        let of = |hold| order(&at(Layer::Own, "2025-03-10T17:00"), hold);
        assert!(of(Hold::Firm) < of(Hold::Waits) && of(Hold::Waits) < of(Hold::Moves));
    }
}
