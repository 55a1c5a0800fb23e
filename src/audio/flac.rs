//! FLAC (RFC 9639): how a house clip travels. Lossless both ways; the piece stays named by its PCM.
//!
//! Packing takes the PCM of a piece a block at a time; unpacking gives a house WAV and the piece it really holds. Memory
//! doesn't grow with length.

use super::decode::Sound;
use super::error::AudioError;
use super::house_clip::{piece_hash, piece_id};
use super::house_wav::{header, trailer};
use crate::fit::PieceId;
use crate::network::{HouseFormat, Samples};
use flacenc::bitsink::ByteSink;
use flacenc::component::{BitRepr, Stream};
use flacenc::config;
use flacenc::encode_fixed_size_frame;
use flacenc::error::{Verified, Verify};
use flacenc::source::{Context, Fill, FrameBuf};
use std::io::{self, Read, Seek, SeekFrom, Write};

/// Frames in a block, as most encoders have it.
const BLOCK: usize = 4096;

/// How blocks are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blocks {
    /// As what a predictor misses.
    Predicted,
    /// Sample by sample.
    Plain,
}

/// Packs `frames` frames of PCM, interleaved and little-endian, from where `pcm` stands, into what `out` opens, and reads
/// it back: what does not come back the same is packed without prediction (some 24-bit sound with lone samples at full
/// scale, which the encoder writes wrongly).
///
/// Errors: `pcm` could not be read or is shorter, `out` could not be opened, written or read.
pub fn pack<W: Read + Write + Seek + Send + Sync>(
    mut pcm: impl Read + Seek,
    frames: Samples,
    format: &HouseFormat,
    mut out: impl FnMut() -> io::Result<W>,
) -> io::Result<W> {
    let start = pcm.stream_position()?;
    for blocks in [Blocks::Predicted, Blocks::Plain] {
        pcm.seek(SeekFrom::Start(start))?;
        let mut packed = out()?;
        let piece = encode(&mut pcm, frames, format, blocks, &mut packed)?;
        packed.seek(SeekFrom::Start(0))?;
        if unpack(&mut packed, frames, format, io::sink()).is_ok_and(|found| found == piece) {
            return Ok(packed);
        }
    }
    Err(io::Error::other("the FLAC that was written does not give its sound back"))
}

fn encode(
    mut pcm: impl Read,
    frames: Samples,
    format: &HouseFormat,
    blocks: Blocks,
    mut out: impl Write + Seek,
) -> io::Result<PieceId> {
    let (channels, width) = (usize::from(format.channels.count()), usize::from(format.width.bytes()));
    let mut stream = Stream::new(declared_rate(format) as usize, channels, width * 8).map_err(refused)?;
    stream.stream_info_mut().set_block_sizes(BLOCK, BLOCK).map_err(refused)?;
    out.write_all(&bytes_of(&stream)?)?;
    let configuration = configuration(blocks);
    let mut block = FrameBuf::with_size(channels, BLOCK).map_err(refused)?;
    let (mut context, mut hash) = (Context::new(width * 8, channels), piece_hash(format));
    let frame_bytes = channels * width;
    let mut bytes = vec![0; BLOCK * frame_bytes];
    let mut left = frames.0;
    for number in 0.. {
        let now = usize::try_from(left).map_or(BLOCK, |left| left.min(BLOCK));
        if now == 0 {
            break;
        }
        left -= now as u64;
        let bytes = &mut bytes[..now * frame_bytes];
        pcm.read_exact(bytes)?;
        sha2::Digest::update(&mut hash, &*bytes);
        block.fill_le_bytes(bytes, width).map_err(refused)?;
        context.fill_le_bytes(bytes, width).map_err(refused)?;
        let frame = encode_fixed_size_frame(&configuration, &block, number, stream.stream_info());
        out.write_all(&bytes_of(&frame.map_err(refused)?)?)?;
    }
    stream.stream_info_mut().set_md5_digest(&context.md5_digest());
    stream.stream_info_mut().set_total_samples(context.total_samples());
    out.seek(SeekFrom::Start(0))?;
    out.write_all(&bytes_of(&stream)?)?;
    Ok(piece_id(hash))
}

