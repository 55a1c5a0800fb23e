//! Bins: the lists that the stations' indexes are spread over, so that a change moves a short one.
//!
//! A station's index belongs to the bin that the first byte of the SHA-256 of its name says (TUF, hashed bins). How many
//! there are is decided once, by the number of stations: a station's reader never lets a list vanish.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// So many stations share a bin before there are more bins.
const STATIONS_A_BIN: usize = 16;

/// The fewest and the most bins.
const BINS: (usize, usize) = (16, 128);

/// How many bins there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bins(usize);

impl Bins {
    /// For so many stations.
    pub(super) fn for_stations(stations: usize) -> Bins {
        let wanted = stations.div_ceil(STATIONS_A_BIN).next_power_of_two();
        Bins(wanted.clamp(BINS.0, BINS.1))
    }

    /// As many as a published list has.
    pub(super) fn known(count: usize) -> Option<Bins> {
        let is_known = count.is_power_of_two() && (BINS.0..=BINS.1).contains(&count);
        is_known.then_some(Bins(count))
    }

    /// All names.
    pub(super) fn names(self) -> impl Iterator<Item = String> {
        (0..self.0).map(name)
    }

    /// The bin of a target.
    pub(super) fn of(self, target: &str) -> String {
        let first = usize::from(Sha256::digest(target.as_bytes())[0]);
        name(first * self.0 / 256)
    }

    /// The delegations of the list of lists: each bin with the beginnings of hashes it answers for.
    pub(super) fn delegated(self, key_id: &str) -> Vec<Value> {
        let width = 256 / self.0;
        let prefixes = |bin: usize| -> Vec<String> {
            match width {
                16 => vec![format!("{bin:x}")],
                _ => (bin * width..(bin + 1) * width).map(|byte| format!("{byte:02x}")).collect(),
            }
        };
        let role = |bin| {
            json!({
                "name": name(bin),
                "keyids": [key_id],
                "threshold": 1,
                "terminating": true,
                "path_hash_prefixes": prefixes(bin),
            })
        };
        (0..self.0).map(role).collect()
    }
}

fn name(bin: usize) -> String {
    format!("bin-{bin:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_of_every_size_has_a_power_of_two_of_bins_within_bounds() {
        let bins = |stations| Bins::for_stations(stations).0;
        assert_eq!([0, 12, 256, 257, 600, 3_321, 100_000].map(bins), [16, 16, 16, 32, 64, 128, 128]);
        assert_eq!((Bins::known(17), Bins::known(64)), (None, Some(Bins(64))));
    }

    #[test]
    fn the_beginnings_of_hashes_cover_every_target_once_and_say_its_bin() {
        for bins in [Bins(16), Bins(32), Bins(128)] {
            let delegated = bins.delegated("k");
            for station in 0..500 {
                let target = format!("dai-{station}.json");
                let hash = crate::source::sha256(target.as_bytes());
                let takes = |role: &&Value| {
                    let prefixes = role["path_hash_prefixes"].as_array().expect("a list").iter();
                    prefixes.filter(|prefix| hash.starts_with(prefix.as_str().expect("a text"))).count() == 1
                };
                let found: Vec<&Value> = delegated.iter().filter(takes).collect();
                assert_eq!(found.len(), 1);
                assert_eq!(found[0]["name"], bins.of(&target));
            }
        }
    }
}
