//! The Vietnamese lunar calendar (âm lịch), by a verified table.
//!
//! Goes in: a solar date. Comes out: its lunar date, or an error outside the table: never a guess. It must not know
//! of holidays, nor how a lunar date is spoken.
//!
//! The rules (months begin on the day of the new moon at UTC+7, the winter solstice falls in month 11, the first
//! month without a *trung khí* of a 13-month year is leap) decide nothing here at run time; they made the table.
//! Its source: new moons and apparent geocentric solar longitudes computed with PyEphem 4.2.1, cut at midnight UTC+7.
//!
//! How sure it is: a month changes only if every new moon came 90 s earlier or 3 minutes later, or every trung khí
//! 38 minutes later or 2 h 51 min earlier. The close calls are the new moon of 21/9/1998 at 00:01:30 and that of
//! 21/4/2031 at 23:56:56 (the second computation, Astronomy Engine 2.1.19, puts them at 00:02:08 and 23:57:40: on the
//! same days), and the solstice of 1984, on 21/12 at 23:23, while the month of 22/12 begins the next day: it makes
//! 1985 differ from the Chinese calendar. Clock corrections (UT1 and UTC differ by less than 1 s) decide no day; the
//! future rotation of Earth, unknown by some tens of seconds until 2053, could move 2031 only by three minutes.
//!
//! Compared day by day, 31,412 days, with calendars not made by this project: `lunar-vn` 1.4.0 and `vnlunar` 1.0.5
//! (its table and its algorithm; both on PyPI), `amlich` 0.0.2 and `@nghiavuive/lunar_date_vi` 2.0.1 (npm): no day
//! differs. `tests/tables/lunar.tsv` keeps the first one's months, `lunar-astronomy.tsv` the computed ones.

use super::{OutOfRange, Reach};
use chrono::NaiveDate;
use std::ops::RangeInclusive;

/// A day of the lunar calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LunarDate {
    /// 1 (mùng một) to 29 or 30.
    pub day: u8,
    /// 1 (Giêng) to 12 (Chạp); a leap month (nhuận) has the number of the month before it.
    pub month: u8,
    /// True in a leap month.
    pub leap: bool,
    /// The solar year in which this lunar year began, at Tết.
    pub year: i32,
}

/// One lunar year.
struct Year {
    /// Mùng một Tết: year, month, day.
    tet: (i32, u32, u32),
    /// The month that occurs twice, or 0.
    leap: u8,
    /// A character a month in order, the leap one included: `1` if it has 30 days, `0` if 29.
    long: &'static str,
}

const fn tet(year: i32, month: u32, day: u32, leap: u8, long: &'static str) -> Year {
    Year { tet: (year, month, day), leap, long }
}

