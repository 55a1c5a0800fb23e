//! Reading programmes: what can be aired.

use super::cue::{bed, cue, gaps_at_pins};
use super::declared::Declared;
use super::files::{PartFile, ProgrammeFile};
use super::lookup::{Lookup, reading};
use super::{Bed, Cue, Part, PartKind, Programme};
use crate::calendar::notation;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::network::StationIx;
use crate::source::{List, Raw, Reader, Spanned};
use chrono::TimeDelta;

/// No part and no slot is longer.
const A_DAY: TimeDelta = TimeDelta::hours(24);

/// Reads a programme; it keeps the parts that were understood.
pub(super) fn programme(
    declared: &Declared<ProgrammeFile>,
    lookup: &Lookup,
    diagnostics: &mut Diagnostics,
) -> Programme {
    let mut reader = Reader::new(declared.text.file, declared.text.text, diagnostics);
    let title = reader.read(&declared.item.title).map(|title| title.value).unwrap_or_default();
    let mut beds = Vec::new();
    let parts = parts(&mut reader, &declared.item.parts, declared.by, lookup, &mut beds);
    gaps_at_pins(&mut reader, &parts);
    Programme { id: declared.id.clone(), title, by: declared.by, parts, beds, span: declared.span }
}

fn parts<'a>(
    reader: &mut Reader<'a, '_>,
    list: &List<'a, PartFile<'a>>,
    by: StationIx,
    lookup: &Lookup,
    beds: &mut Vec<Bed>,
) -> Vec<Part> {
    if reader.is_empty(list) {
        let span = reader.span(list);
        reader.diagnostics.push(Diagnostic::at(Code::Nothing, span));
    }
    let items = reader.list(list);
    items.iter().flat_map(|item| part(reader, item, by, lookup, beds)).collect()
}

/// The parts an item of the list stands for: none that could not be read, several on a bed.
fn part<'a>(
    reader: &mut Reader<'a, '_>,
    item: &Spanned<PartFile<'a>>,
    by: StationIx,
    lookup: &Lookup,
    beds: &mut Vec<Bed>,
) -> Vec<Part> {
    let mut wrapped = |reader: &mut Reader<'a, '_>, inner: &Raw<'a, PartFile<'a>>| {
        reader.read(inner).map(|inner| part(reader, &inner, by, lookup, beds)).unwrap_or_default()
    };
    let mut parts = match &item.value {
        PartFile::Pinned { at, part: inner } => {
            let at = pin(reader, at);
            let mut parts = wrapped(reader, inner);
            if let Some(first) = parts.first_mut() {
                first.pin = at.or(first.pin.take());
            }
            parts
        }
        PartFile::Backtimed { part: inner } => {
            let mut parts = wrapped(reader, inner);
            if let Some(first) = parts.first_mut() {
                first.is_backtimed = true;
            }
            parts
        }
        PartFile::GivesWay { turn, part: inner } => {
            let (turn, mut parts) = (reader.read(turn), wrapped(reader, inner));
            for part in &mut parts {
                if !matches!(part.kind, PartKind::Clip { .. }) {
                    reader.diagnostics.push(Diagnostic::at(Code::OnlyClipsGiveWay, part.span));
                }
                part.turn = turn.as_ref().map(|turn| turn.value);
            }
            parts
        }
        PartFile::Cue { part: inner, .. } => {
            let mut parts = wrapped(reader, inner);
            cue(reader, &item.value, item.span, &mut parts);
            parts
        }
        PartFile::Bed { parts: list, .. } => {
            let mut on_it = parts(reader, list, by, lookup, beds);
            bed(reader, &item.value, lookup, &mut on_it, beds);
            on_it
        }
        plain => plain_part(reader, plain, item.span, by, lookup).into_iter().collect(),
    };
    // What is wrapped alone is its wrapper; what stands on a bed with others is itself.
    if let [only] = parts.as_mut_slice() {
        only.span = item.span;
    }
    parts
}

fn plain_part<'a>(
    reader: &mut Reader<'a, '_>,
    file: &PartFile<'a>,
    span: Span,
    by: StationIx,
    lookup: &Lookup,
) -> Option<Part> {
    let (kind, pin) = match file {
        PartFile::Clip(name) => {
            let name = reader.read(name)?;
            let clip = lookup.clip(&name, reader.diagnostics)?;
            (PartKind::Clip { clip, name: name.value }, None)
        }
        PartFile::Read(name) => {
            let name = reader.read(name)?;
            (PartKind::Read(reading(lookup.catalogue, &name, reader.diagnostics)?), None)
        }
        PartFile::Fill(name) => {
            let name = reader.read(name)?;
            (PartKind::Fill(lookup.pool(by, &name, reader.diagnostics)?), None)
        }
        PartFile::Bulletins { section, length, at } => {
            let (section, length) = (reader.read(section), span_of_time(reader, length));
            let pin = at.as_ref().and_then(|at| pin(reader, at));
            (PartKind::Bulletins { section: section?, length: bounded(reader, length?) }, pin)
        }
        PartFile::Column { campaign, length, at } => {
            let (name, length) = (reader.read(campaign), span_of_time(reader, length));
            let pin = at.as_ref().and_then(|at| pin(reader, at));
            let campaign = lookup.campaign(&name?, reader.diagnostics);
            (PartKind::Column { campaign: campaign?, length: bounded(reader, length?) }, pin)
        }
        PartFile::Pinned { .. }
        | PartFile::Backtimed { .. }
        | PartFile::GivesWay { .. }
        | PartFile::Cue { .. }
        | PartFile::Bed { .. } => unreachable!("wrappers are read before"),
    };
    Some(Part { kind, pin, is_backtimed: false, turn: None, cue: Cue::default(), span })
}

/// When a part begins: at the start of its item, or later, by a day at most.
fn pin<'a>(reader: &mut Reader<'a, '_>, at: &Raw<'a, String>) -> Option<Spanned<TimeDelta>> {
    let pin = span_of_time(reader, at)?;
    Some(if pin.value.is_zero() { pin } else { bounded(reader, pin) })
}

fn span_of_time<'a>(reader: &mut Reader<'a, '_>, raw: &Raw<'a, String>) -> Option<Spanned<TimeDelta>> {
    let written = reader.read(raw)?;
    let length = notation::length(&written, reader.diagnostics)?;
    Some(Spanned { value: length, span: written.span })
}

/// Reports a length of nothing or of more than a day, which then counts as a day, so that sums of lengths stay small.
pub(super) fn bounded(reader: &mut Reader, length: Spanned<TimeDelta>) -> Spanned<TimeDelta> {
    if !is_within_bounds(length.value) {
        let found = Diagnostic::at(Code::LengthOutOfBounds, length.span);
        reader.diagnostics.push(found.with("length", length.value));
    }
    length.map(|length| length.min(A_DAY))
}

/// More than nothing, a day at most.
pub(super) fn is_within_bounds(length: TimeDelta) -> bool {
    length > TimeDelta::zero() && length <= A_DAY
}
