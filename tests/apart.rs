//! Separation: what a pool keeps apart stays apart, for whatever slots, weights, artists and topics.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta};
use loa::calendar::Holidays;
use loa::catalogue::{Catalogue, ClipIx};
use loa::diagnostic::{Code, Diagnostics};
use loa::lineup::{Reckoning, pick};
use loa::network;
use loa::network::StationIx;
use loa::rundown::{Expander, ItemPlay};
use loa::schedule::{self, Apart, Kin, Pool, ScheduleText};
use loa::source::Sources;
use proptest::prelude::*;

const NETWORK: &str = r#"Network(version: 1, id: "thu", name: "Thử", time_zone: "Asia/Ho_Chi_Minh", stations: [
    (id: "huyen", name: "Đài huyện")])"#;

/// One use of the pool: when, which clips are its own, and whether something was refused.
struct Taken {
    start: DateTime<FixedOffset>,
    end: DateTime<FixedOffset>,
    clips: Vec<ClipIx>,
    own: Vec<ClipIx>,
    is_refused: bool,
}

/// What every item of `days` days takes from a pool of `clips` clips, said more of in `cards`, in these slots.
fn taken(clips: usize, cards: &str, apart: &str, slots: &str, first: &str, days: u64) -> (Pool, Vec<Taken>) {
    let (mut sources, mut found) = (Sources::new(), Diagnostics::new());
    let mut file = |name: &str| sources.add(name, Vec::new(), &mut Diagnostics::new());
    let network = network::read(file("network.ron"), NETWORK, &mut found).expect("a network");
    let catalogue = Catalogue::new((0..clips).map(|nth| format!("{nth:02}.ogg")).collect(), vec![], vec![]);
    let text = format!(
        r#"Schedule(version: 1, by: "huyen",
            pools: [(id: "ca", clips: ["*"], since: "1/1/2025", apart: ({apart}), cards: [{cards}])],
            programmes: [(id: "nhạc", title: "Nhạc", parts: [Fill("ca")])], slots: [{slots}])"#
    );
    let schedules = [ScheduleText { file: file("ca.ron"), text: &text }];
    let schedule = schedule::read(&schedules, &[], &network, &Holidays::default(), &catalogue, &mut found);
    assert!(!found.has_errors(), "{found:?}\n{text}");
    let mut expander = Expander::new(&network, &schedule);
    let mut reckoning = Reckoning::new(&network, &schedule, &catalogue);
    let mut uses = Vec::new();
    let first: NaiveDate = first.parse().expect("a date");
    for ahead in 0..days {
        for item in expander.day(StationIx(0), first + Days::new(ahead)).items.iter() {
            let ItemPlay::Programme(programme) = item.play else { panic!("a programme") };
            let mut found = Diagnostics::new();
            let fillers = pick(item, programme, &mut reckoning, &mut found).fillers.remove(0);
            let is_refused = found.iter().any(|finding| finding.code == Code::ApartTooLong);
            let (start, end) = (item.start, item.over());
            uses.push(Taken { start, end, clips: fillers.clips, own: fillers.own, is_refused });
        }
    }
    (schedule.pools[0].clone(), uses)
}

