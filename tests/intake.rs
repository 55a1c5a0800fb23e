//! Whatever is brought, the readers of texts come back: with words, or with why not.
#![allow(clippy::unwrap_used, reason = "a failed look at a text is a failed test")]

use loa::intake::{Draft, Lettering, guess, kind, letters, parted, read_docx, unframe};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A small .docx with a letterhead, a table and a text box, its parts stored as they are, so that a changed byte is one
/// of its XML.
fn docx() -> Vec<u8> {
    let text = |text: &str| {
        format!("<w:p><w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = ["Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Tin &#225; &amp; tr¹m", "Sè: 1/TB", "Lêi."]
        .map(text)
        .concat();
    let table = format!("<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>");
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}{table}</w:body></w:document>");
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in
        [("word/document.xml", document.as_str()), ("word/styles.xml", "<w:styles><w:style/></w:styles>")]
    {
        archive.start_file(name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Everything that is done to what was brought; how many paragraphs came of it.
fn taken(name: &str, bytes: &[u8]) -> usize {
    let _kind = kind(Path::new(name), bytes);
    let (text, is_unicode) = letters(bytes);
    let mut count = 0;
    for draft in [read_docx(bytes).unwrap_or_default(), Draft::plain(&text)] {
        let _guess = guess(&text, is_unicode);
        let by_fonts = draft.old_fonts().is_some();
        for others in [Lettering::Unicode, Lettering::Tcvn3, Lettering::Vni] {
            let framing = unframe(draft.lines(by_fonts, others));
            let (_title, paragraphs) = parted(framing.lines, None);
            count += paragraphs.len();
        }
    }
    count
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn bytes_of_any_kind_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        taken("a.docx", &bytes);
        taken("a.txt", &bytes);
    }

    #[test]
    fn a_word_file_with_changed_bytes_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        end in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = docx();
        for (at, byte) in changes {
            let place = at.index(bytes.len());
            bytes[place] = byte;
        }
        if is_cut {
            bytes.truncate(end.index(bytes.len()));
        }
        taken("a.docx", &bytes);
    }

    #[test]
    fn a_sentence_of_the_body_is_never_taken_for_frame(
        sentences in prop::collection::vec("[A-ZĐÂ][a-zđâêôơưáàạ]{1,8}( [a-zđâêôơưáàạ]{1,8}){4,12}[.!?]", 2..30),
    ) {
        let text = format!("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/TB-UBND\n{}\nTM. ỦY BAN NHÂN DÂN\n(Đã ký)\nLê An", sentences.join("\n"));
        let framing = unframe(Draft::plain(&text).lines(false, Lettering::Unicode));
        let kept: Vec<String> = framing.lines.into_iter().map(|line| line.text).collect();
        prop_assert_eq!(kept, sentences);
        prop_assert_eq!(framing.dropped.len(), 5);
    }
}

#[test]
fn the_small_word_file_is_whole_before_it_is_changed() {
    assert!(taken("a.docx", &docx()) > 10);
    assert_eq!(read_docx(&docx()).unwrap().paragraphs.len(), 8);
}
