//! Text for places that hold only ASCII, as the fields of a broadcast WAV: marks dropped, case and spaces kept.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `text` in printable ASCII: "Đài Đồng Xuân" is "Dai Dong Xuan". Control characters become spaces, letters of other
/// scripts `?`.
pub fn ascii(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.nfd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            ' '..='~' => plain.push(letter),
            'đ' => plain.push('d'),
            'Đ' => plain.push('D'),
            '“' | '”' | '„' => plain.push('"'),
            '‘' | '’' => plain.push('\''),
            '–' | '—' | '−' | '‑' => plain.push('-'),
            '…' => plain.push_str("..."),
            letter if letter.is_whitespace() || letter.is_control() => plain.push(' '),
            _ => plain.push('?'),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::ascii;

    #[test]
    fn vietnamese_loses_its_marks_and_nothing_else() {
        assert_eq!(ascii("Đài Truyền thanh thị trấn La Hai, số 2"), "Dai Truyen thanh thi tran La Hai, so 2");
        assert_eq!(ascii("đươ\u{323}c"), "duoc", "decomposed letters");
    }

    #[test]
    fn what_ascii_does_not_have_becomes_the_nearest_it_has() {
        assert_eq!(ascii("“Nông thôn mới” – tập 1…\n\u{a0}好"), "\"Nong thon moi\" - tap 1...  ?");
    }
}
