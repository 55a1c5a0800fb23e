//! The recipe of one item: which pieces of house PCM stand where, to the sample.

use crate::network::{HouseFormat, Samples};
use serde::Serialize;

/// Names a house clip by the SHA-256 of its format and PCM, in lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct PieceId(pub String);

/// A stretch of one piece, laid into a part. What no placement covers is silence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Placement {
    /// Where it begins, counted from the start of the part.
    pub at: Samples,
    /// The house clip it is taken from, from its first sample on.
    pub piece: PieceId,
    /// How much of the piece is used.
    pub length: Samples,
    /// How much of its end is faded to silence; 0 leaves the bytes as they are.
    pub fade_out: Samples,
}

/// One WAV: a whole programme, or a stretch of it between two live reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecipePart {
    /// Where it begins, counted from the start of the item.
    pub at: Samples,
    /// Exactly this many frames.
    pub length: Samples,
    /// In order, not overlapping.
    pub placements: Vec<Placement>,
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
    /// Somebody reads it live.
    Live,
    /// A clip left out, because words needed its time.
    Dropped,
}
