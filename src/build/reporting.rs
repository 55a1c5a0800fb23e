//! What a report counts: the plan of each station with the texts in it.
//!
//! In: a project, what was prepared of it. Out: texts and occurrences, as [`crate::report`] takes them. It must not know
//! what was aired.

use super::approving::Approvable;
use super::tables::planned_item;
use super::{Prepared, PreparedItem, Production};
use crate::asrun::Planned;
use crate::catalogue::BulletinIx;
use crate::fit::Outcome;
use crate::lineup::ElementKind;
use crate::messages::Messages;
use crate::network::{Samples, StationIx};
use crate::project::Project;
use crate::report::{PlacedText, PlannedItem, ReportedText};
use crate::rundown::ItemPlay;
use crate::schedule::{Campaign, RelaySource};
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// The plan of some stations, with the texts in it.
#[derive(Debug, Default)]
pub struct PlannedTexts {
    /// Every text that is planned anywhere.
    pub texts: Vec<ReportedText>,
    /// The occurrences of each station, by day, then by time.
    pub stations: BTreeMap<StationIx, Vec<PlannedItem>>,
}

/// What was `prepared`, as a report on `campaign` counts it; on everything where there is none. A relay of a station brings
/// what that station airs meanwhile, if it was prepared too.
pub fn planned_texts(
    project: &Project,
    prepared: &Prepared,
    campaign: Option<&Campaign>,
    messages: &Messages,
) -> PlannedTexts {
    let mut reporting = Reporting { project, prepared, campaign, places: BTreeMap::new(), texts: Vec::new() };
    let mut stations: BTreeMap<StationIx, Vec<PlannedItem>> = BTreeMap::new();
    let mut relays: Vec<(StationIx, usize, StationIx)> = Vec::new();
    for of in &prepared.items {
        let here = of.item.occurrence.station;
        if !project.network.station(here).is_on(of.item.occurrence.date) {
            continue;
        }
        let Some(planned) = Planned::of(&planned_item(project, &of.item, messages)) else { continue };
        let texts = match &of.item.play {
            ItemPlay::Relay { .. } => Vec::new(),
            _ => reporting.texts_of(of),
        };
        let items = stations.entry(here).or_default();
        if let ItemPlay::Relay { from: RelaySource::Station(from, _), .. } = &of.item.play {
            relays.push((here, items.len(), *from));
        }
        items.push(PlannedItem { planned, texts });
    }
    // A relay of what is itself a relay has nothing of its own to bring.
    let brought: Vec<Vec<PlacedText>> = relays
        .iter()
        .map(|(here, at, from)| stations[here][*at].relayed(stations.get(from).into_iter().flatten()))
        .collect();
    for ((here, at, _), texts) in relays.into_iter().zip(brought) {
        stations.entry(here).or_default()[at].texts = texts;
    }
    PlannedTexts { texts: reporting.texts, stations }
}

struct Reporting<'a> {
    project: &'a Project,
    prepared: &'a Prepared,
    campaign: Option<&'a Campaign>,
    places: BTreeMap<BulletinIx, usize>,
    texts: Vec<ReportedText>,
}

impl Reporting<'_> {
    /// The texts of an item: where its sound is worked out, as they stand in it; else with the time that reading them takes,
    /// one behind the other.
    fn texts_of(&mut self, of: &PreparedItem) -> Vec<PlacedText> {
        let Some(production) = of.origin.and_then(|origin| self.prepared.productions.get(&origin)) else {
            return Vec::new();
        };
        let places = of.fitted.as_ref().map_or_else(
            || estimated(production),
            |fitted| {
                let of_house = |samples: Samples| self.project.network.audio.length_of(samples);
                let heard = fitted
                    .timeline
                    .iter()
                    .filter(|timed| matches!(timed.outcome, Outcome::Placed { .. } | Outcome::Live));
                heard
                    .filter_map(|timed| Some((timed.element?, of_house(timed.at), of_house(timed.length))))
                    .collect()
            },
        );
        let mut texts: Vec<PlacedText> = Vec::new();
        for (number, at, length) in places {
            let Some(ix) = bulletin(production, number) else { continue };
            let text = self.place(ix);
            match texts.iter_mut().find(|known| known.text == text) {
                // Read twice, or in a second language: one airing of one text.
                Some(known) => known.length = at + length - known.at,
                None => texts.push(PlacedText { text, at, length }),
            }
        }
        texts
    }

    /// The place of a bulletin among the texts; a translation is the text it translates.
    fn place(&mut self, ix: BulletinIx) -> usize {
        let ix = self.project.catalogue.original(ix).unwrap_or(ix);
        if let Some(known) = self.places.get(&ix) {
            return *known;
        }
        let bulletin = self.project.catalogue.bulletin(ix);
        let approvable = Approvable::of_bulletin(bulletin);
        let approval = approvable.standing(self.project).approval();
        let topics = self.campaign.into_iter().flat_map(|campaign| &campaign.topics).enumerate();
        let speaks_of = |letter: &str| bulletin.topics.iter().any(|topic| topic.value == letter);
        self.texts.push(ReportedText {
            path: approvable.path.clone(),
            title: bulletin.title.clone(),
            topics: topics.filter(|(_, topic)| speaks_of(&topic.id.value)).map(|(at, _)| at).collect(),
            supplier: bulletin.supplier.clone(),
            approver: approval.map(|approval| match approval.office.is_empty() {
                true => approval.by.clone(),
                false => format!("{}, {}", approval.by, approval.office),
            }),
        });
        self.places.insert(ix, self.texts.len() - 1);
        self.texts.len() - 1
    }
}

fn bulletin(production: &Production, number: u32) -> Option<BulletinIx> {
    let element = production.lineup.elements.iter().find(|element| element.number == number)?;
    match element.kind {
        ElementKind::Bulletin(ix) => Some(ix),
        _ => None,
    }
}

/// Element, begin and length by reading time.
fn estimated(production: &Production) -> Vec<(u32, TimeDelta, TimeDelta)> {
    let mut end = TimeDelta::zero();
    let elements = production.lineup.elements.iter().filter_map(|element| {
        let read = production.script.as_ref()?.read(element.number)?;
        let at = element.pin.unwrap_or(end);
        end = at + read.estimate;
        Some((element.number, at, read.estimate))
    });
    elements.collect()
}
