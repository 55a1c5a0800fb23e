//! The files below a folder of the project, as loading and stamping both see them.
//!
//! Hidden files, and those that editors and file managers leave behind, are no part of a project. What cannot be
//! followed or named is told of and left out; it stops nothing else.

use super::ProjectError;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// What stands below a folder.
#[derive(Default)]
pub(super) struct Listing {
    /// The files, by path.
    pub files: Vec<Listed>,
    /// What is left out, by path.
    pub left_out: Vec<LeftOut>,
}

/// A file.
pub(super) struct Listed {
    /// Its path within the folder, with `/`.
    pub path: String,
    /// Its size and times; of a link, those of the file it leads to.
    pub metadata: Metadata,
}

/// Something that is no part of the project though somebody put it there.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// Its path from the project's folder, with `/`; letters that are no Unicode are replaced.
    pub path: String,
    /// The message that says why.
    pub why: &'static str,
}

struct Walk<'a> {
    root: &'a Path,
    listing: Listing,
}

/// Lists the files below `folder` of the project at `root`, sorted; none when there is no such folder.
pub(super) fn list(root: &Path, folder: &str) -> Result<Listing, ProjectError> {
    let mut walk = Walk { root, listing: Listing::default() };
    let place = root.join(folder);
    match fs::canonicalize(&place) {
        Ok(real) => walk.folder(folder, "", &mut vec![real])?,
        Err(_) if place.is_symlink() => walk.leave_out(folder, "left-out-link"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(ProjectError::Read(place, error)),
    }
    let mut listing = walk.listing;
    listing.files.sort_by(|one, other| one.path.cmp(&other.path));
    listing.left_out.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(listing)
}

impl Walk<'_> {
    /// Lists what is `within` the folder; `above` are the real places of it and of the folders it was reached through.
    fn folder(&mut self, folder: &str, within: &str, above: &mut Vec<PathBuf>) -> Result<(), ProjectError> {
        let place = self.root.join(folder).join(within);
        for entry in fs::read_dir(&place).map_err(ProjectError::read(&place))? {
            let entry = entry.map_err(ProjectError::read(&place))?;
            let name = entry.file_name();
            let shown = name.to_string_lossy();
            let path = format!("{within}{shown}");
            if is_left_behind(&shown) {
                continue;
            }
            if name.to_str().is_none() {
                self.leave_out(&format!("{folder}/{path}"), "left-out-name");
                continue;
            }
            let inside = entry.path();
            let metadata = match fs::metadata(&inside) {
                Ok(metadata) => metadata,
                Err(_) if inside.is_symlink() => {
                    self.leave_out(&format!("{folder}/{path}"), "left-out-link");
                    continue;
                }
                Err(error) => return Err(ProjectError::Read(inside, error)),
            };
            if !metadata.is_dir() {
                self.listing.files.push(Listed { path, metadata });
                continue;
            }
            let real = fs::canonicalize(&inside).map_err(ProjectError::read(&inside))?;
            if above.contains(&real) {
                self.leave_out(&format!("{folder}/{path}"), "left-out-circle");
                continue;
            }
            above.push(real);
            self.folder(folder, &format!("{path}/"), above)?;
            above.pop();
        }
        Ok(())
    }

    fn leave_out(&mut self, path: &str, why: &'static str) {
        self.listing.left_out.push(LeftOut { path: path.to_owned(), why });
    }
}

/// Whether a file is hidden, or what Word, Windows or an editor leaves beside the files people work on.
fn is_left_behind(name: &str) -> bool {
    let dropped = ["thumbs.db", "desktop.ini"];
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || dropped.iter().any(|dropped| name.eq_ignore_ascii_case(dropped))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    #[test]
    fn hidden_files_are_no_part_of_a_project_even_where_they_lead_nowhere() {
        let root = tempfile::tempdir().expect("a folder");
        let clips = root.path().join("clips");
        fs::create_dir(&clips).expect("a folder");
        for name in ["a.wav", ".a.wav", "~$a.docx", "Thumbs.db", "a.wav~"] {
            fs::write(clips.join(name), "").expect("a file");
        }
        symlink("nobody@nowhere", clips.join(".#a.wav")).expect("a link");
        let listing = list(root.path(), "clips").expect("it can be listed");
        let paths: Vec<&str> = listing.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!((paths, listing.left_out), (vec!["a.wav"], Vec::new()));
    }

    #[test]
    fn a_dangling_link_a_circle_and_a_name_that_is_no_unicode_are_left_out_and_the_rest_is_listed() {
        let root = tempfile::tempdir().expect("a folder");
        let clips = root.path().join("clips");
        fs::create_dir_all(clips.join("nhac")).expect("a folder");
        fs::write(clips.join("nhac/a.wav"), "").expect("a file");
        fs::write(clips.join(OsStr::from_bytes(b"b\xe1.wav")), "").expect("a file");
        symlink("/nowhere/at/all", clips.join("mat.wav")).expect("a link");
        symlink(".", clips.join("vong")).expect("a link");
        symlink("..", clips.join("nhac/len")).expect("a link");
        symlink("nhac", clips.join("nhac-khac")).expect("a link");
        let listing = list(root.path(), "clips").expect("it can be listed");
        let paths: Vec<&str> = listing.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["nhac-khac/a.wav", "nhac/a.wav"]);
        let left_out: Vec<(&str, &str)> =
            listing.left_out.iter().map(|left| (left.path.as_str(), left.why)).collect();
        assert_eq!(
            left_out,
            [
                ("clips/b\u{fffd}.wav", "left-out-name"),
                ("clips/mat.wav", "left-out-link"),
                ("clips/nhac-khac/len", "left-out-circle"),
                ("clips/nhac/len", "left-out-circle"),
                ("clips/vong", "left-out-circle"),
            ]
        );
        assert!(list(root.path(), "scripts").expect("no folder is no fault").files.is_empty());
    }
}

/// Whether nothing stands in the folder that could be overwritten; hidden files don't count.
pub fn is_free(folder: &Path) -> Result<bool, ProjectError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(ProjectError::Read(folder.to_owned(), error)),
    };
    for entry in entries {
        let name = entry.map_err(ProjectError::read(folder))?.file_name();
        if !name.to_string_lossy().starts_with('.') {
            return Ok(false);
        }
    }
    Ok(true)
}
