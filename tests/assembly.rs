//! Programmes out of house clips: exact against another program's concatenation.
#![allow(clippy::disallowed_methods, reason = "these tests are about files")]

use loa::audio::{HEADER_BYTES, Handling, Slate, SlateMark, assemble, ingest};
use loa::fit::{PieceId, Placement, RecipePart};
use loa::network::{Channels, HouseFormat, SampleWidth, Samples};
use std::fs::{self, File};
use std::io::{BufWriter, Cursor, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A house clip of noise, made by ingest.
fn house_clip(folder: &Path, seed: u32, seconds: u32, format: &HouseFormat) -> PathBuf {
    let spec = hound::WavSpec {
        channels: format.channels.count(),
        sample_rate: 44_100,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut bytes, spec).expect("in memory");
    let mut state = seed;
    for _ in 0..spec.sample_rate * seconds * u32::from(spec.channels) {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [.., low, high] = state.to_le_bytes();
        writer.write_sample(i16::from_le_bytes([low, high]) / 8).expect("in memory");
    }
    writer.finalize().expect("in memory");
    let mut made = Vec::new();
    let scratch = Cursor::new(Vec::new());
    ingest(Cursor::new(bytes.into_inner()), Some("wav"), format, &Handling::default(), scratch, &mut made)
        .expect("a sound");
    let place = folder.join(format!("clip-{seed}.wav"));
    fs::write(&place, made).expect("room");
    place
}

fn frames(clip: &Path, format: &HouseFormat) -> u64 {
    (fs::metadata(clip).expect("it was made").len() - HEADER_BYTES as u64) / format.frame_bytes()
}

/// The clips one behind the other, in a file.
fn assembled(clips: &[PathBuf], format: &HouseFormat, to: &Path) {
    let (mut at, mut placements, mut marks) = (0, Vec::new(), Vec::new());
    for clip in clips {
        let length = Samples(frames(clip, format));
        let piece = PieceId(clip.display().to_string());
        marks.push(SlateMark { at: Samples(at), title: piece.0.clone() });
        placements.push(Placement::plain(Samples(at), piece, length));
        at += length.0;
    }
    let slate = Slate {
        title: "Chương trình".to_owned(),
        station: "Đài huyện".to_owned(),
        reference: "2025-03-10/huyen/chieu".to_owned(),
        date: "2025-03-10".parse().expect("a date"),
        since_midnight: Samples(0),
        marks,
    };
    let part = RecipePart { at: Samples(0), length: Samples(at), placements };
    let open = |piece: &PieceId| {
        let mut file = File::open(&piece.0)?;
        file.seek(SeekFrom::Start(HEADER_BYTES as u64))?;
        Ok(file)
    };
    let mut file = File::create(to).expect("a place");
    let mut out = BufWriter::new(&mut file);
    assemble(&part, format, &slate, open, &mut out).expect("whole pieces");
    out.flush().expect("room");
}

fn samples(wav: &Path) -> Vec<i32> {
    let mut reader = hound::WavReader::open(wav).expect("a WAV");
    reader.samples::<i32>().map(|sample| sample.expect("whole")).collect()
}

#[test]
#[allow(clippy::print_stderr, reason = "a test that skips says so")]
fn our_assembly_less_that_of_sox_is_digital_silence() {
    for (channels, width) in
        [(Channels::Mono, SampleWidth::Sixteen), (Channels::Stereo, SampleWidth::TwentyFour)]
    {
        let folder = tempfile::TempDir::new().expect("a temporary folder");
        let format = HouseFormat { channels, width, ..HouseFormat::default() };
        let clips: Vec<PathBuf> =
            (1..=5).map(|seed| house_clip(folder.path(), seed, seed, &format)).collect();
        let (ours, theirs) = (folder.path().join("ours.wav"), folder.path().join("theirs.wav"));
        assembled(&clips, &format, &ours);
        match Command::new("sox").args(&clips).arg(&theirs).status() {
            Ok(status) => assert!(status.success(), "sox refuses our house clips"),
            Err(_) => return eprintln!("skipped: sox is not installed"),
        }
        let (ours, theirs) = (samples(&ours), samples(&theirs));
        assert!(ours.iter().any(|sample| *sample != 0), "there is sound");
        assert_eq!(ours.len(), theirs.len());
        let differ = ours.iter().zip(&theirs).position(|(one, other)| one - other != 0);
        assert_eq!(differ, None, "{channels:?} {width:?}");
    }
}
