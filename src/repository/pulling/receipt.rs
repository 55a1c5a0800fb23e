//! Receipts: what each pull took, for whoever pays for the line and for the budget of a week.

use crate::calendar::week_name;
use crate::package::Object;
use crate::project::{ProjectError, Storing};
use crate::repository::origin::Pace;
use crate::repository::origin::is_address;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;
use std::sync::Mutex;

const RECEIPTS: &str = ".loa/receipts";

/// What was spent in the week, apart from the receipts: a poll that brought nothing leaves none.
const SPENT: &str = ".loa/spent.json";

/// How many receipts are kept: years of weeks.
const MOST: usize = 1000;

/// What one pull took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The version of this format: 1.
    pub version: u32,
    /// When it began.
    pub at: DateTime<Utc>,
    /// From where.
    pub from: String,
    /// For which station.
    pub station: String,
    /// How many bytes came over the line.
    pub bytes: u64,
    /// How long it took, in milliseconds.
    pub milliseconds: u64,
    /// The weeks that came to their place.
    pub weeks: Vec<TakenWeek>,
}

/// A week that came to its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenWeek {
    /// The ISO week, `2025-W11`.
    pub week: String,
    /// Its revision.
    pub revision: u32,
    /// Its package.
    pub package: Object,
    /// Why it was amended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How many pieces were fetched for it.
    pub pieces: usize,
    /// How many WAVs were made.
    pub sounds: usize,
}

impl Receipt {
    /// Stores the receipt among the others.
    pub(super) fn store(&self, into: &Path) -> Result<(), ProjectError> {
        let name = self.at.format("%Y-%m-%dT%H%M%S%3fZ");
        let text = serde_json::to_vec_pretty(self).expect("plain values can always be written");
        let mut storing = Storing::under(into);
        storing.bytes(&format!("{RECEIPTS}/{name}.json"), &text)?;
        let names = names(into);
        for old in names.iter().take(names.len().saturating_sub(MOST)) {
            storing.remove(&format!("{RECEIPTS}/{old}"))?;
        }
        Ok(())
    }
}

/// How many bytes came over the line in one ISO week; what came from disks and sticks is not among them.
#[derive(Default, Serialize, Deserialize)]
struct Spent {
    week: String,
    bytes: u64,
}

/// How many bytes came over the line in the ISO week of `now`.
pub(super) fn spent(into: &Path, now: DateTime<Utc>) -> u64 {
    let text = fs::read(into.join(SPENT)).unwrap_or_default();
    let spent: Spent = serde_json::from_slice(&text).unwrap_or_default();
    if spent.week == week_name(now.date_naive()) { spent.bytes } else { 0 }
}

/// Writes down what a pull takes over the line while it takes it, whatever comes of it.
#[derive(Debug)]
pub(super) struct Tally<'a> {
    pub into: &'a Path,
    /// What comes from disks and sticks costs nothing.
    pub costs: bool,
    pub now: DateTime<Utc>,
    pub pace: &'a Pace,
    /// So much of what the pace took is written down.
    counted: Mutex<u64>,
}

impl<'a> Tally<'a> {
    /// From now on.
    pub(super) fn begin(into: &'a Path, from: &str, now: DateTime<Utc>, pace: &'a Pace) -> Tally<'a> {
        Tally { into, costs: is_address(from), now, pace, counted: Mutex::new(pace.taken()) }
    }

    /// Writes down what came since the last time.
    pub(super) fn count(&self) -> Result<(), ProjectError> {
        let mut counted = self.counted.lock().expect("nobody panics while counting");
        let taken = self.pace.taken();
        let bytes = taken - std::mem::replace(&mut *counted, taken);
        match bytes > 0 && self.costs {
            true => spend(self.into, bytes, self.now),
            false => Ok(()),
        }
    }
}

fn spend(into: &Path, bytes: u64, now: DateTime<Utc>) -> Result<(), ProjectError> {
    let spent = Spent { week: week_name(now.date_naive()), bytes: spent(into, now) + bytes };
    let text = serde_json::to_vec(&spent).expect("plain values can always be written");
    Storing::under(into).bytes(SPENT, &text)
}

fn names(into: &Path) -> Vec<String> {
    let entries = fs::read_dir(into.join(RECEIPTS)).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::origin::Stop;
    use std::time::Duration;

    #[test]
    fn what_every_pull_took_over_the_line_counts_in_its_week_and_nothing_from_a_stick() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let into = folder.path();
        let at = |day: u32| format!("2025-03-{day:02}T08:00:00Z").parse::<DateTime<Utc>>().expect("a moment");
        let pace = Pace::new(None, Duration::from_secs(5), Stop::default());
        let web = Tally::begin(into, "https://example.vn/loa", at(10), &pace);
        for _ in 0..3 {
            pace.pass(10).expect("nobody asks to stop");
            web.count().expect("there is room");
        }
        let stick = Tally::begin(into, "/media/usb/loa", at(11), &pace);
        pace.pass(500).expect("nobody asks to stop");
        stick.count().expect("there is room");
        assert_eq!((spent(into, at(16)), spent(into, at(17))), (30, 0));
        let web = Tally::begin(into, "https://example.vn/loa", at(17), &pace);
        pace.pass(7).expect("nobody asks to stop");
        web.count().expect("there is room");
        web.count().expect("there is room");
        assert_eq!((spent(into, at(16)), spent(into, at(18))), (0, 7));
    }
}
