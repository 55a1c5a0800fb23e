//! Reading one-off changes.

use super::declared::DeclaredChange;
use super::files::ChangeFile;
use super::lookup::Lookup;
use super::slots::{named_stations, play};
use super::{Change, Rank, Slot, SlotIx};
use crate::calendar::{DaySpan, notation};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::network::StationIx;
use crate::source::{List, Raw, Reader, Spanned};
use chrono::NaiveDate;

/// Reads all changes; those that cannot be understood are reported and left out.
pub(super) fn read(
    declared: &[DeclaredChange],
    slots: &[Slot],
    lookup: &Lookup,
    diagnostics: &mut Diagnostics,
) -> Vec<Change> {
    let mut changes: Vec<(Change, &str)> = Vec::new();
    for change in declared {
        let mut reader = Reader::new(change.text.file, change.text.text, diagnostics);
        let span = change.change.span;
        let words = &change.text.text[span.start..span.end];
        changes.extend(read_one(&mut reader, change, slots, lookup).map(|change| (change, words)));
    }
    // Their own words order two changes of the same slot on the same day, not the files they stand in.
    changes.sort_by(|(one, words), (other, other_words)| {
        let key = |change: &Change| (change.days.value, change.slot);
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
            let is_same = earlier.slot == change.slot && earlier.days.overlaps(&change.days);
            let shared = earlier.stations.iter().find(|station| change.stations.contains(station));
            Some((earlier, *shared.filter(|_| is_same)?))
        });
        let Some((earlier, station)) = twin else { continue };
        diagnostics.push(
            Diagnostic::at(Code::SecondChange, change.days.span)
                .with("slot", lookup.slot_names[change.slot.0 as usize].as_str())
                .with("date", change.days.first.max(earlier.days.first))
                .with("station", lookup.network.station(station).name.as_str())
                .label(earlier.days.span, "label-first-here", vec![]),
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
    slots: &[Slot],
    lookup: &Lookup,
) -> Option<Change> {
    let (slot, stations, when, play_written, reason): (_, &Option<List<'a, String>>, _, _, Raw<'a, String>) =
        match &declared.change.value {
            ChangeFile::Replace { slot, stations, on, from, until, play, reason } => {
                (slot, stations, [on, from, until], Some(play), *reason)
            }
            ChangeFile::Cancel { slot, stations, on, from, until, reason } => {
                (slot, stations, [on, from, until], None, *reason)
            }
        };
    let name = reader.read(slot);
    let days = days(reader, when, declared.change.span);
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
    if !may_change(&slots[slot.0 as usize], &name, declared.by, lookup, reader.diagnostics) {
        return None;
    }
    let stations = named.unwrap_or_else(|| reach(&name, slot, declared.by, lookup, reader.diagnostics));
    Some(Change {
        slot,
        stations,
        days: days?,
        play: replacement,
        reason: reason?.value,
        span: declared.change.span,
    })
}

/// The days of a change: `on` one, or `from` one day on, `until` another or for good.
fn days<'a>(
    reader: &mut Reader<'a, '_>,
    [on, from, until]: [&Option<Raw<'a, String>>; 3],
    change: Span,
) -> Option<Spanned<DaySpan>> {
    if on.is_some() == from.is_some() || (on.is_some() && until.is_some()) {
        reader.diagnostics.push(Diagnostic::at(Code::ChangeDays, change));
        return None;
    }
    let (on, from, until) = (date(reader, on), date(reader, from), date(reader, until));
    if let Some(on) = on {
        return Some(on.map(|day| DaySpan { first: day, last: day }));
    }
    let last = until.as_ref().map_or(NaiveDate::MAX, |until| until.value);
    let days = from?.map(|first| DaySpan { first, last });
    if let Some(until) = until.filter(|_| last < days.first) {
        reader.diagnostics.push(Diagnostic::at(Code::EndsBeforeStart, until.span));
    }
    Some(days)
}

fn date<'a>(reader: &mut Reader<'a, '_>, raw: &Option<Raw<'a, String>>) -> Option<Spanned<NaiveDate>> {
    let written = reader.optional(raw)?;
    let value = notation::date(&written, reader.diagnostics)?;
    Some(Spanned { value, span: written.span })
}

/// A station adds to what stations above it air, and opts out of it, but never of an emergency.
fn may_change(
    slot: &Slot,
    name: &Spanned<String>,
    by: StationIx,
    lookup: &Lookup,
    diagnostics: &mut Diagnostics,
) -> bool {
    let is_above = lookup.network.steps_below(by, slot.by).is_some_and(|steps| steps > 0);
    let may = slot.rank != Rank::Emergency || !is_above;
    if !may {
        diagnostics.push(
            Diagnostic::at(Code::EmergencyStands, name.span)
                .with("slot", slot.id.as_str())
                .with("station", lookup.network.station(slot.by).name.as_str())
                .label(slot.id.span, "label-emergency", vec![]),
        );
    }
    may
}
