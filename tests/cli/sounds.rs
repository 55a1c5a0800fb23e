//! What the WAVs really are, read by this test itself and by other people's programs.

use super::support::{RATE, WEEK, files, manifests, tiny, well};
use chrono::DateTime;
use loa::package::{ManifestItem, StationManifest};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Rate, channels, bits and frames as the header of a WAV has them (RIFF: chunks of id, size and bytes).
fn header(path: &Path) -> (u32, u16, u16, u64) {
    let bytes = fs::read(path).unwrap();
    assert_eq!((&bytes[..4], &bytes[8..12]), (&b"RIFF"[..], &b"WAVE"[..]), "{}", path.display());
    let long = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
    let short = |at: usize| u16::from_le_bytes(bytes[at..at + 2].try_into().expect("two bytes"));
    assert_eq!(long(4) as usize + 8, bytes.len(), "the length of the file is the one it tells");
    let (mut at, mut format) = (12, None);
    loop {
        let size = long(at + 4) as usize;
        match &bytes[at..at + 4] {
            b"fmt " => format = Some((long(at + 12), short(at + 10), short(at + 22), short(at + 20))),
            b"data" => {
                let (rate, channels, bits, block) = format.expect("the format stands before the samples");
                assert!(at + 8 + size <= bytes.len(), "{} is cut short", path.display());
                return (rate, channels, bits, (size / usize::from(block)) as u64);
            }
            _ => {}
        }
        at += 8 + size + size % 2;
    }
}

/// Every item of a built project with the folder its files are in.
pub(super) fn items(
    manifests: &[(PathBuf, StationManifest)],
) -> impl Iterator<Item = (&Path, &ManifestItem)> {
    manifests.iter().flat_map(|(folder, manifest)| {
        manifest.days.iter().flat_map(move |day| day.items.iter().map(move |item| (folder.as_path(), item)))
    })
}

#[test]
fn every_wav_is_as_long_as_the_manifest_says_to_the_sample() {
    let project = tiny();
    well(project.path(), &WEEK);
    let manifests = manifests(project.path());
    let mut known = Vec::new();
    for (folder, item) in items(&manifests) {
        for part in item.sound.iter().flat_map(|sound| &sound.parts) {
            let path = folder.join(&part.file);
            assert_eq!(header(&path), (RATE, 1, 16, part.frames), "{}", part.file);
            known.push(path);
        }
    }
    known.sort();
    let out = project.path().join("out");
    let wavs: Vec<PathBuf> = files(&out)
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "wav"))
        .map(|path| out.join(path))
        .collect();
    assert_eq!(known, wavs, "no WAV stands there that the manifest does not know");
}

#[test]
fn a_hard_timed_programme_without_live_parts_is_exactly_its_length() {
    let project = tiny();
    well(project.path(), &WEEK);
    let manifests = manifests(project.path());
    let mut exact = 0;
    for (folder, item) in items(&manifests) {
        let Some(sound) = &item.sound else { continue };
        let planned = u64::try_from(item.planned_ms).unwrap() * u64::from(RATE) / 1000;
        assert_eq!(sound.frames, planned, "{}: live windows included", item.id);
        let is_live = sound.elements.iter().any(|element| element.kind == "live");
        let sum: u64 = sound.parts.iter().map(|part| part.frames).sum();
        if is_live {
            let windows: u64 = sound.elements.iter().filter(|e| e.kind == "live").map(|e| e.frames).sum();
            assert_eq!(sum + windows, planned, "{}: what sounds and what is read make up the whole", item.id);
            assert!(sound.parts.windows(2).all(|two| two[0].at + two[0].frames <= two[1].at), "{}", item.id);
        } else {
            assert_eq!(sound.parts.len(), 1, "{}", item.id);
            assert_eq!(header(&folder.join(&sound.parts[0].file)).3, planned, "{}", item.id);
            exact += 1;
        }
    }
    assert!(exact >= 21, "mornings, evenings and substitutes of a week: {exact}");
}

#[test]
fn no_wav_runs_across_a_relay() {
    let project = tiny();
    well(project.path(), &WEEK);
    for (_, manifest) in manifests(project.path()) {
        let time = |text: &str| DateTime::parse_from_rfc3339(text).expect("RFC 3339").timestamp_millis();
        for day in &manifest.days {
            let relays: Vec<_> = day.items.iter().filter(|item| item.play == "relay").collect();
            assert!(!relays.is_empty(), "both stations relay every day");
            for item in &day.items {
                let parts = item.sound.iter().flat_map(|sound| &sound.parts);
                for part in parts {
                    assert_eq!(part.file.contains("-du-phong"), item.play == "relay", "{}", part.file);
                    let at = |frames: u64| {
                        time(&item.start) + i64::try_from(frames * 1000 / u64::from(RATE)).unwrap()
                    };
                    let (start, end) = (at(part.at), at(part.at + part.frames));
                    for relay in relays.iter().filter(|relay| relay.id != item.id) {
                        let is_apart = end <= time(&relay.start) || time(&relay.end) <= start;
                        assert!(is_apart, "{} runs into {}", part.file, relay.id);
                    }
                }
            }
        }
    }
}

#[test]
fn a_relay_without_a_substitute_has_no_sound_and_one_with_it_plays_it_whole() {
    let project = tiny();
    well(project.path(), &WEEK);
    let manifests = manifests(project.path());
    for (_, item) in items(&manifests).filter(|(_, item)| item.play == "relay") {
        match item.slot.as_str() {
            "vov" => assert_eq!(item.sound, None, "{}", item.id),
            _ => {
                let sound = item.sound.as_ref().expect("a substitute");
                assert!(sound.elements.iter().all(|element| element.kind != "live"), "nobody reads it there");
            }
        }
    }
}

/// What another program prints about a sound file; none, and a word to the tester, where it is not installed.
#[allow(clippy::print_stderr, reason = "a test that skips says so")]
pub(super) fn asked(program: &str, arguments: &[&str], wav: &Path) -> Option<String> {
    match Command::new(program).args(arguments).arg(wav).output() {
        Ok(output) => {
            assert!(output.status.success(), "{program} refuses {}", wav.display());
            Some(String::from_utf8(output.stdout).expect("numbers").trim().to_owned())
        }
        Err(_) => {
            eprintln!("skipped: {program} is not installed");
            None
        }
    }
}

#[test]
fn other_programs_agree_on_rate_channels_and_frames() {
    let project = tiny();
    well(project.path(), &["build", "--date", "10/3/2025"]);
    let manifests = manifests(project.path());
    for (folder, item) in items(&manifests) {
        for part in item.sound.iter().flat_map(|sound| &sound.parts) {
            let wav = folder.join(&part.file);
            let fields =
                ["-v", "error", "-show_entries", "stream=sample_rate,channels,duration_ts", "-of", "csv=p=0"];
            let Some(ffprobe) = asked("ffprobe", &fields, &wav) else { return };
            assert_eq!(ffprobe, format!("{RATE},1,{}", part.frames), "{}", part.file);
            for (field, expected) in [("-r", u64::from(RATE)), ("-c", 1), ("-s", part.frames)] {
                let Some(sox) = asked("sox", &["--i", field], &wav) else { return };
                assert_eq!(sox, expected.to_string(), "{} {field}", part.file);
            }
        }
    }
}
