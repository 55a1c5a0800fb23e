//! Days in running text: which digits with a slash are a date, and what is said with them.
//!
//! Goes in: tokens where digits stand. Comes out: words, if it is a day. It must not know other numbers.
//!
//! 2/9 alone may be a fraction. It is a day behind "ngày" and its like, behind the name of a weekday, before "âm lịch",
//! or in a series with a day: "từ ngày 8/3 đến 10/3".

use super::short::joins;
use super::{Near, Outcome};
use crate::speech::date::{self, WrittenDay};
use crate::speech::token::{Tokens, lowered};
use crate::speech::variants::Variants;

/// Behind these, digits with a slash are a day.
const BEFORE_DAYS: [&str; 13] =
    ["ngày", "sáng", "trưa", "chiều", "tối", "đêm", "hôm", "khánh", "lễ", "dịp", "mùng", "mồng", "rằm"];

/// What weekdays end with: thứ Hai, Chủ nhật.
const WEEKDAYS: [&str; 7] = ["hai", "ba", "tư", "năm", "sáu", "bảy", "nhật"];

/// The day, or month of a year, that stands at `at`; with the outcome, behind which token a series may go on.
pub(super) fn day(
    tokens: &Tokens,
    at: usize,
    near: &Near,
    variants: Variants,
) -> Option<(Outcome, Option<usize>)> {
    if tokens.follows(at, &["tháng", "quý"]) {
        let (end, number, year) = date::month_of_year(tokens, at)?;
        let number = date::solar_month(number, variants);
        let words = format!("{number} năm {}", date::year_number(year, variants));
        return Some((Outcome::Said { end, words }, None));
    }
    if let Some(said) = listed_days(tokens, at, variants) {
        let Outcome::Said { end, .. } = said else { return None };
        return Some((said, Some(end)));
    }
    if let Some(said) = day_before_month(tokens, at, variants) {
        return Some((said, None));
    }
    if let Some(said) = several_days(tokens, at, variants) {
        let Outcome::Said { end, .. } = said else { return None };
        return Some((said, Some(end)));
    }
    let written = date::written(tokens, at)?;
    let is_lunar = is_lunar(tokens, written.end);
    let is_series = near.day_end.is_some_and(|end| joins(tokens, end, at));
    let is_day = written.year.is_some()
        || is_lunar
        || tokens.is_sign(at + 1, "/") && leads_to_day(tokens, written.end)
        || tokens.is_sign(at + 1, "/")
            && (tokens.follows(at, &BEFORE_DAYS) || is_series || follows_weekday(tokens, at))
        || tokens.is_sign(at + 1, "-") && is_no_range(tokens, at, &written);
    if !is_day {
        return None;
    }
    let words = match is_lunar {
        true => date::lunar(written.day, written.month, variants),
        false => date::solar(written.day, written.month, written.year, variants),
    };
    let year = written.year.filter(|_| is_lunar).map(|year| date::year_number(year, variants));
    let words = words + &year.map(|year| format!(" năm {year}")).unwrap_or_default();
    let words =
        if is_called_day(tokens, at) { without_twice(tokens, at, words) } else { format!("ngày {words}") };
    Some((Outcome::Said { end: written.end, words }, Some(written.end)))
}

/// Whether a series goes on at `end` to what is surely a day: "10/3 đến 16/3/2025".
fn leads_to_day(tokens: &Tokens, end: usize) -> bool {
    const MOST: usize = 6;
    let mut end = end;
    for _ in 0..MOST {
        let next = (end + 1..=end + MOST).find(|at| tokens.digits(*at).is_some());
        let Some(next) = next.filter(|next| joins(tokens, end, *next)) else { return false };
        let Some(day) = date::written(tokens, next).filter(|_| tokens.is_sign(next + 1, "/")) else {
            return false;
        };
        if day.year.is_some() || tokens.follows(next, &["ngày"]) {
            return true;
        }
        end = day.end;
    }
    false
}

/// Ngày 8 tháng 3: the day's own words, where no slash joins them.
fn day_before_month(tokens: &Tokens, at: usize, variants: Variants) -> Option<Outcome> {
    let digits = tokens.digits(at).filter(|digits| digits.len() <= 2 && tokens.follows(at, &["ngày"]))?;
    let day: u32 = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    let is_day = ["tháng", "và ngày", "đến ngày", "đến hết ngày"]
        .iter()
        .any(|behind| tokens.is_space(at + 1) && tokens.leads_phrase(at + 2, behind));
    let words = date::solar_day(day, variants);
    is_day.then_some(Outcome::Said { end: at + 1, words })
}

