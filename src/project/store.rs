//! Storing results: written beside their place and renamed, so that a kill at any instant leaves the old or the new.

use super::ProjectError;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// How the names of files begin that are not finished yet.
pub(super) const HALF_DONE: &str = ".loa-";

/// What was written in a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StoreCount {
    /// Files made new or replaced.
    pub files: u64,
    /// Bytes written; a file that shares the bytes of another counts none.
    pub bytes: u64,
}

/// Stores files under one folder and counts them.
#[derive(Debug)]
pub struct Storing {
    root: PathBuf,
    /// What was written so far.
    pub count: StoreCount,
}

impl Storing {
    /// Stores under `root`.
    pub fn under(root: &Path) -> Storing {
        Storing { root: root.to_owned(), count: StoreCount::default() }
    }

    /// Makes `path` hold just `bytes`; a file that does already is left alone.
    pub fn bytes(&mut self, path: &str, bytes: &[u8]) -> Result<(), ProjectError> {
        let place = self.root.join(path);
        if holds(&place, bytes) {
            return Ok(());
        }
        self.made(path, |out| out.write_all(bytes))
    }

    /// Makes `path` hold what `make` writes.
    pub fn made(
        &mut self,
        path: &str,
        make: impl FnOnce(&mut BufWriter<&mut File>) -> io::Result<()>,
    ) -> Result<(), ProjectError> {
        let place = self.root.join(path);
        let failed = ProjectError::write(&place);
        match write_beside(&place, make) {
            Ok(bytes) => {
                self.count.files += 1;
                self.count.bytes += bytes;
                Ok(())
            }
            Err(error) => Err(failed(error)),
        }
    }

    /// Makes `path` the same file as `other`; a copy where the file system has no links.
    pub fn link(&mut self, other: &str, path: &str) -> Result<(), ProjectError> {
        self.link_from(&self.root.join(other), path)
    }

    /// Makes `path` the same file as the one at `from`, wherever that is; a copy where there are no links between them.
    pub fn link_from(&mut self, from: &Path, path: &str) -> Result<(), ProjectError> {
        let place = self.root.join(path);
        let beside = beside(&place).map_err(ProjectError::write(&place))?;
        let linked = fs::remove_file(beside.path()).and_then(|()| fs::hard_link(from, beside.path()));
        if linked.is_err() {
            self.count.bytes += fs::copy(from, beside.path()).map_err(ProjectError::write(&place))?;
        }
        beside.persist(&place).map_err(|error| ProjectError::Write(place.clone(), error.error))?;
        self.count.files += 1;
        Ok(())
    }

    /// Removes `path`, if it is there, and the folder it leaves empty.
    pub fn remove(&mut self, path: &str) -> Result<(), ProjectError> {
        let place = self.root.join(path);
        match fs::remove_file(&place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(ProjectError::Write(place, error)),
            _ => {
                // A folder that still holds something stays; that is no fault.
                let _stays = place.parent().map(fs::remove_dir);
                Ok(())
            }
        }
    }

    /// The folder of files that are stored.
    pub fn root(&self) -> &Path {
        &self.root
    }
}

/// Removes what writers left half done below `folder` when they were killed. Only with the project's lock: no other
/// writer is at work there.
pub fn sweep(root: &Path, folder: &str) -> Result<(), ProjectError> {
    // A folder that is not there has nothing to sweep; one that cannot be read is told of by who writes into it.
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return Ok(()) };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder {
            sweep(root, &format!("{folder}/{name}"))?;
        } else if name.starts_with(HALF_DONE) {
            fs::remove_file(entry.path()).map_err(ProjectError::write(&entry.path()))?;
        }
    }
    Ok(())
}

/// What an earlier run kept at `path`; none when there is nothing that can be read, so that it is made again.
pub fn kept(root: &Path, path: &str) -> Option<Vec<u8>> {
    fs::read(root.join(path)).ok()
}

/// Opens what was stored at `path`.
pub fn stored(root: &Path, path: &str) -> io::Result<BufReader<File>> {
    File::open(root.join(path)).map(BufReader::new)
}

fn holds(place: &Path, bytes: &[u8]) -> bool {
    let Ok(file) = File::open(place) else { return false };
    if file.metadata().map(|found| found.len()).ok() != Some(bytes.len() as u64) {
        return false;
    }
    let mut found = Vec::with_capacity(bytes.len());
    file.take(bytes.len() as u64 + 1).read_to_end(&mut found).is_ok() && found == bytes
}

fn beside(place: &Path) -> io::Result<NamedTempFile> {
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = Builder::new();
    builder.prefix(HALF_DONE);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any file a person makes: the operator's group and the player have to read it.
        builder.permissions(fs::Permissions::from_mode(0o644));
    }
    builder.tempfile_in(folder)
}

fn write_beside(
    place: &Path,
    make: impl FnOnce(&mut BufWriter<&mut File>) -> io::Result<()>,
) -> io::Result<u64> {
    let mut beside = beside(place)?;
    let mut out = BufWriter::with_capacity(256 * 1024, beside.as_file_mut());
    make(&mut out)?;
    out.flush()?;
    drop(out);
    let bytes = beside.as_file().metadata()?.len();
    beside.persist(place).map_err(|error| error.error)?;
    Ok(bytes)
}
