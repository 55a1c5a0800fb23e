//! Rotation: which filler comes first. Keeps no state, so the answer is the same whatever range is asked for.
//!
//! The cards of a pool stand in a ring. Its n-th use at a station enters the ring at place n·s and goes on from there.

use crate::catalogue::{Catalogue, ClipIx};
use crate::schedule::{Card, Pool};
use crate::source::fold;
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use sha2::{Digest, Sha256};

/// Rings up to this size get the best of all steps; in larger ones the golden section is as good as that.
const SEARCHED: u64 = 256;

/// The cards of a pool that are meant for one ISO week, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ring {
    places: Vec<Card>,
    step: u64,
}

impl Ring {
    /// The ring of the ISO week of `date`. Cards stand in an order made of the names of pool and clips; one of weight w
    /// stands w times, evenly spread.
    pub fn of_week(pool: &Pool, catalogue: &Catalogue, date: NaiveDate) -> Ring {
        let monday = date - TimeDelta::days(i64::from(date.weekday().num_days_from_monday()));
        let sunday = monday + TimeDelta::days(6);
        let mut places = Vec::new();
        for card in pool.cards.iter().filter(|card| card.is_valid_within(monday, sunday)) {
            let hash = u128::from(hash(&pool.id.value, catalogue.clip(card.clip)));
            let weight = u128::from(card.weight);
            places.extend((0..weight).map(|nth| (((nth << 64) + hash) / weight, card.clip, card)));
        }
        places.sort_by_key(|(place, clip, _)| (*place, *clip));
        let step = step(places.len() as u64);
        Ring { places: places.into_iter().map(|(_, _, card)| card.clone()).collect(), step }
    }

    /// The clips that may come in the `nth` use (from 0), in an item that begins at `start`; each once.
    pub fn candidates(&self, nth: u64, start: NaiveDateTime) -> Vec<ClipIx> {
        let size = self.places.len() as u64;
        let mut found = Vec::new();
        if size == 0 {
            return found;
        }
        let first = usize::try_from(nth % size * self.step % size).expect("less than the ring's size");
        for card in self.places[first..].iter().chain(&self.places[..first]) {
            if card.may_come(start) && !found.contains(&card.clip) {
                found.push(card.clip);
            }
        }
        found
    }
}

/// A number for the clip that does not change with its sound, its format or the other clips.
fn hash(pool: &str, clip: &str) -> u64 {
    let digest = Sha256::digest(format!("{pool}\n{}", fold(clip)).as_bytes());
    u64::from_be_bytes(digest[..8].try_into().expect("a digest has 32 bytes"))
}

/// A step through the ring that meets every place before it meets one again: coprime to its size. Of those the one by
/// which uses that follow each other begin farthest apart, since an item takes several cards in a row.
fn step(size: u64) -> u64 {
    let near = (size * 618 / 1000).max(1);
    if size > SEARCHED {
        return (near..size).find(|step| gcd(*step, size) == 1).unwrap_or(1);
    }
    let coprime = (1..=size).filter(|step| gcd(*step, size) == 1);
    coprime.max_by_key(|step| (spread(*step, size), std::cmp::Reverse(step.abs_diff(near)))).unwrap_or(1)
}

/// How far apart uses begin: the least, over all k, of k times the distance of two uses that are k apart.
fn spread(step: u64, size: u64) -> u64 {
    let distance = |k: u64| (k * step % size).min(size - k * step % size);
    (1..size).map(|k| k * distance(k)).min().unwrap_or(0)
}

fn gcd(one: u64, other: u64) -> u64 {
    if other == 0 { one } else { gcd(other, one % other) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_step_meets_every_place_and_never_goes_to_the_next_one_in_a_large_ring() {
        for size in 1..400 {
            assert_eq!(gcd(step(size), size), 1, "{size}");
        }
        for size in 20..400 {
            assert!((3..size - 2).contains(&step(size)), "{size}: {}", step(size));
        }
    }
}
