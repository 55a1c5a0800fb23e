//! The stick: what one station needs of a publication, on something that is carried there by hand.
//!
//! `loa/` is a publication of its own that verifies as the whole does, with one station in it; `PHAT/` has the WAVs in the
//! order in which they are played, for players that know nothing but a folder of files. Names are such as FAT takes.

mod bundle;
mod player;

pub use bundle::{Bundled, Needed, bundle};
pub use player::{Playable, play_files};

use crate::project::{ProjectError, Storing};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// The folder of the bundle on a stick.
pub const BUNDLE: &str = "loa";

/// The folder of the files to be played.
pub const PLAYED: &str = "PHAT";

/// FAT32 holds no longer file.
const LARGEST_ON_FAT: u64 = (4 << 30) - 1;

/// Why a stick was not written.
#[derive(Debug)]
pub enum StickFault {
    /// A folder or file of the stick or of the publication.
    Project(ProjectError),
    /// What should be a list of the publication is none.
    Damaged(PathBuf),
    /// The publication has no such station.
    UnknownStation(String),
    /// The folder of the bundle holds other things.
    Occupied(PathBuf),
    /// A file is longer than FAT32 can hold.
    TooLarge(String),
}

impl From<ProjectError> for StickFault {
    fn from(error: ProjectError) -> StickFault {
        StickFault::Project(error)
    }
}

/// Copies a file onto the stick, unless its bytes are there; it is on the stick, not on the way there, before it gets its
/// name.
fn copy(from: &Path, storing: &mut Storing, path: &str) -> Result<(), StickFault> {
    let source = File::open(from).map_err(ProjectError::read(from))?;
    let length = source.metadata().map_err(ProjectError::read(from))?.len();
    if length > LARGEST_ON_FAT {
        return Err(StickFault::TooLarge(path.to_owned()));
    }
    if is_same(&source, length, &storing.root().join(path)) {
        return Ok(());
    }
    let mut source = File::open(from).map_err(ProjectError::read(from))?;
    storing.made(path, |out| {
        io::copy(&mut source, out)?;
        io::Write::flush(out)?;
        out.get_ref().sync_data()
    })?;
    Ok(())
}

/// Whether `place` has the very bytes of `source`. A stick that was pulled out may hold anything under a name.
fn is_same(source: &File, length: u64, place: &Path) -> bool {
    let Ok(there) = File::open(place) else { return false };
    if there.metadata().map(|found| found.len()).ok() != Some(length) {
        return false;
    }
    let (mut one, mut other) = (BufReader::new(source), BufReader::new(there));
    let (mut left, mut right) = (vec![0; 64 << 10], vec![0; 64 << 10]);
    let mut rest = length;
    while rest > 0 {
        let step = usize::try_from(rest.min(64 << 10)).expect("a block");
        let both = one.read_exact(&mut left[..step]).and_then(|()| other.read_exact(&mut right[..step]));
        if both.is_err() || left[..step] != right[..step] {
            return false;
        }
        rest -= step as u64;
    }
    true
}

/// The names in a folder, in order; none where there is no such folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}
