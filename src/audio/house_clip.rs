//! The house clip: any sound, made ready once for every programme that uses it. And how a piece of PCM is named.

use super::handling::Break;
use super::house_wav::{HouseWavError, open_house_wav};
use super::trim::Untrimmed;
use crate::fit::PieceId;
use crate::network::{Db, HouseFormat, Lufs, Samples};
use crate::source::hexadecimal;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::io::{Read, Seek};

/// A clip in the house format: what ingest measured and made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HouseClip {
    /// Names its format and PCM.
    pub piece: PieceId,
    /// Its length.
    pub frames: Samples,
    /// Its integrated loudness with the gain applied; none when it is too short or too quiet to be measured.
    pub loudness: Option<Lufs>,
    /// Its true peak with the gain applied; −∞ for silence.
    pub true_peak: Db,
    /// The gain that was applied.
    pub gain: Db,
    /// Whether it came to the house loudness.
    pub levelling: Levelling,
    /// Where the sound of its file breaks off, if it does.
    pub breaks_off: Option<Break>,
    /// Why what was to be cut off its ends was left, if it was.
    pub untrimmed: Option<Untrimmed>,
}

/// How the house loudness was met.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Levelling {
    /// The clip has the house loudness.
    Reached,
    /// A limiter took so many decibels off its highest peaks; so it has the house loudness, or came as near to it as the
    /// limiter was allowed to bring it.
    Limited(Db),
    /// The clip stays quieter than the house loudness: more gain would lift a peak over the ceiling.
    HeldByPeak,
    /// Too short or too quiet to be measured; it has its own level.
    Unmeasured,
}

/// A hash that has taken the format and waits for the PCM, interleaved and little-endian.
///
/// The format is one ASCII line, `loa-pcm 1 32000 1 16`: version, sample rate, channels, bits.
pub(super) fn piece_hash(format: &HouseFormat) -> Sha256 {
    let bits = format.width.bytes() * 8;
    let line = format!("loa-pcm 1 {} {} {bits}\n", format.sample_rate, format.channels.count());
    Sha256::new_with_prefix(line)
}

/// The piece that a house WAV of that format really holds: its PCM is read through.
///
/// Errors: those of `open_house_wav`.
pub fn piece_in<R: Read + Seek>(source: R, format: &HouseFormat) -> Result<PieceId, HouseWavError> {
    let (frames, source) = open_house_wav(source, format)?;
    let (mut hash, mut block) = (piece_hash(format), vec![0; 64 * 1024]);
    let mut pcm = source.take(frames.0 * format.frame_bytes());
    loop {
        match pcm.read(&mut block).map_err(HouseWavError::Read)? {
            0 => return Ok(piece_id(hash)),
            read => hash.update(&block[..read]),
        }
    }
}

/// The name that a finished hash gives.
pub(super) fn piece_id(hash: Sha256) -> PieceId {
    PieceId(hexadecimal(&hash.finalize()))
}
