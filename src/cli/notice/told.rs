//! What `loa notice` tells: what a notice displaces, what is made of it, what stands in its way.

use super::Target;
use crate::build::{Approvable, Prepared, Stored, item_title, manifest_day, sheet, times};
use crate::catalogue::text_code;
use crate::cli::fault::Fault;
use crate::cli::opened::Opened;
use crate::cli::{Session, render};
use crate::diagnostic::{Code, Diagnostics, FileId};
use crate::fit::Outcome;
use crate::lineup::ElementKind;
use crate::messages::{Lang, Messages};
use crate::project::Project;
use crate::rundown::Occurrence;
use crate::source::sha256;
use chrono::{DateTime, FixedOffset, TimeDelta};

/// What a programme consists of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Content {
    /// Ids and titles of its bulletins, in their order.
    pub bulletins: Vec<(String, String)>,
    /// The clips that were left out.
    pub dropped: Vec<String>,
    /// How long music fills it.
    pub music: TimeDelta,
    /// Whether sound is made of it.
    pub is_made: bool,
}

impl Content {
    /// The content of an occurrence.
    pub fn of(project: &Project, prepared: &Prepared, occurrence: Occurrence) -> Content {
        let item = prepared.items.iter().find(|of| of.item.occurrence == occurrence);
        let Some(production) = prepared.productions.get(&occurrence) else { return Content::default() };
        let mut content = Content::default();
        for element in &production.lineup.elements {
            if let ElementKind::Bulletin(ix) = element.kind {
                let bulletin = project.catalogue.bulletin(ix);
                content.bulletins.push((bulletin.id.clone(), bulletin.title.clone()));
            }
        }
        let fitted = item.and_then(|of| of.fitted.as_ref());
        content.is_made = fitted.is_some();
        for timed in fitted.into_iter().flat_map(|fitted| &fitted.timeline) {
            match &timed.outcome {
                Outcome::Filler { .. } => content.music += project.network.audio.length_of(timed.length),
                Outcome::Dropped => {
                    let mut elements = production.lineup.elements.iter();
                    let element = elements.find(|element| Some(element.number) == timed.element);
                    content.dropped.extend(element.map(|element| element.title.clone()));
                }
                Outcome::Placed { .. } | Outcome::Bed { .. } | Outcome::Live => {}
            }
        }
        content
    }
}

/// When the bulletin of that id is heard in an occurrence, as far as that is known before anybody reads.
pub(super) fn place(
    project: &Project,
    prepared: &Prepared,
    occurrence: Occurrence,
    bulletin: &str,
) -> Option<DateTime<FixedOffset>> {
    let of = prepared.items.iter().find(|of| of.item.occurrence == occurrence)?;
    let mut elements = prepared.productions.get(&occurrence)?.lineup.elements.iter();
    let element = elements.find(|element| match element.kind {
        ElementKind::Bulletin(ix) => project.catalogue.bulletin(ix).id == bulletin,
        ElementKind::Clip(_) | ElementKind::Read(_) | ElementKind::Fill(_) => false,
    })?;
    let timeline = &of.fitted.as_ref()?.timeline;
    let timed = timeline.iter().find(|timed| timed.element == Some(element.number))?;
    Some(of.item.start + project.network.audio.length_of(timed.at))
}

/// Where the notice goes, how long it takes, and what makes room for it.
pub(super) fn what_it_displaces(
    session: &mut Session,
    project: &Project,
    target: &Target,
    (before, after): (&Content, &Content),
    text: &Approvable,
) -> Result<(), Fault> {
    let station = project.network.station(target.station);
    let length = text.length.unwrap_or_default();
    let args = vec![
        ("title", text.title.as_str().into()),
        ("station", station.name.as_str().into()),
        ("section", target.section.as_str().into()),
        ("date", target.date.into()),
        ("time", session.messages.time(target.time).into()),
        ("length", length.into()),
    ];
    writeln!(session.out, "{}", session.messages.text("notice-goes", &args))?;
    let lost = before.bulletins.iter().filter(|known| !after.bulletins.contains(known));
    let lost: Vec<&str> = lost.map(|(_, title)| title.as_str()).collect();
    let clips: Vec<&str> =
        after.dropped.iter().filter(|clip| !before.dropped.contains(clip)).map(String::as_str).collect();
    for (id, titles) in [("notice-displaces", lost), ("notice-drops", clips)] {
        for title in titles {
            writeln!(session.out, "  {}", session.messages.text(id, &vec![("title", title.into())]))?;
        }
    }
    for (id, title) in &after.bulletins {
        if *title == text.title && format!("bulletins/{id}.md") != text.path {
            let args = vec![("title", title.as_str().into()), ("id", id.as_str().into())];
            writeln!(session.out, "  {}", session.messages.text("notice-same-title", &args))?;
        }
    }
    let less = before.music - after.music;
    if less >= TimeDelta::seconds(1) {
        let args = vec![("length", less.into())];
        writeln!(session.out, "  {}", session.messages.text("notice-less-music", &args))?;
    }
    Ok(())
}

