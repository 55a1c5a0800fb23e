//! The texts of a station's day: its part of the manifest, its rundown as a table, its script sheets.

use super::copies::copy_file;
use super::sheets::{sheet, sheet_of};
use super::slates::slates;
use super::store::{folder, part_files, recipe_digest};
use super::tables::{day_heading, item_title, planned_item, rfc3339, rundown_table, times, why};
use super::{Prepared, PreparedItem, Production, blocks, missing, recording, tables};
use crate::diagnostic::Arg;
use crate::fit::{Fitted, Outcome, Timed};
use crate::lineup::{Element, ElementKind};
use crate::messages::Messages;
use crate::package::{
    ManifestDay, ManifestDisplaced, ManifestElement, ManifestItem, ManifestPart, ManifestSound,
    StationManifest, file_stem,
};
use crate::project::{Project, ProjectError, Storing};
use crate::rundown::{Displaced, Displacement, Item, ItemPlay, Rundown};
use crate::script::running::{self, RunningItem, RunningSheet};
use crate::script::sheet::{self, Sheet, SheetLabels};
use chrono::TimeDelta;

/// One day of a station as its manifest tells it.
pub fn manifest_day(
    project: &Project,
    prepared: &Prepared,
    rundown: &Rundown,
    messages: &Messages,
) -> ManifestDay {
    let items = items_of(prepared, rundown).map(|item| manifest_item(project, prepared, item, messages));
    let displaced =
        rundown.displaced.iter().map(|displaced| manifest_displaced(project, displaced, messages));
    ManifestDay {
        date: rundown.date,
        rundown: format!("{}/lich-phat.txt", rundown.date),
        running_text: Some(format!("{}/lich-chi-tiet.txt", rundown.date)),
        running_sheet: Some(format!("{}/lich-chi-tiet.html", rundown.date)),
        items: items.collect(),
        displaced: displaced.collect(),
    }
}

/// Stores the rundowns and sheets of one station's week.
pub(super) fn store(
    project: &Project,
    prepared: &Prepared,
    station_folder: &str,
    manifest: &StationManifest,
    messages: &Messages,
    storing: &mut Storing,
) -> Result<(), ProjectError> {
    let labels = SheetLabels::new(messages);
    for rundown in prepared.rundowns.iter().filter(|rundown| folder(project, rundown) == station_folder) {
        let Some(day) = manifest.days.iter().find(|day| day.date == rundown.date) else { continue };
        let table =
            rundown_table(project, rundown, messages, |item| all_remarks(project, prepared, item, messages));
        storing.bytes(&format!("{station_folder}/{}", day.rundown), table.as_bytes())?;
        let mut items = Vec::new();
        for (prepared_item, listed) in items_of(prepared, rundown).zip(&day.items) {
            let sheet = sheet(project, prepared, prepared_item, messages);
            if let Some(sheet) = &sheet {
                let links = links(day, listed, messages);
                store_sheet(sheet, listed, &links, station_folder, &labels, messages, storing)?;
            }
            let remarks = remarks(project, prepared, prepared_item, messages);
            items.push(running_item(prepared_item, listed, sheet, remarks, messages));
        }
        let running = running_sheet(project, rundown, items, messages);
        let forms = [
            (&day.running_text, running::text(&running, &labels, messages)),
            (&day.running_sheet, running::html(&running, &labels, messages)),
        ];
        for (path, text) in forms {
            let Some(path) = path else { continue };
            storing.bytes(&format!("{station_folder}/{path}"), text.as_bytes())?;
        }
    }
    Ok(())
}

/// Stores the sheet of one item in all its forms.
fn store_sheet(
    sheet: &Sheet,
    listed: &ManifestItem,
    links: &[(String, String)],
    station_folder: &str,
    labels: &SheetLabels,
    messages: &Messages,
    storing: &mut Storing,
) -> Result<(), ProjectError> {
    let forms = [
        (&listed.script, sheet::text(sheet, labels).into_bytes()),
        (&listed.sheet, sheet::html(sheet, labels, links).into_bytes()),
        (&listed.prompter, sheet::prompter(sheet, labels, messages).into_bytes()),
        (&listed.document, sheet::docx(sheet, labels)),
    ];
    for (path, bytes) in forms {
        let Some(path) = path else { continue };
        storing.bytes(&format!("{station_folder}/{path}"), &bytes)?;
    }
    Ok(())
}

/// Where a sheet's page leads: to its other forms, the day's running sheet, and what is not recorded yet.
fn links(day: &ManifestDay, listed: &ManifestItem, messages: &Messages) -> Vec<(String, String)> {
    let pages = [
        ("prompter-title", listed.prompter.as_deref().map(name)),
        ("sheet-document", listed.document.as_deref().map(name)),
        ("running-title", day.running_sheet.as_deref().map(name)),
        ("missing-title", Some(missing::page_above(day.date))),
    ];
    pages.into_iter().filter_map(|(words, page)| Some((messages.plain(words), page?))).collect()
}

