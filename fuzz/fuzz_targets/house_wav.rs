//! Any bytes as a house WAV: refused, or of exactly the length it claims.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loa::audio::{HEADER_BYTES, open_house_wav};
use loa::network::{Channels, HouseFormat, SampleWidth};
use std::io::Cursor;

fuzz_target!(|bytes: &[u8]| {
    for channels in [Channels::Mono, Channels::Stereo] {
        for width in [SampleWidth::Sixteen, SampleWidth::TwentyFour] {
            let format = HouseFormat { channels, width, ..HouseFormat::default() };
            if let Ok((frames, rest)) = open_house_wav(Cursor::new(bytes), &format) {
                let pcm = frames.0 * format.frame_bytes();
                assert_eq!(HEADER_BYTES as u64 + pcm + pcm % 2, bytes.len() as u64);
                assert_eq!(rest.position(), HEADER_BYTES as u64);
            }
        }
    }
});
