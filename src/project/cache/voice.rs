//! What the voice says: each spoken text once, its house clip kept like a recording's, under the text and the command.
//!
//! The voice is only run by a cache that may ask it; any other knows what was said before. The WAV of the voice itself is
//! not kept.

use super::super::speak::speak;
use super::super::{ProjectError, parallel};
use super::{CachedClip, SoundCache, Speaking};
use crate::audio::{AudioError, ConversionFault, Handling, HouseClip, Levelling};
use crate::diagnostic::Phrase;
use crate::network::Voice;
use crate::source::sha256;
use chrono::TimeDelta;
use std::fs::File;
use std::io::BufReader;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// A text for the voice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    /// The words as they are said, paragraphs on lines of their own.
    pub words: String,
    /// How long that should take.
    pub estimate: TimeDelta,
}

/// Why there is no sound of a text.
#[derive(Debug)]
pub enum VoiceFault {
    /// The program could not do it, or what it wrote is no sound.
    Sound(AudioError),
    /// Nothing is heard in what it wrote.
    Silent,
    /// What it wrote lasts far from what saying the words takes.
    Absurd {
        /// What it lasts.
        measured: TimeDelta,
        /// What it should.
        estimate: TimeDelta,
    },
    /// The voice had failed too often to be asked.
    NotAsked,
}

/// What lasts less than this part of its estimate, or so many times as long, was not made of the words.
const ABSURD: i32 = 4;

/// A voice may be so much longer in any case: a short text has its silence before and behind it.
const SILENCE_AROUND: TimeDelta = TimeDelta::seconds(3);

/// A peak below this nobody hears, in dB of full scale: a WAV of it holds no word.
const UNHEARD: f64 = -60.0;

/// A voice that has never spoken is not asked again after so many texts.
const TRIES: usize = 3;

/// The most bytes a second that a voice writes: 48 kHz, two channels of 32 bits; and room for what stands before them.
const BYTES_A_SECOND: i64 = 48_000 * 2 * 4;
const BYTES_BEFORE: u64 = 1 << 20;

/// How it goes with a voice, told by all who ask it at once.
#[derive(Default)]
struct Course {
    has_spoken: AtomicBool,
    failures: AtomicUsize,
    cannot_start: AtomicBool,
}

impl SoundCache {
    /// The cache that also asks the voice for what it has not said yet.
    pub fn speaking(self) -> SoundCache {
        SoundCache { speaking: Speaking::Asked, ..self }
    }

    /// Whether the voice is asked for what it has not said yet.
    pub fn is_speaking(&self) -> bool {
        self.speaking == Speaking::Asked
    }

    /// The house clip of spoken words, if the voice said them before and it is still whole.
    pub fn voiced(&self, words: &str, handling: &Handling) -> Option<CachedClip> {
        let key = self.voice_key(self.voice.as_ref()?, words, handling);
        self.index.clips.get(&key).filter(|clip| self.is_there(clip)).cloned()
    }

    /// Has the voice say texts, on as many threads as there are processors, and keeps their house clips. The answer has a
    /// clip or a reason for each text, in their order; `done` is told of each as it is finished.
    ///
    /// Errors: `Write` when the cache can't be written, `Read` when what was written can't be read back.
    pub fn speak(
        &mut self,
        texts: &[Utterance],
        handling: &Handling,
        done: &(dyn Fn(&str) + Sync),
    ) -> Result<Vec<Result<CachedClip, VoiceFault>>, ProjectError> {
        let Some(voice) = self.voice.clone() else { return Ok(Vec::new()) };
        let course = Course::default();
        let results: Vec<_> = {
            let this = &*self;
            parallel::map(texts, |text| {
                let said = this.say(&voice, text, handling, &course);
                done(&text.words);
                said
            })
        };
        let mut clips = Vec::with_capacity(texts.len());
        for (text, result) in texts.iter().zip(results) {
            let clip = result?;
            if let Ok(clip) = &clip {
                self.index.clips.insert(self.voice_key(&voice, &text.words, handling), clip.clone());
            }
            clips.push(clip);
        }
        self.index.store_with_others(&self.root)?;
        Ok(clips)
    }

    fn say(
        &self,
        voice: &Voice,
        text: &Utterance,
        handling: &Handling,
        course: &Course,
    ) -> Result<Result<CachedClip, VoiceFault>, ProjectError> {
        let known = self.index.clips.get(&self.voice_key(voice, &text.words, handling));
        if let Some(clip) = known.and_then(|clip| self.whole(clip)) {
            return Ok(Ok(clip));
        }
        if course.is_hopeless() {
            return Ok(Err(VoiceFault::NotAsked));
        }
        let said = self.say_one(voice, text, handling)?;
        course.take(&said);
        Ok(said)
    }

