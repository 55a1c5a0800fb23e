//! Laying sounds into parts: where each stands, how it fades, what fills the rest.
//!
//! Goes in: stretch by stretch, sounds that fit with the time they leave. Comes out: parts of placements, and a timeline.
//! It must not know why something was left out.

use super::bed::BedRun;
use super::cue::{Bed, Entry};
use super::fade::{duck, fall_from};
use super::fill::Ring;
use super::flow::{Flow, Step, bed_under, is_fill};
use super::material::{Sound, Sounding};
use super::{Fade, Fitted, Outcome, PieceId, Placement, Recipe, RecipePart, Timed};
use crate::network::{HouseFormat, Samples};
use std::ops::Range;

/// What time of a stretch its sounds leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    /// How long its first fill part lasts, or what fills behind its sounds.
    pub fills: u64,
    /// How far the stretch runs on under the sound that is pinned at its end.
    pub beyond: u64,
}

/// What has been laid out so far.
pub(super) struct Layout<'b> {
    format: HouseFormat,
    beds: &'b [Bed],
    cursor: u64,
    /// How far what sounds at a pin runs on under what is pinned.
    beyond: u64,
    /// Start of the part that is open.
    part_start: u64,
    parts: Vec<RecipePart>,
    open: Vec<Placement>,
    /// The bed that sounds.
    run: Option<BedRun>,
    timeline: Vec<Timed>,
    /// Silences that were asked for.
    gaps: Vec<Range<u64>>,
}

impl<'b> Layout<'b> {
    /// Nothing yet.
    pub fn new(format: HouseFormat, beds: &'b [Bed]) -> Self {
        Layout {
            format,
            beds,
            cursor: 0,
            beyond: 0,
            part_start: 0,
            parts: Vec::new(),
            open: Vec::new(),
            run: None,
            timeline: Vec::new(),
            gaps: Vec::new(),
        }
    }

    /// Lays out the stretch that begins at `from`; what it leaves goes to its first fill part, else behind its sounds.
    /// Without `to_its_end`, only a fill part takes it.
    pub fn stretch(
        &mut self,
        from: u64,
        (sounds, dropped): (&[Sounding], &[u32]),
        room: Room,
        to_its_end: bool,
        rings: &mut [Ring],
    ) {
        for element in dropped {
            self.push(Some(*element), from, 0, Outcome::Dropped);
        }
        let mut left = room.fills;
        let mut flow = Flow::new(from, self.beyond, &self.format);
        for (at, sounding) in sounds.iter().enumerate() {
            let fills = if is_fill(sounding) { std::mem::take(&mut left) } else { 0 };
            let step = flow.step(sounds, at, self.beds, fills);
            self.gaps.push(step.begin - step.gap..step.begin);
            self.follow_bed(sounding, step);
            match &sounding.sound {
                Sound::Clip(piece, _) | Sound::Words(piece, _) => self.place(sounding, piece, step),
                Sound::Live(_) => self.live(sounding.element, step),
                Sound::Fill(pool) => self.fill(Some(sounding.element), step, rings.get_mut(*pool)),
            }
            self.cursor = flow.cursor;
        }
        self.end_bed();
        self.cursor = flow.cursor;
        if to_its_end {
            let (start, end) = (self.cursor, self.cursor + left);
            self.fill(None, Step { begin: start, start, end, gap: 0 }, rings.first_mut());
            self.cursor = end;
        }
        self.beyond = room.beyond;
        self.cursor -= room.beyond;
    }

    fn place(&mut self, sounding: &Sounding, piece: &PieceId, step: Step) {
        let offset = Samples(step.start - self.part_start);
        let length = step.end - step.start;
        let outcome = Outcome::Placed { part: self.parts.len(), offset };
        self.push(Some(sounding.element), step.start, length, outcome);
        let cue = &sounding.cue;
        let mut placement = Placement::plain(offset, piece.clone(), Samples(length));
        placement.fade_in = Fade::even(Samples(cue.fade_in.0.min(length)));
        placement.fade_out = Fade::even(Samples(cue.fade_out.0.min(length - placement.fade_in.length.0)));
        if !self.is_on_new_bed(step) {
            let rise = self.enter(cue.entry, step.start, step.end);
            placement.fade_in = if rise.is_none() { placement.fade_in } else { rise };
            let most = length - placement.fade_in.length.0;
            placement.fade_out.length.0 = placement.fade_out.length.0.min(most);
        }
        self.lay(placement);
    }

    /// Whether the sound of that step opens a bed, which enters in its place.
    fn is_on_new_bed(&self, step: Step) -> bool {
        self.run.as_ref().is_some_and(|run| run.is_at_its_first(step))
    }

