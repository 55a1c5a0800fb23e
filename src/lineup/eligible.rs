//! Which bulletins may be heard in an item: those of the day, and earlier ones that have airings or days left.
//!
//! Goes in: a bulletin, an item, what is declared. Comes out: yes or no. Counts declared slots as rotation does, so the
//! answer is the same whatever range is asked for. It must not know which bulletins have room.

use super::course::Topics;
use super::open::{Place, speaks_of};
use super::reckoning::Reckoning;
use crate::catalogue::{Bulletin, BulletinIx};
use crate::network::StationIx;
use crate::schedule::{Part, PartKind, Schedule, SlotIx};
use crate::source::fold;
use chrono::{DateTime, Datelike, FixedOffset, Months, NaiveDate};

/// The declared time of an airing at a station, comparable with others there.
pub(super) type Airing = (DateTime<FixedOffset>, SlotIx);

impl Reckoning<'_> {
    /// Whether the bulletin may be heard in an item: its station is meant, the day is one of its days, and the item is
    /// among as many first ones with a part for it as its head allows.
    pub(super) fn may_air(&mut self, ix: BulletinIx, at: &Place) -> bool {
        let bulletin = self.catalogue.bulletin(ix);
        if !bulletin.is_for_time(at.start, at.length)
            || !bulletin.is_for(at.station)
            || !(bulletin.date..=bulletin.last_day()).contains(&at.date)
        {
            return false;
        }
        let Some(airings) = bulletin.airings else { return true };
        if self.follows_targets(bulletin, at.station) {
            let course = self.course(at.station, at.date);
            let is_left = course.spent(ix, at.turn) < airings as usize;
            self.courses.insert(at.station, course);
            return is_left;
        }
        let last = match self.last_airings.get(&(ix, at.station)) {
            Some(known) => *known,
            None => {
                let last = self.nth_airing(bulletin, at.station, airings);
                self.last_airings.insert((ix, at.station), last);
                last
            }
        };
        last.is_none_or(|last| at.turn <= last)
    }

    /// Whether any occurrence on any station, from the bulletin's day to its last, has a part for it.
    pub fn is_ever_wanted(&mut self, ix: BulletinIx) -> bool {
        let bulletin = self.catalogue.bulletin(ix);
        let mut stations =
            self.network.all().map(|(station, _)| station).filter(|here| bulletin.is_for(*here));
        stations.any(|station| {
            if !self.follows_targets(bulletin, station) {
                return self.nth_airing(bulletin, station, 1).is_some();
            }
            let course = self.course(station, bulletin.last_day());
            let is_wanted = course.takes(ix);
            self.courses.insert(station, course);
            is_wanted
        })
    }

    /// Whether targets may decide which items at a station take the bulletin.
    fn follows_targets(&mut self, bulletin: &Bulletin, station: StationIx) -> bool {
        self.is_steered(bulletin) && self.has_steered_column(station)
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
                    let parts = schedule.parts_on(slot, date);
                    takes(schedule, parts, bulletin, &topics_of_day(schedule, parts, date))
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

/// The topics of the day of the week.
fn topics_of_day(schedule: &Schedule, parts: &[Part], date: NaiveDate) -> Topics {
    let columns = parts.iter().filter_map(|part| match part.kind {
        PartKind::Column { campaign, .. } => Some(campaign),
        PartKind::Bulletins { .. } | PartKind::Clip { .. } | PartKind::Read(_) | PartKind::Fill(_) => None,
    });
    columns.map(|campaign| (campaign, schedule.campaign(campaign).topic_of_day(date))).collect()
}

/// Whether parts have a place for the bulletin: the block of its section, or a column that speaks of one of its topics.
pub(super) fn takes(schedule: &Schedule, parts: &[Part], bulletin: &Bulletin, topics: &Topics) -> bool {
    let is_of_topic = |campaign| {
        let topic = topics.iter().find(|(of, _)| *of == campaign).and_then(|(_, topic)| *topic);
        topic.is_some_and(|topic| speaks_of(bulletin, &schedule.campaign(campaign).topics[topic].id))
    };
    parts.iter().any(|part| match &part.kind {
        PartKind::Bulletins { section, .. } => fold(section) == fold(&bulletin.section),
        PartKind::Column { campaign, .. } => is_of_topic(*campaign),
        PartKind::Clip { .. } | PartKind::Read(_) | PartKind::Fill(_) => false,
    })
}
