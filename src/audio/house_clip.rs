//! The house clip: any sound, made ready once for every programme that uses it. And how a piece of PCM is named.

use super::handling::Break;
use crate::fit::PieceId;
use crate::network::{Db, HouseFormat, Lufs, Samples};
use crate::source::hexadecimal;
use serde::Serialize;
use sha2::{Digest, Sha256};

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
}

/// How the house loudness was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Levelling {
    /// The clip has the house loudness.
    Reached,
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

/// The name that a finished hash gives.
pub(super) fn piece_id(hash: Sha256) -> PieceId {
    PieceId(hexadecimal(&hash.finalize()))
}
