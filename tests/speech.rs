//! Spoken Vietnamese: tables of what is written and said, numbers by a second rule, and what must hold for any text.
#![allow(clippy::disallowed_methods, reason = "the bulletins of the example are read")]

use loa::speech::{
    As, EarlyDays, Four, Lexicon, MissingTen, MissingThousands, Pace, Speech, Spoken, Thousand, Variants,
    reading_time, syllables,
};
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use unicode_normalization::UnicodeNormalization;

fn speech() -> &'static Speech {
    static SPEECH: OnceLock<Speech> = OnceLock::new();
    SPEECH.get_or_init(|| Speech::new(Arc::new(Lexicon::shipped()), Variants::default()))
}

fn form(name: &str) -> As {
    As::ALL.iter().find(|(known, _)| *known == name).expect("a form").1
}

/// The rows of a table with their places; `#` begins a comment.
fn rows<'a>(name: &str, table: &'a str, columns: usize) -> Vec<(String, Vec<&'a str>)> {
    let rows: Vec<(String, Vec<&str>)> = (1..)
        .zip(table.lines())
        .filter(|(_, line)| !line.starts_with('#'))
        .map(|(number, line)| (format!("tests/tables/{name}:{number}"), line.split('\t').collect()))
        .collect();
    assert!(rows.iter().all(|(_, cells)| cells.len() == columns), "{name}: cells");
    rows
}

