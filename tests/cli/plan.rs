//! What airs, how a template reads, and today's work: on the example and on the tiny project.

use super::support::{example, loa, manifests, tiny, well};
use std::fs;

#[test]
fn the_plan_for_machines_has_every_time_with_its_offset() {
    let run = well(example(), &["plan", "--week", "2025-W11", "--format", "json"]);
    let days: serde_json::Value = serde_json::from_str(&run.out).expect("JSON and nothing else");
    let days = days.as_array().expect("a list of days");
    assert_eq!(days.len(), 7 * 12);
    let items = days.iter().flat_map(|day| day["items"].as_array().expect("items"));
    let mut count = 0;
    for item in items {
        for field in ["start", "end"] {
            let time = item[field].as_str().expect("a time");
            assert!(time.ends_with("+07:00"), "{time}");
            chrono::DateTime::parse_from_rfc3339(time).expect("RFC 3339");
        }
        count += 1;
    }
    assert!(count > 12 * 7 * 2, "{count}");
}

#[test]
fn the_plan_tells_which_targets_a_week_will_miss_and_what_to_add() {
    let missed = |week: &str| -> Vec<serde_json::Value> {
        let run = well(example(), &["plan", "--week", week, "--station", "huyen", "--format", "json"]);
        let days: serde_json::Value = serde_json::from_str(&run.out).expect("JSON and nothing else");
        let days = days.as_array().expect("a list of days").clone();
        days.iter().flat_map(|day| day["targets_missed"].as_array().cloned().unwrap_or_default()).collect()
    };
    assert_eq!(missed("2025-W11"), Vec::<serde_json::Value>::new(), "every topic has its text");
    let next = missed("2025-W12");
    let first = serde_json::json!({
        "campaign": "cchc-2025", "topic": "a", "from": "2025-03-17", "until": "2025-03-23",
        "planned": 0, "wanted": 1, "unit": "airings", "of": "all",
        "lack": "text", "add": { "folder": "bulletins/2025-03-17", "topic": "a", "slot": "chiều" },
    });
    assert_eq!(next.first(), Some(&first), "{next:?}");
    let run = well(example(), &["plan", "--week", "2025-W12", "--station", "huyen", "--lang", "en"]);
    let topics = run.err.lines().filter(|line| line.contains("target-missed")).count();
    assert_eq!(topics, next.len(), "one finding a target and week: {}", run.err);
    run.tells(0, &["bulletins/2025-03-20", "topics: [đ]"]);
}

#[test]
fn the_plan_for_people_shows_what_was_changed_and_what_does_not_air() {
    let changed = well(example(), &["plan", "--date", "12/3/2025", "--station", "huyen"]).out;
    assert!(
        changed.contains("17h00–17h30    Tọa đàm trên sóng truyền thanh (thay đổi: Tọa đàm)"),
        "{changed}"
    );
    let lost = well(example(), &["plan", "--date", "13/3/2025", "--station", "xuan-lanh"]).out;
    let (_, after) = lost.split_once("Không phát:").expect("what does not air has a heading");
    assert!(after.contains("05h50–05h55") && after.contains("Cắt điện"), "{lost}");
}

#[test]
fn the_example_s_monday_at_la_hai_is_built_whole_and_heard_whole() {
    let project = super::support::copy_of_example();
    let run = well(project.path(), &["build", "--date", "2025-03-10", "--station", "la-hai"]);
    assert!(run.out.starts_with("Đã dựng xong cho 1 đài"), "{}", run.out);
    let manifests = manifests(project.path());
    assert_eq!(manifests.len(), 1);
    let items = &manifests[0].1.days[0].items;
    let local = items.iter().find(|item| item.slot == "tin xã thứ hai").expect("Monday's local item");
    let sound = local.sound.as_ref().expect("it was recorded");
    assert!(sound.elements.iter().all(|element| element.kind != "live"), "a newcomer hears it whole");
    assert_eq!((sound.parts.len(), sound.frames), (1, 5 * 60 * 32_000));
}

