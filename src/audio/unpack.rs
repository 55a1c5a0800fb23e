//! Unpacking: a piece as it travels, FLAC → the PCM of the house clip it was, byte for byte.
//!
//! FLAC keeps every sample; what differs from the house format is refused, never converted.

use super::decode::Sound;
use super::error::AudioError;
use super::house_clip::{piece_hash, piece_id};
use super::quantise::Quantiser;
use crate::fit::PieceId;
use crate::network::HouseFormat;
use sha2::Digest;
use std::io::{self, Read, Seek};

/// The PCM of a packed piece, interleaved and little-endian, decoded as it is read.
pub struct Unpacked<'s> {
    sound: Sound<'s>,
    quantiser: Quantiser,
    pcm: Vec<u8>,
    given: usize,
}

/// Opens a piece for reading at the first byte of its PCM.
///
/// Errors: those of `Sound::open`; `Unsupported` where the rate or the channels aren't those of `format`.
pub fn unpack<'s, R>(source: R, format: &HouseFormat) -> Result<Unpacked<'s>, AudioError>
where
    R: Read + Seek + Send + Sync + 's,
{
    let sound = Sound::open(source, Some("flac"))?;
    if sound.rate() != format.sample_rate || sound.channels() != usize::from(format.channels.count()) {
        return Err(AudioError::Unsupported { what: "another format than the house format" });
    }
    Ok(Unpacked { sound, quantiser: Quantiser::new(format.width, 1.0, false), pcm: Vec::new(), given: 0 })
}

/// The piece that a packed file really holds, if it has that many frames and no more.
///
/// Errors: those of `unpack`; `Damaged` where the sound can't be decoded or is longer or shorter than `frames`.
pub fn piece_in_flac<R>(source: R, format: &HouseFormat, frames: u64) -> Result<PieceId, AudioError>
where
    R: Read + Seek + Send + Sync,
{
    let mut unpacked = unpack(source, format)?;
    let wanted = frames.saturating_mul(format.frame_bytes());
    let (mut hash, mut block, mut found) = (piece_hash(format), vec![0; 64 * 1024], 0);
    loop {
        match unpacked.read(&mut block).map_err(|_| AudioError::Damaged { at: None })? {
            0 if found == wanted => return Ok(piece_id(hash)),
            0 => return Err(AudioError::Damaged { at: None }),
            read => {
                found += read as u64;
                if found > wanted {
                    return Err(AudioError::Damaged { at: None });
                }
                hash.update(&block[..read]);
            }
        }
    }
}

impl Read for Unpacked<'_> {
    fn read(&mut self, block: &mut [u8]) -> io::Result<usize> {
        while self.given == self.pcm.len() {
            let samples = self.sound.next_block().map_err(|error| io::Error::other(error.to_string()))?;
            let Some(samples) = samples else { return Ok(0) };
            self.pcm.clear();
            self.given = 0;
            self.quantiser.push(samples, &mut self.pcm);
        }
        let read = block.len().min(self.pcm.len() - self.given);
        block[..read].copy_from_slice(&self.pcm[self.given..self.given + read]);
        self.given += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::super::piece_in;
    use super::*;
    use crate::network::{Channels, SampleWidth};
    use flacenc::bitsink::ByteSink;
    use flacenc::component::BitRepr;
    use flacenc::error::Verify;
    use std::io::Cursor;

    /// A house WAV, and the same sound as FLAC.
    fn both(format: &HouseFormat, frames: usize) -> (Vec<u8>, Vec<u8>) {
        let channels = usize::from(format.channels.count());
        let bits = usize::from(format.width.bytes()) * 8;
        let most = (1_i32 << (bits - 1)) - 1;
        let wave = |n: usize| i32::try_from(n * 7_919 % 65_521).expect("small");
        let mut samples: Vec<i32> = (0..frames * channels).map(|n| wave(n) * (most / 65_521).max(1) % most).collect();
        (samples[0], samples[1]) = (most, -most - 1);
        let pcm = samples.iter().flat_map(|s| s.to_le_bytes()[..bits / 8].to_vec());
        let header = super::super::house_wav::header(crate::network::Samples(frames as u64), format);
        let wav = header.expect("short").into_iter().chain(pcm).collect();
        let source = flacenc::source::MemSource::from_samples(&samples, channels, bits, 32_000);
        let config = flacenc::config::Encoder::default().into_verified().expect("the default is sound");
        let mut stream = flacenc::encode_with_fixed_block_size(&config, source, config.block_size).expect("encoded");
        // The last block is shorter, and does not count (RFC 9639, 8.2).
        stream.stream_info_mut().set_block_sizes(config.block_size, config.block_size).expect("in bounds");
        let mut sink = ByteSink::new();
        stream.write(&mut sink).expect("written");
        (wav, sink.into_inner())
    }

    #[test]
    fn flac_gives_back_the_very_piece_in_every_format() {
        for channels in [Channels::Mono, Channels::Stereo] {
            for width in [SampleWidth::Sixteen, SampleWidth::TwentyFour] {
                let format = HouseFormat { channels, width, ..HouseFormat::default() };
                let (wav, flac) = both(&format, 10_000);
                let mut pcm = Vec::new();
                let read = unpack(Cursor::new(&flac), &format).expect("a piece").read_to_end(&mut pcm);
                assert_eq!(read.expect("decoded"), pcm.len());
                assert!(pcm == wav[44..], "{format:?}");
                let found = piece_in_flac(Cursor::new(&flac), &format, 10_000).expect("whole");
                assert_eq!(found, piece_in(Cursor::new(&wav), &format).expect("a house WAV"));
            }
        }
    }

    #[test]
    fn another_length_format_or_a_cut_file_is_no_piece() {
        let format = HouseFormat::default();
        let (_, flac) = both(&format, 10_000);
        assert!(piece_in_flac(Cursor::new(&flac), &format, 9_999).is_err());
        assert!(piece_in_flac(Cursor::new(&flac), &format, 10_001).is_err());
        assert!(piece_in_flac(Cursor::new(&flac[..flac.len() - 100]), &format, 10_000).is_err());
        let stereo = HouseFormat { channels: Channels::Stereo, ..format };
        assert!(piece_in_flac(Cursor::new(&flac), &stereo, 10_000).is_err());
    }
}
