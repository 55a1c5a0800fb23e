//! Holidays, swapped days off and kinds of days.
//!
//! Goes in: a date, or a holiday's name. Comes out: the holidays of that day or name, whether offices are closed, which
//! rules the day lifts. It must not know how the calendar files are written, nor of stations, slots or limits.

use super::DaySet;
use crate::diagnostic::Span;
use crate::source::{Names, Spanned, likely};
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use serde::Deserialize;
use std::collections::BTreeSet;

/// The holidays that ship and those that the calendar file names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Holidays {
    /// In the order of their first days.
    pub list: Vec<Holiday>,
    /// Days that are off though the week says otherwise, by a holiday or a swap.
    pub(super) off: BTreeSet<NaiveDate>,
    /// Days worked in place of others.
    pub(super) work: BTreeSet<NaiveDate>,
    pub(super) kinds: Vec<DayKind>,
}

/// A holiday: some days in a row, under a name that may come again the next year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// "Tết".
    pub name: String,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// Whether offices are closed.
    pub day_off: bool,
    /// Where it stands, when it was written for these days only: it comes again when another is written.
    pub dated: Option<Span>,
}

/// Days on which other rules hold: Giao thừa, national mourning.
#[derive(Debug, Clone, PartialEq)]
pub struct DayKind {
    /// "Quốc tang".
    pub name: Spanned<String>,
    pub(super) days: DaySet,
    pub(super) lifts: Vec<Lift>,
    pub(super) fill: Option<Spanned<String>>,
}

/// A limit that does not hold on some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Lift {
    /// Quiet hours.
    Quiet,
    /// How many sittings a day has.
    Sittings,
    /// How long a sitting is.
    Sitting,
}

/// The rules of one day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DayRules<'a> {
    /// The limits that do not hold.
    pub lifts: Vec<Lift>,
    /// The pool that takes the place of the programmes' own.
    pub fill: Option<&'a Spanned<String>>,
}

impl Holidays {
    /// First and last days of every holiday of that name; the nearest name when there is none.
    pub fn named(
        &self,
        name: &str,
    ) -> Result<impl Iterator<Item = (NaiveDate, NaiveDate)> + '_, Option<String>> {
        Ok(self.all_named(name)?.map(|holiday| (holiday.first, holiday.last)))
    }

    /// Where a holiday of that name stands last before `year`, when it was written for some years and not for that one.
    /// None for a year before the first that was written, and where what comes every year lasts as long: Tết written
    /// with nine days is more than the three that come by themselves.
    pub fn lapsed(&self, name: &str, year: i32) -> Option<Span> {
        let (mut last, mut comes) = (None, TimeDelta::zero());
        for holiday in self.all_named(name).ok()? {
            let is_there = holiday.first.year() <= year && holiday.last.year() >= year;
            let length = holiday.last - holiday.first + TimeDelta::days(1);
            match holiday.dated {
                Some(_) if is_there => return None,
                Some(written) if holiday.last.year() < year => last = Some((written, length)),
                None if is_there => comes = comes.max(length),
                Some(_) | None => {}
            }
        }
        last.filter(|(_, length)| comes < *length).map(|(written, _)| written)
    }

    fn all_named(&self, name: &str) -> Result<impl Iterator<Item = &Holiday> + '_, Option<String>> {
        // Each year has its own Tết, so several of one name are one thing here.
        let distinct: BTreeSet<&str> = self.list.iter().map(|holiday| holiday.name.as_str()).collect();
        let known: Vec<&str> = distinct.into_iter().collect();
        let found = Names::new(known.iter().copied()).find(name);
        let Ok(at) = found else { return Err(likely(name, known.into_iter())) };
        let name = known[at].to_owned();
        Ok(self.list.iter().filter(move |holiday| holiday.name == name))
    }

    /// The names of a day's holidays.
    pub fn names_on(&self, date: NaiveDate) -> Vec<&str> {
        let covers = |holiday: &&Holiday| holiday.first <= date && date <= holiday.last;
        self.list.iter().filter(covers).map(|holiday| holiday.name.as_str()).collect()
    }

    /// Whether offices are closed: a weekend or a day off, unless it is worked in place of another.
    pub fn is_day_off(&self, date: NaiveDate) -> bool {
        let is_weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        (is_weekend || self.off.contains(&date)) && !self.work.contains(&date)
    }

    /// What the kinds of a day change. A kind that hangs on a lunar date that nobody can tell changes nothing.
    pub fn kinds_on(&self, date: NaiveDate) -> DayRules<'_> {
        let mut rules = DayRules::default();
        for kind in self.kinds.iter().filter(|kind| kind.days.contains(date) == Ok(true)) {
            rules.lifts.extend(&kind.lifts);
            rules.fill = rules.fill.or(kind.fill.as_ref());
        }
        rules
    }

    /// The pools that kinds of days name.
    pub fn fills(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.kinds.iter().filter_map(|kind| kind.fill.as_ref())
    }
}

