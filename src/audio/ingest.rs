//! Ingest: any sound file → a house clip, once.
//!
//! Decode, mix down, resample, measure, then gain, dither and PCM. The gain is known only at the end of the sound, so
//! the resampled frames wait in a scratch space the caller gives (an hour in mono is 460 MB, too much for memory):
//! decoding and resampling are most of the work, and are done once. Knows no folder and no cache.

use super::decode::Sound;
use super::error::{AudioError, time_of};
use super::house_clip::{HouseClip, piece_hash, piece_id};
use super::house_wav::{header, most_frames, trailer};
use super::level::gain;
use super::meter::{Level, Meter};
use super::mixdown::Mixdown;
use super::quantise::{Quantiser, is_on_steps};
use super::resample::Resampler;
use crate::network::{Db, HouseFormat, Lufs, SampleWidth, Samples};
use sha2::Digest;
use std::io::{Read, Seek, SeekFrom, Write};

/// Counts up whenever the same file would become another house clip; a part of every cache key.
pub const INGEST_REVISION: u32 = 3;

/// Samples that are read back from the scratch space at a time.
const BLOCK_SAMPLES: usize = 16_384;

/// Turns a sound file into a house clip, and writes it to `out` as a WAV that anybody can play.
///
/// `extension` (without dot) only helps with files that begin with junk. `scratch` is overwritten; it takes 4 bytes
/// for each sample of the house clip and may live in memory for short ones. `out` holds 44 bytes of header, then the
/// PCM; after an error, what it holds is of no use. Errors: see `AudioError`; the file is never played in part.
pub fn ingest<S, T, W>(
    source: S,
    extension: Option<&str>,
    house: &HouseFormat,
    scratch: T,
    out: W,
) -> Result<HouseClip, AudioError>
where
    S: Read + Seek + Send + Sync,
    T: Read + Write + Seek,
    W: Write,
{
    let mut scratch = Scratch::new(scratch, house)?;
    convert(&mut Sound::open(source, extension)?, house, &mut scratch)?;
    if scratch.samples == 0 {
        return Err(AudioError::Empty);
    }
    render(scratch, house, out)
}

/// Everything before the gain: the sound's frames in the house's channels and rate, into the scratch space.
fn convert<T>(sound: &mut Sound<'_>, house: &HouseFormat, scratch: &mut Scratch<T>) -> Result<(), AudioError>
where
    T: Read + Write + Seek,
{
    let mixdown = Mixdown::new(sound.layout(), house.channels);
    let channels = usize::from(house.channels.count());
    let mut resampler = Resampler::new(sound.rate(), house.sample_rate, channels);
    let (mut mixed, mut resampled) = (Vec::new(), Vec::new());
    while let Some(block) = sound.next_block()? {
        mixed.clear();
        mixdown.mix(block, &mut mixed);
        resampler.push(&mixed, &mut resampled);
        scratch.keep(&resampled)?;
        resampled.clear();
    }
    resampler.finish(&mut resampled);
    scratch.keep(&resampled)
}

/// Gain, dither and PCM: the scratch space into the house WAV.
fn render<T, W>(mut scratch: Scratch<T>, house: &HouseFormat, mut out: W) -> Result<HouseClip, AudioError>
where
    T: Read + Write + Seek,
    W: Write,
{
    let level = scratch.meter.level();
    let (gain, levelling) = gain(level, house);
    let frames = Samples(scratch.samples / u64::from(house.channels.count()));
    let is_untouched = gain.0 == 0.0 && scratch.is_on_steps;
    let mut quantiser = Quantiser::new(house.width, 10_f64.powf(gain.0 / 20.0), !is_untouched);
    let mut hash = piece_hash(house);
    let mut pcm = Vec::new();
    out.write_all(&header(frames, house).expect("the length was checked as it grew"))
        .map_err(AudioError::Write)?;
    scratch.play(|samples| {
        pcm.clear();
        quantiser.push(samples, &mut pcm);
        hash.update(&pcm);
        out.write_all(&pcm).map_err(AudioError::Write)
    })?;
    out.write_all(trailer(frames, house)).map_err(AudioError::Write)?;
    out.flush().map_err(AudioError::Write)?;
    let Level { loudness, true_peak } = level;
    Ok(HouseClip {
        piece: piece_id(hash),
        frames,
        loudness: loudness.map(|loudness| Lufs(loudness.0 + gain.0)),
        true_peak: Db(true_peak.0 + gain.0),
        gain,
        levelling,
    })
}

/// The frames that wait for their gain, and what is learned of them on the way.
struct Scratch<T> {
    space: T,
    /// Samples kept, of all channels.
    samples: u64,
    most_samples: u64,
    rate: u32,
    channels: u64,
    width: SampleWidth,
    meter: Meter,
    /// Every sample so far lies on the steps of the house's width.
    is_on_steps: bool,
    bytes: Vec<u8>,
}

impl<T: Read + Write + Seek> Scratch<T> {
    fn new(mut space: T, house: &HouseFormat) -> Result<Self, AudioError> {
        space.seek(SeekFrom::Start(0)).map_err(AudioError::Scratch)?;
        let channels = u64::from(house.channels.count());
        Ok(Scratch {
            space,
            samples: 0,
            most_samples: most_frames(house).0 * channels,
            rate: house.sample_rate,
            channels,
            width: house.width,
            meter: Meter::for_level(house),
            is_on_steps: true,
            bytes: Vec::new(),
        })
    }

    fn keep(&mut self, samples: &[f32]) -> Result<(), AudioError> {
        self.samples += samples.len() as u64;
        if self.samples > self.most_samples {
            return Err(AudioError::TooLong { most: time_of(self.most_samples / self.channels, self.rate) });
        }
        self.meter.push(samples);
        self.is_on_steps = self.is_on_steps && is_on_steps(samples, self.width);
        self.bytes.resize(samples.len() * 4, 0);
        for (bytes, sample) in self.bytes.as_chunks_mut::<4>().0.iter_mut().zip(samples) {
            *bytes = sample.to_le_bytes();
        }
        self.space.write_all(&self.bytes).map_err(AudioError::Scratch)
    }

    /// Gives everything that was kept, in order, in blocks.
    fn play(&mut self, mut take: impl FnMut(&[f32]) -> Result<(), AudioError>) -> Result<(), AudioError> {
        self.space.seek(SeekFrom::Start(0)).map_err(AudioError::Scratch)?;
        let mut samples = Vec::with_capacity(BLOCK_SAMPLES);
        let mut left = self.samples;
        while left > 0 {
            let now = left.min(BLOCK_SAMPLES as u64);
            self.bytes.resize(usize::try_from(now * 4).expect("at most a block"), 0);
            self.space.read_exact(&mut self.bytes).map_err(AudioError::Scratch)?;
            samples.clear();
            samples.extend(self.bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)));
            take(&samples)?;
            left -= now;
        }
        Ok(())
    }
}
