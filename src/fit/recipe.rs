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
