//! Pulls killed at any moment: every week in place is a whole old or a whole new one, and the next pull finishes.

use super::publication::{Producer, expected};
use std::collections::BTreeMap;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

const KILLS: u64 = 200;

type Files = BTreeMap<String, String>;

/// The files of one week.
fn of_week(files: &Files, week: &str) -> Files {
    files.iter().filter(|(path, _)| path.starts_with(week)).map(|(p, d)| (p.clone(), d.clone())).collect()
}

#[test]
fn killed_at_two_hundred_moments_a_pull_leaves_the_old_or_the_new_and_the_next_finishes() {
    let producer = Producer::new();
    let weeks = ["2025-W10", "2025-W11"];
    let publication = producer.publication().display().to_string();
    let mut published: Vec<Vec<Files>> = Vec::new();
    let publish = |revision: u32, published: &mut Vec<Vec<Files>>| {
        let seed = u64::from(revision) * 10;
        let packages = producer.publish(&[(weeks[0], revision, seed), (weeks[1], revision, seed + 5)]);
        published.push(packages.iter().map(expected).collect());
    };
    publish(1, &mut published);
    let began = Instant::now();
    assert_eq!(producer.pull(&[]).code, Some(0));
    let whole = began.elapsed().max(Duration::from_millis(20));
    let (mut random, mut oldest, mut killed, mut placed) = (42_u64, [0, 0], 0, 0);
    let (mut round, mut has_work) = (0, false);
    while killed < KILLS {
        assert!(round < 5 * KILLS, "only {killed} of {round} were killed while at work");
        // Who has finished would have nothing to do; who has not may be overtaken.
        if !has_work || round % 3 == 0 {
            publish(u32::try_from(published.len()).unwrap() + 1, &mut published);
        }
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let wait = whole.mul_f64((random >> 40) as f64 / (1 << 24) as f64);
        let mut command = producer.pulling(&publication, &[]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(wait);
        child.kill().unwrap();
        has_work = child.wait().unwrap().code().is_none();
        killed += u64::from(has_work);
        let aired = producer.aired();
        for (at, week) in weeks.iter().enumerate() {
            let found = of_week(&aired, week);
            let which = published.iter().rposition(|revision| revision[at] == found);
            let which = which.unwrap_or_else(|| panic!("round {round}: {week} is no whole week: {found:#?}"));
            assert!(which >= oldest[at], "round {round}: {week} went back");
            placed += u64::from(which > oldest[at]);
            oldest[at] = which;
        }
        assert_eq!(aired.len(), published[0].iter().map(Files::len).sum::<usize>(), "nothing else is there");
        round += 1;
    }
    assert!(placed > 5, "only {placed} weeks came to their place");
    let run = producer.pull(&[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let newest: Files =
        published.last().unwrap().iter().flatten().map(|(p, d)| (p.clone(), d.clone())).collect();
    assert_eq!(producer.aired(), newest);
    let left: Vec<_> = std::fs::read_dir(producer.receiving().join(".loa")).unwrap().flatten().collect();
    let mut left: Vec<_> = left.iter().map(|entry| entry.file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, ["lock", "pieces", "pull.json", "receipts", "trust", "weeks"]);
}
