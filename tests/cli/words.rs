//! Help and mistakes in the command, in two languages.

use super::support::{Run, command, loa, put, tiny, well};
use std::path::Path;
use tempfile::TempDir;

fn with_language(folder: &Path, language: &str, arguments: &[&str]) -> Run {
    Run::of(&command(folder, arguments).env("LOA_LANG", language).output().unwrap())
}

#[test]
fn help_is_vietnamese_unless_another_language_is_asked_for() {
    let nowhere = TempDir::new().unwrap();
    let vietnamese = well(nowhere.path(), &["--help"]).out;
    assert!(vietnamese.contains("Cách dùng:") && vietnamese.contains("Tạo một dự án nhỏ"), "{vietnamese}");
    let english = well(nowhere.path(), &["--help", "--lang", "en"]).out;
    assert!(english.contains("Usage:") && english.contains("Make a small working project"), "{english}");
    assert!(!english.contains("Cách dùng"), "{english}");
    assert_eq!(with_language(nowhere.path(), "en", &["--help"]).out, english);
    assert_eq!(with_language(nowhere.path(), "en", &["--help", "--lang=vi"]).out, vietnamese);
    assert_eq!(
        with_language(nowhere.path(), "xx", &["--help"]).out,
        vietnamese,
        "an unknown one is passed over"
    );
}

#[test]
fn every_command_explains_itself_in_both_languages() {
    let nowhere = TempDir::new().unwrap();
    for name in [
        "init", "check", "plan", "build", "freeze", "receive", "approve", "preview", "scripts", "calendar",
        "clip", "say", "when",
    ] {
        for (lang, word) in [("vi", "Cách dùng:"), ("en", "Usage:")] {
            let help = well(nowhere.path(), &[name, "--help", "--lang", lang]).out;
            assert!(help.contains(word) && help.contains(&format!("loa {name}")), "{help}");
            assert!(!help.contains("--now"), "what is for tests stays hidden: {help}");
        }
    }
}

