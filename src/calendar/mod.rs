//! The calendar: when something recurs, and what people mean when they write a date, a time or a length.
//!
//! Goes in: text as people write it, a recurrence, a stretch of days, a zone. Comes out: civil times (wall clock, no
//! zone), and by `zone` the instants they are. It must not know of stations, slots or files, nor what time it is now.

mod calendar_file;
pub mod can_chi;
mod counted;
pub mod cron;
mod day_rule;
mod day_set;
mod findings;
mod holidays;
pub mod lunar;
mod named;
pub mod notation;
pub mod reading;
pub mod recurrence;
mod week;
pub mod written;
pub mod zone;

pub use counted::{Count, Counted};
pub use day_rule::{DayOfYear, DayRule, LeapMonths, LunarDays};
pub use day_set::{DaySet, DaySpan, OfficeDay, Spans};
pub use holidays::{DayKind, DayRules, Holiday, Holidays, Lift};
pub use recurrence::Recurrence;
pub use week::{monday, week_name, week_of};

use chrono::NaiveDate;
use std::ops::RangeInclusive;

/// Which calendar reaches only so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The verified table of lunar months, [`lunar::verified`].
    Lunar,
    /// The years that a cron expression is enumerated in, [`cron::reach`].
    Cron,
}

/// A date was asked for that a calendar cannot answer for: nothing is said about it, least of all "no occurrence".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutOfRange {
    /// The calendar that ends.
    pub reach: Reach,
    /// The first date asked for that lies outside.
    pub date: NaiveDate,
    /// The dates it does answer for.
    pub verified: RangeInclusive<NaiveDate>,
}

impl std::fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let calendar = match self.reach {
            Reach::Lunar => "lunar",
            Reach::Cron => "cron",
        };
        let (first, last) = (self.verified.start(), self.verified.end());
        write!(f, "{} is outside the {calendar} calendar, {first} to {last}", self.date)
    }
}

impl std::error::Error for OutOfRange {}
