//! The network: its stations, their limits, and the house format.
//!
//! Takes the text of the network file; returns a [`Network`] in which every name is checked. Knows no schedule.

mod announcers;
mod converters;
mod house_format;
mod limits;
mod read;
mod speaking;
mod stations;
mod units;
mod upstream;
mod voice;

pub use announcers::Announcer;
pub use converters::{Converter, Converters, FROM, LONGEST_LIMIT, TO};
pub use house_format::{Channels, Db, HouseFormat, Lufs, SampleWidth, Samples, SmallCopy};
pub use limits::Limits;
pub use read::read;
pub use units::{Mention, Misnamed, Unit, Units};
pub use upstream::{Upstream, UpstreamStation};
pub use voice::Voice;

use crate::diagnostic::Span;
use crate::messages::Lang;
use crate::source::{Names, NotOne, Spanned, fold};
use crate::speech::{Pace, SyllablesPerMinute, Variants};
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
    /// Whose weeks are pulled, to be carried and relayed; none where everything is made here.
    pub upstream: Option<Upstream>,
    /// What every clip is brought to.
    pub audio: HouseFormat,
    /// The copy that each WAV gets, if any.
    pub copy: Option<SmallCopy>,
    /// How files of other kinds become sound that can be read.
    pub converters: Converters,
    /// What speaks what nobody recorded; none when somebody always reads.
    pub voice: Option<Voice>,
    /// How it says what is said in several ways, where a station does not choose.
    pub variants: Variants,
    /// Who reads.
    pub announcers: Vec<Announcer>,
    /// The most a limiter may take off the peaks of recordings that these keep too quiet; none without a limiter.
    pub limit_speech: Option<Db>,
    /// The administrative units that were renamed, and when.
    pub units: Units,
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
    /// The stations it took the place of, ascending; they end the day before it begins.
    pub replaces: Vec<StationIx>,
    /// The limits in force here: its own, else those of the network.
    pub limits: Limits,
    /// The languages of its listeners, in the order in which a text is read in them; empty for the network's alone.
    pub languages: Vec<String>,
    /// How it says what is said in several ways.
    pub variants: Variants,
    /// Who reads its programmes, by the place in [`Network::announcers`].
    pub announcer: Option<usize>,
    /// Who edits its programmes (biên tập), as it stands on the sheet.
    pub editor: Option<String>,
    /// Who looks after the sound (kỹ thuật viên), as it stands on the sheet.
    pub technician: Option<String>,
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

    /// How fast a text of that pace is read at a station: its announcer's own rate, slower in proportion for what is not
    /// news; else the usual one.
    pub fn rate(&self, station: StationIx, pace: Pace) -> SyllablesPerMinute {
        let announcer = self.station(station).announcer.map(|at| &self.announcers[at]);
        announcer.map_or_else(|| pace.rate(), |announcer| pace.at(announcer.rate))
    }

    /// Whether that is the language its texts are in when they name none.
    pub fn is_own_language(&self, language: &str) -> bool {
        fold(language) == fold(self.lang.unwrap_or(Lang::Vi).code())
    }

    /// The source outside the network of that name, as its place in [`Network::sources`].
    pub fn find_source(&self, name: &str) -> Result<usize, NotOne> {
        self.source_names.find(name)
    }

    /// The upstream station of that name, as its place in [`Upstream::stations`].
    pub fn find_upstream(&self, name: &str) -> Result<usize, NotOne> {
        self.upstream.as_ref().map_or(Err(NotOne::None(None)), |upstream| upstream.names.find(name))
    }

    /// The upstream station at that place.
    pub fn upstream_station(&self, at: usize) -> &UpstreamStation {
        &self.upstream.as_ref().expect("only a network with an upstream has its stations").stations[at]
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
    /// The languages its texts are read in, in their order: `None` for the network's own.
    pub fn languages<'a>(&'a self, network: &Network) -> Vec<Option<&'a str>> {
        if self.languages.is_empty() {
            return vec![None];
        }
        let named = self.languages.iter().map(String::as_str);
        named.map(|language| Some(language).filter(|language| !network.is_own_language(language))).collect()
    }

    /// Whether the station broadcasts on `date`.
    pub fn is_on(&self, date: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= date) && self.until.is_none_or(|until| date <= until)
    }
}

