//! The index of the cache: kept in one file, to which two programs may add at once.

use super::super::{ProjectError, Storing};
use super::CachedClip;
use crate::audio::Measurement;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

const PLACE: &str = ".loa/cache/index.json";
const LOCK: &str = ".loa/cache/index.lock";

/// What is known of sound files and house clips.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Index {
    /// By path: the content a file had when it was last read.
    pub files: BTreeMap<String, SeenFile>,
    /// By content and settings.
    pub clips: BTreeMap<String, CachedClip>,
    /// By content and the channels of the house; missing in an index of an earlier version.
    #[serde(default)]
    pub measured: BTreeMap<String, Measurement>,
}

/// A file as it was when it was last read.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct SeenFile {
    pub size: u64,
    pub changed: u128,
    pub content: String,
}

impl Index {
    /// The index of the project at `root`; empty when there is none that can be read.
    pub fn open(root: &Path) -> Index {
        let text = fs::read(root.join(PLACE)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Stores it with what others stored meanwhile; where both know something, this one does better.
    pub fn store_with_others(&mut self, root: &Path) -> Result<(), ProjectError> {
        let _lock = lock(root);
        let others = Index::open(root);
        add(&mut self.files, others.files);
        add(&mut self.clips, others.clips);
        add(&mut self.measured, others.measured);
        self.write(root)
    }

    /// Stores it in place of any other: what was struck out stays so.
    pub fn store(&self, root: &Path) -> Result<(), ProjectError> {
        let _lock = lock(root);
        self.write(root)
    }

    fn write(&self, root: &Path) -> Result<(), ProjectError> {
        let text = serde_json::to_vec(self).expect("plain maps can always be written");
        Storing::under(root).bytes(PLACE, &text)
    }
}

fn add<T>(own: &mut BTreeMap<String, T>, others: BTreeMap<String, T>) {
    for (key, value) in others {
        own.entry(key).or_insert(value);
    }
}

/// Waits until no other program is storing the index; that takes milliseconds. Where there are no locks the last one wins,
/// and what it did not know of is made again.
fn lock(root: &Path) -> Option<File> {
    let place = root.join(LOCK);
    fs::create_dir_all(place.parent()?).ok()?;
    let file = File::options().create(true).truncate(false).write(true).open(&place).ok()?;
    file.lock().ok()?;
    Some(file)
}
