//! What a week really consists of, as it is frozen: the bulletins chosen, the fillers heard.

use super::clips::Clips;
use super::{Prepared, Production};
use crate::catalogue::ClipIx;
use crate::fit::{Fitted, Outcome};
use crate::lineup::{ElementKind, FrozenBlock, FrozenItem, FrozenPool};
use crate::project::Project;
use crate::schedule::{PartKind, PoolIx};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The choices of every item of `days` that has a programme and a sound of its own, by the item's id.
pub fn chosen(
    project: &Project,
    prepared: &Prepared,
    days: &RangeInclusive<NaiveDate>,
) -> BTreeMap<String, FrozenItem> {
    let mut found = BTreeMap::new();
    for item in &prepared.items {
        let here = item.item.occurrence;
        let is_own = item.origin == Some(here) && days.contains(&here.date);
        let production = prepared.productions.get(&here).filter(|_| is_own);
        if let (Some(production), Some(fitted)) = (production, &item.fitted) {
            let blocks = blocks(project, production);
            let pools = production.lineup.fillers.iter().enumerate();
            let pools = pools.map(|(at, fillers)| {
                let heard = heard(project, production, fitted, &prepared.clips, at);
                let paths = |clips: &[ClipIx]| -> Vec<String> {
                    clips.iter().map(|clip| project.catalogue.clip(*clip).to_owned()).collect()
                };
                let pool = project.schedule.pool(fillers.pool).id.value.clone();
                let (ring, own) = (paths(&fillers.clips), paths(&fillers.own));
                FrozenPool { pool, heard: paths(&heard), ring, own }
            });
            found.insert(item.item.id.as_str().to_owned(), FrozenItem { blocks, pools: pools.collect() });
        }
    }
    found
}

/// The bulletins of each block and column of a programme.
fn blocks(project: &Project, production: &Production) -> Vec<FrozenBlock> {
    let mut found = Vec::new();
    for part in &project.schedule.programme(production.lineup.programme).parts {
        let of = match &part.kind {
            PartKind::Bulletins { section, .. } => section.value.clone(),
            PartKind::Column { campaign, .. } => project.schedule.campaign(*campaign).id.value.clone(),
            PartKind::Clip { .. } | PartKind::Read(_) | PartKind::Fill(_) => continue,
        };
        let elements = production.lineup.elements.iter().filter(|element| element.span == part.span);
        let bulletins = elements.filter_map(|element| match element.kind {
            // A translation comes with what it translates.
            ElementKind::Bulletin(ix) => Some(project.catalogue.bulletin(ix))
                .filter(|bulletin| bulletin.translates.is_none())
                .map(|bulletin| bulletin.id.clone()),
            ElementKind::Clip(_) | ElementKind::Read(_) | ElementKind::Fill(_) => None,
        });
        found.push(FrozenBlock { of, bulletins: bulletins.collect() });
    }
    found
}

/// The fillers heard of the pool at place `at` among those of the lineup, in their order.
fn heard(
    project: &Project,
    production: &Production,
    fitted: &Fitted,
    clips: &Clips,
    at: usize,
) -> Vec<ClipIx> {
    let fillers = &production.lineup.fillers;
    let pool_of = |number: u32| -> Option<PoolIx> {
        match production.lineup.elements.iter().find(|element| element.number == number)?.kind {
            ElementKind::Fill(pool) => Some(pool),
            ElementKind::Clip(_) | ElementKind::Read(_) | ElementKind::Bulletin(_) => None,
        }
    };
    let mut found = Vec::new();
    for timed in &fitted.timeline {
        let Outcome::Filler { piece, .. } = &timed.outcome else { continue };
        // What no fill part takes is filled from the first pool.
        let pool = timed.element.and_then(pool_of).unwrap_or(fillers[0].pool);
        if pool == fillers[at].pool {
            let clip = fillers[at].clips.iter().find(|clip| clips.is_made_of(project, **clip, piece));
            found.push(*clip.expect("a filler is a clip of its pool"));
        }
    }
    found
}
