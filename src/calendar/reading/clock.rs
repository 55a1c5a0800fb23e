//! Times of day, ranges of them, and moments.
//!
//! Goes in: a short text. Comes out: a wall-clock time, or an instant if an offset is written. It must not know the
//! zone or the time it is.

use super::day::{DATE_TOKENS, read_date};
use super::token::{Kind, Token, fold, kinds, value, wrong};
use super::{ReadingError, ReadingErrorKind};
use chrono::{DateTime, FixedOffset, NaiveDateTime, NaiveTime, TimeZone, Timelike};

/// A part of the day, from `start` (included) to `end` (not included). An end before the start lies on the next day;
/// the same time twice is the whole day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeRange {
    /// The first time inside.
    pub start: NaiveTime,
    /// The first time no longer inside.
    pub end: NaiveTime,
}

/// A point in time as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// With its offset from UTC.
    Instant(DateTime<FixedOffset>),
    /// By the clock of a zone yet to be told.
    Civil(NaiveDateTime),
}

/// Reads `17h00`, `17h`, `17g30`, `17 giờ`, `17 giờ 30`, `17 giờ 5 phút`, `17:00` or `17:00:30`.
pub fn time(text: &str) -> Result<NaiveTime, ReadingError> {
    read_time(&fold(text).tokens()?)
}

/// Reads `21h00-05h00`, with any dash or the word "đến" between. The end may be `24h00`.
pub fn time_range(text: &str) -> Result<TimeRange, ReadingError> {
    let folded = fold(text);
    let tokens = folded.tokens()?;
    let mut sides = tokens.split(|token| matches!(token.kind, Kind::Mark('-') | Kind::Word("den")));
    let (Some(start), Some(end), None) = (sides.next(), sides.next(), sides.next()) else {
        return Err(wrong(&tokens, ReadingErrorKind::NotATimeRange));
    };
    if start.is_empty() || end.is_empty() {
        return Err(wrong(&tokens, ReadingErrorKind::NotATimeRange));
    }
    let start = read_time(start)?;
    let midnight = read_clock(end)? == (24, 0, 0);
    let end = if midnight { NaiveTime::MIN } else { read_time(end)? };
    if start == end && !midnight {
        return Err(wrong(&tokens, ReadingErrorKind::EmptyRange));
    }
    Ok(TimeRange { start, end })
}

/// Reads a date, alone (its midnight) or with a time of day after `T` or a space, and an offset if there is one:
/// `2025-03-10`, `10/3/2025 17h00`, `2025-03-10T17:00`, `2025-03-10T17:00:00+07:00` (RFC 3339).
pub fn moment(text: &str) -> Result<Moment, ReadingError> {
    let folded = fold(text);
    let tokens = folded.tokens()?;
    let (day, rest) = tokens.split_at(tokens.len().min(DATE_TOKENS));
    let date = read_date(day)?;
    let rest = match rest {
        [] => return Ok(Moment::Civil(date.and_time(NaiveTime::MIN))),
        [t] if t.kind == Kind::Word("t") => return Err(wrong(rest, ReadingErrorKind::NotATime)),
        [t, time @ ..] if t.kind == Kind::Word("t") => time,
        _ => rest,
    };
    let is_sign = |token: &Token| matches!(token.kind, Kind::Mark('+' | '-') | Kind::Word("z"));
    let (clock, offset) = rest.split_at(rest.iter().position(is_sign).unwrap_or(rest.len()));
    let civil = date.and_time(read_precise_time(if clock.is_empty() { rest } else { clock })?);
    if offset.is_empty() {
        return Ok(Moment::Civil(civil));
    }
    let instant = read_offset(offset)?.from_local_datetime(&civil).single();
    Ok(Moment::Instant(instant.expect("a fixed offset never jumps")))
}

impl TimeRange {
    /// True if `time` lies inside, on whichever day.
    pub fn contains(&self, time: NaiveTime) -> bool {
        if self.passes_midnight() {
            time >= self.start || time < self.end
        } else {
            self.start <= time && time < self.end
        }
    }

    /// True if the end is on the day after the start, midnight itself included.
    pub fn passes_midnight(&self) -> bool {
        self.end <= self.start
    }
}

fn read_time(tokens: &[Token]) -> Result<NaiveTime, ReadingError> {
    let (hour, minute, second) = read_clock(tokens)?;
    let time = NaiveTime::from_hms_opt(hour, minute, second);
    time.ok_or_else(|| wrong(&tokens[..1], ReadingErrorKind::HourTooLarge))
}

