//! The habits of the source tree: modules use only what stands before them, and files stay short and explained.
#![allow(clippy::disallowed_methods)] // It reads the source tree.

use std::fs;
use std::path::{Path, PathBuf};

/// The most lines a file may have.
const LONGEST: usize = 400;

/// Longer ones, each with its reason.
const LONGER: [(&str, &str); 0] = [];

/// Names that say nothing of what is inside.
const EMPTY_NAMES: [&str; 7] = ["utils", "common", "core", "types", "manager", "service", "handler"];

/// One source file: its path under `src/`, and its text.
struct SourceFile {
    path: String,
    text: String,
}

#[test]
fn a_module_uses_only_modules_declared_before_it() {
    let order = declared_order(&fs::read_to_string(src().join("lib.rs")).expect("lib.rs"));
    assert!(order.len() > 10, "{order:?}");
    let files = files();
    let found: Vec<String> = files.iter().flat_map(|file| upward(file, &order)).collect();
    assert!(found.is_empty(), "upward imports:\n{}", found.join("\n"));
}

#[test]
fn an_upward_import_is_noticed_however_it_is_written() {
    let order = declared_order("//! [`late`]\npub mod early;\nmod middle;\n#[doc(hidden)]\npub mod late;\n");
    assert_eq!(order, ["early", "middle", "late"]);
    let found = |path: &str, text: &str| {
        upward(&SourceFile { path: path.to_owned(), text: text.to_owned() }, &order).len()
    };
    assert_eq!(found("middle.rs", "use crate::late::Thing;\n"), 1);
    assert_eq!(found("middle/part.rs", "fn x(thing: &crate::late::Thing) {}\n"), 1);
    assert_eq!(found("middle.rs", "use crate::{early, late};\n"), 1);
    assert_eq!(found("middle.rs", "use crate::{\n    early::{a, b},\n    late::{self, c},\n};\n"), 1);
    assert_eq!(found("middle/mod.rs", "use super::late::Thing;\n"), 1);
    assert_eq!(found("middle/part.rs", "use super::super::late::Thing;\n"), 1);
    assert_eq!(found("middle.rs", "#[cfg(test)]\nmod tests {\n    use crate::late::Thing;\n}\n"), 1);
    assert_eq!(found("middle.rs", "mod tests {\n    use super::super::late::Thing;\n}\n"), 1);
    assert_eq!(found("middle.rs", "use crate::*;\n"), 1, "everything is too much");
    assert_eq!(found("middle.rs", "let url = \"http://x\"; crate::late::go();\n"), 1, "behind a string");

    assert_eq!(found("middle.rs", "use crate::early::Thing;\nuse crate::middle::Own;\n"), 0);
    assert_eq!(found("middle.rs", "//! See [`crate::late`].\n// crate::late\n/* crate::late */\n"), 0);
    assert_eq!(found("middle.rs", "use crate::early::late;\nuse crate::{early::late, middle};\n"), 0);
    assert_eq!(found("middle/part.rs", "use super::late;\n"), 0, "a part of its own of that name");
    assert_eq!(found("middle.rs", "mod tests {\n    use super::*;\n}\n"), 0);
    assert_eq!(found("main.rs", "use crate::late::Thing;\n"), 0, "lib.rs and main.rs stand above all");
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    for file in files() {
        assert!(file.text.starts_with("//!"), "src/{} has no //! at its head", file.path);
    }
}

#[test]
fn files_are_short_and_named_by_what_is_inside() {
    for file in files() {
        let lines = file.text.lines().count();
        let allowed = LONGER.iter().any(|(path, _)| *path == file.path);
        assert!(lines <= LONGEST || allowed, "src/{} has {lines} lines", file.path);
        assert!(
            lines > LONGEST || !allowed,
            "src/{} has become short enough: no allowance needed",
            file.path
        );
        for name in Path::new(&file.path).with_extension("").components() {
            let name = name.as_os_str().to_string_lossy();
            assert!(!EMPTY_NAMES.contains(&name.as_ref()), "src/{} is named by nothing", file.path);
        }
    }
}

#[test]
fn nothing_is_left_for_later() {
    // Written in two halves, so that this file does not find itself if it is ever moved.
    let marks = [("TO", "DO"), ("FIX", "ME"), ("XX", "X"), ("unimplemented", "!"), ("todo", "!")];
    for file in files() {
        for (number, line) in (1..).zip(file.text.lines()) {
            let found = marks.iter().find(|(one, other)| line.contains(&format!("{one}{other}")));
            assert!(found.is_none(), "src/{}:{number}: {line}", file.path);
        }
    }
}

