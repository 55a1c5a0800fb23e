//! Rundowns put into words: what every form of the plan but JSON is written from.

use super::layer_word;
use crate::build::{item_title, play_from, play_word, why};
use crate::messages::Messages;
use crate::project::Project;
use crate::rundown::{Item, Rundown};
use crate::timetable::{Entry, StationTable, Status, TableDay, Timetable};

/// The rundowns as a timetable, by station, then day; a station that does not broadcast on any of the days is left out.
pub(in crate::cli) fn timetable(project: &Project, rundowns: &[Rundown], messages: &Messages) -> Timetable {
    let network = &project.network;
    let on_air = |day: &&Rundown| network.station(day.station).is_on(day.date);
    let mut stations: Vec<StationTable> = Vec::new();
    for rundown in rundowns.iter().filter(on_air) {
        let station = network.station(rundown.station);
        if stations.last().is_none_or(|last| last.id != station.id.value) {
            let (id, name) = (station.id.value.clone(), station.name.clone());
            stations.push(StationTable { id, name, days: Vec::new() });
        }
        let table = stations.last_mut().expect("it was just put there");
        table.days.push(day(project, rundown, messages));
    }
    Timetable { network: network.id.clone(), name: network.name.clone(), zone: network.zone, stations }
}

fn day(project: &Project, rundown: &Rundown, messages: &Messages) -> TableDay {
    let heard = rundown.items.iter().map(|item| (item, Status::Airs(item.changed.clone())));
    let lost = rundown.displaced.iter().map(|lost| (&lost.item, Status::Displaced(why(lost, messages))));
    let entries = heard.chain(lost).map(|(item, status)| entry(project, item, status, messages)).collect();
    let holidays = project.schedule.holidays.names_on(rundown.date).into_iter().map(str::to_owned);
    TableDay { date: rundown.date, holidays: holidays.collect(), entries }
}

fn entry(project: &Project, item: &Item, status: Status, messages: &Messages) -> Entry {
    Entry {
        id: item.id.0.to_string(),
        slot: project.schedule.slot(item.occurrence.slot).id.value.clone(),
        title: item_title(project, item, messages),
        start: item.start,
        end: item.end(),
        play: play_word(&item.play),
        from: play_from(project, &item.play),
        layer: layer_word(item.layer),
        status,
    }
}
