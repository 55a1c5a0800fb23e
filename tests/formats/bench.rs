//! Sound, ffmpeg and a folder for both.

#![allow(clippy::disallowed_methods, reason = "other programs work on files")]

use super::kinds::Kind;
use loa::audio::{AudioError, HEADER_BYTES, Handling, Sound, ingest};
use loa::network::{Channels, HouseFormat};
use std::f64::consts::TAU;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// Decoded sound, interleaved.
pub struct Pcm {
    /// Frames per second.
    pub rate: u32,
    /// Samples in a frame.
    pub channels: usize,
    /// Full scale ±1.
    pub samples: Vec<f32>,
}

impl Pcm {
    /// About 0.7 s of another tone in every channel over soft noise; an odd number of frames.
    #[expect(clippy::cast_possible_truncation, reason = "within full scale")]
    pub fn test_signal(rate: u32, channels: usize) -> Pcm {
        let frames = rate * 7 / 10 / 6 * 6 + 6 * 25 + 1;
        // A multiple of three frames at 48 kHz for each at 16 kHz and six at 8 kHz.
        let mut samples = Vec::new();
        for frame in 0..frames {
            for channel in 0..u32::try_from(channels).expect("few") {
                let time = f64::from(frame) / f64::from(rate);
                let tone = (TAU * Pcm::tone(channel) * time).sin();
                let place = f64::from(frame) * 12.989_8 + f64::from(channel) * 78.233;
                let noise = (place.sin() * 43_758.545_3).fract();
                samples.push((0.3 * tone + 0.02 * noise) as f32);
            }
        }
        Pcm { rate, channels, samples }
    }

    /// The tone of a channel of the test signal, in hertz.
    pub fn tone(channel: u32) -> f64 {
        300.0 + 410.0 * f64::from(channel)
    }

    /// Its length.
    pub fn frames(&self) -> usize {
        self.samples.len() / self.channels
    }

    /// As raw 32-bit floats.
    fn bytes(&self) -> Vec<u8> {
        self.samples.iter().flat_map(|sample| sample.to_le_bytes()).collect()
    }
}

/// What we read of a file.
pub fn read(bytes: &[u8], extension: &str) -> Result<Pcm, AudioError> {
    let mut sound = Sound::open(Cursor::new(bytes), Some(extension))?;
    let mut pcm = Pcm { rate: sound.rate(), channels: sound.channels(), samples: Vec::new() };
    while let Some(block) = sound.next_block()? {
        pcm.samples.extend_from_slice(block);
    }
    Ok(pcm)
}

/// A folder in which ffmpeg works.
pub struct Bench {
    folder: TempDir,
}

impl Bench {
    /// None, with a word to whoever runs the tests, where ffmpeg is not installed.
    #[allow(clippy::print_stderr, reason = "a test that skips says so")]
    pub fn new() -> Option<Bench> {
        if Command::new("ffmpeg").arg("-version").output().is_err() {
            eprintln!("skipped: ffmpeg is not installed");
            return None;
        }
        Some(Bench { folder: TempDir::new().expect("a folder") })
    }

    /// Where the files are.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A file's bytes.
    pub fn file(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Puts a file there.
    pub fn put(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path().join(name), bytes).expect("written");
    }

    /// Runs a program in the folder; what it prints. None where it is not installed.
    pub fn run(&self, program: &str, arguments: &[&str]) -> Option<Vec<u8>> {
        let output = Command::new(program).args(arguments).current_dir(self.path()).output().ok()?;
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program} {arguments:?}: {told}");
        Some(output.stdout)
    }

    /// Runs ffmpeg quietly.
    pub fn ffmpeg(&self, arguments: &[&str]) -> Vec<u8> {
        let quiet = ["-nostdin", "-v", "error", "-y"];
        self.run("ffmpeg", &[&quiet, arguments].concat()).expect("looked for at the beginning")
    }

    /// Makes a file of every kind of the same sound, in one run.
    pub fn make(&self, pcm: &Pcm, kinds: &[&Kind]) {
        self.put("source.f32", &pcm.bytes());
        let (rate, channels) = (pcm.rate.to_string(), pcm.channels.to_string());
        let files: Vec<String> = kinds.iter().map(|kind| kind.file()).collect();
        let mut arguments = vec!["-f", "f32le", "-ar", &rate, "-ac", &channels, "-i", "source.f32"];
        for (kind, file) in kinds.iter().zip(&files) {
            arguments.extend(kind.arguments);
            arguments.push(file);
        }
        self.ffmpeg(&arguments);
    }

    /// Every kind's file as ffmpeg decodes it, in one run.
    pub fn decode_all(&self, kinds: &[&Kind]) -> Vec<Vec<f32>> {
        let files: Vec<String> = kinds.iter().map(|kind| kind.file()).collect();
        let maps: Vec<String> = (0..kinds.len()).map(|at| format!("{at}:a")).collect();
        let outputs: Vec<String> = kinds.iter().map(|kind| format!("{}.f32", kind.name)).collect();
        let mut arguments = Vec::new();
        for (kind, file) in kinds.iter().zip(&files) {
            if kind.is_opus() {
                arguments.extend(["-c:a", "libopus"]);
            }
            arguments.extend(["-i", file]);
        }
        for (map, output) in maps.iter().zip(&outputs) {
            arguments.extend(["-map", map, "-f", "f32le", output]);
        }
        self.ffmpeg(&arguments);
        outputs.iter().map(|output| floats(&self.file(output))).collect()
    }
}

/// Bytes of 32-bit floats.
pub fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
}

/// A file as stereo house sound at 48 kHz: left and right.
pub fn in_stereo(bytes: &[u8], extension: &str) -> (Vec<f64>, Vec<f64>) {
    let house = HouseFormat { sample_rate: 48_000, channels: Channels::Stereo, ..HouseFormat::default() };
    let mut wav = Vec::new();
    let scratch = Cursor::new(Vec::new());
    ingest(Cursor::new(bytes), Some(extension), &house, &Handling::default(), scratch, &mut wav)
        .expect("whole");
    let samples = |at: usize| {
        let frames = wav[HEADER_BYTES..].as_chunks::<4>().0;
        frames.iter().map(|frame| f64::from(i16::from_le_bytes([frame[at], frame[at + 1]]))).collect()
    };
    (samples(0), samples(2))
}

/// The amplitude of one frequency: a single bin of a Fourier transform.
pub fn amplitude(samples: &[f64], frequency: f64, rate: u32) -> f64 {
    let step = TAU * frequency / f64::from(rate);
    let parts = samples.iter().zip(0_u32..).fold((0.0, 0.0), |(c, s), (sample, n)| {
        (c + sample * (f64::from(n) * step).cos(), s + sample * (f64::from(n) * step).sin())
    });
    2.0 * f64::hypot(parts.0, parts.1) / samples.len() as f64
}
