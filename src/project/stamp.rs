//! One stamp over everything that goes in and comes out: unchanged means there is nothing to do.

use super::{ProjectError, walk};
use crate::source::hexadecimal;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// A digest of names, sizes and times of files, and of what else decides the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp(pub String);

/// Stamps every file below the `folders` of `root` that `takes` wants, as loading sees them, with `settings`: which
/// program it is and what was asked of it.
pub fn stamp(
    root: &Path,
    folders: &[String],
    settings: &str,
    takes: &dyn Fn(&Path) -> bool,
) -> Result<Stamp, ProjectError> {
    let mut digest = Sha256::new();
    digest.update(settings.as_bytes());
    digest.update(root.as_os_str().as_encoded_bytes());
    for folder in folders {
        let listing = walk::list(root, folder)?;
        digest.update(format!("\n{folder} {:?}", listing.left_out));
        for file in listing.files {
            let place = root.join(folder).join(&file.path);
            if !takes(&place) {
                continue;
            }
            let changed = file.metadata.modified().map_err(ProjectError::read(&place))?;
            let since = changed.duration_since(UNIX_EPOCH).unwrap_or_default();
            digest.update(format!("\n{}\n", file.path));
            digest.update(file.metadata.len().to_le_bytes());
            digest.update(since.as_nanos().to_le_bytes());
        }
    }
    Ok(Stamp(hexadecimal(&digest.finalize())))
}
