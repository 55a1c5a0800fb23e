//! The frames that wait for their gain, in a space the caller gives, and what is learned of them on the way.
//!
//! Takes frames in the house's channels and rate, as many as come; gives their level, and all of them again, or the stretch
//! of them that is kept, as often as asked. Knows no file and no gain.

use super::ends::{Ends, SILENCE};
use super::error::{AudioError, time_of};
use super::house_wav::most_frames;
use super::meter::{Level, Meter};
use super::quantise::is_on_steps;
use super::stretch::Stretch;
use crate::network::HouseFormat;
use std::io::{Read, Seek, SeekFrom, Write};

/// Samples that are read back at a time.
const BLOCK_SAMPLES: usize = 16_384;

/// The waiting frames.
pub(super) struct Scratch<T> {
    space: T,
    house: HouseFormat,
    /// Samples taken, of all channels.
    samples: u64,
    most_samples: u64,
    channels: usize,
    meter: Meter,
    /// Every sample so far lies on the steps of the house's width.
    is_on_steps: bool,
    /// Where something is heard.
    ends: Ends,
    /// Where only a part is kept.
    kept: Option<Stretch>,
    bytes: Vec<u8>,
}

impl<T: Read + Write + Seek> Scratch<T> {
    /// Overwrites `space`.
    pub fn new(mut space: T, house: &HouseFormat) -> Result<Self, AudioError> {
        space.seek(SeekFrom::Start(0)).map_err(AudioError::Scratch)?;
        let channels = house.channels.count();
        Ok(Scratch {
            space,
            house: *house,
            samples: 0,
            most_samples: most_frames(house).0 * u64::from(channels),
            channels: usize::from(channels),
            meter: Meter::for_level(house),
            is_on_steps: true,
            // Other channels and another rate may lift the faintest noise a little.
            ends: Ends::above(2.0 * SILENCE),
            kept: None,
            bytes: Vec::new(),
        })
    }

    /// Takes whole interleaved frames.
    pub fn take(&mut self, samples: &[f32]) -> Result<(), AudioError> {
        self.ends.push(samples, self.channels, self.samples / self.channels as u64);
        self.samples += samples.len() as u64;
        if self.samples > self.most_samples {
            let most = self.most_samples / self.channels as u64;
            return Err(AudioError::TooLong { most: time_of(most, self.house.sample_rate) });
        }
        self.meter.push(samples);
        self.is_on_steps = self.is_on_steps && is_on_steps(samples, self.house.width);
        self.bytes.resize(samples.len() * 4, 0);
        for (bytes, sample) in self.bytes.as_chunks_mut::<4>().0.iter_mut().zip(samples) {
            *bytes = sample.to_le_bytes();
        }
        self.space.write_all(&self.bytes).map_err(AudioError::Scratch)
    }

    /// Whether nothing is heard outside `stretch`.
    pub fn is_silent_outside(&self, stretch: Stretch) -> bool {
        self.ends.first.is_none_or(|first| first >= stretch.from && self.ends.behind_last <= stretch.to)
    }

    /// Only `stretch` of what was taken counts from now on.
    pub fn keep_only(&mut self, stretch: Stretch) {
        self.kept = (stretch != Stretch::whole(self.samples / self.channels as u64)).then_some(stretch);
    }

    /// Frames that are kept.
    pub fn frames(&self) -> u64 {
        self.kept.map_or(self.samples / self.channels as u64, |stretch| stretch.frames())
    }

    /// Whether every sample lies on the steps of the house's width.
    pub fn is_on_steps(&self) -> bool {
        let is_faded = self.kept.is_some_and(|stretch| stretch.fade_in + stretch.fade_out > 0);
        self.is_on_steps && !is_faded
    }

    /// Loudness and peak of what is kept.
    pub fn level(&mut self) -> Result<Level, AudioError> {
        if self.kept.is_none() {
            return Ok(self.meter.level());
        }
        let mut meter = Meter::for_level(&self.house);
        self.play(|samples| {
            meter.push(samples);
            Ok(())
        })?;
        Ok(meter.level())
    }

    /// Gives everything that is kept, in order, in blocks.
    pub fn play(&mut self, mut take: impl FnMut(&[f32]) -> Result<(), AudioError>) -> Result<(), AudioError> {
        let channels = self.channels as u64;
        let stretch = self.kept.unwrap_or(Stretch::whole(self.samples / channels));
        self.space.seek(SeekFrom::Start(stretch.from * channels * 4)).map_err(AudioError::Scratch)?;
        let mut samples = Vec::with_capacity(BLOCK_SAMPLES);
        let mut at = stretch.from;
        while at < stretch.to {
            let now = (stretch.to - at).min(BLOCK_SAMPLES as u64 / channels);
            self.bytes.resize(usize::try_from(now * channels * 4).expect("at most a block"), 0);
            self.space.read_exact(&mut self.bytes).map_err(AudioError::Scratch)?;
            samples.clear();
            samples.extend(self.bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)));
            stretch.fade(at, self.channels, &mut samples);
            take(&samples)?;
            at += now;
        }
        Ok(())
    }
}
