//! The forms of an office paper, each known by itself: the motto, a number, a post, a name.
//!
//! Goes in: one line, or what stands apart on it. Comes out: whether it has that form. Knows nothing of where it stands.
//! The forms are those of Nghị định 30/2020/NĐ-CP, appendix I, and of Hướng dẫn 36-HD/VPTW for papers of the Party.

use crate::source::fold;

/// How the names of bodies begin that issue papers.
const ISSUERS: [&str; 37] = [
    "ỦY BAN",
    "UỶ BAN",
    "UBND",
    "HĐND",
    "HỘI",
    "BAN",
    "ĐẢNG",
    "HUYỆN",
    "CÔNG AN",
    "TRƯỜNG",
    "TRẠM",
    "PHÒNG",
    "SỞ",
    "BỘ",
    "XÃ",
    "PHƯỜNG",
    "THỊ TRẤN",
    "THỊ XÃ",
    "THÀNH PHỐ",
    "TỈNH",
    "THÔN",
    "KHU PHỐ",
    "TỔ DÂN PHỐ",
    "ĐOÀN",
    "MẶT TRẬN",
    "UBMTTQ",
    "TRUNG TÂM",
    "CÔNG TY",
    "ĐIỆN LỰC",
    "HỢP TÁC XÃ",
    "HTX",
    "CHI CỤC",
    "CHI NHÁNH",
    "CỤC",
    "VĂN PHÒNG",
    "BỆNH VIỆN",
    "ĐÀI",
];

/// How the posts of those who sign begin.
const POSTS: [&str; 26] = [
    "CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "TRƯỞNG",
    "PHÓ TRƯỞNG",
    "PHÓ BAN",
    "GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC",
    "BÍ THƯ",
    "PHÓ BÍ THƯ",
    "CHÁNH",
    "PHÓ CHÁNH",
    "HIỆU TRƯỞNG",
    "PHÓ HIỆU TRƯỞNG",
    "CHI HỘI TRƯỞNG",
    "CÔNG CHỨC",
    "NGƯỜI LẬP",
    "NGƯỜI VIẾT",
    "THỦ TRƯỞNG",
    "TRẠM TRƯỞNG",
    "XÃ ĐỘI TRƯỞNG",
    "CHI HỘI PHÓ",
    "CHỦ NHIỆM",
    "ĐỘI TRƯỞNG",
    "PHÓ THÔN",
    "THÔN TRƯỞNG",
    "TỔ TRƯỞNG",
];

/// For whom somebody signs: on behalf of, in the place of, by order of.
const AUTHORITIES: [&str; 9] = ["TM.", "T.M", "T/M", "KT.", "K/T", "TL.", "T/L", "TUQ.", "Q. CHỦ TỊCH"];

pub(super) fn is_motto(part: &str) -> bool {
    let folded = fold(part);
    matches!(folded.as_str(), "conghoaxahoichunghiavietnam" | "doclaptudohanhphuc")
        || (folded == "dangcongsanvietnam" && is_capitals(part))
}

/// `Số: 12/TB-UBND`, also before it is given: `Số:    /TB-UBND`.
pub(super) fn is_number(part: &str) -> bool {
    let Some(rest) = part.strip_prefix("Số").or_else(|| part.strip_prefix("SỐ")) else { return false };
    let Some((number, code)) = rest.trim_start_matches([':', ' ', '.', '…', '_']).split_once('/') else {
        return false;
    };
    let is_code =
        |letter: char| letter.is_uppercase() || letter.is_ascii_digit() || "-/ &.,".contains(letter);
    number.chars().all(|letter| letter.is_ascii_digit() || " .…_".contains(letter))
        && part.chars().count() <= 45
        && code.chars().all(is_code)
        && code.contains(char::is_uppercase)
}

/// `Xuân Phước, ngày 10 tháng 3 năm 2025`.
pub(super) fn is_place_and_date(part: &str) -> bool {
    let Some((place, date)) = part.split_once(", ngày") else { return false };
    let Some((_, year)) = date.split_once("năm").filter(|(day, _)| day.contains("tháng")) else {
        return false;
    };
    let is_blank = |letter: char| letter.is_ascii_digit() || " .…_".contains(letter);
    words(place) <= 6
        && !place.contains([':', '/'])
        && place.starts_with(char::is_uppercase)
        && words(date) <= 8
        && year.chars().all(is_blank)
}

/// `-----`, `***`, `---o0o---`.
pub(super) fn is_rule(part: &str) -> bool {
    let middle = part.trim_matches(|letter| "-_*=–—~. ".contains(letter));
    let is_ornament = matches!(middle.to_lowercase().as_str(), "" | "o0o" | "ooo" | "0o0");
    part.chars().count() >= 2 && is_ornament
}

pub(super) fn is_issuer_name(part: &str) -> bool {
    let begins = ISSUERS.iter().any(|name| {
        part.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '-']))
    });
    begins && is_capitals(part) && words(part) <= 14 && !part.ends_with(['.', ':', '!', '?'])
}

pub(super) fn is_recipients(part: &str) -> bool {
    is_headed(part, "Nơi nhận") || fold(part) == "noinhan"
}

pub(super) fn is_authority(part: &str) -> bool {
    AUTHORITIES.iter().any(|word| part.starts_with(word)) && is_capitals(part) && words(part) <= 14
}

pub(super) fn is_post(part: &str) -> bool {
    POSTS.iter().any(|post| part.starts_with(post)) && is_capitals(part) && words(part) <= 10
}

/// `Trưởng thôn`, as it is written under the body somebody signs for.
pub(super) fn is_small_post(part: &str) -> bool {
    words(part) <= 6 && !part.ends_with(['.', ':', ';', ',']) && is_post(&part.to_uppercase())
}

/// `(Đã ký)`, `(Ký, ghi rõ họ tên)`.
pub(super) fn is_mark(part: &str) -> bool {
    let folded = fold(part);
    folded == "daky"
        || (part.starts_with('(')
            && words(part) <= 10
            && (folded.starts_with("ky") || folded.contains("daky")))
}

/// A person's name: two to six words with a capital each.
pub(super) fn is_name(part: &str) -> bool {
    let is_word = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|letter| letter.is_alphabetic() || letter == '.')
    };
    (2..=6).contains(&words(part)) && part.split(' ').all(is_word) && !part.ends_with('.')
}

/// `- Như trên;`
pub(super) fn is_dashed(part: &str) -> bool {
    part.starts_with(['-', '–', '+', '•', '*'])
}

/// `Lưu: VT.`, `- Như trên;`, but not `Lưu ý: …`.
pub(super) fn is_filed(part: &str) -> bool {
    let part = part.trim_start_matches(['-', '–', '+', '•', '*', ' ']);
    let is_form = part.starts_with("Lưu") || part.starts_with("Như trên");
    is_form && !part.starts_with("Lưu ý") && words(part) <= 8
}

/// Whether `text` begins with `head` and a colon.
pub(super) fn is_headed(text: &str, head: &str) -> bool {
    let Some((before, _)) = text.split_once(':') else { return false };
    fold(before) == fold(head)
}

pub(super) fn is_capitals(part: &str) -> bool {
    part.contains(char::is_uppercase) && !part.contains(char::is_lowercase)
}

pub(super) fn words(part: &str) -> usize {
    part.split_whitespace().count()
}
