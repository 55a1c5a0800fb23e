//! How far the words of a block fill the time that its programme gives it, and texts that are heard too often.

use super::{PreparedItem, Production};
use crate::catalogue::BulletinIx;
use crate::diagnostic::{Args, Code, Diagnostic, Diagnostics, Phrase};
use crate::lineup::ElementKind;
use crate::network::StationIx;
use crate::project::Project;
use crate::rundown::Occurrence;
use crate::schedule::PartKind;
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeMap;

/// A block of bulletins on one occasion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its section, or the campaign of its column.
    pub name: String,
    /// The time its programme gives it.
    pub planned: TimeDelta,
    /// What reading its bulletins is expected to take.
    pub said: TimeDelta,
}

impl Block {
    /// How its words fill it: what is left, or how much they are too long.
    pub fn phrase(&self) -> Phrase {
        let (id, margin) = match self.planned - self.said {
            left if left >= TimeDelta::zero() => ("block-left", left),
            over => ("block-over", -over),
        };
        let args: Args = vec![
            ("name", self.name.as_str().into()),
            ("said", self.said.into()),
            ("planned", self.planned.into()),
            ("margin", margin.into()),
        ];
        Phrase { id, args }
    }
}

/// Listeners who heard a text so often on one day have heard it.
const MOST_A_DAY: usize = 4;

/// The blocks of a production, in the order of its programme.
pub fn blocks(project: &Project, production: &Production) -> Vec<Block> {
    let script = production.script.as_ref();
    let parts = project.schedule.programme(production.lineup.programme).parts.iter();
    let block = |name: &str, planned: TimeDelta, span| {
        let elements = production.lineup.elements.iter().filter(|element| element.span == span);
        let bulletins = elements.filter(|element| matches!(element.kind, ElementKind::Bulletin(_)));
        let said = bulletins.filter_map(|element| {
            let read = script?.read(element.number)?;
            Some(element.cue.lasts(read.estimate))
        });
        Block { name: name.to_owned(), planned, said: said.sum() }
    };
    let blocks = parts.filter_map(|part| match &part.kind {
        PartKind::Bulletins { section, length } => Some(block(section, length.value, part.span)),
        PartKind::Column { campaign, length } => {
            Some(block(&project.schedule.campaign(*campaign).title, length.value, part.span))
        }
        PartKind::Clip { .. } | PartKind::Read(_) | PartKind::Fill(_) => None,
    });
    blocks.collect()
}

/// Bulletins that are heard at one station more often on a day than anybody wants to hear them, repeats counted.
pub(super) fn overused(
    project: &Project,
    items: &[PreparedItem],
    productions: &BTreeMap<Occurrence, Production>,
    diagnostics: &mut Diagnostics,
) {
    let mut counts: BTreeMap<(BulletinIx, NaiveDate, StationIx), usize> = BTreeMap::new();
    for of in items {
        let here = of.item.occurrence;
        let production = of.origin.and_then(|origin| productions.get(&origin));
        for element in production.into_iter().flat_map(|production| &production.lineup.elements) {
            if let ElementKind::Bulletin(ix) = element.kind {
                *counts.entry((ix, here.date, here.station)).or_default() += 1;
            }
        }
    }
    for ((ix, date, station), count) in counts.into_iter().filter(|(_, count)| *count > MOST_A_DAY) {
        let bulletin = project.catalogue.bulletin(ix);
        diagnostics.push(
            Diagnostic::at(Code::BulletinOverused, bulletin.span)
                .with("title", bulletin.title.as_str())
                .with("count", count)
                .with("date", date)
                .with("station", project.network.station(station).name.as_str())
                .hint("hint-overused", vec![]),
        );
    }
}
