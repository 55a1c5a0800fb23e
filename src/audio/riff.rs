//! Where the sound of a WAV or AIFF lies, and whether the file holds all its header promises.
//!
//! Takes the file; gives the place of the sound, or where it breaks off. The decoder plays what there is and errs after
//! the last sample, or not at all; here the sizes are compared first. RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088) are
//! WAVs with 64-bit sizes in a `ds64` chunk.

use super::MOST_CHANNELS;
use super::error::{AudioError, time_of};
use super::handling::Break;
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

/// Where the sound lies in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SoundChunk {
    /// The body of `fmt ` or `COMM`, as far as it is looked at.
    pub format: Vec<u8>,
    /// The first byte of sound.
    pub begin: u64,
    /// Bytes of sound that are there.
    pub length: u64,
    /// Where the sound ends before it should.
    pub breaks_off: Option<Break>,
    /// Frames by the `fact` chunk, which tells more than the length where a block holds many.
    pub fact: Option<u32>,
}

/// The size a recorder writes that doesn't know the length yet (a pipe): nothing is promised.
const UNKNOWN_LENGTH: u32 = u32::MAX;

/// More chunks than any file has before its sound; a disk image full of zeros has millions.
const MOST_CHUNKS: usize = 4096;

/// The bytes of `fmt ` or `COMM` that are looked at: `fmt ` as far as the tables of Microsoft's ADPCM.
const FORMAT_BYTES: u64 = 64;

/// Bytes of `SSND` before its first sample: offset and block size.
const SSND_PREFIX: u64 = 8;

/// Finds the sound and compares its size with what the file has.
///
/// Leaves the source anywhere. Errors: `Truncated` where it breaks off before the first frame, `Unsupported`, `Damaged`,
/// `Read`.
pub(super) fn find_sound(source: &mut (impl Read + Seek), family: Family) -> Result<SoundChunk, AudioError> {
    let end = source.seek(SeekFrom::End(0)).map_err(AudioError::Read)?;
    source.seek(SeekFrom::Start(0)).map_err(AudioError::Read)?;
    let cut_at_once = || AudioError::Truncated { at: Duration::ZERO, promised: None };
    let mut walk = Walk { family, end, form_end: 0, wide_length: None, format: Vec::new(), fact: None };
    let Some([_, length]) = read_header(source)? else { return Err(cut_at_once()) };
    walk.form_end = 8 + u64::from(family.number(length));
    let mut position = 12;
    for _ in 0..MOST_CHUNKS {
        source.seek(SeekFrom::Start(position)).map_err(AudioError::Read)?;
        let Some([identifier, length]) = read_header(source)? else { return Err(cut_at_once()) };
        let length = family.number(length);
        if let Some(found) = walk.visit(source, &identifier, position + 8, length)? {
            return Ok(found);
        }
        // Chunks begin at even positions.
        position += 8 + u64::from(length) + u64::from(length & 1);
    }
    Err(AudioError::Damaged { at: Some(Duration::ZERO) })
}

/// What was learned of a file on the way to its sound.
struct Walk {
    family: Family,
    /// The file's length.
    end: u64,
    /// Where the file ends by its own word.
    form_end: u64,
    /// Bytes of sound by `ds64`.
    wide_length: Option<u64>,
    format: Vec<u8>,
    fact: Option<u32>,
}

