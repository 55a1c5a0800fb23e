//! Expanding slots over days.

use super::layers::{Clash, settle};
use super::{
    Displaced, Displacement, Item, ItemPlay, Layer, Occurrence, OccurrenceId, Rundown, declared_at, quiet,
};
use crate::calendar::zone::instants;
use crate::catalogue::Priority;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::{Network, StationIx};
use crate::schedule::{Change, Play, RelaySource, Schedule, Slot, SlotAt, SlotIx};
use chrono::{Days, NaiveDate};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// So many days before and after a day may bear on it, each by an item that passes midnight.
const REACH: u64 = 7;

/// Expands days as they are asked for, and keeps them: a repeat needs a day before the range.
pub struct Expander<'a> {
    network: &'a Network,
    schedule: &'a Schedule,
    days: BTreeMap<(StationIx, NaiveDate), Rundown>,
    clashes: BTreeSet<(StationIx, Clash)>,
    diagnostics: Diagnostics,
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
            days: BTreeMap::new(),
            clashes: BTreeSet::new(),
            diagnostics: Diagnostics::new(),
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
        let mut cancelled = Vec::new();
        let mut candidates = self.candidates(station, date, &mut cancelled);
        // What passes midnight takes time of the next day: look back and ahead as far as such items reach.
        let mut dropped = Vec::new();
        for back in 1..=REACH {
            let Some(day) = date.checked_sub_days(Days::new(back)) else { break };
            let found = self.candidates(station, day, &mut dropped);
            let reaches = found.iter().any(passes_midnight);
            candidates.extend(found);
            if !reaches {
                break;
            }
        }
        let mut reaches = candidates.iter().any(|item| item.occurrence.date == date && passes_midnight(item));
        for ahead in 1..=REACH {
            let Some(day) = date.checked_add_days(Days::new(ahead)).filter(|_| reaches) else { break };
            let found = self.candidates(station, day, &mut dropped);
            reaches = found.iter().any(passes_midnight);
            candidates.extend(found);
        }
        let (mut items, mut displaced, clashes) = settle(candidates);
        items.retain(|item| item.occurrence.date == date);
        displaced.retain(|displaced| displaced.item.occurrence.date == date);
        displaced.extend(cancelled);
        displaced
            .sort_by(|one, other| (one.item.start, &one.item.id).cmp(&(other.item.start, &other.item.id)));
        self.clashes.extend(clashes.into_iter().map(|clash| (station, clash)));
        Rundown { station, date, items, displaced }
    }

    /// Everything that wants to air on `station` on `date`; what a change cancels goes to `cancelled`.
    fn candidates(
        &mut self,
        station: StationIx,
        date: NaiveDate,
        cancelled: &mut Vec<Displaced>,
    ) -> Vec<Item> {
        let (network, schedule) = (self.network, self.schedule);
        if !network.station(station).is_on(date) {
            return Vec::new();
        }
        let mut items = Vec::new();
        for (ix, slot) in schedule.slots_on(station).filter(|(_, slot)| slot.is_valid_on(date)) {
            let starts = match instants(network.zone, &slot.at, date..=date) {
                Ok(starts) => starts,
                Err(outside) => {
                    // One day it cannot be told for is enough to say.
                    let found = outside.diagnostic(slot.at_span);
                    let is_known = |known: &Diagnostic| known.code == found.code && known.span == found.span;
                    if !self.diagnostics.iter().any(is_known) {
                        self.diagnostics.push(found);
                    }
                    continue;
                }
            };
            let change = schedule.changes.iter().rfind(|change| changes(change, ix, station, date));
            for (nth, start) in (1..).zip(starts) {
                let occurrence = Occurrence { date, station, slot: ix, nth };
                let mut item = Item {
                    occurrence,
                    id: occurrence.id(network, schedule),
                    start,
                    length: slot.length.value,
                    play: resolve(&slot.play, &occurrence),
                    layer: layer(network, slot, station),
                    changed: None,
                };
                match change {
                    None => items.push(item),
                    Some(Change { play: Some(play), reason, .. }) => {
                        item.play = resolve(play, &occurrence);
                        item.layer = item.layer.max(Layer::Change);
                        item.changed = Some(reason.clone());
                        items.push(item);
                    }
                    Some(Change { play: None, reason, .. }) => {
                        let why = Displacement::Cancelled { reason: reason.clone() };
                        cancelled.push(Displaced { item, why });
                    }
                }
            }
        }
        items
    }

    /// Reports what the items of a rundown refer to in vain, and quiet hours they break.
    fn check(&mut self, rundown: &Rundown) {
        let (network, schedule) = (self.network, self.schedule);
        for item in &rundown.items {
            self.check_source(item, &item.play);
            if item.layer != Layer::Emergency {
                let limits = &network.station(rundown.station).limits;
                for range in &limits.quiet {
                    let Some(at) = quiet::broken_at(item, &range.value) else { continue };
                    let slot = schedule.slot(item.occurrence.slot);
                    self.diagnostics.push(
                        Diagnostic::at(Code::QuietHours, slot.at_span)
                            .with("slot", slot.id.as_str())
                            .with("at", at)
                            .label(range.span, "label-quiet-here", vec![]),
                    );
                }
            }
        }
    }

    fn check_source(&mut self, item: &Item, play: &ItemPlay) {
        let slot = self.schedule.slot(item.occurrence.slot);
        let (source, code) = match play {
            ItemPlay::Carry(source) => (source, Code::CarriesNothing),
            ItemPlay::Repeat(source) => (source, Code::RepeatsNothing),
            ItemPlay::Relay { from, instead } => {
                self.check_relay(item, from);
                if let Some(instead) = instead {
                    self.check_source(item, instead);
                }
                return;
            }
            ItemPlay::Programme(_) => return,
        };
        let wanted = self.schedule.slot(source.slot);
        match self.find(source) {
            // What could not be read, or never airs there, was reported when the slots were read.
            None if wanted.stations.is_empty() => {}
            None if item.changed.is_none() && !wanted.stations.contains(&source.station) => {}
            None => self.diagnostics.push(
                Diagnostic::at(code, slot.id.span)
                    .with("slot", slot.id.as_str())
                    .with("source", wanted.id.as_str())
                    .with("station", self.network.station(source.station).name.as_str())
                    .with("date", source.date)
                    .label(wanted.at_span, "label-airs-then", vec![]),
            ),
            Some(found) if self.origin(&found).is_none() => self.diagnostics.push(
                Diagnostic::at(code, slot.id.span)
                    .with("slot", slot.id.as_str())
                    .with("source", wanted.id.as_str())
                    .with("station", self.network.station(source.station).name.as_str())
                    .with("date", source.date)
                    .label(wanted.id.span, "label-has-no-sound", vec![]),
            ),
            Some(found) if found.length > item.length => self.diagnostics.push(
                Diagnostic::at(Code::LongerThanSlot, slot.length.span)
                    .with("slot", slot.id.as_str())
                    .with("length", item.length)
                    .with("source", wanted.id.as_str())
                    .with("needs", found.length)
                    .label(wanted.length.span, "label-its-length", vec![]),
            ),
            Some(_) => {}
        }
    }

    /// A relay of a station of the network should find something on air there.
    fn check_relay(&mut self, item: &Item, from: &RelaySource) {
        let RelaySource::Station(station, span) = from else { return };
        let date = item.occurrence.date;
        if self.day(*station, date).items.iter().any(|other| other.overlaps(item)) {
            return;
        }
        self.diagnostics.push(
            Diagnostic::at(Code::RelayOfNothing, *span)
                .with("station", self.network.station(*station).name.as_str())
                .with("date", date)
                .with("at", item.start.time())
                .label(declared_at(self.schedule, item.occurrence.slot), "label-relayed-here", vec![]),
        );
    }

    /// Reports each pair of slots that clash once, on the first day and station asked for.
    fn report_clashes(&mut self, rundowns: &[Rundown]) {
        let mut reported = BTreeSet::new();
        let mut clashes: Vec<_> = self.clashes.iter().copied().collect();
        clashes.sort_by_key(|(station, clash)| (clash.start, *station));
        for (station, clash) in clashes {
            let date = clash.start.date_naive();
            let asked = rundowns.iter().any(|rundown| rundown.station == station && rundown.date == date);
            let pair = (clash.kept.min(clash.lost), clash.kept.max(clash.lost));
            if !asked || !reported.insert(pair) {
                continue;
            }
            let (kept, lost) = (self.schedule.slot(clash.kept), self.schedule.slot(clash.lost));
            self.diagnostics.push(
                Diagnostic::at(Code::Overlap, lost.at_span)
                    .with("slot", lost.id.as_str())
                    .with("other", kept.id.as_str())
                    .with("station", self.network.station(station).name.as_str())
                    .with("date", date)
                    .with("at", clash.start.time())
                    .label(kept.at_span, "label-overlaps-with", vec![("name", kept.id.as_str().into())])
                    .hint("hint-overlap", vec![]),
            );
        }
    }

    /// Reports changes on a day of the range on which their slot does not air.
    fn changes_of_nothing(&mut self, stations: &[StationIx], days: &RangeInclusive<NaiveDate>) {
        let schedule = self.schedule;
        for change in schedule.changes.iter().filter(|change| days.contains(&change.on.value)) {
            let slot = schedule.slot(change.slot);
            if slot.stations.is_empty() {
                continue;
            }
            let wanted = change.stations.as_ref().unwrap_or(&slot.stations);
            if !wanted.iter().all(|station| stations.contains(station)) {
                continue;
            }
            let airs = wanted.iter().any(|station| {
                let rundown = self.day(*station, change.on.value);
                let displaced = rundown.displaced.iter().map(|displaced| &displaced.item);
                rundown.items.iter().chain(displaced).any(|item| item.occurrence.slot == change.slot)
            });
            if !airs {
                self.diagnostics.push(
                    Diagnostic::at(Code::ChangeOfNothing, change.on.span)
                        .with("slot", slot.id.as_str())
                        .with("date", change.on.value)
                        .label(slot.at_span, "label-airs-then", vec![]),
                );
            }
        }
    }
}

