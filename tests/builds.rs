//! Two builds of the program agree: ingest to one step of a sample, and from the same house clips every byte.
//!
//! `LOA_OTHER_BUILD` names the other binary, as `.ci/run` does: an optimised one for x86-64-v3, beside this test's debug build
//! for any x86-64. Without it the test says that it skips. The sounds are made here and taken from tests/corpus/.
#![allow(clippy::disallowed_methods, reason = "these tests are about files")]
#![allow(clippy::unwrap_used, reason = "a failed look at a file is a failed test")]
#![allow(clippy::print_stderr, reason = "a test that skips says so, and this one how much differs")]

mod support;

use std::f64::consts::TAU;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{LOA, Run, WEEK, copy_folder, digests, example, files, put};
use tempfile::TempDir;

/// Sounds of the corpus that have to be decoded by arithmetic.
const DECODED: [&str; 5] = ["adpcm-ms.wav", "tagged.mp3", "untagged.mp3", "vorbis.ogg", "aac.m4a"];

/// Sounds that are made: rate, channels, bits (32 is float) and level.
const MADE: [(u32, u16, u16, f64); 6] = [
    (44_100, 2, 16, 0.2),
    (48_000, 2, 24, 0.02),
    (96_000, 1, 24, 0.9),
    (32_000, 1, 16, 0.05),
    (22_050, 1, 32, 0.4),
    (8_000, 1, 16, 0.3),
];

const NETWORK: &str = r#"Network(version: 1, id: "thu", name: "Thử", language: "vi", time_zone: "Asia/Ho_Chi_Minh",
    stations: [(id: "huyen", name: "Đài huyện")], limits: (sittings: 99))"#;

#[test]
fn ingest_agrees_to_one_step_and_the_same_house_clips_give_the_same_bytes() {
    let Some(other) = std::env::var_os("LOA_OTHER_BUILD").map(PathBuf::from) else {
        return eprintln!("skipped: LOA_OTHER_BUILD names no other build");
    };
    let (ours, theirs, cached) = (project(), project(), project());
    build(Path::new(LOA), ours.path());
    build(&other, theirs.path());
    let differing = steps_apart(ours.path(), theirs.path());
    eprintln!("{} of {} samples differ, by one step", differing.0, differing.1);

    let cache = |project: &TempDir| project.path().join(".loa/cache");
    copy_folder(&cache(&ours), &cache(&cached));
    build(&other, cached.path());
    assert_eq!(files(&cache(&ours)), files(&cache(&cached)), "a house clip was made again");
    let out = |project: &TempDir| {
        let mut out = digests(&project.path().join("out"));
        out.retain(|path, _| path.ends_with(".wav"));
        out
    };
    assert!(out(&ours).len() > MADE.len() + DECODED.len());
    assert_eq!(out(&ours), out(&cached));
}

/// How many samples of all WAVs differ, of how many; fails where one differs by more than a step.
fn steps_apart(ours: &Path, theirs: &Path) -> (usize, usize) {
    let (mut differing, mut all) = (0, 0);
    for path in files(&ours.join("out")).iter().filter(|path| path.extension().is_some_and(|e| e == "wav")) {
        let (our, their) = (samples(&ours.join("out").join(path)), samples(&theirs.join("out").join(path)));
        assert_eq!(our.len(), their.len(), "{}", path.display());
        for (at, (our, their)) in our.iter().zip(&their).enumerate() {
            assert!((our - their).abs() <= 1, "{}: {our} and {their} at sample {at}", path.display());
            differing += usize::from(our != their);
        }
        all += our.len();
    }
    assert!(all > 1_000_000, "only {all} samples were compared");
    (differing, all)
}

fn samples(place: &Path) -> Vec<i32> {
    hound::WavReader::open(place).unwrap().samples::<i32>().map(|sample| sample.unwrap()).collect()
}

fn build(program: &Path, project: &Path) {
    let output = Command::new(program)
        .args(WEEK)
        .current_dir(project)
        .env_remove("LOA_LANG")
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    let run = Run::of(&output);
    assert_eq!(run.code, Some(0), "{}: {run:?}", program.display());
}