/// Consecutive lunar years: the first and the last hold the ends of [`verified`].
const YEARS: &[Year] = &[
    tet(1967, 2, 9, 0, "110110010010"),
    tet(1968, 1, 29, 7, "1101101010100"),
    tet(1969, 2, 16, 0, "110101101010"),
    tet(1970, 2, 6, 0, "100101101101"),
    tet(1971, 1, 27, 5, "0100101011101"),
    tet(1972, 2, 15, 0, "010010101101"),
    tet(1973, 2, 3, 0, "101001001101"),
    tet(1974, 1, 23, 4, "1101001001011"),
    tet(1975, 2, 11, 0, "101100100101"),
    tet(1976, 1, 31, 8, "1101010100101"),
    tet(1977, 2, 18, 0, "101101010100"),
    tet(1978, 2, 7, 0, "101101011010"),
    tet(1979, 1, 28, 6, "0101011011010"),
    tet(1980, 2, 16, 0, "100101011011"),
    tet(1981, 2, 5, 0, "010010011011"),
    tet(1982, 1, 25, 4, "1010010010111"),
    tet(1983, 2, 13, 0, "101001001011"),
    tet(1984, 2, 2, 0, "101010100101"),
    tet(1985, 1, 21, 2, "1011010100101"),
    tet(1986, 2, 9, 0, "011011010010"),
    tet(1987, 1, 29, 7, "1010110110100"),
    tet(1988, 2, 17, 0, "101010110110"),
    tet(1989, 2, 6, 0, "100100110111"),
    tet(1990, 1, 27, 5, "0100100101111"),
    tet(1991, 2, 15, 0, "010010010111"),
    tet(1992, 2, 4, 0, "011001001011"),
    tet(1993, 1, 23, 3, "0110101001010"),
    tet(1994, 2, 10, 0, "111010100101"),
    tet(1995, 1, 31, 8, "0110101010101"),
    tet(1996, 2, 19, 0, "010101101010"),
    tet(1997, 2, 7, 0, "101010101101"),
    tet(1998, 1, 28, 5, "1001001101101"),
    tet(1999, 2, 16, 0, "100100101110"),
    tet(2000, 2, 5, 0, "110010010110"),
    tet(2001, 1, 24, 4, "1101010010101"),
    tet(2002, 2, 12, 0, "110101001010"),
    tet(2003, 2, 1, 0, "110110100101"),
    tet(2004, 1, 22, 2, "0101101010101"),
    tet(2005, 2, 9, 0, "010101101010"),
    tet(2006, 1, 29, 7, "1010011011010"),
    tet(2007, 2, 17, 0, "101001011101"),
    tet(2008, 2, 7, 0, "100100101011"),
    tet(2009, 1, 26, 5, "1010100101011"),
    tet(2010, 2, 14, 0, "101010010101"),
    tet(2011, 2, 3, 0, "101101001010"),
    tet(2012, 1, 23, 4, "1011010101010"),
    tet(2013, 2, 10, 0, "101011010101"),
    tet(2014, 1, 31, 9, "0101010110101"),
    tet(2015, 2, 19, 0, "010010111010"),
    tet(2016, 2, 8, 0, "101001011011"),
    tet(2017, 1, 28, 6, "0101001010111"),
    tet(2018, 2, 16, 0, "010100100111"),
    tet(2019, 2, 5, 0, "011010010011"),
    tet(2020, 1, 25, 4, "0111010010011"),
    tet(2021, 2, 12, 0, "011010101010"),
    tet(2022, 2, 1, 0, "101011010101"),
    tet(2023, 1, 22, 2, "0100110110101"),
    tet(2024, 2, 10, 0, "010010110110"),
    tet(2025, 1, 29, 6, "1010010101110"),
    tet(2026, 2, 17, 0, "101001001110"),
    tet(2027, 2, 6, 0, "110100100110"),
    tet(2028, 1, 26, 5, "1110100100110"),
    tet(2029, 2, 13, 0, "110101010010"),
    tet(2030, 2, 2, 0, "110110101010"),
    tet(2031, 1, 23, 3, "0101101101010"),
    tet(2032, 2, 11, 0, "010101101101"),
    tet(2033, 1, 31, 11, "0100101011101"),
    tet(2034, 2, 19, 0, "010010011101"),
    tet(2035, 2, 8, 0, "101001001101"),
    tet(2036, 1, 28, 6, "1101001001011"),
    tet(2037, 2, 15, 0, "101100100101"),
    tet(2038, 2, 4, 0, "101101010010"),
    tet(2039, 1, 24, 5, "1101101010010"),
    tet(2040, 2, 12, 0, "101101011010"),
    tet(2041, 2, 1, 0, "010101011101"),
    tet(2042, 1, 22, 2, "0100101011011"),
    tet(2043, 2, 10, 0, "010010011011"),
    tet(2044, 1, 30, 7, "1010010010111"),
    tet(2045, 2, 17, 0, "101001001011"),
    tet(2046, 2, 6, 0, "101010100101"),
    tet(2047, 1, 26, 5, "1011010100101"),
    tet(2048, 2, 14, 0, "011011010010"),
    tet(2049, 2, 2, 0, "101011010110"),
    tet(2050, 1, 23, 3, "0101010110110"),
    tet(2051, 2, 11, 0, "010100110111"),
    tet(2052, 2, 1, 8, "0100100101110"),
    tet(2053, 2, 18, 0, "110010010111"),
];

