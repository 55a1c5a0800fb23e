//! Which time of which slot: names that stay when the hour changes.

use crate::network::{Network, StationIx};
use crate::schedule::{Schedule, SlotIx};
use chrono::{Datelike, NaiveDate};
use std::sync::Arc;

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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OccurrenceId(pub Arc<str>);

impl Occurrence {
    /// Its name, made of slugs; it does not depend on the hour.
    pub fn id(&self, network: &Network, schedule: &Schedule) -> OccurrenceId {
        let station = &network.station(self.station).slug;
        let slot = &schedule.slot(self.slot).slug;
        let mut id = String::with_capacity(DATE + station.len() + slot.len() + 6);
        push_date(&mut id, self.date);
        for part in [station, slot] {
            id.push('/');
            id.push_str(part);
        }
        if self.nth > 1 {
            id.push_str(&format!("/{}", self.nth));
        }
        OccurrenceId(Arc::from(id))
    }
}

/// The length of `2025-03-10`.
const DATE: usize = 10;

/// Adds a date as `2025-03-10`: what `Display` does, in a quarter of the time, for every item of every day has one.
fn push_date(id: &mut String, date: NaiveDate) {
    let Ok(year @ 0..=9999) = u32::try_from(date.year()) else {
        id.push_str(&date.to_string());
        return;
    };
    let digits = [year / 1000, year / 100 % 10, year / 10 % 10, year % 10].into_iter().chain([
        10,
        date.month() / 10,
        date.month() % 10,
        10,
        date.day() / 10,
        date.day() % 10,
    ]);
    id.extend(digits.map(|digit| char::from_digit(digit, 10).unwrap_or('-')));
}

impl OccurrenceId {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_as_everywhere_else() {
        let days = [(2025, 3, 10), (1, 12, 31), (9999, 1, 1), (0, 2, 29), (-1, 1, 1), (10_000, 11, 11)];
        for (year, month, day) in days {
            let date = NaiveDate::from_ymd_opt(year, month, day).expect("a day");
            let mut id = String::new();
            push_date(&mut id, date);
            assert_eq!(id, date.to_string());
        }
    }
}