#[test]
fn a_template_reads_as_it_will_at_that_station_and_time() {
    let at = ["--station", "huyen", "--at", "2025-03-10T17:00"];
    let of = |template: &str| well(example(), &[&["preview", template], &at[..]].concat()).out;
    let read = of("scripts/mo-dau.tera");
    assert!(read.starts_with("Đài Truyền thanh huyện Đồng Xuân, 10/3/2025, 17h00–17h30"), "{read}");
    assert!(read.contains("thứ Hai, ngày 10 tháng 3 năm 2025"), "{read}");
    for name in ["mo-dau.tera", "mở đầu", "./scripts/mo-dau.tera"] {
        assert_eq!(of(name), read, "{name}");
    }
    let another =
        well(example(), &["preview", "mở đầu", "--station", "huyen", "--at", "2025-03-11T17:00"]).out;
    assert!(another.contains("thứ Ba, ngày 11 tháng 3"), "{another}");
}

#[test]
fn a_broken_template_is_shown_with_line_column_and_variable() {
    let project = tiny();
    let template = project.path().join("scripts/chao.tera");
    fs::write(&template, "Kính chào!\nĐây là {{ station.nmae }}.\n").unwrap();
    let preview = ["preview", "scripts/chao.tera", "--station", "huyen", "--at", "2025-03-10T17:00"];
    loa(project.path(), &preview).tells(1, &["scripts/chao.tera:2:", "station.nmae", "^"]);
    fs::write(&template, "Kính chào!\nĐây là {{ station.name .\n").unwrap();
    loa(project.path(), &preview).tells(1, &["scripts/chao.tera:2:"]);
}

#[test]
fn an_unknown_template_is_refused_with_the_nearest_name() {
    let run = loa(example(), &["preview", "scripts/mo-dua.tera", "--station", "huyen"]);
    run.tells(2, &["scripts/mo-dua.tera", "“mo-dau.tera”"]);
}

#[test]
fn today_s_work_names_what_is_missing_what_is_not_built_and_what_is_next() {
    let project = super::support::copy_of_example();
    let now = |time: &str| well(project.path(), &["--now", &format!("2025-03-10T{time}:00+07:00")]).out;
    let before = now("16:55");
    assert!(before.contains("chưa có bản ghi") && before.contains("recordings/2025-03-10"), "{before}");
    assert!(before.contains("04  Mở đầu  [xuan-phuoc]  (mã V2US)"), "{before}");
    assert!(
        before.contains("12 đài chưa dựng") && before.contains("loa build --date 2025-03-10"),
        "{before}"
    );
    let (_, next) = before.split_once("Đang phát và sắp phát:").expect("what is next");
    assert!(next.contains("17h00–17h30  Chương trình phát thanh buổi chiều  [huyen]"), "{next}");
    assert!(!next.contains("← đang phát"), "nothing is on air at five to: {next}");
    let during = now("17:05");
    let (_, next) = during.split_once("Đang phát và sắp phát:").expect("what is on air");
    let line = next.lines().find(|line| line.contains("[huyen]")).expect("the district's");
    assert!(line.ends_with("← đang phát"), "{line}");
    assert!(now("23:00").contains("không còn gì phải phát"));
}

#[test]
fn the_plan_for_machines_says_what_plays_how_long_and_what_has_the_time_of_the_displaced_in_no_language() {
    let of = |lang: &str| {
        let run = well(
            example(),
            &["plan", "--date", "13/3/2025", "--station", "xuan-lanh", "--format", "json", "--lang", lang],
        );
        serde_json::from_str::<serde_json::Value>(&run.out).expect("JSON")[0].clone()
    };
    let day = of("vi");
    let item = &day["items"][0];
    for field in ["play", "layer", "slot", "title"] {
        assert!(item[field].is_string(), "{field}: {item}");
    }
    assert!(item["planned_ms"].as_i64().unwrap() > 0 && item.get("why").is_none(), "{item}");
    assert!(day["displaced"][0]["cancelled"].as_str().unwrap().contains("Cắt điện"), "{day}");
    assert_eq!(of("en")["displaced"][0]["cancelled"], day["displaced"][0]["cancelled"]);
}

