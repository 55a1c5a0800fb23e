//! Sound files anywhere on the disk: opening and measuring them, those of other kinds by way of their converter.

use super::convert::{Converted, convert};
use crate::audio::{AudioError, Measurement, Sound, measure};
use crate::network::{Converter, Converters, HouseFormat};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// How sound files are opened in a project, or without one.
#[derive(Debug, Clone, Default)]
pub struct SoundFiles {
    /// The project's folder, and its converters.
    converters: Option<(PathBuf, Converters)>,
}

/// A file that can be decoded.
pub(super) struct SoundFile {
    /// Its bytes.
    pub bytes: BufReader<File>,
    /// Its extension, without dot.
    pub extension: Option<String>,
    _converted: Option<Converted>,
}

impl SoundFiles {
    /// Files of the project at `root`.
    pub fn of_project(root: &Path, converters: &Converters) -> SoundFiles {
        SoundFiles { converters: Some((root.to_owned(), converters.clone())) }
    }

    /// Opens the file at `place`, by way of its converter if it has one.
    ///
    /// Errors: `Read`; with a converter also `Conversion` and `Scratch`.
    pub(super) fn open(&self, place: &Path) -> Result<SoundFile, AudioError> {
        let file = File::open(place).map_err(AudioError::Read)?;
        let converted = match (&self.converters, self.converter(place)) {
            (Some((root, _)), Some(converter)) => Some(convert(place, converter, root)?),
            _ => None,
        };
        let (file, place) = match &converted {
            Some(converted) => (File::open(&converted.place).map_err(AudioError::Read)?, &*converted.place),
            None => (file, place),
        };
        let extension = place.extension().and_then(|extension| extension.to_str()).map(str::to_owned);
        Ok(SoundFile { bytes: BufReader::new(file), extension, _converted: converted })
    }

    /// What sound made of the file at `place` depends on besides its content: the converter's command, if it has one.
    pub(super) fn way(&self, place: &Path) -> String {
        self.converter(place).map(|converter| format!(" {:?}", converter.command)).unwrap_or_default()
    }

    /// Measures the sound file at `place` as it is, and hands each block of it to `also`, interleaved, with its
    /// number of channels. Of a file that went through its converter, the format is its own extension.
    ///
    /// Errors: those of opening and of decoding a sound file; never `Write`.
    pub fn measure(
        &self,
        place: &Path,
        house: &HouseFormat,
        also: impl FnMut(&[f32], usize),
    ) -> Result<Measurement, AudioError> {
        let mut file = self.open(place)?;
        let extension = file.extension.clone();
        let mut measured = measure(&mut Sound::open(&mut file.bytes, extension.as_deref())?, house, also)?;
        // What people have is the file, not the WAV that was made of it.
        if let Some(extension) = self.converter(place).and(place.extension()) {
            measured.format = extension.to_string_lossy().to_lowercase();
        }
        Ok(measured)
    }

    fn converter(&self, place: &Path) -> Option<&Converter> {
        self.converters.as_ref()?.1.of(place.to_str()?)
    }
}
