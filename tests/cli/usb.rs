//! `loa usb`: what stands on a stick, that it verifies, and that what a kill or a hand leaves half does not.

use super::support::{Run, command, files, loa, put, tiny, well};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const NOW: &str = "2025-03-10T03:00:00Z";

/// The tiny project published, and a stick.
fn published() -> (TempDir, PathBuf) {
    let project = tiny();
    let root = project.path();
    let keys = root.join("keys").display().to_string();
    well(root, &["keys", "init", "--keys", &keys, "--now", NOW]);
    publish(root, &[]);
    let stick = root.join("stick");
    fs::create_dir(&stick).unwrap();
    (project, stick)
}

fn publish(root: &Path, more: &[&str]) {
    let keys = root.join("keys").display().to_string();
    let week =
        ["publish", "--week", "2025-W11", "--keys", &keys, "--unapproved-by", "Trưởng đài", "--now", NOW];
    well(root, &[&week, more].concat());
}

fn usb(root: &Path) -> Run {
    loa(root, &["usb", "--lang", "en", "--station", "xa", "--to", "stick", "--now", NOW])
}

fn pull(root: &Path, from: &str, into: &str) -> Run {
    let trust = root.join("out/publication/metadata/1.root.json").display().to_string();
    loa(
        root,
        &[
            "pull",
            "--lang",
            "en",
            "--from",
            from,
            "--station",
            "xa",
            "--into",
            into,
            "--trust",
            &trust,
            "--now",
            NOW,
        ],
    )
}

/// The names in a folder of the stick.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_station_without_a_line_gets_from_the_stick_what_it_would_have_pulled() {
    let (project, stick) = published();
    let root = project.path();
    let run = usb(root);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("2025-W11 of Đài xã is on the stick: 14 WAV files"), "{}", run.out);
    // The stick is carried away: nothing else is there.
    let away = TempDir::new().unwrap();
    fs::rename(&stick, away.path().join("stick")).unwrap();
    let from_stick = pull(root, &away.path().join("stick/loa").display().to_string(), "of-stick");
    assert_eq!(from_stick.code, Some(0), "{from_stick:?}");
    assert_eq!(pull(root, "out/publication", "of-line").code, Some(0));
    let week = |folder: &str| super::support::digests(&root.join(folder).join("2025-W11"));
    assert_eq!(week("of-stick"), week("of-line"));
    // Who names the stick itself means what lies on it.
    assert_eq!(pull(root, &away.path().join("stick").display().to_string(), "of-name").code, Some(0));
    assert_eq!(week("of-name"), week("of-line"));
    let other = files(&away.path().join("stick/loa/targets"));
    assert_eq!(other.len(), 1, "no other station's index: {other:?}");
}

#[test]
fn a_player_finds_the_wavs_in_the_order_of_air_time_and_substitutes_apart() {
    let (project, stick) = published();
    assert_eq!(usb(project.path()).code, Some(0));
    let week = stick.join("PHAT/2025-W11");
    let found = names(&week);
    assert_eq!(found.len(), 7 + 7 + 2, "WAVs, lists of days, the week's, substitutes: {found:?}");
    assert_eq!(found[..2], ["100_T2-10-03.m3u", "101_T2-10-03_1800_tieng-noi-cua-xa.wav"]);
    assert!(found.iter().all(|name| name.is_ascii() && name.len() <= 64), "{found:?}");
    let substitutes = names(&week.join("DU-PHONG"));
    assert_eq!(substitutes.len(), 7);
    assert_eq!(substitutes[6], "701_CN-16-03_1700_tiep-am-dai-huyen.wav");
    let made = project.path().join("out/2025-W11/xa/2025-03-10/1800-toi.wav");
    assert_eq!(fs::read(week.join(&found[1])).unwrap(), fs::read(made).unwrap());
    let list = fs::read_to_string(week.join("CA-TUAN.m3u")).unwrap();
    let lines: Vec<&str> = list.split("\r\n").collect();
    assert_eq!(lines.len(), 8, "{list}");
    assert!(lines[..7].iter().all(|line| week.join(line).is_file()) && lines[0] == found[1], "{list}");
    let read_me = fs::read(stick.join("DOC-TOI.txt")).unwrap();
    assert!(read_me.starts_with(&[0xef, 0xbb, 0xbf]), "Notepad of old systems needs the mark");
    let read_me = String::from_utf8(read_me).unwrap();
    assert!(read_me.contains("Đài xã") && read_me.contains("101_T2-10-03_1800_tieng-noi-cua-xa.wav\r\n"));
}

