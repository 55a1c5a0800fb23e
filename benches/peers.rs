//! The same work done by this library and by ffmpeg, sox and cat: processor time of whole processes, in one run, with
//! the ratios that issue and design set as marks. What is not installed is skipped and named.
//!
//! Goes in: nothing; the sounds are made here. Comes out: a table on stdout. `LOA_BENCH_DIR` names the folder to work in
//! (700 MB; 5.6 GB for the day); else it is under `target/`. The program calls itself with an argument for its own side.
#![allow(clippy::disallowed_methods, clippy::print_stdout)] // Measures the world, and says what it found.

use loa::audio::{HEADER_BYTES, Handling, Slate, SlateMark, assemble, ingest};
use loa::diagnostic::Diagnostics;
use loa::fit::{FaderMark, Gain, PieceId, Placement, RecipePart};
use loa::network::{self, Channels, Db, HouseFormat, Samples};
use loa::project::{SCRATCH_IN_MEMORY, SoundCache};
use loa::source::Sources;
use std::error::Error;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

type Outcome<T> = Result<T, Box<dyn Error>>;

const CLIPS: u32 = 30;
const CLIP_SECONDS: u32 = 60;
const ASSEMBLE_RUNS: u32 = 20;
const INGEST_RUNS: u32 = 3;
const MP3_SECONDS: u32 = 300;
const SONG_SECONDS: u32 = 300;
const SONG_RUNS: u32 = 2;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["ingest", from, to] => ingest_one(Path::new(from), Path::new(to)),
        ["assemble", to, pieces @ ..] => assemble_all(Path::new(to), pieces, HouseFormat::default()),
        ["cache", root, clips @ ..] => make_in_cache(Path::new(root), clips),
        ["mix", to, voice, bed] => mix(Path::new(to), voice, bed),
        ["day", to, piece] => assemble_day(Path::new(to), piece),
        _ => compare(),
    }
}

fn compare() -> Outcome<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let base = std::env::var_os("LOA_BENCH_DIR").map_or_else(|| here.join("target"), PathBuf::from);
    let folder = tempfile::Builder::new().prefix("peers-").tempdir_in(base)?;
    println!("{:<46} {:>9} {:>8} {:>6} {:>8}", "", "CPU ms", "of it", "mark", "peak MB");
    compare_ingest(folder.path())?;
    two_clips_on_two_processors(folder.path())?;
    compare_assembly(folder.path())?;
    compare_mix(folder.path())?;
    day_in_little_memory(folder.path())
}

/// Any file in, house PCM out: this side against ffmpeg in two passes. Noise is the hardest there is to decode.
fn compare_ingest(folder: &Path) -> Outcome<()> {
    for bitrate in ["128k", "192k"] {
        println!("a {MP3_SECONDS} s stereo MP3 of 44.1 kHz and {bitrate}bit/s to a house clip");
        let mp3 = name(&folder.join(format!("song-{bitrate}.mp3")));
        if !encode(bitrate, &mp3)? {
            return Ok(());
        }
        let ours = ourselves(&["ingest", &mp3, &name(&folder.join("ours.wav"))], INGEST_RUNS)?;
        report("loa", &ours, None, None);
        let first = format!("-v quiet -nostdin -i {mp3} -af ebur128=peak=true -f null -");
        let theirs = name(&folder.join("theirs.wav"));
        let second = format!(
            "-v error -nostdin -y -i {mp3} -af volume=-3.1dB -ar 32000 -ac 1 -c:a pcm_s16le {theirs}"
        );
        let ffmpeg = |words: &str| run("ffmpeg", &words.split(' ').collect::<Vec<_>>(), INGEST_RUNS, None);
        if let (Some(mut both), Some(second)) = (ffmpeg(&first)?, ffmpeg(&second)?) {
            both.cpu += second.cpu;
            report("ffmpeg, ebur128=peak=true then volume", &both, Some(&ours), Some(0.4));
        }
    }
    Ok(())
}

