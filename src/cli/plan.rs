//! `loa plan`: the dated rundown, as a table a person reads, for calendars and spreadsheets, or as JSON.

mod diff;
mod missed;
mod worded;

pub(super) use worded::timetable;

use super::fault::Fault;
use super::opened::{Opened, open};
use super::{Exit, Session, asked, render};
use crate::build::{day_heading, item_title, missed_targets, planned_item, remarks, times, why};
use crate::lineup::Missed;
use crate::messages::Messages;
use crate::network::StationIx;
use crate::package::ManifestItem;
use crate::project::Storing;
use crate::rundown::{Displaced, Displacement, Item, Layer, Rundown, expand};
use crate::timetable::{csv, grid, html, ics};
use chrono::{DateTime, NaiveDate, Utc};
use clap::ArgMatches;
use missed::{PlannedMiss, planned_miss};
use serde::Serialize;
use std::collections::BTreeMap;

/// A rundown for machines.
#[derive(Serialize)]
struct PlannedDay<'a> {
    station: &'a str,
    date: NaiveDate,
    items: Vec<Planned>,
    displaced: Vec<PlannedDisplaced>,
    /// The targets that are missed in a week or month that ends on that day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    targets_missed: Vec<PlannedMiss<'a>>,
}

/// An item as the manifest has it, with its rank.
#[derive(Serialize)]
struct Planned {
    #[serde(flatten)]
    item: ManifestItem,
    /// `emergency`, `priority`, `change`, `own` or `upstream`.
    layer: &'static str,
}

/// An item that does not air, with what has its time or why it was cancelled.
#[derive(Serialize)]
struct PlannedDisplaced {
    #[serde(flatten)]
    planned: Planned,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cancelled: Option<String>,
}

/// The forms that stand in a file of their own.
const FILE_FORMS: [&str; 3] = ["html", "csv", "ics"];

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let form = matches.get_one::<String>("format").map_or("text", String::as_str);
    let output = matches.get_one::<String>("output");
    if output.is_some() && !FILE_FORMS.contains(&form) {
        return Err(Fault::usage("usage-output", vec![("forms", FILE_FORMS.join(", ").into())]));
    }
    let mut opened = open(session)?;
    let asked = asked::asked(session, matches, &opened.project.network)?;
    if matches.get_flag("diff") {
        return diff::run(session, &mut opened, &asked);
    }
    let (network, schedule) = (&opened.project.network, &opened.project.schedule);
    let days = asked.days.clone();
    let mut rundowns = expand(network, schedule, &asked.stations, days, &mut opened.diagnostics);
    rundowns.retain(|rundown| network.station(rundown.station).is_on(rundown.date));
    // While something could not be read, it may be what the targets want.
    let missed = match opened.diagnostics.has_errors() {
        true => Vec::new(),
        false => missed_targets(&opened.project, &asked.stations, &asked.days),
    };
    for missed in &missed {
        opened.diagnostics.push(missed.diagnostic(network, schedule));
    }
    let messages = &session.messages;
    let timetable = || worded::timetable(&opened.project, &rundowns, messages);
    let text = match form {
        "json" => {
            let days: Vec<PlannedDay> =
                rundowns.iter().map(|rundown| planned_day(&opened, rundown, &missed, messages)).collect();
            serde_json::to_string_pretty(&days).expect("plain values") + "\n"
        }
        "ics" => ics(&timetable(), messages),
        "grid" => grid(&timetable(), messages),
        "html" => html(&timetable(), messages),
        "csv" => csv(&timetable(), messages),
        _ => {
            let whole = matches.contains_id("station");
            let dates = asked.days.start().iter_days().take_while(|date| date <= asked.days.end());
            dates.map(|date| day_table(&opened, date, &rundowns, whole, messages) + "\n").collect()
        }
    };
    match output {
        None => write!(session.out, "{text}")?,
        Some(path) => {
            // As every path that is typed: seen from where the program was started, not from the project.
            let here = session.world.folder.as_deref().unwrap_or(&session.folder);
            Storing::under(here).bytes(path, text.as_bytes())?;
            let words = messages.text("plan-written", &vec![("path", path.as_str().into())]);
            writeln!(session.out, "{words}")?;
        }
    }
    render::diagnostics(session, &opened.sources, &mut opened.diagnostics)?;
    Ok(if opened.diagnostics.has_errors() { Exit::Errors } else { Exit::Clean })
}