fn tell(wrong: &[String], of: usize) {
    assert!(wrong.is_empty(), "{} of {of} rows:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_written_is_said_as_the_table_has_it() {
    let rows = rows("speech.tsv", include_str!("tables/speech.tsv"), 3);
    assert!(rows.len() > 420, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for (place, cells) in &rows {
        let spoken = speech().say(cells[1], form(cells[0]));
        let expected = Spoken { words: cells[2].to_owned(), doubts: Vec::new() };
        if spoken != expected {
            wrong.push(format!("{place}: {}\n  expected {}\n  found    {spoken:?}", cells[1], cells[2]));
        }
    }
    tell(&wrong, rows.len());
}

#[test]
fn what_nothing_decides_stays_as_it_is_written_with_its_place() {
    let rows = rows("speech-doubts.tsv", include_str!("tables/speech-doubts.tsv"), 3);
    let mut wrong = Vec::new();
    for (place, cells) in &rows {
        let spoken = speech().spoken(cells[0]);
        let doubts = spoken.doubts.iter().map(|doubt| {
            let kind = format!("{:?}", doubt.kind);
            format!("{} {}", kind.split('(').next().unwrap_or_default(), &cells[0][doubt.place.clone()])
        });
        let found = [spoken.words.clone(), doubts.collect::<Vec<_>>().join("|")];
        if found != cells[1..] {
            wrong.push(format!("{place}: {}\n  expected {:?}\n  found    {found:?}", cells[0], &cells[1..]));
        }
    }
    tell(&wrong, rows.len());
}

#[test]
fn a_station_speaks_by_its_own_variants() {
    let rows = rows("speech-variants.tsv", include_str!("tables/speech-variants.tsv"), 4);
    for (place, cells) in &rows {
        let mut variants = Variants::default();
        match cells[0] {
            "Le" => variants.missing_ten = MissingTen::Le,
            "Ngan" => variants.thousand = Thousand::Ngan,
            "Mong" => variants.early_days = EarlyDays::Mong,
            "Plain" => variants.early_days = EarlyDays::Plain,
            "Bon" => variants.four = Four::Bon,
            "Said" => variants.missing_thousands = MissingThousands::Said,
            other => panic!("{place}: no variant {other}"),
        }
        let spoken = Speech::new(Arc::new(Lexicon::shipped()), variants).say(cells[2], form(cells[1]));
        assert_eq!((spoken.words.as_str(), spoken.doubts.len()), (cells[3], 0), "{place}");
    }
}

/// Numbers by a rule of their own: lists of whole words, no digits looked at one by one.
fn counted(number: usize) -> String {
    const ONES: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    const BEHIND_TENS: [&str; 10] =
        ["", " mốt", " hai", " ba", " tư", " lăm", " sáu", " bảy", " tám", " chín"];
    const TEENS: [&str; 10] = [
        "mười",
        "mười một",
        "mười hai",
        "mười ba",
        "mười bốn",
        "mười lăm",
        "mười sáu",
        "mười bảy",
        "mười tám",
        "mười chín",
    ];
    match number {
        0..10 => ONES[number].to_owned(),
        10..20 => TEENS[number - 10].to_owned(),
        20..100 => format!("{} mươi{}", ONES[number / 10], BEHIND_TENS[number % 10]),
        100..1000 => match number % 100 {
            0 => format!("{} trăm", ONES[number / 100]),
            rest @ 1..10 => format!("{} trăm linh {}", ONES[number / 100], ONES[rest]),
            rest => format!("{} trăm {}", ONES[number / 100], counted(rest)),
        },
        1000 => "một nghìn".to_owned(),
        1001..1010 => format!("một nghìn không trăm linh {}", ONES[number - 1000]),
        1010..1100 => format!("một nghìn không trăm {}", counted(number - 1000)),
        _ => "một nghìn một trăm".to_owned(),
    }
}

#[test]
fn every_number_to_eleven_hundred_is_said_as_a_second_rule_counts() {
    for number in 0..=1_100 {
        let spoken = speech().spoken(&number.to_string());
        assert_eq!((spoken.words, spoken.doubts.len()), (counted(number), 0), "{number}");
    }
}

/// The number that words say, read back: tỷ parts the words, then triệu, nghìn, trăm, mươi.
fn heard(words: &str) -> u128 {
    for (unit, worth) in [("tỷ", 1_000_000_000), ("triệu", 1_000_000), ("nghìn", 1_000), ("trăm", 100)]
    {
        let padded = format!(" {words} ");
        if let Some((high, low)) = padded.rsplit_once(&format!(" {unit} ")) {
            let low = if low.trim().is_empty() { 0 } else { heard(low.trim()) };
            return heard(high.trim()) * worth + low;
        }
    }
    let ones = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    words.split(' ').filter(|word| *word != "linh").fold(0, |sum, word| match word {
        "mươi" => sum * 10,
        "mười" => sum + 10,
        "mốt" => sum + 1,
        "tư" => sum + 4,
        "lăm" => sum + 5,
        one => sum + ones.iter().position(|known| *known == one).unwrap_or_else(|| panic!("{words}")) as u128,
    })
}

fn has_only_spoken_signs(words: &str) -> bool {
    words.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || ".,;:!?…()\"“”„'‘’«»-–—‐‑―".contains(c))
}

/// Pieces of text as they meet in bulletins and in accidents.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,5}",
        "[./,:%°²()\\-–+&@\"…]",
        prop_oneof![
            Just("ngày "),
            Just("UBND"),
            Just("KH"),
            Just("h"),
            Just("đ"),
            Just("km"),
            Just("thứ "),
            Just("quý "),
            Just("IV"),
            Just("TP "),
            Just("Tuy"),
            Just("/KH-UBND"),
            Just(" "),
            Just(" "),
            Just("\n"),
            Just("(một)"),
            Just("THÔNG"),
            Just("TIN"),
            Just("😀"),
            Just("مر"),
            Just("a\u{301}"),
            Just("\u{200d}"),
            Just("và "),
            Just("gọi số "),
            Just("½"),
            Just(" - "),
        ]
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_number_that_is_heard_is_the_one_that_was_written(number in 0u64..1_000_000_000_000_000_000) {
        prop_assert_eq!(heard(&speech().say(&number.to_string(), As::Number).words), u128::from(number));
    }

    #[test]
    fn any_text_is_read_and_doubts_are_stretches_of_it_in_order(text in prop_oneof![pieces(), any::<String>()]) {
        let spoken = speech().spoken(&text);
        let mut end = 0;
        for doubt in &spoken.doubts {
            prop_assert!(doubt.place.start >= end && doubt.place.end > doubt.place.start, "{:?}", spoken);
            prop_assert!(text.get(doubt.place.clone()).is_some(), "{:?}", spoken);
            end = doubt.place.end;
        }
        for (_, form) in As::ALL {
            speech().say(&text, form);
        }
    }

    #[test]
    fn what_is_said_without_doubt_has_no_digit_and_no_symbol_and_is_said_the_same_again(text in pieces()) {
        let spoken = speech().spoken(&text);
        if spoken.doubts.is_empty() {
            prop_assert!(has_only_spoken_signs(&spoken.words), "{:?} → {:?}", text, spoken.words);
            let again = speech().spoken(&spoken.words);
            prop_assert_eq!(&again.words, &spoken.words, "{:?}", text);
            prop_assert!(again.doubts.is_empty(), "{:?} → {:?}", text, again);
        }
    }

    #[test]
    fn decomposed_text_is_said_as_composed_text_is(text in pieces()) {
        let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
        prop_assert_eq!(speech().spoken(&decomposed).words, speech().spoken(&composed).words);
    }
}

