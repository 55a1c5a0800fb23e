//! What is wrong with a sound file, as a phrase for people.

use super::{AudioError, Break, Content, ConversionFault};
use crate::diagnostic::{Arg, Phrase};
use chrono::TimeDelta;
use std::time::Duration;

impl AudioError {
    /// What is wrong, to be put behind the name of the file.
    pub fn phrase(&self) -> Phrase {
        let phrase = |id, args| Phrase { id, args };
        match self {
            AudioError::NotAudio { seen } => {
                let seen = match seen {
                    Content::Text => "sound-seen-text",
                    Content::Document => "sound-seen-document",
                    Content::Picture => "sound-seen-picture",
                    Content::Unknown => "sound-seen-unknown",
                };
                phrase("sound-not-audio", vec![("seen", Arg::Term(seen))])
            }
            AudioError::Unsupported { what } => phrase("sound-unsupported", vec![("what", (*what).into())]),
            AudioError::Truncated { at, promised: Some(whole) } => {
                phrase("sound-truncated-of", vec![("at", length(*at)), ("whole", length(*whole))])
            }
            AudioError::Truncated { at, promised: None } => {
                phrase("sound-truncated", vec![("at", length(*at))])
            }
            AudioError::Damaged { at: Some(at) } => phrase("sound-damaged-at", vec![("at", length(*at))]),
            AudioError::Damaged { at: None } => phrase("sound-damaged", vec![]),
            AudioError::Empty => phrase("sound-empty", vec![]),
            AudioError::TooLong { most } => phrase("sound-too-long", vec![("most", length(*most))]),
            AudioError::Conversion { program, fault } => {
                let (id, found) = match fault {
                    ConversionFault::Start(error) => {
                        ("sound-converter-missing", Some(("error", error.to_string().into())))
                    }
                    ConversionFault::Failed(Some(told)) => {
                        ("sound-converter-failed", Some(("told", told.as_str().into())))
                    }
                    ConversionFault::Complained(told) => {
                        ("sound-converter-complained", Some(("told", told.as_str().into())))
                    }
                    ConversionFault::TooLarge => ("sound-converter-large", None),
                    ConversionFault::Failed(None) => ("sound-converter-silent", None),
                    ConversionFault::TooLong(limit) => {
                        ("sound-converter-slow", Some(("limit", length(*limit))))
                    }
                    ConversionFault::Nothing => ("sound-converter-nothing", None),
                };
                phrase(id, found.into_iter().chain([("program", program.as_str().into())]).collect())
            }
            AudioError::Read(error) | AudioError::Scratch(error) | AudioError::Write(error) => {
                phrase("sound-unreadable", vec![("error", error.to_string().into())])
            }
        }
    }
}

impl Break {
    /// How much of the sound is heard.
    pub fn phrase(&self) -> Phrase {
        let at = ("at", length(self.at));
        match self.promised {
            Some(whole) => Phrase { id: "sound-heard-of", args: vec![at, ("whole", length(whole))] },
            None => Phrase { id: "sound-heard", args: vec![at] },
        }
    }
}

fn length(time: Duration) -> Arg {
    Arg::Length(TimeDelta::from_std(time).unwrap_or(TimeDelta::MAX))
}
