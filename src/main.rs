//! The `loa` command: hands the world to the library.
#![allow(clippy::disallowed_methods)] // The one place where arguments, environment and clock enter.

use loa::cli::{World, run};
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let world = World {
        arguments: std::env::args_os().collect(),
        program: program(),
        language: std::env::var("LOA_LANG").ok(),
        colours: std::env::var_os("NO_COLOR").is_none() && io::stderr().is_terminal(),
        is_terminal: io::stderr().is_terminal(),
        can_ask: io::stdin().is_terminal(),
        folder: std::env::current_dir().ok(),
        settings: settings(),
        variable: |name| std::env::var(name).ok(),
        now: chrono::Utc::now(),
        clock: chrono::Utc::now,
    };
    let code = run(&world, &mut io::stdin().lock(), &mut io::stdout().lock(), &mut io::stderr());
    ExitCode::from(code.number())
}

/// The XDG base directory of settings.
fn settings() -> Option<PathBuf> {
    let of_home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".config"));
    std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).or_else(of_home)
}

/// The version, with size and time of the program's own file: another make may have other rules.
fn program() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata);
    let make = file.map(|file| (file.len(), file.modified().ok()));
    format!("{} {:?}", env!("CARGO_PKG_VERSION"), make.ok())
}
