//! Loading a project: what the pure modules read from the files of its folder, put together.
//!
//! Takes the folder; returns what all its files say. What single files say of sounds and words, `folder` reads.

use super::approvals::{self, APPROVALS};
use super::folder::Folder;
use super::recordings::RecordingDay;
use super::upstream::name_upstream;
use super::{ProjectError, frozen};
use crate::approval::Approvals;
use crate::calendar::Holidays;
use crate::calendar::reading;
use crate::catalogue::{Bulletin, Catalogue, ClipTrims, read_bulletin};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Span};
use crate::lineup::Frozen;
use crate::network::{self, Network};
use crate::schedule::{self, Doubts, Schedule, ScheduleText};
use crate::script::{Templates, with_library};
use crate::source::{Sources, head_word, readable};
use crate::speech::{Lexicon, Speech};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Everything that the files of a project say.
pub struct Project {
    /// The folder.
    pub root: PathBuf,
    /// The stations.
    pub network: Network,
    /// Clips, templates, bulletins.
    pub catalogue: Catalogue,
    /// Programmes, slots, pools, campaigns, changes.
    pub schedule: Schedule,
    /// The templates, ready to render.
    pub templates: Templates,
    /// Which file each template is, by its path under `scripts/`; a shipped one is none.
    pub template_files: BTreeMap<String, FileId>,
    /// Where templates name an administrative unit, and which, by its place in the network's list.
    pub template_units: Vec<(Span, usize)>,
    /// Short forms and how they are said: those that are shipped, and the station's own.
    pub lexicon: Arc<Lexicon>,
    /// What is cut off the silent ends of clips.
    pub trims: ClipTrims,
    /// What was recorded, by day.
    pub recordings: BTreeMap<NaiveDate, RecordingDay>,
    /// Who approved what.
    pub approvals: Approvals,
    /// The choices of the weeks that are frozen.
    pub frozen: Frozen,
    /// What is not certain, because something in the schedule files is wrong.
    pub doubts: Doubts,
}

impl Project {
    /// The folder in which the recordings of a day are, or belong when there are none yet, from the project's.
    pub fn recording_folder(&self, date: NaiveDate) -> String {
        self.recordings.get(&date).map_or_else(|| format!("recordings/{date}"), |day| day.folder.clone())
    }
}

/// The project's folder: `start`, or the nearest one above it that has a folder `schedules`.
pub fn find(start: &Path) -> Result<PathBuf, ProjectError> {
    start
        .ancestors()
        .find(|folder| folder.join("schedules").is_dir())
        .map(Path::to_owned)
        .ok_or_else(|| ProjectError::NotAProject(start.to_owned()))
}

