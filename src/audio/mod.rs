//! Sound. Takes the files people bring and a recipe; gives house clips and the WAVs that go on air.
//!
//! `ingest` turns any sound file into a house clip, once; `assemble` lays house clips into a programme, sample by
//! sample. Exactness begins at the house clip: the same clips and recipe give the same WAV, bit for bit, on every
//! machine. Nothing here knows a path, a clock, a schedule or a station.

mod assemble;
mod bext;
mod cart;
mod chunk;
mod codec;
mod cue_points;
mod decode;
mod ends;
mod envelope;
mod error;
mod findings;
mod flac;
mod growing_wav;
mod handling;
mod house_clip;
mod house_wav;
mod ingest;
mod level;
mod limiter;
mod limiting;
mod measure;
mod meter;
mod mix;
mod mixdown;
mod mp4;
mod mpeg;
mod opus;
mod opus_copy;
mod problem;
mod programme_wav;
mod quantise;
mod resample;
mod riff;
mod scratch;
mod seekable;
mod slate;
mod sniff;
mod stretch;
mod trim;
mod true_peak;
mod voice;
mod wave;

pub use assemble::{Written, assemble};
pub use decode::Sound;
pub use envelope::{Envelope, Extremes};
pub use error::{AudioError, Content, ConversionFault};
pub use flac::{pack, unpack};
pub use growing_wav::AssembleError;
pub use handling::{Break, Breaks, Handling};
pub use house_clip::{HouseClip, Levelling, piece_in};
pub use house_wav::{HEADER_BYTES, HouseWavError, open_house_wav};
pub use ingest::{INGEST_REVISION, ingest};
pub use measure::{MEASURE_REVISION, Measurement, measure};
pub use opus_copy::{COPY_REVISION, copy_as_opus};
pub use problem::{Problem, Silence, problems};
pub use slate::{Slate, SlateMark};
pub use trim::{Trim, Untrimmed, proposed};

/// The most channels of a file that are mixed down.
const MOST_CHANNELS: usize = 32;
