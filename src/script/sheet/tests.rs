//! What the sheet shows and how, tried on one small script.

mod approval;
mod docx;
mod prompter;

use super::*;
use crate::messages::{Lang, Messages};

fn labels() -> SheetLabels {
    SheetLabels::new(&Messages::new(Lang::Vi))
}

fn element(offset: u64, length: u64, part: &str, words: &[&str], sound: SheetSound) -> SheetElement {
    let length = Duration::from_secs(length);
    let length = if words.is_empty() { SheetLength::Known(length) } else { SheetLength::Estimated(length) };
    let estimate = (!words.is_empty()).then(|| length.duration());
    let words = words.iter().map(|p| (*p).to_owned()).collect();
    SheetElement {
        offset: Duration::from_secs(offset),
        length,
        part: part.to_owned(),
        words,
        estimate,
        sound,
        remark: None,
    }
}

fn sheet() -> Sheet {
    Sheet {
        language: "vi".to_owned(),
        network: "Hệ thống truyền thanh huyện Đồng Xuân".to_owned(),
        station: "Đài Truyền thanh huyện Đồng Xuân".to_owned(),
        programme: "Chương trình phát thanh buổi chiều".to_owned(),
        item: "2025-03-10/huyen/chieu".to_owned(),
        date: "Thứ Hai, ngày 10 tháng 3 năm 2025".to_owned(),
        lunar: Some("ngày 11 tháng 2 năm Ất Tỵ".to_owned()),
        begins: "2025-03-10T17:00:00+07:00".parse().expect("an instant"),
        start: "17:00".to_owned(),
        end: "17:30".to_owned(),
        planned: Duration::from_secs(1800),
        estimated: Duration::from_secs(1612),
        editor: None,
        announcer: None,
        technician: None,
        approval: None,
        edition: None,
        sources: vec!["Phòng Nội vụ huyện".to_owned(), "UBND thị trấn La Hai".to_owned()],
        airings: Some(2),
        elements: vec![
            element(0, 14, "Nhạc hiệu", &[], SheetSound::Clip { file: "clips/nhac-hieu.flac".to_owned() }),
            element(
                14,
                31,
                "Mở đầu",
                &["Kính thưa quý vị thính giả, thưa bà con.", "Mời bà con lắng nghe."],
                SheetSound::Recorded { number: 1, file: "recordings/2025-03-10/01 mo-dau.ogg".to_owned() },
            ),
            element(
                45,
                62,
                "Họp dân \"bàn\" <đường> & cầu",
                &["Dòng một\ndòng hai <b>"],
                SheetSound::Missing {
                    number: 3,
                    code: "K7MA".to_owned(),
                    folder: "recordings/2025-03-10".to_owned(),
                    window: Duration::from_secs(68),
                },
            ),
            element(
                107,
                60,
                "Chào kết",
                &["Xin chào."],
                SheetSound::Live { window: Duration::from_millis(66_500) },
            ),
            element(167, 1633, "Ca nhạc", &[], SheetSound::Fill { pool: "ca nhạc".to_owned() }),
        ],
    }
}

#[test]
fn the_text_sheet_has_its_head_every_row_and_the_missing_recordings() {
    let expected = "\
HỆ THỐNG TRUYỀN THANH HUYỆN ĐỒNG XUÂN
ĐÀI TRUYỀN THANH HUYỆN ĐỒNG XUÂN

KỊCH BẢN PHÁT THANH
Chương trình phát thanh buổi chiều
[2025-03-10/huyen/chieu]

Ngày phát: Thứ Hai, ngày 10 tháng 3 năm 2025 (ngày 11 tháng 2 năm Ất Tỵ âm lịch)
Giờ phát: 17:00 – 17:30
Thời lượng kế hoạch: 30′00″
Thời lượng đọc ước tính: 26′52″ (tính theo số tiếng khi đọc ra, kể cả chỗ nghỉ)
Còn cho nhạc: 27′13″
Số lần phát: 2
Biên tập: ……………………
Phát thanh viên: ……………………
Kỹ thuật viên: ……………………
Nguồn tin: Phòng Nội vụ huyện; UBND thị trấn La Hai
Duyệt: chờ duyệt

1. Nhạc hiệu | 00:00 | 0′14″
   [Tệp: clips/nhac-hieu.flac]

2. Mở đầu | 00:14 | ≈ 0′31″
   [Bản ghi số 01: recordings/2025-03-10/01 mo-dau.ogg]

Kính thưa quý vị thính giả, thưa bà con.

Mời bà con lắng nghe.

3. Họp dân \"bàn\" <đường> & cầu | 00:45 | ≈ 1′02″
   [CHƯA CÓ bản ghi số 03 (mã K7MA). Đọc trực tiếp trong 1′08″, hoặc ghi âm thành tệp có tên bắt đầu bằng recordings/2025-03-10/03…]

Dòng một
dòng hai <b>

4. Chào kết | 01:47 | ≈ 1′00″
   [Đọc trực tiếp trong 1′07″]

Xin chào.

5. Ca nhạc | 02:47 | 27′13″
   [Nhạc cho đủ giờ: ca nhạc]

Bản ghi còn thiếu (1):
  recordings/2025-03-10/03… (mã K7MA)  Họp dân \"bàn\" <đường> & cầu (STT 3), 1′08″

NGƯỜI DUYỆT
  Chức vụ: ……………………
  Họ và tên: ……………………
  Ngày duyệt: ……………………
  Chữ ký: ……………………
";
    assert_eq!(text(&sheet(), &labels()), expected);
}

