//! The list of missing recordings: all an announcer needs, and nothing that could break the page.

use super::*;
use crate::messages::{Lang, Messages};

fn list() -> MissingList {
    let airing = |time: &str, stations: &[&str]| MissingAiring {
        time: time.to_owned(),
        stations: stations.iter().map(|name| (*name).to_owned()).collect(),
    };
    let recording = |number, code: Option<&str>, title: &str| MissingRecording {
        number,
        code: code.map(str::to_owned),
        folder: "recordings/2025-03-10".to_owned(),
        title: title.to_owned(),
        length: Duration::from_secs(68),
        is_voiced: false,
        airings: vec![airing("17h00", &["Đài huyện"]), airing("17h30", &["Đài A", "Đài B", "Đài C"])],
        words: vec!["Kính thưa bà con.".to_owned(), "Mời bà con\nlắng nghe.".to_owned()],
    };
    MissingList {
        language: "vi".to_owned(),
        network: "Mạng nhỏ".to_owned(),
        date: "Thứ Hai, ngày 10 tháng 3 năm 2025".to_owned(),
        recordings: vec![recording(3, None, "Mở đầu"), recording(12, Some("K7"), "Họp <dân>")],
    }
}

#[test]
fn the_text_lists_what_is_missing_and_has_the_words_of_each() {
    let text = text(&list(), &Messages::new(Lang::Vi));
    assert!(text.starts_with("BẢN GHI CÒN THIẾU\nMạng nhỏ\nThứ Hai, ngày 10 tháng 3 năm 2025\n"));
    assert!(text.contains("\n     03    1′08″  Mở đầu  [17h00: Đài huyện; 17h30: 3 đài]\n  12-K7    1′08″  Họp <dân>  [17h00: Đài huyện; 17h30: 3 đài]\n"), "{text}");
    let of_one = "\n12-K7  Họp <dân>\n    Tên tệp bắt đầu bằng: recordings/2025-03-10/12…\n    Thời lượng: ≈ 1′08″\n    \
        Phát lúc: 17h00: Đài huyện; 17h30: Đài A, Đài B, Đài C\n\nKính thưa bà con.\n\nMời bà con\nlắng nghe.\n";
    assert!(text.contains(of_one), "{text}");
}

#[test]
fn the_page_has_every_text_with_its_number_and_file_and_escapes_what_it_is_told() {
    let page = html(&list(), &Messages::new(Lang::Vi));
    assert_eq!((page.matches("<article").count(), page.matches("☐").count()), (2, 2));
    assert!(page.contains("<b>recordings/2025-03-10/12…</b>") && page.contains("Mời bà con<br>lắng nghe."));
    assert!(
        page.contains("href=\"#recordings/2025-03-10/12\"")
            && page.contains("id=\"recordings/2025-03-10/12\"")
    );
    let mut list = list();
    let evil = "<script>\"'&";
    let one = &mut list.recordings[0];
    for told in
        [&mut list.network, &mut list.date, &mut one.folder, &mut one.title, &mut one.airings[0].stations[0]]
    {
        evil.clone_into(told);
    }
    one.code = Some(evil.to_owned());
    one.words = vec![evil.to_owned()];
    let page = html(&list, &Messages::new(Lang::Vi));
    assert!(!page.contains("<script") && !page.contains("&gt;\"") && !page.contains("&quot;'"), "{page}");
}

#[test]
fn a_day_that_lacks_nothing_says_so() {
    let list = MissingList { recordings: Vec::new(), ..list() };
    let messages = Messages::new(Lang::Vi);
    assert!(text(&list, &messages).ends_with("\nKhông thiếu bản ghi nào.\n"));
    assert!(html(&list, &messages).contains("Không thiếu bản ghi nào."));
}
