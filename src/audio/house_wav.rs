//! The WAV of house clips: 44 bytes of header, then PCM to the end; nothing else in it.
//!
//! RIFF/WAVE with `fmt ` (16 bytes, tag 1) and `data` (EBU Tech 3285, 3). The length is known before the first sample
//! is written, so no seeking back, and PCM begins at the same place in every file. Reading is strict: this reads what
//! was written here, `decode` reads what people bring.

use super::chunk::chunk;
use crate::network::{HouseFormat, Samples};
use std::fmt;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// Where PCM begins, in bytes.
pub const HEADER_BYTES: usize = 44;

/// Sizes in a WAV are 32 bits wide and count 36 bytes of header; one byte may be added to make the size even.
const MOST_PCM_BYTES: u64 = u32::MAX as u64 - 36 - 1;

/// Why a file isn't a house WAV of the format asked for.
#[derive(Debug)]
pub enum HouseWavError {
    /// The header isn't the one that is written here.
    Foreign,
    /// A house WAV, but of another sample rate, channels or width.
    OtherFormat,
    /// The header promises more or less PCM than there is.
    WrongLength {
        /// Bytes of PCM by the header.
        promised: u64,
        /// Bytes of PCM in the file.
        found: u64,
    },
    /// The file could not be read.
    Read(io::Error),
}

/// The longest sound a WAV of this format holds.
pub(super) fn most_frames(format: &HouseFormat) -> Samples {
    Samples(MOST_PCM_BYTES / format.frame_bytes())
}

/// The header for this many frames; none where they would not fit (4 GiB).
pub(super) fn header(frames: Samples, format: &HouseFormat) -> Option<[u8; HEADER_BYTES]> {
    let pcm = frames.0.checked_mul(format.frame_bytes()).filter(|bytes| *bytes <= MOST_PCM_BYTES)?;
    let pcm = u32::try_from(pcm).ok()?;
    let mut header = [0; HEADER_BYTES];
    let mut rest = &mut header[..];
    for field in [
        &b"RIFF"[..],
        &(36 + pcm + (pcm & 1)).to_le_bytes(),
        b"WAVE",
        &format_chunk(format),
        b"data",
        &pcm.to_le_bytes(),
    ] {
        rest.write_all(field).expect("the fields are 44 bytes");
    }
    Some(header)
}

/// The `fmt ` chunk of plain PCM (tag 1), 24 bytes.
pub(super) fn format_chunk(format: &HouseFormat) -> Vec<u8> {
    let frame = u16::try_from(format.frame_bytes()).expect("at most 6");
    let body = [
        &1_u16.to_le_bytes()[..],
        &format.channels.count().to_le_bytes(),
        &format.sample_rate.to_le_bytes(),
        &(format.sample_rate * u32::from(frame)).to_le_bytes(),
        &frame.to_le_bytes(),
        &(format.width.bytes() * 8).to_le_bytes(),
    ];
    chunk(b"fmt ", &body.concat())
}

/// What follows the PCM: a byte that makes its size even, or nothing.
pub(super) fn trailer(frames: Samples, format: &HouseFormat) -> &'static [u8] {
    if frames.0 * format.frame_bytes() % 2 == 1 { &[0] } else { &[] }
}

