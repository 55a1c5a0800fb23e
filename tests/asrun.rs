//! Logs as stations send them: a shelf of wrecks, each by its name, with what still counts of it; and one of any length.
//!
//! Memory above the cap is not given at all: a log that needs more ends the run at once ("memory allocation of … failed").
#![allow(clippy::disallowed_methods, reason = "these tests are about files")]

use cap::Cap;
use chrono::{DateTime, NaiveDate, Utc};
use loa::asrun::{Log, LogFault, LogFaults, LogLine, LogScope};
use std::alloc::System;
use std::fs;
use std::io::{BufReader, Read};
use std::path::Path;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// The day that the wrecks are of.
fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 3, 10).expect("a day")
}

/// 20:00 of that day.
fn now() -> DateTime<Utc> {
    "2025-03-10T20:00:00+07:00".parse().expect("an instant")
}

fn read(input: impl Read) -> (Vec<LogLine>, LogFaults) {
    let scope = LogScope { station: "la-hai", days: day()..=day(), now: now() };
    let mut log = Log::default();
    let faults = log.take(&mut BufReader::new(input), &scope).expect("it can be read");
    (log.lines(), faults)
}

/// The name of a wreck, what counts of it, and what is told of it.
type Wreck = (&'static str, &'static [(&'static str, i64)], &'static [(LogFault, u64)]);

/// What counts: the slot, the minutes heard.
fn counted(lines: &[LogLine]) -> Vec<(&str, i64)> {
    let mut counted = Vec::new();
    for line in lines {
        let slot = line.occurrence.as_deref().and_then(|id| id.rsplit('/').next());
        counted.push((slot.unwrap_or_default(), line.length.num_minutes()));
    }
    counted
}

#[test]
fn of_every_wreck_nothing_is_lost_and_nothing_counted_twice() {
    use LogFault::*;
    const TIN: (&str, i64) = ("tin-xa", 5);
    const VOV: (&str, i64) = ("vov", 30);
    const TIEP: (&str, i64) = ("tiep-am", 30);
    let shelf: &[Wreck] = &[
        ("torn", &[TIN, VOV], &[(Torn, 1)]),
        ("torn-and-healed", &[TIN, VOV, TIEP], &[(Broken, 1)]),
        ("power-cut-nuls", &[TIN, VOV], &[(Torn, 1)]),
        ("duplicate", &[TIN, VOV, TIEP], &[(Duplicate, 4)]),
        ("out-of-order", &[TIN, VOV, ("tiep-am", 15)], &[(OutOfOrder, 3)]),
        ("corrected", &[TIN, VOV, ("tiep-am", 15)], &[]),
        ("future", &[TIN, TIEP], &[(Future, 2)]),
        ("clock-ahead", &[TIN, TIEP], &[(OutOfOrder, 1), (Ahead, 1)]),
        ("foreign-station", &[TIN, TIEP], &[(Foreign, 3)]),
        ("not-a-log", &[TIN], &[(Broken, 5)]),
        ("newer-version", &[TIN, VOV], &[(Newer, 1)]),
        ("endless-line", &[TIN, VOV], &[(TooLong, 1)]),
        ("windows", &[TIN, VOV, TIEP], &[]),
        ("empty", &[], &[]),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken/logs");
    let there = fs::read_dir(&folder).expect("the shelf is there").count();
    assert_eq!(there, shelf.len(), "every wreck has its row");
    for (name, lines, faults) in shelf {
        let bytes = fs::read(folder.join(format!("{name}.jsonl"))).expect("the wreck is there");
        let (found, told) = read(&bytes[..]);
        assert_eq!(counted(&found), *lines, "{name}");
        let told: Vec<(LogFault, u64)> = told.all().map(|(fault, places)| (fault, places.count)).collect();
        assert_eq!(told, *faults, "{name}");
    }
}

/// The same block of lines again and again, `left` bytes in all.
struct Endless {
    block: Vec<u8>,
    at: usize,
    left: usize,
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let part = &self.block[self.at..];
        let count = part.len().min(into.len()).min(self.left);
        into[..count].copy_from_slice(&part[..count]);
        self.at = (self.at + count) % self.block.len();
        self.left -= count;
        Ok(count)
    }
}

#[test]
fn a_log_of_a_gigabyte_needs_the_memory_of_its_occurrences_alone() {
    const MOST: usize = 4 << 20;
    let line = |slot: usize| {
        format!(
            "{{\"version\":1,\"station\":\"la-hai\",\"occurrence\":\"2025-03-10/la-hai/tin-{slot}\",\
             \"start\":\"2025-03-10T05:50:00+07:00\",\"length_ms\":300000,\"outcome\":\"aired\",\
             \"source\":\"player\",\"written\":\"2025-03-10T18:00:00+07:00\"}}\n"
        )
    };
    let mut block: Vec<u8> = (0..400).flat_map(|slot| line(slot).into_bytes()).collect();
    block.extend(b"rubbish\n");
    block.extend(vec![b'x'; 1 << 20]);
    block.push(b'\n');
    let endless = Endless { block, at: 0, left: 1 << 30 };
    MEMORY.set_limit(MEMORY.allocated() + MOST).expect("there is that much");
    let (lines, faults) = read(endless);
    MEMORY.set_limit(usize::MAX).expect("without a limit");
    assert_eq!(lines.len(), 400);
    assert!(
        faults.count(LogFault::Duplicate) > 350_000 && faults.count(LogFault::TooLong) > 900,
        "{faults:?}"
    );
    for (_, places) in faults.all() {
        assert!(places.first.len() <= 3, "{places:?}");
    }
}
