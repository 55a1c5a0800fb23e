//! Running a converter: a sound file of a kind that isn't read here → a WAV in a folder of its own below `.loa`.
//!
//! The program is started without a shell, with its arguments as they stand, and stopped with all it started when its
//! time is over or its file grows beyond what a WAV can hold. What it complains of is read as it comes; a program that
//! complains has failed, however it ends: half a recording is worse than none.

use super::ProjectError;
use super::store::HALF_DONE;
use crate::audio::{AudioError, ConversionFault};
use crate::network::{Converter, FROM, TO};
use std::fs;
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};
use tempfile::TempDir;

/// Where converters work, from the project's folder.
const WORKPLACE: &str = ".loa/converting";

/// How often a converter that works is looked at.
const PAUSE: Duration = Duration::from_millis(10);

/// Of what a converter says, so many bytes at the end are kept.
const LAST_WORDS: usize = 4096;

/// The end of what a converter said is waited for so long once it has ended.
const LAST_WAIT: Duration = Duration::from_secs(1);

/// The most bytes it may write: what a WAV can hold (EBU Tech 3285).
const MOST_BYTES: u64 = 1 << 32;

/// A WAV in a folder that goes away with it.
pub(super) struct Converted {
    /// The WAV.
    pub place: PathBuf,
    _folder: TempDir,
}

/// How a converter came to its end.
enum End {
    Exited(ExitStatus),
    TooLong,
    TooLarge,
}

/// Has `converter` make a WAV of the file at `place`, in a new folder of the project at `root`.
///
/// Errors: `Conversion`, `Read`, `Scratch`.
pub(super) fn convert(place: &Path, converter: &Converter, root: &Path) -> Result<Converted, AudioError> {
    let root = std::path::absolute(root).map_err(AudioError::Scratch)?;
    let within = root.join(WORKPLACE);
    fs::create_dir_all(&within).map_err(AudioError::Scratch)?;
    let folder =
        tempfile::Builder::new().prefix(HALF_DONE).tempdir_in(within).map_err(AudioError::Scratch)?;
    let made = folder.path().join("made.wav");
    let from = std::path::absolute(place).map_err(AudioError::Read)?;
    let mut command = Command::new(program(&converter.command[0], &root));
    command.args(converter.command[1..].iter().map(|word| filled(word, &from, &made)));
    run(command.current_dir(folder.path()), &made, converter)
        .map_err(|fault| AudioError::Conversion { program: converter.command[0].clone(), fault })?;
    Ok(Converted { place: made, _folder: folder })
}

/// Removes what killed commands left where converters work, if it was made before `before`: what is younger may be in
/// work just now. Gives the bytes of each.
pub fn sweep_conversions(root: &Path, before: SystemTime) -> Result<Vec<u64>, ProjectError> {
    let mut removed = Vec::new();
    // A folder that is not there has nothing to sweep; one that cannot be read is told of by who works in it.
    let Ok(entries) = fs::read_dir(root.join(WORKPLACE)) else { return Ok(removed) };
    for entry in entries.flatten() {
        let is_left = entry.file_name().to_string_lossy().starts_with(HALF_DONE);
        let is_old = entry.metadata().and_then(|found| found.modified()).is_ok_and(|made| made < before);
        if is_left && is_old {
            let size = fs::metadata(entry.path().join("made.wav")).map_or(0, |found| found.len());
            fs::remove_dir_all(entry.path()).map_err(ProjectError::write(&entry.path()))?;
            removed.push(size);
        }
    }
    Ok(removed)
}

/// A program named with its folder lies in the project; any other where the system looks for programs.
fn program(name: &str, root: &Path) -> PathBuf {
    let has_folder = name.contains(['/', MAIN_SEPARATOR]);
    if has_folder { root.join(name) } else { PathBuf::from(name) }
}

