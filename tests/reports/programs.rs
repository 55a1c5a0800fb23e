//! The report for other programs: CSV and JSON.

use crate::{golden, sample};
use loa::report::{csv, json};
use serde_json::Value;

#[test]
fn the_table_and_the_json_are_what_they_were() {
    golden("report.csv", &csv(&sample::report()));
    golden("report.json", &json(&sample::report()));
}

#[test]
fn there_is_one_line_for_each_topic_of_each_unit_with_a_cell_for_each_column() {
    let text = csv(&sample::report());
    assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"));
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 1 + 4 * 3);
    let (head, first) =
        (lines[0].split(',').count(), "la-hai,Đài Truyền thanh thị trấn La Hai,2025-02-15,2025-03-14,yes,a,");
    assert!(lines[1].starts_with(first), "{}", lines[1]);
    assert!(lines[1].contains("\"Chủ trương, kế hoạch & các chỉ số cải cách hành chính\""), "{}", lines[1]);
    assert_eq!(lines[3].split(',').count(), head, "{}", lines[3]);
    assert!(lines[12].starts_with("phu-mo,") && lines[12].contains(",no,đ,"), "{}", lines[12]);
    assert_eq!(csv(&sample::of_everything()).split_terminator("\r\n").count(), 1 + 4);
}

#[test]
fn the_json_tells_lengths_in_milliseconds_and_days_as_dates() {
    let told: Value = serde_json::from_str(&json(&sample::report())).expect("JSON");
    assert_eq!(told["first_day"], "2025-02-15");
    assert_eq!(told["days_left"], 3);
    assert_eq!(told["total"]["whole"]["heard_ms"], 32 * 150_000);
    assert_eq!(told["units"][0]["failures"][3]["outcome"], "pre-empted");
    assert_eq!(told["units"][0]["texts"][1]["topics"], serde_json::json!(["a", "b"]));
    assert_eq!(told["units"][3]["figures"]["occurrences"]["unconfirmed"], 1_028);
    let told: Value = serde_json::from_str(&json(&sample::of_everything())).expect("JSON");
    assert_eq!(
        (&told["campaign"], &told["units"][0]["texts"][1]["topics"]),
        (&Value::Null, &serde_json::json!([]))
    );
}
