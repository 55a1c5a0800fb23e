//! Files as people write them: bytes in, values with spans out.
//!
//! Takes the bytes of RON files and front matter; returns values that know where they stand, and diagnostics. A bad
//! item of a list hides no other: it is reported, blanked out, and the rest is read. Knows no folder and no schedule.

mod ascii;
mod digest;
mod front_matter;
mod names;
mod raw;
mod recovery;
mod syntax;

pub use ascii::ascii;
pub use digest::{fingerprint, hexadecimal, sha256};
pub use front_matter::{FrontMatter, front_matter};
pub use names::{Names, NotOne, fold, likely, refuse_name, refuse_twins, slug};
pub use raw::{List, Raw, Reader, Spanned};
pub use recovery::readable;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Span};

/// The first word of a RON text: which kind of file it is. Empty when there is none.
pub fn head_word(text: &str) -> &str {
    syntax::words(text).next().map_or("", |(_, place)| &text[place])
}

/// The largest text file that is read, in bytes.
pub const LARGEST_FILE: u64 = 16 * 1024 * 1024;

/// A text file of the project, as it was written: neither normalised nor reformatted, so that columns are true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path from the project's folder, with `/`.
    pub path: String,
    /// Its text without a byte order mark.
    pub text: String,
    /// Whether this is what its author wrote; else there is nothing to be gained by reading it.
    pub is_readable: bool,
}

/// All text files that were read, so that a span can be shown.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// None yet.
    pub fn new() -> Sources {
        Sources::default()
    }

    /// Takes in a file. Text that is not UTF-8 is reported, with the bad bytes replaced; a byte order mark is dropped.
    pub fn add(&mut self, path: &str, bytes: Vec<u8>, diagnostics: &mut Diagnostics) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).expect("fewer than 2^32 files are read"));
        let (text, bad) = match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(at))
            }
        };
        let (text, cut) = match text.strip_prefix('\u{feff}') {
            Some(rest) => (rest.to_owned(), '\u{feff}'.len_utf8()),
            None => (text, 0),
        };
        if let Some(at) = bad {
            let start = at.saturating_sub(cut);
            diagnostics.push(
                Diagnostic::at(Code::NotUtf8, Span { file: id, start, end: start + 1 }).with("path", path),
            );
        }
        self.files.push(SourceFile { path: path.to_owned(), text, is_readable: bad.is_none() });
        id
    }

    /// Takes in a file that is too large to be read; its text stays empty.
    pub fn refuse(&mut self, path: &str, bytes: u64, diagnostics: &mut Diagnostics) -> FileId {
        let id = self.add(path, Vec::new(), diagnostics);
        self.files[id.0 as usize].is_readable = false;
        diagnostics.push(
            Diagnostic::at(Code::FileTooLarge, Span { file: id, start: 0, end: 0 })
                .with("path", path)
                .with("megabytes", usize::try_from(bytes / 1_000_000).unwrap_or(usize::MAX))
                .with("most", usize::try_from(LARGEST_FILE / 1_000_000).unwrap_or(usize::MAX)),
        );
        id
    }

    /// The file of that number.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The paths of all files, in the order in which they were taken in.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path.as_str())
    }

    /// The file at that path.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let at = self.files.iter().position(|file| file.path == path)?;
        Some(FileId(u32::try_from(at).expect("fewer than 2^32 files are read")))
    }

    /// Line and column of a byte, both from 1; columns count characters.
    pub fn position(&self, file: FileId, byte: usize) -> (usize, usize) {
        let text = &self.file(file).text;
        let before = &text[..text.floor_char_boundary(byte.min(text.len()))];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_dropped_and_positions_count_characters() {
        let mut sources = Sources::new();
        let mut diagnostics = Diagnostics::new();
        let file = sources.add("a.ron", "\u{feff}một\nhai b".as_bytes().to_vec(), &mut diagnostics);
        assert!(diagnostics.is_empty());
        assert_eq!(sources.file(file).text, "một\nhai b");
        let byte = sources.file(file).text.find('b').expect("it is there");
        assert_eq!(sources.position(file, byte), (2, 5));
    }

    #[test]
    fn bytes_that_are_not_utf8_are_reported_where_they_stand() {
        let mut sources = Sources::new();
        let mut diagnostics = Diagnostics::new();
        sources.add("a.ron", vec![b'a', b'\n', 0xd0, b'b'], &mut diagnostics);
        let found = diagnostics.iter().next().expect("one finding");
        assert_eq!((found.code, found.span.expect("a place").start), (Code::NotUtf8, 2));
    }
}
