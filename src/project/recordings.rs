//! What was recorded on a day, as it lies in the project's folder.

use crate::catalogue::{RecordingFile, RecordingIndex, text_code};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The recordings of one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordingDay {
    /// Their folder, from the project's: "recordings/2025-03-10", or as people called it.
    pub folder: String,
    /// Which number stands for which text.
    pub index: RecordingIndex,
    /// The files, by number.
    pub files: Vec<RecordingFile>,
}

impl RecordingDay {
    /// The recording of the text with that digest, made on this day; none while nobody knows its numbers.
    pub fn recording(&self, text: &str) -> Option<&RecordingFile> {
        let known = self.index.numbers.iter().find(|known| known.text == text);
        let number = known.filter(|_| !self.index.is_damaged)?.number;
        let is_of_text = |file: &RecordingFile| file.code().is_none_or(|code| code == text_code(text));
        self.files.iter().find(|file| file.number == number && is_of_text(file))
    }
}

/// The files below `recordings`, before anybody knows which of them are sound.
#[derive(Default)]
pub(super) struct FoundRecordings {
    /// Those with a number, by day.
    pub days: BTreeMap<NaiveDate, RecordingDay>,
    /// Those that stand for no text, each with why.
    pub strange: Vec<(Code, String)>,
}

impl FoundRecordings {
    /// Only what is sound by its name; sound that stands for no text is reported.
    pub fn sounds(
        mut self,
        is_sound: impl Fn(&str) -> bool,
        diagnostics: &mut Diagnostics,
    ) -> BTreeMap<NaiveDate, RecordingDay> {
        for (code, path) in self.strange.into_iter().filter(|(_, path)| is_sound(path)) {
            diagnostics.push(Diagnostic::new(code).with("path", path));
        }
        for day in self.days.values_mut() {
            day.files.retain(|file| is_sound(&file.path));
        }
        self.days
    }
}
