//! Looking through house clips before they are published: a disk may change a byte without changing size and time.

use super::super::{ProjectError, ProjectLock, parallel};
use super::SoundCache;
use crate::audio::{Handling, HouseWavError, piece_in};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, ErrorKind};

impl SoundCache {
    /// Reads through the house clips to which `files` lead. Those that are not what their name says are removed, so that
    /// they are made again, and what was built is forgotten: some of it may have been made of them. Returns the paths of
    /// their sound files, in order.
    pub fn verify(
        &mut self,
        files: &[(String, Handling)],
        _lock: &ProjectLock,
    ) -> Result<Vec<String>, ProjectError> {
        let mut pieces: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (path, handling) in files {
            let seen = self.index.files.get(path);
            if let Some(clip) = seen.and_then(|seen| self.listed(path, &seen.content, handling)) {
                pieces.entry(clip.piece.clone()).or_default().push(path.clone());
            }
        }
        let names: Vec<&String> = pieces.keys().collect();
        let checked = parallel::map(&names, |piece| self.is_damaged(piece));
        let mut damaged = Vec::new();
        for (piece, is_damaged) in pieces.iter().zip(checked) {
            if is_damaged? {
                let place = self.piece_path(piece.0);
                fs::remove_file(&place).map_err(ProjectError::write(&place))?;
                self.index.clips.retain(|_, clip| clip.piece != *piece.0);
                damaged.extend(piece.1.iter().cloned());
            }
        }
        if !damaged.is_empty() {
            self.index.store(&self.root)?;
            self.forget_built()?;
        }
        damaged.sort();
        Ok(damaged)
    }

    /// Whether the piece is there and not what its name says.
    fn is_damaged(&self, piece: &str) -> Result<bool, ProjectError> {
        let place = self.piece_path(piece);
        let file = match File::open(&place) {
            Ok(file) => file,
            // What is gone is made again anyway.
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(ProjectError::Read(place, error)),
        };
        match piece_in(BufReader::new(file), &self.format) {
            Ok(found) => Ok(found.0 != piece),
            Err(HouseWavError::Read(error)) => Err(ProjectError::Read(place, error)),
            Err(_) => Ok(true),
        }
    }

    /// Removes all that builds remember: their JSON files right below `.loa`.
    fn forget_built(&self) -> Result<(), ProjectError> {
        let folder = self.root.join(".loa");
        let entries = fs::read_dir(&folder).map_err(ProjectError::read(&folder))?;
        for entry in entries {
            let place = entry.map_err(ProjectError::read(&folder))?.path();
            if place.extension().is_some_and(|extension| extension == "json") {
                fs::remove_file(&place).map_err(ProjectError::write(&place))?;
            }
        }
        Ok(())
    }
}