/// Opens a house WAV: its length, and the reader at the first byte of PCM.
///
/// Errors: `Foreign`, `OtherFormat`, `WrongLength`, `Read`. The PCM itself is not looked at.
pub fn open_house_wav<R: Read + Seek>(
    mut source: R,
    format: &HouseFormat,
) -> Result<(Samples, R), HouseWavError> {
    let end = source.seek(SeekFrom::End(0)).map_err(HouseWavError::Read)?;
    source.seek(SeekFrom::Start(0)).map_err(HouseWavError::Read)?;
    let mut found = [0; HEADER_BYTES];
    match source.read_exact(&mut found) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Err(HouseWavError::Foreign),
        Err(error) => return Err(HouseWavError::Read(error)),
    }
    let promised = u64::from(u32::from_le_bytes([found[40], found[41], found[42], found[43]]));
    let frames = Samples(promised / format.frame_bytes());
    let expected = header(frames, format).ok_or(HouseWavError::Foreign)?;
    if found[..4] != expected[..4] || found[8..22] != expected[8..22] || found[36..40] != expected[36..40] {
        return Err(HouseWavError::Foreign);
    }
    if found[22..36] != expected[22..36] {
        return Err(HouseWavError::OtherFormat);
    }
    let whole = HEADER_BYTES as u64 + promised + promised % 2;
    if promised % format.frame_bytes() != 0 || end != whole || found[4..8] != expected[4..8] {
        return Err(HouseWavError::WrongLength { promised, found: end - HEADER_BYTES as u64 });
    }
    Ok((frames, source))
}

impl fmt::Display for HouseWavError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HouseWavError::Foreign => write!(f, "not a house WAV"),
            HouseWavError::OtherFormat => write!(f, "a house WAV of another format"),
            HouseWavError::WrongLength { promised, found } => {
                write!(f, "{promised} bytes of sound promised, {found} found")
            }
            HouseWavError::Read(error) => write!(f, "can't be read: {error}"),
        }
    }
}

impl std::error::Error for HouseWavError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            HouseWavError::Read(error) => Some(error),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Channels, SampleWidth};
    use std::io::Cursor;

    fn wav(frames: u64, format: &HouseFormat) -> Vec<u8> {
        let pcm = vec![7; usize::try_from(frames * format.frame_bytes()).expect("small")];
        let header = header(Samples(frames), format).expect("fits");
        [&header[..], &pcm, trailer(Samples(frames), format)].concat()
    }

    fn formats() -> Vec<HouseFormat> {
        let mut formats = Vec::new();
        for channels in [Channels::Mono, Channels::Stereo] {
            for width in [SampleWidth::Sixteen, SampleWidth::TwentyFour] {
                formats.push(HouseFormat { channels, width, ..HouseFormat::default() });
            }
        }
        formats
    }

    #[test]
    fn another_reader_agrees_on_every_format_and_an_odd_size() {
        for format in formats() {
            let reader = hound::WavReader::new(Cursor::new(wav(5, &format))).expect("a WAV");
            assert_eq!(reader.duration(), 5);
            assert_eq!(reader.spec().sample_rate, 32_000);
            assert_eq!(reader.spec().channels, format.channels.count());
            assert_eq!(reader.spec().bits_per_sample, format.width.bytes() * 8);
        }
    }

    #[test]
    fn what_was_written_is_opened_at_its_first_sample() {
        for format in formats() {
            let (frames, mut rest) = open_house_wav(Cursor::new(wav(5, &format)), &format).expect("ours");
            assert_eq!((frames, rest.stream_position().expect("in memory")), (Samples(5), 44));
        }
    }

    #[test]
    fn another_format_a_cut_file_and_a_foreign_one_are_told_apart() {
        let format = HouseFormat::default();
        let stereo = HouseFormat { channels: Channels::Stereo, ..format };
        let open = |bytes: Vec<u8>| open_house_wav(Cursor::new(bytes), &format).map(|opened| opened.0);
        assert!(matches!(open(wav(6, &stereo)), Err(HouseWavError::OtherFormat)));
        let mut cut = wav(6, &format);
        cut.pop();
        assert!(matches!(open(cut), Err(HouseWavError::WrongLength { promised: 12, found: 11 })));
        assert!(matches!(open(b"RIFF".to_vec()), Err(HouseWavError::Foreign)));
        assert!(matches!(open(vec![0; 100]), Err(HouseWavError::Foreign)));
    }

    #[test]
    fn what_does_not_fit_into_four_gibibytes_gets_no_header() {
        let format = HouseFormat::default();
        assert!(header(most_frames(&format), &format).is_some());
        assert!(header(Samples(most_frames(&format).0 + 1), &format).is_none());
        assert!(header(Samples(u64::MAX), &format).is_none());
    }
}
