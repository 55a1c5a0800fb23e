//! Who gets the time when several want it, and what becomes of the others.
//!
//! Items are placed in the order of their rank. Where one lands depends on higher ones only, on its own day or the days
//! beside it, so the answer is the same whichever day or range is asked for first.

use super::expand::Expander;
use super::layers::rank;
use super::wishes::Wishes;
use super::{Became, Item, Occurrence, Wanted};
use crate::schedule::{Slot, Start, Yields};
use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta};
use std::rc::Rc;

/// An item lasts a day at most, so one that is on air now began today or yesterday, or, where clocks were put forward,
/// the day before.
const REACH: Days = Days::new(2);

/// What becomes of an item.
#[derive(Debug, Clone)]
pub(super) enum Verdict {
    /// It airs, as it is here.
    Airs(Item),
    /// The item with the time it wanted airs instead.
    Yields(Item),
}

/// An item and the higher ones, highest first, that could be on air within its reach.
struct Weighing {
    item: Item,
    reach: Stretch,
    higher: Vec<Item>,
}

/// A stretch of time.
type Stretch = (DateTime<FixedOffset>, DateTime<FixedOffset>);

impl Expander<'_> {
    /// What becomes of `item`, weighed against everything that could want the same time. Higher ones are weighed before
    /// it, however many stand above each other.
    pub(super) fn verdict(&mut self, item: &Item) -> Verdict {
        let mut waiting = vec![self.weighing(item)];
        while let Some(weighing) = waiting.last() {
            let unknown = |rival: &&Item| !self.verdicts.contains_key(&key(&rival.occurrence));
            if let Some(rival) = weighing.higher.iter().find(unknown) {
                let next = self.weighing(rival);
                waiting.push(next);
                continue;
            }
            let verdict = self.weighed(weighing);
            self.verdicts.insert(key(&weighing.item.occurrence), verdict);
            waiting.pop();
        }
        self.verdicts[&key(&item.occurrence)].clone()
    }

    fn weighing(&mut self, item: &Item) -> Weighing {
        let reach = reach(item, self.schedule.slot(item.occurrence.slot));
        let is_known = self.verdicts.contains_key(&key(&item.occurrence));
        let mut higher = if is_known { Vec::new() } else { self.rivals(item, reach) };
        higher.sort_by_key(|rival| rank(rival, &self.standings));
        Weighing { item: item.clone(), reach, higher }
    }

    /// The verdict once those of all higher ones are known.
    fn weighed(&self, weighing: &Weighing) -> Verdict {
        let item = &weighing.item;
        if let Some(known) = self.verdicts.get(&key(&item.occurrence)) {
            return known.clone();
        }
        let airs = |rival: &Item| match &self.verdicts[&key(&rival.occurrence)] {
            Verdict::Airs(placed) => Some(placed.clone()),
            Verdict::Yields(_) => None,
        };
        let placed: Vec<Item> = weighing.higher.iter().filter_map(airs).collect();
        place(item, self.schedule.slot(item.occurrence.slot), weighing.reach, &placed)
    }

    /// The higher items that could be on air within `reach`.
    fn rivals(&mut self, item: &Item, reach: Stretch) -> Vec<Item> {
        let schedule = self.schedule;
        let standings = Rc::clone(&self.standings);
        let mut rivals = Vec::new();
        for wishes in self.near(item, reach) {
            for other in wishes.items.iter() {
                let theirs = self::reach(other, schedule.slot(other.occurrence.slot));
                let may_meet = reach.0 < theirs.1 && theirs.0 < reach.1;
                if may_meet && rank(other, &standings) < rank(item, &standings) {
                    rivals.push(other.clone());
                }
            }
        }
        rivals
    }

    /// What wants to air on the item's station on the days from which something could be on air within `reach`.
    pub(super) fn near(&mut self, item: &Item, reach: Stretch) -> impl Iterator<Item = Rc<Wishes>> {
        let first = item.occurrence.date.checked_sub_days(REACH).unwrap_or(NaiveDate::MIN);
        // The offset at the end may differ from that at the start by some hours, never a day.
        let last = reach.1.date_naive().succ_opt().unwrap_or(NaiveDate::MAX);
        let station = item.occurrence.station;
        let days = first.iter_days().take_while(move |date| *date <= last);
        let wishes = days.map(move |date| self.wishes(station, date));
        wishes.filter(move |wishes| wishes.until.is_some_and(|until| reach.0 < until))
    }
}

/// What a verdict is kept by: the date first, so that past ones can be forgotten.
pub(super) fn key(occurrence: &Occurrence) -> (NaiveDate, Occurrence) {
    (occurrence.date, *occurrence)
}

/// From when to when an item could be on air, however things fall.
pub(super) fn reach(item: &Item, slot: &Slot) -> Stretch {
    let end = item.start + item.length;
    let ends = [waits_until(item, slot), moves_until(item, slot)];
    (item.start, ends.into_iter().flatten().fold(end, DateTime::max))
}

