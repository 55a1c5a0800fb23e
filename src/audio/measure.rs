//! Measuring a sound as it is: before any mixdown, conversion or gain, in one pass over its blocks.
//!
//! Takes an opened sound; gives its loudness by EBU R 128 and what people complain of: silence at its ends, clipping, a
//! constant offset. Memory does not grow with length but for the meter's few bytes a second. Knows no path.

use super::decode::Sound;
use super::ends::{Ends, SILENCE};
use super::error::AudioError;
use super::meter::{Level, Meter};
use super::mixdown::Mixdown;
use crate::network::{Db, HouseFormat, Lufs};
use serde::{Deserialize, Serialize};

/// Counts up whenever the same file would be measured otherwise; a part of the key under which measurements are kept.
pub const MEASURE_REVISION: u32 = 2;

/// What was measured of a sound, at its own rate and with its own channels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measurement {
    /// The usual extension of such files: "wav", "mp3".
    pub format: String,
    /// Frames per second.
    pub sample_rate: u32,
    /// Samples in a frame.
    pub channels: usize,
    /// Its length in frames.
    pub frames: u64,
    /// Integrated loudness (EBU R 128); none when it is silent or shorter than 400 ms.
    pub loudness: Option<Lufs>,
    /// Loudness range in LU (EBU Tech 3342); none when it is silent or shorter than 3 s.
    pub loudness_range: Option<f64>,
    /// The loudest 3 s (EBU Tech 3341); none when it is silent or shorter.
    pub short_term_max: Option<Lufs>,
    /// The loudest 400 ms (EBU Tech 3341); none when it is silent or shorter.
    pub momentary_max: Option<Lufs>,
    /// The highest true peak of any channel in dBTP (BS.1770-4, annex 2); none when every sample is nought.
    pub true_peak: Option<Db>,
    /// Frames before the first one that passes −60 dBFS in any channel; all of them when none does.
    pub silent_head: u64,
    /// Frames behind the last such one.
    pub silent_tail: u64,
    /// Stretches in which a channel stays at full scale for three samples or more.
    pub clipped: u64,
    /// The mean of the samples of the channel that is farthest from nought, full scale 1.
    pub offset: f64,
    /// Integrated loudness once mixed down to the channels of the house; none when that is silent or too short.
    pub mixed_loudness: Option<Lufs>,
    /// The true peak once mixed down; none when that is nought throughout.
    pub mixed_true_peak: Option<Db>,
}

/// Measures the whole of a sound that was just opened, and hands each block to `also` with its number of channels.
///
/// `house` tells to how many channels it would be mixed down. Errors: those of `Sound::next_block`.
pub fn measure(
    sound: &mut Sound<'_>,
    house: &HouseFormat,
    mut also: impl FnMut(&[f32], usize),
) -> Result<Measurement, AudioError> {
    let (rate, channels) = (sound.rate(), sound.channels());
    let mixdown = Mixdown::new(sound.layout(), house.channels);
    let at_its_rate = HouseFormat { sample_rate: rate, ..*house };
    let mut mixed = (channels != usize::from(house.channels.count())).then(|| Meter::for_level(&at_its_rate));
    let mut meter = Meter::for_everything(rate, sound.layout());
    let mut ends = Ends::above(SILENCE);
    let mut faults = Faults::new(channels);
    let mut mix = Vec::new();
    while let Some(block) = sound.next_block()? {
        ends.push(block, channels, meter.frames());
        faults.push(block);
        meter.push(block);
        if let Some(mixed) = &mut mixed {
            mix.clear();
            mixdown.mix(block, &mut mix);
            mixed.push(&mix);
        }
        also(block, channels);
    }
    let level = meter.level();
    let mixed = mixed.map_or(level, |mixed| mixed.level());
    let dynamics = meter.dynamics().expect("a meter of everything");
    let frames = meter.frames();
    Ok(Measurement {
        format: sound.format().to_owned(),
        sample_rate: rate,
        channels,
        frames,
        loudness: level.loudness,
        loudness_range: dynamics.range,
        short_term_max: dynamics.short_term_max,
        momentary_max: dynamics.momentary_max,
        true_peak: peak(level),
        silent_head: ends.first.unwrap_or(frames),
        silent_tail: frames - ends.behind_last,
        clipped: faults.clipped,
        offset: faults.offset(frames),
        mixed_loudness: mixed.loudness,
        mixed_true_peak: peak(mixed),
    })
}

impl Measurement {
    /// The time of so many of its frames, in seconds.
    pub fn seconds(&self, frames: u64) -> f64 {
        frames as f64 / f64::from(self.sample_rate)
    }
}

fn peak(level: Level) -> Option<Db> {
    level.true_peak.0.is_finite().then_some(level.true_peak)
}

/// The highest value of 16 bits: nothing in a usual file is higher, so what stays there was cut off.
const FULL_SCALE: f32 = 32_767.0 / 32_768.0;

/// A wave touches full scale for a sample or two; where it stays longer its top is gone.
const CLIPPED_SAMPLES: u32 = 3;

/// What went wrong while recording.
struct Faults {
    /// For each channel, for how many samples it has been at full scale.
    at_top: Vec<u32>,
    sums: Vec<f64>,
    clipped: u64,
}

impl Faults {
    fn new(channels: usize) -> Self {
        Faults { at_top: vec![0; channels], sums: vec![0.0; channels], clipped: 0 }
    }

    fn push(&mut self, block: &[f32]) {
        for frame in block.chunks_exact(self.sums.len()) {
            for ((sample, at_top), sum) in frame.iter().zip(&mut self.at_top).zip(&mut self.sums) {
                // A float file may hold samples that are no numbers: they have no side to lie on.
                *sum += if sample.is_finite() { f64::from(*sample) } else { 0.0 };
                *at_top = if sample.abs() >= FULL_SCALE { at_top.saturating_add(1) } else { 0 };
                self.clipped += u64::from(*at_top == CLIPPED_SAMPLES);
            }
        }
    }

    fn offset(&self, frames: u64) -> f64 {
        let farthest =
            self.sums.iter().fold(0.0_f64, |far, sum| if sum.abs() > far.abs() { *sum } else { far });
        farthest / frames.max(1) as f64
    }
}
