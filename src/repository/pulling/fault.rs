//! Why a pull took nothing, or not all. Carries names and numbers; the words are chosen where they are shown.

use crate::package::PackageFault;
use crate::project::ProjectError;
use crate::repository::origin::OriginFault;
use chrono::{DateTime, NaiveDate, Utc};
use sigstore_tuf::Error;
use std::path::PathBuf;

/// What ended a pull. What was in place before it still is.
#[derive(Debug)]
pub enum PullFault {
    /// A folder or file of this computer.
    Project(ProjectError),
    /// Another pull is at work in this folder.
    Locked(PathBuf),
    /// What comes from the publication doesn't come.
    Origin(OriginFault),
    /// Nothing tells from where to pull.
    NoOrigin,
    /// Nothing tells which station this is.
    NoStation,
    /// No root is trusted yet.
    NoTrust,
    /// What was given as the root to trust is none.
    NotATrust(String),
    /// The publication's first root isn't the one that is trusted.
    OtherRoot {
        /// The fingerprint that is trusted.
        wanted: String,
        /// That of the publication.
        found: String,
    },
    /// It isn't what the trusted producer made.
    Refused(Refusal),
    /// The audio costs more than is left of the week's budget.
    Budget {
        /// Bytes that are needed.
        needed: u64,
        /// Bytes that are left.
        left: u64,
        /// When there is a new budget.
        next: NaiveDate,
        /// Where the texts are, which were taken.
        texts: PathBuf,
    },
    /// A piece on this disk was damaged; it was removed, and is taken again next time.
    Rotten,
}

/// Why what came isn't believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Signed metadata that is no longer valid.
    Expired {
        /// Which.
        role: String,
        /// Until when it was.
        expires: DateTime<Utc>,
        /// What time this computer thinks it is.
        now: DateTime<Utc>,
    },
    /// Not signed by those who should have.
    Unsigned {
        /// What.
        role: String,
    },
    /// Older than what was seen before.
    Rollback {
        /// What.
        role: String,
    },
    /// Parts that don't belong together, or aren't as long as they were signed.
    Mixed(String),
    /// What can't be understood at all.
    Unreadable(String),
    /// No such station in this publication.
    NoSuchStation(String),
    /// What is signed contradicts itself or what was asked for.
    Package(PackageFault),
    /// A file that isn't what was signed.
    Altered(String),
    /// A file that ends too early.
    Truncated {
        /// Its path in the publication.
        path: String,
        /// How many bytes there are.
        found: u64,
        /// How many there have to be.
        wanted: u64,
    },
    /// A piece that doesn't hold the sound it should.
    WrongSound(String),
    /// A WAV that doesn't become what the producer's became.
    WrongWav(String),
}

impl PullFault {
    /// What a fault of the client means at the time `now`.
    pub(super) fn of(error: Error, now: DateTime<Utc>) -> PullFault {
        let refused = |refusal| PullFault::Refused(refusal);
        match error {
            Error::Transport { message, source } => {
                match source.map(|source| source.downcast::<OriginFault>()) {
                    Some(Ok(fault)) => (*fault).into(),
                    _ => PullFault::Origin(OriginFault::Missing { path: message }),
                }
            }
            Error::Expired { role, expires } => {
                let expires = DateTime::from_timestamp(expires.as_second(), 0).unwrap_or_default();
                refused(Refusal::Expired { role, expires, now })
            }
            Error::ThresholdNotMet { role, .. } | Error::DuplicateSignature { role, .. } => {
                refused(Refusal::Unsigned { role })
            }
            Error::Rollback { role, .. } => refused(Refusal::Rollback { role }),
            Error::BadRootVersion { .. } => refused(Refusal::Rollback { role: "root".to_owned() }),
            Error::IntegrityMismatch(what) => refused(Refusal::Mixed(what)),
            Error::TargetNotFound(name) => {
                refused(Refusal::NoSuchStation(name.trim_end_matches(".json").to_owned()))
            }
            other => refused(Refusal::Unreadable(other.to_string())),
        }
    }
}

impl From<OriginFault> for PullFault {
    fn from(fault: OriginFault) -> PullFault {
        match fault {
            // Longer than it was signed: nobody honest sends that.
            OriginFault::TooLong { path } => PullFault::Refused(Refusal::Mixed(path)),
            fault => PullFault::Origin(fault),
        }
    }
}

impl From<ProjectError> for PullFault {
    fn from(error: ProjectError) -> PullFault {
        match error {
            ProjectError::Locked(path) => PullFault::Locked(path),
            error => PullFault::Project(error),
        }
    }
}

impl From<PackageFault> for PullFault {
    fn from(fault: PackageFault) -> PullFault {
        PullFault::Refused(Refusal::Package(fault))
    }
}
