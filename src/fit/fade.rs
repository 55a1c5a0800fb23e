//! What becomes of a sound when another enters: it falls away under it, or is held down for its length.

use super::{Fade, FaderMark, Gain, Placement};
use crate::network::{HouseFormat, Samples};
use std::ops::Range;

/// A fader goes down before another sound and comes up after it in this time.
const RAMP_MS: u64 = 250;

/// The sound falls from frame `at` of its part to its end, as what enters rises. What it was to fall by itself, it does
/// no more; what it takes to rise, it keeps.
pub(super) fn fall_from(placement: &mut Placement, at: u64) {
    let risen = placement.at.0 + placement.fade_in.length.0;
    placement.fade_out = Fade::equal_power(Samples(placement.end().saturating_sub(at.max(risen))));
}

/// Holds the sound down while another is heard, from one frame of the part to another.
pub(super) fn duck(placement: &mut Placement, while_heard: Range<u64>, under: Gain, format: &HouseFormat) {
    let ramp = format.samples_in(RAMP_MS).0;
    let start = placement.at.0;
    let mut marks = Vec::new();
    let mut mark = |at: u64, gain| marks.push(FaderMark { at: Samples(at - start), gain });
    if while_heard.start > start {
        mark(while_heard.start.saturating_sub(ramp).max(start), Gain::UNITY);
    }
    mark(while_heard.start.max(start), under);
    mark(while_heard.end, under);
    mark(while_heard.end + ramp, Gain::UNITY);
    placement.fader = together(&placement.fader, &marks);
}

/// Two faders one behind the other: exact at every mark of either.
fn together(one: &[FaderMark], other: &[FaderMark]) -> Vec<FaderMark> {
    let mut times: Vec<Samples> = one.iter().chain(other).map(|mark| mark.at).collect();
    times.sort_unstable();
    times.dedup();
    let gain = |at| Gain::of_both(gain_at(one, at), gain_at(other, at));
    times.into_iter().map(|at| FaderMark { at, gain: gain(at) }).collect()
}

/// The gain of a fader at a moment: it runs straight between its marks.
pub(super) fn gain_at(fader: &[FaderMark], at: Samples) -> Gain {
    let next = fader.partition_point(|mark| mark.at <= at);
    match (next.checked_sub(1).map(|last| fader[last]), fader.get(next)) {
        (Some(from), Some(to)) => {
            let (past, whole) = (i128::from(at.0 - from.at.0), i128::from(to.at.0 - from.at.0));
            let risen = (i128::from(to.gain.0) - i128::from(from.gain.0)) * past / whole;
            Gain(u32::try_from(i128::from(from.gain.0) + risen).expect("between two gains"))
        }
        (Some(mark), None) => mark.gain,
        (None, Some(mark)) => mark.gain,
        (None, None) => Gain::UNITY,
    }
}
