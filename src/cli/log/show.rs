//! `loa log show`: the plan of some days beside what was aired.

use super::super::fault::Fault;
use super::super::{Exit, Session, asked};
use super::place::{LogStation, Place};
use super::{days, read_days, told};
use crate::asrun::{AsRun, LogLine, OccurrenceName, Reconciled};
use crate::build::day_heading;
use crate::messages::Messages;
use chrono::NaiveDate;
use clap::ArgMatches;
use serde::Serialize;

/// What became of an occurrence, for machines.
#[derive(Serialize)]
struct Row {
    station: String,
    /// None for what aired outside the plan.
    id: Option<String>,
    title: String,
    planned_start: Option<String>,
    planned_ms: Option<i64>,
    /// `unconfirmed`, `aired`, `late`, `cut`, `pre-empted`, `missed`, `outside`.
    outcome: &'static str,
    aired_start: Option<String>,
    aired_ms: Option<i64>,
    cause: Option<String>,
    by: Option<String>,
    source: Option<&'static str>,
}

const COLUMNS: [&str; 11] = [
    "station",
    "id",
    "title",
    "planned_start",
    "planned_ms",
    "outcome",
    "aired_start",
    "aired_ms",
    "cause",
    "by",
    "source",
];

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let place = Place::find(session)?;
    let days = days(matches, asked::today(session, place.zone))?;
    let form = matches.get_one::<String>("format").map_or("text", String::as_str).to_owned();
    let mut rows = Vec::new();
    for station in place.stations(matches)? {
        let found = read_days(session, &place, &station, &days)?.reconciled;
        if form == "text" {
            let text = text(&station, &found, &session.messages);
            session.out.write_all(text.as_bytes())?;
        } else {
            rows.extend(found.items.iter().map(|as_run| row(&station, as_run)));
            rows.extend(found.outside.iter().map(|line| outside(&station, line)));
        }
    }
    match form.as_str() {
        "json" => writeln!(session.out, "{}", serde_json::to_string_pretty(&rows).expect("plain values"))?,
        "csv" => session.out.write_all(csv(&rows).as_bytes())?,
        _ => {}
    }
    Ok(Exit::Clean)
}

/// A station's days for people: what became of each item, then what else was.
fn text(station: &LogStation, found: &Reconciled, messages: &Messages) -> String {
    let mut text = format!("{}\n", station.name);
    let mut day: Option<NaiveDate> = None;
    for as_run in &found.items {
        let date = OccurrenceName::of(&as_run.planned.id).map(|name| name.date);
        if let Some(date) = date.filter(|date| day != Some(*date)) {
            text += &format!("{}\n", day_heading(date, messages));
            day = Some(date);
        }
        text += &format!("  {}\n", told::item(as_run, messages));
    }
    if found.items.is_empty() {
        text += &format!("  {}\n", messages.plain("log-no-plan"));
    }
    for (id, lines) in [("log-outside", &found.outside), ("log-outages", &found.outages)] {
        if lines.is_empty() {
            continue;
        }
        text += &format!("{}\n", messages.plain(id));
        for line in lines {
            let what = line.cause.clone().or_else(|| line.occurrence.clone());
            let what = what.unwrap_or_else(|| messages.plain("log-without-words"));
            let times = told::times(line.start, line.end(), messages);
            text += &format!("  {}  {times}  {what}\n", messages.day(line.start.date_naive()));
        }
    }
    text + &told::tally(&found.items, messages) + "\n\n"
}

fn row(station: &LogStation, as_run: &AsRun) -> Row {
    Row {
        station: station.slug.clone(),
        id: Some(as_run.planned.id.clone()),
        title: as_run.planned.title.clone(),
        planned_start: Some(as_run.planned.start.to_rfc3339()),
        planned_ms: Some(as_run.planned.length.num_milliseconds()),
        outcome: as_run.outcome.word(),
        aired_start: as_run.aired.map(|aired| aired.start.to_rfc3339()),
        aired_ms: as_run.aired.map(|aired| aired.length.num_milliseconds()),
        cause: as_run.cause.clone(),
        by: as_run.by.clone(),
        source: as_run.source.map(told::source_word),
    }
}

fn outside(station: &LogStation, line: &LogLine) -> Row {
    Row {
        station: station.slug.clone(),
        id: line.occurrence.clone(),
        title: line.cause.clone().unwrap_or_default(),
        planned_start: None,
        planned_ms: None,
        outcome: "outside",
        aired_start: Some(line.start.to_rfc3339()),
        aired_ms: Some(line.length.num_milliseconds()),
        cause: None,
        by: line.by.clone(),
        source: Some(told::source_word(line.source)),
    }
}

/// RFC 4180, for a spreadsheet: with the mark by which Excel knows UTF-8.
fn csv(rows: &[Row]) -> String {
    let mut text = format!("\u{feff}{}\r\n", COLUMNS.join(","));
    for row in rows {
        let number = |number: Option<i64>| number.map(|number| number.to_string());
        let cells = [
            Some(row.station.clone()),
            row.id.clone(),
            Some(row.title.clone()),
            row.planned_start.clone(),
            number(row.planned_ms),
            Some(row.outcome.to_owned()),
            row.aired_start.clone(),
            number(row.aired_ms),
            row.cause.clone(),
            row.by.clone(),
            row.source.map(str::to_owned),
        ];
        let cells: Vec<String> = cells.into_iter().map(|cell| quoted(&cell.unwrap_or_default())).collect();
        text += &format!("{}\r\n", cells.join(","));
    }
    text
}

/// A cell; what a spreadsheet would take for a formula is words.
fn quoted(cell: &str) -> String {
    let formula = if cell.starts_with(['=', '+', '-', '@', '\t']) { "'" } else { "" };
    format!("\"{formula}{}\"", cell.replace('"', "\"\""))
}
