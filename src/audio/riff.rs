//! Does a WAV or AIFF hold all the sound its header promises? Takes the file; gives nothing, or where it breaks off.
//!
//! The decoder plays what there is and errs after the last sample, or not at all; here the sizes are compared first.

use super::MOST_CHANNELS;
use super::error::{AudioError, time_of};
use std::io::{Read, Seek, SeekFrom};
use std::time::Duration;

/// How the two formats of the family differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// RIFF/WAVE (EBU Tech 3285): little-endian, `fmt ` and `data`.
    Wave,
    /// AIFF and AIFF-C: big-endian, `COMM` and `SSND`.
    Aiff,
}

/// The size a recorder writes that doesn't know the length yet (a pipe): nothing is promised.
const UNKNOWN_LENGTH: u32 = u32::MAX;

/// More chunks than any file has before its sound; a disk image full of zeros has millions.
const MOST_CHUNKS: usize = 4096;

/// The bytes of `fmt ` or `COMM` that are looked at: `fmt ` as far as ADPCM's frames in a block.
const FORMAT_BYTES: usize = 20;

/// Bytes of `SSND` before its first sample: offset and block size.
const SSND_PREFIX: u64 = 8;

/// Compares the size of the sound chunk with what the file has.
///
/// Leaves the source anywhere. Errors: `Truncated`, `Read`; other faults are left to the decoder.
pub(super) fn check_extent(source: &mut (impl Read + Seek), family: Family) -> Result<(), AudioError> {
    let end = source.seek(SeekFrom::End(0)).map_err(AudioError::Read)?;
    let mut pace = None;
    let mut position = 12;
    for _ in 0..MOST_CHUNKS {
        source.seek(SeekFrom::Start(position)).map_err(AudioError::Read)?;
        let Some([identifier, length]) = read_header(source)? else {
            return Err(AudioError::Truncated { at: Duration::ZERO, promised: None });
        };
        let length = family.number(length);
        let body = position + 8;
        match (family, &identifier) {
            (Family::Wave, b"fmt ") | (Family::Aiff, b"COMM") => {
                pace = Some(read_pace(source, family, length as usize)?)
            }
            (Family::Wave, b"data") => return check_sound(pace, end - body, length, 0),
            (Family::Aiff, b"SSND") if pace.is_none() => {
                return Err(AudioError::Unsupported { what: "AIFF with its format behind its sound" });
            }
            (Family::Aiff, b"SSND") => return check_sound(pace, end - body, length, SSND_PREFIX),
            _ => {}
        }
        // Chunks begin at even positions.
        position = body + u64::from(length) + u64::from(length & 1);
    }
    Err(AudioError::Damaged { at: Some(Duration::ZERO) })
}

/// How bytes become time: a block of `bytes` holds `frames`.
#[derive(Debug, Clone, Copy)]
struct Pace {
    channels: u16,
    bytes: u64,
    frames: u64,
    rate: u32,
}

impl Pace {
    fn time(self, bytes: u64) -> Duration {
        time_of(bytes / self.bytes.max(1) * self.frames, self.rate)
    }
}

fn check_sound(pace: Option<Pace>, available: u64, length: u32, prefix: u64) -> Result<(), AudioError> {
    if length == UNKNOWN_LENGTH || u64::from(length) <= available {
        return Ok(());
    }
    let time = |bytes: u64| pace.map(|pace| pace.time(bytes.saturating_sub(prefix)));
    Err(AudioError::Truncated { at: time(available).unwrap_or_default(), promised: time(u64::from(length)) })
}

fn read_header(source: &mut impl Read) -> Result<Option<[[u8; 4]; 2]>, AudioError> {
    let mut header = [0; 8];
    if !read_all(source, &mut header)? {
        return Ok(None);
    }
    let [a, b, c, d, e, f, g, h] = header;
    Ok(Some([[a, b, c, d], [e, f, g, h]]))
}

fn read_pace(source: &mut impl Read, family: Family, length: usize) -> Result<Pace, AudioError> {
    let mut body = [0; FORMAT_BYTES];
    let wanted = if family == Family::Wave { length.clamp(16, 20) } else { 18 };
    if !read_all(source, &mut body[..wanted])? {
        return Err(AudioError::Truncated { at: Duration::ZERO, promised: None });
    }
    let pace = match family {
        Family::Wave => wave_pace(&body),
        Family::Aiff => aiff_pace(&body),
    };
    // The demuxer multiplies channels by bytes in 16 bits.
    if !(1..=MOST_CHANNELS).contains(&usize::from(pace.channels)) {
        return Err(AudioError::Unsupported { what: "number of channels" });
    }
    Ok(pace)
}

/// PCM has one frame in a block; ADPCM says in the extension how many.
fn wave_pace(body: &[u8; FORMAT_BYTES]) -> Pace {
    const TAG_ADPCM: [u16; 2] = [2, 17];
    let short = |at: usize| u16::from_le_bytes([body[at], body[at + 1]]);
    let frames = if TAG_ADPCM.contains(&short(0)) { short(18) } else { 1 };
    let rate = u32::from_le_bytes([body[4], body[5], body[6], body[7]]);
    Pace { channels: short(2), bytes: u64::from(short(12)), frames: u64::from(frames), rate }
}

fn aiff_pace(body: &[u8; FORMAT_BYTES]) -> Pace {
    let channels = u16::from_be_bytes([body[0], body[1]]);
    let bits = u64::from(u16::from_be_bytes([body[6], body[7]]));
    // An 80-bit float whose exponent (bias 16383) says how far the top word is to be shifted for a whole number.
    let exponent = u16::from_be_bytes([body[8], body[9]]) & 0x7fff;
    let mantissa = u32::from_be_bytes([body[10], body[11], body[12], body[13]]);
    let rate = mantissa.checked_shr(u32::from(16_383_u16.saturating_add(31).saturating_sub(exponent)));
    Pace { channels, bytes: u64::from(channels) * bits.div_ceil(8), frames: 1, rate: rate.unwrap_or(0) }
}

/// Fills `buffer`; false when the file ends before.
fn read_all(source: &mut impl Read, buffer: &mut [u8]) -> Result<bool, AudioError> {
    match source.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(AudioError::Read(error)),
    }
}

impl Family {
    fn number(self, bytes: [u8; 4]) -> u32 {
        match self {
            Family::Wave => u32::from_le_bytes(bytes),
            Family::Aiff => u32::from_be_bytes(bytes),
        }
    }
}
