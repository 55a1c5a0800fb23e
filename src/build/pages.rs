//! The texts of a station's day: its part of the manifest, its rundown as a table, its script sheets.

use super::copies::copy_file;
use super::slates::slates;
use super::store::{folder, part_files, recipe_digest};
use super::tables::{item_title, planned_item, rfc3339, rundown_table};
use super::{Prepared, PreparedItem, Production, recording};
use crate::catalogue::text_code;
use crate::diagnostic::Arg;
use crate::fit::{Fitted, Outcome, Timed};
use crate::lineup::{Element, ElementKind};
use crate::messages::Messages;
use crate::network::Samples;
use crate::package::{
    ManifestDay, ManifestDisplaced, ManifestElement, ManifestItem, ManifestPart, ManifestSound,
    StationManifest, file_stem,
};
use crate::project::{Project, ProjectError, Storing};
use crate::rundown::{Displaced, Displacement, Item, ItemPlay, Rundown};
use crate::script::sheet::{self, Sheet, SheetElement, SheetLabels, SheetLength, SheetSound};
use crate::script::{date, paragraphs};
use crate::studio::StudioDay;
use chrono::TimeDelta;
use std::time::Duration;

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
    let labels = labels(messages);
    for rundown in prepared.rundowns.iter().filter(|rundown| folder(project, rundown) == station_folder) {
        let Some(day) = manifest.days.iter().find(|day| day.date == rundown.date) else { continue };
        let table =
            rundown_table(project, rundown, messages, |item| remarks(project, prepared, item, messages));
        storing.bytes(&format!("{station_folder}/{}", day.rundown), table.as_bytes())?;
        for (prepared_item, listed) in items_of(prepared, rundown).zip(&day.items) {
            let (Some(text), Some(page)) = (&listed.script, &listed.sheet) else { continue };
            let Some(sheet) = sheet(project, prepared, prepared_item, messages) else { continue };
            storing.bytes(&format!("{station_folder}/{text}"), sheet::text(&sheet, &labels).as_bytes())?;
            storing.bytes(&format!("{station_folder}/{page}"), sheet::html(&sheet, &labels).as_bytes())?;
        }
    }
    Ok(())
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
    let elements: Vec<ManifestElement> = elements.collect();
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
        Outcome::Placed { part, offset } if read.is_some() => ("recording", Some((*part, *offset)), None),
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

fn remarks(project: &Project, prepared: &Prepared, item: &Item, messages: &Messages) -> Vec<String> {
    let of = prepared.items.iter().find(|prepared| prepared.item.id == item.id);
    let of = of.expect("every item of a rundown is prepared");
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
    let live = of.fitted.iter().flat_map(|fitted| &fitted.timeline);
    let live: Vec<String> = live
        .filter(|timed| timed.outcome == Outcome::Live)
        .filter_map(|timed| {
            let production = prepared.productions.get(&of.origin?)?;
            let at = of.item.start + project.network.audio.length_of(timed.at);
            let time = messages.time(at.time());
            Some(format!("{time} {}", element_of(production, timed)?.title))
        })
        .collect();
    let silence = of.fitted.as_ref().map(|fitted| project.network.audio.length_of(fitted.silence));
    // Less than a second nobody hears; the manifest has it to the sample.
    if let Some(silence) = silence.filter(|silence| *silence >= TimeDelta::seconds(1)) {
        remarks.push(messages.text("plan-silence", &vec![("silence", silence.into())]));
    }
    if !live.is_empty() {
        remarks.push(messages.text("plan-live", &vec![("reads", Arg::List(live))]));
    }
    remarks
}

/// The production whose words are read where this item airs: a programme of its own, or a repeat. What is carried is
/// not read there.
fn sheet_of<'a>(prepared: &'a Prepared, of: &PreparedItem) -> Option<&'a Production> {
    match of.item.play {
        ItemPlay::Programme(_) | ItemPlay::Repeat(_) => prepared.productions.get(&of.origin?),
        ItemPlay::Carry(_) | ItemPlay::Relay { .. } => None,
    }
    .filter(|production| production.script.is_some())
}

/// The script sheet of an item.
pub fn sheet(
    project: &Project,
    prepared: &Prepared,
    of: &PreparedItem,
    messages: &Messages,
) -> Option<Sheet> {
    let production = sheet_of(prepared, of)?;
    let item = &of.item;
    let day = date(item.occurrence.date);
    let studio = &prepared.studio[&production.item.occurrence.date];
    let script = production.script.as_ref()?;
    let mut sources: Vec<String> = Vec::new();
    for element in &production.lineup.elements {
        if let ElementKind::Bulletin(ix) = element.kind
            && let Some(supplier) = &project.catalogue.bulletin(ix).supplier
            && !sources.contains(supplier)
        {
            sources.push(supplier.clone());
        }
    }
    let said = |element: &Element| Some(element.cue.lasts(script.read(element.number)?.estimate));
    let estimated = production.lineup.elements.iter().filter_map(said).sum();
    Some(Sheet {
        language: messages.lang().code().to_owned(),
        network: project.network.name.clone(),
        station: project.network.station(item.occurrence.station).name.clone(),
        programme: item_title(project, item, messages),
        item: item.id.0.to_string(),
        date: format!("{}, {}", day.weekday, day.written),
        lunar: day.lunar.map(|lunar| lunar.written),
        start: messages.time(item.start.time()),
        end: messages.time(item.end().time()),
        planned: duration(item.length),
        estimated: duration(estimated),
        editor: None,
        announcer: None,
        technician: None,
        approval: None,
        sources,
        airings: None,
        elements: sheet_elements(project, production, of.fitted.as_deref(), studio, messages),
    })
}

