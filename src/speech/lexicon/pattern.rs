//! The written form of an entry, and its spoken one: words, signs, and blanks to be filled from the text.
//!
//! Goes in: `QL{số}`, `TP {Tên}`. Comes out: whether a place in a text fits. It must not know the table.

use crate::speech::letter;
use crate::speech::reading::has_vowel;
use crate::speech::token::{Kind, Tokens, lowered, toned_alike};
use std::borrow::Cow;

/// A written form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// A word, digits or a sign: its key, and how its letters are if case counts.
    Token {
        key: String,
        exact: Option<String>,
    },
    Space,
    Blank(Blank),
}

/// What is filled in from the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blank {
    /// `{Tên}`: a word with a capital letter.
    Name,
    /// `{số}`: digits, said as a number.
    Number,
    /// `{chữ số}`: digits, said one by one.
    Digits,
}

/// A piece of a spoken form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Words(String),
    Blank(Blank),
}

/// The names of the blanks.
const BLANKS: [(&str, Blank); 3] = [("Tên", Blank::Name), ("số", Blank::Number), ("chữ số", Blank::Digits)];

/// How a token is looked up: a short form as it is, an ordinary word in small letters.
pub(super) fn key(token: &str) -> Cow<'_, str> {
    let capitals = token.chars().filter(|letter| letter.is_uppercase()).count();
    let is_ordinary = capitals == 1 && token.chars().nth(1).is_some();
    if is_ordinary { toned_alike(&lowered(token)).into_owned().into() } else { toned_alike(token) }
}

/// A spoken form in its parts. None when it has a blank that does not exist.
pub(super) fn parts(spoken: &str) -> Option<Vec<Part>> {
    cut(spoken)?
        .into_iter()
        .map(|piece| match piece {
            Cut::Text(text) => Some(Part::Words(text.to_owned())),
            Cut::Blank(blank) => Some(Part::Blank(blank)),
        })
        .collect()
}

impl Pattern {
    /// A written form. None when it is empty, begins with a blank or has one that does not exist.
    pub fn of(written: &str) -> Option<Pattern> {
        let is_one_word = Tokens::of(written).len() == 1;
        let mut pieces = Vec::new();
        for piece in cut(written)? {
            match piece {
                Cut::Blank(blank) => pieces.push(Piece::Blank(blank)),
                Cut::Text(text) => {
                    let tokens = Tokens::of(text);
                    pieces.extend((0..tokens.len()).map(|at| match tokens.kind(at) {
                        Some(Kind::Blank) => Piece::Space,
                        _ => Piece::Token {
                            key: key(tokens.text(at)).into_owned(),
                            exact: is_one_word.then(|| toned_alike(tokens.text(at)).into_owned()),
                        },
                    }));
                }
            }
        }
        matches!(pieces.first(), Some(Piece::Token { .. })).then_some(Pattern(pieces))
    }

    /// What it is told apart by.
    pub fn name(&self) -> String {
        let name = |piece: &Piece| match piece {
            Piece::Token { exact: Some(exact), .. } => exact.clone(),
            Piece::Token { key, .. } => key.clone(),
            Piece::Space => " ".to_owned(),
            Piece::Blank(blank) => format!("{{{blank:?}}}"),
        };
        self.0.iter().map(name).collect()
    }

    /// The key of its first token.
    pub fn first(&self) -> String {
        match self.0.first() {
            Some(Piece::Token { key, .. }) => key.clone(),
            _ => unreachable!("a pattern begins with a token"),
        }
    }

    /// How much of it is no blank.
    pub fn fixed(&self) -> usize {
        self.0.iter().filter(|piece| !matches!(piece, Piece::Blank(_))).count()
    }

    /// Whether it has that blank.
    pub fn has(&self, blank: Blank) -> bool {
        self.0.contains(&Piece::Blank(blank))
    }

    /// Where it ends when it begins at `at`; none when it does not fit, or letters or digits go on behind it.
    pub fn fits(&self, tokens: &Tokens, at: usize) -> Option<usize> {
        let mut here = at;
        for piece in &self.0 {
            here = match piece {
                Piece::Token { key: wanted, exact } => {
                    let text = tokens.text(here);
                    let is_same = match exact {
                        Some(exact) => toned_alike(text) == exact.as_str(),
                        None => key(text) == wanted.as_str(),
                    };
                    is_same.then_some(here + 1)?
                }
                Piece::Space => tokens.is_blank(here).then_some(here + 1)?,
                Piece::Blank(blank) => filled(*blank, tokens, here)?,
            };
        }
        let ends_solid = here > at && tokens.is_solid(here - 1);
        let goes_on = ends_solid && tokens.is_solid(here) || tokens.is_one_of(here, "²³");
        (!goes_on).then_some(here)
    }

    /// Where `blank` is filled in when the pattern begins at `at`, and the name of the letter behind its digits.
    pub fn place_of(
        &self,
        blank: Blank,
        tokens: &Tokens,
        at: usize,
    ) -> Option<(usize, Option<&'static str>)> {
        let mut here = at;
        for piece in &self.0 {
            match piece {
                Piece::Blank(found) => {
                    let end = filled(*found, tokens, here)?;
                    if *found == blank {
                        let letter = if end > here + 1 { letter::name(tokens.text(here + 1)) } else { None };
                        return Some((here, letter));
                    }
                    here = end;
                }
                _ => here += 1,
            }
        }
        None
    }
}

enum Cut<'a> {
    Text(&'a str),
    Blank(Blank),
}

fn cut(form: &str) -> Option<Vec<Cut<'_>>> {
    let (mut pieces, mut rest) = (Vec::new(), form);
    while let Some((before, behind)) = rest.split_once('{') {
        let (name, behind) = behind.split_once('}')?;
        let (_, blank) = BLANKS.iter().find(|(known, _)| *known == name)?;
        pieces.extend([Cut::Text(before), Cut::Blank(*blank)]);
        rest = behind;
    }
    pieces.push(Cut::Text(rest));
    pieces.retain(|piece| !matches!(piece, Cut::Text("")));
    Some(pieces)
}

/// Where a blank ends that begins at `at`: digits may have one letter behind them.
fn filled(blank: Blank, tokens: &Tokens, at: usize) -> Option<usize> {
    match blank {
        Blank::Name => {
            tokens.word(at).filter(|word| is_name(word))?;
            Some(at + 1)
        }
        Blank::Number | Blank::Digits => {
            tokens.digits(at)?;
            let has_letter = tokens.word(at + 1).is_some_and(|word| letter::name(word).is_some());
            Some(at + 1 + usize::from(has_letter))
        }
    }
}

/// A capital first, the others small, a vowel among them.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && has_vowel(word) && letters.all(char::is_lowercase)
}
