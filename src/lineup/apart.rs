//! Separation promised: which clips one use of a pool may take, so that no other use that is too near takes their kin.
//!
//! In: rings, and how close together their pool is declared to be used. Out: the clips that are a use's own, or the
//! finding that there are none. It must not know how long clips last.
//!
//! Two uses that take d places each of one ring meet kin only where the step brings them nearer than d to kin; so the
//! closest uses give each a share. Where the week changes the ring, a use leaves alone what earlier ones may have taken
//! of the old one.

use super::reckoning::{Closest, Reckoning, declared_start};
use super::rotation::Ring;
use crate::calendar::monday;
use crate::catalogue::ClipIx;
use crate::diagnostic::{Arg, Code, Diagnostic, Diagnostics};
use crate::network::StationIx;
use crate::rundown::Item;
use crate::schedule::{Kin, PoolIx};
use crate::source::Spanned;
use chrono::TimeDelta;
use std::collections::BTreeSet;
use std::rc::Rc;

/// What a station takes from a pool; `usual` is the pool whose uses are counted.
#[derive(Clone, Copy)]
pub(super) struct Taking {
    pub pool: PoolIx,
    pub usual: PoolIx,
    pub station: StationIx,
}

/// The clips of `ring` that belong to the `nth` use alone, which is in `item`. Reports each separation for which not
/// even the first clips of two uses are sure to differ.
pub(super) fn own(
    ring: &Ring,
    taking: Taking,
    nth: u64,
    item: &Item,
    reckoning: &mut Reckoning,
    diagnostics: &mut Diagnostics,
) -> Vec<ClipIx> {
    let monday = monday(item.start.date_naive());
    let mut share = u64::MAX;
    for (kin, away) in reckoning.schedule.pool(taking.pool).apart.each() {
        let closest = reckoning.closest(taking.usual, taking.station, monday, away.value);
        let of_kin = ring.share(kin, closest.uses);
        share = share.min(of_kin);
        if of_kin == 0 {
            let found = refusal(ring, taking, kin, away, closest, reckoning);
            diagnostics.push(found.with("date", monday));
        }
    }
    let mut own = ring.cards(nth, item.start.naive_local(), share);
    let taken = taken_before(ring, taking, nth, item, reckoning);
    own.retain(|card| !taken.iter().any(|(kin, name)| card.name_as(*kin).as_ref() == Some(name)));
    own.into_iter().map(|card| card.clip).collect()
}

/// What earlier uses that are too near may have taken of rings other than `ring`.
fn taken_before(
    ring: &Ring,
    taking: Taking,
    nth: u64,
    item: &Item,
    reckoning: &mut Reckoning,
) -> BTreeSet<(Kin, String)> {
    let apart = &reckoning.schedule.pool(taking.pool).apart;
    let mut taken = BTreeSet::new();
    let Some(longest) = apart.each().map(|(_, away)| away.value).max() else { return taken };
    let (here, start) = (monday(item.start.date_naive()), declared_start(item));
    // No item lasts longer than a day.
    let since = start - longest - TimeDelta::days(1);
    if since.date_naive() >= here {
        return taken;
    }
    let uses = reckoning.declared(taking.usual, taking.station, here, longest);
    let before = uses.iter().filter(|one| (one.start, one.slot) < (start, item.occurrence.slot)).rev();
    for (earlier, one) in (1..).zip(before).take_while(|(_, one)| since < one.start) {
        let date = one.start.date_naive();
        let Some(turn) = nth.checked_sub(earlier).filter(|_| monday(date) != here) else { continue };
        let old: Rc<Ring> = reckoning.ring(taking.pool, date);
        if *old == *ring {
            continue;
        }
        let shares = apart.each().map(|(kin, away)| {
            old.share(kin, reckoning.closest(taking.usual, taking.station, monday(date), away.value).uses)
        });
        let share = shares.min().unwrap_or(u64::MAX);
        for card in old.cards(turn, one.start.naive_local(), share) {
            let near = apart.each().filter(|(_, away)| start < one.end + away.value);
            taken.extend(near.filter_map(|(kin, _)| Some((kin, card.name_as(kin)?))));
        }
    }
    taken
}

fn refusal(
    ring: &Ring,
    taking: Taking,
    kin: Kin,
    away: &Spanned<TimeDelta>,
    closest: Closest,
    reckoning: &Reckoning,
) -> Diagnostic {
    let found = Diagnostic::at(Code::ApartTooLong, away.span)
        .with("pool", reckoning.schedule.pool(taking.pool).id.as_str())
        .with("kin", Arg::Term(kin.term()))
        .with("away", away.value)
        .with("uses", usize::try_from(closest.uses).unwrap_or(usize::MAX).saturating_add(1))
        .with("clips", ring.clips())
        .with("station", reckoning.network.station(taking.station).name.as_str())
        .hint("hint-apart", vec![]);
    match closest.slot {
        Some(slot) => found.label(reckoning.schedule.slot(slot).at_span, "label-closest-use", vec![]),
        None => found,
    }
}
