//! `loa log import`: what a player wrote down becomes lines of the log, where the plan has just one thing that fits.

use super::super::fault::Fault;
use super::super::{Exit, Session};
use super::place::{LogStation, Place};
use super::{read_days, told};
use crate::asrun::{
    Heard, LogLine, Matched, Mismatch, Source, TableFault, matched, read_liquidsoap, read_table,
};
use crate::diagnostic::Args;
use crate::project::{append_log, brought};
use clap::ArgMatches;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The longest list that is taken over.
const LARGEST: u64 = 256 << 20;

/// How many of the rows that fit nothing are told one by one.
const LISTED: usize = 10;

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let place = Place::find(session)?;
    let path = matches.get_one::<PathBuf>("file").expect("clap asks for it");
    let stations = place.named_stations(matches)?;
    let [station] = &stations[..] else { return Err(Fault::usage("log-one-station", vec![])) };
    // As every path that is typed: seen from where the program was started, not from the project.
    let here = session.world.folder.as_deref().unwrap_or(&session.folder);
    let shown = path.display().to_string();
    let bytes = brought(&here.join(path), LARGEST)?;
    let bytes = bytes.ok_or_else(|| Fault::usage("log-too-large", vec![("path", shown.as_str().into())]))?;
    let heard = read(session, &bytes, &shown, &place)?;
    let instants = heard.iter().map(|heard| heard.start.with_timezone(&place.zone).date_naive());
    let (Some(first), Some(last)) = (instants.clone().min(), instants.max()) else {
        return Err(Fault::usage("log-nothing-heard", vec![("path", shown.into())]));
    };
    // What began before midnight belongs to the day before.
    let days = first.pred_opt().unwrap_or(first)..=last;
    let known = read_days(session, &place, station, &days)?;
    let found = matched(heard, &known.planned, &station.slug, session.now);
    let by = matches.get_one::<String>("by").cloned();
    let logged = known.log.lines();
    let logged: BTreeMap<_, &LogLine> = logged.iter().map(|line| (&line.occurrence, line)).collect();
    let news = found.lines.iter().filter(|line| is_news(line, logged.get(&line.occurrence).copied()));
    let news: Vec<LogLine> = news.map(|line| LogLine { by: by.clone(), ..line.clone() }).collect();
    append_log(&place.root, &news)?;
    writeln!(session.out, "{}", told::head(&station.name, &days, &session.messages))?;
    tell(session, station, &found, news.len())?;
    Ok(if found.unmatched.is_empty() { Exit::Clean } else { Exit::Errors })
}

/// The rows of a list; a table is known by its head, and what is wrong in it is told.
fn read(session: &mut Session, bytes: &[u8], path: &str, place: &Place) -> Result<Vec<Heard>, Fault> {
    let heard = read_liquidsoap(&mut &bytes[..], place.zone)?;
    if !heard.is_empty() {
        return Ok(heard);
    }
    let table = read_table(&String::from_utf8_lossy(bytes), place.zone);
    for (row, fault) in &table.faults {
        let why = match fault {
            TableFault::NoStart => "log-row-no-start",
            TableFault::Start => "log-row-start",
            TableFault::End => "log-row-end",
            TableFault::Outcome => "log-row-outcome",
        };
        let why = session.messages.plain(why);
        writeln!(session.err, "{}: {path}:{row}: {why}", session.messages.plain("severity-warning"))?;
    }
    Ok(table.heard)
}

/// Whether a line says more than is known: not what was taken over before, nor against what somebody wrote by hand.
fn is_news(line: &LogLine, known: Option<&LogLine>) -> bool {
    known.is_none_or(|known| match known.source {
        Source::Confirmed => true,
        Source::Hand => false,
        Source::Player => {
            (known.start, known.length, known.outcome) != (line.start, line.length, line.outcome)
        }
    })
}

fn tell(session: &mut Session, station: &LogStation, found: &Matched, news: usize) -> Result<(), Fault> {
    let messages = &session.messages;
    let args: Args = vec![
        ("count", news.into()),
        ("known", (found.lines.len() - news).into()),
        ("station", station.slug.as_str().into()),
    ];
    writeln!(session.out, "  {}", messages.text("log-imported", &args))?;
    if found.unmatched.is_empty() {
        return Ok(());
    }
    let args = vec![("count", found.unmatched.len().into())];
    writeln!(session.out, "  {}", messages.text("log-unmatched", &args))?;
    for (heard, why) in found.unmatched.iter().take(LISTED) {
        let why = match why {
            Mismatch::Unknown => "log-mismatch-unknown",
            Mismatch::OtherTime => "log-mismatch-time",
            Mismatch::Several => "log-mismatch-several",
            Mismatch::NoLength => "log-mismatch-length",
        };
        let name = heard.file.as_ref().or(heard.title.as_ref()).or(heard.occurrence.as_ref());
        let name = name.map_or("", String::as_str);
        let at = heard.start.format("%Y-%m-%d %H:%M:%S");
        writeln!(session.out, "    {}: {at} {name}: {}", heard.row, messages.plain(why))?;
    }
    Ok(())
}
