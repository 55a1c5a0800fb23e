//! How parts enter and end, and music under them: what the schedule may say of it, and reading that.
//!
//! Goes in: the fields of `Cue` and `Bed`. Comes out: [`Cue`], [`Bed`], what is wrong with them. Knows no sound.

use super::files::PartFile;
use super::lookup::Lookup;
use super::parts::bounded;
use super::{Part, PartKind};
use crate::calendar::notation;
use crate::catalogue::ClipIx;
use crate::diagnostic::{Code, Diagnostic, Phrase, Span};
use crate::network::Db;
use crate::source::{Raw, Reader, Spanned};
use chrono::TimeDelta;
use std::ops::RangeInclusive;

/// How a part enters and ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cue {
    /// How it follows what is heard before.
    pub entry: Entry,
    /// It rises from silence over this long.
    pub fade_in: TimeDelta,
    /// It falls to silence over this long.
    pub fade_out: TimeDelta,
    /// All of it is heard twice, sound by sound, with so much silence between.
    pub twice: Option<TimeDelta>,
    /// The bed it stands on, by its place among those of its programme.
    pub bed: Option<usize>,
}

/// How a part follows what is heard before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Entry {
    /// So much silence after it is over.
    After(TimeDelta),
    /// So long before it is over, the one falling while the other rises.
    Crossfade(TimeDelta),
    /// So long before it is over, the other lowered so much meanwhile.
    Over {
        /// How long before.
        by: TimeDelta,
        /// The level of what is heard before.
        under: Db,
    },
}

/// Music under parts (nhạc nền).
#[derive(Debug, Clone, PartialEq)]
pub struct Bed {
    /// The clip.
    pub clip: ClipIx,
    /// It is heard alone so long before the first sound on it.
    pub lead: TimeDelta,
    /// It is heard alone so long after the last.
    pub tail: TimeDelta,
    /// Its level while it is heard alone.
    pub alone: Db,
    /// Its level under something else.
    pub under: Db,
    /// Where its clip is named.
    pub span: Span,
}

/// The levels that may be given: lower is silence, higher is louder than the house.
const LEVELS: RangeInclusive<f64> = -60.0..=0.0;

/// What is heard under something laid over it.
const UNDER_ANOTHER: Db = Db(-12.0);

/// A bed by itself: it stands behind the words even there.
const BED_ALONE: Db = Db(-6.0);

/// A bed under words. EBU and ITU name no figure; on horn loudspeakers 20 dB leave every word clear.
const BED_UNDER: Db = Db(-20.0);

impl Default for Cue {
    /// At once, as it is.
    fn default() -> Cue {
        let (fade_in, fade_out) = (TimeDelta::zero(), TimeDelta::zero());
        Cue { entry: Entry::After(TimeDelta::zero()), fade_in, fade_out, twice: None, bed: None }
    }
}

impl Cue {
    /// How long something takes that lasts `length` when it is heard once.
    pub fn lasts(&self, length: TimeDelta) -> TimeDelta {
        self.twice.map_or(length, |between| length * 2 + between)
    }
}

/// Gives `parts`, which stand in a `Cue`, what it says.
pub(super) fn cue<'a>(reader: &mut Reader<'a, '_>, file: &PartFile<'a>, span: Span, parts: &mut [Part]) {
    let PartFile::Cue { part: _, gap, crossfade, over, under, fade_in, fade_out, twice } = file else {
        unreachable!("it is a cue")
    };
    let is_nothing = [fade_in, fade_out, twice].iter().all(|field| field.is_none());
    let has_under = under.is_some();
    let under = level(reader, under, UNDER_ANOTHER);
    let why = match [gap, crossfade, over].iter().filter(|entry| entry.is_some()).count() {
        0 if is_nothing => Some("cue-why-nothing"),
        0 | 1 if has_under && over.is_none() => Some("cue-why-under"),
        0 | 1 => None,
        _ => Some("cue-why-two"),
    };
    let is_fill = |part: &Part| matches!(part.kind, PartKind::Fill(_));
    let has_more_than_gap = !is_nothing || crossfade.is_some() || over.is_some();
    let fill = (has_more_than_gap && parts.iter().any(is_fill)).then_some("cue-why-fill");
    let (gap, twice) = (pause(reader, gap), pause(reader, twice));
    let mut read = |raw: &Option<Raw<'a, String>>| time(reader, raw);
    let (crossfade, over, fade_in, fade_out) = (read(crossfade), read(over), read(fade_in), read(fade_out));
    let entry = gap.map(Entry::After).or(crossfade.map(Entry::Crossfade));
    let entry = entry.or(over.map(|by| Entry::Over { by, under }));
    let (usual, no_time) = (Cue::default(), TimeDelta::zero());
    let first = parts.first().map_or(usual, |part| part.cue);
    let last = parts.last().map_or(usual, |part| part.cue);
    let is_again = entry.is_some() && first.entry != usual.entry
        || fade_in.is_some() && first.fade_in != no_time
        || fade_out.is_some() && last.fade_out != no_time
        || twice.is_some() && parts.iter().any(|part| part.cue.twice.is_some());
    for why in why.into_iter().chain(fill).chain(is_again.then_some("cue-why-again")) {
        misused(reader, why, span);
    }
    for part in parts.iter_mut() {
        part.cue.twice = twice.or(part.cue.twice);
    }
    if let Some(first) = parts.first_mut() {
        first.cue.entry = entry.unwrap_or(first.cue.entry);
        first.cue.fade_in = fade_in.unwrap_or(first.cue.fade_in);
    }
    if let Some(last) = parts.last_mut() {
        last.cue.fade_out = fade_out.unwrap_or(last.cue.fade_out);
    }
}

