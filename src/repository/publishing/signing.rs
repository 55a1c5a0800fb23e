//! Signing: the indexes of stations become a new signed state of a publication, the old one staying whole until the last
//! file is in its place.
//!
//! Every list gets the number of the publication it last changed in for its version, so that versions only grow. What
//! is carried over from the publication's folder is believed only where it is, file for file, what was signed last: a web
//! server that was broken into gets nothing of its own signed, not even with keys that were stolen and are revoked.

use super::bins::Bins;
use super::last::{Last, State};
use crate::package::{LARGEST_INDEX, StationIndex};
use crate::project::{ProjectError, StoreCount, Storing};
use crate::repository::error::{KeyFault, RepositoryError};
use crate::repository::keys::{Keys, SigningKey, root_file, roots_in};
use crate::repository::metadata::{GOOD_DAYS, in_days, moment, role, signed_by};
use crate::source::sha256;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Map, Value, json};
use sigstore_tuf::{Metadata, Role, Root, Snapshot, TargetFile, Targets, Timestamp};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A list is signed anew when it is good for less than that.
const RENEWED_BEFORE: TimeDelta = TimeDelta::days(20);

/// What a signing did.
#[derive(Debug)]
pub struct Signed {
    /// What was written.
    pub count: StoreCount,
    /// Until when the publication is good.
    pub expires: Expiry,
}

/// Until when a publication is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expiry {
    /// The lists.
    pub lists: DateTime<Utc>,
    /// The root.
    pub root: DateTime<Utc>,
}

/// A publication's folder as it stands, as far as the producer's keys signed it.
#[derive(Debug)]
pub struct Published {
    folder: PathBuf,
    timestamp: Metadata<Timestamp>,
    snapshot: Metadata<Snapshot>,
    targets: Metadata<Targets>,
    bins: BTreeMap<String, Metadata<Targets>>,
}

impl Published {
    /// Reads the publication in `folder`; none if nothing was published there yet.
    pub fn open(folder: &Path, keys: &Keys) -> Result<Option<Published>, RepositoryError> {
        let place = folder.join("metadata/timestamp.json");
        if !place.exists() {
            return Ok(None);
        }
        let reading = Reading { folder, keys, state: State::of(folder, keys)? };
        let timestamp = reading.role::<Timestamp>("timestamp", "timestamp.json")?;
        let pinned = timestamp.signed().snapshot_meta().map(|meta| meta.version);
        let pinned = pinned.ok_or_else(|| RepositoryError::damaged(&place, &"no snapshot"))?;
        let snapshot = reading.versioned::<Snapshot>("snapshot", "snapshot", pinned)?;
        let version =
            |name: &str| snapshot.signed().meta.get(&format!("{name}.json")).map(|meta| meta.version);
        let whole =
            |found: Option<u64>| found.ok_or_else(|| RepositoryError::damaged(&place, &"a list is missing"));
        let targets = reading.versioned::<Targets>("targets", "targets", whole(version("targets"))?)?;
        let mut bins = BTreeMap::new();
        for bin in targets.signed().delegations.iter().flat_map(|delegations| &delegations.roles) {
            let list = reading.versioned::<Targets>("targets", &bin.name, whole(version(&bin.name))?)?;
            bins.insert(bin.name.clone(), list);
        }
        Ok(Some(Published { folder: folder.to_owned(), timestamp, snapshot, targets, bins }))
    }

    /// The index of every station, by its slug.
    pub fn indexes(&self) -> Result<BTreeMap<String, StationIndex>, RepositoryError> {
        let mut found = BTreeMap::new();
        for (target, file) in self.bins.values().flat_map(|bin| &bin.signed().targets) {
            let digest = file.hashes.get("sha256").cloned().unwrap_or_default();
            let place = self.folder.join(format!("targets/{digest}.{target}"));
            let text = fs::read(&place).map_err(ProjectError::read(&place))?;
            let slug = target.trim_end_matches(".json");
            if text.len() as u64 > LARGEST_INDEX || sha256(&text) != digest {
                return Err(RepositoryError::damaged(&place, &"not what was signed"));
            }
            let index = StationIndex::read(&text, slug);
            let index = index.map_err(|fault| RepositoryError::damaged(&place, &format!("{fault:?}")))?;
            found.insert(slug.to_owned(), index);
        }
        Ok(found)
    }

