//! What playout systems read of a WAV: the `cart` chunk, version 1.01 (AES46-2002).

use super::chunk::{chunk, field};
use super::slate::{PRODUCER, PRODUCER_VERSION, Slate};
use crate::network::{HouseFormat, Samples};

/// The timers a chunk has room for; those not used are zeros.
const TIMERS: usize = 8;

/// Bytes without a meaning, and the address of a page about it, which there isn't.
const RESERVED: [u8; 276] = [0; 276];
const URL: [u8; 1024] = [0; 1024];

/// The `cart` chunk of a slate. Client, category, class and out cue are for commercials and stay empty. So does the end
/// of its time on air: a repeat is this very file, and some playout systems refuse a file whose time is over.
pub(super) fn cart(slate: &Slate, length: Samples, format: &HouseFormat) -> Vec<u8> {
    let time = slate.time(format).format("%H:%M:%S").to_string();
    let full_scale = 1_u32 << (format.width.bytes() * 8 - 1);
    let body = [
        b"0101",
        &field(&slate.title, 64)[..],
        &field(&slate.station, 64),
        &field(&slate.reference, 64),
        &[0; 64 * 4],
        &field(&slate.date.to_string(), 10),
        &field(&time, 8),
        &field("", 10),
        &field("", 8),
        &field(PRODUCER, 64),
        &field(PRODUCER_VERSION, 64),
        &field("", 64),
        &full_scale.to_le_bytes(),
        &timers(length),
        &RESERVED,
        &URL,
    ];
    chunk(b"cart", &body.concat())
}

/// Where the sound begins and where it ends, in frames; a WAV of more than 32 bits of frames has no end told.
fn timers(length: Samples) -> Vec<u8> {
    let mut timers = [&b"AUDs"[..], &0_u32.to_le_bytes()].concat();
    if let Ok(end) = u32::try_from(length.0) {
        timers.extend_from_slice(b"AUDe");
        timers.extend_from_slice(&end.to_le_bytes());
    }
    timers.resize(TIMERS * 8, 0);
    timers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::SampleWidth;

    #[test]
    fn every_field_stands_where_the_standard_puts_it() {
        let slate = Slate {
            title: "Bản tin chiều".to_owned(),
            station: "Đài huyện".to_owned(),
            reference: "2025-03-10/huyen/chieu_2".to_owned(),
            date: "2025-03-10".parse().expect("a date"),
            since_midnight: Samples(32_000 * 61_200),
            marks: vec![],
        };
        let format = HouseFormat { width: SampleWidth::TwentyFour, ..HouseFormat::default() };
        let chunk = cart(&slate, Samples(96_000), &format);
        let body = &chunk[8..];
        assert_eq!(body.len(), 2048);
        for (at, expected) in [
            (0, &b"0101Ban tin chieu\0"[..]),
            (68, b"Dai huyen\0"),
            (132, b"2025-03-10/huyen/chieu_2\0"),
            (452, b"2025-03-1017:00:00\0\0\0"),
            (488, b"loa\0"),
            (552, PRODUCER_VERSION.as_bytes()),
            (680, &8_388_608_u32.to_le_bytes()),
            (684, b"AUDs\0\0\0\0AUDe\x00\x77\x01\0\0\0\0\0"),
        ] {
            assert_eq!(&body[at..at + expected.len()], expected, "at {at}");
        }
    }

    #[test]
    fn an_end_that_32_bits_do_not_hold_is_not_told() {
        assert_eq!(timers(Samples(1 << 32))[8..16], [0; 8]);
        assert_eq!(timers(Samples((1 << 32) - 1))[8..12], *b"AUDe");
    }
}
