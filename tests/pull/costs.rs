//! What a pull costs: requests, bytes, time; and what it takes up again.

use super::publication::{Producer, expected};
use super::server::{Answer, Server};
use super::support::Run;
use loa::repository::Receipt;
use std::fs;
use std::time::{Duration, Instant};

fn plain(producer: &Producer) -> Server {
    Server::start(producer.publication(), |_, _| Answer::Plain)
}

#[track_caller]
fn well(run: &Run) {
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn nothing_new_is_two_small_requests_on_one_connection() {
    let producer = Producer::new();
    producer.publish(&[("2025-W11", 1, 10)]);
    let server = plain(&producer);
    well(&producer.pull_from(&server.url, &[]));
    let (_, _, _) = (server.requests(), server.connections(), server.sent());
    let run = producer.pull_from(&server.url, &[]);
    well(&run);
    assert_eq!(run.out, "Nothing new. In place: 2025-W11\n");
    assert_eq!(server.requests(), ["metadata/2.root.json", "metadata/timestamp.json"]);
    assert_eq!(server.connections(), 1);
    assert!(server.sent() < 2_000);
}

#[test]
fn after_one_recording_changed_only_its_piece_is_fetched() {
    let producer = Producer::new();
    producer.publish(&[("2025-W11", 1, 10)]);
    let server = plain(&producer);
    well(&producer.pull_from(&server.url, &[]));
    let pieces = |server: &Server| {
        server.requests().into_iter().filter(|path| path.ends_with("flac")).collect::<Vec<_>>()
    };
    assert_eq!(pieces(&server).len(), 3);
    // The seed and the next name the pieces: 10 and 11 before, 11 and 12 now.
    let packages = producer.publish(&[("2025-W11", 2, 11)]);
    well(&producer.pull_from(&server.url, &[]));
    assert_eq!(pieces(&server), [packages[0].pieces[2].place()]);
}

#[test]
fn another_stations_change_costs_no_more_than_the_lists() {
    let producer = Producer::new();
    let index = producer.index("la-hai", &[producer.package("la-hai", "2025-W11", 1, 10)]);
    let other = producer.index("phu-mo", &[producer.package("phu-mo", "2025-W11", 1, 20)]);
    producer.sign(&[("la-hai", &index), ("phu-mo", &other)]);
    let server = plain(&producer);
    well(&producer.pull_from(&server.url, &[]));
    server.requests();
    let other = producer.index("phu-mo", &[producer.package("phu-mo", "2025-W11", 2, 30)]);
    producer.sign(&[("phu-mo", &other)]);
    let run = producer.pull_from(&server.url, &[]);
    well(&run);
    let asked = server.requests();
    assert!(asked.iter().all(|path| path.starts_with("metadata/")), "{asked:?}");
    assert!(run.out.starts_with("Nothing new."), "{run:?}");
}

#[test]
fn what_broke_off_is_taken_up_where_it_broke() {
    let producer = Producer::new();
    let packages = producer.publish(&[("2025-W11", 1, 10)]);
    let server = Server::start(producer.publication(), |path, times| match times {
        1 if path.ends_with("flac") => Answer::Broken(1_000),
        _ => Answer::Plain,
    });
    well(&producer.pull_from(&server.url, &[]));
    let resumed = server.requests().into_iter().filter(|path| path.ends_with(" from 1000")).count();
    assert_eq!(resumed, 3);
    assert_eq!(producer.aired(), expected(&packages[0]));
}

#[test]
fn a_pull_that_gave_up_goes_on_in_the_next_and_a_server_without_ranges_begins_again() {
    for manners in [
        (|path: &str, times: usize| match times {
            1..=3 if path.ends_with("flac") => Answer::Broken(1_000),
            _ => Answer::Plain,
        }) as fn(&str, usize) -> Answer,
        |path: &str, times: usize| match times {
            1..=3 if path.ends_with("flac") => Answer::Broken(1_000),
            _ => Answer::WithoutRanges,
        },
    ] {
        let producer = Producer::new();
        let packages = producer.publish(&[("2025-W11", 1, 10)]);
        let server = Server::start(producer.publication(), manners);
        producer.pull_from(&server.url, &[]).tells(3, &["cannot reach", "goes on from where this stopped"]);
        server.sent();
        well(&producer.pull_from(&server.url, &[]));
        assert_eq!(producer.aired(), expected(&packages[0]));
    }
}

#[test]
fn a_limit_is_kept_over_all_downloads_together() {
    let producer = Producer::new();
    producer.publish(&[("2025-W11", 1, 10)]);
    let server = plain(&producer);
    let began = Instant::now();
    well(&producer.pull_from(&server.url, &["--limit", "15"]));
    let (took, sent) = (began.elapsed(), server.sent());
    let least = Duration::from_millis(sent * 1000 / 15_000 * 8 / 10);
    assert!(took >= least, "{sent} bytes in {took:?}");
}

#[test]
fn a_budget_that_is_too_small_leaves_the_week_and_takes_the_texts() {
    let producer = Producer::new();
    producer.publish(&[("2025-W11", 1, 10)]);
    let server = plain(&producer);
    well(&producer.pull_from(&server.url, &[]));
    let packages = producer.publish(&[("2025-W11", 2, 20)]);
    let before = producer.aired();
    // This week the line was used for something big.
    let spent = r#"{"week":"2025-W10","bytes":999000}"#;
    fs::write(producer.receiving().join(".loa/spent.json"), spent).unwrap();
    let run = producer.pull_from(&server.url, &["--budget", "1"]);
    let words = ["the audio needs 8 kB more, and only 0 kB is left", "a new one begins 10 March 2025"];
    run.tells(3, &words);
    assert_eq!(producer.aired(), before);
    let texts = producer.receiving().join(".loa/new/2025-W11/manifest.json");
    assert!(fs::read_to_string(texts).unwrap().contains("\"revision\":2"));
    // The next week has a budget of its own.
    well(&producer.pull_from(&server.url, &["--budget", "1", "--now", "2025-03-10T10:00:00Z"]));
    assert_eq!(producer.aired(), expected(&packages[0]));
    // And what comes on a stick costs none.
    let packages = producer.publish(&[("2025-W11", 3, 30)]);
    well(&producer.pull(&["--budget", "1"]));
    assert_eq!(producer.aired(), expected(&packages[0]));
}

#[test]
fn a_receipt_tells_what_was_taken() {
    let producer = Producer::new();
    let packages = producer.publish(&[("2025-W11", 1, 10)]);
    let server = plain(&producer);
    let run = producer.pull_from(&server.url, &["--format", "json"]);
    well(&run);
    let told: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let receipt: Receipt = serde_json::from_value(told["receipt"].clone()).unwrap();
    assert_eq!(told["in_place"], serde_json::json!(["2025-W11"]));
    assert_eq!((receipt.station.as_str(), receipt.from.as_str()), ("la-hai", server.url.as_str()));
    assert_eq!(receipt.bytes, server.sent());
    let week = &receipt.weeks[0];
    assert_eq!((week.revision, week.pieces, week.sounds), (1, 3, 3));
    assert_eq!(week.package.bytes, packages[0].text().len() as u64);
    let kept = fs::read_dir(producer.receiving().join(".loa/receipts")).unwrap().next().unwrap().unwrap();
    assert_eq!(kept.file_name(), "2025-03-07T100000000Z.json");
    let run = producer.pull_from(&server.url, &["--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert!(told["receipt"].is_null());
}
