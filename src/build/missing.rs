//! Which recordings are still missing, a day at a time across the network, from what the stations' manifests tell: so a
//! station that was not asked for this time still counts.

use super::store::earlier;
use super::tables::day_heading;
use crate::catalogue::text_code;
use crate::messages::Messages;
use crate::package::{ManifestElement, ManifestItem, StationManifest};
use crate::project::{Project, ProjectError, Storing};
use crate::script::missing::{MissingAiring, MissingList, MissingRecording, html, text};
use crate::script::paragraphs;
use crate::source::sha256;
use chrono::{DateTime, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// The page of `date`, as a link from the folder of a station's day.
pub(super) fn page_above(date: NaiveDate) -> String {
    format!("../../{}.html", stem(date))
}

/// Stores the lists of the weeks that the `station_folders` just stored belong to: `out/2025-W11/la-hai`. Stations that
/// were not asked for this time, or keep what they had, count with what they have.
pub(super) fn store<'a>(
    project: &Project,
    station_folders: impl Iterator<Item = &'a String>,
    messages: &Messages,
    storing: &mut Storing,
) -> Result<(), ProjectError> {
    let weeks: BTreeSet<&str> =
        station_folders.filter_map(|folder| Some(folder.rsplit_once('/')?.0)).collect();
    for week in weeks {
        let stations = project.network.all().map(|(_, station)| format!("{week}/{}", station.slug));
        let manifests: Vec<StationManifest> =
            stations.filter_map(|folder| earlier(project, &folder)).collect();
        store_week(project, week, &manifests, messages, storing)?;
    }
    Ok(())
}

/// Stores the lists of all days of the `manifests` of one week, under `week_folder`: `out/2025-W11`.
fn store_week(
    project: &Project,
    week_folder: &str,
    manifests: &[StationManifest],
    messages: &Messages,
    storing: &mut Storing,
) -> Result<(), ProjectError> {
    let dates: BTreeSet<NaiveDate> =
        manifests.iter().flat_map(|week| &week.days).map(|day| day.date).collect();
    for date in dates {
        let list = MissingList {
            language: messages.lang().code().to_owned(),
            network: project.network.name.clone(),
            date: day_heading(date, messages),
            recordings: recordings(project, manifests, date, messages),
        };
        let stem = format!("{week_folder}/{}", stem(date));
        storing.bytes(&format!("{stem}.html"), html(&list, messages).as_bytes())?;
        storing.bytes(&format!("{stem}.txt"), text(&list, messages).as_bytes())?;
    }
    Ok(())
}

/// How the names of a day's list begin, beside the folders of the stations.
fn stem(date: NaiveDate) -> String {
    format!("con-thieu-{date}")
}

/// What is read live or said by the voice on `date` though it has a number to record it under, each text once.
fn recordings(
    project: &Project,
    manifests: &[StationManifest],
    date: NaiveDate,
    messages: &Messages,
) -> Vec<MissingRecording> {
    let mut found: BTreeMap<(String, u32), MissingRecording> = BTreeMap::new();
    for manifest in manifests {
        let items = manifest.days.iter().filter(|day| day.date == date).flat_map(|day| &day.items);
        for item in items {
            let Some(folder) = numbered_on(item).map(|day| project.recording_folder(day)) else { continue };
            let time = time(item, messages);
            for (number, element) in
                item.sound.iter().flat_map(|sound| &sound.elements).filter_map(unrecorded)
            {
                let one = found
                    .entry((folder.clone(), number))
                    .or_insert_with(|| missing(number, &folder, element, manifest.sample_rate));
                one.is_voiced &= element.kind == "voice";
                airs(one, &time, &manifest.name);
            }
        }
    }
    let mut found: Vec<MissingRecording> = found.into_values().collect();
    found.iter_mut().for_each(|one| one.airings.sort_by(|one, other| one.time.cmp(&other.time)));
    found
}

/// The number of an element that is read live or said by the voice, and could be recorded.
fn unrecorded(element: &ManifestElement) -> Option<(u32, &ManifestElement)> {
    matches!(element.kind.as_str(), "live" | "voice").then_some((element.recording?, element))
}

fn missing(number: u32, folder: &str, element: &ManifestElement, sample_rate: u32) -> MissingRecording {
    MissingRecording {
        number,
        code: element.words.as_ref().map(|words| text_code(&sha256(words.as_bytes()))),
        folder: folder.to_owned(),
        title: element.title.clone(),
        length: Duration::from_millis(element.frames * 1000 / u64::from(sample_rate.max(1))),
        is_voiced: true,
        airings: Vec::new(),
        words: paragraphs(element.words.as_deref().unwrap_or_default()),
    }
}

/// The day whose numbers an item's recordings bear: its own, or that of what it repeats; ids begin with it.
fn numbered_on(item: &ManifestItem) -> Option<NaiveDate> {
    let id = item.from.as_ref().unwrap_or(&item.id);
    id.split('/').next()?.parse().ok()
}

/// Adds that `station` reads it at `time`.
fn airs(recording: &mut MissingRecording, time: &str, station: &str) {
    let airings = &mut recording.airings;
    let at = airings.iter().position(|airing| airing.time == time).unwrap_or_else(|| {
        airings.push(MissingAiring { time: time.to_owned(), stations: Vec::new() });
        airings.len() - 1
    });
    if !airings[at].stations.iter().any(|known| known == station) {
        airings[at].stations.push(station.to_owned());
    }
}

/// When an item begins, by the clock: "17h00".
fn time(item: &ManifestItem, messages: &Messages) -> String {
    let start = DateTime::parse_from_rfc3339(&item.start);
    start.map(|start| messages.time(start.time())).unwrap_or_default()
}
