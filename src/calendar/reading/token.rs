//! Text as numbers, words and marks.
//!
//! Goes in: a text in any Unicode form. Comes out: its tokens, folded, each with the bytes it came from. It must not
//! know what they mean.

use super::{ReadingError, ReadingErrorKind};
use std::ops::Range;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A text folded to lower-case base letters, and where its bytes came from.
pub(super) struct Folded {
    text: String,
    /// For each byte of `text`, the bytes of the source its character came from.
    origin: Vec<Range<usize>>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind<'f> {
    /// ASCII digits.
    Number(&'f str),
    /// Letters, folded.
    Word(&'f str),
    /// Any other character, dashes and quotes folded to the ASCII one.
    Mark(char),
}

/// One token; spaces are none.
#[derive(Debug, Clone)]
pub(super) struct Token<'f> {
    pub kind: Kind<'f>,
    /// Bytes of the source.
    pub range: Range<usize>,
}

/// Drops case and marks, makes dashes and quotes plain, drops invisible characters.
pub(super) fn fold(source: &str) -> Folded {
    let mut folded = Folded { text: String::new(), origin: Vec::new() };
    for (start, c) in source.char_indices() {
        let range = start..start + c.len_utf8();
        decompose_canonical(c, |part| folded.push(part, range.clone()));
    }
    folded
}

/// The error that blames all of `tokens`.
pub(super) fn wrong(tokens: &[Token], kind: ReadingErrorKind) -> ReadingError {
    let start = tokens.first().map_or(0, |token| token.range.start);
    let end = tokens.last().map_or(start, |token| token.range.end);
    ReadingError { range: start..end, kind }
}

/// The kinds of `tokens`, to match against a form.
pub(super) fn kinds<'f>(tokens: &[Token<'f>]) -> Vec<Kind<'f>> {
    tokens.iter().map(|token| token.kind).collect()
}

/// Digits as a number; one too large for that is [`u32::MAX`], which no bound lets pass.
pub(super) fn value(digits: &str) -> u32 {
    digits.parse().unwrap_or(u32::MAX)
}

impl Folded {
    /// The tokens, at least one.
    pub fn tokens(&self) -> Result<Vec<Token<'_>>, ReadingError> {
        let mut tokens = Vec::new();
        let mut rest = self.text.as_str();
        while let Some(c) = rest.chars().next() {
            let length = match c {
                _ if c.is_ascii_digit() => run(rest, |c| c.is_ascii_digit()),
                _ if c.is_alphabetic() => run(rest, char::is_alphabetic),
                _ => c.len_utf8(),
            };
            let (text, after) = rest.split_at(length);
            let kind = match c {
                _ if c.is_ascii_digit() => Kind::Number(text),
                _ if c.is_alphabetic() => Kind::Word(text),
                _ => Kind::Mark(c),
            };
            if !c.is_whitespace() {
                let start = self.text.len() - rest.len();
                let range = self.origin[start].start..self.origin[start + length - 1].end;
                tokens.push(Token { kind, range });
            }
            rest = after;
        }
        if tokens.is_empty() {
            let end = self.origin.last().map_or(0, |last| last.end);
            return Err(ReadingError { range: 0..end, kind: ReadingErrorKind::Empty });
        }
        Ok(tokens)
    }

    fn push(&mut self, part: char, range: Range<usize>) {
        if is_combining_mark(part) {
            if let Some(last) = self.origin.last_mut() {
                last.end = range.end; // a mark belongs to the letter it stands on
            }
            return;
        }
        let plain = match part {
            '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => return,
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '‘' | '’' | '′' => '\'',
            '“' | '”' | '″' => '"',
            'đ' | 'Đ' => 'd',
            other => other,
        };
        for lower in plain.to_lowercase() {
            self.text.push(lower);
            self.origin.extend(std::iter::repeat_n(range.clone(), lower.len_utf8()));
        }
    }
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_true_to_a_decomposed_source_with_wide_spaces() {
        let source = "Thu\u{31b}\u{301}\u{a0}Hai"; // NFD, a no-break space
        let folded = fold(source);
        let tokens = folded.tokens().expect("two words");
        assert_eq!(kinds(&tokens), [Kind::Word("thu"), Kind::Word("hai")]);
        assert_eq!(&source[tokens[0].range.clone()], "Thu\u{31b}\u{301}");
        assert_eq!(&source[tokens[1].range.clone()], "Hai");
    }

    #[test]
    fn composed_letters_lose_their_marks_and_keep_their_bytes() {
        let source = "12 phút";
        let folded = fold(source);
        let tokens = folded.tokens().expect("a number and a word");
        assert_eq!(kinds(&tokens), [Kind::Number("12"), Kind::Word("phut")]);
        assert_eq!(&source[tokens[1].range.clone()], "phút");
    }
}
