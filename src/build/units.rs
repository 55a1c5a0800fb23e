//! Texts that call an administrative unit what it is not called on the day they air.

use super::{PreparedItem, Production};
use crate::catalogue::TemplateIx;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::lineup::{Element, ElementKind};
use crate::network::{Mention, Misnamed};
use crate::project::Project;
use crate::rundown::Occurrence;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// A unit named in a text that airs: where, which unit, the title of the text, the day.
type Naming<'a> = (Span, usize, &'a str, NaiveDate);

/// Reports every name in the texts of `items` that is wrong on their day: one finding a place, with the days.
pub(super) fn misnamed(
    project: &Project,
    items: &[PreparedItem],
    productions: &BTreeMap<Occurrence, Production>,
    diagnostics: &mut Diagnostics,
) {
    let mut rendered = BTreeMap::new();
    let mut namings = BTreeSet::new();
    for prepared in items {
        let Some(production) = prepared.origin.and_then(|origin| productions.get(&origin)) else { continue };
        let date = prepared.item.occurrence.date;
        for element in &production.lineup.elements {
            match element.kind {
                ElementKind::Bulletin(ix) => {
                    let bulletin = project.catalogue.bulletin(ix);
                    let wrong = bulletin.mentions.iter().filter(|mention| is_open(project, mention, date));
                    namings.extend(wrong.map(|mention| {
                        let place = mention.place.clone();
                        let span = Span { file: bulletin.span.file, start: place.start, end: place.end };
                        (span, mention.unit, bulletin.title.as_str(), date)
                    }));
                }
                ElementKind::Read(template) => {
                    let reads = production.script.iter().flat_map(|script| &script.reads);
                    for read in reads.filter(|read| read.element == element.number) {
                        // One wording is read on many stations and days.
                        let mentions = rendered
                            .entry(read.digest.as_str())
                            .or_insert_with(|| project.network.units.mentions(&read.words));
                        let wrong = mentions.iter().filter(|mention| is_open(project, mention, date));
                        namings.extend(wrong.map(|mention| {
                            let span = written_at(project, template, element, mention.unit);
                            (span, mention.unit, element.title.as_str(), date)
                        }));
                    }
                }
                ElementKind::Clip(_) | ElementKind::Fill(_) => {}
            }
        }
    }
    for found in namings.into_iter().filter_map(|naming| finding(project, naming)) {
        diagnostics.push(found);
    }
}

/// Whether a name is not part of the full name of a station that is on air that day.
fn is_open(project: &Project, mention: &Mention, date: NaiveDate) -> bool {
    mention.within.is_none_or(|station| !project.network.station(station).is_on(date))
}

/// Where a rendered text has the name from: its own template, else another that says it, else the place of its read
/// in the schedule.
fn written_at(project: &Project, template: TemplateIx, element: &Element, unit: usize) -> Span {
    let own = project.template_files.get(project.catalogue.template(template));
    let saying = || project.template_units.iter().filter(|(_, said)| *said == unit).map(|(span, _)| *span);
    saying().find(|span| Some(&span.file) == own).or_else(|| saying().next()).unwrap_or(element.span)
}

fn finding(project: &Project, (span, unit, title, date): Naming) -> Option<Diagnostic> {
    let units = &project.network.units;
    let said = |code| {
        let found = Diagnostic::at(code, span).with("name", units.name(unit).as_str());
        found.with("title", title).with("date", date)
    };
    let listed = units.name(unit).span;
    Some(match units.misnamed(unit, date)? {
        Misnamed::Ended { until, now } => {
            let found = said(Code::UnitEnded).with("until", until).label(listed, "label-unit-listed", vec![]);
            match now {
                Some(now) => found.hint("hint-unit-now", vec![("now", now.into())]),
                None => found.hint("hint-unit-gone", vec![]),
            }
        }
        Misnamed::NotYet(since) => said(Code::UnitNotYet)
            .with("since", since)
            .label(listed, "label-unit-listed", vec![])
            .hint("hint-unit-not-yet", vec![]),
    })
}