/// When an item is over at the latest if its slot lets it wait.
fn waits_until(item: &Item, slot: &Slot) -> Option<DateTime<FixedOffset>> {
    let last = last_start(item)?;
    let latest = match slot.start {
        Start::Hard => return None,
        Start::Soft { grace } => last.min(item.start + grace),
        Start::NotBefore => last,
    };
    Some((latest + item.length).min(a_day_on(item)?))
}

/// When an item is over at the latest if its slot lets it move.
fn moves_until(item: &Item, slot: &Slot) -> Option<DateTime<FixedOffset>> {
    match slot.yields {
        Yields::Move { until } => {
            over_by(item, until)?.min(last_start(item)? + item.length).min(a_day_on(item)?).into()
        }
        Yields::Drop | Yields::Shorten { .. } => None,
    }
}

/// Where `item` lands among what is `placed` already, highest first.
fn place(item: &Item, slot: &Slot, reach: Stretch, placed: &[Item]) -> Verdict {
    let Some(winner) = placed.iter().find(|other| other.overlaps(item)) else {
        return Verdict::Airs(item.clone());
    };
    let room = |until: Option<DateTime<FixedOffset>>, became| {
        first_room(item, placed, until? - item.length).map(|start| moved(item, start, became))
    };
    let landed = room(waits_until(item, slot), Became::Waiting).or_else(|| match slot.yields {
        Yields::Drop => None,
        Yields::Move { .. } => room(moves_until(item, slot), Became::Moved),
        Yields::Shorten { least } => shortened(item, placed, least),
    });
    debug_assert!(landed.as_ref().is_none_or(|landed| reach.0 <= landed.start && landed.end() <= reach.1));
    landed.map_or_else(|| Verdict::Yields(winner.clone()), Verdict::Airs)
}

/// The first start from the item's own on, `latest` at the latest, at which it has its whole time.
fn first_room(item: &Item, placed: &[Item], latest: DateTime<FixedOffset>) -> Option<DateTime<FixedOffset>> {
    let ends = placed.iter().map(Item::end).filter(|end| *end > item.start);
    let mut starts: Vec<DateTime<FixedOffset>> = ends.filter(|end| *end <= latest).collect();
    starts.sort();
    starts.into_iter().find(|start| {
        let there = moved(item, *start, Became::Moved);
        !placed.iter().any(|other| other.overlaps(&there))
    })
}

/// The longest stretch left of the item's time, the earliest of equals, if it lasts `least` or more.
fn shortened(item: &Item, placed: &[Item], least: TimeDelta) -> Option<Item> {
    let mut taken: Vec<Stretch> =
        placed.iter().filter(|other| other.overlaps(item)).map(|other| (other.start, other.end())).collect();
    taken.sort();
    let mut free: Vec<Stretch> = Vec::new();
    let mut from = item.start;
    for (start, end) in taken {
        free.push((from, start));
        from = from.max(end);
    }
    free.push((from, item.end()));
    let longest = free.into_iter().rev().max_by_key(|(start, end)| *end - *start)?;
    let length = longest.1 - longest.0;
    if length < least || length <= TimeDelta::zero() {
        return None;
    }
    let wanted = Wanted { start: item.start, length: item.length, became: Became::Shortened };
    Some(Item { start: longest.0, length, wanted: Some(wanted), ..item.clone() })
}

fn moved(item: &Item, start: DateTime<FixedOffset>, became: Became) -> Item {
    let wanted = Wanted { start: item.start, length: item.length, became };
    let start = start.with_timezone(&item.zone).fixed_offset();
    Item { start, wanted: Some(wanted), ..item.clone() }
}

/// The last second of the item's own day: an item belongs to the day it begins on.
fn last_start(item: &Item) -> Option<DateTime<FixedOffset>> {
    let midnight = item.start.date_naive().succ_opt()?.and_time(chrono::NaiveTime::MIN);
    Some(civil(item, midnight) - TimeDelta::seconds(1))
}

/// The same time of the next day. What waits or moves is over by then: else it would meet its own slot again, and each
/// day would hang on all days before it.
fn a_day_on(item: &Item) -> Option<DateTime<FixedOffset>> {
    Some(civil(item, item.start.naive_local().checked_add_days(Days::new(1))?))
}

/// When a moved item has to be over: that time of its day, of the next where the time is earlier than its own.
fn over_by(item: &Item, until: chrono::NaiveTime) -> Option<DateTime<FixedOffset>> {
    let day = item.start.date_naive();
    let day = if until > item.start.time() { day } else { day.succ_opt()? };
    Some(civil(item, day.and_time(until)))
}

fn civil(item: &Item, at: chrono::NaiveDateTime) -> DateTime<FixedOffset> {
    crate::calendar::zone::instant(item.zone, crate::calendar::reading::Moment::Civil(at))
}
