//! House clips that another producer made: they come packed, under the name of their sound.

use super::super::ProjectError;
use super::SoundCache;
use crate::audio::{AudioError, open_house_wav, unpack};
use crate::fit::PieceId;
use crate::network::Samples;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

impl SoundCache {
    /// Unpacks the FLAC of a piece of so many frames into the cache, unless that was done before. Whether the piece is
    /// there now; not when the FLAC is missing, or is not the sound that the piece is named by.
    ///
    /// Errors: `Write` when the cache can't be written.
    pub fn take(&self, piece: &PieceId, frames: Samples, flac: &Path) -> Result<bool, ProjectError> {
        let place = self.piece_path(&piece.0);
        let known = File::open(&place).ok().and_then(|file| open_house_wav(file, &self.format).ok());
        if known.is_some_and(|(length, _)| length == frames) {
            return Ok(true);
        }
        let Ok(packed) = File::open(flac) else { return Ok(false) };
        let folder = self.folder()?;
        let out = tempfile::Builder::new().prefix(".loa-").tempfile_in(&folder);
        let mut out = out.map_err(ProjectError::write(&folder))?;
        match unpack(packed, frames, &self.format, BufWriter::new(out.as_file_mut())) {
            Ok(found) if found == *piece => {}
            Err(AudioError::Write(error)) => return Err(ProjectError::Write(folder, error)),
            _ => return Ok(false),
        }
        out.persist(&place).map_err(|error| ProjectError::Write(place.clone(), error.error))?;
        Ok(true)
    }
}
