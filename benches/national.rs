//! A national network: 34 provinces, 3,321 communes, each with three slots a day. How long reading and expanding take,
//! what they need, and that both grow with the number of items only. Figures, no verdict.
//!
//! Goes in: nothing; the files are made here. Comes out: a table on stdout.
#![allow(clippy::disallowed_methods, clippy::print_stdout)] // Measures the world, and says what it found.

use chrono::{Days, NaiveDate};
use loa::calendar::Holidays;
use loa::catalogue::Catalogue;
use loa::diagnostic::{Diagnostics, FileId};
use loa::network::{self, Network, StationIx};
use loa::rundown::Expander;
use loa::schedule::{self, Schedule, ScheduleText};
use loa::source::{Sources, readable};
use std::fmt::Write;

const PROVINCES: usize = 34;
const COMMUNES: usize = 3_321;

/// The texts of a network's files.
struct Files {
    network: String,
    schedules: Vec<String>,
}

/// What was read.
struct Loaded {
    network: Network,
    schedule: Schedule,
}

fn main() {
    println!("{:<26} {:>10} {:>12} {:>12} {:>9}", "", "CPU s", "items", "µs an item", "peak MB");
    for communes in [COMMUNES / 4, COMMUNES / 2, COMMUNES] {
        println!("{communes} communes");
        let files = files(communes);
        let start = seconds();
        let loaded = load(&files);
        let bytes = files.network.len() + files.schedules.iter().map(String::len).sum::<usize>();
        println!(
            "{:<26} {:>10.3} {:>9.1} MB {:>12} {:>9}",
            "  read",
            seconds() - start,
            bytes as f64 / 1e6,
            "",
            peak()
        );
        // The week before Tết, and a year around it.
        measure("  a week", &loaded, day(2026, 2, 9), 7);
        measure("  a year, day by day", &loaded, day(2026, 1, 1), 365);
    }
}

fn measure(name: &str, loaded: &Loaded, first: NaiveDate, days: u64) {
    let stations: Vec<StationIx> = loaded.network.all().map(|(ix, _)| ix).collect();
    let (mut items, mut on_air) = (0, 0);
    let start = seconds();
    let mut expander = Expander::new(&loaded.network, &loaded.schedule);
    expander.stream(&stations, first..=first + Days::new(days - 1), |rundown| {
        items += rundown.items.len();
        on_air += rundown.items.iter().map(|item| item.length.num_seconds()).sum::<i64>();
    });
    let took = seconds() - start;
    let found = expander.finish();
    assert!(found.iter().next().is_none(), "the network is whole: {:?}", found.iter().next());
    assert!(on_air > 0, "something is on air");
    println!("{name:<26} {took:>10.3} {items:>12} {:>12.2} {:>9}", took * 1e6 / items as f64, peak());
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

/// The network file, a schedule of each province for all its communes, and one of each commune.
fn files(communes: usize) -> Files {
    let mut stations = String::new();
    let mut schedules = Vec::new();
    for province in 0..PROVINCES {
        writeln!(stations, r#"(id: "t{province}", name: "Tỉnh {province}"),"#).expect("memory");
        schedules.push(province_schedule(province));
    }
    for commune in 0..communes {
        let province = commune % PROVINCES;
        writeln!(stations, r#"(id: "x{commune}", name: "Xã {commune}", under: "t{province}"),"#)
            .expect("memory");
        schedules.push(commune_schedule(commune, province));
    }
    let network = format!(
        r#"Network(version: 1, id: "toan-quoc", name: "Toàn quốc", time_zone: "Asia/Ho_Chi_Minh",
            sources: [(id: "vov1", name: "VOV1")], limits: (quiet: ["21h00-05h00"], sittings: 3, sitting: "45 phút"),
            stations: [{stations}])"#
    );
    Files { network, schedules }
}

/// Eight parts, as a programme has.
const PARTS: &str = r#"[Clip("nhạc hiệu"), Read("mở đầu"), Bulletins(section: "thời sự", length: "5 phút"), Clip("nhạc cắt"),
    Bulletins(section: "thông báo", length: "3 phút"), Read("chào kết"), Clip("nhạc kết"), Fill("ca nhạc")]"#;

/// The province's own two programmes, and the relay that all its communes air.
fn province_schedule(province: usize) -> String {
    format!(
        r#"Schedule(version: 1, by: "t{province}",
            pools: [(id: "ca nhạc", clips: ["ca-nhac/*"], since: "1/1/2025")],
            programmes: [(id: "tỉnh", title: "Chương trình của tỉnh", parts: {PARTS})],
            slots: [
                (id: "sáng", stations: ["t{province}"], at: Daily("05h30"), length: "30 phút", play: Programme("tỉnh")),
                (id: "chiều", stations: ["t{province}"], at: Daily("17h00"), length: "30 phút", play: Programme("tỉnh")),
                (id: "tiếp âm", stations: ["*"], at: Daily("11h00"), length: "30 phút", play: Relay(from: "vov1")),
            ])"#
    )
}

