//! The office frame of a text: letterhead, addressees, recipients, signature. It is left out of what is read, and shown.
//!
//! Goes in: the paragraphs of a text. Comes out: those that are its words, and what was dropped. **No paragraph of the
//! body is dropped**: each is recognised on its own, only where a frame stands, and what is doubtful is kept.

use super::closing::{are_recipients, is_above_a_name, is_listed};
use super::forms::{
    is_authority, is_capitals, is_dashed, is_filed, is_headed, is_issuer_name, is_mark, is_motto, is_name,
    is_number, is_place_and_date, is_post, is_recipients, is_rule, is_small_post, words,
};
use super::line::Line;
use super::title::is_type;

/// A text out of its frame.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Framing {
    /// Its words.
    pub lines: Vec<Line>,
    /// What was left out, in the order of the text.
    pub dropped: Vec<Dropped>,
}

/// Something that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The message that says what it is.
    pub what: &'static str,
    /// Its words.
    pub text: String,
}

/// A letterhead stands in so many first paragraphs.
const HEAD: usize = 16;

/// Its certain parts stand no more than so many paragraphs apart.
const APART: usize = 4;

/// Addressees are named in so many first paragraphs behind it.
const ADDRESSED: usize = 8;

/// Recipients and signature stand in so many last paragraphs.
const TAIL: usize = 40;

/// Takes a text out of its frame. One that would be nothing but frame is left whole.
pub fn unframe(lines: Vec<Line>) -> Framing {
    let before = lines.clone();
    let mut framing = Framing::default();
    let behind = letterhead(lines, &mut framing);
    let behind = addressees(behind, &mut framing);
    let behind = without_rules(behind, &mut framing);
    let (mut kept, mut tail) = (behind, Framing::default());
    if let Some(start) = tail_start(&kept) {
        let last = kept.split_off(start);
        signature(last, &mut tail);
    }
    kept.append(&mut tail.lines);
    framing.lines = kept;
    framing.dropped.append(&mut tail.dropped);
    end_marks(&mut framing);
    if framing.lines.is_empty() { Framing { lines: before, dropped: Vec::new() } } else { framing }
}

impl Framing {
    fn dropped(&mut self, what: &'static str, text: &str) {
        self.dropped.push(Dropped { what, text: text.to_owned() });
    }
}

/// Drops the letterhead from the head of the text. There is one where the national motto or a number stands in it.
fn letterhead(lines: Vec<Line>, framing: &mut Framing) -> Vec<Line> {
    let head = &lines[..lines.len().min(HEAD)];
    let parts = || {
        let of_line = |(at, line): (usize, &Line)| pieces(&line.text).into_iter().map(move |part| (at, part));
        head.iter().enumerate().flat_map(of_line)
    };
    let certain = |part: &str| is_motto(part) || is_number(part);
    let is_there = parts().any(|(_, part)| certain(&part));
    let anchors = parts().filter(|(_, part)| certain(part) || is_place_and_date(part));
    // A date further down stands above a signature, or in the words.
    let end = anchors.map(|(at, _)| at).fold(None, |end: Option<usize>, at| match end {
        Some(end) if at > end + APART => Some(end),
        _ => Some(at),
    });
    let Some(end) = end.filter(|_| is_there) else { return lines };
    let mut kept = Vec::new();
    let mut is_issuer = false;
    for (at, mut line) in lines.into_iter().enumerate() {
        if at > end + 1 || (at == end + 1 && !is_rule(&line.text)) {
            kept.push(line);
            continue;
        }
        let mut words = Vec::new();
        for part in pieces(&line.text) {
            let part = part.as_str();
            let goes_on = is_issuer && is_capitals(part) && part.split(' ').count() <= 6 && !is_type(part);
            let what = match part {
                _ if is_motto(part) => Some("receive-dropped-motto"),
                _ if is_number(part) => Some("receive-dropped-number"),
                _ if is_place_and_date(part) => Some("receive-dropped-date"),
                _ if is_rule(part) => Some("receive-dropped-rule"),
                _ if is_issuer_name(part) || goes_on => Some("receive-dropped-issuer"),
                _ => None,
            };
            is_issuer = what == Some("receive-dropped-issuer");
            match what {
                Some(what) => framing.dropped(what, part),
                None => words.push(part.to_owned()),
            }
        }
        if !words.is_empty() {
            line.text = words.join("\t");
            kept.push(line);
        }
    }
    kept
}

