//! Music under words: where it sounds, begun again as often as needed, and how its fader moves.

use super::cue::Bed;
use super::flow::Step;
use super::{Fade, FaderMark, Gain, Placement};
use crate::network::Samples;
use std::ops::Range;

/// The fader goes down in this time before something is heard on the bed.
const DOWN_MS: u64 = 400;

/// The fader comes up in this time after it.
const UP_MS: u64 = 800;

/// It stays down in a pause this short.
const PAUSE_MS: u64 = 1_500;

/// A bed that is begun again enters while its own end falls, over this long.
const SEAM_MS: u64 = 1_000;

/// A bed without a tail falls over this long, at the end of the last words.
const FALL_MS: u64 = 1_000;

/// A bed while it sounds: nothing live and no filler comes in between.
pub(super) struct BedRun {
    /// Its place in the list of beds.
    pub bed: usize,
    /// When it begins.
    pub from: u64,
    /// How it rises.
    rise: Fade,
    /// Its place in the timeline.
    pub place: usize,
    /// What is heard on it.
    pub sounds: Vec<Range<u64>>,
}

impl BedRun {
    /// With nothing on it yet.
    pub fn new(bed: usize, from: u64, rise: Fade, place: usize) -> BedRun {
        BedRun { bed, from, rise, place, sounds: Vec::new() }
    }

    /// Whether the sound of that step is the first one on it.
    pub fn is_at_its_first(&self, step: Step) -> bool {
        self.from == step.begin && self.sounds.len() == 1
    }

    /// The placements of the bed until `end`, in a part that begins at `part_start`.
    pub fn placements(&self, bed: &Bed, end: u64, part_start: u64, rate: u32) -> Vec<Placement> {
        let frames = |milliseconds: u64| milliseconds * u64::from(rate) / 1000;
        let seam = frames(SEAM_MS);
        let course = self.course(bed, rate);
        let mut placements = Vec::new();
        let mut at = self.from;
        while at < end {
            // One shorter than its seams is heard once.
            let is_last = at + bed.length.0 >= end || bed.length.0 <= 2 * seam;
            let length = bed.length.0.min(end - at);
            let mut placement =
                Placement::plain(Samples(at - part_start), bed.piece.clone(), Samples(length));
            placement.fade_in =
                if placements.is_empty() { self.rise } else { Fade::equal_power(Samples(seam)) };
            placement.fade_in.length.0 = placement.fade_in.length.0.min(length);
            let most = length - placement.fade_in.length.0;
            placement.fade_out = match is_last {
                false => Fade::equal_power(Samples(seam.min(most))),
                true => Fade::even(Samples(bed.tail.0.max(frames(FALL_MS)).min(most))),
            };
            placement.fader = marks(&course, at, length);
            placements.push(placement);
            if is_last {
                break;
            }
            at += bed.length.0 - seam;
        }
        placements
    }

    /// The moments at which the fader turns, and its gain at each.
    fn course(&self, bed: &Bed, rate: u32) -> Vec<(u64, Gain)> {
        let frames = |milliseconds: u64| milliseconds * u64::from(rate) / 1000;
        let mut spoken: Vec<Range<u64>> = Vec::new();
        for sound in &self.sounds {
            match spoken.last_mut() {
                Some(last) if sound.start < last.end + frames(PAUSE_MS) => last.end = last.end.max(sound.end),
                _ => spoken.push(sound.clone()),
            }
        }
        let mut course = Vec::new();
        for sound in spoken {
            if sound.start > self.from {
                let down = sound.start.saturating_sub(frames(DOWN_MS)).max(self.from);
                course.push((down, bed.alone));
            }
            course.push((sound.start, bed.under));
            course.push((sound.end, bed.under));
            course.push((sound.end + frames(UP_MS), bed.alone));
        }
        course
    }
}

/// The fader of a placement from `at` on, cut out of a whole course.
fn marks(course: &[(u64, Gain)], at: u64, length: u64) -> Vec<FaderMark> {
    let first = FaderMark { at: Samples(0), gain: gain_at(course, at) };
    let inside = course.iter().filter(|(moment, _)| *moment > at && *moment <= at + length);
    let inside = inside.map(|(moment, gain)| FaderMark { at: Samples(moment - at), gain: *gain });
    let last = FaderMark { at: Samples(length), gain: gain_at(course, at + length) };
    let mut marks: Vec<FaderMark> = std::iter::once(first).chain(inside).chain([last]).collect();
    marks.dedup_by_key(|mark| mark.at);
    marks
}

/// The gain of a course at a moment: it runs straight between its turns.
fn gain_at(course: &[(u64, Gain)], moment: u64) -> Gain {
    let next = course.partition_point(|(turn, _)| *turn <= moment);
    match (next.checked_sub(1).map(|at| course[at]), course.get(next).copied()) {
        (Some((from, start)), Some((to, end))) => {
            let (past, whole) = (i128::from(moment - from), i128::from(to - from));
            let risen = (i128::from(end.0) - i128::from(start.0)) * past / whole;
            Gain(u32::try_from(i128::from(start.0) + risen).expect("between two gains"))
        }
        (Some((_, gain)), None) | (None, Some((_, gain))) => gain,
        (None, None) => Gain::UNITY,
    }
}
