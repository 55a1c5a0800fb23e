//! Targets: how much of what a campaign asks for was aired.

use super::TargetLine;
use super::plan::ReportedText;
use crate::calendar::DaySpan;
use crate::schedule::{Amount, Campaign, Target};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

/// A text that was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Airing {
    /// The broadcast day.
    pub day: NaiveDate,
    /// The start of the occurrence it was heard in, by the plan.
    pub occurrence: DateTime<FixedOffset>,
    /// Which text.
    pub text: usize,
    /// How long it is.
    pub length: TimeDelta,
    /// Whether it was a first airing.
    pub is_first: bool,
}

/// Each target in each of its weeks and months that ends in the period; the airings stand in the order of time.
pub(super) fn lines_of(
    campaign: &Campaign,
    period: DaySpan,
    airings: &[Airing],
    texts: &[ReportedText],
) -> Vec<TargetLine> {
    let spans = |target: &Target| {
        let mut spans: Vec<DaySpan> = period
            .first
            .iter_days()
            .take_while(|day| *day <= period.last)
            .map(|day| campaign.counted_with(day, target.per))
            .filter(|span| period.contains(span.last) && campaign.is_on(span.last))
            .collect();
        spans.dedup();
        spans
    };
    let line = |target: &Target, days: DaySpan| {
        let in_days = airings.iter().filter(|airing| days.contains(airing.day));
        let (count, length) = counted(target, in_days, texts);
        let (wanted, reached, is_minutes) = match target.amount {
            Amount::Airings(wanted) => (wanted, count, false),
            Amount::Minutes(wanted) => {
                (wanted, u32::try_from(length.num_minutes()).unwrap_or(u32::MAX), true)
            }
        };
        TargetLine { topic: target.topic, days, wanted, reached, is_minutes }
    };
    campaign
        .targets
        .iter()
        .flat_map(|target| spans(target).into_iter().map(move |days| (target, days)))
        .map(|(target, days)| line(target, days))
        .collect()
}

/// How many airings count, and how long they are together. Airings of one occurrence come together: what keeps them from
/// the last one that counted keeps all of them.
fn counted<'a>(
    target: &Target,
    airings: impl Iterator<Item = &'a Airing>,
    texts: &[ReportedText],
) -> (u32, TimeDelta) {
    let (mut count, mut length) = (0, TimeDelta::zero());
    let mut last: Option<DateTime<FixedOffset>> = None;
    for airing in airings {
        let is_of_topic = target.topic.is_none_or(|topic| texts[airing.text].topics.contains(&topic));
        let leaves_gap = last.is_none_or(|last| {
            airing.occurrence == last || target.gap.is_none_or(|gap| airing.occurrence - last >= gap)
        });
        if is_of_topic
            && leaves_gap
            && target.of.counts(airing.is_first)
            && target.is_for_time(airing.occurrence.time())
        {
            (count, length, last) = (count + 1, length + airing.length, Some(airing.occurrence));
        }
    }
    (count, length)
}
