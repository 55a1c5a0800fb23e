//! Days that were named: stretches of dates, lunar days, days off.
//!
//! Goes in: spans, lunar days, the holidays. Comes out: whether a date is one of the days. It must not know what the
//! days are wanted for.

use super::{Holidays, LunarDays, OutOfRange};
use crate::source::Spanned;
use chrono::NaiveDate;
use std::sync::Arc;

/// Days from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DaySpan {
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
}

impl DaySpan {
    /// Whether `date` is one of the days.
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.first <= date && date <= self.last
    }

    /// Whether both have a day in common.
    pub fn overlaps(&self, other: &DaySpan) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// Stretches of days: ascending, none touching the next.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spans {
    spans: Vec<DaySpan>,
}

/// Days in the words of a schedule file: any that one of its members names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DaySet {
    spans: Spans,
    lunar: Vec<LunarDays>,
    /// Which days are off, where those off, or those not off, are members.
    off: Option<Arc<Holidays>>,
    kinds: Vec<OfficeDay>,
    /// The holidays whose days are among the spans, as written.
    named: Vec<Spanned<String>>,
}

/// Whether offices are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficeDay {
    /// Saturdays, Sundays and the holidays that are days off.
    Off,
    /// All others.
    Work,
}

impl Spans {
    /// Whether `date` is one of the days.
    pub fn contains(&self, date: NaiveDate) -> bool {
        let behind = self.spans.partition_point(|span| span.first <= date);
        behind > 0 && date <= self.spans[behind - 1].last
    }

    /// Whether there is no day at all.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// All days from `from` on, ascending.
    pub fn days_from(&self, from: NaiveDate) -> impl Iterator<Item = NaiveDate> + '_ {
        let first = self.spans.partition_point(|span| span.last < from);
        self.spans[first..]
            .iter()
            .flat_map(move |span| span.first.max(from).iter_days().take_while(|date| *date <= span.last))
    }
}

impl FromIterator<DaySpan> for Spans {
    /// In any order, overlapping or not. One that ends before it begins has no days.
    fn from_iter<T: IntoIterator<Item = DaySpan>>(spans: T) -> Spans {
        let mut sorted: Vec<DaySpan> = spans.into_iter().filter(|span| span.first <= span.last).collect();
        sorted.sort_by_key(|span| span.first);
        let mut merged: Vec<DaySpan> = Vec::with_capacity(sorted.len());
        for span in sorted {
            match merged.last_mut() {
                Some(before) if before.last.succ_opt().is_none_or(|next| span.first <= next) => {
                    before.last = before.last.max(span.last);
                }
                _ => merged.push(span),
            }
        }
        Spans { spans: merged }
    }
}

impl FromIterator<NaiveDate> for Spans {
    fn from_iter<T: IntoIterator<Item = NaiveDate>>(dates: T) -> Spans {
        dates.into_iter().map(|date| DaySpan { first: date, last: date }).collect()
    }
}

impl DaySet {
    /// The days of all these together.
    pub fn new(
        spans: impl IntoIterator<Item = DaySpan>,
        named: Vec<Spanned<String>>,
        lunar: Vec<LunarDays>,
        kinds: Vec<OfficeDay>,
        holidays: &Arc<Holidays>,
    ) -> DaySet {
        let off = (!kinds.is_empty()).then(|| Arc::clone(holidays));
        DaySet { spans: spans.into_iter().collect(), lunar, off, kinds, named }
    }

    /// The holidays it names, as written: their days are among its own.
    pub fn named(&self) -> &[Spanned<String>] {
        &self.named
    }

    /// Whether `date` is one of the days. Fails where that hangs on a lunar date that nobody can tell.
    pub fn contains(&self, date: NaiveDate) -> Result<bool, OutOfRange> {
        if self.spans.contains(date) {
            return Ok(true);
        }
        if let Some(holidays) = &self.off {
            let kind = if holidays.is_day_off(date) { OfficeDay::Off } else { OfficeDay::Work };
            if self.kinds.contains(&kind) {
                return Ok(true);
            }
        }
        for days in &self.lunar {
            if days.contain(date)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, month, day).expect("a day")
    }

    fn span(first: NaiveDate, last: NaiveDate) -> DaySpan {
        DaySpan { first, last }
    }

    #[test]
    fn stretches_in_any_order_that_overlap_or_touch_are_one() {
        let written = [
            span(day(3, 12), day(3, 14)),
            span(day(3, 1), day(3, 20)),
            span(day(3, 21), day(3, 22)),
            span(day(4, 2), day(4, 1)),
            span(day(3, 24), day(3, 24)),
        ];
        let merged: Spans = written.into_iter().collect();
        assert_eq!(merged.spans, [span(day(3, 1), day(3, 22)), span(day(3, 24), day(3, 24))]);
        for date in day(2, 1).iter_days().take(90) {
            let named = written.iter().any(|span| (span.first..=span.last).contains(&date));
            assert_eq!(merged.contains(date), named, "{date}");
        }
        let from: Vec<NaiveDate> = merged.days_from(day(3, 21)).collect();
        assert_eq!(from, [day(3, 21), day(3, 22), day(3, 24)]);
    }

    #[test]
    fn working_days_and_days_off_together_are_all_days() {
        let holidays = Arc::new(Holidays::default());
        let of = |kinds| DaySet::new([], vec![], vec![], kinds, &holidays);
        let (off, work) = (of(vec![OfficeDay::Off]), of(vec![OfficeDay::Work]));
        for date in (0..28).map(|days| day(3, 3) + Days::new(days)) {
            assert_ne!(off.contains(date), work.contains(date), "{date}");
        }
        assert_eq!(off.contains(day(3, 8)), Ok(true), "a Saturday");
        assert_eq!(of(vec![OfficeDay::Off, OfficeDay::Work]).contains(day(3, 8)), Ok(true));
        assert_eq!(of(vec![]).contains(day(3, 8)), Ok(false));
    }
}