/// Two sides of swelling noise as an MP3; false when there is no ffmpeg.
fn encode(bitrate: &str, to: &str) -> Outcome<bool> {
    let side = |seed| {
        format!("-f lavfi -i anoisesrc=color=pink:amplitude=0.5:seed={seed}:duration={MP3_SECONDS}:r=44100")
    };
    let joined = "-filter_complex [0][1]join=inputs=2:channel_layout=stereo,tremolo=f=0.3:d=0.6";
    let words = format!("-v error -nostdin {} {} {joined} -b:a {bitrate} {to}", side(1), side(2));
    Ok(run("ffmpeg", &words.split(' ').collect::<Vec<_>>(), 1, None)?.is_some())
}

/// Clips are made as a build makes them: how many processors are at work with one, and with two of the same length.
fn two_clips_on_two_processors(folder: &Path) -> Outcome<()> {
    println!("clips of {SONG_SECONDS} s, 44.1 kHz, stereo, to house clips by way of the cache");
    let songs = ["one.wav", "two.wav"];
    for (song, seed) in songs.iter().zip(101..) {
        noise(&folder.join(song), 2, 44_100, SONG_SECONDS, seed)?;
    }
    let root = name(folder);
    for clips in [&songs[..1], &songs] {
        let cost = ourselves(&[&["cache", &root], clips].concat(), SONG_RUNS)?;
        report(&format!("loa, clips: {}", clips.len()), &cost, None, None);
        let busy = cost.cpu.as_secs_f64() / cost.wall.as_secs_f64();
        let mark = if clips.len() == 2 { ", mark at least 1.7 where two are free" } else { "" };
        println!("  processors at work: {busy:.2}{mark}");
    }
    Ok(())
}

/// Thirty house clips into one WAV: this side against cat and sox.
fn compare_assembly(folder: &Path) -> Outcome<()> {
    println!("{CLIPS} house clips of {CLIP_SECONDS} s into one WAV");
    let clips: Vec<String> = (0..CLIPS).map(|n| name(&folder.join(format!("clip-{n}.wav")))).collect();
    for (clip, seed) in clips.iter().zip(1..) {
        noise(Path::new(clip), 1, HouseFormat::default().sample_rate, CLIP_SECONDS, seed)?;
    }
    let clips: Vec<&str> = clips.iter().map(String::as_str).collect();
    let (ours, theirs) = (name(&folder.join("ours.wav")), folder.join("theirs.wav"));
    let own = ourselves(&[&["assemble", &ours][..], &clips].concat(), ASSEMBLE_RUNS)?;
    report("loa", &own, None, None);
    if let Some(cat) = run("cat", &clips, ASSEMBLE_RUNS, Some(&theirs))? {
        report("cat of the same bytes", &cat, Some(&own), Some(1.4));
    }
    if let Some(sox) = run("sox", &[&clips[..], &[&name(&theirs)]].concat(), ASSEMBLE_RUNS / 4, None)? {
        report("sox", &sox, Some(&own), Some(0.5));
    }
    Ok(())
}

/// A minute's voice on a bed: this side, which moves the bed's fader besides, against sox and ffmpeg, which do not.
fn compare_mix(folder: &Path) -> Outcome<()> {
    println!("two house clips of {CLIP_SECONDS} s, one as a bed under the other");
    let clips = ["clip-0.wav", "clip-1.wav"].map(|clip| name(&folder.join(clip)));
    let [voice, bed] = clips.each_ref().map(String::as_str);
    let (ours, theirs) = (name(&folder.join("ours.wav")), name(&folder.join("theirs.wav")));
    let own = ourselves(&["mix", &ours, voice, bed], ASSEMBLE_RUNS)?;
    report("loa", &own, None, None);
    let words = ["-m", "-v", "1", voice, "-v", "0.1", bed, &theirs];
    if let Some(sox) = run("sox", &words, ASSEMBLE_RUNS / 4, None)? {
        report("sox", &sox, Some(&own), Some(1.0));
    }
    let filter = "[1]volume=0.1[bed];[0][bed]amix=inputs=2:normalize=0";
    let words = ["-v", "error", "-nostdin", "-y", "-i", voice, "-i", bed, "-filter_complex", filter, &theirs];
    if let Some(ffmpeg) = run("ffmpeg", &words, ASSEMBLE_RUNS / 4, None)? {
        report("ffmpeg", &ffmpeg, Some(&own), Some(1.0));
    }
    Ok(())
}

