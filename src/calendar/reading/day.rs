//! Dates, weekdays and weeks as people write them.
//!
//! Goes in: a short text. Comes out: a date of the Gregorian calendar or a weekday. It must not know which day it is.

use super::token::{Kind, Token, fold, kinds, value, wrong};
use super::{ReadingError, ReadingErrorKind};
use chrono::{NaiveDate, Weekday};

/// Tokens of a date in figures: three numbers and what stands between.
pub(super) const DATE_TOKENS: usize = 5;

/// Reads `10/3/2025`, `10-3-2025`, `10.3.2025` (the day first, always) or `2025-03-10`.
pub fn date(text: &str) -> Result<NaiveDate, ReadingError> {
    read_date(&fold(text).tokens()?)
}

/// Reads `2/9`, `2-9` or `2.9`, the day first, and gives month and day: any that some year has, so also `29/2`.
pub fn day_of_year(text: &str) -> Result<(u32, u32), ReadingError> {
    // 2000 was a leap year.
    day_and_month(text, |month, day| NaiveDate::from_ymd_opt(2000, month, day).is_some())
}

/// Reads `30/2` as a day of a lunar year, the day first, and gives month and day: any lunar month may have 30 days.
pub fn lunar_day_of_year(text: &str) -> Result<(u32, u32), ReadingError> {
    day_and_month(text, |_, day| (1..=30).contains(&day))
}

/// Reads `Thứ Hai`, `Thứ 2`, `T2`, `Chủ nhật`, `CN`, `Mon` or `Monday`.
pub fn weekday(text: &str) -> Result<Weekday, ReadingError> {
    use Kind::{Number, Word};
    let folded = fold(text);
    let tokens = folded.tokens()?;
    let weekday = match kinds(&tokens)[..] {
        [Word("thu" | "t"), Number(number)] => vietnamese(number),
        [Word("thu"), Word(name)] => vietnamese(name),
        [Word("chu"), Word("nhat")] | [Word("cn")] => Some(Weekday::Sun),
        // "Thứ" alone is half a name, not Thursday
        [Word(name)] if text.trim().is_ascii() => english(name),
        _ => None,
    };
    weekday.ok_or_else(|| wrong(&tokens, ReadingErrorKind::NotAWeekday))
}

/// Reads an ISO 8601 week, `2025-W11`, and gives its Monday.
pub fn iso_week(text: &str) -> Result<NaiveDate, ReadingError> {
    use Kind::{Mark, Number, Word};
    let folded = fold(text);
    let tokens = folded.tokens()?;
    let (year, week) = match kinds(&tokens)[..] {
        [Number(year), Mark('-'), Word("w"), Number(week)] => (year, week),
        [Number(year), Word("w"), Number(week)] => (year, week),
        _ => return Err(wrong(&tokens, ReadingErrorKind::NotAWeek)),
    };
    if year.len() != 4 {
        return Err(wrong(&tokens[..1], ReadingErrorKind::ShortYear));
    }
    let year = i32::try_from(value(year)).expect("four digits");
    let monday = NaiveDate::from_isoywd_opt(year, value(week), Weekday::Mon);
    monday.ok_or_else(|| wrong(&tokens[tokens.len() - 1..], ReadingErrorKind::NoSuchWeek))
}

/// Reads a date from exactly these tokens.
pub(super) fn read_date(tokens: &[Token]) -> Result<NaiveDate, ReadingError> {
    use Kind::{Mark, Number};
    let bad = |index: usize, kind| wrong(&tokens[index..=index], kind);
    let (first, month, last) = match kinds(tokens)[..] {
        [Number(a), Mark('/'), Number(b), Mark('/'), Number(c)]
        | [Number(a), Mark('-'), Number(b), Mark('-'), Number(c)]
        | [Number(a), Mark('.'), Number(b), Mark('.'), Number(c)] => (a, b, c),
        _ => return Err(wrong(tokens, ReadingErrorKind::NotADate)),
    };
    let (year, year_at, day, day_at) =
        if first.len() > 2 { (first, 0, last, 4) } else { (last, 4, first, 0) };
    if year.len() < 4 {
        return Err(bad(year_at, ReadingErrorKind::ShortYear));
    }
    if year.len() > 4 || day.len() > 2 || month.len() > 2 {
        return Err(wrong(tokens, ReadingErrorKind::NotADate));
    }
    if !(1..=12).contains(&value(month)) {
        return Err(bad(2, ReadingErrorKind::NoSuchMonth));
    }
    let year = i32::try_from(value(year)).expect("four digits");
    let date = NaiveDate::from_ymd_opt(year, value(month), value(day));
    date.ok_or_else(|| bad(day_at, ReadingErrorKind::NoSuchDay))
}

/// Reads a day and a month of twelve, of which `has` tells whether the month has the day.
fn day_and_month(text: &str, has: impl Fn(u32, u32) -> bool) -> Result<(u32, u32), ReadingError> {
    use Kind::{Mark, Number};
    let folded = fold(text);
    let tokens = folded.tokens()?;
    let [Number(day), Mark('/' | '-' | '.'), Number(month)] = kinds(&tokens)[..] else {
        return Err(wrong(&tokens, ReadingErrorKind::NotADayOfYear));
    };
    let (day, month) = (value(day), value(month));
    if !(1..=12).contains(&month) {
        return Err(wrong(&tokens[2..], ReadingErrorKind::NoSuchMonth));
    }
    if !has(month, day) {
        return Err(wrong(&tokens[..1], ReadingErrorKind::NoSuchDay));
    }
    Ok((month, day))
}

/// What follows "thứ", in words or figures: weekdays count from Sunday as the first.
fn vietnamese(name: &str) -> Option<Weekday> {
    Some(match name {
        "hai" | "2" => Weekday::Mon,
        "ba" | "3" => Weekday::Tue,
        "tu" | "4" => Weekday::Wed,
        "nam" | "5" => Weekday::Thu,
        "sau" | "6" => Weekday::Fri,
        "bay" | "7" => Weekday::Sat,
        _ => return None,
    })
}

fn english(name: &str) -> Option<Weekday> {
    Some(match name {
        "mon" | "monday" => Weekday::Mon,
        "tue" | "tuesday" => Weekday::Tue,
        "wed" | "wednesday" => Weekday::Wed,
        "thu" | "thursday" => Weekday::Thu,
        "fri" | "friday" => Weekday::Fri,
        "sat" | "saturday" => Weekday::Sat,
        "sun" | "sunday" => Weekday::Sun,
        _ => return None,
    })
}
