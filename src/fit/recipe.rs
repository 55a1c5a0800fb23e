//! The recipe of one item: which pieces of house PCM stand where, to the sample.

use crate::network::{Db, HouseFormat, Samples};
use serde::{Deserialize, Serialize};

/// Names a house clip by the SHA-256 of its format and PCM, in lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PieceId(pub String);

/// A stretch of one piece, laid into a part. What no placement covers is silence; where several do, they are mixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// Where it begins, counted from the start of the part.
    pub at: Samples,
    /// The house clip it is taken from, from its first sample on.
    pub piece: PieceId,
    /// How much of the piece is used.
    pub length: Samples,
    /// How it rises from silence.
    #[serde(default, skip_serializing_if = "Fade::is_none")]
    pub fade_in: Fade,
    /// How it falls to silence; in no more than what `fade_in` leaves of its length.
    #[serde(default, skip_serializing_if = "Fade::is_none")]
    pub fade_out: Fade,
    /// The fader between: the gain runs straight from mark to mark, and stays before the first and behind the last. In
    /// the order of time. No marks leave the bytes as they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fader: Vec<FaderMark>,
}

/// A rise from silence, or a fall to it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fade {
    /// How long it takes; 0 is no fade.
    pub length: Samples,
    /// Its course.
    pub course: Course,
}

/// How a fade runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Course {
    /// The amplitude runs with the square of the time left, which the ear takes for even: into and out of silence.
    #[default]
    Even,
    /// The power runs straight: two sounds that change over keep their loudness together.
    EqualPower,
}

/// The gain at one moment of a placement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaderMark {
    /// Counted from the start of the placement.
    pub at: Samples,
    /// The gain there.
    pub gain: Gain,
}

/// What samples are multiplied by, in steps of 2⁻²⁴, so that a recipe tells it exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Gain(pub u32);

/// One WAV: a whole programme, or a stretch of it between two live reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipePart {
    /// Where it begins, counted from the start of the item.
    pub at: Samples,
    /// Exactly this many frames.
    pub length: Samples,
    /// In the order of their beginnings.
    pub placements: Vec<Placement>,
}

impl Placement {
    /// All of a piece, or its first `length`, as it is.
    pub fn plain(at: Samples, piece: PieceId, length: Samples) -> Placement {
        let (fade_in, fade_out) = (Fade::default(), Fade::default());
        Placement { at, piece, length, fade_in, fade_out, fader: Vec::new() }
    }

    /// The first frame of the part behind it.
    pub fn end(&self) -> u64 {
        self.at.0 + self.length.0
    }
}

impl RecipePart {
    /// Whether it can be assembled: its placements in the order of time and within it, their fades and fader within
    /// them.
    pub fn is_consistent(&self) -> bool {
        let is_within = |placement: &Placement| {
            let end = placement.at.0.checked_add(placement.length.0);
            let fades = placement.fade_in.length.0.checked_add(placement.fade_out.length.0);
            let mut marks = placement.fader.iter().map(|mark| mark.at);
            end.is_some_and(|end| end <= self.length.0)
                && fades.is_some_and(|fades| fades <= placement.length.0)
                && placement.fader.is_sorted_by_key(|mark| mark.at)
                && marks.all(|mark| placement.at.0.checked_add(mark.0).is_some())
        };
        self.placements.is_sorted_by_key(|placement| placement.at) && self.placements.iter().all(is_within)
    }
}

impl Fade {
    /// Into or out of silence.
    pub fn even(length: Samples) -> Fade {
        Fade { length, course: Course::Even }
    }

    /// Into or out of another sound.
    pub fn equal_power(length: Samples) -> Fade {
        Fade { length, course: Course::EqualPower }
    }

    /// No longer than that.
    pub fn within(self, most: Samples) -> Fade {
        Fade { length: self.length.min(most), ..self }
    }

    /// Whether nothing fades.
    pub fn is_none(&self) -> bool {
        self.length.0 == 0
    }
}

impl Gain {
    /// Leaves samples as they are.
    pub const UNITY: Gain = Gain(1 << 24);

    /// The nearest step to so many decibels; above +40 dB as at +40 dB.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "held between 0 and 100 times 2²⁴"
    )]
    pub fn of(level: Db) -> Gain {
        Gain((10_f64.powf(level.0.min(40.0) / 20.0) * f64::from(Gain::UNITY.0)).round() as u32)
    }

    /// One gain after another.
    pub fn of_both(one: Gain, other: Gain) -> Gain {
        let product = u64::from(one.0) * u64::from(other.0) / u64::from(Gain::UNITY.0);
        Gain(u32::try_from(product).unwrap_or(u32::MAX))
    }

    /// As a factor.
    pub fn factor(self) -> f64 {
        f64::from(self.0) / f64::from(Gain::UNITY.0)
    }
}

/// How the sound of one item is made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recipe {
    /// The format of every piece and of what is made.
    pub format: HouseFormat,
    /// One part for an item without live reads, else one a stretch between them.
    pub parts: Vec<RecipePart>,
}

/// A recipe, and where each element came to stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// How the sound is made.
    pub recipe: Recipe,
    /// The whole length of the item, live windows included.
    pub length: Samples,
    /// Elements, fillers and live windows, in the order of time; dropped clips where they would have been.
    pub timeline: Vec<Timed>,
    /// Time that nothing fills.
    pub silence: Samples,
}

/// One stretch of an item's time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timed {
    /// The element's number; for a filler, that of the element it stands for, or none when it fills a gap.
    pub element: Option<u32>,
    /// When it begins, counted from the start of the item.
    pub at: Samples,
    /// How long it lasts.
    pub length: Samples,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It sounds in the part of that number (from 0), so far from the start of the part.
    Placed {
        /// Which part.
        part: usize,
        /// Where in it.
        offset: Samples,
    },
    /// A filler sounds: which of the candidates, in which part, and where in it.
    Filler {
        /// The piece.
        piece: PieceId,
        /// Which part.
        part: usize,
        /// Where in it.
        offset: Samples,
    },
    /// Music under what is said: which, in which part, and where in it.
    Bed {
        /// The piece.
        piece: PieceId,
        /// Which part.
        part: usize,
        /// Where in it.
        offset: Samples,
    },
    /// Somebody reads it live.
    Live,
    /// A clip left out, because words needed its time.
    Dropped,
}