fn day_in_little_memory(folder: &Path) -> Outcome<()> {
    println!("a WAV of 24 hours");
    let day = folder.join("day.wav");
    let own = ourselves(&["day", &name(&day), &name(&folder.join("clip-0.wav"))], 1)?;
    report("loa, mono (5.5 GB: RF64)", &own, None, None);
    println!("  memory: {} MB, mark 64 MB", own.memory.map_or(0, |kilobytes| kilobytes / 1024));
    let asked = ["-v", "error", "-show_entries", "stream=duration_ts", "-of", "csv=p=0"];
    if let Ok(told) = Command::new("ffprobe").args(asked).arg(&day).output() {
        let frames = 24 * 3600 * u64::from(HouseFormat::default().sample_rate);
        println!("  ffprobe reads {} frames of {frames}", String::from_utf8_lossy(&told.stdout).trim());
    }
    Ok(())
}

/// A WAV of noise.
fn noise(place: &Path, channels: u16, sample_rate: u32, seconds: u32, seed: u64) -> Outcome<()> {
    let sample_format = hound::SampleFormat::Int;
    let spec = hound::WavSpec { channels, sample_rate, bits_per_sample: 16, sample_format };
    let mut writer = hound::WavWriter::create(place, spec)?;
    let mut state = seed;
    for _ in 0..seconds * sample_rate * u32::from(channels) {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        writer.write_sample(i16::from_le_bytes([state.to_le_bytes()[6], state.to_le_bytes()[7]]) / 4)?;
    }
    Ok(writer.finalize()?)
}

/// What `SoundCache` does with a file, without the cache.
fn ingest_one(from: &Path, to: &Path) -> Outcome<()> {
    let scratch = tempfile::spooled_tempfile_in(SCRATCH_IN_MEMORY, to.parent().ok_or("a folder")?);
    let source = BufReader::new(File::open(from)?);
    ingest(source, Some("mp3"), &HouseFormat::default(), &Handling::default(), scratch, File::create(to)?)?;
    Ok(())
}

/// What a build does with clips that it never saw.
fn make_in_cache(root: &Path, clips: &[&str]) -> Outcome<()> {
    let kept = root.join(".loa");
    if kept.exists() {
        fs::remove_dir_all(kept)?;
    }
    let paths: Vec<(String, Handling)> =
        clips.iter().map(|clip| ((*clip).to_owned(), Handling::default())).collect();
    let text =
        r#"Network(version: 1, id: "a", name: "A", time_zone: "UTC", stations: [(id: "b", name: "B")])"#;
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let file = sources.add("network.ron", text.as_bytes().to_vec(), &mut diagnostics);
    let network = network::read(file, text, &mut diagnostics).ok_or("a network")?;
    for made in SoundCache::open(root, &network).make(&paths, &|_| {})? {
        made?;
    }
    Ok(())
}

/// What a build does with a recipe of whole clips.
fn assemble_all(to: &Path, pieces: &[&str], format: HouseFormat) -> Outcome<()> {
    let mut at = 0;
    let mut placements = Vec::new();
    for piece in pieces {
        let frames = (fs::metadata(piece)?.len() - HEADER_BYTES as u64) / format.frame_bytes();
        let piece = PieceId((*piece).to_owned());
        placements.push(Placement::plain(Samples(at), piece, Samples(frames)));
        at += frames;
    }
    write(to, &RecipePart { at: Samples(0), length: Samples(at), placements }, format)
}

/// What a build does with words on a bed.
fn mix(to: &Path, voice: &str, bed: &str) -> Outcome<()> {
    let format = HouseFormat::default();
    let length = Samples(u64::from(CLIP_SECONDS) * u64::from(format.sample_rate));
    let whole = |piece: &str| Placement::plain(Samples(0), PieceId(piece.to_owned()), length);
    let mark = |at, level| FaderMark { at: Samples(at), gain: Gain::of(Db(level)) };
    let fader =
        vec![mark(0, -6.0), mark(32_000, -20.0), mark(length.0 - 32_000, -20.0), mark(length.0, -6.0)];
    let placements = vec![whole(voice), Placement { fader, ..whole(bed) }];
    write(to, &RecipePart { at: Samples(0), length, placements }, format)
}

