//! Ingest: any sound file → a house clip, once.
//!
//! Decode, mix down, resample, measure, then gain, dither and PCM. The gain is known only at the end of the sound, so
//! the resampled frames wait in a scratch space the caller gives (an hour in mono is 460 MB, too much for memory):
//! decoding and resampling are most of the work, and are done once. Knows no folder and no cache.

use super::decode::Sound;
use super::error::AudioError;
use super::handling::{Break, Handling};
use super::house_clip::{HouseClip, piece_hash, piece_id};
use super::house_wav::{header, trailer};
use super::level::gain;
use super::meter::Level;
use super::mixdown::Mixdown;
use super::quantise::Quantiser;
use super::resample::Resampler;
use super::scratch::Scratch;
use super::stretch::Stretch;
use crate::network::{Db, HouseFormat, Lufs, Samples};
use sha2::Digest;
use std::io::{Read, Seek, Write};

/// Counts up whenever the same file would become another house clip; a part of every cache key.
pub const INGEST_REVISION: u32 = 2;

/// A sound that breaks off fades over so many milliseconds: enough that no click is heard.
const BREAK_FADE_MS: u64 = 20;

/// Turns a sound file into a house clip, and writes it to `out` as a WAV that anybody can play.
///
/// `extension` (without dot) only helps with files that begin with junk. `scratch` is overwritten; it takes 4 bytes
/// for each sample of the house clip and may live in memory for short ones. `out` holds 44 bytes of header, then the
/// PCM; after an error, what it holds is of no use. Errors: see `AudioError`; the file is played in part only where
/// `handling` allows it.
pub fn ingest<S, T, W>(
    source: S,
    extension: Option<&str>,
    house: &HouseFormat,
    handling: &Handling,
    scratch: T,
    out: W,
) -> Result<HouseClip, AudioError>
where
    S: Read + Seek + Send + Sync,
    T: Read + Write + Seek,
    W: Write,
{
    let mut scratch = Scratch::new(scratch, house)?;
    let mut sound = Sound::open_with(source, extension, handling.breaks)?;
    convert(&mut sound, house, &mut scratch)?;
    if scratch.frames() == 0 {
        return Err(AudioError::Empty);
    }
    let breaks_off = sound.breaks_off();
    scratch.keep_only(stretch(scratch.frames(), breaks_off, house));
    Ok(HouseClip { breaks_off, ..render(scratch, house, out)? })
}

/// What is kept of a sound of `frames`.
fn stretch(frames: u64, breaks_off: Option<Break>, house: &HouseFormat) -> Stretch {
    let fade = house.samples_in(BREAK_FADE_MS).0.min(frames);
    Stretch { fade_out: if breaks_off.is_some() { fade } else { 0 }, ..Stretch::whole(frames) }
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
        scratch.take(&resampled)?;
        resampled.clear();
    }
    resampler.finish(&mut resampled);
    scratch.take(&resampled)
}

/// Gain, dither and PCM: the scratch space into the house WAV.
fn render<T, W>(mut scratch: Scratch<T>, house: &HouseFormat, mut out: W) -> Result<HouseClip, AudioError>
where
    T: Read + Write + Seek,
    W: Write,
{
    let level = scratch.level()?;
    let (gain, levelling) = gain(level, house);
    let frames = Samples(scratch.frames());
    let is_untouched = gain.0 == 0.0 && scratch.is_on_steps();
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
        breaks_off: None,
    })
}
