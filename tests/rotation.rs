//! Rotation: which filler comes first, for whatever is asked, and what changes when a pool does.

use chrono::{Days, NaiveDate, NaiveTime};
use loa::calendar::Holidays;
use loa::catalogue::{Catalogue, ClipIx};
use loa::diagnostic::{Diagnostics, FileId, Span};
use loa::lineup::{Reckoning, Ring, pick};
use loa::network::{self, Network, StationIx};
use loa::rundown::{Expander, ItemPlay};
use loa::schedule::{self, Apart, Card, Pool, Schedule, ScheduleText};
use loa::source::{Sources, Spanned};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const NETWORK: &str = r#"Network(version: 1, id: "thu", name: "Thử", time_zone: "Asia/Ho_Chi_Minh", stations: [
    (id: "huyen", name: "Đài huyện"), (id: "xa", name: "Đài xã", under: "huyen")])"#;

const PROGRAMMES: &str = r#"
    programmes: [(id: "nhạc", title: "Nhạc", parts: [Fill("ca")]), (id: "lời", title: "Lời", parts: [Clip("a")])],
    slots: [
        (id: "sáng", stations: ["*"], at: Daily("05h30"), length: "10 phút", play: Programme("nhạc")),
        (id: "trưa", stations: ["huyen"], at: Weekly(on: ["T3", "CN"], time: "11h00"), length: "10 phút",
            play: Programme("nhạc"), from: "10/2/2025"),
        (id: "lời", stations: ["huyen"], at: Daily("12h00"), length: "10 phút", play: Programme("lời")),
        (id: "chiều", stations: ["huyen"], at: Daily("17h00"), length: "10 phút", play: Programme("nhạc"),
            except: [On("12/3/2025")]),
    ])"#;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A pool of cards `0`, `1`, … with these weights since 1/1/2025.
fn pool(weights: &[u32]) -> (Pool, Catalogue) {
    let span = Span { file: FileId(0), start: 0, end: 0 };
    let card = |(nth, weight): (u32, &u32)| Card { weight: *weight, ..Card::plain(ClipIx(nth)) };
    let pool = Pool {
        id: Spanned { value: "ca nhạc".to_owned(), span },
        by: StationIx(0),
        cards: (0..).zip(weights).map(card).collect(),
        since: day("2025-01-01"),
        apart: Apart::default(),
        span,
    };
    let clips = (0..weights.len()).map(|nth| format!("ca-nhac/{nth:02}.ogg")).collect();
    (pool, Catalogue::new(clips, vec![], vec![]))
}

/// The candidates of the `nth` use, at noon of 10 March 2025.
fn candidates(pool: &Pool, catalogue: &Catalogue, nth: u64) -> Vec<ClipIx> {
    let noon = day("2025-03-10").and_time(NaiveTime::from_hms_opt(12, 0, 0).expect("a time"));
    Ring::of_week(pool, catalogue, noon.date()).candidates(nth, noon)
}

/// What airs first in each item of `huyen` that is filled, by day and slot, from the days asked for one after another.
fn firsts(clips: &[&str], cards: &str, first: &str, days: u64) -> BTreeMap<String, String> {
    firsts_in(PROGRAMMES, clips, cards, first, days)
}

/// As [`firsts`], with other programmes and slots.
fn firsts_in(text: &str, clips: &[&str], cards: &str, first: &str, days: u64) -> BTreeMap<String, String> {
    let (network, schedule, catalogue) = read(text, clips, cards);
    let mut expander = Expander::new(&network, &schedule);
    let mut reckoning = Reckoning::new(&network, &schedule, &catalogue);
    let mut found = BTreeMap::new();
    for ahead in 0..days {
        for item in expander.day(StationIx(0), day(first) + Days::new(ahead)).items.iter() {
            let ItemPlay::Programme(programme) = item.play else { continue };
            let lineup = pick(item, programme, &mut reckoning, &mut Diagnostics::new());
            if let Some(fillers) = lineup.fillers.first() {
                let first = fillers.clips.first().map(|clip| catalogue.clip(*clip).to_owned());
                found.insert(item.id.0.to_string(), first.unwrap_or_default());
            }
        }
    }
    found
}

fn read(programmes: &str, clips: &[&str], cards: &str) -> (Network, Schedule, Catalogue) {
    let (mut sources, mut found) = (Sources::new(), Diagnostics::new());
    let mut file = |name: &str| sources.add(name, Vec::new(), &mut Diagnostics::new());
    let network = network::read(file("network.ron"), NETWORK, &mut found).expect("a network");
    let catalogue = Catalogue::new(clips.iter().map(|clip| (*clip).to_owned()).collect(), vec![], vec![]);
    let pool = format!(
        r#"Schedule(version: 1, by: "huyen", pools: [(id: "ca", clips: ["*"], since: "1/1/2025", cards: [{cards}])],"#
    );
    let text = pool + programmes;
    let schedules = [ScheduleText { file: file("chiều.ron"), text: &text }];
    let schedule = schedule::read(&schedules, &[], &network, &Holidays::default(), &catalogue, &mut found);
    assert!(!found.has_errors(), "{found:?}");
    (network, schedule, catalogue)
}

const CLIPS: [&str; 7] = ["a.ogg", "b.ogg", "c.mp3", "d.ogg", "e.ogg", "g.ogg", "h.ogg"];

