//! Quiet hours.

use super::Item;
use crate::calendar::reading::{Moment, TimeRange};
use crate::calendar::zone::instant;
use chrono::Days;

/// Whether `item` is on air within `range`, which comes every day by the clock of the item's zone and may pass midnight.
pub(super) fn breaks(item: &Item, range: &TimeRange) -> bool {
    let at = |civil| instant(item.zone, Moment::Civil(civil));
    let (start, end) = (item.start, item.end());
    // The quiet time that began the day before may still last.
    let first = start.date_naive().checked_sub_days(Days::new(1)).unwrap_or(start.date_naive());
    first.iter_days().take_while(|day| *day <= end.date_naive()).any(|day| {
        let last = if range.passes_midnight() { day.succ_opt().unwrap_or(day) } else { day };
        start < at(last.and_time(range.end)) && at(day.and_time(range.start)) < end
    })
}
