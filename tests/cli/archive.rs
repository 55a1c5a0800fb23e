//! What was aired is put away: whole, verified, and never taken away too early.

use super::support::{Run, files, loa, put, tiny, well};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn archive(folder: &Path, now: &str, arguments: &[&str]) -> Run {
    loa(folder, &[&["archive"], arguments, &["--now", now, "--lang", "en"]].concat())
}

const MONDAY: &str = "2025-03-17T08:00:00+07:00";

/// A project whose week 11 was built, confirmed for the commune, and archived.
fn put_away(arguments: &[&str]) -> TempDir {
    let project = tiny();
    let at = project.path();
    well(at, &["build", "--week", "2025-W11", "--station", "xa"]);
    well(at, &["log", "ok", "2025-W11", "--station", "xa", "--now", MONDAY]);
    let run = archive(at, MONDAY, arguments);
    assert_eq!(run.code, Some(0), "{run:?}");
    project
}

#[test]
fn a_week_is_put_away_with_its_plan_its_words_its_log_and_their_digests_and_with_wavs_when_asked() {
    for (arguments, has_sound) in [(&[][..], false), (&["--wav"][..], true)] {
        let project = put_away(arguments);
        let folder = project.path().join("archive/2025-W11/xa");
        let found: Vec<String> = files(&folder).iter().map(|path| path.display().to_string()).collect();
        for file in ["manifest.json", "playlist.m3u8", "log.jsonl", "SHA256SUMS"] {
            assert!(found.iter().any(|found| found == file), "{file} in {found:?}");
        }
        assert_eq!(found.iter().any(|file| file.ends_with(".wav")), has_sound, "{found:?}");
        let log = fs::read_to_string(folder.join("log.jsonl")).unwrap();
        assert_eq!(log.lines().count(), 14);
        let digests = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
        assert_eq!(digests.lines().count(), found.len() - 1);
        assert!(!project.path().join("archive/.aside").exists());
    }
}

#[test]
fn an_archived_week_stays_as_it_is_until_it_is_asked_for_again() {
    let project = put_away(&[]);
    let at = project.path();
    well(at, &["log", "add", "loa hỏng", "--item", "2025-03-10/xa/toi", "--station", "xa", "--now", MONDAY]);
    let log = || fs::read_to_string(at.join("archive/2025-W11/xa/log.jsonl")).unwrap();
    let before = log();
    let run = archive(at, MONDAY, &[]);
    assert!(run.out.contains("left as it is: archive/2025-W11/xa"), "{run:?}");
    assert_eq!(log(), before);
    archive(at, MONDAY, &["--again"]);
    assert!(log().contains("loa hỏng"));
}

#[test]
fn what_was_changed_or_lost_in_the_archive_is_told_by_its_name() {
    let project = put_away(&[]);
    let at = project.path();
    put(at, "archive/2025-W11/xa/log.jsonl", "{}\n");
    fs::remove_file(at.join("archive/2025-W11/xa/playlist.m3u8")).unwrap();
    let run = archive(at, MONDAY, &[]);
    run.tells(1, &["archive/2025-W11/xa: damaged or gone:", "log.jsonl", "playlist.m3u8"]);
    assert!(!run.err.contains("manifest.json"), "{run:?}");
}

#[test]
fn a_week_is_kept_for_six_months_to_the_day_and_then_removed() {
    let project = put_away(&[]);
    let (at, place) = (project.path(), project.path().join("archive/2025-W11"));
    archive(at, "2025-09-16T23:59:00+07:00", &["--station", "xa"]);
    assert!(place.exists());
    archive(at, "2025-07-01T08:00:00+07:00", &["--months", "4"]);
    assert!(place.exists(), "four months after its Sunday is 16 July");
    let run = archive(at, "2025-09-17T00:01:00+07:00", &[]);
    assert!(run.out.contains("older than 6 months, removed: archive/2025-W11/xa"), "{run:?}");
    assert!(!place.exists() && at.join("logs/xa/2025-03.jsonl").exists());
}

#[test]
fn a_week_that_is_not_over_is_not_archived() {
    let project = tiny();
    archive(project.path(), "2025-03-16T23:00:00+07:00", &["--week", "2025-W11"])
        .tells(2, &["is not over yet"]);
}

#[test]
fn after_a_kill_between_out_and_in_the_old_week_is_back() {
    let project = put_away(&[]);
    let at = project.path();
    fs::create_dir_all(at.join("archive/.aside/2025-W11/xa")).unwrap();
    fs::rename(at.join("archive/2025-W11/xa"), at.join("archive/.aside/2025-W11/xa/old")).unwrap();
    put(at, "archive/.aside/2025-W11/xa/new/half", "half");
    let run = archive(at, MONDAY, &[]);
    assert!(run.out.contains("left as it is") && run.out.contains("all whole: 1"), "{run:?}");
    assert!(!at.join("archive/.aside").exists());
}