/// Slots at these hours, each of so many minutes; every third on three days of the week only.
fn slots(hours: &[(u32, u32)]) -> String {
    let slot = |(nth, (hour, minutes)): (usize, &(u32, u32))| {
        let at = match nth % 3 {
            2 => format!(r#"Weekly(on: ["T2", "T5", "CN"], time: "{hour:02}h00")"#),
            _ => format!(r#"Daily("{hour:02}h00")"#),
        };
        format!(
            r#"(id: "k{nth}", stations: ["huyen"], at: {at}, length: "{minutes} phút", play: Programme("nhạc")),"#
        )
    };
    hours.iter().enumerate().map(slot).collect()
}

/// A card: its weight, its artist and topic, 0 for none, and the month it comes in, for some.
type Said = (u32, u32, u32, Option<u32>);

fn cards(said: &[Said]) -> String {
    let card = |(nth, (weight, artist, topic, month)): (usize, &Said)| {
        let name =
            |field: &str, nth: u32| if nth == 0 { String::new() } else { format!(r#", {field}: "{nth}""#) };
        let from = month.map_or(String::new(), |month| format!(r#", from: "11/{month}/2025""#));
        let (artist, topic) = (name("artist", *artist), name("topic", *topic));
        format!(r#"(clip: "{nth:02}", weight: {weight}{artist}{topic}{from}),"#)
    };
    said.iter().enumerate().map(card).collect()
}

fn said() -> impl Strategy<Value = Vec<Said>> {
    let month = proptest::option::weighted(0.2, 2..12u32);
    prop::collection::vec((1..3u32, 0..12u32, 0..9u32, month), 1..40)
}

/// Names of each kind that no two uses may share when the second begins so soon after the first ends.
fn names(pool: &Pool, kin: Kin, clips: &[ClipIx]) -> Vec<String> {
    let cards = pool.cards.iter().filter(|card| clips.contains(&card.clip));
    cards.filter_map(|card| card.name_as(kin)).collect()
}

fn separations(apart: &Apart) -> Vec<(Kin, TimeDelta)> {
    apart.each().map(|(kin, away)| (kin, away.value)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_a_use_s_own_is_kin_of_nothing_that_is_another_s_nearby(
        said in said(),
        hours in prop::collection::btree_map(5..21u32, 5..60u32, 1..6),
        away in (1..60u32, 0..10u32, 0..20u32),
    ) {
        let hours: Vec<(u32, u32)> = hours.into_iter().collect();
        let name = |field: &str, hours: u32| if hours == 0 { String::new() } else { format!(r#"{field}: "{hours} giờ","#) };
        let apart = name("clip", away.0) + &name("artist", away.1) + &name("topic", away.2);
        let (pool, uses) = taken(said.len(), &cards(&said), &apart, &slots(&hours), "2025-01-01", 365);
        let separations = separations(&pool.apart);
        for (at, one) in uses.iter().enumerate() {
            for (kin, away) in &separations {
                let own = names(&pool, *kin, &one.own);
                for other in uses[at + 1..].iter().take_while(|other| other.start < one.end + *away) {
                    let kept = names(&pool, *kin, &other.own);
                    let shared = kept.iter().find(|name| own.contains(name));
                    prop_assert_eq!(shared, None, "{:?} of {} and {}", kin, one.start, other.start);
                }
            }
        }
    }

    #[test]
    fn a_separation_that_is_not_refused_gives_every_use_a_clip_of_its_own(
        said in prop::collection::vec((1..3u32, 0..12u32, 0..9u32, Just(None)), 1..40),
        hours in prop::collection::btree_map(5..21u32, 5..60u32, 1..6),
        away in (1..60u32, 1..10u32),
    ) {
        let hours: Vec<(u32, u32)> = hours.into_iter().collect();
        let apart = format!(r#"clip: "{} giờ", artist: "{} giờ""#, away.0, away.1);
        let (_, uses) = taken(said.len(), &cards(&said), &apart, &slots(&hours), "2025-02-03", 28);
        for one in &uses {
            prop_assert_eq!(one.own.is_empty(), one.is_refused, "{}", one.start);
            let first = one.clips.first().filter(|_| !one.is_refused);
            prop_assert_eq!(first, one.own.first(), "the first clip is its own");
        }
    }
}

#[test]
fn a_day_s_airings_in_a_pool_of_twelve_have_a_share_of_it_each() {
    let (_, uses) = taken(12, "", r#"clip: "20 giờ""#, &slots(&[(6, 30), (17, 30)]), "2025-03-03", 14);
    assert!(uses.iter().all(|one| one.own.len() >= 2 && !one.is_refused), "a clip and one to follow it");
    let (_, uses) = taken(12, "", r#"clip: "144 giờ""#, &slots(&[(6, 30), (17, 30)]), "2025-03-03", 14);
    assert!(uses.iter().all(|one| one.own.is_empty() && one.is_refused), "13 uses, 12 clips");
}

#[test]
fn without_a_separation_every_clip_is_a_use_s_own() {
    let (_, uses) = taken(5, "", "", &slots(&[(6, 30)]), "2025-03-03", 3);
    assert!(uses.iter().all(|one| one.own == one.clips && one.own.len() == 5));
}

#[test]
fn six_clips_of_two_artists_come_in_turn() {
    let said: Vec<Said> = (0..6).map(|nth| (1, 1 + nth % 2, 0, None)).collect();
    let (pool, uses) =
        taken(6, &cards(&said), r#"artist: "6 giờ""#, &slots(&[(6, 30), (12, 30)]), "2025-03-03", 28);
    assert!(uses.iter().all(|one| !one.is_refused));
    for pair in uses.chunks(2) {
        let artist = |one: &Taken| names(&pool, Kin::Artist, &one.own[..1]);
        assert_ne!(artist(&pair[0]), artist(&pair[1]), "{}", pair[0].start);
    }
}

#[test]
fn an_item_that_is_moved_keeps_its_turn_and_takes_nobody_else_s() {
    let slots = r#"
        (id: "sáng", stations: ["huyen"], at: Daily("06h00"), length: "30 phút", play: Programme("nhạc"),
            yields: Move(until: "20h00")),
        (id: "trưa", stations: ["huyen"], at: Daily("12h00"), length: "30 phút", play: Programme("nhạc")),
        (id: "lễ", stations: ["huyen"], at: On(dates: ["5/3/2025"], time: "06h00"), length: "6 giờ",
            play: Programme("nhạc"), priority: Priority)"#;
    let (_, uses) = taken(12, "", "", slots, "2025-03-05", 2);
    let mut firsts: Vec<ClipIx> = uses.iter().map(|one| one.clips[0]).collect();
    firsts.sort();
    firsts.dedup();
    assert_eq!((uses.len(), firsts.len()), (5, 5), "five uses begin with five clips");
}

#[test]
fn what_is_a_use_s_own_is_the_same_whatever_range_is_asked() {
    let said: Vec<Said> = (0..20).map(|nth| (1 + nth % 2, nth % 5, 0, Some(2 + nth % 8))).collect();
    let ask = |first, days| {
        let slots = slots(&[(6, 30), (12, 30), (17, 60)]);
        taken(20, &cards(&said), r#"clip: "30 giờ", artist: "2 giờ""#, &slots, first, days).1
    };
    let whole = ask("2025-02-24", 60);
    for one in ask("2025-03-17", 9) {
        let same = whole.iter().find(|other| other.start == one.start).expect("it airs there too");
        assert_eq!((&same.clips, &same.own), (&one.clips, &one.own), "{}", one.start);
    }
}
