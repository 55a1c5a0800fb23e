//! Where a log is kept: in a project, or in the folder of a station that pulls its weeks.

use super::super::fault::Fault;
use super::super::opened::{Opened, open};
use super::super::{Session, asked};
use crate::asrun::Planned;
use crate::build::planned_occurrences;
use crate::calendar::{monday, week_name};
use crate::messages::Messages;
use crate::network::{Station, StationIx};
use crate::package::StationManifest;
use crate::project::kept;
use crate::repository::has_pulled;
use crate::source::slug;
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use clap::ArgMatches;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// A folder with a plan and logs.
pub(in crate::cli) struct Place {
    pub root: PathBuf,
    /// The zone of its clocks.
    pub zone: Tz,
    plan: Plan,
    stations: Vec<LogStation>,
}

/// A station that keeps a log.
#[derive(Clone)]
pub(in crate::cli) struct LogStation {
    /// The name of its folder.
    pub slug: String,
    /// Its name, as announced.
    pub name: String,
    /// Its place in the network of a project.
    ix: Option<StationIx>,
}

/// Where the plan comes from.
enum Plan {
    Project(Box<Opened>),
    Pulled,
}

impl Place {
    /// The folder the command works in.
    pub(in crate::cli) fn find(session: &mut Session) -> Result<Place, Fault> {
        if has_pulled(&session.folder) {
            return Place::pulled(session);
        }
        let opened = Box::new(open(session)?);
        let network = &opened.project.network;
        let station = |(ix, station): (StationIx, &Station)| LogStation {
            slug: station.slug.clone(),
            name: station.name.clone(),
            ix: Some(ix),
        };
        Ok(Place {
            root: opened.project.root.clone(),
            zone: network.zone,
            stations: network.all().map(station).collect(),
            plan: Plan::Project(opened),
        })
    }

    fn pulled(session: &Session) -> Result<Place, Fault> {
        let root = session.folder.clone();
        // A week near today tells whose folder it is.
        let today = session.now.date_naive();
        let before = (0..=60).map(|weeks| today - Days::new(7 * weeks));
        let mut near = before.chain([today + Days::new(7)]);
        let Some(manifest) = near.find_map(|day| manifest(&root, day)) else {
            return Err(Fault::world("log-no-week", vec![("path", root.display().to_string().into())]));
        };
        let zone = manifest.time_zone.parse().unwrap_or(Tz::Asia__Ho_Chi_Minh);
        let station = LogStation { slug: slug(&manifest.station), name: manifest.name, ix: None };
        Ok(Place { root, zone, plan: Plan::Pulled, stations: vec![station] })
    }

    /// The stations a command names; all, when it names none.
    pub(in crate::cli) fn stations(&self, matches: &ArgMatches) -> Result<Vec<LogStation>, Fault> {
        let Some(names) = matches.get_many::<String>("station") else { return Ok(self.stations.clone()) };
        let mut found = Vec::new();
        for name in names {
            found.push(self.station(name)?);
        }
        Ok(found)
    }

    /// Likewise, where nobody can speak for all: when there are several, one has to be named.
    pub(in crate::cli) fn named_stations(&self, matches: &ArgMatches) -> Result<Vec<LogStation>, Fault> {
        if self.stations.len() > 1 && !matches.contains_id("station") {
            let known: Vec<String> = self.stations.iter().map(|station| station.slug.clone()).collect();
            return Err(Fault::usage("log-which-station", vec![("known", known.into())]));
        }
        self.stations(matches)
    }

    /// Where what was made or pulled for a station's week lies.
    pub(in crate::cli) fn week_folder(&self, station: &LogStation, week: &str) -> PathBuf {
        match self.plan {
            Plan::Project(_) => self.root.join("out").join(week).join(&station.slug),
            Plan::Pulled => self.root.join(week),
        }
    }

    fn station(&self, name: &str) -> Result<LogStation, Fault> {
        if let Plan::Project(opened) = &self.plan {
            let ix = asked::station(&opened.project.network, name)?;
            let station = self.stations.iter().find(|station| station.ix == Some(ix));
            return Ok(station.expect("all of the network are here").clone());
        }
        let own = &self.stations[0];
        if own.slug == slug(name) {
            return Ok(own.clone());
        }
        let args = vec![("name", name.into()), ("own", own.slug.as_str().into())];
        Err(Fault::usage("log-other-station", args))
    }

    /// What the station planned for these days, by time; nothing for weeks that were not pulled.
    pub(in crate::cli) fn plan(
        &self,
        station: &LogStation,
        days: RangeInclusive<NaiveDate>,
        messages: &Messages,
    ) -> Vec<Planned> {
        if let (Plan::Project(opened), Some(ix)) = (&self.plan, station.ix) {
            return planned_occurrences(&opened.project, ix, days, messages);
        }
        let mondays = monday(*days.start()).iter_days().step_by(7).take_while(|day| day <= days.end());
        let weeks = mondays.filter_map(|monday| manifest(&self.root, monday));
        let of_days = weeks.map(|mut week| {
            week.days.retain(|day| days.contains(&day.date));
            Planned::all(&week)
        });
        of_days.flatten().collect()
    }
}

/// What was pulled for the week that has that day.
fn manifest(root: &Path, day: NaiveDate) -> Option<StationManifest> {
    serde_json::from_slice(&kept(root, &format!("{}/manifest.json", week_name(day)))?).ok()
}
