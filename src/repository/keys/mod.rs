//! The keys a producer signs with: made, kept in files only their owner reads, found again.
//!
//! Ed25519 (RFC 8032). A key's file is `targets.key`, `snapshot.key`, `timestamp.key` or, kept offline, `root-1.key` to
//! `root-3.key`: one JSON object with the seed in hexadecimal. A seed is never shown, not even by `Debug`.

mod root;

pub use root::{KeyStatus, RootKeys, begin, renew, replace, status};

use super::metadata::root_of;
use crate::project::ProjectError;
use crate::repository::error::{KeyFault, RepositoryError};
use crate::source::{hexadecimal, sha256};
use aws_lc_rs::encoding::AsBigEndian;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sigstore_tuf::{Metadata, Root, canonical_json};
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How many keys the root has.
pub const ROOT_KEYS: u8 = 3;

/// How many of them sign.
pub const ROOT_THRESHOLD: u8 = 2;

/// The longest key file.
const LONGEST: u64 = 4096;

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyName {
    /// Signs the list of stations: what is published.
    Targets,
    /// Signs which lists belong together.
    Snapshot,
    /// Signs that this is the newest.
    Timestamp,
    /// One of the keys of the root, from 1: they say which other keys count, and are kept offline.
    Root(u8),
}

impl KeyName {
    /// The keys that are used at every publication.
    pub const ONLINE: [KeyName; 3] = [KeyName::Targets, KeyName::Snapshot, KeyName::Timestamp];

    /// All keys.
    pub fn all() -> impl Iterator<Item = KeyName> {
        KeyName::ONLINE.into_iter().chain((1..=ROOT_KEYS).map(KeyName::Root))
    }

    /// The role it signs for, as TUF calls it.
    pub fn role(self) -> &'static str {
        match self {
            KeyName::Targets => "targets",
            KeyName::Snapshot => "snapshot",
            KeyName::Timestamp => "timestamp",
            KeyName::Root(_) => "root",
        }
    }

    /// The key of that name, as people write it: `targets`, `root-2`.
    pub fn from_word(word: &str) -> Option<KeyName> {
        KeyName::all().find(|name| name.to_string() == word)
    }

    /// Its file within the folder of keys; those of the root lie in a folder of their own, to be taken away whole.
    pub fn file(self) -> String {
        match self {
            KeyName::Root(_) => format!("root/{self}.key"),
            _ => format!("{self}.key"),
        }
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyName::Root(number) => write!(f, "root-{number}"),
            online => f.write_str(online.role()),
        }
    }
}

/// A key that signs.
pub struct SigningKey {
    pair: Ed25519KeyPair,
}

/// A key's file.
#[derive(Serialize, Deserialize)]
struct KeyFile {
    version: u32,
    scheme: String,
    seed: String,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.id())
    }
}

impl SigningKey {
    /// A new key, of the system's randomness.
    pub fn generate() -> SigningKey {
        let pair = Ed25519KeyPair::generate().expect("the system has randomness");
        SigningKey { pair }
    }

    /// Its public half, as TUF writes it.
    pub fn public(&self) -> Value {
        let public = hexadecimal(self.pair.public_key().as_ref());
        json!({"keytype": "ed25519", "scheme": "ed25519", "keyval": {"public": public}})
    }

    /// The SHA-256 of its public half in canonical JSON, in hexadecimal.
    pub fn id(&self) -> String {
        let canonical =
            canonical_json::to_canonical_bytes(&self.public()).expect("there are no numbers in it");
        sha256(&canonical)
    }

    /// A signature in hexadecimal.
    pub fn sign(&self, bytes: &[u8]) -> String {
        hexadecimal(self.pair.sign(bytes).as_ref())
    }

    /// Writes it to a file that only its owner reads.
    pub(super) fn store(&self, place: &Path) -> Result<(), RepositoryError> {
        let seed = self.pair.seed().expect("a pair made here has its seed");
        let seed = hexadecimal(seed.as_be_bytes().expect("a seed is plain bytes").as_ref());
        let file = KeyFile { version: 1, scheme: "ed25519".to_owned(), seed };
        let text = serde_json::to_vec(&file).expect("plain values can always be written");
        let folder = place.parent().expect("a key lies in a folder");
        private_folder(folder).map_err(ProjectError::write(folder))?;
        let written = tempfile::Builder::new().prefix(".loa-").tempfile_in(folder).and_then(|mut beside| {
            beside.write_all(&text)?;
            beside.as_file().sync_all()?;
            beside.persist(place).map(drop).map_err(|error| error.error)
        });
        Ok(written.map_err(ProjectError::write(place))?)
    }

