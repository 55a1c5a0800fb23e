//! The publication: a static folder that is signed, and what a station takes out of it.
//!
//! An edge: it reads and writes folders, speaks HTTP and measures time. Takes a station's weeks as [`crate::package`] tells
//! them; gives a folder that any web server serves, and at the other end the weeks again, each file checked against what
//! was signed. Knows nothing of schedules, templates and clips.
#![allow(clippy::disallowed_methods)] // It opens the folders of publications and of receiving stations, and waits.

mod client;
mod origin;
mod pace;
mod web;

pub use client::{Client, Sources};
pub use origin::{Origin, OriginFault};
pub use pace::{Pace, Stop};
