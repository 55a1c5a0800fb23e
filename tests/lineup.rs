//! What stands in an item: blocks and their room, pins, the topic of the day, priorities, bulletins of one station.

use chrono::{NaiveDate, TimeDelta};
use loa::calendar::Holidays;
use loa::catalogue::{Catalogue, read_bulletin};
use loa::diagnostic::{Code, Diagnostics};
use loa::lineup::{ElementKind, Lineup, Reckoning, pick};
use loa::network;
use loa::rundown::{Expander, ItemPlay};
use loa::schedule::{self, ScheduleText};
use loa::source::Sources;
use loa::speech::{Speech, Variants};
use std::sync::Arc;

const NETWORK: &str = r#"Network(version: 1, id: "thu", name: "Thử", time_zone: "Asia/Ho_Chi_Minh", stations: [
    (id: "huyen", name: "Đài huyện"), (id: "xa", name: "Đài xã", under: "huyen")])"#;

const CAMPAIGN: &str = r#"Campaign(version: 1, id: "cchc", title: "Cải cách hành chính", opening: "mở",
    topics: [(id: "d", title: "Kết quả", on: ["T6"]), (id: "đ", title: "Quan hệ", on: ["T5"])])"#;

/// A bulletin: its file name, the lines of its head, and how many syllables it has.
type Text = (&'static str, &'static str, usize);

/// What a programme of `parts` at 17h00 on `date` consists of at `station`, and what is wrong with it.
fn picked(parts: &str, date: &str, station: &str, texts: &[Text]) -> (Lineup, Vec<Code>) {
    let (mut lineups, found) = picked_on(parts, &[date], station, texts);
    (lineups.remove(0), found)
}

/// As [`picked`], on several days, asked for in that order. A text is of the day that stands before its name and `/`, else
/// of the first of them.
fn picked_on(parts: &str, dates: &[&str], station: &str, texts: &[Text]) -> (Vec<Lineup>, Vec<Code>) {
    let day = |text: &str| -> NaiveDate { text.parse().expect("a date") };
    let (mut sources, mut found) = (Sources::new(), Diagnostics::new());
    let mut file = |name: &str| sources.add(name, Vec::new(), &mut Diagnostics::new());
    let network = network::read(file("network.ron"), NETWORK, &mut found).expect("a network");
    let bulletins = texts.iter().filter_map(|(name, head, syllables)| {
        let (date, name) = name.split_once('/').unwrap_or((dates[0], name));
        let text = format!("---\ntitle: {name}\n{head}\n---\n{}", "lời ".repeat(*syllables));
        let known = (&network, &Speech::new(Arc::default(), Variants::default()));
        read_bulletin(day(date), name, (file(name), &text), known, &mut Diagnostics::new())
    });
    let bulletins = bulletins.collect();
    let clips = vec!["nhac.wav".to_owned(), "ca.wav".to_owned()];
    let catalogue = Catalogue::new(clips, vec!["mở.tera".to_owned(), "xa/chao.tera".to_owned()], bulletins);
    let text = format!(
        r#"Schedule(version: 1, by: "huyen", pools: [(id: "ca", clips: ["ca"], since: "1/1/2025")],
            programmes: [(id: "chiều", title: "Chiều", parts: [{parts}])], slots: [(id: "chiều", stations: ["*"],
            at: Daily("17h00"), length: "30 phút", play: Programme("chiều"),
            except: [On("15/3/2025")]), (id: "tối", stations: ["huyen"], at: Weekly(on: ["T4"], time: "19h00"),
            length: "30 phút", play: Programme("chiều"))])"#
    );
    let schedules = [ScheduleText { file: file("chiều.ron"), text: &text }];
    let campaigns = [ScheduleText { file: file("cchc.ron"), text: CAMPAIGN }];
    let holidays = Holidays::default();
    let schedule = schedule::read(&schedules, &campaigns, &network, &holidays, &catalogue, &mut found);
    assert!(!found.has_errors(), "{found:?}");
    let station = network.find(station).expect("a station");
    let mut expander = Expander::new(&network, &schedule);
    let mut found = Diagnostics::new();
    let mut reckoning = Reckoning::new(&network, &schedule, &catalogue);
    let mut lineups = Vec::new();
    for date in dates {
        for item in expander.day(station, day(date)).items.iter() {
            let ItemPlay::Programme(programme) = item.play else { panic!("not a programme") };
            lineups.push(pick(item, programme, &mut reckoning, &mut found));
        }
    }
    (lineups, found.iter().map(|diagnostic| diagnostic.code).collect())
}

fn titles(lineup: &Lineup) -> Vec<&str> {
    lineup.elements.iter().map(|element| element.title.as_str()).collect()
}

