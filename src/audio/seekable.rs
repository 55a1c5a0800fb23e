//! A sound file as the demuxer wants it: readable, seekable, with the length its container claims. Knows no codec.

use super::error::AudioError;
use super::handling::Break;
use super::mp4::claimed_length;
use super::sniff::Container;
use std::io::{self, Read, Seek, SeekFrom};
use symphonia::core::io::MediaSource;

/// A source with the length its container claims. Reading past the true end still ends, but for an AIFF that breaks off: its
/// demuxer looks behind the sound first, and finds nothing but noughts.
pub(super) struct Seekable<R> {
    inner: R,
    at: u64,
    end: u64,
    length: u64,
    is_padded: bool,
}

impl<R: Read + Seek> Seekable<R> {
    /// At the beginning; with the break that is known.
    pub fn new(mut inner: R, container: Container, breaks_off: Option<Break>) -> Result<Self, AudioError> {
        let end = inner.seek(SeekFrom::End(0)).map_err(AudioError::Read)?;
        let known = breaks_off.filter(|_| container == Container::Aiff);
        let length = match container {
            Container::Mp4 => claimed_length(&mut inner)?,
            _ => known.map_or(end, |known| end.max(padded(end, known))),
        };
        rewind(&mut inner)?;
        Ok(Seekable { inner, at: 0, end, length, is_padded: known.is_some() })
    }
}

/// What may stand behind the sound: names and dates, and no more than a demuxer walks through at once.
const BEHIND_BYTES: u64 = 64 * 1024;

/// About the length of a file of `end` bytes without its break.
fn padded(end: u64, known: Break) -> u64 {
    let promised = known.promised.unwrap_or(known.at).as_nanos();
    let whole = u128::from(end) * promised / known.at.as_nanos().max(1);
    u64::try_from(whole).unwrap_or(u64::MAX).saturating_add(BEHIND_BYTES).min(MOST_BYTES)
}

/// AIFF counts in 32 bits.
const MOST_BYTES: u64 = u32::MAX as u64 + 8;

impl<R: Read> Read for Seekable<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut read = self.inner.read(buffer)?;
        if read == 0 && self.is_padded && self.at >= self.end {
            read =
                buffer.len().min(usize::try_from(self.length.saturating_sub(self.at)).unwrap_or(usize::MAX));
            buffer[..read].fill(0);
        }
        self.at += read as u64;
        Ok(read)
    }
}

impl<R: Seek> Seek for Seekable<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        // From where the reader believes to be: within the noughts the source stands still.
        self.at = self.inner.seek(match to {
            SeekFrom::End(offset) => SeekFrom::Start(self.length.saturating_add_signed(offset)),
            SeekFrom::Current(offset) => SeekFrom::Start(self.at.saturating_add_signed(offset)),
            SeekFrom::Start(place) => SeekFrom::Start(place),
        })?;
        Ok(self.at)
    }
}

impl<R: Read + Seek + Send + Sync> MediaSource for Seekable<R> {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.length)
    }
}

/// The source at its first byte.
pub(super) fn rewind<R: Seek>(source: &mut R) -> Result<&mut R, AudioError> {
    source.seek(SeekFrom::Start(0)).map_err(AudioError::Read)?;
    Ok(source)
}
