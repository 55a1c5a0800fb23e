//! The Vietnamese lunar calendar (âm lịch), by a verified table.
//!
//! Goes in: a solar date. Comes out: its lunar date, or an error outside the table: never a guess. It must not know
//! of holidays, nor how a lunar date is spoken.
//!
//! The rules (months begin on the day of the new moon at UTC+7, the winter solstice falls in month 11, the first
//! month without a *trung khí* of a 13-month year is leap) decide nothing here at run time; they made the table.
//! Its source: new moons and apparent geocentric solar longitudes computed with PyEphem 4.2, cut at midnight UTC+7.
//! Moving every new moon by 3 minutes and every trung khí by 10, either way, changes no month of these years, so
//! neither the theory used nor Earth's rotation decides a day. Compared day by day with two calendars not made by
//! this project, `lunar-vn` 1.4 and the table inside `vnlunar` 1.0 (both on PyPI): no day differs.
//! `tests/tables/lunar.tsv` keeps the former's months.

use super::{OutOfRange, Reach};
use chrono::{Days, NaiveDate};
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

/// Consecutive lunar years.
const YEARS: &[Year] = &[
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
];

/// The solar dates the table covers: Tết 2000 to the eve of Tết 2040.
pub fn verified() -> RangeInclusive<NaiveDate> {
    let (first, last) = (&YEARS[0], &YEARS[YEARS.len() - 1]);
    first.begin()..=last.begin() + Days::new(last.days() - 1)
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

impl LunarDate {
    /// The year's name in can chi, the cycle of sixty: "Ất Tỵ" for 2025.
    pub fn year_name(&self) -> String {
        const CAN: [&str; 10] = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"];
        const CHI: [&str; 12] =
            ["Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"];
        // the year 4 was Giáp Tý
        let since = |cycle: i32| usize::try_from((self.year - 4).rem_euclid(cycle)).expect("not negative");
        format!("{} {}", CAN[since(10)], CHI[since(12)])
    }
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

    fn days(&self) -> u64 {
        self.months().map(|(_, _, days)| u64::from(days)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    #[test]
    fn every_lunar_year_begins_the_day_after_the_last_one_ends() {
        for pair in YEARS.windows(2) {
            assert_eq!(pair[0].begin() + Days::new(pair[0].days()), pair[1].begin());
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
        for date in [day(2000, 2, 4), day(2040, 2, 12)] {
            let error = from_solar(date).expect_err("outside");
            assert_eq!(error.date, date);
            assert_eq!(error.verified, day(2000, 2, 5)..=day(2040, 2, 11));
        }
    }

    #[test]
    fn the_year_that_began_in_2025_is_at_ty() {
        let name = |date| from_solar(date).expect("verified").year_name();
        assert_eq!(name(day(2025, 3, 10)), "Ất Tỵ");
        assert_eq!(name(day(2025, 1, 28)), "Giáp Thìn");
        assert_eq!(name(day(2026, 2, 17)), "Bính Ngọ");
    }
}