/// The modules that `lib.rs` declares, in its order.
fn declared_order(lib: &str) -> Vec<String> {
    let declared = lib.lines().filter_map(|line| {
        let line = line.strip_prefix("pub ").unwrap_or(line);
        line.strip_prefix("mod ")?.strip_suffix(';')
    });
    declared.map(str::to_owned).collect()
}

/// Where `file` names a module that stands behind its own.
fn upward(file: &SourceFile, order: &[String]) -> Vec<String> {
    let module = file.path.split(['/', '.']).next().unwrap_or_default();
    let Some(own) = order.iter().position(|name| name == module) else { return Vec::new() };
    let code = without_comments(&file.text);
    let depth = depth(&file.path);
    let mut found = Vec::new();
    for (place, rest, above) in paths(&code) {
        // A test module stands one deeper.
        let here = depth + usize::from(is_in_test_module(&code, place));
        let reaches_root = above.is_none_or(|supers| supers == here);
        let names = if reaches_root { first_names(rest) } else { Vec::new() };
        for name in names {
            let behind = order.iter().position(|module| module == name).is_some_and(|at| at > own);
            if behind || name == "*" {
                let line = code[..place].matches('\n').count() + 1;
                found.push(format!("src/{}:{line}: {module} uses {name}", file.path));
            }
        }
    }
    found
}

/// Every path of `code` that begins at `crate` (none) or climbs by so many `super`: its place, and what follows.
fn paths(code: &str) -> Vec<(usize, &str, Option<usize>)> {
    let mut found = Vec::new();
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    for (root, climbs) in [("crate::", false), ("super::", true)] {
        for (place, _) in code.match_indices(root) {
            let before = &code[..place];
            if before.ends_with(is_name) || before.ends_with("::") {
                continue;
            }
            let mut rest = &code[place + root.len()..];
            let mut supers = 1;
            while let Some(further) = rest.strip_prefix("super::") {
                (rest, supers) = (further, supers + 1);
            }
            found.push((place, rest, climbs.then_some(supers)));
        }
    }
    found
}

/// The first name of a path, or of each path in its braces.
fn first_names(rest: &str) -> Vec<&str> {
    let Some(group) = rest.trim_start().strip_prefix('{') else { return vec![first_name(rest)] };
    let (mut names, mut depth, mut start) = (Vec::new(), 0usize, 0);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(first_name(&group[start..at]));
                start = at + 1;
                if letter == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names
}

fn first_name(path: &str) -> &str {
    let path = path.trim_start();
    let end = path.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(path.len());
    if path.starts_with('*') { "*" } else { &path[..end] }
}

/// How many modules stand above the one of a file: 1 for `a.rs` and `a/mod.rs`, 2 for `a/b.rs`.
fn depth(path: &str) -> usize {
    let whole = path.trim_end_matches(".rs").trim_end_matches("/mod");
    whole.matches('/').count() + 1
}

fn is_in_test_module(code: &str, place: usize) -> bool {
    code[..place].contains("mod tests {")
}

/// `text` with its comments blanked out; strings are seen, so that `//` in one is none.
fn without_comments(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let (mut rest, mut nested) = (text, 0usize);
    while let Some(letter) = rest.chars().next() {
        let length = if rest.starts_with("/*") {
            nested += 1;
            2
        } else if nested > 0 {
            nested -= usize::from(rest.starts_with("*/"));
            if rest.starts_with("*/") { 2 } else { letter.len_utf8() }
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else {
            let length = if letter == '"' { string_length(rest) } else { letter_length(rest, letter) };
            code += &rest[..length];
            rest = &rest[length..];
            continue;
        };
        code.extend(rest[..length].chars().filter(|letter| *letter == '\n'));
        rest = &rest[length..];
    }
    code
}

/// The length of a string in quotes.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of one letter, or of a quotation mark as a letter: `'"'`.
fn letter_length(text: &str, letter: char) -> usize {
    let quotes = ["'\"'", "'\\\"'"];
    quotes.iter().find(|quote| text.starts_with(**quote)).map_or(letter.len_utf8(), |quote| quote.len())
}

fn files() -> Vec<SourceFile> {
    let mut found = Vec::new();
    collect(&src(), "", &mut found);
    assert!(found.len() > 50, "only {} source files were found", found.len());
    found
}

fn collect(folder: &Path, within: &str, found: &mut Vec<SourceFile>) {
    for entry in fs::read_dir(folder).expect("src can be listed") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{within}{name}/"), found);
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(entry.path()).expect("source is text");
            found.push(SourceFile { path: format!("{within}{name}"), text });
        }
    }
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}
