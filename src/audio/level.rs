//! The one gain that brings a clip to the house loudness. Takes the level that was measured; knows no file and no
//! sample width.

use super::house_clip::Levelling;
use super::meter::Level;
use crate::network::{Db, HouseFormat};

/// A clip this near to the house loudness is left untouched, in LU: a house clip brought again stays the same bytes.
const CLOSE_ENOUGH: f64 = 0.05;

/// The ceiling is approached no nearer than this, in dB: rounding and dither must not lift a peak above it.
pub(super) const PEAK_GUARD: f64 = 0.01;

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
    use crate::network::Lufs;

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
