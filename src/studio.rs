//! The studio: which sound a read becomes: a recording that matches its number and text, else the voice
//! of the network says it, else somebody reads live.
//!
//! Takes the texts of a day in their order and what was recorded; returns numbers and files. A number is given to each
//! text once and stays with it. Where the index of a day is damaged, nothing is known of its numbers and recordings.

use crate::catalogue::{HIGHEST_NUMBER, RecordingFile, RecordingIndex, text_code};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::script::ReadText;
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// The recordings of one day, matched with its texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StudioDay {
    /// All numbers given so far, those of today's texts among them.
    pub index: RecordingIndex,
    /// The number of each text, by digest; none when the index is damaged.
    pub numbers: BTreeMap<String, u32>,
    /// The recording of each text that has one, by digest.
    pub recordings: BTreeMap<String, String>,
}

/// A recording may be longer or shorter than its estimate by this part of it,
const TOLERANCE: i32 = 4;

/// and by so much in any case: a breath before the first word is no fault.
const LEAST: TimeDelta = TimeDelta::seconds(3);

/// Whether a recording that lasts `measured` is over 25 % longer or shorter than reading its text should take.
pub fn is_off(measured: TimeDelta, estimate: TimeDelta) -> bool {
    (measured - estimate).abs() > LEAST.max(estimate / TOLERANCE)
}

/// Numbers the `texts` of a day, all stations in their order, and finds their recordings among `files`. A text that is
/// `lent` the recording of an earlier day, by its digest, is given no number of this day: it bears that recording's.
pub fn match_recordings<'a>(
    texts: impl Iterator<Item = &'a ReadText>,
    index: &RecordingIndex,
    files: &[RecordingFile],
    lent: &BTreeMap<String, RecordingFile>,
    diagnostics: &mut Diagnostics,
) -> StudioDay {
    let mut day = StudioDay { index: index.clone(), ..StudioDay::default() };
    if index.is_damaged {
        return day;
    }
    for text in texts {
        let is_numbered = index.numbers.iter().any(|known| known.text == text.digest);
        if let Some(file) = lent.get(&text.digest).filter(|_| !is_numbered) {
            day.numbers.insert(text.digest.clone(), file.number);
            continue;
        }
        match day.index.number(&text.digest, &text.title, files) {
            Some(number) => drop(day.numbers.insert(text.digest.clone(), number)),
            None => diagnostics
                .push(Diagnostic::new(Code::RecordingNumber).with("number", HIGHEST_NUMBER as usize + 1)),
        }
    }
    for (at, file) in files.iter().enumerate() {
        if let Some(first) = files[..at].iter().find(|earlier| earlier.number == file.number) {
            diagnostics.push(
                Diagnostic::new(Code::TwoRecordings)
                    .with("path", file.path.as_str())
                    .with("other", first.path.as_str())
                    .with("number", file.number as usize)
                    .hint("hint-one-recording", vec![]),
            );
            continue;
        }
        // What was given a number before this run; a file that came first has no text it could have been read from.
        let known = index.numbers.iter().find(|known| known.number == file.number);
        let is_alone = !files[at + 1..].iter().any(|later| later.number == file.number);
        let coded = known.and_then(|known| the_one_of_code(files, file.number, &text_code(&known.text)));
        let file = coded.unwrap_or(file);
        match known {
            None => diagnostics.push(
                Diagnostic::new(Code::UnknownRecording)
                    .with("path", file.path.as_str())
                    .with("number", file.number as usize)
                    .hint("hint-number-on-sheet", vec![]),
            ),
            Some(known) if file.code().is_some_and(|code| code != text_code(&known.text)) => {
                diagnostics.push(
                    Diagnostic::new(Code::RecordingCode)
                        .with("path", file.path.as_str())
                        .with("number", file.number as usize)
                        .with("title", known.title.as_str())
                        .with("code", text_code(&known.text))
                        .hint("hint-recording-code", vec![]),
                );
            }
            Some(known) if day.numbers.contains_key(&known.text) => {
                // Of two that both may be meant, neither goes on air: people choose, and until then somebody reads.
                if is_alone || coded.is_some() {
                    day.recordings.insert(known.text.clone(), file.path.clone());
                }
            }
            Some(known) => diagnostics.push(
                Diagnostic::new(Code::StaleRecording)
                    .with("path", file.path.as_str())
                    .with("number", file.number as usize)
                    .with("title", known.title.as_str())
                    .hint("hint-record-again", vec![]),
            ),
        }
    }
    for (text, file) in lent {
        day.recordings.entry(text.clone()).or_insert_with(|| file.path.clone());
    }
    day
}

