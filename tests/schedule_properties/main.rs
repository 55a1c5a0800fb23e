//! What must hold for any schedule.

mod plan;

use chrono::{DateTime, Days, FixedOffset, TimeDelta};
use loa::calendar::zone::instants;
use loa::diagnostic::Code;
use loa::network::StationIx;
use loa::rundown::{Became, Displacement, Expander, Item, ItemPlay, Layer, Rundown};
use loa::schedule::{Start, Yields};
use plan::{Loaded, plan, plan_and_spread};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// All items of each station, by time.
fn on_air(rundowns: &[Rundown]) -> BTreeMap<StationIx, Vec<&Item>> {
    let mut stations: BTreeMap<StationIx, Vec<&Item>> = BTreeMap::new();
    for rundown in rundowns {
        stations.entry(rundown.station).or_default().extend(rundown.items.iter());
    }
    stations.values_mut().for_each(|items| items.sort_by_key(|item| item.start));
    stations
}

/// From when to when an item was to air before anything came in between.
fn wanted(item: &Item) -> (DateTime<FixedOffset>, DateTime<FixedOffset>) {
    let (start, length) =
        item.wanted.map_or((item.start, item.length), |wanted| (wanted.start, wanted.length));
    (start, start + length)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_on_air_at_the_same_time_even_across_midnight(plan in plan()) {
        let loaded = plan.read(&plan.in_order());
        let (rundowns, _) = loaded.expand(plan.days());
        for (_, items) in on_air(&rundowns) {
            for pair in items.windows(2) {
                prop_assert!(pair[0].end() <= pair[1].start, "{:?}\n{:?}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn many_days_at_once_equal_each_day_on_its_own_whichever_comes_first(plan in plan()) {
        let loaded = plan.read(&plan.in_order());
        let (rundowns, _) = loaded.expand(plan.days());
        let mut backwards = Expander::new(&loaded.network, &loaded.schedule);
        for rundown in rundowns.iter().rev() {
            let mut alone = Expander::new(&loaded.network, &loaded.schedule);
            prop_assert_eq!(&*alone.day(rundown.station, rundown.date), rundown);
            prop_assert_eq!(&*backwards.day(rundown.station, rundown.date), rundown);
        }
    }

    #[test]
    fn everything_due_is_on_air_or_displaced_and_nothing_else_is(plan in plan()) {
        let loaded = plan.read(&plan.in_order());
        let (rundowns, _) = loaded.expand(plan.days());
        let mut ids = BTreeSet::new();
        for rundown in &rundowns {
            let mut due: Vec<(&str, DateTime<FixedOffset>)> = Vec::new();
            let is_on = loaded.network.station(rundown.station).is_on(rundown.date);
            for slot in loaded.schedule.slots.iter().filter(|_| is_on) {
                if slot.stations.contains(&rundown.station) && slot.is_valid_on(rundown.date) {
                    let day = rundown.date..=rundown.date;
                    let starts = instants(loaded.network.zone, &slot.at, day).expect("verified days");
                    due.extend(starts.into_iter().map(|start| (slot.slug.as_str(), start)));
                }
            }
            let slug = |item: &Item| loaded.schedule.slot(item.occurrence.slot).slug.as_str();
            let displaced = rundown.displaced.iter().map(|displaced| &displaced.item);
            let all: Vec<&Item> = rundown.items.iter().chain(displaced).collect();
            let mut told: Vec<_> = all.iter().map(|item| (slug(item), wanted(item).0)).collect();
            due.sort();
            told.sort();
            prop_assert_eq!(told, due);
            for item in all {
                prop_assert!(ids.insert(item.id.clone()), "{} stands twice", item.id.0);
            }
        }
    }

    #[test]
    fn what_is_displaced_gave_way_to_something_on_air_that_ranks_no_lower(plan in plan()) {
        let loaded = plan.read(&plan.in_order());
        let days = plan.days();
        let (rundowns, found) = loaded.expand(days.clone());
        // What has the time may stand in the rundown of the day before or after.
        let (wide, _) = loaded.expand(*days.start() - Days::new(2)..=*days.end() + Days::new(2));
        let on_air: BTreeMap<_, &Item> =
            wide.iter().flat_map(|rundown| rundown.items.iter()).map(|item| (&item.id, item)).collect();
        let overlaps = found.iter().any(|diagnostic| diagnostic.code == Code::Overlap);
        let rank = |item: &Item| loaded.schedule.slot(item.occurrence.slot).rank;
        for displaced in rundowns.iter().flat_map(|rundown| &rundown.displaced) {
            let Displacement::By(id) = &displaced.why else { continue };
            let item = &displaced.item;
            let winner = on_air.get(id).expect("only what airs displaces");
            prop_assert!(winner.overlaps(item) && winner.layer >= item.layer, "{:?} {:?}", winner, item);
            let highest = on_air.values().filter(|other| {
                other.occurrence.station == item.occurrence.station && other.overlaps(item)
            });
            prop_assert_eq!(highest.map(|other| other.layer).max(), Some(winner.layer));
            let replaces = |one: &Item, other: &Item| {
                loaded.schedule.replaces(one.occurrence.slot, other.occurrence.slot)
            };
            let is_said = overlaps || replaces(winner, item);
            prop_assert!(winner.layer > item.layer || is_said, "an overlap of equals is an error");
            let is_turned = winner.layer == item.layer && rank(winner) == rank(item) && replaces(item, winner);
            prop_assert!(!is_turned, "{:?} replaces {:?}", item, winner);
        }
    }

    #[test]
    fn what_does_not_air_when_it_wanted_lands_where_its_slot_lets_it_behind_something_higher(plan in plan()) {
        let loaded = plan.read(&plan.in_order());
        let (rundowns, _) = loaded.expand(plan.days());
        let days = plan.days();
        let (wide, _) = loaded.expand(*days.start() - Days::new(2)..=*days.end() + Days::new(2));
        let on_air = on_air(&wide);
        for item in rundowns.iter().flat_map(|rundown| rundown.items.iter()) {
            let Some(was) = item.wanted else { continue };
            let slot = loaded.schedule.slot(item.occurrence.slot);
            match (was.became, slot.start, slot.yields) {
                (Became::Waiting, Start::Soft { grace }, _) => prop_assert!(item.start <= was.start + grace),
                (Became::Waiting, Start::NotBefore, _) => {}
                (Became::Moved, _, Yields::Move { until }) => {
                    let over = item.end().time();
                    let is_over = if until > was.start.time() {
                        over <= until && item.end().date_naive() == was.start.date_naive()
                    } else {
                        over <= until || item.end().date_naive() == was.start.date_naive()
                    };
                    prop_assert!(is_over, "{:?}", item);
                }
                (Became::Shortened, _, Yields::Shorten { least }) => {
                    prop_assert!((least..was.length).contains(&item.length), "{:?}", item);
                    prop_assert!(wanted(item).0 <= item.start && item.over() <= wanted(item).1, "{:?}", item);
                }
                _ => prop_assert!(false, "its slot does not let it: {:?}", item),
            }
            if was.became != Became::Shortened {
                prop_assert!(item.start > was.start && item.length == was.length, "{:?}", item);
                prop_assert_eq!(item.start.date_naive(), item.occurrence.date, "it keeps its day");
            }
            // Something that ranks no lower has what it lost.
            let lost = Item { start: was.start, length: was.length, ..item.clone() };
            let higher = |other: &&&Item| {
                other.occurrence != item.occurrence && other.overlaps(&lost) && other.layer >= item.layer
            };
            let taken = on_air[&item.occurrence.station].iter().filter(higher).count();
            prop_assert!(taken > 0, "nothing took its time: {:?}", item);
        }
    }

    #[test]
    fn the_higher_layers_air_as_if_there_were_no_lower_ones(plan in plan()) {
        let loaded = plan.read(&plan.in_order());
        let (rundowns, _) = loaded.expand(plan.days());
        let days = plan.days();
        let (wide, _) = loaded.expand(*days.start() - Days::new(3)..=*days.end() + Days::new(3));
        for least in [Layer::Priority, Layer::Own] {
            let mut without = Loaded { network: loaded.network.clone(), schedule: loaded.schedule.clone() };
            let of_layer: BTreeSet<_> = wide
                .iter()
                .flat_map(|rundown| rundown.items.iter().chain(rundown.displaced.iter().map(|lost| &lost.item)))
                .filter(|item| item.layer >= least)
                .map(|item| item.occurrence.slot)
                .collect();
            // A slot is of one layer on one station and of another on the next: keep it where it is high.
            for (at, slot) in (0..).map(loa::schedule::SlotIx).zip(&mut without.schedule.slots) {
                if !of_layer.contains(&at) {
                    slot.stations.clear();
                }
            }
            let (alone, _) = without.expand(plan.days());
            let told = |rundowns: &[Rundown]| -> Vec<(String, DateTime<FixedOffset>, TimeDelta)> {
                let items = rundowns.iter().flat_map(|rundown| rundown.items.iter());
                items
                    .filter(|item| item.layer >= least)
                    .map(|item| (item.id.0.to_string(), item.start, item.length))
                    .collect()
            };
            prop_assert_eq!(told(&rundowns), told(&alone));
        }
    }

    #[test]
    fn a_stream_by_day_tells_the_same_as_all_days_at_once_and_finds_the_same_wrong(plan in plan()) {
        let loaded = plan.read(&plan.in_order());
        let (rundowns, found) = loaded.expand(plan.days());
        let mut expander = Expander::new(&loaded.network, &loaded.schedule);
        let (mut streamed, mut order) = (Vec::new(), Vec::new());
        expander.stream(&loaded.stations(), plan.days(), |rundown| {
            order.push((rundown.date, rundown.station));
            streamed.push(rundown.clone());
        });
        prop_assert!(order.is_sorted(), "by day, then station");
        streamed.sort_by_key(|rundown| (rundown.station, rundown.date));
        prop_assert_eq!(loaded.told(&streamed), loaded.told(&rundowns));
        let codes = |found: &loa::diagnostic::Diagnostics| {
            found.iter().map(|one| (one.code, one.span, one.also.len())).collect::<BTreeSet<_>>()
        };
        prop_assert_eq!(codes(&expander.finish()), codes(&found));
    }

    #[test]
    fn the_order_of_files_stations_and_slots_changes_nothing((plan, spread) in plan_and_spread()) {
        let (one, other) = (plan.read(&plan.in_order()), plan.read(&spread));
        let told = |loaded: &Loaded| loaded.told(&loaded.expand(plan.days()).0);
        prop_assert_eq!(told(&one), told(&other));
    }

    #[test]
    fn what_is_repeated_or_carried_has_aired_or_its_absence_is_an_error(plan in plan()) {
        let loaded = plan.read(&plan.in_order());
        let (rundowns, found) = loaded.expand(plan.days());
        let mut expander = Expander::new(&loaded.network, &loaded.schedule);
        for item in rundowns.iter().flat_map(|rundown| rundown.items.iter()) {
            let (source, code) = match &item.play {
                ItemPlay::Carry(source) => (source, Code::CarriesNothing),
                ItemPlay::Repeat(source) => (source, Code::RepeatsNothing),
                ItemPlay::Programme(_) | ItemPlay::Upstream(_) | ItemPlay::Relay { .. } => continue,
            };
            // A source that never airs on that station was reported when the slots were read.
            let wanted = loaded.schedule.slot(source.slot);
            let date = loa::diagnostic::Arg::from(source.date);
            let said = !wanted.stations.contains(&source.station)
                || found.iter().any(|diagnostic| {
                    let first = diagnostic.args.contains(&("date", date.clone()));
                    let also = diagnostic.also.iter().any(|also| also.date == source.date);
                    diagnostic.code == code && (first || also)
                });
            match expander.origin(item) {
                None => prop_assert!(said, "{:?} has no sound", item),
                Some(origin) => {
                    prop_assert!(matches!(origin.play, ItemPlay::Programme(_)));
                    let day = expander.day(origin.occurrence.station, origin.occurrence.date);
                    prop_assert!(day.items.contains(&origin), "{:?} never aired", origin);
                }
            }
        }
    }
}
