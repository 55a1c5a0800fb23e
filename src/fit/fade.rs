//! What becomes of a sound when another enters: it falls away under it, or is held down for its length.

use super::{Fade, FaderMark, Gain, Placement};
use crate::network::Samples;
use std::ops::Range;

/// A fader goes down before another sound and comes up after it in this time.
const RAMP_MS: u64 = 250;

/// The sound falls from frame `at` of its part to its end, as what enters rises. What it was to fall by itself, it does
/// no more; what it takes to rise, it keeps.
pub(super) fn fall_from(placement: &mut Placement, at: u64) {
    let risen = placement.at.0 + placement.fade_in.length.0;
    placement.fade_out = Fade::equal_power(Samples(placement.end().saturating_sub(at.max(risen))));
}

/// Holds the sound down while another is heard, from one frame of the part to another; not a bed, whose fader is down or
/// on its way already.
pub(super) fn duck(placement: &mut Placement, while_heard: Range<u64>, under: Gain, rate: u32) {
    let ramp = RAMP_MS * u64::from(rate) / 1000;
    let start = placement.at.0;
    let down = while_heard.start.saturating_sub(ramp).max(start);
    if placement.fader.last().is_some_and(|last| start + last.at.0 > down) {
        return;
    }
    let mut mark = |at: u64, gain| placement.fader.push(FaderMark { at: Samples(at - start), gain });
    if while_heard.start > start {
        mark(down, Gain::UNITY);
    }
    mark(while_heard.start.max(start), under);
    mark(while_heard.end, under);
    mark(while_heard.end + ramp, Gain::UNITY);
}
