//! What can be said of expanded days: references in vain, quiet hours broken, overlaps, changes of nothing.

use super::sittings::{self, Sitting, counted, sittings};
use super::{Expander, Item, ItemPlay, Layer, Rundown, declared_at, quiet};
use crate::calendar::Lift;
use crate::diagnostic::{Arg, Code, Diagnostic, Span};
use crate::network::StationIx;
use crate::schedule::{Change, Rank, RelaySource, Slot, SlotIx};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::rc::Rc;

impl Expander<'_> {
    /// Reports what the items of a rundown refer to in vain, and the limits of its station they break.
    pub(super) fn check(&mut self, rundown: &Rundown) {
        let (network, schedule) = (self.network, self.schedule);
        self.check_sittings(rundown);
        for item in rundown.items.iter() {
            self.check_source(item, &item.play);
            let rules = schedule.holidays.kinds_on(item.occurrence.date);
            if !matches!(item.layer, Layer::Emergency(_)) && !rules.lifts(Lift::Quiet) {
                let limits = &network.station(rundown.station).limits;
                for range in &limits.quiet {
                    let Some(at) = quiet::broken_at(item, &range.value) else { continue };
                    let slot = schedule.slot(item.occurrence.slot);
                    self.diagnostics.push(
                        Diagnostic::at(Code::QuietHours, slot.at_span)
                            .with("slot", slot.id.as_str())
                            .with("at", at.time())
                            .with("date", at.date())
                            .with("station", network.station(rundown.station).name.as_str())
                            .label(range.span, "label-quiet-here", vec![]),
                    );
                }
            }
        }
    }

    /// Reports the sittings beyond the limit, and those that last too long; a sitting belongs to the day it begins on.
    fn check_sittings(&mut self, rundown: &Rundown) {
        let limits = &self.network.station(rundown.station).limits;
        let Some(last) =
            rundown.items.last().filter(|_| limits.sittings.is_some() || limits.sitting.is_some())
        else {
            return;
        };
        // A sitting may begin the day before, or go on the day after.
        let before = rundown.date.pred_opt().map(|date| self.day(rundown.station, date));
        let runs_over = (last.end() + sittings::GAP).date_naive() > rundown.date;
        let after = rundown.date.succ_opt().filter(|_| runs_over).map(|date| self.day(rundown.station, date));
        let of_before = before.iter().flat_map(|day| day.items.iter());
        let after = after.iter().flat_map(|day| day.items.iter());
        let counted = counted(of_before.chain(rundown.items.iter()).chain(after));
        let is_of_today = |sitting: &Sitting| sitting.first().occurrence.date == rundown.date;
        let of_today = sittings(&counted).filter(is_of_today);
        // One that was on air before yesterday may have no beginning: it is measured anew each day.
        let passing = sittings(&counted).next().filter(|sitting| !is_of_today(sitting));
        let passing = passing.and_then(|sitting| sitting.on(rundown.date));
        let unending = passing.filter(|_| before.as_ref().is_some_and(|before| self.goes_on(before)));
        let rules = self.schedule.holidays.kinds_on(rundown.date);
        if let Some(most) = limits.sittings.as_ref().filter(|_| !rules.lifts(Lift::Sittings)) {
            let over = of_today.clone().enumerate().skip(most.value as usize);
            for (nth, sitting) in over {
                let found = self.broken(Code::TooManySittings, sitting.first(), rundown.date, most.span);
                self.diagnostics.push(found.with("found", nth + 1).with("most", most.value as usize));
            }
        }
        if let Some(most) = limits.sitting.as_ref().filter(|_| !rules.lifts(Lift::Sitting)) {
            for sitting in unending.into_iter().chain(of_today) {
                let Some(item) = sitting.breaks(most.value) else { continue };
                let found = self.broken(Code::SittingTooLong, item, rundown.date, most.span);
                let found = found.with("most", most.value);
                let found = found.with("length", sitting.length()).with("at", sitting.first().start.time());
                self.diagnostics.push(found);
            }
        }
    }

    /// Whether a day begins within a sitting of the day before.
    fn goes_on(&mut self, rundown: &Rundown) -> bool {
        let Some(earlier) = rundown.date.pred_opt().map(|date| self.day(rundown.station, date)) else {
            return false;
        };
        let last = counted(earlier.items.iter()).last().copied();
        let both = counted(last.into_iter().chain(rundown.items.iter()));
        last.is_some() && sittings(&both).next().is_some_and(|sitting| sitting.on(rundown.date).is_some())
    }

    /// That an item breaks the limit that stands at `limit`, in a sitting of `date`.
    fn broken(&self, code: Code, item: &Item, date: NaiveDate, limit: Span) -> Diagnostic {
        let slot = self.schedule.slot(item.occurrence.slot);
        Diagnostic::at(code, slot.at_span)
            .with("slot", slot.id.as_str())
            .with("date", date)
            .with("station", self.network.station(item.occurrence.station).name.as_str())
            .label(limit, "label-limit-here", vec![])
    }

    fn check_source(&mut self, item: &Item, play: &ItemPlay) {
        let slot = self.schedule.slot(item.occurrence.slot);
        let (source, code) = match play {
            ItemPlay::Carry(source) => (source, Code::CarriesNothing),
            ItemPlay::Repeat(source) => (source, Code::RepeatsNothing),
            ItemPlay::Relay { from, instead } => {
                self.check_relay(item, from);
                if let Some(instead) = instead {
                    self.check_source(item, instead);
                }
                return;
            }
            // Whether it airs is looked up in what was pulled.
            ItemPlay::Programme(_) | ItemPlay::Upstream(_) => return,
        };
        let wanted = self.schedule.slot(source.slot);
        match self.find(source) {
            // What could not be read, or never airs there, was reported when the slots were read.
            None if wanted.stations.is_empty() => {}
            None if item.changed.is_none() && !wanted.stations.contains(&source.station) => {}
            None => self.diagnostics.push(
                Diagnostic::at(code, slot.id.span)
                    .with("slot", slot.id.as_str())
                    .with("source", wanted.id.as_str())
                    .with("station", self.network.station(source.station).name.as_str())
                    .with("date", source.date)
                    .label(wanted.at_span, "label-airs-then", vec![]),
            ),
            Some(found) if self.origin(&found).is_none() && self.upstream(&found).is_none() => {
                self.diagnostics.push(
                    Diagnostic::at(code, slot.id.span)
                        .with("slot", slot.id.as_str())
                        .with("source", wanted.id.as_str())
                        .with("station", self.network.station(source.station).name.as_str())
                        .with("date", source.date)
                        .label(wanted.id.span, "label-has-no-sound", vec![]),
                )
            }
            Some(found) if code == Code::RepeatsNothing && found.end() > item.start => self.diagnostics.push(
                Diagnostic::at(Code::RepeatsUnaired, slot.at_span)
                    .with("slot", slot.id.as_str())
                    .with("source", wanted.id.as_str())
                    .with("station", self.network.station(source.station).name.as_str())
                    .with("at", item.start.time())
                    .with("date", item.occurrence.date)
                    .label(wanted.at_span, "label-airs-then", vec![]),
            ),
            Some(found) if found.length > item.length => self.diagnostics.push(
                Diagnostic::at(Code::LongerThanSlot, slot.length.span)
                    .with("slot", slot.id.as_str())
                    .with("length", item.length)
                    .with("source", wanted.id.as_str())
                    .with("needs", found.length)
                    .label(wanted.length.span, "label-its-length", vec![]),
            ),
            Some(_) => {}
        }
    }

    /// A relay of a station of the network should find something on air there, and not itself.
    fn check_relay(&mut self, item: &Item, from: &RelaySource) {
        let RelaySource::Station(station, span) = from else { return };
        if let Some(circle) = self.relayed_back(item) {
            let ids = circle.iter().map(|slot| self.schedule.slot(*slot).id.value.clone());
            let found = Diagnostic::at(Code::CarryCycle, *span).with("slots", ids.collect::<Vec<_>>());
            if !self.diagnostics.iter().any(|known| known.code == found.code && known.span == found.span) {
                self.diagnostics.push(found);
            }
            return;
        }
        let days = self.days_around(*station, item).collect::<Vec<_>>();
        let on_air: Vec<&Item> =
            days.iter().flat_map(|day| day.items.iter()).filter(|other| other.overlaps(item)).collect();
        let about = |code| {
            Diagnostic::at(code, *span)
                .with("station", self.network.station(*station).name.as_str())
                .with("date", item.occurrence.date)
                .label(declared_at(self.schedule, item.occurrence.slot), "label-relayed-here", vec![])
        };
        if on_air.is_empty() {
            self.diagnostics.push(about(Code::RelayOfNothing).with("at", item.start.time()));
            return;
        }
        // Items of one station never overlap, and its days are in order.
        let begins = on_air.iter().map(|other| other.start).chain([item.end()]);
        let ends = [item.start].into_iter().chain(on_air.iter().map(|other| other.end()));
        for (from, to) in ends.zip(begins).filter(|(from, to)| from < to) {
            let gap = about(Code::RelayGap).with("from", from.time()).with("to", to.time());
            self.diagnostics.push(gap);
        }
    }

    /// The slots through which a relay leads back to its own station at some instant, its own first.
    fn relayed_back(&mut self, relay: &Item) -> Option<Vec<SlotIx>> {
        let mut paths = vec![vec![relay.clone()]];
        while let Some(path) = paths.pop() {
            let Some(station) = path.last().and_then(relayed) else { continue };
            if station == relay.occurrence.station {
                return Some(path.iter().map(|item| item.occurrence.slot).collect());
            }
            if path.iter().any(|item| item.occurrence.station == station) {
                continue; // A circle of others, told of at theirs.
            }
            for day in self.days_around(station, relay) {
                // What overlaps in pairs is all on air at one instant.
                let meets = |other: &&Item| path.iter().all(|item| item.overlaps(other));
                let relays = day.items.iter().filter(|other| relayed(other).is_some()).filter(meets);
                paths.extend(relays.map(|other| [&path[..], std::slice::from_ref(other)].concat()));
            }
        }
        None
    }

    /// The days of `station` on which what is on air together with `item` can have begun.
    fn days_around(&mut self, station: StationIx, item: &Item) -> impl Iterator<Item = Rc<Rundown>> {
        let (first, last) = (item.start.date_naive(), item.end().date_naive());
        let days = first.pred_opt().unwrap_or(first).iter_days().take_while(move |date| *date <= last);
        days.map(move |date| self.day(station, date))
    }

    /// Reports each pair of slots that clash, on the first day and station asked for.
    pub(super) fn report_clashes(&mut self, asked: impl Fn(StationIx, NaiveDate) -> bool) {
        let mut clashes: Vec<_> = self.clashes.iter().copied().collect();
        clashes.sort_by_key(|(station, clash)| (clash.start, *station));
        for (station, clash) in clashes {
            let date = clash.start.date_naive();
            let pair = (clash.kept.min(clash.lost), clash.kept.max(clash.lost));
            if !asked(station, date) || !self.told.insert(pair) {
                continue;
            }
            let (kept, lost) = (self.schedule.slot(clash.kept), self.schedule.slot(clash.lost));
            let (hint, args) = self.overlap_hint(kept, lost);
            self.diagnostics.push(
                Diagnostic::at(Code::Overlap, lost.at_span)
                    .with("slot", lost.id.as_str())
                    .with("other", kept.id.as_str())
                    .with("station", self.network.station(station).name.as_str())
                    .with("date", date)
                    .with("at", clash.start.time())
                    .label(kept.at_span, "label-overlaps-with", vec![("name", kept.id.as_str().into())])
                    .hint(hint, args),
            );
        }
    }

    /// What would help two slots that clash: which may name the other, and whether another rank or a change would do.
    fn overlap_hint(&self, kept: &Slot, lost: &Slot) -> (&'static str, Vec<(&'static str, Arg)>) {
        let may_name = |one: &Slot, other: &Slot| self.network.steps_below(one.by, other.by).is_some();
        let (first, second) = if may_name(lost, kept) { (lost, kept) } else { (kept, lost) };
        if first.id.span == second.id.span || !may_name(first, second) {
            return ("hint-overlap-times", vec![]);
        }
        let mut args = vec![("slot", first.id.as_str().into()), ("other", second.id.as_str().into())];
        let higher = match first.rank {
            Rank::Fill => "Normal",
            Rank::Normal => "Priority",
            Rank::Priority | Rank::Emergency => return ("hint-overlap-replaces", args),
        };
        args.push(("priority", higher.into()));
        ("hint-overlap", args)
    }

    /// Reports holidays that a slot of the range goes by and that the calendar files have for earlier years only.
    pub(super) fn lapsed_holidays(&mut self, stations: &[StationIx], days: &RangeInclusive<NaiveDate>) {
        let mut told = BTreeSet::new();
        for slot in &self.schedule.slots {
            let first = slot.from.map_or(*days.start(), |from| from.max(*days.start()));
            let last = slot.until.map_or(*days.end(), |until| until.min(*days.end()));
            for name in slot.holidays() {
                if first > last || !slot.stations.iter().any(|station| stations.contains(station)) {
                    break;
                }
                for year in (first.year()..=last.year()).filter(|year| told.insert((name.as_str(), *year))) {
                    let Some(entry) = self.schedule.holidays.lapsed(name, year) else { continue };
                    self.diagnostics.push(
                        Diagnostic::at(Code::HolidayLapsed, name.span)
                            .with("name", name.as_str())
                            .with("year", year.to_string())
                            .label(entry, "label-holiday-before", vec![]),
                    );
                }
            }
        }
    }

    /// Reports changes on a day of the range on which their slot does not air.
    pub(super) fn changes_of_nothing(&mut self, stations: &[StationIx], days: &RangeInclusive<NaiveDate>) {
        let schedule = self.schedule;
        // What holds for many days need not concern each of them.
        let one_day = |change: &&Change| change.days.first == change.days.last;
        for change in
            schedule.changes.iter().filter(one_day).filter(|change| days.contains(&change.days.first))
        {
            let slot = schedule.slot(change.slot);
            if slot.stations.is_empty() {
                continue;
            }
            let wanted = &change.stations;
            if wanted.is_empty() || !wanted.iter().all(|station| stations.contains(station)) {
                continue;
            }
            let airs = wanted.iter().any(|station| {
                let rundown = self.day(*station, change.days.first);
                let displaced = rundown.displaced.iter().map(|displaced| &displaced.item);
                rundown.items.iter().chain(displaced).any(|item| item.occurrence.slot == change.slot)
            });
            if !airs {
                self.diagnostics.push(
                    Diagnostic::at(Code::ChangeOfNothing, change.days.span)
                        .with("slot", slot.id.as_str())
                        .with("date", change.days.first)
                        .label(slot.at_span, "label-airs-then", vec![]),
                );
            }
        }
    }
}

/// The station of the network that an item relays.
fn relayed(item: &Item) -> Option<StationIx> {
    match &item.play {
        ItemPlay::Relay { from: RelaySource::Station(station, _), .. } => Some(*station),
        ItemPlay::Relay { .. }
        | ItemPlay::Programme(_)
        | ItemPlay::Carry(_)
        | ItemPlay::Upstream(_)
        | ItemPlay::Repeat(_) => None,
    }
}
