//! Numbers in words.
//!
//! Goes in: digits. Comes out: how they are said. It must not know where in a text the digits stand.

use super::variants::{MissingThousands, Variants};

/// More digits than this are no quantity that anybody follows by ear.
const LONGEST: usize = 27;

/// Decimals up to so many digits are said as a number, more of them digit by digit.
const LONGEST_DECIMALS: usize = 3;

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// A whole number of ASCII digits, leading zeros left out. None when it is empty or too long to be followed.
pub(super) fn integer(digits: &str, variants: Variants) -> Option<String> {
    let significant = digits.trim_start_matches('0');
    if digits.is_empty() || significant.len() > LONGEST || !is_digits(digits) {
        return None;
    }
    if significant.is_empty() {
        return Some(DIGITS[0].to_owned());
    }
    let mut words = Vec::new();
    billions(significant, false, variants, &mut words);
    Some(words.join(" "))
}

/// A whole number and its decimals: 3,5 → "ba phẩy năm".
pub(super) fn decimal(whole: &str, decimals: &str, variants: Variants) -> Option<String> {
    Some(format!("{} phẩy {}", integer(whole, variants)?, behind_the_comma(decimals, variants)?))
}

/// Its place in an order, without "thứ": nhất, hai, ba, tư, năm …
pub(super) fn ordinal(digits: &str, variants: Variants) -> Option<String> {
    match digits.trim_start_matches('0') {
        "1" => Some("nhất".to_owned()),
        "4" => Some("tư".to_owned()),
        _ => integer(digits, variants),
    }
}

/// Digit by digit: 113 → "một một ba".
pub(super) fn one_by_one(digits: &str) -> String {
    let words: Vec<&str> = digits.bytes().filter(u8::is_ascii_digit).map(digit).collect();
    words.join(" ")
}

/// A fraction: 3/4 → "ba phần tư".
pub(super) fn fraction(above: &str, below: &str, variants: Variants) -> Option<String> {
    let below = match below.trim_start_matches('0') {
        "" => return None,
        "4" => "tư".to_owned(),
        _ => integer(below, variants)?,
    };
    Some(format!("{} phần {below}", integer(above, variants)?))
}

/// The value of a Roman numeral in capitals, written as numerals are written; up to 3999.
pub(super) fn roman(letters: &str) -> Option<u32> {
    const PARTS: [(&str, u32); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    // 3888 is the longest of them.
    if letters.is_empty() || letters.len() > 15 {
        return None;
    }
    let (mut rest, mut value) = (letters, 0);
    for (part, worth) in PARTS {
        while let Some(behind) = rest.strip_prefix(part) {
            (rest, value) = (behind, value + worth);
        }
    }
    // IIII and IXI have a value too, but nobody writes four and ten like that.
    let (mut left, mut written) = (value, String::new());
    for (part, worth) in PARTS {
        while left >= worth {
            written += part;
            left -= worth;
        }
    }
    (value < 4000 && written == letters).then_some(value)
}

/// Everything from billions (tỷ) on; `inner` when higher digits were said before.
fn billions(digits: &str, inner: bool, variants: Variants, words: &mut Vec<&'static str>) {
    let (high, low) = digits.split_at(digits.len().saturating_sub(9));
    let mut inner = inner;
    if !high.is_empty() {
        billions(high, inner, variants, words);
        words.push("tỷ");
        inner = true;
    }
    millions(low, inner, variants, words);
}

/// Nine digits at most: millions, thousands, ones.
fn millions(digits: &str, inner: bool, variants: Variants, words: &mut Vec<&'static str>) {
    let padded = format!("{digits:0>9}");
    let mut inner = inner;
    for (place, name) in [(0, Some("triệu")), (3, Some(variants.thousand())), (6, None)] {
        let group = &padded[place..place + 3];
        if group == "000" {
            let is_gap = inner && place == 3 && &padded[6..] != "000";
            if is_gap && variants.missing_thousands == MissingThousands::Said {
                words.extend([DIGITS[0], variants.thousand()]);
            }
            continue;
        }
        hundreds(group.as_bytes(), inner, variants, words);
        words.extend(name);
        inner = true;
    }
}

/// Three digits; `inner` when higher digits were said before, so that missing hundreds are said.
fn hundreds(group: &[u8], inner: bool, variants: Variants, words: &mut Vec<&'static str>) {
    let [hundred, ten, one] = [group[0], group[1], group[2]];
    let has_hundreds = inner || hundred != b'0';
    if has_hundreds {
        words.extend([digit(hundred), "trăm"]);
    }
    match (ten, one) {
        (b'0', b'0') => {}
        (b'0', _) if has_hundreds => words.extend([variants.missing_ten(), digit(one)]),
        (b'0', _) => words.push(digit(one)),
        (b'1', _) => words.push("mười"),
        _ => words.extend([digit(ten), "mươi"]),
    }
    match (ten, one) {
        (b'0', _) | (_, b'0') => {}
        (_, b'5') => words.push("lăm"),
        (b'1', _) => words.push(digit(one)),
        (_, b'1') => words.push("mốt"),
        (_, b'4') => words.push(variants.four()),
        _ => words.push(digit(one)),
    }
}

fn behind_the_comma(decimals: &str, variants: Variants) -> Option<String> {
    let significant = decimals.trim_start_matches('0');
    if decimals.is_empty() || decimals.len() > LONGEST || !is_digits(decimals) {
        return None;
    }
    if significant.is_empty() || significant.len() > LONGEST_DECIMALS {
        return Some(one_by_one(decimals));
    }
    let zeros = decimals.len() - significant.len();
    Some(format!("{}{}", "không ".repeat(zeros), integer(significant, variants)?))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn digit(byte: u8) -> &'static str {
    DIGITS[usize::from(byte - b'0')]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_nobody_follows_by_ear_is_not_said() {
        assert!(integer(&"9".repeat(27), Variants::default()).is_some());
        assert_eq!(integer(&"9".repeat(28), Variants::default()), None);
        assert_eq!(integer("", Variants::default()), None);
        assert_eq!(integer("1a", Variants::default()), None);
    }

    #[test]
    fn roman_numerals_are_read_only_as_they_are_written() {
        let known = [("I", 1), ("IV", 4), ("XIV", 14), ("XXI", 21), ("XL", 40), ("MCMXCIX", 1999)];
        for (letters, value) in known {
            assert_eq!(roman(letters), Some(value), "{letters}");
        }
        for letters in ["", "IIII", "VV", "IC", "XVX", "IM", "ABC", "x", "MMMM", "IXI"] {
            assert_eq!(roman(letters), None, "{letters}");
        }
    }

    #[test]
    fn billions_of_billions_are_said() {
        let said = |digits: &str| integer(digits, Variants::default()).expect("a number");
        assert_eq!(said("1000000000000"), "một nghìn tỷ");
        assert_eq!(said("1000000000000000000"), "một tỷ tỷ");
        assert_eq!(said("1000000000000000005"), "một tỷ tỷ không trăm linh năm");
    }
}
