//! The TUF client: what a publication says, believed only as far as its signatures, versions and dates go.
//!
//! The rules are those of the TUF specification (5, client workflow), kept by `sigstore_tuf`; here its questions are
//! answered from an origin. Its futures never wait: every answer is there when it is asked for.

use crate::repository::origin::Pace;
use crate::repository::origin::{Kind, Origin, OriginFault};
use jiff::Timestamp;
use serde::Deserialize;
use sigstore_tuf::transport::FetchFuture;
use sigstore_tuf::{Error, MetadataStore, Repository, Updater, UpdaterConfig};
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};

/// Where metadata and targets come from, and where what was verified is kept.
#[derive(Clone)]
pub struct Sources {
    /// Where the metadata is.
    pub metadata: Arc<Origin>,
    /// The folder of the metadata there, with a `/` behind; empty for the origin itself.
    pub metadata_folder: &'static str,
    /// Where the targets are.
    pub targets: Arc<Origin>,
    /// Their folder there, likewise.
    pub targets_folder: &'static str,
    /// What was verified before. All of it is verified again.
    pub kept: Arc<dyn MetadataStore>,
    /// The speed of all that is fetched.
    pub pace: Arc<Pace>,
}

/// A client that trusts one root and what follows from it.
#[derive(Debug)]
pub struct Client {
    updater: Updater,
    /// Whether a kept file may stand for one of the same version in the publication.
    uses_kept: Arc<AtomicBool>,
}

/// Answers the questions of the workflow.
struct Answers {
    sources: Sources,
    uses_kept: Arc<AtomicBool>,
}

impl Client {
    /// Trusts `root`, and the chain of newer roots that is kept. `largest` is the longest target that is taken.
    ///
    /// Errors: those of `sigstore_tuf` for a root that isn't signed by itself.
    pub fn new(sources: &Sources, root: &[u8], largest: u64) -> Result<Client, Error> {
        let uses_kept = Arc::new(AtomicBool::new(true));
        let answers = Answers { sources: sources.clone(), uses_kept: uses_kept.clone() };
        let mut config = UpdaterConfig::default();
        config.target_max_length = largest;
        let updater = Updater::new(answers, root)?.with_config(config).with_store(sources.kept.clone());
        Ok(Client { updater, uses_kept })
    }

    /// Brings the metadata up to date: newer roots, timestamp, snapshot, targets; what is kept isn't fetched again.
    ///
    /// Errors: those of `sigstore_tuf`; a fault of the origin is their source.
    pub fn refresh(&mut self, now: Timestamp) -> Result<(), Error> {
        at_once(self.updater.refresh(now))
    }

    /// A signed file, from what is kept or from the publication.
    ///
    /// Errors: likewise; `TargetNotFound` where no role vouches for the name.
    pub fn target(&mut self, name: &str, now: Timestamp) -> Result<Vec<u8>, Error> {
        match at_once(self.updater.get_target(name, now)) {
            // What was kept may have been damaged on the disk.
            Err(Error::IntegrityMismatch(_)) if self.uses_kept.swap(false, Ordering::Relaxed) => {
                at_once(self.updater.get_target(name, now))
            }
            result => result,
        }
    }

    /// The version of the trusted snapshot: the same version, the same publication.
    pub fn snapshot(&self) -> Option<u64> {
        self.updater.trusted().snapshot().map(|snapshot| snapshot.version)
    }
}

impl Answers {
    fn metadata(&self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Error> {
        if let Some(kept) = self.kept(name, most) {
            return Ok(Some(kept));
        }
        let path = format!("{}{name}", self.sources.metadata_folder);
        self.fetched(&self.sources.metadata, &path, Kind::Metadata, most)
    }

    /// A delegated role of just that version, if it is kept.
    fn kept(&self, name: &str, most: u64) -> Option<Vec<u8>> {
        let (version, role) = name.split_once('.')?;
        let version: u64 = version.parse().ok()?;
        let is_delegated = !["root.json", "snapshot.json", "targets.json"].contains(&role);
        if !is_delegated || !self.uses_kept.load(Ordering::Relaxed) {
            return None;
        }
        let kept = self.sources.kept.load(role).ok()??;
        (kept.len() as u64 <= most && version_of(&kept) == Some(version)).then_some(kept)
    }

    fn fetched(&self, from: &Origin, path: &str, kind: Kind, most: u64) -> Result<Option<Vec<u8>>, Error> {
        from.whole(path, kind, most, &self.sources.pace)
            .map_err(|fault: OriginFault| Error::transport_with_source("the publication was not read", fault))
    }
}

impl Repository for Answers {
    fn fetch_metadata<'a>(&'a self, name: &'a str, most: u64) -> FetchFuture<'a> {
        let answer = self.metadata(name, most);
        Box::pin(async move { answer })
    }

    fn fetch_target<'a>(&'a self, path: &'a str, most: u64) -> FetchFuture<'a> {
        let path = format!("{}{path}", self.sources.targets_folder);
        let answer = self.fetched(&self.sources.targets, &path, Kind::Text, most);
        Box::pin(async move { answer })
    }
}

fn version_of(metadata: &[u8]) -> Option<u64> {
    #[derive(Deserialize)]
    struct Signed {
        version: u64,
    }
    #[derive(Deserialize)]
    struct Envelope {
        signed: Signed,
    }
    serde_json::from_slice::<Envelope>(metadata).ok().map(|envelope| envelope.signed.version)
}

/// The result of a future that never waits.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => unreachable!("every answer is there when it is asked for"),
    }
}
