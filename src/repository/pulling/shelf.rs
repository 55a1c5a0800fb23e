//! The shelf: what a receiving station keeps beside its weeks, in `.loa`: pieces, packages, what is half done.
//!
//! Nothing in it is needed to air: a station whose `.loa` is lost takes it all again. Every file is checked before it is
//! used, so a shelf that is damaged costs bytes, never sound.

use crate::package::{IndexedWeek, WeekPackage};
use crate::project::{ProjectError, Storing, kept};
use crate::source::sha256;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const MEMORY: &str = ".loa/pull.json";

/// What a station remembers from pull to pull.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Memory {
    /// From where it pulls.
    pub from: String,
    /// Which station it is, by the slug of its id.
    pub station: String,
    /// The snapshot of which it has all it wants; none until it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complete: Option<Complete>,
}

/// What there was to take, and was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Complete {
    /// The digest of the root that was pinned: versions of another producer say nothing.
    pub root: String,
    /// The version of the snapshot.
    pub snapshot: u64,
    /// The weeks that were wanted then, each in place.
    pub weeks: Vec<String>,
}

impl Complete {
    /// Whether both are of one state of one producer's publication.
    pub(super) fn is_of(&self, other: &Complete) -> bool {
        (&self.root, self.snapshot) == (&other.root, other.snapshot)
    }
}

/// As much of a [`WeekPackage`] as tells which files there are.
#[derive(Deserialize)]
struct Paths<'p> {
    #[serde(borrow)]
    files: Vec<TextPath<'p>>,
    #[serde(borrow)]
    sounds: Vec<SoundPath<'p>>,
}

#[derive(Deserialize)]
struct TextPath<'p> {
    #[serde(borrow)]
    path: Cow<'p, str>,
    bytes: u64,
}

#[derive(Deserialize)]
struct SoundPath<'p> {
    #[serde(borrow)]
    file: Cow<'p, str>,
    bytes: u64,
}

/// The station's folder with its shelf.
#[derive(Debug, Clone)]
pub(super) struct Shelf {
    pub into: PathBuf,
}

impl Shelf {
    pub(super) fn of(into: &Path) -> Shelf {
        Shelf { into: into.to_owned() }
    }

    /// What was remembered, if anything that can be read.
    pub(super) fn memory(&self) -> Memory {
        kept(&self.into, MEMORY).and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
    }

    pub(super) fn remember(&self, memory: &Memory) -> Result<(), ProjectError> {
        let text = serde_json::to_vec_pretty(memory).expect("plain values can always be written");
        Storing::under(&self.into).bytes(MEMORY, &text)
    }

    /// Where a week is aired from.
    pub(super) fn week(&self, week: &str) -> PathBuf {
        self.into.join(week)
    }

    /// Where a week is made ready, as a path within the folder.
    pub(super) fn stage(week: &str) -> String {
        format!(".loa/new/{week}")
    }

    /// Where texts wait that were fetched.
    pub(super) fn text(&self, sha256: &str) -> PathBuf {
        self.into.join(".loa/texts").join(sha256)
    }

    /// Where a piece is kept, under the name of its sound.
    pub(super) fn piece(&self, id: &str) -> PathBuf {
        self.into.join(".loa/pieces").join(format!("{id}.flac"))
    }

    /// Where downloads stand that are not whole yet.
    pub(super) fn parts(&self) -> PathBuf {
        self.into.join(".loa/parts")
    }

    /// Whether that very week is in place, with all its files.
    pub(super) fn has(&self, week: &IndexedWeek) -> bool {
        self.recorded(week).is_some() && self.is_whole(&week.week)
    }

    /// The package the week in place was made by, if it is that one.
    pub(super) fn recorded(&self, week: &IndexedWeek) -> Option<Vec<u8>> {
        kept(&self.into, &record(&week.week)).filter(|text| sha256(text) == week.package.sha256)
    }

