//! Quiet hours.

use super::Item;
use crate::calendar::reading::TimeRange;
use chrono::{Days, NaiveTime, TimeDelta, Timelike};

/// The first time of day at which `item` is on air within `range`, which comes every day and may pass midnight.
pub(super) fn broken_at(item: &Item, range: &TimeRange) -> Option<NaiveTime> {
    let seconds = |time: chrono::NaiveTime| i64::from(time.num_seconds_from_midnight());
    let length = (seconds(range.end) - seconds(range.start)).rem_euclid(24 * 3600);
    let (start, end) = (item.start.naive_local(), item.end().naive_local());
    // The quiet time that began the day before may still last.
    let first = start.date().checked_sub_days(Days::new(1)).unwrap_or(start.date());
    first.iter_days().take(4).find_map(|day| {
        let quiet_from = day.and_time(range.start);
        let is_broken = start < quiet_from + TimeDelta::seconds(length) && quiet_from < end;
        is_broken.then(|| start.max(quiet_from).time())
    })
}