/// The one file of a number whose name bears the short code of the text; none when several do.
fn the_one_of_code<'a>(files: &'a [RecordingFile], number: u32, code: &str) -> Option<&'a RecordingFile> {
    let mut found =
        files.iter().filter(|file| file.number == number && file.code().is_some_and(|own| own == code));
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(digest: &str) -> ReadText {
        ReadText {
            element: 1,
            title: format!("lời {digest}"),
            words: "…".to_owned(),
            spoken: "…".to_owned(),
            doubts: Vec::new(),
            digest: digest.to_owned(),
            estimate: TimeDelta::seconds(10),
        }
    }

    fn file(number: u32, path: &str) -> RecordingFile {
        RecordingFile { number, path: path.to_owned() }
    }

    fn none() -> BTreeMap<String, RecordingFile> {
        BTreeMap::new()
    }

    fn codes(diagnostics: &Diagnostics) -> Vec<Code> {
        diagnostics.iter().map(|found| found.code).collect()
    }

    #[test]
    fn a_recording_belongs_to_the_text_its_number_was_given_to() {
        let mut diagnostics = Diagnostics::new();
        let texts = [text("aa"), text("bb"), text("aa")];
        let first =
            match_recordings(texts.iter(), &RecordingIndex::default(), &[], &none(), &mut diagnostics);
        assert_eq!(first.numbers, BTreeMap::from([("aa".into(), 1), ("bb".into(), 2)]));
        let files = [file(2, "recordings/2025-03-10/02 tin.ogg")];
        let second = match_recordings(texts.iter(), &first.index, &files, &none(), &mut diagnostics);
        assert_eq!(second.recordings, BTreeMap::from([("bb".into(), files[0].path.clone())]));
        assert!(diagnostics.is_empty());
    }

    #[test]
    fn a_recording_of_a_text_that_changed_is_an_error_and_the_new_text_gets_a_new_number() {
        let mut diagnostics = Diagnostics::new();
        let index =
            match_recordings([text("aa")].iter(), &RecordingIndex::default(), &[], &none(), &mut diagnostics)
                .index;
        let files = [file(1, "01.ogg"), file(1, "01 mới.ogg"), file(7, "07.ogg")];
        let day = match_recordings([text("changed")].iter(), &index, &files, &none(), &mut diagnostics);
        assert_eq!(codes(&diagnostics), [Code::StaleRecording, Code::TwoRecordings, Code::UnknownRecording]);
        assert_eq!(day.numbers["changed"], 2);
        assert!(day.recordings.is_empty());
    }

    #[test]
    fn a_recording_with_the_code_of_another_text_is_told_of_and_not_used() {
        let mut diagnostics = Diagnostics::new();
        let index = RecordingIndex::default();
        let index = match_recordings([text("aa")].iter(), &index, &[], &none(), &mut diagnostics).index;
        let named =
            |digest: &str| file(1, &format!("recordings/2025-03-10/01-{} lời.ogg", text_code(digest)));
        for (digest, count) in [("aa", 1), ("bb", 0)] {
            let day =
                match_recordings([text("aa")].iter(), &index, &[named(digest)], &none(), &mut diagnostics);
            assert_eq!(day.recordings.len(), count, "{digest}");
        }
        assert_eq!(codes(&diagnostics), [Code::RecordingCode]);
    }

    #[test]
    fn of_two_recordings_of_a_number_only_the_one_with_the_code_of_its_text_is_used() {
        let index = RecordingIndex::default();
        let texts = [text("aa"), text("bb")];
        let index = match_recordings(texts.iter(), &index, &[], &none(), &mut Diagnostics::new()).index;
        let coded = format!("01-{} lời.ogg", text_code("aa"));
        let again = format!("01-{} mới.ogg", text_code("aa"));
        for (names, used) in [
            (["01 a.ogg", "01 b.ogg"], None),
            (["01 a.ogg", coded.as_str()], Some(coded.as_str())),
            ([coded.as_str(), "01 a.ogg"], Some(coded.as_str())),
            ([coded.as_str(), again.as_str()], None),
        ] {
            let mut diagnostics = Diagnostics::new();
            let files = [file(1, names[0]), file(1, names[1]), file(2, "02.ogg")];
            let day = match_recordings(texts.iter(), &index, &files, &none(), &mut diagnostics);
            assert_eq!(day.recordings.get("aa").map(String::as_str), used, "{names:?}");
            assert_eq!(day.recordings["bb"], "02.ogg", "{names:?}: another number is untouched");
            assert_eq!(codes(&diagnostics), [Code::TwoRecordings], "{names:?}");
        }
    }

    #[test]
    fn a_recording_is_off_beyond_a_quarter_of_its_estimate_and_three_seconds() {
        let seconds = TimeDelta::seconds;
        for (measured, estimate, expected) in [
            (75, 100, false),
            (125, 100, false),
            (74, 100, true),
            (126, 100, true),
            (8, 5, false),
            (9, 5, true),
        ] {
            assert_eq!(is_off(seconds(measured), seconds(estimate)), expected, "{measured} of {estimate}");
        }
    }

    #[test]
    fn a_damaged_index_gives_no_number_and_lends_no_recording() {
        let mut diagnostics = Diagnostics::new();
        let mut index =
            match_recordings([text("aa")].iter(), &RecordingIndex::default(), &[], &none(), &mut diagnostics)
                .index;
        index.is_damaged = true;
        let day =
            match_recordings([text("aa")].iter(), &index, &[file(1, "01.ogg")], &none(), &mut diagnostics);
        assert!(day.numbers.is_empty() && day.recordings.is_empty() && day.index == index);
        assert!(diagnostics.is_empty(), "whoever read the index has told it");
    }

    #[test]
    fn the_number_of_a_recording_left_behind_is_not_given_to_a_new_text() {
        let mut diagnostics = Diagnostics::new();
        let files = [file(1, "01.ogg")];
        let index = RecordingIndex::default();
        let first = match_recordings([text("new")].iter(), &index, &files, &none(), &mut diagnostics);
        assert_eq!(first.numbers["new"], 2);
        let second = match_recordings([text("new")].iter(), &first.index, &files, &none(), &mut diagnostics);
        assert!(second.recordings.is_empty());
    }

    #[test]
    fn a_lent_recording_spares_its_text_a_number_and_gives_way_to_one_of_the_day() {
        let mut diagnostics = Diagnostics::new();
        let lent = BTreeMap::from([("aa".to_owned(), file(7, "recordings/2025-03-10/07.ogg"))]);
        let texts = [text("aa"), text("bb")];
        let own = RecordingIndex::default();
        let day = match_recordings(texts.iter(), &own, &[], &lent, &mut diagnostics);
        assert_eq!(day.numbers, BTreeMap::from([("aa".into(), 7), ("bb".into(), 1)]));
        assert_eq!(day.recordings["aa"], "recordings/2025-03-10/07.ogg");
        assert_eq!(day.index.numbers.len(), 1, "seven is no number of this day");
        let own = match_recordings(texts.iter(), &own, &[], &none(), &mut diagnostics).index;
        let files = [file(1, "recordings/2025-03-11/01.ogg")];
        let day = match_recordings(texts.iter(), &own, &files, &lent, &mut diagnostics);
        assert_eq!((day.numbers["aa"], day.recordings["aa"].as_str()), (1, files[0].path.as_str()));
        assert!(diagnostics.is_empty());
    }
}
