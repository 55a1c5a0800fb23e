//! For the tests that drive the program: a tiny project, the program run in a folder, and what stands in a folder.
#![allow(dead_code, reason = "each test binary takes what it needs")]
#![allow(clippy::disallowed_methods, reason = "these tests are about files")]
#![allow(clippy::unwrap_used, reason = "a failed look at a file is a failed test")]

use hound::{SampleFormat, WavSpec, WavWriter};
use loa::package::StationManifest;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// The program under test.
pub const LOA: &str = env!("CARGO_BIN_EXE_loa");

/// Frames per second of the tiny project: little sound, quickly made.
pub const RATE: u32 = 8_000;

/// The week that tests build.
pub const WEEK: [&str; 3] = ["build", "--week", "2025-W11"];

/// How a run of the program ended.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// The program, to be run in `folder` without what the tester's own environment says.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(LOA);
    command.args(arguments).current_dir(folder).env_remove("LOA_LANG").env_remove("NO_COLOR");
    command
}

pub fn loa(folder: &Path, arguments: &[&str]) -> Run {
    Run::of(&command(folder, arguments).output().expect("the program starts"))
}

/// Runs what has to end well.
pub fn well(folder: &Path, arguments: &[&str]) -> Run {
    let run = loa(folder, arguments);
    assert_eq!(run.code, Some(0), "{arguments:?} ended badly: {run:?}");
    run
}

impl Run {
    pub fn of(output: &Output) -> Run {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the program speaks UTF-8");
        Run { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Whether the run ended with `code` and told of each of `words` on the standard error.
    #[track_caller]
    pub fn tells(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, Some(code), "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "“{word}” is not told:\n{}", self.err);
        }
    }
}

/// The repository itself, which is the example project.
pub fn example() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of the example, without what was built.
pub fn copy_of_example() -> TempDir {
    let copy = TempDir::new().expect("a temporary folder");
    for folder in ["schedules", "scripts", "bulletins", "clips", "recordings"] {
        copy_folder(&example().join(folder), &copy.path().join(folder));
    }
    copy
}

pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let place = to.join(path.file_name().expect("an entry has a name"));
        if path.is_dir() {
            copy_folder(&path, &place);
        } else {
            fs::copy(&path, &place).unwrap();
        }
    }
}

pub fn put(folder: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let place = folder.join(path);
    fs::create_dir_all(place.parent().expect("a path within the folder")).unwrap();
    fs::write(place, bytes).unwrap();
}

/// Two stations: the district makes programmes with and without reads, repeats and relays; the commune relays the
/// district and has a programme of its own. Every clip is a few seconds of square wave.
pub fn tiny() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    lay_down(folder.path());
    folder
}

pub fn lay_down(folder: &Path) {
    put(folder, "schedules/a-network.ron", NETWORK);
    put(folder, "schedules/b-huyen.ron", DISTRICT);
    put(folder, "schedules/c-xa.ron", COMMUNE);
    put(folder, "scripts/chao.tera", "Đây là {{ station.name }}, {{ date.weekday | lower_first }}.");
    for day in 9..=16 {
        let text = format!(
            "---\ntitle: Tin ngày {day}\nsection: tin\n---\nThôn mở hội. Bà con đến dự đông đủ, đúng giờ.\n"
        );
        put(folder, &format!("bulletins/2025-03-{day:02}/tin.md"), text);
    }
    for (name, period, seconds) in [
        ("hieu", 16, 1),
        ("mo-man", 10, 2),
        ("xa", 20, 2),
        ("nen/dai", 32, 5),
        ("nen/vua", 24, 3),
        ("nen/ngan", 40, 1),
    ] {
        put(folder, &format!("clips/{name}.wav"), square(period, seconds * RATE));
    }
}

