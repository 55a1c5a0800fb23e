//! A sound that is heard while a WAV is assembled: its piece, read frame by frame, and its gain at each frame.
//!
//! Takes a placement and a reader of its PCM. Gives bytes as they are, or samples with their gains. Knows nothing of what
//! else is heard.

use super::growing_wav::{AssembleError, GrowingWav};
use crate::fit::{Course, Fade, FaderMark, Gain, PieceId, Placement};
use crate::network::{HouseFormat, Samples};
use std::io::{self, Read, Write};

/// One placement while it sounds.
pub(super) struct Voice<'p, R> {
    /// What it plays.
    pub placement: &'p Placement,
    reader: R,
    frame_bytes: u64,
    /// Frames of it that are over.
    past: u64,
}

impl<'p, R: Read> Voice<'p, R> {
    /// At its first frame.
    pub fn open(
        placement: &'p Placement,
        format: &HouseFormat,
        open_piece: &mut impl FnMut(&PieceId) -> io::Result<R>,
    ) -> Result<Self, AssembleError> {
        let reader = open_piece(&placement.piece)
            .map_err(|error| AssembleError::Piece { piece: placement.piece.clone(), error })?;
        Ok(Voice { placement, reader, frame_bytes: format.frame_bytes(), past: 0 })
    }

    /// Whether the next `frames`, in which no fade or mark of the fader begins or ends, sound as they are in the piece.
    pub fn is_untouched(&self, frames: u64) -> bool {
        let placement = self.placement;
        let is_between_fades = self.past >= placement.fade_in.length.0
            && self.past + frames <= placement.length.0 - placement.fade_out.length.0;
        let (before, behind) = self.marks();
        let is_unity = |mark: Option<FaderMark>| mark.is_none_or(|mark| mark.gain == Gain::UNITY);
        is_between_fades && is_unity(before) && is_unity(behind)
    }

    /// Copies the next `frames` as bytes.
    pub fn copy(&mut self, frames: u64, wav: &mut GrowingWav<impl Write>) -> Result<(), AssembleError> {
        let bytes = frames * self.frame_bytes;
        let piece = &self.placement.piece;
        let unreadable = |error| AssembleError::Piece { piece: piece.clone(), error };
        let copied = wav.copy(&mut self.reader, bytes, unreadable)?;
        if copied < bytes {
            return Err(self.too_short(copied));
        }
        self.past += frames;
        Ok(())
    }

    /// Reads the next frames into all of `pcm`, and their gains, one a frame, into `gains`. No fade or mark of the fader
    /// begins or ends among them.
    pub fn read(&mut self, pcm: &mut [u8], gains: &mut [f64]) -> Result<(), AssembleError> {
        let found = read_up_to(&mut self.reader, pcm)
            .map_err(|error| AssembleError::Piece { piece: self.placement.piece.clone(), error })?;
        if found < pcm.len() {
            return Err(self.too_short(found as u64));
        }
        self.gains(gains);
        self.past += gains.len() as u64;
        Ok(())
    }

    fn gains(&self, gains: &mut [f64]) {
        let placement = self.placement;
        self.fader(gains);
        if self.past < placement.fade_in.length.0 {
            let risen = (self.past + 1..).map(|n| (n, placement.fade_in.length.0));
            fade(placement.fade_in, risen, gains);
        }
        let fall = placement.length.0 - placement.fade_out.length.0;
        if self.past >= fall {
            let left = (0..placement.length.0 - self.past).rev().map(|n| (n, placement.fade_out.length.0));
            fade(placement.fade_out, left, gains);
        }
    }

    /// The gains of the fader alone.
    fn fader(&self, gains: &mut [f64]) {
        match self.marks() {
            (Some(from), Some(to)) => {
                let start = from.gain.factor();
                let slope = (to.gain.factor() - start) / (to.at.0 - from.at.0) as f64;
                for (n, gain) in (self.past - from.at.0..).zip(gains) {
                    *gain = start + slope * n as f64;
                }
            }
            (Some(mark), None) | (None, Some(mark)) => gains.fill(mark.gain.factor()),
            (None, None) => gains.fill(1.0),
        }
    }

    /// The marks of the fader before and behind the next frame, with their frames.
    fn marks(&self) -> (Option<FaderMark>, Option<FaderMark>) {
        let fader = &self.placement.fader;
        let behind = fader.partition_point(|mark| mark.at.0 <= self.past);
        let before = behind.checked_sub(1).map(|at| fader[at]);
        (before, fader.get(behind).copied())
    }

    fn too_short(&self, bytes: u64) -> AssembleError {
        AssembleError::PieceTooShort {
            piece: self.placement.piece.clone(),
            wanted: self.placement.length,
            found: Samples(self.past + bytes / self.frame_bytes),
        }
    }
}

/// Multiplies gains by those of a fade, of which so many frames of so many stand open.
fn fade(fade: Fade, open: impl Iterator<Item = (u64, u64)>, gains: &mut [f64]) {
    for (gain, (n, length)) in gains.iter_mut().zip(open) {
        let share = n as f64 / length as f64;
        *gain *= match fade.course {
            Course::Even => share * share,
            Course::EqualPower => share.sqrt(),
        };
    }
}

/// Reads until the buffer is full or the reader ends.
fn read_up_to(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match reader.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
