//! The house format: what every clip is converted to once, and every programme is made of.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// A number of sample frames in the house format, as a position or a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Samples(pub u64);

/// Loudness in LUFS (EBU R 128).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Lufs(pub f64);

/// A level in decibels; for true peak, dBTP (ITU-R BS.1770-4, annex 2).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Db(pub f64);

/// One loudspeaker line or two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Channels {
    /// One channel: what horn loudspeakers carry.
    Mono,
    /// Left and right, interleaved in this order.
    Stereo,
}

/// The width of one PCM sample, signed, little-endian.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SampleWidth {
    /// 16 bits, 2 bytes.
    Sixteen,
    /// 24 bits, 3 bytes.
    TwentyFour,
}

/// Sample rate, channels, width and levels that all sound of a network has.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct HouseFormat {
    /// Frames per second, 8,000 to 192,000.
    pub sample_rate: u32,
    /// One or two channels.
    pub channels: Channels,
    /// Bits of a sample.
    pub width: SampleWidth,
    /// The programme loudness every clip is brought to.
    pub loudness: Lufs,
    /// The true peak no clip may pass, in dBTP.
    pub true_peak: Db,
}

/// A small copy beside each WAV, for phones and platforms that take uploads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmallCopy {
    /// Opus in Ogg.
    Opus {
        /// Kilobits per second, 8 to 256.
        kbps: u32,
    },
}

impl Default for HouseFormat {
    fn default() -> Self {
        HouseFormat {
            sample_rate: 32_000,
            channels: Channels::Mono,
            width: SampleWidth::Sixteen,
            loudness: Lufs(-18.0),
            true_peak: Db(-1.5),
        }
    }
}

impl Channels {
    /// 1 or 2.
    pub fn count(self) -> u16 {
        match self {
            Channels::Mono => 1,
            Channels::Stereo => 2,
        }
    }
}

impl SampleWidth {
    /// Bytes of one sample of one channel.
    pub fn bytes(self) -> u16 {
        match self {
            SampleWidth::Sixteen => 2,
            SampleWidth::TwentyFour => 3,
        }
    }
}

impl HouseFormat {
    /// Bytes of one frame: all channels of one sampling instant.
    pub fn frame_bytes(&self) -> u64 {
        u64::from(self.channels.count()) * u64::from(self.width.bytes())
    }

    /// How long so many frames last, rounded down to the millisecond.
    pub fn length_of(&self, samples: Samples) -> TimeDelta {
        TimeDelta::milliseconds(
            i64::try_from(samples.0 * 1000 / u64::from(self.sample_rate)).unwrap_or(i64::MAX),
        )
    }

    /// The number of whole frames in `milliseconds`, rounded down.
    pub fn samples_in(&self, milliseconds: u64) -> Samples {
        Samples(milliseconds * u64::from(self.sample_rate) / 1000)
    }
}
