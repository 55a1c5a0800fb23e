//! The names of letters, as a Vietnamese announcer says them: lớp 1A, điểm đ, QL19C.

/// The name of a single letter, capital or small. None of anything else.
///
/// Source: the letter names of the Ministry of Education's primary schools, with those of f, j, w, z as they are said
/// in formulas.
pub(super) fn name(letter: &str) -> Option<&'static str> {
    let mut letters = letter.chars();
    let (first, None) = (letters.next()?, letters.next()) else { return None };
    Some(match first.to_lowercase().next()? {
        'a' => "a",
        'ă' => "á",
        'â' => "ớ",
        'b' => "bê",
        'c' => "xê",
        'd' => "dê",
        'đ' => "đê",
        'e' => "e",
        'ê' => "ê",
        'f' => "ép",
        'g' => "giê",
        'h' => "hát",
        'i' => "i",
        'j' => "gi",
        'k' => "ca",
        'l' => "e-lờ",
        'm' => "em-mờ",
        'n' => "en-nờ",
        'o' => "o",
        'ô' => "ô",
        'ơ' => "ơ",
        'p' => "pê",
        'q' => "quy",
        'r' => "e-rờ",
        's' => "ét",
        't' => "tê",
        'u' => "u",
        'ư' => "ư",
        'v' => "vê",
        'w' => "vê kép",
        'x' => "ích",
        'y' => "i dài",
        'z' => "dét",
        _ => return None,
    })
}
