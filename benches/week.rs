//! The example week: how long a build takes, what it needs, and what it writes. Figures, no verdict.
//!
//! Goes in: the project in this folder, copied aside. Comes out: a table on stdout. `LOA_BENCH_DIR` names the folder for
//! the copy (1.9 GB); else it lies under `target/`.
#![allow(clippy::disallowed_methods, clippy::print_stdout)] // Measures the world, and says what it found.

use loa::diagnostic::Diagnostics;
use loa::network::StationIx;
use loa::project::{self, Project};
use loa::rundown::expand;
use loa::source::Sources;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const INPUTS: [&str; 5] = ["schedules", "scripts", "bulletins", "clips", "recordings"];
const WEEK: &str = "2025-W11";
const UNCHANGED_RUNS: u32 = 5;

/// What one run of the program took.
#[derive(Default)]
struct Cost {
    user: Duration,
    system: Duration,
    wall: Duration,
    /// Kilobytes of resident memory at the most.
    memory: Option<u64>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let base = std::env::var_os("LOA_BENCH_DIR").map_or_else(|| here.join("target"), PathBuf::from);
    let copy = tempfile::Builder::new().prefix("week-").tempdir_in(base)?;
    for folder in INPUTS {
        copy_folder(&here.join(folder), &copy.path().join(folder))?;
    }
    println!("{:<22} {:>8} {:>8} {:>8} {:>8} {:>9}", WEEK, "user s", "sys s", "CPU s", "wall s", "peak MB");
    report("cold", &build(copy.path())?);
    let (bytes, files) = size(&copy.path().join("out"))?;
    println!("{:<22} {files} files, {:.1} MB", "  written", megabytes(bytes));
    fs::remove_dir_all(copy.path().join("out"))?;
    report("cold, clips known", &build(copy.path())?);
    let mut unchanged = Cost::default();
    for _ in 0..UNCHANGED_RUNS {
        let one = build(copy.path())?;
        unchanged.user += one.user / UNCHANGED_RUNS;
        unchanged.system += one.system / UNCHANGED_RUNS;
        unchanged.wall += one.wall / UNCHANGED_RUNS;
        unchanged.memory = unchanged.memory.max(one.memory);
    }
    report("unchanged", &unchanged);
    touch(&copy.path().join("bulletins/2025-03-12/thong-bao-canh-bao-chay-rung.md"))?;
    report("one bulletin corrected", &build(copy.path())?);
    stages(copy.path())
}

/// Stages that can be called alone, each the least of some runs.
fn stages(root: &Path) -> Result<(), Box<dyn Error>> {
    let load = || -> Result<Project, Box<dyn Error>> {
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
        project::load(root, &mut sources, &mut diagnostics)?.ok_or_else(|| "no network".into())
    };
    let project = load()?;
    let monday = loa::calendar::reading::iso_week(WEEK).map_err(|_| "not a week")?;
    let stations: Vec<StationIx> = project.network.all().map(|(ix, _)| ix).collect();
    println!("\n{:<22} {:>8}", "stage", "ms");
    stage("load", || drop(load()));
    for (name, days) in [("expand a week", 6), ("expand a year", 364)] {
        let days = monday..=monday + chrono::Days::new(days);
        stage(name, || {
            let mut diagnostics = Diagnostics::new();
            drop(expand(&project.network, &project.schedule, &stations, days.clone(), &mut diagnostics));
        });
    }
    Ok(())
}

fn stage(name: &str, mut run: impl FnMut()) {
    let once = |run: &mut dyn FnMut()| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    let least = (0..5).map(|_| once(&mut run)).min().expect("five runs");
    println!("{name:<22} {:>8.2}", least.as_secs_f64() * 1000.0);
}

/// One `loa build` of the week.
fn build(root: &Path) -> Result<Cost, Box<dyn Error>> {
    let before = children_time();
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_loa"))
        .args(["build", "--week", WEEK, "--format", "json", "--project"])
        .arg(root)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut memory = None;
    let status = loop {
        // The high-water mark only rises, so the last look before the end is the peak, short of a millisecond.
        memory = peak(child.id()).or(memory);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    let wall = start.elapsed();
    if !status.success() {
        return Err(format!("loa build: {status}").into());
    }
    let after = children_time();
    let (user, system) = (after.0.saturating_sub(before.0), after.1.saturating_sub(before.1));
    Ok(Cost { user, system, wall, memory })
}

/// User and system time of all children that have ended, where the system tells: fields 16 and 17 of proc(5) stat, in
/// hundredths of a second.
fn children_time() -> (Duration, Duration) {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let time = |at: usize| {
        let ticks = fields.get(at).and_then(|field| field.parse().ok()).unwrap_or(0);
        Duration::from_millis(10 * ticks)
    };
    (time(13), time(14))
}

/// The most memory a process had at once, in kilobytes: `VmHWM` of proc(5) status.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

fn report(name: &str, cost: &Cost) {
    let cpu = cost.user + cost.system;
    let memory = cost.memory.map_or_else(|| "?".to_owned(), |kilobytes| format!("{}", kilobytes / 1024));
    println!(
        "{name:<22} {:>8.2} {:>8.2} {:>8.2} {:>8.3} {memory:>9}",
        cost.user.as_secs_f64(),
        cost.system.as_secs_f64(),
        cpu.as_secs_f64(),
        cost.wall.as_secs_f64()
    );
}

fn megabytes(bytes: u64) -> f64 {
    Duration::from_micros(bytes).as_secs_f64()
}

/// Writes a file again with a word more.
fn touch(place: &Path) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(place)?;
    Ok(fs::write(place, format!("{text}\nXin cảm ơn bà con.\n"))?)
}

/// Bytes on the disk and files below `folder`; a file of several names counts once.
fn size(folder: &Path) -> Result<(u64, u64), Box<dyn Error>> {
    let mut seen = std::collections::BTreeSet::new();
    let (mut bytes, mut files) = (0, 0);
    let mut left = vec![folder.to_owned()];
    while let Some(place) = left.pop() {
        for entry in fs::read_dir(place)? {
            let entry = entry?;
            let found = entry.metadata()?;
            if found.is_dir() {
                left.push(entry.path());
                continue;
            }
            files += 1;
            if seen.insert(identity(&found, files)) {
                bytes += found.len();
            }
        }
    }
    Ok((bytes, files))
}

#[cfg(unix)]
fn identity(found: &fs::Metadata, _nth: u64) -> u64 {
    std::os::unix::fs::MetadataExt::ino(found)
}

#[cfg(not(unix))]
fn identity(_found: &fs::Metadata, nth: u64) -> u64 {
    nth
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &place)?;
        } else {
            fs::copy(entry.path(), place)?;
        }
    }
    Ok(())
}
