//! Running a converter: a sound file of a kind that isn't read here → a WAV in a folder of its own.
//!
//! A converter that complains has failed, however it ends: half a recording is worse than none.

use super::program::{Program, Words, Workplace};
use crate::audio::AudioError;
use crate::network::Converter;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// The most bytes it may write: what a WAV can hold (EBU Tech 3285).
const MOST_BYTES: u64 = 1 << 32;

/// A WAV in a folder that goes away with it.
pub(super) struct Converted {
    /// The WAV.
    pub place: PathBuf,
    _folder: Workplace,
}

/// Has `converter` make a WAV of the file at `place`, in a new folder of the project at `root`.
///
/// Errors: `Conversion`, `Read`, `Scratch`.
pub(super) fn convert(place: &Path, converter: &Converter, root: &Path) -> Result<Converted, AudioError> {
    let folder = Workplace::open(root)?;
    let from = std::path::absolute(place).map_err(AudioError::Read)?;
    let Converter { command, limit, .. } = converter;
    let program = Program { command, limit: *limit, most_bytes: MOST_BYTES, words: Words::Complaint };
    folder.run(&program, &from, Stdio::null())?;
    Ok(Converted { place: folder.made(), _folder: folder })
}
