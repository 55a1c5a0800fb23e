//! A WAV as its demuxer understands it: a plain header made anew, then the file's own sound.
//!
//! The demuxer stumbles over much that people have: 64-bit sizes, sizes that were never filled in, `fmt ` chunks of odd
//! lengths, µ-law and A-law under WAVE_FORMAT_EXTENSIBLE, samples of 20 bits in three bytes. All of them are rewritten
//! into the form it takes (EBU Tech 3285; Microsoft's mmreg.h for the tags). What can't be is refused by name.

use super::chunk::chunk;
use super::error::AudioError;
use super::handling::Break;
use super::riff::{Family, find_sound};
use std::io::{self, Read, Seek, SeekFrom};
use std::time::Duration;

/// A WAV with another header.
pub(super) struct Wave<R> {
    inner: R,
    header: Vec<u8>,
    /// The first byte of sound in the file.
    begin: u64,
    /// Bytes of sound.
    length: u64,
    /// Where the reader stands, counted from the new header.
    position: u64,
    /// Frames by the `fact` chunk, where blocks hold many.
    fact: Option<u64>,
    breaks_off: Option<Break>,
}

const PCM: u16 = 1;
const ADPCM_MS: u16 = 2;
const FLOAT: u16 = 3;
const A_LAW: u16 = 6;
const MU_LAW: u16 = 7;
const ADPCM_IMA: u16 = 17;
const EXTENSIBLE: u16 = 0xfffe;

/// Bytes 2 to 15 of the GUIDs that say in their first two which tag is meant.
const TAG_GUID: [u8; 14] = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];

impl<R: Read + Seek> Wave<R> {
    /// Reads the header; stands at the beginning. Errors: `Truncated`, `Unsupported`, `Damaged`, `Read`.
    pub fn new(mut inner: R) -> Result<Self, AudioError> {
        let sound = find_sound(&mut inner, Family::Wave)?;
        let (format, block) = plain_format(&sound.format)?;
        let length = sound.length - sound.length % block;
        let claimed = u32::try_from(length).unwrap_or(u32::MAX);
        let format = chunk(b"fmt ", &format);
        let header = [b"RIFF\xff\xff\xff\xffWAVE", &format[..], b"data", &claimed.to_le_bytes()].concat();
        let holds_many = matches!(tag_of(&sound.format), Some(ADPCM_MS | ADPCM_IMA));
        let fact = sound.fact.map(u64::from).filter(|frames| holds_many && *frames > 0);
        let fact = fact.filter(|_| sound.breaks_off.is_none());
        let (begin, breaks_off) = (sound.begin, sound.breaks_off);
        Ok(Wave { inner, header, begin, length, position: 0, fact, breaks_off })
    }

    /// How many frames are sound, where the last block holds more.
    pub fn fact(&self) -> Option<u64> {
        self.fact
    }

    /// Where the sound ends before it should.
    pub fn breaks_off(&self) -> Option<Break> {
        self.breaks_off
    }

    fn end(&self) -> u64 {
        self.header.len() as u64 + self.length
    }
}

impl<R: Read + Seek> Read for Wave<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let header = usize::try_from(self.position).ok().and_then(|at| self.header.get(at..));
        let read = match header {
            Some(mut rest) if !rest.is_empty() => rest.read(buffer)?,
            _ => {
                let into = self.position - self.header.len() as u64;
                self.inner.seek(SeekFrom::Start(self.begin + into))?;
                let left = usize::try_from(self.length.saturating_sub(into)).unwrap_or(usize::MAX);
                let most = buffer.len().min(left);
                self.inner.read(&mut buffer[..most])?
            }
        };
        self.position += read as u64;
        Ok(read)
    }
}

impl<R: Read + Seek> Seek for Wave<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(offset) => self.end().checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = position.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}

/// The body of `fmt ` as the demuxer takes it, and the bytes of a block. Errors: `Unsupported`, `Damaged`.
fn plain_format(body: &[u8]) -> Result<(Vec<u8>, u64), AudioError> {
    let damaged = || AudioError::Damaged { at: Some(Duration::ZERO) };
    let fixed: &[u8; 16] = body.first_chunk().ok_or_else(damaged)?;
    let channels = u16::from_le_bytes([fixed[2], fixed[3]]);
    let block = u16::from_le_bytes([fixed[12], fixed[13]]);
    let bits = u16::from_le_bytes([fixed[14], fixed[15]]);
    let written = u16::from_le_bytes([fixed[0], fixed[1]]);
    let tag = tag_of(body).ok_or(AudioError::Unsupported { what: "WAV of this kind" })?;
    if matches!(tag, ADPCM_MS | ADPCM_IMA) {
        let adpcm = if written == tag { Some(body) } else { None };
        let adpcm = adpcm.ok_or(AudioError::Unsupported { what: "ADPCM in WAVE_FORMAT_EXTENSIBLE" })?;
        return Ok((adpcm[..adpcm_length(adpcm).min(adpcm.len())].to_vec(), u64::from(block.max(1))));
    }
    let bytes = if channels > 0 && block > 0 { block / channels } else { bits.div_ceil(8) };
    if !matches!((tag, bytes), (PCM, 1..=4) | (FLOAT, 4 | 8) | (A_LAW | MU_LAW, 1)) {
        return Err(AudioError::Unsupported { what: name_of(tag) });
    }
    let block = channels.checked_mul(bytes).ok_or_else(damaged)?;
    let mut plain = fixed.to_vec();
    plain[12..16].copy_from_slice(&[block.to_le_bytes(), (bytes * 8).to_le_bytes()].concat());
    if let Some(mask) = body.get(20..24).filter(|_| written == EXTENSIBLE && matches!(tag, PCM | FLOAT)) {
        let valid = (bytes * 8).to_le_bytes();
        plain.extend([&22_u16.to_le_bytes(), &valid[..], mask, &tag.to_le_bytes(), &TAG_GUID].concat());
    } else {
        plain[..2].copy_from_slice(&tag.to_le_bytes());
        plain.extend(if matches!(tag, A_LAW | MU_LAW) { &[0, 0][..] } else { &[] });
    }
    Ok((plain, u64::from(block.max(1))))
}

/// The tag of the samples, from behind WAVE_FORMAT_EXTENSIBLE too; none where a GUID names no tag.
fn tag_of(body: &[u8]) -> Option<u16> {
    let tag = u16::from_le_bytes(*body.first_chunk()?);
    if tag != EXTENSIBLE {
        return Some(tag);
    }
    let guid = body.get(24..40)?;
    (guid[2..] == TAG_GUID).then(|| u16::from_le_bytes([guid[0], guid[1]]))
}

/// Bytes of an ADPCM `fmt ` by its own word.
fn adpcm_length(body: &[u8]) -> usize {
    body.get(16..18).map_or(16, |size| 18 + usize::from(u16::from_le_bytes([size[0], size[1]])))
}

/// What people call the samples of a tag.
fn name_of(tag: u16) -> &'static str {
    match tag {
        PCM => "PCM of this width",
        FLOAT => "floating point of this width",
        0x31 => "GSM 6.10",
        0x50 => "MPEG layer II",
        0x55 => "MP3 in WAV",
        0x64 | 0x45 => "G.726",
        0x160..=0x163 => "Windows Media",
        _ => "WAV of this kind",
    }
}
