//! What can be wrong with keys and publications.

use crate::project::ProjectError;
use std::fmt;
use std::path::{Path, PathBuf};

/// A fault of the world around keys and publications.
#[derive(Debug)]
pub enum RepositoryError {
    /// A file or folder that cannot be read or written.
    Project(ProjectError),
    /// The keys.
    Keys(KeyFault),
    /// A publication that is not whole.
    Publication(DamagedPublication),
    /// An object store that does not take or give something.
    Upload {
        /// Where.
        place: String,
        /// What it says.
        why: String,
    },
}

/// What is wrong with keys.
#[derive(Debug)]
pub enum KeyFault {
    /// There are none in this folder.
    None(PathBuf),
    /// There are some already.
    Already(PathBuf),
    /// Others may read this key.
    Open(PathBuf),
    /// Not a key file, or one that is damaged.
    Damaged(PathBuf),
    /// Not enough of the keys of the root were found in these folders.
    TooFewOfRoot {
        /// Found.
        found: usize,
        /// Needed.
        wanted: usize,
    },
    /// The signed root is not valid any more, since that moment.
    RootExpired(String),
}

/// A file of a publication that is missing or not what it should be.
#[derive(Debug)]
pub struct DamagedPublication {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub why: String,
}

impl From<ProjectError> for RepositoryError {
    fn from(error: ProjectError) -> RepositoryError {
        RepositoryError::Project(error)
    }
}

impl From<KeyFault> for RepositoryError {
    fn from(fault: KeyFault) -> RepositoryError {
        RepositoryError::Keys(fault)
    }
}

impl RepositoryError {
    /// The file at `path` of a publication is damaged so.
    pub(super) fn damaged(path: &Path, why: &dyn fmt::Display) -> RepositoryError {
        RepositoryError::Publication(DamagedPublication { path: path.to_owned(), why: why.to_string() })
    }
}
