//! What people's browsers show of a publication: a page and a calendar a station, and the list of all.

use crate::build::Prepared;
use crate::cli::plan::timetable;
use crate::messages::Messages;
use crate::package::{
    CALENDAR, ListedStation, StationIndex, StationManifest, StationPage, WeekPackage, station_page,
    stations_page,
};
use crate::project::Project;
use crate::repository::{Publication, RepositoryError};
use crate::timetable::ics;
use chrono::{DateTime, Days, FixedOffset};
use std::collections::BTreeMap;

/// The pages of a publication, by path. Nothing in them but what they tell says when they were made: the same publication
/// has the same pages.
pub(super) fn pages(
    publication: &Publication,
    project: &Project,
    prepared: &Prepared,
    words: &Messages,
) -> Result<BTreeMap<String, Vec<u8>>, RepositoryError> {
    let mut found = BTreeMap::new();
    for (slug, index) in publication.indexes() {
        let weeks = index.weeks.iter().map(|week| weeks_of(publication, slug, &week.week));
        let weeks = weeks.collect::<Result<Vec<_>, _>>()?;
        let page = page(project, index, &weeks, words);
        found.insert(format!("{slug}/index.html"), page.into_bytes());
    }
    let published = |(slug, _): &(String, String)| publication.indexes().contains_key(slug);
    for (slug, calendar) in calendars(project, prepared, words).into_iter().filter(published) {
        found.insert(format!("{slug}/{CALENDAR}"), calendar.into_bytes());
    }
    let all = publication.indexes();
    let listed: Vec<ListedStation> =
        all.iter().map(|(slug, index)| ListedStation { slug, name: &index.name }).collect();
    if let Some(made) = all.values().map(|index| index.made).max() {
        let page = stations_page(&project.network.name, &listed, made, words);
        found.insert("index.html".to_owned(), page.into_bytes());
    }
    Ok(found)
}

fn weeks_of(
    publication: &Publication,
    slug: &str,
    week: &str,
) -> Result<(StationManifest, WeekPackage), RepositoryError> {
    let package = publication.package(slug, week)?.expect("it is a week of its index");
    Ok((publication.manifest(&package)?, package))
}

fn page(
    project: &Project,
    index: &StationIndex,
    weeks: &[(StationManifest, WeekPackage)],
    words: &Messages,
) -> String {
    let weeks: Vec<(&StationManifest, &WeekPackage)> =
        weeks.iter().map(|(manifest, package)| (manifest, package)).collect();
    let page = StationPage {
        network: &project.network.name,
        station: &index.name,
        made: index.made,
        good_until: last_moment(&weeks).unwrap_or(index.made),
        weeks: &weeks,
    };
    station_page(&page, words)
}

/// The end of the last week, by the offset of its last item.
fn last_moment(weeks: &[(&StationManifest, &WeekPackage)]) -> Option<DateTime<FixedOffset>> {
    let (manifest, package) = weeks.last()?;
    let item = manifest.days.iter().flat_map(|day| &day.items).next_back()?;
    let offset = *DateTime::parse_from_rfc3339(&item.end).ok()?.offset();
    let monday = package.monday.checked_add_days(Days::new(7))?.and_hms_opt(0, 0, 0)?;
    monday.and_local_timezone(offset).single()
}

/// The calendar of each station, of the days that are published now.
fn calendars(project: &Project, prepared: &Prepared, words: &Messages) -> Vec<(String, String)> {
    let stations = project.network.all();
    let of_station = stations.map(|(ix, station)| {
        let rundowns: Vec<_> =
            prepared.rundowns.iter().filter(|rundown| rundown.station == ix).cloned().collect();
        (station.slug.clone(), ics(&timetable(project, &rundowns, words), words))
    });
    of_station.collect()
}
