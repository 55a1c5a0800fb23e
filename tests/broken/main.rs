//! A shelf of attacks on a receiving station, each by its name: refused with its reason, and the last good week untouched.
#![allow(clippy::disallowed_methods, reason = "these tests are about files")]
#![allow(clippy::unwrap_used, reason = "a failed look at a file is a failed test")]

#[path = "../support/publication.rs"]
mod publication;
mod sent;
#[path = "../support/server.rs"]
mod server;
mod signed;
#[path = "../support/mod.rs"]
mod support;

use publication::Producer;
use support::{Run, copy_folder};

/// A producer whose first publication was pulled, and who published a second.
fn victim() -> Producer {
    let producer = Producer::new();
    producer.publish(&[("2025-W11", 1, 10)]);
    let run = producer.pull(&[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    copy_folder(&producer.publication(), &producer.folder.path().join("first"));
    producer.publish(&[("2025-W11", 2, 20)]);
    producer
}

/// Sees that the attack is refused with that code and those words, and that what is aired is what was aired.
#[track_caller]
fn refused(producer: &Producer, code: i32, words: &str, pull: impl FnOnce() -> Run) {
    let before = producer.aired();
    assert_eq!(before.len(), 7, "the week in place: {before:?}");
    pull().tells(code, &[words, "what is in place stays whole, keep airing: 2025-W11"]);
    assert_eq!(producer.aired(), before);
}