fn passes_midnight(item: &Item) -> bool {
    item.end().date_naive() > item.occurrence.date
}

fn changes(change: &Change, slot: SlotIx, station: StationIx, date: NaiveDate) -> bool {
    change.slot == slot
        && change.on.value == date
        && change.stations.as_ref().is_none_or(|stations| stations.contains(&station))
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

fn resolve(play: &Play, here: &Occurrence) -> ItemPlay {
    let at = |slot: &SlotAt, date: NaiveDate| Occurrence {
        date,
        station: slot.station.unwrap_or(here.station),
        slot: slot.slot,
        nth: here.nth,
    };
    match play {
        Play::Programme(programme) => ItemPlay::Programme(*programme),
        Play::Carry(slot) => ItemPlay::Carry(at(slot, here.date)),
        Play::Repeat { slot, days } => {
            let date = here.date.checked_sub_days(Days::new(u64::from(*days))).unwrap_or(NaiveDate::MIN);
            ItemPlay::Repeat(at(slot, date))
        }
        Play::Relay { from, instead } => ItemPlay::Relay {
            from: *from,
            instead: instead.as_ref().map(|play| Box::new(resolve(play, here))),
        },
        Play::Unread => unreachable!("a slot that could not be read airs nowhere"),
    }
}

impl OccurrenceId {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
