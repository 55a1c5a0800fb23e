//! The sounds of tests/corpus/, damaged in all the ways files get damaged: cut off at every length, bits flipped,
//! stretches overwritten, numbers changed, parts of two files joined. Whatever comes of it, ingest and measurement end
//! soon, in little memory, with a house WAV that can be opened or with a refusal.
//!
//! The damage is seeded: a failure names the file and the number of the damage, and leaves the wreck at
//! target/tmp/wreck. Memory above the cap is not given at all: the run then ends at once ("memory allocation of …
//! failed"), and the wreck stands in the same place. `LOA_MUTATIONS` is how often each kind of damage is done to each
//! file (40 unless told); from 100 on files are also cut at every single length.
#![allow(clippy::disallowed_methods, clippy::print_stderr)] // Reads the corpus, keeps wrecks, says what it tried.

use cap::Cap;
use chrono::TimeDelta;
use loa::audio::{Breaks, Handling, HouseWavError, Sound, Trim, ingest, measure, open_house_wav};
use loa::network::{Db, HouseFormat, Samples};
use std::alloc::System;
use std::fs;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// What ingest and measurement of one file may take above what was there before, in bytes.
const MOST_MEMORY: usize = 64 << 20;

/// The longest that one file of a few kilobytes may take; on a quiet machine all take some milliseconds.
const MOST_TIME: Duration = Duration::from_secs(20);

/// The lengths at which files are cut in a short run: all up to here, then every `COARSE_STEP`th.
const EVERY_LENGTH_TO: usize = 64;
const COARSE_STEP: usize = 29;

/// Room for a house clip, and for the samples that wait for their gain: what doesn't fit fails as a full disk does.
const OUT_BYTES: usize = 16 << 20;
const SCRATCH_BYTES: usize = 32 << 20;

/// A sound of the corpus, or what became of it.
#[derive(Clone)]
struct Sample {
    name: String,
    extension: String,
    bytes: Vec<u8>,
}

