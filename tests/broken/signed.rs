//! Attacks on what is signed: old, expired, foreign, contradictory.

use super::publication::{Producer, Stolen, moment, object, piece, sound};
use super::support::copy_folder;
use super::{refused, victim};
use loa::package::{StationIndex, WeekPackage};
use loa::repository::{KeyName, Keys, RootKeys, replace};
use serde_json::json;
use std::fs;

const UNSIGNED: &str = "not signed by the producer you trust";
const MIXED: &str = "the parts do not match what was signed";
const LONG_AGO: &str = "2025-03-01T00:00:00Z";

/// Has `packages` signed as the weeks of `la-hai`, whatever is in them.
fn publish(producer: &Producer, packages: &[WeekPackage]) {
    producer.sign(&[("la-hai", &producer.index("la-hai", packages))]);
}

fn changed(producer: &Producer, change: impl FnOnce(&mut WeekPackage)) {
    let mut package = producer.package("la-hai", "2025-W11", 3, 30);
    change(&mut package);
    publish(producer, &[package]);
}

#[test]
fn the_second_publication_is_good_when_nobody_attacks() {
    let producer = victim();
    let run = producer.pull(&[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("Week 2025-W11 is in place (revision 2), amended because: Sửa tin"), "{run:?}");
}

#[test]
fn rollback() {
    let producer = victim();
    assert_eq!(producer.pull(&[]).code, Some(0));
    fs::remove_dir_all(producer.publication()).unwrap();
    copy_folder(&producer.folder.path().join("first"), &producer.publication());
    refused(&producer, 1, "older than what was seen before (timestamp)", || producer.pull(&[]));
}

#[test]
fn rollback_of_the_snapshot_with_a_stolen_timestamp_key() {
    let producer = victim();
    assert_eq!(producer.pull(&[]).code, Some(0));
    producer.edit("timestamp.json", &[&Stolen::from(&producer, "timestamp.key")], |timestamp| {
        timestamp["version"] = json!(9);
        timestamp["meta"]["snapshot.json"] = json!({"version": 1});
    });
    refused(&producer, 1, "older than what was seen before (snapshot", || producer.pull(&[]));
}

#[test]
fn freeze() {
    let producer = victim();
    assert_eq!(producer.pull(&[]).code, Some(0));
    // The mirror goes on handing out what was true once.
    let now = "2025-04-20T10:00:00Z";
    refused(&producer, 1, "(timestamp) expired at", || producer.pull(&["--now", now]));
}

#[test]
fn mix_and_match() {
    let producer = victim();
    let first = producer.folder.path().join("first/metadata");
    let [_, _, bin] = producer.newest();
    let (version, name) = bin.split_once('.').unwrap();
    assert_eq!(version, "2");
    fs::copy(first.join(format!("1.{name}")), producer.publication().join("metadata").join(&bin)).unwrap();
    refused(&producer, 1, MIXED, || producer.pull(&[]));
}

#[test]
fn a_list_signed_by_a_stranger() {
    let producer = victim();
    let [_, _, bin] = producer.newest();
    producer.edit(&bin, &[&Stolen::own()], |list| list["targets"]["la-hai.json"]["length"] = json!(7));
    refused(&producer, 1, UNSIGNED, || producer.pull(&[]));
}

#[test]
fn a_timestamp_without_a_signature() {
    let producer = victim();
    producer.edit("timestamp.json", &[], |_| {});
    refused(&producer, 1, "(timestamp): it may be forged", || producer.pull(&[]));
}

#[test]
fn revoked_key() {
    let producer = victim();
    let old = Stolen::from(&producer, "timestamp.key");
    let timestamp = fs::read(producer.publication().join("metadata/timestamp.json")).unwrap();
    let folder = producer.folder.path().join("keys");
    let root_keys = RootKeys::find(&[folder.join("root")]).unwrap();
    replace(&folder, &root_keys, KeyName::Timestamp, moment("2025-03-06T00:00:00Z")).unwrap();
    let producer = Producer { keys: Keys::open(&folder).unwrap(), ..producer };
    producer.publish(&[("2025-W11", 2, 20)]);
    // The thief still has the old key, and dates his list forward.
    fs::write(producer.publication().join("metadata/timestamp.json"), timestamp).unwrap();
    producer.edit("timestamp.json", &[&old], |timestamp| timestamp["version"] = json!(99));
    refused(&producer, 1, "(timestamp): it may be forged", || producer.pull(&[]));
}

#[test]
fn threshold_not_met() {
    let producer = victim();
    let metadata = producer.publication().join("metadata");
    fs::copy(metadata.join("1.root.json"), metadata.join("2.root.json")).unwrap();
    let one = Stolen::from(&producer, "root/root-1.key");
    producer.edit("2.root.json", &[&one], |root| root["version"] = json!(2));
    refused(&producer, 1, "(root): it may be forged", || producer.pull(&[]));
}

#[test]
fn root_expired() {
    let producer = victim();
    let metadata = producer.publication().join("metadata");
    fs::copy(metadata.join("1.root.json"), metadata.join("2.root.json")).unwrap();
    let keys = [1, 2].map(|number| Stolen::from(&producer, &format!("root/root-{number}.key")));
    producer.edit("2.root.json", &[&keys[0], &keys[1]], |root| {
        root["version"] = json!(2);
        root["expires"] = json!(LONG_AGO);
    });
    refused(&producer, 1, "(root) expired at", || producer.pull(&[]));
}

#[test]
fn timestamp_expired() {
    let producer = victim();
    let key = Stolen::from(&producer, "timestamp.key");
    producer.edit("timestamp.json", &[&key], |timestamp| timestamp["expires"] = json!(LONG_AGO));
    refused(&producer, 1, "(timestamp) expired at", || producer.pull(&[]));
}

#[test]
fn snapshot_expired() {
    let producer = victim();
    let [snapshot, ..] = producer.newest();
    let key = Stolen::from(&producer, "snapshot.key");
    producer.edit(&snapshot, &[&key], |snapshot| snapshot["expires"] = json!(LONG_AGO));
    producer.pin_snapshot();
    refused(&producer, 1, "(snapshot) expired at", || producer.pull(&[]));
}

#[test]
fn targets_expired() {
    let producer = victim();
    let [snapshot, targets, _] = producer.newest();
    let key = Stolen::from(&producer, "targets.key");
    let metadata = producer.publication().join("metadata");
    fs::copy(metadata.join(&targets), metadata.join("9.targets.json")).unwrap();
    producer.edit("9.targets.json", &[&key], |targets| {
        targets["version"] = json!(9);
        targets["expires"] = json!(LONG_AGO);
    });
    producer.edit(&snapshot, &[&Stolen::from(&producer, "snapshot.key")], |snapshot| {
        snapshot["meta"]["targets.json"]["version"] = json!(9);
    });
    producer.pin_snapshot();
    refused(&producer, 1, "(targets) expired at", || producer.pull(&[]));
}

#[test]
fn list_of_stations_expired() {
    let producer = victim();
    let [_, _, bin] = producer.newest();
    let key = Stolen::from(&producer, "targets.key");
    producer.edit(&bin, &[&key], |list| list["expires"] = json!(LONG_AGO));
    refused(&producer, 1, "expired at", || producer.pull(&[]));
}

#[test]
fn a_clock_wrong_by_a_year_is_named() {
    let producer = victim();
    let run = || producer.pull(&["--now", "2026-02-20T10:00:00Z"]);
    refused(&producer, 1, "If the clock is wrong, set it", run);
    let run = producer.pull(&["--now", "2024-03-07T10:00:00Z"]);
    run.tells(0, &["warning: the publication was made at", "the clock is behind, set it"]);
}

#[test]
fn wrong_length() {
    let producer = victim();
    let [snapshot, ..] = producer.newest();
    let path = producer.publication().join("metadata").join(snapshot);
    let mut bytes = fs::read(&path).unwrap();
    bytes.push(b'\n');
    fs::write(&path, bytes).unwrap();
    refused(&producer, 1, MIXED, || producer.pull(&[]));
}

#[test]
fn wrong_length_of_an_index() {
    let producer = victim();
    for entry in fs::read_dir(producer.publication().join("targets")).unwrap() {
        let path = entry.unwrap().path();
        let mut bytes = fs::read(&path).unwrap();
        bytes.push(b'\n');
        fs::write(&path, bytes).unwrap();
    }
    refused(&producer, 1, MIXED, || producer.pull(&[]));
}

#[test]
fn swapped_station() {
    let producer = victim();
    let foreign = producer.index("phu-mo", &[producer.package("phu-mo", "2025-W11", 3, 30)]);
    producer.sign(&[("la-hai", &foreign)]);
    refused(&producer, 1, "this package is of “phu-mo”, not of “la-hai”", || producer.pull(&[]));
}

#[test]
fn swapped_package() {
    let producer = victim();
    let package = producer.package("phu-mo", "2025-W11", 3, 30);
    let index = StationIndex { station: "la-hai".to_owned(), ..producer.index("phu-mo", &[package]) };
    producer.sign(&[("la-hai", &index)]);
    refused(&producer, 1, "this package is of “phu-mo”, not of “la-hai”", || producer.pull(&[]));
}

#[test]
fn swapped_week_and_revision() {
    let producer = victim();
    let mut index = producer.index("la-hai", &[producer.package("la-hai", "2025-W11", 3, 30)]);
    index.weeks[0].week = "2025-W12".to_owned();
    producer.sign(&[("la-hai", &index)]);
    refused(&producer, 1, "this package is of “2025-W11”, not of “2025-W12”", || producer.pull(&[]));
}

#[test]
fn extra_path_parts_in_names() {
    for path in ["../2025-W11/manifest.json", "/tmp/x", "a/../../x", ".loa/trust/pinned.json", "con.txt"] {
        let producer = victim();
        changed(&producer, |package| package.files[0].path = path.to_owned());
        refused(&producer, 1, &format!("something in it that may not be ({path})"), || producer.pull(&[]));
    }
}

#[test]
fn a_week_that_leaves_the_folder() {
    let producer = victim();
    let mut index = producer.index("la-hai", &[producer.package("la-hai", "2025-W11", 3, 30)]);
    index.weeks[0].week = "../../etc".to_owned();
    producer.sign(&[("la-hai", &index)]);
    refused(&producer, 1, "something in it that may not be (../../etc)", || producer.pull(&[]));
}

#[test]
fn two_files_of_one_name() {
    let producer = victim();
    changed(&producer, |package| package.files[1].path = package.files[0].path.clone());
    refused(&producer, 1, "something in it that may not be (manifest.json)", || producer.pull(&[]));
}

#[test]
fn a_recipe_that_contradicts_itself() {
    let producer = victim();
    changed(&producer, |package| package.sounds[0].part.length.0 = 1);
    refused(&producer, 1, "something in it that may not be", || producer.pull(&[]));
}

#[test]
fn a_format_of_no_frames_a_second() {
    let producer = victim();
    changed(&producer, |package| package.format.sample_rate = 0);
    refused(&producer, 1, "something in it that may not be", || producer.pull(&[]));
}

#[test]
fn a_slate_beyond_its_day() {
    let producer = victim();
    changed(&producer, |package| package.sounds[0].slate.since_midnight.0 = u64::MAX);
    refused(&producer, 1, "something in it that may not be", || producer.pull(&[]));
}

#[test]
fn wav_digest_mismatch() {
    let producer = victim();
    changed(&producer, |package| {
        let other = piece(31);
        let file = package.sounds[1].file.clone();
        package.sounds[1].becomes = sound(&file, &[&other, &other, &other]).0.becomes;
    });
    let words = "2025-03-10/1700-chieu.wav does not become the producer's file";
    refused(&producer, 1, words, || producer.pull(&[]));
}

#[test]
fn a_piece_under_the_name_of_another() {
    let producer = victim();
    changed(&producer, |package| {
        let other = piece(77);
        super::support::put(&producer.publication(), &object(&other.flac).place("flac"), &other.flac);
        package.pieces[1].object = object(&other.flac);
    });
    refused(&producer, 1, "is not the sound that was signed", || producer.pull(&[]));
}

#[test]
fn a_bad_week_does_not_hold_back_a_good_one() {
    let producer = victim();
    let mut bad = producer.package("la-hai", "2025-W12", 1, 30);
    bad.files[0].path = "../x".to_owned();
    let good = producer.package("la-hai", "2025-W13", 1, 40);
    publish(&producer, &[producer.package("la-hai", "2025-W11", 1, 10), bad, good.clone()]);
    let run = producer.pull(&[]);
    run.tells(1, &["something in it that may not be (../x)", "keep airing: 2025-W11, 2025-W13"]);
    let aired = producer.aired();
    assert!(super::publication::expected(&good).iter().all(|(path, digest)| aired.get(path) == Some(digest)));
}

#[test]
fn one_piece_listed_twice() {
    let producer = victim();
    changed(&producer, |package| package.pieces.push(package.pieces[0].clone()));
    refused(&producer, 1, "something in it that may not be", || producer.pull(&[]));
}

#[test]
fn another_version_of_the_package() {
    let producer = victim();
    changed(&producer, |package| package.version = 2);
    refused(&producer, 1, "made by a newer loa (version 2)", || producer.pull(&[]));
}

#[test]
fn a_station_that_is_not_there() {
    let producer = victim();
    let run = || producer.pull_from(&producer.publication().display().to_string(), &["--station", "xa-la"]);
    let before = producer.aired();
    // clap takes an option once.
    assert_eq!(run().code, Some(2));
    let other = super::support::loa(
        producer.folder.path(),
        &["pull", "--lang", "en", "--into", "la-hai", "--station", "xa-la", "--now", super::publication::NOW],
    );
    other.tells(1, &["no station “xa-la” in this publication"]);
    assert_eq!(producer.aired(), before);
}

#[test]
fn another_producers_root() {
    let (producer, other) = (victim(), Producer::new());
    other.publish(&[("2025-W11", 9, 90)]);
    let publication = other.publication().display().to_string();
    refused(&producer, 1, "the root key here is not the one you trust", || {
        // With the fingerprint that is pinned already, the root is not asked for; its signatures then don't fit.
        fs::remove_dir_all(producer.receiving().join(".loa")).unwrap();
        producer.pull_from(&publication, &[])
    });
}

#[test]
fn another_producers_publication_under_the_pinned_root() {
    let (producer, other) = (victim(), Producer::new());
    other.publish(&[("2025-W11", 9, 90)]);
    let publication = other.publication().display().to_string();
    refused(&producer, 1, UNSIGNED, || producer.pull_from(&publication, &[]));
}
