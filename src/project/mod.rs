//! The project's folder: what is in it, and how results get into it.
//!
//! An edge: it lists and reads files in a fixed order, stores results atomically, keeps the cache of house clips, and
//! lets one program at a time write.
#![allow(clippy::disallowed_methods)] // The one module that opens the project's files.

mod approvals;
mod archive;
mod brought;
mod cache;
mod convert;
mod error;
mod folder;
mod frozen;
mod load;
mod lock;
mod logs;
pub mod parallel;
mod program;
mod recordings;
mod sound;
mod speak;
mod stamp;
mod store;
mod upstream;
mod walk;

pub use approvals::{APPROVALS, add_approvals, approved_words};
pub use archive::{ARCHIVE, ArchivedWeek, archive, archived, damaged_in, remove_archived};
pub use brought::brought;
pub use cache::{CacheSweep, CachedClip, PackedClip, SCRATCH_IN_MEMORY, SoundCache, Utterance, VoiceFault};
pub use error::ProjectError;
pub use folder::{LEXICON, TRIMS};
pub use load::{Project, find, has_sound_name, lexicon, load, network_of};
pub use lock::{ProjectLock, lock};
pub use logs::{LOGS, append_log, log_file, read_logs};
pub use program::sweep_conversions;
pub use recordings::RecordingDay;
pub use sound::SoundFiles;
pub use stamp::{Stamp, stamp};
pub use store::{StoreCount, Storing, kept, stored, sweep};
pub use upstream::upstream_folder;
pub use walk::is_free;
