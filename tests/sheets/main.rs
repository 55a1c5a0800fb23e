//! The sheets of a built project in the programs people open them with: the prompter and the pages in a browser, the .docx
//! in an office suite. Where such a program is not installed, its tests say so and skip.
#![allow(clippy::disallowed_methods, reason = "these tests are about files")]
#![allow(clippy::unwrap_used, reason = "a failed look at a file is a failed test")]

mod document;
mod pages;
mod prompter;
#[path = "../support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use support::{lay_down, well};
use tempfile::TempDir;

/// The day of the tiny project on the district station.
const DAY: &str = "out/2025-W11/huyen/2025-03-10";

/// The tiny project with its Monday built.
fn built() -> TempDir {
    let project = TempDir::new().unwrap();
    lay_down(project.path());
    well(project.path(), &["build", "--date", "10/3/2025"]);
    project
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

/// A page as the browser has it in the end, its scripts run for some seconds of its own time.
fn in_browser(page: &Path, extra: &[&str]) -> Option<String> {
    let address = format!("file://{}", page.display());
    let always =
        ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--virtual-time-budget=12000"];
    let arguments: Vec<&str> =
        always.into_iter().chain(extra.iter().copied()).chain([address.as_str()]).collect();
    let output = asked("chromium", &arguments, page.parent().unwrap())?;
    assert!(output.status.success(), "{output:?}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// A file beside `path` of another name.
fn beside(path: &Path, name: &str) -> PathBuf {
    path.with_file_name(name)
}
