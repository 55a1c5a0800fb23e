//! Chunks of a RIFF file: id, size and body, padded to an even size. And what stands in them: text and lists.

use crate::source::ascii;

/// One chunk: its id, the size of its body in 32 bits, the body, and a byte that makes the size even.
///
/// Panics when the body is 4 GiB or more: sound, which can be, is written elsewhere.
pub(super) fn chunk(id: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let size = u32::try_from(body.len()).expect("chunks beside the sound are small");
    let padding: &[u8] = if body.len() % 2 == 1 { &[0] } else { &[] };
    [id, &size.to_le_bytes()[..], body, padding].concat()
}

/// A list of chunks of one kind.
pub(super) fn list(kind: &[u8; 4], chunks: &[u8]) -> Vec<u8> {
    chunk(b"LIST", &[&kind[..], chunks].concat())
}

/// A chunk of text in UTF-8, ended by a zero, which its size counts; `before` stands before the text.
pub(super) fn text(id: &[u8; 4], before: &[u8], text: &str) -> Vec<u8> {
    // A zero within the text would end it there.
    let text = text.replace('\0', " ");
    chunk(id, &[before, text.as_bytes(), &[0]].concat())
}

/// A field of `width` bytes in ASCII: what is longer is cut, what is shorter is filled with zeros.
pub(super) fn field(text: &str, width: usize) -> Vec<u8> {
    let mut field = ascii(text).into_bytes();
    field.resize(width, 0);
    field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_count_bytes_not_letters_and_not_the_padding() {
        let chunk = text(b"INAM", &[], "Đài");
        assert_eq!(chunk, b"INAM\x06\0\0\0\xc4\x90\xc3\xa0i\0");
        let odd = text(b"INAM", &[], "Đà");
        assert_eq!(odd, b"INAM\x05\0\0\0\xc4\x90\xc3\xa0\0\0", "and a byte that makes it even");
    }

    #[test]
    fn a_field_is_as_wide_as_told_whatever_its_text() {
        assert_eq!(field("Đài", 5), b"Dai\0\0");
        assert_eq!(field("Đài huyện", 5), b"Dai h");
    }
}
