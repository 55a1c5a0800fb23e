//! Expanding slots over days.

use super::layers::{Clash, Standing, standings};
use super::place::{Verdict, key, reach};
use super::wishes::{Starts, Wishes, own_layer};
use super::{Displaced, Displacement, Item, ItemPlay, Occurrence, Rundown, UpstreamOccurrence};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::network::{Network, StationIx};
use crate::schedule::{Rank, Schedule, SlotIx};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::rc::Rc;
use std::sync::Arc;

/// Days before the one in hand that are kept: what began then may still be on air, or be repeated.
const KEPT: Days = Days::new(1);

/// Days that are expanded in a row when they are streamed.
const IN_A_ROW: Days = Days::new(7);

/// Expands days as they are asked for, and keeps them: a repeat needs a day before the range.
pub struct Expander<'a> {
    pub(super) network: &'a Network,
    pub(super) schedule: &'a Schedule,
    pub(super) clashes: BTreeSet<(StationIx, Clash)>,
    /// Pairs of slots whose clash was reported.
    pub(super) told: BTreeSet<(SlotIx, SlotIx)>,
    pub(super) diagnostics: Diagnostics,
    /// The slots of each station, by its place.
    pub(super) slots_of: Vec<Rc<[SlotIx]>>,
    /// The places of the changes of each slot, in their order.
    pub(super) changes_of: BTreeMap<SlotIx, Vec<usize>>,
    /// Where each slot stands among its equals, by its place.
    pub(super) standings: Rc<[Standing]>,
    pub(super) wishes: PerDay<Rc<Wishes>>,
    pub(super) starts: PerDay<Starts>,
    /// Of items that others could meet.
    pub(super) verdicts: BTreeMap<(NaiveDate, Occurrence), Verdict>,
    days: PerDay<Rc<Rundown>>,
}

