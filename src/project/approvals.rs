//! Approvals as they lie in the project's folder: `approvals/2025-03.ron`, one record a month, and the approved words in
//! `approvals/texts/DIGEST.txt`, so that an edit can be shown as the words that changed.

use super::{ProjectError, Storing};
use crate::approval::{Approval, Approvals, read_approvals, write_approvals};
use crate::diagnostic::{Diagnostics, FileId};
use crate::source::Sources;
use std::fs;
use std::io;
use std::path::Path;

/// Where they lie.
pub const APPROVALS: &str = "approvals";

/// What the `records` say together.
pub(super) fn read(
    records: Vec<(String, FileId)>,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Approvals {
    let readable = records.into_iter().filter(|(_, file)| sources.file(*file).is_readable);
    let found = readable.flat_map(|(_, file)| read_approvals(file, &sources.file(file).text, diagnostics));
    Approvals::new(found.collect())
}

/// The words that were approved under a digest; none when nobody kept them.
pub fn approved_words(root: &Path, digest: &str) -> Result<Option<String>, ProjectError> {
    let place = root.join(place_of_words(digest));
    match fs::read_to_string(&place) {
        Ok(words) => Ok(Some(words)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ProjectError::Read(place, error)),
    }
}

/// Adds approvals, each with its words, to those the project has: the words first, the records last.
pub fn add_approvals(
    root: &Path,
    known: &Approvals,
    added: &[(Approval, String)],
) -> Result<(), ProjectError> {
    let mut storing = Storing::under(root);
    for (approval, words) in added {
        storing.bytes(&place_of_words(&approval.text), words.as_bytes())?;
    }
    let all = known.all().iter().cloned().chain(added.iter().map(|(approval, _)| approval.clone()));
    let all = Approvals::new(all.collect());
    let month = |approval: &Approval| approval.at.format("%Y-%m").to_string();
    let mut months: Vec<String> = added.iter().map(|(approval, _)| month(approval)).collect();
    months.sort();
    months.dedup();
    for name in months {
        let of_month: Vec<Approval> =
            all.all().iter().filter(|approval| month(approval) == name).cloned().collect();
        storing.bytes(&format!("{APPROVALS}/{name}.ron"), write_approvals(&of_month).as_bytes())?;
    }
    Ok(())
}

fn place_of_words(digest: &str) -> String {
    format!("{APPROVALS}/texts/{digest}.txt")
}
