//! Mistakes an editor would make, one a file in `tests/cases/`, each with what the program has to say of it.
//!
//! A case is a text in which several files of a project stand, each begun by a line `//// path/in/the/project`. What
//! it leaves out is taken from `base.ron`, which is a case too. Before the first file stands the head, in comments:
//!
//! ```text
//! // What is wrong here, for people.
//! // asked: 2025-W11                              days checked: a week, a day, or day..day (10/3/2025 unless told)
//! // sounds: clips/dan-ca/mot.wav 12s             tones made for it; `;` between several; `3000 of tone.mp3` cuts
//! //                                              a file of tests/fixtures after so many bytes
//! // saved: schedules/lich.ron bom crlf nfd       how a file is saved: with a BOM, CRLF, NFD, or as latin-1
//! // without: schedules/network.ron               a file of the base that is not there
//! // lang: en                                     the language of the findings (vi unless told)
//! ```
//!
//! Findings stand below the line they are about, the carets below the words, labels with `-`, and a hint behind `=`.
//! Those without a place, or in a file of the base, stand at the end of the head behind `//~`, as do items that were
//! displaced. These marks are taken out before the files are written, so lines and columns are those of the file.
//! The case fails unless the program finds exactly this. `BLESS=1 cargo test --test cases` writes down what it finds
//! instead: read the difference before committing it.
#![allow(clippy::disallowed_methods)] // Tests make and read the files of a project.

use chrono::NaiveDate;
use loa::build::{Asked, prepare};
use loa::calendar::reading;
use loa::diagnostic::{Diagnostic, Diagnostics, Severity, Span};
use loa::messages::{Lang, Messages};
use loa::project::{SoundCache, load};
use loa::rundown::{Displaced, Displacement};
use loa::source::Sources;
use std::fs;
use std::ops::RangeInclusive;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};
use unicode_normalization::UnicodeNormalization;

/// Where the cases are.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");

/// One case file, its marks left out.
struct Case {
    head: Vec<String>,
    files: Vec<CaseFile>,
}

/// One file of a project.
#[derive(Clone)]
struct CaseFile {
    path: String,
    text: String,
}

/// What the program said of a project.
struct Outcome {
    sources: Sources,
    diagnostics: Diagnostics,
    displaced: Vec<Displaced>,
}

/// A finding or a label, below its place.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    line: usize,
    column: usize,
    text: String,
}

#[test]
fn every_mistake_is_found_where_it_stands_and_nothing_else() {
    let bless = std::env::var("BLESS").is_ok();
    let base = base();
    let mut paths: Vec<_> =
        fs::read_dir(FOLDER).expect("the cases").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let mut failures = Vec::new();
    for path in &paths {
        let written = fs::read_to_string(path).expect("a case is a text");
        let found = catch_unwind(AssertUnwindSafe(|| marked(&Case::read(&written), &base)));
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match found {
            Err(_) => failures.push(format!("{name}: panicked")),
            Ok(found) if found == written => {}
            Ok(found) if bless => fs::write(path, found).expect("a case can be written"),
            Ok(found) => failures.push(format!("{name}:\n{}", difference(&written, &found))),
        }
    }
    assert!(paths.len() > 50, "only {} cases were found", paths.len());
    assert!(failures.is_empty(), "{} cases differ\n\n{}", failures.len(), failures.join("\n\n"));
}

#[test]
fn a_case_fails_when_a_finding_is_missing_added_or_elsewhere() {
    let written = fs::read_to_string(format!("{FOLDER}/programme-unknown.ron")).expect("the case is there");
    let holds = |text: &str| marked(&Case::read(text), &base()) == text;
    assert!(holds(&written));
    let mark = written.lines().find(|line| is_mark(line)).expect("it has a mark");
    assert!(!holds(&written.replace(&format!("{mark}\n"), "")), "without its mark");
    assert!(!holds(&written.replace(mark, &format!("{mark}\n{mark}"))), "with its mark twice");
    assert!(!holds(&written.replace(mark, &mark.replacen('^', " ^", 1))), "with its carets moved");
    assert!(!holds(&written.replace(mark, &mark.replacen("error[", "warning[", 1))), "with another severity");
    let mended = written.replacen("Programme(\"tin chều\")", "Programme(\"tin chiều\")", 1);
    assert!(mended != written && !holds(&mended), "with the mistake mended");
}

