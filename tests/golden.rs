//! What comes out, kept as text: rundowns, a script sheet, what `check` says, and digests of sound. `BLESS=1 cargo test
//! --test golden` rewrites the files; their diff is the review.
#![allow(clippy::disallowed_methods, reason = "these tests are about files")]
#![allow(clippy::unwrap_used, reason = "a failed look at a file is a failed test")]

mod support;

use chrono::{Days, NaiveDate};
use loa::build::{Asked, prepare};
use loa::diagnostic::Diagnostics;
use loa::project::{SoundCache, load};
use loa::source::Sources;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use support::{copy_of_example, digests, example, lay_down, loa, put, square, well};

/// Compares with `tests/golden/{name}`, or rewrites it when `BLESS` is set.
#[track_caller]
fn golden(name: &str, found: &str) {
    let place = example().join("tests/golden").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(place.parent().expect("in a folder")).unwrap();
        fs::write(&place, found).unwrap();
        return;
    }
    let kept = fs::read_to_string(&place).unwrap_or_default();
    let differ = kept.lines().zip(found.lines()).position(|(kept, found)| kept != found);
    let at = differ.unwrap_or_else(|| kept.lines().count().min(found.lines().count()));
    assert!(
        kept == found,
        "{name} differs at line {}:\n  kept:  {}\n  found: {}\nBLESS=1 rewrites it.",
        at + 1,
        kept.lines().nth(at).unwrap_or("(its end)"),
        found.lines().nth(at).unwrap_or("(its end)"),
    );
}

#[test]
fn the_example_s_week_airs_as_it_did() {
    golden("rundown-2025-W11.txt", &well(example(), &["plan", "--week", "2025-W11"]).out);
}

#[test]
fn each_station_of_the_example_airs_as_it_did() {
    let mut text = String::new();
    for station in ["huyen", "la-hai", "phu-mo", "xuan-lanh"] {
        let plan = well(example(), &["plan", "--week", "2025-W11", "--station", station]).out;
        writeln!(text, "== {station} ==\n{plan}").expect("a string takes everything");
    }
    golden("rundown-stations-2025-W11.txt", &text);
}

#[test]
fn the_forms_of_the_plan_that_people_take_along_are_what_they_were() {
    for form in ["grid", "html", "csv", "ics"] {
        let plan = ["plan", "--week", "2025-W11", "--station", "la-hai", "--format", form];
        golden(&format!("plan-la-hai-2025-W11.{form}"), &well(example(), &plan).out);
    }
}

#[test]
fn the_week_in_which_eleven_communes_become_four_airs_as_it_did() {
    golden("rundown-2025-W27.txt", &well(example(), &["plan", "--week", "2025-W27"]).out);
    let mut text = String::new();
    for station in ["huyen", "la-hai", "xa-dong-xuan", "phu-mo", "xa-phu-mo"] {
        let plan = ["plan", "--from", "30/6/2025", "--to", "4/7/2025", "--station", station];
        writeln!(text, "== {station} ==\n{}", well(example(), &plan).out).expect("a string takes everything");
    }
    golden("rundown-stations-2025-W27.txt", &text);
}

#[test]
fn the_week_in_which_eleven_communes_become_four_has_no_errors_and_no_wrong_names() {
    let project = copy_of_example();
    let run = well(project.path(), &["check", "--week", "2025-W27", "--lang", "en"]);
    let said = run.err + &run.out;
    assert!(!said.contains("error[") && !said.contains("[unit-"), "{said}");
    // The same text without the word that it speaks of former times.
    let text = "bulletins/2025-07-01/thoi-su-1-ngay-dau-bon-xa.md";
    let written = fs::read_to_string(project.path().join(text)).unwrap();
    put(project.path(), text, written.replace("former_names: true\n", ""));
    let run = well(project.path(), &["check", "--week", "2025-W27", "--lang", "en"]);
    let said = run.err + &run.out;
    assert!(said.contains("[unit-ended]") && said.contains("“xã Xuân Quang 2”"), "{said}");
}

#[test]
fn the_example_is_found_as_good_as_it_was_in_both_languages() {
    let project = copy_of_example();
    for lang in ["vi", "en"] {
        let run = loa(project.path(), &["check", "--week", "2025-W11", "--lang", lang]);
        golden(&format!("check-{lang}.txt"), &format!("exit {:?}\n{}{}", run.code, run.err, run.out));
    }
}