    /// The digests of its lists.
    fn state(&self) -> Result<State, RepositoryError> {
        let mut state = State::default();
        for path in self.files().filter_map(|path| path.strip_prefix("metadata/").map(str::to_owned)) {
            let place = self.folder.join("metadata").join(&path);
            let text = fs::read(&place).map_err(ProjectError::read(&place))?;
            state.add(path, &text);
        }
        Ok(state)
    }

    /// The files of metadata and indexes that a station may still want: those of this state.
    pub fn files(&self) -> impl Iterator<Item = String> {
        let version = |name: &str, version: u64| format!("metadata/{version}.{name}.json");
        let bins = self.bins.iter().map(move |(name, bin)| version(name, bin.signed().version));
        let indexes = self.bins.values().flat_map(|bin| &bin.signed().targets).map(|(target, file)| {
            format!("targets/{}.{target}", file.hashes.get("sha256").map_or("", String::as_str))
        });
        let tops = [
            "metadata/timestamp.json".to_owned(),
            version("snapshot", self.snapshot.signed().version),
            version("targets", self.targets.signed().version),
        ];
        tops.into_iter().chain(bins).chain(indexes)
    }
}

/// Signs: every station of `indexes` gets its index, the others keep theirs; all lists are good for 30 days again if they
/// changed or were good for less than 20. Returns what was written; nothing is when all is as it was.
///
/// The indexes are written first, `timestamp.json` last: until then, who reads the folder sees the state before.
pub fn sign(
    folder: &Path,
    keys: &Keys,
    indexes: &BTreeMap<String, StationIndex>,
    now: DateTime<Utc>,
) -> Result<Signed, RepositoryError> {
    let root_expires = moment(keys.root.expires);
    if root_expires <= now {
        return Err(KeyFault::RootExpired(root_expires.to_rfc3339()).into());
    }
    let published = Published::open(folder, keys)?;
    let before = Last::read(keys)?;
    let count = published.as_ref().map(|published| published.bins.len());
    let count = count.or(before.as_ref().map(|last| last.bins));
    let bins = count.and_then(Bins::known).unwrap_or_else(|| Bins::for_stations(indexes.len()));
    let publication = published.as_ref().map_or(0, |published| published.timestamp.signed().version);
    let publication = publication.max(before.as_ref().map_or(0, |last| last.publication)) + 1;
    let mut storing = Storing::under(folder);
    let lists = lists(bins, published.as_ref(), indexes, &mut storing)?;
    let mut signing = Signing {
        keys,
        now,
        publication,
        published: published.as_ref(),
        storing,
        versions: Map::new(),
        state: State::default(),
    };
    for (name, targets) in lists {
        let old = published.as_ref().and_then(|published| published.bins.get(&name));
        signing.list(&name, &json!({"targets": targets}), old)?;
    }
    let delegations = json!({
        "keys": {keys.targets.id(): keys.targets.public()},
        "roles": bins.delegated(&keys.targets.id()),
    });
    let content = json!({"targets": {}, "delegations": delegations});
    signing.list("targets", &content, published.as_ref().map(|published| &published.targets))?;
    signing.finish(bins)
}

/// Until when the publication in `folder` says that it is good, whoever signed it; none where nothing was published, or
/// nothing that can be read.
pub fn expires(folder: &Path) -> Option<Expiry> {
    let metadata = folder.join("metadata");
    let timestamp = fs::read(metadata.join("timestamp.json")).ok()?;
    let timestamp = Metadata::<Timestamp>::from_slice(&timestamp).ok()?.into_signed();
    let version = timestamp.snapshot_meta()?.version;
    let snapshot = fs::read(metadata.join(format!("{version}.snapshot.json"))).ok()?;
    let snapshot = Metadata::<Snapshot>::from_slice(&snapshot).ok()?.into_signed();
    let root = roots_in(&metadata).ok()?.pop()?;
    let root = Metadata::<Root>::from_slice(&root).ok()?.into_signed();
    Some(Expiry { lists: moment(timestamp.expires.min(snapshot.expires)), root: moment(root.expires) })
}

