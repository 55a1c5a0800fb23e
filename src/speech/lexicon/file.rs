//! The notation of a lexicon: `scripts/lexicon.ron`, and the table that is shipped.
//!
//! Text in, entries out. An entry that cannot be used is reported and left out.

use super::pattern::{self, Part, Pattern};
use super::{Document, Lexicon, SHIPPED, Used, named};
use crate::calendar::notation;
use crate::diagnostic::{Arg, Code, Diagnostic, Diagnostics, FileId, Span};
use crate::source::{List, Raw, Reader, Spanned, readable};
use serde::Deserialize;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Lexicon")]
struct LexiconFile<'a> {
    #[serde(borrow)]
    version: Raw<'a, u32>,
    words: Option<List<'a, WordFile<'a>>>,
    units: Option<List<'a, UnitFile<'a>>>,
    documents: Option<List<'a, DocumentFile<'a>>>,
    several: Option<List<'a, SeveralFile<'a>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordFile<'a> {
    #[serde(borrow)]
    written: Raw<'a, String>,
    spoken: Raw<'a, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitFile<'a> {
    #[serde(borrow)]
    written: Raw<'a, String>,
    spoken: Raw<'a, String>,
    alone: Option<Raw<'a, bool>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentFile<'a> {
    #[serde(borrow)]
    written: Raw<'a, String>,
    spoken: Raw<'a, String>,
    of: Option<Raw<'a, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeveralFile<'a> {
    #[serde(borrow)]
    written: Raw<'a, String>,
    may_be: List<'a, String>,
}

/// What one file has said already: where each written form stands.
type Said = HashMap<String, Span>;

impl Lexicon {
    /// The table that is shipped.
    pub fn shipped() -> Lexicon {
        let (mut lexicon, mut diagnostics) = (Lexicon::default(), Diagnostics::new());
        lexicon.take_in(FileId(0), SHIPPED, &mut diagnostics);
        assert!(diagnostics.is_empty(), "the shipped lexicon is sound: {:?}", diagnostics.iter().next());
        lexicon
    }

    /// The table that is shipped with a station's own entries (`scripts/lexicon.ron`, as it was written) over it. What
    /// cannot be used, and what contradicts an entry of the same file, is reported and left out.
    pub fn with(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Lexicon {
        let mut lexicon = Lexicon::shipped();
        lexicon.take_in(file, text, diagnostics);
        lexicon
    }

    fn take_in(&mut self, file: FileId, text: &str, diagnostics: &mut Diagnostics) {
        let text = readable(file, text, diagnostics);
        let mut reader = Reader::new(file, &text, diagnostics);
        let Some(frame) = reader.whole::<LexiconFile>() else { return };
        notation::version(&mut reader, &frame.version);
        let mut said = Said::new();
        for word in reader.optional_list(&frame.words) {
            self.word(&mut reader, &word.value, &mut said);
        }
        for unit in reader.optional_list(&frame.units) {
            self.unit(&mut reader, &unit.value, &mut said);
        }
        let mut said = Said::new();
        for document in reader.optional_list(&frame.documents) {
            self.document_of(&mut reader, &document.value, &mut said);
        }
        let mut said = Said::new();
        for short in reader.optional_list(&frame.several) {
            self.several_of(&mut reader, &short.value, &mut said);
        }
    }

    fn word<'a>(&mut self, reader: &mut Reader<'a, '_>, word: &WordFile<'a>, said: &mut Said) {
        let forms = (reader.read(&word.written), reader.read(&word.spoken));
        if let Some((written, spoken)) = pair(reader, forms, said) {
            self.set(written, spoken, Used::Anywhere);
        }
    }

    fn unit<'a>(&mut self, reader: &mut Reader<'a, '_>, unit: &UnitFile<'a>, said: &mut Said) {
        let forms = (reader.read(&unit.written), reader.read(&unit.spoken));
        let alone = reader.optional(&unit.alone).is_some_and(|alone| alone.value);
        if let Some((written, spoken)) = pair(reader, forms, said) {
            self.set(written, spoken, if alone { Used::Both } else { Used::BehindNumbers });
        }
    }

    fn document_of<'a>(&mut self, reader: &mut Reader<'a, '_>, from: &DocumentFile<'a>, said: &mut Said) {
        let (written, kind) = (reader.read(&from.written), reader.read(&from.spoken));
        let issuer = reader.optional(&from.of).map(|issuer| composed(&issuer));
        let (Some(written), Some(kind)) = (written, kind) else { return };
        if !is_said_again(reader, &named(&written), written.span, said) {
            self.documents.insert(named(&written), Document { kind: composed(&kind), issuer });
        }
    }

    fn several_of<'a>(&mut self, reader: &mut Reader<'a, '_>, from: &SeveralFile<'a>, said: &mut Said) {
        let meanings = reader.list(&from.may_be).iter().map(|meaning| composed(meaning)).collect();
        let Some(written) = reader.read(&from.written) else { return };
        if !is_said_again(reader, &named(&written), written.span, said) {
            self.several.insert(named(&written), meanings);
        }
    }
}

/// Both forms of an entry, if they can be used.
fn pair(
    reader: &mut Reader,
    forms: (Option<Spanned<String>>, Option<Spanned<String>>),
    said: &mut Said,
) -> Option<(Pattern, Vec<Part>)> {
    let (Some(written), Some(spoken)) = forms else { return None };
    let mut refuse = |span, why| {
        let found = Diagnostic::at(Code::BadLexiconEntry, span).with("why", Arg::Term(why));
        reader.diagnostics.push(found);
    };
    let Some(pattern) = Pattern::of(&composed(&written)) else {
        refuse(written.span, "term-lexicon-written");
        return None;
    };
    let said_words = composed(&spoken);
    let Some(parts) = pattern::parts(&said_words) else {
        refuse(spoken.span, "term-lexicon-blank");
        return None;
    };
    let is_filled = |part: &Part| match part {
        Part::Blank(blank) => pattern.has(*blank),
        Part::Words(_) => true,
    };
    if !parts.iter().all(is_filled) {
        refuse(spoken.span, "term-lexicon-blank");
        return None;
    }
    let is_sayable = |part: &Part| match part {
        Part::Blank(_) => true,
        Part::Words(words) => words.chars().all(is_spoken_letter),
    };
    if parts.is_empty() || !parts.iter().all(is_sayable) {
        refuse(spoken.span, "term-lexicon-spoken");
        return None;
    }
    (!is_said_again(reader, &pattern.name(), written.span, said)).then_some((pattern, parts))
}

/// Letters, blanks, and the marks that part words.
fn is_spoken_letter(letter: char) -> bool {
    letter.is_alphabetic() || matches!(letter, ' ' | ',' | '-' | ':' | '.')
}

/// Whether this file has the same written form before; then that is reported.
fn is_said_again(reader: &mut Reader, name: &str, span: Span, said: &mut Said) -> bool {
    let Some(first) = said.get(name) else {
        said.insert(name.to_owned(), span);
        return false;
    };
    let found = Diagnostic::at(Code::LexiconTwice, span);
    reader.diagnostics.push(found.label(*first, "label-first-here", vec![]));
    true
}

fn composed(text: &str) -> String {
    text.trim().nfc().collect()
}
