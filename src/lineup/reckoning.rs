//! Counting what is declared: how often a pool was used, or a bulletin could be heard, before an item.
//!
//! Only slots, their recurrence and their validity count, not what displaces or changes them: so the count of a day is
//! the same whatever range is asked for, and a change of one day leaves all others as they were.

use super::Frozen;
use super::course::Course;
use super::eligible::Airing;
use super::rotation::Ring;
use crate::calendar::zone::instants;
use crate::catalogue::{BulletinIx, Catalogue};
use crate::network::{Network, StationIx};
use crate::rundown::Item;
use crate::schedule::{Part, PartKind, PoolIx, Schedule, Slot, SlotIx};
use chrono::{DateTime, Datelike, FixedOffset, Months, NaiveDate, TimeDelta};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::rc::Rc;

/// What there is to pick from, and what was counted of it so far.
pub struct Reckoning<'a> {
    pub(super) network: &'a Network,
    pub(super) schedule: &'a Schedule,
    pub(super) catalogue: &'a Catalogue,
    /// What was chosen already.
    pub(super) frozen: Option<&'a Frozen>,
    /// The starts of a slot in the month that begins on that day.
    months: BTreeMap<(SlotIx, NaiveDate), Starts>,
    rings: BTreeMap<(PoolIx, i32, u32), Rc<Ring>>,
    /// The last airing a bulletin's head allows at a station; none when there are fewer.
    pub(super) last_airings: BTreeMap<(BulletinIx, StationIx), Option<Airing>>,
    /// What the columns of campaigns with targets take at a station.
    pub(super) courses: BTreeMap<StationIx, Course>,
    /// Whether a station has such columns.
    pub(super) steered_stations: BTreeMap<StationIx, bool>,
    /// The closest uses of a pool at a station in the week that begins on that day.
    closest: BTreeMap<(PoolIx, StationIx, NaiveDate, TimeDelta), Closest>,
}

/// How close together a pool is used: within a separation, from the end of one use to the start of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Closest {
    /// The most uses that follow one so soon.
    pub uses: u64,
    /// The slot of the last of those.
    pub slot: Option<SlotIx>,
}

/// When a slot airs, with the broadcast day, ascending.
type Starts = Rc<Vec<(NaiveDate, DateTime<FixedOffset>)>>;

/// One declared use of a pool.
pub(super) struct Use {
    pub start: DateTime<FixedOffset>,
    pub slot: SlotIx,
    pub end: DateTime<FixedOffset>,
}