#[test]
fn a_publication_that_somebody_elses_keys_signed_is_not_carried_on() {
    let (project, stick) = published();
    let root = project.path();
    let usb = |more: &[&str]| {
        let of_xa = ["usb", "--lang", "en", "--station", "xa", "--to", "stick", "--now", NOW];
        loa(root, &[&of_xa, more].concat())
    };
    well(root, &["keys", "init", "--keys", "others", "--now", NOW]);
    let run = usb(&["--keys", "others"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(names(&stick).is_empty());
    assert_eq!(usb(&["--trust", &"0".repeat(64)]).code, Some(1));
    let run = usb(&["--keys", "keys"]);
    assert!(run.code == Some(0) && run.err.is_empty(), "{run:?}");
    assert!(usb(&[]).err.contains("not whose it is"));
}

#[test]
fn a_second_run_writes_nothing_and_one_after_a_change_only_what_is_new() {
    let (project, stick) = published();
    let root = project.path();
    assert_eq!(usb(root).code, Some(0));
    put(&stick, "PHAT/2025-W11/nhac-cua-toi.wav", "somebody's own");
    let before = super::support::marks(&stick);
    assert_eq!(usb(root).code, Some(0));
    assert_eq!(super::support::marks(&stick), before);
    put(root, "clips/xa.wav", super::support::square(12, 2 * super::support::RATE));
    publish(root, &["--amend"]);
    assert_eq!(usb(root).code, Some(0));
    let after = super::support::marks(&stick);
    let same = |path: &str| before[path] == after[path];
    assert!(same("PHAT/2025-W11/nhac-cua-toi.wav"), "not ours, not touched");
    assert!(same("PHAT/2025-W11/DU-PHONG/101_T2-10-03_1700_tiep-am-dai-huyen.wav"));
    assert!(!same("PHAT/2025-W11/101_T2-10-03_1800_tieng-noi-cua-xa.wav"));
    assert_eq!(pull(root, "stick/loa", "in").code, Some(0));
}

#[test]
fn a_stick_that_was_pulled_out_too_early_verifies_as_nothing_or_as_the_whole() {
    let (project, stick) = published();
    let root = project.path();
    assert_eq!(usb(root).code, Some(0));
    let whole = root.join("whole");
    fs::rename(stick.join("loa"), &whole).unwrap();
    // In the order in which they are written, what comes last is missing.
    fs::create_dir_all(stick.join("loa/metadata")).unwrap();
    for name in ["objects", "targets"] {
        fs::rename(whole.join(name), stick.join("loa").join(name)).unwrap();
    }
    fs::copy(whole.join("metadata/1.root.json"), stick.join("loa/metadata/1.root.json")).unwrap();
    let early = pull(root, "stick/loa", "early");
    assert_ne!(early.code, Some(0), "{early:?}");
    assert!(!root.join("early/2025-W11").exists());
    // And what is damaged on the stick is written again.
    let object = files(&stick.join("loa/objects")).into_iter().next().unwrap();
    let object = stick.join("loa/objects").join(object);
    let length = usize::try_from(fs::metadata(&object).unwrap().len()).unwrap();
    fs::write(&object, vec![0; length]).unwrap();
    assert_eq!(usb(root).code, Some(0));
    assert_eq!(pull(root, "stick/loa", "later").code, Some(0));
}

#[test]
fn what_cannot_be_put_on_a_stick_is_said() {
    let (project, _) = published();
    let root = project.path();
    let run = |station: &str, to: &str, from: &str| {
        let options = ["--station", station, "--to", to, "--from", from, "--now", NOW];
        Run::of(&command(root, &[&["usb", "--lang", "en"], &options[..]].concat()).output().unwrap())
    };
    run("xa", "no-stick", "out/publication").tells(3, &["is the stick plugged in?"]);
    run("ba", "stick", "out/publication").tells(2, &["has no station ba"]);
    run("xa", "stick", "schedules").tells(3, &["is not a publication"]);
    let list = root.join("out/publication/metadata/timestamp.json");
    fs::write(&list, "{}").unwrap();
    run("xa", "stick", "out/publication").tells(3, &["cannot be read; run loa publish again"]);
}

#[test]
#[cfg(unix)]
fn what_others_keep_on_the_stick_stays_and_no_link_is_followed() {
    let (project, stick) = published();
    let root = project.path();
    put(root, "nha/luan-van.txt", "của tôi");
    put(&stick, "loa/nhac/quoc-ca.mp3", "nhạc");
    usb(root).tells(3, &["holds other things"]);
    assert_eq!(names(&stick), ["loa"]);
    fs::remove_dir_all(stick.join("loa")).unwrap();
    assert_eq!(usb(root).code, Some(0));
    put(&stick, "loa/nhac/quoc-ca.mp3", "nhạc");
    std::os::unix::fs::symlink(root.join("nha"), stick.join("loa/objects/lien-ket")).unwrap();
    assert_eq!(usb(root).code, Some(0));
    assert!(stick.join("loa/nhac/quoc-ca.mp3").exists() && root.join("nha/luan-van.txt").exists());
}
