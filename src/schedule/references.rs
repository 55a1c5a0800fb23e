//! What can be said of a schedule as a whole, before any date: circles, pins, file names, sections nobody airs.

use super::{PartKind, Play, Programme, Schedule, Slot, SlotAt, SlotIx, Start, replaces};
use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::network::{Network, StationIx};
use crate::source::{fold, likely};
use chrono::TimeDelta;
use std::collections::{BTreeMap, BTreeSet};

/// Reports what does not hold together. A slot that leads back to itself loses its stations: it could never sound.
pub(super) fn check(
    schedule: &mut Schedule,
    network: &Network,
    catalogue: &Catalogue,
    diagnostics: &mut Diagnostics,
) {
    file_names(schedule, network, diagnostics);
    replaces::check(schedule, network, diagnostics);
    for slot in circles(schedule, diagnostics) {
        schedule.slots[slot.0 as usize].stations.clear();
    }
    repeats(schedule, network, diagnostics);
    let declared = schedule.slots.iter().flat_map(|slot| slot.plays().map(move |play| (slot, play)));
    let changed = schedule.changes.iter().filter_map(|change| {
        let play = change.play.as_ref()?;
        Some((schedule.slot(change.slot), play))
    });
    for (slot, play) in declared.chain(changed) {
        if let Some(programme) = play.programme() {
            pins(schedule.programme(programme), slot, diagnostics);
            backtimed(schedule.programme(programme), slot, diagnostics);
        }
    }
    sections(schedule, catalogue, diagnostics);
    topics(schedule, catalogue, diagnostics);
}

/// Two slots of one station need two file names. Those one station declares were compared when their ids were read, as
/// were those without a name at all.
fn file_names(schedule: &Schedule, network: &Network, diagnostics: &mut Diagnostics) {
    let mut by_name: BTreeMap<&str, Vec<&Slot>> = BTreeMap::new();
    for slot in schedule.slots.iter().filter(|slot| !slot.slug.is_empty()) {
        by_name.entry(slot.slug.as_str()).or_default().push(slot);
    }
    for (name, slots) in by_name {
        for (at, slot) in slots.iter().enumerate() {
            let twin = slots[..at].iter().filter(|earlier| earlier.by != slot.by).find_map(|earlier| {
                let shared = earlier.stations.iter().find(|station| slot.stations.contains(station));
                shared.map(|station| (*earlier, *station))
            });
            let Some((earlier, station)) = twin else { continue };
            diagnostics.push(
                Diagnostic::at(Code::DuplicateId, slot.id.span)
                    .with("id", slot.id.as_str())
                    .with("slug", name)
                    .label(earlier.id.span, "label-first-here", vec![])
                    .label(network.span(station), "label-on-station", vec![]),
            );
        }
    }
}

/// All sounds that a play may need from elsewhere.
fn sources<'a>(play: &'a Play, into: &mut Vec<&'a SlotAt>) {
    match play {
        Play::Carry(slot) | Play::Repeat { slot, .. } => into.push(slot),
        Play::Relay { instead: Some(instead), .. } => sources(instead, into),
        Play::Relay { instead: None, .. } | Play::Programme(_) | Play::Upstream { .. } | Play::Unread => {}
    }
}

/// The slots whose carry or repeat leads back to themselves, each reported: they have no sound to begin with.
fn circles(schedule: &Schedule, diagnostics: &mut Diagnostics) -> BTreeSet<SlotIx> {
    let mut cleared: BTreeSet<(SlotIx, StationIx)> = BTreeSet::new();
    let mut circular = BTreeSet::new();
    for (place, slot) in (0..).map(SlotIx).zip(&schedule.slots) {
        for station in &slot.stations {
            let mut path: Vec<(SlotIx, StationIx)> = Vec::new();
            circular.extend(walk(schedule, (place, *station), &mut path, &mut cleared, diagnostics));
        }
    }
    circular
}

fn walk(
    schedule: &Schedule,
    here: (SlotIx, StationIx),
    path: &mut Vec<(SlotIx, StationIx)>,
    cleared: &mut BTreeSet<(SlotIx, StationIx)>,
    diagnostics: &mut Diagnostics,
) -> Vec<SlotIx> {
    let mut circular = Vec::new();
    if cleared.contains(&here) {
        return circular;
    }
    path.push(here);
    let mut next = Vec::new();
    for play in schedule.slot(here.0).plays() {
        sources(play, &mut next);
    }
    for source in next {
        let there = (source.slot, source.station.unwrap_or(here.1));
        if let Some(from) = path.iter().position(|seen| *seen == there) {
            circular.extend(path[from..].iter().map(|(slot, _)| *slot));
            let ids = path[from..].iter().map(|(slot, _)| schedule.slot(*slot).id.value.clone());
            diagnostics
                .push(Diagnostic::at(Code::CarryCycle, source.span).with("slots", ids.collect::<Vec<_>>()));
        } else {
            circular.extend(walk(schedule, there, path, cleared, diagnostics));
        }
    }
    path.pop();
    cleared.insert(here);
    circular
}

