//! VNI-Windows: the old letters of the fonts whose names begin with `VNI-`, a base letter and a mark behind it.
//!
//! Source: the table of VNI-Windows that VNI Software published with its fonts, as the Unicode Consortium's Vietnamese
//! pages and every converter show it; the codes are those of Windows-1252.

use unicode_normalization::UnicodeNormalization;

/// Letters that stand alone.
const ALONE: [(char, char); 18] = [
    ('ô', 'ơ'),
    ('ö', 'ư'),
    ('í', 'í'),
    ('ì', 'ì'),
    ('æ', 'ỉ'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
    ('î', 'ỵ'),
    ('ñ', 'đ'),
    ('Ô', 'Ơ'),
    ('Ö', 'Ư'),
    ('Í', 'Í'),
    ('Ì', 'Ì'),
    ('Æ', 'Ỉ'),
    ('Ó', 'Ĩ'),
    ('Ò', 'Ị'),
    ('Î', 'Ỵ'),
    ('Ñ', 'Đ'),
];

/// Marks that stand behind their letter, in lower case, and what they put on it: first what makes it another letter,
/// then the tone.
const MARKS: [(char, &str); 17] = [
    ('ù', "\u{301}"),
    ('ø', "\u{300}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];

/// `text`, written with a VNI font, in Unicode.
pub(super) fn decode(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    // The letter a mark may still be put on.
    let mut base = None;
    for written in text.chars() {
        if let Some(marks) = base.and_then(|base| marks(base, written)) {
            found.push_str(marks);
            base = None;
            continue;
        }
        let letter = ALONE.iter().find(|(code, _)| *code == written).map_or(written, |(_, letter)| *letter);
        found.push(letter);
        base = Some(letter);
    }
    found.nfc().collect()
}

/// What the mark `written` puts on the letter before it; none when it is no mark of that letter.
fn marks(base: char, written: char) -> Option<&'static str> {
    let (base, written) = (lower(base), lower(written));
    let (_, marks) = MARKS.iter().find(|(code, _)| *code == written)?;
    let takes = match marks.chars().next() {
        Some('\u{306}') => "a",
        Some('\u{302}') => "aeo",
        _ => "aeouyơư",
    };
    takes.contains(base).then_some(*marks)
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `letter` as a VNI font has it.
    fn encode(letter: char) -> String {
        let alone = |letter: char| ALONE.iter().find(|(_, known)| *known == letter).map(|(code, _)| *code);
        if let Some(code) = alone(letter) {
            return code.to_string();
        }
        let (tones, rest): (Vec<char>, Vec<char>) =
            letter.nfd().partition(|part| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*part));
        let without_tone = rest.iter().copied().nfc().next().expect("a letter");
        let base = alone(without_tone).unwrap_or(rest[0]);
        let shape = rest.iter().skip(1).filter(|_| alone(without_tone).is_none());
        let marks: String = shape.chain(&tones).collect();
        let code = MARKS.iter().find(|(_, known)| *known == marks).map(|(code, _)| *code);
        let code = code
            .map(|code| if letter.is_uppercase() { code.to_uppercase().collect() } else { code.to_string() });
        format!("{base}{}", code.unwrap_or_default())
    }

    #[test]
    fn the_words_on_every_letterhead_are_read() {
        assert_eq!(decode("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"), "Cộng hòa xã hội chủ nghĩa Việt Nam");
        assert_eq!(decode("ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC"), "ĐỘC LẬP - TỰ DO - HẠNH PHÚC");
        assert_eq!(decode("UÛY BAN NHAÂN DAÂN xaõ Xuaân Phöôùc"), "ỦY BAN NHÂN DÂN xã Xuân Phước");
    }

    #[test]
    fn every_letter_of_vietnamese_comes_back() {
        let vowels = "aăâeêioôơuưy";
        for base in vowels.chars().chain(vowels.to_uppercase().chars()) {
            for tone in ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"] {
                let letter = format!("{base}{tone}").nfc().next().expect("a letter");
                assert_eq!(decode(&encode(letter)), letter.to_string(), "{}", encode(letter));
            }
        }
        let sentence: String = "đường, Đắk".chars().map(encode).collect();
        assert_eq!((sentence.as_str(), decode(&sentence).as_str()), ("ñöôøng, Ñaék", "đường, Đắk"));
    }
}
