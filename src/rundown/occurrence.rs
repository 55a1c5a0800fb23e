//! Which time of which slot: names that stay when the hour changes.

use crate::network::{Network, StationIx};
use crate::schedule::{Schedule, SlotIx};
use chrono::NaiveDate;
use serde::Serialize;

/// The nth time a slot airs on a station on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Occurrence {
    /// The day.
    pub date: NaiveDate,
    /// The station.
    pub station: StationIx,
    /// The slot.
    pub slot: SlotIx,
    /// 1 for the first time that day.
    pub nth: u32,
}

/// `2025-03-10/huyen/chieu`, with `/2` behind it for the second time that day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct OccurrenceId(pub String);

impl Occurrence {
    /// Its name, made of slugs; it does not depend on the hour.
    pub fn id(&self, network: &Network, schedule: &Schedule) -> OccurrenceId {
        let station = &network.station(self.station).slug;
        let slot = &schedule.slot(self.slot).slug;
        let nth = if self.nth > 1 { format!("/{}", self.nth) } else { String::new() };
        OccurrenceId(format!("{}/{station}/{slot}{nth}", self.date))
    }
}

impl OccurrenceId {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
