//! A notice at 16:40 for 17:00: one command, and nothing left behind of one that does not fit.

use super::support::{Run, digests, loa, put, tiny, well};
use std::fs;
use std::path::Path;

const NOW: &str = "2025-03-10T16:40:00+07:00";

const TEXT: &str = "Tạm ngừng cấp nước\n\nChiều nay ngừng cấp nước tại thôn hai.\n";

/// Puts the notice of that text into the district's evening programme.
fn notice(project: &Path, text: &str, options: &[&str]) -> Run {
    put(project, "mat nuoc.txt", text);
    let usual =
        ["notice", "mat nuoc.txt", "--section", "tin", "--approved-by", "Nguyễn Văn An, Phó Trưởng Đài"];
    let arguments = [&usual[..], &["--now", NOW], options].concat();
    loa(project, &arguments)
}

fn bulletins(project: &Path) -> Vec<String> {
    let folder = fs::read_dir(project.join("bulletins/2025-03-10")).unwrap();
    let mut names: Vec<String> =
        folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn one_command_takes_in_approves_and_makes_only_that_programme_and_its_sheet_anew() {
    let project = tiny();
    well(project.path(), &["build", "--date", "10/3/2025"]);
    let before = digests(&project.path().join("out"));
    let run = notice(project.path(), TEXT, &["--at", "17h00"]);
    run.tells(0, &[]);
    for word in ["Đài huyện", "bản 2, thay bản 1", "1700-chieu.html", "Đọc trực tiếp"] {
        assert!(run.out.contains(word), "{word}: {}", run.out);
    }
    assert_eq!(bulletins(project.path()), ["tam-ngung-cap-nuoc.md", "tin.md"]);
    let record = fs::read_to_string(project.path().join("approvals/2025-03.ron")).unwrap();
    assert!(record.contains("Nguyễn Văn An") && record.contains("phone"), "{record}");
    let after = digests(&project.path().join("out"));
    let changed: Vec<&String> = after
        .iter()
        .filter(|(path, digest)| before.get(*path) != Some(digest))
        .map(|(path, _)| path)
        .collect();
    let wavs: Vec<&&String> = changed.iter().filter(|path| path.ends_with(".wav")).collect();
    assert!(!wavs.is_empty() && wavs.iter().all(|path| path.contains("1700-")), "{changed:?}");
    let sheet = after.keys().find(|path| path.ends_with("huyen/2025-03-10/1700-chieu.txt")).expect("a sheet");
    let sheet = fs::read_to_string(project.path().join("out").join(sheet)).unwrap();
    assert!(sheet.contains("Chiều nay ngừng cấp nước") && sheet.contains("bản 2, thay bản 1"), "{sheet}");
    let built = well(project.path(), &["build", "--date", "10/3/2025"]).out;
    assert_eq!(digests(&project.path().join("out")), after, "a build finds nothing to do: {built}");
}

#[test]
fn what_makes_room_for_a_notice_is_told() {
    let project = tiny();
    let text = format!("Thông báo gấp\n\n{}\n", "Bà con chú ý nghe cho rõ. ".repeat(16));
    let run = notice(project.path(), &text, &["--at", "17h00"]);
    run.tells(0, &[]);
    assert!(run.out.contains("nhường chỗ, không đọc nữa: “Tin ngày 10”"), "{}", run.out);
    assert!(run.out.contains("nhạc bớt"), "{}", run.out);
}

#[test]
fn a_notice_that_does_not_fit_changes_nothing() {
    let project = tiny();
    well(project.path(), &["build", "--date", "10/3/2025"]);
    let before = digests(project.path());
    let long = format!("Thông báo dài\n\n{}\n", "Bà con chú ý nghe cho rõ. ".repeat(80));
    let run = notice(project.path(), &long, &["--at", "17h00"]);
    assert_eq!(run.code, Some(1), "{}{}", run.out, run.err);
    assert!(run.err.contains("không vừa") && run.err.contains("Không có gì thay đổi"), "{}", run.err);
    assert_eq!(bulletins(project.path()), ["tin.md"]);
    let mut after = digests(project.path());
    after.remove("mat nuoc.txt");
    let of_project = |found: &std::collections::BTreeMap<String, String>| -> Vec<(String, String)> {
        let kept = found.iter().filter(|(path, _)| !path.starts_with(".loa/"));
        kept.map(|(path, digest)| (path.clone(), digest.clone())).collect()
    };
    assert_eq!(of_project(&after), of_project(&before));
}

#[test]
fn a_notice_is_heard_in_no_other_programme_and_twice_given_it_is_taken_once() {
    let project = tiny();
    well(project.path(), &["build", "--date", "10/3/2025"]);
    notice(project.path(), TEXT, &["--at", "17:01"]).tells(0, &[]);
    let text = fs::read_to_string(project.path().join("bulletins/2025-03-10/tam-ngung-cap-nuoc.md")).unwrap();
    assert!(text.contains("at: 17h01") && text.contains("stations: [huyen]"), "{text}");
    let again = notice(project.path(), TEXT, &["--at", "17:01"]);
    again.tells(0, &[]);
    assert!(again.out.contains("đã được duyệt từ trước"), "{}", again.out);
    assert_eq!(bulletins(project.path()).len(), 2);
    well(project.path(), &["build", "--date", "11/3/2025"]);
    let sheets = digests(&project.path().join("out"));
    let tomorrow = sheets.keys().filter(|path| path.contains("2025-03-11/1700") && path.ends_with(".txt"));
    for sheet in tomorrow {
        let words = fs::read_to_string(project.path().join("out").join(sheet)).unwrap();
        assert!(!words.contains("ngừng cấp nước"), "{sheet}: {words}");
    }
}

#[test]
fn a_frozen_programme_is_thawed_for_the_notice_and_frozen_again_with_it() {
    let project = tiny();
    well(project.path(), &["freeze", "--week", "2025-W11"]);
    let frozen = || fs::read_to_string(project.path().join("published/2025-W11.ron")).unwrap();
    let before = frozen();
    notice(project.path(), TEXT, &["--at", "17h00"]).tells(0, &[]);
    let after = frozen();
    assert!(after.contains("2025-03-10/tam-ngung-cap-nuoc") && !before.contains("tam-ngung"), "{after}");
    let others = |text: &str| text.lines().filter(|line| line.contains("2025-03-12")).count();
    assert!(others(&before) > 0 && others(&before) == others(&after), "the other days stay as they were");
    put(
        project.path(),
        "bulletins/2025-03-10/khac.md",
        "---\ntitle: Tin khác\nsection: tin\npriority: ưu tiên\n---\nLời.\n",
    );
    well(project.path(), &["build", "--date", "10/3/2025"]);
    assert_eq!(frozen(), after);
}

#[test]
fn a_notice_whose_time_is_over_changes_nothing() {
    let project = tiny();
    put(project.path(), "mat nuoc.txt", TEXT);
    let usual =
        ["notice", "mat nuoc.txt", "--section", "tin", "--approved-by", "An", "--at", "17h00", "--now"];
    for now in ["2025-03-10T17:01:30+07:00", "2025-03-10T18:10:00+07:00"] {
        let run = loa(project.path(), &[&usual[..], &[now]].concat());
        assert_eq!(run.code, Some(1), "{now}: {}{}", run.out, run.err);
        assert!(run.err.contains("Đã quá giờ") && run.err.contains("Không có gì thay đổi"), "{}", run.err);
    }
    assert_eq!(bulletins(project.path()), ["tin.md"]);
    assert!(!project.path().join("approvals").exists());
}

#[test]
fn what_one_station_cannot_store_does_not_take_the_notice_back() {
    let project = tiny();
    let in_the_way = "out/2025-W11/xa/2025-03-10/1700-tiep-am-du-phong.wav/x";
    put(project.path(), in_the_way, "");
    let run = notice(project.path(), TEXT, &["--at", "17h00"]);
    assert_eq!(run.code, Some(3), "{}{}", run.out, run.err);
    assert!(run.err.contains("đã vào chương trình") && run.err.contains("loa build --date"), "{}", run.err);
    assert_eq!(bulletins(project.path()), ["tam-ngung-cap-nuoc.md", "tin.md"]);
}

#[test]
fn a_damaged_record_of_approvals_is_left_alone_and_the_notice_with_it() {
    let project = tiny();
    well(project.path(), &["approve", "bulletins/2025-03-10", "--by", "An", "--now", NOW]);
    let record = project.path().join("approvals/2025-03.ron");
    let damaged = fs::read_to_string(&record).unwrap().replace("path:", "path");
    fs::write(&record, &damaged).unwrap();
    let run = notice(project.path(), TEXT, &["--at", "17h00"]);
    assert_eq!(run.code, Some(1), "{}{}", run.out, run.err);
    assert_eq!(fs::read_to_string(&record).unwrap(), damaged);
    assert_eq!(bulletins(project.path()), ["tin.md"]);
}

#[test]
fn a_corrected_notice_says_that_the_first_one_is_still_read() {
    let project = tiny();
    notice(project.path(), TEXT, &["--at", "17h00"]).tells(0, &[]);
    let corrected = TEXT.replace("thôn hai", "thôn ba");
    let run = notice(project.path(), &corrected, &["--at", "17h00"]);
    assert!(run.out.contains("vẫn đọc cả bài cùng tiêu đề") && run.out.contains("bản 3"), "{}", run.out);
}

#[test]
fn a_time_without_a_programme_and_an_approval_without_a_name_are_refused_before_anything_is_written() {
    let project = tiny();
    notice(project.path(), TEXT, &["--at", "12h00"]).tells(2, &["12h00", "không có chương trình nào"]);
    notice(project.path(), TEXT, &["--at", "trưa"]).tells(2, &["không phải là giờ"]);
    let nameless =
        ["notice", "mat nuoc.txt", "--at", "17h00", "--section", "tin", "--approved-by", " ", "--now", NOW];
    loa(project.path(), &nameless).tells(2, &["tên người duyệt"]);
    assert_eq!(bulletins(project.path()), ["tin.md"]);
}
