//! Ingest: any sound file → a house clip, once.
//!
//! Decode, mix down, resample, measure, then gain, dither and PCM. The gain is known only at the end of the sound, so
//! the resampled frames wait in a scratch space the caller gives (an hour in mono is 460 MB, too much for memory):
//! decoding and resampling are most of the work, and are done once. Knows no folder and no cache.

use super::decode::Sound;
use super::error::AudioError;
use super::handling::Handling;
use super::house_clip::{HouseClip, Levelling, piece_hash, piece_id};
use super::house_wav::{header, trailer};
use super::level::gain;
use super::limiter::Limiter;
use super::limiting::{Limiting, settle};
use super::meter::Level;
use super::mixdown::Mixdown;
use super::quantise::Quantiser;
use super::resample::Resampler;
use super::scratch::Scratch;
use super::stretch::Stretch;
use super::trim::{LEAST_LEFT_MS, Trim, Untrimmed};
use crate::fit::PieceId;
use crate::network::{Db, HouseFormat, Lufs, Samples};
use chrono::TimeDelta;
use sha2::Digest;
use std::io::{Read, Seek, Write};

/// Counts up whenever the same file would become another house clip; a part of every cache key.
pub const INGEST_REVISION: u32 = 3;

/// A sound that is cut within silence fades over so many milliseconds: the silence may be a hum.
const TRIM_FADE_MS: u64 = 5;

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
    let trimmed = handling.trim.map(|trim| trimmed(&scratch, trim, house)).transpose();
    let untrimmed = trimmed.err();
    let kept = trimmed.ok().flatten().unwrap_or(Stretch::whole(scratch.frames()));
    let is_broken = breaks_off.is_some() && kept.to == scratch.frames();
    let fade_out = if is_broken { fade(BREAK_FADE_MS, kept, house) } else { kept.fade_out };
    scratch.keep_only(Stretch { fade_out, ..kept });
    let levelled = levelled(&mut scratch, handling.limit, house)?;
    let (piece, frames) = render(scratch, &levelled, house, out)?;
    let Levelled { gain, levelling, level: Level { loudness, true_peak }, .. } = levelled;
    Ok(HouseClip { piece, frames, loudness, true_peak, gain, levelling, breaks_off, untrimmed })
}

/// What a trim leaves of the waiting sound, to the sample: it takes only silence, and never nearly all.
fn trimmed<T>(scratch: &Scratch<T>, trim: Trim, house: &HouseFormat) -> Result<Stretch, Untrimmed>
where
    T: Read + Write + Seek,
{
    let samples =
        |length: TimeDelta| house.samples_in(u64::try_from(length.num_milliseconds()).unwrap_or(0)).0;
    let frames = scratch.frames();
    let (from, to) = (samples(trim.head), frames.saturating_sub(samples(trim.tail)));
    let least = house.samples_in(LEAST_LEFT_MS).0;
    if to < from + least {
        return Err(Untrimmed::TooShort);
    }
    let kept = Stretch { from, to, ..Stretch::whole(frames) };
    if !scratch.is_silent_outside(kept) {
        return Err(Untrimmed::Heard);
    }
    let at_cut = |is_cut: bool| if is_cut { fade(TRIM_FADE_MS, kept, house) } else { 0 };
    Ok(Stretch { fade_in: at_cut(from > 0), fade_out: at_cut(to < frames), ..kept })
}

/// The frames of a fade, no more than there are.
fn fade(milliseconds: u64, kept: Stretch, house: &HouseFormat) -> u64 {
    house.samples_in(milliseconds).0.min(kept.frames())
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

/// How a sound comes to its level.
struct Levelled {
    gain: Db,
    levelling: Levelling,
    /// Where a limiter is at work, the true peak it aims at.
    limit: Option<Db>,
    /// What comes of it.
    level: Level,
}

/// The gain of the waiting sound, and the limiter where its peaks hold it back and `limit` allows one.
fn levelled<T>(
    scratch: &mut Scratch<T>,
    limit: Option<Db>,
    house: &HouseFormat,
) -> Result<Levelled, AudioError>
where
    T: Read + Write + Seek,
{
    let before = scratch.level()?;
    let (gain, levelling) = gain(before, house);
    if levelling == Levelling::HeldByPeak
        && let Some(most) = limit
        && let Some(Limiting { gain, ceiling, taken, level }) = settle(scratch, before, most, house)?
    {
        return Ok(Levelled { gain, levelling: Levelling::Limited(taken), limit: Some(ceiling), level });
    }
    let loudness = before.loudness.map(|loudness| Lufs(loudness.0 + gain.0));
    let level = Level { loudness, true_peak: Db(before.true_peak.0 + gain.0) };
    Ok(Levelled { gain, levelling, limit: None, level })
}

/// Gain, limiter, dither and PCM: the scratch space into the house WAV. Gives the piece and its length.
fn render<T, W>(
    mut scratch: Scratch<T>,
    levelled: &Levelled,
    house: &HouseFormat,
    mut out: W,
) -> Result<(PieceId, Samples), AudioError>
where
    T: Read + Write + Seek,
    W: Write,
{
    let frames = Samples(scratch.frames());
    let is_untouched = levelled.gain.0 == 0.0 && levelled.limit.is_none() && scratch.is_on_steps();
    let mut limiter = levelled.limit.map(|ceiling| Limiter::new(house, levelled.gain, ceiling));
    // The limiter's gain is in what it gives.
    let gain = if limiter.is_some() { 0.0 } else { levelled.gain.0 };
    let mut quantiser = Quantiser::new(house.width, 10_f64.powf(gain / 20.0), !is_untouched);
    let mut hash = piece_hash(house);
    let mut pcm = Vec::new();
    out.write_all(&header(frames, house).expect("the length was checked as it grew"))
        .map_err(AudioError::Write)?;
    let mut write = |samples: &[f32]| {
        pcm.clear();
        quantiser.push(samples, &mut pcm);
        hash.update(&pcm);
        out.write_all(&pcm).map_err(AudioError::Write)
    };
    let mut limited = Vec::new();
    scratch.play(|samples| {
        let Some(limiter) = &mut limiter else { return write(samples) };
        limited.clear();
        limiter.push(samples, &mut limited);
        write(&limited)
    })?;
    if let Some(limiter) = &mut limiter {
        limited.clear();
        limiter.finish(&mut limited);
        write(&limited)?;
    }
    out.write_all(trailer(frames, house)).map_err(AudioError::Write)?;
    out.flush().map_err(AudioError::Write)?;
    Ok((piece_id(hash), frames))
}
