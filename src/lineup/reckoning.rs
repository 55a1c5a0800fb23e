//! Counting what is declared: how often a pool was used, or a bulletin could be heard, before an item.
//!
//! Only slots, their recurrence and their validity count, not what displaces or changes them: so the count of a day is
//! the same whatever range is asked for, and a change of one day leaves all others as they were.

use super::Frozen;
use super::eligible::Airing;
use super::rotation::Ring;
use crate::calendar::zone::instants;
use crate::catalogue::{BulletinIx, Catalogue};
use crate::network::{Network, StationIx};
use crate::rundown::Item;
use crate::schedule::{Part, PartKind, PoolIx, Schedule, Slot, SlotIx};
use chrono::{DateTime, Datelike, FixedOffset, Months, NaiveDate};
use std::collections::BTreeMap;
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
}

/// When a slot airs, with the broadcast day, ascending.
type Starts = Rc<Vec<(NaiveDate, DateTime<FixedOffset>)>>;

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
        let fills = |part: &Part, _: NaiveDate| matches!(part.kind, PartKind::Fill(used) if used == pool);
        self.earlier(self.schedule.pool(pool).since, item, fills)
    }

    /// How often, from `since` on and before `item`, its station was to air a programme with a part that `matches` on
    /// that day.
    pub(super) fn earlier(
        &mut self,
        since: NaiveDate,
        item: &Item,
        matches: impl Fn(&Part, NaiveDate) -> bool,
    ) -> u64 {
        let (schedule, station) = (self.schedule, item.occurrence.station);
        let mut count = 0;
        for (ix, slot) in schedule.slots_on(station) {
            let Some(programme) = slot.play.programme() else { continue };
            let parts = &schedule.programme(programme).parts;
            let counts = |date| parts.iter().any(|part| matches(part, date));
            for (date, start) in self.starts(ix, slot, since, item) {
                let is_earlier = (start, ix) < (item.start, item.occurrence.slot);
                count += u64::from(is_earlier && counts(date));
            }
        }
        count
    }

    /// The starts of a slot from `since` to the day of `item`.
    fn starts(
        &mut self,
        ix: SlotIx,
        slot: &Slot,
        since: NaiveDate,
        item: &Item,
    ) -> Vec<(NaiveDate, DateTime<FixedOffset>)> {
        let last = item.start.date_naive();
        let mut month = since.with_day(1).expect("every month has a first day");
        let mut found = Vec::new();
        while month <= last {
            let starts = self.month(ix, slot, month);
            found.extend(starts.iter().filter(|(date, _)| (since..=last).contains(date)));
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
