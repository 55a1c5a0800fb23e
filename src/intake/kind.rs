//! What a file is, by its first bytes; its name only where they say nothing.

use std::path::Path;

/// What was brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Brought {
    /// A document of Word since 2007, or of what writes the same.
    Docx,
    /// Words and nothing else.
    Plain,
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A document of Word up to 2003, or one with a password.
    Doc,
    /// PDF.
    Pdf,
    /// A document of LibreOffice.
    Odt,
    /// Rich text.
    Rtf,
    /// A page of the web.
    Html,
    /// A photograph or scan.
    Picture,
    /// A table, slides, an archive.
    Other,
    /// A bulletin with its head, as the project has them.
    Bulletin,
    /// It is what it says, but broken.
    Damaged,
    /// More than anybody reads out.
    TooLarge,
    /// No words.
    Empty,
}

/// So many bytes at the head of a file tell what it is.
const HEAD: usize = 4096;

/// What the file called `name` is, by its content.
pub fn kind(name: &Path, bytes: &[u8]) -> Result<Brought, Refusal> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let has = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    let extension = name.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let extension = extension.to_ascii_lowercase();
    match head {
        [] => Err(Refusal::Empty),
        [b'%', b'P', b'D', b'F', ..] => Err(Refusal::Pdf),
        [b'{', b'\\', b'r', b't', b'f', ..] => Err(Refusal::Rtf),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(Refusal::Doc),
        [0xff, 0xd8, 0xff, ..] | [0x89, b'P', b'N', b'G', ..] | [b'G', b'I', b'F', b'8', ..] => {
            Err(Refusal::Picture)
        }
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Err(Refusal::Picture),
        [_, _, _, _, b'f', b't', b'y', b'p', b'h', b'e', b'i', ..] => Err(Refusal::Picture),
        [b'P', b'K', 3, 4, ..] if has(b"word/document.xml") => Ok(Brought::Docx),
        [b'P', b'K', 3, 4, ..] if has(b"opendocument.text") => Err(Refusal::Odt),
        [b'P', b'K', 3, 4, ..] if extension == "docx" => Err(Refusal::Damaged),
        [b'P', b'K', 3 | 5 | 7, ..] => Err(Refusal::Other),
        _ if extension == "docx" => Err(Refusal::Damaged),
        _ if is_page(head) => Err(Refusal::Html),
        _ if is_bulletin(head) => Err(Refusal::Bulletin),
        _ if ["txt", "text", "md", ""].contains(&extension.as_str()) => Ok(Brought::Plain),
        _ => Err(by_name(&extension)),
    }
}

fn is_page(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head).trim_start_matches(['\u{feff}', ' ', '\n', '\r']).to_lowercase();
    text.starts_with("<!doctype html") || text.starts_with("<html")
}

/// Whether it begins as a bulletin does: with a line of `---`, and a title in one of the next.
fn is_bulletin(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let is_fenced = lines.next().is_some_and(|line| line.trim_end() == "---");
    let is_title = |line: &str| line.starts_with("title:") || line.starts_with("tiêu đề:");
    is_fenced && lines.take_while(|line| line.trim_end() != "---").any(is_title)
}

fn by_name(extension: &str) -> Refusal {
    match extension {
        "doc" | "dot" => Refusal::Doc,
        "pdf" => Refusal::Pdf,
        "odt" => Refusal::Odt,
        "rtf" => Refusal::Rtf,
        "htm" | "html" | "mht" => Refusal::Html,
        "jpg" | "jpeg" | "png" | "gif" | "heic" | "webp" | "tif" | "tiff" | "bmp" => Refusal::Picture,
        _ => Refusal::Other,
    }
}

impl Refusal {
    /// The message that says what it is and what to do.
    pub fn message(self) -> &'static str {
        match self {
            Refusal::Doc => "receive-refused-doc",
            Refusal::Pdf => "receive-refused-pdf",
            Refusal::Odt => "receive-refused-odt",
            Refusal::Rtf => "receive-refused-rtf",
            Refusal::Html => "receive-refused-html",
            Refusal::Picture => "receive-refused-picture",
            Refusal::Other => "receive-refused-other",
            Refusal::Bulletin => "receive-refused-bulletin",
            Refusal::Damaged => "receive-refused-damaged",
            Refusal::TooLarge => "receive-refused-too-large",
            Refusal::Empty => "receive-refused-empty",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say_whatever_it_is_called() {
        let of = |name: &str, bytes: &[u8]| kind(Path::new(name), bytes);
        assert_eq!(of("tin.txt", b"%PDF-1.7"), Err(Refusal::Pdf));
        assert_eq!(of("tin.docx", b"{\\rtf1\\ansi"), Err(Refusal::Rtf));
        assert_eq!(of("tin.docx", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1]), Err(Refusal::Doc));
        assert_eq!(of("tin.zip", b"PK\x03\x04word/document.xml"), Ok(Brought::Docx));
        assert_eq!(
            of("tin.odt", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text"),
            Err(Refusal::Odt)
        );
        assert_eq!(of("tin.docx", "Chữ".as_bytes()), Err(Refusal::Damaged));
        assert_eq!(of("tin.txt", "Chữ".as_bytes()), Ok(Brought::Plain));
        assert_eq!(of("tin.md", "---\ntitle: A\n---\nLời.".as_bytes()), Err(Refusal::Bulletin));
        assert_eq!(of("tin.txt", "---\nLời.".as_bytes()), Ok(Brought::Plain));
        assert_eq!(of("tin.htm", b" <HTML>"), Err(Refusal::Html));
        assert_eq!(of("tin.txt", b""), Err(Refusal::Empty));
        assert_eq!(of("anh.heic", b"\0\0\0\x18ftypheic"), Err(Refusal::Picture));
    }
}