proptest! {
    #[test]
    fn cards_come_first_in_proportion_to_their_weights_over_each_full_turn(
        weights in prop::collection::vec(1..6u32, 1..20), from in 0..5000u64,
    ) {
        let (pool, catalogue) = pool(&weights);
        let mut counts = BTreeMap::new();
        for nth in from..from + u64::from(weights.iter().sum::<u32>()) {
            let found = candidates(&pool, &catalogue, nth);
            let mut each_once = found.clone();
            each_once.sort();
            prop_assert_eq!(each_once.len(), weights.len());
            *counts.entry(found[0]).or_insert(0) += 1;
        }
        for (card, weight) in pool.cards.iter().zip(&weights) {
            prop_assert_eq!(counts[&card.clip], *weight);
        }
    }

    #[test]
    fn a_withdrawn_clip_changes_only_what_it_stood_in(
        weights in prop::collection::vec(1..4u32, 2..20), which in 0..20usize, nth in 0..5000u64,
    ) {
        let (before, catalogue) = pool(&weights);
        let mut after = before.clone();
        let gone = which % weights.len();
        after.cards[gone].withdrawn = Some(day("2025-03-10"));
        let (old, new) = (candidates(&before, &catalogue, nth), candidates(&after, &catalogue, nth));
        let rest: Vec<ClipIx> = old.into_iter().filter(|clip| *clip != before.cards[gone].clip).collect();
        prop_assert_eq!(new, rest);
    }

    #[test]
    fn a_new_card_changes_no_earlier_week(
        weights in prop::collection::vec(1..4u32, 2..20), which in 0..20usize, nth in 0..5000u64,
    ) {
        let (with, catalogue) = pool(&weights);
        let (mut without, mut with) = (with.clone(), with);
        let new = which % weights.len();
        without.cards.remove(new);
        with.cards[new].from = Some(day("2025-03-17"));
        prop_assert_eq!(candidates(&with, &catalogue, nth), candidates(&without, &catalogue, nth));
        with.cards[new].from = Some(day("2025-03-10"));
        prop_assert!(candidates(&with, &catalogue, nth).len() == weights.len());
    }

    #[test]
    fn the_answer_is_the_same_whatever_range_is_asked(start in 0..120u64, days in 1..20u64) {
        let whole = firsts(&CLIPS, "", "2025-01-01", 141);
        let first = (day("2025-01-01") + Days::new(start)).to_string();
        let part = firsts(&CLIPS, "", &first, days);
        prop_assert!(part.len() as u64 >= 2 * days - 1);
        for (item, clip) in part {
            prop_assert_eq!(&whole[&item], &clip);
        }
    }
}

#[test]
fn new_sound_under_the_same_name_changes_no_choice() {
    let converted = ["a.mp3", "b.flac", "c.wav", "d.ogg", "e.m4a", "g.ogg", "h.mp3"];
    let stem = |clips: BTreeMap<String, String>| -> Vec<(String, String)> {
        clips.into_iter().map(|(item, clip)| (item, clip[..1].to_owned())).collect()
    };
    let (before, after) = (firsts(&CLIPS, "", "2025-03-01", 60), firsts(&converted, "", "2025-03-01", 60));
    assert_eq!(stem(before), stem(after));
}

#[test]
fn each_clip_comes_as_often_as_the_others() {
    // A week's ring has the same cards all through, and 17 declared uses a week.
    let found = firsts(&CLIPS, "", "2025-03-17", 21);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for clip in found.values() {
        *counts.entry(clip).or_default() += 1;
    }
    assert_eq!(found.len(), 2 * 21 + 2 * 3, "two a day and two more a week");
    assert!(
        counts.len() == CLIPS.len() && counts.values().all(|count| (6..=7).contains(count)),
        "{counts:?}"
    );
}

#[test]
fn what_airs_instead_on_some_days_takes_turns_of_its_own() {
    let text = r#"
        programmes: [(id: "nhạc", title: "Nhạc", parts: [Fill("ca")]), (id: "lời", title: "Lời", parts: [Clip("a")])],
        slots: [(id: "chiều", stations: ["huyen"], at: Daily("17h00"), length: "10 phút", play: Programme("lời"),
            instead: [(on: Between("10/3/2025", "13/3/2025"), play: Programme("nhạc"))])])"#;
    let found = firsts_in(text, &CLIPS, "", "2025-03-10", 4);
    let different: BTreeSet<&String> = found.values().collect();
    assert_eq!((found.len(), different.len()), (4, 4), "{found:?}");
}

#[test]
fn a_card_with_hours_comes_only_in_items_that_begin_within_them() {
    let found = firsts(&CLIPS, r#"(clip: "a", weight: 7, hours: ["05h00-07h00"])"#, "2025-03-03", 28);
    let (morning, rest): (Vec<_>, Vec<_>) = found.iter().partition(|(item, _)| item.ends_with("/sang"));
    assert!(morning.iter().filter(|(_, clip)| *clip == "a.ogg").count() > 8, "{morning:?}");
    assert!(rest.iter().all(|(_, clip)| *clip != "a.ogg"), "{rest:?}");
}

#[test]
fn a_card_comes_from_its_first_day_to_its_last_within_a_week() {
    let card = r#"(clip: "a", weight: 20, from: "5/3/2025", until: "20/3/2025")"#;
    let found = firsts(&CLIPS, card, "2025-02-24", 35);
    let days: Vec<&str> =
        found.iter().filter(|(_, clip)| *clip == "a.ogg").map(|(item, _)| &item[..10]).collect();
    assert!(
        days.len() > 15 && days.iter().all(|day| ("2025-03-05"..="2025-03-20").contains(day)),
        "{days:?}"
    );
}

#[test]
fn an_empty_pool_and_a_day_before_the_pools_start_are_no_trouble() {
    assert_eq!(firsts(&CLIPS, "", "2024-12-30", 1).len(), 2);
    let (empty, catalogue) = pool(&[]);
    assert!(candidates(&empty, &catalogue, 5).is_empty());
}
