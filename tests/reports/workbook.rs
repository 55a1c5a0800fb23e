//! The report as a workbook: its parts, and in an office suite.

use crate::{of_pdf, part, pdf, sample};
use loa::messages::{Lang, Messages};
use loa::report::xlsx;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// The sheets, from 1: topics, units, texts, failures, targets, channels.
const SHEETS: std::ops::RangeInclusive<usize> = 1..=6;

fn workbook() -> Vec<u8> {
    xlsx(&sample::report(), &Messages::new(Lang::Vi)).expect("the sample fits into a workbook")
}

/// A cell: its kind (`s` for words, empty for a number), its formula, its value.
#[derive(Debug, Default, Clone, PartialEq)]
struct Cell {
    kind: String,
    formula: String,
    value: String,
}

/// The cells of a sheet by their names.
fn cells(bytes: &[u8], sheet: usize) -> BTreeMap<String, Cell> {
    let text = part(bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
    let mut reader = Reader::from_str(&text);
    let (mut found, mut name, mut cell, mut within) =
        (BTreeMap::new(), String::new(), Cell::default(), String::new());
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => return found,
            Event::Start(start) => {
                within = start.name().as_ref().to_owned();
                if within == "c" {
                    let attribute = |name: &str| {
                        let found = start.try_get_attribute(name).expect("an attribute");
                        found.map(|found| found.value.into_owned()).unwrap_or_default()
                    };
                    (name, cell) = (attribute("r"), Cell { kind: attribute("t"), ..Cell::default() });
                }
            }
            Event::Text(text) => {
                let text = text.into_inner().into_owned();
                match within.as_str() {
                    "f" => cell.formula = text,
                    "v" => cell.value = text,
                    _ => {}
                }
            }
            Event::End(end) if end.name().as_ref() == "c" => {
                found.insert(std::mem::take(&mut name), std::mem::take(&mut cell));
            }
            _ => {}
        }
    }
}

fn number(value: &str) -> Cell {
    Cell { value: value.to_owned(), ..Cell::default() }
}

#[test]
fn counts_minutes_days_and_times_are_numbers() {
    let book = workbook();
    let topics = cells(&book, 1);
    assert_eq!((&topics["D5"], &topics["G5"], &topics["H5"]), (&number("6"), &number("23"), &number("57.5")));
    assert_eq!(topics["A5"].kind, "s");
    let units = cells(&book, 2);
    assert_eq!((&units["C8"], &units["I8"]), (&number("1028"), &number("1028")), "planned, not confirmed");
    let failures = cells(&book, 4);
    assert_eq!(failures["A5"], number("45708"), "20/2/2025, in days");
    assert!(failures["B5"].value.starts_with("0.708333") && failures["B5"].kind.is_empty(), "17h00");
}

#[test]
fn totals_are_formulas_that_follow_the_filter_with_their_values_unless_something_counts_once() {
    let book = workbook();
    let total = |name: &str, formula: &str, value: &str, sheet| {
        let found = cells(&book, sheet)[name].clone();
        assert_eq!((found.formula.as_str(), found.value.as_str()), (formula, value), "{name} of {sheet}");
    };
    total("M9", "SUBTOTAL(109,M5:M8)", "32", 2);
    total("C9", "SUBTOTAL(109,C5:C8)", "1100", 2);
    total("J9", "", "9", 2);
    total("D8", "", "9", 1);
    total("F8", "SUBTOTAL(109,F5:F7)", "20", 1);
    total("I8", "SUBTOTAL(109,I5:I7)", "6", 1);
    total("F9", "SUBTOTAL(109,F5:F8)", "45", 4);
}

#[test]
fn every_sheet_has_a_filter_heads_that_stay_and_prints_on_a4() {
    let book = workbook();
    for sheet in SHEETS {
        let text = part(&book, &format!("xl/worksheets/sheet{sheet}.xml"));
        for piece in [
            "<autoFilter ref=\"A4:",
            "state=\"frozen\"",
            "paperSize=\"9\"",
            "orientation=\"landscape\"",
            "fitToHeight=\"0\"",
        ] {
            assert!(text.contains(piece), "{piece} in sheet {sheet}:\n{text}");
        }
    }
    let names = part(&book, "xl/workbook.xml");
    for name in ["Tổng hợp", "Theo đơn vị", "Tin, bài", "Không phát được", "_xlnm.Print_Titles"]
    {
        assert!(names.contains(&format!("name=\"{name}\"")), "{name}");
    }
}

#[test]
fn words_that_look_like_a_formula_stay_words() {
    let shared = part(&workbook(), "xl/sharedStrings.xml");
    assert!(shared.contains("=Nộp hồ sơ trực tuyến, tại nhà"), "{shared}");
    assert_eq!(cells(&workbook(), 3)["C6"].kind, "s");
}

#[test]
fn the_chart_has_a_series_for_each_topic_over_the_weeks() {
    let chart = part(&workbook(), "xl/charts/chart1.xml");
    assert_eq!(chart.matches("<c:ser>").count(), 3, "{chart}");
    assert!(chart.contains("'Tổng hợp'!$I$5:$L$5") && chart.contains("'Tổng hợp'!$I$4:$L$4"), "{chart}");
    assert_eq!(chart.matches("<a:pattFill").count(), 3, "bars differ without colour");
}

#[test]
fn the_clock_has_no_part_in_the_bytes() {
    let first = workbook();
    assert!(part(&first, "docProps/core.xml").contains("2025-03-14T16:05:00Z"));
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert!(first == workbook(), "a zip file's times are two seconds apart");
}

#[test]
fn the_office_suite_opens_the_workbook() {
    let Some(folder) = pdf(&workbook(), "xlsx") else { return };
    let Some(said) = of_pdf("pdfinfo", &["a.pdf"], &folder) else { return };
    assert!(said.contains("A4"), "{said}");
    let Some(said) = of_pdf("pdftotext", &["-layout", "a.pdf", "-"], &folder) else { return };
    for words in ["Phú Mỡ", "Đứt dây & hỏng <loa>", "57,5"] {
        assert!(said.contains(words) || said.contains(&words.replace(',', ".")), "{words} in\n{said}");
    }
    assert!(!said.contains("#REF") && !said.contains("Err:"), "{said}");
}
