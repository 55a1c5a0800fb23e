//! `loa clip probe` beside ffmpeg's `ebur128`, on files of many kinds.

use super::support::{put, well};
use hound::{SampleFormat, WavSpec, WavWriter};
use serde_json::Value;
use std::f64::consts::TAU;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// A file: its kind of sound, rate, channels and extension.
type Kind = (fn(f64, u32) -> f64, u32, u16, &'static str);

const KINDS: [Kind; 20] = [
    (noise, 48_000, 2, "wav"),
    (noise, 8_000, 1, "wav"),
    (noise, 44_100, 6, "wav"),
    (noise, 48_000, 6, "flac"),
    (noise, 96_000, 2, "flac"),
    (noise, 32_000, 2, "ogg"),
    (noise, 44_100, 1, "mp3"),
    (high_tone, 44_100, 1, "wav"),
    (high_tone, 22_050, 2, "flac"),
    (high_tone, 96_000, 1, "wav"),
    (high_tone, 48_000, 6, "wav"),
    (high_tone, 48_000, 2, "mp3"),
    (high_tone, 44_100, 2, "ogg"),
    (bursts, 16_000, 1, "wav"),
    (bursts, 11_025, 2, "wav"),
    (bursts, 24_000, 1, "flac"),
    (bursts, 44_100, 2, "mp3"),
    (bursts, 22_050, 1, "ogg"),
    (bursts, 48_000, 6, "flac"),
    (bursts, 32_000, 1, "mp3"),
];

/// White noise, the same every time, other in each channel.
fn noise(time: f64, channel: u32) -> f64 {
    let place = time * 96_000.0 + f64::from(channel) * 7_919.0;
    let scattered = (place * 12.989_8).sin() * 43_758.545_3;
    0.3 * (scattered - scattered.floor() - 0.5)
}

/// A tone whose peaks lie between the samples, and one an octave and a half lower in every other channel.
fn high_tone(time: f64, channel: u32) -> f64 {
    let frequency = if channel.is_multiple_of(2) { 2_999.0 } else { 1_061.0 };
    0.4 * (TAU * frequency * time + 0.7).sin()
}

/// As speech goes: syllables, pauses, a quieter second half.
fn bursts(time: f64, channel: u32) -> f64 {
    let syllable = (TAU * 2.3 * time).sin().max(0.0);
    let is_pause = time % 3.0 > 2.2;
    let loud = if time < 6.0 { 0.5 } else { 0.2 };
    let voice = (TAU * 170.0 * time).sin() + 0.5 * (TAU * 930.0 * time).sin() + noise(time, channel);
    if is_pause { 0.0 } else { loud * syllable * voice / 1.7 }
}

/// 12 s of it as a 16-bit WAV.
#[expect(clippy::cast_possible_truncation, reason = "within full scale")]
fn wav((sound, rate, channels, _): Kind) -> Vec<u8> {
    let spec = WavSpec { channels, sample_rate: rate, bits_per_sample: 16, sample_format: SampleFormat::Int };
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = WavWriter::new(&mut bytes, spec).expect("in memory");
    for at in 0..12 * rate {
        for channel in 0..u32::from(channels) {
            let sample = sound(f64::from(at) / f64::from(rate), channel);
            writer.write_sample((sample * 32_767.0).round() as i16).expect("in memory");
        }
    }
    writer.finalize().expect("in memory");
    bytes.into_inner()
}

/// What ffmpeg prints to its standard output; none where it is not installed.
fn ffmpeg(folder: &Path, arguments: &[&str]) -> Option<String> {
    let mut run = Command::new("ffmpeg");
    run.args(["-nostdin", "-v", "error", "-y"]).args(arguments).current_dir(folder);
    let output = run.output().ok()?;
    assert!(output.status.success(), "ffmpeg {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("numbers"))
}

/// The last value that ffmpeg tells of a measure: that of the whole file.
fn last(told: &str, measure: &str) -> f64 {
    let key = format!("lavfi.r128.{measure}=");
    let value = told.lines().rev().find_map(|line| line.strip_prefix(&key)).expect("ffmpeg tells it");
    value.parse().expect("a number")
}

#[test]
#[allow(clippy::print_stderr, reason = "a test that skips says so")]
fn loudness_range_and_true_peak_of_twenty_files_are_those_of_ffmpeg() {
    let folder = TempDir::new().unwrap();
    let mut apart = Vec::new();
    for (at, kind) in KINDS.into_iter().enumerate() {
        let (source, file) = (format!("{at}-nguon.wav"), format!("{at}.{}", kind.3));
        put(folder.path(), &source, wav(kind));
        if ffmpeg(folder.path(), &["-i", &source, &file]).is_none() {
            eprintln!("skipped: ffmpeg is not installed");
            return;
        }
        let filter = "ebur128=peak=true:metadata=1,ametadata=print:file=-";
        let told =
            ffmpeg(folder.path(), &["-i", &file, "-af", filter, "-f", "null", "-"]).expect("installed");
        let read = well(folder.path(), &["clip", "probe", &file, "--format", "json"]).out;
        let read: Value = serde_json::from_str(&read).unwrap();
        let ours = |field: &str| read[0][field].as_f64().unwrap_or_else(|| panic!("{file}: no {field}"));
        let mut agree = |what: &str, ours: f64, theirs: f64, tolerance: f64| {
            if (ours - theirs).abs() > tolerance {
                apart.push(format!("{file}: {what} {ours}, ffmpeg {theirs:.3}"));
            }
        };
        agree("loudness", ours("loudness"), last(&told, "I"), 0.1);
        agree("loudness range", ours("loudness_range"), last(&told, "LRA"), 0.2);
        let peak = 20.0 * last(&told, "true_peak").log10();
        agree("true peak", ours("true_peak"), peak, 0.2);
    }
    assert!(apart.is_empty(), "{apart:#?}");
}