/// What stands apart on a line of a letterhead. Blanks left to be filled in by hand part nothing: `ngày    tháng    năm`.
fn pieces(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split('\t').collect();
    let is_form =
        |text: &str| is_motto(text) || is_number(text) || is_place_and_date(text) || is_issuer_name(text);
    let whole = parts.join(" ");
    if is_form(&whole) {
        return vec![whole];
    }
    let mut columns = (1..parts.len()).map(|at| [parts[..at].join(" "), parts[at..].join(" ")]);
    let both = columns.find(|columns| columns.iter().all(|column| is_form(column)));
    both.map_or_else(|| parts.iter().map(|part| (*part).to_owned()).collect(), |columns| columns.to_vec())
}

/// Drops who is addressed.
fn addressees(mut lines: Vec<Line>, framing: &mut Framing) -> Vec<Line> {
    let head = lines.iter().take(ADDRESSED);
    let Some(start) =
        head.clone().position(|line| is_headed(&line.text, "Kính gửi") && words(&line.text) <= 40)
    else {
        return lines;
    };
    let mut behind = lines.split_off(start).into_iter().peekable();
    let mut goes_on = true;
    let mut is_first = true;
    while let Some(line) = behind.next_if(|line| is_first || (goes_on && is_listed(line))) {
        goes_on = line.text.ends_with([':', ';', ',']);
        is_first = false;
        framing.dropped("receive-dropped-addressee", &line.text);
    }
    lines.extend(behind);
    lines
}

/// Drops the rules and ornaments between paragraphs. A row of dashes in a table is an empty cell.
fn without_rules(lines: Vec<Line>, framing: &mut Framing) -> Vec<Line> {
    let (rules, kept): (Vec<Line>, Vec<Line>) =
        lines.into_iter().partition(|line| line.cell.is_none() && is_rule(&line.text));
    rules.iter().for_each(|rule| framing.dropped("receive-dropped-rule", &rule.text));
    kept
}

/// Where recipients or signature begin; none where the text ends with its words.
fn tail_start(lines: &[Line]) -> Option<usize> {
    let first = lines.len().saturating_sub(TAIL).max(1);
    let is_signed = |at: &usize| lines[*at].text.split('\t').any(is_authority) || are_recipients(lines, *at);
    let signed = (first..lines.len()).find(is_signed);
    // A post alone signs only where nothing but a signature follows.
    let only = |at: &usize| {
        lines[*at..].iter().all(|line| is_post(&line.text) || is_mark(&line.text) || is_name(&line.text))
    };
    let start = signed.or_else(|| (first..lines.len()).filter(|at| is_post(&lines[*at].text)).find(only))?;
    let is_dated = start > first && is_place_and_date(&lines[start - 1].text);
    Some(if is_dated { start - 1 } else { start })
}

