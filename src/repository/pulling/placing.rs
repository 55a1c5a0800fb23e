//! Placing: a week that is whole takes the place of the one before, at once.
//!
//! One rename where there was none; one exchange of two folders where there was (Linux, `renameat2`). Where a file system
//! knows no exchange, two renames, and a start that finds the time between puts the old week back. A file that is being
//! played is never written to: it goes on under the name it was opened by.

use super::shelf::{Shelf, remove_folder};
use crate::project::{ProjectError, sweep};
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// How two folders change places.
type Exchange = fn(&Path, &Path) -> io::Result<()>;

/// Puts the week that was made ready into its place.
///
/// Errors: `Write`; the week before then is still, or at the next start again, in place.
pub(super) fn place(shelf: &Shelf, week: &str) -> Result<(), ProjectError> {
    place_by(shelf, week, exchange)
}

/// Puts back what a kill between two renames left away, and removes what one may have left half written.
pub(super) fn recover(shelf: &Shelf) -> Result<(), ProjectError> {
    let before = shelf.into.join(".loa/before");
    for entry in fs::read_dir(&before).into_iter().flatten().flatten() {
        let place = shelf.into.join(entry.file_name());
        if !place.exists() {
            fs::rename(entry.path(), &place).map_err(ProjectError::write(&place))?;
        }
    }
    remove_folder(&before)?;
    remove_folder(&shelf.into.join(".loa/unpacked"))?;
    sweep(&shelf.into, ".loa")
}

fn place_by(shelf: &Shelf, week: &str, exchange: Exchange) -> Result<(), ProjectError> {
    let (ready, place) = (shelf.into.join(Shelf::stage(week)), shelf.week(week));
    settle(&ready).map_err(ProjectError::write(&ready))?;
    let failed = || ProjectError::write(&place);
    if !place.exists() {
        fs::rename(&ready, &place).map_err(failed())?;
    } else {
        if exchange(&ready, &place).is_err() {
            let before = shelf.into.join(".loa/before");
            fs::create_dir_all(&before).map_err(ProjectError::write(&before))?;
            fs::rename(&place, before.join(week)).map_err(failed())?;
            fs::rename(&ready, &place).map_err(failed())?;
            remove_folder(&before)?;
        }
        remove_folder(&ready)?;
    }
    settle_folder(&shelf.into).map_err(failed())
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Has a folder and all in it written to the disk, so that a power cut after the rename finds it whole.
fn settle(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => settle(&entry.path())?,
            false => File::open(entry.path())?.sync_data()?,
        }
    }
    settle_folder(folder)
}

#[cfg(unix)]
fn settle_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn settle_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn shelf(root: &Path, placed: Option<&str>, ready: &str) -> Shelf {
        let shelf = Shelf::of(root);
        let stage = root.join(Shelf::stage("2025-W11"));
        fs::create_dir_all(&stage).expect("made");
        fs::write(stage.join("a.wav"), ready).expect("written");
        if let Some(words) = placed {
            fs::create_dir_all(shelf.week("2025-W11")).expect("made");
            fs::write(shelf.week("2025-W11").join("a.wav"), words).expect("written");
        }
        shelf
    }

    fn placed(shelf: &Shelf) -> String {
        fs::read_to_string(shelf.week("2025-W11").join("a.wav")).expect("in place")
    }

    #[test]
    fn a_new_week_and_a_changed_one_come_to_their_place_and_who_plays_hears_the_old() {
        for exchange in [exchange, (|_, _| Err(io::ErrorKind::Unsupported.into())) as Exchange] {
            let root = tempfile::tempdir().expect("a folder");
            let new = shelf(root.path(), None, "one");
            place_by(&new, "2025-W11", exchange).expect("placed");
            assert_eq!(placed(&new), "one");
            let mut playing = File::open(new.week("2025-W11").join("a.wav")).expect("in place");
            let changed = shelf(root.path(), Some("one"), "two");
            place_by(&changed, "2025-W11", exchange).expect("placed");
            assert_eq!(placed(&changed), "two");
            let mut heard = String::new();
            playing.read_to_string(&mut heard).expect("still there");
            assert_eq!(heard, "one");
            assert!(!root.path().join(".loa/new/2025-W11").exists());
            assert!(!root.path().join(".loa/before").exists());
        }
    }

    #[test]
    fn a_start_after_a_kill_between_two_renames_finds_the_old_week() {
        let root = tempfile::tempdir().expect("a folder");
        let shelf = shelf(root.path(), Some("old"), "new");
        fs::create_dir_all(root.path().join(".loa/before")).expect("made");
        fs::rename(shelf.week("2025-W11"), root.path().join(".loa/before/2025-W11")).expect("moved");
        recover(&shelf).expect("recovered");
        assert_eq!(placed(&shelf), "old");
        recover(&shelf).expect("nothing to do");
        assert_eq!(placed(&shelf), "old");
    }
}
