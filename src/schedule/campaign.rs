//! Campaigns (đợt tuyên truyền): topics, the document that orders them, what is to be aired of them, and when it is
//! reported.
//!
//! Values only, and the weeks and months they are counted by. They must not know what is aired, nor how it is written.

use super::Reading;
use crate::calendar::DaySpan;
use crate::calendar::reading::TimeRange;
use crate::calendar::week_of;
use crate::diagnostic::Span;
use crate::network::StationIx;
use crate::source::Spanned;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Weekday};

/// A campaign with its topics.
#[derive(Debug, Clone, PartialEq)]
pub struct Campaign {
    /// Its id.
    pub id: Spanned<String>,
    /// Its title, as announced.
    pub title: String,
    /// The document that orders it.
    pub document: Option<Document>,
    /// Its first day; none when it does not say.
    pub from: Option<NaiveDate>,
    /// Its last day; none when it does not say.
    pub until: Option<NaiveDate>,
    /// The stations that have to air it, ascending: all, where it names none.
    pub stations: Vec<StationIx>,
    /// What opens its column.
    pub opening: Option<Reading>,
    /// What closes it.
    pub closing: Option<Reading>,
    /// The topics in their order.
    pub topics: Vec<Topic>,
    /// What is to be aired, in the order of the file, a topic's own; a campaign without any is not steered.
    pub targets: Vec<Target>,
    /// When it is reported.
    pub report: ReportRule,
}

/// A topic of a campaign.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Its letter; letters match exactly (d is not đ).
    pub id: Spanned<String>,
    /// What it is about.
    pub title: String,
    /// Its core (nội dung trọng tâm): what its texts have to speak of.
    pub core: Option<String>,
    /// Who supplies its texts.
    pub supplier: Option<String>,
    /// The days of the week it is aired on; none where the targets decide.
    pub days: Vec<Weekday>,
}

/// The document (văn bản) that orders a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its number and symbol, as printed on it.
    pub number: String,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Its date.
    pub date: Option<NaiveDate>,
}

/// A target (chỉ tiêu): so much of a topic is to be aired in every week or month, at each station of the campaign.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The topic, by its place in [`Campaign::topics`]; none for all of them together.
    pub topic: Option<usize>,
    /// How much.
    pub amount: Amount,
    /// In which time.
    pub per: Per,
    /// Which airings count.
    pub of: Hearing,
    /// An airing that begins sooner than this after the last one that counted does not count.
    pub gap: Option<TimeDelta>,
    /// Only what begins at these times of day counts; none for the whole day.
    pub dayparts: Vec<TimeRange>,
    /// Where it stands.
    pub span: Span,
}

/// How much is to be aired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Amount {
    /// So many airings (lượt phát): one text heard once is one.
    Airings(u32),
    /// So many minutes of texts.
    Minutes(u32),
}

/// The time a target is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Per {
    /// Monday to Sunday.
    Week,
    /// The month of the campaign's report.
    Month,
}

/// Which airings are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hearing {
    /// First airings (phát mới): a text heard for the first time, in a programme the station makes itself.
    First,
    /// Repeats (phát lại): all others.
    Repeat,
    /// All airings.
    All,
}

/// When a campaign is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportRule {
    /// The month it is reported by.
    pub period: ReportPeriod,
    /// The deadline (hạn báo cáo): the first such day of a month, 1 to 28, after the period is over.
    pub deadline: Option<u32>,
}

/// The month of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportPeriod {
    /// A calendar month.
    Month,
    /// From that day of a month, 2 to 28, to the day before it of the next.
    From(u32),
}

impl Campaign {
    /// Whether `date` is one of its days.
    pub fn is_on(&self, date: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date <= until)
    }

    /// The topic whose day of the week `date` is, by its place.
    pub fn topic_of_day(&self, date: NaiveDate) -> Option<usize> {
        self.topics.iter().position(|topic| topic.days.contains(&date.weekday()))
    }

    /// Whether its targets choose the topic on `date`, where the day of the week leaves it open.
    pub fn is_steered_on(&self, date: NaiveDate) -> bool {
        !self.targets.is_empty() && self.is_on(date)
    }

    /// The week or month of `date` by which a target is counted.
    pub fn counted_with(&self, date: NaiveDate, per: Per) -> DaySpan {
        match per {
            Per::Week => {
                let week = week_of(date);
                DaySpan { first: *week.start(), last: *week.end() }
            }
            Per::Month => self.report.period.around(date),
        }
    }
}

impl Target {
    /// Whether an airing that begins at that time of day counts.
    pub fn is_for_time(&self, time: NaiveTime) -> bool {
        self.dayparts.is_empty() || self.dayparts.iter().any(|part| part.contains(time))
    }
}

impl Hearing {
    /// Whether an airing counts that is, or is not, the first.
    pub fn counts(self, is_first: bool) -> bool {
        match self {
            Hearing::First => is_first,
            Hearing::Repeat => !is_first,
            Hearing::All => true,
        }
    }
}

impl ReportPeriod {
    /// The period that `date` falls into.
    pub fn around(self, date: NaiveDate) -> DaySpan {
        let day = match self {
            ReportPeriod::Month => 1,
            ReportPeriod::From(day) => day,
        };
        let of_month = date.with_day(day).expect("every month has its first 28 days");
        let first = if of_month <= date { of_month } else { of_month - Months::new(1) };
        DaySpan { first, last: first + Months::new(1) - Days::new(1) }
    }
}

impl ReportRule {
    /// A calendar month, without a deadline.
    pub const USUAL: ReportRule = ReportRule { period: ReportPeriod::Month, deadline: None };

    /// The day by which the report on `period` has to be in.
    pub fn due(self, period: DaySpan) -> Option<NaiveDate> {
        let after = period.last + Days::new(1);
        let of_month = after.with_day(self.deadline?).expect("every month has its first 28 days");
        Some(if after <= of_month { of_month } else { of_month + Months::new(1) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(date: &str) -> NaiveDate {
        date.parse().expect("a date")
    }

    #[test]
    fn a_month_of_reports_may_begin_on_any_day_and_its_deadline_comes_after_it() {
        let around = |period: ReportPeriod, date: &str| period.around(day(date));
        let span = |first: &str, last: &str| DaySpan { first: day(first), last: day(last) };
        assert_eq!(around(ReportPeriod::Month, "2024-02-29"), span("2024-02-01", "2024-02-29"));
        for date in ["2025-02-15", "2025-03-14"] {
            assert_eq!(around(ReportPeriod::From(15), date), span("2025-02-15", "2025-03-14"));
        }
        let due = |period: ReportPeriod, date: &str| {
            ReportRule { period, deadline: Some(17) }.due(period.around(day(date)))
        };
        assert_eq!(due(ReportPeriod::Month, "2025-03-10"), Some(day("2025-04-17")));
        assert_eq!(due(ReportPeriod::From(15), "2025-03-10"), Some(day("2025-03-17")));
        assert_eq!(due(ReportPeriod::From(28), "2025-03-10"), Some(day("2025-04-17")));
    }
}