fn write(to: &Path, part: &RecipePart, format: HouseFormat) -> Outcome<()> {
    let marks = part.placements.iter().map(|one| SlateMark { at: one.at, title: one.piece.0.clone() });
    let slate = Slate {
        title: "Chương trình".to_owned(),
        station: "Đài".to_owned(),
        reference: "2025-03-10/huyen/chieu".to_owned(),
        date: "2025-03-10".parse()?,
        since_midnight: Samples(0),
        marks: marks.collect(),
    };
    let mut file = File::create(to)?;
    let mut out = BufWriter::with_capacity(256 * 1024, &mut file);
    assemble(part, &format, &slate, open_piece, &mut out)?;
    Ok(out.flush()?)
}

fn open_piece(piece: &PieceId) -> io::Result<File> {
    let mut file = File::open(&piece.0)?;
    file.seek(SeekFrom::Start(HEADER_BYTES as u64))?;
    Ok(file)
}

fn assemble_day(to: &Path, piece: &str) -> Outcome<()> {
    let minutes = vec![piece; 24 * 60];
    assemble_all(to, &minutes, HouseFormat { channels: Channels::Mono, ..HouseFormat::default() })
}

/// What one run of a program took.
struct Cost {
    cpu: Duration,
    /// By the clock.
    wall: Duration,
    /// Kilobytes of resident memory at the most.
    memory: Option<u64>,
}

fn ourselves(arguments: &[&str], runs: u32) -> Outcome<Cost> {
    let own = name(&std::env::current_exe()?);
    run(&own, arguments, runs, None)?.ok_or_else(|| "this program is gone".into())
}

/// The mean of some runs of a program that has to end well; none, and a word about it, where it is not installed.
fn run(program: &str, arguments: &[&str], runs: u32, out: Option<&Path>) -> Outcome<Option<Cost>> {
    let (before, began) = (children_time(), Instant::now());
    let mut memory = None;
    for _ in 0..runs {
        let stdout = match out {
            Some(place) => Stdio::from(File::create(place)?),
            None => Stdio::null(),
        };
        let started = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(stdout)
            .stderr(Stdio::null())
            .spawn();
        let mut child = match started {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                println!("  {program} is not installed: skipped");
                return Ok(None);
            }
            started => started?,
        };
        let status = loop {
            // The high-water mark only rises, so the last look before the end is the peak, short of some milliseconds.
            memory = peak(child.id()).max(memory);
            if let Some(status) = child.try_wait()? {
                break status;
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        if !status.success() {
            return Err(format!("{program}: {status}").into());
        }
    }
    let (cpu, wall) = (children_time().saturating_sub(before) / runs, began.elapsed() / runs);
    Ok(Some(Cost { cpu, wall, memory }))
}

/// User and system time of all children that have ended: fields 16 and 17 of proc(5) stat, in hundredths of a second.
fn children_time() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: u64 = [13, 14].iter().filter_map(|at| fields.get(*at)?.parse::<u64>().ok()).sum();
    Duration::from_millis(10 * ticks)
}

/// The most memory a process had at once, in kilobytes: `VmHWM` of proc(5) status.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// One line: the cost, and what part of it `ours` is.
fn report(name: &str, cost: &Cost, ours: Option<&Cost>, mark: Option<f64>) {
    let share = ours.map(|ours| format!("{:.2}", ours.cpu.as_secs_f64() / cost.cpu.as_secs_f64()));
    let mark = mark.map(|mark| format!("{mark:.1}"));
    let memory = cost.memory.map_or_else(|| "?".to_owned(), |kilobytes| format!("{}", kilobytes / 1024));
    let cpu = cost.cpu.as_secs_f64() * 1000.0;
    let (share, mark) = (share.unwrap_or_default(), mark.unwrap_or_default());
    println!("  {name:<44} {cpu:>9.1} {share:>8} {mark:>6} {memory:>8}");
}

fn name(place: &Path) -> String {
    let name: &OsStr = place.as_os_str();
    name.to_string_lossy().into_owned()
}
