//! Abbreviations in brackets right behind their full form, which are silent.
//!
//! Goes in: tokens where a bracket opens, what was said before. Comes out: where it closes. It must not know other signs.

use crate::speech::Speech;
use crate::speech::lexicon::Sought;
use crate::speech::token::{Tokens, lowered, toned_alike};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A silent bracket.
pub(super) struct Bracket {
    pub end: usize,
    /// An abbreviation that the lexicon does not know, and what the text says it stands for.
    pub explains: Option<(String, String)>,
}

/// The longest bracket, in tokens: "(sau đây gọi tắt là PAR Index)".
const LONGEST: usize = 16;

/// What stands before an abbreviation that is explained.
const CALLED: [&str; 6] =
    ["sau đây gọi tắt là", "sau đây viết tắt là", "gọi tắt là", "viết tắt là", "viết tắt", "gọi tắt"];

/// The bracket at `at`, if it repeats in short what `said` ends with.
pub(super) fn bracket(tokens: &Tokens, at: usize, said: &str, speech: &Speech) -> Option<Bracket> {
    if !tokens.is_sign(at, "(") {
        return None;
    }
    let close =
        (at + 1..at + LONGEST).find(|at| tokens.is_one_of(*at, "()") || tokens.kind(*at).is_none())?;
    let called = CALLED.iter().find(|called| tokens.leads_phrase(at + 1, called));
    let from = at + 1 + called.map_or(0, |called| called.split(' ').count() * 2);
    if !tokens.is_sign(close, ")") || from >= close {
        return None;
    }
    let end = close + 1;
    let said = said.trim_end();
    let listed = speech.lexicon.longest(tokens, from, Sought::Word, speech.variants);
    if let Some((_, words)) = listed.filter(|(last, _)| *last == close) {
        return ends_with(said, &words).then_some(Bracket { end, explains: None });
    }
    let short = tokens.word(from).filter(|_| from + 1 == close)?;
    let meanings = speech.lexicon.meanings(short);
    if meanings.is_some_and(|meanings| meanings.iter().any(|words| ends_with(said, words))) {
        return Some(Bracket { end, explains: None });
    }
    let words = explained(short, said)?;
    Some(Bracket { end, explains: Some((short.to_owned(), words)) })
}

/// Whether the last words of `said` are `words`, in whatever case.
fn ends_with(said: &str, words: &str) -> bool {
    let mut last = said.split(' ').rev();
    words.rsplit(' ').all(|word| last.next().is_some_and(|said| alike(said) == alike(word)))
}

/// A word whatever its case and wherever its tone mark stands: Uỷ and ủy.
fn alike(word: &str) -> String {
    toned_alike(&lowered(word)).into_owned()
}

/// The last words of `said`, if `short` is made of their first letters.
fn explained(short: &str, said: &str) -> Option<String> {
    let letters: Vec<char> = short.chars().collect();
    if letters.len() < 2 || !letters.iter().all(|letter| letter.is_uppercase()) {
        return None;
    }
    let mut words: Vec<&str> = said.rsplit([' ', '\n']).take(letters.len()).collect();
    words.reverse();
    let is_made_of = words.len() == letters.len()
        && words.iter().zip(&letters).all(|(word, letter)| initial(word) == initial(&letter.to_string()));
    is_made_of.then(|| words.join(" ").trim_end_matches(',').to_owned())
}

/// The first letter, small and without marks; đ stays đ.
fn initial(word: &str) -> Option<char> {
    let first = word.trim_start_matches(|letter: char| !letter.is_alphabetic());
    first.nfd().find(|letter| !is_combining_mark(*letter)).and_then(|letter| letter.to_lowercase().next())
}
