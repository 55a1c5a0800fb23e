//! The script sheet (kịch bản phát thanh): what the announcer reads from, the technician cues by and the approver
//! signs.
//!
//! Takes the programme's elements with their words and the labels in one language; returns plain text, a page to print,
//! a page to read from on air, or a .docx for the office. It computes no length but what is left of the slot, and looks for no recording: all of
//! that is told to it.

mod docx;
mod escape;
mod html;
mod labels;
mod prompter;
mod text;

pub use docx::docx;
pub use escape::{escaped, lines};
pub use html::html;
pub use labels::SheetLabels;
pub use prompter::prompter;
pub use text::text;

use chrono::{DateTime, FixedOffset};
use std::time::Duration;

/// A recording that lasts so many hundredths longer or shorter than its words were expected to take is told of: announcers
/// keep to their rate within a tenth (the tolerance stations reckon with).
const DRIFT: f64 = 0.1;

/// A row with fewer letters to read is kept on one page.
const WHOLE_ROW: usize = 250;

/// The script of one programme on one date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The language of the words, as an HTML language tag: "vi".
    pub language: String,
    /// The network's name.
    pub network: String,
    /// The station's name.
    pub station: String,
    /// The programme's title.
    pub programme: String,
    /// The occurrence id: "2025-03-10/huyen/chieu".
    pub item: String,
    /// "Thứ Hai, ngày 10 tháng 3 năm 2025".
    pub date: String,
    /// "ngày 11 tháng 2 năm Ất Tỵ"; none outside the range the calendar vouches for.
    pub lunar: Option<String>,
    /// When it goes on air, with the zone's offset.
    pub begins: DateTime<FixedOffset>,
    /// The same by the clock: "17:00".
    pub start: String,
    /// When its slot ends: "17:30".
    pub end: String,
    /// The slot's length.
    pub planned: Duration,
    /// The sum of what its elements are expected to take, fill left aside.
    pub estimated: Duration,
    /// Biên tập; a line to write on when none.
    pub editor: Option<String>,
    /// Phát thanh viên; a line to write on when none.
    pub announcer: Option<String>,
    /// Kỹ thuật viên; a line to write on when none.
    pub technician: Option<String>,
    /// Người duyệt, once someone approved; lines to write on when none.
    pub approval: Option<SheetApproval>,
    /// Which edition in print this is, counted from 1: from the second on it says which one it takes the place of.
    pub edition: Option<u32>,
    /// Nguồn tin: who supplied the bulletins, each once; a line to write on when empty.
    pub sources: Vec<String>,
    /// How often the programme airs, repeats included; a line to write on when none.
    pub airings: Option<u32>,
    /// In the order they air.
    pub elements: Vec<SheetElement>,
}

/// Who approved the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetApproval {
    /// Their name.
    pub name: String,
    /// Their office: "Phó Trưởng Đài".
    pub office: String,
    /// The date, as written.
    pub date: String,
    /// Whether it was said on the telephone and is still to be confirmed in writing.
    pub is_unconfirmed: bool,
}

/// One row: a sound, or words to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetElement {
    /// Counted from the start of the programme.
    pub offset: Duration,
    /// How long it takes.
    pub length: SheetLength,
    /// The part of the programme: "Mở đầu", or the bulletin's title.
    pub part: String,
    /// The words to be read, by paragraphs; empty for a clip.
    pub words: Vec<String>,
    /// What the words are expected to take; none when nothing is read.
    pub estimate: Option<Duration>,
    /// Where its sound comes from.
    pub sound: SheetSound,
    /// A remark for the people who make the programme, never read: "Tin giả định, soạn làm ví dụ."
    pub remark: Option<String>,
}

/// A length and how far it can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetLength {
    /// Declared or measured.
    Known(Duration),
    /// Reckoned from the words.
    Estimated(Duration),
}

/// Where an element's sound comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetSound {
    /// A clip, by its file.
    Clip {
        /// "nhac-hieu.flac".
        file: String,
    },
    /// What makes up the time.
    Fill {
        /// The pool it is taken from: "ca nhạc".
        pool: String,
    },
    /// A recording that was found.
    Recorded {
        /// Unique for its date across the network.
        number: u32,
        /// "recordings/2025-03-10/03 mo-dau.ogg".
        file: String,
    },
    /// Read by the configured voice.
    Voice,
    /// No recording yet: it is read live unless one is made.
    Missing {
        /// The number its file name has to begin with.
        number: u32,
        /// The short code of its text: "K7MA".
        code: String,
        /// Where the file belongs: "recordings/2025-03-10". The day the number was given on, which a repeat airs after.
        folder: String,
        /// The time left open for it.
        window: Duration,
    },
    /// No recording, and no number to record it under: it is read live.
    Unnumbered {
        /// The time left open for it.
        window: Duration,
    },
    /// Always read live.
    Live {
        /// The time left open for it.
        window: Duration,
    },
}

