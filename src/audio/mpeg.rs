//! MP3 and ADTS: a row of frames without an index. Takes the file's packets, before any is
//! decoded; gives which of the decoded frames are the sound, or where the file breaks off.
//!
//! The demuxer ends quietly at a frame that was cut, and guesses a length from the bit rate where no Xing tag gives
//! one, then trims to its guess; so the packets are counted here and the trimming is ours. Counting costs a read.

use super::error::{AudioError, time_of};
use super::handling::Break;
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use symphonia::core::errors::Error;
use symphonia::core::formats::FormatReader;

/// The frames to play, of those that the packets decode to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    /// Frames the encoder's delay put before the sound.
    pub delay: u64,
    /// Frames of sound.
    pub length: u64,
    /// Where the file breaks off, if it does.
    pub breaks_off: Option<Break>,
}

/// The largest frame twice: what is searched at the file's end for the last whole frame and the rest of the next.
const TAIL_BYTES: u64 = 16_384;

/// What the demuxer makes of a file, all packets read.
pub(super) struct Packets {
    rate: u32,
    /// Frames of all packets together.
    frames: u64,
    delay: u64,
    padding: u64,
    /// The length from the Xing or VBRI tag, or the demuxer's guess.
    length: Option<u64>,
    /// The last packet's bytes.
    last: Box<[u8]>,
}

/// Counts the packets of the only track.
///
/// Errors: `Empty`, `Truncated` (ADTS), `Damaged`, `Read`.
pub(super) fn count_packets(format: &mut dyn FormatReader) -> Result<Packets, AudioError> {
    let track = format.tracks().first().ok_or(AudioError::Empty)?;
    let mut packets = Packets {
        rate: track.codec_params.as_ref().and_then(|p| p.audio()?.sample_rate).unwrap_or(0),
        frames: 0,
        delay: u64::from(track.delay.unwrap_or(0)),
        padding: u64::from(track.padding.unwrap_or(0)),
        length: track.num_frames,
        last: Box::default(),
    };
    let (mut first, mut previous) = (None, None);
    loop {
        match format.next_packet() {
            Ok(Some(packet)) => {
                // The stated durations count what is trimmed twice (0.6.1); the distances don't.
                let begins = packet.pts.get();
                let step = previous.map_or(packet.dur.get(), |before| begins.abs_diff(before));
                packets.frames = begins.abs_diff(*first.get_or_insert(begins)) + step;
                packets.last = packet.data;
                previous = Some(begins);
            }
            Ok(None) => return Ok(packets),
            Err(error) => return Err(packet_error(error, packets.frames, packets.rate)),
        }
    }
}

/// Compares the packets with the Xing or VBRI tag and with the end of the file.
///
/// More frames than the tag promises (two files joined) play whole. Leaves the source anywhere. Errors: `Read`;
/// `Truncated` if the file breaks off before its sound.
pub(super) fn extent(source: &mut (impl Read + Seek), packets: &Packets) -> Result<Extent, AudioError> {
    let Packets { rate, frames, delay, padding, .. } = *packets;
    let length = frames.saturating_sub(delay);
    let is_tagged = has_length_tag(source).map_err(AudioError::Read)?;
    let promised = packets.length.filter(|_| is_tagged);
    let wanted = promised.map(|promised| promised + delay + padding);
    let is_cut = wanted.is_some_and(|wanted| frames < wanted)
        || ends_in_a_cut_frame(source, &packets.last).map_err(AudioError::Read)?;
    if is_cut {
        let breaks_off = Break { at: time_of(length, rate), promised: promised.map(|f| time_of(f, rate)) };
        if length == 0 {
            return Err(breaks_off.into());
        }
        return Ok(Extent { delay, length, breaks_off: Some(breaks_off) });
    }
    let exact = promised.filter(|_| wanted == Some(frames));
    Ok(Extent { delay, length: exact.unwrap_or(length), breaks_off: None })
}

fn packet_error(error: Error, frames: u64, rate: u32) -> AudioError {
    let at = time_of(frames, rate);
    match error {
        // ADTS: the last frame is cut. MPEG frames end without a word.
        Error::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => {
            AudioError::Truncated { at, promised: None }
        }
        Error::IoError(error) => AudioError::Read(error),
        _ => AudioError::Damaged { at: Some(at) },
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
