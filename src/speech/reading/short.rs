//! Words that may not be words: abbreviations, single letters, Roman numerals, letters and digits in one.
//!
//! Goes in: a word's token that the lexicon does not know. Comes out: its words or a doubt. It must not know what was
//! said before but the words that stand right before it.
//!
//! **What is an abbreviation.** Letters with a capital one inside, and letters without a vowel, are one. A word all in
//! capitals is none if it is a Vietnamese syllable and a vowel of it bears a mark (THÔNG), or if a word next to it in
//! the line is in capitals and a syllable too (TIN VUI); alone (TIN) it may be either, and is doubtful.

use super::syllable::{has_marked_vowel, has_vowel, is_syllable};
use super::{Near, Outcome};
use crate::speech::doubt::DoubtKind;
use crate::speech::token::{Tokens, lowered};
use crate::speech::variants::Variants;
use crate::speech::{Speech, date, letter, number};
use unicode_normalization::UnicodeNormalization;

/// Behind these a Roman numeral is one.
const COUNTED_IN_ROMAN: [&str; 24] = [
    "khóa", "khoá", "quý", "kỷ", "kỉ", "thứ", "chương", "phần", "mục", "cấp", "loại", "hạng", "vùng", "vực",
    "hội", "kỳ", "tập", "quyển", "bậc", "nhóm", "đợt", "đoạn", "lục", "bảng",
];

/// Behind these a single letter is its name.
const NAMED_BY_LETTER: [&str; 24] = [
    "điểm", "khoản", "mục", "tiết", "nhóm", "lớp", "tổ", "khu", "lô", "dãy", "phần", "ý", "loại", "hạng",
    "cột", "hàng", "câu", "bảng", "tuyến", "vitamin", "gan", "lục", "phương", "đội",
];

/// What the word at `at` is.
pub(super) fn short(tokens: &Tokens, at: usize, near: &Near, speech: &Speech) -> Outcome {
    let word = tokens.word(at).unwrap_or_default();
    let plain = Outcome::Said { end: at + 1, words: word.to_owned() };
    if let Some(outcome) = mixture(tokens, at, speech.variants) {
        return outcome;
    }
    if let Some(outcome) = roman(tokens, at, near, speech.variants) {
        return outcome;
    }
    let doubt = |kind| Outcome::Doubt { end: at + 1, kind };
    if !word.nfd().all(is_latin) {
        return doubt(DoubtKind::Script);
    }
    if word.chars().nth(1).is_none() {
        return single(tokens, at, word);
    }
    if let Some(meanings) = speech.lexicon.meanings(word) {
        return doubt(DoubtKind::Several(meanings.clone()));
    }
    let has_capital_inside = word.chars().skip(1).any(char::is_uppercase);
    if !has_vowel(word) || has_capital_inside && !is_in_capitals(word) {
        return doubt(DoubtKind::Abbreviation);
    }
    if is_in_capitals(word) && !is_heading(tokens, at, word) {
        return doubt(DoubtKind::Abbreviation);
    }
    plain
}

/// Letters with digits right behind them: A4.
fn mixture(tokens: &Tokens, at: usize, variants: Variants) -> Option<Outcome> {
    let digits = tokens.digits(at + 1)?;
    let end = tokens.run_end(at);
    let name = tokens.word(at).filter(|word| word.chars().all(char::is_uppercase)).and_then(letter::name);
    // T7 is a Saturday, a July or the name of something.
    let is_known = tokens.word(at) != Some("T") && end == at + 2;
    let said = name.filter(|_| is_known).and_then(|name| {
        Some(Outcome::Said { end, words: format!("{name} {}", number::integer(digits, variants)?) })
    });
    Some(said.unwrap_or(Outcome::Doubt { end, kind: DoubtKind::Mixture }))
}