    /// Reads a key's file; none if there is none. One that others may read is refused: it may be known to them.
    pub(super) fn read(place: &Path) -> Result<Option<SigningKey>, RepositoryError> {
        match fs::metadata(place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Ok(found) if is_open(&found) => Err(KeyFault::Open(place.to_owned()).into()),
            Ok(found) => SigningKey::of(place, found.len()).map(Some),
            Err(error) => Err(ProjectError::Read(place.to_owned(), error).into()),
        }
    }

    /// Likewise a key of the root, which lies on a stick that knows no owners: who holds the stick may read it.
    pub(super) fn read_of_root(place: &Path) -> Result<Option<SigningKey>, RepositoryError> {
        match fs::metadata(place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Ok(found) => SigningKey::of(place, found.len()).map(Some),
            Err(error) => Err(ProjectError::Read(place.to_owned(), error).into()),
        }
    }

    fn of(place: &Path, size: u64) -> Result<SigningKey, RepositoryError> {
        let damaged = || RepositoryError::from(KeyFault::Damaged(place.to_owned()));
        if size > LONGEST {
            return Err(damaged());
        }
        let text = fs::read(place).map_err(ProjectError::read(place))?;
        let file: KeyFile = serde_json::from_slice(&text).map_err(|_| damaged())?;
        let seed = (file.version == 1 && file.scheme == "ed25519").then(|| bytes_of(&file.seed)).flatten();
        let seed = seed.filter(|seed| seed.len() == 32).ok_or_else(damaged)?;
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| damaged())?;
        Ok(SigningKey { pair })
    }
}

fn bytes_of(hexadecimal: &str) -> Option<Vec<u8>> {
    let pairs = hexadecimal.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(unix)]
fn is_open(found: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    found.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open(_found: &fs::Metadata) -> bool {
    false
}

/// Makes a folder that only its owner opens; one that is there stays as it is.
fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// What a producer signs a publication with.
#[derive(Debug)]
pub struct Keys {
    /// Where they are.
    pub folder: PathBuf,
    /// Every version of the signed root, from 1.
    pub roots: Vec<Vec<u8>>,
    /// The newest of them.
    pub root: Root,
    /// Signs the list of stations.
    pub targets: SigningKey,
    /// Signs which lists belong together.
    pub snapshot: SigningKey,
    /// Signs that this is the newest.
    pub timestamp: SigningKey,
}

impl Keys {
    /// Opens the keys in `folder`: the signed roots and the three keys the newest of them names.
    pub fn open(folder: &Path) -> Result<Keys, RepositoryError> {
        let roots = roots_in(folder)?;
        let newest = roots.last().ok_or_else(|| KeyFault::None(folder.to_owned()))?;
        let damaged = |_| KeyFault::Damaged(folder.join(root_file(roots.len())));
        let root = Metadata::<Root>::from_slice(newest).map_err(damaged)?.into_signed();
        let key = |name| key_of(folder, name, &root);
        let (targets, snapshot) = (key(KeyName::Targets)?, key(KeyName::Snapshot)?);
        let timestamp = key(KeyName::Timestamp)?;
        Ok(Keys { folder: folder.to_owned(), roots, root, targets, snapshot, timestamp })
    }
}

/// The name of a version of the root.
pub(super) fn root_file(version: usize) -> String {
    format!("{version}.root.json")
}

/// All versions of the root in a folder, from 1 on.
pub(super) fn roots_in(folder: &Path) -> Result<Vec<Vec<u8>>, RepositoryError> {
    let mut roots = Vec::new();
    loop {
        let place = folder.join(root_file(roots.len() + 1));
        match fs::read(&place) {
            Ok(text) => roots.push(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(roots),
            Err(error) => return Err(ProjectError::Read(place, error).into()),
        }
    }
}

/// Where a new key waits until the root that names it is written.
pub(super) fn waiting(place: &Path) -> PathBuf {
    place.with_extension("key.new")
}

/// The key of that name which `root` names. One that was being replaced when the program was killed is put in its place.
fn key_of(folder: &Path, name: KeyName, root: &Root) -> Result<SigningKey, RepositoryError> {
    let place = folder.join(name.file());
    let is_named = |key: &SigningKey| root_of(root, name.role()).any(|id| *id == key.id());
    if let Some(key) = SigningKey::read(&place)?.filter(is_named) {
        return Ok(key);
    }
    let new = waiting(&place);
    match SigningKey::read(&new)?.filter(is_named) {
        Some(key) => {
            fs::rename(&new, &place).map_err(ProjectError::write(&place))?;
            Ok(key)
        }
        None => Err(KeyFault::Damaged(place).into()),
    }
}
