//! Report: what was aired in a period, per unit and of all together (báo cáo tháng).
//!
//! **count**: each station's occurrences with what became of them and the texts in each → [`Report`]. Only what somebody or
//! a player confirmed counts as aired; the rest is planned, not confirmed. All forms of a report (text, page, document,
//! sheet, CSV, JSON) are made of the one [`Report`], so they say the same. Knows no file, no clock, no schedule but the
//! campaign's topics and targets.

mod channels;
mod count;
mod figures;
mod forms;
mod heard;
mod plan;
mod targets;
#[cfg(test)]
mod tests;

pub use channels::{ChannelRow, Channels, read_channels};
pub use count::{About, Counting, count, total};
pub use figures::{Outcomes, TopicFigures};
pub use forms::{XlsxError, csv, docx, html, json, text, xlsx};
pub use plan::{PlacedText, PlannedItem, ReportedText};

use crate::calendar::DaySpan;
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

/// What was aired of a campaign, or of everything, in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The network's name.
    pub network: String,
    /// The office that reports, as it stands at the head of its documents.
    pub issuer: String,
    /// The campaign that is reported; none for everything that was aired.
    pub campaign: Option<ReportedCampaign>,
    /// The days it is about.
    pub period: DaySpan,
    /// When it was made.
    pub made: DateTime<FixedOffset>,
    /// The weeks of the period, by their Mondays: the columns of every [`TopicFigures::weeks`].
    pub weeks: Vec<NaiveDate>,
    /// The units, in the order of the network file; one that was merged away stands beside the one that came of it.
    pub units: Vec<Unit>,
    /// All units together.
    pub total: Figures,
    /// Every text that was planned or aired anywhere, by topic, then by day.
    pub texts: Vec<TextLine>,
    /// The other channels of all units together.
    pub channels: Vec<Channel>,
    /// By when it is due; none when nothing says so.
    pub due: Option<NaiveDate>,
}

/// The campaign of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedCampaign {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The document that orders it, as it is cited: number, issuer, date.
    pub document: Option<String>,
    /// Its topics, in their order.
    pub topics: Vec<ReportedTopic>,
}

/// A topic of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedTopic {
    /// Its letter.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// Who supplies its texts.
    pub supplier: Option<String>,
}

/// One unit (đơn vị): a station with its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// The station's slug.
    pub station: String,
    /// Its name.
    pub name: String,
    /// The days of the period in which it was on air, where it was not on all of them.
    pub days: Option<DaySpan>,
    /// The names of the units it took the place of within the period.
    pub replaces: Vec<String>,
    /// Whether it sent a log for the period; without one it is late, and nothing of it counts as aired.
    pub has_log: bool,
    /// What was aired.
    pub figures: Figures,
    /// Every text that was planned or aired, by topic, then by its first airing.
    pub texts: Vec<TextLine>,
    /// What did not air as planned, by time.
    pub failures: Vec<Failure>,
    /// What aired outside the plan, by time: emergencies, most of all.
    pub outside: Vec<Outside>,
    /// How far each target was met.
    pub targets: Vec<TargetLine>,
    /// What was done on other channels, counted by hand.
    pub channels: Vec<Channel>,
}

/// The figures of a unit, or of all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// All occurrences by what became of them.
    pub occurrences: Outcomes,
    /// How long was heard of them, and of what aired outside the plan.
    pub heard: TimeDelta,
    /// Each topic of the campaign, in its order; none where no campaign is reported.
    pub topics: Vec<TopicFigures>,
    /// All topics together: a text of two topics counts once.
    pub whole: TopicFigures,
}

/// A text (tin, bài) and how often it was aired.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    /// Its file, from the project's folder.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its topics, by their places in [`ReportedCampaign::topics`].
    pub topics: Vec<usize>,
    /// Who supplied it.
    pub supplier: Option<String>,
    /// Who approved it: name and office.
    pub approver: Option<String>,
    /// How often it was planned.
    pub planned: u32,
    /// How often it was aired for the first time at the unit: 0 or 1.
    pub first: u32,
    /// How often it was aired again.
    pub repeats: u32,
    /// How long all its airings lasted.
    pub heard: TimeDelta,
}

/// An occurrence that did not air as planned.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// Its id.
    pub id: String,
    /// What it was, for people.
    pub title: String,
    /// When it was planned.
    pub start: DateTime<FixedOffset>,
    /// What became of it.
    pub outcome: crate::asrun::Outcome,
    /// So much of it was lost.
    pub lost: TimeDelta,
    /// Why; none when nobody said.
    pub cause: Option<String>,
}

/// Something that aired outside the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Outside {
    /// When it began.
    pub start: DateTime<FixedOffset>,
    /// How long it lasted.
    pub length: TimeDelta,
    /// What it was, in the words of the log.
    pub what: Option<String>,
    /// Who says so.
    pub by: Option<String>,
}

/// A target in one of its weeks or months.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetLine {
    /// The topic, by its place; none for all together.
    pub topic: Option<usize>,
    /// The days it is counted in.
    pub days: DaySpan,
    /// What was to be aired.
    pub wanted: u32,
    /// What was.
    pub reached: u32,
    /// Whether minutes are counted; airings, else.
    pub is_minutes: bool,
}

/// Another channel (kênh khác), counted by hand: posts, meetings, posters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// Its name, as it was written.
    pub name: String,
    /// How many.
    pub count: u32,
}

impl Report {
    /// The units that have not sent a log for the period.
    pub fn late(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(|unit| !unit.has_log)
    }

    /// How many days are left until it is due, counted from the day it was made; negative when that day is past.
    pub fn days_left(&self) -> Option<i64> {
        self.due.map(|due| (due - self.made.date_naive()).num_days())
    }
}

impl Figures {
    /// The topics that were not aired at all, by their places.
    pub fn never(&self) -> impl Iterator<Item = usize> {
        self.topics.iter().enumerate().filter(|(_, topic)| topic.airings() == 0).map(|(at, _)| at)
    }
}