/// Drops what belongs to recipients and signature.
fn signature(lines: Vec<Line>, framing: &mut Framing) {
    let (mut in_list, mut is_signing) = (false, false);
    let recipients: Vec<bool> = (0..lines.len()).map(|at| are_recipients(&lines, at)).collect();
    let above_a_name: Vec<bool> = (0..lines.len()).map(|at| is_above_a_name(&lines, at)).collect();
    for (at, mut line) in lines.into_iter().enumerate() {
        let mut words = Vec::new();
        for part in line.text.split('\t') {
            let is_listed = in_list && (line.is_item || is_dashed(part) || is_filed(part));
            let what = match part {
                _ if recipients[at] && is_recipients(part) => Some("receive-dropped-recipients"),
                _ if is_signing && above_a_name[at] && is_small_post(part) => {
                    Some("receive-dropped-signature")
                }
                _ if is_authority(part) || is_post(part) => Some("receive-dropped-signature"),
                _ if is_mark(part) => Some("receive-dropped-signature"),
                _ if is_place_and_date(part) => Some("receive-dropped-date"),
                _ if is_listed => Some("receive-dropped-recipients"),
                _ if is_signing && is_name(part) => Some("receive-dropped-signature"),
                _ if is_rule(part) => Some("receive-dropped-rule"),
                _ => None,
            };
            match what {
                Some("receive-dropped-recipients") => in_list = true,
                Some("receive-dropped-signature") => (in_list, is_signing) = (false, true),
                _ => {}
            }
            match what {
                Some(what) => framing.dropped(what, part),
                None => words.push(part),
            }
        }
        if !words.is_empty() {
            (in_list, is_signing) = (false, false);
            line.text = words.join("\t");
            framing.lines.push(line);
        }
    }
}

