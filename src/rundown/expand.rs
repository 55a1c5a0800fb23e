//! Expanding slots over days.

use super::layers::{Clash, rank};
use super::{Displaced, Displacement, Item, ItemPlay, Layer, Occurrence, Rundown};
use crate::calendar::OutOfRange;
use crate::calendar::zone::instants_on;
use crate::catalogue::Priority;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::network::{Network, StationIx};
use crate::schedule::{Change, Play, Schedule, Slot, SlotAt, SlotIx};
use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::rc::Rc;

/// An item lasts a day at most, so one that is on air now began today or yesterday, or, where clocks were put forward,
/// the day before.
const REACH: Days = Days::new(2);

/// Expands days as they are asked for, and keeps them: a repeat needs a day before the range.
pub struct Expander<'a> {
    pub(super) network: &'a Network,
    pub(super) schedule: &'a Schedule,
    pub(super) clashes: BTreeSet<(StationIx, Clash)>,
    pub(super) diagnostics: Diagnostics,
    days: BTreeMap<(StationIx, NaiveDate), Rundown>,
    wishes: BTreeMap<(StationIx, NaiveDate), Rc<Wishes>>,
    starts: BTreeMap<(SlotIx, NaiveDate), Starts>,
    verdicts: BTreeMap<Occurrence, Option<Item>>,
}

/// When a slot airs on one day, on whatever station.
type Starts = Rc<Result<Vec<DateTime<FixedOffset>>, OutOfRange>>;

/// What wants to air on one station on one day.
#[derive(Default)]
struct Wishes {
    items: Vec<Item>,
    cancelled: Vec<Displaced>,
    /// Slots of which nobody can tell whether they air.
    untold: Vec<Diagnostic>,
}

/// The rundowns of `stations` on `days`, by station, then day, and what is wrong with them.
pub fn expand(
    network: &Network,
    schedule: &Schedule,
    stations: &[StationIx],
    days: RangeInclusive<NaiveDate>,
    diagnostics: &mut Diagnostics,
) -> Vec<Rundown> {
    let mut expander = Expander::new(network, schedule);
    let rundowns = expander.expand(stations, days);
    diagnostics.append(expander.finish());
    rundowns
}