/// A commune's morning programme, its repeat in the evening, and the relay of its province.
fn commune_schedule(commune: usize, province: usize) -> String {
    format!(
        r#"Schedule(version: 1, by: "x{commune}",
            programmes: [(id: "xã", title: "Bản tin xã", parts: {PARTS})],
            slots: [
                (id: "bản tin", stations: ["x{commune}"], at: Weekly(on: [T2, T3, T4, T5, T6, T7, CN], time: "05h45"),
                    length: "15 phút", play: Programme("xã")),
                (id: "tiếp âm tỉnh", stations: ["x{commune}"], at: Daily("17h00"), length: "30 phút",
                    play: Relay(from: "t{province}", instead: Repeat(slot: "bản tin", days: 0))),
            ])"#
    )
}

fn load(files: &Files) -> Loaded {
    let (mut sources, mut found) = (Sources::new(), Diagnostics::new());
    let mut add = |name: String, text: &str| {
        let file = sources.add(&name, text.as_bytes().to_vec(), &mut found);
        (file, readable(file, &sources.file(file).text, &mut found).into_owned())
    };
    let (network_file, network_text) = add("network.ron".to_owned(), &files.network);
    let texts: Vec<(FileId, String)> = (0..)
        .zip(&files.schedules)
        .map(|(at, text): (u32, &String)| add(format!("lich-{at}.ron"), text))
        .collect();
    let texts: Vec<ScheduleText> =
        texts.iter().map(|(file, text)| ScheduleText { file: *file, text }).collect();
    let network = network::read(network_file, &network_text, &mut found).expect("a network");
    let clips = ["nhac-hieu.wav", "nhac-cat.wav", "nhac-ket.wav", "ca-nhac/mot.wav", "ca-nhac/hai.wav"];
    let catalogue = Catalogue::new(
        clips.map(str::to_owned).to_vec(),
        vec!["mo-dau.tera".to_owned(), "chao-ket.tera".to_owned()],
        vec![],
    );
    let holidays = Holidays::default();
    let schedule = schedule::read(&texts, &[], &network, &holidays, &catalogue, &mut found);
    assert!(found.iter().next().is_none(), "the files are right: {:?}", found.iter().next());
    Loaded { network, schedule }
}

/// Processor seconds this process has used: fields 14 and 15 of proc(5) stat, in hundredths; other programs on the same
/// machine don't count.
fn seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: u32 = [11, 12].iter().filter_map(|at| fields.get(*at)?.parse::<u32>().ok()).sum();
    f64::from(ticks) / 100.0
}

/// The most memory this process had at once, in megabytes: `VmHWM` of proc(5) status.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: Option<u64> = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    kilobytes.map_or_else(|| "?".to_owned(), |kilobytes| (kilobytes / 1024).to_string())
}
