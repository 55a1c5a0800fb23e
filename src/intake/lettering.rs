//! With which letters a text is written: Unicode, or the eight bits of an old font.
//!
//! Goes in: bytes, or a text of which every letter stands for the byte of an old font. Comes out: the text in Unicode,
//! and how it was read. It must not decide for people: what is only likely is said to be so.

use super::plausible::is_syllable;
use super::{tcvn3, vni};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// The letters a text is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lettering {
    /// Unicode.
    Unicode,
    /// TCVN3, also called ABC: fonts `.VnTime` and the like.
    Tcvn3,
    /// The same in a font that shows capitals only: `.VnTimeH`.
    Tcvn3Capitals,
    /// VNI-Windows: fonts `VNI-Times` and the like.
    Vni,
}

/// What a text seems to be written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guess {
    /// Plainly so.
    Plain,
    /// These old letters make Vietnamese of it; somebody should look.
    Likely(Lettering),
    /// No letters make Vietnamese of it.
    Unknown,
}

/// The letters of the bytes 80 to 9F in Windows-1252; the five that it leaves free stand for themselves.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// Old letters are believed when so large a share of the words that have any become syllables.
const BELIEVED: f64 = 0.7;

/// So much better than all others has the best reading to be.
const BETTER: f64 = 0.15;

/// So many words are looked at.
const LOOKED_AT: usize = 2_000;

impl Lettering {
    /// The letters that a font of that name shows.
    pub fn of_font(name: &str) -> Lettering {
        let name = name.trim().to_ascii_lowercase();
        match name.starts_with(".vn") {
            true if name.ends_with('h') => Lettering::Tcvn3Capitals,
            true => Lettering::Tcvn3,
            false if name.starts_with("vni-") || name.starts_with("vni ") => Lettering::Vni,
            false => Lettering::Unicode,
        }
    }

    /// `text`, written with these letters, in Unicode (NFC).
    pub fn decode(self, text: &str) -> String {
        match self {
            // A soft hyphen is where a line may break, and no letter.
            Lettering::Unicode => text.nfc().filter(|letter| *letter != '\u{ad}').collect(),
            Lettering::Tcvn3 => tcvn3::decode(&as_latin(text)),
            Lettering::Tcvn3Capitals => tcvn3::decode(&as_latin(text)).to_uppercase(),
            Lettering::Vni => vni::decode(text),
        }
    }
}

/// What `text` is written with. Where it `is_unicode` for certain, that is never unknown.
pub fn guess(text: &str, is_unicode: bool) -> Guess {
    let is_own = |letter: char| !letter.is_ascii() && !matches!(letter, '“' | '”' | '–' | '…' | '\u{feff}');
    let words = text.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || c.is_ascii_digit());
    let words: Vec<&str> = words.filter(|word| word.contains(is_own)).take(LOOKED_AT).collect();
    if words.is_empty() {
        return if is_unicode || text.is_ascii() { Guess::Plain } else { Guess::Unknown };
    }
    let share = |lettering: Lettering| {
        let good = words.iter().filter(|word| {
            let read = lettering.decode(word);
            is_syllable(read.trim_matches(|letter: char| !letter.is_alphabetic()))
        });
        part(good.count(), words.len())
    };
    let as_it_is = if is_unicode { share(Lettering::Unicode) } else { 0.0 };
    let (tcvn3, vni) = (share(Lettering::Tcvn3), share(Lettering::Vni));
    let (best, lettering, other) =
        if tcvn3 >= vni { (tcvn3, Lettering::Tcvn3, vni) } else { (vni, Lettering::Vni, tcvn3) };
    if best >= BELIEVED && best >= other + BETTER && best >= as_it_is + BETTER {
        return Guess::Likely(lettering);
    }
    if is_unicode { Guess::Plain } else { Guess::Unknown }
}

/// Bytes as text: UTF-8 with or without its mark, UTF-16 of either order, else each byte as its letter in Windows-1252.
/// And whether it is Unicode for certain.
pub fn letters(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let wide = |rest: &[u8], order: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
        let read = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER));
        (Cow::Owned(read.collect()), true)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ if is_wide(bytes, 1) => wide(bytes, u16::from_le_bytes),
        _ if is_wide(bytes, 0) => wide(bytes, u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) => (Cow::Borrowed(text), true),
                Err(_) => (Cow::Owned(bytes.iter().map(|byte| of_byte(*byte)).collect()), false),
            }
        }
    }
}