/// The rows of the sheet, in the order of the elements; one that has no place, because the item could not be fitted or
/// a clip was dropped, stands where the one before it ends.
fn sheet_elements(
    project: &Project,
    production: &Production,
    fitted: Option<&Fitted>,
    studio: &StudioDay,
    messages: &Messages,
) -> Vec<SheetElement> {
    let mut rows = Vec::new();
    let mut cursor = Duration::ZERO;
    for element in &production.lineup.elements {
        let stretches: Vec<&Timed> = fitted
            .iter()
            .flat_map(|fitted| &fitted.timeline)
            .filter(|timed| timed.element == Some(element.number))
            .collect();
        let offset =
            stretches.first().map_or(cursor, |first| duration(project.network.audio.length_of(first.at)));
        let measured: u64 = stretches.iter().map(|timed| timed.length.0).sum();
        let measured = duration(project.network.audio.length_of(Samples(measured)));
        let read = production.script.as_ref().and_then(|script| script.read(element.number));
        let (length, sound) = match (element.kind, read) {
            (ElementKind::Fill(_), _) => {
                (SheetLength::Known(measured), SheetSound::Fill { pool: element.title.clone() })
            }
            (_, Some(read)) => {
                let estimated = SheetLength::Estimated(duration(element.cue.lasts(read.estimate)));
                match recording(studio, read) {
                    (None, _) => (estimated, SheetSound::Unnumbered { window: measured }),
                    (Some(number), Some(file)) => {
                        (SheetLength::Known(measured), SheetSound::Recorded { number, file: file.to_owned() })
                    }
                    (Some(number), None) => {
                        let folder = project.recording_folder(production.item.occurrence.date);
                        let code = text_code(&read.digest);
                        (estimated, SheetSound::Missing { number, code, folder, window: measured })
                    }
                }
            }
            (ElementKind::Clip(clip), _) => {
                let file = project.catalogue.clip(clip).to_owned();
                (SheetLength::Known(measured), SheetSound::Clip { file })
            }
            // A template that could not be rendered: its words are missing, not its row.
            _ => (SheetLength::Known(measured), SheetSound::Live { window: measured }),
        };
        let words = read.map(|read| paragraphs(&read.words)).unwrap_or_default();
        let is_live = stretches.iter().any(|timed| timed.outcome == Outcome::Live);
        let remark = remark(project, production, element, is_live, messages);
        rows.push(SheetElement { offset, length, part: element.title.clone(), words, sound, remark });
        cursor = offset + measured;
    }
    rows
}

/// What whoever reads an element should know: the editor's note, how often it is read, the music that is missing live.
fn remark(
    project: &Project,
    production: &Production,
    element: &Element,
    is_live: bool,
    messages: &Messages,
) -> Option<String> {
    let note = match element.kind {
        ElementKind::Bulletin(bulletin) => project.catalogue.bulletin(bulletin).note.clone(),
        _ => None,
    };
    let is_read = matches!(element.kind, ElementKind::Read(_) | ElementKind::Bulletin(_));
    let id = if is_read { "sheet-twice" } else { "sheet-clip-twice" };
    let twice = element.cue.twice.map(|between| messages.text(id, &vec![("between", between.into())]));
    let beds = &project.schedule.programme(production.lineup.programme).beds;
    let id = if is_live { "sheet-live-on-bed" } else { "sheet-on-bed" };
    let bed = element.cue.bed.map(|bed| {
        let clip = project.catalogue.clip(beds[bed].clip);
        messages.text(id, &vec![("clip", clip.into())])
    });
    let remarks: Vec<String> = note.into_iter().chain(twice).chain(bed).collect();
    (!remarks.is_empty()).then(|| remarks.join(" "))
}

fn duration(length: TimeDelta) -> Duration {
    length.to_std().unwrap_or_default()
}

/// The fixed words of the sheet in the language of `messages`.
pub fn labels(messages: &Messages) -> SheetLabels {
    let label = |id: &str| messages.plain(id);
    SheetLabels {
        title: label("sheet-title"),
        date: label("sheet-date"),
        lunar: label("sheet-lunar"),
        air_time: label("sheet-air-time"),
        planned: label("sheet-planned"),
        estimated: label("sheet-estimated"),
        estimate_remark: label("sheet-estimate-remark"),
        airings: label("sheet-airings"),
        editor: label("sheet-editor"),
        announcer: label("sheet-announcer"),
        technician: label("sheet-technician"),
        sources: label("sheet-sources"),
        row: label("sheet-row"),
        length: label("sheet-length"),
        part: label("sheet-part"),
        words: label("sheet-words"),
        sound: label("sheet-sound"),
        clip: label("sheet-clip"),
        fill: label("sheet-fill"),
        recording: label("sheet-recording"),
        voice: label("sheet-voice"),
        missing: label("sheet-missing"),
        code: label("sheet-code"),
        live: label("sheet-live"),
        unnumbered: label("sheet-unnumbered"),
        record_as: label("sheet-record-as"),
        remark: label("sheet-remark"),
        missing_list: label("sheet-missing-list"),
        nothing_missing: label("sheet-nothing-missing"),
        approver: label("sheet-approver"),
        office: label("sheet-office"),
        name: label("sheet-name"),
        approved_on: label("sheet-approved-on"),
        signature: label("sheet-signature"),
    }
}
