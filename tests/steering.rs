//! What a campaign's columns take when its targets decide: the topic furthest behind, the same whatever is asked for.

use chrono::{Days, NaiveDate};
use loa::calendar::Holidays;
use loa::catalogue::{Catalogue, read_bulletin};
use loa::diagnostic::{Code, Diagnostics};
use loa::lineup::{ElementKind, Frozen, FrozenBlock, FrozenItem, Lack, Lineup, Reckoning, outlook, pick};
use loa::network::{self, Network, StationIx};
use loa::rundown::{Expander, ItemPlay};
use loa::schedule::{self, Schedule, ScheduleText};
use loa::source::Sources;
use loa::speech::{Speech, Variants};
use proptest::prelude::*;
use std::sync::Arc;

const NETWORK: &str = r#"Network(version: 1, id: "thu", name: "Thử", time_zone: "Asia/Ho_Chi_Minh", stations: [
    (id: "huyen", name: "Đài huyện"), (id: "xa", name: "Đài xã", under: "huyen")])"#;

const TWO_TOPICS: &str = r#"(id: "a", title: "A"), (id: "b", title: "B")"#;

/// A column at 17h00 every day at the station above.
const DAILY: &str =
    r#"(id: "chiều", stations: ["huyen"], at: Daily("17h00"), length: "30 phút", play: Programme("cột"))"#;

/// A text: the day and name of its file, and the lines of its head.
type Text = (String, String);

struct Plan {
    network: Network,
    schedule: Schedule,
    catalogue: Catalogue,
}

fn day(date: &str) -> NaiveDate {
    date.parse().expect("a date")
}

fn texts(written: &[(&str, &str)]) -> Vec<Text> {
    written.iter().map(|(name, head)| ((*name).to_owned(), (*head).to_owned())).collect()
}

/// A text of each topic that lasts.
fn lasting() -> Vec<Text> {
    texts(&[
        ("2025-03-03/a", "topics: [a]\nuntil: 30/4/2025"),
        ("2025-03-03/b", "topics: [b]\nuntil: 30/4/2025"),
    ])
}

fn plan(topics: &str, targets: &str, slots: &[&str], texts: &[Text]) -> Plan {
    let (mut sources, mut found) = (Sources::new(), Diagnostics::new());
    let mut file = |name: &str| sources.add(name, Vec::new(), &mut Diagnostics::new());
    let network = network::read(file("network.ron"), NETWORK, &mut found).expect("a network");
    let bulletins = texts.iter().map(|(path, head)| {
        let (date, name) = path.split_once('/').expect("a day and a name");
        let text = format!("---\ntitle: {name}\nsection: chuyên mục\n{head}\n---\n{}", "lời ".repeat(150));
        let known = (&network, &Speech::new(Arc::default(), Variants::default()));
        let mut found = Diagnostics::new();
        let bulletin = read_bulletin(day(date), name, (file(path), &text), known, &mut found);
        assert!(found.is_empty(), "{found:?}");
        bulletin.expect("a bulletin")
    });
    let catalogue = Catalogue::new(vec!["nhac.wav".to_owned()], vec![], bulletins.collect());
    let campaign = format!(
        r#"Campaign(version: 1, id: "đợt", title: "Đợt", period: (from: "3/3/2025", until: "31/12/2025"),
            topics: [{topics}], targets: [{targets}])"#
    );
    let slots = slots.join(",\n");
    let programmes = r#"programmes: [(id: "cột", title: "Cột", parts: [Clip("nhac"), Column(campaign: "đợt", length: "10 phút")])]"#;
    let text = format!(r#"Schedule(version: 1, by: "huyen", {programmes}, slots: [{slots}])"#);
    let schedules = [ScheduleText { file: file("lich.ron"), text: &text }];
    let campaigns = [ScheduleText { file: file("dot.ron"), text: &campaign }];
    let holidays = Holidays::default();
    let schedule = schedule::read(&schedules, &campaigns, &network, &holidays, &catalogue, &mut found);
    assert!(!found.has_errors(), "{found:?}");
    Plan { network, schedule, catalogue }
}

impl Plan {
    /// The lineups of a station on days, asked for in that order with one count, and what is wrong with them.
    fn lineups(&self, station: &str, days: &[NaiveDate], frozen: &Frozen) -> (Vec<Lineup>, Vec<Code>) {
        let mut reckoning = Reckoning::new(&self.network, &self.schedule, &self.catalogue).keeping(frozen);
        let mut expander = Expander::new(&self.network, &self.schedule);
        let (mut lineups, mut found) = (Vec::new(), Diagnostics::new());
        for date in days {
            for item in expander.day(self.station(station), *date).items.iter() {
                if let ItemPlay::Programme(programme) = item.play {
                    lineups.push(pick(item, programme, &mut reckoning, &mut found));
                }
            }
        }
        (lineups, found.iter().map(|diagnostic| diagnostic.code).collect())
    }