fn planned_day<'a>(
    opened: &'a Opened,
    rundown: &Rundown,
    missed: &[Missed<'a>],
    messages: &Messages,
) -> PlannedDay<'a> {
    let ends_here = |missed: &&Missed| (missed.station, missed.days.last) == (rundown.station, rundown.date);
    let missed = missed.iter().filter(ends_here);
    let planned = |item: &Item| Planned {
        item: planned_item(&opened.project, item, messages),
        layer: layer_word(item.layer),
    };
    let displaced = |lost: &Displaced| {
        let (by, cancelled) = match &lost.why {
            Displacement::By(id) => (Some(id.0.to_string()), None),
            Displacement::Cancelled { reason } => (None, Some(reason.clone())),
        };
        PlannedDisplaced { planned: planned(&lost.item), by, cancelled }
    };
    PlannedDay {
        station: opened.project.network.station(rundown.station).id.as_str(),
        date: rundown.date,
        items: rundown.items.iter().map(planned).collect(),
        displaced: rundown.displaced.iter().map(displaced).collect(),
        targets_missed: missed.map(|missed| planned_miss(missed, &opened.project.schedule)).collect(),
    }
}

fn layer_word(layer: Layer) -> &'static str {
    match layer {
        Layer::Fill => "fill",
        Layer::Upstream(_) => "upstream",
        Layer::Own => "own",
        Layer::Change => "change",
        Layer::Priority => "priority",
        Layer::Emergency(_) => "emergency",
    }
}

/// When a row begins, its times, and what it says.
type Row = (DateTime<Utc>, String, String);

/// One day: what airs at the same time on several stations stands in one line.
fn day_table(
    opened: &Opened,
    date: NaiveDate,
    rundowns: &[Rundown],
    whole: bool,
    messages: &Messages,
) -> String {
    let mut rows: BTreeMap<Row, Vec<StationIx>> = BTreeMap::new();
    let mut displaced: BTreeMap<Row, Vec<StationIx>> = BTreeMap::new();
    let row = |item: &Item, line: String| (item.start.to_utc(), times(item, messages), line);
    for rundown in rundowns.iter().filter(|rundown| rundown.date == date) {
        for item in rundown.items.iter() {
            let mut title = item_title(&opened.project, item, messages);
            let remarks = remarks(item, messages);
            if !remarks.is_empty() {
                title += &format!(" ({})", remarks.join("; "));
            }
            rows.entry(row(item, title)).or_default().push(rundown.station);
        }
        for lost in &rundown.displaced {
            let title = item_title(&opened.project, &lost.item, messages);
            let line = format!("{title}: {}", why(lost, messages));
            displaced.entry(row(&lost.item, line)).or_default().push(rundown.station);
        }
    }
    let asked = rundowns.iter().filter(|rundown| rundown.date == date).count();
    let line = |((_, times, title), stations): (&Row, &Vec<StationIx>)| {
        let on = if whole && asked == 1 { String::new() } else { on_stations(opened, stations, messages) };
        format!("  {times:<13}  {title}{on}\n")
    };
    let mut text = format!("{}\n", day_heading(date, messages));
    if rows.is_empty() {
        text += &format!("  {}\n", messages.plain("plan-nothing"));
    }
    text.extend(rows.iter().map(line));
    if !displaced.is_empty() {
        text += &format!("  {}\n", messages.plain("plan-displaced"));
        text.extend(displaced.iter().map(line));
    }
    text
}

/// Up to three stations by name, more by number.
fn on_stations(opened: &Opened, stations: &[StationIx], messages: &Messages) -> String {
    let names: Vec<&str> =
        stations.iter().map(|ix| opened.project.network.station(*ix).id.as_str()).collect();
    match names.len() {
        0..=3 => format!("  [{}]", names.join(", ")),
        count => format!("  [{}]", messages.text("plan-stations", &vec![("count", count.into())])),
    }
}
