//! What was aired: confirmed in one line, corrected by hand, taken over from a player, kept where a station pulls.

use super::support::{Run, loa, put, tiny, well};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// An hour at which the commune's day is over.
const NIGHT: &str = "2025-03-10T20:00:00+07:00";

fn log(folder: &Path, arguments: &[&str]) -> Run {
    loa(folder, &[&["log"], arguments, &["--now", NIGHT, "--lang", "en"]].concat())
}

#[track_caller]
fn logged(folder: &Path, arguments: &[&str]) -> String {
    let run = log(folder, arguments);
    assert_eq!(run.code, Some(0), "{arguments:?}: {run:?}");
    run.out
}

/// Slot, outcome and seconds heard of each row that is shown.
fn shown(folder: &Path, day: &str) -> Vec<String> {
    let rows = logged(folder, &["show", day, "--station", "xa", "--format", "json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&rows).expect("JSON");
    let row = |row: &serde_json::Value| {
        let slot = row["id"].as_str().and_then(|id| id.rsplit('/').next()).unwrap_or("-");
        let seconds = row["aired_ms"].as_i64().map(|length| length / 1000);
        format!("{slot} {} {}", row["outcome"].as_str().expect("words"), seconds.unwrap_or(0))
    };
    rows.iter().map(row).collect()
}

fn text_of_log(folder: &Path) -> String {
    fs::read_to_string(folder.join("logs/xa/2025-03.jsonl")).unwrap()
}

#[test]
fn a_day_is_confirmed_in_one_line_but_for_what_is_named_and_nothing_is_confirmed_twice() {
    let project = tiny();
    let at = project.path();
    assert_eq!(shown(at, "10/3/2025"), ["tiep-am unconfirmed 0", "toi unconfirmed 0"]);
    let out = logged(at, &["ok", "--station", "xa", "--by", "Nguyễn Văn An", "--except", "tối=Hỏng máy"]);
    assert!(out.contains("confirmed as planned: 1") && out.contains("missed: 1"), "{out}");
    assert_eq!(shown(at, "10/3/2025"), ["tiep-am aired 120", "toi missed 0"]);
    let before = text_of_log(at);
    let out = logged(at, &["ok", "--station", "xa"]);
    assert!(out.contains("left as it is: 2"), "{out}");
    assert_eq!(text_of_log(at), before);
    let text = logged(at, &["show", "--station", "xa"]);
    assert!(text.contains("missed (Hỏng máy; Nguyễn Văn An)"), "{text}");
}

#[test]
fn what_is_not_over_is_never_confirmed_nor_excepted() {
    let project = tiny();
    let at = project.path();
    let run = |arguments: &[&str]| {
        let now = ["--now", "2025-03-10T17:01:00+07:00", "--lang", "en"];
        loa(at, &[&["log", "ok", "--station", "xa"], arguments, &now].concat())
    };
    let week = run(&["2025-W11"]);
    assert!(week.out.contains("not over yet, so not confirmed: 14"), "{week:?}");
    assert!(!at.join("logs").exists());
    run(&["--except", "tối"]).tells(2, &["has not happened yet"]);
    assert!(!at.join("logs").exists());
}

#[test]
fn a_power_cut_is_written_once_and_touches_all_it_overlaps_also_what_is_confirmed_afterwards() {
    let project = tiny();
    let at = project.path();
    let out = logged(at, &["add", "mất điện 17h01-18h05", "--station", "xa", "--by", "An"]);
    assert!(out.contains("heard for 1 min from 17:00 (mất điện; An)"), "{out}");
    logged(at, &["ok", "--station", "xa"]);
    assert_eq!(shown(at, "10/3/2025"), ["tiep-am cut 60", "toi missed 0"]);
    log(at, &["add", "mất điện 21h-22h", "--station", "xa"]).tells(2, &["has not happened yet"]);
    log(at, &["add", "mất điện", "--station", "xa"]).tells(2, &["from what time until when"]);
    log(at, &["add", "mất điện 17h01-18h05"]).tells(2, &["which station", "huyen, xa"]);
    assert_eq!(text_of_log(at).lines().count(), 1);
}

#[test]
fn an_emergency_by_hand_and_a_correction_of_one_item_are_written_in_words() {
    let project = tiny();
    let at = project.path();
    logged(at, &["ok", "--station", "xa"]);
    logged(at, &["add", "bão khẩn cấp 18:00-18:03", "--outcome", "aired", "--station", "xa"]);
    assert_eq!(shown(at, "10/3/2025"), ["tiep-am aired 120", "toi pre-empted 0", "- outside 180"]);
    logged(at, &["add", "đứt dây", "--item", "tiep am", "--station", "xa"]);
    assert_eq!(shown(at, "10/3/2025")[0], "tiep-am missed 0");
    log(at, &["add", "x", "--item", "chiều", "--station", "xa"]).tells(2, &["no item called “chiều”", "tối"]);
}

#[test]
fn a_torn_log_is_told_of_and_what_is_added_next_is_not_torn_with_it() {
    let project = tiny();
    let at = project.path();
    logged(at, &["ok", "--station", "xa"]);
    let whole = text_of_log(at);
    put(at, "logs/xa/2025-03.jsonl", &whole[..whole.len() - 30]);
    log(at, &["show", "--station", "xa"])
        .tells(0, &["logs/xa/2025-03.jsonl: the last line is torn (line 2)"]);
    logged(at, &["ok", "--station", "xa"]);
    assert_eq!(shown(at, "10/3/2025"), ["tiep-am aired 120", "toi aired 60"]);
    assert_eq!(text_of_log(at).lines().count(), 3);
    log(at, &["show", "--station", "xa"]).tells(0, &["broken lines, which do not count: 1 (line 2)"]);
}

#[test]
fn a_players_list_is_taken_over_once_and_what_fits_nothing_is_told() {
    let project = tiny();
    let at = project.path();
    let list = "Ngày;Bắt đầu;Kết thúc;Tệp\n10/3/2025;17:00:00;17:01:00;1700-tiep-am-du-phong.wav\n\
                10/3/2025;18:05:00;18:06:00;D:\\loa\\2025-03-10\\1800-toi.wav\n10/3/2025;19h00;19h05;la.mp3\n";
    put(at, "may-phat.csv", list);
    for known in ["new in the log: 2; there already: 0", "new in the log: 0; there already: 2"] {
        let run = log(at, &["import", "may-phat.csv", "--station", "xa"]);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.out.contains(known), "{}", run.out);
        assert!(run.out.contains("4: 2025-03-10 19:00:00 la.mp3: the plan has no such file"), "{}", run.out);
        assert_eq!(shown(at, "10/3/2025"), ["tiep-am cut 60", "toi late 60"]);
    }
    put(at, "la.txt", "không phải nhật ký\n");
    log(at, &["import", "la.txt", "--station", "xa"]).tells(2, &["nothing aired was found"]);
}

#[test]
fn a_players_list_does_not_undo_what_somebody_wrote_by_hand() {
    let project = tiny();
    let at = project.path();
    logged(at, &["add", "loa hỏng", "--item", "tối", "--station", "xa"]);
    put(
        at,
        "liquidsoap.log",
        "2025/03/10 18:00:00 [loa:3] Prepared \"/loa/1800-toi.wav\" (RID 1).\n\
         2025/03/10 18:01:00 [loa:4] Finished with \"/loa/1800-toi.wav\".\n",
    );
    let out = logged(at, &["import", "liquidsoap.log", "--station", "xa"]);
    assert!(out.contains("new in the log: 0"), "{out}");
    assert_eq!(shown(at, "10/3/2025")[1], "toi missed 0");
}

#[test]
fn a_commune_without_a_project_keeps_its_log_where_it_pulls_its_weeks() {
    let (project, station) = (tiny(), TempDir::new().unwrap());
    well(project.path(), &["build", "--week", "2025-W11", "--station", "xa"]);
    let manifest = fs::read(project.path().join("out/2025-W11/xa/manifest.json")).unwrap();
    put(station.path(), "2025-W11/manifest.json", manifest);
    put(station.path(), ".loa/pull.json", "{}");
    let at = station.path();
    logged(at, &["ok"]);
    assert_eq!(shown(at, "10/3/2025"), ["tiep-am aired 120", "toi aired 60"]);
    log(at, &["ok", "--station", "huyen"]).tells(2, &["this folder is of station xa"]);
    // The file is sent to the office as it is.
    put(project.path(), "logs/xa/2025-03.jsonl", text_of_log(at));
    assert_eq!(shown(project.path(), "10/3/2025"), ["tiep-am aired 120", "toi aired 60"]);
}

#[test]
fn a_table_for_a_spreadsheet_has_no_formulas() {
    let project = tiny();
    let at = project.path();
    logged(at, &["add", "x", "--cause", "=1+1", "--item", "tối", "--station", "xa"]);
    let table = logged(at, &["show", "--station", "xa", "--format", "csv"]);
    assert!(table.contains("\"'=1+1\"") && table.starts_with('\u{feff}'), "{table}");
}
