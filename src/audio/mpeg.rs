//! MP3 and ADTS: a row of frames without an index. Takes the file's packets, before any is decoded; gives which of the
//! decoded frames are the sound, or where the file breaks off.
//!
//! The demuxer ends quietly at a frame that was cut, and guesses a length from the bit rate where no Xing tag gives
//! one, then trims to its guess; so the packets are counted here and the trimming is ours. Counting costs a read.

use super::error::{AudioError, time_of};
use std::io::{Read, Seek, SeekFrom};
use symphonia::core::formats::FormatReader;

/// The frames to play, of those that the packets decode to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    /// Frames the encoder's delay put before the sound.
    pub delay: u64,
    /// Frames of sound.
    pub length: u64,
}

/// The largest frame twice: what is searched at the file's end for the last whole frame and the rest of the next.
const TAIL_BYTES: u64 = 16_384;

/// Counts the packets of the only track and compares them with the Xing or VBRI tag and with the end of the file.
///
/// More frames than the tag promises (two files joined) play whole. Errors: `Truncated`, `Damaged`, `Read`.
pub(super) fn survey(mut format: Box<dyn FormatReader + '_>, rate: u32) -> Result<Extent, AudioError> {
    let track = format.tracks().first().cloned().ok_or(AudioError::Empty)?;
    let mut counted = 0;
    let mut last = Box::default();
    while let Some(packet) = format.next_packet().map_err(|error| packet_error(error, counted, rate))? {
        counted += packet.block_dur().get();
        last = packet.data;
    }
    let delay = u64::from(track.delay.unwrap_or(0));
    let padding = u64::from(track.padding.unwrap_or(0));
    let at = time_of(counted.saturating_sub(delay), rate);
    let mut source = format.into_inner();
    let tagged = has_length_tag(&mut source).map_err(AudioError::Read)?;
    let promised = track.num_frames.filter(|_| tagged);
    let whole = promised.map(|frames| time_of(frames, rate));
    if promised.is_some_and(|frames| counted < frames + delay + padding) {
        return Err(AudioError::Truncated { at, promised: whole });
    }
    if ends_in_a_cut_frame(&mut source, &last).map_err(AudioError::Read)? {
        return Err(AudioError::Truncated { at, promised: whole });
    }
    let exact = promised.filter(|frames| counted == frames + delay + padding);
    Ok(Extent { delay, length: exact.unwrap_or(counted.saturating_sub(delay)) })
}

fn packet_error(error: symphonia::core::errors::Error, frames: u64, rate: u32) -> AudioError {
    use symphonia::core::errors::Error;
    match error {
        Error::IoError(error) => AudioError::Read(error),
        _ => AudioError::Damaged { at: Some(time_of(frames, rate)) },
    }
}

/// Whether the first frame carries the number of frames, so that the demuxer's figure isn't a guess.
fn has_length_tag(source: &mut (impl Read + Seek)) -> std::io::Result<bool> {
    let mut head = [0; 10];
    source.seek(SeekFrom::Start(0))?;
    let start = match source.read_exact(&mut head) {
        Ok(()) if head.starts_with(b"ID3") => 10 + id3_length(&head),
        _ => 0,
    };
    source.seek(SeekFrom::Start(start))?;
    let mut first = Vec::new();
    source.take(TAIL_BYTES).read_to_end(&mut first)?;
    Ok(first.windows(4).any(|mark| matches!(mark, b"Xing" | b"Info" | b"VBRI")))
}

/// ID3v2, 3.1: four bytes of seven bits.
fn id3_length(head: &[u8; 10]) -> u64 {
    head[6..].iter().fold(0, |length, byte| length << 7 | u64::from(byte & 0x7f))
}

/// Whether what stands after the last whole frame begins like one more; tags and padding don't.
fn ends_in_a_cut_frame(source: &mut (impl Read + Seek), last: &[u8]) -> std::io::Result<bool> {
    let end = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(end.saturating_sub(TAIL_BYTES)))?;
    let mut tail = Vec::new();
    source.take(TAIL_BYTES).read_to_end(&mut tail)?;
    if last.is_empty() {
        return Ok(false);
    }
    let Some(at) = tail.windows(last.len()).rposition(|window| window == last) else {
        return Ok(false);
    };
    Ok(match &tail[at + last.len()..] {
        [0xff] => true,
        [0xff, second, ..] => second & 0xe0 == 0xe0,
        _ => false,
    })
}
