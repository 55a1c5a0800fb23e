//! The script sheet (kịch bản phát thanh): what the announcer reads from, the technician cues by and the approver
//! signs.
//!
//! Takes the programme's elements with their words and the labels in one language; returns plain text or a page
//! to print. It computes no length and looks for no recording: all of that is told to it.

mod html;
mod text;

pub use html::html;
pub use text::text;

use std::time::Duration;

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
    /// When it goes on air, by the clock: "17:00".
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

/// The sheet's fixed words in one language. None ends with a colon or a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLabels {
    /// "Kịch bản phát thanh".
    pub title: String,
    /// "Ngày phát".
    pub date: String,
    /// "âm lịch", after the lunar date.
    pub lunar: String,
    /// "Giờ phát".
    pub air_time: String,
    /// "Thời lượng kế hoạch".
    pub planned: String,
    /// "Thời lượng ước tính".
    pub estimated: String,
    /// That the estimate counts the syllables as written, so numbers and short forms take longer than it says.
    pub estimate_remark: String,
    /// "Số lần phát".
    pub airings: String,
    /// "Biên tập".
    pub editor: String,
    /// "Phát thanh viên".
    pub announcer: String,
    /// "Kỹ thuật viên".
    pub technician: String,
    /// "Nguồn tin".
    pub sources: String,
    /// "STT".
    pub row: String,
    /// "Thời lượng".
    pub length: String,
    /// "Phần".
    pub part: String,
    /// "Lời".
    pub words: String,
    /// "Âm thanh, ghi chú".
    pub sound: String,
    /// "Tệp", before a clip's file.
    pub clip: String,
    /// "Lấp giờ", before a pool.
    pub fill: String,
    /// "Bản ghi số", before a number.
    pub recording: String,
    /// "Giọng máy".
    pub voice: String,
    /// "CHƯA CÓ bản ghi số", before a number.
    pub missing: String,
    /// "mã", before the code of a text.
    pub code: String,
    /// "Đọc trực tiếp trong", before a length.
    pub live: String,
    /// "Chưa cấp được số bản ghi".
    pub unnumbered: String,
    /// "hoặc ghi âm thành tệp có tên bắt đầu bằng", before a path up to the number.
    pub record_as: String,
    /// "Ghi chú", before a remark.
    pub remark: String,
    /// "Bản ghi còn thiếu": the heading of the list at the end.
    pub missing_list: String,
    /// "Không thiếu bản ghi nào", in place of that list.
    pub nothing_missing: String,
    /// "Người duyệt".
    pub approver: String,
    /// "Chức vụ".
    pub office: String,
    /// "Họ và tên".
    pub name: String,
    /// "Ngày duyệt".
    pub approved_on: String,
    /// "Chữ ký".
    pub signature: String,
}

impl Sheet {
    /// The rows whose recording is missing: row number from 1, element, how the file's path begins, with the code of its text, time left open.
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
    fn shown(self) -> String {
        match self {
            SheetLength::Known(length) => minutes(length),
            SheetLength::Estimated(length) => format!("≈ {}", minutes(length)),
        }
    }
}

/// The number a recording's file name begins with: at least two digits.
fn padded(number: u32) -> String {
    format!("{number:02}")
}

/// How the path of a recording begins: "recordings/2025-03-10/03…".
fn file_start(folder: &str, number: u32) -> String {
    format!("{folder}/{}…", padded(number))
}

/// A length as stations write it: 13′05″, rounded to whole seconds.
fn minutes(length: Duration) -> String {
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
