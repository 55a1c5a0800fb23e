//! Publishing: packages become a new state of a publication's folder.
//!
//! Whatever order a reader and this program meet in, the reader sees the state before or the one after: bytes are written
//! under the names of their digests first, the signed lists behind them, and what no state names any more is removed when
//! the next one is published.

mod bins;
mod last;
mod signing;
mod uploading;

pub use signing::{Expiry, Published, Signed, expires, sign};
pub use uploading::{ObjectStore, Uploaded, upload};

use crate::package::{
    IndexedWeek, Object, PackedFile, PackedPiece, StationIndex, StationManifest, WeekPackage,
};
use crate::project::{ProjectError, StoreCount, Storing};
use crate::repository::error::RepositoryError;
use crate::repository::keys::Keys;
use crate::source::sha256;
use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// By this file a folder is known as a publication, and of which keys: it is written first.
const FIRST_ROOT: &str = "metadata/1.root.json";

/// Where bytes are taken from.
#[derive(Debug, Clone)]
pub enum Bytes {
    /// Here.
    Here(Vec<u8>),
    /// In a file; a sound is linked where that can be done.
    File(PathBuf),
}

impl Bytes {
    fn read(&self) -> Result<Cow<'_, [u8]>, ProjectError> {
        match self {
            Bytes::Here(bytes) => Ok(Cow::Borrowed(bytes)),
            Bytes::File(from) => Ok(Cow::Owned(fs::read(from).map_err(ProjectError::read(from))?)),
        }
    }
}

/// A station's week that is to be published.
#[derive(Debug)]
pub struct StationWeek {
    /// The station's name, for people.
    pub name: String,
    /// Everything it consists of. Its revision is given when it is published.
    pub package: WeekPackage,
    /// The bytes of every file and piece, by the digest they are published under.
    pub bytes: BTreeMap<String, Bytes>,
}

/// How a station's week stands to what is published of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It was never published.
    New,
    /// It is published just so, as that revision.
    Same(u32),
    /// It is published otherwise, as that revision.
    Changed(u32),
}

/// A publication that is going to be written.
#[derive(Debug)]
pub struct Publication<'a> {
    /// Its folder.
    pub folder: &'a Path,
    keys: &'a Keys,
    published: Option<Published>,
    indexes: BTreeMap<String, StationIndex>,
}

/// What was published.
#[derive(Debug)]
pub struct Release {
    /// The weeks that are new or changed: station, week, revision.
    pub weeks: Vec<(String, String, u32)>,
    /// What was written, all told.
    pub count: StoreCount,
    /// How it was signed.
    pub signed: Signed,
}

/// How it is published.
#[derive(Debug, Clone)]
pub struct Terms {
    /// Weeks that began before are not offered any more.
    pub keep_from: NaiveDate,
    /// Why what was published already is changed.
    pub reason: Option<String>,
    /// When it is published.
    pub now: DateTime<FixedOffset>,
}

