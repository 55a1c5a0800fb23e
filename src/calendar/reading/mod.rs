//! Reading what people write: dates, times of day, lengths, weekdays, weeks.
//!
//! Goes in: a short text, with whatever spaces, marks, dashes and Unicode form its author's keyboard made. Comes
//! out: the value, or which bytes of the text are wrong and how. It must not know where the text stood, nor in
//! which words the author is told.
//!
//! Letters are compared without case and marks ("13 phut" is 13 minutes), spaces don't matter between parts.

mod clock;
mod day;
mod length;
mod token;

pub use clock::{Moment, TimeRange, moment, time, time_range};
pub use day::{date, day_of_year, iso_week, lunar_day_of_year, weekday};
pub use length::length;

use std::ops::Range;

/// A text that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingError {
    /// Bytes of the bad part, inside the text.
    pub range: Range<usize>,
    /// What is wrong with it.
    pub kind: ReadingErrorKind,
}

/// What can be wrong with a written date, time or length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadingErrorKind {
    /// Nothing but white space.
    Empty,
    /// Not of the form of a date.
    NotADate,
    /// Not of the form of a day and a month.
    NotADayOfYear,
    /// A year of fewer than four digits.
    ShortYear,
    /// A month above 12, or 0.
    NoSuchMonth,
    /// A day its month doesn't have.
    NoSuchDay,
    /// Not of the form of a time of day.
    NotATime,
    /// An hour above 23.
    HourTooLarge,
    /// Minutes above 59, where there are hours.
    MinuteTooLarge,
    /// Seconds above 59, where there are minutes or hours.
    SecondTooLarge,
    /// Not two times with a dash between.
    NotATimeRange,
    /// A range of times that ends as it begins.
    EmptyRange,
    /// Not of the form of a length.
    NotALength,
    /// A number without its unit.
    NoUnit,
    /// A length of a million units or more.
    LengthTooLong,
    /// No weekday's name.
    NotAWeekday,
    /// Not of the form `2025-W11`.
    NotAWeek,
    /// A week its year doesn't have.
    NoSuchWeek,
    /// Not an offset from UTC.
    NotAnOffset,
}
