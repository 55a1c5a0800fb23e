//! Who gets the time when several want it.

use super::{Displaced, Displacement, Item};
use crate::schedule::SlotIx;

/// Two items of the same rank that want the same time; the first keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Clash {
    pub kept: SlotIx,
    pub lost: SlotIx,
    pub start: chrono::DateTime<chrono::FixedOffset>,
}

/// Lays items by rank, the highest first; among equals the earlier, then the one whose id is less. What finds its time
/// taken is displaced. All results are in the order of time.
pub(super) fn settle(mut candidates: Vec<Item>) -> (Vec<Item>, Vec<Displaced>, Vec<Clash>) {
    candidates.sort_by(|one, other| {
        other.layer.cmp(&one.layer).then(one.start.cmp(&other.start)).then_with(|| one.id.cmp(&other.id))
    });
    let (mut placed, mut displaced, mut clashes) = (Vec::<Item>::new(), Vec::new(), Vec::new());
    for item in candidates {
        // The highest in its way is the reason; only an equal makes a clash.
        let Some(winner) = placed.iter().find(|placed| placed.overlaps(&item)) else {
            placed.push(item);
            continue;
        };
        if winner.layer == item.layer {
            clashes.push(Clash {
                kept: winner.occurrence.slot,
                lost: item.occurrence.slot,
                start: item.start,
            });
        }
        displaced.push(Displaced { why: Displacement::By(winner.id.clone()), item });
    }
    placed.sort_by_key(|item| item.start);
    displaced.sort_by_key(|displaced| displaced.item.start);
    (placed, displaced, clashes)
}
