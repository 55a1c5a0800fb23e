//! Music under words: where it sounds, begun again as often as needed, and how its fader moves.

use super::cue::Bed;
use super::fade::gain_at;
use super::flow::Step;
use super::{Fade, FaderMark, Placement};
use crate::network::{HouseFormat, Samples};
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

    /// The placements of the bed until `end`, in a part that begins at `part_start`. One shorter than two seams is heard
    /// once.
    pub fn placements(&self, bed: &Bed, end: u64, part_start: u64, format: &HouseFormat) -> Vec<Placement> {
        let frames = |milliseconds| format.samples_in(milliseconds).0;
        let seam = frames(SEAM_MS);
        // A fall longer than a round leaves room for would begin again and again.
        let fall = bed.tail.0.min(bed.length.0.saturating_sub(2 * seam)).max(frames(FALL_MS));
        let course = self.course(bed, format);
        let mut placements: Vec<Placement> = Vec::new();
        let mut at = self.from;
        while at < end {
            let is_last = at + bed.length.0 >= end || bed.length.0 <= 2 * seam;
            // The last round is begun early enough to have risen before it falls.
            let next = (at + bed.length.0).saturating_sub(seam);
            let next = next.min(end.saturating_sub(seam + fall)).max(at + 1);
            let length = if is_last { bed.length.0.min(end - at) } else { next + seam - at };
            let fade_out = if is_last { Fade::even(Samples(fall)) } else { Fade::equal_power(Samples(seam)) };
            let rise = if placements.is_empty() { self.rise } else { Fade::equal_power(Samples(seam)) };
            let mut placement =
                Placement::plain(Samples(at - part_start), bed.piece.clone(), Samples(length));
            placement.fade_out = fade_out.within(Samples(length));
            placement.fade_in = rise.within(Samples(length - placement.fade_out.length.0));
            placement.fader = cut(&course, at, length);
            placements.push(placement);
            if is_last {
                break;
            }
            at = next;
        }
        placements
    }

    /// The fader over the whole item.
    fn course(&self, bed: &Bed, format: &HouseFormat) -> Vec<FaderMark> {
        let frames = |milliseconds| format.samples_in(milliseconds).0;
        let mut spoken: Vec<Range<u64>> = Vec::new();
        for sound in &self.sounds {
            match spoken.last_mut() {
                Some(last) if sound.start < last.end + frames(PAUSE_MS) => last.end = last.end.max(sound.end),
                _ => spoken.push(sound.clone()),
            }
        }
        let mut course = Vec::new();
        let mut mark = |at, gain| course.push(FaderMark { at: Samples(at), gain });
        for sound in spoken {
            if sound.start > self.from {
                mark(sound.start.saturating_sub(frames(DOWN_MS)).max(self.from), bed.alone);
            }
            mark(sound.start, bed.under);
            mark(sound.end, bed.under);
            mark(sound.end + frames(UP_MS), bed.alone);
        }
        course
    }
}

/// The fader of a placement from `at` on, cut out of a whole course.
fn cut(course: &[FaderMark], at: u64, length: u64) -> Vec<FaderMark> {
    let edge = |moment: u64| FaderMark { at: Samples(moment - at), gain: gain_at(course, Samples(moment)) };
    let inside = course.iter().filter(|mark| (at + 1..at + length).contains(&mark.at.0));
    let inside = inside.map(|mark| FaderMark { at: Samples(mark.at.0 - at), gain: mark.gain });
    std::iter::once(edge(at)).chain(inside).chain([edge(at + length)]).collect()
}