fn index(at: usize) -> StationIx {
    StationIx(u32::try_from(at).expect("a network has fewer than 2^32 stations"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Diagnostics, FileId};
    use chrono::TimeDelta;

    fn network(stations: &str) -> (Network, Vec<Code>) {
        let text = format!(
            r#"Network(version: 1, id: "thu", name: "Thử", time_zone: "Asia/Ho_Chi_Minh", stations: [{stations}],
                limits: (quiet: ["21h00-05h00"], sittings: 3, sitting: "45 phút"))"#
        );
        let mut found = Diagnostics::new();
        let network = read(FileId(0), &text, &mut found).expect("a network");
        (network, found.iter().map(|diagnostic| diagnostic.code).collect())
    }

    const TREE: &str = r#"(id: "xa", name: "Xã", under: "huyen"), (id: "huyen", name: "Huyện", under: "tinh"),
        (id: "tinh", name: "Tỉnh", since: "1/3/2025", until: "31/3/2025")"#;

    #[test]
    fn steps_are_counted_down_the_tree_and_never_up() {
        let (network, found) = network(TREE);
        assert_eq!(found, []);
        let steps = |below, above| {
            let ix = |name| network.find(name).expect("a station");
            network.steps_below(ix(below), ix(above))
        };
        assert_eq!(
            (steps("xa", "xa"), steps("xa", "huyen"), steps("xa", "tinh")),
            (Some(0), Some(1), Some(2))
        );
        assert_eq!(steps("tinh", "xa"), None);
    }

    #[test]
    fn a_circle_of_stations_is_an_error_and_is_cut() {
        let (network, found) = network(
            r#"(id: "a", name: "A", under: "b"), (id: "b", name: "B", under: "c"), (id: "c", name: "C", under: "a")"#,
        );
        assert_eq!(found, [Code::StationCycle]);
        assert!(network.all().any(|(_, station)| station.under.is_none()), "the tree has a top again");
    }

    #[test]
    fn a_stations_own_limit_stands_before_the_networks_one_by_one() {
        let (network, _) =
            network(r#"(id: "a", name: "A", limits: (sitting: "90 phút")), (id: "b", name: "B")"#);
        let limits = |at: usize| &network.stations[at].limits;
        let sitting = |at| limits(at).sitting.as_ref().map(|length| length.value);
        assert_eq!((sitting(0), sitting(1)), (Some(TimeDelta::minutes(90)), Some(TimeDelta::minutes(45))));
        assert_eq!(limits(0).quiet, limits(1).quiet);
        assert_eq!(limits(0).sittings.as_ref().map(|count| count.value), Some(3));
    }

    #[test]
    fn a_station_takes_the_place_of_those_that_end_the_day_before_it_begins() {
        let (network, found) = network(
            r#"(id: "a", name: "A", until: "30/6/2025"), (id: "b", name: "B", until: "29/6/2025"),
            (id: "c", name: "C", since: "1/7/2025", replaces: ["a"]),
            (id: "d", name: "D", since: "1/7/2025", replaces: ["b", "a"]), (id: "e", name: "E", replaces: ["e"]),
            (id: "f", name: "F", since: "1/7/2025", replaces: ["không có"])"#,
        );
        assert_eq!(found, [Code::PredecessorEnd, Code::PredecessorEnd, Code::UnknownStation]);
        let replaces = |name| &network.station(network.find(name).expect("a station")).replaces;
        let a = network.find("a").expect("a station");
        assert_eq!((replaces("c"), replaces("d"), replaces("e")), (&vec![a], &vec![a], &vec![]));
    }

    #[test]
    fn stations_that_would_each_replace_the_other_are_refused() {
        let (_, found) = network(
            r#"(id: "a", name: "A", since: "1/7/2025", until: "31/7/2025", replaces: ["b"]),
            (id: "b", name: "B", since: "1/8/2025", until: "31/8/2025", replaces: ["a"])"#,
        );
        assert_eq!(found, [Code::PredecessorEnd]);
    }

    #[test]
    fn a_station_is_on_from_its_first_day_to_its_last() {
        let (network, _) = network(TREE);
        let tinh = network.station(network.find("tinh").expect("a station"));
        let is_on = |date: &str| tinh.is_on(date.parse().expect("a date"));
        let days = ["2025-02-28", "2025-03-01", "2025-03-31", "2025-04-01"].map(is_on);
        assert_eq!(days, [false, true, true, false]);
    }
}