/// A file's own name: links within the folder of a day need no more.
fn name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// What a station's running sheet tells of one item; links lead from the folder of its day.
fn running_item(
    of: &PreparedItem,
    listed: &ManifestItem,
    sheet: Option<Sheet>,
    remarks: Vec<String>,
    messages: &Messages,
) -> RunningItem {
    let pages = listed.sheet.as_deref().map(name).zip(listed.prompter.as_deref().map(name));
    let (announcer, elements) = sheet.map_or((None, Vec::new()), |sheet| (sheet.announcer, sheet.elements));
    RunningItem {
        begins: of.item.start,
        times: times(&of.item, messages),
        title: listed.title.clone(),
        remarks: tables::remarks(&of.item, messages).into_iter().chain(remarks).collect(),
        announcer,
        pages,
        elements,
    }
}

fn running_sheet(
    project: &Project,
    rundown: &Rundown,
    items: Vec<RunningItem>,
    messages: &Messages,
) -> RunningSheet {
    let displaced = |displaced: &Displaced| {
        let title = item_title(project, &displaced.item, messages);
        format!("{}  {title}: {}", times(&displaced.item, messages), why(displaced, messages))
    };
    RunningSheet {
        language: messages.lang().code().to_owned(),
        network: project.network.name.clone(),
        station: project.network.station(rundown.station).name.clone(),
        date: day_heading(rundown.date, messages),
        items,
        displaced: rundown.displaced.iter().map(displaced).collect(),
        missing_page: missing::page_above(rundown.date),
    }
}

fn items_of<'a>(prepared: &'a Prepared, rundown: &'a Rundown) -> impl Iterator<Item = &'a PreparedItem> {
    prepared.items.iter().filter(|item| {
        item.item.occurrence.station == rundown.station && item.item.occurrence.date == rundown.date
    })
}

fn manifest_item(
    project: &Project,
    prepared: &Prepared,
    of: &PreparedItem,
    messages: &Messages,
) -> ManifestItem {
    let item = &of.item;
    let slot = project.schedule.slot(item.occurrence.slot);
    let stem = file_stem(item.occurrence.date, item.start.time(), item.occurrence.nth, &slot.slug);
    let has_sheet = sheet_of(prepared, of).is_some();
    ManifestItem {
        script: has_sheet.then(|| format!("{stem}.txt")),
        sheet: has_sheet.then(|| format!("{stem}.html")),
        prompter: has_sheet.then(|| format!("{stem}-nhac-chu.html")),
        document: has_sheet.then(|| format!("{stem}.docx")),
        sound: of.fitted.as_ref().map(|fitted| manifest_sound(project, prepared, of, fitted)),
        ..planned_item(project, item, messages)
    }
}

fn manifest_sound(
    project: &Project,
    prepared: &Prepared,
    of: &PreparedItem,
    fitted: &Fitted,
) -> ManifestSound {
    let production = of.origin.and_then(|origin| prepared.productions.get(&origin));
    let elements = production.iter().flat_map(|production| {
        fitted.timeline.iter().map(|timed| manifest_element(project, prepared, production, timed))
    });
    let elements: Vec<ManifestElement> =
        of.brought.as_ref().map_or_else(|| elements.collect(), |brought| brought.elements.clone());
    let parts = part_files(project, of).into_iter().zip(&fitted.recipe.parts);
    let parts = parts.zip(slates(project, prepared, of, &elements)).map(|((file, part), slate)| {
        let copy = project.network.copy.map(|_| copy_file(&file));
        let recipe = recipe_digest(of, part, &slate);
        ManifestPart { file, at: part.at.0, frames: part.length.0, recipe, copy }
    });
    ManifestSound { frames: fitted.length.0, silence: fitted.silence.0, parts: parts.collect(), elements }
}

