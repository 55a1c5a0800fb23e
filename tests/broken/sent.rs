//! Attacks on the way: what was signed is good, what is sent isn't.

use super::publication::{Producer, object};
use super::server::{Answer, Manners, Server};
use super::{refused, victim};
use std::fs;
use std::time::{Duration, Instant};

const MIXED: &str = "the parts do not match what was signed";

fn is_sound(path: &str) -> bool {
    path.ends_with(".flac")
}

/// Pulls from a server with such manners, with little patience.
#[track_caller]
fn refused_by(producer: &Producer, manners: Manners, code: i32, words: &str) -> Server {
    let server = Server::start(producer.publication(), manners);
    refused(producer, code, words, || producer.pull_from(&server.url, &["--patience", "400"]));
    server
}

#[test]
fn login_page_of_a_network() {
    let producer = victim();
    refused_by(&producer, |_, _| Answer::Login, 3, "looks like a login page");
    let only_sound = |path: &str, _: usize| if is_sound(path) { Answer::Login } else { Answer::Plain };
    refused_by(&producer, only_sound, 3, "looks like a login page");
}

#[test]
fn login_page_without_a_content_type() {
    let producer = victim();
    let timestamp = producer.publication().join("metadata/timestamp.json");
    fs::write(timestamp, "\n<html>Wifi</html>").unwrap();
    refused(&producer, 3, "looks like a login page", || producer.pull(&[]));
}

#[test]
fn endless_data_as_metadata() {
    let producer = victim();
    let manners = |path: &str, _: usize| match path {
        "metadata/timestamp.json" => Answer::Endless,
        _ => Answer::Plain,
    };
    let server = refused_by(&producer, manners, 1, MIXED);
    // The system's own buffers take some megabytes that nobody reads.
    assert!(server.sent() < 16 << 20, "bounded");
}

#[test]
fn endless_data_as_sound() {
    let producer = victim();
    let manners = |path: &str, _: usize| if is_sound(path) { Answer::Endless } else { Answer::Plain };
    let server = refused_by(&producer, manners, 1, MIXED);
    assert!(server.sent() < 64 << 20, "bounded");
}

#[test]
fn slow_drip_as_metadata_and_as_sound() {
    let producer = victim();
    let began = Instant::now();
    let metadata = |path: &str, _: usize| match path {
        "metadata/timestamp.json" => Answer::Drip,
        _ => Answer::Plain,
    };
    refused_by(&producer, metadata, 3, "sends next to nothing any more");
    let sound = |path: &str, _: usize| if is_sound(path) { Answer::Drip } else { Answer::Plain };
    refused_by(&producer, sound, 3, "sends next to nothing any more");
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

#[test]
fn sent_round_in_a_circle() {
    refused_by(&victim(), |_, _| Answer::Round, 3, "cannot reach");
}

#[test]
fn a_server_that_says_no() {
    refused_by(&victim(), |_, _| Answer::Status(503), 3, "the server answers 503");
}

#[test]
fn a_server_that_is_not_there() {
    let producer = victim();
    refused(&producer, 3, "cannot reach", || producer.pull_from("http://127.0.0.1:9", &[]));
}

#[test]
fn truncated_piece() {
    let producer = victim();
    let manners = |path: &str, _: usize| if is_sound(path) { Answer::Cut(100) } else { Answer::Plain };
    refused_by(&producer, manners, 1, "is cut short: 100 bytes, signed were");
}

#[test]
fn truncated_piece_in_a_folder() {
    let producer = victim();
    for file in pieces(&producer) {
        let bytes = fs::read(&file).unwrap();
        fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    }
    refused(&producer, 1, "is cut short", || producer.pull(&[]));
}

#[test]
fn altered_piece() {
    let producer = victim();
    for file in pieces(&producer) {
        let mut bytes = fs::read(&file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&file, bytes).unwrap();
    }
    refused(&producer, 1, "is not what was signed", || producer.pull(&[]));
}

#[test]
fn altered_sheet_and_altered_package() {
    for kind in ["html", "json"] {
        let producer = victim();
        for file in files(&producer, kind) {
            let bytes = fs::read(&file).unwrap();
            fs::write(&file, vec![b' '; bytes.len()]).unwrap();
        }
        refused(&producer, 1, "is not what was signed", || producer.pull(&[]));
    }
}

#[test]
fn missing_piece() {
    let producer = victim();
    for file in pieces(&producer) {
        fs::remove_file(file).unwrap();
    }
    refused(&producer, 3, "the publication lacks", || producer.pull(&[]));
}

#[test]
fn nothing_that_was_refused_stands_in_the_way_of_what_is_good() {
    let producer = victim();
    let all = pieces(&producer);
    let good: Vec<Vec<u8>> = all.iter().map(|file| fs::read(file).unwrap()).collect();
    for (file, bytes) in all.iter().zip(&good) {
        fs::write(file, vec![0; bytes.len()]).unwrap();
    }
    refused(&producer, 1, "is not what was signed", || producer.pull(&[]));
    for (file, bytes) in all.iter().zip(&good) {
        fs::write(file, bytes).unwrap();
        assert!(file.to_string_lossy().contains(&object(bytes).sha256));
    }
    let run = producer.pull(&[]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

fn pieces(producer: &Producer) -> Vec<std::path::PathBuf> {
    files(producer, "flac")
}

fn files(producer: &Producer, kind: &str) -> Vec<std::path::PathBuf> {
    let folders = fs::read_dir(producer.publication().join("objects")).unwrap();
    let files = folders.flat_map(|folder| fs::read_dir(folder.unwrap().path()).unwrap());
    let files = files.map(|file| file.unwrap().path());
    files.filter(|file| file.extension().is_some_and(|extension| extension == kind)).collect()
}
