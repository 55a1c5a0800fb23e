//! The report as words: the paragraph to paste, and the tables below it.

use crate::{golden, sample};
use loa::messages::{Lang, Messages};
use loa::report::text;

#[test]
fn the_report_in_words_is_what_it_was_in_both_languages() {
    golden("report-vi.txt", &text(&sample::report(), &Messages::new(Lang::Vi)));
    golden("report-en.txt", &text(&sample::report(), &Messages::new(Lang::En)));
}

#[test]
fn a_report_of_everything_has_no_topics_and_speaks_of_no_campaign() {
    golden("report-of-everything-vi.txt", &text(&sample::of_everything(), &Messages::new(Lang::Vi)));
}

#[test]
fn the_first_line_is_one_paragraph_to_paste() {
    let text = text(&sample::report(), &Messages::new(Lang::Vi));
    let first = text.lines().next().expect("a line");
    assert!(first.starts_with("Từ ngày 15/02 đến ngày 14/3/2025, "), "{first}");
    assert!(
        first.contains("9 tin, bài, 32 lượt (12 lượt phát mới, 20 lượt phát lại), tổng thời lượng 80 phút"),
        "{first}"
    );
    assert!(
        first.contains("1.032 lượt có trong lịch nhưng chưa được xác nhận, không tính là đã phát."),
        "{first}"
    );
}

#[test]
fn the_days_to_the_deadline_are_counted_from_the_day_the_report_was_made() {
    let messages = Messages::new(Lang::Vi);
    let mut report = sample::report();
    let said = |due: &str| format!("Hạn báo cáo {due}");
    assert!(text(&report, &messages).contains(&(said("17/3/2025") + ", còn 3 ngày.")));
    report.due = "2025-03-14".parse().ok();
    assert!(text(&report, &messages).contains(&(said("14/3/2025") + ", là hôm nay.")));
    report.due = "2025-03-12".parse().ok();
    assert!(text(&report, &messages).contains(&(said("12/3/2025") + ", đã quá 2 ngày.")));
    report.units.iter_mut().for_each(|unit| unit.has_log = true);
    let text = text(&report, &messages);
    assert!(text.contains("Đơn vị nào cũng đã gửi nhật ký.") && !text.contains("Hạn báo cáo"), "{text}");
}

#[test]
fn what_is_not_confirmed_never_stands_among_what_was_aired() {
    let mut report = sample::report();
    report.units.retain(|unit| !unit.has_log);
    report.total = report.units[0].figures.clone();
    let text = text(&report, &Messages::new(Lang::Vi));
    let first = text.lines().next().expect("a line");
    assert!(first.contains("chưa có tin, bài nào được xác nhận là đã phát"), "{first}");
    assert!(
        first.contains("0 lượt đã phát đúng lịch") && first.contains("1.028 lượt có trong lịch"),
        "{first}"
    );
}
