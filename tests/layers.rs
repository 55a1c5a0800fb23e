//! Who gets the time when several want it: small schedules, and what airs by them.

use chrono::NaiveDate;
use loa::calendar::Holidays;
use loa::catalogue::Catalogue;
use loa::diagnostic::{Code, Diagnostics};
use loa::network;
use loa::rundown::{Became, Displacement, Item, expand};
use loa::schedule::{self, ScheduleText};
use loa::source::Sources;

const NETWORK: &str = r#"Network(version: 1, id: "thu", name: "Thử", time_zone: "Asia/Ho_Chi_Minh",
    stations: [(id: "xa", name: "Xã", under: "huyen"), (id: "huyen", name: "Huyện", under: "tinh"), (id: "tinh", name: "Tỉnh")],
    sources: [(id: "vov", name: "VOV")])"#;

/// Monday 10 March 2025 at `xa`: what airs, what does not, and the codes of what is wrong. A slot is written as its
/// declaring station, id, time, minutes, and what else it says.
fn monday(slots: &[(&str, &str, &str, u32, &str)], changes: &[(&str, &str)]) -> (Vec<String>, Vec<Code>) {
    let (mut sources, mut found) = (Sources::new(), Diagnostics::new());
    let mut texts = Vec::new();
    for (by, id, at, minutes, more) in slots {
        texts.push(format!(
            r#"Schedule(version: 1, by: "{by}", slots: [(id: "{id}", stations: ["xa"], at: Daily("{at}"),
                length: "{minutes} phút", play: Relay(from: "vov"), {more})])"#
        ));
    }
    for (by, change) in changes {
        texts.push(format!(r#"Schedule(version: 1, by: "{by}", changes: [{change}])"#));
    }
    let network_file = sources.add("network.ron", NETWORK.into(), &mut found);
    let network = network::read(network_file, NETWORK, &mut found).expect("a network");
    let files: Vec<_> = texts
        .iter()
        .map(|text| ScheduleText { file: sources.add("lich.ron", text.clone().into(), &mut found), text })
        .collect();
    let catalogue = Catalogue::new(vec![], vec![], vec![]);
    let schedule = schedule::read(&files, &[], &network, &Holidays::default(), &catalogue, &mut found);
    let day = NaiveDate::from_ymd_opt(2025, 3, 10).expect("a day");
    let station = network.find("xa").expect("a station");
    let rundowns = expand(&network, &schedule, &[station], day..=day, &mut found);
    let id = |item: &Item| schedule.slot(item.occurrence.slot).id.value.clone();
    let airs = |item: &Item| {
        let became = item.wanted.map_or("", |wanted| match wanted.became {
            Became::Waiting => " waiting",
            Became::Moved => " moved",
            Became::Shortened => " shortened",
        });
        format!("{} {} {}{became}", item.start.format("%H:%M"), item.length.num_minutes(), id(item))
    };
    let mut lines: Vec<String> = rundowns[0].items.iter().map(airs).collect();
    lines.extend(rundowns[0].displaced.iter().map(|lost| match &lost.why {
        Displacement::By(winner) => {
            format!("- {} by {}", id(&lost.item), winner.0.rsplit('/').next().unwrap_or(""))
        }
        Displacement::Cancelled { reason } => format!("- {} cancelled: {reason}", id(&lost.item)),
    }));
    (lines, found.iter().map(|found| found.code).collect())
}

fn airs(slots: &[(&str, &str, &str, u32, &str)]) -> Vec<String> {
    let (lines, found) = monday(slots, &[]);
    assert_eq!(found, []);
    lines
}

const EMERGENCY: &str = r#"priority: Emergency, authority: "Chủ tịch""#;

#[test]
fn the_higher_layer_has_the_time_and_the_lower_is_displaced_by_it() {
    let above = ("tinh", "tinh", "17h00", 30, "");
    let below = ("huyen", "huyen", "17h00", 30, "");
    let own = ("xa", "xa", "17h00", 30, "");
    let fill = ("xa", "lap", "17h00", 30, "priority: Fill");
    let urgent = ("tinh", "uu-tien", "17h00", 30, "priority: Priority");
    let emergency = ("xa", "khan", "17h00", 30, EMERGENCY);
    let order = [fill, above, below, own, urgent, emergency];
    for pair in order.windows(2) {
        let expected = [format!("17:00 30 {}", pair[1].1), format!("- {} by {}", pair[0].1, pair[1].1)];
        assert_eq!(airs(pair), expected);
    }
}

#[test]
fn an_emergency_from_above_stands_before_ones_own() {
    let lines = airs(&[("xa", "a", "17h00", 10, EMERGENCY), ("tinh", "b", "17h05", 10, EMERGENCY)]);
    assert_eq!(lines, ["17:05 10 b", "- a by b"]);
}

#[test]
fn what_can_wait_waits_for_what_runs_before_it_as_long_as_its_grace_allows() {
    let first = ("xa", "a", "17h00", 32, "");
    let lines = airs(&[first, ("tinh", "b", "17h30", 10, "start: Soft(grace: \"2 phút\")")]);
    assert_eq!(lines, ["17:00 32 a", "17:32 10 b waiting"]);
    let lines = airs(&[first, ("tinh", "b", "17h30", 10, "start: Soft(grace: \"1 phút\")")]);
    assert_eq!(lines, ["17:00 32 a", "- b by a"]);
    let lines = airs(&[first, ("xa", "b", "17h00", 10, "start: NotBefore")]);
    assert_eq!(lines, ["17:00 32 a", "17:32 10 b waiting"]);
}

#[test]
fn what_waits_does_not_push_out_an_equal_that_holds_to_its_time() {
    let lines = airs(&[
        ("xa", "a", "17h00", 30, ""),
        ("xa", "b", "17h20", 20, "start: NotBefore"),
        ("xa", "c", "17h40", 20, ""),
    ]);
    assert_eq!(lines, ["17:00 30 a", "17:40 20 c", "18:00 20 b waiting"]);
}

#[test]
fn what_waits_is_over_before_its_own_time_of_the_next_day() {
    // It could wait till midnight and last a whole day more: then each day would hang on all days before it.
    let whole_day = ("xa", "b", "12h00", 24 * 60, "start: NotBefore");
    assert_eq!(airs(&[whole_day]), ["12:00 1440 b"]);
    let own = [("xa", "a", "12h00", 5, ""), ("tinh", "b", "12h00", 24 * 60, "start: NotBefore")];
    assert_eq!(airs(&own), ["12:00 5 a", "- b by a"]);
    let fits = [("xa", "a", "12h00", 5, ""), ("tinh", "b", "12h00", 24 * 60 - 5, "start: NotBefore")];
    assert_eq!(airs(&fits), ["12:00 5 a", "12:05 1435 b waiting"], "yesterday's was over at noon");
}

#[test]
fn what_may_move_airs_later_that_day_if_it_is_over_in_time() {
    let first = ("xa", "a", "17h00", 30, "");
    let moves = |until: &str| format!("yields: Move(until: \"{until}\")");
    let lines = airs(&[first, ("tinh", "b", "17h15", 20, &moves("18h00"))]);
    assert_eq!(lines, ["17:00 30 a", "17:30 20 b moved"]);
    let lines = airs(&[first, ("tinh", "b", "17h15", 20, &moves("17h45"))]);
    assert_eq!(lines, ["17:00 30 a", "- b by a"]);
    let lines = airs(&[first, ("xa", "c", "17h35", 10, ""), ("tinh", "b", "17h15", 20, &moves("18h30"))]);
    assert_eq!(
        lines,
        ["17:00 30 a", "17:35 10 c", "17:45 20 b moved"],
        "the gap of five minutes is too short"
    );
}

#[test]
fn what_may_be_shortened_keeps_the_longest_stretch_left_if_it_is_enough() {
    let middle = ("xa", "a", "17h10", 10, "");
    let shortens = |least: &str| format!("yields: Shorten(least: \"{least}\")");
    let lines = airs(&[middle, ("tinh", "b", "17h00", 60, &shortens("20 phút"))]);
    assert_eq!(lines, ["17:10 10 a", "17:20 40 b shortened"]);
    let lines = airs(&[middle, ("tinh", "b", "17h00", 60, &shortens("41 phút"))]);
    assert_eq!(lines, ["17:10 10 a", "- b by a"]);
    let lines = airs(&[middle, ("tinh", "b", "17h10", 10, &shortens("1 phút"))]);
    assert_eq!(lines, ["17:10 10 a", "- b by a"], "nothing is left");
}

#[test]
fn equals_at_once_are_an_error_unless_one_says_that_it_replaces_the_other() {
    let usual = ("xa", "a", "17h00", 30, "");
    let (lines, found) = monday(&[usual, ("xa", "b", "17h10", 30, "")], &[]);
    assert_eq!((lines, found), (vec!["17:00 30 a".to_owned(), "- b by a".to_owned()], vec![Code::Overlap]));
    let special = ("xa", "b", "17h10", 30, "replaces: [\"a\"]");
    assert_eq!(airs(&[usual, special]), ["17:10 30 b", "- a by b"]);
    let (_, found) = monday(&[usual, special, ("xa", "c", "17h35", 10, "")], &[]);
    assert_eq!(found, [Code::Overlap], "it says nothing of c");
}

#[test]
fn what_replaces_another_of_its_rank_has_the_time_whatever_the_rank_and_however_firm_it_is() {
    let replaces = |more: &str, other: &str| format!("{more}, replaces: [\"{other}\"]");
    for rank in ["priority: Priority", "priority: Fill", EMERGENCY, "priority: Normal"] {
        let old = ("xa", "a", "17h00", 30, rank);
        for hold in ["start: Hard", "start: NotBefore", "yields: Move(until: \"23h00\")"] {
            let more = replaces(&format!("{rank}, {hold}"), "a");
            let lines = airs(&[old, ("xa", "b", "17h10", 30, &more)]);
            assert_eq!(lines, ["17:10 30 b", "- a by b"], "{more}");
        }
    }
}

#[test]
fn the_last_of_a_chain_that_replace_each_other_has_the_time() {
    let (second, third) =
        (format!("{EMERGENCY}, replaces: [\"a\"]"), format!("{EMERGENCY}, replaces: [\"b\"]"));
    let chain = [
        ("xa", "a", "17h00", 10, EMERGENCY),
        ("xa", "b", "17h02", 10, &second),
        ("xa", "c", "17h04", 10, &third),
    ];
    assert_eq!(airs(&chain), ["17:04 10 c", "- a by c", "- b by c"]);
    assert_eq!(airs(&chain[..2]), ["17:02 10 b", "- a by b"]);
}

#[test]
fn what_a_slot_replaces_by_way_of_another_rank_is_still_an_equal() {
    let slots = [
        ("xa", "a", "17h00", 1, "priority: Priority"),
        ("xa", "b", "17h00", 1, "priority: Fill, replaces: [\"a\"]"),
        ("xa", "c", "17h00", 30, "priority: Priority, replaces: [\"b\"]"),
    ];
    let (lines, found) = monday(&slots, &[]);
    assert_eq!(lines[0], "17:00 1 a");
    assert_eq!(found, [Code::ReplacesHigher, Code::Overlap]);
}

#[test]
fn what_replaces_an_equal_is_an_error_where_it_meets_another_and_none_where_it_meets_a_lower_one() {
    let special = ("xa", "b", "17h10", 30, "priority: Priority, replaces: [\"a\"]");
    let usual = ("xa", "a", "17h00", 30, "priority: Priority");
    let (_, found) = monday(&[usual, special, ("xa", "c", "17h35", 10, "priority: Priority")], &[]);
    assert_eq!(found, [Code::Overlap], "it says nothing of c");
    assert_eq!(airs(&[usual, special, ("xa", "c", "17h35", 10, "")]), ["17:10 30 b", "- a by b", "- c by b"]);
}

#[test]
fn an_emergency_of_a_station_above_is_replaced_by_one_of_its_own_and_never_from_below() {
    let above = ("huyen", "a", "17h00", 10, EMERGENCY);
    let more = format!("{EMERGENCY}, replaces: [\"a\"]");
    assert_eq!(airs(&[above, ("huyen", "b", "17h05", 10, &more)]), ["17:05 10 b", "- a by b"]);
    let (lines, found) = monday(&[above, ("xa", "b", "17h05", 10, &more)], &[]);
    assert_eq!(
        (lines, found),
        (vec!["17:00 10 a".to_owned(), "- b by a".to_owned()], vec![Code::EmergencyStands])
    );
}

#[test]
fn a_commune_opts_out_for_good_of_what_its_upstream_airs() {
    let slot = ("tinh", "a", "17h00", 30, "");
    let change = |days: &str| format!("Cancel(slot: \"a\", {days}, reason: \"Riêng\")");
    let (lines, found) = monday(&[slot], &[("xa", &change("from: \"1/3/2025\""))]);
    assert_eq!((lines, found), (vec!["- a cancelled: Riêng".to_owned()], vec![]));
    let (lines, _) = monday(&[slot], &[("xa", &change("from: \"1/3/2025\", until: \"9/3/2025\""))]);
    assert_eq!(lines, ["17:00 30 a"]);
}
