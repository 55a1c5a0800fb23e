//! The step of a ring: how far behind each other the uses of a pool begin.
//!
//! In: the size of a ring, and how far kin stand behind each other in it. Out: a step coprime to the size. It must not
//! know what stands in the ring.

use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Rings up to this size get the best of all steps; in larger ones the golden section is as good as that.
const SEARCHED: u64 = 256;

/// In larger rings with kin, so many steps are tried.
const TRIED: usize = 64;

/// A step through the ring that meets every place before it meets one again: coprime to its size. Of those the one by
/// which uses that follow each other begin farthest apart, since an item takes several cards in a row; and where `kin`
/// stand so far behind each other, the `largest` family of them filling so many places, farthest from meeting kin.
pub(super) fn step(size: u64, kin: &BTreeSet<u64>, largest: u64) -> u64 {
    let near = (size * 618 / 1000).max(1);
    let has_families = kin.iter().any(|distance| *distance != 0);
    let coprime = |step: &u64| gcd(*step, size) == 1;
    let nearest = |step: &u64| Reverse(step.abs_diff(near));
    match (size > SEARCHED, has_families) {
        (true, false) => (near..size).find(coprime).unwrap_or(1),
        (false, false) => {
            (1..=size).filter(coprime).max_by_key(|step| (spread(*step, size), nearest(step))).unwrap_or(1)
        }
        (large, true) => {
            // A family of c cards among N can stay away for about N/c uses; half of that leaves several cards to each.
            let uses = (size / largest / 2).max(1);
            let key = |step: &u64| (spread_of(*step, size, kin, uses), spread(*step, size), nearest(step));
            let (first, most) = if large { (near, TRIED) } else { (1, usize::MAX) };
            (first..=size).filter(coprime).take(most).max_by_key(key).unwrap_or(1)
        }
    }
}

/// The distance of two places on a circle of `size` places.
pub(super) fn circle(one: u64, other: u64, size: u64) -> u64 {
    let ahead = (one % size + size - other % size) % size;
    ahead.min(size - ahead)
}

/// How far apart uses begin: the least, over all k, of k times the distance of two uses that are k apart.
fn spread(step: u64, size: u64) -> u64 {
    (1..size).map(|k| k * circle(k * step, 0, size)).min().unwrap_or(0)
}

/// The same for the first `uses` and for all that is kin.
fn spread_of(step: u64, size: u64, kin: &BTreeSet<u64>, uses: u64) -> u64 {
    let near = |k: u64| kin.iter().map(move |distance| k * circle(*distance, k * step, size));
    (1..=uses).flat_map(near).min().unwrap_or(0)
}

fn gcd(one: u64, other: u64) -> u64 {
    if other == 0 { one } else { gcd(other, one % other) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_step_meets_every_place_and_never_goes_to_the_next_one_in_a_large_ring() {
        let alone = BTreeSet::from([0]);
        for size in 1..400 {
            assert_eq!(gcd(step(size, &alone, 1), size), 1, "{size}");
        }
        for size in 20..400 {
            assert!((3..size - 2).contains(&step(size, &alone, 1)), "{size}: {}", step(size, &alone, 1));
        }
    }

    #[test]
    fn with_kin_the_next_uses_stay_farther_from_them_than_without_looking() {
        let (mut rings, mut better) = (0, 0);
        for (size, family) in (20..300).flat_map(|size| [2, 3, 5].map(|family| (size, family))) {
            let kin: BTreeSet<u64> = (0..family).map(|nth| nth * size / family).collect();
            let far = |step| spread_of(step, size, &kin, size / family / 2);
            let (looking, plain) = (step(size, &kin, family), step(size, &BTreeSet::from([0]), 1));
            assert!(gcd(looking, size) == 1 && far(looking) >= far(plain), "{size}: {looking}, {plain}");
            rings += 1;
            better += u32::from(far(looking) > far(plain));
        }
        assert!(better * 2 > rings, "{better} of {rings}");
    }
}
