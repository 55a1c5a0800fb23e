//! Running a converter: a sound file of a kind that isn't read here → a WAV in a folder of its own below `.loa`.
//!
//! The program is started without a shell, with its arguments as they stand, and stopped when its time is over. What it
//! says goes into a file, so that no pipe fills up.

use crate::audio::{AudioError, ConversionFault};
use crate::network::{Converter, FROM, TO};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How often a converter that works is looked at.
const PAUSE: Duration = Duration::from_millis(10);

/// Of what a converter says, so many bytes at the end are looked at.
const LAST_WORDS: u64 = 4096;

/// A WAV in a folder that goes away with it.
pub(super) struct Converted {
    /// The WAV.
    pub place: PathBuf,
    _folder: TempDir,
}

/// Has `converter` make a WAV of the file at `place`, in a new folder below `within`.
///
/// Errors: `Conversion`, `Read`, `Scratch`.
pub(super) fn convert(place: &Path, converter: &Converter, within: &Path) -> Result<Converted, AudioError> {
    fs::create_dir_all(within).map_err(AudioError::Scratch)?;
    let within = std::path::absolute(within).map_err(AudioError::Scratch)?;
    let folder = tempfile::Builder::new().prefix(".loa-").tempdir_in(within).map_err(AudioError::Scratch)?;
    let made = folder.path().join("made.wav");
    let told = folder.path().join("told");
    run(&std::path::absolute(place).map_err(AudioError::Read)?, &made, &told, converter)
        .map_err(|fault| AudioError::Conversion { program: converter.command[0].clone(), fault })?;
    Ok(Converted { place: made, _folder: folder })
}

fn run(from: &Path, to: &Path, told: &Path, converter: &Converter) -> Result<(), ConversionFault> {
    let file = |place: &Path| place.to_string_lossy().into_owned();
    let fill = |word: &String| word.replace(FROM, &file(from)).replace(TO, &file(to));
    let words = File::create(told).map_err(ConversionFault::Start)?;
    let child = Command::new(&converter.command[0])
        .args(converter.command[1..].iter().map(fill))
        .current_dir(told.parent().expect("a file in the folder made for it"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(words)
        .spawn()
        .map_err(ConversionFault::Start)?;
    let limit = converter.limit.to_std().unwrap_or_default();
    match wait(child, limit).map_err(ConversionFault::Start)? {
        None => Err(ConversionFault::TooLong(limit)),
        Some(status) if !status.success() => {
            Err(ConversionFault::Failed(last_line(told).unwrap_or_default()))
        }
        Some(_) if to.is_file() => Ok(()),
        Some(_) => Err(ConversionFault::Nothing),
    }
}

/// How the program ended; none when it had to be stopped.
fn wait(mut child: Child, limit: Duration) -> io::Result<Option<ExitStatus>> {
    let begin = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if begin.elapsed() >= limit {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(PAUSE);
    }
}

/// The last line that says something.
fn last_line(told: &Path) -> io::Result<Option<String>> {
    let mut file = File::open(told)?;
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(LAST_WORDS)))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let line = text.lines().map(str::trim).rfind(|line| !line.is_empty());
    Ok(line.map(|line| line.chars().filter(|letter| !letter.is_control()).collect()))
}
