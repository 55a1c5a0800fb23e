//! The broadcast extension of a WAV, `bext`, version 2 (EBU Tech 3285, 2011).

use super::chunk::{chunk, field};
use super::slate::{PRODUCER, PRODUCER_VERSION, Slate};
use crate::network::{Channels, HouseFormat};
use crate::source::{ascii, sha256};

/// The version of the chunk that has loudness fields.
const VERSION: u16 = 2;

/// What a loudness field holds that isn't used (EBU Tech 3285, 2.3).
const NOT_MEASURED: [u8; 2] = 0x7fff_i16.to_le_bytes();

/// The loudness fields: integrated, range, true peak, momentary, short-term.
const LOUDNESS_FIELDS: usize = 5;

/// The width of the originator's reference.
const REFERENCE_BYTES: usize = 32;

/// Bytes without a meaning: the unused UMID, and what is reserved.
const UMID: [u8; 64] = [0; 64];
const RESERVED: [u8; 180] = [0; 180];

/// The `bext` chunk of a slate. The loudness of a programme is nowhere measured, so its fields say so.
pub(super) fn bext(slate: &Slate, format: &HouseFormat) -> Vec<u8> {
    let time = slate.time(format).format("%H:%M:%S").to_string();
    let description = format!("{}, {}, {} {time}", slate.title, slate.station, slate.date);
    let history = coding_history(format);
    let body = [
        &field(&description, 256)[..],
        &field(&slate.station, 32),
        &field(&reference(&slate.reference), REFERENCE_BYTES),
        &field(&slate.date.to_string(), 10),
        &field(&time, 8),
        &slate.since_midnight.0.to_le_bytes(),
        &VERSION.to_le_bytes(),
        &UMID,
        &NOT_MEASURED.repeat(LOUDNESS_FIELDS),
        &RESERVED,
        history.as_bytes(),
    ];
    chunk(b"bext", &body.concat())
}

/// A reference that fits its field and still names only one WAV: of a longer one, its beginning and a digest.
fn reference(whole: &str) -> String {
    const DIGEST: usize = 8;
    let plain = ascii(whole);
    if plain.len() <= REFERENCE_BYTES {
        return plain;
    }
    format!("{}{}", &plain[..REFERENCE_BYTES - DIGEST], &sha256(whole.as_bytes())[..DIGEST])
}

/// How the sound was coded (EBU R 98): one line, of this program. An even number of bytes: libsndfile takes the byte
/// that evens out an odd chunk for part of the next in RF64.
fn coding_history(format: &HouseFormat) -> String {
    let mode = match format.channels {
        Channels::Mono => "mono",
        Channels::Stereo => "stereo",
    };
    let (rate, bits) = (format.sample_rate, format.width.bytes() * 8);
    let line = format!("A=PCM,F={rate},W={bits},M={mode},T={PRODUCER} {PRODUCER_VERSION}\r\n");
    if line.len() % 2 == 0 { line } else { line + "\0" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Samples;

    fn slate(reference: &str) -> Slate {
        Slate {
            title: "Bản tin chiều".to_owned(),
            station: "Đài Truyền thanh huyện Đồng Xuân".to_owned(),
            reference: reference.to_owned(),
            date: "2025-03-10".parse().expect("a date"),
            since_midnight: Samples(32_000 * (17 * 3600 + 59)),
            marks: vec![],
        }
    }

    #[test]
    fn every_field_stands_where_the_standard_puts_it() {
        let chunk = bext(&slate("2025-03-10/huyen/chieu"), &HouseFormat::default());
        let body = &chunk[8..];
        let described = b"Ban tin chieu, Dai Truyen thanh huyen Dong Xuan, 2025-03-10 17:00:59\0";
        assert!(body.starts_with(described), "{}", String::from_utf8_lossy(&body[..256]));
        assert_eq!(&body[256..288], b"Dai Truyen thanh huyen Dong Xuan");
        assert_eq!(&body[288..320], b"2025-03-10/huyen/chieu\0\0\0\0\0\0\0\0\0\0");
        assert_eq!(&body[320..338], b"2025-03-1017:00:59");
        assert_eq!(body[338..346], (61_259_u64 * 32_000).to_le_bytes());
        assert_eq!(body[346..348], [2, 0]);
        assert_eq!(body[412..422], [0xff, 0x7f].repeat(5));
        let history = format!("A=PCM,F=32000,W=16,M=mono,T=loa {PRODUCER_VERSION}\r\n");
        assert_eq!(&body[602..602 + history.len()], history.as_bytes());
    }

    #[test]
    fn its_size_is_even_without_padding_at_every_rate() {
        for sample_rate in [8_000, 32_000, 192_000] {
            let slate = Slate { since_midnight: Samples(0), ..slate("a") };
            let chunk = bext(&slate, &HouseFormat { sample_rate, ..HouseFormat::default() });
            assert_eq!(u32::from_le_bytes([chunk[4], chunk[5], chunk[6], chunk[7]]) % 2, 0, "{sample_rate}");
        }
    }

    #[test]
    fn references_too_long_for_the_field_stay_apart() {
        let long = "2025-03-10/thi-tran-la-hai/chuong-trinh-thieu-nhi";
        let (first, second) = (reference(&format!("{long}_1")), reference(&format!("{long}_2")));
        assert_eq!((first.len(), second.len()), (32, 32));
        assert!(first != second && first.starts_with("2025-03-10/thi-tran-la-h"), "{first} {second}");
    }
}
