//! How sounds follow each other: where each begins and ends, gaps, overlaps and beds reckoned in.
//!
//! Goes in: sounds in their order. Comes out: their spans. The same reckoning says what room they need and where they
//! come to stand. It must not know what fills, and no fade.

use super::cue::{Bed, Entry};
use super::material::{Sound, Sounding};
use crate::network::HouseFormat;

/// Where the sounds have come to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flow {
    /// All that sounds is over.
    pub cursor: u64,
    /// What comes next may not begin before: the sound that ends last has risen, and what was laid over it is over.
    floor: u64,
    /// After a sound laid over another, the other is left alone for so long.
    apart: u64,
}

/// The span of a sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// When its bed begins, if it opens one; else as `start`.
    pub begin: u64,
    /// When it begins itself.
    pub start: u64,
    /// When it is over.
    pub end: u64,
    /// Silence before it that is meant.
    pub gap: u64,
}

/// After a sound laid over another, the other is left alone for so long: time for its fader to come up and go down again.
const APART_MS: u64 = 500;

impl Flow {
    /// What sounds next may begin at `at`; what sounded before runs on for `beyond`.
    pub fn new(at: u64, beyond: u64, format: &HouseFormat) -> Flow {
        Flow { cursor: at + beyond, floor: at, apart: format.samples_in(APART_MS).0 }
    }

    /// All of `sounds` from 0 on, while what sounded before runs on for `beyond`. Their first fill part lasts as long as it
    /// `fills`; without one, something that lasts so long comes after them.
    pub fn all(sounds: &[Sounding], beds: &[Bed], beyond: u64, fills: u64, format: &HouseFormat) -> Flow {
        let mut flow = Flow::new(0, beyond, format);
        let mut left = fills;
        for (at, sounding) in sounds.iter().enumerate() {
            let fills = if is_fill(sounding) { std::mem::take(&mut left) } else { 0 };
            flow.step(sounds, at, beds, fills);
        }
        if left > 0 {
            flow.floor = flow.cursor;
            flow.cursor += left;
        }
        flow
    }

    /// When something begins that shares `overlap` with what was taken, as far as that lets it.
    pub fn meets(&self, overlap: u64) -> u64 {
        self.cursor.saturating_sub(overlap).max(self.floor)
    }

    /// Takes the sound at place `at` of `sounds`. A fill part lasts as long as it `fills`.
    pub fn step(&mut self, sounds: &[Sounding], at: usize, beds: &[Bed], fills: u64) -> Step {
        let sounding = &sounds[at];
        let (lead, tail) = margins(sounds, at, beds);
        let length = match sounding.sound {
            Sound::Fill(_) => fills,
            _ => fixed_length(&sounding.sound),
        };
        let gap = match sounding.cue.entry {
            Entry::After(gap) => gap.0,
            Entry::Crossfade(_) | Entry::Over { .. } => 0,
        };
        let begin = self.meets(overlap(sounding)) + gap;
        let (start, end) = (begin + lead, begin + lead + length);
        let over = self.cursor.max(end);
        self.floor = match (&sounding.sound, sounding.cue.entry) {
            (Sound::Live(_), _) => end,
            (_, Entry::Over { .. }) => (end + self.apart).min(over),
            _ => (begin + overlap(sounding)).min(self.cursor).max(start).min(end),
        };
        if tail > 0 {
            self.floor = over;
        }
        self.cursor = over + tail;
        Step { begin, start, end, gap }
    }
}

/// The time a sound takes by itself.
pub(super) fn fixed_length(sound: &Sound) -> u64 {
    match sound {
        Sound::Clip(_, length) | Sound::Words(_, length) | Sound::Live(length) => length.0,
        Sound::Fill(_) => 0,
    }
}

/// Whether it takes what time is left.
pub(super) fn is_fill(sounding: &Sounding) -> bool {
    matches!(sounding.sound, Sound::Fill(_))
}

/// How long before what it follows is over a sound begins, if that lets it. What is laid over another may itself be over
/// long before.
pub(super) fn overlap(sounding: &Sounding) -> u64 {
    match (&sounding.sound, sounding.cue.entry) {
        (Sound::Live(_) | Sound::Fill(_), _) | (_, Entry::After(_)) => 0,
        (sound, Entry::Crossfade(by)) => by.0.min(fixed_length(sound)),
        (_, Entry::Over { by, .. }) => by.0,
    }
}

/// The bed under a sound: what is live, and what fills, stands on none.
pub(super) fn bed_under(sounding: &Sounding) -> Option<usize> {
    match sounding.sound {
        Sound::Clip(..) | Sound::Words(..) => sounding.cue.bed,
        Sound::Live(_) | Sound::Fill(_) => None,
    }
}

/// How long the bed is heard alone before the sound at place `at`, and after it: only before the first sound on it and after
/// the last.
fn margins(sounds: &[Sounding], at: usize, beds: &[Bed]) -> (u64, u64) {
    let Some(bed) = bed_under(&sounds[at]) else { return (0, 0) };
    let is_on_it = |sounding: &Sounding| sounding.cue.bed == Some(bed);
    let lead = if sounds[..at].iter().any(is_on_it) { 0 } else { beds[bed].lead.0 };
    let tail = if sounds[at + 1..].iter().any(is_on_it) { 0 } else { beds[bed].tail.0 };
    (lead, tail)
}
