//! Trust: the one root that people pinned, and the metadata that was verified from it.
//!
//! A root comes from a person, as a file or as a fingerprint read out over the telephone; never from the network alone.

use super::fault::PullFault;
use crate::project::{ProjectError, Storing, kept};
use crate::repository::origin::Pace;
use crate::repository::origin::{Kind, Origin};
use crate::source::{fingerprint, sha256};
use sigstore_tuf::{FileStore, TrustedMetadataSet};
use std::fs;
use std::path::Path;

/// Where trust is kept, within the station's folder.
pub(super) const TRUST: &str = ".loa/trust";

const PINNED: &str = ".loa/trust/pinned.json";

/// The longest root that is read.
const LARGEST_ROOT: u64 = 512_000;

/// What a person trusts.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Given {
    Root(Vec<u8>),
    /// The SHA-256 of the first root, in lower-case hexadecimal.
    Fingerprint(String),
}

/// The pinned root of the station's folder `into`; `given` is what a person says to trust from now on, if anything.
///
/// Errors: `NoTrust`, `NotATrust`, `OtherRoot`, those of the origin and of the folder.
pub(super) fn pinned(
    into: &Path,
    given: Option<&str>,
    origin: &Origin,
    pace: &Pace,
) -> Result<Vec<u8>, PullFault> {
    // What a power cut left of a root is none.
    let before = kept(into, PINNED).filter(|root| TrustedMetadataSet::from_root(root).is_ok());
    let Some(given) = given else { return before.ok_or(PullFault::NoTrust) };
    let given_root = read(given)?;
    if let Some(before) = before.filter(|before| is_known(into, before, &given_root)) {
        return Ok(before);
    }
    let root = match given_root {
        Given::Root(root) => root,
        Given::Fingerprint(wanted) => first_root(&wanted, origin, pace)?,
    };
    TrustedMetadataSet::from_root(&root).map_err(|_| PullFault::NotATrust(given.to_owned()))?;
    forget(into)?;
    Storing::under(into).bytes(PINNED, &root)?;
    Ok(root)
}

/// Where the metadata that was verified is kept.
pub(super) fn store(into: &Path) -> FileStore {
    FileStore::new(into.join(TRUST))
}

/// Whether that root was pinned here, or followed from the one that was.
fn is_known(into: &Path, before: &[u8], given: &Given) -> bool {
    let is_it = |root: &[u8]| match given {
        Given::Root(given) => given == root,
        Given::Fingerprint(wanted) => sha256(root) == *wanted,
    };
    let history = fs::read_dir(into.join(TRUST).join("root_history"));
    is_it(before)
        || history
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| fs::read(entry.path()).ok())
            .any(|root| is_it(&root))
}

fn read(given: &str) -> Result<Given, PullFault> {
    let place = Path::new(given);
    if place.is_file() {
        let length = fs::metadata(place).map(|file| file.len()).map_err(ProjectError::read(place))?;
        if length > LARGEST_ROOT {
            return Err(PullFault::NotATrust(given.to_owned()));
        }
        return Ok(Given::Root(fs::read(place).map_err(ProjectError::read(place))?));
    }
    fingerprint(given).map(Given::Fingerprint).ok_or_else(|| PullFault::NotATrust(given.to_owned()))
}

fn first_root(wanted: &str, origin: &Origin, pace: &Pace) -> Result<Vec<u8>, PullFault> {
    const PATH: &str = "metadata/1.root.json";
    let root = origin.whole(PATH, Kind::Metadata, LARGEST_ROOT, pace)?;
    let missing = || crate::repository::OriginFault::Missing { path: origin.place(PATH) };
    let root = root.ok_or_else(missing)?;
    let found = sha256(&root);
    match found == wanted {
        true => Ok(root),
        false => Err(PullFault::OtherRoot { wanted: wanted.to_owned(), found }),
    }
}

/// Whoever trusts another root begins anew: versions of one producer say nothing of another's.
fn forget(into: &Path) -> Result<(), PullFault> {
    let folder = into.join(TRUST);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(ProjectError::Write(folder, error).into())
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_however_it_is_grouped() {
        let plain = "0123456789abcdef".repeat(4);
        let grouped: Vec<String> =
            plain.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).to_uppercase()).collect();
        for written in [plain.clone(), grouped.join(" "), grouped.join(":"), grouped.join("-")] {
            assert_eq!(read(&written).expect("a fingerprint"), Given::Fingerprint(plain.clone()));
        }
        assert!(matches!(read("0123"), Err(PullFault::NotATrust(_))));
        assert!(matches!(read("root.json"), Err(PullFault::NotATrust(_))));
    }
}
