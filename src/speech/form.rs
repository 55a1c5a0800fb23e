//! One explicit form: what `loa say --as` and the filters of templates decide, where a text alone does not.
//!
//! Goes in: a text and what it is. Comes out: its spoken words, or a doubt about all of it. It must not guess.

use super::doubt::{Doubt, DoubtKind};
use super::{Speech, Spoken, number};

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum As {
    /// Running text, as [`Speech::spoken`] takes it.
    Text,
    /// A whole number, negative or not: 2.050.000, -5.
    Number,
    /// A number with decimals behind a comma: 3,5.
    Decimal,
    /// A place in an order: 1 → nhất, IV → tư.
    Ordinal,
    /// A year: 2025.
    Year,
    /// A fraction: 3/4.
    Fraction,
    /// A day of the solar calendar: 2/9, 2/9/2025, 2025-09-02.
    Date,
    /// A day of the lunar calendar: 15/1, 1/6 nhuận.
    Lunar,
    /// A time of day: 17h30, 17:30.
    Time,
    /// A telephone number, or any other digits said one by one.
    Phone,
    /// An amount in đồng: 2.050.000, 1,5 triệu.
    Money,
}

impl As {
    /// Every form with its name on the command line.
    pub const ALL: [(&'static str, As); 11] = [
        ("text", As::Text),
        ("number", As::Number),
        ("decimal", As::Decimal),
        ("ordinal", As::Ordinal),
        ("year", As::Year),
        ("fraction", As::Fraction),
        ("date", As::Date),
        ("lunar", As::Lunar),
        ("time", As::Time),
        ("phone", As::Phone),
        ("money", As::Money),
    ];
}

/// Says `text` as `form`.
pub(super) fn say(text: &str, form: As, speech: &Speech) -> Spoken {
    let words = match form {
        As::Text => return speech.spoken(text),
        _ => number::integer(text.trim(), speech.variants),
    };
    match words {
        Some(words) => Spoken { words, doubts: Vec::new() },
        None => {
            let doubt = Doubt { place: 0..text.len(), kind: DoubtKind::NotThat("doubt-not-a-number") };
            Spoken { words: text.to_owned(), doubts: vec![doubt] }
        }
    }
}
