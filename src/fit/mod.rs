//! Fit: declared lengths meet measured sound.
//!
//! **fit**: elements with the sounds found for them + the length of the slot → [`Recipe`], to the sample. Clips and
//! fillers give way, words never. Knows no file and no template.

mod backtime;
mod fill;
mod place;
mod recipe;

pub use fill::Filler;
pub use place::{Live, Overrun, Sound, Sounding, fit};
pub use recipe::{Fitted, Outcome, PieceId, Placement, Recipe, RecipePart, Timed};
