//! Lengths of time as people write them.
//!
//! Goes in: a short text. Comes out: a length in whole milliseconds, never negative. It must not know what lasts so
//! long.

use super::token::{Kind, Token, fold, value, wrong};
use super::{ReadingError, ReadingErrorKind};
use chrono::TimeDelta;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Second,
    Minute,
    Hour,
}

/// A number with its unit: one part of a length.
struct Term<'t, 'f> {
    number: &'t Token<'f>,
    /// Digits before the decimal comma or point.
    whole: &'f str,
    /// Digits after a decimal comma or point: one or two, or none.
    fraction: &'f str,
    unit: Unit,
}

/// Reads `12 phút`, `13m`, `90 min`, `45 giây`, `30s`, `1h`, `1h30m`, `1h30`, `1 giờ 30 phút`, `2 phút 30`, `12'30"`
/// or `1,5 giờ`. Units go from large to small; only the first number may be above 59, only the last may have
/// decimals, at most two, as "1.500" may be one and a half or fifteen hundred.
pub fn length(text: &str) -> Result<TimeDelta, ReadingError> {
    let folded = fold(text);
    let tokens = folded.tokens()?;
    let mut rest = tokens.as_slice();
    let mut larger: Option<Unit> = None;
    let mut milliseconds = 0;
    while !rest.is_empty() {
        let (term, after) = read_term(rest, larger)?;
        check_place(&term, larger, rest, after)?;
        milliseconds += term.milliseconds();
        larger = Some(term.unit);
        rest = after;
    }
    Ok(TimeDelta::milliseconds(milliseconds))
}

/// The number at the head of `tokens` with its unit, and what follows. A last number without one has the unit below
/// the one before it.
fn read_term<'t, 'f>(
    tokens: &'t [Token<'f>],
    larger: Option<Unit>,
) -> Result<(Term<'t, 'f>, &'t [Token<'f>]), ReadingError> {
    let (number, whole) = match tokens {
        [number, ..] => match number.kind {
            Kind::Number(whole) => (number, whole),
            Kind::Word(_) | Kind::Mark(_) => return Err(wrong(&tokens[..1], ReadingErrorKind::NotALength)),
        },
        [] => unreachable!("only called where something is left"),
    };
    let (fraction, rest) = match &tokens[1..] {
        [point, digits, rest @ ..] if matches!(point.kind, Kind::Mark('.' | ',')) => match digits.kind {
            Kind::Number(digits) if digits.len() <= 2 => (digits, rest),
            _ => return Err(wrong(&tokens[..3], ReadingErrorKind::NotALength)),
        },
        rest => ("", rest),
    };
    let (unit, rest) = match rest {
        [unit, rest @ ..] => (read_unit(unit)?, rest),
        [] => match larger.and_then(Unit::below) {
            Some(unit) if fraction.is_empty() => (unit, rest),
            _ => return Err(wrong(tokens, ReadingErrorKind::NoUnit)),
        },
    };
    Ok((Term { number, whole, fraction, unit }, rest))
}

fn check_place(
    term: &Term,
    larger: Option<Unit>,
    tokens: &[Token],
    after: &[Token],
) -> Result<(), ReadingError> {
    let number = std::slice::from_ref(term.number);
    if term.whole.len() > 6 {
        return Err(wrong(number, ReadingErrorKind::LengthTooLong));
    }
    let ascending = larger.is_some_and(|larger| term.unit >= larger);
    if ascending || (!term.fraction.is_empty() && !after.is_empty()) {
        return Err(wrong(&tokens[..tokens.len() - after.len()], ReadingErrorKind::NotALength));
    }
    if larger.is_some() && value(term.whole) > 59 {
        let kind = match term.unit {
            Unit::Second => ReadingErrorKind::SecondTooLarge,
            Unit::Minute | Unit::Hour => ReadingErrorKind::MinuteTooLarge,
        };
        return Err(wrong(number, kind));
    }
    Ok(())
}

fn read_unit(token: &Token) -> Result<Unit, ReadingError> {
    Ok(match token.kind {
        Kind::Word("h" | "g" | "gio" | "tieng" | "hr" | "hrs" | "hour" | "hours") => Unit::Hour,
        Kind::Word("m" | "p" | "ph" | "phut" | "min" | "mins" | "minute" | "minutes") | Kind::Mark('\'') => {
            Unit::Minute
        }
        Kind::Word("s" | "giay" | "sec" | "secs" | "second" | "seconds") | Kind::Mark('"') => Unit::Second,
        _ => return Err(wrong(std::slice::from_ref(token), ReadingErrorKind::NotALength)),
    })
}

impl Unit {
    fn below(self) -> Option<Unit> {
        match self {
            Unit::Hour => Some(Unit::Minute),
            Unit::Minute => Some(Unit::Second),
            Unit::Second => None,
        }
    }

    fn milliseconds(self) -> i64 {
        match self {
            Unit::Hour => 3_600_000,
            Unit::Minute => 60_000,
            Unit::Second => 1_000,
        }
    }
}

impl Term<'_, '_> {
    fn milliseconds(&self) -> i64 {
        let hundredths = i64::from(value(&format!("{:0<2}", self.fraction)));
        i64::from(value(self.whole)) * self.unit.milliseconds() + hundredths * self.unit.milliseconds() / 100
    }
}