    /// The topics and texts of a station's columns on days.
    fn taken(&self, station: &str, days: &[NaiveDate]) -> Vec<(String, Vec<String>)> {
        let (lineups, _) = self.lineups(station, days, &Frozen::default());
        lineups.iter().map(|lineup| (self.topic(lineup), self.texts(lineup))).collect()
    }

    /// The letters of the topics of the columns above, from Monday 10 March 2025 on; `-` for none.
    fn letters(&self, count: u64) -> String {
        let days: Vec<NaiveDate> = (0..count).map(|later| day("2025-03-10") + Days::new(later)).collect();
        self.taken("huyen", &days).into_iter().map(|(letter, _)| letter).collect()
    }

    fn topic(&self, lineup: &Lineup) -> String {
        let topic = lineup.topic.filter(|_| !self.texts(lineup).is_empty());
        topic.map_or("-".to_owned(), |(campaign, topic)| {
            self.schedule.campaign(campaign).topics[topic].id.value.clone()
        })
    }

    fn texts(&self, lineup: &Lineup) -> Vec<String> {
        let ids = lineup.elements.iter().filter_map(|element| match element.kind {
            ElementKind::Bulletin(ix) => Some(self.catalogue.bulletin(ix).id.clone()),
            _ => None,
        });
        ids.collect()
    }

    fn station(&self, name: &str) -> StationIx {
        self.network.find(name).expect("a station")
    }

    /// What is missed in the week of 10 March 2025: the station, the topic, how much is planned, and why.
    fn missed(&self) -> Vec<(String, Option<usize>, u32, Lack)> {
        let mut reckoning = Reckoning::new(&self.network, &self.schedule, &self.catalogue);
        let stations = [self.station("huyen"), self.station("xa")];
        let missed = outlook(&mut reckoning, &stations, &(day("2025-03-10")..=day("2025-03-16")));
        let name = |station| self.network.station(station).id.to_string();
        missed.iter().map(|one| (name(one.station), one.target.topic, one.planned, one.lack)).collect()
    }
}

#[test]
fn the_topic_with_the_smallest_part_of_its_target_planned_comes_next_and_ties_go_by_their_order() {
    let targets = r#"(topic: "a", airings: 1, per: Week), (topic: "b", airings: 2, per: Week)"#;
    let plan = plan(TWO_TOPICS, targets, &[DAILY], &lasting());
    assert_eq!(plan.letters(14), "abbabbaabbabba", "each week begins anew");
}

#[test]
fn the_topic_of_the_day_comes_first_where_it_has_a_text() {
    let topics = r#"(id: "a", title: "A", on: ["T2", "T3"]), (id: "b", title: "B", on: ["T5"])"#;
    let targets = r#"(topic: "*", airings: 1, per: Week)"#;
    let some = texts(&[
        ("2025-03-10/a", "topics: [a]"),
        ("2025-03-11/a", "topics: [a]"),
        ("2025-03-11/b", "topics: [b]"),
        ("2025-03-12/b", "topics: [b]"),
        ("2025-03-13/a", "topics: [a]"),
    ]);
    assert_eq!(plan(topics, targets, &[DAILY], &some).letters(5), "aaba-");
    let untargeted = plan(topics, "", &[DAILY], &some);
    assert_eq!(untargeted.letters(5), "aa---", "without targets the day decides");
    let (_, found) = untargeted.lineups("huyen", &[day("2025-03-14")], &Frozen::default());
    assert_eq!(found, [Code::NoTopicToday]);
}