/// A project in which every sound is a programme of its own, and all together are one more.
fn project() -> TempDir {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "schedules/network.ron", NETWORK);
    let mut names = Vec::new();
    for (rate, channels, bits, level) in MADE {
        let name = format!("tieng-{rate}");
        put(folder.path(), &format!("clips/{name}.wav"), sound(rate, channels, bits, level));
        names.push(name);
    }
    for file in DECODED {
        let name = file.replace('.', "-");
        let (_, extension) = file.split_once('.').unwrap();
        let bytes = std::fs::read(example().join("tests/corpus").join(file)).unwrap();
        put(folder.path(), &format!("clips/{name}.{extension}"), bytes);
        names.push(name);
    }
    put(folder.path(), "schedules/huyen.ron", schedule(&names));
    folder
}

fn schedule(names: &[String]) -> String {
    let clips: String = names.iter().map(|name| format!("Clip(\"{name}\"), ")).collect();
    let mut programmes = format!(r#"(id: "tất cả", title: "Tất cả", parts: [{clips}]),"#);
    let mut slots =
        r#"(id: "tất cả", stations: ["huyen"], at: Daily("17h00"), length: "30 giây", play: Programme("tất cả")),
           (id: "chồng", stations: ["huyen"], at: Daily("18h00"), length: "12 giây", play: Programme("chồng")),"#
            .to_owned();
    // Cross-faded, laid over each other, on a bed, faded: all that is reckoned rather than copied.
    programmes += r#"(id: "chồng", title: "Chồng", parts: [
        Clip("tieng-44100"),
        Cue(crossfade: "1 giây", part: Clip("tieng-48000")),
        Cue(over: "1 giây", part: Clip("tieng-32000")),
        Bed(clip: "tieng-96000", lead: "1 giây", tail: "1 giây", parts: [
            Clip("tieng-22050"), Cue(gap: "1 giây", fade_in: "0,3 giây", fade_out: "1 giây", part: Clip("tieng-8000")),
        ]),
    ]),"#;
    for (name, minute) in names.iter().zip(1..) {
        programmes += &format!("(id: \"{name}\", title: \"{name}\", parts: [Clip(\"{name}\")]),\n");
        slots += &format!(
            "(id: \"{name}\", stations: [\"huyen\"], at: Daily(\"17h{minute:02}\"), length: \"4 giây\",
                play: Programme(\"{name}\")),\n"
        );
    }
    format!("Schedule(version: 1, by: \"huyen\", programmes: [{programmes}], slots: [{slots}])")
}

/// Two seconds of two tones under a swell and of noise, the sides unlike.
#[expect(clippy::cast_possible_truncation, reason = "samples within full scale")]
fn sound(rate: u32, channels: u16, bits: u16, level: f64) -> Vec<u8> {
    let sample_format = if bits == 32 { hound::SampleFormat::Float } else { hound::SampleFormat::Int };
    let mut file = Cursor::new(Vec::new());
    let spec = hound::WavSpec { channels, sample_rate: rate, bits_per_sample: bits, sample_format };
    let mut writer = hound::WavWriter::new(&mut file, spec).unwrap();
    let mut noise = u64::from(rate);
    for frame in 0..2 * rate {
        let time = f64::from(frame) / f64::from(rate);
        for side in 0..channels {
            noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let hiss = f64::from((noise >> 32) as u32) / f64::from(u32::MAX) - 0.5;
            let tones = (TAU * 330.0 * time).sin() + (TAU * f64::from(1_150 + 400 * side) * time).cos();
            let sample = level * (0.4 * tones * (TAU * 1.7 * time).sin() + 0.2 * hiss);
            match sample_format {
                hound::SampleFormat::Float => writer.write_sample(sample as f32).unwrap(),
                hound::SampleFormat::Int => {
                    writer.write_sample((sample * f64::from(1 << (bits - 1))) as i32).unwrap()
                }
            }
        }
    }
    writer.finalize().unwrap();
    file.into_inner()
}
