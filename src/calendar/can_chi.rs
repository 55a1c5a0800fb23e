//! Can chi: the cycle of sixty by which lunar years, months and days are named.
//!
//! Goes in: a lunar year, a lunar month, a solar day. Comes out: a name such as "Ất Tỵ". It must not know the lunar
//! table, nor which days are holidays.
//!
//! The rules: years count from Giáp Tý, the lunar year 4; the first month (Giêng) is Dần, and its can follows from
//! the year's (Giáp and Kỷ years begin with Bính Dần, each later can two further on); days run through the sixty
//! without a break, by the Julian day number, day 2,451,551 (7/1/2000) being Giáp Tý.

use super::lunar::LunarDate;
use chrono::{Datelike, NaiveDate};

const CAN: [&str; 10] = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"];
const CHI: [&str; 12] = ["Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"];

/// The name of a solar day: "Giáp Tý" for 7/1/2000.
pub fn day_name(date: NaiveDate) -> String {
    // the Julian day number of 31/12 of the year 0, from which chrono counts, is 1,721,425
    let julian = date.num_days_from_ce() + 1_721_425;
    name(julian + 9, julian + 1)
}

impl LunarDate {
    /// The name of the lunar year: "Ất Tỵ" for 2025.
    pub fn year_name(&self) -> String {
        name(self.year - 4, self.year - 4)
    }

    /// The name of the month: "Mậu Dần" for Giêng of Ất Tỵ. A leap month bears that of the month before it.
    pub fn month_name(&self) -> String {
        let month = i32::from(self.month);
        name(self.year * 12 + month + 3, month + 1)
    }
}

/// The name of the can and the chi so many steps on from Giáp and Tý.
fn name(can: i32, chi: i32) -> String {
    let within = |steps: i32, cycle: i32| usize::try_from(steps.rem_euclid(cycle)).expect("not negative");
    format!("{} {}", CAN[within(can, 10)], CHI[within(chi, 12)])
}

#[cfg(test)]
mod tests {
    use super::super::lunar::from_solar;
    use super::*;

    fn names(year: i32, month: u32, day: u32) -> [String; 3] {
        let date = NaiveDate::from_ymd_opt(year, month, day).expect("a day");
        let lunar = from_solar(date).expect("verified");
        [day_name(date), lunar.month_name(), lunar.year_name()]
    }

    #[test]
    fn days_months_and_years_bear_the_names_that_calendars_print() {
        assert_eq!(names(2025, 1, 29), ["Mậu Tuất", "Mậu Dần", "Ất Tỵ"]);
        assert_eq!(names(2025, 1, 28), ["Đinh Dậu", "Đinh Sửu", "Giáp Thìn"]);
        assert_eq!(names(2000, 1, 7), ["Giáp Tý", "Đinh Sửu", "Kỷ Mão"]);
        assert_eq!(names(1968, 1, 29), ["Mậu Tuất", "Giáp Dần", "Mậu Thân"]);
        assert_eq!(names(2026, 2, 17), ["Nhâm Tuất", "Canh Dần", "Bính Ngọ"]);
    }

    #[test]
    fn a_leap_month_bears_the_name_of_the_month_before_it() {
        let sixth = names(2025, 7, 1);
        let leap = names(2025, 8, 1);
        assert_eq!(sixth[1..], ["Quý Mùi", "Ất Tỵ"]);
        assert_eq!(leap, ["Nhâm Dần", "Quý Mùi", "Ất Tỵ"]);
    }
}
