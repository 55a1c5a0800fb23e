//! How a text is said: one result a line, from arguments and from the standard input.

use super::support::{loa, put, tiny, well};
use std::io::Write;
use std::process::{Command, Stdio};
use tempfile::TempDir;

#[test]
fn a_text_is_said_outside_a_project_and_its_doubts_are_told_with_a_caret() {
    let nowhere = TempDir::new().unwrap();
    let run = loa(nowhere.path(), &["say", "Ngày 11/3,", "từ 7h30, 2/9"]);
    assert_eq!(
        (run.code, run.out.trim_end()),
        (Some(0), "Ngày mười một tháng ba, từ bảy giờ ba mươi phút, 2/9")
    );
    assert!(run.err.contains("[not-spoken]") && run.err.contains("^^^"), "{}", run.err);
    let run = loa(nowhere.path(), &["đọc", "--as", "date", "2/9"]);
    assert_eq!((run.out.trim_end(), run.err.as_str()), ("ngày mùng hai tháng chín", ""));
    let run = loa(nowhere.path(), &["say", "--time", "UBND xã"]);
    assert_eq!(run.out.trim_end(), "Ủy ban nhân dân xã\t5 tiếng, 2 giây");
    assert_eq!(loa(nowhere.path(), &["say", "--as", "colour", "2"]).code, Some(2));
}

#[test]
fn every_line_of_the_standard_input_has_one_result() {
    let nowhere = TempDir::new().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_loa"))
        .args(["say", "--lang", "en"])
        .current_dir(nowhere.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all("15 km\n\n  \r\nXYZ\n5h".as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(done.stdout).unwrap(), "mười lăm ki-lô-mét\n\n\nXYZ\nnăm giờ\n");
    let told = String::from_utf8(done.stderr).unwrap();
    assert!(told.contains("line 4") && told.matches("[not-spoken]").count() == 1, "{told}");
    assert_eq!(done.status.code(), Some(0));
}

#[test]
fn inside_a_project_its_own_lexicon_is_spoken() {
    let project = tiny();
    put(
        project.path(),
        "scripts/lexicon.ron",
        r#"Lexicon(version: 1, words: [(written: "XYZ", spoken: "xứ ta")])"#,
    );
    assert_eq!(loa(project.path(), &["say", "XYZ và UBND"]).out.trim_end(), "xứ ta và Ủy ban nhân dân");
    put(
        project.path(),
        "scripts/lexicon.ron",
        r#"Lexicon(version: 1, words: [(written: "", spoken: "xứ ta")])"#,
    );
    let run = loa(project.path(), &["say", "UBND"]);
    assert_eq!((run.code, run.out.trim_end()), (Some(1), "Ủy ban nhân dân"));
    assert!(run.err.contains("[bad-lexicon-entry]"), "{}", run.err);
}

#[test]
fn the_network_s_way_of_speaking_is_spoken_by_say_and_by_the_filters_of_templates() {
    let project = tiny();
    let network = std::fs::read_to_string(project.path().join("schedules/a-network.ron")).unwrap();
    put(project.path(), "scripts/chao.tera", "{{ 2105 | number }} người.");
    let preview = ["preview", "chao", "--station", "huyen", "--at", "2025-03-10T17:00"];
    let said = || {
        let said = well(project.path(), &["say", "2105 người, 24 thôn, ngày 5/3"]).out;
        (said, well(project.path(), &preview).out)
    };
    let (north, filtered) = said();
    assert_eq!(
        north.trim_end(),
        "hai nghìn một trăm linh năm người, hai mươi tư thôn, ngày mùng năm tháng ba"
    );
    assert!(filtered.contains("hai nghìn một trăm linh năm người."), "{filtered}");
    let speech = r#"speech: (missing_ten: "lẻ", thousand: "ngàn", early_days: "mồng", four: "bốn"),"#;
    let spoken = network.replace("    sources:", &format!("    {speech}\n    sources:"));
    put(project.path(), "schedules/a-network.ron", spoken);
    let (south, filtered) = said();
    assert_eq!(south.trim_end(), "hai ngàn một trăm lẻ năm người, hai mươi bốn thôn, ngày mồng năm tháng ba");
    assert!(filtered.contains("hai ngàn một trăm lẻ năm người."), "{filtered}");
}

#[test]
fn a_station_that_says_more_has_longer_estimates_than_the_rest_of_the_network() {
    let project = tiny();
    let network = std::fs::read_to_string(project.path().join("schedules/a-network.ron")).unwrap();
    let own = r#"(id: "huyen", name: "Đài huyện", speech: (missing_thousands: true)),"#;
    put(
        project.path(),
        "schedules/a-network.ron",
        network.replace(r#"(id: "huyen", name: "Đài huyện"),"#, own),
    );
    put(project.path(), "scripts/chao.tera", "Quỹ có 10.000.300 đồng.");
    let syllables = |station: &str| {
        let page =
            well(project.path(), &["preview", "chao", "--station", station, "--at", "2025-03-10T17:00"]).out;
        let line = page.lines().find(|line| line.contains("tiếng khi đọc ra")).unwrap_or_default().to_owned();
        line.split(' ').next().and_then(|count| count.parse::<u32>().ok()).expect("a count")
    };
    // Quỹ có mười triệu (không nghìn) ba trăm đồng.
    assert_eq!((syllables("xa"), syllables("huyen")), (7, 9));
}