impl<'a> Expander<'a> {
    /// Nothing expanded yet.
    pub fn new(network: &'a Network, schedule: &'a Schedule) -> Expander<'a> {
        Expander {
            network,
            schedule,
            clashes: BTreeSet::new(),
            diagnostics: Diagnostics::new(),
            days: BTreeMap::new(),
            wishes: BTreeMap::new(),
            starts: BTreeMap::new(),
            verdicts: BTreeMap::new(),
        }
    }

    /// The rundowns of `stations` on `days`, by station, then day, each reference of their items checked.
    pub fn expand(&mut self, stations: &[StationIx], days: RangeInclusive<NaiveDate>) -> Vec<Rundown> {
        let mut rundowns = Vec::new();
        for station in stations {
            for date in days.start().iter_days().take_while(|date| date <= days.end()) {
                let rundown = self.day(*station, date).clone();
                self.check(&rundown);
                rundowns.push(rundown);
            }
        }
        self.report_clashes(&rundowns);
        self.changes_of_nothing(stations, &days);
        rundowns
    }

    /// What was found wrong.
    pub fn finish(self) -> Diagnostics {
        self.diagnostics
    }

    /// The rundown of one day.
    pub fn day(&mut self, station: StationIx, date: NaiveDate) -> &Rundown {
        if !self.days.contains_key(&(station, date)) {
            let rundown = self.expand_day(station, date);
            self.days.insert((station, date), rundown);
        }
        &self.days[&(station, date)]
    }

    /// The item whose programme is heard in the end: the item itself, or what it carries or repeats, however often.
    /// None for a relay, and when what is carried or repeated does not air.
    pub fn origin(&mut self, item: &Item) -> Option<Item> {
        let mut here = item.clone();
        let mut passed = vec![here.occurrence];
        loop {
            let source = match &here.play {
                ItemPlay::Programme(_) => return Some(here),
                ItemPlay::Carry(source) | ItemPlay::Repeat(source) => *source,
                ItemPlay::Relay { .. } => return None,
            };
            here = self.find(&source)?;
            // One-off changes may close a circle that the slots themselves don't have.
            if passed.contains(&here.occurrence) {
                return None;
            }
            passed.push(here.occurrence);
        }
    }

    /// The item of that occurrence, if it airs.
    pub fn find(&mut self, occurrence: &Occurrence) -> Option<Item> {
        let rundown = self.day(occurrence.station, occurrence.date);
        rundown.items.iter().find(|item| item.occurrence == *occurrence).cloned()
    }

    fn expand_day(&mut self, station: StationIx, date: NaiveDate) -> Rundown {
        let wishes = self.wishes(station, date);
        for untold in &wishes.untold {
            // One day it cannot be told for is enough to say.
            let is_known = |known: &Diagnostic| known.code == untold.code && known.span == untold.span;
            if !self.diagnostics.iter().any(is_known) {
                self.diagnostics.push(untold.clone());
            }
        }
        let (mut items, mut displaced) = (Vec::new(), wishes.cancelled.clone());
        for item in wishes.items.iter().cloned() {
            let Some(winner) = self.winner(&item) else {
                items.push(item);
                continue;
            };
            if winner.layer == item.layer {
                let (kept, lost) = (winner.occurrence.slot, item.occurrence.slot);
                self.clashes.insert((station, Clash { kept, lost, start: item.start }));
            }
            displaced.push(Displaced { why: Displacement::By(winner.id), item });
        }
        displaced
            .sort_by(|one, other| (one.item.start, &one.item.id).cmp(&(other.item.start, &other.item.id)));
        Rundown { station, date, items, displaced }
    }

    /// The item that has the time `item` wants: the highest of those that overlap it and themselves air; none when it
    /// airs. Whether an item airs depends on higher ones only, on its own day or the days beside it, so the answer is
    /// the same whichever day is asked for first.
    fn winner(&mut self, item: &Item) -> Option<Item> {
        if let Some(verdict) = self.verdicts.get(&item.occurrence) {
            return verdict.clone();
        }
        let first = item.start.date_naive().checked_sub_days(REACH).unwrap_or(NaiveDate::MIN);
        let last = item.end().date_naive();
        let mut rivals = Vec::new();
        for date in first.iter_days().take_while(|date| *date <= last) {
            let wishes = self.wishes(item.occurrence.station, date);
            let higher = |other: &&Item| other.overlaps(item) && rank(other) < rank(item);
            rivals.extend(wishes.items.iter().filter(higher).cloned());
        }
        rivals.sort_by(|one, other| rank(one).cmp(&rank(other)));
        let verdict = rivals.into_iter().find(|rival| self.winner(rival).is_none());
        self.verdicts.insert(item.occurrence, verdict.clone());
        verdict
    }

    /// Everything that wants to air on `station` on `date`, by time.
    fn wishes(&mut self, station: StationIx, date: NaiveDate) -> Rc<Wishes> {
        if let Some(known) = self.wishes.get(&(station, date)) {
            return Rc::clone(known);
        }
        let wishes = Rc::new(self.wish(station, date));
        self.wishes.insert((station, date), Rc::clone(&wishes));
        wishes
    }

    fn wish(&mut self, station: StationIx, date: NaiveDate) -> Wishes {
        let (network, schedule) = (self.network, self.schedule);
        let mut wishes = Wishes::default();
        if !network.station(station).is_on(date) {
            return wishes;
        }
        for (ix, slot) in schedule.slots_on(station).filter(|(_, slot)| slot.is_valid_on(date)) {
            let starts = self.starts(ix, date);
            let starts = match slot.told_on(date).as_ref().and((*starts).as_ref()) {
                Ok(starts) => starts,
                Err(outside) => {
                    wishes.untold.push(outside.diagnostic(slot.at_span));
                    continue;
                }
            };
            let change = schedule.changes.iter().rfind(|change| changes(change, ix, station, date));
            for (nth, start) in (1..).zip(starts) {
                let item = self.item(Occurrence { date, station, slot: ix, nth }, *start);
                match change {
                    None => wishes.items.push(item),
                    Some(Change { play: Some(play), reason, .. }) => wishes.items.push(Item {
                        play: self.resolve(play, &item.occurrence, *start),
                        layer: item.layer.max(Layer::Change),
                        changed: Some(reason.clone()),
                        ..item
                    }),
                    Some(Change { play: None, reason, .. }) => {
                        let why = Displacement::Cancelled { reason: reason.clone() };
                        wishes.cancelled.push(Displaced { item, why });
                    }
                }
            }
        }
        wishes.items.sort_by(|one, other| (one.start, &one.id).cmp(&(other.start, &other.id)));
        wishes
    }

    /// When a slot airs on `date`, worked out once for all stations.
    fn starts(&mut self, slot: SlotIx, date: NaiveDate) -> Starts {
        let (network, schedule) = (self.network, self.schedule);
        let starts = self.starts.entry((slot, date)).or_insert_with(|| {
            let at = &schedule.slot(slot).at;
            let days = is_in_calendar(date).then(|| instants_on(network.zone, at, date));
            Rc::new(days.unwrap_or(Ok(Vec::new())))
        });
        Rc::clone(starts)
    }

    fn item(&mut self, occurrence: Occurrence, start: DateTime<FixedOffset>) -> Item {
        let (network, schedule) = (self.network, self.schedule);
        let slot = schedule.slot(occurrence.slot);
        Item {
            occurrence,
            id: occurrence.id(network, schedule),
            start,
            length: slot.length.value,
            zone: network.zone,
            play: self.resolve(slot.play_on(occurrence.date), &occurrence, start),
            layer: layer(network, slot, occurrence.station),
            changed: None,
        }
    }

    fn resolve(&mut self, play: &Play, here: &Occurrence, start: DateTime<FixedOffset>) -> ItemPlay {
        match play {
            Play::Programme(programme) => ItemPlay::Programme(*programme),
            Play::Carry(slot) => ItemPlay::Carry(self.source(slot, here, here.date, None)),
            Play::Repeat { slot, days } => {
                // Before the first day there is nothing, on the first day itself either.
                let earlier = here.date.checked_sub_days(Days::new(u64::from(*days)));
                let over_by = (*days == 0).then_some(start);
                ItemPlay::Repeat(self.source(slot, here, earlier.unwrap_or(NaiveDate::MIN), over_by))
            }
            Play::Relay { from, instead } => ItemPlay::Relay {
                from: *from,
                instead: instead.as_ref().map(|play| Box::new(self.resolve(play, here, start))),
            },
            Play::Unread => unreachable!("a slot that could not be read airs nowhere"),
        }
    }

    /// Which occurrence of `slot` on `date` is heard `here`: the only one, else the one of the same count, else the last
    /// before it. With `over_by`, the last of those that are over by then, if any is.
    fn source(
        &mut self,
        slot: &SlotAt,
        here: &Occurrence,
        date: NaiveDate,
        over_by: Option<DateTime<FixedOffset>>,
    ) -> Occurrence {
        let length = self.schedule.slot(slot.slot).length.value;
        let starts = self.starts(slot.slot, date);
        let starts = starts.as_ref().as_ref().map(Vec::as_slice).unwrap_or_default();
        let over = over_by.map(|by| starts.iter().filter(|start| **start + length <= by).count());
        let count = over.filter(|over| *over > 0).unwrap_or(starts.len());
        let most = u32::try_from(count.max(1)).expect("a day has few minutes");
        let station = slot.station.unwrap_or(here.station);
        Occurrence { date, station, slot: slot.slot, nth: here.nth.min(most) }
    }
}

/// Whether dates of that year are ever written: nothing airs outside, and no instant near the ends of what dates can
/// hold is worked out.
fn is_in_calendar(date: NaiveDate) -> bool {
    (0..=9999).contains(&date.year())
}

fn changes(change: &Change, slot: SlotIx, station: StationIx, date: NaiveDate) -> bool {
    change.slot == slot && change.on.value == date && change.stations.contains(&station)
}

fn layer(network: &Network, slot: &Slot, station: StationIx) -> Layer {
    match slot.priority {
        Priority::Emergency => Layer::Emergency,
        Priority::Priority => Layer::Priority,
        Priority::Normal => match network.steps_below(station, slot.by) {
            Some(0) => Layer::Own,
            steps => Layer::Upstream(Reverse(steps.unwrap_or(u32::MAX))),
        },
    }
}