impl Walk {
    /// Looks at one chunk; gives the sound when that is it.
    fn visit(
        &mut self,
        source: &mut impl Read,
        identifier: &[u8; 4],
        body: u64,
        length: u32,
    ) -> Result<Option<SoundChunk>, AudioError> {
        match (self.family, identifier) {
            (Family::Wave, b"fmt ") | (Family::Aiff, b"COMM") => {
                self.format = read_body(source, length)?;
                self.pace()?.check()?;
            }
            (Family::Wave, b"fact") => {
                self.fact = read_body(source, length)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes));
            }
            (Family::Wave, b"ds64") => {
                let body = read_body(source, length)?;
                self.wide_length =
                    body.get(8..16).and_then(<[u8]>::first_chunk).map(|b| u64::from_le_bytes(*b));
            }
            (Family::Wave, b"data") => return self.wave_sound(body, length).map(Some),
            (Family::Aiff, b"SSND") if self.format.is_empty() => {
                return Err(AudioError::Unsupported { what: "AIFF with its format behind its sound" });
            }
            (Family::Aiff, b"SSND") => {
                let available = self.end - body;
                let claimed = if length == UNKNOWN_LENGTH { available } else { u64::from(length) };
                let breaks_off = self.missing(available, claimed, SSND_PREFIX);
                return self.sound(body, claimed.min(available), breaks_off).map(Some);
            }
            _ => {}
        }
        Ok(None)
    }

    /// The sound of a WAV whose `data` chunk's body is at `body`.
    ///
    /// A recorder that was cut off leaves the sizes it wrote at first: none, or 0 behind which there is sound that no
    /// chunk claims. A program that writes into a pipe can't go back either, and writes `UNKNOWN_LENGTH`: then the sound
    /// goes to the end of the file, which has to be the end of a block.
    fn wave_sound(&self, body: u64, length: u32) -> Result<SoundChunk, AudioError> {
        let available = self.end - body;
        let pace = if self.format.is_empty() { None } else { Some(self.pace()?) };
        let block = pace.map_or(1, |pace| pace.bytes.max(1));
        let unknown = Some(Break { at: self.time(available), promised: None });
        let is_claimed = self.wide_length.is_none() && (body + 1..=self.end).contains(&self.form_end);
        let claimed = match (self.wide_length, length) {
            (Some(wide), UNKNOWN_LENGTH) => wide,
            (None, UNKNOWN_LENGTH) => {
                let breaks_off = unknown.filter(|_| !available.is_multiple_of(block));
                return self.sound(body, available, breaks_off);
            }
            (_, length) => u64::from(length),
        };
        if claimed == 0 && available > 0 && !is_claimed {
            return self.sound(body, available, unknown);
        }
        self.sound(body, claimed.min(available), self.missing(available, claimed, 0))
    }

    fn sound(&self, begin: u64, length: u64, breaks_off: Option<Break>) -> Result<SoundChunk, AudioError> {
        match breaks_off {
            // A break before the first frame leaves nothing to play.
            Some(breaks_off) if breaks_off.at.is_zero() => Err(breaks_off.into()),
            _ => Ok(SoundChunk { format: self.format.clone(), begin, length, breaks_off, fact: self.fact }),
        }
    }

    fn missing(&self, available: u64, claimed: u64, prefix: u64) -> Option<Break> {
        let time = |bytes: u64| self.time(bytes.saturating_sub(prefix));
        let promised = Some(time(claimed)).filter(|_| !self.format.is_empty());
        (claimed > available).then(|| Break { at: time(available), promised })
    }

    fn time(&self, bytes: u64) -> Duration {
        self.pace().map(|pace| pace.time(bytes)).unwrap_or_default()
    }

    /// Errors: `Truncated` where the format is too short to tell.
    fn pace(&self) -> Result<Pace, AudioError> {
        let pace = match self.family {
            Family::Wave => wave_pace(&self.format),
            Family::Aiff => aiff_pace(&self.format),
        };
        pace.ok_or(AudioError::Truncated { at: Duration::ZERO, promised: None })
    }
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

    /// The demuxer multiplies channels by bytes in 16 bits.
    fn check(self) -> Result<(), AudioError> {
        if (1..=MOST_CHANNELS).contains(&usize::from(self.channels)) {
            Ok(())
        } else {
            Err(AudioError::Unsupported { what: "number of channels" })
        }
    }
}

/// PCM has one frame in a block; ADPCM says in the extension how many.
fn wave_pace(body: &[u8]) -> Option<Pace> {
    const TAG_ADPCM: [u16; 2] = [2, 17];
    let short = |at: usize| body.get(at..at + 2).map(|bytes| u16::from_le_bytes([bytes[0], bytes[1]]));
    let frames = if TAG_ADPCM.contains(&short(0)?) { short(18)? } else { 1 };
    let rate = u32::from_le_bytes(*body.get(4..8)?.first_chunk()?);
    short(14)?;
    Some(Pace { channels: short(2)?, bytes: u64::from(short(12)?), frames: u64::from(frames), rate })
}

fn aiff_pace(body: &[u8]) -> Option<Pace> {
    let body: &[u8; 18] = body.first_chunk()?;
    let channels = u16::from_be_bytes([body[0], body[1]]);
    let bits = u64::from(u16::from_be_bytes([body[6], body[7]]));
    // An 80-bit float whose exponent (bias 16383) says how far the top word is to be shifted for a whole number.
    let exponent = u16::from_be_bytes([body[8], body[9]]) & 0x7fff;
    let mantissa = u32::from_be_bytes([body[10], body[11], body[12], body[13]]);
    let rate = mantissa.checked_shr(u32::from(16_383_u16.saturating_add(31).saturating_sub(exponent)));
    let bytes = u64::from(channels) * bits.div_ceil(8);
    Some(Pace { channels, bytes, frames: 1, rate: rate.unwrap_or(0) })
}

/// Name and length of a chunk; none where the file ends before.
fn read_header(source: &mut impl Read) -> Result<Option<[[u8; 4]; 2]>, AudioError> {
    let mut header = [0; 8];
    match source.read_exact(&mut header) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(AudioError::Read(error)),
    }
    let [a, b, c, d, e, f, g, h] = header;
    Ok(Some([[a, b, c, d], [e, f, g, h]]))
}

/// The first bytes of a chunk's body, as many as there are.
fn read_body(source: &mut impl Read, length: u32) -> Result<Vec<u8>, AudioError> {
    let mut body = Vec::new();
    source.take(u64::from(length).min(FORMAT_BYTES)).read_to_end(&mut body).map_err(AudioError::Read)?;
    Ok(body)
}

impl Family {
    fn number(self, bytes: [u8; 4]) -> u32 {
        match self {
            Family::Wave => u32::from_le_bytes(bytes),
            Family::Aiff => u32::from_be_bytes(bytes),
        }
    }
}
