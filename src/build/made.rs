//! Which recipe each WAV in the output folder was made by, so that only what changed is made again.
//!
//! Kept beside the cache, with size and time of the file: a build that was killed half-way leaves files that are not
//! what is written here, and those are made again.

use crate::project::{ProjectError, Storing, kept};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

const PLACE: &str = ".loa/made.json";

/// The WAVs that were made, by path within the project.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Made {
    wavs: BTreeMap<String, MadeWav>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct MadeWav {
    recipe: String,
    size: u64,
    changed: u128,
}

impl Made {
    /// What is remembered of the project at `root`; nothing when that cannot be read, so that all is made again.
    pub(super) fn open(root: &Path) -> Made {
        let text = kept(root, PLACE).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Whether `path` still is what `recipe` makes.
    pub(super) fn is(&self, root: &Path, path: &str, recipe: &str) -> bool {
        let now = look(root, path, recipe);
        now.is_some() && now.as_ref() == self.wavs.get(path)
    }

    /// Remembers that `path` was made by `recipe`.
    pub(super) fn remember(&mut self, root: &Path, path: &str, recipe: &str) {
        match look(root, path, recipe) {
            Some(made) => drop(self.wavs.insert(path.to_owned(), made)),
            None => self.forget(path),
        }
    }

    /// Forgets `path`.
    pub(super) fn forget(&mut self, path: &str) {
        self.wavs.remove(path);
    }

    /// Stores what is remembered.
    pub(super) fn store(&self, root: &Path) -> Result<(), ProjectError> {
        let text = serde_json::to_vec(self).expect("plain maps can always be written");
        Storing::under(root).bytes(PLACE, &text)
    }
}

fn look(root: &Path, path: &str, recipe: &str) -> Option<MadeWav> {
    let found = fs::metadata(root.join(path)).ok()?;
    let changed = found.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    Some(MadeWav { recipe: recipe.to_owned(), size: found.len(), changed })
}
