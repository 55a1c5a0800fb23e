//! Filling time with clips of a pool, to the sample.

use super::PieceId;
use crate::network::{HouseFormat, Samples};
use std::collections::BTreeMap;

/// A filler of this many frames or fewer is not cut: so short a stump sounds like a mistake.
const SHORTEST_CUT_MS: u64 = 8_000;

/// The end of a filler that is cut is faded over this long.
const FADE_MS: u64 = 3_000;

/// A clip that may fill time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filler {
    /// The clip.
    pub piece: PieceId,
    /// How long it lasts.
    pub length: Samples,
    /// Whether no other item nearby may take it.
    pub is_own: bool,
    /// The names under which it counts as heard, and how long each then stays away: itself, its artist, its topic.
    pub away: Vec<(String, Samples)>,
}

/// A stretch of filler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filled {
    pub piece: PieceId,
    pub length: Samples,
    pub fade_out: Samples,
}

/// The clips of a pool in the order of rotation, and what was heard of them within this item.
#[derive(Debug, Clone)]
pub(super) struct Ring<'a> {
    clips: &'a [Filler],
    next: usize,
    /// When what goes by that name was last over.
    heard: BTreeMap<&'a str, u64>,
}

/// What a separation lets pass: at first only what keeps it, in the end anything but silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Care {
    /// The item's own clips, none too soon.
    Own,
    /// Any clip of which nothing was heard too soon within the item.
    Apart,
    /// Any clip.
    None,
}

impl Filler {
    /// A clip that need not stay away.
    pub fn plain(piece: PieceId, length: Samples) -> Filler {
        Filler { piece, length, is_own: true, away: Vec::new() }
    }
}

impl<'a> Ring<'a> {
    pub(super) fn new(clips: &'a [Filler]) -> Ring<'a> {
        Ring { clips, next: 0, heard: BTreeMap::new() }
    }

    /// Fillers that last `room` from `start` on, or less by what has to stay silent. Whole clips come first, in rotation
    /// order, as long as one fits; the last one is cut and faded. Those that keep the pool's separation go before others,
    /// which come only rather than a silence worth a clip.
    pub(super) fn fill(&mut self, start: Samples, room: Samples, format: &HouseFormat) -> Vec<Filled> {
        let frames = |milliseconds| format.samples_in(milliseconds).0;
        let (mut left, end) = (room.0, start.0 + room.0);
        let mut found = Vec::new();
        for care in [Care::Own, Care::Apart, Care::None] {
            if care != Care::Own && left < frames(SHORTEST_CUT_MS) {
                break;
            }
            while let Some(at) = self.first(end - left, care, |length| (1..=left).contains(&length)) {
                let length = self.clips[at].length;
                found.push(self.take(at, end - left, length, Samples(0)));
                left -= length.0;
            }
            if left >= frames(SHORTEST_CUT_MS)
                && let Some(at) = self.first(end - left, care, |length| length > left)
            {
                found.push(self.take(at, end - left, Samples(left), Samples(frames(FADE_MS))));
                left = 0;
            }
        }
        found
    }

    /// The next clip in the ring of a length that will do.
    fn first(&self, start: u64, care: Care, will_do: impl Fn(u64) -> bool) -> Option<usize> {
        let size = self.clips.len();
        let passes = |clip: &Filler| match care {
            Care::Own => clip.is_own && self.is_apart(clip, start),
            Care::Apart => self.is_apart(clip, start),
            Care::None => true,
        };
        let places = (0..size).map(|step| (self.next + step) % size);
        places.into_iter().find(|at| will_do(self.clips[*at].length.0) && passes(&self.clips[*at]))
    }

    fn is_apart(&self, clip: &Filler, start: u64) -> bool {
        let is_away = |(name, away): &(String, Samples)| {
            self.heard.get(name.as_str()).is_none_or(|over| over + away.0 <= start)
        };
        clip.away.iter().all(is_away)
    }

    fn take(&mut self, at: usize, start: u64, length: Samples, fade_out: Samples) -> Filled {
        let clip = &self.clips[at];
        self.heard.extend(clip.away.iter().map(|(name, _)| (name.as_str(), start + length.0)));
        self.next = (at + 1) % self.clips.len();
        Filled { piece: clip.piece.clone(), length, fade_out }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clips(lengths: &[u64]) -> Vec<Filler> {
        let clip = |(at, length): (u32, &u64)| Filler::plain(PieceId(at.to_string()), Samples(*length * 100));
        (0..).zip(lengths).map(clip).collect()
    }

    /// At 100 frames a second: which clips, how many seconds of each.
    fn filled(lengths: &[u64], room: u64) -> Vec<(String, u64)> {
        played(&clips(lengths), room)
    }

    fn played(clips: &[Filler], room: u64) -> Vec<(String, u64)> {
        let format = HouseFormat { sample_rate: 100, ..HouseFormat::default() };
        let found = Ring::new(clips).fill(Samples(500), Samples(room * 100), &format);
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

    #[test]
    fn two_clips_of_an_artist_do_not_follow_each_other_while_another_fits() {
        let mut clips = clips(&[60, 60, 60, 60]);
        for at in [0, 1] {
            clips[at].away.push(("artist".to_owned(), Samples(60 * 100)));
        }
        assert_eq!(played(&clips, 180), pairs(&[("0", 60), ("2", 60), ("3", 60)]));
        clips[2].length = Samples(9_000);
        clips.truncate(3);
        assert_eq!(played(&clips, 150), pairs(&[("0", 60), ("2", 90)]));
        // A minute after the first, the artist may be heard again.
        assert_eq!(played(&clips, 210), pairs(&[("0", 60), ("2", 90), ("0", 60)]));
        assert_eq!(
            played(&clips[..2], 120),
            pairs(&[("0", 60), ("1", 60)]),
            "rather than a minute of silence"
        );
    }

    #[test]
    fn what_other_items_may_take_comes_only_when_the_own_clips_are_heard() {
        let mut clips = clips(&[30, 30, 30, 30]);
        for (at, clip) in clips.iter_mut().enumerate() {
            clip.is_own = at % 2 == 1;
            clip.away.push((clip.piece.0.clone(), Samples(1_000_000)));
        }
        assert_eq!(played(&clips, 67), pairs(&[("1", 30), ("3", 30)]), "seven seconds are not worth it");
        assert_eq!(played(&clips, 90), pairs(&[("1", 30), ("3", 30), ("0", 30)]));
        assert_eq!(played(&clips, 50), pairs(&[("1", 30), ("3", 20)]));
    }
}
