//! Repository: what is published, signed; how a station takes it, and from nobody else.
//!
//! An edge. A *publication* is a static folder that any web server, object store or USB stick can hold: `metadata/` and
//! `targets/` are a repository of The Update Framework (TUF 1.0.33, consistent snapshots), whose one target a station is
//! its index; `objects/` has everything else under the names of its digests. Publishing takes packages that are worked
//! out already; it knows no schedule. Async stays within `serving`.
#![allow(clippy::disallowed_methods)] // Keys, publications and what stations took are files of their own.

mod bins;
mod client;
mod error;
mod fetching;
mod keys;
mod making;
mod metadata;
mod publishing;
mod origin;
mod pace;
mod placing;
mod pull_fault;
mod pulling;
mod receipt;
mod root;
mod shelf;
pub mod serving;
mod signing;
pub mod stick;
mod trust;
mod uploading;
mod wanted;
mod watching;
mod web;

pub use client::{Client, Sources};
pub use error::{DamagedPublication, KeyFault, RepositoryError};
pub use keys::{KeyName, Keys, SigningKey};
pub use origin::{Origin, OriginFault, is_address};
pub use pace::{Pace, Stop};
pub use publishing::{Bytes, Publication, Release, Standing, StationWeek, Terms, ends_soon};
pub use pull_fault::{PullFault, Refusal};
pub use pulling::{PullAsked, Pulled, Told, pull};
pub use receipt::{Receipt, TakenWeek};
pub use root::{KeyStatus, RootKeys, begin, renew, replace, status};
pub use shelf::has_pulled;
pub use signing::{Expiry, Published, Signed, sign};
pub use uploading::{ObjectStore, Uploaded, upload};
pub use watching::{Ending, Rhythm};
