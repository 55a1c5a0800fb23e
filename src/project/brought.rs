//! Files that people bring from anywhere on their disk.

use super::{ProjectError, Storing};
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// The bytes of the file at `place`; none when it has more than `most`.
///
/// # Errors
/// `Read` when it cannot be read, as a folder cannot.
pub fn brought(place: &Path, most: u64) -> Result<Option<Vec<u8>>, ProjectError> {
    let found = fs::metadata(place).map_err(ProjectError::read(place))?;
    if found.is_dir() {
        return Err(ProjectError::Read(place.to_owned(), io::ErrorKind::IsADirectory.into()));
    }
    if found.len() > most {
        return Ok(None);
    }
    fs::read(place).map(Some).map_err(ProjectError::read(place))
}

impl Storing {
    /// Makes `path` a copy of the file at `from`, which is left as it is.
    pub fn copy(&mut self, from: &Path, path: &str) -> Result<(), ProjectError> {
        let mut bytes = File::open(from).map_err(ProjectError::read(from))?;
        self.made(path, |out| io::copy(&mut bytes, out).map(drop))
    }
}