/// A folder that is read, and the keys that say what of it is believed.
struct Reading<'a> {
    folder: &'a Path,
    keys: &'a Keys,
    /// What was signed last; none where that is not known.
    state: Option<State>,
}

impl Reading<'_> {
    /// The metadata in a file, if it is what was signed last; where that is not known, if the root names a key for `role`
    /// that signed it.
    fn role<T: Role>(&self, role: &str, file: &str) -> Result<Metadata<T>, RepositoryError> {
        let place = self.folder.join("metadata").join(file);
        let text = fs::read(&place).map_err(ProjectError::read(&place))?;
        let metadata =
            Metadata::<T>::from_slice(&text).map_err(|error| RepositoryError::damaged(&place, &error))?;
        let is_ours = match &self.state {
            Some(state) => state.has(file, &text),
            None => is_signed(&metadata, &self.keys.root, role),
        };
        match is_ours {
            true => Ok(metadata),
            false => Err(RepositoryError::damaged(&place, &"not what was signed last with these keys")),
        }
    }

    fn versioned<T: Role>(
        &self,
        role: &str,
        name: &str,
        version: u64,
    ) -> Result<Metadata<T>, RepositoryError> {
        let file = format!("{version}.{name}.json");
        let place = self.folder.join("metadata").join(&file);
        let found = self.role::<T>(role, &file)?;
        match found.signed().version() == version {
            true => Ok(found),
            false => Err(RepositoryError::damaged(&place, &"another version")),
        }
    }
}

fn is_signed<T: Role>(metadata: &Metadata<T>, root: &Root, role: &str) -> bool {
    root.role(role).is_some_and(|keys| metadata.verify_threshold(&root.keys, keys, role).is_ok())
}

/// What stands in every bin now; the indexes that are new are written.
fn lists(
    bins: Bins,
    published: Option<&Published>,
    indexes: &BTreeMap<String, StationIndex>,
    storing: &mut Storing,
) -> Result<BTreeMap<String, BTreeMap<String, TargetFile>>, RepositoryError> {
    let mut lists: BTreeMap<String, BTreeMap<String, TargetFile>> =
        bins.names().map(|name| (name, BTreeMap::new())).collect();
    for bin in published.iter().flat_map(|published| published.bins.values()) {
        for (target, file) in &bin.signed().targets {
            lists.entry(bins.of(target)).or_default().insert(target.clone(), file.clone());
        }
    }
    for (slug, index) in indexes {
        let (target, text) = (StationIndex::target(slug), index.text());
        let digest = sha256(&text);
        storing.bytes(&format!("targets/{digest}.{target}"), &text)?;
        let file = json!({"length": text.len(), "hashes": {"sha256": digest}});
        let file = serde_json::from_value(file).expect("that is what such an entry looks like");
        lists.entry(bins.of(&target)).or_default().insert(target, file);
    }
    Ok(lists)
}

/// A new state of a publication while it is written.
struct Signing<'a> {
    keys: &'a Keys,
    now: DateTime<Utc>,
    publication: u64,
    published: Option<&'a Published>,
    storing: Storing,
    /// The version of every list, as the snapshot tells it.
    versions: Map<String, Value>,
    /// The files of the new state.
    state: State,
}

