//! Recordings that are still missing (bản ghi còn thiếu): a day's texts of the whole network that nobody has recorded yet.
//!
//! Takes them with number, stations and words; returns plain text or a page to print from which an announcer can record
//! all of them. It looks for no recording: what is missing is told to it.

mod html;
mod text;

pub use html::html;
pub use text::text;

use super::sheet::file_start;
use std::time::Duration;

/// What is missing on one day across the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingList {
    /// The language of the words, as an HTML language tag: "vi".
    pub language: String,
    /// The network's name.
    pub network: String,
    /// "Thứ Hai, ngày 10 tháng 3 năm 2025 (âm lịch: …)".
    pub date: String,
    /// By the day their number was given on, then by number.
    pub recordings: Vec<MissingRecording>,
}

/// A text that waits for its recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingRecording {
    /// The number its file name has to begin with.
    pub number: u32,
    /// The short code of its text, where there is one: it tells a text from the one it was before an edit.
    pub code: Option<String>,
    /// Where the file belongs: "recordings/2025-03-10".
    pub folder: String,
    /// What it is.
    pub title: String,
    /// The time left open for it.
    pub length: Duration,
    /// Where and when it is read: "Đài Truyền thanh huyện Đồng Xuân 17h00", each once.
    pub airings: Vec<String>,
    /// The words, by paragraphs.
    pub words: Vec<String>,
}

impl MissingRecording {
    /// How its file's path begins: "recordings/2025-03-10/03…".
    fn file(&self) -> String {
        file_start(&self.folder, self.number)
    }

    /// The number as it stands on the sheet, and the short code behind it: "03", "03-K7".
    fn name(&self) -> String {
        let number = super::sheet::padded(self.number);
        self.code.as_ref().map_or_else(|| number.clone(), |code| format!("{number}-{code}"))
    }
}

#[cfg(test)]
mod tests;
