//! Running a program of the operator's that makes a WAV, in a folder of its own below `.loa`: a converter, the voice.
//!
//! It is started without a shell, with its arguments as they stand, and stopped with all it started when its time is over
//! or its file grows beyond what it may. What it says on its standard error is read as it comes.

use super::ProjectError;
use super::store::HALF_DONE;
use crate::audio::{AudioError, ConversionFault};
use crate::network::{FROM, TO};
use chrono::TimeDelta;
use std::fs;
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};
use tempfile::TempDir;

/// Where programs work, from the project's folder.
const WORKPLACE: &str = ".loa/converting";

/// How often a program that works is looked at.
const PAUSE: Duration = Duration::from_millis(10);

/// Of what a program says, so many bytes at the end are kept.
const LAST_WORDS: usize = 4096;

/// The end of what a program said is waited for so long once it has ended.
const LAST_WAIT: Duration = Duration::from_secs(1);

/// A program to be run, and how far it may go.
pub(super) struct Program<'a> {
    /// Its name and its arguments, with the marks for the files.
    pub command: &'a [String],
    /// How long it may work.
    pub limit: TimeDelta,
    /// The most bytes its WAV may have.
    pub most_bytes: u64,
    /// What it means when it says something on its standard error but ends well.
    pub words: Words,
}

/// What a program that ends well means by what it said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    /// Something is wrong with what it made.
    Complaint,
    /// How it went along.
    Report,
}

/// A folder that a program works in; it goes away with all that is in it.
pub(super) struct Workplace {
    root: PathBuf,
    folder: TempDir,
}

/// How a program came to its end.
enum End {
    Exited(ExitStatus),
    TooLong,
    TooLarge,
}

impl Workplace {
    /// A new folder in the project at `root`.
    ///
    /// Errors: `Scratch`.
    pub fn open(root: &Path) -> Result<Workplace, AudioError> {
        let root = std::path::absolute(root).map_err(AudioError::Scratch)?;
        let within = root.join(WORKPLACE);
        fs::create_dir_all(&within).map_err(AudioError::Scratch)?;
        let folder =
            tempfile::Builder::new().prefix(HALF_DONE).tempdir_in(within).map_err(AudioError::Scratch)?;
        Ok(Workplace { root, folder })
    }

    /// A file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The WAV, once it is made.
    pub fn made(&self) -> PathBuf {
        self.file("made.wav")
    }

    /// Has `program` make the WAV of the file at `from`, and reads `input` to it.
    ///
    /// Errors: `Conversion`.
    pub fn run(&self, program: &Program, from: &Path, input: Stdio) -> Result<(), AudioError> {
        let (name, arguments) = program.command.split_first().expect("a command has a program");
        let mut command = Command::new(place_of(name, &self.root));
        command.args(arguments.iter().map(|word| filled(word, from, &self.made())));
        command.current_dir(self.folder.path()).stdin(input);
        run(&mut command, &self.made(), program)
            .map_err(|fault| AudioError::Conversion { program: name.clone(), fault })
    }
}

/// Removes what killed commands left where programs work, if it was made before `before`: what is younger may be in
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
fn place_of(name: &str, root: &Path) -> PathBuf {
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

fn run(command: &mut Command, to: &Path, program: &Program) -> Result<(), ConversionFault> {
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let mut child = command.spawn().map_err(ConversionFault::Start)?;
    let words = LastWords::of(child.stderr.take().expect("a pipe was asked for"));
    let limit = program.limit.to_std().unwrap_or_default();
    let end = wait(&mut child, to, limit, program.most_bytes);
    stop(&mut child);
    let said = words.line();
    match end.map_err(ConversionFault::Start)? {
        End::TooLong => Err(ConversionFault::TooLong(limit)),
        End::TooLarge => Err(ConversionFault::TooLarge),
        End::Exited(status) if !status.success() => Err(ConversionFault::Failed(said)),
        End::Exited(_) => match said.filter(|_| program.words == Words::Complaint) {
            Some(said) => Err(ConversionFault::Complained(said)),
            None if to.is_file() => Ok(()),
            None => Err(ConversionFault::Nothing),
        },
    }
}

/// How the program ended, or why it has to be stopped.
fn wait(child: &mut Child, to: &Path, limit: Duration, most_bytes: u64) -> io::Result<End> {
    let begin = Instant::now();
    loop {
        let ended = child.try_wait()?;
        if fs::metadata(to).is_ok_and(|found| found.len() > most_bytes) {
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
