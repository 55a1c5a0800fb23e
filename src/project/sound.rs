//! Sound files anywhere on the disk: opening and measuring them.

use crate::audio::{AudioError, Measurement, Sound, measure};
use crate::network::HouseFormat;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// Measures the sound file at `place` as it is, and hands each block of it to `also`, interleaved, with its
/// number of channels.
pub fn measure_file(
    place: &Path,
    house: &HouseFormat,
    also: impl FnMut(&[f32], usize),
) -> Result<Measurement, AudioError> {
    let file = File::open(place).map_err(AudioError::Read)?;
    let extension = place.extension().and_then(|extension| extension.to_str());
    measure(&mut Sound::open(BufReader::new(file), extension)?, house, also)
}
