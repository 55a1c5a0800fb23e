//! The forms of a report, made from one sample: text as golden files, the rest in the programs people open them with.
//! Where such a program is not installed, its tests say so and skip.
#![allow(clippy::disallowed_methods, reason = "these tests are about files")]
#![allow(clippy::unwrap_used, reason = "a failed look at a file is a failed test")]

mod sample;
mod words;

use std::fs;
use std::path::Path;

/// Compares with `tests/golden/{name}`, or rewrites it when `BLESS` is set.
#[track_caller]
fn golden(name: &str, found: &str) {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&place, found).unwrap();
        return;
    }
    let kept = fs::read_to_string(&place).unwrap_or_default();
    let differ = kept.lines().zip(found.lines()).position(|(kept, found)| kept != found);
    assert!(
        kept == found,
        "{name} differs from line {:?} on:\n{found}\nBLESS=1 rewrites it.",
        differ.map(|at| at + 1)
    );
}
