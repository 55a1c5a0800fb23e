//! Who may use what: a name is looked up in the station's own files first, then in those of the stations above it.

use crate::network::{Network, StationIx};
use crate::source::{Names, NotOne};
use std::collections::BTreeMap;

/// The things of one kind, by the station that declares them.
#[derive(Default)]
pub(super) struct Scope {
    declared: BTreeMap<StationIx, (Names, Vec<u32>)>,
}

impl Scope {
    /// Things in the order of their places, each with the station that declares it and its name.
    pub(super) fn new<'a>(things: impl Iterator<Item = (StationIx, &'a str)>) -> Scope {
        let mut by_station: BTreeMap<StationIx, Vec<(&str, u32)>> = BTreeMap::new();
        for (place, (by, name)) in (0..).zip(things) {
            by_station.entry(by).or_default().push((name, place));
        }
        let declared = by_station.into_iter().map(|(by, things)| {
            let names = Names::new(things.iter().map(|(name, _)| *name));
            (by, (names, things.into_iter().map(|(_, place)| place).collect()))
        });
        Scope { declared: declared.collect() }
    }

    /// The place of the thing called `name`, as seen by `station`.
    pub(super) fn find(&self, network: &Network, station: StationIx, name: &str) -> Result<u32, NotOne> {
        let mut here = Some(station);
        let mut nearest = None;
        while let Some(ix) = here {
            if let Some((names, places)) = self.declared.get(&ix) {
                match names.find(name) {
                    Ok(at) => return Ok(places[at]),
                    Err(NotOne::None(likely)) => nearest = nearest.or(likely),
                    Err(several) => return Err(several),
                }
            }
            here = network.station(ix).under;
        }
        Err(NotOne::None(nearest))
    }
}
