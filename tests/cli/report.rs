//! `loa report`: the figures of a month are those of the raw files, and what is asked for wrongly is said.

use super::support::{copy_folder, copy_of_example, example, loa, put, well};
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const NOW: [&str; 2] = ["--now", "2025-04-02T09:00:00+07:00"];

/// The example with the logs of its stations.
fn logged() -> TempDir {
    let project = copy_of_example();
    copy_folder(&example().join("logs"), &project.path().join("logs"));
    project
}

fn json(project: &Path, arguments: &[&str]) -> Value {
    let run = well(project, &[arguments, &NOW].concat());
    serde_json::from_str(&run.out).expect("JSON")
}

/// Whether there is a Python to count with.
#[allow(clippy::print_stderr, reason = "a test that skips says so")]
fn has_python() -> bool {
    let has = Command::new("python3").arg("--version").output().is_ok_and(|run| run.status.success());
    if !has {
        eprintln!("skipped: python3 is not installed, so nothing counts the month again");
    }
    has
}

fn counted_again(project: &Path) -> Value {
    let script = example().join("tests/readers/report.py");
    let campaign = "schedules/campaigns/cchc-2025.ron";
    let run = Command::new("python3")
        .arg(script)
        .arg(project)
        .args([campaign, "2025-03-01", "2025-03-31"])
        .output()
        .expect("python3 runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).expect("JSON")
}

/// First airings, repeats, milliseconds.
fn row(figures: &Value) -> Value {
    Value::from(vec![figures["first"].clone(), figures["repeats"].clone(), figures["heard_ms"].clone()])
}

#[test]
fn every_figure_of_march_is_what_a_script_counts_from_the_raw_files() {
    if !has_python() {
        return;
    }
    let project = logged();
    let root = project.path();
    for week in ["2025-W10", "2025-W11", "2025-W12"] {
        well(root, &[&["build", "--week", week][..], &NOW].concat());
    }
    let plan = ["plan", "--from", "20/2/2025", "--to", "31/3/2025", "--format", "json"];
    put(root, "plan.json", well(root, &[&plan[..], &NOW].concat()).out);
    let again = counted_again(root);
    let report = json(root, &["report", "--month", "2025-03", "--format", "json"]);
    let units = report["units"].as_array().expect("units");
    assert_eq!(units.len(), 12);
    for unit in units {
        let (name, figures) = (unit["station"].as_str().expect("a station"), &unit["figures"]);
        let counted = &again[name];
        assert_eq!(unit["has_log"], counted["has_log"], "{name}");
        assert_eq!(figures["heard_ms"], counted["heard_ms"], "{name}");
        assert_eq!(row(&figures["whole"]), counted["whole"], "{name}");
        for topic in figures["topics"].as_array().expect("topics") {
            let letter = topic["topic"].as_str().expect("a letter");
            assert_eq!(row(topic), counted["topics"][letter], "{name}, {letter}");
        }
        for (word, own) in
            [("aired", "aired"), ("cut", "cut"), ("pre-empted", "pre_empted"), ("missed", "missed")]
        {
            let count = counted["outcomes"].get(word).cloned().unwrap_or(Value::from(0));
            assert_eq!(figures["occurrences"][own], count, "{name}: {word}");
        }
        assert_eq!(figures["occurrences"]["unconfirmed"], counted["outcomes"]["unconfirmed"], "{name}");
        for text in unit["texts"].as_array().expect("texts") {
            let path = text["path"].as_str().expect("a path");
            let own = ["planned", "first", "repeats", "heard_ms"].map(|name| text[name].clone());
            assert_eq!(Value::from(own.to_vec()), counted["texts"][path], "{name}: {path}");
        }
    }
    let sum = |of: &dyn Fn(&Value) -> &Value| {
        units.iter().map(|unit| of(unit).as_u64().expect("a number")).sum::<u64>()
    };
    assert_eq!(report["total"]["heard_ms"], sum(&|unit| &unit["figures"]["heard_ms"]));
    assert_eq!(report["total"]["whole"]["airings"], sum(&|unit| &unit["figures"]["whole"]["airings"]));
}

#[test]
fn the_example_has_a_power_cut_a_missed_relay_and_an_emergency_and_two_who_sent_nothing() {
    let project = logged();
    let run = well(project.path(), &[&["report", "--month", "3/2025", "--lang", "vi"][..], &NOW].concat());
    let says = |words: &str| assert!(run.out.contains(words), "{words}: {}", run.out);
    says("Từ ngày 01/3 đến ngày 31/3/2025");
    says("Mất điện");
    says("Mất tín hiệu tiếp âm đài huyện");
    says("Tin khẩn: mưa lũ trên sông Kỳ Lộ");
    says("chưa gửi nhật ký");
    says("Hạn báo cáo 17/4/2025, còn 15 ngày.");
    says("Họp thôn, khu phố");
    assert!(run.err.is_empty(), "{}", run.err);
}

#[test]
fn a_report_without_a_month_is_of_the_last_period_and_one_unit_can_be_asked_for() {
    let project = logged();
    let report = json(project.path(), &["report", "--station", "la-hai", "--format", "json"]);
    assert_eq!(report["units"].as_array().map(Vec::len), Some(1));
    let report =
        json(project.path(), &["report", "--from", "10/3/2025", "--to", "12/3/2025", "--format", "json"]);
    assert_eq!(
        report["total"]["occurrences"]["unconfirmed"],
        report["units"].as_array().map_or(0, |units| {
            units.iter().map(|unit| unit["figures"]["occurrences"]["unconfirmed"].as_u64().unwrap_or(0)).sum()
        })
    );
}

#[test]
fn papers_and_workbooks_are_files_and_what_is_asked_wrongly_is_said() {
    let project = logged();
    let root = project.path();
    for form in ["docx", "xlsx", "html"] {
        let run = well(root, &[&["report", "--month", "2025-03", "--format", form][..], &NOW].concat());
        assert!(run.out.contains(&format!("2025-03-31.{form}")), "{run:?}");
        assert!(root.join(format!("out/bao-cao/2025-03-31.{form}")).is_file());
    }
    well(
        root,
        &[&["report", "--month", "2025-03", "--format", "csv", "--output", "t3.csv"][..], &NOW].concat(),
    );
    assert!(root.join("t3.csv").is_file());
    loa(root, &["report", "--month", "tháng ba"]).tells(2, &["tháng ba", "2025-03"]);
    loa(root, &["report", "--campaign", "khac"]).tells(2, &["khac", "cchc-2025"]);
    put(root, "logs/kenh-khac.csv", "Ngày;Đài;Kênh\n10/3/2025;không có;Zalo\nhôm qua;huyen;Zalo\n");
    let run = loa(root, &[&["report", "--month", "2025-03"][..], &NOW].concat());
    assert!(
        run.code == Some(0) && run.err.contains("logs/kenh-khac.csv") && run.err.contains("2, 3"),
        "{run:?}"
    );
}
