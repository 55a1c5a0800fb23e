//! Which words of a text are its title.

use super::line::Line;
use crate::source::fold;

/// The longest title, in letters; a longer first paragraph belongs to the text.
pub const LONGEST_TITLE: usize = 160;

/// A row of a table longer than this, in letters, is read cell by cell.
const LONGEST_ROW: usize = 300;

/// What office papers call themselves above their subject.
const TYPES: [&str; 19] = [
    "THÔNG BÁO",
    "THÔNG BÁO KHẨN",
    "KẾ HOẠCH",
    "BÁO CÁO",
    "CÔNG ĐIỆN",
    "CÔNG VĂN",
    "GIẤY MỜI",
    "THƯ MỜI",
    "THƯ NGỎ",
    "LỜI KÊU GỌI",
    "HƯỚNG DẪN",
    "QUYẾT ĐỊNH",
    "CHỈ THỊ",
    "BẢN TIN",
    "TIN BÀI",
    "TIN",
    "LỊCH",
    "PHƯƠNG ÁN",
    "BÀI TUYÊN TRUYỀN",
];

/// Whether a line says only what kind of paper this is.
pub(super) fn is_type(line: &str) -> bool {
    TYPES.contains(&line.trim_end_matches([':', ' ']))
}

/// Parts a text into its title and its paragraphs: the title is the first line, or what was `given`. None when the first
/// line is too long for a title, or nothing but a title would be there.
pub fn parted(mut lines: Vec<Line>, given: Option<&str>) -> (Option<String>, Vec<String>) {
    // A line without a letter or a figure is an ornament, and nobody's title.
    while lines.first().is_some_and(|first| !first.text.contains(char::is_alphanumeric)) {
        lines.remove(0);
    }
    if let Some(given) = given {
        if lines.first().is_some_and(|first| fold(&first.text) == fold(given)) {
            lines.remove(0);
        }
        return (Some(one_line(given)), paragraphs(&lines));
    }
    let subject = lines.get(1).and_then(|second| subject(&second.text));
    let (title, taken) = match (lines.first(), subject) {
        (Some(first), Some(subject)) if is_type(&first.text) => {
            (format!("{} {subject}", sentence(first.text.trim_end_matches([':', ' ']))), 2)
        }
        (Some(first), _) if is_type(&first.text) => (sentence(first.text.trim_end_matches([':', ' '])), 1),
        (Some(first), _) => (one_line(&first.text), 1),
        (None, _) => return (None, Vec::new()),
    };
    if title.chars().count() > LONGEST_TITLE || lines.len() <= taken {
        return (None, paragraphs(&lines));
    }
    (Some(title), paragraphs(&lines[taken..]))
}

/// `Về việc …` or `V/v …` as it goes on behind the kind of paper.
fn subject(line: &str) -> Option<String> {
    let rest = line
        .strip_prefix("V/v")
        .or_else(|| line.strip_prefix("V/V"))
        .map(|rest| rest.trim_start_matches([':', ' ']));
    match rest {
        Some(rest) => Some(format!("về việc {}", one_line(rest))),
        None => line.strip_prefix("Về ").map(|rest| format!("về {}", one_line(rest))),
    }
}

/// The paragraphs as they are read: cells of a short row of a table make one, parted by commas.
fn paragraphs(lines: &[Line]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let row = lines[at].cell.map(|(row, _)| row);
        let in_row = |line: &&Line| line.cell.is_some_and(|(own, _)| Some(own) == row);
        let row: Vec<&Line> = lines[at..].iter().take_while(in_row).collect();
        let is_one_each = row.windows(2).all(|pair| pair[0].cell != pair[1].cell);
        let length: usize = row.iter().map(|line| line.text.chars().count()).sum();
        if row.len() > 1 && is_one_each && length <= LONGEST_ROW {
            let cells: Vec<&str> = row.iter().map(|line| line.text.trim_end_matches([',', ';'])).collect();
            found.push(cells.join(", ").replace('\t', " "));
            at += row.len();
        } else {
            found.push(lines[at].text.replace('\t', " "));
            at += 1;
        }
    }
    found
}

fn one_line(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned()
}

/// Capitals as a sentence has them.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Vec<Line> {
        texts.iter().map(|text| Line { text: (*text).to_owned(), ..Line::default() }).collect()
    }

    #[test]
    fn the_first_line_is_the_title_and_a_kind_of_paper_takes_its_subject_with_it() {
        for (texts, title, rest) in [
            (vec!["Lúa chắc hạt.", "Lời."], "Lúa chắc hạt", 1),
            (vec!["*****", "Lúa chắc hạt", "Lời."], "Lúa chắc hạt", 1),
            (vec!["THÔNG BÁO", "V/v: cắt điện", "Lời."], "Thông báo về việc cắt điện", 1),
            (vec!["THÔNG BÁO", "Về lịch tiêm chủng", "Lời."], "Thông báo về lịch tiêm chủng", 1),
            (
                vec!["BÀI TUYÊN TRUYỀN", "Về phòng, chống đuối nước", "Lời."],
                "Bài tuyên truyền về phòng, chống đuối nước",
                1,
            ),
            (vec!["THÔNG BÁO", "Thôn Một mở hội.", "Lời."], "Thông báo", 2),
        ] {
            let (found, paragraphs) = parted(lines(&texts), None);
            assert_eq!((found.as_deref(), paragraphs.len()), (Some(title), rest));
        }
    }

    #[test]
    fn a_long_first_paragraph_is_no_title_and_a_single_line_stays_the_text() {
        let long = "lời ".repeat(60);
        for texts in [vec![long.as_str(), "Lời."], vec!["Chỉ một dòng."]] {
            let (title, paragraphs) = parted(lines(&texts), None);
            assert_eq!((title, paragraphs.len()), (None, texts.len()));
        }
        let (title, paragraphs) = parted(lines(&["Chỉ một dòng."]), Some("Tên"));
        assert_eq!((title.as_deref(), paragraphs.len()), (Some("Tên"), 1));
    }

    #[test]
    fn the_cells_of_a_row_are_read_as_one_sentence() {
        let cell = |text: &str, row, cell| Line {
            text: text.to_owned(),
            cell: Some((row, cell)),
            ..Line::default()
        };
        let rows = [cell("Thôn 1", 1, 1), cell("7 giờ", 1, 2), cell("Thôn 2", 2, 1), cell("8 giờ", 2, 2)];
        assert_eq!(paragraphs(&rows), ["Thôn 1, 7 giờ", "Thôn 2, 8 giờ"]);
    }
}
