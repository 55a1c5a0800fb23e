//! The network: its stations, their limits, and the house format.
//!
//! Takes the text of the network file; returns a [`Network`] in which every name is checked. Knows no schedule.

mod house_format;
mod limits;
mod read;

pub use house_format::{Channels, Db, HouseFormat, Lufs, SampleWidth, Samples};
pub use limits::Limits;
pub use read::read;

use crate::diagnostic::Span;
use crate::messages::Lang;
use crate::source::{Names, NotOne, Spanned};
use chrono::NaiveDate;
use chrono_tz::Tz;

/// A station by its place in [`Network::stations`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StationIx(pub u32);

/// All stations that one folder makes programmes for.
#[derive(Debug, Clone)]
pub struct Network {
    /// Short name, ASCII.
    pub id: String,
    /// Full name, as announced.
    pub name: String,
    /// The language of messages, unless the person asks for another.
    pub lang: Option<Lang>,
    /// The one time zone of the network.
    pub zone: Tz,
    /// The stations in the order of their ids.
    pub stations: Vec<Station>,
    /// What is relayed and is no station of the network.
    pub sources: Vec<Source>,
    /// What every clip is brought to.
    pub audio: HouseFormat,
    station_names: Names,
    source_names: Names,
}

/// A loudspeaker station (đài).
#[derive(Debug, Clone, PartialEq)]
pub struct Station {
    /// Short name as written in the files.
    pub id: Spanned<String>,
    /// The id as a file name.
    pub slug: String,
    /// Full name, as announced.
    pub name: String,
    /// The station above it, whose slots reach down to it.
    pub under: Option<StationIx>,
    /// First day of broadcasting.
    pub since: Option<NaiveDate>,
    /// Last day of broadcasting.
    pub until: Option<NaiveDate>,
    /// The limits in force here: its own, else those of the network.
    pub limits: Limits,
}

/// A source of relays outside the network, as a national or provincial radio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Short name as written in the files.
    pub id: Spanned<String>,
    /// Full name.
    pub name: String,
}

impl Network {
    /// The station at `ix`.
    pub fn station(&self, ix: StationIx) -> &Station {
        &self.stations[ix.0 as usize]
    }

    /// All stations with their places.
    pub fn all(&self) -> impl Iterator<Item = (StationIx, &Station)> {
        self.stations.iter().enumerate().map(|(at, station)| (index(at), station))
    }

    /// The station of that name.
    pub fn find(&self, name: &str) -> Result<StationIx, NotOne> {
        self.station_names.find(name).map(index)
    }

    /// The source outside the network of that name, as its place in [`Network::sources`].
    pub fn find_source(&self, name: &str) -> Result<usize, NotOne> {
        self.source_names.find(name)
    }

    /// How many steps `station` stands below `above`: 0 for itself, none when it does not stand below it.
    pub fn steps_below(&self, station: StationIx, above: StationIx) -> Option<u32> {
        let mut here = Some(station);
        let mut steps = 0;
        while let Some(ix) = here {
            if ix == above {
                return Some(steps);
            }
            here = self.station(ix).under;
            steps += 1;
        }
        None
    }

    /// Where the id of a station stands.
    pub fn span(&self, ix: StationIx) -> Span {
        self.station(ix).id.span
    }
}

impl Station {
    /// Whether the station broadcasts on `date`.
    pub fn is_on(&self, date: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= date) && self.until.is_none_or(|until| date <= until)
    }
}

fn index(at: usize) -> StationIx {
    StationIx(u32::try_from(at).expect("a network has fewer than 2^32 stations"))
}
