//! Silence before and behind a sound that could be cut off: measurement in, a proposal out. Whether it is taken is for
//! people to say; the file itself is never touched.

use super::measure::Measurement;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// How much is cut off a sound at both ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trim {
    /// Before it.
    pub head: TimeDelta,
    /// Behind it.
    pub tail: TimeDelta,
}

/// Why a sound keeps the ends that were to be cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Untrimmed {
    /// Hardly any sound would be left.
    TooShort,
    /// Something is heard in them.
    Heard,
}

/// Silence from so many seconds on is noticed between two clips.
pub(super) const LONG_SILENCE: f64 = 1.0;

/// So much silence stays, in seconds: a breath is quieter than any threshold, and a sound needs room to die away.
const STAYS: f64 = 0.2;

/// Longer silence is no slip at recording but something the file is about; no more is proposed, in seconds.
const MOST: f64 = 10.0;

/// A sound keeps at least so many milliseconds.
pub(super) const LEAST_LEFT_MS: u64 = 1000;

/// What may be cut off a sound of that measurement; none where there is no long silence, or hardly any sound.
pub fn proposed(measured: &Measurement) -> Option<Trim> {
    let end = |silent: u64| {
        let silence = measured.seconds(silent);
        // Whole hundredths of a second: what a person can write down.
        let hundredths = ((silence - STAYS).min(MOST) * 100.0).floor();
        #[expect(clippy::cast_possible_truncation, reason = "at most ten seconds")]
        let cut = TimeDelta::milliseconds(hundredths as i64 * 10);
        if silence >= LONG_SILENCE { cut } else { TimeDelta::zero() }
    };
    let trim = Trim { head: end(measured.silent_head), tail: end(measured.silent_tail) };
    let left = measured.seconds(measured.frames) - seconds(trim.head) - seconds(trim.tail);
    let is_heard = measured.silent_head < measured.frames && left * 1000.0 >= LEAST_LEFT_MS as f64;
    (trim != Trim::default() && is_heard).then_some(trim)
}

/// A length in seconds.
pub(super) fn seconds(length: TimeDelta) -> f64 {
    length.num_milliseconds() as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A mono sound of 1000 frames a second.
    fn trim_of(frames: u64, silent_head: u64, silent_tail: u64) -> Option<(i64, i64)> {
        let measured = Measurement {
            format: "wav".to_owned(),
            sample_rate: 1000,
            channels: 1,
            frames,
            loudness: None,
            loudness_range: None,
            short_term_max: None,
            momentary_max: None,
            true_peak: None,
            silent_head,
            silent_tail,
            clipped: 0,
            offset: 0.0,
            mixed_loudness: None,
            mixed_true_peak: None,
        };
        proposed(&measured).map(|trim| (trim.head.num_milliseconds(), trim.tail.num_milliseconds()))
    }

    #[test]
    fn a_fifth_of_a_second_stays_and_short_silence_is_left_alone() {
        assert_eq!(trim_of(60_000, 2_417, 900), Some((2_210, 0)));
        assert_eq!(trim_of(60_000, 999, 999), None);
    }

    #[test]
    fn no_more_than_ten_seconds_are_proposed_and_no_less_than_one_is_left() {
        assert_eq!(trim_of(60_000, 0, 30_000), Some((0, 10_000)));
        assert_eq!(trim_of(3_000, 1_400, 1_400), None, "600 ms would be left");
        assert_eq!(trim_of(3_000, 1_200, 1_200), Some((1_000, 1_000)));
        assert_eq!(trim_of(5_000, 5_000, 0), None, "nothing is heard at all");
    }
}
