//! The bundle: a publication with all but one station left out, that verifies as the whole does.
//!
//! Nothing is signed here and nothing believed: the producer's own lists tell which files one station asks for, and whoever
//! pulls from the bundle verifies every one. The files that say what is there are written last.

use super::super::publishing::{files_below, is_of_a_state};
use super::{BUNDLE, StickFault, copy, names};
use crate::package::{Object, PackedPiece, StationIndex, WeekPackage, is_plain};
use crate::project::{ProjectError, StoreCount, Storing, sweep};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The folders of a bundle; nothing else on the stick is removed.
const OWN: [&str; 3] = ["objects", "targets", "metadata"];

/// What a bundle holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundled {
    /// The station's name.
    pub name: String,
    /// Its weeks.
    pub weeks: Vec<String>,
    /// What had to be written.
    pub count: StoreCount,
}

/// Writes what was found to be needed of the publication in `from` into `stick`/loa. Only what is lacking is copied; what
/// is no longer needed is removed at the end.
///
/// Errors: a folder in which other things lie, what the two folders do.
pub fn bundle(from: &Path, needed: Needed, stick: &Path) -> Result<Bundled, StickFault> {
    let place = stick.join(BUNDLE);
    if !names(&place).is_empty() && !place.join("metadata").is_dir() {
        return Err(StickFault::Occupied(place));
    }
    sweep(stick, BUNDLE)?;
    let mut storing = Storing::under(&stick.join(BUNDLE));
    let files = [&needed.objects, &needed.roots, &needed.lists];
    for path in files.into_iter().flatten() {
        copy(&from.join(path), &mut storing, path)?;
    }
    let files: BTreeSet<&String> = files.into_iter().flatten().collect();
    for path in OWN.iter().flat_map(|folder| files_below(&place, folder)) {
        if is_of_a_state(&path) && !files.contains(&path) {
            storing.remove(&path)?;
        }
    }
    Ok(Bundled { name: needed.name, weeks: needed.weeks, count: storing.count })
}

/// The files that one station asks for, as paths within the publication.
#[derive(Debug)]
pub struct Needed {
    name: String,
    weeks: Vec<String>,
    /// Sheets, pieces, packages, in the order of need.
    objects: Vec<String>,
    roots: Vec<String>,
    /// The index and the lists that lead to it, each behind what it leads to, the timestamp last.
    lists: Vec<String>,
}

impl Needed {
    /// What the station of that slug needs of the publication in `from`. Nothing of it is verified.
    ///
    /// Errors: a station the publication does not have, lists that cannot be read.
    pub fn of(from: &Path, station: &str) -> Result<Needed, StickFault> {
        let timestamp = "metadata/timestamp.json".to_owned();
        let snapshot = listed(from, &timestamp, "snapshot")?;
        let targets = listed(from, &snapshot, "targets")?;
        let target = StationIndex::target(station);
        let (bin, digest) = bin_of(from, &snapshot, &targets, &target)?
            .ok_or_else(|| StickFault::UnknownStation(station.to_owned()))?;
        let index_place = format!("targets/{digest}.{target}");
        let damaged = |path: &str| StickFault::Damaged(from.join(path));
        let index = StationIndex::read(&read(from, &index_place)?, station);
        let index = index.map_err(|_| damaged(&index_place))?;
        let mut objects = Vec::new();
        for week in &index.weeks {
            let place = WeekPackage::place(&week.package);
            let package = WeekPackage::read(&read(from, &place)?, &index, week);
            let package = package.map_err(|_| damaged(&place))?;
            objects.extend(package.files.iter().map(|file| file.place()));
            objects.extend(package.pieces.iter().map(PackedPiece::place));
            objects.push(place);
        }
        let roots = names(&from.join("metadata")).into_iter().filter(|name| name.ends_with(".root.json"));
        Ok(Needed {
            name: index.name,
            weeks: index.weeks.into_iter().map(|week| week.week).collect(),
            objects,
            roots: roots.map(|name| format!("metadata/{name}")).collect(),
            lists: vec![index_place, bin, targets, snapshot, timestamp],
        })
    }
}

/// The list that has `target`, and the digest it gives.
fn bin_of(
    from: &Path,
    snapshot: &str,
    targets: &str,
    target: &str,
) -> Result<Option<(String, String)>, StickFault> {
    let roles = signed(from, targets)?["delegations"]["roles"].take();
    for role in roles.as_array().into_iter().flatten() {
        let name = role["name"].as_str().ok_or_else(|| StickFault::Damaged(from.join(targets)))?;
        let bin = listed(from, snapshot, name)?;
        let found = &signed(from, &bin)?["targets"][target]["hashes"]["sha256"];
        if let Some(digest) = found.as_str() {
            // Nothing is verified yet: what becomes a path has to be harmless.
            let object = Object { sha256: digest.to_owned(), bytes: 0 };
            if !object.is_digest() || !is_plain(target) {
                return Err(StickFault::Damaged(from.join(bin)));
            }
            return Ok(Some((bin, digest.to_owned())));
        }
    }
    Ok(None)
}

/// Where the list `name` stands in the version that `list` tells.
fn listed(from: &Path, list: &str, name: &str) -> Result<String, StickFault> {
    let version = signed(from, list)?["meta"][format!("{name}.json")]["version"].as_u64();
    let version = version.filter(|_| is_plain(name) && !name.contains('/'));
    let version = version.ok_or_else(|| StickFault::Damaged(from.join(list)))?;
    Ok(format!("metadata/{version}.{name}.json"))
}

fn signed(from: &Path, list: &str) -> Result<Value, StickFault> {
    let text: Result<Value, _> = serde_json::from_slice(&read(from, list)?);
    text.map(|mut text| text["signed"].take()).map_err(|_| StickFault::Damaged(from.join(list)))
}

fn read(from: &Path, path: &str) -> Result<Vec<u8>, StickFault> {
    let place = from.join(path);
    Ok(fs::read(&place).map_err(ProjectError::read(&place))?)
}