    /// Whether every file of the week in place is there, as long as it has to be. What is in it is not read.
    pub(super) fn is_whole(&self, week: &str) -> bool {
        let text = kept(&self.into, &record(week)).unwrap_or_default();
        let Ok(paths) = serde_json::from_slice::<Paths>(&text) else { return false };
        let place = self.week(week);
        let is_there = |(path, bytes): (&str, u64)| {
            fs::metadata(place.join(path)).is_ok_and(|file| file.is_file() && file.len() == bytes)
        };
        let files = paths.files.iter().map(|file| (file.path.as_ref(), file.bytes));
        files.chain(paths.sounds.iter().map(|sound| (sound.file.as_ref(), sound.bytes))).all(is_there)
    }

    /// Notes which package the week in place was made by.
    pub(super) fn record(&self, week: &str, package: &[u8]) -> Result<(), ProjectError> {
        Storing::under(&self.into).bytes(&record(week), package)
    }

    /// The weeks in place, in order.
    pub(super) fn weeks(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.into).into_iter().flatten().flatten();
        let names = entries.filter(|entry| entry.path().is_dir());
        let mut weeks: Vec<String> = names
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| is_week(name))
            .collect();
        weeks.sort();
        weeks
    }

    /// Keeps the newest `keep` weeks and those of `wanted`; takes the others away with the pieces that only they need.
    pub(super) fn prune(&self, keep: usize, wanted: &[String]) -> Result<(), ProjectError> {
        let weeks = self.weeks();
        let old = weeks.len().saturating_sub(keep.max(1));
        self.take_away(weeks.iter().take(old).filter(|week| !wanted.contains(week)))?;
        for folder in ["new", "parts", "texts", "unpacked"] {
            remove_folder(&self.into.join(".loa").join(folder))?;
        }
        self.prune_pieces()
    }

    /// Takes away, before anything comes, the weeks that would go when those of `wanted` have come; never the newest one
    /// in place. The pieces stay: what comes may need them.
    pub(super) fn make_room(&self, keep: usize, wanted: &[String]) -> Result<(), ProjectError> {
        let weeks = self.weeks();
        let coming = wanted.iter().filter(|week| !weeks.contains(week)).count();
        let old = (weeks.len() + coming).saturating_sub(keep.max(1)).min(weeks.len().saturating_sub(1));
        self.take_away(weeks.iter().take(old).filter(|week| !wanted.contains(week)))
    }

    /// Out of sight at once: a kill must not leave half a week.
    fn take_away<'w>(&self, weeks: impl Iterator<Item = &'w String>) -> Result<(), ProjectError> {
        let away = self.into.join(".loa/away");
        for week in weeks {
            remove_folder(&away)?;
            fs::create_dir_all(self.into.join(".loa")).map_err(ProjectError::write(&away))?;
            fs::rename(self.week(week), &away).map_err(ProjectError::write(&away))?;
            Storing::under(&self.into).remove(&record(week))?;
        }
        remove_folder(&away)
    }

    fn prune_pieces(&self) -> Result<(), ProjectError> {
        let mut needed = BTreeSet::new();
        for week in self.weeks() {
            let package = kept(&self.into, &record(&week));
            let package: Option<WeekPackage> = package.and_then(|text| serde_json::from_slice(&text).ok());
            needed.extend(package.into_iter().flat_map(|package| package.pieces).map(|piece| piece.id.0));
        }
        let folder = self.into.join(".loa/pieces");
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !needed.contains(name.trim_end_matches(".flac")) {
                fs::remove_file(entry.path()).map_err(ProjectError::write(&entry.path()))?;
            }
        }
        Ok(())
    }
}

/// Whether somebody pulled into that folder before.
pub fn has_pulled(into: &Path) -> bool {
    into.join(MEMORY).is_file()
}

/// Removes a folder with all that is in it, if it is there.
pub(super) fn remove_folder(folder: &Path) -> Result<(), ProjectError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(ProjectError::Write(folder.to_owned(), error))
        }
        _ => Ok(()),
    }
}

/// Where it is noted which package a week in place was made by.
pub(super) fn record(week: &str) -> String {
    format!(".loa/weeks/{week}.json")
}

fn is_week(name: &str) -> bool {
    let (year, week) = name.split_once("-W").unwrap_or_default();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    year.len() == 4 && week.len() == 2 && digits(year) && digits(week)
}