/// What is repeated has to air on every station that repeats it.
fn repeats(schedule: &Schedule, network: &Network, diagnostics: &mut Diagnostics) {
    for slot in &schedule.slots {
        let mut needed = Vec::new();
        for play in slot.plays() {
            sources(play, &mut needed);
        }
        for source in needed.iter().filter(|source| source.station.is_none()) {
            let target = schedule.slot(source.slot);
            if target.stations.is_empty() {
                continue; // It could not be read itself, and that was said.
            }
            let missing = slot.stations.iter().find(|station| !target.stations.contains(station));
            let Some(station) = missing else { continue };
            diagnostics.push(
                Diagnostic::at(Code::NotAiredThere, source.span)
                    .with("slot", target.id.as_str())
                    .with("station", network.station(*station).name.as_str())
                    .label(network.span(*station), "label-not-aired-here", vec![]),
            );
        }
    }
}

fn pins(programme: &Programme, slot: &Slot, diagnostics: &mut Diagnostics) {
    let mut earlier = TimeDelta::zero();
    let mut earlier_span: Option<Span> = None;
    let mut is_out_of_order = false;
    for part in &programme.parts {
        let room = match &part.kind {
            PartKind::Bulletins { length, .. } | PartKind::Column { length, .. } => length.value,
            PartKind::Clip { .. } | PartKind::Read(_) | PartKind::Fill(_) => TimeDelta::zero(),
        };
        let begins = part.pin.as_ref().map_or(earlier, |pin| pin.value);
        if let Some(pin) = &part.pin
            && (pin.value < earlier || pin.value >= slot.length.value)
        {
            let mut found = Diagnostic::at(Code::PinOutOfOrder, pin.span)
                .with("at", pin.value)
                .with("room", earlier)
                .with("length", slot.length.value)
                .label(slot.length.span, "label-slot-length", vec![]);
            if let Some(span) = earlier_span.filter(|_| pin.value < earlier) {
                found = found.label(span, "label-before", vec![]);
            }
            diagnostics.push(found);
            is_out_of_order = true;
        }
        earlier = begins + room;
        earlier_span = Some(part.span);
    }
    if earlier > slot.length.value && slot.length.value > TimeDelta::zero() && !is_out_of_order {
        diagnostics.push(
            Diagnostic::at(Code::BlocksTooLong, slot.length.span)
                .with("slot", slot.id.as_str())
                .with("length", slot.length.value)
                .with("needs", earlier)
                .label(programme.id.span, "label-blocks-too-long", vec![]),
        );
    }
}

/// What is counted back from the end needs an end that is kept, and nothing behind it that is counted from the start.
fn backtimed(programme: &Programme, slot: &Slot, diagnostics: &mut Diagnostics) {
    let Some(at) = programme.parts.iter().position(|part| part.is_backtimed) else { return };
    let backtimed = &programme.parts[at];
    if slot.start != Start::Hard {
        diagnostics.push(
            Diagnostic::at(Code::BacktimedLoose, backtimed.span).with("slot", slot.id.as_str()).label(
                slot.id.span,
                "label-loose-end",
                vec![],
            ),
        );
    }
    for pin in programme.parts[at..].iter().filter_map(|part| part.pin.as_ref()) {
        diagnostics.push(Diagnostic::at(Code::PinAfterBacktimed, pin.span).with("at", pin.value).label(
            backtimed.span,
            "label-backtimed",
            vec![],
        ));
    }
}

/// A bulletin of a section that no programme has would never be heard.
fn sections(schedule: &Schedule, catalogue: &Catalogue, diagnostics: &mut Diagnostics) {
    let mut aired: Vec<&str> = Vec::new();
    for part in schedule.programmes.iter().flat_map(|programme| &programme.parts) {
        if let PartKind::Bulletins { section, .. } = &part.kind {
            aired.push(section);
        }
    }
    let folded: BTreeSet<String> = aired.iter().map(|section| fold(section)).collect();
    let in_campaign = |topic: &str| {
        schedule.campaigns.iter().flat_map(|campaign| &campaign.topics).any(|t| t.id.value == topic)
    };
    for bulletin in &catalogue.bulletins {
        let by_topic = bulletin.topics.iter().any(|topic| in_campaign(topic));
        if !by_topic && !folded.contains(&fold(&bulletin.section)) {
            diagnostics.push(
                Diagnostic::at(Code::UnknownSection, bulletin.section_span)
                    .with("name", bulletin.section.as_str())
                    .did_you_mean(likely(&bulletin.section, aired.iter().copied())),
            );
        }
    }
}

fn topics(schedule: &Schedule, catalogue: &Catalogue, diagnostics: &mut Diagnostics) {
    let known: Vec<&str> = schedule
        .campaigns
        .iter()
        .flat_map(|campaign| campaign.topics.iter().map(|topic| topic.id.as_str()))
        .collect();
    for topic in catalogue.bulletins.iter().flat_map(|bulletin| &bulletin.topics) {
        if !known.contains(&topic.as_str()) {
            let names: Vec<String> = known.iter().map(|name| (*name).to_owned()).collect();
            diagnostics.push(
                Diagnostic::at(Code::UnknownTopic, topic.span)
                    .with("name", topic.as_str())
                    .with("known", names),
            );
        }
    }
}
