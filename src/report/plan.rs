//! What a report counts: occurrences by the plan, with the texts in them.

use crate::asrun::{OccurrenceName, Planned};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

/// A text that is reported: a bulletin of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedText {
    /// Its file, from the project's folder.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its topics, by their places in the campaign; empty where no campaign is reported.
    pub topics: Vec<usize>,
    /// Who supplied it.
    pub supplier: Option<String>,
    /// Who approved it: name and office.
    pub approver: Option<String>,
}

/// A text in an occurrence, by the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedText {
    /// Which text, by its place in the list of all.
    pub text: usize,
    /// When it begins, counted from the start of the occurrence.
    pub at: TimeDelta,
    /// How long it lasts; of one that is read live, the time left for it.
    pub length: TimeDelta,
}

/// An occurrence by the plan, with the texts in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedItem {
    /// The occurrence.
    pub planned: Planned,
    /// Its texts, in the order of time; one that is read again in the same occurrence is still one.
    pub texts: Vec<PlacedText>,
}

impl PlannedItem {
    /// Its broadcast day.
    pub fn day(&self) -> NaiveDate {
        let name = OccurrenceName::of(&self.planned.id);
        name.map_or(self.planned.start.date_naive(), |name| name.date)
    }

    /// Whether the station makes what is heard itself: what is heard first in anything else was heard elsewhere before, or at
    /// the same time.
    pub fn is_own(&self) -> bool {
        self.planned.play == "programme"
    }

    /// The texts of `others`, occurrences of another station, that lie whole within this one, as they are heard here: what
    /// a relay of that station brings.
    pub fn relayed<'a>(&self, others: impl Iterator<Item = &'a PlannedItem>) -> Vec<PlacedText> {
        let (start, end) = (self.planned.start, self.planned.end());
        let whole = |other: &PlannedItem, text: &PlacedText| {
            let from: DateTime<FixedOffset> = other.planned.start + text.at;
            (from >= start && from + text.length <= end).then(|| PlacedText { at: from - start, ..*text })
        };
        let mut texts: Vec<PlacedText> = others
            .filter(|other| other.planned.start < end && start < other.planned.end())
            .flat_map(|other| other.texts.iter().filter_map(|text| whole(other, text)))
            .collect();
        texts.sort_by_key(|text| (text.at, text.text));
        texts
    }
}

#[cfg(test)]
pub(super) mod samples {
    use super::*;
    use crate::asrun::{LogLine, Source, Told};

    fn at(minute: &str) -> DateTime<FixedOffset> {
        format!("{minute}:00+07:00").parse().expect("a time")
    }

    fn id(minute: &str, slot: &str) -> String {
        format!("{}/la-hai/{slot}", &minute[..10])
    }

    /// A programme of La Hai.
    pub(in crate::report) fn item(
        slot: &str,
        start: &str,
        minutes: i64,
        texts: Vec<PlacedText>,
    ) -> PlannedItem {
        let planned = Planned {
            id: id(start, slot),
            slot: slot.to_owned(),
            title: format!("Chương trình {slot}"),
            start: at(start),
            length: TimeDelta::minutes(minutes),
            play: "programme".to_owned(),
            from: None,
        };
        PlannedItem { planned, texts }
    }

    /// A line of its log.
    pub(in crate::report) fn line(
        slot: Option<&str>,
        start: &str,
        minutes: i64,
        outcome: Option<Told>,
        source: Source,
    ) -> LogLine {
        LogLine {
            station: "la-hai".to_owned(),
            occurrence: slot.map(|slot| id(start, slot)),
            package: None,
            start: at(start),
            length: TimeDelta::minutes(minutes),
            outcome,
            cause: Some("Mất điện".to_owned()),
            by: None,
            source,
            written: at("2025-03-20T08:00"),
        }
    }
}