    /// Holds down or fades what is still heard at `start`, and tells how what begins there and lasts till `end` rises.
    fn enter(&mut self, entry: Entry, start: u64, end: u64) -> Fade {
        let (at, end) = (start - self.part_start, end - self.part_start);
        let over = self.open.iter().map(Placement::end).max().unwrap_or(0);
        let earlier = self.open.iter_mut().filter(|placement| placement.end() > at);
        match entry {
            Entry::Crossfade(_) if over > at => {
                earlier.for_each(|placement| fall_from(placement, at));
                Fade::equal_power(Samples((over - at).min(end - at)))
            }
            Entry::Over { under, .. } => {
                let under_it = earlier.filter(|placement| placement.at.0 < end);
                under_it.for_each(|placement| duck(placement, at..end, under, &self.format));
                Fade::default()
            }
            Entry::Crossfade(_) | Entry::After(_) => Fade::default(),
        }
    }

    /// Opens, goes on with or ends the bed under what comes next.
    fn follow_bed(&mut self, sounding: &Sounding, step: Step) {
        let bed = bed_under(sounding);
        if self.run.as_ref().map(|run| run.bed) != bed {
            self.end_bed();
            self.run = bed.map(|bed| {
                let rise = self.enter(sounding.cue.entry, step.begin, step.end);
                BedRun::new(bed, step.begin, rise, self.timeline.len())
            });
        }
        if let Some(run) = &mut self.run {
            run.sounds.push(step.start..step.end);
        }
    }

    /// Lays the bed that sounds, from its beginning to where the sounds have come.
    fn end_bed(&mut self) {
        let Some(run) = self.run.take() else { return };
        let end = self.cursor.max(run.sounds.last().map_or(0, |sound| sound.end));
        let bed = &self.beds[run.bed];
        let placements = run.placements(bed, end, self.part_start, &self.format);
        let offset = Samples(run.from - self.part_start);
        let outcome = Outcome::Bed { piece: bed.piece.clone(), part: self.parts.len(), offset };
        let sounds = placements.last().map_or(0, |last| last.end() - offset.0);
        let (at, length) = (Samples(run.from), Samples(sounds));
        self.timeline.insert(run.place, Timed { element: None, at, length, outcome });
        placements.into_iter().for_each(|placement| self.lay(placement));
    }

    fn fill(&mut self, element: Option<u32>, step: Step, ring: Option<&mut Ring>) {
        let (mut at, room) = (step.start, Samples(step.end - step.start));
        let fillers = ring.map(|ring| ring.fill(Samples(at), room, &self.format)).unwrap_or_default();
        for filler in fillers {
            let offset = Samples(at - self.part_start);
            let outcome = Outcome::Filler { piece: filler.piece.clone(), part: self.parts.len(), offset };
            self.push(element, at, filler.length.0, outcome);
            let fade_out = Fade::even(filler.fade_out);
            self.lay(Placement { fade_out, ..Placement::plain(offset, filler.piece, filler.length) });
            at += filler.length.0;
        }
    }

    fn lay(&mut self, placement: Placement) {
        if placement.length.0 > 0 {
            self.open.push(placement);
        }
    }

    fn live(&mut self, element: u32, step: Step) {
        self.cursor = step.start;
        self.close();
        self.push(Some(element), step.start, step.end - step.start, Outcome::Live);
        self.part_start = step.end;
    }

    /// Ends the part that is open, if it has any length.
    fn close(&mut self) {
        if self.cursor > self.part_start {
            let mut placements = std::mem::take(&mut self.open);
            placements.sort_by_key(|placement| placement.at);
            self.parts.push(RecipePart {
                at: Samples(self.part_start),
                length: Samples(self.cursor - self.part_start),
                placements,
            });
        }
        self.part_start = self.cursor;
    }

    fn push(&mut self, element: Option<u32>, at: u64, length: u64, outcome: Outcome) {
        self.timeline.push(Timed { element, at: Samples(at), length: Samples(length), outcome });
    }

    /// All that was laid out.
    pub fn finish(mut self) -> Fitted {
        self.close();
        Fitted {
            silence: Samples(self.cursor.saturating_sub(self.taken())),
            recipe: Recipe { format: self.format, parts: self.parts },
            length: Samples(self.cursor),
            timeline: self.timeline,
        }
    }

    /// The time in which something sounds, somebody reads, or silence was asked for.
    fn taken(&self) -> u64 {
        let live = self.timeline.iter().filter(|timed| timed.outcome == Outcome::Live);
        let live = live.map(|timed| timed.at.0..timed.at.0 + timed.length.0);
        let sounding = self.parts.iter().flat_map(|part| {
            let start = part.at.0;
            part.placements.iter().map(move |placement| start + placement.at.0..start + placement.end())
        });
        let mut stretches: Vec<Range<u64>> = self.gaps.iter().cloned().chain(live).chain(sounding).collect();
        stretches.sort_by_key(|stretch| stretch.start);
        let (mut time, mut over) = (0, 0);
        for stretch in stretches {
            time += stretch.end.saturating_sub(stretch.start.max(over));
            over = over.max(stretch.end);
        }
        time
    }
}