impl DayRules<'_> {
    /// Whether a limit does not hold.
    pub fn lifts(&self, limit: Lift) -> bool {
        self.lifts.contains(&limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::lunar::from_solar;
    use crate::diagnostic::{Diagnostics, FileId};

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    fn read(text: &str) -> Holidays {
        let mut diagnostics = Diagnostics::new();
        let read = Holidays::read(&[(FileId(0), text)], &mut diagnostics);
        assert!(!diagnostics.has_errors(), "{diagnostics:?}");
        read
    }

    #[test]
    fn a_dated_holiday_replaces_the_shipped_days_of_its_year_only() {
        let text = r#"Calendar(version: 1, holidays: [(name: "tết", from: "25/1/2025", to: "2/2/2025", off: true)])"#;
        let spans: Vec<_> = read(text).named("Tết").expect("named").collect();
        assert!(spans.contains(&(day(2025, 1, 25), day(2025, 2, 2))));
        assert!(!spans.contains(&(day(2025, 1, 29), day(2025, 1, 31))));
        assert!(spans.contains(&(day(2026, 2, 17), day(2026, 2, 19))));
    }

    #[test]
    fn a_swapped_day_is_off_and_the_other_is_worked() {
        let found = read(
            r#"Calendar(version: 1, holidays: [(name: "Hội làng", lunar: "12/2", off: true), (name: "Ngày 20/10", every: "20/10")],
                swaps: [(off: "2/5/2025", work: "26/4/2025")])"#,
        );
        assert!(found.is_day_off(day(2025, 5, 2)) && !found.is_day_off(day(2025, 4, 26)));
        assert!(found.is_day_off(day(2025, 3, 11)), "12/2 of the lunar year");
        assert_eq!(found.names_on(day(2026, 10, 20)), ["Ngày 20/10"]);
        assert!(found.is_day_off(day(2026, 11, 24)) && !found.is_day_off(day(2025, 11, 24)));
    }

    #[test]
    fn a_holiday_on_a_lunar_thirtieth_comes_in_the_years_whose_month_has_it() {
        let found = read(r#"Calendar(version: 1, holidays: [(name: "Cúng trăng", lunar: "30/2")])"#);
        let days: Vec<_> = found.named("Cúng trăng").expect("named").map(|(first, _)| first).collect();
        let lunar = |date| from_solar(date).map(|lunar| (lunar.day, lunar.month));
        assert!(days.iter().all(|date| lunar(*date) == Ok((30, 2))), "{days:?}");
        assert!(days.contains(&day(2024, 4, 8)) && days.iter().all(|date| date.year() != 2025), "{days:?}");
    }

    #[test]
    fn kinds_of_days_lift_limits_and_change_the_fill() {
        let found = read(
            r#"Calendar(version: 1, holidays: [], kinds: [
                (name: "Giao thừa", days: [Holiday("Giao thừa")], lifts: [Quiet, Sittings]),
                (name: "Quốc tang", days: [Between("24/5/2025", "25/5/2025")], fill: "nhạc trầm")])"#,
        );
        let eve = found.kinds_on(day(2025, 1, 28));
        assert!(eve.lifts(Lift::Quiet) && eve.lifts(Lift::Sittings) && !eve.lifts(Lift::Sitting));
        assert_eq!(found.kinds_on(day(2025, 5, 25)).fill.map(|fill| fill.as_str()), Some("nhạc trầm"));
        assert_eq!(found.kinds_on(day(2025, 5, 26)), DayRules::default());
    }
}
