//! Unix cron: five fields, as Vixie cron reads them.
//!
//! Goes in: the expression, or a civil time to start from. Comes out: the civil minutes that match, in order, or
//! where the expression is wrong. It must not know of zones; [`super::zone`] settles what the clocks do.
//!
//! Beneath lies the `cron` crate, which has seconds, counts weekdays from Sunday as 1 and joins day-of-month and
//! weekday by AND. So the fields are read here and handed down as explicit lists in its numbering; where Unix says
//! OR, there are two of its schedules, merged. It searches for what comes next; one day's minutes stand in the fields.

mod field;

pub use field::CronProblemKind;

use super::{OutOfRange, Reach};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use field::{Field, Layout};
use std::iter;
use std::ops::{Range, RangeInclusive};
use std::str::FromStr;

/// What is wrong with a cron expression, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CronProblem {
    /// Bytes of the bad part only, inside the expression; all of it if the number of fields is wrong.
    pub range: Range<usize>,
    /// What is wrong with it.
    pub kind: CronProblemKind,
}

/// A Unix cron expression: minute, hour, day of month, month, day of week.
///
/// Equal if the same minutes match and the same rule for changes of the clock holds, however they are written.
#[derive(Debug, Clone, PartialEq)]
pub struct Cron {
    minute: Field,
    hour: Field,
    day: Field,
    month: Field,
    weekday: Field,
    beneath: Vec<cron::Schedule>,
}

/// The days a cron expression is enumerated on: the years the library beneath knows.
pub fn reach() -> RangeInclusive<NaiveDate> {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar");
    day(1970, 1, 1)..=day(2100, 12, 31)
}

impl Cron {
    /// Reads five fields separated by spaces or tabs: minute 0-59, hour 0-23, day of month 1-31, month 1-12 or
    /// JAN-DEC, day of week 0-7 or SUN-SAT, where 0 and 7 are Sunday. A field is a list of `*`, numbers and ranges,
    /// the first and last of these with a step (`*/5`, `5-30/5`). Source: crontab(5) of Vixie cron; its `@daily`
    /// and the L, W, # and ? of others are refused, as is a step after a single number.
    pub fn parse(text: &str) -> Result<Cron, CronProblem> {
        let words = fields(text);
        if let Some(range) = words.first().filter(|first| text[(*first).clone()].starts_with('@')) {
            return Err(CronProblem { range: range.clone(), kind: CronProblemKind::Macro });
        }
        let [minute, hour, day, month, weekday] = words.as_slice() else {
            let all = words.first().map_or(0, |w| w.start)..words.last().map_or(0, |w| w.end);
            return Err(CronProblem { range: all, kind: CronProblemKind::FieldCount { found: words.len() } });
        };
        let read = |range: &Range<usize>, layout| field::read(text, range.clone(), layout);
        let minute = read(minute, Layout::Minute)?;
        let hour = read(hour, Layout::Hour)?;
        let day = read(day, Layout::DayOfMonth)?;
        let month = read(month, Layout::Month)?;
        let weekday = read(weekday, Layout::DayOfWeek)?;
        let beneath = beneath(&minute, &hour, &day, &month, &weekday);
        Ok(Cron { minute, hour, day, month, weekday, beneath })
    }

    /// True if no date can ever match, such as 30 February. Told from the fields: nothing is enumerated.
    pub fn never(&self) -> bool {
        if self.either_day() {
            return false; // every month has every weekday
        }
        let longest = |month| match month {
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let earliest = self.day.numbers.iter().next().expect("a field holds a number");
        self.month.numbers.iter().all(|month| earliest > longest(month))
    }

    /// True if the minute or the hour begins with `*`: such an expression follows elapsed time when clocks change.
    pub fn every(&self) -> bool {
        self.minute.starred || self.hour.starred
    }

    /// All matching civil minutes from `from` (inclusive) on, ascending, each once. It ends with an error at the
    /// end of [`reach`], and begins with one if `from` lies before it; if it can [`never`](Cron::never) match, it
    /// is empty.
    pub fn starting(
        &self,
        from: NaiveDateTime,
    ) -> impl Iterator<Item = Result<NaiveDateTime, OutOfRange>> + '_ {
        let days = reach();
        let (begin, end) = (*days.start(), *days.end());
        let after = end.succ_opt().expect("the year 2101 is a year").max(from.date());
        let out = move |date| Err(OutOfRange { reach: Reach::Cron, date, verified: begin..=end });
        let possible = !self.never();
        let early = (possible && from.date() < begin).then(|| out(from.date()));
        let late = possible.then(|| out(after));
        let schedules = if possible && from.date() <= end { self.beneath.as_slice() } else { &[] };
        let first = from.max(begin.and_time(NaiveTime::MIN));
        let times = merged(schedules.iter().map(|schedule| civil(schedule, first)).collect());
        early.into_iter().chain(times.map(Ok)).chain(late)
    }

