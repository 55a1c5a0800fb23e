//! Signs: those that part words, those that are silent, those that are a word.
//!
//! Goes in: tokens where a sign stands that the lexicon does not know. Comes out: its words or a doubt. It must not
//! know abbreviations.

use super::{Near, Outcome, quantity};
use crate::speech::doubt::DoubtKind;
use crate::speech::lexicon::Sought;
use crate::speech::token::{Kind, Tokens};
use crate::speech::{Speech, date, number};

/// What parts words, and is kept for whoever reads.
const KEPT: &str = ".,;:!?…()\"“”„'‘’«»-–—‐‑―";

/// What stands before an item of a list.
const BULLETS: &str = "-–—•●▪■◦○+*✓✔➢►→⇒·\u{f0b7}\u{f0d8}\u{f0fc}";

/// Signs between numbers, or before one.
const SAID: [(&str, &str); 10] = [
    ("+", "cộng"),
    ("=", "bằng"),
    ("×", "nhân"),
    ("±", "cộng trừ"),
    (">", "trên"),
    ("<", "dưới"),
    ("≥", "từ"),
    ("≤", "không quá"),
    ("≈", "khoảng"),
    ("~", "khoảng"),
];

/// A number and a unit are remembered for so many tokens: "50.000 đồng/hộ".
const NEAR: usize = 6;

/// What the sign at `at` is.
pub(super) fn sign(tokens: &Tokens, at: usize, near: &Near, speech: &Speech) -> Outcome {
    let (sign, end) = (tokens.text(at), at + 1);
    let said = |words: &str, end| Outcome::Said { end, words: words.to_owned() };
    if sign.is_empty() {
        return Outcome::Silent { end };
    }
    if let Some(end) = bullets(tokens, at) {
        return Outcome::Silent { end };
    }
    if let Some(outcome) = negative(tokens, at, speech).or_else(|| fraction(tokens, at)) {
        return outcome;
    }
    let joined = match sign {
        "-" | "–" | "—" => until(tokens, at, near),
        "'" | "’" | "\"" | "”" => minutes(tokens, at),
        _ => None,
    };
    if let Some(outcome) = joined {
        return outcome;
    }
    match sign {
        "." if tokens.is_sign(end, "/") && tokens.is_sign(end + 1, ".") => return said(".", at + 3),
        "/" => return slash(tokens, at, near, speech),
        "&" if is_free(tokens, at) => return said(&spaced(tokens, at, "và"), end),
        "[" | "{" => return said("(", end),
        "]" | "}" => return said(")", end),
        _ if KEPT.contains(sign) => return said(sign, end),
        _ => {}
    }
    let next = tokens.past_space(end);
    let word = SAID
        .iter()
        .find(|(known, _)| *known == sign)
        .filter(|_| is_free(tokens, at) && tokens.digits(next).is_some());
    match word {
        Some((_, word)) => said(&spaced(tokens, at, word), end),
        None => Outcome::Doubt { end, kind: DoubtKind::Sign },
    }
}

/// Behind the marks of a list's item that begins a line.
fn bullets(tokens: &Tokens, at: usize) -> Option<usize> {
    let is_mark = |at: usize| tokens.is_one_of(at, BULLETS) && tokens.is_blank(at + 1);
    let mut end = Some(at).filter(|at| tokens.begins_line(*at) && is_mark(*at))? + 1;
    while tokens.is_space(end) && is_mark(end + 1) {
        end += 2;
    }
    Some(end)
}

/// A minus before digits. A hyphen where a line begins may be a list's, so it needs degrees, or nothing, behind it.
fn negative(tokens: &Tokens, at: usize, speech: &Speech) -> Option<Outcome> {
    let is_minus = tokens.is_sign(at, "\u{2212}");
    let is_free = at == 0 || tokens.is_blank(at - 1) || tokens.is_sign(at - 1, "(");
    if !(is_minus || tokens.is_sign(at, "-")) || !is_free || tokens.digits(at + 1).is_none() {
        return None;
    }
    let Outcome::Said { end, words } = quantity::quantity(tokens, at + 1, speech) else { return None };
    let is_cold = (at + 1..end).any(|at| tokens.is_one_of(at, "°º℃"))
        || tokens.leads_phrase(tokens.past_space(end), "độ");
    let is_alone = at == 0 && tokens.kind(end).is_none();
    let is_surely_one = is_minus || is_cold || is_alone || !tokens.begins_line(at);
    if !is_surely_one {
        return Some(Outcome::Doubt { end: at + 1, kind: DoubtKind::Sign });
    }
    Some(Outcome::Said { end, words: format!("âm {words}") })
}

/// ½ is a fraction whatever stands around.
fn fraction(tokens: &Tokens, at: usize) -> Option<Outcome> {
    const FRACTIONS: [(&str, &str, &str); 5] =
        [("½", "1", "2"), ("¼", "1", "4"), ("¾", "3", "4"), ("⅓", "1", "3"), ("⅔", "2", "3")];
    let (_, above, below) = FRACTIONS.iter().find(|(sign, ..)| tokens.is_sign(at, sign))?;
    if at > 0 && tokens.digits(at - 1).is_some() {
        return None;
    }
    let words = number::fraction(above, below, Default::default())?;
    Some(Outcome::Said { end: at + 1, words })
}

