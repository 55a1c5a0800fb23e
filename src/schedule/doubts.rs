//! What must not be put on air while something in the files is wrong.
//!
//! A finding stands somewhere: in a programme, a slot, a change, or in none of them. From that follows whose plan is in
//! doubt; whoever makes files keeps the earlier ones there.

use super::{PartKind, Play, ProgrammeIx, Schedule};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Severity, Span};
use crate::network::{Network, StationIx};
use std::collections::BTreeSet;

/// Programmes and stations for which the files don't say for certain what airs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doubts {
    /// Programmes of which some part could not be read; no sound is made of them.
    pub programmes: BTreeSet<ProgrammeIx>,
    /// Stations whose slots are not certain; nothing of theirs is made or removed.
    pub stations: BTreeSet<StationIx>,
}

impl Doubts {
    /// The doubts that the errors in `files`, the schedule's own, leave about what was read.
    pub fn of_reading(
        schedule: &Schedule,
        network: &Network,
        files: &BTreeSet<FileId>,
        diagnostics: &Diagnostics,
    ) -> Doubts {
        let mut doubts = Doubts::default();
        for (found, span) in errors(diagnostics).filter(|(_, span)| files.contains(&span.file)) {
            doubts.add_reading(schedule, network, found, span);
        }
        doubts
    }

    /// Adds the doubts that the errors of expanding leave: they are about slots that were read well.
    pub fn add_expanding(&mut self, schedule: &Schedule, diagnostics: &Diagnostics) {
        for (_, span) in errors(diagnostics) {
            let slots = schedule.slots.iter().filter(|slot| slot.span.covers(span));
            let changed = schedule.changes.iter().filter(|change| change.span.covers(span));
            let changed = changed.map(|change| schedule.slot(change.slot));
            self.stations.extend(slots.chain(changed).flat_map(|slot| &slot.stations));
        }
    }

    fn add_reading(&mut self, schedule: &Schedule, network: &Network, found: &Diagnostic, span: Span) {
        let in_programme = (0..).zip(&schedule.programmes).find(|(_, programme)| programme.span.covers(span));
        if let Some((place, _)) = in_programme {
            self.programmes.insert(ProgrammeIx(place));
            return;
        }
        if let Some(pool) = schedule.pools.iter().position(|pool| pool.span.covers(span)) {
            self.programmes.extend(users_of_pool(schedule, pool));
            return;
        }
        // A programme's block that is too long is told at the slot's length, with the programme as its label.
        let in_slot = schedule.slots.iter().find(|slot| slot.span.covers(span));
        let too_long = in_slot.and_then(|slot| {
            slot.plays().find_map(|play| match play {
                Play::Programme(programme) => {
                    let whole = schedule.programme(*programme).span;
                    found.labels.iter().any(|(label, _)| whole.covers(*label)).then_some(*programme)
                }
                Play::Carry(_)
                | Play::Upstream { .. }
                | Play::Repeat { .. }
                | Play::Relay { .. }
                | Play::Unread => None,
            })
        });
        if let Some(programme) = too_long {
            self.programmes.insert(programme);
            return;
        }
        // Which stations a slot or change that is wrong was meant for is not certain either.
        let change = schedule.changes.iter().find(|change| change.span.covers(span));
        let by = in_slot.map(|slot| slot.by).or(change.map(|change| schedule.slot(change.slot).by));
        let all = network.all().map(|(ix, _)| ix);
        self.stations.extend(all.filter(|ix| by.is_none_or(|by| network.steps_below(*ix, by).is_some())));
    }
}

fn errors(diagnostics: &Diagnostics) -> impl Iterator<Item = (&Diagnostic, Span)> {
    let errors = diagnostics.iter().filter(|found| found.code.severity() == Severity::Error);
    errors.filter_map(|found| found.span.map(|span| (found, span)))
}

fn users_of_pool(schedule: &Schedule, pool: usize) -> impl Iterator<Item = ProgrammeIx> {
    (0..).map(ProgrammeIx).zip(&schedule.programmes).filter_map(move |(ix, programme)| {
        let fills = |kind: &PartKind| matches!(kind, PartKind::Fill(used) if used.0 as usize == pool);
        programme.parts.iter().any(|part| fills(&part.kind)).then_some(ix)
    })
}
