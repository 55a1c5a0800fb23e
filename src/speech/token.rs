//! Written text cut into words, digits, blanks and signs.
//!
//! Goes in: any text. Comes out: tokens in NFC that know which bytes of the text they are. It must not know what any of
//! them means.

use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// 0 to 9.
    Digits,
    /// White space.
    Blank,
    /// One sign, with whatever is put on top of it.
    Sign,
}

/// A stretch of text of one kind.
#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    pub kind: Kind,
    /// In NFC, without invisible marks.
    pub text: Cow<'t, str>,
    /// In bytes of the text as it was given.
    pub place: Range<usize>,
}

/// A text as tokens, with questions about what stands where; beyond its end stands nothing.
#[derive(Debug)]
pub(super) struct Tokens<'t>(Vec<Token<'t>>);

impl<'t> Tokens<'t> {
    /// Cuts `text`. Every byte belongs to some token.
    pub fn of(text: &'t str) -> Tokens<'t> {
        let mut tokens: Vec<Token> = Vec::new();
        let mut letters = text.char_indices().peekable();
        while let Some((start, letter)) = letters.next() {
            let kind = kind(letter);
            let mut end = start + letter.len_utf8();
            while let Some((_, next)) = letters.peek() {
                let goes_on = is_on_top(*next) || kind != Kind::Sign && self::kind(*next) == kind;
                if !goes_on {
                    break;
                }
                end += next.len_utf8();
                letters.next();
            }
            tokens.push(Token { kind, text: composed(&text[start..end]), place: start..end });
        }
        Tokens(tokens)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn token(&self, at: usize) -> Option<&Token<'t>> {
        self.0.get(at)
    }

    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.token(at).map(|token| token.kind)
    }

    /// The text at `at`, of whatever kind; empty beyond the end.
    pub fn text(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| &token.text)
    }

    fn of_kind(&self, at: usize, kind: Kind) -> Option<&str> {
        self.token(at).filter(|token| token.kind == kind).map(|token| &*token.text)
    }

    pub fn word(&self, at: usize) -> Option<&str> {
        self.of_kind(at, Kind::Word)
    }

    pub fn digits(&self, at: usize) -> Option<&str> {
        self.of_kind(at, Kind::Digits)
    }

    /// Whether that sign stands there.
    pub fn is_sign(&self, at: usize, sign: &str) -> bool {
        self.of_kind(at, Kind::Sign) == Some(sign)
    }

    /// Whether one of these signs stands there.
    pub fn is_one_of(&self, at: usize, signs: &str) -> bool {
        self.of_kind(at, Kind::Sign).is_some_and(|sign| signs.contains(sign))
    }

    pub fn is_blank(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Blank)
    }

    /// A blank that does not end the line.
    pub fn is_space(&self, at: usize) -> bool {
        self.of_kind(at, Kind::Blank).is_some_and(|blank| !blank.contains('\n'))
    }

    /// `at`, or what stands behind the space there.
    pub fn past_space(&self, at: usize) -> usize {
        at + usize::from(self.is_space(at))
    }

    /// Whether letters or digits stand there.
    pub fn is_solid(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Word | Kind::Digits))
    }

    /// Whether a word or a number ends right before `at`, with nothing between.
    pub fn is_glued(&self, at: usize) -> bool {
        at > 0 && self.is_solid(at - 1)
    }

    /// Where the letters and digits end that stand at `at`, with nothing between them.
    pub fn run_end(&self, at: usize) -> usize {
        let mut end = at;
        while self.is_solid(end) {
            end += 1;
        }
        end
    }

    /// Whether a line begins at `at`; what nobody sees may stand before it.
    pub fn begins_line(&self, at: usize) -> bool {
        let behind_unseen = |mut at: usize| {
            while at > 0 && self.text(at - 1).is_empty() {
                at -= 1;
            }
            at
        };
        let at = behind_unseen(at);
        let blank = at.checked_sub(1).and_then(|before| self.of_kind(before, Kind::Blank));
        at == 0 || blank.is_some_and(|blank| blank.contains('\n') || behind_unseen(at - 1) == 0)
    }

    /// Where the word stands that is parted from `at` by one space and nothing else.
    pub fn word_before(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(2).filter(|_| self.is_space(at - 1))?;
        self.word(before).map(|_| before)
    }

    /// Whether that word, in small letters, is one of `words`.
    pub fn follows(&self, at: usize, words: &[&str]) -> bool {
        let before = self.word_before(at).and_then(|before| self.word(before));
        before.is_some_and(|before| words.contains(&lowered(before).as_ref()))
    }

    /// Whether the words of `phrase`, in small letters, stand right before `at`, spaces between.
    pub fn follows_phrase(&self, at: usize, phrase: &str) -> bool {
        let mut at = at;
        phrase.rsplit(' ').all(|word| {
            let before = self.word_before(at);
            at = before.unwrap_or_default();
            before.and_then(|before| self.word(before)).is_some_and(|before| lowered(before) == word)
        })
    }

    /// Whether the words of `phrase`, in small letters, stand from `at` on, spaces between.
    pub fn leads_phrase(&self, at: usize, phrase: &str) -> bool {
        let mut at = at;
        phrase.split(' ').enumerate().all(|(number, word)| {
            let here = if number == 0 { at } else { self.past_space(at) };
            at = here + 1;
            self.word(here).is_some_and(|found| lowered(found) == word)
        })
    }

    /// The bytes of the tokens from `from` up to but not `to`; none of no tokens.
    pub fn place(&self, from: usize, to: usize) -> Range<usize> {
        match (self.token(from), to.checked_sub(1).and_then(|last| self.token(last))) {
            (Some(first), Some(last)) if from < to => first.place.start..last.place.end,
            (first, _) => first.map_or(0..0, |first| first.place.start..first.place.start),
        }
    }
}

