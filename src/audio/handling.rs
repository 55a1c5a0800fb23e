//! How one sound file is handled at ingest: what is allowed, held back and cut off. Knows no file and no reason.

use super::error::AudioError;
use super::trim::Trim;
use crate::network::Db;
use serde::{Deserialize, Serialize};
use std::fmt::Write;
use std::time::Duration;

/// What is done with one sound file beyond the usual. The same file under another handling is another house clip.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Handling {
    /// What is done with a file that ends before its sound does.
    pub breaks: Breaks,
    /// The most a limiter may take off its peaks where they keep it below the house loudness; none where there is no limiter.
    pub limit: Option<Db>,
    /// What is cut off its silent ends.
    pub trim: Option<Trim>,
}

/// What is done with a file that breaks off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Breaks {
    /// It is refused with the place.
    #[default]
    Refused,
    /// It is played as far as it goes, and fades at the break.
    Kept,
}

/// Where the sound of a file breaks off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    /// How much sound there is.
    pub at: Duration,
    /// How long the file says it is, where it says so.
    pub promised: Option<Duration>,
}

impl Handling {
    /// Its part of a key under which house clips are kept; nothing for the usual handling.
    pub fn key(&self) -> String {
        let mut key = String::new();
        if self.breaks == Breaks::Kept {
            write!(key, " breaks").expect("a string takes words");
        }
        if let Some(Db(most)) = self.limit {
            write!(key, " limit {most}").expect("a string takes words");
        }
        if let Some(Trim { head, tail }) = self.trim {
            let [head, tail] = [head, tail].map(|length| length.num_milliseconds());
            write!(key, " silence {head} {tail}").expect("a string takes words");
        }
        key
    }
}

impl From<Break> for AudioError {
    fn from(Break { at, promised }: Break) -> AudioError {
        AudioError::Truncated { at, promised }
    }
}