#[test]
fn a_block_takes_what_has_room_and_says_what_has_none() {
    let news = "section: thời sự";
    // At 170 a minute: 2, 2 and 1 minutes for a block of three.
    let texts: [Text; 3] = [("a", news, 340), ("b", news, 340), ("c", news, 170)];
    let parts = r#"Bulletins(section: "thời sự", length: "3 phút")"#;
    let (lineup, found) = picked(parts, "2025-03-10", "huyen", &texts);
    assert_eq!(titles(&lineup), ["A", "C"], "a shorter one may pass");
    assert_eq!(found, [Code::NoRoom]);
    assert_eq!(lineup.sections, ["thời sự"]);
}

#[test]
fn the_first_bulletin_is_taken_even_when_it_is_too_long_and_that_is_said() {
    let parts = r#"Bulletins(section: "thời sự", length: "1 phút")"#;
    let (lineup, found) = picked(parts, "2025-03-10", "huyen", &[("a", "section: thời sự", 400)]);
    assert_eq!((titles(&lineup), found), (vec!["A"], vec![Code::BulletinTooLong]));
}

#[test]
fn the_most_urgent_bulletin_comes_first_and_none_is_read_twice() {
    let texts: [Text; 3] = [
        ("a", "section: tin", 10),
        ("b", "section: tin\npriority: emergency", 10),
        ("c", "section: tin\npriority: ưu tiên", 10),
    ];
    let block = r#"Bulletins(section: "tin", length: "3 phút")"#;
    let (lineup, found) = picked(&format!("{block}, {block}"), "2025-03-10", "huyen", &texts);
    assert_eq!(titles(&lineup), ["B", "C", "A"]);
    assert_eq!(found, [Code::EmptyBlock], "the second block finds all of them taken");
}

#[test]
fn a_bulletin_for_one_station_is_heard_there_only() {
    let texts: [Text; 2] = [("a", "section: tin\nstations: [xa]", 10), ("b", "section: tin", 10)];
    let parts = r#"Bulletins(section: "tin", length: "3 phút")"#;
    assert_eq!(titles(&picked(parts, "2025-03-10", "xa", &texts).0), ["A", "B"]);
    assert_eq!(titles(&picked(parts, "2025-03-10", "huyen", &texts).0), ["B"]);
}

#[test]
fn the_column_takes_the_topic_of_the_day_and_d_is_not_đ() {
    let texts: [Text; 2] = [("a", "section: cchc\ntopics: [d]", 10), ("b", "section: cchc\ntopics: [đ]", 10)];
    let parts = r#"Column(campaign: "cchc", length: "10 phút")"#;
    let on = |date| picked(parts, date, "huyen", &texts);
    let (thursday, friday, monday) = (on("2025-03-13"), on("2025-03-14"), on("2025-03-10"));
    assert_eq!(titles(&thursday.0), ["Mở", "B"]);
    assert_eq!(titles(&friday.0), ["Mở", "A"]);
    assert_eq!(thursday.0.topic.map(|(_, place)| place), Some(1));
    assert_eq!(thursday.0.sections, ["chuyên mục Cải cách hành chính"]);
    assert_eq!((titles(&monday.0).len(), monday.1), (0, vec![Code::NoTopicToday]));
}

