//! A .docx: a zip file of WordprocessingML (ECMA-376), the same bytes for the same words.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The parts that are the same in every paper.
const FIXED_PARTS: [(&str, &str); 5] = [
    ("[Content_Types].xml", include_str!("content-types.xml")),
    ("_rels/.rels", include_str!("package-rels.xml")),
    ("word/_rels/document.xml.rels", include_str!("document-rels.xml")),
    ("word/styles.xml", include_str!("styles.xml")),
    ("word/header1.xml", include_str!("header.xml")),
];

/// Papers are small and many: speed counts for more than the last bytes.
const EFFORT: i64 = 1;

/// A4 portrait; margins top and bottom 20 mm, left 30, right 15 as offices expect, the page number hidden on page 1.
const PAGE: &str = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
    <w:titlePg/></w:sectPr>";

/// The paper that has `body`, paragraphs and tables as [`super::markup`] makes them, as the bytes of a .docx.
pub fn docx(body: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>{body}{PAGE}</w:body>\
         </w:document>\n",
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(EFFORT))
        .last_modified_time(DateTime::default());
    let parts = FIXED_PARTS.into_iter().chain([("word/document.xml", document.as_str())]);
    for (name, text) in parts {
        zip.start_file(name, options).expect("a short name, and no second part of that name");
        zip.write_all(text.as_bytes()).expect("memory takes everything");
    }
    zip.finish().expect("memory takes everything").into_inner()
}
