//! What was aired, put away by week and station: `archive/2025-W11/la-hai/…`, with the digest of each file in `SHA256SUMS`.
//!
//! A week is packed beside its place and comes into it by one rename; what is taken away goes out of sight by one.

use super::{ProjectError, Storing};
use crate::source::{hexadecimal, sha256};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Where archived weeks lie.
pub const ARCHIVE: &str = "archive";

/// The digests of all other files of an archived week, in the form that `sha256sum --check` reads.
const DIGESTS: &str = "SHA256SUMS";

/// Where a week is packed, and where what is taken away goes.
const ASIDE: &str = ".aside";

/// The week of one station, as archived.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArchivedWeek {
    /// `2025-W11`.
    pub week: String,
    /// The slug of the station.
    pub station: String,
}

impl ArchivedWeek {
    /// Its folder, from the one that has the archive.
    pub fn folder(&self) -> String {
        format!("{ARCHIVE}/{}/{}", self.week, self.station)
    }
}

/// Puts a station's week away: the `files` of the folder `from`, and `log` as `log.jsonl`. What was archived of it before is
/// replaced as a whole. Returns the files that are not there.
pub fn archive(
    root: &Path,
    packed: &ArchivedWeek,
    from: &Path,
    files: &[String],
    log: &str,
) -> Result<Vec<String>, ProjectError> {
    let aside = put_in_order(root)?.join(&packed.week).join(&packed.station);
    let (mut storing, mut digests, mut missing) = (Storing::under(&aside), String::new(), Vec::new());
    for file in files {
        if !from.join(file).is_file() {
            missing.push(file.clone());
            continue;
        }
        storing.copy(&from.join(file), &format!("new/{file}"))?;
        digests += &format!("{}  {file}\n", digest(&aside.join("new").join(file))?);
    }
    storing.bytes("new/log.jsonl", log.as_bytes())?;
    digests += &format!("{}  log.jsonl\n", sha256(log.as_bytes()));
    storing.bytes(&format!("new/{DIGESTS}"), digests.as_bytes())?;
    let place = root.join(packed.folder());
    let parent = place.parent().unwrap_or(root);
    fs::create_dir_all(parent).map_err(ProjectError::write(parent))?;
    if place.exists() {
        fs::rename(&place, aside.join("old")).map_err(ProjectError::write(&place))?;
    }
    fs::rename(aside.join("new"), &place).map_err(ProjectError::write(&place))?;
    put_in_order(root)?;
    Ok(missing)
}

/// All archived weeks, in order, once what a kill left is put in order.
pub fn archived(root: &Path) -> Result<Vec<ArchivedWeek>, ProjectError> {
    put_in_order(root)?;
    let mut found = Vec::new();
    for week in folders(&root.join(ARCHIVE))? {
        for station in folders(&root.join(ARCHIVE).join(&week))? {
            found.push(ArchivedWeek { week: week.clone(), station });
        }
    }
    found.sort();
    Ok(found)
}

/// The files of an archived week that are not what was put away, or are gone. Without its digests, `SHA256SUMS` is.
pub fn damaged_in(root: &Path, week: &ArchivedWeek) -> Result<Vec<String>, ProjectError> {
    let folder = root.join(week.folder());
    let Ok(digests) = fs::read_to_string(folder.join(DIGESTS)) else { return Ok(vec![DIGESTS.to_owned()]) };
    let mut damaged = Vec::new();
    for (known, file) in digests.lines().map(|line| line.split_once("  ").unwrap_or(("", line))) {
        let place = folder.join(file);
        if !place.is_file() || digest(&place)? != known {
            damaged.push(file.to_owned());
        }
    }
    Ok(damaged)
}

/// Takes an archived week away for good.
pub fn remove_archived(root: &Path, week: &ArchivedWeek) -> Result<(), ProjectError> {
    let (place, aside) = (root.join(week.folder()), put_in_order(root)?);
    fs::create_dir_all(&aside).map_err(ProjectError::write(&aside))?;
    fs::rename(&place, aside.join("removed")).map_err(ProjectError::write(&place))?;
    remove_folder(&aside)?;
    // The last station of a week leaves its folder empty; one with others in it stays.
    let _stays = place.parent().map(fs::remove_dir);
    Ok(())
}

/// Ends what a kill left: a week that was taken out of its place and not replaced comes back, all else aside goes. Returns
/// where weeks are put aside.
fn put_in_order(root: &Path) -> Result<PathBuf, ProjectError> {
    let aside = root.join(ARCHIVE).join(ASIDE);
    for week in folders(&aside)? {
        for station in folders(&aside.join(&week))? {
            let old = aside.join(&week).join(&station).join("old");
            let place = root.join(ArchivedWeek { week: week.clone(), station }.folder());
            if old.is_dir() && !place.exists() {
                fs::rename(&old, &place).map_err(ProjectError::write(&place))?;
            }
        }
    }
    remove_folder(&aside)?;
    Ok(aside)
}

fn digest(place: &Path) -> Result<String, ProjectError> {
    let mut file = File::open(place).map_err(ProjectError::read(place))?;
    let mut hasher = Sha256::new();
    io::copy(&mut file, &mut hasher).map_err(ProjectError::read(place))?;
    Ok(hexadecimal(&hasher.finalize()))
}

/// The names of the folders in one, in order; none where there is no such folder.
fn folders(within: &Path) -> Result<Vec<String>, ProjectError> {
    let entries = match fs::read_dir(within) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(ProjectError::read(within))?,
    };
    let paths: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    let names = paths.iter().filter_map(|path| path.file_name()?.to_str());
    let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).map(str::to_owned).collect();
    names.sort();
    Ok(names)
}

fn remove_folder(folder: &Path) -> Result<(), ProjectError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(ProjectError::Write(folder.to_owned(), error))
        }
        _ => Ok(()),
    }
}
