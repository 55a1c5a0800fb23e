//! The small copies beside the WAVs: as long, as good, and made anew just when the WAV is.

use super::sounds::items;
use super::support::{RATE, manifests, marks, tiny, well};
use loa::audio::Sound;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One day is enough.
const DAY: [&str; 3] = ["build", "--date", "10/3/2025"];

/// Sets what the tiny network says of its sound.
fn sound(project: &Path, words: &str) {
    let place = project.join("schedules/a-network.ron");
    let text = fs::read_to_string(&place).unwrap();
    let lines = text.lines().map(|line| match line.trim_start().starts_with("audio: (") {
        true => format!("    audio: ({words}),\n"),
        false => format!("{line}\n"),
    });
    fs::write(place, lines.collect::<String>()).unwrap();
}

/// Every WAV of the build with its copy and its length in frames.
fn copies(project: &Path) -> Vec<(PathBuf, PathBuf, u64)> {
    let manifests = manifests(project);
    let parts = items(&manifests).flat_map(|(folder, item)| {
        let parts = item.sound.iter().flat_map(|sound| &sound.parts);
        parts.filter_map(move |part| {
            Some((folder.join(&part.file), folder.join(part.copy.as_ref()?), part.frames))
        })
    });
    parts.collect()
}

fn decoded(path: &Path) -> (u32, Vec<f32>) {
    let mut sound = Sound::open(BufReader::new(File::open(path).unwrap()), None).unwrap();
    let mut samples = Vec::new();
    while let Some(block) = sound.next_block().unwrap() {
        samples.extend_from_slice(block);
    }
    (sound.rate(), samples)
}

#[test]
fn every_wav_has_a_copy_as_long_as_itself_in_manifest_and_playlist() {
    let project = tiny();
    sound(project.path(), "sample_rate: 8000, copy: Opus(kbps: 64)");
    well(project.path(), &DAY);
    let copies = copies(project.path());
    assert!(copies.len() > 3, "{}", copies.len());
    for (wav, copy, frames) in &copies {
        assert_eq!(copy.with_extension("wav"), *wav);
        let (rate, samples) = decoded(copy);
        assert_eq!((rate, samples.len() as u64), (48_000, frames * 48_000 / u64::from(RATE)));
        // At the time of each sample of the WAV; the copy has passed 4 kHz as the WAV does, whatever its encoder lost.
        let (_, original) = decoded(wav);
        let (mut apart, mut power) = (0.0, 0.0);
        for (one, other) in original.iter().zip(samples.iter().step_by(6)) {
            apart += f64::from(one - other).powi(2);
            power += f64::from(*one).powi(2);
        }
        let ratio = 10.0 * (power / apart).log10();
        assert!(ratio > 8.0, "{}: {ratio:.1} dB", copy.display());
        assert!(fs::metadata(copy).unwrap().len() < fs::metadata(wav).unwrap().len());
    }
    let (folder, _) = &manifests(project.path())[0];
    let playlist = fs::read_to_string(folder.join("playlist.m3u8")).unwrap();
    assert!(playlist.contains("#LOA-COPY:2025-03-10/0530-sang.opus\n#EXTINF:60,"), "{playlist}");
}

#[test]
fn a_copy_is_made_anew_when_its_wav_or_the_rate_is_and_goes_when_nobody_asks_for_it() {
    let project = tiny();
    let out = project.path().join("out");
    sound(project.path(), "sample_rate: 8000, copy: Opus(kbps: 32)");
    well(project.path(), &DAY);
    let first = marks(&out);
    let kinds = |ending: &str| first.keys().filter(|path| path.ends_with(ending)).count();
    assert_eq!(kinds(".opus"), kinds(".wav"));
    fs::remove_file(project.path().join("out/2025-W11/huyen/2025-03-10/0530-sang.opus")).unwrap();
    well(project.path(), &DAY);
    let again = marks(&out);
    let changed: Vec<&String> = first.keys().filter(|path| first[*path] != again[*path]).collect();
    assert_eq!(changed, ["2025-W11/huyen/2025-03-10/0530-sang.opus"]);
    sound(project.path(), "sample_rate: 8000, copy: Opus(kbps: 64)");
    well(project.path(), &DAY);
    let better = marks(&out);
    let same = |path: &&String| again[*path] == better[*path];
    assert!(again.keys().filter(|path| path.ends_with(".wav")).all(|path| same(&path)));
    assert!(!again.keys().filter(|path| path.ends_with(".opus")).any(|path| same(&path)));
    sound(project.path(), "sample_rate: 8000");
    well(project.path(), &DAY);
    let none = marks(&out);
    assert!(!none.keys().any(|path| path.ends_with(".opus")), "{:?}", none.keys());
    assert!(better.keys().filter(|path| path.ends_with(".wav")).all(|path| better[path] == none[path]));
}

#[test]
#[allow(clippy::print_stderr, reason = "a test that skips says so")]
fn ffprobe_gives_the_copy_the_length_of_the_wav_and_ffmpeg_hears_the_same() {
    let project = tiny();
    sound(project.path(), "sample_rate: 8000, copy: Opus(kbps: 64)");
    well(project.path(), &DAY);
    let (wav, copy, frames) = copies(project.path()).remove(0);
    let asked = ["-v", "error", "-show_entries", "format=duration:stream_tags=title", "-of", "default=nw=1"];
    let Ok(told) = Command::new("ffprobe").args(asked).arg(&copy).output() else {
        eprintln!("skipped: ffmpeg is not installed");
        return;
    };
    let told = String::from_utf8(told.stdout).unwrap();
    let duration = told.lines().find_map(|line| line.strip_prefix("duration=")).expect("it tells it");
    let seconds = frames as f64 / f64::from(RATE);
    // ffprobe counts the pre-skip of every Opus file into its length: here 312 frames.
    let told_seconds = duration.parse::<f64>().unwrap() - 312.0 / 48_000.0;
    assert!((told_seconds - seconds).abs() < 1e-4, "{told_seconds} of {seconds}");
    assert!(told.contains("TAG:TITLE=Chương trình chiều"), "{told}");
    let run = |path: &Path| {
        let mut ffmpeg = Command::new("ffmpeg");
        ffmpeg.args(["-v", "error", "-i"]).arg(path).args(["-ar", "48000", "-f", "f32le", "-"]);
        ffmpeg
            .output()
            .unwrap()
            .stdout
            .as_chunks::<4>()
            .0
            .iter()
            .map(|bytes| f32::from_le_bytes(*bytes))
            .collect::<Vec<f32>>()
    };
    let (theirs, ours) = (run(&copy), decoded(&copy).1);
    assert_eq!(theirs.len(), ours.len());
    assert!(run(&wav).len() == ours.len());
    let worst = theirs.iter().zip(&ours).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    assert!(worst < 0.01, "{worst}");
}
