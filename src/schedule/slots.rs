//! Reading slots: when something airs, where, and what.

use super::declared::Declared;
use super::files::{InsteadFile, PlayFile, PriorityWord, SlotFile, StartFile, YieldsFile};
use super::lookup::{Lookup, or_refuse};
use super::parts::{bounded, is_within_bounds};
use super::shut_out::{self, Written};
use super::{Instead, Play, Rank, RelaySource, Slot, SlotAt, Start, Yields};
use crate::calendar::{DaySet, notation, written};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::network::{Network, StationIx};
use crate::source::{List, Raw, Reader, Spanned, refuse_name, slug};
use chrono::{NaiveDate, TimeDelta};

/// How many days back a repeat may reach: last year's of the same day.
const MOST_DAYS: u32 = 366;

/// Reads all slots; one without a time, a length or something to play is reported and gets an empty station list, so
/// that references to it still hold.
pub(super) fn read(
    declared: &[Declared<SlotFile>],
    lookup: &Lookup,
    diagnostics: &mut Diagnostics,
) -> Vec<Slot> {
    declared
        .iter()
        .zip(&lookup.slot_stations)
        .map(|(declared, stations)| slot(declared, stations, lookup, diagnostics))
        .collect()
}

/// The stations a slot airs on, ascending: those named, all of the declaring station and below for `*`.
pub(super) fn stations(
    declared: &Declared<SlotFile>,
    network: &Network,
    diagnostics: &mut Diagnostics,
) -> Vec<StationIx> {
    let mut reader = Reader::new(declared.text.file, declared.text.text, diagnostics);
    named_stations(&mut reader, &declared.item.stations, declared.by, network)
}

/// The stations of a list of names, as `by` may name them.
pub(super) fn named_stations<'a>(
    reader: &mut Reader<'a, '_>,
    list: &List<'a, String>,
    by: StationIx,
    network: &Network,
) -> Vec<StationIx> {
    let mut stations = Vec::new();
    let names = reader.list(list);
    if reader.is_empty(list) {
        let span = reader.span(list);
        reader.diagnostics.push(Diagnostic::at(Code::Nothing, span));
    }
    for name in &names {
        if name.value == "*" {
            let below = network.all().filter(|(ix, _)| network.steps_below(*ix, by).is_some());
            stations.extend(below.map(|(ix, _)| ix));
            continue;
        }
        match network.find(name) {
            Ok(station) if network.steps_below(station, by).is_some() => stations.push(station),
            Ok(_) => {
                let found = Diagnostic::at(Code::NotAbove, name.span)
                    .with("station", name.as_str())
                    .with("by", network.station(by).id.as_str())
                    .label(network.span(by), "label-declares", vec![]);
                reader.diagnostics.push(found);
            }
            Err(why) => refuse_name(Code::UnknownStation, name, why, reader.diagnostics),
        }
    }
    stations.sort();
    stations.dedup();
    stations
}

