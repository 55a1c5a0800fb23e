//! The running sheet (lịch chi tiết): a station's whole day on a few pages, as the technician on duty needs it: when,
//! what, who reads, by which words it begins and ends, relays, files.
//!
//! Takes the day's items with the elements of their sheets; returns plain text or a page to print. It computes no time
//! but that of an element, from where its item begins.

mod html;
mod text;

pub use html::html;
pub use text::text;

use super::sheet::{SheetElement, SheetLabels, SheetSound};
use crate::messages::Messages;
use chrono::{DateTime, FixedOffset, TimeDelta};

/// So many words of a text are told, where it begins and where it ends.
const CUE_WORDS: usize = 6;

/// One station's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningSheet {
    /// The language of the words, as an HTML language tag: "vi".
    pub language: String,
    /// The network's name.
    pub network: String,
    /// The station's name.
    pub station: String,
    /// "Thứ Hai, ngày 10 tháng 3 năm 2025 (âm lịch: …)".
    pub date: String,
    /// What airs, by time.
    pub items: Vec<RunningItem>,
    /// What does not air after all, each in a line that says why.
    pub displaced: Vec<String>,
    /// The page of recordings that are missing that day, as a link.
    pub missing_page: String,
}

/// One item of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningItem {
    /// When it goes on air.
    pub begins: DateTime<FixedOffset>,
    /// "17h00–17h30".
    pub times: String,
    /// What is heard.
    pub title: String,
    /// Its files, what plays when a relay is lost, and whatever else there is to know.
    pub remarks: Vec<String>,
    /// Who reads what is read live; a line to write on when none.
    pub announcer: Option<String>,
    /// Its sheet to print and its prompter, as links; none when nothing is read in it.
    pub pages: Option<(String, String)>,
    /// Its elements; none of a relay, a carry, and what could not be worked out.
    pub elements: Vec<SheetElement>,
}

impl RunningItem {
    /// When an element is on air, by the clock: "17:00:14".
    fn at(&self, element: &SheetElement) -> String {
        let offset = TimeDelta::from_std(element.offset).unwrap_or_default();
        (self.begins + offset).format("%H:%M:%S").to_string()
    }

    /// Who is heard reading an element: the announcer or a line for their name, or the recording; nobody, of music.
    fn reader<'a>(&'a self, element: &SheetElement, labels: &'a SheetLabels, blank: &'a str) -> &'a str {
        match element.sound {
            SheetSound::Clip { .. } | SheetSound::Fill { .. } => "",
            SheetSound::Recorded { .. } => &labels.recorded,
            SheetSound::Voice => &labels.voice,
            SheetSound::Missing { .. } | SheetSound::Unnumbered { .. } | SheetSound::Live { .. } => {
                self.announcer.as_deref().unwrap_or(blank)
            }
        }
    }
}

/// By which words a text begins and ends: "Kính thưa quý vị thính giả, thưa … bà con đến dự đông đủ."; a short one whole.
fn cue_words(words: &[String]) -> Option<String> {
    let all: Vec<&str> = words.iter().flat_map(|paragraph| paragraph.split_whitespace()).collect();
    match all.len() {
        0 => None,
        short if short <= 2 * CUE_WORDS => Some(all.join(" ")),
        long => Some(format!("{} … {}", all[..CUE_WORDS].join(" "), all[long - CUE_WORDS..].join(" "))),
    }
}

/// The heading of the running sheet in the language of `messages`.
fn title(messages: &Messages) -> String {
    messages.plain("running-title")
}

#[cfg(test)]
mod tests;
