//! Whether a word can be Vietnamese: how the old letters of a text are told from each other.
//!
//! Goes in: a word in Unicode. Comes out: whether it is built as a syllable (tiếng) is: an onset, a nucleus, a coda and at
//! most one tone. Knows no dictionary.

use unicode_normalization::UnicodeNormalization;

const ONSETS: [&str; 28] = [
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k",
    "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

const NUCLEI: [&str; 56] = [
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ia", "iê", "ya", "yê", "ua", "uô", "ưa",
    "ươ", "oa", "oă", "oe", "uâ", "uê", "uơ", "uy", "uya", "uyê", "ai", "ao", "au", "ay", "âu", "ây", "eo",
    "êu", "iu", "iêu", "oi", "ôi", "ơi", "ui", "uôi", "ưi", "ưu", "ươi", "ươu", "oai", "oay", "uây", "yêu",
    "uyu", "oeo", "oao", "oo",
];

const CODAS: [&str; 9] = ["ch", "ng", "nh", "c", "m", "n", "p", "t", ""];

/// Whether `word` is built as a Vietnamese syllable is.
pub(super) fn is_syllable(word: &str) -> bool {
    let is_tone = |letter: &char| matches!(letter, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let parts: Vec<char> = word.to_lowercase().nfd().collect();
    let tones = parts.iter().filter(|letter| is_tone(letter)).count();
    // A word of capitals within, as a wrong table makes them, is none.
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    let is_cased = capitals == 0
        || capitals == word.chars().count()
        || (capitals == 1 && word.starts_with(char::is_uppercase));
    let plain: String = parts.iter().copied().filter(|letter| !is_tone(letter)).nfc().collect();
    // Before e, ê, i and y these sounds are written k, gh and ngh.
    let is_misspelt = ["c", "ng"]
        .iter()
        .any(|onset| plain.strip_prefix(onset).is_some_and(|rest| rest.starts_with(['e', 'ê', 'i', 'y'])));
    // What ends in c, ch, p or t has the tone sắc or nặng.
    let is_checked = plain.ends_with(['c', 'p', 't']) || plain.ends_with("ch");
    let is_toned = !is_checked || parts.iter().any(|letter| matches!(letter, '\u{301}' | '\u{323}'));
    tones <= 1
        && is_cased
        && is_toned
        && !is_misspelt
        && ONSETS.iter().any(|onset| plain.strip_prefix(onset).is_some_and(is_rime))
}

fn is_rime(rest: &str) -> bool {
    CODAS.iter().any(|coda| rest.strip_suffix(coda).is_some_and(|nucleus| NUCLEI.contains(&nucleus)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_of_every_build_are_known_and_words_of_wrong_letters_are_not() {
        let good = "nghiêng khuya quốc giếng gì huyện Đồng XUÂN thuở hoạch rượu ngoằn quyển yêu Ủy hoà hòa";
        for word in good.split(' ') {
            assert!(is_syllable(word), "{word}");
        }
        let bad = "Céng hoµ x· nghÜa ViÖt vieät haïnh hoäi TÖÏ strass chủnghĩa ộộ b";
        for word in bad.split(' ') {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
