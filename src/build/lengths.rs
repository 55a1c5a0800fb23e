//! Recordings that are much longer or shorter than their text should take.

use super::{Clips, Production};
use crate::catalogue::number_of;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::project::Project;
use crate::rundown::Occurrence;
use crate::studio::{StudioDay, is_off};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Reports each recording once, whatever it is heard in.
pub(super) fn off(
    project: &Project,
    productions: &BTreeMap<Occurrence, Production>,
    studio: &BTreeMap<NaiveDate, StudioDay>,
    clips: &Clips,
    diagnostics: &mut Diagnostics,
) {
    let mut told = BTreeSet::new();
    for (occurrence, production) in productions {
        let day = &studio[&occurrence.date];
        for read in production.script.iter().flat_map(|script| &script.reads) {
            let Some(path) = day.recordings.get(&read.digest) else { continue };
            let Some(measured) = clips.length(path).map(|length| project.network.audio.length_of(length))
            else {
                continue;
            };
            if is_off(measured, read.estimate) && told.insert(path.clone()) {
                let number = number_of(path.rsplit('/').next().unwrap_or_default());
                diagnostics.push(
                    Diagnostic::new(Code::RecordingLength)
                        .with("path", path.as_str())
                        .with("number", number.unwrap_or_default() as usize)
                        .with("title", read.title.as_str())
                        .with("measured", measured)
                        .with("estimate", read.estimate)
                        .hint("hint-recording-length", vec![]),
                );
            }
        }
    }
}
