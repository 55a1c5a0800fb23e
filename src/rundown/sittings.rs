//! Sittings (buổi): how often a day, and how long, a station speaks at a stretch.

use super::{Item, Layer};
use chrono::{NaiveDate, TimeDelta};

/// Slots with a gap of at most so long between them make one sitting.
pub(super) const GAP: TimeDelta = TimeDelta::minutes(10);

/// Items on air with short gaps at most between them, by time; never empty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sitting<'i, 'a>(&'i [&'a Item]);

/// What counts of `items`: relays do; emergencies are exempt from all limits and do not.
pub(super) fn counted<'a>(items: impl IntoIterator<Item = &'a Item>) -> Vec<&'a Item> {
    items.into_iter().filter(|item| !matches!(item.layer, Layer::Emergency(_))).collect()
}

/// The sittings of `counted` items, which are in the order of their starts and do not overlap.
pub(super) fn sittings<'i, 'a>(counted: &'i [&'a Item]) -> impl Iterator<Item = Sitting<'i, 'a>> + Clone {
    counted.chunk_by(|one, next| next.start - one.over() <= GAP).map(Sitting)
}

impl<'a> Sitting<'_, 'a> {
    pub(super) fn first(&self) -> &'a Item {
        self.0[0]
    }

    fn last(&self) -> &'a Item {
        self.0[self.0.len() - 1]
    }

    /// What of it belongs to `date`, to its end; none where nothing does.
    pub(super) fn on(self, date: NaiveDate) -> Option<Self> {
        let at = self.0.iter().position(|item| item.occurrence.date == date)?;
        Some(Sitting(&self.0[at..]))
    }

    /// From its first second to its last, gaps included.
    pub(super) fn length(&self) -> TimeDelta {
        self.last().over() - self.first().start
    }

    /// The first item that ends more than `most` after the sitting began.
    pub(super) fn breaks(&self, most: TimeDelta) -> Option<&'a Item> {
        self.0.iter().find(|item| item.over() - self.first().start > most).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::item;
    use super::*;
    use chrono_tz::Tz;

    fn items(times: &[(&str, i64)]) -> Vec<Item> {
        times.iter().map(|(start, minutes)| item(Tz::Asia__Ho_Chi_Minh, start, *minutes)).collect()
    }

    fn lengths(items: &[Item]) -> Vec<i64> {
        sittings(&counted(items)).map(|sitting| sitting.length().num_minutes()).collect()
    }

    #[test]
    fn slots_with_ten_minutes_between_them_are_one_sitting_and_with_eleven_two() {
        let one = items(&[("2025-03-10T17:00", 30), ("2025-03-10T17:40", 15)]);
        assert_eq!(lengths(&one), [55]);
        let two = items(&[("2025-03-10T17:00", 30), ("2025-03-10T17:41", 15)]);
        assert_eq!(lengths(&two), [30, 15]);
    }

    #[test]
    fn a_sitting_may_pass_midnight() {
        let night = items(&[("2025-03-10T23:30", 30), ("2025-03-11T00:00", 15)]);
        assert_eq!(lengths(&night), [45]);
    }

    #[test]
    fn an_emergency_counts_neither_as_a_sitting_nor_within_one() {
        let mut three =
            items(&[("2025-03-10T17:00", 10), ("2025-03-10T17:10", 30), ("2025-03-10T17:45", 10)]);
        three[1].layer = Layer::Emergency(0);
        assert_eq!(lengths(&three), [10, 10], "35 minutes lie between the two that count");
    }

    #[test]
    fn the_item_that_makes_a_sitting_too_long_is_told() {
        let items = items(&[("2025-03-10T17:00", 30), ("2025-03-10T17:30", 15), ("2025-03-10T17:45", 1)]);
        let counted = counted(&items);
        let sitting = sittings(&counted).next().expect("there is one");
        assert_eq!(sitting.breaks(TimeDelta::minutes(45)), Some(&items[2]));
        assert_eq!(sitting.breaks(TimeDelta::minutes(46)), None);
    }
}
