//! Separation promised: how much of the ring one use may take, so that no other use that is too near takes its kin.
//!
//! In: a ring, and how close together its pool is declared to be used. Out: a share of the ring, or the finding that
//! there is none. It must not know how long clips last.

use super::reckoning::Reckoning;
use super::rotation::Ring;
use crate::diagnostic::{Arg, Code, Diagnostic, Diagnostics};
use crate::rundown::Item;
use crate::schedule::PoolIx;
use chrono::{Datelike, TimeDelta};

/// How many places of the ring of `pool` belong to the use in `item` alone; `usual` is the pool whose uses are counted.
/// Reports each separation for which there are none.
pub(super) fn share(
    ring: &Ring,
    pool: PoolIx,
    usual: PoolIx,
    item: &Item,
    reckoning: &mut Reckoning,
    diagnostics: &mut Diagnostics,
) -> u64 {
    let (network, schedule) = (reckoning.network, reckoning.schedule);
    let station = item.occurrence.station;
    let date = item.start.date_naive();
    let monday = date - TimeDelta::days(i64::from(date.weekday().num_days_from_monday()));
    let about = schedule.pool(pool);
    let mut least = u64::MAX;
    for (kin, away) in about.apart.each() {
        let closest = reckoning.closest(usual, station, monday, away.value);
        let share = ring.share(kin, closest.uses);
        least = least.min(share);
        if let Some(slot) = closest.slot.filter(|_| share == 0) {
            let slot = schedule.slot(slot);
            diagnostics.push(
                Diagnostic::at(Code::ApartTooLong, away.span)
                    .with("pool", about.id.as_str())
                    .with("kin", Arg::Term(kin.term()))
                    .with("away", away.value)
                    .with("uses", closest.uses as usize + 1)
                    .with("clips", ring.clips())
                    .with("station", network.station(station).name.as_str())
                    .with("date", monday)
                    .label(slot.at_span, "label-closest-use", vec![])
                    .hint("hint-apart", vec![]),
            );
        }
    }
    least
}
