//! Fit: declared lengths meet measured sound. Takes a script and the lengths of the sounds found; returns a recipe.

mod recipe;

pub use recipe::{PieceId, Placement, Recipe, RecipePart};
