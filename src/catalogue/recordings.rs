//! What announcers recorded, found by the number on the sheet.
//!
//! A number belongs to one day of the network and to one text; it is never given again. `recordings/DATE/index.ron`
//! holds which number stands for which text, by the text's digest.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId};
use crate::source::{List, Raw, Reader, readable};
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
    /// Whether something is wrong with its file. Then a number may be missing here that an announcer already has on
    /// paper, so none is given, none is believed, and the file is left as it is.
    pub is_damaged: bool,
}

/// The highest number a recording can have: no day has so many texts, and what phones put before a name (`20250310 …`)
/// is longer.
pub const HIGHEST_NUMBER: u32 = 99_999;

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

impl RecordingFile {
    /// The code in its name, if there is one.
    pub fn code(&self) -> Option<String> {
        code_of(self.path.rsplit('/').next().unwrap_or_default())
    }
}

impl RecordingIndex {
    /// The number of the text with that digest; a new one is given, with `title`, when it has none. Numbers that
    /// `files` have already are passed over: such a recording was made of another text. None when the index is damaged
    /// or all numbers are given.
    pub fn number(&mut self, text: &str, title: &str, files: &[RecordingFile]) -> Option<u32> {
        if self.is_damaged {
            return None;
        }
        if let Some(known) = self.numbers.iter().find(|known| known.text == text) {
            return Some(known.number);
        }
        let last = self.numbers.last().map_or(0, |last| last.number);
        let is_free = |number: &u32| files.iter().all(|file| file.number != *number);
        let number = (last + 1..=HIGHEST_NUMBER).find(is_free)?;
        self.numbers.push(NumberedText { number, text: text.to_owned(), title: title.to_owned() });
        Some(number)
    }
}

/// The letters and figures of a code: none that is taken for another, on paper or by ear.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKMNPQRSTUVWXYZ";
const FIGURES: &[u8; 8] = b"23456789";

/// The short code of the text with that digest: `K7MA`. It is printed beside the text's number, so that an announcer can
/// tell which version of the text was read. A letter, a figure, two letters: no word looks so. Of 97,336 codes, so a
/// changed text has the old code once in that many changes.
pub fn text_code(digest: &str) -> String {
    // FNV-1a (draft-eastlake-fnv), 64 bits: the digest is well mixed already.
    let mix = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let mut sum = digest.bytes().fold(0xcbf2_9ce4_8422_2325, mix);
    let mut take = |from: &[u8]| {
        let count = from.len() as u64;
        let at = usize::try_from(sum % count).expect("a place in a short list");
        sum /= count;
        char::from(from[at])
    };
    [take(LETTERS), take(FIGURES), take(LETTERS), take(LETTERS)].iter().collect()
}

/// The code that stands in a recording's file name, behind its number or first: `K7MA` in `03-K7MA mở đầu.m4a`.
pub fn code_of(file_name: &str) -> Option<String> {
    let behind = file_name.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let behind =
        if behind.len() < file_name.len() { behind.trim_start_matches(['-', '_', ' ']) } else { behind };
    let word = behind.split(|letter: char| !letter.is_alphanumeric()).next()?.to_ascii_uppercase();
    let is_code = match word.as_bytes() {
        [first, figure, third, fourth] => {
            [first, third, fourth].iter().all(|letter| LETTERS.contains(letter)) && FIGURES.contains(figure)
        }
        _ => false,
    };
    is_code.then_some(word)
}

/// The number that a recording's file name begins with: 3 for `03 bản ghi mới (sửa).m4a`.
pub fn number_of(file_name: &str) -> Option<u32> {
    let digits = file_name.bytes().take_while(u8::is_ascii_digit).count();
    file_name[..digits].parse().ok().filter(|number| (1..=HIGHEST_NUMBER).contains(number))
}