    /// The matching minutes of `day`, ascending: straight from the fields. Fails outside [`reach`], unless it can
    /// [`never`](Cron::never) match.
    pub fn on(&self, day: NaiveDate) -> Result<impl Iterator<Item = NaiveTime> + '_, OutOfRange> {
        let verified = reach();
        if !verified.contains(&day) && !self.never() {
            return Err(OutOfRange { reach: Reach::Cron, date: day, verified });
        }
        let hours = self.is_on(day).then(|| self.hour.numbers.iter()).into_iter().flatten();
        let minutes = |hour| self.minute.numbers.iter().map(move |minute| (hour, minute));
        Ok(hours.flat_map(minutes).map(|(hour, minute)| {
            NaiveTime::from_hms_opt(hour.into(), minute.into(), 0).expect("fields keep their bounds")
        }))
    }

    fn is_on(&self, day: NaiveDate) -> bool {
        let of_month = self.day.numbers.has(day.day());
        let of_week = self.weekday.numbers.has(day.weekday().num_days_from_sunday());
        let wanted = if self.either_day() { of_month || of_week } else { of_month && of_week };
        wanted && self.month.numbers.has(day.month())
    }

    fn either_day(&self) -> bool {
        !self.day.starred && !self.weekday.starred
    }
}

impl FromStr for Cron {
    type Err = CronProblem;

    fn from_str(text: &str) -> Result<Cron, CronProblem> {
        Cron::parse(text)
    }
}

fn fields(text: &str) -> Vec<Range<usize>> {
    let start = |word: &str| word.as_ptr().addr() - text.as_ptr().addr();
    text.split_whitespace().map(|word| start(word)..start(word) + word.len()).collect()
}

/// One schedule of the library, or two where either day may match.
fn beneath(minute: &Field, hour: &Field, day: &Field, month: &Field, weekday: &Field) -> Vec<cron::Schedule> {
    let schedule = |days: &str, weekdays: &str| {
        let text = format!(
            "0 {} {} {days} {} {weekdays}",
            minute.numbers.list(0),
            hour.numbers.list(0),
            month.numbers.list(0)
        );
        cron::Schedule::from_str(&text).expect("lists of numbers in their bounds are a schedule")
    };
    let days = day.numbers.list(0);
    let weekdays = weekday.numbers.list(1); // the library's Sunday is 1, ours is 0
    if day.starred || weekday.starred {
        vec![schedule(&days, &weekdays)]
    } else {
        vec![schedule(&days, "*"), schedule("*", &weekdays)]
    }
}

/// The library's fires from `first` (inclusive), on the civil timeline: as if it were UTC, where no clock changes.
fn civil(schedule: &cron::Schedule, first: NaiveDateTime) -> impl Iterator<Item = NaiveDateTime> + '_ {
    let just_before = first.checked_sub_signed(TimeDelta::nanoseconds(1)).expect("`reach` begins in 1970");
    schedule.after(&just_before.and_utc()).map(|time| time.naive_utc())
}

/// Ascending sequences as one, equal times once.
fn merged<'a>(
    sources: Vec<impl Iterator<Item = NaiveDateTime> + 'a>,
) -> impl Iterator<Item = NaiveDateTime> + 'a {
    let mut sources: Vec<_> = sources.into_iter().map(Iterator::peekable).collect();
    iter::from_fn(move || {
        let next = sources.iter_mut().filter_map(|source| source.peek().copied()).min()?;
        for source in &mut sources {
            source.next_if_eq(&next);
        }
        Some(next)
    })
}
