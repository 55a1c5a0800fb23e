//! `docs/files.md` tells the truth: its examples are a project that is read without a finding, and no field is missing.
//!
//! A fenced block of RON whose first line is a comment with a path under `schedules/` is that file, whole.
#![allow(clippy::disallowed_methods, reason = "these tests are about files")]
#![allow(clippy::unwrap_used, reason = "a failed look at a file is a failed test")]

mod support;

use std::fs;
use support::{RATE, example, loa, put, square};

fn text() -> String {
    fs::read_to_string(example().join("docs/files.md")).expect("the page is there")
}

/// The path and the text of each file that the page shows.
fn shown(text: &str) -> Vec<(&str, &str)> {
    let blocks = text.split("\n```ron\n").skip(1);
    let block = |rest: &'_ str| rest.find("\n```\n").expect("a block ends");
    blocks
        .map(|rest| &rest[..block(rest)])
        .map(|file| (file.lines().next().and_then(|line| line.strip_prefix("// ")).expect("a path"), file))
        .collect()
}

#[test]
fn the_files_that_the_page_shows_are_a_project_without_errors() {
    let (folder, text) = (tempfile::tempdir().unwrap(), text());
    let files = shown(&text);
    assert!(files.len() >= 5, "{} files", files.len());
    for (path, file) in files {
        assert!(path.starts_with("schedules/"), "{path}");
        put(folder.path(), path, file);
    }
    for clip in
        ["nhac-hieu", "nhac-cat", "nhac-nen", "ca-nhac/xuan", "ca-nhac/cu", "ca-nhac/moi", "nhac-tram/mot"]
    {
        put(folder.path(), &format!("clips/{clip}.wav"), square(16, 2 * RATE));
    }
    for template in ["mo-dau", "chao-ket"] {
        put(folder.path(), &format!("scripts/{template}.tera"), "Đây là {{ station.name }}.");
    }
    for week in ["2025-W05", "2025-W11", "2025-W22", "2025-W27", "2025-W42"] {
        let run = loa(folder.path(), &["check", "--week", week, "--lang", "en"]);
        assert!(
            run.code == Some(0) && !run.err.contains("[holiday-lapsed]"),
            "{week}: {}{}",
            run.err,
            run.out
        );
    }
}

#[test]
fn every_field_and_every_choice_of_the_files_is_shown() {
    let (text, mut missing, mut count) = (text(), Vec::new(), 0);
    let shapes = [
        "src/schedule/files.rs",
        "src/network/read.rs",
        "src/network/stations.rs",
        "src/network/announcers.rs",
        "src/network/converters.rs",
        "src/network/speaking.rs",
        "src/network/upstream.rs",
        "src/network/voice.rs",
        "src/calendar/calendar_file.rs",
        "src/calendar/written/shapes.rs",
        "src/speech/lexicon/file.rs",
    ];
    for path in shapes {
        let source = fs::read_to_string(example().join(path)).unwrap();
        for line in source.lines().map(|line| line.trim().trim_start_matches("pub ")) {
            let is_shape = |kind: &str| {
                ["Raw<", "List<", "Option<Raw<", "Option<List<"].iter().any(|s| kind.starts_with(s))
            };
            if let Some((name, kind)) = line.split_once(": ")
                && is_shape(kind)
                && name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
            {
                count += 1;
                missing.extend((!text.contains(&format!("{name}: "))).then(|| name.to_owned()));
            }
            if let Some((name, _)) = line.split_once("(Raw<")
                && name.starts_with(|first: char| first.is_ascii_uppercase())
            {
                count += 1;
                missing.extend((!text.contains(&format!("{name}("))).then(|| name.to_owned()));
            }
        }
    }
    assert!(count > 80, "only {count} fields were found in the sources");
    assert!(missing.is_empty(), "docs/files.md does not show {missing:?}");
}