#[test]
fn what_the_tables_say_is_said_the_same_again() {
    for (place, cells) in rows("speech.tsv", include_str!("tables/speech.tsv"), 3) {
        let again = speech().spoken(cells[2]);
        assert_eq!((again.words.as_str(), again.doubts.len()), (cells[2], 0), "{place}: {again:?}");
        assert!(has_only_spoken_signs(cells[2]), "{place}");
    }
}

#[test]
fn places_are_bytes_of_the_text_as_it_was_given() {
    let given: String = "Kế hoạch XYZ".nfd().collect();
    let spoken = speech().spoken(&given);
    assert_eq!(&given[spoken.doubts[0].place.clone()], "XYZ");
    assert_eq!(spoken.words, "Kế hoạch XYZ");
}

#[test]
fn time_grows_with_the_text_and_no_faster() {
    const LONG: usize = 300_000;
    let long = |piece: &str| piece.repeat(LONG / piece.len());
    for piece in [
        "1", "a", "Đ", ",", ".", "1/", "1-", "1.", "1,", "1:", "(", ")", "()", "😀", "م", " ", "\n", "a1",
        "A-", "UBND ", "XYZ ", "(A", "1 (", "ngày 1", "gọi 0", "0 ", "/A", "1/A-", "a@", "a.b", "I-", "@",
        "a\u{301}", "QL1", "và ",
    ] {
        let text = long(piece);
        let begin = Instant::now();
        speech().spoken(&text);
        assert!(begin.elapsed() < Duration::from_secs(5), "{piece:?} took {:?}", begin.elapsed());
    }
}

/// The texts of the example's bulletins, without their heads.
fn bulletins() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("bulletins");
    for day in fs::read_dir(folder).expect("bulletins") {
        for file in fs::read_dir(day.expect("a day").path()).expect("a day's bulletins") {
            let path = file.expect("a bulletin").path();
            let text = fs::read_to_string(&path).expect("a text");
            let body = text.splitn(3, "---\n").nth(2).expect("a head").to_owned();
            found.push((path.display().to_string(), body));
        }
    }
    found.sort();
    found
}

#[test]
fn every_bulletin_of_the_example_is_said_without_a_doubt() {
    let bulletins = bulletins();
    assert!(bulletins.len() > 40, "{}", bulletins.len());
    let mut wrong = Vec::new();
    for (path, text) in &bulletins {
        let spoken = speech().spoken(text);
        wrong.extend(
            spoken
                .doubts
                .iter()
                .map(|doubt| format!("{path}: {:?} {}", doubt.kind, &text[doubt.place.clone()])),
        );
        if spoken.doubts.is_empty() {
            assert!(has_only_spoken_signs(&spoken.words), "{path}: {}", spoken.words);
        }
    }
    tell(&wrong, bulletins.len());
}

#[test]
fn ordinary_prose_is_read_at_the_gross_rate_within_three_per_cent() {
    let words: Vec<String> = bulletins().iter().map(|(_, text)| speech().spoken(text).words).collect();
    let spoken = words.concat();
    let minutes = reading_time(&spoken, Pace::News.rate()).num_seconds() as f64 / 60.0;
    let rate = f64::from(syllables(&spoken)) / minutes;
    assert!((rate / 170.0 - 1.0).abs() < 0.03, "{rate} syllables a minute");
}
