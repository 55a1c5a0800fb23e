//! What announcers recorded, found by the number on the sheet.
//!
//! A number belongs to one day of the network and to one text; it is never given again. `recordings/DATE/index.ron`
//! holds which number stands for which text, by the text's digest.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId};
use crate::source::{List, Raw, Reader};
use serde::{Deserialize, Serialize};

/// A sound file in `recordings/DATE/` whose name begins with a number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordingFile {
    /// The number its name begins with.
    pub number: u32,
    /// Its path within the project.
    pub path: String,
}

/// Which text a number stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NumberedText {
    /// The number on the sheet.
    pub number: u32,
    /// SHA-256 of the text, in lower-case hexadecimal.
    pub text: String,
    /// What it is, for people.
    pub title: String,
}

/// The numbers given so far on one day, ascending.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordingIndex {
    /// Ascending by number.
    pub numbers: Vec<NumberedText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Recordings")]
struct IndexFile<'a> {
    #[serde(borrow)]
    version: Raw<'a, u32>,
    numbers: List<'a, NumberFile<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberFile<'a> {
    #[serde(borrow)]
    number: Raw<'a, u32>,
    text: Raw<'a, String>,
    title: Raw<'a, String>,
}

impl RecordingIndex {
    /// The number of the text with that digest; a new one is given, with `title`, when it has none.
    pub fn number(&mut self, text: &str, title: &str) -> u32 {
        if let Some(known) = self.numbers.iter().find(|known| known.text == text) {
            return known.number;
        }
        let number = self.numbers.last().map_or(1, |last| last.number + 1);
        self.numbers.push(NumberedText { number, text: text.to_owned(), title: title.to_owned() });
        number
    }
}

/// The number that a recording's file name begins with: 3 for `03 bản ghi mới (sửa).m4a`.
pub fn number_of(file_name: &str) -> Option<u32> {
    let digits = file_name.bytes().take_while(u8::is_ascii_digit).count();
    file_name[..digits].parse().ok().filter(|number| *number > 0)
}

/// Reads an index from the text of its file.
pub fn read_index(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> RecordingIndex {
    let mut reader = Reader::new(file, text, diagnostics);
    let Some(frame) = reader.whole::<IndexFile>() else { return RecordingIndex::default() };
    crate::calendar::notation::version(&mut reader, &frame.version);
    let mut numbers: Vec<NumberedText> = Vec::new();
    for item in reader.list(&frame.numbers) {
        let read = (reader.read(&item.number), reader.read(&item.text), reader.read(&item.title));
        let (Some(number), Some(text), Some(title)) = read else { continue };
        if numbers.iter().any(|known| known.number == number.value) {
            let id = number.value.to_string();
            reader.diagnostics.push(
                Diagnostic::at(Code::DuplicateId, number.span)
                    .with("id", id.as_str())
                    .with("slug", id.as_str()),
            );
            continue;
        }
        numbers.push(NumberedText { number: number.value, text: text.value, title: title.value });
    }
    numbers.sort_by_key(|known| known.number);
    RecordingIndex { numbers }
}

/// The text of the file that holds `index`.
pub fn write_index(index: &RecordingIndex) -> String {
    let mut text = String::from(
        "// Số của từng bản ghi trong ngày và lời mà nó đọc. Máy ghi tệp này; đừng sửa tay.\nRecordings(\n    version: 1,\n    numbers: [\n",
    );
    for known in &index.numbers {
        let quoted = ron::to_string(&known.title).expect("a string can always be written");
        text += &format!("        (number: {}, text: \"{}\", title: {quoted}),\n", known.number, known.text);
    }
    text + "    ],\n)\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_by_the_number_its_name_begins_with() {
        assert_eq!(number_of("03 bản ghi mới (sửa).m4a"), Some(3));
        assert_eq!(number_of("12.ogg"), Some(12));
        assert_eq!(number_of("bản 3.ogg"), None);
        assert_eq!(number_of("0.ogg"), None);
        assert_eq!(number_of("99999999999.ogg"), None);
    }

    #[test]
    fn a_number_stays_with_its_text_and_is_never_given_again() {
        let mut index = RecordingIndex::default();
        assert_eq!(index.number("aa", "mở đầu"), 1);
        assert_eq!(index.number("bb", "tin \"1\""), 2);
        assert_eq!(index.number("aa", "mở đầu"), 1);
        let mut diagnostics = Diagnostics::new();
        let read = read_index(FileId(0), &write_index(&index), &mut diagnostics);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(read, index);
    }
}
