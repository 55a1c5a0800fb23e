//! What a file is, by its first bytes. Takes the head of a file; gives its container, or what it is instead of sound.
//!
//! The decoder's own probe would search any file for a stretch that looks like MP3 and find one; an editor who named
//! a text `.wav` is better told so.

use super::error::{AudioError, Content};

/// How many bytes of a file's head are wanted.
pub(super) const HEAD_BYTES: usize = 512;

/// The containers that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Wav,
    Aiff,
    Flac,
    Ogg,
    Mp4,
    /// MPEG audio or ADTS frames one after the other, tags before and behind.
    Mpeg,
}

impl Container {
    /// The usual extension of such files; of MPEG, that of MP3.
    pub fn extension(self) -> &'static str {
        match self {
            Container::Wav => "wav",
            Container::Aiff => "aiff",
            Container::Flac => "flac",
            Container::Ogg => "ogg",
            Container::Mp4 => "m4a",
            Container::Mpeg => "mp3",
        }
    }
}

/// Tells the container from the file's first bytes.
///
/// `extension` only decides for MP3 and AAC files that begin with junk before their first frame, which players pass
/// over. Errors: `Empty`, `NotAudio`, `Unsupported`.
pub(super) fn sniff(head: &[u8], extension: Option<&str>) -> Result<Container, AudioError> {
    if head.is_empty() {
        return Err(AudioError::Empty);
    }
    if let Some(container) = container(head) {
        return Ok(container);
    }
    if let Some(what) = foreign_sound(head) {
        return Err(AudioError::Unsupported { what });
    }
    match content(head) {
        Content::Unknown if extension.is_some_and(is_mpeg_extension) => Ok(Container::Mpeg),
        seen => Err(AudioError::NotAudio { seen }),
    }
}

fn container(head: &[u8]) -> Option<Container> {
    let form = head.get(8..12);
    match head.get(..4)? {
        b"RIFF" | b"RF64" | b"BW64" if form == Some(b"WAVE") => Some(Container::Wav),
        b"FORM" if matches!(form, Some(b"AIFF" | b"AIFC")) => Some(Container::Aiff),
        b"fLaC" => Some(Container::Flac),
        b"OggS" => Some(Container::Ogg),
        [b'I', b'D', b'3', _] => Some(Container::Mpeg),
        _ if head.get(4..8) == Some(b"ftyp") => Some(Container::Mp4),
        // ISO/IEC 11172-3, 2.4.2.3: eleven bits of sync; layer III is 01, ADTS has 00 there.
        [0xff, second, ..] if second & 0xe0 == 0xe0 && matches!(second & 0x06, 0x02 | 0x00) => {
            Some(Container::Mpeg)
        }
        _ => None,
    }
}

fn foreign_sound(head: &[u8]) -> Option<&'static str> {
    let starts = |mark: &[u8]| head.starts_with(mark);
    match () {
        () if starts(b"riff\x2e\x91\xcf\x11") => Some("Wave64"),
        () if starts(b"RIFF") && head.get(8..12) == Some(b"AVI ") => Some("AVI"),
        () if starts(b"caff") => Some("CAF"),
        () if starts(b"#!AMR") => Some("AMR"),
        () if starts(b"\x1a\x45\xdf\xa3") => Some("Matroska/WebM"),
        () if starts(b"\x30\x26\xb2\x75\x8e\x66\xcf\x11") => Some("Windows Media"),
        () if starts(b"MThd") => Some("MIDI"),
        () if head.len() > 2 && head[0] == 0xff && matches!(head[1], 0xfc | 0xfd | 0xf4 | 0xf5) => {
            Some("MPEG layer II")
        }
        () => None,
    }
}

fn content(head: &[u8]) -> Content {
    let starts = |mark: &[u8]| head.starts_with(mark);
    if starts(b"PK\x03\x04") || starts(b"%PDF") || starts(b"\xd0\xcf\x11\xe0") || starts(b"Rar!") {
        Content::Document
    } else if starts(b"\x89PNG") || starts(b"\xff\xd8\xff") || starts(b"GIF8") {
        Content::Picture
    } else if starts(b"\xff\xfe") || starts(b"\xfe\xff") || is_text(head) {
        Content::Text
    } else {
        Content::Unknown
    }
}

/// UTF-8 without control characters; the last character may be cut by the end of the head.
fn is_text(head: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).expect("valid up to there")
        }
        Err(_) => return false,
    };
    !text.is_empty() && text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
}

fn is_mpeg_extension(extension: &str) -> bool {
    extension.eq_ignore_ascii_case("mp3") || extension.eq_ignore_ascii_case("aac")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(head: &[u8], extension: &str) -> Content {
        match sniff(head, Some(extension)) {
            Err(AudioError::NotAudio { seen }) => seen,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn text_is_text_whatever_its_name() {
        assert_eq!(seen("Kính thưa quý vị thính giả".as_bytes(), "wav"), Content::Text);
        assert_eq!(seen("Kính thưa quý vị".as_bytes(), "mp3"), Content::Text);
        assert_eq!(seen(b"\xff\xfeK\0i\0", "mp3"), Content::Text);
    }

    #[test]
    fn text_cut_inside_a_letter_is_still_text() {
        assert_eq!(seen(&"Kính thưa".as_bytes()[..3], "wav"), Content::Text);
    }

    #[test]
    fn documents_and_pictures_are_told_apart() {
        assert_eq!(seen(b"PK\x03\x04\x14\0\x06\0", "mp3"), Content::Document);
        assert_eq!(seen(b"\xff\xd8\xff\xe0\0\x10JFIF", "mp3"), Content::Picture);
        assert_eq!(seen(&[0; 64], "wav"), Content::Unknown);
    }

    #[test]
    fn junk_before_the_first_frame_is_left_to_the_mpeg_reader() {
        assert_eq!(sniff(&[0; 64], Some("MP3")).expect("left to the reader"), Container::Mpeg);
    }

    #[test]
    fn sound_of_other_kinds_is_named() {
        assert!(matches!(sniff(b"#!AMR\n", Some("amr")), Err(AudioError::Unsupported { what: "AMR" })));
        assert!(matches!(sniff(b"caff\0\x01", None), Err(AudioError::Unsupported { what: "CAF" })));
    }
}
