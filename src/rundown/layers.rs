//! The order in which items get the time they want.

use super::{Item, Layer};
use crate::schedule::{Schedule, Slot, SlotIx, Start, Yields};
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

/// Where a slot stands among equals, by what it is and what it replaces: before all that it replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Standing {
    /// As firm as the firmest that it replaces: it has their time.
    hold: Hold,
    /// How many of its rank stand below it, each replaced by the next.
    above: Reverse<u32>,
}

/// What orders items that want the same time: the least has it.
pub(super) type Order = (Reverse<Layer>, Standing, NaiveTime, DateTime<FixedOffset>, SlotIx, u32);

/// Where each slot stands, by its place. What slots replace leads back nowhere, so all of them have a place.
pub(super) fn standings(schedule: &Schedule) -> Vec<Standing> {
    let mut known: Vec<Option<Standing>> = vec![None; schedule.slots.len()];
    for first in 0..known.len() {
        let mut waiting = vec![first];
        while let Some(at) = waiting.last().copied() {
            let slot = &schedule.slots[at];
            let replaced = slot.replaces.iter().map(|other| other.value.0 as usize);
            let mut equals = replaced.filter(|other| schedule.slots[*other].rank == slot.rank);
            if let Some(unknown) = equals.clone().find(|other| known[*other].is_none()) {
                waiting.push(unknown);
                continue;
            }
            let own = Standing { hold: hold(slot), above: Reverse(0) };
            known[at] = equals.try_fold(own, |standing, other| Some(standing.before(known[other]?)));
            waiting.pop();
        }
    }
    known.into_iter().map(|standing| standing.expect("each was worked out in its turn")).collect()
}

impl Standing {
    /// The same, before `other` too.
    fn before(self, other: Standing) -> Standing {
        let above = self.above.0.max(other.above.0 + 1);
        Standing { hold: self.hold.min(other.hold), above: Reverse(above) }
    }
}

fn hold(slot: &Slot) -> Hold {
    match (slot.start, slot.yields) {
        (_, Yields::Move { .. }) => Hold::Moves,
        (Start::Soft { .. } | Start::NotBefore, _) => Hold::Waits,
        (Start::Hard, _) => Hold::Firm,
    }
}

/// The order of an item by the time it wants. The higher layer comes first; within a layer what holds to its time, then
/// what can wait, then what can move; what replaces others comes before them; among equals, which is an error of the
/// schedule, the one earlier in the day. Time of day goes before the date, so that what runs over from yesterday gives
/// way to today's: else one overlap at midnight would decide about the next for ever. Slots are in the order of their
/// stations and ids.
pub(super) fn rank(item: &Item, standings: &[Standing]) -> Order {
    order(item, standings[item.occurrence.slot.0 as usize])
}

fn order(item: &Item, standing: Standing) -> Order {
    let start = item.start;
    (Reverse(item.layer), standing, start.time(), start, item.occurrence.slot, item.occurrence.nth)
}

#[cfg(test)]
mod tests {
    use super::super::samples::item;
    use super::*;
    use chrono_tz::Tz;

    fn at(layer: Layer, start: &str) -> Item {
        Item { layer, ..item(Tz::Asia__Ho_Chi_Minh, start, 30) }
    }

    fn standing(hold: Hold) -> Standing {
        Standing { hold, above: Reverse(0) }
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
            let before = order(&at(pair[0], later), standing(Hold::Moves))
                < order(&at(pair[1], earlier), standing(Hold::Firm));
            assert!(before, "{pair:?}");
        }
    }

    #[test]
    fn among_equals_the_earlier_in_the_day_has_the_time_and_yesterdays_gives_way_to_todays() {
        let of = |start| order(&at(Layer::Own, start), standing(Hold::Firm));
        assert!(of("2025-03-10T16:45") < of("2025-03-10T17:00"));
        assert!(of("2025-03-11T00:15") < of("2025-03-10T23:50"));
        let (one, mut other) = (at(Layer::Own, "2025-03-10T17:00"), at(Layer::Own, "2025-03-10T17:00"));
        other.occurrence.slot = SlotIx(1);
        assert!(
            order(&one, standing(Hold::Firm)) < order(&other, standing(Hold::Firm)),
            "the order is always the same"
        );
    }

    #[test]
    fn within_a_layer_what_holds_to_its_time_comes_before_what_waits_and_what_moves() {
        let of = |hold| order(&at(Layer::Own, "2025-03-10T17:00"), standing(hold));
        assert!(of(Hold::Firm) < of(Hold::Waits) && of(Hold::Waits) < of(Hold::Moves));
    }
}