/// The solar dates that are answered for: 1/1/1968, when Việt Nam's calendar took UTC+7, to 31/12/2053.
pub fn verified() -> RangeInclusive<NaiveDate> {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar");
    day(1968, 1, 1)..=day(2053, 12, 31)
}

/// The lunar date of a solar date in Vietnam. Fails outside [`verified`].
pub fn from_solar(date: NaiveDate) -> Result<LunarDate, OutOfRange> {
    let verified = verified();
    if !verified.contains(&date) {
        return Err(OutOfRange { reach: Reach::Lunar, date, verified });
    }
    let index = YEARS.partition_point(|year| year.begin() <= date) - 1;
    let year = &YEARS[index];
    let mut left = (date - year.begin()).num_days();
    for (month, leap, days) in year.months() {
        if left < i64::from(days) {
            let day = u8::try_from(left + 1).expect("a month has at most 30 days");
            return Ok(LunarDate { day, month, leap, year: year.tet.0 });
        }
        left -= i64::from(days);
    }
    unreachable!("the years follow each other without a gap")
}

impl Year {
    fn begin(&self) -> NaiveDate {
        let (year, month, day) = self.tet;
        NaiveDate::from_ymd_opt(year, month, day).expect("the table holds days of the calendar")
    }

    /// Number, leap or not, and days of each month in order.
    fn months(&self) -> impl Iterator<Item = (u8, bool, u8)> {
        let leap = self.leap;
        let numbered = (1..=12).flat_map(move |month| {
            let again = (month == leap).then_some((month, true));
            std::iter::once((month, false)).chain(again)
        });
        numbered.zip(self.long.bytes()).map(|((month, leap), long)| (month, leap, 29 + (long - b'0')))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    #[test]
    fn every_lunar_year_begins_the_day_after_the_last_one_ends() {
        for pair in YEARS.windows(2) {
            let days = pair[0].months().map(|(_, _, days)| u64::from(days)).sum();
            assert_eq!(pair[0].begin() + Days::new(days), pair[1].begin());
        }
    }

    #[test]
    fn every_lunar_year_has_twelve_months_or_thirteen_with_a_leap_one() {
        for year in YEARS {
            assert_eq!(year.long.len(), if year.leap == 0 { 12 } else { 13 }, "{}", year.tet.0);
        }
    }

    #[test]
    fn a_day_before_or_after_the_table_is_refused_with_the_range_it_covers() {
        for date in [day(1967, 12, 31), day(2054, 1, 1)] {
            let error = from_solar(date).expect_err("outside");
            assert_eq!(error.date, date);
            assert_eq!(error.verified, day(1968, 1, 1)..=day(2053, 12, 31));
        }
    }

    #[test]
    fn the_first_and_the_last_day_of_the_range_have_lunar_dates() {
        let found = |date| from_solar(date).expect("verified");
        let first = LunarDate { day: 2, month: 12, leap: false, year: 1967 };
        assert_eq!(found(day(1968, 1, 1)), first);
        assert_eq!(found(day(2053, 12, 31)), LunarDate { day: 22, month: 11, leap: false, year: 2053 });
    }

    #[test]
    fn tet_falls_on_the_vietnamese_day_where_the_chinese_one_differs() {
        for tet in [day(1985, 1, 21), day(2007, 2, 17), day(2030, 2, 2), day(2053, 2, 18)] {
            let found = from_solar(tet).expect("verified");
            assert_eq!((found.day, found.month, found.leap), (1, 1, false), "{tet}");
        }
    }
}