/// Loads the project at `root`. None when there is no network to speak of, after a diagnostic. The sources of all texts
/// are left in `sources`, so that findings can be shown.
pub fn load(
    root: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Project>, ProjectError> {
    let mut folder = Folder { root, sources, diagnostics };
    let mut schedule_files = folder.texts("schedules", "ron")?;
    let mut bulletin_files = folder.texts("bulletins", "md")?;
    folder.not_bulletins()?;
    let template_files = folder.texts("scripts", "tera")?;
    let lexicon = Arc::new(folder.lexicon()?);
    let (trims, clips) = folder.clips()?;
    let recordings = folder.recordings()?;
    let records = folder.texts("published", "ron")?;
    let approvals = folder.texts(APPROVALS, "ron")?;
    let approvals = approvals::read(approvals, folder.sources, folder.diagnostics);
    let (frozen, frozen_files) = frozen::read(records, folder.sources, folder.diagnostics);
    let Folder { sources, diagnostics, .. } = folder;
    // Also those that cannot be read at all: what they say is not certain.
    let plan_files = schedule_files.iter().map(|(_, file)| *file).chain(frozen_files).collect();
    for files in [&mut schedule_files, &mut bulletin_files] {
        files.retain(|(_, file)| sources.file(*file).is_readable);
    }
    // A file that is empty, or all comments, says nothing yet.
    schedule_files.retain(|(_, file)| !head_word(&sources.file(*file).text).is_empty());
    let texts: Vec<(FileId, Cow<str>)> = schedule_files
        .iter()
        .map(|(_, file)| (*file, readable(*file, &sources.file(*file).text, diagnostics)))
        .collect();
    let of_kind = |kind: &str| -> Vec<ScheduleText> {
        let named = texts.iter().filter(|(_, text)| head_word(text) == kind);
        named.map(|(file, text)| ScheduleText { file: *file, text }).collect()
    };
    strangers(&texts, diagnostics);
    let Some(mut network) = the_network(&of_kind("Network"), diagnostics) else { return Ok(None) };
    name_upstream(root, &mut network);
    let holidays = Holidays::read(
        &of_kind("Calendar").iter().map(|t| (t.file, t.text)).collect::<Vec<_>>(),
        diagnostics,
    );
    let speech = Speech::new(Arc::clone(&lexicon), network.variants);
    let bulletins = bulletins(&bulletin_files, sources, (&network, &speech), diagnostics);
    let own = template_files.iter().map(|(path, file)| (path.clone(), sources.file(*file).text.clone()));
    let named = with_library(own.collect());
    let names = named.iter().map(|(name, _)| name.clone()).collect();
    let is_sound = |path: &str| has_sound_name(path) || network.converters.of(path).is_some();
    let clips = clips.into_iter().filter(|path| is_sound(path)).collect();
    let recordings = recordings.sounds(is_sound, diagnostics);
    let catalogue = Catalogue::new(clips, names, bulletins);
    catalogue.check_translations(diagnostics);
    let schedule = schedule::read(
        &of_kind("Schedule"),
        &of_kind("Campaign"),
        &network,
        &holidays,
        &catalogue,
        diagnostics,
    );
    let doubts = Doubts::of_reading(&schedule, &network, &plan_files, diagnostics);
    let (templates, problems) = Templates::load(named, speech);
    let template_units = template_units(&template_files, sources, &network);
    let template_files: BTreeMap<String, FileId> = template_files.into_iter().collect();
    for problem in &problems {
        diagnostics.push(problem.diagnostic(&template_files));
    }
    let root = root.to_owned();
    Ok(Some(Project {
        root,
        network,
        catalogue,
        schedule,
        templates,
        template_files,
        template_units,
        lexicon,
        trims,
        recordings,
        approvals,
        frozen,
        doubts,
    }))
}

/// The network of the project at `root`, without the rest of it; none when there is none or it cannot be read: whoever
/// loads the project is told why.
pub fn network_of(root: &Path) -> Option<Network> {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let mut folder = Folder { root, sources: &mut sources, diagnostics: &mut diagnostics };
    let files = folder.texts("schedules", "ron").ok()?;
    let mut unsaid = Diagnostics::new();
    files.iter().find_map(|(_, file)| {
        let text = readable(*file, &sources.file(*file).text, &mut unsaid);
        if head_word(&text) != "Network" {
            return None;
        }
        network::read(*file, &text, &mut Diagnostics::new())
    })
}

/// The short forms of the project at `root`, without the rest of it.
pub fn lexicon(
    root: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Lexicon, ProjectError> {
    Folder { root, sources, diagnostics }.lexicon()
}

/// Whether a file is sound by its name; what it really is shows when it is decoded.
pub fn has_sound_name(path: &str) -> bool {
    const READ: [&str; 14] = [
        "wav", "bwf", "rf64", "flac", "mp3", "ogg", "oga", "opus", "m4a", "aac", "mp4", "aif", "aiff", "aifc",
    ];
    // What phones and old recorders make: told to be sound, and what to do, rather than passed over.
    const FOREIGN: [&str; 8] = ["amr", "awb", "3gp", "3ga", "wma", "caf", "mp2", "webm"];
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let extension = extension.to_ascii_lowercase();
    READ.iter().chain(&FOREIGN).any(|known| *known == extension)
}

fn strangers(texts: &[(FileId, Cow<str>)], diagnostics: &mut Diagnostics) {
    const KINDS: [&str; 4] = ["Network", "Calendar", "Schedule", "Campaign"];
    for (file, text) in texts {
        let word = head_word(text);
        if !KINDS.contains(&word) && !text.is_empty() {
            let start = text.find(word).unwrap_or(0);
            let span = Span { file: *file, start, end: start + word.len().max(1) };
            let known = KINDS.map(str::to_owned).to_vec();
            diagnostics.push(
                Diagnostic::at(Code::UnknownWord, span)
                    .with("found", word)
                    .with("known", known)
                    .did_you_mean(crate::source::likely(word, KINDS.into_iter())),
            );
        }
    }
}

fn template_units(files: &[(String, FileId)], sources: &Sources, network: &Network) -> Vec<(Span, usize)> {
    let mut found = Vec::new();
    for (_, file) in files {
        for mention in network.units.mentions(&sources.file(*file).text) {
            let span = Span { file: *file, start: mention.place.start, end: mention.place.end };
            found.push((span, mention.unit));
        }
    }
    found
}

fn the_network(files: &[ScheduleText], diagnostics: &mut Diagnostics) -> Option<Network> {
    let Some(first) = files.first() else {
        diagnostics.push(Diagnostic::new(Code::NoNetwork).hint("hint-network", vec![]));
        return None;
    };
    for second in &files[1..] {
        let span = |text: &ScheduleText| Span { file: text.file, start: 0, end: 0 };
        let found = Diagnostic::at(Code::SecondNetwork, span(second));
        diagnostics.push(found.label(span(first), "label-first-here", vec![]));
    }
    network::read(first.file, first.text, diagnostics)
}

fn bulletins(
    files: &[(String, FileId)],
    sources: &Sources,
    known: (&Network, &Speech),
    diagnostics: &mut Diagnostics,
) -> Vec<Bulletin> {
    let mut found = Vec::new();
    for (path, file) in files {
        let (folder, name) = path.split_once('/').unwrap_or(("", path));
        let Ok(date) = reading::date(folder) else {
            let span = Span { file: *file, start: 0, end: 0 };
            diagnostics.push(Diagnostic::at(Code::BulletinFolder, span).with("folder", folder));
            continue;
        };
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let text = (*file, sources.file(*file).text.as_str());
        found.extend(read_bulletin(date, stem, text, known, diagnostics));
    }
    found
}
