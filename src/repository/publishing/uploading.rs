//! Uploading: a publication's folder is copied into an object store that speaks S3, so that its readers never see a
//! mixture either.
//!
//! What has a digest or a version in its name goes first, then pages, then the signed lists, `timestamp.json` last of all;
//! only then is removed what the folder no longer has. What the store lists already is not sent again.

use super::files_below;
use crate::project::{ProjectError, Storing, kept, parallel};
use crate::repository::error::RepositoryError;
use crate::repository::origin::agent;
use crate::source::sha256;
use rusty_s3::actions::{ListObjectsV2, S3Action};
use rusty_s3::{Bucket, Credentials, UrlStyle};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::time::Duration;
use ureq::Agent;

/// How long the store may be silent.
const PATIENCE: Duration = Duration::from_secs(60);

/// For so long a signed address is good.
const SIGNED_FOR: Duration = Duration::from_secs(3600);

/// So often a request is tried.
const TRIES: usize = 3;

/// The longest page of a listing: a thousand names.
const LARGEST_LISTING: u64 = 8 << 20;

/// The folders in which nothing but a publication's own files lie.
const OWN: [&str; 3] = ["objects/", "targets/", "metadata/"];

/// Where an object store is, and who asks.
#[derive(Clone)]
pub struct ObjectStore {
    bucket: Bucket,
    credentials: Credentials,
    /// What stands before every path: nothing, or a folder with `/` behind it.
    prefix: String,
}

/// What was done to an object store.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Uploaded {
    /// Files sent.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Files removed.
    pub removed: u64,
}

impl std::fmt::Debug for ObjectStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ObjectStore({}/{})", self.bucket.name(), self.prefix)
    }
}

impl ObjectStore {
    /// The store that `s3://BUCKET/FOLDER` names, as the variables say that every S3 program reads: `AWS_ACCESS_KEY_ID`,
    /// `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, and `AWS_ENDPOINT_URL` for another store than Amazon's. None if that is no
    /// such name; the name of the variable that is missing, if one is.
    pub fn named(address: &str, variable: fn(&str) -> Option<String>) -> Option<Result<ObjectStore, String>> {
        let (bucket, folder) = address.strip_prefix("s3://")?.split_once('/').unwrap_or((&address[5..], ""));
        let needed = |name: &str| variable(name).ok_or_else(|| name.to_owned());
        let store = || {
            let (key, secret) = (needed("AWS_ACCESS_KEY_ID")?, needed("AWS_SECRET_ACCESS_KEY")?);
            let region = variable("AWS_REGION").unwrap_or_else(|| "us-east-1".to_owned());
            let (endpoint, style) = match variable("AWS_ENDPOINT_URL") {
                Some(endpoint) => (endpoint, UrlStyle::Path),
                None => (format!("https://s3.{region}.amazonaws.com"), UrlStyle::VirtualHost),
            };
            let url = endpoint.parse().map_err(|_| "AWS_ENDPOINT_URL".to_owned())?;
            let bucket = Bucket::new(url, style, bucket.to_owned(), region);
            let bucket = bucket.map_err(|_| address.to_owned())?;
            let folder = folder.trim_matches('/');
            let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
            Ok(ObjectStore { bucket, credentials: Credentials::new(key, secret), prefix })
        };
        Some(store())
    }
}

/// Makes the store hold what the publication in `folder` does. What was sent under names that stay is remembered in
/// `record`, a path below `root`.
///
/// Errors: `Upload` with what the store says, `Project` where a file cannot be read.
pub fn upload(
    folder: &Path,
    store: &ObjectStore,
    (root, record): (&Path, &str),
) -> Result<Uploaded, RepositoryError> {
    let sending = Sending { folder, store, agent: agent(PATIENCE) };
    let listed = sending.listed()?;
    let mut sent: BTreeMap<String, String> =
        kept(root, record).and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
    let mut tiers: [Vec<String>; 5] = Default::default();
    let files: Vec<String> = files_below(folder, "").into_iter().collect();
    for file in &files {
        tiers[tier(file)].push(file.clone());
    }
    let mut done = Uploaded::default();
    for tier in tiers {
        let results = parallel::map(&tier, |path| sending.send(path, &listed, sent.get(path)));
        for (path, result) in tier.into_iter().zip(results) {
            if let Some((bytes, digest)) = result? {
                done.files += 1;
                done.bytes += bytes;
                sent.insert(path, digest);
            }
        }
    }
    let text = serde_json::to_vec(&sent).expect("plain maps can always be written");
    Storing::under(root).bytes(record, &text)?;
    let gone = |path: &&String| OWN.iter().any(|own| path.starts_with(own)) && !files.contains(path);
    for path in listed.keys().filter(gone) {
        sending.remove(path)?;
        done.removed += 1;
    }
    Ok(done)
}

/// When a file is sent: the bytes that lists name, then pages, then lists, then the one file that says which lists.
fn tier(path: &str) -> usize {
    match path {
        "metadata/timestamp.json" => 4,
        // A station that has a new root believes no old list.
        _ if path.starts_with("metadata/") && path.ends_with(".root.json") => 3,
        _ if path.starts_with("metadata/") => 2,
        _ if path.starts_with("objects/") || path.starts_with("targets/") => 0,
        _ => 1,
    }
}

