//! Package: what one station gets for one week: the manifest that tells everything, the playlist, and what of it a
//! publication holds.
//!
//! **pack**: rundowns, scripts and recipes, already worked out → the texts of `manifest.json`, `playlist.m3u8`, and the
//! package by which a station gets them all. Knows no file but by the name it will have, and no signature.

mod manifest;
mod names;
mod page;
mod playlist;
mod week;

pub use manifest::{
    ManifestDay, ManifestDisplaced, ManifestElement, ManifestItem, ManifestPart, ManifestSound,
    ManifestWanted, StationManifest, file_stem,
};
pub use names::is_plain;
pub use page::{CALENDAR, ListedStation, StationPage, station_page, stations_page};
pub use playlist::playlist;
pub use week::{
    IndexedWeek, LARGEST_INDEX, LARGEST_PACKAGE, Object, PACKAGE_VERSION, PackageFault, PackedFile,
    PackedPiece, PackedSound, StationIndex, WeekPackage,
};