/// Refuses a gap before what begins at a time of its own.
pub(super) fn gaps_at_pins(reader: &mut Reader, parts: &[Part]) {
    for part in parts {
        let is_timed = part.pin.is_some() || part.is_backtimed;
        if is_timed && matches!(part.cue.entry, Entry::After(gap) if !gap.is_zero()) {
            misused(reader, "cue-why-pin", part.span);
        }
    }
}

fn misused(reader: &mut Reader, why: &'static str, span: Span) {
    let why = Phrase { id: why, args: vec![] };
    reader.diagnostics.push(Diagnostic::at(Code::CueMisused, span).with("why", why));
}

/// Reads a bed and stands `parts` on it; it is added to the programme's `beds`. None when its clip is not known.
pub(super) fn bed<'a>(
    reader: &mut Reader<'a, '_>,
    file: &PartFile<'a>,
    lookup: &Lookup,
    parts: &mut [Part],
    beds: &mut Vec<Bed>,
) {
    let PartFile::Bed { clip, lead, tail, alone, under, parts: _ } = file else {
        unreachable!("it is a bed")
    };
    for part in parts.iter() {
        let is_loose = part.pin.is_none() && !part.is_backtimed && part.cue.bed.is_none();
        if !is_loose || matches!(part.kind, PartKind::Fill(_)) {
            reader.diagnostics.push(Diagnostic::at(Code::NotOnBed, part.span));
        }
    }
    let name = reader.read(clip);
    let (lead, tail) = (pause(reader, lead), pause(reader, tail));
    let (alone, under) = (level(reader, alone, BED_ALONE), level(reader, under, BED_UNDER));
    let Some(name) = name else { return };
    let Some(clip) = lookup.clip(&name, reader.diagnostics) else { return };
    for part in parts.iter_mut() {
        part.cue.bed = part.cue.bed.or(Some(beds.len()));
    }
    let (lead, tail) = (lead.unwrap_or_default(), tail.unwrap_or_default());
    beds.push(Bed { clip, lead, tail, alone, under, span: name.span });
}

/// A time that may be nothing.
fn pause<'a>(reader: &mut Reader<'a, '_>, raw: &Option<Raw<'a, String>>) -> Option<TimeDelta> {
    let length = length(reader, raw)?;
    Some(if length.value.is_zero() { length.value } else { bounded(reader, length).value })
}

fn time<'a>(reader: &mut Reader<'a, '_>, raw: &Option<Raw<'a, String>>) -> Option<TimeDelta> {
    let length = length(reader, raw)?;
    Some(bounded(reader, length).value)
}

fn length<'a>(reader: &mut Reader<'a, '_>, raw: &Option<Raw<'a, String>>) -> Option<Spanned<TimeDelta>> {
    let written = reader.optional(raw)?;
    let value = notation::length(&written, reader.diagnostics)?;
    Some(Spanned { value, span: written.span })
}

fn level<'a>(reader: &mut Reader<'a, '_>, raw: &Option<Raw<'a, f64>>, usual: Db) -> Db {
    let Some(level) = reader.optional(raw) else { return usual };
    if !LEVELS.contains(&level.value) {
        misused(reader, "cue-why-level", level.span);
        return usual;
    }
    Db(level.value)
}
