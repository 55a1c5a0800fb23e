//! The plan for calendars and spreadsheets: other programs read the instants that the plan as JSON tells.

use super::support::{example, loa, put, well};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A station whose clocks are changed, with items before, in, across and behind the hours that do not come or come twice.
fn berlin() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let network = r#"Network(version: 1, id: "spree", name: "Spree", language: "en", time_zone: "Europe/Berlin",
        stations: [(id: "mitte", name: "Radio Mitte")], sources: [(id: "dlf", name: "DLF; live, \"all\" night")],
        limits: (quiet: []))"#;
    let slot = |id: &str, at: &str, length: &str| {
        format!(
            r#"(id: "{id}", stations: ["mitte"], at: {at}, length: "{length}", play: Relay(from: "dlf")),"#
        )
    };
    let slots = [
        slot("each", r#"Cron("*/30 1-3 * * *")"#, "5 phút"),
        slot("skipped", r#"Daily("02h10")"#, "10 phút"),
        slot("across", r#"Daily("01h40")"#, "20 phút"),
        slot("noon", r#"Daily("12h00")"#, "60 phút"),
    ];
    put(folder.path(), "schedules/a-network.ron", network);
    let schedule = format!(r#"Schedule(version: 1, by: "mitte", slots: [{}])"#, slots.concat());
    put(folder.path(), "schedules/b.ron", schedule);
    folder
}

/// The plan in that form; a finding does not matter here.
fn plan(folder: &Path, days: &[&str], format: &str) -> String {
    loa(folder, &[&["plan", "--format", format], days].concat()).out
}

/// Uid, start, end and status of every item, in UTC, as the plan for machines has it.
fn planned(folder: &Path, network: &str, days: &[&str]) -> BTreeSet<String> {
    let json: Value = serde_json::from_str(&plan(folder, days, "json")).expect("JSON");
    let mut found = BTreeSet::new();
    for day in json.as_array().expect("days") {
        for (list, status) in [("items", "CONFIRMED"), ("displaced", "CANCELLED")] {
            for item in day[list].as_array().expect("a list") {
                let utc = |field: &str| {
                    let at = item[field].as_str().expect("a time");
                    let at = chrono::DateTime::parse_from_rfc3339(at).expect("RFC 3339");
                    at.to_utc().format("%Y-%m-%dT%H:%M:%SZ")
                };
                let id = item["id"].as_str().expect("an id");
                found.insert(format!("{id}@{network}\t{}\t{}\t{status}", utc("start"), utc("end")));
            }
        }
    }
    found
}

/// What the Python reader of that name finds; none, and a word to the tester, where it is not installed.
#[allow(clippy::print_stderr, reason = "a test that skips says so")]
fn read_by(reader: &str, calendar: &str) -> Option<BTreeSet<String>> {
    // Debian's own interpreter first: another one in the path does not see Debian's packages.
    let has = |python: &&str| {
        let import = format!("import {reader}");
        let tried = Command::new(python).args(["-c", &import]).stderr(Stdio::null()).status();
        tried.is_ok_and(|status| status.success())
    };
    let Some(python) = ["/usr/bin/python3", "python3"].into_iter().find(has) else {
        eprintln!("skipped: python3-{reader} is not installed");
        return None;
    };
    let mut python = Command::new(python);
    python.arg(example().join("tests/readers/instants.py")).arg(reader);
    python.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = python.spawn().expect("python3 starts");
    let mut input = child.stdin.take().expect("it has an input");
    input.write_all(calendar.as_bytes()).expect("it reads");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{reader} cannot read the calendar");
    Some(String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect())
}

#[track_caller]
fn same_instants(folder: &Path, network: &str, days: &[&str], at_least: usize) {
    let planned = planned(folder, network, days);
    assert!(planned.len() >= at_least, "{} items: {planned:#?}", planned.len());
    let calendar = plan(folder, days, "ics");
    assert_eq!(calendar, plan(folder, days, "ics"), "same plan, same bytes");
    for reader in ["icalendar", "vobject"] {
        if let Some(found) = read_by(reader, &calendar) {
            assert_eq!(found, planned, "{reader}");
        }
    }
}

#[test]
fn two_readers_find_the_instants_of_the_example_s_week() {
    same_instants(example(), "dong-xuan", &["--week", "2025-W11"], 200);
}

#[test]
fn two_readers_find_the_instants_of_days_on_which_clocks_are_changed() {
    let project = berlin();
    for (from, to) in [("2025-03-29", "2025-03-31"), ("2025-10-25", "2025-10-27")] {
        same_instants(project.path(), "spree", &["--from", from, "--to", to], 20);
    }
    same_instants(project.path(), "spree", &["--from", "2025-03-01", "--to", "2025-11-30"], 1000);
}

#[test]
fn a_station_s_calendar_is_called_after_it_and_says_what_does_not_air() {
    let days = ["--date", "13/3/2025", "--station", "xuan-lanh"];
    let calendar = plan(example(), &days, "ics").replace("\r\n ", "");
    assert!(calendar.contains("X-WR-CALNAME:Đài Truyền thanh xã Xuân Lãnh\r\n"), "{calendar}");
    assert!(calendar.contains("SUMMARY:Không phát: Bản tin địa phương\r\n"), "{calendar}");
    assert!(calendar.contains("hủy\\, Cắt điện\r\n"), "{calendar}");
}

#[test]
fn a_spreadsheet_has_a_line_for_every_item_and_the_words_of_programs_in_every_language() {
    let days = ["--date", "13/3/2025", "--station", "xuan-lanh"];
    let of =
        |lang: &str| well(example(), &[&["plan", "--format", "csv", "--lang", lang], &days[..]].concat()).out;
    let (vi, en) = (of("vi"), of("en"));
    assert!(vi.starts_with('\u{feff}') && vi.ends_with("\r\n"), "{vi}");
    let lost = |text: &str| text.lines().find(|line| line.contains(",displaced,")).map(str::to_owned);
    let expected = "xuan-lanh,2025-03-13,Thứ Năm,05:50,05:55,5,tin xã thứ năm,Bản tin địa phương,programme,,upstream,\
        displaced,\"hủy, Cắt điện\",2025-03-13/xuan-lanh/tin-xa-thu-nam";
    assert_eq!(lost(&vi).as_deref(), Some(expected));
    assert!(lost(&en).expect("the same line").contains(",Thursday,05:50,"), "{en}");
    assert_eq!(vi.lines().count(), planned(example(), "dong-xuan", &days).len() + 1);
    assert!(vi.contains("\"Tiếp âm VOV1, Đài Tiếng nói Việt Nam\""), "a comma is quoted: {vi}");
}
