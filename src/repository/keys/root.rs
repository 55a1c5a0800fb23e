//! The root: which keys count. Begun, renewed, and a key of it replaced, each by a new signed version.
//!
//! It has three keys, of which two sign; they are used once a year and when a key has to be replaced, and belong on sticks
//! in three drawers. A lost or stolen key of any kind is replaced by the other keys of the root.

use super::{KeyName, Keys, ROOT_KEYS, ROOT_THRESHOLD, SigningKey, root_file, roots_in, waiting};
use crate::project::{ProjectError, Storing};
use crate::repository::error::{KeyFault, RepositoryError};
use crate::repository::metadata::{in_days, moment, role, root_of, signed_by};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use sigstore_tuf::{Metadata, Root};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// How long a root is good for.
const GOOD_DAYS: u64 = 365;

/// The keys of the root that are at hand.
#[derive(Debug)]
pub struct RootKeys(Vec<SigningKey>);

/// How a set of keys stands.
#[derive(Debug)]
pub struct KeyStatus {
    /// The version of the signed root.
    pub version: u64,
    /// Until when it is good.
    pub expires: DateTime<Utc>,
    /// The SHA-256 of the first root, which a station is told once, in hexadecimal.
    pub fingerprint: String,
    /// Every key, by its name: its id, and whether its file lies in the folder.
    pub keys: Vec<(KeyName, String, bool)>,
}

impl RootKeys {
    /// Those in `folders`, or in the folder `root` of each; an old one hides no new one.
    pub fn find(folders: &[PathBuf]) -> Result<RootKeys, RepositoryError> {
        let mut found: BTreeMap<String, SigningKey> = BTreeMap::new();
        for name in (1..=ROOT_KEYS).map(KeyName::Root) {
            for folder in folders {
                let places = [folder.join(name.file()), folder.join(format!("{name}.key"))];
                for place in places.iter().cloned().chain(places.iter().map(|place| waiting(place))) {
                    if let Some(key) = SigningKey::read_of_root(&place)? {
                        found.insert(key.id(), key);
                    }
                }
            }
        }
        Ok(RootKeys(found.into_values().collect()))
    }

    /// Those that `root` names, if they are enough.
    fn of(&self, root: &Root) -> Result<Vec<&SigningKey>, RepositoryError> {
        let is_named = |key: &&SigningKey| root_of(root, "root").any(|id| *id == key.id());
        let keys: Vec<&SigningKey> = self.0.iter().filter(is_named).collect();
        let wanted = usize::from(ROOT_THRESHOLD);
        if keys.len() < wanted {
            return Err(KeyFault::TooFewOfRoot { found: keys.len(), wanted }.into());
        }
        Ok(keys)
    }
}

/// Makes a new set of keys in `folder`, which has none yet, and the first root, good for a year.
pub fn begin(folder: &Path, now: DateTime<Utc>) -> Result<Keys, RepositoryError> {
    // Keys without a root are what a killed program left: they count for nothing.
    if folder.join(root_file(1)).exists() {
        return Err(KeyFault::Already(folder.to_owned()).into());
    }
    let keys: Vec<(KeyName, SigningKey)> =
        KeyName::all().map(|name| (name, SigningKey::generate())).collect();
    let named = keys.iter().map(|(name, key)| (*name, (key.id(), key.public())));
    let text = root_text(1, &named.collect(), now);
    let of_root = keys.iter().filter(|(name, _)| matches!(name, KeyName::Root(_))).map(|(_, key)| key);
    for (name, key) in &keys {
        key.store(&folder.join(name.file()))?;
    }
    Storing::under(folder).bytes(&root_file(1), &signed_by(&text, of_root))?;
    Keys::open(folder)
}

/// Makes the root good for another year from now.
pub fn renew(folder: &Path, root_keys: &RootKeys, now: DateTime<Utc>) -> Result<Keys, RepositoryError> {
    let (version, root) = newest(folder)?;
    let signers = root_keys.of(&root)?;
    let text = root_text(version + 1, &named_in(&root, version)?, now);
    Storing::under(folder).bytes(&next_file(version), &signed_by(&text, signers))?;
    Keys::open(folder)
}

/// Puts a new key in the place of the one of that name, which counts for nothing from the next publication on.
pub fn replace(
    folder: &Path,
    root_keys: &RootKeys,
    name: KeyName,
    now: DateTime<Utc>,
) -> Result<Keys, RepositoryError> {
    let (version, root) = newest(folder)?;
    let mut signers = root_keys.of(&root)?;
    let mut named = named_in(&root, version)?;
    let new = SigningKey::generate();
    named.insert(name, (new.id(), new.public()));
    if matches!(name, KeyName::Root(_)) {
        signers.push(&new);
    }
    let text = root_text(version + 1, &named, now);
    let place = folder.join(name.file());
    new.store(&waiting(&place))?;
    Storing::under(folder).bytes(&next_file(version), &signed_by(&text, signers))?;
    fs::rename(waiting(&place), &place).map_err(ProjectError::write(&place))?;
    Keys::open(folder)
}

/// How the keys in `folder` stand.
pub fn status(folder: &Path) -> Result<KeyStatus, RepositoryError> {
    let (version, root) = newest(folder)?;
    let first = roots_in(folder)?.swap_remove(0);
    let keys = named_in(&root, version)?.into_iter();
    let keys = keys.map(|(name, (id, _))| (name, id, folder.join(name.file()).exists()));
    Ok(KeyStatus {
        version,
        expires: moment(root.expires),
        fingerprint: crate::source::sha256(&first),
        keys: keys.collect(),
    })
}

/// Keys by name: their ids and public halves.
type Named = BTreeMap<KeyName, (String, Value)>;

fn root_text(version: u64, named: &Named, now: DateTime<Utc>) -> Value {
    let mut keys = Map::new();
    let mut roles = Map::new();
    for (name, (id, public)) in named {
        keys.insert(id.clone(), public.clone());
        let threshold = if name.role() == "root" { ROOT_THRESHOLD } else { 1 };
        let role = roles.entry(name.role()).or_insert_with(|| json!({"keyids": [], "threshold": threshold}));
        role["keyids"].as_array_mut().expect("made above").push(json!(id));
    }
    let rest = json!({"consistent_snapshot": true, "keys": keys, "roles": roles});
    role("root", version, &in_days(now, GOOD_DAYS), rest)
}

fn newest(folder: &Path) -> Result<(u64, Root), RepositoryError> {
    let roots = roots_in(folder)?;
    let text = roots.last().ok_or_else(|| KeyFault::None(folder.to_owned()))?;
    let damaged = |_| KeyFault::Damaged(folder.join(root_file(roots.len())));
    let root = Metadata::<Root>::from_slice(text).map_err(damaged)?.into_signed();
    Ok((root.version, root))
}

fn next_file(version: u64) -> String {
    format!("{}.root.json", version + 1)
}

/// The keys that a root written here names; those of the root stand in the order of their numbers.
fn named_in(root: &Root, version: u64) -> Result<Named, RepositoryError> {
    let damaged = || RepositoryError::from(KeyFault::Damaged(PathBuf::from(format!("{version}.root.json"))));
    let mut named = Named::new();
    for name in KeyName::all() {
        let at = if let KeyName::Root(number) = name { usize::from(number) - 1 } else { 0 };
        let id = root_of(root, name.role()).nth(at).ok_or_else(damaged)?;
        let public = root.keys.get(id).ok_or_else(damaged)?;
        let public = serde_json::to_value(public).map_err(|_| damaged())?;
        named.insert(name, (id.clone(), public));
    }
    Ok(named)
}