/// Something for each of the things of one kind, by day; days that are past can be forgotten.
pub(super) struct PerDay<T> {
    count: usize,
    days: BTreeMap<NaiveDate, Vec<Option<T>>>,
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
        let mut slots_of = vec![Vec::new(); network.stations.len()];
        for (ix, slot) in (0..).map(SlotIx).zip(&schedule.slots) {
            slot.stations.iter().for_each(|station| slots_of[station.0 as usize].push(ix));
        }
        let mut changes_of: BTreeMap<SlotIx, Vec<usize>> = BTreeMap::new();
        for (at, change) in schedule.changes.iter().enumerate() {
            changes_of.entry(change.slot).or_default().push(at);
        }
        Expander {
            network,
            schedule,
            clashes: BTreeSet::new(),
            told: BTreeSet::new(),
            diagnostics: Diagnostics::new(),
            slots_of: slots_of.into_iter().map(Rc::from).collect(),
            changes_of,
            standings: standings(schedule).into(),
            wishes: PerDay::of(network.stations.len()),
            starts: PerDay::of(schedule.slots.len()),
            verdicts: BTreeMap::new(),
            days: PerDay::of(network.stations.len()),
        }
    }

    /// The rundowns of `stations` on `days`, by station, then day, each reference of their items checked.
    pub fn expand(&mut self, stations: &[StationIx], days: RangeInclusive<NaiveDate>) -> Vec<Rundown> {
        let mut rundowns = Vec::new();
        for station in stations {
            for date in days.start().iter_days().take_while(|date| date <= days.end()) {
                let rundown = self.day(*station, date);
                self.check(&rundown);
                rundowns.push((*rundown).clone());
            }
        }
        self.report_clashes(|station, date| stations.contains(&station) && days.contains(&date));
        self.changes_of_nothing(stations, &days);
        self.lapsed_holidays(stations, &days);
        rundowns
    }

    /// The same by day, then station, each rundown given to `each` and forgotten soon after: memory does not grow with
    /// the range. Some days of a station are expanded in a row, while what it wants is at hand.
    pub fn stream(
        &mut self,
        stations: &[StationIx],
        days: RangeInclusive<NaiveDate>,
        mut each: impl FnMut(&Rundown),
    ) {
        self.lapsed_holidays(stations, &days);
        let mut first = *days.start();
        while first <= *days.end() {
            let next = first.checked_add_days(IN_A_ROW).unwrap_or(NaiveDate::MAX);
            let last = next.pred_opt().unwrap_or(first).min(*days.end());
            let row = || first.iter_days().take_while(|date| *date <= last);
            for station in stations {
                for date in row() {
                    let rundown = self.day(*station, date);
                    self.check(&rundown);
                }
            }
            for date in row() {
                stations.iter().for_each(|station| each(&self.day(*station, date)));
            }
            self.report_clashes(|station, date| {
                (first..=last).contains(&date) && stations.contains(&station)
            });
            self.changes_of_nothing(stations, &(first..=last));
            self.forget(last.checked_sub_days(KEPT).unwrap_or(NaiveDate::MIN));
            first = next;
        }
    }

    /// What was found wrong.
    pub fn finish(self) -> Diagnostics {
        self.diagnostics
    }

    /// The rundown of one day.
    pub fn day(&mut self, station: StationIx, date: NaiveDate) -> Rc<Rundown> {
        let at = station.0 as usize;
        if let Some(known) = self.days.get(date, at) {
            return Rc::clone(known);
        }
        let rundown = Rc::new(self.expand_day(station, date));
        self.days.insert(date, at, Rc::clone(&rundown));
        rundown
    }

    /// The item whose programme is heard in the end: the item itself, or what it carries or repeats, however often.
    /// None for a relay, and when what is carried or repeated does not air.
    pub fn origin(&mut self, item: &Item) -> Option<Item> {
        self.made(item).filter(|made| matches!(made.play, ItemPlay::Programme(_)))
    }

    /// The upstream item that is heard in the end, likewise; none when it is a programme made here.
    pub fn upstream(&mut self, item: &Item) -> Option<UpstreamOccurrence> {
        match self.made(item)?.play {
            ItemPlay::Upstream(source) => Some(source),
            _ => None,
        }
    }

    fn made(&mut self, item: &Item) -> Option<Item> {
        let mut here = item.clone();
        let mut passed = vec![here.occurrence];
        loop {
            let source = match &here.play {
                ItemPlay::Programme(_) | ItemPlay::Upstream(_) => return Some(here),
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
        let (items, mut displaced) = if wishes.items.iter().all(|item| self.is_alone(item)) {
            (Arc::clone(&wishes.items), Vec::new())
        } else {
            self.placed(&wishes.items)
        };
        displaced.extend(wishes.cancelled.iter().cloned());
        displaced
            .sort_by(|one, other| (one.item.start, &one.item.id).cmp(&(other.item.start, &other.item.id)));
        Rundown { station, date, items, displaced }
    }

    /// What of `wishes` airs, and what does not.
    fn placed(&mut self, wishes: &[Item]) -> (Arc<[Item]>, Vec<Displaced>) {
        let (mut items, mut displaced) = (Vec::new(), Vec::new());
        for item in wishes {
            match self.verdict(item) {
                Verdict::Airs(placed) => items.push(placed),
                Verdict::Yields(winner) => {
                    self.note_clash(&winner, item);
                    displaced.push(Displaced { why: Displacement::By(winner.id), item: item.clone() });
                }
            }
        }
        items.sort_by(|one, other| (one.start, &one.id).cmp(&(other.start, &other.id)));
        (items.into(), displaced)
    }

    /// Whether nothing else can want any of the item's time.
    fn is_alone(&mut self, item: &Item) -> bool {
        let schedule = self.schedule;
        let theirs = |other: &Item| reach(other, schedule.slot(other.occurrence.slot));
        let mine = theirs(item);
        let meets = |other: &Item| {
            let reach = theirs(other);
            mine.0 < reach.1 && reach.0 < mine.1 && other.occurrence != item.occurrence
        };
        self.near(item, mine).all(|wishes| !wishes.items.iter().any(meets))
    }

    fn note_clash(&mut self, winner: &Item, item: &Item) {
        let (kept, lost) = (winner.occurrence.slot, item.occurrence.slot);
        let slot = self.schedule.slot(kept);
        // A special that replaces something else has no more right to this time than its own layer gives it.
        let layer = match winner.changed {
            None if slot.rank == Rank::Normal && !slot.replaces.is_empty() && item.changed.is_none() => {
                own_layer(self.network, slot, winner.occurrence.station)
            }
            _ => winner.layer,
        };
        let is_equal = winner.layer == item.layer || layer == item.layer;
        if is_equal && !self.schedule.replaces(kept, lost) {
            self.clashes.insert((item.occurrence.station, Clash { kept, lost, start: item.start }));
        }
    }

    fn forget(&mut self, before: NaiveDate) {
        self.days.forget(before);
        self.wishes.forget(before);
        self.starts.forget(before);
        let first = Occurrence { date: before, station: StationIx(0), slot: SlotIx(0), nth: 0 };
        self.verdicts = self.verdicts.split_off(&key(&first));
        self.clashes.clear();
    }
}

impl<T> PerDay<T> {
    fn of(count: usize) -> PerDay<T> {
        PerDay { count, days: BTreeMap::new() }
    }

    pub(super) fn get(&self, date: NaiveDate, at: usize) -> Option<&T> {
        self.days.get(&date)?[at].as_ref()
    }

    pub(super) fn insert(&mut self, date: NaiveDate, at: usize, value: T) {
        let count = self.count;
        let day = self.days.entry(date).or_insert_with(|| (0..count).map(|_| None).collect());
        day[at] = Some(value);
    }

    fn forget(&mut self, before: NaiveDate) {
        self.days = self.days.split_off(&before);
    }
}
