//! Receipts: what each pull took, for whoever pays for the line and for the budget of a week.

use super::origin::is_address;
use crate::calendar::week_name;
use crate::package::Object;
use crate::project::{ProjectError, Storing};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

const RECEIPTS: &str = ".loa/receipts";

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

/// How many bytes came over the line in the ISO week of `now`; what came from disks and sticks is not among them.
pub(super) fn spent(into: &Path, now: DateTime<Utc>) -> u64 {
    let this_week = week_name(now.date_naive());
    let read = |name: String| -> Option<Receipt> {
        serde_json::from_slice(&fs::read(into.join(RECEIPTS).join(name)).ok()?).ok()
    };
    let is_spent =
        |receipt: &Receipt| is_address(&receipt.from) && week_name(receipt.at.date_naive()) == this_week;
    let receipts = names(into).into_iter().filter_map(read).filter(is_spent);
    receipts.map(|receipt| receipt.bytes).sum()
}

fn names(into: &Path) -> Vec<String> {
    let entries = fs::read_dir(into.join(RECEIPTS)).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}
