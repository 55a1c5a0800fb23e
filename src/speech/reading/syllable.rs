//! Whether letters make a Vietnamese syllable: what a heading in capitals has and an abbreviation seldom.
//!
//! Goes in: a word in NFC. Comes out: yes or no. It must not know the lexicon.

use crate::speech::token::lowered;
use unicode_normalization::UnicodeNormalization;

/// What a syllable may begin with, the longest first.
const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k",
    "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// What may be between, without tone.
const NUCLEI: [&str; 49] = [
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây", "eo",
    "êu", "ia", "iê", "iêu", "iu", "oa", "oai", "oao", "oay", "oă", "oe", "oeo", "oi", "oo", "ôi", "ơi",
    "ua", "uâ", "uây", "ue", "uê", "ui", "uô", "uôi", "uơ", "uy", "uya", "uyê", "uyu", "yêu",
];

/// More of it: with ư, and what qu leaves of a nucleus.
const MORE_NUCLEI: [&str; 7] = ["ưa", "ưi", "ươ", "ươi", "ươu", "ưu", "yê"];

/// What a syllable may end with.
const CODAS: [&str; 9] = ["ch", "ng", "nh", "c", "m", "n", "p", "t", ""];

/// Whether `word` is one syllable, in whatever case.
pub(in crate::speech) fn is_syllable(word: &str) -> bool {
    let plain = without_tone(&lowered(word));
    ONSETS.iter().filter_map(|onset| plain.strip_prefix(onset)).any(|rest| {
        let is_nucleus = |letters: &str| NUCLEI.contains(&letters) || MORE_NUCLEI.contains(&letters);
        CODAS.iter().filter_map(|coda| rest.strip_suffix(coda)).any(is_nucleus)
            // gì, gìn: the i of the onset is the nucleus too.
            || plain.starts_with("gi") && CODAS.contains(&rest)
    })
}

/// Whether a vowel of `word` bears a mark: English and abbreviations have none.
pub(in crate::speech) fn has_marked_vowel(word: &str) -> bool {
    word.chars()
        .any(|letter| !letter.is_ascii() && !matches!(letter, 'đ' | 'Đ') && has_vowel(&letter.to_string()))
}

/// Whether there is a vowel in `word`.
pub(in crate::speech) fn has_vowel(word: &str) -> bool {
    word.nfd().any(|letter| "aeiouyAEIOUY".contains(letter))
}

fn without_tone(word: &str) -> String {
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    word.nfd().filter(|letter| !TONES.contains(letter)).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_syllables_are_known_in_any_case() {
        for word in
            ["THÔNG", "báo", "Quyết", "nghiêng", "gì", "QUÝ", "uyên", "khuya", "Y", "TẾ", "ĐỊNH", "rượu"]
        {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn abbreviations_without_vowels_or_with_foreign_letters_are_no_syllables() {
        for word in ["UBND", "HĐND", "CCHC", "OCOP", "website", "km", "PAPI", "SIPAS", "Facebook"] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