impl<'a> Reckoning<'a> {
    /// Nothing counted yet.
    pub fn new(network: &'a Network, schedule: &'a Schedule, catalogue: &'a Catalogue) -> Reckoning<'a> {
        Reckoning {
            network,
            schedule,
            catalogue,
            frozen: None,
            months: BTreeMap::new(),
            rings: BTreeMap::new(),
            last_airings: BTreeMap::new(),
            courses: BTreeMap::new(),
            steered_stations: BTreeMap::new(),
            closest: BTreeMap::new(),
        }
    }

    /// Likewise, with choices that are not made again.
    pub fn keeping(self, frozen: &'a Frozen) -> Reckoning<'a> {
        Reckoning { frozen: Some(frozen), ..self }
    }

    /// The ring of a pool in the ISO week of `date`.
    pub(super) fn ring(&mut self, pool: PoolIx, date: NaiveDate) -> Rc<Ring> {
        let week = date.iso_week();
        let (schedule, catalogue) = (self.schedule, self.catalogue);
        let ring = self.rings.entry((pool, week.year(), week.week()));
        Rc::clone(ring.or_insert_with(|| Rc::new(Ring::of_week(schedule.pool(pool), catalogue, date))))
    }

    /// How often the station of `item` was to use the pool since its start and before `item`.
    pub(super) fn uses(&mut self, pool: PoolIx, item: &Item) -> u64 {
        let here = (declared_start(item), item.occurrence.slot);
        let days = self.schedule.pool(pool).since..=here.0.date_naive();
        let uses = self.declared_on(pool, item.occurrence.station, &days);
        uses.iter().filter(|one| (one.start, one.slot) < here).count() as u64
    }

    /// How close together the pool is declared to be used at `station`, in pairs of uses of which one falls into the
    /// ISO week that begins on `monday`.
    pub(super) fn closest(
        &mut self,
        pool: PoolIx,
        station: StationIx,
        monday: NaiveDate,
        away: TimeDelta,
    ) -> Closest {
        let key = (pool, station, monday, away);
        if let Some(known) = self.closest.get(&key) {
            return *known;
        }
        let closest = closest(&self.declared(pool, station, monday, away), monday, away);
        self.closest.insert(key, closest);
        closest
    }

    /// The declared uses of a pool around a week, as far as they may matter to it, in their order.
    pub(super) fn declared(
        &mut self,
        pool: PoolIx,
        station: StationIx,
        monday: NaiveDate,
        away: TimeDelta,
    ) -> Vec<Use> {
        // A broadcast day may pass midnight, and an item last a day.
        let reach = away + TimeDelta::days(2);
        let since = self.schedule.pool(pool).since;
        let days = since.max(monday - reach)..=monday + TimeDelta::days(6) + reach;
        let mut uses = self.declared_on(pool, station, &days);
        uses.sort_by_key(|one| (one.start, one.slot));
        uses
    }

    /// The declared uses of a pool on `days`, slot by slot.
    fn declared_on(
        &mut self,
        pool: PoolIx,
        station: StationIx,
        days: &RangeInclusive<NaiveDate>,
    ) -> Vec<Use> {
        let schedule = self.schedule;
        let fills = |part: &Part| matches!(part.kind, PartKind::Fill(used) if used == pool);
        let mut uses = Vec::new();
        for (slot, about) in schedule.slots_on(station) {
            let starts = self.starts(slot, about, days);
            let fills = |date| schedule.parts_on(about, date).iter().any(fills);
            let declared = starts.into_iter().filter(|(date, _)| fills(*date));
            uses.extend(declared.map(|(_, start)| Use { start, slot, end: start + about.length.value }));
        }
        uses
    }

    /// The starts of a slot on `days`.
    fn starts(
        &mut self,
        ix: SlotIx,
        slot: &Slot,
        days: &RangeInclusive<NaiveDate>,
    ) -> Vec<(NaiveDate, DateTime<FixedOffset>)> {
        let mut month = days.start().with_day(1).expect("every month has a first day");
        let mut found = Vec::new();
        while month <= *days.end() {
            let starts = self.month(ix, slot, month);
            found.extend(starts.iter().filter(|(date, _)| days.contains(date)));
            let Some(next) = month.checked_add_months(Months::new(1)) else { break };
            month = next;
        }
        found
    }

    /// The starts of a slot in the month that begins on `first`.
    pub(super) fn month(&mut self, ix: SlotIx, slot: &Slot, first: NaiveDate) -> Starts {
        let zone = self.network.zone;
        let starts = self.months.entry((ix, first)).or_insert_with(|| {
            let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
            let days =
                first.iter_days().take_while(|date| *date < next).filter(|date| slot.is_valid_on(*date));
            // A day of which nobody can tell counts for nothing; whoever expands it says so.
            let starts = days.flat_map(|date| {
                let starts = instants(zone, &slot.at, date..=date).unwrap_or_default();
                starts.into_iter().map(move |start| (date, start))
            });
            Rc::new(starts.collect())
        });
        Rc::clone(starts)
    }
}

/// When an item was declared to begin: one that waits or is moved keeps its turn.
pub(super) fn declared_start(item: &Item) -> DateTime<FixedOffset> {
    item.wanted.map_or(item.start, |wanted| wanted.start)
}

/// In `uses` by their start: the most that begin so soon after one ends, where one of the two is of the week.
fn closest(uses: &[Use], monday: NaiveDate, away: TimeDelta) -> Closest {
    let week = monday..=monday + TimeDelta::days(6);
    let is_of_week = |one: &Use| week.contains(&one.start.date_naive());
    let mut closest = Closest::default();
    for (at, one) in uses.iter().enumerate() {
        let soon = (1..).zip(&uses[at + 1..]).take_while(|(_, other)| other.start < one.end + away);
        for (count, other) in soon.filter(|(_, other)| is_of_week(one) || is_of_week(other)) {
            if count > closest.uses {
                closest = Closest { uses: count, slot: Some(other.slot) };
            }
        }
    }
    closest
}
