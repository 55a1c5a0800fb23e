//! `loa plan --diff`: what is different from what was built last.

use super::super::fault::Fault;
use super::super::opened::Opened;
use super::super::progress::Shown;
use super::super::{Exit, Session, render};
use super::on_stations;
use crate::build::{Asked, built_day, day_heading, manifest_day, prepare};
use crate::network::StationIx;
use crate::project::SoundCache;
use crate::timetable::{Difference, differences};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What there is to say of each day: by difference, the stations that have it.
type Days = BTreeMap<NaiveDate, BTreeMap<Difference, Vec<StationIx>>>;

pub(super) fn run(session: &mut Session, opened: &mut Opened, asked: &Asked) -> Result<Exit, Fault> {
    let project = &opened.project;
    let mut cache = SoundCache::open(&project.root, &project.network);
    let shown = Shown::new(&session.messages, session.world.is_terminal, &mut *session.err);
    let prepared = prepare(project, asked, &mut cache, &|step| shown.step(step), &mut opened.diagnostics);
    shown.finish();
    let prepared = prepared?;
    let (mut days, mut not_built, mut compared) = (Days::new(), BTreeMap::new(), 0);
    for rundown in &prepared.rundowns {
        let (station, date) = (rundown.station, rundown.date);
        match built_day(project, rundown) {
            Some(before) => {
                let now = manifest_day(project, &prepared, rundown, &session.messages);
                compared += 1;
                let rate = project.network.audio.sample_rate;
                for difference in differences(&before, &now, rate, &session.messages) {
                    days.entry(date).or_default().entry(difference).or_default().push(station);
                }
            }
            None if project.network.station(station).is_on(date) => {
                not_built.entry(date).or_insert_with(Vec::new).push(station);
            }
            None => {}
        }
    }
    let text = told(session, opened, &days, &not_built, compared);
    write!(session.out, "{text}")?;
    // Findings are told here by their number only: the differences are what was asked for.
    if opened.diagnostics.has_errors() {
        let args = vec![("tally", render::tally(&session.messages, &opened.diagnostics).into())];
        writeln!(session.err, "{}", session.messages.text("build-found", &args))?;
    }
    Ok(if opened.diagnostics.has_errors() { Exit::Errors } else { Exit::Clean })
}

fn told(
    session: &Session,
    opened: &Opened,
    days: &Days,
    not_built: &BTreeMap<NaiveDate, Vec<StationIx>>,
    compared: usize,
) -> String {
    let messages = &session.messages;
    let mut text = String::new();
    if compared == 0 {
        return messages.plain("diff-nothing-built") + "\n";
    }
    let dates: BTreeSet<&NaiveDate> = days.keys().chain(not_built.keys()).collect();
    for date in dates {
        text += &format!("{}\n", day_heading(*date, messages));
        for (Difference { at, words }, stations) in days.get(date).into_iter().flatten() {
            let on = on_stations(opened, stations, messages);
            text += &format!("  {:<9}  {words}{on}\n", messages.time(at.time()));
        }
        if let Some(stations) = not_built.get(date) {
            let on = on_stations(opened, stations, messages);
            text += &format!("  {}{on}\n", messages.plain("diff-not-built"));
        }
    }
    if days.is_empty() {
        text += &format!("{}\n", messages.plain("diff-none"));
    }
    text
}
