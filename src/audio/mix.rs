//! Mixing: sounds that are heard at once, each with its gain → PCM of the house.
//!
//! Samples are multiplied and added in `f64`, in the order of the sounds, and rounded once: the same everywhere. What is
//! louder than full scale is held there and counted. Knows no file and no fade.

use super::growing_wav::{AssembleError, BLOCK_BYTES, GrowingWav};
use super::voice::Voice;
use crate::network::{HouseFormat, SampleWidth};
use std::io::{Read, Write};

/// Buffers of one block, and what did not fit into full scale.
pub(super) struct Mix {
    width: SampleWidth,
    channels: usize,
    frame_bytes: usize,
    pcm: Vec<u8>,
    gains: Vec<f64>,
    sums: Vec<f64>,
    clipped: u64,
}

impl Mix {
    /// For house PCM of that format.
    pub fn new(format: &HouseFormat) -> Self {
        Mix {
            width: format.width,
            channels: usize::from(format.channels.count()),
            frame_bytes: usize::try_from(format.frame_bytes()).expect("at most 6"),
            pcm: Vec::new(),
            gains: Vec::new(),
            sums: Vec::new(),
            clipped: 0,
        }
    }

    /// Samples that were held at full scale so far.
    pub fn clipped(&self) -> u64 {
        self.clipped
    }

    /// Writes the next `frames` of all `voices` together. No fade or mark of a fader begins or ends among them.
    pub fn stretch<R: Read>(
        &mut self,
        voices: &mut [Voice<R>],
        frames: u64,
        wav: &mut GrowingWav<impl Write>,
    ) -> Result<(), AssembleError> {
        let mut left = frames;
        while left > 0 {
            let now = usize::try_from(left).unwrap_or(usize::MAX).min(BLOCK_BYTES / self.frame_bytes);
            self.pcm.resize(now * self.frame_bytes, 0);
            self.gains.resize(now, 0.0);
            self.sums.clear();
            self.sums.resize(now * self.channels, 0.0);
            for voice in &mut *voices {
                voice.read(&mut self.pcm, &mut self.gains)?;
                self.add();
            }
            self.round();
            wav.write(&self.pcm)?;
            left -= now as u64;
        }
        Ok(())
    }

    /// Adds what one voice read.
    fn add(&mut self) {
        let (sums, gains) = (self.sums.chunks_exact_mut(self.channels), &self.gains);
        match self.width {
            SampleWidth::Sixteen => {
                let samples = self.pcm.as_chunks::<2>().0.iter();
                weigh(sums, gains, samples.map(|bytes| f64::from(i16::from_le_bytes(*bytes))));
            }
            SampleWidth::TwentyFour => {
                let samples = self.pcm.as_chunks::<3>().0.iter();
                let whole =
                    |[low, middle, high]: &[u8; 3]| i32::from_le_bytes([0, *low, *middle, *high]) >> 8;
                weigh(sums, gains, samples.map(|bytes| f64::from(whole(bytes))));
            }
        }
    }

    /// The sums as PCM, over what was read last.
    fn round(&mut self) {
        let full = match self.width {
            SampleWidth::Sixteen => 32_768.0,
            SampleWidth::TwentyFour => 8_388_608.0,
        };
        let bytes = usize::from(self.width.bytes());
        for (pcm, sum) in self.pcm.chunks_exact_mut(bytes).zip(&self.sums) {
            let held = sum.clamp(-full, full - 1.0);
            self.clipped += u64::from(held != *sum && (sum - held).abs() >= 0.5);
            // Rounds half up; lifted above zero first, as a cast cuts towards it.
            #[expect(clippy::cast_possible_truncation, reason = "held within 24 bits")]
            let value = (held + full + 0.5) as i32 - full as i32;
            pcm.copy_from_slice(&value.to_le_bytes()[..bytes]);
        }
    }
}

/// Adds `samples`, each with the gain of its frame, to the `frames` of the sum.
fn weigh<'s>(
    frames: impl Iterator<Item = &'s mut [f64]>,
    gains: &[f64],
    mut samples: impl Iterator<Item = f64>,
) {
    for (frame, gain) in frames.zip(gains) {
        for (sum, sample) in frame.iter_mut().zip(&mut samples) {
            *sum += sample * gain;
        }
    }
}
