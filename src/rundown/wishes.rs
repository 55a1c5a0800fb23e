//! What wants to air on one station on one day, before anything is weighed against anything else.

use super::expand::Expander;
use super::place::reach;
use super::{Displaced, Displacement, Item, ItemPlay, Layer, Occurrence, UpstreamOccurrence};
use crate::calendar::OutOfRange;
use crate::calendar::zone::instants_on;
use crate::diagnostic::Diagnostic;
use crate::network::{Network, StationIx};
use crate::schedule::{Change, Play, Rank, Slot, SlotAt, SlotIx};
use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate};
use std::cmp::Reverse;
use std::rc::Rc;
use std::sync::Arc;

/// When a slot airs on one day, on whatever station.
#[derive(Clone)]
pub(super) enum Starts {
    /// Most often: not at all, or once.
    Few(Option<DateTime<FixedOffset>>),
    Many(Rc<[DateTime<FixedOffset>]>),
    Untold(Rc<OutOfRange>),
}

/// What wants to air on one station on one day.
#[derive(Default)]
pub(super) struct Wishes {
    /// By time.
    pub items: Arc<[Item]>,
    /// When the last of them can be over.
    pub until: Option<DateTime<FixedOffset>>,
    pub cancelled: Vec<Displaced>,
    /// Slots of which nobody can tell whether they air.
    pub untold: Vec<Diagnostic>,
}

impl Starts {
    fn new(starts: Result<Vec<DateTime<FixedOffset>>, OutOfRange>) -> Starts {
        match starts {
            Err(outside) => Starts::Untold(Rc::new(outside)),
            Ok(starts) if starts.len() < 2 => Starts::Few(starts.first().copied()),
            Ok(starts) => Starts::Many(starts.into()),
        }
    }

    /// The starts, ascending; none where nobody can tell.
    fn told(&self) -> &[DateTime<FixedOffset>] {
        match self {
            Starts::Few(start) => start.as_slice(),
            Starts::Many(starts) => starts,
            Starts::Untold(_) => &[],
        }
    }

    fn untold(&self) -> Option<OutOfRange> {
        match self {
            Starts::Untold(outside) => Some((**outside).clone()),
            Starts::Few(_) | Starts::Many(_) => None,
        }
    }
}

impl<'a> Expander<'a> {
    /// Everything that wants to air on `station` on `date`.
    pub(super) fn wishes(&mut self, station: StationIx, date: NaiveDate) -> Rc<Wishes> {
        let at = station.0 as usize;
        if let Some(known) = self.wishes.get(date, at) {
            return Rc::clone(known);
        }
        let wishes = Rc::new(self.wish(station, date));
        self.wishes.insert(date, at, Rc::clone(&wishes));
        wishes
    }

    fn wish(&mut self, station: StationIx, date: NaiveDate) -> Wishes {
        let (network, schedule) = (self.network, self.schedule);
        let mut wishes = Wishes::default();
        if !network.station(station).is_on(date) {
            return wishes;
        }
        let mut items = Vec::new();
        let slots = Rc::clone(&self.slots_of[station.0 as usize]);
        for ix in slots.iter().copied() {
            let slot = schedule.slot(ix);
            if !slot.is_valid_on(date) {
                continue;
            }
            let starts = self.starts(ix, date);
            if let Some(outside) = slot.told_on(date).err().or(starts.untold()) {
                wishes.untold.push(outside.diagnostic(slot.at_span));
                continue;
            }
            let starts = starts.told();
            let change = if starts.is_empty() { None } else { self.change(ix, station, date) };
            for (nth, start) in (1..).zip(starts) {
                match self.wish_for(Occurrence { date, station, slot: ix, nth }, *start, change) {
                    Ok(item) => items.push(item),
                    Err(cancelled) => wishes.cancelled.push(*cancelled),
                }
            }
        }
        wishes.until = items.iter().map(|item| reach(item, schedule.slot(item.occurrence.slot)).1).max();
        items.sort_by(|one, other| (one.start, &one.id).cmp(&(other.start, &other.id)));
        wishes.items = items.into();
        wishes
    }

