//! A sound file as the demuxer wants it: readable, seekable, with the length its container claims. Knows no codec.

use super::error::AudioError;
use super::mp4::claimed_length;
use super::sniff::Container;
use std::io::{self, Read, Seek, SeekFrom};
use symphonia::core::io::MediaSource;

/// A source with the length its container claims; reading past the true end still ends.
pub(super) struct Seekable<R> {
    inner: R,
    length: u64,
}

impl<R: Read + Seek> Seekable<R> {
    /// At the beginning.
    pub fn new(mut inner: R, container: Container) -> Result<Self, AudioError> {
        let length = match container {
            Container::Mp4 => claimed_length(&mut inner)?,
            _ => inner.seek(SeekFrom::End(0)).map_err(AudioError::Read)?,
        };
        rewind(&mut inner)?;
        Ok(Seekable { inner, length })
    }
}

impl<R: Read> Read for Seekable<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer)
    }
}

impl<R: Seek> Seek for Seekable<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(match to {
            SeekFrom::End(offset) => SeekFrom::Start(self.length.saturating_add_signed(offset)),
            to => to,
        })
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