struct Sending<'a> {
    folder: &'a Path,
    store: &'a ObjectStore,
    agent: Agent,
}

impl Sending<'_> {
    /// What the store has, by path, with sizes.
    fn listed(&self) -> Result<BTreeMap<String, u64>, RepositoryError> {
        let ObjectStore { bucket, credentials, prefix } = self.store;
        let (mut found, mut token) = (BTreeMap::new(), None::<String>);
        loop {
            let mut list = ListObjectsV2::new(bucket, Some(credentials));
            list.with_prefix(prefix.as_str());
            if let Some(token) = &token {
                list.with_continuation_token(token.as_str());
            }
            let url = list.sign(SIGNED_FOR);
            let mut answer = self.agent.get(url.as_str()).call().map_err(|error| self.fault("", &error))?;
            let text = answer.body_mut().with_config().limit(LARGEST_LISTING).read_to_string();
            let text = text.map_err(|error| self.fault("", &error))?;
            if !answer.status().is_success() {
                return Err(self.fault("", &said(answer.status().as_u16(), &text)));
            }
            let page = ListObjectsV2::parse_response(&text).map_err(|error| self.fault("", &error))?;
            for object in page.contents {
                if let Some(path) = object.key.strip_prefix(prefix.as_str()) {
                    found.insert(path.to_owned(), object.size);
                }
            }
            token = page.next_continuation_token;
            if token.is_none() {
                return Ok(found);
            }
        }
    }

    /// Sends a file unless the store has it; its size and digest if it was sent.
    fn send(
        &self,
        path: &str,
        listed: &BTreeMap<String, u64>,
        sent: Option<&String>,
    ) -> Result<Option<(u64, String)>, RepositoryError> {
        let place = self.folder.join(path);
        let size = fs::metadata(&place).map_err(ProjectError::read(&place))?.len();
        let is_there = listed.get(path) == Some(&size);
        let stays = matches!(tier(path), 0 | 2 | 3);
        if is_there && stays {
            return Ok(None);
        }
        // A name that stays gets other bytes: told by what was sent last.
        let digest = match stays {
            true => String::new(),
            false => sha256(&fs::read(&place).map_err(ProjectError::read(&place))?),
        };
        if is_there && sent == Some(&digest) {
            return Ok(None);
        }
        let key = format!("{}{path}", self.store.prefix);
        let url = self.store.bucket.put_object(Some(&self.store.credentials), &key).sign(SIGNED_FOR);
        self.tried(path, || {
            let file = File::open(&place).map_err(ProjectError::read(&place))?;
            let put = self.agent.put(url.as_str()).header("content-type", kind(path));
            let put = put.header("content-length", size.to_string()).header("cache-control", keeping(path));
            Ok(put.send(file))
        })?;
        Ok(Some((size, digest)))
    }

    fn remove(&self, path: &str) -> Result<(), RepositoryError> {
        let key = format!("{}{path}", self.store.prefix);
        let url = self.store.bucket.delete_object(Some(&self.store.credentials), &key).sign(SIGNED_FOR);
        self.tried(path, || Ok(self.agent.delete(url.as_str()).call()))
    }

    /// Asks until the store does it, a few times: a busy one says no now and then.
    fn tried(
        &self,
        path: &str,
        ask: impl Fn() -> Result<Result<ureq::http::Response<ureq::Body>, ureq::Error>, ProjectError>,
    ) -> Result<(), RepositoryError> {
        let mut last = String::new();
        for _ in 0..TRIES {
            match ask()? {
                Ok(answer) if answer.status().is_success() => return Ok(()),
                Ok(mut answer) => {
                    let text = answer.body_mut().with_config().limit(LARGEST_LISTING).read_to_string();
                    last = said(answer.status().as_u16(), &text.unwrap_or_default());
                    if answer.status().is_client_error() {
                        break;
                    }
                }
                Err(error) => last = error.to_string(),
            }
        }
        Err(self.fault(path, &last))
    }

    fn fault(&self, path: &str, why: &dyn std::fmt::Display) -> RepositoryError {
        let place = format!("s3://{}/{}{path}", self.store.bucket.name(), self.store.prefix);
        RepositoryError::Upload { place, why: why.to_string() }
    }
}

/// What a store says against a request: its code, and the first words of its reason.
fn said(status: u16, text: &str) -> String {
    let reason = text.split("<Message>").nth(1).and_then(|rest| rest.split("</Message>").next());
    format!("{status} {}", reason.unwrap_or_default()).trim_end().to_owned()
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, kind)| kind) {
        "html" => "text/html; charset=utf-8",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        "flac" => "audio/flac",
        "ics" => "text/calendar; charset=utf-8",
        "m3u8" => "application/vnd.apple.mpegurl",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/octet-stream",
    }
}

fn keeping(path: &str) -> &'static str {
    match tier(path) {
        0 | 2 | 3 => "public, max-age=31536000, immutable",
        _ => "no-cache",
    }
}
