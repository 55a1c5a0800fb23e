//! The script sheet as a .docx, laid out as Vietnamese offices expect a paper: A4, Times New Roman, national heading.
//!
//! Takes a sheet and its labels; returns the bytes of the file. The same sheet gives the same bytes: no clock has a part
//! in them. What is filled in by hand (number, place and date, signature) stays blank.

use super::{Sheet, SheetElement, SheetLabels, clock, minutes};
use crate::office::markup::{Face, Frame, head_row, paragraph, row, table};
use crate::office::{self, BLANK, Heading};

/// The columns of the table in twentieths of a point: 165 mm, what A4 leaves between margins of 30 and 15 mm.
const COLUMNS: [u32; 5] = [600, 1000, 1500, 4555, 1700];

/// Particulars and signatures.
const EQUAL_HALVES: [u32; 2] = [4678, 4677];

/// The sheet as a .docx.
pub fn docx(sheet: &Sheet, labels: &SheetLabels) -> Vec<u8> {
    let parts = [
        heading(sheet, labels),
        title(sheet, labels),
        particulars(sheet, labels),
        script(sheet, labels),
        signatures(sheet, labels),
    ];
    office::docx(&parts.concat())
}

fn heading(sheet: &Sheet, labels: &SheetLabels) -> String {
    let heading = Heading {
        above: Some(&sheet.network),
        issuer: &sheet.station,
        nation: &labels.nation,
        motto: &labels.motto,
        number: &format!("{}: ………/……", labels.number),
        issued: &labels.issued,
    };
    heading.markup()
}

fn title(sheet: &Sheet, labels: &SheetLabels) -> String {
    let reference = match sheet.edition_line(labels) {
        Some(edition) => format!("{} ({edition})", sheet.item),
        None => sheet.item.clone(),
    };
    paragraph("Title", &[(Face::Plain, &labels.title)])
        + &paragraph("Subject", &[(Face::Plain, &sheet.programme)])
        + &paragraph("Reference", &[(Face::Plain, &reference)])
}

fn particulars(sheet: &Sheet, labels: &SheetLabels) -> String {
    let lunar = sheet.lunar.as_ref().map_or(String::new(), |lunar| format!(" ({lunar} {})", labels.lunar));
    let or_blank = |value: &Option<String>| value.clone().unwrap_or_else(|| BLANK.to_owned());
    let airings = sheet.airings.map_or_else(|| BLANK.to_owned(), |count| count.to_string());
    let approver = sheet.approval.as_ref().map_or(BLANK, |approval| &approval.name).to_owned();
    let (margin, left) = sheet.margin(labels);
    let pairs = [
        (
            labels.air_time.as_str(),
            format!("{} – {}", sheet.start, sheet.end),
            labels.airings.as_str(),
            airings,
        ),
        (
            labels.planned.as_str(),
            minutes(sheet.planned),
            labels.estimated.as_str(),
            format!("≈ {}*", minutes(sheet.estimated)),
        ),
        (
            labels.editor.as_str(),
            or_blank(&sheet.editor),
            labels.announcer.as_str(),
            or_blank(&sheet.announcer),
        ),
        (labels.technician.as_str(), or_blank(&sheet.technician), labels.approver.as_str(), approver),
        (labels.approval.as_str(), sheet.approval_state(labels).to_owned(), margin, left),
    ];
    let rows: String = pairs
        .iter()
        .map(|(left, left_value, right, right_value)| {
            let cells = [particular(left, left_value), particular(right, right_value)];
            row(true, &EQUAL_HALVES, &cells)
        })
        .collect();
    let sources = if sheet.sources.is_empty() { BLANK.to_owned() } else { sheet.sources.join("; ") };
    let remark = format!("* {}.", labels.estimate_remark);
    let (date, sources) =
        (particular(&labels.date, &(sheet.date.clone() + &lunar)), particular(&labels.sources, &sources));
    let table = table(Frame::Bare, &EQUAL_HALVES, &rows);
    date + &table + &sources + &paragraph("Remark", &[(Face::Plain, &remark)])
}

fn particular(label: &str, value: &str) -> String {
    paragraph("Particular", &[(Face::Plain, &format!("{label}: ")), (Face::Bold, value)])
}

fn script(sheet: &Sheet, labels: &SheetLabels) -> String {
    let heads = [&labels.row, &labels.length, &labels.part, &labels.words, &labels.sound];
    let heads = heads.map(|head| paragraph("Head", &[(Face::Plain, head)]));
    let elements = sheet.elements.iter().enumerate();
    let rows: String = elements.map(|(index, one)| element(index + 1, one, labels)).collect();
    table(Frame::Ruled, &COLUMNS, &(head_row(&COLUMNS, &heads) + &rows))
}

fn element(number: usize, element: &SheetElement, labels: &SheetLabels) -> String {
    let offset = format!("{}\n", clock(element.offset));
    let times = [(Face::Bold, offset.as_str()), (Face::Plain, &element.length.shown())];
    let words: String =
        element.words.iter().map(|words| paragraph("Words", &[(Face::Plain, words)])).collect();
    let mut notes = paragraph("Cell", &[(Face::Plain, &element.sound.note(labels))]);
    notes.extend(element.asides(labels).iter().map(|aside| paragraph("Cell", &[(Face::Italic, aside)])));
    let cells = [
        paragraph("Cell", &[(Face::Plain, &number.to_string())]),
        paragraph("Cell", &times),
        paragraph("Cell", &[(Face::Bold, &element.part)]),
        words,
        notes,
    ];
    row(element.stays_whole(), &COLUMNS, &cells)
}

/// Who made it on the left, who approves on the right, with room to sign.
fn signatures(sheet: &Sheet, labels: &SheetLabels) -> String {
    let signer = |face, text: &str| paragraph("Signer", &[(face, text)]);
    let room = signer(Face::Plain, "\n\n\n");
    let given = sheet.approval.as_ref();
    let office = given.map_or(String::new(), |approval| signer(Face::Bold, &approval.office.to_uppercase()));
    let date = given.map_or(String::new(), |given| {
        signer(Face::Italic, &format!("{}: {}", labels.approved_on, given.date))
    });
    let name = given.map_or(BLANK, |approval| &approval.name);
    let by_hand = signer(Face::Italic, &format!("({})", labels.signature));
    let editor = signer(Face::Bold, &labels.editor.to_uppercase())
        + &by_hand
        + &room
        + &signer(Face::Bold, sheet.editor.as_deref().unwrap_or(BLANK));
    let approver = signer(Face::Bold, &labels.approver.to_uppercase())
        + &office
        + &by_hand
        + &room
        + &signer(Face::Bold, name)
        + &date;
    paragraph("Reference", &[])
        + &table(Frame::Bare, &EQUAL_HALVES, &row(true, &EQUAL_HALVES, &[editor, approver]))
}
