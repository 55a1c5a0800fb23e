//! Rotation: which filler comes first today. Keeps no state, so the answer is the same whatever range is asked for.

use crate::catalogue::{Catalogue, ClipIx};
use crate::schedule::Pool;
use chrono::NaiveDate;
use sha2::{Digest, Sha256};

/// The clips of `pool` in the order they may come on `date`: its ring, in an order that depends on the names of pool
/// and clips only, entered further on every day since the pool's start.
pub fn rotation(pool: &Pool, catalogue: &Catalogue, date: NaiveDate) -> Vec<ClipIx> {
    let mut ring = pool.clips.clone();
    ring.sort_by_cached_key(|clip| {
        let words = format!("{}\n{}", pool.id.value, catalogue.clip(*clip));
        let digest: [u8; 32] = Sha256::digest(words.as_bytes()).into();
        (digest, *clip)
    });
    let days = u64::try_from((date - pool.since).num_days()).unwrap_or(0);
    let size = ring.len() as u64;
    if size > 0 {
        let start = usize::try_from(days % size * stride(size) % size).expect("less than the ring's size");
        ring.rotate_left(start);
    }
    ring
}

/// A step through the ring that meets every card: coprime to its size, and near its golden section, so that
/// neighbouring days begin far apart.
fn stride(size: u64) -> u64 {
    let near = (size * 618 / 1000).max(1);
    (near..=size).find(|step| gcd(*step, size) == 1).unwrap_or(1)
}

fn gcd(one: u64, other: u64) -> u64 {
    if other == 0 { one } else { gcd(other, one % other) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stride_meets_every_card() {
        for size in 1..200 {
            assert_eq!(gcd(stride(size), size), 1, "{size}");
        }
    }
}
