//! One stamp over everything that goes in and comes out: unchanged means there is nothing to do.

use super::ProjectError;
use sha2::{Digest, Sha256};
use std::fs;
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// A digest of names, sizes and times of files, and of what else decides the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp(pub String);

/// Stamps every file below the `folders` of `root` that exist and that `takes` wants, with `settings`: which program it
/// is and what was asked of it.
pub fn stamp(
    root: &Path,
    folders: &[String],
    settings: &str,
    takes: &dyn Fn(&Path) -> bool,
) -> Result<Stamp, ProjectError> {
    let mut digest = Sha256::new();
    digest.update(settings.as_bytes());
    for folder in folders {
        let place = root.join(folder);
        match fs::symlink_metadata(&place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            _ => walk(&place, &mut digest, takes)?,
        }
    }
    Ok(Stamp(hexadecimal(&digest.finalize())))
}

fn walk(place: &Path, digest: &mut Sha256, takes: &dyn Fn(&Path) -> bool) -> Result<(), ProjectError> {
    let found = fs::metadata(place).map_err(ProjectError::read(place))?;
    if !found.is_dir() {
        if !takes(place) {
            return Ok(());
        }
        digest.update(b"\n");
        digest.update(place.as_os_str().as_encoded_bytes());
        let changed = found.modified().map_err(ProjectError::read(place))?;
        let since = changed.duration_since(UNIX_EPOCH).unwrap_or_default();
        digest.update(found.len().to_le_bytes());
        digest.update(since.as_nanos().to_le_bytes());
        return Ok(());
    }
    let mut inside: Vec<_> = fs::read_dir(place)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect())
        .map_err(ProjectError::read(place))?;
    inside.sort();
    inside.iter().try_for_each(|path| walk(path, digest, takes))
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
