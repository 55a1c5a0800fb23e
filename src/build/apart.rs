//! Separation kept or broken: what of a pool is heard again sooner than the pool says.
//!
//! In: what is heard when on each station. Out: a finding for each slot that brings something back too soon. What nobody
//! asked for is not looked at, so the first items asked for are compared with each other only.

use super::{Clips, PreparedItem, Production};
use crate::diagnostic::{Arg, Code, Diagnostic, Diagnostics};
use crate::fit::{Outcome, Timed};
use crate::lineup::ElementKind;
use crate::network::StationIx;
use crate::project::Project;
use crate::rundown::{ItemPlay, Occurrence};
use crate::schedule::{Card, Kin, PoolIx, SlotIx};
use chrono::{DateTime, FixedOffset, TimeDelta};
use std::collections::{BTreeMap, BTreeSet};

/// What is heard, as far as it has to stay away.
type Name = (StationIx, PoolIx, Kin, String);

/// Fillers that come back too soon. Repeats are left out: they are the same programme once more, and meant to be.
pub(super) fn broken(
    project: &Project,
    items: &[PreparedItem],
    productions: &BTreeMap<Occurrence, Production>,
    clips: &Clips,
    diagnostics: &mut Diagnostics,
) {
    let mut over: BTreeMap<Name, DateTime<FixedOffset>> = BTreeMap::new();
    let mut told: BTreeSet<(StationIx, PoolIx, Kin, SlotIx)> = BTreeSet::new();
    let mut in_order: Vec<&PreparedItem> = items.iter().collect();
    in_order.sort_by_key(|prepared| (prepared.item.occurrence.station, prepared.item.start));
    for prepared in in_order {
        let is_heard = matches!(prepared.item.play, ItemPlay::Programme(_) | ItemPlay::Carry(_));
        let production = prepared.origin.and_then(|origin| productions.get(&origin));
        let (Some(fitted), Some(production), true) = (&prepared.fitted, production, is_heard) else {
            continue;
        };
        for timed in &fitted.timeline {
            let Some((pool, card)) = filler(project, production, clips, timed) else { continue };
            let start = prepared.item.start + project.network.audio.length_of(timed.at);
            let end = start + project.network.audio.length_of(timed.length);
            let here = prepared.item.occurrence;
            for (kin, away) in project.schedule.pool(pool).apart.each() {
                let Some(name) = card.name_as(kin) else { continue };
                let last = over.insert((here.station, pool, kin, name), end);
                let Some(gap) = last.map(|last| start - last).filter(|gap| *gap < away.value) else {
                    continue;
                };
                if told.insert((here.station, pool, kin, here.slot)) {
                    let found = Diagnostic::at(Code::ApartBroken, away.span)
                        .with("kin", Arg::Term(kin.term()))
                        .with("name", shown(project, card, kin))
                        .with("gap", whole_seconds(gap));
                    diagnostics.push(about(project, found, pool, &here).with("away", away.value));
                }
            }
        }
    }
}

fn about(project: &Project, found: Diagnostic, pool: PoolIx, here: &Occurrence) -> Diagnostic {
    let slot = project.schedule.slot(here.slot);
    found
        .with("pool", project.schedule.pool(pool).id.as_str())
        .with("slot", slot.id.as_str())
        .with("date", here.date)
        .with("station", project.network.station(here.station).name.as_str())
        .label(slot.id.span, "label-heard-again", vec![])
        .hint("hint-apart-broken", vec![])
}

/// The pool and card of a filler.
fn filler<'p>(
    project: &'p Project,
    production: &Production,
    clips: &Clips,
    timed: &Timed,
) -> Option<(PoolIx, &'p Card)> {
    let Outcome::Filler { piece, .. } = &timed.outcome else { return None };
    let lineup = &production.lineup;
    let element = lineup.elements.iter().find(|element| Some(element.number) == timed.element);
    let pool = match element.map(|element| element.kind) {
        Some(ElementKind::Fill(pool)) => pool,
        _ => lineup.fillers.first()?.pool,
    };
    let path = clips.path(piece)?.strip_prefix("clips/")?;
    let is_meant = |card: &&Card| project.catalogue.clip(card.clip) == path;
    project.schedule.pool(pool).cards.iter().find(is_meant).map(|card| (pool, card))
}

fn shown(project: &Project, card: &Card, kin: Kin) -> String {
    let said = match kin {
        Kin::Clip => None,
        Kin::Artist => card.artist.clone(),
        Kin::Topic => card.topic.clone(),
    };
    said.unwrap_or_else(|| project.catalogue.clip(card.clip).to_owned())
}

fn whole_seconds(gap: TimeDelta) -> TimeDelta {
    TimeDelta::seconds(gap.num_seconds())
}