#[test]
fn week_53_is_from_the_last_monday_of_its_year_to_a_sunday_of_the_next() {
    let project = tiny();
    let plan = ["plan", "--week", "2026-W53"];
    let out = well(project.path(), &plan).out;
    let heads: Vec<&str> =
        out.lines().filter(|line| line.contains("ngày") && !line.starts_with(' ')).collect();
    assert_eq!(heads.len(), 7, "{out}");
    assert!(heads[0].starts_with("Thứ Hai, ngày 28 tháng 12 năm 2026"), "{}", heads[0]);
    assert!(heads[6].starts_with("Chủ nhật, ngày 3 tháng 1 năm 2027"), "{}", heads[6]);
    let json = well(project.path(), &[&plan[..], &["--format", "json"]].concat()).out;
    let days: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let airing = |day: &serde_json::Value| !day["items"].as_array().expect("items").is_empty();
    assert!(days.as_array().expect("days").iter().all(airing), "{json}");
    let grid = well(project.path(), &[&plan[..], &["--format", "grid", "--station", "xa"]].concat()).out;
    assert!(grid.starts_with("Đài xã: 2026-W53\n") && grid.matches("W53").count() == 1, "one grid: {grid}");
    loa(project.path(), &["plan", "--week", "2025-W53"]).tells(2, &["2025-W53"]);
}

#[test]
fn what_passes_midnight_at_a_week_s_end_belongs_to_the_week_it_begins_in_and_keeps_its_time() {
    let project = tiny();
    let file = project.path().join("schedules/b-huyen.ron");
    let text = fs::read_to_string(&file).unwrap();
    let late = r#"slots: [
        (id: "khuya", stations: ["huyen"], at: Daily("23h50"), length: "20 phút", play: Relay(from: "vov1")),
        (id: "nửa đêm", stations: ["huyen"], at: Weekly(on: [Mon], time: "00h05"), length: "3 phút", play: Relay(from: "vov1"), priority: Fill),"#;
    fs::write(&file, text.replacen("slots: [", late, 1)).unwrap();
    let of = |week: &str, form: &str| {
        well(project.path(), &["plan", "--week", week, "--station", "huyen", "--format", form]).out
    };
    let (this, next) = (of("2025-W11", "csv"), of("2025-W12", "csv"));
    let row = "huyen,2025-03-16,Chủ nhật,23:50,00:10,20,khuya,";
    assert!(this.contains(row) && !next.contains(row), "{this}{next}");
    let lost = next.lines().find(|line| line.starts_with("huyen,2025-03-17") && line.contains("nửa đêm"));
    assert!(lost.is_some_and(|line| line.contains(",displaced,")), "{next}");
    let calendar = of("2025-W11", "ics");
    assert!(calendar.contains("DTEND;TZID=Asia/Ho_Chi_Minh:20250317T001000"), "{calendar}");
}

#[test]
fn what_passes_midnight_is_still_on_air_the_next_day() {
    let project = tiny();
    let file = project.path().join("schedules/b-huyen.ron");
    let text = fs::read_to_string(&file).unwrap();
    let late = r#"slots: [(id: "khuya", stations: ["huyen"], at: Daily("23h30"), length: "60 phút", priority: Emergency, authority: "Chủ tịch", play: Relay(from: "vov1")),"#;
    fs::write(&file, text.replacen("slots: [", late, 1)).unwrap();
    let out = loa(project.path(), &["--now", "2025-03-10T00:10:00+07:00"]).out;
    let line = out.lines().find(|line| line.contains("23h30–00h30")).unwrap_or_else(|| panic!("{out}"));
    assert!(line.ends_with("← đang phát"), "{line}");
}