/// Reads an index from the text of its file, as it was written. It is damaged when anything at all is wrong with it: an
/// item that cannot be read, a number twice, the marks of two versions that git could not bring together.
pub fn read_index(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> RecordingIndex {
    let mut own = Diagnostics::new();
    let numbers = numbers(file, &readable(file, text, &mut own), &mut own);
    let is_damaged = !own.is_empty();
    diagnostics.append(own);
    RecordingIndex { numbers, is_damaged }
}

fn numbers(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Vec<NumberedText> {
    let mut reader = Reader::new(file, text, diagnostics);
    let Some(frame) = reader.whole::<IndexFile>() else { return Vec::new() };
    crate::calendar::notation::version(&mut reader, &frame.version);
    let mut numbers: Vec<NumberedText> = Vec::new();
    for item in reader.list(&frame.numbers) {
        let read = (reader.read(&item.number), reader.read(&item.text), reader.read(&item.title));
        let (Some(number), Some(text), Some(title)) = read else { continue };
        if !(1..=HIGHEST_NUMBER).contains(&number.value) {
            let found = Diagnostic::at(Code::RecordingNumber, number.span);
            reader.diagnostics.push(found.with("number", number.value as usize));
            continue;
        }
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
    numbers
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
        assert_eq!(number_of("20250310 070000.ogg"), None, "a phone's date is no number");
    }

    #[test]
    fn a_code_is_short_plain_and_found_again_in_the_name_of_a_file() {
        let digests: Vec<String> =
            (0..2_000).map(|n| crate::source::sha256(format!("{n}").as_bytes())).collect();
        let codes: std::collections::BTreeSet<String> =
            digests.iter().map(|digest| text_code(digest)).collect();
        assert!(codes.len() > 1_950, "{} codes of 2000 texts", codes.len());
        for code in &codes {
            assert!(code.len() == 4 && !code.contains(['0', 'O', '1', 'I', 'L']), "{code}");
            let small = code.to_lowercase();
            for name in [format!("03-{code} mở đầu.m4a"), format!("03 {small}.m4a"), format!("{code}.ogg")]
            {
                assert_eq!(code_of(&name).as_ref(), Some(code), "{name}");
            }
        }
        for name in [
            "03 ban2.m4a",
            "03 thua.m4a",
            "03 tin.m4a",
            "03-2025.m4a",
            "03.m4a",
            "K7MAX.m4a",
            "tin K7MA.m4a",
            "é7ma.ogg",
            "",
        ] {
            assert_eq!(code_of(name), None, "{name}");
        }
    }

    #[test]
    fn a_number_stays_with_its_text_and_is_never_given_again() {
        let mut index = RecordingIndex::default();
        assert_eq!(index.number("aa", "mở đầu", &[]), Some(1));
        assert_eq!(index.number("bb", "tin \"1\"", &[]), Some(2));
        assert_eq!(index.number("aa", "mở đầu", &[]), Some(1));
        let mut diagnostics = Diagnostics::new();
        let read = read_index(FileId(0), &write_index(&index), &mut diagnostics);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(read, index);
    }

    #[test]
    fn an_index_with_any_mistake_is_damaged_and_gives_no_number() {
        let mut index = RecordingIndex::default();
        index.number("aa", "mở đầu", &[]);
        index.number("bb", "tin", &[]);
        let whole = write_index(&index);
        let conflict = whole.replace("        (number: 2", "<<<<<<< HEAD\n        (number: 2");
        let twice = whole.replace("number: 2", "number: 1");
        for damaged in ["", &whole[..whole.len() - 20], &conflict, &twice, &whole.replace("1,", "2,")] {
            let mut diagnostics = Diagnostics::new();
            let mut read = read_index(FileId(0), damaged, &mut diagnostics);
            assert!(diagnostics.has_errors(), "{damaged}");
            assert_eq!(read.number("aa", "mở đầu", &[]), None, "{damaged}");
            assert_eq!(read.number("cc", "mới", &[]), None, "{damaged}");
        }
    }

    #[test]
    fn a_number_beyond_the_highest_is_refused_and_none_is_given_after_the_highest() {
        let text = |number| {
            format!("Recordings(version: 1, numbers: [(number: {number}, text: \"aa\", title: \"x\")])")
        };
        for number in [0, HIGHEST_NUMBER + 1, u32::MAX] {
            let mut diagnostics = Diagnostics::new();
            assert!(read_index(FileId(0), &text(number), &mut diagnostics).is_damaged);
            assert_eq!(diagnostics.iter().next().map(|found| found.code), Some(Code::RecordingNumber));
        }
        let mut last = read_index(FileId(0), &text(HIGHEST_NUMBER), &mut Diagnostics::new());
        assert_eq!(last.number("bb", "mới", &[]), None);
    }
}
