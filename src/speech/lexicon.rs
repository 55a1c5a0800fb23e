//! Short forms and how they are said: the table that is shipped, and what a station adds to it.
//!
//! Goes in: a table. Comes out: the longest entry that fits at a place in a text. It must not know of numbers and
//! dates, nor what is done with what no entry fits.

mod file;
mod pattern;

use super::number;
use super::token::{Tokens, toned_alike};
use super::variants::Variants;
use pattern::{Part, Pattern};
use std::collections::HashMap;

/// The table that is shipped.
const SHIPPED: &str = include_str!("lexicon/shipped.ron");

/// Short forms with their spoken words.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    /// The entry of each written form, as its pattern names itself.
    by_written: HashMap<String, usize>,
    /// The entries that begin with a word or sign, by it.
    by_first: HashMap<String, Vec<usize>>,
    /// Symbols of documents, or their first parts.
    documents: HashMap<String, Document>,
    /// Short forms that mean several things.
    several: HashMap<String, Vec<String>>,
}

/// What a document's symbol tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document {
    /// "nghị định"
    pub kind: String,
    /// "Chính phủ", where the symbol alone decides it.
    pub issuer: Option<String>,
}

/// One short form.
#[derive(Debug, Clone)]
struct Entry {
    written: Pattern,
    spoken: Vec<Part>,
    used: Used,
}

/// Where an entry counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Used {
    /// Wherever it stands, but right behind letters or digits.
    Anywhere,
    /// Only behind a number.
    BehindNumbers,
    /// Behind a number, glued to it or not, and anywhere else.
    Both,
}

/// Where an entry is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sought {
    Word,
    Unit,
}

impl Lexicon {
    /// The entry that takes in the most tokens from `at` on: where it ends, and how it is said.
    pub(super) fn longest(
        &self,
        tokens: &Tokens,
        at: usize,
        sought: Sought,
        variants: Variants,
    ) -> Option<(usize, String)> {
        let fitting = self.by_first.get(&*pattern::key(tokens.text(at)))?;
        let wanted = |used: Used| match sought {
            Sought::Word => used != Used::BehindNumbers,
            Sought::Unit => used != Used::Anywhere,
        };
        let fitting = fitting.iter().map(|entry| &self.entries[*entry]).filter(|entry| wanted(entry.used));
        let found = fitting.filter_map(|entry| Some((entry.written.fits(tokens, at)?, entry)));
        let (end, entry) = found.max_by_key(|(end, entry)| (*end, entry.written.fixed()))?;
        Some((end, spoken(&entry.spoken, &entry.written, tokens, at, variants)?))
    }

    /// What a document's symbol tells: all of it, else its first part.
    pub(super) fn document(&self, symbol: &str) -> Option<&Document> {
        let first = symbol.split(['-', '/']).next()?;
        self.documents.get(symbol).or_else(|| self.documents.get(first))
    }

    /// What a short form may mean.
    pub(super) fn meanings(&self, written: &str) -> Option<&Vec<String>> {
        self.several.get(written)
    }

    fn set(&mut self, written: Pattern, spoken: Vec<Part>, used: Used) {
        let name = written.name();
        let entry = Entry { written, spoken, used };
        if let Some(known) = self.by_written.get(&name) {
            self.entries[*known] = entry;
            return;
        }
        self.by_written.insert(name, self.entries.len());
        self.by_first.entry(entry.written.first()).or_default().push(self.entries.len());
        self.entries.push(entry);
    }
}

/// The words of an entry, its blanks filled in from the text.
fn spoken(
    parts: &[Part],
    written: &Pattern,
    tokens: &Tokens,
    at: usize,
    variants: Variants,
) -> Option<String> {
    let mut words = String::new();
    for part in parts {
        match part {
            Part::Words(said) => words += said,
            Part::Blank(blank) => {
                let (place, letter) = written.place_of(*blank, tokens, at)?;
                match blank {
                    pattern::Blank::Name => words += tokens.text(place),
                    pattern::Blank::Number => words += &number::integer(tokens.text(place), variants)?,
                    pattern::Blank::Digits => words += &number::one_by_one(tokens.text(place)),
                }
                if let Some(letter) = letter {
                    words.push(' ');
                    words += letter;
                }
            }
        }
    }
    Some(words)
}

/// A short form as it is looked up, so that hoá and hóa are the same.
fn named(written: &str) -> String {
    toned_alike(written).into_owned()
}
