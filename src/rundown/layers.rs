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

#[cfg(test)]
mod tests {
    use super::super::samples::item;
    use super::*;
    use chrono_tz::Tz;

    fn at(layer: Layer, start: &str) -> Item {
        Item { layer, ..item(Tz::Asia__Ho_Chi_Minh, start, 30) }
    }

    #[test]
    fn emergency_comes_before_priority_a_change_the_stations_own_and_its_upstreams_nearest_first() {
        let layers = [
            Layer::Emergency,
            Layer::Priority,
            Layer::Change,
            Layer::Own,
            Layer::Upstream(Reverse(1)),
            Layer::Upstream(Reverse(2)),
        ];
        let (later, earlier) = ("2025-03-10T17:00", "2025-03-10T16:45");
        for pair in layers.windows(2) {
            assert!(rank(&at(pair[0], later)) < rank(&at(pair[1], earlier)), "{pair:?}");
        }
    }

    #[test]
    fn among_equals_the_earlier_in_the_day_has_the_time_and_yesterdays_gives_way_to_todays() {
        let equal = |one, other| rank(&at(Layer::Own, one)) < rank(&at(Layer::Own, other));
        assert!(equal("2025-03-10T16:45", "2025-03-10T17:00"));
        assert!(equal("2025-03-11T00:15", "2025-03-10T23:50"));
        let (mut one, mut other) = (at(Layer::Own, "2025-03-10T17:00"), at(Layer::Own, "2025-03-10T17:00"));
        one.id = OccurrenceId("2025-03-10/huyen/a".to_owned());
        other.id = OccurrenceId("2025-03-10/huyen/b".to_owned());
        assert!(rank(&one) < rank(&other), "the lesser name, so that the order is always the same");
    }
}
