//! What slots replace: whose time a slot takes, however many stand between, and what no slot can replace.
//!
//! In: the slots as read. Out: the same without what cannot hold, and what is wrong. Knows no dates.

use super::{Rank, Schedule, SlotIx};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::Network;
use std::collections::BTreeSet;

impl Schedule {
    /// Whether `slot` takes the time of `other`: it says so itself, or something of its own rank that it replaces does.
    pub fn replaces(&self, slot: SlotIx, other: SlotIx) -> bool {
        let mut seen = BTreeSet::new();
        let mut ahead = vec![slot];
        while let Some(next) = ahead.pop() {
            for replaced in &self.slot(next).replaces {
                if replaced.value == other {
                    return true;
                }
                let is_equal = self.slot(replaced.value).rank == self.slot(slot).rank;
                if is_equal && seen.insert(replaced.value) {
                    ahead.push(replaced.value);
                }
            }
        }
        false
    }
}

/// Reports what cannot be replaced, and forgets it: an emergency of a station above, and a slot by itself. What is left
/// leads back nowhere.
pub(super) fn check(schedule: &mut Schedule, network: &Network, diagnostics: &mut Diagnostics) {
    emergencies(schedule, network, diagnostics);
    higher(schedule, diagnostics);
    circles(schedule, diagnostics);
}

fn emergencies(schedule: &mut Schedule, network: &Network, diagnostics: &mut Diagnostics) {
    let mut standing = BTreeSet::new();
    for (ix, slot) in (0..).map(SlotIx).zip(&schedule.slots) {
        for replaced in &slot.replaces {
            let other = schedule.slot(replaced.value);
            let is_above = network.steps_below(slot.by, other.by).is_some_and(|steps| steps > 0);
            if other.rank == Rank::Emergency && is_above {
                standing.insert((ix, replaced.value));
                diagnostics.push(
                    Diagnostic::at(Code::EmergencyStands, replaced.span)
                        .with("slot", other.id.as_str())
                        .with("station", network.station(other.by).name.as_str())
                        .label(other.id.span, "label-emergency", vec![]),
                );
            }
        }
    }
    forget(schedule, &standing);
}

/// Within a rank the one that replaces comes first; what ranks higher stays.
fn higher(schedule: &Schedule, diagnostics: &mut Diagnostics) {
    for slot in &schedule.slots {
        for replaced in &slot.replaces {
            let other = schedule.slot(replaced.value);
            if other.rank > slot.rank {
                diagnostics.push(
                    Diagnostic::at(Code::ReplacesHigher, replaced.span)
                        .with("slot", slot.id.as_str())
                        .with("other", other.id.as_str())
                        .label(other.id.span, "label-replaced-here", vec![]),
                );
            }
        }
    }
}

/// Nobody can tell which of several slots comes first that replace each other; none of them does.
fn circles(schedule: &mut Schedule, diagnostics: &mut Diagnostics) {
    let (mut circular, mut told) = (BTreeSet::new(), BTreeSet::new());
    for (ix, slot) in (0..).map(SlotIx).zip(&schedule.slots) {
        for replaced in &slot.replaces {
            if replaced.value != ix && !schedule.replaces(replaced.value, ix) {
                continue;
            }
            circular.insert((ix, replaced.value));
            if told.contains(&ix) {
                continue;
            }
            let all = (0..).map(SlotIx).take(schedule.slots.len());
            let both = |other: &SlotIx| schedule.replaces(ix, *other) && schedule.replaces(*other, ix);
            let circle: Vec<SlotIx> = all.filter(both).collect();
            let ids: Vec<_> = circle.iter().map(|slot| schedule.slot(*slot).id.value.clone()).collect();
            diagnostics.push(Diagnostic::at(Code::ReplacesCircle, replaced.span).with("slots", ids));
            told.extend(circle);
        }
    }
    forget(schedule, &circular);
}

fn forget(schedule: &mut Schedule, pairs: &BTreeSet<(SlotIx, SlotIx)>) {
    for (slot, other) in pairs {
        schedule.slots[slot.0 as usize].replaces.retain(|replaced| replaced.value != *other);
    }
}