#[test]
fn a_text_file_of_100_mb_is_refused_at_once_and_the_others_are_read() {
    let case =
        Case::read("//// schedules/sai.ron\nSchedule(version: 1, by: \"huyen\", slot: [])\n").over(&base());
    let root = tempfile::tempdir().expect("a folder for the project");
    case.store(root.path());
    for path in ["schedules/to.ron", "bulletins/2025-03-10/to.md", "scripts/to.tera"] {
        let file = fs::File::create(root.path().join(path)).expect("a file");
        file.set_len(100_000_000).expect("a sparse file");
    }
    let started = Instant::now();
    let outcome = check(root.path(), &(day("10/3/2025")..=day("10/3/2025")));
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    let mut codes: Vec<&str> = outcome.diagnostics.iter().map(|found| found.code.id()).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["file-too-large", "file-too-large", "file-too-large", "unknown-field"]);
}

#[test]
fn ten_thousand_brackets_within_each_other_are_refused_at_once() {
    for (open, close) in [("[", "]"), ("(", ")"), ("{", "}"), ("Programme(", ")"), ("Relay(instead:", ")")] {
        for closed in [0, 10_000] {
            let deep = format!("{}{}", open.repeat(10_000), close.repeat(closed));
            let text = format!(
                "//// schedules/sau.ron\nSchedule(version: 1, by: \"huyen\", slots: [(id: \"sâu\", play: {deep})])\n"
            );
            let case = Case::read(&text).over(&base());
            let started = Instant::now();
            let outcome = case.run();
            assert!(started.elapsed() < Duration::from_secs(1), "{open}: {:?}", started.elapsed());
            let in_it = |found: &Diagnostic| {
                found.span.is_some_and(|span| outcome.sources.file(span.file).path == "schedules/sau.ron")
            };
            assert!(outcome.diagnostics.iter().any(in_it) && outcome.diagnostics.iter().all(in_it), "{open}");
        }
    }
}

fn base() -> Case {
    Case::read(&fs::read_to_string(format!("{FOLDER}/base.ron")).expect("the base is a text"))
}

/// The text of `case` with what the program finds marked in it.
fn marked(case: &Case, base: &Case) -> String {
    let outcome = case.over(base).run();
    let messages =
        Messages::new(case.key("lang").and_then(|code| Lang::from_code(&code)).unwrap_or(Lang::Vi));
    let mut text = case.head.join("\n") + "\n";
    for line in outcome.unplaced(case, &messages) {
        text += &format!("//~ {line}\n");
    }
    for file in &case.files {
        text += &format!("//// {}\n", file.path);
        text += &below_lines(&file.text, outcome.marks(&file.path, &messages));
    }
    text
}

/// The lines of a text, each with its marks below.
fn below_lines(text: &str, mut marks: Vec<Mark>) -> String {
    marks.sort();
    let last = text.lines().count();
    let mut result = String::new();
    for (number, line) in (1..).zip(text.lines()) {
        result += &format!("{line}\n");
        for mark in marks.iter().filter(|mark| mark.line.min(last) == number) {
            let tab_or_blank = |letter: char| if letter == '\t' { '\t' } else { ' ' };
            let indent = line.chars().map(tab_or_blank).chain(std::iter::repeat(' ')).take(mark.column - 1);
            let indent: String = indent.collect();
            for part in mark.text.lines() {
                result += &format!("{indent}{part}\n");
            }
        }
    }
    for mark in marks.iter().filter(|_| last == 0) {
        result += &format!("{}\n", mark.text);
    }
    result
}

impl Case {
    fn read(text: &str) -> Case {
        let mut case = Case { head: Vec::new(), files: Vec::new() };
        for line in text.lines().filter(|line| !is_mark(line)) {
            match (line.strip_prefix("//// "), case.files.last_mut()) {
                (Some(path), _) => {
                    case.files.push(CaseFile { path: path.trim().to_owned(), text: String::new() });
                }
                (None, Some(file)) => file.text += &format!("{line}\n"),
                (None, None) => case.head.push(line.to_owned()),
            }
        }
        case
    }

