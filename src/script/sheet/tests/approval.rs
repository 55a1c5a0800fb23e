//! What a sheet says of its approval, its edition and its time, alike in every form.

use super::*;
use crate::messages::{Lang, Messages};

fn forms(sheet: &Sheet) -> [String; 3] {
    [
        text(sheet, &labels()),
        html(sheet, &labels(), &[]),
        prompter(sheet, &labels(), &Messages::new(Lang::Vi)),
    ]
}

fn approved(is_unconfirmed: bool) -> Option<SheetApproval> {
    let (name, office, date) = ("Lê Văn An".to_owned(), "Phó Chủ tịch".to_owned(), "10/3/2025".to_owned());
    Some(SheetApproval { name, office, date, is_unconfirmed })
}

#[test]
fn every_form_says_whether_the_words_are_approved() {
    let mut sheet = sheet();
    assert!(forms(&sheet).iter().all(|form| form.contains("chờ duyệt")));
    sheet.approval = approved(true);
    let waits = "đã duyệt qua điện thoại hoặc Zalo, chờ ký giấy";
    assert!(forms(&sheet).iter().all(|form| form.contains(waits)));
    sheet.approval = approved(false);
    assert!(forms(&sheet).iter().all(|form| form.contains("đã duyệt") && !form.contains("chờ")));
}

#[test]
fn every_form_of_a_second_edition_says_which_one_it_takes_the_place_of() {
    let mut sheet = sheet();
    sheet.edition = Some(1);
    assert!(forms(&sheet).iter().all(|form| !form.contains("thay bản")));
    sheet.edition = Some(2);
    assert!(forms(&sheet).iter().all(|form| form.contains("bản 2, thay bản 1")));
}

#[test]
fn what_is_left_for_music_is_the_slot_without_all_that_has_a_length_and_too_much_is_said() {
    let mut sheet = sheet();
    assert_eq!(sheet.margin(&labels()), ("Còn cho nhạc", "27′13″".to_owned()));
    sheet.planned = Duration::from_secs(160);
    assert!(text(&sheet, &labels()).contains("\nQUÁ GIỜ: 0′07″\n"));
    assert!(html(&sheet, &labels(), &[]).contains("QUÁ GIỜ:</span> <span class=\"value\">0′07″</span>"));
}

#[test]
fn a_recording_much_longer_or_shorter_than_its_words_is_told_of() {
    let mut sheet = sheet();
    let note = |sheet: &Sheet| sheet.elements[1].drift(&labels());
    sheet.elements[1].estimate = Some(Duration::from_secs(30));
    for (lasts, told) in
        [(33, None), (27, None), (34, Some("0′04″ dài hơn ước tính")), (26, Some("0′04″ ngắn hơn ước tính"))]
    {
        sheet.elements[1].length = SheetLength::Known(Duration::from_secs(lasts));
        assert_eq!(note(&sheet).as_deref(), told, "{lasts} s");
    }
    assert!(html(&sheet, &labels(), &[]).contains("0′04″ ngắn hơn ước tính"));
    sheet.elements[1].length = SheetLength::Estimated(Duration::from_secs(60));
    assert_eq!(note(&sheet), None);
}
