//! Which silent ends of clips were given up for cutting: `clips/trims.ron`, which the program writes and people may read.
//!
//! Text in, trims out, and back. A trim belongs to one content of one file. Knows no sound.

use crate::calendar::notation;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Span};
use crate::source::{List, Raw, Reader, readable};
use chrono::TimeDelta;
use serde::Deserialize;

/// What is cut off a clip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClipTrim {
    /// The clip's path under `clips/`.
    pub clip: String,
    /// Cut off before it.
    pub head: TimeDelta,
    /// Cut off behind it.
    pub tail: TimeDelta,
    /// SHA-256 of the file it was said of, in lower-case hexadecimal.
    pub content: String,
    /// Where the clip is named; none for a trim that was not read from the file.
    pub span: Option<Span>,
}

/// All trims of a project, by clip.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClipTrims {
    /// Ascending by clip, each once.
    pub trims: Vec<ClipTrim>,
    /// Whether something is wrong with the file: then it is left as it is.
    pub is_damaged: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Trims")]
struct TrimsFile<'a> {
    #[serde(borrow)]
    version: Raw<'a, u32>,
    trims: List<'a, TrimFile<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TrimFile<'a> {
    #[serde(borrow)]
    clip: Raw<'a, String>,
    head: Option<Raw<'a, String>>,
    tail: Option<Raw<'a, String>>,
    content: Raw<'a, String>,
}

impl ClipTrims {
    /// The trim of the clip at that path.
    pub fn of(&self, clip: &str) -> Option<&ClipTrim> {
        self.trims.iter().find(|trim| trim.clip == clip)
    }

    /// Keeps `trim` in place of any other of its clip.
    pub fn set(&mut self, trim: ClipTrim) {
        self.remove(&trim.clip);
        self.trims.push(trim);
        self.trims.sort_by(|one, other| one.clip.cmp(&other.clip));
    }

    /// Takes out the trim of the clip at that path; whether there was one.
    pub fn remove(&mut self, clip: &str) -> bool {
        let before = self.trims.len();
        self.trims.retain(|trim| trim.clip != clip);
        self.trims.len() < before
    }
}

/// Reads the trims from the text of their file, as it was written. What cannot be read is reported and left out.
pub fn read_trims(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> ClipTrims {
    let mut own = Diagnostics::new();
    let mut trims = ClipTrims::default();
    let text = readable(file, text, &mut own);
    let mut reader = Reader::new(file, &text, &mut own);
    if let Some(frame) = reader.whole::<TrimsFile>() {
        notation::version(&mut reader, &frame.version);
        for item in reader.list(&frame.trims) {
            if let Some(trim) = trim(&mut reader, &item) {
                if trims.of(&trim.clip).is_some() {
                    let found = Diagnostic::at(Code::TrimTwice, trim.span.expect("it was read"));
                    reader.diagnostics.push(found.with("clip", trim.clip));
                    continue;
                }
                trims.set(trim);
            }
        }
    }
    trims.is_damaged = own.has_errors();
    diagnostics.append(own);
    trims
}

fn trim<'a>(reader: &mut Reader<'a, '_>, item: &TrimFile<'a>) -> Option<ClipTrim> {
    let [head, tail] = [&item.head, &item.tail].map(|written| match reader.optional(written) {
        Some(written) => notation::length(&written, reader.diagnostics),
        None => Some(TimeDelta::zero()),
    });
    let (clip, content) = (reader.read(&item.clip)?, reader.read(&item.content)?);
    Some(ClipTrim {
        clip: clip.value,
        head: head?,
        tail: tail?,
        content: content.value,
        span: Some(clip.span),
    })
}

/// The text of the file that holds `trims`.
pub fn write_trims(trims: &ClipTrims) -> String {
    let mut text = String::from(
        "// Khoảng im đã nhận cắt ở đầu và cuối từng tệp: loa clip trim. Tệp gốc vẫn nguyên.\nTrims(\n    version: 1,\n    trims: [\n",
    );
    for trim in &trims.trims {
        let clip = ron::to_string(&trim.clip).expect("a string can always be written");
        let length = |name: &str, length: TimeDelta| {
            let hundredths = length.num_milliseconds() / 10;
            if hundredths == 0 {
                return String::new();
            }
            format!("{name}: \"{},{:02} giây\", ", hundredths / 100, hundredths % 100)
        };
        let (head, tail) = (length("head", trim.head), length("tail", trim.tail));
        text += &format!("        (clip: {clip}, {head}{tail}content: \"{}\"),\n", trim.content);
    }
    text + "    ],\n)\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trim(clip: &str, head: i64, tail: i64) -> ClipTrim {
        let [head, tail] = [head, tail].map(TimeDelta::milliseconds);
        ClipTrim { clip: clip.to_owned(), head, tail, content: "ab12".to_owned(), span: None }
    }

    #[test]
    fn what_is_written_is_read_again_to_the_hundredth() {
        let mut trims = ClipTrims::default();
        trims.set(trim("nhạc \"mới\".mp3", 2_210, 0));
        trims.set(trim("ca-nhac/a.wav", 0, 10_000));
        trims.set(trim("ca-nhac/a.wav", 1_050, 70));
        let mut diagnostics = Diagnostics::new();
        let mut read = read_trims(FileId(0), &write_trims(&trims), &mut diagnostics);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        read.trims.iter_mut().for_each(|trim| trim.span = None);
        assert_eq!(read, trims);
        assert_eq!(trims.trims[0], trim("ca-nhac/a.wav", 1_050, 70), "the last word counts");
        assert!(trims.remove("ca-nhac/a.wav") && !trims.remove("ca-nhac/a.wav"));
    }

    #[test]
    fn a_file_with_a_mistake_is_damaged_and_the_rest_of_it_is_read() {
        let text = "Trims(version: 1, trims: [(clip: \"a.wav\", head: \"2 quãng\", content: \"ab\"), \
                    (clip: \"b.wav\", tail: \"1,5 giây\", content: \"cd\")])";
        let mut diagnostics = Diagnostics::new();
        let read = read_trims(FileId(0), text, &mut diagnostics);
        assert!(read.is_damaged && diagnostics.has_errors());
        assert_eq!(read.of("b.wav").map(|trim| trim.tail.num_milliseconds()), Some(1_500));
        assert_eq!(read.of("a.wav"), None);
    }
}