fn slot(
    declared: &Declared<SlotFile>,
    stations: &[StationIx],
    lookup: &Lookup,
    diagnostics: &mut Diagnostics,
) -> Slot {
    let mut reader = Reader::new(declared.text.file, declared.text.text, diagnostics);
    let (reader, item) = (&mut reader, &declared.item);
    let at = written::recurrence(reader, &item.at, lookup.holidays);
    let length = reader.read(&item.length).and_then(|written| {
        let length = notation::length(&written, reader.diagnostics)?;
        Some(bounded(reader, Spanned { value: length, span: written.span }))
    });
    let play = reader.read(&item.play).and_then(|play| self::play(reader, &play, declared.by, lookup));
    let lasts = length.as_ref().is_some_and(|length| is_within_bounds(length.value));
    let complete = at.is_some() && lasts && play.is_some();
    let (from, until) = (date(reader, &item.from), date(reader, &item.until));
    if let (Some(first), Some(last)) = (&from, &until)
        && last.value < first.value
    {
        reader.diagnostics.push(Diagnostic::at(Code::EndsBeforeStart, last.span));
    }
    let (rank, authority) = rank(reader, item);
    let replaces = reader
        .optional_list(&item.replaces)
        .iter()
        .filter_map(|name| {
            let slot = lookup.slot(declared.by, name, reader.diagnostics)?;
            Some(Spanned { value: slot, span: name.span })
        })
        .collect();
    let (except, excepted) = days(reader, &item.except, lookup);
    let (only, only_on) = days(reader, &item.only, lookup);
    let instead_written = reader.optional_list(&item.instead);
    let instead_on = instead_written.iter().map(|one| reader.span(&one.value.on)).collect();
    let written = Written { except: excepted, only: only_on, instead: instead_on };
    shut_out::check(declared.text.text, &declared.id, &written, reader.diagnostics);
    let yields = yields(reader, item, length.as_ref());
    Slot {
        id: declared.id.clone(),
        slug: slug(&declared.id),
        by: declared.by,
        stations: if complete { stations.to_vec() } else { Vec::new() },
        at: at.unwrap_or_else(written::never),
        at_span: reader.span(&item.at),
        length: length.unwrap_or(Spanned { value: TimeDelta::zero(), span: declared.id.span }),
        start: start(reader, item),
        yields,
        replaces,
        play: play.unwrap_or(Play::Unread),
        rank,
        authority,
        except,
        only: item.only.is_some().then_some(only),
        instead: instead(reader, &instead_written, declared.by, lookup),
        from: from.map(|from| from.value),
        until: until.map(|until| until.value),
        span: declared.span,
    }
}

fn rank<'a>(reader: &mut Reader<'a, '_>, item: &SlotFile<'a>) -> (Rank, Option<String>) {
    let authority = reader.optional(&item.authority);
    let word = reader.optional(&item.priority);
    let rank = match word.as_ref().map(|word| &word.value) {
        None | Some(PriorityWord::Normal) => Rank::Normal,
        Some(PriorityWord::Fill) => Rank::Fill,
        Some(PriorityWord::Priority) => Rank::Priority,
        Some(PriorityWord::Emergency) => Rank::Emergency,
    };
    if let Some(word) = word
        && rank == Rank::Emergency
        && authority.as_ref().is_none_or(|name| name.trim().is_empty())
    {
        let found = Diagnostic::at(Code::NoAuthority, word.span);
        reader.diagnostics.push(found.hint("hint-authority", vec![]));
    }
    if let Some(name) = authority.as_ref().filter(|_| rank != Rank::Emergency) {
        reader.diagnostics.push(Diagnostic::at(Code::AuthorityUnused, name.span));
    }
    (rank, authority.map(|name| name.value))
}

fn start<'a>(reader: &mut Reader<'a, '_>, item: &SlotFile<'a>) -> Start {
    match reader.optional(&item.start).map(|start| start.value) {
        None | Some(StartFile::Hard) => Start::Hard,
        Some(StartFile::NotBefore) => Start::NotBefore,
        Some(StartFile::Soft { grace }) => {
            let written = reader.read(&grace);
            let grace = written.and_then(|written| notation::length(&written, reader.diagnostics));
            Start::Soft { grace: grace.unwrap_or_default() }
        }
    }
}

fn yields<'a>(
    reader: &mut Reader<'a, '_>,
    item: &SlotFile<'a>,
    length: Option<&Spanned<TimeDelta>>,
) -> Yields {
    match reader.optional(&item.yields).map(|yields| yields.value) {
        None | Some(YieldsFile::Drop) => Yields::Drop,
        Some(YieldsFile::Move { until }) => {
            let written = reader.read(&until);
            let until = written.and_then(|written| notation::time(&written, reader.diagnostics));
            until.map_or(Yields::Drop, |until| Yields::Move { until })
        }
        Some(YieldsFile::Shorten { least }) => {
            let (written, span) = (reader.read(&least), reader.span(&least));
            let least = written.and_then(|written| notation::length(&written, reader.diagnostics));
            if let (Some(least), Some(length)) = (least, length)
                && least > length.value
            {
                let found = Diagnostic::at(Code::LeastBeyondLength, span).with("least", least);
                let found = found.with("length", length.value);
                reader.diagnostics.push(found.label(length.span, "label-slot-length", vec![]));
            }
            least.map_or(Yields::Drop, |least| Yields::Shorten { least })
        }
    }
}

