//! The program as people meet it: driven in temporary folders, judged by what it says, what it leaves and how it ends.
#![allow(clippy::disallowed_methods, reason = "these tests are about files")]
#![allow(clippy::unwrap_used, reason = "a failed look at a file is a failed test")]

mod approve;
mod archive;
mod bad_world;
mod calendar;
mod calendars;
mod clip;
mod converters;
mod copies;
mod differences;
mod federation;
mod first_steps;
mod freeze;
mod incremental;
mod kills;
mod layout;
mod log;
mod loudness_peers;
mod mistakes;
mod notice;
mod object_store;
mod plan;
mod plan_forms;
mod publish;
mod receive;
mod report;
mod receive_sound;
mod recordings;
mod sameness;
mod say;
mod serve;
mod slates;
mod sounds;
#[path = "../support/mod.rs"]
mod support;
mod templates;
mod usb;
mod voice;
mod texts;
mod when;
mod words;
