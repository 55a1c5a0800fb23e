//! Staying and asking again.

use super::publication::{Producer, expected};
use super::server::{Answer, Server};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

fn watch(producer: &Producer, from: &str) -> Child {
    let mut command = producer.pulling(from, &["--watch", "--every", "1s"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(20), "waited for {what} in vain");
        thread::sleep(Duration::from_millis(20));
    }
}

fn end(mut child: Child, signal: &str) -> Option<i32> {
    let pid = child.id().to_string();
    assert!(std::process::Command::new("kill").args([signal, &pid]).status().unwrap().success());
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        assert!(began.elapsed() < Duration::from_secs(10), "it does not end");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn who_watches_takes_what_is_published_later_and_ends_when_asked() {
    for signal in ["-TERM", "-INT"] {
        let producer = Producer::new();
        let first = producer.publish(&[("2025-W11", 1, 10)]);
        let child = watch(&producer, &producer.publication().display().to_string());
        until("the first", || producer.aired() == expected(&first[0]));
        let second = producer.publish(&[("2025-W11", 2, 20)]);
        until("the second", || producer.aired() == expected(&second[0]));
        assert_eq!(end(child, signal), Some(0), "{signal}");
    }
}

#[test]
fn who_is_asked_to_end_while_a_server_drips_does_not_wait_for_it() {
    let producer = Producer::new();
    producer.publish(&[("2025-W11", 1, 10)]);
    let server = Server::start(producer.publication(), |path, _| match path.ends_with("flac") {
        true => Answer::Drip,
        false => Answer::Plain,
    });
    let child = watch(&producer, &server.url);
    let mut asked = Vec::new();
    until("the download", || {
        asked.extend(server.requests());
        asked.iter().any(|path| path.ends_with("flac"))
    });
    let began = Instant::now();
    assert_eq!(end(child, "-TERM"), Some(0));
    assert!(began.elapsed() < Duration::from_secs(3));
}
