//! Reading one-off changes.

use super::declared::DeclaredChange;
use super::files::ChangeFile;
use super::lookup::Lookup;
use super::slots::{named_stations, play};
use super::{Change, SlotIx};
use crate::calendar::notation;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::StationIx;
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
    // Their own words order two changes of the same slot on the same day, not the files they stand in.
    changes.sort_by(|(one, words), (other, other_words)| {
        let key = |change: &Change| (change.on.value, change.slot);
        (key(one), &one.stations, &one.reason, words).cmp(&(
            key(other),
            &other.stations,
            &other.reason,
            other_words,
        ))
    });
    let changes: Vec<Change> = changes.into_iter().map(|(change, _)| change).collect();
    twins(&changes, lookup, diagnostics);
    changes
}

/// Nobody can tell which of two changes of a slot on one station and day is meant.
fn twins(changes: &[Change], lookup: &Lookup, diagnostics: &mut Diagnostics) {
    for (at, change) in changes.iter().enumerate() {
        let twin = changes[..at].iter().rev().find_map(|earlier| {
            let is_same = (earlier.on.value, earlier.slot) == (change.on.value, change.slot);
            let shared = earlier.stations.iter().find(|station| change.stations.contains(station));
            Some((earlier, *shared.filter(|_| is_same)?))
        });
        let Some((earlier, station)) = twin else { continue };
        diagnostics.push(
            Diagnostic::at(Code::SecondChange, change.on.span)
                .with("slot", lookup.slot_names[change.slot.0 as usize].as_str())
                .with("date", change.on.value)
                .with("station", lookup.network.station(station).name.as_str())
                .label(earlier.on.span, "label-first-here", vec![]),
        );
    }
}

/// The stations a change reaches when it names none: those of its slot that `by` may speak for. A slot of the stations
/// above may air on others too, and those are not its business.
fn reach(
    name: &Spanned<String>,
    slot: SlotIx,
    by: StationIx,
    lookup: &Lookup,
    diagnostics: &mut Diagnostics,
) -> Vec<StationIx> {
    let network = lookup.network;
    let airs_on = &lookup.slot_stations[slot.0 as usize];
    let is_below = |station: &&StationIx| network.steps_below(**station, by).is_some();
    let reached: Vec<StationIx> = airs_on.iter().filter(is_below).copied().collect();
    if let (true, Some(other)) = (reached.is_empty(), airs_on.first()) {
        diagnostics.push(
            Diagnostic::at(Code::NotAbove, name.span)
                .with("station", network.station(*other).id.as_str())
                .with("by", network.station(by).id.as_str())
                .label(network.span(by), "label-declares", vec![]),
        );
    }
    reached
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
    let named = stations.as_ref().map(|list| named_stations(reader, list, declared.by, lookup.network));
    let name = name?;
    let slot = lookup.slot(declared.by, &name, reader.diagnostics)?;
    let stations = named.unwrap_or_else(|| reach(&name, slot, declared.by, lookup, reader.diagnostics));
    Some(Change {
        slot,
        stations,
        on: day?,
        play: replacement,
        reason: reason?.value,
        span: declared.change.span,
    })
}
