//! Repository: what is published, signed; how a station takes it, and from nobody else.
//!
//! An edge. A *publication* is a static folder that any web server, object store or USB stick can hold: `metadata/` and
//! `targets/` are a repository of The Update Framework (TUF 1.0.33, consistent snapshots), whose one target a station is
//! its index; `objects/` has everything else under the names of its digests. Publishing takes packages that are worked
//! out already; it knows no schedule. Async stays within `serving`.
#![allow(clippy::disallowed_methods)] // Keys, publications and what stations took are files of their own.

mod error;
mod keys;
mod metadata;
mod origin;
mod publishing;
mod pulling;
pub mod serving;
pub mod stick;

pub use error::{DamagedPublication, KeyFault, RepositoryError};
pub use keys::{KeyName, KeyStatus, Keys, RootKeys, SigningKey, begin, renew, replace, status};
pub use origin::{Origin, OriginFault, Pace, Stop, is_address};
pub use publishing::{
    Bytes, Expiry, ObjectStore, Publication, Published, Release, Signed, Standing, StationWeek, Terms,
    Uploaded, ends_soon, expires, sign, upload,
};
pub use pulling::{
    Client, Ending, KeptWeek, PullAsked, PullFault, Pulled, Receipt, Refusal, Rhythm, Sources, TakenWeek,
    Told, has_pulled, pull,
};