fn configuration(blocks: Blocks) -> Verified<config::Encoder> {
    let mut configuration = config::Encoder::default();
    configuration.block_size = BLOCK;
    configuration.multithread = false;
    if blocks == Blocks::Plain {
        configuration.stereo_coding.use_midside = false;
        configuration.stereo_coding.use_leftside = false;
        configuration.stereo_coding.use_rightside = false;
        configuration.subframe_coding.use_constant = false;
        configuration.subframe_coding.use_fixed = false;
        configuration.subframe_coding.use_lpc = false;
    }
    configuration.into_verified().expect("the library's own values")
}

fn bytes_of(part: &impl BitRepr) -> io::Result<Vec<u8>> {
    let mut sink = ByteSink::new();
    part.write(&mut sink).map_err(refused)?;
    Ok(sink.into_inner())
}

/// The rate in the header. The encoder writes none above 96 kHz; what a piece really has is known without it.
fn declared_rate(format: &HouseFormat) -> u32 {
    format.sample_rate.min(96_000)
}

/// What the encoder says against it.
fn refused(error: impl std::fmt::Debug) -> io::Error {
    io::Error::other(format!("{error:?}"))
}

/// Unpacks FLAC into a house WAV of `frames` frames, and tells which piece it holds.
///
/// Errors: those of decoding; `Damaged` when it is of another format or length; `Write`.
pub fn unpack(
    flac: impl Read + Seek + Send + Sync,
    frames: Samples,
    format: &HouseFormat,
    mut out: impl Write,
) -> Result<PieceId, AudioError> {
    let mut sound = Sound::open(flac, Some("flac"))?;
    let foreign = || AudioError::Damaged { at: None };
    let head = header(frames, format).ok_or_else(foreign)?;
    if (sound.rate(), sound.channels()) != (declared_rate(format), usize::from(format.channels.count())) {
        return Err(foreign());
    }
    out.write_all(&head).map_err(AudioError::Write)?;
    let mut hash = piece_hash(format);
    let (mut left, mut pcm) = (frames.0 * u64::from(format.channels.count()), Vec::new());
    while let Some(block) = sound.next_block()? {
        left = left.checked_sub(block.len() as u64).ok_or_else(foreign)?;
        pcm.clear();
        for sample in block {
            push(*sample, format, &mut pcm).ok_or_else(foreign)?;
        }
        sha2::Digest::update(&mut hash, &pcm);
        out.write_all(&pcm).map_err(AudioError::Write)?;
    }
    if left > 0 {
        return Err(foreign());
    }
    out.write_all(trailer(frames, format)).map_err(AudioError::Write)?;
    Ok(piece_id(hash))
}

