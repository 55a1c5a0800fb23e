//! Any bytes as a sound file: measured, ingested, and the house WAV opened again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loa::audio::{Breaks, Handling, Sound, ingest, measure, open_house_wav};
use loa::network::{Db, HouseFormat};
use std::io::Cursor;

/// Room for a house clip: what is longer fails as a full disk does.
const MOST_BYTES: usize = 16 << 20;

fuzz_target!(|bytes: &[u8]| {
    let house = HouseFormat::default();
    let Ok(mut sound) = Sound::open(Cursor::new(bytes), Some("mp3")) else { return };
    let mut frames = 0;
    if let Ok(measured) = measure(&mut sound, &house, |block, channels| frames += block.len() / channels) {
        assert_eq!(measured.frames, frames as u64);
    }
    let (mut scratch, mut out) = (vec![0; 2 * MOST_BYTES], vec![0; MOST_BYTES]);
    let mut written = Cursor::new(&mut out[..]);
    let scratch = Cursor::new(&mut scratch[..]);
    // As far as it goes, and limited: what is refused otherwise is read too.
    let handling = Handling { breaks: Breaks::Kept, limit: Some(Db(6.0)), trim: None };
    if let Ok(clip) = ingest(Cursor::new(bytes), Some("mp3"), &house, &handling, scratch, &mut written) {
        let length = usize::try_from(written.position()).expect("within the room for it");
        let (frames, _) = open_house_wav(Cursor::new(&out[..length]), &house).expect("a house WAV");
        assert_eq!(frames, clip.frames);
    }
});
