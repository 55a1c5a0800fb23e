//! The WAV of a programme, around its sound: what stands before the PCM and what stands behind it.
//!
//! The slate's chunks come behind the sound, so that PCM begins at byte 44 of every programme under 4 GiB: small network
//! loudspeakers skip just so many bytes. From 4 GiB on it is RF64 (EBU Tech 3306), with the true sizes in `ds64`. All
//! lengths are known before the first sample is written: no seeking back.

use super::chunk::chunk;
use super::house_wav::{format_chunk, trailer};
use super::slate::Slate;
use crate::network::{HouseFormat, Samples};

/// What is written before and behind the PCM.
pub(super) struct Envelope {
    pub(super) before: Vec<u8>,
    pub(super) behind: Vec<u8>,
}

/// What a size of 32 bits says when the true one stands in `ds64`.
const IN_DS64: u32 = u32::MAX;

/// The envelope of a programme of `length`. Panics where its bytes pass 64 bits, which no time on air does.
pub(super) fn envelope(length: Samples, format: &HouseFormat, slate: &Slate) -> Envelope {
    let pcm = length.0.checked_mul(format.frame_bytes()).expect("a programme has an end");
    let behind = [trailer(length, format), &slate.chunks(length, format)].concat();
    let format_chunk = format_chunk(format);
    let rest = pcm + behind.len() as u64;
    let riff = ("WAVE".len() + format_chunk.len() + 8) as u64 + rest;
    let before = match (u32::try_from(riff), u32::try_from(pcm)) {
        (Ok(riff), Ok(pcm)) => start(b"RIFF", riff, &[], &format_chunk, pcm),
        _ => {
            let ds64 = [riff + DS64_BYTES, pcm, length.0].map(u64::to_le_bytes).concat();
            // No other chunk is longer than 32 bits tell: the table behind is empty.
            let ds64 = chunk(b"ds64", &[&ds64[..], &0_u32.to_le_bytes()].concat());
            debug_assert_eq!(ds64.len() as u64, DS64_BYTES);
            start(b"RF64", IN_DS64, &ds64, &format_chunk, IN_DS64)
        }
    };
    Envelope { before, behind }
}

/// The size of the `ds64` chunk with its head.
const DS64_BYTES: u64 = 8 + 28;

fn start(kind: &[u8; 4], riff: u32, ds64: &[u8], format_chunk: &[u8], pcm: u32) -> Vec<u8> {
    [kind, &riff.to_le_bytes()[..], b"WAVE", ds64, format_chunk, b"data", &pcm.to_le_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::SlateMark;
    use crate::network::{Channels, SampleWidth};

    fn slate() -> Slate {
        Slate {
            title: "Chương trình".to_owned(),
            station: "Đài".to_owned(),
            reference: "2025-03-10/huyen/chieu".to_owned(),
            date: "2025-03-10".parse().expect("a date"),
            since_midnight: Samples(0),
            marks: vec![SlateMark { at: Samples(0), title: "Nhạc hiệu".to_owned() }],
        }
    }

    fn long(bytes: &[u8], at: usize) -> u32 {
        u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
    }

    fn wide(bytes: &[u8], at: usize) -> u64 {
        u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes"))
    }

    /// The longest programme whose sizes 32 bits hold.
    fn most_riff_frames(format: &HouseFormat) -> u64 {
        let behind = slate().chunks(Samples(0), format).len() as u64;
        (u64::from(u32::MAX) - 36 - behind) / format.frame_bytes()
    }

    #[test]
    fn up_to_four_gibibytes_it_is_riff_and_pcm_begins_at_byte_44() {
        let format = HouseFormat::default();
        for frames in [0, 5, most_riff_frames(&format)] {
            let Envelope { before, behind } = envelope(Samples(frames), &format, &slate());
            assert_eq!((before.len(), &before[..4], &before[36..40]), (44, &b"RIFF"[..], &b"data"[..]));
            assert_eq!(u64::from(long(&before, 40)), frames * 2);
            assert_eq!(u64::from(long(&before, 4)) + 8, 44 + frames * 2 + behind.len() as u64);
        }
    }

    #[test]
    fn one_frame_more_makes_it_rf64_with_the_true_sizes() {
        let format = HouseFormat::default();
        let day_at_192_khz = 24 * 3600 * 192_000;
        for frames in [most_riff_frames(&format) + 1, 1 << 31, day_at_192_khz] {
            let Envelope { before, behind } = envelope(Samples(frames), &format, &slate());
            assert_eq!((&before[..4], &before[12..16], before.len()), (&b"RF64"[..], &b"ds64"[..], 80));
            assert_eq!((long(&before, 4), long(&before, 76), long(&before, 16)), (IN_DS64, IN_DS64, 28));
            assert_eq!(wide(&before, 20) + 8, 80 + frames * 2 + behind.len() as u64);
            assert_eq!((wide(&before, 28), wide(&before, 36)), (frames * 2, frames));
            assert_eq!((long(&before, 44), &before[48..52]), (0, &b"fmt "[..]));
        }
    }

    #[test]
    fn an_odd_number_of_bytes_is_made_even_before_the_chunks() {
        let format = HouseFormat {
            channels: Channels::Mono,
            width: SampleWidth::TwentyFour,
            ..HouseFormat::default()
        };
        let Envelope { behind, .. } = envelope(Samples(5), &format, &slate());
        assert_eq!(&behind[..5], b"\0bext");
        assert_eq!(behind.len() % 2, 1);
    }
}
