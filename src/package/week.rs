//! What a publication says of one station: which weeks there are, and everything of one week.
//!
//! Two small texts in JSON. The [`StationIndex`] is the one file of a station whose name never changes: it is what is
//! signed. It names each week's [`WeekPackage`] by digest, and that names every sheet, every piece and what each WAV is
//! to become, by digest too: who trusts the index trusts all of it. Knows no signature and no server.

use super::names::is_plain;
use crate::audio::Slate;
use crate::fit::{PieceId, RecipePart};
use crate::network::HouseFormat;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The version of both texts that is written and understood here. A change in how a recipe becomes a WAV is a new one.
pub const PACKAGE_VERSION: u32 = 1;

/// The longest index that is read: thousands of weeks.
pub const LARGEST_INDEX: u64 = 1 << 20;

/// The longest package that is read.
pub const LARGEST_PACKAGE: u64 = 64 << 20;

/// Bytes that are published under the name of their own digest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Object {
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// How many they are.
    pub bytes: u64,
}

/// Which weeks of a station are published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StationIndex {
    /// The version of this format: 1.
    pub version: u32,
    /// The producer's network, by its id.
    pub network: String,
    /// The station, by the slug of its id.
    pub station: String,
    /// The station's name.
    pub name: String,
    /// When it was made.
    pub made: DateTime<FixedOffset>,
    /// The weeks, in order.
    pub weeks: Vec<IndexedWeek>,
}

/// One week in the index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndexedWeek {
    /// The ISO week, `2025-W11`.
    pub week: String,
    /// 1 when it was first published, one more each time it was amended.
    pub revision: u32,
    /// Its package, a [`WeekPackage`] in JSON.
    pub package: Object,
    /// Why it was amended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Everything that one station gets for one week.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WeekPackage {
    /// The version of this format: 1.
    pub version: u32,
    /// The producer's network, by its id.
    pub network: String,
    /// The station, by the slug of its id.
    pub station: String,
    /// The ISO week, `2025-W11`.
    pub week: String,
    /// As in the index.
    pub revision: u32,
    /// Its Monday.
    pub monday: NaiveDate,
    /// The format of every piece and WAV.
    pub format: HouseFormat,
    /// Texts, sheets, playlist, and `manifest.json` that tells when each of them is for; in the order of their paths.
    pub files: Vec<PackedFile>,
    /// The WAVs, which the station makes itself; in the order of air time.
    pub sounds: Vec<PackedSound>,
    /// The pieces they are made of, each once, in the order in which they are needed: emergencies and priority items
    /// first, then by air time.
    pub pieces: Vec<PackedPiece>,
}

/// A file that is taken as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedFile {
    /// Its path within the station's week.
    pub path: String,
    /// Its bytes.
    #[serde(flatten)]
    pub object: Object,
}

/// A WAV that is made of pieces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedSound {
    /// Its path within the station's week.
    pub file: String,
    /// The size of the whole WAV, and its digest.
    #[serde(flatten)]
    pub becomes: Object,
    /// How it is made.
    pub part: RecipePart,
    /// What it tells of itself.
    pub slate: Slate,
}

/// A house clip as FLAC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedPiece {
    /// Names its format and PCM.
    pub id: PieceId,
    /// Its length in frames.
    pub frames: u64,
    /// The FLAC file.
    #[serde(flatten)]
    pub object: Object,
}

/// Why a package is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackageFault {
    /// It is not what such a text looks like, or of a version that this program does not know.
    Unreadable(String),
    /// It is of another network, station, week or revision than asked for.
    Foreign {
        /// What it is of.
        found: String,
        /// What was asked for.
        wanted: String,
    },
    /// A path that leaves the folder, or would be hidden or reserved somewhere.
    BadPath(String),
    /// Two entries of one path.
    TwoOfOnePath(String),
    /// A WAV is to be made of a piece that is not listed.
    UnlistedPiece(String),
    /// A recipe that contradicts itself.
    BadRecipe(String),
    /// A digest that is none.
    BadDigest(String),
}

impl Object {
    /// Where the bytes stand in a publication: `objects/ab/ab….html`. `kind` is the extension.
    pub fn place(&self, kind: &str) -> String {
        let folder = self.sha256.get(..2).unwrap_or("00");
        format!("objects/{folder}/{}.{kind}", self.sha256)
    }

    /// Whether the digest has the form of one.
    pub fn is_digest(&self) -> bool {
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        self.sha256.len() == 64 && self.sha256.bytes().all(is_hex)
    }

    fn check(&self) -> Result<(), PackageFault> {
        match self.is_digest() {
            true => Ok(()),
            false => Err(PackageFault::BadDigest(self.sha256.clone())),
        }
    }
}

impl PackedFile {
    /// Where its bytes stand in a publication.
    pub fn place(&self) -> String {
        self.object.place(kind_of(&self.path))
    }
}

