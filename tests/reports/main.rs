//! The forms of a report, made from one sample: text as golden files, the rest in the programs people open them with.
//! Where such a program is not installed, its tests say so and skip.
#![allow(clippy::disallowed_methods, reason = "these tests are about files")]
#![allow(clippy::unwrap_used, reason = "a failed look at a file is a failed test")]

mod page;
mod paper;
mod programs;
mod sample;
mod words;
mod workbook;

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

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

/// What `program` answers; none, and it says so, when it is not installed.
#[allow(clippy::print_stderr, reason = "a test that skips says so")]
fn asked(program: &str, arguments: &[&str], folder: &Path) -> Option<Output> {
    match Command::new(program).args(arguments).current_dir(folder).env("HOME", folder).output() {
        Ok(output) => Some(output),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("skipped: {program} is not installed");
            None
        }
        Err(error) => panic!("{program}: {error}"),
    }
}

/// The file as a PDF, made by the office suite and lying in the folder that is returned as `a.pdf`; none, and it says so,
/// where the suite, or its part for such files, is not installed.
#[allow(clippy::print_stderr, reason = "a test that skips says so")]
fn pdf(bytes: &[u8], extension: &str) -> Option<TempDir> {
    let folder = TempDir::new().unwrap();
    let name = format!("a.{extension}");
    fs::write(folder.path().join(&name), bytes).unwrap();
    let said = asked("soffice", &["--headless", "--convert-to", "pdf", &name], folder.path())?;
    let told = String::from_utf8_lossy(&said.stderr).into_owned() + &String::from_utf8_lossy(&said.stdout);
    if told.contains("no export filter") || told.contains("could not be loaded") {
        eprintln!("skipped: the office suite here does not open .{extension}");
        return None;
    }
    assert!(folder.path().join("a.pdf").is_file(), "{told}");
    Some(folder)
}

/// What `program` says of the PDF in `folder`.
fn of_pdf(program: &str, arguments: &[&str], folder: &TempDir) -> Option<String> {
    let output = asked(program, arguments, folder.path())?;
    assert!(output.status.success(), "{output:?}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// A part of a zip file, as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap_or_else(|error| panic!("{name}: {error}")).read_to_string(&mut text).unwrap();
    text
}
