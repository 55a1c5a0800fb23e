//! What fitting and writing find wrong, as diagnostics.

use super::{Asked, PreparedItem, Production};
use crate::catalogue::{Bulletin, BulletinIx};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Phrase, Span};
use crate::fit::{Fitted, Outcome, Overrun};
use crate::lineup::{ElementKind, Lineup, Reckoning, date_of};
use crate::project::Project;
use crate::rundown::{Expander, Item, ItemPlay, Occurrence, Rundown};
use crate::script::Script;
use chrono::{NaiveDate, TimeDelta};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// Silence up to this long at the end is how a programme ends; more is worth a word.
const QUIET_END: TimeDelta = TimeDelta::seconds(10);

/// Reads without words.
pub(super) fn words(lineup: &Lineup, script: Option<&Script>, diagnostics: &mut Diagnostics) {
    for read in script.iter().flat_map(|script| &script.reads) {
        if read.words.trim().is_empty() {
            let element = lineup.elements.iter().find(|element| element.number == read.element);
            let span = element.expect("a read belongs to an element").span;
            diagnostics.push(Diagnostic::at(Code::EmptyRead, span).with("title", read.title.as_str()));
        }
    }
}

/// Clips that were left out, and time that nothing fills.
pub(super) fn fitted(
    project: &Project,
    production: &Production,
    item: &Item,
    fitted: &Fitted,
    diagnostics: &mut Diagnostics,
) {
    let slot = project.schedule.slot(item.occurrence.slot);
    for timed in fitted.timeline.iter().filter(|timed| timed.outcome == Outcome::Dropped) {
        let element = production.lineup.elements.iter().find(|element| Some(element.number) == timed.element);
        let element = element.expect("only elements are dropped");
        diagnostics.push(
            Diagnostic::at(Code::ClipDropped, element.span)
                .with("title", element.title.as_str())
                .with("slot", slot.id.as_str())
                .with("date", item.occurrence.date)
                .hint("hint-gives-way", vec![]),
        );
    }
    let silence = project.network.audio.length_of(fitted.silence);
    if silence > QUIET_END {
        diagnostics.push(
            Diagnostic::at(Code::SilenceLeft, slot.length.span)
                .with("slot", slot.id.as_str())
                .with("date", item.occurrence.date)
                .with("silence", silence)
                .hint("hint-fill", vec![]),
        );
    }
}

/// Frozen items of what was `asked` for that no slot has any more. What is displaced or cancelled is told as that.
pub(super) fn unaired(project: &Project, asked: &Asked, rundowns: &[Rundown], diagnostics: &mut Diagnostics) {
    let displaced = rundowns.iter().flat_map(|rundown| &rundown.displaced).map(|lost| &lost.item);
    let items = rundowns.iter().flat_map(|rundown| rundown.items.iter()).chain(displaced);
    let there: BTreeSet<&str> = items.map(|item| item.id.as_str()).collect();
    let elsewhere = project.network.all().filter(|(ix, _)| !asked.stations.contains(ix));
    let elsewhere: BTreeSet<&str> = elsewhere.map(|(_, station)| station.slug.as_str()).collect();
    for (id, _) in project.frozen.of_days(&asked.days) {
        let is_asked = id.split('/').nth(1).is_none_or(|station| !elsewhere.contains(station));
        if let Some(date) = date_of(id).filter(|_| is_asked && !there.contains(id)) {
            let found = Diagnostic::new(Code::FrozenUnaired).with("id", id);
            diagnostics.push(found.hint("hint-frozen-unaired", vec![("date", date.to_string().into())]));
        }
    }
}

/// Bulletins of the days `asked` that no programme on any station takes, except those that were refused before: for want
/// of room, or because nobody knows their section or topic. One that may still be heard after those days is only told of
/// when nothing declared will ever take it.
pub(super) fn not_aired(
    project: &Project,
    asked: &RangeInclusive<NaiveDate>,
    productions: &BTreeMap<Occurrence, Production>,
    expander: &mut Expander,
    no_room: &BTreeSet<Span>,
    diagnostics: &mut Diagnostics,
) {
    let Project { network, schedule, catalogue, .. } = project;
    let mut reckoning = Reckoning::new(network, schedule, catalogue);
    let aired =
        productions.values().filter(|production| expander.find(&production.item.occurrence).is_some());
    let elements = aired.flat_map(|production| &production.lineup.elements);
    let taken: BTreeSet<BulletinIx> = elements
        .filter_map(|element| match element.kind {
            ElementKind::Bulletin(bulletin) => Some(bulletin),
            ElementKind::Clip(_) | ElementKind::Read(_) | ElementKind::Fill(_) => None,
        })
        .collect();
    let unknown = |found: &&Diagnostic| matches!(found.code, Code::UnknownSection | Code::UnknownTopic);
    let refused: BTreeSet<_> =
        diagnostics.iter().filter(unknown).filter_map(|found| found.span).map(|span| span.file).collect();
    for date in asked.start().iter_days().take_while(|date| asked.contains(date)) {
        let (hint, args) = match project.frozen.covers(date) {
            true => ("hint-not-aired-frozen", vec![("date", date.to_string().into())]),
            false => ("hint-not-aired", vec![]),
        };
        for ix in project.catalogue.bulletins_of(date) {
            let bulletin = project.catalogue.bulletin(*ix);
            let is_known = no_room.contains(&bulletin.span) || refused.contains(&bulletin.span.file);
            let has_time = !asked.contains(&bulletin.last_day()) && reckoning.is_ever_wanted(*ix);
            if !taken.contains(ix) && !is_known && !has_time {
                diagnostics.push(
                    Diagnostic::at(Code::BulletinNotAired, bulletin.span)
                        .with("title", bulletin.title.as_str())
                        .with("date", date)
                        .with("why", untaken(bulletin))
                        .hint(hint, args.clone()),
                );
            }
        }
    }
}