/// Whether the text is UTF-16 without a mark: of Vietnamese more than a third of the high bytes, which stand at `high` in
/// each pair, are nought (blanks and plain letters), and hardly any of the low ones.
fn is_wide(bytes: &[u8], high: usize) -> bool {
    let pairs = bytes.chunks_exact(2);
    let count = |at: usize| pairs.clone().filter(|pair| pair[at] == 0).count();
    bytes.len().is_multiple_of(2) && bytes.len() >= 4 && count(high) * 3 > pairs.len() && count(1 - high) == 0
}

fn of_byte(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252.chars().nth(usize::from(byte - 0x80)).expect("it has 32 letters"),
        _ => char::from(byte),
    }
}

/// Each letter of Windows-1252 as the one whose number is its byte.
fn as_latin(text: &str) -> String {
    let byte = |letter: char| {
        let at = WINDOWS_1252.chars().position(|known| known == letter)?;
        char::from_u32(0x80 + u32::try_from(at).ok()?)
    };
    text.chars().map(|letter| byte(letter).unwrap_or(letter)).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand words")]
fn part(some: usize, all: usize) -> f64 {
    some as f64 / all as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "Kính thưa bà con, ngày mai trạm y tế xã tiêm phòng cho trẻ em ở thôn Phước Hòa.";
    const TCVN3: &str =
        "KÝnh th\u{ad}a bµ con, ngµy mai tr¹m y tÕ x· tiªm phßng cho trÎ em ë th«n Ph\u{ad}íc Hßa.";
    const VNI: &str =
        "Kính thöa baø con, ngaøy mai traïm y teá xaõ tieâm phoøng cho treû em ôû thoân Phöôùc Hoøa.";

    fn wide(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_form_of_unicode_is_read_with_and_without_a_mark() {
        let marked = format!("\u{feff}{WORDS}");
        for bytes in [
            WORDS.as_bytes().to_vec(),
            marked.as_bytes().to_vec(),
            wide(&marked, u16::to_le_bytes),
            wide(&marked, u16::to_be_bytes),
            wide(WORDS, u16::to_le_bytes),
            wide(WORDS, u16::to_be_bytes),
        ] {
            let (text, is_unicode) = letters(&bytes);
            assert_eq!((&*text, is_unicode), (WORDS, true));
            assert_eq!(guess(&text, true), Guess::Plain);
        }
    }

    #[test]
    fn old_letters_are_recognised_by_the_vietnamese_they_make_as_bytes_and_pasted() {
        for (written, lettering) in [(TCVN3, Lettering::Tcvn3), (VNI, Lettering::Vni)] {
            let bytes: Vec<u8> = written.chars().map(|letter| u8::try_from(letter).expect("Latin")).collect();
            let (text, is_unicode) = letters(&bytes);
            assert!(!is_unicode);
            for is_unicode in [false, true] {
                assert_eq!(guess(&text, is_unicode), Guess::Likely(lettering));
            }
            assert_eq!(lettering.decode(&text), WORDS);
        }
    }

    #[test]
    fn what_no_letters_make_vietnamese_of_is_left_to_people() {
        assert_eq!(guess("Ð ù ÿ þþþ ©©© ¥¥", false), Guess::Unknown);
        assert_eq!(guess("Café, naïve", true), Guess::Plain);
        assert_eq!(guess("😀 שלום", true), Guess::Plain);
    }

    #[test]
    fn a_font_tells_its_letters_by_name() {
        for (font, lettering) in [
            (".VnTime", Lettering::Tcvn3),
            (".VnArialH", Lettering::Tcvn3Capitals),
            ("VNI-Times", Lettering::Vni),
            ("Times New Roman", Lettering::Unicode),
        ] {
            assert_eq!(Lettering::of_font(font), lettering, "{font}");
        }
        assert_eq!(Lettering::Tcvn3Capitals.decode("Uû ban nh©n d©n"), "UỶ BAN NHÂN DÂN");
    }
}
