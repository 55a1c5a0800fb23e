//! What can be wrong with a sound file. Carries positions and codes; the words are chosen where they are shown.

use std::fmt;
use std::io;
use std::time::Duration;

/// Why a file can't become a house clip.
#[derive(Debug)]
pub enum AudioError {
    /// The file holds something that isn't sound, whatever its name says.
    NotAudio {
        /// What it looks like.
        seen: Content,
    },
    /// Sound, but of a kind that isn't read here.
    Unsupported {
        /// The kind: the name of a codec or container, or what the decoder says of it, in English.
        what: &'static str,
    },
    /// The file ends before the sound does: a copy or a recording was broken off.
    Truncated {
        /// How much sound there is before the break; zero when even the beginning can't be read.
        at: Duration,
        /// How long the file says it is, where it says so.
        promised: Option<Duration>,
    },
    /// The file has its size, but not all of it can be decoded, or its own checksum doesn't fit.
    Damaged {
        /// Where, counted from the start of the sound; none when only the checksum of the whole tells.
        at: Option<Duration>,
    },
    /// A sound file without a single frame, or a file without a single byte.
    Empty,
    /// The house clip would not fit into a WAV (4 GiB; EBU Tech 3285).
    TooLong {
        /// The longest clip the house format allows.
        most: Duration,
    },
    /// The program that was to convert the file did not.
    Conversion {
        /// Its name.
        program: String,
        /// Why not.
        fault: ConversionFault,
    },
    /// The file could not be read.
    Read(io::Error),
    /// The scratch space could not be written or read back.
    Scratch(io::Error),
    /// The house clip could not be written.
    Write(io::Error),
}

/// Why a converter gave no sound.
#[derive(Debug)]
pub enum ConversionFault {
    /// It could not be run.
    Start(io::Error),
    /// It said that it failed; the last line of its complaint, if it had any.
    Failed(Option<String>),
    /// It ended well, but complained; the last line of it.
    Complained(String),
    /// It worked longer than this, and was stopped.
    TooLong(Duration),
    /// It wrote more than a WAV can hold, and was stopped.
    TooLarge,
    /// It ended well, but wrote nothing.
    Nothing,
}

/// What a file that isn't sound looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Text in UTF-8 or UTF-16, web pages included.
    Text,
    /// An office document, PDF or archive.
    Document,
    /// A picture.
    Picture,
    /// None of these.
    Unknown,
}

impl fmt::Display for AudioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AudioError::NotAudio { seen } => write!(f, "not a sound file (seen: {seen:?})"),
            AudioError::Unsupported { what } => write!(f, "unsupported kind of sound: {what}"),
            AudioError::Truncated { at, promised: Some(whole) } => {
                write!(f, "breaks off after {:.3} s of {:.3} s", at.as_secs_f64(), whole.as_secs_f64())
            }
            AudioError::Truncated { at, promised: None } => {
                write!(f, "breaks off after {:.3} s", at.as_secs_f64())
            }
            AudioError::Damaged { at: Some(at) } => write!(f, "damaged at {:.3} s", at.as_secs_f64()),
            AudioError::Damaged { at: None } => write!(f, "damaged"),
            AudioError::Empty => write!(f, "holds no sound"),
            AudioError::TooLong { most } => write!(f, "longer than {} s", most.as_secs()),
            AudioError::Conversion { program, fault } => write!(f, "{program}: {fault:?}"),
            AudioError::Read(error) => write!(f, "can't be read: {error}"),
            AudioError::Scratch(error) => write!(f, "scratch space: {error}"),
            AudioError::Write(error) => write!(f, "the house clip can't be written: {error}"),
        }
    }
}

impl std::error::Error for AudioError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            AudioError::Read(error) | AudioError::Scratch(error) | AudioError::Write(error) => Some(error),
            _ => None,
        }
    }
}

/// The time of `frames` at `rate` frames per second, to the nanosecond below.
pub(super) fn time_of(frames: u64, rate: u32) -> Duration {
    let nanoseconds = u128::from(frames) * 1_000_000_000 / u128::from(rate.max(1));
    Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX))
}

/// The frames that `time_of` made that time of.
pub(super) fn frames_in(time: Duration, rate: u32) -> u64 {
    u64::try_from((time.as_nanos() * u128::from(rate)).div_ceil(1_000_000_000)).unwrap_or(u64::MAX)
}
