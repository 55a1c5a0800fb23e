//! Symbols of documents: 201/KH-UBND, 30/2020/NĐ-CP.
//!
//! Goes in: tokens where the number of a document stands. Comes out: its words. It must not know other numbers.
//!
//! A symbol repeats kind and issuer: it is silent, but where it alone tells them.

use super::Outcome;
use crate::speech::doubt::DoubtKind;
use crate::speech::lexicon::Document;
use crate::speech::token::{Tokens, lowered};
use crate::speech::{Speech, number};

/// The most parts of a symbol: TTLT-BTC-BNV-BYT.
const MOST_PARTS: usize = 8;

/// A document's "của" is looked for in so many tokens behind its symbol: " ngày 15 tháng 11 năm 2021 của".
const NEAR: usize = 14;

/// What stands at `at`, if it is the number of a document; `sentence` is what was said of its sentence.
pub(super) fn document(tokens: &Tokens, at: usize, sentence: &str, speech: &Speech) -> Option<Outcome> {
    let first = tokens.digits(at)?;
    let year = tokens.digits(at + 2).filter(|year| year.len() == 4 && tokens.is_sign(at + 1, "/"));
    let from = at + if year.is_some() { 3 } else { 1 };
    let (end, symbol) = symbol(tokens, from)?;
    let known = speech.lexicon.document(&symbol);
    let is_called_number = tokens.follows(at, &["số"]) || follows_colon(tokens, at);
    let kind = match known {
        Some(_) if is_called_number => String::new(),
        Some(known) if tokens.follows_phrase(at, &known.kind) => "số ".to_owned(),
        Some(known) => format!("{} số ", known.kind),
        None if is_called_number || tokens.is_sign(from, "/") => {
            return Some(Outcome::Doubt { end, kind: DoubtKind::Mixture });
        }
        None => return None,
    };
    let mut words = kind + &number::integer(first, speech.variants)?;
    if let Some(year) = year {
        words += &format!(" năm {}", number::integer(year, speech.variants)?);
    }
    let known = known.filter(|known| !is_told(tokens, end, known, sentence));
    if let Some(issuer) = known.and_then(|known| known.issuer.as_deref()) {
        words += &format!(" của {issuer}");
    }
    Some(Outcome::Said { end, words })
}

/// Where the symbol ends that begins with the sign at `at`, and its letters: "NĐ-CP", "QH".
fn symbol(tokens: &Tokens, at: usize) -> Option<(usize, String)> {
    let (mut end, mut symbol) = (at, String::new());
    for part in 0..MOST_PARTS {
        if !tokens.is_one_of(end, "/-") {
            break;
        }
        let Some(letters) = tokens.word(end + 1).filter(|letters| is_symbol(letters)) else { break };
        if part > 0 {
            symbol += tokens.text(end);
        }
        symbol += letters;
        end += 2;
        end += usize::from(tokens.digits(end).is_some());
    }
    let goes_on = tokens.is_solid(end) || tokens.is_one_of(end, "/-") && tokens.is_solid(end + 1);
    (end > at && !goes_on).then_some((end, symbol))
}

fn is_symbol(letters: &str) -> bool {
    letters.chars().filter(|letter| letter.is_uppercase()).count() > 1
}

/// "số:" before it.
fn follows_colon(tokens: &Tokens, at: usize) -> bool {
    let colon = at.checked_sub(if at > 0 && tokens.is_space(at - 1) { 2 } else { 1 });
    colon.is_some_and(|colon| {
        tokens.is_sign(colon, ":")
            && colon
                .checked_sub(1)
                .and_then(|word| tokens.word(word))
                .is_some_and(|word| lowered(word) == "số")
    })
}

/// Whether the text says itself whose document it is, before or behind the symbol.
fn is_told(tokens: &Tokens, end: usize, known: &Document, sentence: &str) -> bool {
    let parts_a_date = |at: &usize| {
        tokens.digits(*at).is_some()
            || tokens.is_space(*at)
            || tokens.is_one_of(*at, "/-.,")
            || tokens.word(*at).is_some_and(|word| matches!(&*lowered(word), "ngày" | "tháng" | "năm"))
    };
    let behind = (end..end + NEAR).find(|at| !parts_a_date(at));
    let is_behind = behind.and_then(|at| tokens.word(at)).is_some_and(|word| lowered(word) == "của");
    is_behind || known.issuer.as_deref().is_some_and(|issuer| is_named(sentence, issuer, &known.kind))
}

/// Whether a sentence names the issuer, and not only as that of another kind of document.
fn is_named(sentence: &str, issuer: &str, kind: &str) -> bool {
    let sentence = sentence.to_lowercase();
    sentence.rsplit_once(&issuer.to_lowercase()).is_some_and(|(before, _)| {
        let is_of_another = before.ends_with(" của ") && before.contains(" số ") && !before.contains(kind);
        !is_of_another
    })
}
