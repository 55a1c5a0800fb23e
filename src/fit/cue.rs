//! How a sound enters and ends, and the music under it.

use super::{Gain, PieceId};
use crate::network::Samples;

/// How a sound enters and ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// How it follows what is heard before.
    pub entry: Entry,
    /// It rises from silence over this long.
    pub fade_in: Samples,
    /// It falls to silence over this long.
    pub fade_out: Samples,
    /// It is heard twice, with so much silence between.
    pub twice: Option<Samples>,
    /// The bed it stands on, by its place in the list of beds.
    pub bed: Option<usize>,
}

/// How a sound follows what is heard before. None begins before what it follows, and none over a live read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// So much silence after it is over.
    After(Samples),
    /// So long before it is over, the one falling while the other rises.
    Crossfade(Samples),
    /// So long before it is over, the other held down by that gain meanwhile.
    Over {
        /// How long before.
        by: Samples,
        /// The gain of what is heard before.
        under: Gain,
    },
}

/// Music under words: it is heard alone before and after, and lower while anything else is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bed {
    /// The music.
    pub piece: PieceId,
    /// How long it lasts; it is begun again where that is too short.
    pub length: Samples,
    /// It is heard alone so long before the first sound on it.
    pub lead: Samples,
    /// It is heard alone so long after the last.
    pub tail: Samples,
    /// Its gain while it is heard alone.
    pub alone: Gain,
    /// Its gain under something else.
    pub under: Gain,
}

impl Cue {
    /// After so much silence, and nothing else.
    pub fn after(gap: Samples) -> Cue {
        Cue { entry: Entry::After(gap), fade_in: Samples(0), fade_out: Samples(0), twice: None, bed: None }
    }

    /// Without a gap: what begins at a time of its own has none of its own before it.
    pub(super) fn begin_at_once(&mut self) {
        if let Entry::After(gap) = &mut self.entry {
            *gap = Samples(0);
        }
    }
}

impl Default for Cue {
    /// At once, as it is.
    fn default() -> Cue {
        Cue::after(Samples(0))
    }
}
