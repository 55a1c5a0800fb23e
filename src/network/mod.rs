//! The network: its stations, their limits, and the house format. Knows no schedule and no file.

mod house_format;

pub use house_format::{Channels, Db, HouseFormat, Lufs, SampleWidth, Samples};
