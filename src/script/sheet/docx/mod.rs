//! The script sheet as a .docx, laid out as Vietnamese offices expect a paper: A4, Times New Roman, national heading.
//!
//! Takes a sheet and its labels; returns the bytes of the file. The same sheet gives the same bytes: no clock has a part
//! in them. What is filled in by hand (number, place and date, signature) stays blank.

mod body;
mod markup;

use super::{Sheet, SheetLabels};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The parts that are the same in every sheet.
const FIXED_PARTS: [(&str, &str); 5] = [
    ("[Content_Types].xml", include_str!("content-types.xml")),
    ("_rels/.rels", include_str!("package-rels.xml")),
    ("word/_rels/document.xml.rels", include_str!("document-rels.xml")),
    ("word/styles.xml", include_str!("styles.xml")),
    ("word/header1.xml", include_str!("header.xml")),
];

/// Sheets are small and many: speed counts for more than the last bytes.
const EFFORT: i64 = 1;

/// The sheet as a .docx: a zip file of WordprocessingML (ECMA-376).
pub fn docx(sheet: &Sheet, labels: &SheetLabels) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(EFFORT))
        .last_modified_time(DateTime::default());
    let document = body::document(sheet, labels);
    let parts = FIXED_PARTS.into_iter().chain([("word/document.xml", document.as_str())]);
    for (name, text) in parts {
        zip.start_file(name, options).expect("a short name, and no second part of that name");
        zip.write_all(text.as_bytes()).expect("memory takes everything");
    }
    zip.finish().expect("memory takes everything").into_inner()
}