    /// What the head says under `key`.
    fn key(&self, key: &str) -> Option<String> {
        let prefix = format!("// {key}: ");
        self.head.iter().find_map(|line| line.strip_prefix(&prefix)).map(|value| value.trim().to_owned())
    }

    fn keys(&self, key: &str) -> Vec<String> {
        let all = self.key(key).unwrap_or_default();
        all.split(';').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    }

    /// This case with the files and sounds of the base that it does not have or exclude itself.
    fn over(&self, base: &Case) -> Case {
        let without = self.keys("without");
        let mut files = self.files.clone();
        let own: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
        let inherited = base.files.iter().filter(|file| !own.contains(&file.path));
        files.extend(inherited.filter(|file| !without.contains(&file.path)).cloned());
        let mut head = self.head.clone();
        let sounds: Vec<String> = [base.keys("sounds"), self.keys("sounds")].concat();
        let replaced: Vec<&String> = without.iter().chain(&own).collect();
        let kept = sounds.into_iter().filter(|sound| !replaced.iter().any(|path| sound.starts_with(*path)));
        head.insert(0, format!("// sounds: {}", kept.collect::<Vec<_>>().join(";")));
        Case { head, files }
    }

    fn run(&self) -> Outcome {
        let root = tempfile::tempdir().expect("a folder for the project");
        self.store(root.path());
        check(root.path(), &self.days())
    }

    fn days(&self) -> RangeInclusive<NaiveDate> {
        let asked = self.key("asked").unwrap_or_else(|| "10/3/2025".to_owned());
        if let Ok(monday) = reading::iso_week(&asked) {
            return monday..=monday + chrono::Days::new(6);
        }
        let (first, last) = asked.split_once("..").unwrap_or((&asked, &asked));
        day(first)..=day(last)
    }

    fn store(&self, root: &Path) {
        let saved = self.keys("saved");
        for file in &self.files {
            let how = saved.iter().find_map(|saved| saved.strip_prefix(&file.path)).unwrap_or_default();
            let path = root.join(&file.path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
            fs::write(path, as_saved(&file.text, how)).expect("a file can be written");
        }
        for sound in self.keys("sounds") {
            let at = sound.rfind(".wav ").or(sound.rfind(".mp3 ")).expect("a sound's path, then what it is");
            let (path, what) = (root.join(&sound[..at + 4]), sound[at + 5..].trim());
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
            match what.split_once(" of ") {
                Some((bytes, fixture)) => cut(&path, fixture, bytes.parse().expect("a number of bytes")),
                None => tone(&path, what.trim_end_matches('s').parse().expect("a number of seconds")),
            }
        }
    }
}

impl Outcome {
    /// What is found in the file at `path`.
    fn marks(&self, path: &str, messages: &Messages) -> Vec<Mark> {
        let mut marks = Vec::new();
        for found in self.diagnostics.iter() {
            if let Some(span) = found.span.filter(|span| self.sources.file(span.file).path == path) {
                marks.push(self.mark(span, '^', &said(found, messages)));
            }
            for (span, phrase) in &found.labels {
                if self.sources.file(span.file).path == path {
                    let word = format!("[{}] {}", found.code.id(), messages.phrase(phrase));
                    marks.push(self.mark(*span, '-', &word));
                }
            }
        }
        marks
    }

    fn mark(&self, span: Span, sign: char, text: &str) -> Mark {
        let (line, column) = self.sources.position(span.file, span.start);
        let (last_line, last_column) = self.sources.position(span.file, span.end);
        let whole = self.sources.file(span.file).text.lines().nth(line - 1).unwrap_or_default();
        let end = if last_line == line { last_column } else { whole.chars().count() + 1 };
        let signs = sign.to_string().repeat(end.saturating_sub(column).max(1));
        Mark { line, column, text: format!("{signs} {text}") }
    }