fn untaken(bulletin: &Bulletin) -> Phrase {
    if bulletin.last_day() == bulletin.date {
        return Phrase { id: "bulletin-not-aired-that-day", args: vec![] };
    }
    Phrase { id: "bulletin-not-aired-until", args: vec![("until", bulletin.last_day().into())] }
}

/// Words that do not fit.
pub(super) fn overrun(
    project: &Project,
    production: &Production,
    item: &Item,
    overrun: Overrun,
    diagnostics: &mut Diagnostics,
) {
    let slot = project.schedule.slot(item.occurrence.slot);
    let element = production.lineup.elements.iter().find(|element| element.number == overrun.element);
    let span = element.map_or(slot.length.span, |element| element.span);
    diagnostics.push(
        Diagnostic::at(Code::WordsOverrun, span)
            .with("slot", slot.id.as_str())
            .with("date", item.occurrence.date)
            .with("by", project.network.audio.length_of(overrun.by))
            .label(slot.length.span, "label-slot-length", vec![])
            .hint("hint-overrun", vec![]),
    );
}

/// Bulletins that say "today" and are heard on a later day than theirs: one finding a text, for the first such day.
pub(super) fn outlived_today(
    project: &Project,
    items: &[PreparedItem],
    productions: &BTreeMap<Occurrence, Production>,
    diagnostics: &mut Diagnostics,
) {
    let mut first: BTreeMap<BulletinIx, &Item> = BTreeMap::new();
    for prepared in items {
        // A repeat of the whole item is told of as such.
        let is_repeat = matches!(prepared.item.play, ItemPlay::Repeat(_));
        let Some(origin) = prepared.origin.filter(|_| !is_repeat) else { continue };
        let elements =
            productions.get(&origin).into_iter().flat_map(|production| &production.lineup.elements);
        for element in elements {
            let ElementKind::Bulletin(ix) = element.kind else { continue };
            let bulletin = project.catalogue.bulletin(ix);
            if bulletin.date < prepared.item.occurrence.date && says_today(&bulletin.text) {
                let known = first.entry(ix).or_insert(&prepared.item);
                if prepared.item.start < known.start {
                    *known = &prepared.item;
                }
            }
        }
    }
    for (ix, item) in first {
        let bulletin = project.catalogue.bulletin(ix);
        diagnostics.push(
            Diagnostic::at(Code::RepeatedToday, bulletin.span)
                .with("title", bulletin.title.as_str())
                .with("slot", project.schedule.slot(item.occurrence.slot).id.as_str())
                .with("date", item.occurrence.date)
                .hint("hint-repeated-today", vec![]),
        );
    }
}

fn says_today(words: &str) -> bool {
    words.to_lowercase().contains("hôm nay")
}

/// Repeats of texts that say "today": one finding a text.
pub(super) fn repeated_today(
    project: &Project,
    items: &[PreparedItem],
    productions: &BTreeMap<Occurrence, Production>,
    diagnostics: &mut Diagnostics,
) {
    for prepared in items.iter().filter(|prepared| matches!(prepared.item.play, ItemPlay::Repeat(_))) {
        let production = prepared.origin.and_then(|origin| productions.get(&origin));
        let script = production.and_then(|production| production.script.as_ref());
        for read in script.iter().flat_map(|script| &script.reads) {
            if !says_today(&read.words) {
                continue;
            }
            let slot = project.schedule.slot(prepared.item.occurrence.slot);
            diagnostics.push(
                Diagnostic::at(Code::RepeatedToday, slot.id.span)
                    .with("title", read.title.as_str())
                    .with("slot", slot.id.as_str())
                    .with("date", prepared.item.occurrence.date)
                    .hint("hint-repeated-today", vec![]),
            );
        }
    }
}

/// Slots that carry what is read live at its station, or stand in for a relay with it: one finding a slot, with the number of times.
pub(super) fn carried_live(
    project: &Project,
    items: &[PreparedItem],
    productions: &BTreeMap<Occurrence, Production>,
    diagnostics: &mut Diagnostics,
) {
    let mut counts = BTreeMap::new();
    for prepared in items {
        let carries = match &prepared.item.play {
            ItemPlay::Carry(_) => true,
            ItemPlay::Relay { instead, .. } => instead.is_some(),
            ItemPlay::Programme(_) | ItemPlay::Upstream(_) | ItemPlay::Repeat(_) => false,
        };
        let is_live =
            prepared.origin.is_some_and(|origin| productions.get(&origin).is_some_and(|p| p.reads_live));
        if carries && is_live {
            *counts.entry(prepared.item.occurrence.slot).or_insert(0usize) += 1;
        }
    }
    for (slot, count) in counts {
        let slot = project.schedule.slot(slot);
        diagnostics.push(
            Diagnostic::at(Code::CarriedLive, slot.id.span)
                .with("slot", slot.id.as_str())
                .with("count", count)
                .hint("hint-carried-live", vec![]),
        );
    }
}
