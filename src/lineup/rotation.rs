//! Rotation: which filler comes first. Keeps no state, so the answer is the same whatever range is asked for.
//!
//! The cards of a pool stand in a ring. Its n-th use at a station enters the ring at place n·s and goes on from there.

use super::step::{circle, step};
use crate::calendar::week_of;
use crate::catalogue::{Catalogue, ClipIx};
use crate::schedule::{Card, Kin, Pool};
use crate::source::fold;
use chrono::{NaiveDate, NaiveDateTime};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The cards of a pool that are meant for one ISO week, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ring {
    places: Vec<Card>,
    step: u64,
    /// For each kind of kin that the pool keeps apart: how far kin stand behind each other in the ring.
    distances: BTreeMap<Kin, BTreeSet<u64>>,
}

impl Ring {
    /// The ring of the ISO week of `date`. Cards stand in an order made of the names of pool and clips; one of weight w
    /// stands w times, evenly spread, and so do the cards of one artist or topic that the pool keeps apart.
    pub fn of_week(pool: &Pool, catalogue: &Catalogue, date: NaiveDate) -> Ring {
        let week = week_of(date);
        let cards = pool.cards.iter().filter(|card| card.is_valid_within(*week.start(), *week.end()));
        let places = in_order(pool, catalogue, cards);
        let kinds = pool.apart.each().map(|(kin, _)| kin);
        let distances: BTreeMap<Kin, BTreeSet<u64>> =
            kinds.map(|kin| (kin, distances(&places, kin))).collect();
        let kin: BTreeSet<u64> = distances.values().flatten().copied().collect();
        let largest = distances.keys().map(|kin| largest_family(&places, *kin)).max().unwrap_or(1);
        let step = step(places.len() as u64, &kin, largest);
        Ring { places, step, distances }
    }

    /// The clips that may come in the `nth` use (from 0), in an item that begins at `start`; each once.
    pub fn candidates(&self, nth: u64, start: NaiveDateTime) -> Vec<ClipIx> {
        self.cards(nth, start, u64::MAX).into_iter().map(|card| card.clip).collect()
    }

    /// How many places a use may take from, so that none of `uses` uses before and after it that does likewise has a
    /// card that is its kin; 0 when not even the first cards are safe. With no other use, the whole ring.
    pub fn share(&self, kin: Kin, uses: u64) -> u64 {
        let size = self.places.len() as u64;
        let Some(distances) = self.distances.get(&kin) else { return size };
        // Two uses k apart that take d places each meet kin exactly when some distance is nearer to k·s than d.
        let meeting = |k: u64| distances.iter().map(move |distance| circle(*distance, k * self.step, size));
        (1..=uses.min(size)).flat_map(meeting).min().unwrap_or(size)
    }

    /// How many clips stand in it.
    pub fn clips(&self) -> usize {
        self.places.iter().map(|card| card.clip).collect::<BTreeSet<_>>().len()
    }

    /// Of the [`candidates`](Ring::candidates), the cards that stand in the first `share` places.
    pub(super) fn cards(&self, nth: u64, start: NaiveDateTime, share: u64) -> Vec<&Card> {
        let size = self.places.len() as u64;
        let mut found: Vec<&Card> = Vec::new();
        if size == 0 {
            return found;
        }
        let first = usize::try_from(nth % size * self.step % size).expect("less than the ring's size");
        let share = usize::try_from(share).unwrap_or(usize::MAX);
        for card in self.places[first..].iter().chain(&self.places[..first]).take(share) {
            if card.may_come(start) && found.iter().all(|known| known.clip != card.clip) {
                found.push(card);
            }
        }
        found
    }
}

/// The places of a ring: each family of cards evenly spread over it, and within its family each card.
fn in_order<'c>(pool: &Pool, catalogue: &Catalogue, cards: impl Iterator<Item = &'c Card>) -> Vec<Card> {
    let mut families: BTreeMap<String, Vec<(u128, &Card)>> = BTreeMap::new();
    for card in cards {
        let clip = catalogue.clip(card.clip);
        let (hash, weight) = (u128::from(hash(&pool.id.value, clip)), u128::from(card.weight));
        let turns = (0..weight).map(|nth| (((nth << 64) + hash) / weight, card));
        families.entry(family(pool, card).unwrap_or_else(|| clip.to_owned())).or_default().extend(turns);
    }
    let mut places = Vec::new();
    for (name, mut turns) in families {
        turns.sort_by_key(|(turn, card)| (*turn, card.clip));
        let (hash, count) = (u128::from(hash(&pool.id.value, &name)), turns.len() as u128);
        places
            .extend((0..).zip(turns).map(|(nth, (_, card)): (u128, _)| (((nth << 64) + hash) / count, card)));
    }
    places.sort_by_key(|(place, card)| (*place, card.clip));
    places.into_iter().map(|(_, card)| card.clone()).collect()
}

/// What a card is spread by: its artist where the pool keeps artists apart, else its topic likewise, else nothing but
/// itself.
fn family(pool: &Pool, card: &Card) -> Option<String> {
    let artist = pool.apart.artist.as_ref().and_then(|_| card.name_as(Kin::Artist));
    let named = |name: String| format!("artist\n{name}");
    let topic = || pool.apart.topic.as_ref().and_then(|_| card.name_as(Kin::Topic));
    artist.map(named).or_else(|| topic().map(|name| format!("topic\n{name}")))
}

/// The places of each family of kin.
fn families(places: &[Card], kin: Kin) -> BTreeMap<String, Vec<u64>> {
    let mut families: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for (place, card) in (0..).zip(places) {
        if let Some(name) = card.name_as(kin) {
            families.entry(name).or_default().push(place);
        }
    }
    families
}

fn distances(places: &[Card], kin: Kin) -> BTreeSet<u64> {
    let size = places.len() as u64;
    let mut found = BTreeSet::new();
    for family in families(places, kin).values() {
        for one in family {
            found.extend(family.iter().map(|other| (other + size - one) % size));
        }
    }
    found
}

fn largest_family(places: &[Card], kin: Kin) -> u64 {
    families(places, kin).values().map(|family| family.len() as u64).max().unwrap_or(1)
}

/// A number for the clip that does not change with its sound, its format or the other clips.
fn hash(pool: &str, clip: &str) -> u64 {
    let digest = Sha256::digest(format!("{pool}\n{}", fold(clip)).as_bytes());
    u64::from_be_bytes(digest[..8].try_into().expect("a digest has 32 bytes"))
}
