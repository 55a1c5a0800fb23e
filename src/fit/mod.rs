//! Fit: declared lengths meet measured sound.
//!
//! **fit**: elements with the sounds found for them + the length of the slot → [`Recipe`], to the sample. Clips and
//! fillers give way, words never. Knows no file and no template.

mod backtime;
mod bed;
mod cue;
mod fade;
mod fill;
mod flow;
mod layout;
mod material;
mod place;
mod recipe;

pub use cue::{Bed, Cue, Entry};
pub use fill::Filler;
pub use material::{Material, Sound, Sounding};
pub use place::{Live, Overrun, fit};
pub use recipe::{
    Course, Fade, FaderMark, Fitted, Gain, Outcome, PieceId, Placement, Recipe, RecipePart, Timed,
};
