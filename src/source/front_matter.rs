//! The head of a bulletin: lines of `key: value` between two lines of `---`, then the text.

use super::raw::Spanned;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Span};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A head that was read: its fields in order, and the text behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// Key and value of each line, as written, in NFC.
    pub fields: Vec<(Spanned<String>, Spanned<String>)>,
    /// The text behind the head, in NFC, with `\n` line ends.
    pub body: Spanned<String>,
}

/// Reads the head of `text`; a file without one has no fields and is all body. The body of a head that never ends begins
/// with the first line that is no field.
pub fn front_matter(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> FrontMatter {
    let mut lines = lines(text);
    let mut fields = Vec::new();
    let mut strays: Vec<Span> = Vec::new();
    match lines.next() {
        Some(first) if is_fence(&text[first.clone()]) => {}
        _ => return FrontMatter { fields, body: spanned(file, text, 0..text.len()) },
    }
    for line in lines {
        if is_fence(&text[line.clone()]) {
            for stray in strays {
                let found = Diagnostic::at(Code::FrontMatterLine, stray);
                diagnostics.push(found.hint("hint-front-matter-line", vec![]));
            }
            return FrontMatter { fields, body: spanned(file, text, line.end..text.len()) };
        }
        let words = &text[line.clone()];
        if words.trim().is_empty() || words.trim_start().starts_with('#') {
            continue;
        }
        match words.find(':') {
            Some(colon) => fields.push((
                spanned(file, text, line.start..line.start + colon),
                spanned(file, text, line.start + colon + 1..line.end),
            )),
            None => strays.push(spanned(file, text, line).span),
        }
    }
    let found = Diagnostic::at(Code::FrontMatterEnd, Span { file, start: 0, end: 3.min(text.len()) });
    diagnostics.push(found.hint("hint-front-matter", vec![]));
    // Most likely the text begins with the first line that is no field.
    let body = strays.first().map_or(text.len(), |stray| stray.start);
    fields.retain(|(key, _)| key.span.start < body);
    FrontMatter { fields, body: spanned(file, text, body..text.len()) }
}

/// The places of the lines, line ends left out.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        start..start + line.trim_end_matches(['\n', '\r']).len()
    })
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

fn spanned(file: FileId, text: &str, range: Range<usize>) -> Spanned<String> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    let value: String = words.trim().replace("\r\n", "\n").nfc().collect();
    Spanned { value, span: Span { file, start, end: start + words.trim().len() } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_gives_fields_with_places_and_the_text() {
        let text =
            "---\r\ntitle: Một: hai\r\n# lời giải thích\r\n\r\n---\r\n\r\nĐoạn một.\r\n\r\nĐoạn hai.\r\n";
        let mut diagnostics = Diagnostics::new();
        let head = front_matter(FileId(0), text, &mut diagnostics);
        assert!(diagnostics.is_empty());
        let (key, value) = &head.fields[0];
        assert_eq!((key.as_str(), value.as_str()), ("title", "Một: hai"));
        assert_eq!(&text[value.span.start..value.span.end], "Một: hai");
        assert_eq!(head.body.value, "Đoạn một.\n\nĐoạn hai.");
    }

    #[test]
    fn a_file_without_a_head_is_all_text() {
        let head = front_matter(FileId(0), "Chỉ có lời.", &mut Diagnostics::new());
        assert_eq!((head.fields.len(), head.body.as_str()), (0, "Chỉ có lời."));
    }

    #[test]
    fn a_head_that_never_ends_and_a_line_without_colon_are_reported() {
        let mut diagnostics = Diagnostics::new();
        front_matter(FileId(0), "---\ntitle Một\n---\n", &mut diagnostics);
        let head = front_matter(FileId(0), "---\ntitle: Một\n\nLời nói.\nGiờ: 17h00.\n", &mut diagnostics);
        let codes: Vec<Code> = diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(codes, [Code::FrontMatterLine, Code::FrontMatterEnd]);
        assert_eq!((head.fields.len(), head.body.as_str()), (1, "Lời nói.\nGiờ: 17h00."));
    }
}