impl Sheet {
    /// What becomes of the slot's time beside all that has a length of its own: what is left for music, or how much too
    /// long it is; as a label and its value.
    fn margin<'a>(&self, labels: &'a SheetLabels) -> (&'a str, String) {
        let taken: Duration = self
            .elements
            .iter()
            .filter(|element| !matches!(element.sound, SheetSound::Fill { .. }))
            .map(|element| element.length.duration())
            .sum();
        match self.planned.checked_sub(taken) {
            Some(left) => (&labels.left, minutes(left)),
            None => (&labels.over, minutes(taken - self.planned)),
        }
    }

    /// Whether the words are approved, in words.
    fn approval_state<'a>(&self, labels: &'a SheetLabels) -> &'a str {
        match &self.approval {
            None => &labels.waiting,
            Some(approval) if approval.is_unconfirmed => &labels.unconfirmed,
            Some(_) => &labels.approved,
        }
    }

    /// "bản 2, thay bản 1"; none for the first.
    fn edition_line(&self, labels: &SheetLabels) -> Option<String> {
        let edition = self.edition.filter(|edition| *edition > 1)?;
        Some(format!("{} {edition}, {} {}", labels.edition, labels.replaces, edition - 1))
    }

    /// The rows whose recording is missing: row number from 1, element, how the file's path begins, with the code of its
    /// text, time left open.
    fn missing<'a>(
        &'a self,
        labels: &'a SheetLabels,
    ) -> impl Iterator<Item = (usize, &'a SheetElement, String, Duration)> {
        self.elements.iter().enumerate().filter_map(|(index, element)| match &element.sound {
            SheetSound::Missing { number, code, folder, window } => {
                let file = format!("{} ({} {code})", file_start(folder, *number), labels.code);
                Some((index + 1, element, file, *window))
            }
            _ => None,
        })
    }
}

impl SheetElement {
    /// Whether its row is short enough to be kept on one page.
    fn stays_whole(&self) -> bool {
        self.words.iter().map(|paragraph| paragraph.chars().count()).sum::<usize>() < WHOLE_ROW
    }

    /// How far a recording is from what its words were expected to take, when that is more than people differ by.
    fn drift(&self, labels: &SheetLabels) -> Option<String> {
        let (SheetSound::Recorded { .. }, SheetLength::Known(lasts)) = (&self.sound, self.length) else {
            return None;
        };
        let estimate = self.estimate?;
        let drift = lasts.abs_diff(estimate);
        let is_longer = lasts > estimate;
        let told = if is_longer { &labels.longer } else { &labels.shorter };
        (drift > estimate.mul_f64(DRIFT)).then(|| format!("{} {told}", minutes(drift)))
    }

    /// What stands in the last column beside where the sound comes from: the drift and the remark.
    pub(super) fn asides(&self, labels: &SheetLabels) -> Vec<String> {
        let remark = self.remark.as_ref().map(|remark| format!("{}: {remark}", labels.remark));
        self.drift(labels).into_iter().chain(remark).collect()
    }
}

impl SheetSound {
    /// The note in the last column.
    fn note(&self, labels: &SheetLabels) -> String {
        match self {
            SheetSound::Clip { file } => format!("{}: {file}", labels.clip),
            SheetSound::Fill { pool } => format!("{}: {pool}", labels.fill),
            SheetSound::Recorded { number, file } => {
                format!("{} {}: {file}", labels.recording, padded(*number))
            }
            SheetSound::Voice => labels.voice.clone(),
            SheetSound::Missing { number, code, folder, window } => {
                let (file, number, window) = (file_start(folder, *number), padded(*number), minutes(*window));
                let missing = format!("{} {number} ({} {code})", labels.missing, labels.code);
                format!("{missing}. {} {window}, {} {file}", labels.live, labels.record_as)
            }
            SheetSound::Unnumbered { window } => {
                format!("{}. {} {}", labels.unnumbered, labels.live, minutes(*window))
            }
            SheetSound::Live { window } => format!("{} {}", labels.live, minutes(*window)),
        }
    }
}

impl SheetLength {
    fn duration(self) -> Duration {
        match self {
            SheetLength::Known(length) | SheetLength::Estimated(length) => length,
        }
    }

    pub(super) fn shown(self) -> String {
        match self {
            SheetLength::Known(length) => minutes(length),
            SheetLength::Estimated(length) => format!("≈ {}", minutes(length)),
        }
    }
}

/// The number a recording's file name begins with: at least two digits.
pub(super) fn padded(number: u32) -> String {
    format!("{number:02}")
}

/// How the path of a recording begins: "recordings/2025-03-10/03…".
pub(super) fn file_start(folder: &str, number: u32) -> String {
    format!("{folder}/{}…", padded(number))
}

/// A length as stations write it: 13′05″, rounded to whole seconds.
pub(super) fn minutes(length: Duration) -> String {
    let seconds = whole_seconds(length);
    format!("{}′{:02}″", seconds / 60, seconds % 60)
}

/// A place in the programme: 13:05.
fn clock(offset: Duration) -> String {
    let seconds = whole_seconds(offset);
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

fn whole_seconds(length: Duration) -> u64 {
    length.as_secs() + u64::from(length.subsec_millis() >= 500)
}

#[cfg(test)]
mod tests;