#[test]
fn the_language_of_the_network_is_spoken_in_its_folder() {
    let project = tiny();
    assert!(well(project.path(), &["check", "--date", "10/3/2025"]).out.contains("2 đài"));
    let network = project.path().join("schedules/a-network.ron");
    let text = std::fs::read_to_string(&network).unwrap().replace(r#"language: "vi""#, r#"language: "en""#);
    std::fs::write(&network, text).unwrap();
    let check = ["check", "--date", "10/3/2025"];
    assert!(well(project.path(), &check).out.contains("2 stations"));
    assert!(with_language(project.path(), "vi", &check).out.contains("2 đài"));
    assert!(well(project.path(), &["--help"]).out.contains("Usage:"), "help too");
    loa(project.path(), &["bild"]).tells(2, &["there is no command"]);
    loa(&project.path().join("clips"), &["plan", "--week", "x"]).tells(2, &["is not a week"]);
}

#[test]
fn commands_have_vietnamese_names() {
    let project = tiny();
    let plan = well(project.path(), &["plan", "--date", "10/3/2025"]).out;
    for alias in ["lich", "lịch"] {
        assert_eq!(well(project.path(), &[alias, "--date", "10/3/2025"]).out, plan);
    }
    for alias in [
        "tao",
        "tạo",
        "kiem",
        "kiểm",
        "dung",
        "dựng",
        "xem",
        "xem-thu",
        "khi-nao",
        "khi-nào",
        "am-thanh",
        "âm-thanh",
        "chot",
        "chốt",
        "nhan",
        "nhận",
        "duyet",
        "duyệt",
        "loi",
        "lời",
        "am-lich",
        "âm-lịch",
        "doc",
        "đọc",
    ] {
        well(project.path(), &[alias, "--help"]);
    }
}

#[test]
fn a_mistake_in_the_command_ends_with_2_and_a_suggestion_in_both_languages() {
    let nowhere = TempDir::new().unwrap();
    let cases: [(&[&str], &str, &str); 6] = [
        (&["bild"], "không có lệnh “bild”", "there is no command “bild”"),
        (&["build", "--wek", "2025-W11"], "không có tùy chọn “--wek”", "there is no option “--wek”"),
        (&["build", "--week"], "cần có giá trị", "needs a value"),
        (
            &["build", "--date", "1/1/2025", "--week", "2025-W11"],
            "không dùng chung được",
            "cannot be used together",
        ),
        (&["when"], "còn thiếu <LỊCH-LẶP>", "<RECURRENCE> is missing"),
        (&["plan", "--format", "yaml"], "“yaml” không dùng được", "“yaml” cannot be used"),
    ];
    for (arguments, vietnamese, english) in cases {
        loa(nowhere.path(), arguments).tells(2, &[vietnamese, "--help"]);
        let in_english: Vec<&str> = arguments.iter().copied().chain(["--lang", "en"]).collect();
        if arguments != ["build", "--week"] {
            loa(nowhere.path(), &in_english).tells(2, &[english, "--help"]);
        }
        with_language(nowhere.path(), "en", arguments).tells(2, &[english]);
    }
    loa(nowhere.path(), &["bild"]).tells(2, &["Có phải", "“build”"]);
    with_language(nowhere.path(), "en", &["bild"]).tells(2, &["hint: Is “build” meant?"]);
    loa(nowhere.path(), &["build", "--wek", "2025-W11"]).tells(2, &["Có phải", "--week"]);
}

#[test]
fn names_and_dates_that_make_no_sense_end_with_2() {
    let project = tiny();
    loa(project.path(), &["plan", "--station", "xaa"]).tells(2, &["“xaa”", "“xa”"]);
    loa(project.path(), &["plan", "--date", "31/2/2025"]).tells(2, &["31/2/2025"]);
    loa(project.path(), &["plan", "--week", "2025-W60"]).tells(2, &["2025-W60"]);
    loa(project.path(), &["plan", "--from", "10/3/2025", "--to", "9/3/2025"]).tells(2, &["--to"]);
    loa(project.path(), &["plan", "--from", "1/1/2025", "--to", "1/1/2030"]).tells(2, &["400"]);
    loa(project.path(), &["plan", "--now", "hôm qua"]).tells(2, &["--now"]);
}

#[test]
fn the_version_is_the_package_s() {
    let nowhere = TempDir::new().unwrap();
    let expected = format!("loa {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(well(nowhere.path(), &["--version"]).out, expected);
    assert_eq!(well(nowhere.path(), &["-V"]).out, expected);
}

#[test]
fn the_exit_code_tells_who_is_wrong() {
    let project = tiny();
    let check = ["check", "--week", "2025-W11"];
    assert_eq!(loa(project.path(), &check).code, Some(0), "nothing, or warnings only");
    std::fs::remove_file(project.path().join("bulletins/2025-03-12/tin.md")).unwrap();
    loa(project.path(), &check).tells(0, &["cảnh báo[empty-block]"]);
    put(project.path(), "schedules/d-hong.ron", "Schedule(version: 1, by: \"huyện nào\")");
    loa(project.path(), &check).tells(1, &["lỗi[", "schedules/d-hong.ron:1:"]);
    loa(project.path(), &["check", "--tuần", "này"]).tells(2, &["--tuần"]);
    let nowhere = TempDir::new().unwrap();
    loa(nowhere.path(), &check).tells(3, &["schedules", "loa init"]);
}

#[test]
fn help_of_a_command_names_its_argument_first_and_can_be_asked_for_by_name() {
    let nowhere = TempDir::new().unwrap();
    let help = well(nowhere.path(), &["preview", "--help"]).out;
    let (arguments, options) = (help.find("Tham số:").unwrap(), help.find("Tùy chọn:").unwrap());
    assert!(arguments < options && help.contains("<MẪU-LỜI>"), "{help}");
    assert_eq!(well(nowhere.path(), &["help", "preview"]).out, help);
    assert!(well(nowhere.path(), &["help"]).out.contains("Các lệnh:"));
}

#[test]
fn findings_for_machines_are_printed_whole_even_when_the_network_cannot_be_read() {
    let project = tiny();
    put(project.path(), "schedules/a-network.ron", "Network(\n  version: 1,\n  id: 5,\n)");
    let run = loa(project.path(), &["check", "--format", "json"]);
    assert_eq!(run.code, Some(1));
    let findings: serde_json::Value = serde_json::from_str(&run.out).expect("JSON and nothing else");
    let first = &findings[0];
    assert!(first["line"].is_u64() && first["end_line"].is_u64() && first["end_column"].is_u64(), "{first}");
    assert!(first["labels"].is_array() && first["also"].is_array(), "{first}");
}

#[test]
fn stations_that_do_not_broadcast_on_the_days_are_not_counted() {
    let project = tiny();
    let network = project.path().join("schedules/a-network.ron");
    let text = std::fs::read_to_string(&network)
        .unwrap()
        .replace("(id: \"huyen\",", "(id: \"huyen\", until: \"1/1/2025\",");
    std::fs::write(&network, text.replace("(id: \"xa\",", "(id: \"xa\", until: \"1/2/2025\",")).unwrap();
    let of = |date: &str| loa(project.path(), &["check", "--date", date]).out;
    assert!(of("15/1/2025").contains("1 đài"), "{}", of("15/1/2025"));
    assert!(of("10/3/2025").contains("không đài nào hoạt động"), "{}", of("10/3/2025"));
}