#[test]
fn the_pin_belongs_to_the_first_element_of_its_part() {
    let texts: [Text; 2] = [("a", "section: cchc\ntopics: [d]", 10), ("b", "section: tin", 10)];
    let parts = r#"Clip("nhac"), Bulletins(section: "tin", length: "1 phút", at: "2 phút"),
        Column(campaign: "cchc", at: "13 phút", length: "10 phút"), Fill("ca")"#;
    let (lineup, _) = picked(parts, "2025-03-14", "huyen", &texts);
    let pins: Vec<_> = lineup.elements.iter().map(|element| element.pin).collect();
    let minutes = |minutes| Some(TimeDelta::minutes(minutes));
    assert_eq!(pins, [None, minutes(2), minutes(13), None, None]);
    let numbers: Vec<u32> = lineup.elements.iter().map(|element| element.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    assert!(matches!(lineup.elements[2].kind, ElementKind::Read(_)), "the opening of the column");
}

#[test]
fn each_pool_is_listed_once_in_the_order_of_its_fill_parts() {
    let (lineup, _) = picked(r#"Fill("ca"), Clip("nhac"), Fill("ca")"#, "2025-03-10", "huyen", &[]);
    assert_eq!((lineup.fillers.len(), lineup.fillers[0].clips.len()), (1, 1));
}

/// The days of the week of 10 March 2025 on which the slot of the afternoon airs; Wednesday has an evening too.
const DAYS: [&str; 6] = ["2025-03-10", "2025-03-11", "2025-03-12", "2025-03-13", "2025-03-14", "2025-03-16"];

/// The titles of each item of `DAYS` at `station`, each item's in one string.
fn week_of(texts: &[Text], station: &str) -> Vec<String> {
    let parts = r#"Bulletins(section: "tin", length: "3 phút")"#;
    let (lineups, _) = picked_on(parts, &DAYS, station, texts);
    lineups.iter().map(|lineup| titles(lineup).join("")).collect()
}

#[test]
fn a_bulletin_with_airings_is_heard_in_the_first_items_from_its_day_on_at_each_station() {
    let texts: [Text; 1] = [("2025-03-11/a", "section: tin\nsố lần phát: 3", 10)];
    assert_eq!(week_of(&texts, "huyen"), ["", "A", "A", "A", "", "", ""], "Wednesday has two items");
    assert_eq!(week_of(&texts, "xa"), ["", "A", "A", "A", "", ""], "one a day");
    let texts: [Text; 1] = [("2025-03-13/a", "section: tin\nairings: 3", 10)];
    assert_eq!(week_of(&texts, "xa"), ["", "", "", "A", "A", "A"], "Saturday has no item and spends none");
    let texts: [Text; 1] = [("2025-03-11/a", "section: khác\nairings: 3", 10)];
    assert_eq!(week_of(&texts, "xa").concat(), "", "its section has no block");
}

#[test]
fn a_bulletin_until_a_day_is_heard_to_that_day_and_airings_end_it_sooner() {
    let until: [Text; 1] = [("2025-03-11/a", "section: tin\nđến ngày: 13/3/2025", 10)];
    assert_eq!(week_of(&until, "huyen"), ["", "A", "A", "A", "A", "", ""]);
    let both: [Text; 2] = [
        ("2025-03-11/a", "section: tin\nuntil: 13/3/2025\nairings: 2", 10),
        ("2025-03-11/b", "section: tin\nuntil: 12/3/2025\nairings: 30", 10),
    ];
    assert_eq!(week_of(&both, "huyen"), ["", "AB", "AB", "B", "", "", ""]);
}

#[test]
fn a_fresh_bulletin_comes_before_one_of_an_earlier_day_but_not_before_a_more_urgent_one() {
    let texts: [Text; 4] = [
        ("2025-03-10/a", "section: tin\nairings: 9", 10),
        ("2025-03-11/c", "section: tin", 10),
        ("2025-03-11/b", "section: tin", 10),
        ("2025-03-10/d", "section: tin\nairings: 9\npriority: priority", 10),
    ];
    assert_eq!(week_of(&texts, "xa")[..3], ["DA", "DBCA", "DA"]);
}

#[test]
fn an_airing_for_which_there_was_no_room_is_spent() {
    let texts: [Text; 2] =
        [("2025-03-10/a", "section: tin\nairings: 2", 170), ("2025-03-11/b", "section: tin", 500)];
    assert_eq!(week_of(&texts, "xa")[..3], ["A", "B", ""]);
}

#[test]
fn a_column_takes_earlier_texts_of_its_topic_only_on_the_days_of_that_topic() {
    let texts: [Text; 1] = [("2025-03-10/a", "section: cchc\ntopics: [đ]\nairings: 1", 10)];
    let parts = r#"Column(campaign: "cchc", length: "10 phút")"#;
    let (lineups, _) = picked_on(parts, &["2025-03-12", "2025-03-13", "2025-03-20"], "xa", &texts);
    let heard: Vec<usize> = lineups.iter().map(|lineup| lineup.elements.len()).collect();
    assert_eq!(heard, [0, 2, 0], "the first Thursday");
}

#[test]
fn what_is_heard_on_a_day_is_the_same_whatever_days_were_asked_for_before() {
    let texts: [Text; 3] = [
        ("2025-02-26/a", "section: tin\nairings: 18", 10),
        ("2025-03-11/b", "section: tin\nairings: 2", 10),
        ("2025-03-10/c", "section: tin\nuntil: 15/3/2025\nairings: 4", 10),
    ];
    let parts = r#"Bulletins(section: "tin", length: "3 phút")"#;
    let whole = week_of(&texts, "huyen");
    let mut one_by_one = Vec::new();
    for date in DAYS.iter().rev() {
        let (lineups, _) = picked_on(parts, &[date], "huyen", &texts);
        one_by_one.splice(0..0, lineups.iter().map(|lineup| titles(lineup).join("")));
    }
    assert_eq!(one_by_one, whole);
    assert_eq!(whole, ["CA", "BCA", "BCA", "CA", "", "", ""], "A had fourteen before");
}
