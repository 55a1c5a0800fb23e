//! The document itself: heading, particulars, the table of what is read, signatures.

use super::super::{Sheet, SheetElement, SheetLabels, clock, minutes};
use super::markup::{Face, Frame, head_row, paragraph, row, table};

/// What stands for a value that is written in by hand.
const BLANK: &str = "……………………";

/// The columns of the table in twentieths of a point: 165 mm, what A4 leaves between margins of 30 and 15 mm.
const COLUMNS: [u32; 5] = [600, 1000, 1500, 4555, 1700];

/// The heading: the issuer, and the nation's name.
const HALVES: [u32; 2] = [3755, 5600];

/// Particulars and signatures.
const EQUAL_HALVES: [u32; 2] = [4678, 4677];

/// A4 portrait; margins top and bottom 20 mm, left 30, right 15 as offices expect, the page number hidden on page 1.
const PAGE: &str = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
    <w:titlePg/></w:sectPr>";

/// `word/document.xml` of the sheet.
pub(super) fn document(sheet: &Sheet, labels: &SheetLabels) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>{}{}{}{}{}{PAGE}</w:body>\
         </w:document>\n",
        heading(sheet, labels),
        title(sheet, labels),
        particulars(sheet, labels),
        script(sheet, labels),
        signatures(sheet, labels),
    )
}

/// Issuer and nation side by side; below them the number, and the place and date, both blank until it is issued.
fn heading(sheet: &Sheet, labels: &SheetLabels) -> String {
    let issuer = paragraph("Issuer", &[(Face::Plain, &sheet.network)])
        + &paragraph("Issuer", &[(Face::Bold, &sheet.station)]);
    let nation = paragraph("Issuer", &[(Face::Bold, &labels.nation)])
        + &paragraph("Signer", &[(Face::BoldUnderlined, &labels.motto)]);
    let number = paragraph("Number", &[(Face::Plain, &format!("{}: ………/……", labels.number))]);
    let issued = paragraph("Number", &[(Face::Italic, &labels.issued)]);
    let rows = row(true, &HALVES, &[issuer, nation]) + &row(true, &HALVES, &[number, issued]);
    table(Frame::Bare, &HALVES, &rows)
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
