//! The slate: what a programme's WAV tells of itself, as a board held up before a take. And the chunks it becomes.
//!
//! Takes titles and times from the caller; gives the bytes that stand behind the sound. Knows no schedule, no clock.

use super::bext::bext;
use super::cart::cart;
use super::chunk::{list, text};
use super::cue_points::cue_points;
use crate::network::{HouseFormat, Samples};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// The program that writes the WAVs, as they name it.
pub(super) const PRODUCER: &str = "loa";

/// Its version.
pub(super) const PRODUCER_VERSION: &str = env!("CARGO_PKG_VERSION");

/// What the WAV of one part tells of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slate {
    /// What is heard, as announced.
    pub title: String,
    /// The full name of the station that declares it.
    pub station: String,
    /// Names this sound and no other: day, slot, part, and the beginning of a digest.
    pub reference: String,
    /// The day of its first frame.
    pub date: NaiveDate,
    /// Frames from midnight of that day to its first frame.
    pub since_midnight: Samples,
    /// Where its elements begin, in order.
    pub marks: Vec<SlateMark>,
}

/// Where an element begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlateMark {
    /// Counted from the first frame of the WAV.
    pub at: Samples,
    /// What the element is, for people.
    pub title: String,
}

impl Slate {
    /// All its chunks for a WAV of `length`: `bext`, `cart`, `LIST INFO`, and `cue ` with `LIST adtl` where there are
    /// marks. An even number of bytes.
    pub(super) fn chunks(&self, length: Samples, format: &HouseFormat) -> Vec<u8> {
        [bext(self, format), cart(self, length, format), self.tags(), cue_points(&self.marks)].concat()
    }

    /// The time of day of its first frame, rounded down to the second.
    pub(super) fn time(&self, format: &HouseFormat) -> NaiveTime {
        let seconds = self.since_midnight.0 / u64::from(format.sample_rate);
        let seconds = u32::try_from(seconds).expect("a day has 86,400 seconds");
        NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)
            .expect("counted from midnight of its own day")
    }

    /// What players show (RIFF INFO list). In UTF-8, which ffprobe and its kin read; the standard names no encoding.
    fn tags(&self) -> Vec<u8> {
        let software = format!("{PRODUCER} {PRODUCER_VERSION}");
        let date = self.date.to_string();
        let tags = [
            (b"INAM", self.title.as_str()),
            (b"IART", &self.station),
            (b"ICRD", &date),
            (b"ICMT", &self.reference),
            (b"ISFT", &software),
        ];
        let tags: Vec<Vec<u8>> = tags.into_iter().map(|(id, value)| text(id, &[], value)).collect();
        list(b"INFO", &tags.concat())
    }
}
