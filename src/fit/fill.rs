//! Filling time with clips of a pool, to the sample.

use super::PieceId;
use crate::network::Samples;

/// A filler of this many frames or fewer is not cut: so short a stump sounds like a mistake.
const SHORTEST_CUT_MS: u64 = 8_000;

/// The end of a filler that is cut is faded over this long.
const FADE_MS: u64 = 3_000;

/// A stretch of filler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filler {
    pub piece: PieceId,
    pub length: Samples,
    pub fade_out: Samples,
}

/// The clips of a pool in the order of rotation, and how far they are used up within this item.
#[derive(Debug, Clone)]
pub(super) struct Ring<'a> {
    clips: &'a [(PieceId, Samples)],
    next: usize,
}

impl<'a> Ring<'a> {
    pub(super) fn new(clips: &'a [(PieceId, Samples)]) -> Ring<'a> {
        Ring { clips, next: 0 }
    }

    /// Fillers that last `room` together, or less by what has to stay silent. Whole clips come first, in rotation order,
    /// as long as one fits; the last one is cut and faded.
    pub(super) fn fill(&mut self, room: Samples, sample_rate: u32) -> Vec<Filler> {
        let frames = |milliseconds: u64| milliseconds * u64::from(sample_rate) / 1000;
        let mut left = room.0;
        let mut found = Vec::new();
        while let Some(at) = self.first(|length| (1..=left).contains(&length)) {
            let (piece, length) = &self.clips[at];
            found.push(Filler { piece: piece.clone(), length: *length, fade_out: Samples(0) });
            left -= length.0;
            self.next = (at + 1) % self.clips.len();
        }
        if left >= frames(SHORTEST_CUT_MS)
            && let Some(at) = self.first(|length| length > left)
        {
            let fade_out = Samples(frames(FADE_MS));
            found.push(Filler { piece: self.clips[at].0.clone(), length: Samples(left), fade_out });
            self.next = (at + 1) % self.clips.len();
        }
        found
    }

    /// The next clip in the ring of a length that will do.
    fn first(&self, will_do: impl Fn(u64) -> bool) -> Option<usize> {
        let size = self.clips.len();
        (0..size).map(|step| (self.next + step) % size).find(|at| will_do(self.clips[*at].1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clips(lengths: &[u64]) -> Vec<(PieceId, Samples)> {
        (0..)
            .zip(lengths)
            .map(|(at, length): (u32, &u64)| (PieceId(at.to_string()), Samples(*length * 100)))
            .collect()
    }

    /// At 100 frames a second: which clips, how many seconds of each.
    fn filled(lengths: &[u64], room: u64) -> Vec<(String, u64)> {
        let clips = clips(lengths);
        let found = Ring::new(&clips).fill(Samples(room * 100), 100);
        found.into_iter().map(|filler| (filler.piece.0, filler.length.0 / 100)).collect()
    }

    fn pairs(expected: &[(&str, u64)]) -> Vec<(String, u64)> {
        expected.iter().map(|(piece, length)| ((*piece).to_owned(), *length)).collect()
    }

    #[test]
    fn whole_clips_come_in_order_and_the_last_one_is_cut_to_the_sample() {
        assert_eq!(filled(&[60, 50, 40], 130), pairs(&[("0", 60), ("1", 50), ("2", 20)]));
    }

    #[test]
    fn a_clip_that_does_not_fit_lets_the_next_one_pass() {
        assert_eq!(filled(&[60, 90, 40], 100), pairs(&[("0", 60), ("2", 40)]));
    }

    #[test]
    fn a_short_rest_stays_silent_and_the_ring_starts_over_when_it_ends() {
        assert_eq!(filled(&[60], 127), pairs(&[("0", 60), ("0", 60)]));
        assert_eq!(filled(&[], 127), pairs(&[]));
        assert_eq!(filled(&[0], 127), pairs(&[]), "a clip of nothing is not looped for ever");
    }
}