#[test]
fn the_page_escapes_whatever_it_is_told() {
    let mut sheet = sheet();
    let evil = "<script>'\"&";
    for told in
        [&mut sheet.network, &mut sheet.station, &mut sheet.programme, &mut sheet.item, &mut sheet.date]
    {
        evil.clone_into(told);
    }
    for told in [&mut sheet.editor, &mut sheet.announcer, &mut sheet.technician, &mut sheet.lunar] {
        *told = Some(evil.to_owned());
    }
    evil.clone_into(&mut sheet.start);
    evil.clone_into(&mut sheet.language);
    sheet.sources = vec![evil.to_owned()];
    sheet.elements[0].sound = SheetSound::Clip { file: evil.to_owned() };
    sheet.elements[2].words = vec![evil.to_owned()];
    sheet.elements[2].part = evil.to_owned();
    let (name, office, date) = (evil.to_owned(), evil.to_owned(), evil.to_owned());
    sheet.approval = Some(SheetApproval { name, office, date, is_unconfirmed: false });
    let page = html(&sheet, &labels(), &[]);
    assert!(!page.contains("<script") && !page.contains("'\""), "{page}");
    assert!(page.contains("<td class=\"words\"><p>&lt;script&gt;&#39;&quot;&amp;</p></td>"));
}

#[test]
fn the_page_needs_no_other_file_and_no_script() {
    let page = html(&sheet(), &labels(), &[]);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"vi\">"));
    for outside in ["<script", "<link", "<img", "url(", "@import", "http"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn the_page_has_a_row_for_each_element_and_keeps_line_breaks() {
    let page = html(&sheet(), &labels(), &[]);
    assert_eq!(page.matches("<td class=\"words\">").count(), 5);
    assert!(page.contains("Dòng một<br>dòng hai &lt;b&gt;"));
    assert!(page.contains("<p>Kính thưa quý vị thính giả, thưa bà con.</p><p>Mời bà con lắng nghe.</p>"));
    assert!(
        page.contains("<h2>Bản ghi còn thiếu (1)</h2>")
            && page.contains("<b>recordings/2025-03-10/03… (mã K7MA)</b>")
    );
}

#[test]
fn a_long_row_may_run_over_the_page_and_a_short_one_may_not() {
    let mut sheet = sheet();
    sheet.elements.truncate(1);
    assert!(html(&sheet, &labels(), &[]).contains("<tr class=\"whole\">"));
    sheet.elements[0].words = vec!["bà con ".repeat(100)];
    assert!(!html(&sheet, &labels(), &[]).contains("<tr class=\"whole\">"));
}

#[test]
fn what_is_not_known_is_a_line_to_write_on_and_what_is_known_is_printed() {
    let mut sheet = sheet();
    let blanks = html(&sheet, &labels(), &[]).matches("value blank").count();
    sheet.editor = Some("Tổ biên tập".to_owned());
    sheet.airings = None;
    sheet.sources.clear();
    let page = html(&sheet, &labels(), &[]);
    assert!(page.contains("Tổ biên tập"));
    assert_eq!(page.matches("value blank").count(), blanks - 1 + 2);
}

#[test]
fn a_sheet_that_lacks_no_recording_says_so() {
    let mut sheet = sheet();
    sheet.elements.remove(2);
    assert!(text(&sheet, &labels()).contains("\nKhông thiếu bản ghi nào\n"));
    assert!(html(&sheet, &labels(), &[]).contains("Không thiếu bản ghi nào."));
}

#[test]
fn a_remark_stands_beside_the_words_and_is_escaped() {
    let mut sheet = sheet();
    sheet.elements[2].remark = Some("Tin giả định, <hỏi lại> thôn.".to_owned());
    assert!(
        text(&sheet, &labels()).contains("03…]\n   [Ghi chú: Tin giả định, <hỏi lại> thôn.]\n\nDòng một")
    );
    assert!(
        html(&sheet, &labels(), &[])
            .contains("<p class=\"note\">Ghi chú: Tin giả định, &lt;hỏi lại&gt; thôn.</p></td>")
    );
}

#[test]
fn links_to_other_pages_stand_on_the_screen_and_are_escaped() {
    let links = [("Nhắc <chữ>".to_owned(), "a\"b.html".to_owned())];
    let page = html(&sheet(), &labels(), &links);
    assert!(page.contains("<nav><a href=\"a&quot;b.html\">Nhắc &lt;chữ&gt;</a></nav>"));
    assert!(page.contains("@media print { nav { display: none; } }"));
    assert!(!html(&sheet(), &labels(), &[]).contains("<nav>"));
}