fn manifest_element(
    project: &Project,
    prepared: &Prepared,
    production: &Production,
    timed: &Timed,
) -> ManifestElement {
    let element = element_of(production, timed);
    let read = element.and_then(|element| production.script.as_ref()?.read(element.number));
    let day = &prepared.studio[&production.item.occurrence.date];
    let recorded = read.map(|read| recording(day, read));
    let (kind, place, piece) = match &timed.outcome {
        Outcome::Placed { part, offset } if read.is_some() => {
            let is_recorded = recorded.is_some_and(|(_, file)| file.is_some());
            (if is_recorded { "recording" } else { "voice" }, Some((*part, *offset)), None)
        }
        Outcome::Placed { part, offset } => ("clip", Some((*part, *offset)), None),
        Outcome::Filler { piece, part, offset } => ("filler", Some((*part, *offset)), Some(piece)),
        Outcome::Bed { piece, part, offset } => ("bed", Some((*part, *offset)), Some(piece)),
        Outcome::Live => ("live", None, None),
        Outcome::Dropped => ("dropped", None, None),
    };
    let filler = piece.and_then(|piece| prepared.clips.path(piece)).map(str::to_owned);
    let clip = element.and_then(|element| match element.kind {
        ElementKind::Clip(clip) => Some(format!("clips/{}", project.catalogue.clip(clip))),
        _ => None,
    });
    let title = filler.clone().or_else(|| element.map(|element| element.title.clone()));
    ManifestElement {
        number: element.map(|element| element.number),
        kind: kind.to_owned(),
        title: title.unwrap_or_default(),
        source: filler.or(clip).or_else(|| recorded.and_then(|(_, file)| file.map(str::to_owned))),
        recording: recorded.and_then(|(number, _)| number),
        words: read.map(|read| read.words.clone()),
        at: timed.at.0,
        frames: timed.length.0,
        part: place.map(|(part, _)| part),
        offset: place.map(|(_, offset)| offset.0),
    }
}

fn element_of<'a>(production: &'a Production, timed: &Timed) -> Option<&'a Element> {
    production.lineup.elements.iter().find(|element| Some(element.number) == timed.element)
}

fn manifest_displaced(project: &Project, displaced: &Displaced, messages: &Messages) -> ManifestDisplaced {
    let (by, cancelled) = match &displaced.why {
        Displacement::By(id) => (Some(id.0.to_string()), None),
        Displacement::Cancelled { reason } => (None, Some(reason.clone())),
    };
    ManifestDisplaced {
        id: displaced.item.id.0.to_string(),
        start: rfc3339(displaced.item.start),
        title: item_title(project, &displaced.item, messages),
        by,
        cancelled,
    }
}

/// Everything the rundown remarks of an item.
fn all_remarks(project: &Project, prepared: &Prepared, item: &Item, messages: &Messages) -> Vec<String> {
    let of = prepared.items.iter().find(|prepared| prepared.item.id == item.id);
    let of = of.expect("every item of a rundown is prepared");
    remarks(project, prepared, of, messages)
        .into_iter()
        .chain(live_reads(project, prepared, of, messages))
        .collect()
}

/// The files of an item, how its words fill its blocks, and the silence that is left in it.
fn remarks(project: &Project, prepared: &Prepared, of: &PreparedItem, messages: &Messages) -> Vec<String> {
    let mut remarks = Vec::new();
    let files = part_files(project, of);
    let is_relay = matches!(of.item.play, ItemPlay::Relay { .. });
    match (files.as_slice(), is_relay) {
        ([], true) => remarks.push(messages.plain("plan-no-substitute")),
        ([], false) => remarks.push(messages.plain("plan-no-sound")),
        (files, true) => {
            remarks.push(messages.text("plan-substitute", &vec![("files", files.join(", ").into())]));
        }
        (files, false) => remarks.push(files.join(", ")),
    }
    let is_own = matches!(of.item.play, ItemPlay::Programme(_));
    let production = of.origin.filter(|_| is_own).and_then(|origin| prepared.productions.get(&origin));
    for block in production.into_iter().flat_map(|production| blocks(project, production)) {
        remarks.push(messages.phrase(&block.phrase()));
    }
    let silence = of.fitted.as_ref().map(|fitted| project.network.audio.length_of(fitted.silence));
    // Less than a second nobody hears; the manifest has it to the sample.
    if let Some(silence) = silence.filter(|silence| *silence >= TimeDelta::seconds(1)) {
        remarks.push(messages.text("plan-silence", &vec![("silence", silence.into())]));
    }
    remarks
}

/// What is read live in an item and when, in one line; none when nothing is.
fn live_reads(
    project: &Project,
    prepared: &Prepared,
    of: &PreparedItem,
    messages: &Messages,
) -> Option<String> {
    let production = prepared.productions.get(&of.origin?)?;
    let live = of.fitted.iter().flat_map(|fitted| &fitted.timeline);
    let live: Vec<String> = live
        .filter(|timed| timed.outcome == Outcome::Live)
        .filter_map(|timed| {
            let at = of.item.start + project.network.audio.length_of(timed.at);
            Some(format!("{} {}", messages.time(at.time()), element_of(production, timed)?.title))
        })
        .collect();
    (!live.is_empty()).then(|| messages.text("plan-live", &vec![("reads", Arg::List(live))]))
}
