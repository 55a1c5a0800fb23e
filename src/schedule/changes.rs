//! Reading one-off changes.

use super::Change;
use super::declared::DeclaredChange;
use super::files::ChangeFile;
use super::lookup::Lookup;
use super::slots::{named_stations, play};
use crate::calendar::notation;
use crate::diagnostic::Diagnostics;
use crate::source::{List, Raw, Reader, Spanned};

/// Reads all changes; those that cannot be understood are reported and left out.
pub(super) fn read(
    declared: &[DeclaredChange],
    lookup: &Lookup,
    diagnostics: &mut Diagnostics,
) -> Vec<Change> {
    let mut changes: Vec<(Change, &str)> = Vec::new();
    for change in declared {
        let mut reader = Reader::new(change.text.file, change.text.text, diagnostics);
        let span = change.change.span;
        let words = &change.text.text[span.start..span.end];
        changes.extend(read_one(&mut reader, change, lookup).map(|change| (change, words)));
    }
    // Of two changes of the same slot on the same day the last is in force: their own words decide which that is, not
    // the order of the files.
    changes.sort_by(|(one, words), (other, other_words)| {
        let key = |change: &Change| (change.on.value, change.slot);
        (key(one), &one.stations, &one.reason, words).cmp(&(
            key(other),
            &other.stations,
            &other.reason,
            other_words,
        ))
    });
    changes.into_iter().map(|(change, _)| change).collect()
}

fn read_one<'a>(
    reader: &mut Reader<'a, '_>,
    declared: &DeclaredChange<'a>,
    lookup: &Lookup,
) -> Option<Change> {
    let (slot, stations, on, play_written, reason): (_, &Option<List<'a, String>>, _, _, Raw<'a, String>) =
        match &declared.change.value {
            ChangeFile::Replace { slot, stations, on, play, reason } => {
                (slot, stations, on, Some(play), *reason)
            }
            ChangeFile::Cancel { slot, stations, on, reason } => (slot, stations, on, None, *reason),
        };
    let name = reader.read(slot);
    let day = reader.read(on).and_then(|written| {
        let value = notation::date(&written, reader.diagnostics)?;
        Some(Spanned { value, span: written.span })
    });
    let replacement = match play_written {
        None => None,
        Some(raw) => {
            let written = reader.read(raw)?;
            Some(play(reader, &written, declared.by, lookup)?)
        }
    };
    let reason = reader.read(&reason);
    let stations = stations.as_ref().map(|list| named_stations(reader, list, declared.by, lookup.network));
    Some(Change {
        slot: lookup.slot(declared.by, &name?, reader.diagnostics)?,
        stations,
        on: day?,
        play: replacement,
        reason: reason?.value,
        span: declared.change.span,
    })
}
