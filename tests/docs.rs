//! The README tells the truth: its commands run, end as it says, and print what it shows.
//!
//! In every fenced block marked `console` or `sh`, a line `$ loa …` or `$ cargo run … -- …` is run, in order, in one copy
//! of the project. It has to end with 0, or with the number of a remark at its end: `# exit 1`. Lines below it, up to the
//! next command, are what it prints; a line `…` stands for any lines. Other commands are not run, `cargo test` least of
//! all.
#![allow(clippy::disallowed_methods, reason = "these tests are about files")]
#![allow(clippy::unwrap_used, reason = "a failed look at a file is a failed test")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;
use support::{LOA, copy_of_example, example};

/// A command that a text shows.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    /// The line of the text, from 1.
    line: usize,
    /// What is run by the shell, with `loa` for the program.
    command: String,
    code: i32,
    /// What is shown below it; nothing when only the command is told.
    output: Vec<String>,
}

/// The commands of a text in Markdown that are run.
fn shown(text: &str) -> Vec<Shown> {
    let mut found: Vec<Shown> = Vec::new();
    let (mut is_inside, mut is_of_last) = (false, false);
    for (at, line) in text.lines().enumerate() {
        if let Some(fence) = line.trim_start().strip_prefix("```") {
            is_inside = !is_inside && matches!(fence.trim(), "console" | "sh");
            is_of_last = false;
        } else if let Some(written) = line.strip_prefix("$ ").filter(|_| is_inside) {
            let parsed = of_program(written);
            is_of_last = parsed.is_some();
            found.extend(parsed.map(|(command, code)| Shown {
                line: at + 1,
                command,
                code,
                output: Vec::new(),
            }));
        } else if let Some(last) = found.last_mut().filter(|_| is_inside && is_of_last) {
            last.output.push(line.to_owned());
        }
    }
    for shown in &mut found {
        let length = shown.output.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
        shown.output.truncate(length);
    }
    found
}

/// The command with `loa` for the program, and the code it ends with; none when it does not run the program.
fn of_program(written: &str) -> Option<(String, i32)> {
    let (command, remark) = written.split_once(" # ").unwrap_or((written, ""));
    let code = remark.trim().strip_prefix("exit ").map_or(0, |code| code.trim().parse().expect("a number"));
    let command = command.trim();
    if command == "loa" || command.starts_with("loa ") {
        return Some((command.to_owned(), code));
    }
    let of_cargo = command.strip_prefix("cargo run")?;
    let arguments = of_cargo.split_once(" -- ").map_or("", |(_, arguments)| arguments);
    Some((format!("loa {arguments}").trim_end().to_owned(), code))
}

/// Runs a command as the reader would, in a shell; returns its code and what stands on the terminal.
fn run(project: &Path, command: &str) -> (Option<i32>, String) {
    let script = format!("loa() {{ \"{LOA}\" \"$@\"; }}\n{{ {command}\n}} 2>&1");
    let mut shell = Command::new("sh");
    let output = shell.args(["-c", &script]).current_dir(project).env_remove("LOA_LANG").output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).expect("the program speaks UTF-8"))
}

/// Whether lines are as they are shown, `…` standing for any.
fn fits(shown: &[String], real: &[&str]) -> bool {
    match shown.split_first() {
        None => real.is_empty(),
        Some((first, rest)) if first.trim() == "…" => {
            (0..=real.len()).any(|skipped| fits(rest, &real[skipped..]))
        }
        Some((first, rest)) => real
            .split_first()
            .is_some_and(|(line, others)| line.trim_end() == first.trim_end() && fits(rest, others)),
    }
}

#[test]
fn the_readme_s_commands_run_and_print_what_it_shows() {
    let text = fs::read_to_string(example().join("README.md")).expect("there is a README");
    let commands = shown(&text);
    assert!(!commands.is_empty(), "README shows no command of the program");
    let project = copy_of_example();
    for Shown { line, command, code, output } in &commands {
        let (real_code, real) = run(project.path(), command);
        assert_eq!(real_code, Some(*code), "README:{line}: `{command}` ended otherwise:\n{real}");
        let lines: Vec<&str> = real.trim_end().lines().collect();
        let is_told = output.is_empty() || fits(output, &lines);
        assert!(is_told, "README:{line}: `{command}` prints otherwise:\n{real}");
    }
}

#[test]
fn commands_are_found_in_blocks_with_what_they_print() {
    let text = "$ loa none\n```console\n$ cargo run --release -- build --week 2025-W11\nĐã dựng\n\n$ cargo test\nok\n```\n\
                ```ron\n$ loa none\n```\n```sh\n$ loa when '61 * * * *' # exit 1\n$ cargo run\n$ git status\nx\n```\n";
    let found = shown(text);
    let commands: Vec<_> =
        found.iter().map(|shown| (shown.line, shown.command.as_str(), shown.code)).collect();
    assert_eq!(
        commands,
        [(3, "loa build --week 2025-W11", 0), (13, "loa when '61 * * * *'", 1), (14, "loa", 0)]
    );
    assert_eq!(found[0].output, ["Đã dựng"]);
    assert!(found[1].output.is_empty() && found[2].output.is_empty());
}

#[test]
fn shown_lines_are_exact_and_an_ellipsis_stands_for_any() {
    let shown = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    assert!(fits(&shown(&["a", "…", "d"]), &["a", "b", "c", "d"]));
    assert!(fits(&shown(&["a", "…"]), &["a"]));
    assert!(!fits(&shown(&["a", "…", "d"]), &["a", "b", "c"]));
    assert!(!fits(&shown(&["312 MB"]), &["313 MB"]));
    assert!(!fits(&shown(&["a"]), &["a", "b"]));
}

#[test]
fn a_command_is_run_as_in_a_shell() {
    let project = copy_of_example();
    let (code, text) = run(project.path(), "loa when '61 * * * *'");
    assert_eq!(code, Some(1));
    assert!(text.contains("61 * * * *") && text.contains("^^"), "{text}");
}
