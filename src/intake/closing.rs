//! What closes an office paper: whether a list is that of its recipients, and a post that of who signs.
//!
//! Goes in: the paragraphs of a text, and one of them. Comes out: whether it closes the paper. What it is dropped as is not
//! for this module to know.

use super::forms::{
    is_authority, is_dashed, is_filed, is_mark, is_name, is_place_and_date, is_post, is_recipients,
    is_small_post,
};
use super::line::Line;

/// Whether the line at `at` begins the recipients of a paper. A place where people get or hand in something is headed
/// alike: recipients are those of a list that is filed, stands beside a signature or above it, or ends the paper.
pub(super) fn are_recipients(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let Some(head) = line.text.split('\t').find(|part| is_recipients(part)) else { return false };
    let parts = |line: &Line, is: fn(&str) -> bool| line.text.split('\t').any(is);
    let in_list = |line: &&Line| is_listed(line) || line.text.ends_with(';') || parts(line, is_filed);
    let list: Vec<&Line> = lines[at + 1..].iter().take_while(in_list).collect();
    let is_alone = head.split_once(':').is_none_or(|(_, rest)| rest.trim().is_empty());
    let names = head.split_once(':').map_or("", |(_, rest)| rest);
    let is_known = |line: &Line| parts(line, is_authority) || parts(line, is_filed);
    let signs = |line: &Line| {
        [is_authority, is_post, is_mark, is_place_and_date].into_iter().any(|form| parts(line, form))
    };
    names.split([';', ',']).any(|name| is_filed(name.trim()))
        || is_known(line)
        || list.iter().any(|line| is_known(line))
        || lines.get(at + 1 + list.len()).map_or(is_alone, signs)
}

/// Whether a post in small letters at `at` stands above the name of who signs.
pub(super) fn is_above_a_name(lines: &[Line], at: usize) -> bool {
    let mut behind =
        lines[at + 1..].iter().skip_while(|line| is_mark(&line.text) || is_small_post(&line.text));
    behind.next().is_some_and(|line| line.text.split('\t').any(is_name))
}

/// Whether a line is an item of a list, by its form or by its dash.
pub(super) fn is_listed(line: &Line) -> bool {
    line.is_item || is_dashed(&line.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn third_is_recipients(text: &str) -> bool {
        let line = |text: &str| Line { text: text.to_owned(), ..Line::default() };
        let lines: Vec<Line> = format!("Tin\nMời bà con.\n{text}").lines().map(line).collect();
        are_recipients(&lines, 2)
    }

    #[test]
    fn a_place_where_papers_are_handed_in_is_no_list_of_recipients() {
        for body in [
            "Nơi nhận:\n- Bộ phận một cửa xã;\n- Bưu điện huyện\nMọi thắc mắc xin gọi xã.",
            "Nơi nhận: hồ sơ nộp tại trạm y tế xã.\nLàm việc cả thứ Bảy.",
            "Nơi nhận: hồ sơ nộp tại trạm y tế xã.",
            "Nơi nhận:\n- Bưu điện huyện\n- Lưu ý: mang theo căn cước\nMời bà con.",
        ] {
            assert!(!third_is_recipients(body), "{body}");
        }
        for tail in [
            "Nơi nhận:\n- Trạm y tế;\n- Lưu: VT.\nPhụ lục.",
            "Nơi nhận:\n- Trạm y tế\nTM. BAN NHÂN DÂN THÔN\nLê Thị Bình",
            "Nơi nhận:\tTM. BAN NHÂN DÂN THÔN\nLê Thị Bình",
            "Nơi nhận:\n- Trạm y tế",
            "Nơi nhận: Như trên; Lưu VT.\nPhụ lục.",
        ] {
            assert!(third_is_recipients(tail), "{tail}");
        }
    }
}
