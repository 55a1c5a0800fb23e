//! The .docx in an office suite: its paper, its margins, its typeface.

use crate::{DAY, asked, built};

/// The .docx of the tiny project as a PDF, as `program` tells of it; none where something is not installed.
fn of_pdf(program: &str, before: &[&str], behind: &[&str]) -> Option<String> {
    let project = built();
    let folder = project.path().join(DAY);
    asked("soffice", &["--headless", "--convert-to", "pdf", "1700-chieu.docx"], &folder)?;
    let arguments = [before, &["1700-chieu.pdf"], behind].concat();
    let output = asked(program, &arguments, &folder)?;
    assert!(output.status.success(), "{output:?}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_office_suite_reads_the_document_as_a4_upright() {
    let Some(said) = of_pdf("pdfinfo", &[], &[]) else { return };
    assert!(said.contains("(A4)"), "{said}");
    let size = said.lines().find(|line| line.starts_with("Page size:")).expect("a size");
    let numbers: Vec<f64> = size.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    assert!(numbers[0] < numbers[1], "{size}");
}

#[test]
fn the_typeface_of_the_document_is_times_or_what_stands_in_for_it() {
    let Some(said) = of_pdf("pdffonts", &[], &[]) else { return };
    let faces: Vec<&str> = said.lines().skip(2).filter_map(|line| line.split_whitespace().next()).collect();
    assert!(!faces.is_empty(), "{said}");
    let is_times =
        |face: &&str| ["TimesNewRoman", "LiberationSerif", "Tinos"].iter().any(|name| face.contains(name));
    assert!(faces.iter().any(is_times), "{said}");
    // A stand-in that lacks letters of Vietnamese borrows them from another face with serifs.
    assert!(faces.iter().all(|face| is_times(face) || face.contains("Serif")), "{said}");
}

#[test]
fn the_words_stand_within_the_margins_of_an_office() {
    let Some(said) = of_pdf("pdftotext", &["-bbox"], &["-"]) else { return };
    let place = |line: &str, name: &str| -> f64 {
        line.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    // From the second page on a number stands in the margin above.
    let first = said.split("<page ").nth(1).expect("a page");
    let words: Vec<&str> = first.lines().filter(|line| line.contains("<word ")).collect();
    assert!(words.iter().any(|line| line.contains(">17h00<")), "{said}");
    // Points: 30 mm on the left, 15 on the right, 20 above, where the table's own frame may stand a little outside.
    let millimetre = 72.0 / 25.4;
    let left = words.iter().map(|line| place(line, "xMin")).fold(f64::MAX, f64::min) / millimetre;
    let right = words.iter().map(|line| place(line, "xMax")).fold(0.0, f64::max) / millimetre;
    let top = words.iter().map(|line| place(line, "yMin")).fold(f64::MAX, f64::min) / millimetre;
    assert!((28.5..=33.0).contains(&left) && (190.0..=196.0).contains(&right), "{left} {right}");
    assert!((19.0..=22.0).contains(&top), "{top}");
}
