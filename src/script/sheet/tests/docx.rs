//! The .docx: its bytes, its page, its table, and that any word is XML when it gets there.

use super::*;
use quick_xml::Reader;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The text of a part of the sheet's .docx.
fn part(sheet: &Sheet, name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(docx(sheet, &labels()))).expect("a zip file");
    let mut text = String::new();
    zip.by_name(name).expect("the part").read_to_string(&mut text).expect("UTF-8");
    text
}

fn document(sheet: &Sheet) -> String {
    part(sheet, "word/document.xml")
}

#[test]
fn the_same_sheet_gives_the_same_bytes_and_another_one_others() {
    let mut other = sheet();
    assert_eq!(docx(&sheet(), &labels()), docx(&other, &labels()));
    other.elements[1].words[0].push('!');
    assert_ne!(docx(&sheet(), &labels()), docx(&other, &labels()));
}

#[test]
fn the_page_is_a4_with_the_margins_of_an_office_and_its_number_is_hidden_on_the_first() {
    let document = document(&sheet());
    for told in [
        "w:w=\"11906\" w:h=\"16838\"",
        "w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\"",
        "<w:titlePg/>",
    ] {
        assert!(document.contains(told), "{told}");
    }
    assert!(part(&sheet(), "word/header1.xml").contains(" PAGE "));
    assert!(part(&sheet(), "word/styles.xml").contains("w:ascii=\"Times New Roman\""));
}

#[test]
fn the_table_has_a_repeated_head_and_short_rows_stay_whole() {
    let mut sheet = sheet();
    let document = |sheet: &Sheet| self::document(sheet);
    assert_eq!(document(&sheet).matches("<w:tblHeader/>").count(), 1);
    let whole = document(&sheet).matches("<w:trPr><w:cantSplit/></w:trPr>").count();
    sheet.elements[1].words = vec!["bà con ".repeat(100)];
    assert_eq!(document(&sheet).matches("<w:trPr><w:cantSplit/></w:trPr>").count(), whole - 1);
}

#[test]
fn the_office_s_heading_stands_on_top_and_what_is_filled_in_by_hand_is_blank() {
    let mut sheet = sheet();
    let text = document(&sheet);
    for told in [
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: ………",
        "ngày …… tháng",
        "chờ duyệt",
    ] {
        assert!(text.contains(told), "{told}");
    }
    let (name, office, date) = ("Lê Văn An".to_owned(), "Phó Chủ tịch".to_owned(), "10/3/2025".to_owned());
    sheet.approval = Some(SheetApproval { name, office, date, is_unconfirmed: true });
    sheet.edition = Some(3);
    let text = document(&sheet);
    for told in ["Lê Văn An", "PHÓ CHỦ TỊCH", "Ngày duyệt: 10/3/2025", "chờ ký giấy", "bản 3, thay bản 2"]
    {
        assert!(text.contains(told), "{told}");
    }
}

#[test]
fn whatever_the_words_are_the_document_is_xml() {
    let mut sheet = sheet();
    for evil in [
        "</w:t></w:r>",
        "a & b < c > \"d\" 'e'",
        "\u{0}\u{b}\u{1f}\u{ffff}",
        "]]>",
        "مرحبا 😀 \u{202e}đảo",
        "a\r\nb\tc",
    ] {
        evil.clone_into(&mut sheet.programme);
        evil.clone_into(&mut sheet.elements[2].part);
        sheet.elements[2].words = vec![evil.to_owned()];
        let document = document(&sheet);
        let mut reader = Reader::from_str(&document);
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{evil:?}: {error}"),
            }
        }
        assert!(!document.contains(['\u{0}', '\u{b}', '\u{1f}', '\u{ffff}']), "{evil:?}");
    }
    sheet.elements[2].words = vec!["một\nhai </w:t>".to_owned()];
    let broken =
        "<w:t xml:space=\"preserve\">một</w:t><w:br/><w:t xml:space=\"preserve\">hai &lt;/w:t&gt;</w:t>";
    assert!(document(&sheet).contains(broken));
}
