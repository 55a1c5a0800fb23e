//! As-run logs as they lie in a folder: `logs/la-hai/2025-03.jsonl`, one for each station and month, only ever added to.

use super::ProjectError;
use crate::asrun::{Log, LogFaults, LogLine, LogScope};
use chrono::{Datelike, Months, NaiveDate};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Where they lie.
pub const LOGS: &str = "logs";

/// Adds lines to the logs of their stations and months, and comes back when they are on the disk. Another program that adds
/// at the same time is waited for; a line that was torn when the power went is ended first, so that it spoils no other.
pub fn append_log(root: &Path, lines: &[LogLine]) -> Result<(), ProjectError> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for line in lines {
        texts.entry(log_file(&line.station, line.day())).or_default().push_str(&line.to_json());
    }
    for (path, text) in texts {
        let place = root.join(path);
        append(&place, &text).map_err(ProjectError::write(&place))?;
    }
    Ok(())
}

/// What the logs below `root` say of what is in `scope`, and what is wrong in them, by path. No log says nothing.
pub fn read_logs(root: &Path, scope: &LogScope) -> Result<(Log, Vec<(String, LogFaults)>), ProjectError> {
    let (mut log, mut faults) = (Log::default(), Vec::new());
    let mut month = first_of(*scope.days.start());
    while month <= *scope.days.end() {
        let path = log_file(scope.station, month);
        let place = root.join(&path);
        match File::open(&place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            opened => {
                let file = opened.map_err(ProjectError::read(&place))?;
                let found = log.take(&mut BufReader::new(file), scope).map_err(ProjectError::read(&place))?;
                faults.push((path, found));
            }
        }
        month = month + Months::new(1);
    }
    faults.retain(|(_, faults)| !faults.is_empty());
    Ok((log, faults))
}

/// The log of a station that has that day, from the folder they lie in.
pub fn log_file(station: &str, day: NaiveDate) -> String {
    format!("{LOGS}/{station}/{}.jsonl", day.format("%Y-%m"))
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).expect("every month has a first")
}

fn append(place: &Path, text: &str) -> io::Result<()> {
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let is_new = !place.exists();
    let mut file = File::options().create(true).append(true).read(true).open(place)?;
    file.lock()?;
    let heal = if ends_whole(&mut file)? { "" } else { "\n" };
    file.write_all(format!("{heal}{text}").as_bytes())?;
    file.sync_all()?;
    // A new name is on the disk when its folder is; not every system lets a folder be opened for that.
    if is_new && let Ok(folder) = File::open(folder) {
        let _best_effort = folder.sync_all();
    }
    Ok(())
}

/// Whether the last line of a file has its end.
fn ends_whole(file: &mut File) -> io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}