/// The days of a list, and where each member is written.
fn days<'a>(
    reader: &mut Reader<'a, '_>,
    list: &Option<List<'a, written::DaysFile<'a>>>,
    lookup: &Lookup,
) -> (DaySet, Vec<Span>) {
    let written = reader.optional_list(list);
    let spans = written.iter().map(|days| days.span).collect();
    (written::days(reader, &written, lookup.holidays), spans)
}

/// What airs on some days instead. One whose play cannot be read is left out: its error holds the slot's stations.
fn instead<'a>(
    reader: &mut Reader<'a, '_>,
    written: &[Spanned<InsteadFile<'a>>],
    by: StationIx,
    lookup: &Lookup,
) -> Vec<Instead> {
    let read = |one: &Spanned<InsteadFile<'a>>| {
        let on = reader.read(&one.on).map(|days| written::days(reader, &[days], lookup.holidays));
        let play = reader.read(&one.play).and_then(|play| self::play(reader, &play, by, lookup));
        Some(Instead { on: on?, play: play? })
    };
    written.iter().filter_map(read).collect()
}

/// What `play` stands for, as seen by `by`.
pub(super) fn play<'a>(
    reader: &mut Reader<'a, '_>,
    play: &Spanned<PlayFile<'a>>,
    by: StationIx,
    lookup: &Lookup,
) -> Option<Play> {
    match &play.value {
        PlayFile::Programme(name) => {
            let name = reader.read(name)?;
            lookup.programme(by, &name, reader.diagnostics).map(Play::Programme)
        }
        PlayFile::Carry { from, slot } => {
            let (from, slot) = (reader.read(from), reader.read(slot));
            let from = from?;
            // What an upstream has on which day is known when its week was pulled.
            if let (Err(_), Ok(station)) = (lookup.network.find(&from), lookup.network.find_upstream(&from)) {
                return Some(Play::Upstream { station, slot: slot?.value });
            }
            let station = lookup.station(&from, reader.diagnostics);
            let (station, name) = (station?, slot?);
            let slot = lookup.slot(station, &name, reader.diagnostics)?;
            if lookup.slot_stations[slot.0 as usize].binary_search(&station).is_err() {
                let found = Diagnostic::at(Code::NotAiredThere, name.span)
                    .with("slot", name.as_str())
                    .with("station", lookup.network.station(station).name.as_str());
                reader.diagnostics.push(found);
                return None;
            }
            Some(Play::Carry(SlotAt { station: Some(station), slot, span: name.span }))
        }
        PlayFile::Repeat { slot, days } => {
            let (name, days) = (reader.read(slot)?, reader.read(days)?);
            if days.value > MOST_DAYS {
                let found = Diagnostic::at(Code::RepeatDays, days.span);
                reader
                    .diagnostics
                    .push(found.with("days", u64::from(days.value)).with("most", u64::from(MOST_DAYS)));
                return None;
            }
            let slot = lookup.slot(by, &name, reader.diagnostics)?;
            Some(Play::Repeat { slot: SlotAt { station: None, slot, span: name.span }, days: days.value })
        }
        PlayFile::Relay { from, instead } => {
            let name = reader.read(from);
            let instead = instead.as_ref().and_then(|instead| {
                let written = reader.read(instead)?;
                self::play(reader, &written, by, lookup).map(Box::new)
            });
            Some(Play::Relay { from: relay_source(reader, &name?, lookup)?, instead })
        }
    }
}

fn relay_source(reader: &mut Reader, name: &Spanned<String>, lookup: &Lookup) -> Option<RelaySource> {
    if let Ok(station) = lookup.network.find(name) {
        return Some(RelaySource::Station(station, name.span));
    }
    if let Ok(station) = lookup.network.find_upstream(name) {
        return Some(RelaySource::Upstream(station));
    }
    let found = lookup.network.find_source(name);
    or_refuse(found, Code::UnknownSource, name, reader.diagnostics).map(RelaySource::Outside)
}

fn date<'a>(reader: &mut Reader<'a, '_>, raw: &Option<Raw<'a, String>>) -> Option<Spanned<NaiveDate>> {
    let written = reader.optional(raw)?;
    let value = notation::date(&written, reader.diagnostics)?;
    Some(Spanned { value, span: written.span })
}
