//! Sound of kinds that aren't read here, by way of a program that the network names.

use super::support::{RATE, loa, put, square, well};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A network whose only converter is this.
fn network(folder: &Path, converter: &str) {
    let text = format!(
        "Network(version: 1, id: \"mau\", name: \"Mẫu\", time_zone: \"Asia/Ho_Chi_Minh\",
            stations: [(id: \"huyen\", name: \"Đài huyện Mẫu\")], converters: [{converter}])"
    );
    put(folder, "schedules/network.ron", text);
}

/// A converter that a shell runs, with the file to read as $0 and the one to write as $1.
fn shell(script: &str) -> String {
    let script = script.replace('"', "\\\"");
    format!(
        r#"(extensions: ["amr", "AWB"], command: ["sh", "-c", "{script}", "{{from}}", "{{to}}"], within: "3 giây")"#
    )
}

/// What no decoder reads: a WAV behind the mark of AMR.
fn recording(frames: u32) -> Vec<u8> {
    [b"#!AMR\n", &*square(16, frames)].concat()
}

const UNWRAP: &str = r#"tail -c +7 "$0" > "$1""#;

#[test]
fn a_file_of_another_kind_is_refused_with_what_to_do() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "ghi âm.amr", recording(RATE));
    let run = loa(folder.path(), &["clip", "probe", "ghi âm.amr", "--lang", "en"]);
    run.tells(1, &[]);
    for words in ["AMR", "MP3 or M4A", "`converters` in network.ron"] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
}

#[test]
fn a_converter_makes_it_a_sound_like_any_other() {
    let folder = TempDir::new().unwrap();
    network(folder.path(), &shell(UNWRAP));
    put(folder.path(), "clips/-ghi âm.AMR", recording(2 * RATE));
    let run = well(folder.path(), &["clip", "probe", "clips/-ghi âm.AMR", "--format", "json"]);
    assert!(run.out.contains(&format!("\"frames\": {}", 2 * RATE)), "{}", run.out);
    assert!(run.out.contains("\"format\": \"amr\""), "{}", run.out);
    let list = well(folder.path(), &["clip", "list"]);
    assert!(list.out.contains("-ghi âm.AMR") && list.out.contains("0:02,0"), "{}", list.out);
    let left: Vec<_> = fs::read_dir(folder.path().join(".loa/converting")).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn what_was_converted_is_kept_until_the_file_or_the_command_changes() {
    let folder = TempDir::new().unwrap();
    let count = folder.path().join("dem");
    let counting = |mark: &str| format!("echo {mark} >> '{}'; {UNWRAP}", count.display());
    put(folder.path(), "clips/a.awb", recording(RATE));
    let times = |mark: &str| {
        network(folder.path(), &shell(&counting(mark)));
        well(folder.path(), &["clip", "list"]);
        fs::read_to_string(&count).unwrap().lines().count()
    };
    assert_eq!([times("một"), times("một"), times("hai"), times("hai")], [1, 1, 2, 2]);
    put(folder.path(), "clips/a.awb", recording(RATE / 2));
    well(folder.path(), &["clip", "list"]);
    assert_eq!(fs::read_to_string(&count).unwrap().lines().count(), 3);
}

#[test]
fn a_converter_that_fails_is_told_with_its_last_words() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "clips/a.amr", recording(RATE));
    let missing = r#"(extensions: ["amr"], command: ["khong-co-chuong-trinh", "{from}", "{to}"])"#;
    let cases = [
        (shell("echo dòng đầu >&2; echo tệp hỏng >&2; echo >&2; exit 7"), "tệp hỏng"),
        (shell("exit 7"), "without a word"),
        (shell("exit 0"), "without writing"),
        (shell(r#"echo "Kính thưa quý vị" > "$1""#), "text"),
        (missing.to_owned(), "khong-co-chuong-trinh"),
    ];
    for (converter, words) in cases {
        network(folder.path(), &converter);
        let run = loa(folder.path(), &["clip", "list", "--lang", "en"]);
        run.tells(1, &[]);
        assert!(run.out.contains(words) && !run.out.contains("dòng đầu"), "{words}: {}", run.out);
    }
}

#[test]
fn a_converter_that_does_not_end_is_stopped() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "clips/a.amr", recording(RATE));
    network(folder.path(), &shell("exec sleep 600"));
    let begin = std::time::Instant::now();
    let run = loa(folder.path(), &["clip", "list", "--lang", "en"]);
    run.tells(1, &[]);
    assert!(run.out.contains("was stopped"), "{}", run.out);
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}

