//! What a station may not do: when it has to be quiet, how often and how long it may speak.

use crate::calendar::reading::TimeRange;
use crate::source::Spanned;
use chrono::TimeDelta;

/// The limits of one station.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Limits {
    /// Times without any broadcast but emergencies; a range may pass midnight.
    pub quiet: Vec<Spanned<TimeRange>>,
    /// Most sittings a day (buổi: slots with gaps of at most 10 minutes joined).
    pub sittings: Option<Spanned<u32>>,
    /// Longest sitting.
    pub sitting: Option<Spanned<TimeDelta>>,
}

impl Limits {
    /// These limits, with those of `general` where these say nothing.
    pub fn over(self, general: &Limits) -> Limits {
        Limits {
            quiet: if self.quiet.is_empty() { general.quiet.clone() } else { self.quiet },
            sittings: self.sittings.or_else(|| general.sittings.clone()),
            sitting: self.sitting.or_else(|| general.sitting.clone()),
        }
    }
}