impl PackedSound {
    /// Whether it begins within its day and is no longer than its bytes, at a rate that sound can have.
    fn fits(&self, format: &HouseFormat) -> bool {
        let day = 24 * 3600 * u64::from(format.sample_rate);
        let pcm = self.part.length.0.checked_mul(format.frame_bytes());
        (8_000..=192_000).contains(&format.sample_rate)
            && self.slate.since_midnight.0 < day
            && pcm.is_some_and(|pcm| pcm < self.becomes.bytes)
            && self.slate.marks.iter().all(|mark| mark.at <= self.part.length)
    }
}

impl PackedPiece {
    /// Where its FLAC stands in a publication.
    pub fn place(&self) -> String {
        self.object.place("flac")
    }
}

fn kind_of(path: &str) -> &str {
    path.rsplit_once('.').map_or("bin", |(_, kind)| kind)
}

impl StationIndex {
    /// The signed name of a station's index.
    pub fn target(station: &str) -> String {
        format!("{station}.json")
    }

    /// Reads an index and checks that it is that station's.
    pub fn read(text: &[u8], station: &str) -> Result<StationIndex, PackageFault> {
        let index: StationIndex = readable(text)?;
        same(&index.station, station)?;
        for week in &index.weeks {
            week.package.check()?;
            week_slug(&week.week)?;
        }
        let mut seen = BTreeSet::new();
        match index.weeks.iter().find(|week| !seen.insert(&week.week)) {
            Some(twice) => Err(PackageFault::TwoOfOnePath(twice.week.clone())),
            None => Ok(index),
        }
    }

    /// The text that is published.
    pub fn text(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("plain values can always be written")
    }
}

impl WeekPackage {
    /// Where a package stands in a publication.
    pub fn place(object: &Object) -> String {
        object.place("json")
    }

    /// Reads a package and checks that it is what the index promised, and that nothing in it can do harm: every path
    /// plain and used once, every piece listed, every recipe one that can be assembled.
    pub fn read(text: &[u8], index: &StationIndex, week: &IndexedWeek) -> Result<WeekPackage, PackageFault> {
        let package: WeekPackage = readable(text)?;
        same(&package.network, &index.network)?;
        same(&package.station, &index.station)?;
        same(&package.week, &week.week)?;
        same(&package.revision.to_string(), &week.revision.to_string())?;
        package.check()?;
        Ok(package)
    }

    /// Reads a package that was read and kept before, with the same checks that nothing in it can do harm.
    pub fn reread(text: &[u8]) -> Result<WeekPackage, PackageFault> {
        let package: WeekPackage = readable(text)?;
        package.check()?;
        Ok(package)
    }

    /// The text that is published.
    pub fn text(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("plain values can always be written")
    }

    fn check(&self) -> Result<(), PackageFault> {
        let mut paths = BTreeSet::new();
        let files = self.files.iter().map(|file| (&file.path, &file.object));
        let sounds = self.sounds.iter().map(|sound| (&sound.file, &sound.becomes));
        for (path, object) in files.chain(sounds) {
            object.check()?;
            if !is_plain(path) {
                return Err(PackageFault::BadPath(path.clone()));
            }
            if !paths.insert(path) {
                return Err(PackageFault::TwoOfOnePath(path.clone()));
            }
        }
        let mut pieces = BTreeSet::new();
        for piece in &self.pieces {
            piece.object.check()?;
            Object { sha256: piece.id.0.clone(), bytes: 0 }.check()?;
            if !pieces.insert(&piece.id) {
                return Err(PackageFault::TwoOfOnePath(piece.id.0.clone()));
            }
        }
        for sound in &self.sounds {
            if let Some(lost) = sound.part.placements.iter().find(|used| !pieces.contains(&used.piece)) {
                return Err(PackageFault::UnlistedPiece(lost.piece.0.clone()));
            }
            if !sound.part.is_consistent() || !sound.fits(&self.format) {
                return Err(PackageFault::BadRecipe(sound.file.clone()));
            }
        }
        Ok(())
    }
}

fn readable<T: for<'a> Deserialize<'a>>(text: &[u8]) -> Result<T, PackageFault> {
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    let unreadable = |error: serde_json::Error| PackageFault::Unreadable(error.to_string());
    let Versioned { version } = serde_json::from_slice(text).map_err(unreadable)?;
    if version != PACKAGE_VERSION {
        return Err(PackageFault::Unreadable(format!("version {version}")));
    }
    serde_json::from_slice(text).map_err(unreadable)
}

fn same(found: &str, wanted: &str) -> Result<(), PackageFault> {
    if found == wanted {
        return Ok(());
    }
    Err(PackageFault::Foreign { found: found.to_owned(), wanted: wanted.to_owned() })
}

fn week_slug(week: &str) -> Result<(), PackageFault> {
    let is_week = week.len() == 8 && week.is_ascii() && week.get(4..6) == Some("-W") && is_plain(week);
    is_week.then_some(()).ok_or_else(|| PackageFault::BadPath(week.to_owned()))
}