#[test]
fn a_column_for_which_there_is_no_text_of_any_topic_is_an_empty_block() {
    let plan = plan(TWO_TOPICS, r#"(topic: "*", airings: 1, per: Week)"#, &[DAILY], &[]);
    let (lineups, found) = plan.lineups("huyen", &[day("2025-03-12")], &Frozen::default());
    assert_eq!((lineups[0].topic, found), (None, vec![Code::EmptyBlock]));
}

#[test]
fn an_airing_of_a_text_is_spent_only_where_its_topic_is_taken() {
    let targets = r#"(topic: "a", airings: 1, per: Week), (topic: "b", airings: 2, per: Week)"#;
    let some = texts(&[
        ("2025-03-10/a", "topics: [a]\nairings: 2"),
        ("2025-03-10/b", "topics: [b]\nuntil: 30/4/2025"),
    ]);
    assert_eq!(plan(TWO_TOPICS, targets, &[DAILY], &some).letters(7), "abbabbb");
}

#[test]
fn what_a_station_repeats_counts_and_what_comes_too_soon_or_at_another_time_of_day_does_not() {
    let even = r#"(topic: "*", airings: 2, per: Week)"#;
    let repeat = r#"(id: "lại", stations: ["huyen"], at: Weekly(on: ["T3"], time: "05h00"), length: "30 phút",
        play: Repeat(slot: "chiều", days: 1))"#;
    assert_eq!(plan(TWO_TOPICS, even, &[DAILY], &lasting()).letters(4), "abab");
    assert_eq!(plan(TWO_TOPICS, even, &[DAILY, repeat], &lasting()).letters(4), "abba");
    let apart = |gap: &str| {
        let targets =
            format!(r#"(topic: "a", airings: 3, per: Week{gap}), (topic: "b", airings: 1, per: Week)"#);
        plan(TWO_TOPICS, &targets, &[DAILY], &lasting()).letters(4)
    };
    assert_eq!((apart("").as_str(), apart(r#", gap: "48 giờ""#).as_str()), ("abaa", "abab"));
    let evening =
        r#"(topic: "a", airings: 2, per: Week, dayparts: ["19h-20h"]), (topic: "b", airings: 2, per: Week)"#;
    assert_eq!(plan(TWO_TOPICS, evening, &[DAILY], &lasting()).letters(3), "bbb");
}

#[test]
fn a_frozen_column_keeps_its_texts_and_their_topic() {
    let plan = plan(TWO_TOPICS, r#"(topic: "*", airings: 1, per: Week)"#, &[DAILY], &lasting());
    let monday = [day("2025-03-10")];
    assert_eq!(plan.taken("huyen", &monday)[0].0, "a");
    let block = FrozenBlock { of: "đợt".to_owned(), bulletins: vec!["2025-03-03/b".to_owned()] };
    let item = FrozenItem { blocks: vec![block], pools: Vec::new() };
    let frozen = Frozen { items: [("2025-03-10/huyen/chieu".to_owned(), item)].into() };
    let (lineups, found) = plan.lineups("huyen", &monday, &frozen);
    assert_eq!((plan.topic(&lineups[0]).as_str(), found), ("b", vec![]));
}

#[test]
fn a_relayed_or_carried_column_is_a_repeat_there_and_first_airings_are_asked_of_its_maker_only() {
    let weekly = r#"(id: "chiều", stations: ["huyen"], at: Weekly(on: ["T2"], time: "17h00"), length: "30 phút",
        play: Programme("cột"))"#;
    let relay = r#"(id: "tiếp âm", stations: ["xa"], at: Daily("17h00"), length: "30 phút", play: Relay(from: "huyen"))"#;
    let carry = r#"(id: "chậm", stations: ["xa"], at: Weekly(on: ["T2"], time: "19h00"), length: "30 phút",
        play: Carry(from: "huyen", slot: "chiều"))"#;
    let monday = texts(&[("2025-03-10/a", "topics: [a]")]);
    let missed = |targets: &str, slots: &[&str], texts: &[Text]| {
        plan(r#"(id: "a", title: "A")"#, targets, slots, texts).missed()
    };
    let all = [weekly, relay, carry];
    assert_eq!(missed(r#"(topic: "a", airings: 1, per: Week)"#, &all, &monday), []);
    let chieu = loa::schedule::SlotIx(0);
    let at = |slot: loa::schedule::SlotIx| Lack::Text(slot, day("2025-03-10"), 0);
    let twice = missed(r#"(topic: "a", airings: 2, per: Week, of: First)"#, &all, &monday);
    assert_eq!(twice, [("huyen".to_owned(), Some(0), 1, Lack::Room)], "the station below makes none");
    let repeats = missed(r#"(topic: "a", airings: 2, per: Week, of: Repeat)"#, &all, &monday);
    assert_eq!(repeats, [("huyen".to_owned(), Some(0), 0, Lack::Room)], "below it is heard twice");
    let none = missed(r#"(topic: "a", airings: 1, per: Week)"#, &[weekly], &[]);
    let below = ("xa".to_owned(), Some(0), 0, Lack::Column);
    assert_eq!(none, [("huyen".to_owned(), Some(0), 0, at(chieu)), below]);
}

/// A slot, a text and a target of their kind, by number.
const SLOTS: [&str; 5] = [
    r#"(id: "k0", stations: ["*"], at: Daily("17h00"), length: "15 phút", play: Programme("cột"))"#,
    r#"(id: "k1", stations: ["*"], at: Cron("0 6 * * 1-5"), length: "15 phút", play: Programme("cột"))"#,
    r#"(id: "k2", stations: ["*"], at: Daily("05h00"), length: "15 phút", play: Repeat(slot: "k0", days: 1))"#,
    r#"(id: "k3", stations: ["xa"], at: Weekly(on: ["T3", "CN"], time: "23h45"), length: "15 phút", play: Programme("cột"))"#,
    r#"(id: "k4", stations: ["*"], at: Lunar(days: [1, 15], time: "19h00"), length: "15 phút", play: Programme("cột"))"#,
];

fn some_texts() -> impl Strategy<Value = Vec<Text>> {
    let head = proptest::sample::select(vec![
        "topics: [a]",
        "topics: [b]\nairings: 2",
        "topics: [c]\nairings: 5",
        "topics: [a, c]\nairings: 3\nstations: xa",
        "topics: [b]\nuntil: 31/5/2025\nairings: 9",
    ]);
    let text = (0..60u64, head);
    let named = |(nth, (later, head)): (usize, (u64, &str))| {
        (format!("{}/tin-{nth}", day("2025-03-03") + Days::new(later)), head.to_owned())
    };
    proptest::collection::vec(text, 0..30)
        .prop_map(move |all| all.into_iter().enumerate().map(named).collect())
}

fn some_targets() -> impl Strategy<Value = String> {
    let all = vec![
        r#"(topic: "*", airings: 2, per: Week)"#,
        r#"(topic: "a", minutes: 9, per: Month)"#,
        r#"(topic: "b", airings: 3, per: Month, of: First)"#,
        r#"(topic: "c", airings: 2, per: Week, of: Repeat, gap: "24 giờ")"#,
        r#"(airings: 5, per: Week, dayparts: ["05h-12h"])"#,
    ];
    proptest::sample::subsequence(all, 1..5).prop_map(|chosen| chosen.join(", "))
}

fn some_slots() -> impl Strategy<Value = Vec<&'static str>> {
    // A repeat needs the first.
    proptest::sample::subsequence(SLOTS[1..].to_vec(), 0..4)
        .prop_map(|some| [SLOTS[0]].into_iter().chain(some).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn a_season_equals_its_days_and_the_order_of_files_changes_nothing(
        texts in some_texts(), targets in some_targets(), slots in some_slots(), sunday in any::<bool>(),
    ) {
        let on = if sunday { r#", on: ["CN"]"# } else { "" };
        let topics = format!(r#"(id: "a", title: "A"{on}), (id: "b", title: "B"), (id: "c", title: "C")"#);
        let plan = |slots: &[&str], texts: &[Text]| plan(&topics, &targets, slots, texts);
        let first = plan(&slots, &texts);
        let (slots, texts): (Vec<&str>, Vec<Text>) =
            (slots.into_iter().rev().collect(), texts.into_iter().rev().collect());
        let turned = plan(&slots, &texts);
        let days: Vec<NaiveDate> = (0..75).map(|later| day("2025-03-03") + Days::new(later)).collect();
        for station in ["huyen", "xa"] {
            let whole = first.taken(station, &days);
            prop_assert_eq!(&turned.taken(station, &days), &whole, "in another order");
            let one_by_one: Vec<_> = days.iter().flat_map(|date| first.taken(station, &[*date])).collect();
            prop_assert_eq!(&one_by_one, &whole, "day by day");
            let backwards: Vec<NaiveDate> = days.iter().rev().copied().collect();
            let mut backwards = first.taken(station, &backwards);
            let mut sorted = whole.clone();
            backwards.sort();
            sorted.sort();
            prop_assert_eq!(backwards, sorted, "from the last day to the first");
        }
    }

    #[test]
    fn a_text_is_heard_at_a_station_as_often_as_its_head_says_at_most(
        texts in some_texts(), targets in some_targets(), slots in some_slots(),
    ) {
        let topics = r#"(id: "a", title: "A"), (id: "b", title: "B"), (id: "c", title: "C")"#;
        let plan = plan(topics, &targets, &slots, &texts);
        let days: Vec<NaiveDate> = (0..120).map(|later| day("2025-03-03") + Days::new(later)).collect();
        let taken = plan.taken("xa", &days);
        for (path, head) in &texts {
            let most = head.split("airings: ").nth(1).and_then(|rest| rest[..1].parse::<usize>().ok());
            let heard = taken.iter().flat_map(|(_, texts)| texts).filter(|text| *text == path).count();
            prop_assert!(most.is_none_or(|most| heard <= most), "{path}: {heard}");
        }
    }
}
