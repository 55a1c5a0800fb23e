//! What a programme's WAV tells of itself, read by this test and by other people's programs.

use super::sounds::{asked, items};
use super::support::{RATE, digests, manifests, put, tiny, well};
use loa::package::{ManifestElement, ManifestItem, StationManifest};
use std::fs;
use std::path::{Path, PathBuf};

const MONDAY: [&str; 3] = ["build", "--date", "10/3/2025"];

/// The chunks of a WAV in their order.
fn chunks(wav: &Path) -> Vec<(String, Vec<u8>)> {
    let bytes = fs::read(wav).unwrap();
    let (mut at, mut found) = (12, Vec::new());
    while at < bytes.len() {
        let size = u32::from_le_bytes(bytes[at + 4..at + 8].try_into().expect("four bytes")) as usize;
        let body = bytes[at + 8..at + 8 + size].to_vec();
        found.push((String::from_utf8(bytes[at..at + 4].to_vec()).expect("ASCII"), body));
        at += 8 + size + size % 2;
    }
    assert_eq!(at, bytes.len(), "{} ends within a chunk", wav.display());
    found
}

/// Every WAV of a built project with its item and the elements that sound in it.
fn wavs(manifests: &[(PathBuf, StationManifest)]) -> Vec<(PathBuf, &ManifestItem, Vec<&ManifestElement>)> {
    let mut wavs = Vec::new();
    for (folder, item) in items(manifests) {
        let Some(sound) = &item.sound else { continue };
        for (number, part) in sound.parts.iter().enumerate() {
            let heard = sound.elements.iter().filter(|element| element.part == Some(number)).collect();
            wavs.push((folder.join(&part.file), item, heard));
        }
    }
    assert!(wavs.len() > 5, "there is sound");
    wavs
}

/// The WAV of the district's programme that has no live part.
fn morning(project: &Path) -> PathBuf {
    project.join("out/2025-W11/huyen/2025-03-10/0530-sang.wav")
}

#[test]
fn every_wav_has_its_chunks_behind_the_sound_and_a_label_for_every_element() {
    let project = tiny();
    well(project.path(), &MONDAY);
    let manifests = manifests(project.path());
    for (wav, _, heard) in wavs(&manifests) {
        let chunks = chunks(&wav);
        let ids: Vec<&str> = chunks.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["fmt ", "data", "bext", "cart", "LIST", "cue ", "LIST"], "{}", wav.display());
        let labels = String::from_utf8_lossy(&chunks[6].1).into_owned();
        for element in &heard {
            assert!(labels.contains(&element.title), "{labels} lacks {}", element.title);
        }
        assert_eq!(chunks[5].1[..4], u32::try_from(heard.len()).unwrap().to_le_bytes());
    }
}

#[test]
fn a_programme_with_another_title_is_made_again_and_says_it() {
    let project = tiny();
    well(project.path(), &MONDAY);
    let before = digests(&project.path().join("out"));
    let place = project.path().join("schedules/b-huyen.ron");
    let text = fs::read_to_string(&place).unwrap();
    let title = "title: \"";
    assert!(text.contains(title), "{text}");
    put(project.path(), "schedules/b-huyen.ron", text.replace(title, "title: \"Đổi tên "));
    well(project.path(), &MONDAY);
    let wav = morning(project.path());
    let path = wav.strip_prefix(project.path().join("out")).unwrap().to_str().unwrap().to_owned();
    assert_ne!(digests(&project.path().join("out"))[&path], before[&path]);
    let chunks = chunks(&wav);
    assert!(String::from_utf8_lossy(&chunks[4].1).contains("INAM") && chunks[2].1.starts_with(b"Doi ten "));
    assert!(String::from_utf8_lossy(&chunks[4].1).contains("Đổi tên "));
}

#[test]
fn ffprobe_shows_a_chapter_for_every_element_and_the_tags() {
    let project = tiny();
    well(project.path(), &MONDAY);
    let manifests = manifests(project.path());
    for (wav, item, heard) in wavs(&manifests) {
        let fields = ["-v", "error", "-show_chapters", "-show_format", "-of", "json"];
        let Some(told) = asked("ffprobe", &fields, &wav) else { return };
        let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
        let chapters = told["chapters"].as_array().expect("a list");
        let chapters: Vec<(u64, &str)> = chapters
            .iter()
            .map(|one| (one["start"].as_u64().unwrap(), one["tags"]["title"].as_str().unwrap()))
            .collect();
        let expected: Vec<(u64, &str)> =
            heard.iter().map(|one| (one.offset.unwrap(), one.title.as_str())).collect();
        assert_eq!(chapters, expected, "{}", wav.display());
        let tags = &told["format"]["tags"];
        // A repeat is the WAV of the day it repeats.
        let made_for = item.from.as_ref().filter(|_| item.play == "repeat").unwrap_or(&item.id);
        assert_eq!(tags["date"], made_for[..10], "{tags}");
        assert!(tags["title"].as_str().is_some_and(|title| !title.is_empty()), "{tags}");
    }
}

#[test]
fn libsndfile_reads_the_broadcast_extension_the_cart_and_the_labels() {
    let project = tiny();
    well(project.path(), &MONDAY);
    let manifests = manifests(project.path());
    let wav = morning(project.path());
    let all = wavs(&manifests);
    let (_, item, heard) = all.iter().find(|(place, ..)| *place == wav).expect("the morning has a WAV");
    let Some(bext) = asked("sndfile-info", &["--broadcast"], &wav) else { return };
    for told in [
        "Origination date         : 2025-03-10",
        "Origination time         : 05:30:00",
        "(19800.000000 seconds)",
        "BWF version              : 2",
        "Loudness value           : 327.67",
        "A=PCM,F=8000,W=16,M=mono,T=loa ",
        "Origination ref          : 2025-03-10/sang-",
    ] {
        assert!(bext.contains(told), "{told} is not in\n{bext}");
    }
    let cart = asked("sndfile-info", &["--cart"], &wav).expect("it was there before");
    let frames = item.sound.as_ref().unwrap().frames;
    for told in
        ["Version        : 0101", "Start time     : 05:30:00", "AUDs    0", &format!("AUDe    {frames}")]
    {
        assert!(cart.contains(told), "{told} is not in\n{cart}");
    }
    let log = asked("sndfile-info", &[], &wav).expect("it was there before");
    assert!(log.contains(&format!("Sample Rate : {RATE}")) && !log.contains("***"), "{log}");
    // Its log shows the first labels only.
    for (number, element) in (1..=8).zip(heard) {
        assert!(log.contains(&format!("labl : {number} : {}", element.title)), "{log}");
    }
}

#[test]
fn mediainfo_finds_nothing_wrong_and_reads_the_description() {
    let project = tiny();
    well(project.path(), &MONDAY);
    let wav = morning(project.path());
    let Some(told) =
        asked("mediainfo", &["--Output=General;%Description%|%Producer_Reference%|%IsTruncated%"], &wav)
    else {
        return;
    };
    let told: Vec<&str> = told.split('|').collect();
    assert!(told[0].contains("2025-03-10 05:30:00"), "{told:?}");
    assert!(told[1].starts_with("2025-03-10/sang-") && told[2].is_empty(), "{told:?}");
}
