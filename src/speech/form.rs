//! One explicit form: what `loa say --as` and the filters of templates decide, where a text alone does not.
//!
//! Goes in: a text and what it is. Comes out: its spoken words, or a doubt about all of it. It must not guess.

use super::doubt::{Doubt, DoubtKind};
use super::token::Tokens;
use super::variants::Variants;
use super::{Speech, Spoken, clock, date, number, phone};

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum As {
    /// Running text, as [`Speech::spoken`] takes it.
    Text,
    /// A whole number, negative or not: 2.050.000, -5.
    Number,
    /// A number with decimals behind a comma: 3,5.
    Decimal,
    /// A place in an order: 1 → nhất, IV → tư.
    Ordinal,
    /// A year: 2025.
    Year,
    /// A fraction: 3/4.
    Fraction,
    /// A day of the solar calendar: 2/9, 2/9/2025, 2025-09-02.
    Date,
    /// A day of the lunar calendar: 15/1, 1/6 nhuận.
    Lunar,
    /// A time of day: 17h30, 17:30.
    Time,
    /// A telephone number, or any other digits said one by one.
    Phone,
    /// An amount in đồng: 2.050.000, 1,5 triệu.
    Money,
}

impl As {
    /// Every form with its name on the command line.
    pub const ALL: [(&'static str, As); 11] = [
        ("text", As::Text),
        ("number", As::Number),
        ("decimal", As::Decimal),
        ("ordinal", As::Ordinal),
        ("year", As::Year),
        ("fraction", As::Fraction),
        ("date", As::Date),
        ("lunar", As::Lunar),
        ("time", As::Time),
        ("phone", As::Phone),
        ("money", As::Money),
    ];

    /// Why a text is not of this form, as the id of a message.
    fn not_so(self) -> &'static str {
        match self {
            As::Text | As::Number => "doubt-not-a-number",
            As::Decimal => "doubt-not-a-decimal",
            As::Ordinal => "doubt-not-an-ordinal",
            As::Year => "doubt-not-a-year",
            As::Fraction => "doubt-not-a-fraction",
            As::Date => "doubt-not-a-date",
            As::Lunar => "doubt-not-a-lunar-date",
            As::Time => "doubt-not-a-time",
            As::Phone => "doubt-not-a-phone",
            As::Money => "doubt-not-money",
        }
    }
}

/// Says `text` as `form`.
pub(super) fn say(text: &str, form: As, speech: &Speech) -> Spoken {
    let variants = speech.variants;
    let written = text.trim();
    let words = match form {
        As::Text => return speech.spoken(text),
        As::Number => signed(written, |rest| whole(rest, variants)),
        As::Decimal => signed(written, |rest| decimal(rest, variants)),
        As::Ordinal => ordinal(written, variants),
        As::Year => whole(written, variants).filter(|_| written.len() <= 4),
        As::Fraction => fraction(written, variants),
        As::Date => {
            day(written).map(|day| format!("ngày {}", date::solar(day.day, day.month, day.year, variants)))
        }
        As::Lunar => lunar(written, variants),
        As::Time => time(written, variants),
        As::Phone => telephone(written),
        As::Money => money(written, speech),
    };
    match words {
        Some(words) => Spoken { words, doubts: Vec::new() },
        None => {
            let doubt = Doubt { place: 0..text.len(), kind: DoubtKind::NotThat(form.not_so()) };
            Spoken { words: text.to_owned(), doubts: vec![doubt] }
        }
    }
}

/// "âm" for a minus before what `say` says.
fn signed(text: &str, say: impl Fn(&str) -> Option<String>) -> Option<String> {
    match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => Some(format!("âm {}", say(rest)?)),
        None => say(text),
    }
}

/// Digits, with dots between thousands if there are any.
fn whole(text: &str, variants: Variants) -> Option<String> {
    number::integer(&without_dots(text)?, variants)
}

fn decimal(text: &str, variants: Variants) -> Option<String> {
    match text.split_once(',') {
        Some((whole, decimals)) => number::decimal(&without_dots(whole)?, decimals, variants),
        None => whole(text, variants),
    }
}

/// None when dots stand where no thousands end.
fn without_dots(text: &str) -> Option<String> {
    let mut groups = text.split('.');
    let first = groups.next().filter(|first| !first.is_empty())?;
    let has_dots = text.contains('.');
    let is_grouped = !has_dots || first.len() <= 3 && groups.all(|group| group.len() == 3);
    is_grouped.then(|| text.replace('.', ""))
}

fn ordinal(text: &str, variants: Variants) -> Option<String> {
    match number::roman(text) {
        Some(value) => number::ordinal(&value.to_string(), variants),
        None => number::ordinal(text, variants),
    }
}

fn fraction(text: &str, variants: Variants) -> Option<String> {
    let (above, below) = text.split_once('/')?;
    number::fraction(above.trim(), below.trim(), variants)
}

fn day(text: &str) -> Option<date::WrittenDay> {
    let tokens = Tokens::of(text);
    date::written(&tokens, 0).filter(|day| day.end == tokens.len())
}

fn lunar(text: &str, variants: Variants) -> Option<String> {
    let leap = ["nhuận", "leap"].into_iter().find_map(|word| text.strip_suffix(word));
    let (day, month) = leap.unwrap_or(text).trim().split_once('/')?;
    let is_short =
        |digits: &str| (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_short(day) || !is_short(month) {
        return None;
    }
    let (day, month) = (day.parse().ok()?, month.parse().ok()?);
    let words = date::lunar(day, month, variants);
    let is_day = (1..=30).contains(&day) && (1..=12).contains(&month);
    is_day.then(|| if leap.is_some() { format!("{words} nhuận") } else { words })
}

fn time(text: &str, variants: Variants) -> Option<String> {
    let tokens = Tokens::of(text);
    let (end, words) = clock::time(&tokens, 0, variants)?;
    (end == tokens.len()).then_some(words)
}

fn telephone(text: &str) -> Option<String> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let tokens = Tokens::of(digits);
    let groups = phone::groups(&tokens, 0).filter(|groups| groups.end == tokens.len())?;
    let plus = if text.starts_with('+') { "cộng " } else { "" };
    Some(format!("{plus}{}", groups.words()))
}

/// An amount, with or without its unit.
fn money(text: &str, speech: &Speech) -> Option<String> {
    if let Some(words) = signed(text, |rest| decimal(rest, speech.variants)) {
        return Some(format!("{words} đồng"));
    }
    let spoken = speech.spoken(text);
    let is_sure = spoken.doubts.is_empty() && text.starts_with(|first: char| first.is_ascii_digit());
    let is_counted = ["nghìn", "ngàn", "triệu", "tỷ", "tỉ"].iter().any(|unit| spoken.words.ends_with(unit));
    match is_sure {
        true if is_counted => Some(format!("{} đồng", spoken.words)),
        true if spoken.words.contains("đồng") => Some(spoken.words),
        _ => None,
    }
}
