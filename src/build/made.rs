//! Which recipe each WAV in the output folder was made by, so that only what changed is made again.
//!
//! Kept beside the cache, with size and time of the file: a build that was killed half-way leaves files that are not
//! what is written here, and those are made again.

use crate::package::Object;
use crate::project::{ProjectError, Storing, kept, parallel, stored};
use crate::source::hexadecimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io;
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
    /// SHA-256 of its bytes, once somebody asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
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
        now.is_some_and(|now| self.wavs.get(path).is_some_and(|known| known.is_as(&now)))
    }

    /// Remembers that `path` was made by `recipe`.
    pub(super) fn remember(&mut self, root: &Path, path: &str, recipe: &str) {
        match look(root, path, recipe) {
            Some(made) => drop(self.wavs.insert(path.to_owned(), made)),
            None => self.forget(path),
        }
    }

    /// Size and SHA-256 of WAVs, given by path and recipe, in their order; those of one recipe are read once, on as many
    /// threads as there are processors, and remembered.
    pub(super) fn digests<'a>(
        &mut self,
        root: &Path,
        wavs: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    ) -> Result<Vec<Object>, ProjectError> {
        let mut known: BTreeMap<&str, Object> = BTreeMap::new();
        let mut unread: BTreeMap<&str, &str> = BTreeMap::new();
        for (path, recipe) in wavs.clone() {
            let made = self.wavs.get(path).filter(|_| self.is(root, path, recipe));
            match made.and_then(|made| Some((made.sha256.clone()?, made.size))) {
                Some((sha256, bytes)) => drop(known.insert(recipe, Object { sha256, bytes })),
                None => drop(unread.insert(recipe, path)),
            }
        }
        unread.retain(|recipe, _| !known.contains_key(recipe));
        let unread: Vec<(&str, &str)> = unread.into_iter().collect();
        let read = parallel::map(&unread, |(_, path)| digest_of(root, path));
        for ((recipe, _), object) in unread.into_iter().zip(read) {
            known.insert(recipe, object?);
        }
        for (path, recipe) in wavs.clone() {
            if let Some(made) = self.wavs.get_mut(path) {
                made.sha256 = Some(known[recipe].sha256.clone());
            }
        }
        Ok(wavs.map(|(_, recipe)| known[recipe].clone()).collect())
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

impl MadeWav {
    /// Whether it still is that file of that recipe.
    fn is_as(&self, now: &MadeWav) -> bool {
        (&self.recipe, self.size, self.changed) == (&now.recipe, now.size, now.changed)
    }
}

fn digest_of(root: &Path, path: &str) -> Result<Object, ProjectError> {
    let place = root.join(path);
    let mut hash = Sha256::new();
    let read = stored(root, path).and_then(|mut file| io::copy(&mut file, &mut hash));
    let bytes = read.map_err(ProjectError::read(&place))?;
    Ok(Object { sha256: hexadecimal(&hash.finalize()), bytes })
}

fn look(root: &Path, path: &str, recipe: &str) -> Option<MadeWav> {
    let found = fs::metadata(root.join(path)).ok()?;
    let changed = found.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    Some(MadeWav { recipe: recipe.to_owned(), size: found.len(), changed, sha256: None })
}
