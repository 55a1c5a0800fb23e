//! Script sheets filled in: from the lineup, the words, the recordings found and the times of an item.

use super::approving::approval_of;
use super::tables::item_title;
use super::{Prepared, PreparedItem, Production, Voiced, recording};
use crate::catalogue::text_code;
use crate::fit::{Fitted, Outcome, Timed};
use crate::lineup::{Element, ElementKind};
use crate::messages::Messages;
use crate::network::Samples;
use crate::project::Project;
use crate::rundown::ItemPlay;
use crate::script::sheet::{Sheet, SheetApproval, SheetElement, SheetLength, SheetSound};
use crate::script::{date, paragraphs};
use crate::studio::StudioDay;
use chrono::TimeDelta;
use std::time::Duration;

/// The production whose words are read where this item airs: a programme of its own, or a repeat. What is carried is
/// not read there.
pub(super) fn sheet_of<'a>(prepared: &'a Prepared, of: &PreparedItem) -> Option<&'a Production> {
    match of.item.play {
        ItemPlay::Programme(_) | ItemPlay::Repeat(_) => prepared.productions.get(&of.origin?),
        ItemPlay::Carry(_) | ItemPlay::Upstream(_) | ItemPlay::Relay { .. } => None,
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
    let maker = project.network.station(production.item.occurrence.station);
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
        begins: item.start,
        start: messages.time(item.start.time()),
        end: messages.time(item.end().time()),
        planned: duration(item.length),
        estimated: duration(estimated),
        editor: maker.editor.clone(),
        announcer: maker.announcer.map(|at| project.network.announcers[at].name.value.clone()),
        technician: maker.technician.clone(),
        approval: approval_of(project, production).map(|(last, is_unconfirmed)| SheetApproval {
            name: last.by.clone(),
            office: last.office.clone(),
            date: messages.date(last.at.date_naive()),
            is_unconfirmed,
        }),
        edition: Some(edition(project, production)),
        sources,
        airings: None,
        elements: sheet_elements(project, production, of.fitted.as_deref(), studio, messages),
    })
}

/// Which edition of the sheet this is: each notice that was put into this one programme makes a new one.
fn edition(project: &Project, production: &Production) -> u32 {
    let is_notice = |element: &&Element| match element.kind {
        ElementKind::Bulletin(ix) => project.catalogue.bulletin(ix).at.is_some(),
        ElementKind::Clip(_) | ElementKind::Read(_) | ElementKind::Fill(_) => false,
    };
    let notices = production.lineup.elements.iter().filter(is_notice).count();
    u32::try_from(notices + 1).expect("few notices stand in a programme")
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
                let is_said = matches!(production.voice.get(&element.number), Some(Voiced::Said(_)));
                match recording(studio, read) {
                    (_, None) if is_said => (SheetLength::Known(measured), SheetSound::Voice),
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
        let estimate = read.map(|read| duration(element.cue.lasts(read.estimate)));
        let part = element.title.clone();
        rows.push(SheetElement { offset, length, part, words, estimate, sound, remark });
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
