//! The running sheet of a small day.

use super::*;
use crate::messages::Lang;
use crate::script::sheet::SheetLength;
use std::time::Duration;

fn element(offset: u64, part: &str, words: &[&str], sound: SheetSound) -> SheetElement {
    SheetElement {
        offset: Duration::from_secs(offset),
        length: SheetLength::Known(Duration::from_secs(31)),
        part: part.to_owned(),
        words: words.iter().map(|words| (*words).to_owned()).collect(),
        estimate: None,
        sound,
        remark: None,
    }
}

fn day() -> RunningSheet {
    let window = Duration::from_secs(31);
    let item = |begins: &str, times: &str, title: &str| RunningItem {
        begins: begins.parse().expect("an instant"),
        times: times.to_owned(),
        title: title.to_owned(),
        remarks: Vec::new(),
        announcer: None,
        pages: None,
        elements: Vec::new(),
    };
    let long = "một hai ba bốn năm sáu bảy tám chín mười mười-một mười-hai mười-ba";
    let chieu = RunningItem {
        pages: Some(("1700-chieu.html".to_owned(), "1700-chieu-nhac-chu.html".to_owned())),
        elements: vec![
            element(0, "Nhạc hiệu", &[], SheetSound::Clip { file: "nhac-hieu.flac".to_owned() }),
            element(14, "Mở đầu", &[long], SheetSound::Live { window }),
            element(45, "Tin", &["Xin chào."], SheetSound::Recorded { number: 3, file: "03.ogg".to_owned() }),
        ],
        ..item("2025-03-10T17:00:00+07:00", "17h00–17h30", "Chương trình chiều")
    };
    let relay = RunningItem {
        remarks: vec!["mất tín hiệu thì phát 1730-du-phong.wav".to_owned()],
        ..item("2025-03-10T17:30:00+07:00", "17h30–18h00", "Tiếp âm Đài tỉnh <PY>")
    };
    RunningSheet {
        language: "vi".to_owned(),
        network: "Mạng nhỏ".to_owned(),
        station: "Đài huyện".to_owned(),
        date: "Thứ Hai, ngày 10 tháng 3 năm 2025".to_owned(),
        items: vec![chieu, relay],
        displaced: vec!["05h05–05h15  Tin sáng: bỏ, cắt điện".to_owned()],
        missing_page: "../../con-thieu-2025-03-10.html".to_owned(),
    }
}

fn words() -> (SheetLabels, Messages) {
    let messages = Messages::new(Lang::Vi);
    (SheetLabels::new(&messages), messages)
}

#[test]
fn the_text_tells_each_element_by_the_clock_with_who_reads_and_the_words_it_begins_and_ends_with() {
    let (labels, messages) = words();
    let expected = "\
LỊCH PHÁT CHI TIẾT
Đài huyện
Thứ Hai, ngày 10 tháng 3 năm 2025

17h00–17h30  Chương trình chiều
  17:00:00      0′31″  Nhạc hiệu
                       Tệp: nhac-hieu.flac
  17:00:14      0′31″  Mở đầu  [Người đọc: …………]
                       Đọc trực tiếp trong 0′31″
                       “một hai ba bốn năm sáu … tám chín mười mười-một mười-hai mười-ba”
  17:00:45      0′31″  Tin  [Người đọc: bản ghi]
                       Bản ghi số 03: 03.ogg
                       “Xin chào.”

17h30–18h00  Tiếp âm Đài tỉnh <PY>
    mất tín hiệu thì phát 1730-du-phong.wav

Không phát:
  05h05–05h15  Tin sáng: bỏ, cắt điện
";
    assert_eq!(text(&day(), &labels, &messages), expected);
}

#[test]
fn the_page_links_sheet_prompter_and_missing_recordings_and_escapes_what_it_is_told() {
    let (labels, messages) = words();
    let page = html(&day(), &labels, &messages);
    for link in ["1700-chieu.html", "1700-chieu-nhac-chu.html", "../../con-thieu-2025-03-10.html"] {
        assert!(page.contains(&format!("<a href=\"{link}\">")), "{link}");
    }
    assert!(page.contains("Tiếp âm Đài tỉnh &lt;PY&gt;"));
    let mut day = day();
    let evil = "<script>\"'&";
    for told in
        [&mut day.station, &mut day.date, &mut day.network, &mut day.missing_page, &mut day.displaced[0]]
    {
        evil.clone_into(told);
    }
    let item = &mut day.items[0];
    evil.clone_into(&mut item.title);
    evil.clone_into(&mut item.times);
    item.remarks = vec![evil.to_owned()];
    item.announcer = Some(evil.to_owned());
    item.pages = Some((evil.to_owned(), evil.to_owned()));
    evil.clone_into(&mut item.elements[1].part);
    item.elements[1].words = vec![evil.to_owned()];
    item.elements[1].remark = Some(evil.to_owned());
    let page = html(&day, &labels, &messages);
    assert!(!page.contains("<script") && !page.contains("&gt;\"") && !page.contains("&quot;'"), "{page}");
}

#[test]
fn an_announcer_who_is_known_stands_beside_what_is_read_live_only() {
    let (labels, messages) = words();
    let mut day = day();
    day.items[0].announcer = Some("Thanh Hà".to_owned());
    assert_eq!(text(&day, &labels, &messages).matches("Thanh Hà").count(), 1);
    assert_eq!(html(&day, &labels, &messages).matches("Thanh Hà").count(), 1);
}