/// Hour (not yet checked), minute and second.
fn read_clock(tokens: &[Token]) -> Result<(u32, u32, u32), ReadingError> {
    use Kind::{Mark, Number, Word};
    let not_a_time = |bad: &[Token]| Err(wrong(bad, ReadingErrorKind::NotATime));
    let (hour, minute, second) = match kinds(tokens)[..] {
        [Number(hour), Word("h" | "g" | "gio")] => (hour, "00", "00"),
        // "17h5" may be 17:05 or an unfinished 17:50; in words it is clear
        [Number(hour), Word("h" | "g"), Number(minute)] | [Number(hour), Mark(':'), Number(minute)] => {
            if minute.len() != 2 {
                return not_a_time(&tokens[2..]);
            }
            (hour, minute, "00")
        }
        [Number(hour), Word("gio"), Number(minute)]
        | [Number(hour), Word("h" | "g" | "gio"), Number(minute), Word("phut" | "ph" | "p")] => {
            (hour, minute, "00")
        }
        [Number(hour), Mark(':'), Number(minute), Mark(':'), Number(second)] => {
            if minute.len() != 2 || second.len() != 2 {
                return not_a_time(if minute.len() != 2 { &tokens[2..3] } else { &tokens[4..] });
            }
            (hour, minute, second)
        }
        _ => return not_a_time(tokens),
    };
    if value(minute) > 59 {
        return Err(wrong(&tokens[2..3], ReadingErrorKind::MinuteTooLarge));
    }
    if value(second) > 59 {
        return Err(wrong(&tokens[4..5], ReadingErrorKind::SecondTooLarge));
    }
    Ok((value(hour), value(minute), value(second)))
}

/// A time whose seconds may have a fraction (RFC 3339, time-secfrac), kept to the nanosecond.
fn read_precise_time(tokens: &[Token]) -> Result<NaiveTime, ReadingError> {
    let [clock @ .., point, fraction] = tokens else { return read_time(tokens) };
    let (Kind::Mark('.'), Kind::Number(digits), 5) = (point.kind, fraction.kind, clock.len()) else {
        return read_time(tokens);
    };
    let nanoseconds = format!("{digits:0<9}")[..9].parse().expect("nine digits");
    Ok(read_time(clock)?.with_nanosecond(nanoseconds).expect("less than a second"))
}

/// `Z`, `+07:00` or `+0700`.
fn read_offset(tokens: &[Token]) -> Result<FixedOffset, ReadingError> {
    use Kind::{Mark, Number, Word};
    let (sign, hours, minutes) = match kinds(tokens)[..] {
        [Word("z")] => ('+', "00", "00"),
        [Mark(sign), Number(hours), Mark(':'), Number(minutes)] => (sign, hours, minutes),
        [Mark(sign), Number(digits)] if digits.len() == 4 => (sign, &digits[..2], &digits[2..]),
        _ => return Err(wrong(tokens, ReadingErrorKind::NotAnOffset)),
    };
    if hours.len() != 2 || minutes.len() != 2 || value(hours) > 23 || value(minutes) > 59 {
        return Err(wrong(tokens, ReadingErrorKind::NotAnOffset));
    }
    let seconds = i32::try_from(value(hours) * 3600 + value(minutes) * 60).expect("less than a day");
    let east = if sign == '-' { -seconds } else { seconds };
    Ok(FixedOffset::east_opt(east).expect("less than a day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_holds_its_start_and_not_its_end_and_may_pass_midnight() {
        let holds = |range: &str, at: &str| {
            let range = time_range(range).expect(range);
            range.contains(time(at).expect(at))
        };
        for (at, inside) in
            [("20:59:59", false), ("21h00", true), ("0h00", true), ("04:59:59", true), ("5h00", false)]
        {
            assert_eq!(holds("21h00-05h00", at), inside, "{at}");
        }
        for (at, inside) in [("11h29", false), ("11h30", true), ("12h59", true), ("13h00", false)] {
            assert_eq!(holds("11h30-13h00", at), inside, "{at}");
        }
        assert!(holds("22h-24h", "23:59:59") && !holds("22h-24h", "0h00"));
        assert!(holds("0h-24h", "0h00") && holds("0h-24h", "17h00"), "the whole day");
    }
}
