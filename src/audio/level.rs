//! Level: how loud a clip is (EBU R 128) and the one gain that brings it to the house loudness.
//!
//! Takes the frames as they will be in the house clip, but for the gain; gives loudness, true peak and the gain. A
//! single channel counts once, as BS.1770 has it, not as two equal ones. Knows no file and no sample width.

use super::house_clip::Levelling;
use crate::network::{Db, HouseFormat, Lufs};
use ebur128::{EbuR128, Mode};

/// A clip this near to the house loudness is left untouched, in LU: a house clip brought again stays the same bytes.
const CLOSE_ENOUGH: f64 = 0.05;

/// The ceiling is approached no nearer than this, in dB: rounding and dither must not lift a peak above it.
const PEAK_GUARD: f64 = 0.01;

/// A running measurement.
pub(super) struct Meter {
    measured: EbuR128,
    channels: u32,
}

/// What was measured: before the gain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Level {
    /// Integrated loudness; none when no 400 ms block passes the gate at −70 LUFS (BS.1770-4, annex 1).
    pub loudness: Option<Lufs>,
    /// The highest true peak of any channel; −∞ for silence.
    pub true_peak: Db,
}

impl Meter {
    /// For interleaved frames in this format, measured at its sample rate.
    pub fn new(house: &HouseFormat) -> Self {
        let channels = u32::from(house.channels.count());
        let measured = EbuR128::new(channels, house.sample_rate, Mode::I | Mode::TRUE_PEAK)
            .expect("one or two channels and a rate within bounds");
        Meter { measured, channels }
    }

    /// Takes whole interleaved frames.
    pub fn push(&mut self, frames: &[f32]) {
        self.measured.add_frames_f32(frames).expect("whole frames");
    }

    /// What was measured so far.
    pub fn level(&self) -> Level {
        let loudness = self.measured.loudness_global().expect("mode I");
        let peak = (0..self.channels)
            .map(|channel| self.measured.true_peak(channel).expect("mode TRUE_PEAK"))
            .fold(0.0, f64::max);
        Level { loudness: loudness.is_finite().then_some(Lufs(loudness)), true_peak: Db(20.0 * peak.log10()) }
    }
}

/// The gain that brings a clip to the house loudness without passing the true-peak ceiling.
///
/// A clip too short or too quiet to be measured gets none, unless its peak passes the ceiling.
pub(super) fn gain(level: Level, house: &HouseFormat) -> (Db, Levelling) {
    let is_under = level.true_peak.0 <= house.true_peak.0;
    let room = house.true_peak.0 - PEAK_GUARD - level.true_peak.0;
    let held = |gain: f64| if is_under && gain.abs() <= CLOSE_ENOUGH { 0.0 } else { gain };
    let Some(loudness) = level.loudness else {
        return (Db(if is_under { 0.0 } else { room }), Levelling::Unmeasured);
    };
    let wanted = house.loudness.0 - loudness.0;
    let is_close = is_under && wanted.abs() <= CLOSE_ENOUGH;
    if is_close || wanted <= room {
        (Db(held(wanted)), Levelling::Reached)
    } else {
        (Db(held(room)), Levelling::HeldByPeak)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gain_of(loudness: f64, true_peak: f64) -> (f64, Levelling) {
        let level =
            Level { loudness: (loudness > -70.0).then_some(Lufs(loudness)), true_peak: Db(true_peak) };
        let (gain, levelling) = gain(level, &HouseFormat::default());
        (gain.0, levelling)
    }

    #[test]
    fn a_clip_is_brought_to_the_house_loudness() {
        assert_eq!(gain_of(-23.0, -20.0), (5.0, Levelling::Reached));
        assert_eq!(gain_of(-8.0, 0.5), (-10.0, Levelling::Reached));
    }

    #[test]
    fn the_ceiling_holds_the_gain_back() {
        let (gain, levelling) = gain_of(-23.0, -3.0);
        assert!((gain - 1.49).abs() < 1e-9, "{gain}");
        assert_eq!(levelling, Levelling::HeldByPeak);
    }

    #[test]
    fn a_clip_near_enough_is_left_untouched_but_not_above_the_ceiling() {
        assert_eq!(gain_of(-18.03, -10.0), (0.0, Levelling::Reached));
        assert_eq!(gain_of(-25.0, -1.505), (0.0, Levelling::HeldByPeak));
        let (gain, _) = gain_of(-18.0, -1.48);
        assert!(gain < -0.02, "{gain}");
    }

    #[test]
    fn what_cannot_be_measured_is_only_kept_under_the_ceiling() {
        assert_eq!(gain_of(f64::NEG_INFINITY, -60.0), (0.0, Levelling::Unmeasured));
        assert_eq!(gain_of(f64::NEG_INFINITY, f64::NEG_INFINITY), (0.0, Levelling::Unmeasured));
        let (gain, levelling) = gain_of(f64::NEG_INFINITY, 2.0);
        assert!((gain + 3.51).abs() < 1e-9, "{gain}");
        assert_eq!(levelling, Levelling::Unmeasured);
    }
}