    /// The item that wants to air, or what a one-off change cancels.
    fn wish_for(
        &mut self,
        occurrence: Occurrence,
        start: DateTime<FixedOffset>,
        change: Option<&'a Change>,
    ) -> Result<Item, Box<Displaced>> {
        let usual = || self.schedule.slot(occurrence.slot).play_on(occurrence.date);
        let play = change.and_then(|change| change.play.as_ref()).unwrap_or_else(usual);
        let mut item = self.item(occurrence, play, start);
        match change {
            None => Ok(item),
            Some(Change { play: Some(_), reason, .. }) => {
                item.layer = item.layer.max(Layer::Change);
                item.changed = Some(reason.clone());
                Ok(item)
            }
            Some(Change { play: None, reason, .. }) => {
                Err(Box::new(Displaced { item, why: Displacement::Cancelled { reason: reason.clone() } }))
            }
        }
    }

    /// The one-off change of a slot on a station and day; the last one where the files have several.
    fn change(&self, slot: SlotIx, station: StationIx, date: NaiveDate) -> Option<&'a Change> {
        let schedule = self.schedule;
        let of_slot = self.changes_of.get(&slot)?;
        let applies = |change: &&Change| change.days.contains(date) && change.stations.contains(&station);
        of_slot.iter().rev().map(|at| &schedule.changes[*at]).find(applies)
    }

    /// When a slot airs on `date`, worked out once for all stations.
    pub(super) fn starts(&mut self, slot: SlotIx, date: NaiveDate) -> Starts {
        let (network, schedule) = (self.network, self.schedule);
        let at = slot.0 as usize;
        if let Some(known) = self.starts.get(date, at) {
            return known.clone();
        }
        let recurrence = &schedule.slot(slot).at;
        let days = is_in_calendar(date).then(|| instants_on(network.zone, recurrence, date));
        let starts = Starts::new(days.unwrap_or(Ok(Vec::new())));
        self.starts.insert(date, at, starts.clone());
        starts
    }

    fn item(&mut self, occurrence: Occurrence, play: &Play, start: DateTime<FixedOffset>) -> Item {
        let (network, schedule) = (self.network, self.schedule);
        let slot = schedule.slot(occurrence.slot);
        Item {
            occurrence,
            id: occurrence.id(network, schedule),
            start,
            length: slot.length.value,
            zone: network.zone,
            play: self.resolve(play, &occurrence, start),
            layer: layer(network, slot, occurrence.station),
            changed: None,
            wanted: None,
        }
    }

    fn resolve(&mut self, play: &Play, here: &Occurrence, start: DateTime<FixedOffset>) -> ItemPlay {
        match play {
            Play::Programme(programme) => ItemPlay::Programme(*programme),
            Play::Carry(slot) => ItemPlay::Carry(self.source(slot, here, here.date, None)),
            Play::Upstream { station, slot } => ItemPlay::Upstream(UpstreamOccurrence {
                station: *station,
                slot: slot.as_str().into(),
                date: here.date,
                nth: here.nth,
            }),
            Play::Repeat { slot, days } => {
                // Before the first day there is nothing, on the first day itself either.
                let earlier = here.date.checked_sub_days(Days::new(u64::from(*days)));
                let over_by = (*days == 0).then_some(start);
                ItemPlay::Repeat(self.source(slot, here, earlier.unwrap_or(NaiveDate::MIN), over_by))
            }
            Play::Relay { from, instead } => ItemPlay::Relay {
                from: *from,
                instead: instead.as_ref().map(|play| Arc::new(self.resolve(play, here, start))),
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
        let starts = starts.told();
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

fn layer(network: &Network, slot: &Slot, station: StationIx) -> Layer {
    let steps = || network.steps_below(station, slot.by);
    match slot.rank {
        Rank::Emergency => Layer::Emergency(steps().unwrap_or(0)),
        Rank::Priority => Layer::Priority,
        // A dated special is a change of what it replaces, written as a slot.
        Rank::Normal if !slot.replaces.is_empty() => Layer::Change,
        Rank::Normal => own_layer(network, slot, station),
        Rank::Fill => Layer::Fill,
    }
}

/// The layer of an ordinary slot: by where it is declared.
pub(super) fn own_layer(network: &Network, slot: &Slot, station: StationIx) -> Layer {
    match network.steps_below(station, slot.by) {
        Some(0) => Layer::Own,
        steps => Layer::Upstream(Reverse(steps.unwrap_or(u32::MAX))),
    }
}
