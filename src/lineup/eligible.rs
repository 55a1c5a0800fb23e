//! Which bulletins may be heard in an item: those of the day, and earlier ones that have airings or days left.
//!
//! Goes in: a bulletin, an item, what is declared. Comes out: yes or no. Counts declared slots as rotation does, so the
//! answer is the same whatever range is asked for. It must not know which bulletins have room.

use super::reckoning::{Reckoning, declared_start};
use crate::catalogue::{Bulletin, BulletinIx};
use crate::network::StationIx;
use crate::rundown::Item;
use crate::schedule::{Part, PartKind, Schedule, SlotIx};
use crate::source::fold;
use chrono::{DateTime, Datelike, FixedOffset, Months, NaiveDate};

/// The declared time of an airing at a station, comparable with others there.
pub(super) type Airing = (DateTime<FixedOffset>, SlotIx);

impl Reckoning<'_> {
    /// Whether the bulletin may be heard in `item`: its station is meant, the day is one of its days, and the item is
    /// among as many first ones with a part for it as its head allows.
    pub(super) fn may_air(&mut self, ix: BulletinIx, item: &Item) -> bool {
        let (bulletin, here) = (self.catalogue.bulletin(ix), &item.occurrence);
        if !bulletin.is_for_time(item.start, item.length)
            || !bulletin.is_for(here.station)
            || !(bulletin.date..=bulletin.last_day()).contains(&here.date)
        {
            return false;
        }
        let Some(airings) = bulletin.airings else { return true };
        let last = match self.last_airings.get(&(ix, here.station)) {
            Some(known) => *known,
            None => {
                let last = self.nth_airing(bulletin, here.station, airings);
                self.last_airings.insert((ix, here.station), last);
                last
            }
        };
        last.is_none_or(|last| (declared_start(item), item.occurrence.slot) <= last)
    }

    /// Whether any occurrence on any station, from the bulletin's day to its last, has a part for it.
    pub fn is_ever_wanted(&mut self, ix: BulletinIx) -> bool {
        let bulletin = self.catalogue.bulletin(ix);
        let mut stations =
            self.network.all().map(|(station, _)| station).filter(|here| bulletin.is_for(*here));
        stations.any(|station| self.nth_airing(bulletin, station, 1).is_some())
    }

    /// The declared time of the `nth` item (from 1) at a station that has a part for the bulletin; none when fewer do.
    fn nth_airing(&mut self, bulletin: &Bulletin, station: StationIx, nth: u32) -> Option<Airing> {
        let schedule = self.schedule;
        let days = bulletin.date..=bulletin.last_day();
        let nth = usize::try_from(nth - 1).expect("few airings are asked for");
        let mut found: Vec<Airing> = Vec::new();
        let mut month = days.start().with_day(1);
        while let Some(first) = month.filter(|first| first <= days.end()) {
            for (ix, slot) in schedule.slots_on(station) {
                let starts = self.month(ix, slot, first);
                let takes = |date: NaiveDate| {
                    schedule.parts_on(slot, date).iter().any(|part| takes(schedule, part, bulletin, date))
                };
                let airings = starts.iter().filter(|(date, _)| days.contains(date) && takes(*date));
                found.extend(airings.map(|(_, start)| (*start, ix)));
            }
            if found.len() > nth {
                found.sort_unstable();
                return Some(found[nth]);
            }
            month = first.checked_add_months(Months::new(1));
        }
        None
    }
}

/// Whether a part has a place for the bulletin on `date`: the block of its section, or the column of one of its topics.
fn takes(schedule: &Schedule, part: &Part, bulletin: &Bulletin, date: NaiveDate) -> bool {
    match &part.kind {
        PartKind::Bulletins { section, .. } => fold(section) == fold(&bulletin.section),
        PartKind::Column { campaign, .. } => {
            let mut topics = schedule.campaign(*campaign).topics.iter();
            let today = topics.find(|topic| topic.days.contains(&date.weekday()));
            today.is_some_and(|today| bulletin.topics.iter().any(|letter| letter.value == today.id.value))
        }
        PartKind::Clip { .. } | PartKind::Read(_) | PartKind::Fill(_) => false,
    }
}