/// Ngày 10, 11 và 12/3; đêm 9 rạng sáng 10/3: days whose month the last one tells.
fn listed_days(tokens: &Tokens, at: usize, variants: Variants) -> Option<Outcome> {
    const MOST: usize = 8;
    let day = |at| -> Option<u32> {
        let digits = tokens.digits(at).filter(|digits| digits.len() <= 2)?;
        digits.parse().ok().filter(|day| (1..=31).contains(day))
    };
    let mut words = date::solar_day(day(at)?, variants);
    if tokens.follows(at, &["đêm"]) && tokens.is_space(at + 1) && tokens.leads_phrase(at + 2, "rạng") {
        return Some(Outcome::Said { end: at + 1, words });
    }
    if !tokens.follows(at, &["ngày"]) {
        return None;
    }
    let mut end = at + 1;
    for _ in 0..MOST {
        let and = tokens.past_space(end);
        let (next, until) = match tokens.word(and) {
            Some(word @ ("và" | "hoặc")) if and > end => (tokens.past_space(and + 1), format!(" {word} ")),
            None if tokens.is_sign(end, ",") && tokens.is_space(end + 1) => (end + 2, ", ".to_owned()),
            _ => return None,
        };
        words += &until;
        if let Some(last) = date::written(tokens, next).filter(|_| tokens.is_sign(next + 1, "/")) {
            words += &date::solar(last.day, last.month, last.year, variants);
            return Some(Outcome::Said { end: last.end, words });
        }
        words += &date::solar_day(day(next)?, variants);
        end = next + 1;
        if tokens.is_space(end) && tokens.leads_phrase(end + 1, "tháng") && tokens.digits(end + 3).is_some()
        {
            return Some(Outcome::Said { end, words });
        }
    }
    None
}

/// Ngày 12-16/3, ngày 15,16/3: days of one month.
fn several_days(tokens: &Tokens, at: usize, variants: Variants) -> Option<Outcome> {
    let first: u32 = tokens.digits(at).filter(|digits| digits.len() <= 2)?.parse().ok()?;
    let sign = tokens.past_space(at + 1);
    let next = tokens.past_space(sign + 1);
    let last = date::written(tokens, next).or_else(|| behind_a_comma(tokens, sign, next))?;
    let is_range = tokens.is_one_of(sign, "-–—");
    let is_list = tokens.is_one_of(sign, ",") && tokens.follows(at, &["ngày"]);
    let is_short = last.year.is_none() || tokens.is_sign(next + 1, "/");
    let may_be_days = tokens.follows(at, &BEFORE_DAYS) || last.year.is_some();
    if !(is_range || is_list)
        || !may_be_days
        || !is_short
        || !tokens.is_sign(next + 1, "/")
        || !(1..last.day).contains(&first)
    {
        return None;
    }
    let until = if is_range { " đến ngày " } else { ", " };
    let first = date::solar_day(first, variants);
    let last_words = date::solar(last.day, last.month, last.year, variants);
    let called = if tokens.follows(at, &["ngày"]) { "" } else { "ngày " };
    Some(Outcome::Said { end: last.end, words: format!("{called}{first}{until}{last_words}") })
}

/// The day behind the comma of "15,16/3", which looks like decimals.
fn behind_a_comma(tokens: &Tokens, comma: usize, at: usize) -> Option<WrittenDay> {
    if !tokens.is_sign(comma, ",") || at != comma + 1 || !tokens.is_sign(at + 1, "/") {
        return None;
    }
    let (day, month) = (tokens.digits(at)?.parse().ok()?, tokens.digits(at + 2)?.parse().ok()?);
    let is_day = (1..=31).contains(&day) && (1..=12).contains(&month);
    let goes_on = tokens.is_solid(at + 3) || tokens.is_one_of(at + 3, "/-.,") && tokens.is_solid(at + 4);
    (is_day && !goes_on).then_some(WrittenDay { end: at + 3, day, month, year: None })
}

/// "10/3 âm lịch", "10/3 (âm lịch)", "10/3 AL".
fn is_lunar(tokens: &Tokens, end: usize) -> bool {
    let here = tokens.past_space(end);
    let here = here + usize::from(tokens.is_sign(here, "("));
    tokens.leads_phrase(here, "âm lịch") || matches!(tokens.text(here), "AL" | "ÂL")
}

/// "Thứ Năm, 13/3", "Chủ nhật (16/3)".
fn follows_weekday(tokens: &Tokens, at: usize) -> bool {
    let sign = at.checked_sub(if at > 0 && tokens.is_space(at - 1) { 2 } else { 1 });
    let Some(sign) = sign.filter(|sign| tokens.is_one_of(*sign, ",(")) else { return false };
    let word = if sign > 0 && tokens.is_space(sign - 1) { sign.checked_sub(2) } else { sign.checked_sub(1) };
    word.is_some_and(|word| {
        let is_weekday = tokens.word(word).is_some_and(|name| WEEKDAYS.contains(&&*lowered(name)))
            || tokens.digits(word).is_some();
        is_weekday && tokens.follows(word, &["thứ", "chủ"])
    })
}

/// Ngày 20-11 is no range: it would go backwards.
fn is_no_range(tokens: &Tokens, at: usize, written: &WrittenDay) -> bool {
    tokens.follows(at, &["ngày"]) && written.day > written.month
}

/// Whether "ngày" or a word like it stands before.
fn is_called_day(tokens: &Tokens, at: usize) -> bool {
    tokens.follows(at, &["ngày", "hôm", "mùng", "mồng", "rằm"])
}

/// "Mùng 3/2" says mùng itself.
fn without_twice(tokens: &Tokens, at: usize, words: String) -> String {
    if !tokens.follows(at, &["mùng", "mồng"]) {
        return words;
    }
    let rest = words.strip_prefix("mùng ").or_else(|| words.strip_prefix("mồng "));
    rest.map(str::to_owned).unwrap_or(words)
}
