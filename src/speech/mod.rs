//! Spoken Vietnamese: how what is written is said, and how long it takes to read.
//!
//! Goes in: text as written, a lexicon, a station's variants. Comes out: spoken words with what is doubtful in them,
//! syllables, reading time. It must not know of scripts, stations or clocks.
//!
//! **Never a guess.** What is ambiguous or unknown stays as it is written, with a [`Doubt`] that tells its place.

mod clock;
mod date;
mod doubt;
mod form;
mod letter;
mod lexicon;
mod number;
mod phone;
mod rate;
mod reading;
mod token;
mod variants;

pub use doubt::{Doubt, DoubtKind, told};
pub use form::As;
pub use lexicon::Lexicon;
pub use rate::{Pace, SyllablesPerMinute, reading_time, syllables};
pub use variants::{EarlyDays, Four, MissingTen, MissingThousands, Thousand, Variants};

use std::sync::Arc;

/// How one station speaks: its short forms, its variants.
#[derive(Debug, Clone)]
pub struct Speech {
    lexicon: Arc<Lexicon>,
    variants: Variants,
}

/// What is said for a written text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The words, in NFC; what is doubtful stands in them as it was written.
    pub words: String,
    /// What is doubtful, in the order of the text.
    pub doubts: Vec<Doubt>,
}

impl Default for Speech {
    /// By the table that is shipped, as announcers of the North speak.
    fn default() -> Speech {
        Speech::new(Arc::new(Lexicon::shipped()), Variants::default())
    }
}

impl Speech {
    /// Speech by that table and those choices.
    pub fn new(lexicon: Arc<Lexicon>, variants: Variants) -> Speech {
        Speech { lexicon, variants }
    }

    /// A whole text as an announcer says it. Takes time in proportion to the length of the text.
    pub fn spoken(&self, text: &str) -> Spoken {
        reading::read(text, self)
    }

    /// A text that is known to be of one form: a date, a telephone number. What is not of that form stays as written,
    /// with one doubt about all of it.
    pub fn say(&self, text: &str, form: As) -> Spoken {
        form::say(text, form, self)
    }
}