    fn say_one(
        &self,
        voice: &Voice,
        text: &Utterance,
        handling: &Handling,
    ) -> Result<Result<CachedClip, VoiceFault>, ProjectError> {
        let opened = speak(&text.words, voice, text.most_bytes(), &self.root).and_then(|folder| {
            let file = File::open(folder.made()).map_err(AudioError::Read)?;
            Ok((folder, BufReader::new(file)))
        });
        let (_folder, mut bytes) = match opened {
            Ok(opened) => opened,
            Err(AudioError::Scratch(error)) => return Err(ProjectError::Write(self.folder()?, error)),
            Err(error) => return Ok(Err(VoiceFault::Sound(error))),
        };
        let (made, out) = match self.ingested(&mut bytes, Some("wav"), handling)? {
            Ok(made) => made,
            Err(error) => return Ok(Err(VoiceFault::Sound(error))),
        };
        match text.fault(&made, self.format.length_of(made.frames)) {
            Some(fault) => Ok(Err(fault)),
            None => self.keep((made, out)).map(Ok),
        }
    }

    fn voice_key(&self, voice: &Voice, words: &str, handling: &Handling) -> String {
        self.key_by(&sha256(words.as_bytes()), handling, &format!(" voice {:?}", voice.command))
    }
}

impl Utterance {
    /// The longest sound that may be of it.
    fn longest(&self) -> TimeDelta {
        (self.estimate * ABSURD).max(self.estimate + SILENCE_AROUND)
    }

    fn most_bytes(&self) -> u64 {
        let milliseconds = self.longest().num_milliseconds();
        BYTES_BEFORE + u64::try_from(milliseconds.saturating_mul(BYTES_A_SECOND) / 1000).unwrap_or_default()
    }

    /// Why a sound cannot be of it.
    fn fault(&self, made: &HouseClip, measured: TimeDelta) -> Option<VoiceFault> {
        if made.levelling == Levelling::Unmeasured && made.true_peak.0 < UNHEARD {
            return Some(VoiceFault::Silent);
        }
        let is_absurd = measured * ABSURD < self.estimate || measured > self.longest();
        is_absurd.then_some(VoiceFault::Absurd { measured, estimate: self.estimate })
    }
}

impl Course {
    /// Whether there is no use in asking: it is not there, or has only failed.
    fn is_hopeless(&self) -> bool {
        let only_failed =
            !self.has_spoken.load(Ordering::Relaxed) && self.failures.load(Ordering::Relaxed) >= TRIES;
        only_failed || self.cannot_start.load(Ordering::Relaxed)
    }

    fn take(&self, said: &Result<CachedClip, VoiceFault>) {
        match said {
            Ok(_) => self.has_spoken.store(true, Ordering::Relaxed),
            Err(fault) => {
                self.cannot_start.fetch_or(fault.is_start(), Ordering::Relaxed);
                self.failures.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}

impl VoiceFault {
    fn is_start(&self) -> bool {
        use ConversionFault::Start;
        matches!(self, VoiceFault::Sound(AudioError::Conversion { fault: Start(_), .. }))
    }

    /// Why, to be put behind the name of the program; none when it was not asked.
    pub fn phrase(&self) -> Option<Phrase> {
        let phrase = |id, args| Some(Phrase { id, args });
        match self {
            VoiceFault::Sound(AudioError::Conversion { fault, .. }) => match fault {
                ConversionFault::Start(error) => {
                    phrase("voice-missing", vec![("error", error.to_string().into())])
                }
                ConversionFault::Failed(Some(told)) | ConversionFault::Complained(told) => {
                    phrase("voice-told", vec![("told", told.as_str().into())])
                }
                ConversionFault::Failed(None) => phrase("voice-told-nothing", vec![]),
                ConversionFault::TooLong(limit) => {
                    let limit = TimeDelta::from_std(*limit).unwrap_or(TimeDelta::MAX);
                    phrase("voice-slow", vec![("limit", limit.into())])
                }
                ConversionFault::TooLarge => phrase("voice-large", vec![]),
                ConversionFault::Nothing => phrase("voice-nothing", vec![]),
            },
            VoiceFault::Sound(error) => phrase("voice-no-sound", vec![("why", error.phrase().into())]),
            VoiceFault::Silent => phrase("voice-silent", vec![]),
            VoiceFault::Absurd { measured, estimate } => phrase(
                "voice-absurd",
                vec![("measured", (*measured).into()), ("estimate", (*estimate).into())],
            ),
            VoiceFault::NotAsked => None,
        }
    }
}
