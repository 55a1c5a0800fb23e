//! The WAV as it grows: bytes are appended, pieces copied. Takes bytes and readers; counts what it wrote. Knows no format.

use crate::fit::PieceId;
use crate::network::Samples;
use std::fmt;
use std::io::{self, Read, Write};

/// Bytes that are written at a time: whole frames in every format.
pub(super) const BLOCK_BYTES: usize = 64 * 1024 / 12 * 12;

/// Why a WAV could not be made.
#[derive(Debug)]
pub enum AssembleError {
    /// A piece could not be opened or read.
    Piece {
        /// Which one.
        piece: PieceId,
        /// Why.
        error: io::Error,
    },
    /// A piece holds less than the recipe takes from it.
    PieceTooShort {
        /// Which one.
        piece: PieceId,
        /// What the recipe takes.
        wanted: Samples,
        /// What there is.
        found: Samples,
    },
    /// The WAV could not be written.
    Write(io::Error),
}

/// The file as it grows.
pub(super) struct GrowingWav<W> {
    out: W,
    bytes: u64,
}

impl<W: Write> GrowingWav<W> {
    /// Nothing is written yet.
    pub fn new(out: W) -> Self {
        GrowingWav { out, bytes: 0 }
    }

    /// Appends bytes.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), AssembleError> {
        self.bytes += bytes.len() as u64;
        self.out.write_all(bytes).map_err(AssembleError::Write)
    }

    /// Copies up to so many bytes, in the kernel where both sides are files, and tells how many there were.
    pub fn copy(
        &mut self,
        reader: &mut impl Read,
        bytes: u64,
        unreadable: impl Fn(io::Error) -> AssembleError,
    ) -> Result<u64, AssembleError> {
        match io::copy(&mut reader.take(bytes), &mut self.out) {
            Ok(copied) => {
                self.bytes += copied;
                Ok(copied)
            }
            // A copy does not tell which side failed: a piece that cannot be read still cannot.
            Err(error) => match reader.read(&mut [0]) {
                Ok(_) => Err(AssembleError::Write(error)),
                Err(error) => Err(unreadable(error)),
            },
        }
    }

    /// Appends so many bytes of digital silence.
    pub fn silence(&mut self, mut bytes: u64) -> Result<(), AssembleError> {
        static SILENCE: [u8; BLOCK_BYTES] = [0; BLOCK_BYTES];
        while bytes > 0 {
            let now = usize::try_from(bytes).unwrap_or(BLOCK_BYTES).min(BLOCK_BYTES);
            self.write(&SILENCE[..now])?;
            bytes -= now as u64;
        }
        Ok(())
    }

    /// Hands everything on, and tells how much it was.
    pub fn finish(mut self) -> Result<u64, AssembleError> {
        self.out.flush().map_err(AssembleError::Write)?;
        Ok(self.bytes)
    }
}

impl fmt::Display for AssembleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AssembleError::Piece { piece, error } => write!(f, "piece {} can't be read: {error}", piece.0),
            AssembleError::PieceTooShort { piece, wanted, found } => {
                write!(f, "piece {} has {} frames of the {} wanted", piece.0, found.0, wanted.0)
            }
            AssembleError::Write(error) => write!(f, "the WAV can't be written: {error}"),
        }
    }
}

impl std::error::Error for AssembleError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            AssembleError::Piece { error, .. } | AssembleError::Write(error) => Some(error),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    /// A disk that gives nothing and takes nothing.
    struct Broken;

    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("bad sector"))
        }
    }

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::other("full"))
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_piece_that_cannot_be_read_and_a_disk_that_is_full_are_told_apart() {
        let unreadable = |error| AssembleError::Piece { piece: PieceId("a".to_owned()), error };
        let error = GrowingWav::new(Vec::new()).copy(&mut Broken, 18, unreadable).expect_err("a bad sector");
        assert!(matches!(error, AssembleError::Piece { .. }), "{error}");
        let mut wav = GrowingWav::new(Broken);
        let error = wav.copy(&mut Cursor::new([0; 18]), 18, unreadable).expect_err("a full disk");
        assert!(matches!(error, AssembleError::Write(_)), "{error}");
    }
}
