//! What is left as it is written, because nobody can know from the text how it is said.

use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Phrase, Span};
use std::collections::BTreeSet;
use std::ops::Range;

/// A stretch of the written text that stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Bytes of the text as it was given.
    pub place: Range<usize>,
    /// Why.
    pub kind: DoubtKind,
}

/// Why something is not said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DoubtKind {
    /// A date, a fraction or a ratio: 2/9, 1/4.
    DateOrFraction,
    /// A range or a date: 10-12.
    DateOrRange,
    /// Digits that are no number as Vietnamese writes them: 3.5, 1,000,000, 000.
    Number,
    /// Letters and digits together that the lexicon does not know: 15abc, XK47.
    Mixture,
    /// An abbreviation that the lexicon does not know.
    Abbreviation,
    /// An abbreviation that means several things, and nothing around it decides.
    Several(Vec<String>),
    /// A single letter that may be a Roman numeral, a name or a unit.
    Letter,
    /// A sign that has no word.
    Sign,
    /// An address of the net: nobody notes it down by ear.
    Address,
    /// Letters that Vietnamese is not written in.
    Script,
    /// Not what it was said to be: `loa say --as date 31/2`.
    NotThat(&'static str),
}

/// So many doubts about one text are told one by one: what has more has to be written anew, not mended word by word.
const TOLD: usize = 20;

/// The doubts about a text, which begins at byte `begin` of `file`, as findings: each doubtful stretch once, where it
/// stands first; of very many the first, and how many more there are.
pub fn findings<'a>(
    doubts: &'a [Doubt],
    file: FileId,
    begin: usize,
    written: &str,
) -> Vec<(&'a Doubt, Diagnostic)> {
    let mut known = BTreeSet::new();
    let told: Vec<&Doubt> =
        doubts.iter().filter(|doubt| known.insert(&written[doubt.place.clone()])).collect();
    let mut found: Vec<(&Doubt, Diagnostic)> =
        told.iter().take(TOLD).map(|doubt| (*doubt, doubt.diagnostic(file, begin, written))).collect();
    if let Some(next) = told.get(TOLD) {
        let span = Span { file, start: begin + next.place.start, end: begin + next.place.end };
        found.push((next, Diagnostic::at(Code::NotSpokenMore, span).with("count", told.len() - TOLD)));
    }
    found
}

impl Doubt {
    /// As a finding about a stretch of `file`: `written` is the whole text, which begins at byte `begin` of the file.
    pub fn diagnostic(&self, file: FileId, begin: usize, written: &str) -> Diagnostic {
        let span = Span { file, start: begin + self.place.start, end: begin + self.place.end };
        let found = Diagnostic::at(Code::NotSpoken, span).with("text", &written[self.place.clone()]);
        let why = |id| Arg::Term(id);
        match &self.kind {
            DoubtKind::DateOrFraction => {
                found.with("why", why("doubt-date-or-fraction")).hint("hint-speak-date-or-fraction", vec![])
            }
            DoubtKind::DateOrRange => {
                found.with("why", why("doubt-date-or-range")).hint("hint-speak-date-or-range", vec![])
            }
            DoubtKind::Number => found.with("why", why("doubt-number")).hint("hint-speak-number", vec![]),
            DoubtKind::Mixture => found.with("why", why("doubt-mixture")).hint("hint-speak-lexicon", vec![]),
            DoubtKind::Abbreviation => {
                found.with("why", why("doubt-abbreviation")).hint("hint-speak-lexicon", vec![])
            }
            DoubtKind::Several(may_be) => {
                let args = vec![("meanings", may_be.clone().into())];
                let why = Phrase { id: "doubt-several", args };
                found.with("why", why).hint("hint-speak-in-full", vec![])
            }
            DoubtKind::Letter => found.with("why", why("doubt-letter")).hint("hint-speak-in-full", vec![]),
            DoubtKind::Sign => found.with("why", why("doubt-sign")).hint("hint-speak-in-full", vec![]),
            DoubtKind::Address => found.with("why", why("doubt-address")).hint("hint-speak-lexicon", vec![]),
            DoubtKind::Script => found.with("why", why("doubt-script")).hint("hint-speak-in-full", vec![]),
            DoubtKind::NotThat(form) => found.with("why", why(form)).hint("hint-speak-form", vec![]),
        }
    }
}
