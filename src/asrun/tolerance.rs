//! How far what was measured may be from the plan and still be as planned.

use chrono::TimeDelta;

/// The measure by which a player's times are judged. Ours, as no rule of radio gives one: a soft start waits two minutes
/// at most, a player is stopped by hand a few seconds early, a false start lasts no longer than a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tolerance {
    /// What begins later than this after its time is late.
    pub late: TimeDelta,
    /// What is heard for less than its length by more than this is cut.
    pub short: TimeDelta,
    /// What is heard for less than this is missed.
    pub heard: TimeDelta,
}

impl Default for Tolerance {
    /// Two minutes late, half a minute short, ten seconds heard.
    fn default() -> Tolerance {
        Tolerance {
            late: TimeDelta::minutes(2),
            short: TimeDelta::seconds(30),
            heard: TimeDelta::seconds(10),
        }
    }
}