/// A sample in the width of the format; none if it has more bits than that.
#[expect(clippy::cast_possible_truncation, reason = "a whole number of at most 24 bits")]
fn push(sample: f32, format: &HouseFormat, pcm: &mut Vec<u8>) -> Option<()> {
    let width = usize::from(format.width.bytes());
    let scale = (1_u32 << (8 * width - 1)) as f32;
    let scaled = sample * scale;
    if scaled.fract() != 0.0 || scaled < -scale || scaled >= scale {
        return None;
    }
    pcm.extend_from_slice(&(scaled as i32).to_le_bytes()[..width]);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::piece_in;
    use crate::network::{Channels, SampleWidth};
    use std::io::Cursor;

    fn format(sample_rate: u32, channels: Channels, width: SampleWidth) -> HouseFormat {
        HouseFormat { sample_rate, channels, width, ..HouseFormat::default() }
    }

    /// A tone with noise in its lowest bits, full-scale samples among them; always the same.
    fn pcm(frames: u64, format: &HouseFormat) -> Vec<u8> {
        let width = usize::from(format.width.bytes());
        let top = 1_i64 << (8 * width - 1);
        let mut noise = 1_u32;
        let samples = (0..frames * u64::from(format.channels.count())).map(|at| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            #[expect(clippy::cast_possible_truncation, reason = "less than half of 24 bits")]
            let tone = ((at as f64 / 40.0).sin() * 0.4 * top as f64) as i64;
            match at % 977 {
                0 => top - 1,
                1 => -top,
                _ => tone + i64::from(noise >> 26),
            }
        });
        samples.flat_map(|sample| sample.to_le_bytes()[..width].to_vec()).collect()
    }

    fn packed(pcm: &[u8], frames: u64, format: &HouseFormat) -> Vec<u8> {
        let out = || Ok(Cursor::new(Vec::new()));
        pack(Cursor::new(pcm), Samples(frames), format, out).expect("in memory").into_inner()
    }

    #[test]
    fn every_format_and_length_comes_back_bit_for_bit_under_its_own_name() {
        for sample_rate in [8_000, 192_000] {
            for channels in [Channels::Mono, Channels::Stereo] {
                for width in [SampleWidth::Sixteen, SampleWidth::TwentyFour] {
                    let format = format(sample_rate, channels, width);
                    for frames in [1, 15, 16, 33, 4_095, 4_096, 9_001] {
                        let pcm = pcm(frames, &format);
                        let mut wav = Vec::new();
                        let flac = packed(&pcm, frames, &format);
                        let piece = unpack(Cursor::new(&flac), Samples(frames), &format, &mut wav);
                        let piece = piece.unwrap_or_else(|error| panic!("{format:?} {frames}: {error}"));
                        assert_eq!(wav[44..44 + pcm.len()], pcm, "{format:?} {frames}");
                        let named = piece_in(Cursor::new(&wav), &format).expect("a house WAV");
                        assert_eq!(piece, named);
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_shorter_longer_or_of_another_format_is_refused() {
        let house = HouseFormat::default();
        let flac = packed(&pcm(10_000, &house), 10_000, &house);
        let refused = |frames, format: &HouseFormat| {
            unpack(Cursor::new(&flac), Samples(frames), format, io::sink()).is_err()
        };
        assert!(refused(9_999, &house) && refused(10_001, &house));
        assert!(refused(10_000, &format(16_000, Channels::Mono, SampleWidth::Sixteen)));
        assert!(refused(5_000, &format(32_000, Channels::Stereo, SampleWidth::Sixteen)));
        let wide = format(32_000, Channels::Mono, SampleWidth::TwentyFour);
        let flac = packed(&pcm(10_000, &wide), 10_000, &wide);
        assert!(unpack(Cursor::new(&flac), Samples(10_000), &house, io::sink()).is_err());
    }

    #[test]
    fn a_file_cut_short_or_with_a_flipped_bit_never_comes_back_as_the_same_piece() {
        let house = HouseFormat::default();
        let flac = packed(&pcm(20_000, &house), 20_000, &house);
        let whole = unpack(Cursor::new(&flac), Samples(20_000), &house, io::sink()).expect("whole");
        for at in (0..flac.len()).step_by(flac.len() / 60) {
            let cut = unpack(Cursor::new(&flac[..at]), Samples(20_000), &house, io::sink());
            assert!(cut.is_err(), "cut at {at}");
            let mut flipped = flac.clone();
            flipped[at] ^= 0x10;
            let piece = unpack(Cursor::new(&flipped), Samples(20_000), &house, io::sink());
            // In what a header says of itself a bit may change nothing that is heard.
            assert!(piece.is_err() || at < 200 || piece.is_ok_and(|piece| piece != whole), "bit {at}");
        }
    }

    #[test]
    fn pcm_that_ends_too_early_is_an_error() {
        let house = HouseFormat::default();
        let short = pcm(99, &house);
        let out = || Ok(Cursor::new(Vec::new()));
        assert!(pack(Cursor::new(&short), Samples(100), &house, out).is_err());
    }
}
