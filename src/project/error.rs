//! What the world can do to a project's folder.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A fault of the world, with the path it is about.
#[derive(Debug)]
pub enum ProjectError {
    /// There is no `schedules` folder here or above.
    NotAProject(PathBuf),
    /// A file or folder that cannot be read.
    Read(PathBuf, io::Error),
    /// A file or folder that cannot be written.
    Write(PathBuf, io::Error),
    /// Another program is writing into this project.
    Locked(PathBuf),
}

impl ProjectError {
    /// Reading `path` failed so.
    pub fn read(path: &Path) -> impl FnOnce(io::Error) -> ProjectError + '_ {
        move |error| ProjectError::Read(path.to_owned(), error)
    }

    /// Writing `path` failed so.
    pub fn write(path: &Path) -> impl FnOnce(io::Error) -> ProjectError + '_ {
        move |error| ProjectError::Write(path.to_owned(), error)
    }
}

impl fmt::Display for ProjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProjectError::NotAProject(path) => write!(f, "{}: no schedules folder", path.display()),
            ProjectError::Read(path, error) => write!(f, "{}: cannot be read: {error}", path.display()),
            ProjectError::Write(path, error) => write!(f, "{}: cannot be written: {error}", path.display()),
            ProjectError::Locked(path) => write!(f, "{}: in use by another program", path.display()),
        }
    }
}

impl std::error::Error for ProjectError {}
