//! Pulling as a receiving station meets it: the real program, a folder, a web server, a weak line, and kills.
#![allow(clippy::disallowed_methods, reason = "these tests are about files and time")]
#![allow(clippy::unwrap_used, reason = "a failed look at a file is a failed test")]

mod costs;
mod kills;
#[path = "../support/publication.rs"]
mod publication;
#[path = "../support/server.rs"]
mod server;
#[path = "../support/mod.rs"]
mod support;
mod watching;
mod weeks;
