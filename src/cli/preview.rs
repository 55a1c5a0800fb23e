//! `loa preview`: how a template reads aloud, at a station, at a time; with `--watch` again whenever a file is saved.

use super::fault::Fault;
use super::opened::{Opened, open, root};
use super::{Exit, Session, asked, render};
use crate::build::{item_title, times};
use crate::calendar::reading;
use crate::calendar::zone::instant;
use crate::catalogue::TemplateIx;
use crate::diagnostic::{Diagnostics, Severity};
use crate::lineup::{ElementKind, Lineup, Reckoning, pick};
use crate::messages::Messages;
use crate::network::StationIx;
use crate::project::{Project, stamp};
use crate::rundown::{Expander, Item, ItemPlay};
use crate::script::{ReadText, Writing, preview};
use crate::source::NotOne;
use crate::speech::syllables;
use chrono::{DateTime, Days, FixedOffset};
use clap::ArgMatches;
use std::time::Duration;

/// So many days ahead an item is looked for that uses the template.
const AHEAD: u64 = 14;

/// How often it is looked whether a file was saved.
const LOOK: Duration = Duration::from_millis(300);

/// What a preview is made from.
const FOLDERS: [&str; 3] = ["bulletins", "schedules", "scripts"];

/// Clears a terminal and goes to its first line.
const CLEAR: &str = "\u{1b}[2J\u{1b}[H";

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    if !matches.get_flag("watch") {
        return shown(session, matches);
    }
    let root = root(session)?;
    let now = || stamp(&root, &FOLDERS.map(str::to_owned), "", &|_| true).ok();
    loop {
        // Taken before the files are read: what is saved meanwhile is shown next.
        let seen = now();
        if session.world.is_terminal {
            write!(session.out, "{CLEAR}")?;
        }
        match shown(session, matches) {
            Ok(_) => {}
            Err(Fault::Output(error)) => return Err(Fault::Output(error)),
            Err(fault) => {
                fault.show(&session.messages, session.err);
            }
        }
        writeln!(session.out, "\n{}", session.messages.plain("preview-watching"))?;
        session.out.flush()?;
        while now() == seen {
            std::thread::sleep(LOOK);
        }
    }
}

fn shown(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let mut opened = open(session)?;
    let written = matches.get_one::<String>("template").map(String::as_str).unwrap_or_default();
    let template = named(&opened, written)?;
    let at = at(session, &opened, matches)?;
    let stations: Vec<StationIx> = match matches.get_one::<String>("station") {
        Some(name) => vec![asked::station(&opened.project.network, name)?],
        None => opened.project.network.all().map(|(ix, _)| ix).collect(),
    };
    // A template that cannot be read at all shows here, with whatever else its file has wrong.
    let file = opened.project.template_files.get(opened.project.catalogue.template(template)).copied();
    let mut own = Diagnostics::new();
    for found in opened.diagnostics.iter().filter(|found| found.span.map(|span| span.file) == file) {
        own.push(found.clone());
    }
    let Some((lineup, next)) = find(&opened, template, &stations, at) else {
        render::diagnostics(session, &opened.sources, &mut own)?;
        return Err(Fault::usage("preview-nothing-airs", vec![("at", at.date_naive().into())]));
    };
    let project = &opened.project;
    let writing = Writing {
        network: &project.network,
        schedule: &project.schedule,
        catalogue: &project.catalogue,
        templates: &project.templates,
        lexicon: &project.lexicon,
    };
    match preview(project.catalogue.template(template), &lineup, next.as_ref(), &writing) {
        Ok(read) => write!(session.out, "{}", page(&read, &lineup, project, &session.messages))?,
        Err(problem) => own.push(problem.diagnostic(&project.template_files)),
    }
    opened.diagnostics = own;
    render::diagnostics(session, &opened.sources, &mut opened.diagnostics)?;
    Ok(if opened.diagnostics.count(Severity::Error) > 0 { Exit::Errors } else { Exit::Clean })
}

/// What is seen of the words: where they air, the words, how long reading them takes.
fn page(read: &ReadText, lineup: &Lineup, project: &Project, messages: &Messages) -> String {
    let occurrence = &lineup.item.occurrence;
    let args = vec![
        ("station", project.network.station(occurrence.station).name.as_str().into()),
        ("programme", item_title(project, &lineup.item, messages).into()),
        ("date", occurrence.date.into()),
        ("times", times(&lineup.item, messages).into()),
        ("syllables", (syllables(&read.spoken) as usize).into()),
        ("length", read.estimate.into()),
    ];
    let (head, length) = (messages.text("preview-head", &args), messages.text("preview-length", &args));
    format!("{head}\n\n{}\n\n{length}\n", read.words)
}

/// The template: a path as the shell completes it (`scripts/mo-dau.tera`), or a name as the schedule has it.
pub(super) fn named(opened: &Opened, written: &str) -> Result<TemplateIx, Fault> {
    let name = written.strip_prefix("./").unwrap_or(written);
    let name = name.strip_prefix("scripts/").unwrap_or(name);
    opened.project.catalogue.find_template(name).map_err(|why| match why {
        NotOne::None(Some(near)) => {
            Fault::usage("preview-unknown-near", vec![("name", written.into()), ("near", near.into())])
        }
        NotOne::None(None) => Fault::usage("preview-unknown", vec![("name", written.into())]),
        NotOne::Several(fitting) => {
            Fault::usage("preview-several", vec![("name", written.into()), ("fitting", fitting.into())])
        }
    })
}

fn at(session: &Session, opened: &Opened, matches: &ArgMatches) -> Result<DateTime<FixedOffset>, Fault> {
    let zone = opened.project.network.zone;
    match matches.get_one::<String>("at") {
        None => Ok(session.now.with_timezone(&zone).fixed_offset()),
        Some(written) => reading::moment(written)
            .map(|moment| instant(zone, moment))
            .map_err(|_| Fault::usage("usage-bad-instant", vec![("value", written.as_str().into())])),
    }
}

/// The item on air at `at`, or the next one after it, that uses the template; a template that no programme uses is
/// shown in the first programme at hand.
fn find(
    opened: &Opened,
    template: TemplateIx,
    stations: &[StationIx],
    at: DateTime<FixedOffset>,
) -> Option<(Lineup, Option<Item>)> {
    let project = &opened.project;
    let mut expander = Expander::new(&project.network, &project.schedule);
    let mut reckoning = Reckoning::new(&project.network, &project.schedule, &project.catalogue);
    let mut any = None;
    for ahead in 0..AHEAD {
        let date = at.date_naive() + Days::new(ahead);
        for station in stations {
            let items = expander.day(*station, date).items.clone();
            for (place, item) in items.iter().enumerate().filter(|(_, item)| item.end() > at) {
                let ItemPlay::Programme(programme) = item.play else { continue };
                let lineup = pick(item, programme, &mut reckoning, &mut Diagnostics::new());
                let uses = lineup.elements.iter().any(|element| element.kind == ElementKind::Read(template));
                let found = Some((lineup, items.get(place + 1).cloned()));
                if uses {
                    return found;
                }
                any = any.or(found);
            }
        }
    }
    any
}