    /// What stands in no file of the case.
    fn unplaced(&self, case: &Case, messages: &Messages) -> Vec<String> {
        let mut lines = Vec::new();
        for found in self.diagnostics.iter() {
            let place = found.span.map(|span| {
                let (line, column) = self.sources.position(span.file, span.start);
                (&self.sources.file(span.file).path, line, column)
            });
            match place {
                None => lines.push(said(found, messages)),
                Some((path, line, column)) if case.files.iter().all(|file| file.path != *path) => {
                    lines.push(format!("{path}:{line}:{column}: {}", said(found, messages)));
                }
                Some(_) => {}
            }
        }
        for displaced in &self.displaced {
            let why = match &displaced.why {
                Displacement::By(id) => format!("by {}", id.as_str()),
                Displacement::Cancelled { reason } => format!("cancelled: {reason}"),
            };
            lines.push(format!("displaced: {} {why}", displaced.item.id.as_str()));
        }
        lines.iter().map(|line| line.replace('\n', "\n//~ ")).collect()
    }
}

/// The project at `root`, loaded and prepared as `loa build` does it.
fn check(root: &Path, days: &RangeInclusive<NaiveDate>) -> Outcome {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let project = load(root, &mut sources, &mut diagnostics).expect("the folder can be read");
    let Some(project) = project else { return Outcome { sources, diagnostics, displaced: Vec::new() } };
    let stations = project.network.all().map(|(ix, _)| ix).collect();
    let asked = Asked { days: days.clone(), stations };
    let mut cache = SoundCache::open(root, &project.network).speaking();
    let prepared =
        prepare(&project, &asked, &mut cache, &|_| {}, &mut diagnostics).expect("it can be stored");
    let displaced = prepared.rundowns.into_iter().flat_map(|rundown| rundown.displaced).collect();
    Outcome { sources, diagnostics, displaced }
}

/// A finding in words, its hint on a line of its own.
fn said(found: &Diagnostic, messages: &Messages) -> String {
    let severity = match found.code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let words = messages.text(found.code.id(), &found.args).replace('\n', " ⏎ ");
    let hint = found.hint.as_ref().map(|hint| format!("\n= hint: {}", messages.phrase(hint)));
    format!("{severity}[{}] {words}{}", found.code.id(), hint.unwrap_or_default())
}

/// Whether a line of a case is one of its marks.
fn is_mark(line: &str) -> bool {
    let line = line.trim_start();
    let behind = |sign| line.starts_with(sign).then(|| line.trim_start_matches(sign));
    line.starts_with("//~")
        || line.starts_with("= hint: ")
        || behind('^').is_some_and(|rest| rest.starts_with(" error[") || rest.starts_with(" warning["))
        || behind('-').is_some_and(|rest| rest.starts_with(" ["))
}

/// The lines that differ, `-` what the case says, `+` what was found.
fn difference(written: &str, found: &str) -> String {
    let (written, found): (Vec<&str>, Vec<&str>) = (written.lines().collect(), found.lines().collect());
    let only = |lines: &[&str], others: &[&str], sign: char| {
        let lines = lines.iter().filter(|line| !others.contains(line));
        lines.map(|line| format!("{sign} {line}\n")).collect::<String>()
    };
    let lines = only(&written, &found, '-') + &only(&found, &written, '+');
    if lines.is_empty() { "its marks stand in another order or number".to_owned() } else { lines }
}

fn day(written: &str) -> NaiveDate {
    reading::date(written).expect("a day")
}

fn as_saved(text: &str, how: &str) -> Vec<u8> {
    let mut text = text.to_owned();
    for how in how.split_whitespace() {
        match how {
            "nfd" => text = text.nfd().collect(),
            "crlf" => text = text.replace('\n', "\r\n"),
            "bom" => text.insert(0, '\u{feff}'),
            "latin-1" => return text.chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')).collect(),
            other => panic!("nobody saves a file as {other}"),
        }
    }
    text.into_bytes()
}

/// So many seconds of a tone of 500 Hz: a triangle, 64 frames up and down again.
fn tone(path: &Path, seconds: u32) {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 32_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut wav = hound::WavWriter::create(path, spec).expect("a WAV can be made");
    for frame in 0..32_000 * seconds {
        let step = i16::try_from(frame % 64).expect("below 64");
        wav.write_sample((32 - step).abs() * 400 - 6_400).expect("a sample can be written");
    }
    wav.finalize().expect("a WAV can be ended");
}

/// The first `bytes` of a fixture.
fn cut(path: &Path, fixture: &str, bytes: usize) {
    let whole = fs::read(format!("{FOLDER}/../fixtures/{fixture}")).expect("the fixture is there");
    fs::write(path, &whole[..bytes]).expect("a file can be written");
}