/// A square wave as a WAV in the tiny project's house format, made of integers only, about −18 LUFS.
pub fn square(period: u32, frames: u32) -> Vec<u8> {
    let spec =
        WavSpec { channels: 1, sample_rate: RATE, bits_per_sample: 16, sample_format: SampleFormat::Int };
    let mut file = std::io::Cursor::new(Vec::new());
    let mut writer = WavWriter::new(&mut file, spec).expect("memory takes a header");
    for frame in 0..frames {
        let value: i16 = if frame % period < period / 2 { 4_000 } else { -4_000 };
        writer.write_sample(value).expect("memory takes samples");
    }
    writer.finalize().expect("memory takes a length");
    file.into_inner()
}

const NETWORK: &str = r#"Network(
    version: 1,
    id: "nho",
    name: "Mạng nhỏ",
    language: "vi",
    time_zone: "Asia/Ho_Chi_Minh",
    stations: [
        (id: "huyen", name: "Đài huyện"),
        (id: "xa", name: "Đài xã", under: "huyen"),
    ],
    sources: [(id: "vov1", name: "VOV1")],
    audio: (sample_rate: 8000),
)
"#;

const DISTRICT: &str = r#"Schedule(
    version: 1,
    by: "huyen",
    pools: [(id: "nền", clips: ["nen/*"], since: "1/1/2025")],
    programmes: [
        (id: "nhạc", title: "Ca nhạc", parts: [Clip("hieu"), Clip("mo-man"), Fill("nền")]),
        (id: "chiều", title: "Chương trình chiều", parts: [
            Clip("hieu"), Read("chao"), Bulletins(section: "tin", length: "40 giây"), Fill("nền"),
        ]),
    ],
    slots: [
        (id: "phát lại", stations: ["huyen"], at: Daily("05h15"), length: "2 phút", play: Repeat(slot: "chiều", days: 1)),
        (id: "sáng", stations: ["huyen"], at: Daily("05h30"), length: "1 phút", play: Programme("nhạc")),
        (id: "vov", stations: ["huyen"], at: Daily("06h00"), length: "2 phút", play: Relay(from: "vov1")),
        (id: "chiều", stations: ["huyen"], at: Daily("17h00"), length: "2 phút", play: Programme("chiều")),
    ],
)
"#;

const COMMUNE: &str = r#"Schedule(
    version: 1,
    by: "xa",
    programmes: [(id: "của xã", title: "Tiếng nói của xã", parts: [Clip("xa"), Fill("nền")])],
    slots: [
        (id: "tiếp âm", stations: ["xa"], at: Daily("17h00"), length: "2 phút",
            play: Relay(from: "huyen", instead: Carry(from: "huyen", slot: "chiều"))),
        (id: "tối", stations: ["xa"], at: Daily("18h00"), length: "1 phút", play: Programme("của xã")),
    ],
)
"#;

/// Every file below `folder`, as a path within it.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).expect("found below it").to_owned());
            }
        }
    }
    found.sort();
    found
}

/// What every file below `folder` holds: SHA-256 by path.
pub fn digests(folder: &Path) -> BTreeMap<String, String> {
    let digest = |path: &PathBuf| {
        let digest = Sha256::digest(fs::read(folder.join(path)).unwrap());
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    };
    files(folder).iter().map(|path| (path.display().to_string(), digest(path))).collect()
}

/// When every file below `folder` was written, and as which file of the disk: what tells a file that was written again
/// with the same bytes.
#[cfg(unix)]
pub fn marks(folder: &Path) -> BTreeMap<String, (u64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    let mark = |path: &PathBuf| {
        let found = fs::metadata(folder.join(path)).unwrap();
        (found.ino(), found.mtime(), found.mtime_nsec())
    };
    files(folder).iter().map(|path| (path.display().to_string(), mark(path))).collect()
}

/// The manifests of a built project, with the folder of each.
pub fn manifests(project: &Path) -> Vec<(PathBuf, StationManifest)> {
    let out = project.join("out");
    let found = files(&out).into_iter().filter(|path| path.ends_with("manifest.json"));
    let read = |path: PathBuf| {
        let manifest = serde_json::from_slice(&fs::read(out.join(&path)).unwrap()).expect("a manifest");
        (out.join(path.parent().expect("it is in a folder")), manifest)
    };
    found.map(read).collect()
}
