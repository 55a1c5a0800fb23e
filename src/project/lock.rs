//! One writer at a time.

use super::ProjectError;
use std::fs::{self, File, TryLockError};
use std::path::Path;

/// Held while results are written; the system lets it go when the program ends, however it ends.
#[derive(Debug)]
pub struct ProjectLock {
    _file: File,
}

/// Takes the lock of the project at `root`, or says who is in the way.
pub fn lock(root: &Path) -> Result<ProjectLock, ProjectError> {
    let folder = root.join(".loa");
    fs::create_dir_all(&folder).map_err(ProjectError::write(&folder))?;
    let path = folder.join("lock");
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(ProjectError::write(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(ProjectLock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(ProjectError::Locked(path)),
        Err(TryLockError::Error(error)) => Err(ProjectError::Write(path, error)),
    }
}