/// In small letters, without copying what is small already.
pub(super) fn lowered(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) { word.to_lowercase().into() } else { word.into() }
}

/// A word with its tone mark at the end, so that hoá and hóa are the same.
pub(super) fn toned_alike(word: &str) -> Cow<'_, str> {
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    if word.is_ascii() {
        return word.into();
    }
    let (mut tones, mut letters) = (String::new(), String::with_capacity(word.len()));
    for letter in word.nfd() {
        if TONES.contains(&letter) { tones.push(letter) } else { letters.push(letter) }
    }
    letters.push_str(&tones);
    letters.into()
}

fn kind(letter: char) -> Kind {
    match letter {
        '0'..='9' => Kind::Digits,
        _ if letter.is_whitespace() => Kind::Blank,
        _ if letter.is_alphabetic() => Kind::Word,
        _ => Kind::Sign,
    }
}

/// What is no sign of its own: marks put on a letter, and marks nobody sees.
fn is_on_top(letter: char) -> bool {
    is_combining_mark(letter) || is_invisible(letter)
}

/// Marks that only tell how text is to be broken, joined or turned.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) && !text.contains(is_invisible) {
        return text.into();
    }
    text.chars().filter(|letter| !is_invisible(*letter)).nfc().collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(Kind, String)> {
        let tokens = Tokens::of(text);
        (0..tokens.len()).map(|at| (tokens.kind(at).expect("there"), tokens.text(at).to_owned())).collect()
    }

    #[test]
    fn text_is_cut_where_letters_digits_blanks_and_signs_meet() {
        let expected = [
            (Kind::Digits, "15"),
            (Kind::Word, "km"),
            (Kind::Blank, " \n"),
            (Kind::Sign, "/"),
            (Kind::Sign, "/"),
            (Kind::Word, "Đồng"),
        ];
        let expected: Vec<_> = expected.map(|(kind, text)| (kind, text.to_owned())).into();
        assert_eq!(cut("15km \n//Đồng"), expected);
    }

    #[test]
    fn decomposed_words_are_composed_and_keep_the_bytes_they_were_given_in() {
        let given: String = "hành 2".nfd().collect();
        let tokens = Tokens::of(&given);
        assert_eq!(tokens.text(0), "hành");
        assert_eq!(&given[tokens.place(2, 3)], "2");
    }

    #[test]
    fn what_nobody_sees_is_dropped_from_words() {
        assert_eq!(cut("x\u{200b}ã\u{feff}"), [(Kind::Word, "xã".to_owned())]);
    }

    #[test]
    fn a_tone_mark_on_either_vowel_is_the_same() {
        assert_eq!(toned_alike("hoá"), toned_alike("hóa"));
        assert_ne!(toned_alike("hoá"), toned_alike("hoà"));
        assert_ne!(toned_alike("hoa"), toned_alike("hóa"));
    }
}
