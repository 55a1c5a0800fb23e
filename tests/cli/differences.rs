//! What `loa plan --diff` tells of what was built last, on the tiny project.

use super::support::{loa, put, tiny, well};
use std::fs;
use std::path::Path;

const DIFF: [&str; 6] = ["plan", "--diff", "--from", "2025-03-10", "--to", "2025-03-11"];

fn mend(folder: &Path, old: &str, new: &str) {
    let place = folder.join("schedules/b-huyen.ron");
    let text = fs::read_to_string(&place).unwrap();
    assert!(text.contains(old), "{old}");
    fs::write(&place, text.replacen(old, new, 1)).unwrap();
}

#[test]
fn what_was_never_built_and_what_stayed_as_it_was_are_said_so() {
    let project = tiny();
    assert!(well(project.path(), &DIFF).out.contains("chưa dựng lần nào"));
    well(project.path(), &["build", "--date", "2025-03-10"]);
    let out = well(project.path(), &DIFF).out;
    assert!(out.contains("chưa dựng  [huyen, xa]") && out.contains("Không có gì khác"), "{out}");
    well(project.path(), &["build", "--from", "2025-03-10", "--to", "2025-03-11"]);
    assert_eq!(well(project.path(), &DIFF).out, "Không có gì khác so với bản đã dựng.\n");
    assert_eq!(
        well(project.path(), &[&DIFF[..], &["--lang", "en"]].concat()).out,
        "Nothing is different from what was built.\n"
    );
}

#[test]
fn what_is_different_is_told_by_day_and_time_with_the_stations_in_both_languages() {
    let project = tiny();
    well(project.path(), &["build", "--from", "2025-03-10", "--to", "2025-03-11"]);
    mend(project.path(), r#"at: Daily("06h00")"#, r#"at: Daily("06h15")"#);
    mend(
        project.path(),
        "    slots: [",
        "    changes: [Cancel(slot: \"sáng\", on: \"11/3/2025\", reason: \"Cắt điện\")],\n    slots: [",
    );
    let text = "---\ntitle: Tin mới\nsection: tin\n---\nThôn mở hội. Bà con đến dự đông đủ, đúng giờ.\n";
    put(project.path(), "bulletins/2025-03-10/tin.md", text);
    let of = |lang: &str| well(project.path(), &[&DIFF[..], &["--lang", lang]].concat()).out;
    let (vi, en) = (of("vi"), of("en"));
    let (monday, tuesday) = vi.split_once("Thứ Ba").expect("two days");
    for words in [
        "06h15      “Tiếp âm VOV1” chuyển từ 06h00 sang 06h15  [huyen]",
        "trong “Chương trình chiều”: “Tin ngày 10” thay bằng “Tin mới”  [huyen]",
    ] {
        assert!(monday.contains(words), "“{words}” is not told:\n{vi}");
    }
    assert!(tuesday.contains("05h30      không còn “Ca nhạc”: hủy, Cắt điện  [huyen]"), "{vi}");
    assert!(en.contains("05:30      “Ca nhạc” is gone: cancelled, Cắt điện  [huyen]"), "{en}");
    assert_eq!(vi.lines().count(), en.lines().count());
}

#[test]
fn differences_of_a_project_with_errors_are_told_and_end_as_errors() {
    let project = tiny();
    well(project.path(), &["build", "--date", "2025-03-10"]);
    mend(project.path(), r#"play: Relay(from: "vov1")"#, r#"play: Relay(from: "vov9")"#);
    let run = loa(project.path(), &["plan", "--diff", "--date", "2025-03-10"]);
    run.tells(1, &[]);
    assert!(run.out.contains("không còn “Tiếp âm VOV1”"), "{}", run.out);
}

#[test]
fn differences_are_for_people_and_no_other_form_is_asked_with_them() {
    loa(tiny().path(), &["plan", "--diff", "--format", "json"]).tells(2, &["--diff"]);
}
