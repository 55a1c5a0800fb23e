//! Repository: a publication and the ways it travels.
//!
//! A *publication* is a static folder: signed metadata, an index for each station, and objects under the names of their
//! digests. An edge: it opens files, sockets and clocks.
#![allow(clippy::disallowed_methods)] // Publications are folders and servers; this module is where they are touched.

pub mod serving;
