//! Dates in words, solar and lunar.
//!
//! Goes in: tokens where a date may stand. Comes out: the day it is, its words. It must not know what stands around,
//! nor which lunar day a solar one is.

use super::number::integer;
use super::token::Tokens;
use super::variants::{EarlyDays, Variants};
use chrono::NaiveDate;

/// A day as it is written in digits, with or without a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WrittenDay {
    /// Behind its last token.
    pub end: usize,
    pub day: u32,
    pub month: u32,
    pub year: Option<i32>,
}

/// A leap year, for days without a year.
const ANY_YEAR: i32 = 2024;

/// The day that stands at `at`: 15/11, 15/11/2021, 15-11-2021, 15.11.2021, 2021-11-15. Without a year only with `/`
/// or `-`. None when there is no such day, or digits go on before or behind it.
pub(super) fn written(tokens: &Tokens, at: usize) -> Option<WrittenDay> {
    let first = tokens.digits(at)?;
    let sign = ["/", "-", "."].into_iter().find(|sign| tokens.is_sign(at + 1, sign))?;
    let second = tokens.digits(at + 2)?;
    let has_third = tokens.is_sign(at + 3, sign) && tokens.digits(at + 4).is_some();
    let third = if has_third { tokens.digits(at + 4) } else { None };
    let end = at + if has_third { 5 } else { 3 };
    let goes_on = tokens.is_solid(end)
        || tokens.is_one_of(end, "/-.:,") && tokens.is_solid(end + 1)
        || tokens.is_glued(at)
        || at > 1 && tokens.is_one_of(at - 1, "/.:,") && tokens.is_solid(at - 2);
    if goes_on {
        return None;
    }
    let (day, month, year) = match third {
        None if sign != "." => (first, second, None),
        Some(day) if first.len() == 4 && sign == "-" => (day, second, Some(first)),
        Some(year) if year.len() == 4 => (first, second, Some(year)),
        _ => return None,
    };
    if day.len() > 2 || month.len() > 2 {
        return None;
    }
    let (day, month) = (day.parse().ok()?, month.parse().ok()?);
    let year: Option<i32> = year.and_then(|year| year.parse().ok());
    NaiveDate::from_ymd_opt(year.unwrap_or(ANY_YEAR), month, day)?;
    Some(WrittenDay { end, day, month, year })
}

/// Month and year that stand at `at`: 3/2025, 03-2025.
pub(super) fn month_of_year(tokens: &Tokens, at: usize) -> Option<(usize, u32, i32)> {
    let (month, year) = (tokens.digits(at)?, tokens.digits(at + 2)?);
    let is_parted = tokens.is_one_of(at + 1, "/-");
    let goes_on = tokens.is_solid(at + 3) || tokens.is_one_of(at + 3, "/-.:,") && tokens.is_solid(at + 4);
    if !is_parted || goes_on || month.len() > 2 || year.len() != 4 {
        return None;
    }
    let (month, year) = (month.parse().ok()?, year.parse().ok()?);
    (1..=12).contains(&month).then_some((at + 3, month, year))
}

/// "mười lăm tháng mười một năm hai nghìn không trăm hai mươi mốt", without "ngày".
pub(super) fn solar(day: u32, month: u32, year: Option<i32>, variants: Variants) -> String {
    let mut words = format!("{} tháng {}", solar_day(day, variants), solar_month(month, variants));
    if let Some(year) = year {
        words += " năm ";
        words += &year_number(year, variants);
    }
    words
}

/// "mùng một tháng Giêng", "rằm tháng bảy"; a lunar day of 1 to 10 is never without mùng.
pub(super) fn lunar(day: u32, month: u32, variants: Variants) -> String {
    let word = if variants.early_days == EarlyDays::Mong { "mồng" } else { "mùng" };
    let day = match day {
        1..=10 => format!("{word} {}", plain(day, variants)),
        15 => "rằm".to_owned(),
        _ => plain(day, variants),
    };
    format!("{day} tháng {}", lunar_month(month, variants))
}

/// "mùng ba", "mười ba".
pub(super) fn solar_day(day: u32, variants: Variants) -> String {
    match variants.early_day().filter(|_| day <= 10) {
        Some(word) => format!("{word} {}", plain(day, variants)),
        None => plain(day, variants),
    }
}

/// "tư", "mười một".
pub(super) fn solar_month(month: u32, variants: Variants) -> String {
    if month == 4 { "tư".to_owned() } else { plain(month, variants) }
}

/// "Giêng", "tư", "Chạp".
pub(super) fn lunar_month(month: u32, variants: Variants) -> String {
    match month {
        1 => "Giêng".to_owned(),
        12 => "Chạp".to_owned(),
        _ => solar_month(month, variants),
    }
}

/// "hai nghìn không trăm hai mươi lăm".
pub(super) fn year_number(year: i32, variants: Variants) -> String {
    integer(&year.unsigned_abs().to_string(), variants).expect("a year has few digits")
}

fn plain(number: u32, variants: Variants) -> String {
    integer(&number.to_string(), variants).expect("days and months have few digits")
}