impl<'a> Publication<'a> {
    /// Opens the publication in `folder`, where nothing need have been published yet.
    ///
    /// Errors: `Occupied` where something else lies, or the publication of other keys: it would be written over.
    pub fn open(folder: &'a Path, keys: &'a Keys) -> Result<Publication<'a>, RepositoryError> {
        let is_empty = fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
        let first = fs::read(folder.join(FIRST_ROOT)).ok();
        if !is_empty && first.as_deref() != keys.roots.first().map(Vec::as_slice) {
            return Err(RepositoryError::Occupied(folder.to_owned()));
        }
        let published = Published::open(folder, keys)?;
        let indexes = published.as_ref().map(Published::indexes).transpose()?.unwrap_or_default();
        Ok(Publication { folder, keys, published, indexes })
    }

    /// How a station's week stands to what is published.
    pub fn standing(&self, week: &StationWeek) -> Result<Standing, RepositoryError> {
        let Some(index) = self.indexes.get(&week.package.station) else { return Ok(Standing::New) };
        let Some(known) = index.weeks.iter().find(|known| known.week == week.package.week) else {
            return Ok(Standing::New);
        };
        let as_known = WeekPackage { revision: known.revision, ..week.package.clone() };
        Ok(match sha256(&as_known.text()) == known.package.sha256 {
            true => Standing::Same(known.revision),
            false => Standing::Changed(known.revision),
        })
    }

    /// The package of a week that is published.
    pub fn package(&self, station: &str, week: &str) -> Result<Option<WeekPackage>, RepositoryError> {
        let found = self.indexes.get(station).and_then(|index| {
            index.weeks.iter().find(|known| known.week == week).map(|known| (index, known))
        });
        found.map(|(index, known)| self.read(index, known)).transpose()
    }

    /// The manifest in a package that is published.
    pub fn manifest(&self, package: &WeekPackage) -> Result<StationManifest, RepositoryError> {
        let file = package.files.iter().find(|file| file.path == "manifest.json");
        let place = self.folder.join(file.map(PackedFile::place).unwrap_or_default());
        let text = fs::read(&place).map_err(ProjectError::read(&place))?;
        serde_json::from_slice(&text).map_err(|error| RepositoryError::damaged(&place, &error))
    }

    /// The stations and their weeks as they are published.
    pub fn indexes(&self) -> &BTreeMap<String, StationIndex> {
        &self.indexes
    }

    /// Publishes `weeks`; those that are published just so stay as they are. `pages` is asked for what people's browsers
    /// show, by path, once it is known what there is.
    pub fn publish(
        mut self,
        weeks: &mut [StationWeek],
        terms: &Terms,
        pages: impl FnOnce(&Publication) -> Result<BTreeMap<String, Vec<u8>>, RepositoryError>,
    ) -> Result<Release, RepositoryError> {
        let before = self.named()?;
        let mut storing = Storing::under(self.folder);
        storing.bytes(FIRST_ROOT, &self.keys.roots[0])?;
        let mut released = Vec::new();
        for week in weeks.iter_mut() {
            let standing = self.standing(week)?;
            week.package.revision = match standing {
                Standing::Same(revision) => revision,
                Standing::New => 1,
                Standing::Changed(before) => before + 1,
            };
            // What is published is looked at too: a file that was lost or altered is put back.
            let package = self.write(week, &mut storing)?;
            if !matches!(standing, Standing::Same(_)) {
                self.enter(week, package, terms);
                let WeekPackage { station, week, revision, .. } = &week.package;
                released.push((station.clone(), week.clone(), *revision));
            }
        }
        let dropped = self.drop_old(terms);
        for (path, page) in pages(&self)? {
            storing.bytes(&path, &page)?;
        }
        let signed = sign(self.folder, self.keys, &self.indexes, terms.now.to_utc())?;
        let mut count = storing.count;
        count.files += signed.count.files;
        count.bytes += signed.count.bytes;
        if dropped || !released.is_empty() {
            self.prune(&before)?;
        }
        Ok(Release { weeks: released, count, signed })
    }

    /// Writes all that a week names, then its package. Texts also stand under a name that people can read; they are copies,
    /// so that whoever edits one in `out` does not edit what is signed.
    fn write(&self, week: &StationWeek, storing: &mut Storing) -> Result<Object, RepositoryError> {
        let package = &week.package;
        let folder = format!("{}/{}", package.station, package.week);
        for file in &package.files {
            let text = week.bytes[&file.object.sha256].read()?;
            storing.bytes(&file.place(), &text)?;
            storing.bytes(&format!("{folder}/{}", file.path), &text)?;
        }
        for piece in &package.pieces {
            let place = piece.place();
            let there = fs::metadata(self.folder.join(&place));
            if !there.is_ok_and(|found| found.len() == piece.object.bytes) {
                match &week.bytes[&piece.object.sha256] {
                    Bytes::Here(bytes) => storing.bytes(&place, bytes)?,
                    Bytes::File(from) => storing.link_from(from, &place)?,
                }
            }
        }
        let text = package.text();
        let object = Object { sha256: sha256(&text), bytes: text.len() as u64 };
        storing.bytes(&WeekPackage::place(&object), &text)?;
        Ok(object)
    }

    /// Enters a week into its station's index.
    fn enter(&mut self, week: &StationWeek, package: Object, terms: &Terms) {
        let WeekPackage { network, station, week: name, revision, .. } = &week.package;
        let index = self.indexes.entry(station.clone()).or_insert_with(|| StationIndex {
            version: crate::package::PACKAGE_VERSION,
            network: network.clone(),
            station: station.clone(),
            name: week.name.clone(),
            made: terms.now,
            weeks: Vec::new(),
        });
        index.name.clone_from(&week.name);
        index.made = terms.now;
        let reason = terms.reason.clone().filter(|_| *revision > 1);
        index.weeks.retain(|known| known.week != *name);
        index.weeks.push(IndexedWeek { week: name.clone(), revision: *revision, package, reason });
        index.weeks.sort_by(|one, other| one.week.cmp(&other.week));
    }

    /// Weeks that ended long ago are no longer offered; whether there were any.
    fn drop_old(&mut self, terms: &Terms) -> bool {
        let first = crate::calendar::week_name(terms.keep_from);
        let mut dropped = false;
        for index in self.indexes.values_mut() {
            let before = index.weeks.len();
            index.weeks.retain(|week| week.week >= first);
            if index.weeks.len() < before {
                (index.made, dropped) = (terms.now, true);
            }
        }
        dropped
    }

    fn read(&self, index: &StationIndex, week: &IndexedWeek) -> Result<WeekPackage, RepositoryError> {
        let place = self.folder.join(WeekPackage::place(&week.package));
        let text = fs::read(&place).map_err(ProjectError::read(&place))?;
        if sha256(&text) != week.package.sha256 {
            return Err(RepositoryError::damaged(&place, &"not what was signed"));
        }
        let package = WeekPackage::read(&text, index, week);
        package.map_err(|fault| RepositoryError::damaged(&place, &format!("{fault:?}")))
    }

    /// Every file that the indexes lead to.
    fn named(&self) -> Result<BTreeSet<String>, RepositoryError> {
        let mut found: BTreeSet<String> =
            self.published.iter().flat_map(|published| published.files().collect::<Vec<_>>()).collect();
        for index in self.indexes.values() {
            for week in &index.weeks {
                let package = self.read(index, week)?;
                found.insert(WeekPackage::place(&week.package));
                found.extend(package.pieces.iter().map(PackedPiece::place));
                for file in &package.files {
                    found.insert(file.place());
                    found.insert(format!("{}/{}/{}", index.station, week.week, file.path));
                }
            }
        }
        Ok(found)
    }

    /// Removes what neither this state nor the one before names: who is reading the one before can finish.
    fn prune(mut self, before: &BTreeSet<String>) -> Result<(), RepositoryError> {
        self.published = Published::open(self.folder, self.keys)?;
        let now = self.named()?;
        let mut storing = Storing::under(self.folder);
        let stations = self.indexes.keys().cloned();
        let folders = ["objects", "targets", "metadata"].map(str::to_owned).into_iter().chain(stations);
        for path in folders.flat_map(|folder| files_below(self.folder, &folder)) {
            if is_of_a_state(&path) && !now.contains(&path) && !before.contains(&path) {
                storing.remove(&path)?;
            }
        }
        Ok(())
    }
}

/// Whether a path has the shape of a file that belongs to a state of a publication: what others put there is left alone.
pub(super) fn is_of_a_state(path: &str) -> bool {
    let is_digest = |word: &str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let name = path.rsplit('/').next().unwrap_or_default();
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["objects", folder, _] => is_digest(first) && first.starts_with(folder),
        ["targets", _] => is_digest(first),
        ["metadata", _] => is_number(first) && rest != "root.json",
        [_, week, ..] => crate::calendar::reading::iso_week(week).is_ok(),
        _ => false,
    }
}

/// The files below a folder, as paths within `root`; none where there is no such folder.
pub(super) fn files_below(root: &Path, folder: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        match entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            true => found.extend(files_below(root, &path)),
            false => found.push(path),
        }
    }
    found
}

/// When a publication has to be renewed, if that is within `days` of `now`.
pub fn ends_soon(signed: &Signed, now: DateTime<Utc>, days: i64) -> Option<DateTime<Utc>> {
    let first = signed.expires.lists.min(signed.expires.root);
    (first - now < chrono::TimeDelta::days(days)).then_some(first)
}