impl Signing<'_> {
    /// A list, anew if it has to be.
    fn list(
        &mut self,
        name: &str,
        content: &Value,
        old: Option<&Metadata<Targets>>,
    ) -> Result<(), RepositoryError> {
        let keeps = |old: &&Metadata<Targets>| {
            let fields = serde_json::to_value(old.signed()).expect("plain values can always be written");
            let is_same = content
                .as_object()
                .expect("an object")
                .iter()
                .all(|(field, value)| same(&fields[field], value));
            is_same && self.is_good(*old, "targets")
        };
        let version = match old.filter(keeps) {
            Some(old) => {
                let version = old.signed().version;
                let file = format!("{version}.{name}.json");
                let place = self.storing.root().join("metadata").join(&file);
                let text = fs::read(&place).map_err(ProjectError::read(&place))?;
                self.state.add(file, &text);
                version
            }
            None => {
                self.write("targets", name, content.clone(), &self.keys.targets)?;
                self.publication
            }
        };
        self.versions.insert(format!("{name}.json"), json!({"version": version}));
        Ok(())
    }

    /// The snapshot, the number of this publication, and last the timestamp.
    fn finish(mut self, bins: Bins) -> Result<Signed, RepositoryError> {
        let published = self.published;
        let versions = Value::Object(std::mem::take(&mut self.versions));
        let old = published.map(|published| &published.snapshot);
        let is_same = |old: &&Metadata<Snapshot>| {
            let meta = serde_json::to_value(&old.signed().meta).expect("plain values can always be written");
            same(&meta, &versions) && self.is_good(*old, "snapshot")
        };
        let old = old.filter(is_same).map(|old| moment(old.signed().expires));
        let is_timely = published.is_some_and(|published| self.is_good(&published.timestamp, "timestamp"));
        if let (Some(expires), true) = (old, is_timely) {
            self.roots()?;
            let of_timestamp = published.map(|published| moment(published.timestamp.signed().expires));
            let lists = of_timestamp.map_or(expires, |other| other.min(expires));
            let expires = Expiry { lists, root: moment(self.keys.root.expires) };
            return Ok(Signed { count: self.storing.count, expires });
        }
        let snapshot = self.write("snapshot", "snapshot", json!({"meta": versions}), &self.keys.snapshot)?;
        let pin = json!({
            "version": self.publication,
            "length": snapshot.len(),
            "hashes": {"sha256": sha256(&snapshot)},
        });
        let content = json!({"meta": {"snapshot.json": pin}});
        let timestamp = self.signed_text("timestamp", content, &self.keys.timestamp);
        self.state.add("timestamp.json".to_owned(), &timestamp);
        let finished = published.map(Published::state).transpose()?;
        let next = Some(std::mem::take(&mut self.state));
        let last = Last { publication: self.publication, bins: bins.names().count(), finished, next };
        last.store(self.keys)?;
        self.roots()?;
        self.storing.bytes("metadata/timestamp.json", &timestamp)?;
        Last { finished: last.next, next: None, ..last }.store(self.keys)?;
        let lists = self.now + TimeDelta::days(i64::try_from(GOOD_DAYS).expect("a month"));
        Ok(Signed {
            count: self.storing.count,
            expires: Expiry { lists, root: moment(self.keys.root.expires) },
        })
    }

    /// The roots, right before the timestamp: a station that has a new root believes no old list.
    fn roots(&mut self) -> Result<(), ProjectError> {
        for (at, root) in self.keys.roots.iter().enumerate() {
            self.storing.bytes(&format!("metadata/{}", root_file(at + 1)), root)?;
        }
        Ok(())
    }

    fn is_good<T: Role>(&self, old: &Metadata<T>, role: &str) -> bool {
        let stays = moment(old.signed().expires()) - self.now > RENEWED_BEFORE;
        stays && is_signed(old, &self.keys.root, role)
    }

    fn signed_text(&self, kind: &str, content: Value, key: &SigningKey) -> Vec<u8> {
        let signed = role(kind, self.publication, &in_days(self.now, GOOD_DAYS), content);
        signed_by(&signed, [key])
    }

    fn write(
        &mut self,
        kind: &str,
        name: &str,
        content: Value,
        key: &SigningKey,
    ) -> Result<Vec<u8>, RepositoryError> {
        let text = self.signed_text(kind, content, key);
        let file = format!("{}.{name}.json", self.publication);
        self.storing.bytes(&format!("metadata/{file}"), &text)?;
        self.state.add(file, &text);
        Ok(text)
    }
}

/// Whether a part of metadata that was read says what is to be written: what is left out counts as nothing.
fn same(read: &Value, written: &Value) -> bool {
    match (read, written) {
        (Value::Object(read), Value::Object(written)) => {
            let is_told = |(field, value): (&String, &Value)| match written.get(field) {
                Some(other) => same(value, other),
                None => value.is_null(),
            };
            read.iter().all(is_told) && written.keys().all(|field| read.contains_key(field))
        }
        (Value::Array(read), Value::Array(written)) => {
            read.len() == written.len() && read.iter().zip(written).all(|(one, other)| same(one, other))
        }
        (read, written) => read == written,
    }
}

#[cfg(test)]
mod tests;
