//! How much of a target is planned: columns heard, as far as the target counts them.
//!
//! In: a target, and the columns of its week or month in their order. Out: airings, minutes, and what came too soon. It
//! must not know which texts were chosen, nor why.

use crate::schedule::{Amount, CampaignIx, Target};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

/// A column with texts, as it is heard at a station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heard {
    pub start: DateTime<FixedOffset>,
    pub date: NaiveDate,
    pub campaign: CampaignIx,
    /// By its place in the campaign.
    pub topic: usize,
    pub texts: Vec<HeardText>,
}

/// A text of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HeardText {
    /// How long reading it should take.
    pub length: TimeDelta,
    pub is_first: bool,
}

/// What counts towards a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    pub airings: u32,
    pub length: TimeDelta,
    /// Airings that would have counted, had they not followed another one too soon.
    pub too_soon: u32,
    last: Option<DateTime<FixedOffset>>,
}

impl Tally {
    /// Counts `heard`, which stand in the order they are heard in.
    pub fn of<'h>(target: &Target, heard: impl Iterator<Item = &'h Heard>) -> Tally {
        let mut tally = Tally::default();
        for column in heard.filter(|column| target.topic.is_none_or(|topic| topic == column.topic)) {
            tally.add(target, column);
        }
        tally
    }

    fn add(&mut self, target: &Target, column: &Heard) {
        let counted = column.texts.iter().filter(|text| target.of.counts(text.is_first));
        let airings = u32::try_from(counted.clone().count()).expect("few texts stand in a column");
        if airings == 0 || !target.is_for_time(column.start.time()) {
            return;
        }
        if !self.leaves_gap(target, column.start) {
            self.too_soon += airings;
            return;
        }
        self.airings += airings;
        self.length += counted.map(|text| text.length).sum();
        self.last = Some(column.start);
    }

    /// Whether an airing at `start` is far enough from the last one that counted.
    pub fn leaves_gap(&self, target: &Target, start: DateTime<FixedOffset>) -> bool {
        target.gap.is_none_or(|gap| self.last.is_none_or(|last| start - last >= gap))
    }

    /// How much is planned, in what the target counts; whole minutes.
    pub fn planned(&self, target: &Target) -> u32 {
        match target.amount {
            Amount::Airings(_) => self.airings,
            Amount::Minutes(_) => u32::try_from(self.length.num_minutes()).unwrap_or(u32::MAX),
        }
    }

    /// Whether that is all the target wants.
    pub fn is_met(&self, target: &Target) -> bool {
        self.share(target) >= WHOLE
    }

    /// How much of the target is planned, in millionths.
    pub fn share(&self, target: &Target) -> u64 {
        let (planned, wanted) = match target.amount {
            Amount::Airings(wanted) => (u64::from(self.airings), u64::from(wanted)),
            Amount::Minutes(wanted) => {
                (u64::try_from(self.length.num_milliseconds()).unwrap_or(0), u64::from(wanted) * 60_000)
            }
        };
        planned * WHOLE / wanted
    }
}

/// All of a target.
const WHOLE: u64 = 1_000_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{FileId, Span};
    use crate::schedule::{Hearing, Per};

    fn target(amount: Amount) -> Target {
        let span = Span { file: FileId(0), start: 0, end: 0 };
        let (gap, dayparts) = (Some(TimeDelta::hours(24)), Vec::new());
        Target { topic: Some(1), amount, per: Per::Week, of: Hearing::First, gap, dayparts, span }
    }

    fn heard(start: &str, topic: usize, firsts: &[bool]) -> Heard {
        let start: DateTime<FixedOffset> = format!("{start}:00+07:00").parse().expect("a time");
        let length = TimeDelta::seconds(90);
        let texts = firsts.iter().map(|is_first| HeardText { length, is_first: *is_first }).collect();
        Heard { start, date: start.date_naive(), campaign: CampaignIx(0), topic, texts }
    }

    #[test]
    fn only_what_a_target_asks_for_counts_and_what_comes_too_soon_does_not() {
        let all = [
            heard("2025-03-10T17:00", 1, &[true, true, false]),
            heard("2025-03-11T16:59", 1, &[true]),
            heard("2025-03-11T17:00", 0, &[true]),
            heard("2025-03-11T17:30", 1, &[true]),
        ];
        let airings = target(Amount::Airings(4));
        let tally = Tally::of(&airings, all.iter());
        assert_eq!((tally.airings, tally.too_soon, tally.share(&airings)), (3, 1, 750_000));
        let minutes = target(Amount::Minutes(4));
        assert_eq!((tally.planned(&minutes), tally.is_met(&minutes)), (4, true), "four and a half");
        assert!(!tally.is_met(&airings));
    }
}
