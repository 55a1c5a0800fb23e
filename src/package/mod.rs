//! Package: what one station gets for one week: the manifest that tells everything, and the playlist.
//!
//! **pack**: rundowns, scripts and recipes, already worked out → the texts of `manifest.json` and `playlist.m3u8`. Knows
//! no file but by the name it will have.

mod manifest;
mod playlist;

pub use manifest::{
    ManifestDay, ManifestDisplaced, ManifestElement, ManifestItem, ManifestPart, ManifestSound,
    ManifestWanted, StationManifest, file_stem,
};
pub use playlist::playlist;
