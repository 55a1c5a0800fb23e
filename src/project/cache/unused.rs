//! Keeping the cache small: what no sound file of the project leads to any more is removed, once it is old enough.

use super::super::store::HALF_DONE;
use super::super::{ProjectError, ProjectLock, sweep_conversions};
use super::SoundCache;
use crate::audio::Handling;
use std::collections::BTreeSet;
use std::fs::{self, DirEntry};
use std::io;
use std::time::SystemTime;

/// What was removed from the cache, and what is left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CacheSweep {
    /// House clips removed, and files and conversions that were never finished.
    pub removed: u64,
    /// Their bytes.
    pub removed_bytes: u64,
    /// House clips kept.
    pub kept: u64,
    /// Their bytes.
    pub kept_bytes: u64,
}

impl SoundCache {
    /// Removes house clips made before `before` to which none of the sound `files` leads under its handling in this house
    /// format.
    ///
    /// What a command without the lock is making just now is young, and stays. Whoever needs a removed clip again makes
    /// it again.
    pub fn remove_unused(
        &mut self,
        files: &[(String, Handling)],
        before: SystemTime,
        _lock: &ProjectLock,
    ) -> Result<CacheSweep, ProjectError> {
        let mut sweep = CacheSweep::default();
        for bytes in sweep_conversions(&self.root, before)? {
            sweep.removed += 1;
            sweep.removed_bytes += bytes;
        }
        let used = self.used(files);
        let folder = self.root.join(".loa/cache");
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(sweep),
            Err(error) => return Err(ProjectError::Read(folder, error)),
        };
        let mut removed = BTreeSet::new();
        for entry in entries {
            let entry = entry.map_err(ProjectError::read(&folder))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let piece = name.strip_suffix(".wav").filter(|_| !name.starts_with(HALF_DONE));
            if piece.is_none() && !name.starts_with(HALF_DONE) {
                continue;
            }
            // Who is gone already was finished or removed by another command.
            let Ok((bytes, made)) = size_and_time(&entry) else { continue };
            if piece.is_some_and(|piece| used.contains(piece)) || made >= before {
                sweep.kept += 1;
                sweep.kept_bytes += bytes;
                continue;
            }
            fs::remove_file(entry.path()).map_err(ProjectError::write(&entry.path()))?;
            sweep.removed += 1;
            sweep.removed_bytes += bytes;
            removed.extend(piece.map(str::to_owned));
        }
        self.forget(&removed, files);
        self.index.store(&self.root)?;
        Ok(sweep)
    }

    /// The pieces to which the files lead.
    fn used(&self, files: &[(String, Handling)]) -> BTreeSet<String> {
        let clip = |(path, handling): &(String, Handling)| {
            let seen = self.index.files.get(path)?;
            self.listed(path, &seen.content, handling).map(|clip| clip.piece.clone())
        };
        files.iter().filter_map(clip).collect()
    }

    /// Strikes out removed pieces, and what is known of files that are gone.
    fn forget(&mut self, removed: &BTreeSet<String>, files: &[(String, Handling)]) {
        let index = &mut self.index;
        index.clips.retain(|_, clip| !removed.contains(&clip.piece));
        let there: BTreeSet<&String> = files.iter().map(|(path, _)| path).collect();
        index.files.retain(|path, _| there.contains(path));
        let contents: BTreeSet<&str> = index.files.values().map(|seen| seen.content.as_str()).collect();
        index.measured.retain(|key, _| contents.contains(key.split(' ').next().unwrap_or_default()));
    }
}

fn size_and_time(entry: &DirEntry) -> io::Result<(u64, SystemTime)> {
    let found = entry.metadata()?;
    Ok((found.len(), found.modified()?))
}
