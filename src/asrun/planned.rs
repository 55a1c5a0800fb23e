//! What a log is compared with: an occurrence as it was planned.

use super::line::OccurrenceName;
use crate::package::{ManifestItem, StationManifest, file_stem};
use chrono::{DateTime, FixedOffset, TimeDelta};

/// An occurrence by the plan. Nothing of it says that it aired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// `2025-03-10/la-hai/tiep-am[/n]`.
    pub id: String,
    /// The slot's id as it is written.
    pub slot: String,
    /// What is heard, for people.
    pub title: String,
    /// When it begins.
    pub start: DateTime<FixedOffset>,
    /// How long it lasts by the plan.
    pub length: TimeDelta,
    /// `programme`, `carry`, `repeat` or `relay`.
    pub play: String,
    /// The occurrence whose sound it is, for a carry or repeat; the source, for a relay.
    pub from: Option<String>,
}

impl Planned {
    /// What a manifest says of an item; none when its time cannot be read.
    pub fn of(item: &ManifestItem) -> Option<Planned> {
        Some(Planned {
            id: item.id.clone(),
            slot: item.slot.clone(),
            title: item.title.clone(),
            start: DateTime::parse_from_rfc3339(&item.start).ok()?,
            length: TimeDelta::try_milliseconds(item.planned_ms)?,
            play: item.play.clone(),
            from: item.from.clone(),
        })
    }

    /// The plan of a station's week, in the order of the manifest.
    pub fn all(manifest: &StationManifest) -> Vec<Planned> {
        manifest.days.iter().flat_map(|day| &day.items).filter_map(Planned::of).collect()
    }

    /// When it ends.
    pub fn end(&self) -> DateTime<FixedOffset> {
        self.start + self.length
    }

    /// How the files of its sound begin, `2025-03-10/1700-chieu`; none when its id is none.
    pub fn stem(&self) -> Option<String> {
        let name = OccurrenceName::of(&self.id)?;
        Some(file_stem(name.date, self.start.time(), name.nth, name.slot))
    }
}

#[cfg(test)]
pub(super) mod samples {
    use super::super::line::samples::at;
    use super::*;

    /// A programme of 10 March 2025 at La Hai.
    pub(in crate::asrun) fn planned(slot: &str, start: &str, minutes: i64) -> Planned {
        Planned {
            id: format!("2025-03-10/la-hai/{slot}"),
            slot: slot.to_owned(),
            title: format!("Chương trình {slot}"),
            start: at(start),
            length: TimeDelta::minutes(minutes),
            play: "programme".to_owned(),
            from: None,
        }
    }
}
