//! `loa plan`: the dated rundown, as a table a person reads or as JSON.

use super::fault::Fault;
use super::opened::{Opened, open};
use super::{Exit, Session, asked, render};
use crate::build::{day_heading, item_title, times, why};
use crate::messages::Messages;
use crate::network::StationIx;
use crate::rundown::{Item, Rundown, expand};
use chrono::{NaiveDate, SecondsFormat};
use clap::ArgMatches;
use serde::Serialize;
use std::collections::BTreeMap;

/// A rundown for machines.
#[derive(Serialize)]
struct PlannedDay<'a> {
    station: &'a str,
    date: NaiveDate,
    items: Vec<Planned<'a>>,
    displaced: Vec<Planned<'a>>,
}

#[derive(Serialize)]
struct Planned<'a> {
    id: &'a str,
    slot: &'a str,
    start: String,
    end: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let mut opened = open(session)?;
    let asked = asked::asked(session, matches, &opened.project.network)?;
    let (network, schedule) = (&opened.project.network, &opened.project.schedule);
    let days = asked.days.clone();
    let rundowns = expand(network, schedule, &asked.stations, days, &mut opened.diagnostics);
    if matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        let days: Vec<PlannedDay> =
            rundowns.iter().map(|rundown| planned_day(&opened, rundown, &session.messages)).collect();
        let text = serde_json::to_string_pretty(&days).expect("plain values");
        writeln!(session.out, "{text}")?;
    } else {
        let whole = matches.contains_id("station");
        for date in asked.days.start().iter_days().take_while(|date| date <= asked.days.end()) {
            let text = day_table(&opened, date, &rundowns, whole, &session.messages);
            writeln!(session.out, "{text}")?;
        }
    }
    render::diagnostics(session, &opened.sources, &mut opened.diagnostics)?;
    Ok(if opened.diagnostics.has_errors() { Exit::Errors } else { Exit::Clean })
}

fn planned_day<'a>(opened: &'a Opened, rundown: &'a Rundown, messages: &Messages) -> PlannedDay<'a> {
    let planned = |item: &'a Item, why: Option<String>| Planned {
        id: item.id.as_str(),
        slot: opened.project.schedule.slot(item.occurrence.slot).id.as_str(),
        start: item.start.to_rfc3339_opts(SecondsFormat::Secs, false),
        end: item.end().to_rfc3339_opts(SecondsFormat::Secs, false),
        title: item_title(&opened.project, item, messages),
        why,
    };
    PlannedDay {
        station: opened.project.network.station(rundown.station).id.as_str(),
        date: rundown.date,
        items: rundown.items.iter().map(|item| planned(item, item.changed.clone())).collect(),
        displaced: rundown
            .displaced
            .iter()
            .map(|displaced| planned(&displaced.item, Some(why(displaced, messages))))
            .collect(),
    }
}

/// One day: what airs at the same time on several stations stands in one line.
fn day_table(
    opened: &Opened,
    date: NaiveDate,
    rundowns: &[Rundown],
    whole: bool,
    messages: &Messages,
) -> String {
    let mut rows: BTreeMap<(String, String), Vec<StationIx>> = BTreeMap::new();
    let mut displaced: BTreeMap<(String, String), Vec<StationIx>> = BTreeMap::new();
    for rundown in rundowns.iter().filter(|rundown| rundown.date == date) {
        for item in &rundown.items {
            let mut title = item_title(&opened.project, item, messages);
            if let Some(reason) = &item.changed {
                let changed = messages.text("plan-changed", &vec![("reason", reason.as_str().into())]);
                title += &format!(" ({changed})");
            }
            rows.entry((times(item, messages), title)).or_default().push(rundown.station);
        }
        for lost in &rundown.displaced {
            let title = item_title(&opened.project, &lost.item, messages);
            let line = format!("{title}: {}", why(lost, messages));
            displaced.entry((times(&lost.item, messages), line)).or_default().push(rundown.station);
        }
    }
    let asked = rundowns.iter().filter(|rundown| rundown.date == date).count();
    let line = |((times, title), stations): (&(String, String), &Vec<StationIx>)| {
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