/// A word of the command with the files in their places. A file's name is left as it is, whatever it contains.
fn filled(word: &str, from: &Path, to: &Path) -> String {
    let (mut filled, mut rest) = (String::new(), word);
    while let Some((at, mark, file)) = [(FROM, from), (TO, to)]
        .into_iter()
        .filter_map(|(mark, file)| Some((rest.find(mark)?, mark, file)))
        .min_by_key(|(at, ..)| *at)
    {
        filled += &rest[..at];
        filled += &file.to_string_lossy();
        rest = &rest[at + mark.len()..];
    }
    filled + rest
}

fn run(command: &mut Command, to: &Path, converter: &Converter) -> Result<(), ConversionFault> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let mut child = command.spawn().map_err(ConversionFault::Start)?;
    let words = LastWords::of(child.stderr.take().expect("a pipe was asked for"));
    let limit = converter.limit.to_std().unwrap_or_default();
    let end = wait(&mut child, to, limit);
    stop(&mut child);
    let said = words.line();
    match end.map_err(ConversionFault::Start)? {
        End::TooLong => Err(ConversionFault::TooLong(limit)),
        End::TooLarge => Err(ConversionFault::TooLarge),
        End::Exited(status) if !status.success() => Err(ConversionFault::Failed(said)),
        End::Exited(_) => match said {
            Some(said) => Err(ConversionFault::Complained(said)),
            None if to.is_file() => Ok(()),
            None => Err(ConversionFault::Nothing),
        },
    }
}

/// How the program ended, or why it has to be stopped.
fn wait(child: &mut Child, to: &Path, limit: Duration) -> io::Result<End> {
    let begin = Instant::now();
    loop {
        let ended = child.try_wait()?;
        if fs::metadata(to).is_ok_and(|found| found.len() > MOST_BYTES) {
            return Ok(End::TooLarge);
        }
        if let Some(status) = ended {
            return Ok(End::Exited(status));
        }
        if begin.elapsed() >= limit {
            return Ok(End::TooLong);
        }
        thread::sleep(PAUSE);
    }
}

/// Ends the program and all it started. Who has ended already cannot be stopped, and need not be.
fn stop(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = rustix::process::Pid::from_raw(child.id().cast_signed()) {
        let _ended = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ended = child.kill();
    let _status = child.wait();
}

/// The end of what a program says, read while it works so that the pipe never fills up.
struct LastWords {
    kept: Arc<Mutex<Vec<u8>>>,
    reader: JoinHandle<()>,
}

impl LastWords {
    fn of(mut pipe: ChildStderr) -> LastWords {
        let kept = Arc::new(Mutex::new(Vec::new()));
        let end = Arc::clone(&kept);
        let reader = thread::spawn(move || {
            let mut block = [0; LAST_WORDS];
            // A pipe that cannot be read says no more.
            while let Ok(read @ 1..) = pipe.read(&mut block) {
                let mut end = end.lock().expect("nobody panics holding it");
                end.extend_from_slice(&block[..read]);
                let over = end.len().saturating_sub(LAST_WORDS);
                end.drain(..over);
            }
        });
        LastWords { kept, reader }
    }

    /// The last line that says something, once the program has ended. One that left the group may hold the pipe open:
    /// it is not waited for.
    fn line(self) -> Option<String> {
        let begin = Instant::now();
        while !self.reader.is_finished() && begin.elapsed() < LAST_WAIT {
            thread::sleep(PAUSE);
        }
        let kept = self.kept.lock().expect("nobody panics holding it");
        let text = String::from_utf8_lossy(&kept);
        let line = text.lines().map(str::trim).rfind(|line| !line.is_empty())?;
        Some(line.chars().filter(|letter| !letter.is_control()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_that_looks_like_a_place_is_left_as_it_is() {
        let filled = |word| filled(word, Path::new("/a {to}.amr"), Path::new("/{from}.wav"));
        assert_eq!(filled("{from}"), "/a {to}.amr");
        assert_eq!(filled("-o={to}:{from}"), "-o=/{from}.wav:/a {to}.amr");
        assert_eq!(filled("{from"), "{from");
    }
}
