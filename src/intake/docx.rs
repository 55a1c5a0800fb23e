//! The parts of a .docx file: a ZIP archive of XML (ECMA-376, Office Open XML).
//!
//! Goes in: the bytes of the file. Comes out: its paragraphs, or why it is refused. Whatever the archive claims, no more is
//! unpacked than a text can have.

use super::docx_body::read_body;
use super::docx_styles::{Styles, read_styles};
use super::kind::Refusal;
use super::lettering::letters;
use super::line::Draft;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most bytes of XML that are unpacked of one part. A megabyte of words makes some twenty of them.
const LARGEST_PART: u64 = 96 * 1024 * 1024;

/// Reads the text of a .docx file: its main part, in the order of its paragraphs. Headers, footers, comments and notes
/// are left out, and so is what a tracked change deleted.
///
/// # Errors
/// `Damaged` where archive or XML break off or cannot be followed, `TooLarge` for a part beyond the cap.
pub fn read_docx(bytes: &[u8]) -> Result<Draft, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let styles = match part(&mut archive, "word/styles.xml") {
        Ok(styles) => read_styles(&styles)?,
        // A document need not have any.
        Err(Refusal::Empty) => Styles::default(),
        Err(refusal) => return Err(refusal),
    };
    let body = part(&mut archive, "word/document.xml").map_err(|refusal| match refusal {
        Refusal::Empty => Refusal::Damaged,
        other => other,
    })?;
    read_body(&body, &styles)
}

/// The text of a part; `Empty` when there is none of that name.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, Refusal> {
    let Some(place) = archive.index_for_name(name) else { return Err(Refusal::Empty) };
    let part = archive.by_index(place).map_err(|_| Refusal::Damaged)?;
    if part.size() > LARGEST_PART {
        return Err(Refusal::TooLarge);
    }
    let mut bytes = Vec::new();
    // The archive may claim to hold less than it does.
    part.take(LARGEST_PART + 1).read_to_end(&mut bytes).map_err(|_| Refusal::Damaged)?;
    if bytes.len() as u64 > LARGEST_PART {
        return Err(Refusal::TooLarge);
    }
    match letters(&bytes) {
        (text, true) => Ok(text.into_owned()),
        (_, false) => Err(Refusal::Damaged),
    }
}
