//! Recordings that are still missing (bản ghi còn thiếu): a day's texts of the whole network that nobody has recorded yet.
//!
//! Takes them with number, stations and words; returns plain text or a page to print from which an announcer can record
//! all of them. It looks for no recording: what is missing is told to it.

mod html;
mod text;

pub use html::html;
pub use text::text;

use super::sheet::file_start;
use crate::messages::Messages;
use std::time::Duration;

/// In a list so many stations are named; more of them are counted.
const NAMED: usize = 2;

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
    /// Whether the voice says it until somebody records it.
    pub is_voiced: bool,
    /// When and where it is read.
    pub airings: Vec<MissingAiring>,
    /// The words, by paragraphs.
    pub words: Vec<String>,
}

/// The stations that read a text at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingAiring {
    /// When their item begins, by the clock: "17h00".
    pub time: String,
    /// Their names, each once.
    pub stations: Vec<String>,
}

impl MissingRecording {
    /// "17h00: Đài Truyền thanh huyện Đồng Xuân; 17h30: 11 đài": stations by name while they are no more than `named`.
    fn airings(&self, named: usize, messages: &Messages) -> String {
        let stations = |airing: &MissingAiring| match airing.stations.len() {
            count if count > named => messages.text("missing-stations", &vec![("count", count.into())]),
            _ => airing.stations.join(", "),
        };
        let airings = self.airings.iter().map(|airing| format!("{}: {}", airing.time, stations(airing)));
        airings.collect::<Vec<_>>().join("; ")
    }

    /// What it is, and that the voice says it for now.
    fn title(&self, messages: &Messages) -> String {
        match self.is_voiced {
            true => format!("{} ({})", self.title, messages.plain("missing-voiced")),
            false => self.title.clone(),
        }
    }

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
