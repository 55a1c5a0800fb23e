//! Solar and lunar days side by side.

use super::support::{loa, tiny, well};
use std::fs;
use tempfile::TempDir;

#[test]
fn tet_of_2025_stands_in_the_tsv_with_its_lunar_date_and_as_a_day_off() {
    let nowhere = TempDir::new().unwrap();
    let run = well(
        nowhere.path(),
        &["calendar", "--from", "28/1/2025", "--to", "2025-01-29", "--format", "tsv", "--lang", "en"],
    );
    assert_eq!(
        run.out.lines().collect::<Vec<_>>(),
        [
            "date\tday\tmonth\tleap\tyear\tweekday\tcan chi\tholiday\tday off",
            "2025-01-28\t29\t12\t0\t2024\tTuesday\tGiáp Thìn\tGiao thừa\t1",
            "2025-01-29\t1\t1\t0\t2025\tWednesday\tẤt Tỵ\tTết\t1",
        ]
    );
}

#[test]
fn the_table_says_dates_as_people_do_and_json_names_day_month_and_year() {
    let nowhere = TempDir::new().unwrap();
    let days = ["--from", "14/3/2025", "--to", "14/3/2025"];
    let text = well(nowhere.path(), &[&["âm-lịch"], &days[..]].concat()).out;
    assert_eq!(text, "Thứ Sáu 14/3/2025  rằm tháng 2  ngày Nhâm Ngọ  năm Ất Tỵ\n");
    let json = well(nowhere.path(), &[&["calendar", "--format", "json"], &days[..]].concat()).out;
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&read[0]["day_name"], &read[0]["month_name"], &read[0]["year_name"]),
        (&"Nhâm Ngọ".into(), &"Kỷ Mão".into(), &"Ất Tỵ".into())
    );
}

#[test]
fn a_day_outside_the_verified_years_is_refused_with_the_range() {
    let nowhere = TempDir::new().unwrap();
    let run = loa(nowhere.path(), &["calendar", "--from", "30/12/2053", "--to", "1/1/2054"]);
    run.tells(2, &["1/1/2054", "1/1/1968", "31/12/2053"]);
    assert_eq!(run.out, "");
}

#[test]
fn a_project_adds_its_own_days_and_its_swaps() {
    let project = tiny();
    let file = r#"Calendar(version: 1, holidays: [(name: "Hội làng", lunar: "12/2", off: true)],
        swaps: [(off: "2/5/2025", work: "26/4/2025")])"#;
    fs::write(project.path().join("schedules/calendar.ron"), file).unwrap();
    let of_day = |day| well(project.path(), &["calendar", "--from", day, "--to", day, "--format", "tsv"]).out;
    assert!(of_day("11/3/2025").ends_with("Hội làng\t1\n"));
    assert!(of_day("2/5/2025").ends_with("\t1\n"));
    assert!(of_day("26/4/2025").ends_with("\t0\n"));
}
