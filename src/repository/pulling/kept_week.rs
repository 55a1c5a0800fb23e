//! A week that was pulled → what it says, and where its pieces lie: for a project that makes sound of its own of them.

use super::shelf::{Shelf, record};
use crate::fit::PieceId;
use crate::package::{StationManifest, WeekPackage};
use crate::project::kept;
use crate::source::sha256;
use std::path::{Path, PathBuf};

/// A pulled week that is whole in its texts; its pieces are looked at when they are used.
pub struct KeptWeek {
    /// When what is heard there.
    pub manifest: StationManifest,
    /// How its sounds are made.
    pub package: WeekPackage,
    shelf: Shelf,
}

impl KeptWeek {
    /// The week of that name that was pulled into the folder `into`; none when there is none, or when its manifest is not
    /// the one that was signed.
    pub fn open(into: &Path, week: &str) -> Option<KeptWeek> {
        let package = WeekPackage::reread(&kept(into, &record(week))?).ok()?;
        let manifest = kept(into, &format!("{week}/manifest.json"))?;
        let listed = package.files.iter().find(|file| file.path == "manifest.json")?;
        if listed.object.sha256 != sha256(&manifest) || package.week != week {
            return None;
        }
        let manifest = serde_json::from_slice(&manifest).ok()?;
        Some(KeptWeek { manifest, package, shelf: Shelf::of(into) })
    }

    /// Where the FLAC of a piece lies, if it is there.
    pub fn flac(&self, piece: &PieceId) -> PathBuf {
        self.shelf.piece(&piece.0)
    }
}