#[test]
fn a_converter_that_ends_well_and_complains_has_failed() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "clips/a.amr", recording(RATE));
    network(folder.path(), &shell(&format!("{UNWRAP}; echo hỏng từ giây 2 >&2")));
    let run = loa(folder.path(), &["clip", "list", "--lang", "en"]);
    run.tells(1, &[]);
    assert!(run.out.contains("not without complaint") && run.out.contains("hỏng từ giây 2"), "{}", run.out);
    // More than a pipe holds, and nothing but empty lines.
    network(folder.path(), &shell(&format!("yes '' | head -c 300000 >&2; {UNWRAP}")));
    well(folder.path(), &["clip", "list"]);
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_converter_started_ends_with_it() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "clips/a.amr", recording(RATE));
    let number = folder.path().join("số");
    let started = format!("sleep 600 & echo $! > '{}'", number.display());
    for (script, code) in [(format!("{started}; wait"), 1), (format!("{started}; {UNWRAP}"), 0)] {
        network(folder.path(), &shell(&script));
        loa(folder.path(), &["clip", "list"]).tells(code, &[]);
        let number = fs::read_to_string(&number).unwrap();
        let state = fs::read_to_string(format!("/proc/{}/stat", number.trim())).unwrap_or_default();
        let is_at_work = state.contains("(sleep)") && !state.contains(") Z");
        if is_at_work {
            std::process::Command::new("kill").arg(number.trim()).status().unwrap();
        }
        assert!(!is_at_work, "{script}: {state}");
    }
}

#[test]
fn a_converter_that_writes_without_end_is_stopped_before_the_disk_is_full() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "clips/a.amr", recording(RATE));
    network(folder.path(), &shell(r#"truncate -s 5G "$1"; exec sleep 600"#));
    let run = loa(folder.path(), &["clip", "list", "--lang", "en"]);
    run.tells(1, &[]);
    assert!(run.out.contains("more than 4 GiB"), "{}", run.out);
}

#[cfg(unix)]
#[test]
fn a_converter_named_with_its_folder_lies_in_the_project() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "clips/a.amr", recording(RATE));
    fs::create_dir(folder.path().join("công cụ")).unwrap();
    std::os::unix::fs::symlink("/bin/sh", folder.path().join("công cụ/chuyển")).unwrap();
    network(folder.path(), &shell(UNWRAP).replace("\"sh\"", "\"công cụ/chuyển\""));
    well(folder.path(), &["clip", "list"]);
    let inside = folder.path().join("clips");
    well(&inside, &["clip", "probe", "a.amr"]);
}

#[cfg(unix)]
#[test]
fn what_a_killed_conversion_left_is_removed_once_no_converter_can_be_at_it() {
    let folder = super::support::tiny();
    let place = |name: &str| folder.path().join(".loa/converting").join(name);
    let left = |name: &str, hours: u64| {
        put(folder.path(), &format!(".loa/converting/{name}/made.wav"), "half a sound");
        let then = std::time::SystemTime::now() - std::time::Duration::from_secs(hours * 3600);
        fs::File::open(place(name)).unwrap().set_modified(then).unwrap();
    };
    left(".loa-gone", 30);
    left(".loa-at-work", 20);
    well(folder.path(), &["build", "--date", "10/3/2025"]);
    assert!(!place(".loa-gone").exists() && place(".loa-at-work").exists());
    left(".loa-gone", 24 * 40);
    let removed = well(folder.path(), &["clip", "gc", "--lang", "en"]).out;
    assert!(removed.starts_with("Removed 1 file"), "{removed}");
    assert!(!place(".loa-gone").exists() && place(".loa-at-work").exists());
}