/// The mark "./." that ends a paper is no word.
fn end_marks(framing: &mut Framing) {
    for line in &mut framing.lines {
        let Some(words) = line.text.strip_suffix("/.") else { continue };
        framing.dropped.push(Dropped { what: "receive-dropped-mark", text: "./.".to_owned() });
        // "./." behind a full stop of its own, or without one.
        let words = words.trim_end_matches(|letter: char| letter == '.' || letter.is_whitespace());
        let is_ended = words.is_empty() || words.ends_with(['!', '?', '…']);
        line.text = if is_ended { words.to_owned() } else { format!("{words}.") };
    }
    framing.lines.retain(|line| !line.text.is_empty() && line.text != ".");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Line> {
        let line = |text: &str| Line { text: text.to_owned(), ..Line::default() };
        text.lines().map(|text| line(text.trim())).collect()
    }

    fn kept(text: &str) -> Vec<String> {
        unframe(lines(text)).lines.into_iter().map(|line| line.text).collect()
    }

    const NOTICE: &str = "ỦY BAN NHÂN DÂN
        XÃ XUÂN PHƯỚC
        -------
        Số: 12/TB-UBND
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc
        Xuân Phước, ngày 10 tháng 3 năm 2025
        THÔNG BÁO
        Về việc tạm ngừng cấp nước
        Kính gửi: Bà con các thôn Phú Xuân A, Phú Xuân B.
        Ngày 12 tháng 3, trạm cấp nước súc rửa đường ống.
        ỦY BAN NHÂN DÂN xã đề nghị bà con trữ nước đủ dùng./.
        Nơi nhận:
        - Như trên;
        - Lưu: VT.
        TM. ỦY BAN NHÂN DÂN
        KT. CHỦ TỊCH
        PHÓ CHỦ TỊCH
        (Đã ký)
        Nguyễn Văn An";

    #[test]
    fn the_mark_at_the_end_of_a_paper_leaves_one_full_stop() {
        for written in ["Hết nước./.", "Hết nước. ./.", "Hết nước ./.", "Hết nước. /."] {
            assert_eq!(kept(&format!("Tin\n{written}")), ["Tin", "Hết nước."], "{written}");
        }
        assert_eq!(kept("Tin\nHết nước! ./."), ["Tin", "Hết nước!"]);
    }

    #[test]
    fn the_frame_of_an_office_paper_is_dropped_and_its_words_are_kept() {
        let found = unframe(lines(NOTICE));
        let words: Vec<&str> = found.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(
            words,
            [
                "THÔNG BÁO",
                "Về việc tạm ngừng cấp nước",
                "Ngày 12 tháng 3, trạm cấp nước súc rửa đường ống.",
                "ỦY BAN NHÂN DÂN xã đề nghị bà con trữ nước đủ dùng.",
            ]
        );
        assert_eq!(found.dropped.len(), 17);
    }

    #[test]
    fn a_letterhead_of_two_columns_in_one_line_is_known_by_its_parts() {
        let text = "UBND XÃ XUÂN PHƯỚC\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
            HỘI NÔNG DÂN\tĐộc lập – Tự do – Hạnh phúc
            Số:\t/HND\tXuân Phước, ngày\ttháng\tnăm 2025
            V/v gieo sạ đúng lịch\t
            Bà con gieo sạ từ ngày 20.";
        assert_eq!(kept(text), ["V/v gieo sạ đúng lịch", "Bà con gieo sạ từ ngày 20."]);
    }

    #[test]
    fn a_date_above_the_signature_is_frame_and_does_not_stretch_the_letterhead() {
        let text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
            Độc lập - Tự do - Hạnh phúc
            HỘI LÀNG ĐẦU XUÂN
            Hội mở từ mùng hai.
            THÔN MỘT VÀ THÔN HAI CÙNG TỔ CHỨC
            Ai cũng có thể đến.
            Hội có hát bài chòi.
            Mời bà con.
            Xuân Phước, ngày 10 tháng 3 năm 2025
            TM. BAN TỔ CHỨC
            Lê Thị Bình";
        let found = unframe(lines(text));
        assert_eq!((found.lines.len(), found.dropped.len()), (6, 5), "{found:?}");
    }

    #[test]
    fn what_only_looks_like_a_frame_is_kept() {
        for text in [
            "XÃ XUÂN PHƯỚC ĐÓN XUÂN\nHội xuân mở từ mùng hai.",
            "Tin xã\nXuân Phước, ngày 10 tháng 3 năm 2025\nHội mở.",
            "Gặp mặt\nKính gửi lời chào đến bà con.\n- Một là đi sớm;\n- Hai là đi đủ.",
            "Lời dặn\nÔng Nguyễn Văn An\nNguyễn Văn An\nCHỦ TỊCH xã nói như vậy.",
            "Lời dặn\nCHỦ TỊCH\nNguyễn Văn An\nđã về dự.",
            "Số điện thoại\nSố: 0257/123 456\nGọi khi cần.",
        ] {
            let all: Vec<String> = text.lines().map(str::to_owned).collect();
            assert_eq!(kept(text), all);
        }
    }

    #[test]
    fn a_post_in_small_letters_is_frame_only_above_the_name_of_who_signs() {
        for post in ["Trưởng thôn", "Trưởng trạm", "Bí thư", "Hiệu trưởng", "Tổ trưởng"]
        {
            let text = format!("Tin\nMời bà con.\nTM. BAN NHÂN DÂN THÔN\n{post}\n(Đã ký)\nLê Thị Bình");
            assert_eq!(kept(&text), ["Tin", "Mời bà con."], "{post}");
        }
        let found = kept("Tin\nMời bà con.\nTM. BAN NHÂN DÂN THÔN\nTrưởng thôn đến từng nhà\nghi danh sách.");
        assert_eq!(found[2..], ["Trưởng thôn đến từng nhà", "ghi danh sách."]);
    }

    #[test]
    fn a_rule_between_title_and_words_is_shown_and_not_read() {
        for rule in ["---o0o---", "***", "~~~", "====", "-oOo-"] {
            let found = unframe(lines(&format!("{rule}\nTin\n{rule}\nMời bà con.")));
            assert_eq!((found.lines.len(), found.dropped.len()), (2, 2), "{rule}");
        }
        assert_eq!(kept("Tin\nOOP là gì."), ["Tin", "OOP là gì."]);
    }

    #[test]
    fn words_behind_a_signature_are_kept() {
        let found = kept(
            "Lịch tiêm\nTrạm tiêm sáng thứ Hai.\nTM. TRẠM Y TẾ\nLê Thị Bình\nPhụ lục: thôn nào tiêm ngày nào.\nThôn Một",
        );
        assert_eq!(
            found,
            ["Lịch tiêm", "Trạm tiêm sáng thứ Hai.", "Phụ lục: thôn nào tiêm ngày nào.", "Thôn Một"]
        );
    }

    #[test]
    fn a_text_that_is_nothing_but_frame_is_left_whole() {
        assert_eq!(kept("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]);
    }
}