/// The words of everything read in the example's week, as they are said. Its clips are left out: they say nothing.
fn spoken_in_the_example() -> Vec<(String, String)> {
    let project = copy_of_example();
    fs::remove_dir_all(project.path().join("clips")).unwrap();
    fs::remove_dir_all(project.path().join("recordings")).unwrap();
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let project = load(project.path(), &mut sources, &mut diagnostics).unwrap().expect("a network");
    let mut cache = SoundCache::open(&project.root, &project.network);
    let first = NaiveDate::from_ymd_opt(2025, 3, 10).expect("a date");
    let stations = project.network.all().map(|(ix, _)| ix).collect();
    let asked = Asked { days: first..=first + Days::new(6), stations };
    let prepared = prepare(&project, &asked, &mut cache, &|_| (), &mut Diagnostics::new()).unwrap();
    let scripts = prepared.productions.values().map(|production| production.script.as_ref().expect("words"));
    let reads = scripts.flat_map(|script| &script.reads);
    reads.map(|read| (read.title.clone(), read.spoken.clone())).collect()
}

#[test]
fn no_digit_sign_or_abbreviation_is_left_in_what_is_said_in_the_example_s_week() {
    let spoken = spoken_in_the_example();
    assert!(spoken.len() > 100, "{} reads", spoken.len());
    let is_said =
        |letter: char| letter.is_alphabetic() || letter.is_whitespace() || ".,;:!?…-–“”\"()".contains(letter);
    let is_short = |word: &str| word.chars().filter(|letter| letter.is_uppercase()).count() > 1;
    for (title, words) in spoken {
        let strange = words.chars().find(|letter| !is_said(*letter));
        assert!(strange.is_none(), "{title}: {strange:?} in {words}");
        let short = words.split(|letter: char| !letter.is_alphabetic()).find(|word| is_short(word));
        assert!(short.is_none(), "{title}: {short:?} in {words}");
    }
}

#[test]
fn the_tiny_project_s_files_are_what_they_were() {
    let project = tempfile::TempDir::new().unwrap();
    lay_down(project.path());
    untouched_clips(project.path());
    well(project.path(), &["build", "--date", "10/3/2025"]);
    let built = digests(&project.path().join("out"));
    let wavs = built.iter().filter(|(path, _)| path.ends_with(".wav"));
    let lines: String = wavs.map(|(path, digest)| format!("{digest}  {path}\n")).collect();
    golden("digests.txt", &lines);
    let script =
        fs::read_to_string(project.path().join("out/2025-W11/huyen/2025-03-10/1700-chieu.txt")).unwrap();
    golden("sheet-chieu.txt", &script);
}

/// Clips that pass the intake untouched, so that no loudness measurement, which may round differently elsewhere, has a
/// part in the digests: shorter than what EBU R 128 measures (a block of 400 ms).
fn untouched_clips(project: &Path) {
    for (name, period, frames) in [
        ("hieu", 16, 2_900),
        ("mo-man", 10, 3_000),
        ("xa", 20, 2_800),
        ("nen/dai", 32, 3_100),
        ("nen/vua", 24, 2_000),
        ("nen/ngan", 40, 1_600),
    ] {
        put(project, &format!("clips/{name}.wav"), square(period, frames));
    }
}

#[test]
fn clips_of_the_tiny_project_pass_the_intake_untouched() {
    let project = tempfile::TempDir::new().unwrap();
    lay_down(project.path());
    untouched_clips(project.path());
    well(project.path(), &["check", "--date", "10/3/2025"]);
    let samples = |bytes: &[u8]| bytes[44..].to_vec();
    let cache = project.path().join(".loa/cache");
    let ingested: Vec<Vec<u8>> = digests(&cache)
        .keys()
        .filter(|path| path.ends_with(".wav"))
        .map(|path| samples(&fs::read(cache.join(path)).unwrap()))
        .collect();
    assert_eq!(ingested.len(), 6);
    for name in ["hieu", "mo-man", "xa", "nen/dai", "nen/vua", "nen/ngan"] {
        let clip = samples(&fs::read(project.path().join(format!("clips/{name}.wav"))).unwrap());
        assert!(ingested.contains(&clip), "{name} was changed on its way in");
    }
}
