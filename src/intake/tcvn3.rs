//! TCVN3 ("ABC"): the old eight-bit letters of the fonts whose names begin with `.Vn`.
//!
//! Source: TCVN 5712:1993, the set VN3, with the capitals that VN2 puts into its free places. Fonts whose names end in
//! `H` show the same codes as capitals.

/// The letters of the bytes A1 to FE; a blank where the standard has a mark that stands alone.
const LETTERS: &str =
    "ĂÂÊÔƠƯĐăâêôơưđẰ     àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";

/// The first byte of [`LETTERS`].
const FIRST: u32 = 0xa1;

/// The letter that a TCVN3 font shows for `letter`, which is what Unicode has at its byte; none for what is the same in
/// both, as all ASCII is.
pub(super) fn letter(letter: char) -> Option<char> {
    let place = u32::from(letter).checked_sub(FIRST)?;
    LETTERS.chars().nth(usize::try_from(place).ok()?).filter(|letter| *letter != ' ')
}

/// `text`, written with a TCVN3 font, in Unicode.
pub(super) fn decode(text: &str) -> String {
    text.chars().map(|written| letter(written).unwrap_or(written)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_stand_at_the_bytes_of_the_standard() {
        assert_eq!(LETTERS.chars().count(), 0xff - 0xa0);
        for (byte, expected) in [
            (0xa1, 'Ă'),
            (0xa8, 'ă'),
            (0xae, 'đ'),
            (0xb5, 'à'),
            (0xbb, 'ằ'),
            (0xc6, 'ặ'),
            (0xd6, 'ệ'),
            (0xdc, 'ĩ'),
            (0xe3, 'ó'),
            (0xf8, 'ứ'),
            (0xfe, 'ỵ'),
        ] {
            assert_eq!(letter(char::from(byte)), Some(expected), "{byte:x}");
        }
    }

    #[test]
    fn the_words_on_every_letterhead_are_read() {
        assert_eq!(decode("Céng hoµ x· héi chñ nghÜa ViÖt Nam"), "Cộng hoà xã hội chủ nghĩa Việt Nam");
        assert_eq!(decode("§éc lËp - Tù do - H¹nh phóc"), "Độc lập - Tự do - Hạnh phúc");
    }
}