/// "lần/tuần" behind a number is "lần một tuần"; anything else may be "or", "and", "of".
fn slash(tokens: &Tokens, at: usize, near: &Near, speech: &Speech) -> Outcome {
    let unit = speech.lexicon.longest(tokens, at + 1, Sought::Unit, speech.variants);
    let counted = quantity::counted_by(tokens, at + 1).map(|word| (at + 2, word.to_owned()));
    let counted = unit.or(counted).filter(|_| at > 0 && tokens.kind(at - 1) == Some(Kind::Word));
    let is_near =
        near.number_end.is_some_and(|end| at - end <= NEAR && (end..at).all(|at| !is_end(tokens, at)));
    match counted.filter(|_| is_near) {
        Some((end, word)) => Outcome::Said { end, words: format!("một {word}") },
        None => Outcome::Doubt { end: at + 1, kind: DoubtKind::Sign },
    }
}

/// A dash between spaces, from one day, time or amount to another: it is "đến" where both are alike, else doubtful.
fn until(tokens: &Tokens, at: usize, near: &Near) -> Option<Outcome> {
    let (before, next) = (at.checked_sub(1)?, at + 2);
    if !tokens.is_space(before) || !tokens.is_space(at + 1) || tokens.digits(next).is_none() {
        return None;
    }
    let said = Outcome::Said { end: at + 1, words: "đến".to_owned() };
    if near.day_end == Some(before) && date::written(tokens, next).is_some() {
        return Some(said);
    }
    let counted = nouns_before(tokens, before)?;
    let noun_at = (next..next + NEAR).find(|at| tokens.is_space(*at))? + 1;
    let is_time = matches!(counted.first().copied(), Some("giờ" | "phút"));
    let is_alike =
        tokens.leads_phrase(noun_at, &counted.join(" ")) || is_time && tokens.leads_phrase(noun_at, "giờ");
    Some(if is_alike { said } else { Outcome::Doubt { end: at + 1, kind: DoubtKind::Sign } })
}

/// The one or two words that end before `end`, if digits stand right before them.
fn nouns_before<'t>(tokens: &'t Tokens, end: usize) -> Option<Vec<&'t str>> {
    let last = end.checked_sub(1).filter(|last| tokens.word(*last).is_some())?;
    let first = [last, last.checked_sub(2)?].into_iter().find(|first| {
        tokens.word(*first).is_some()
            && first
                .checked_sub(2)
                .is_some_and(|digits| tokens.is_space(*first - 1) && tokens.digits(digits).is_some())
    })?;
    Some((first..end).filter_map(|at| tokens.word(at)).collect())
}

/// A mark of minutes or seconds behind digits, but where a quotation may end there: that is doubtful, unless it was
/// opened in the line.
fn minutes(tokens: &Tokens, at: usize) -> Option<Outcome> {
    const FAR: usize = 100;
    at.checked_sub(1).and_then(|digits| tokens.digits(digits))?;
    let is_opened = |open: usize| {
        let is_free = open == 0 || !tokens.is_solid(open - 1);
        tokens.is_one_of(open, "'\"“‘„") && is_free && !tokens.is_blank(open + 1)
    };
    if (at.saturating_sub(FAR)..at).any(is_opened) {
        return None;
    }
    let is_minute = tokens.is_one_of(at, "'’");
    let words = if is_minute { " phút" } else { " giây" };
    let is_alone = at < 2 || tokens.is_blank(at - 2) || tokens.is_sign(at - 2, "(");
    Some(match tokens.is_solid(at + 1) || !is_alone {
        true => Outcome::Doubt { end: at + 1, kind: DoubtKind::Sign },
        false => Outcome::Said { end: at + 1, words: words.to_owned() },
    })
}

/// Whether a sentence or a line ends there.
fn is_end(tokens: &Tokens, at: usize) -> bool {
    tokens.is_one_of(at, ".,;:!?()") || tokens.is_blank(at) && !tokens.is_space(at)
}

/// Whether no sign runs into the one at `at` from before: two that meet are no word.
fn is_free(tokens: &Tokens, at: usize) -> bool {
    at == 0 || tokens.kind(at - 1) != Some(Kind::Sign) || tokens.is_one_of(at - 1, "([{)]}%")
}

/// A word with a space wherever none stands around the sign it is for.
fn spaced(tokens: &Tokens, at: usize, word: &str) -> String {
    let is_first = at == 0 || tokens.is_blank(at - 1) || tokens.is_one_of(at - 1, "([{");
    let before = if is_first { "" } else { " " };
    let behind = if tokens.is_blank(at + 1) { "" } else { " " };
    format!("{before}{word}{behind}")
}