/// Khóa XV, quý I/2025, thế kỷ XIX-XX, and `II.` where a line begins.
fn roman(tokens: &Tokens, at: usize, near: &Near, variants: Variants) -> Option<Outcome> {
    let value = number::roman(tokens.word(at)?)?;
    let is_series = near.roman_end.is_some_and(|end| joins(tokens, end, at));
    let is_heading = tokens.begins_line(at) && tokens.is_one_of(at + 1, ".)/-") && tokens.is_blank(at + 2);
    if !is_series && !is_heading && !tokens.follows(at, &COUNTED_IN_ROMAN) {
        return None;
    }
    let is_ordinal = tokens.follows(at, &["thứ"]);
    let said = |value: u32| match is_ordinal {
        true => number::ordinal(&value.to_string(), variants),
        false => number::integer(&value.to_string(), variants),
    };
    let (mut words, mut end) = (said(value)?, at + 1);
    let last = tokens.word(at + 2).and_then(number::roman).filter(|last| *last > value);
    if let Some(last) = last.filter(|_| tokens.is_one_of(at + 1, "-–")) {
        words += &format!(" đến {}", said(last)?);
        end = at + 3;
    }
    let year = tokens.digits(end + 1).filter(|year| year.len() == 4 && tokens.is_one_of(end, "/-"));
    if let Some(year) = year.filter(|_| tokens.follows(at, &["quý"])) {
        words += &format!(" năm {}", date::year_number(year.parse().ok()?, variants));
        end += 2;
    }
    Some(Outcome::Said { end, words })
}

/// Whether nothing but what joins the members of a series stands between: "quý I và II".
pub(super) fn joins(tokens: &Tokens, end: usize, at: usize) -> bool {
    const MOST: usize = 6;
    at >= end
        && at - end <= MOST
        && (end..at).all(|at| {
            tokens.is_space(at)
                || tokens.is_one_of(at, ",-–;")
                || tokens.word(at).is_some_and(|word| {
                    matches!(&*lowered(word), "và" | "đến" | "tới" | "hoặc" | "hay" | "ngày" | "quý" | "sang")
                })
        })
}

fn single(tokens: &Tokens, at: usize, word: &str) -> Outcome {
    let end = at + 1;
    // A lone I is one, or the letter.
    let is_plain = has_vowel(word) && word != "I";
    let Some(name) = letter::name(word).filter(|_| !is_plain) else {
        return Outcome::Said { end, words: word.to_owned() };
    };
    let is_listed = tokens.is_sign(end, ")")
        || tokens.begins_line(at) && tokens.is_sign(end, ".") && !shortens_name(tokens, at, word);
    if is_listed || tokens.follows(at, &NAMED_BY_LETTER) {
        return Outcome::Said { end, words: name.to_owned() };
    }
    Outcome::Doubt { end, kind: DoubtKind::Letter }
}

/// Whether a capital with a dot may be short for what is named behind it: H. Đồng Xuân, Q.1.
fn shortens_name(tokens: &Tokens, at: usize, word: &str) -> bool {
    let next = tokens.past_space(at + 2);
    let is_name = tokens.word(next).is_some_and(|name| name.starts_with(char::is_uppercase));
    is_in_capitals(word) && (is_name || tokens.digits(next).is_some())
}

fn is_in_capitals(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

/// Whether a word all in capitals is a word.
fn is_heading(tokens: &Tokens, at: usize, word: &str) -> bool {
    if !is_syllable(word) {
        return false;
    }
    let before = tokens.word_before(at);
    let behind = Some(tokens.past_space(at + 1)).filter(|behind| *behind > at + 1);
    let mut beside = [before, behind].into_iter().flatten().filter_map(|at| tokens.word(at));
    has_marked_vowel(word)
        || beside.any(|word| word.chars().nth(1).is_some() && is_in_capitals(word) && is_syllable(word))
}

/// Letters of the Latin script, and the marks put on them.
fn is_latin(letter: char) -> bool {
    matches!(letter, 'a'..='z' | 'A'..='Z' | 'đ' | 'Đ' | '\u{c0}'..='\u{24f}' | '\u{300}'..='\u{36f}'
        | '\u{1e00}'..='\u{1eff}')
}