#[test]
fn no_damage_makes_ingest_or_measurement_panic_hang_or_take_much_memory() {
    let rounds = rounds();
    let (done, finished) = channel();
    let worker = std::thread::spawn(move || {
        let mut bench = Bench { scratch: vec![0; SCRATCH_BYTES], out: vec![0; OUT_BYTES], is_handled: false };
        for wreck in wrecks(corpus(), rounds) {
            fs::write(wreck_place(), &wreck.bytes).expect("target/tmp can be written");
            MEMORY.set_limit(MEMORY.allocated() + MOST_MEMORY).expect("above what is there");
            let began = Instant::now();
            let outcome = catch_unwind(AssertUnwindSafe(|| bench.try_out(&wreck)));
            let spent = began.elapsed();
            MEMORY.set_limit(usize::MAX).expect("above what is there");
            let told = outcome.unwrap_or_else(|_| Err("panics".to_owned()));
            if done.send((wreck, spent, told)).is_err() {
                return;
            }
        }
    });
    let (mut slowest, mut tried, mut sound) = (Duration::ZERO, 0, 0);
    let mut last = "the first".to_owned();
    loop {
        match finished.recv_timeout(MOST_TIME) {
            Ok((wreck, spent, told)) => {
                let name = &wreck.name;
                sound += usize::from(told.unwrap_or_else(|fault| panic!("{name} {fault}{}", kept(&wreck))));
                tried += 1;
                slowest = slowest.max(spent);
                last.clone_from(name);
            }
            Err(RecvTimeoutError::Timeout) => {
                panic!("what follows {last} takes longer than {MOST_TIME:?}; it is at {:?}", wreck_place())
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    worker.join().expect("its panics are caught");
    let peak = MEMORY.max_allocated().saturating_sub(SCRATCH_BYTES + OUT_BYTES) >> 10;
    eprintln!("{tried} wrecks, {sound} of them still sounds; slowest {slowest:?}, peak {peak} KiB");
    assert!(sound > tried / 50, "hardly anything is taken: the damage is too coarse to tell anything");
}

#[test]
fn no_damage_makes_the_house_wav_reader_panic_or_believe_a_wrong_length() {
    let house = HouseFormat::default();
    let mut wav = Vec::new();
    let original = corpus().into_iter().find(|sample| sample.name == "pcm16.wav").expect("in the corpus");
    let scratch = Cursor::new(Vec::new());
    let usual = Handling::default();
    ingest(Cursor::new(original.bytes), Some("wav"), &house, &usual, scratch, &mut wav).expect("whole");
    let whole = Sample { name: "house.wav".to_owned(), extension: "wav".to_owned(), bytes: wav };
    let mut opened = 0;
    for wreck in wrecks(vec![whole], 300) {
        let bytes = wreck.bytes.len() as u64;
        match open_house_wav(Cursor::new(&wreck.bytes), &house) {
            Ok((frames, rest)) => {
                assert_eq!(44 + frames.0 * house.frame_bytes(), bytes, "{}", wreck.name);
                assert_eq!(rest.position(), 44, "{}", wreck.name);
                opened += 1;
            }
            Err(HouseWavError::Read(error)) => panic!("{}: {error}", wreck.name),
            Err(_) => {}
        }
    }
    assert!(opened > 0, "damage to the PCM alone is none of its business");
}

/// The places that are written to, once for all wrecks, so that they don't count.
struct Bench {
    scratch: Vec<u8>,
    out: Vec<u8>,
    is_handled: bool,
}

impl Bench {
    /// Measures and ingests; true if it is still a sound. An error tells what the code did wrong.
    fn try_out(&mut self, wreck: &Sample) -> Result<bool, String> {
        let house = HouseFormat::default();
        if let Ok(mut opened) = Sound::open(Cursor::new(&wreck.bytes), Some(&wreck.extension)) {
            let mut frames = 0;
            let measured = measure(&mut opened, &house, |block, channels| frames += block.len() / channels);
            if measured.is_ok_and(|measured| measured.frames != frames as u64) {
                return Err("is measured to another length than it has".to_owned());
            }
        }
        let (source, mut out) = (Cursor::new(&wreck.bytes), Cursor::new(&mut self.out[..]));
        let scratch = Cursor::new(&mut self.scratch[..]);
        // Every second one is taken as far as it goes, limited and cut.
        self.is_handled = !self.is_handled;
        let handling = if self.is_handled { handled() } else { Handling::default() };
        let Ok(clip) = ingest(source, Some(&wreck.extension), &house, &handling, scratch, &mut out) else {
            return Ok(false);
        };
        let written = usize::try_from(out.position()).expect("within the room for it");
        match open_house_wav(Cursor::new(&self.out[..written]), &house) {
            Ok((frames, _)) if frames == clip.frames && frames > Samples(0) => Ok(true),
            other => Err(format!("becomes a house WAV of {other:?} instead of {:?}", clip.frames)),
        }
    }
}

fn handled() -> Handling {
    let trim = Trim { head: TimeDelta::milliseconds(30), tail: TimeDelta::milliseconds(20) };
    Handling { breaks: Breaks::Kept, limit: Some(Db(6.0)), trim: Some(trim) }
}

/// Every wreck of every original, in an order that is always the same.
fn wrecks(originals: Vec<Sample>, rounds: usize) -> impl Iterator<Item = Sample> {
    let others = originals.clone();
    originals.into_iter().zip(0_u64..).flat_map(move |(original, seed)| {
        let cuts = cuts(&original, rounds >= 100);
        let others = others.clone();
        let mut dice = Dice(seed);
        let damages = (0..rounds * DAMAGES.len()).map({
            let original = original.clone();
            move |number| {
                let (kind, damage) = DAMAGES[number % DAMAGES.len()];
                let mut bytes = original.bytes.clone();
                for _ in 0..=dice.below(3) {
                    let other = &others[dice.below(others.len())];
                    bytes = damage(bytes, &other.bytes, &mut dice);
                }
                Sample { name: format!("{}, {kind} {number}", original.name), bytes, ..original.clone() }
            }
        });
        std::iter::once(original).chain(cuts).chain(damages)
    })
}

/// The file cut off at every length, or at some.
fn cuts(original: &Sample, at_every_length: bool) -> impl Iterator<Item = Sample> + use<> {
    let is_tried = move |length: &usize| {
        at_every_length || *length < EVERY_LENGTH_TO || length.is_multiple_of(COARSE_STEP)
    };
    let original = original.clone();
    (0..original.bytes.len()).filter(is_tried).map(move |length| Sample {
        name: format!("{}, cut to {length} bytes", original.name),
        bytes: original.bytes[..length].to_vec(),
        ..original.clone()
    })
}

/// What becomes of the first, with parts of the second.
type Damage = fn(Vec<u8>, &[u8], &mut Dice) -> Vec<u8>;

const DAMAGES: [(&str, Damage); 8] = [
    ("flipped bits", flip_bits),
    ("overwritten stretch", overwrite),
    ("number", change_number),
    ("number", change_number),
    ("odd rate", change_rate),
    ("inserted junk", insert),
    ("joined files", join),
    ("moved stretch", shift),
];

fn flip_bits(mut bytes: Vec<u8>, _: &[u8], dice: &mut Dice) -> Vec<u8> {
    for _ in 0..=dice.below(4) {
        let at = dice.place(&bytes);
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1 << dice.below(8);
        }
    }
    bytes
}

fn overwrite(mut bytes: Vec<u8>, _: &[u8], dice: &mut Dice) -> Vec<u8> {
    let at = dice.place(&bytes);
    let end = (at + 1 + dice.below(64)).min(bytes.len());
    let pattern = [Some(0), Some(0xff), None][dice.below(3)];
    for byte in &mut bytes[at..end] {
        *byte = pattern.unwrap_or_else(|| dice.byte());
    }
    bytes
}

/// What could be a length or a count becomes none, the most, half of it, or one more or less: 2, 4 or 8 bytes.
fn change_number(mut bytes: Vec<u8>, _: &[u8], dice: &mut Dice) -> Vec<u8> {
    let at = dice.place(&bytes);
    let end = (at + [2, 4, 4, 8][dice.below(4)]).min(bytes.len());
    let field = &mut bytes[at..end];
    match dice.below(6) {
        0 => field.fill(0),
        1 => field.fill(0xff),
        2 => {
            field.fill(0xff);
            let most_significant = if dice.below(2) == 0 { 0 } else { field.len().saturating_sub(1) };
            field.iter_mut().skip(most_significant).take(1).for_each(|byte| *byte = 0x7f);
        }
        3 => field.iter_mut().take(1).for_each(|byte| *byte = byte.wrapping_add(1)),
        4 => field.iter_mut().take(1).for_each(|byte| *byte = byte.wrapping_sub(1)),
        _ => field.iter_mut().rev().take(1).for_each(|byte| *byte = byte.wrapping_sub(1)),
    }
    bytes
}

/// A WAV's rate becomes any that is taken: the filters are longest for two rates without a common divisor.
fn change_rate(mut bytes: Vec<u8>, _: &[u8], dice: &mut Dice) -> Vec<u8> {
    let rate = u32::try_from(dice.below(380_000) + 4_000).expect("31 bits");
    let is_wave = bytes.starts_with(b"RIFF");
    if let Some(field) = bytes.get_mut(24..28).filter(|_| is_wave) {
        field.copy_from_slice(&rate.to_le_bytes());
    }
    bytes
}

fn insert(mut bytes: Vec<u8>, _: &[u8], dice: &mut Dice) -> Vec<u8> {
    let at = dice.place(&bytes);
    let junk: Vec<u8> = (0..=dice.below(40)).map(|_| dice.byte()).collect();
    bytes.splice(at..at, junk);
    bytes
}

/// The head of one file, then the tail of another.
fn join(mut bytes: Vec<u8>, other: &[u8], dice: &mut Dice) -> Vec<u8> {
    bytes.truncate(dice.below(bytes.len() + 1));
    bytes.extend(&other[dice.below(other.len() + 1)..]);
    bytes
}

/// A stretch stands twice, or is gone, or both.
fn shift(mut bytes: Vec<u8>, _: &[u8], dice: &mut Dice) -> Vec<u8> {
    let (from, to) = (dice.place(&bytes), dice.place(&bytes));
    let stretch = bytes[from..(from + dice.below(600)).min(bytes.len())].to_vec();
    if dice.below(2) == 0 {
        bytes.drain(from..from + stretch.len());
    }
    let to = to.min(bytes.len());
    bytes.splice(to..to, stretch.into_iter().take(dice.below(600)));
    bytes
}

/// A generator that is always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit.max(1)
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).expect("below 256")
    }

    /// Where damage is done: half of it to the header, where it does most.
    fn place(&mut self, bytes: &[u8]) -> usize {
        let reach = if self.below(2) == 0 { bytes.len().min(256) } else { bytes.len() };
        self.below(reach)
    }
}

fn corpus() -> Vec<Sample> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let files = fs::read_dir(folder).expect("tests/corpus").map(|entry| entry.expect("an entry").path());
    let mut places: Vec<PathBuf> = files.filter(|place| !place.ends_with("make.sh")).collect();
    places.sort();
    let sample = |place: &PathBuf| Sample {
        name: place.file_name().expect("a file").to_string_lossy().into_owned(),
        extension: place.extension().expect("all have one").to_string_lossy().into_owned(),
        bytes: fs::read(place).expect("readable"),
    };
    places.iter().map(sample).collect()
}

fn rounds() -> usize {
    std::env::var("LOA_MUTATIONS").map_or(40, |told| told.parse().expect("LOA_MUTATIONS is a number"))
}

fn wreck_place() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("wreck")
}

/// Keeps a wreck that showed a fault under a name that the next one doesn't overwrite.
fn kept(wreck: &Sample) -> String {
    let place = wreck_place().with_extension(&wreck.extension);
    fs::write(&place, &wreck.bytes).expect("target/tmp can be written");
    format!("; it is kept as {}", place.display())
}
