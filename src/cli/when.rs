//! `loa when`: when will this air?

use super::fault::Fault;
use super::{Exit, Session, render};
use crate::calendar::notation::bad_cron;
use crate::calendar::recurrence::Shortage;
use crate::calendar::written::{self, AtFile};
use crate::calendar::zone::{instant, next_instants};
use crate::calendar::{Holidays, Recurrence, cron::Cron, reading};
use crate::diagnostic::{Arg, Code, Diagnostic, Diagnostics, Span};
use crate::project::{self, Project};
use crate::source::{Raw, Reader, Sources, likely};
use chrono::{DateTime, FixedOffset, SecondsFormat};
use chrono_tz::Tz;
use clap::ArgMatches;

/// How many are shown unless told.
const USUAL: u32 = 5;

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let around = around(session);
    let zone = zone(&around, matches.get_one::<String>("zone").map(String::as_str))?;
    let from = from(session, matches.get_one::<String>("from").map(String::as_str), zone)?;
    let count = matches.get_one::<u32>("count").copied().unwrap_or(USUAL);
    let text = matches.get_one::<String>("recurrence").cloned().unwrap_or_default();
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let holidays = match around {
        Some(project) => project.schedule.holidays,
        None => Holidays::read(&[], &mut diagnostics),
    };
    let recurrence = read(&text, &holidays, &mut sources, &mut diagnostics);
    let mut found = Vec::new();
    if let Some(recurrence) = recurrence.filter(|_| !diagnostics.has_errors()) {
        match next_instants(zone, &recurrence, from, count as usize) {
            Ok(instants) => found = instants,
            Err(short) => {
                found = short.found;
                let whole = Span { file: crate::diagnostic::FileId(0), start: 0, end: text.len() };
                match short.why {
                    Shortage::Never => diagnostics.push(Diagnostic::at(Code::NeverAirs, whole)),
                    Shortage::OutOfRange(outside) => diagnostics.push(outside.diagnostic(whole)),
                    Shortage::Exhausted => {
                        let note = session.messages.plain("when-no-more");
                        writeln!(session.err, "{note}")?;
                    }
                }
            }
        }
    }
    for instant in found {
        writeln!(session.out, "{}", instant.to_rfc3339_opts(SecondsFormat::Secs, false))?;
    }
    render::diagnostics(session, &sources, &mut diagnostics)?;
    Ok(if diagnostics.has_errors() { Exit::Errors } else { Exit::Clean })
}

/// A recurrence in the notation of the schedule files, or five bare fields of cron.
fn read(
    text: &str,
    holidays: &Holidays,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Recurrence> {
    let file = sources.add("RECURRENCE", text.as_bytes().to_vec(), diagnostics);
    let looks_like_ron =
        text.trim_start().starts_with(|first: char| first.is_ascii_uppercase()) && text.contains('(');
    if looks_like_ron {
        let mut reader = Reader::new(file, text, diagnostics);
        let raw = reader.whole::<Raw<AtFile>>()?;
        return written::recurrence(&mut reader, &raw, holidays);
    }
    let span = Span { file, start: 0, end: text.len() };
    match Cron::parse(text) {
        Ok(cron) => Some(Recurrence::Cron(cron)),
        Err(problem) => {
            diagnostics.push(bad_cron(&problem, span));
            None
        }
    }
}

/// The project around. Outside one, and in one that cannot be read, the question has an answer all the same.
fn around(session: &Session) -> Option<Project> {
    let root = project::find(&session.folder).ok()?;
    project::load(&root, &mut Sources::new(), &mut Diagnostics::new()).ok().flatten()
}

/// The zone asked for, else that of the project around, else Việt Nam's.
fn zone(around: &Option<Project>, name: Option<&str>) -> Result<Tz, Fault> {
    let Some(name) = name else {
        return Ok(around.as_ref().map_or(Tz::Asia__Ho_Chi_Minh, |project| project.network.zone));
    };
    name.parse().map_err(|_| {
        let near = likely(name, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()));
        let near = near.unwrap_or_else(|| Tz::Asia__Ho_Chi_Minh.name().to_owned());
        Fault::usage("usage-zone", vec![("name", name.into()), ("near", near.into())])
    })
}

fn from(session: &Session, written: Option<&str>, zone: Tz) -> Result<DateTime<FixedOffset>, Fault> {
    match written {
        None => Ok(session.now.with_timezone(&zone).fixed_offset()),
        Some(written) => match reading::moment(written) {
            Ok(moment) => Ok(instant(zone, moment)),
            Err(_) => Err(Fault::usage("usage-bad-instant", vec![("value", Arg::Text(written.to_owned()))])),
        },
    }
}