/// The files that were made, and whether the notice is to be read live.
pub(super) fn what_was_made(
    session: &mut Session,
    project: &Project,
    target: &Target,
    (prepared, stored): (&Prepared, &Stored),
    notice: &str,
) -> Result<(), Fault> {
    let words = Messages::new(project.network.lang.unwrap_or(Lang::Vi));
    let rundown = prepared.rundowns.iter().find(|rundown| rundown.station == target.station);
    let of = prepared.items.iter().find(|of| of.item.occurrence == target.occurrence);
    let (Some(rundown), Some(of)) = (rundown, of) else { return Ok(()) };
    let day = manifest_day(project, prepared, rundown, &words);
    let Some(item) = day.items.iter().find(|item| item.id == target.id) else { return Ok(()) };
    let slug = &project.network.station(target.station).slug;
    let folder = format!("out/{}/{slug}", crate::calendar::week_name(target.date));
    let edition = sheet(project, prepared, of, &words).and_then(|sheet| sheet.edition).unwrap_or(1);
    let programme = item_title(project, &of.item, &session.messages);
    let args = vec![
        ("programme", programme.into()),
        ("times", times(&of.item, &session.messages).into()),
        ("edition", (edition as usize).into()),
        ("earlier", (edition.saturating_sub(1) as usize).into()),
        ("path", format!("{folder}/{}", item.sheet.as_deref().unwrap_or_default()).into()),
        ("made", stored.made.into()),
    ];
    writeln!(session.out, "{}", session.messages.text("notice-sheet", &args))?;
    let parts = item.sound.iter().flat_map(|sound| &sound.parts);
    for part in parts {
        writeln!(session.out, "  {folder}/{}", part.file)?;
    }
    live(session, project, notice, item)
}

/// When the notice is to be read live, and under which number it may be recorded instead.
fn live(
    session: &mut Session,
    project: &Project,
    notice: &str,
    item: &crate::package::ManifestItem,
) -> Result<(), Fault> {
    let bulletin = project.catalogue.bulletins.iter().find(|bulletin| bulletin.id == notice);
    let Some(bulletin) = bulletin else { return Ok(()) };
    let elements = item.sound.iter().flat_map(|sound| &sound.elements);
    let mut live = elements.filter(|element| element.kind == "live");
    let Some(element) = live.find(|element| element.words.as_deref() == Some(&bulletin.text)) else {
        return Ok(());
    };
    let begins = DateTime::parse_from_rfc3339(&item.start).map(|start| {
        let since = project.network.audio.length_of(crate::network::Samples(element.at));
        session.messages.time((start + since).time())
    });
    let code = text_code(&sha256(bulletin.text.as_bytes()));
    let number = element.recording.map(|number| format!("{number:02}-{code}"));
    let args = vec![
        ("time", begins.unwrap_or_default().into()),
        ("number", number.unwrap_or_default().into()),
        ("date", bulletin.date.to_string().into()),
    ];
    writeln!(session.out, "{}", session.messages.text("notice-live", &args))?;
    Ok(())
}

/// What keeps the notice from the air: what is wrong in its file, and what does not fit.
pub(super) fn findings(
    session: &mut Session,
    opened: &mut Opened,
    found: &Diagnostics,
    file: Option<FileId>,
) -> Result<(), Fault> {
    let mut own = Diagnostics::new();
    let is_own = |found: &&crate::diagnostic::Diagnostic| {
        matches!(found.code, Code::WordsOverrun | Code::NoRoom | Code::BulletinTooLong)
            || found.span.is_some_and(|span| Some(span.file) == file)
    };
    opened.diagnostics.iter().chain(found.iter()).filter(is_own).for_each(|found| own.push(found.clone()));
    render::diagnostics(session, &opened.sources, &mut own)
}
