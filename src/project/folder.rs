//! The folder of a project while it is read: lists its files, opens the small ones, and reads those that stand for
//! themselves (trims, lexicon, the recordings' index).
//!
//! Takes the folder; returns texts by path, and what those files say. What schedules, bulletins and templates say, others
//! read.

use super::recordings::{FoundRecordings, RecordingDay};
use super::{ProjectError, walk};
use crate::calendar::reading;
use crate::catalogue::{ClipTrims, RecordingFile, RecordingIndex, number_of, read_index, read_trims};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Phrase, Span};
use crate::source::{LARGEST_FILE, Sources, head_word};
use crate::speech::Lexicon;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The file that tells what is cut off clips.
pub const TRIMS: &str = "clips/trims.ron";

/// The file of a station's own short forms and how they are said.
pub const LEXICON: &str = "scripts/lexicon.ron";

/// A project's folder while it is read.
pub(super) struct Folder<'a> {
    pub root: &'a Path,
    pub sources: &'a mut Sources,
    pub diagnostics: &'a mut Diagnostics,
}

impl Folder<'_> {
    /// The files below `folder`, as paths within it; what is left out of them is reported.
    fn list(&mut self, folder: &str) -> Result<Vec<String>, ProjectError> {
        let listing = walk::list(self.root, folder)?;
        for left in listing.left_out {
            let why = Phrase { id: left.why, args: vec![] };
            self.diagnostics.push(Diagnostic::new(Code::LeftOut).with("path", left.path).with("why", why));
        }
        Ok(listing.files.into_iter().map(|file| file.path).collect())
    }

    /// The texts below `folder` that end in `extension`: path within the folder, and file.
    pub fn texts(&mut self, folder: &str, extension: &str) -> Result<Vec<(String, FileId)>, ProjectError> {
        let mut found = Vec::new();
        for path in self.list(folder)? {
            if has_extension(&path, extension) {
                let file = self.text(&format!("{folder}/{path}"))?;
                found.push((path, file));
            }
        }
        Ok(found)
    }

    fn text(&mut self, path: &str) -> Result<FileId, ProjectError> {
        let place = self.root.join(path);
        let size = fs::metadata(&place).map_err(ProjectError::read(&place))?.len();
        if size > LARGEST_FILE {
            return Ok(self.sources.refuse(path, size, self.diagnostics));
        }
        let bytes = fs::read(&place).map_err(ProjectError::read(&place))?;
        Ok(self.sources.add(path, bytes, self.diagnostics))
    }

    /// All files of the folder of clips, and what is cut off some.
    pub fn clips(&mut self) -> Result<(ClipTrims, Vec<String>), ProjectError> {
        let paths = self.list("clips")?;
        let mut trims = ClipTrims::default();
        if paths.iter().any(|path| TRIMS.strip_prefix("clips/") == Some(path)) {
            let file = self.text(TRIMS)?;
            let source = self.sources.file(file);
            trims = match source.is_readable {
                true => read_trims(file, &source.text, self.diagnostics),
                false => ClipTrims { is_damaged: true, ..ClipTrims::default() },
            };
        }
        Ok((trims, paths))
    }

    /// The shipped short forms, and the station's own where it has a file of them.
    pub fn lexicon(&mut self) -> Result<Lexicon, ProjectError> {
        if !self.root.join(LEXICON).is_file() {
            return Ok(Lexicon::shipped());
        }
        let file = self.text(LEXICON)?;
        let source = self.sources.file(file);
        Ok(match source.is_readable && !head_word(&source.text).is_empty() {
            true => Lexicon::with(file, &source.text, self.diagnostics),
            false => Lexicon::shipped(),
        })
    }

    fn index(&mut self, path: &str) -> Result<RecordingIndex, ProjectError> {
        let file = self.text(path)?;
        let source = self.sources.file(file);
        let mut index = RecordingIndex { is_damaged: true, ..RecordingIndex::default() };
        if source.is_readable {
            index = read_index(file, &source.text, self.diagnostics);
        }
        if index.is_damaged {
            let found = Diagnostic::at(Code::DamagedIndex, Span { file, start: 0, end: 0 });
            self.diagnostics.push(found.hint("hint-damaged-index", vec![]));
        }
        Ok(index)
    }

    /// What is recorded of each day, and files that belong to none.
    pub fn recordings(&mut self) -> Result<FoundRecordings, ProjectError> {
        let FoundRecordings { mut days, mut strange } = FoundRecordings::default();
        let paths = self.list("recordings")?;
        let twins = self.two_folders("recordings", &paths);
        for path in paths {
            let whole = format!("recordings/{path}");
            let (folder, name) = path.split_once('/').unwrap_or(("", &path));
            let Ok(date) = reading::date(folder) else {
                strange.push((Code::RecordingFolder, whole));
                continue;
            };
            let day = days.entry(date).or_insert_with(|| RecordingDay {
                folder: format!("recordings/{folder}"),
                ..RecordingDay::default()
            });
            if day.folder != format!("recordings/{folder}") {
                continue;
            }
            if name == "index.ron" {
                day.index = self.index(&whole)?;
            } else if let Some(number) = number_of(name) {
                day.files.push(RecordingFile { number, path: whole });
            } else {
                strange.push((Code::UnnumberedRecording, whole));
            }
        }
        for (date, day) in &mut days {
            day.files.sort();
            // Each folder has numbers of its own: nobody knows which of them is on paper.
            day.index.is_damaged |= twins.contains(date);
        }
        Ok(FoundRecordings { days, strange })
    }

    /// The days that have several folders below `within`, each reported.
    fn two_folders(&mut self, within: &str, paths: &[String]) -> BTreeSet<NaiveDate> {
        let mut first: BTreeMap<NaiveDate, &str> = BTreeMap::new();
        let mut twins = BTreeSet::new();
        for folder in paths.iter().filter_map(|path| Some(path.split_once('/')?.0)) {
            let Ok(date) = reading::date(folder) else { continue };
            let known = *first.entry(date).or_insert(folder);
            if known != folder {
                twins.insert(date);
                let found = Diagnostic::new(Code::TwoFolders)
                    .with("path", format!("{within}/{known}"))
                    .with("other", format!("{within}/{folder}"));
                self.diagnostics.push(found.hint("hint-two-folders", vec![]));
            }
        }
        twins
    }

    /// Reports what stands among the bulletins and is none.
    pub fn not_bulletins(&mut self) -> Result<(), ProjectError> {
        let paths = self.list("bulletins")?;
        self.two_folders("bulletins", &paths);
        for path in paths.iter().filter(|path| !has_extension(path, "md")) {
            let found = Diagnostic::new(Code::NotABulletin).with("path", format!("bulletins/{path}"));
            self.diagnostics.push(found.hint("hint-not-a-bulletin", vec![]));
        }
        Ok(())
    }
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}
