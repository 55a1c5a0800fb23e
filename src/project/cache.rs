//! The cache of house clips: each sound file is decoded, measured and levelled once.
//!
//! `.loa/cache/` holds house WAVs named by their piece, and an index: which content a file had at which size and time,
//! which piece was made of a content under which settings, and what was measured of a content as it is. Two programs may
//! use it at once.

mod index;
mod packed;
mod taken;
mod unused;
mod verify;
mod voice;

pub use packed::PackedClip;
pub use unused::CacheSweep;
pub use voice::{Utterance, VoiceFault};

use super::ProjectError;
use super::sound::SoundFiles;
use crate::audio::{
    AudioError, Break, Breaks, HEADER_BYTES, Handling, HouseClip, HouseWavError, INGEST_REVISION, Levelling,
    MEASURE_REVISION, Measurement, Untrimmed, ingest, open_house_wav, piece_in,
};
use crate::fit::PieceId;
use crate::network::{HouseFormat, Network, Samples, Voice};
use crate::source::hexadecimal;
use index::{Index, SeenFile};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use tempfile::NamedTempFile;

/// A house clip in the cache.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CachedClip {
    /// Its piece.
    pub piece: String,
    /// Its length in frames of the house format.
    pub frames: u64,
    /// Where the sound of its file breaks off, if it does.
    #[serde(default)]
    pub breaks_off: Option<Break>,
    /// What a limiter took off its highest peaks, in decibels.
    #[serde(default)]
    pub limited: Option<f64>,
    /// How many LU its peaks keep it below the house loudness.
    #[serde(default)]
    pub too_quiet: Option<f64>,
    /// Why what was to be cut off its silent ends was left, if it was.
    #[serde(default)]
    pub untrimmed: Option<Untrimmed>,
    /// When its file was made.
    #[serde(default)]
    changed: u128,
}

/// The house clips of a project in one house format.
pub struct SoundCache {
    root: PathBuf,
    format: HouseFormat,
    sounds: SoundFiles,
    voice: Option<Voice>,
    speaking: Speaking,
    index: Index,
}

/// Whether the voice is run for a text that it has not spoken yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Speaking {
    Kept,
    Asked,
}

/// A clip in work is kept in memory up to so many bytes, 4 for each sample; a longer one goes to the disk. Room for a song
/// of five minutes in mono, of which the disk would take a tenth of the whole work's time.
pub const SCRATCH_IN_MEMORY: usize = 40 * 1024 * 1024;

impl SoundCache {
    /// The cache of the project at `root` for the sound of `network`. An index that cannot be read counts as empty: the
    /// cache can always be made again.
    pub fn open(root: &Path, network: &Network) -> SoundCache {
        let sounds = SoundFiles::of_project(root, &network.converters);
        SoundCache {
            root: root.to_owned(),
            format: network.audio,
            sounds,
            voice: network.voice.clone(),
            speaking: Speaking::Kept,
            index: Index::open(root),
        }
    }

    /// The house clip of the sound file at `path` under `handling`, if it was made before and is still whole.
    pub fn known(&self, path: &str, handling: &Handling) -> Option<CachedClip> {
        let seen = self.index.files.get(path)?;
        let now = self.look(path).ok()?;
        if (seen.size, seen.changed) != now {
            return None;
        }
        self.made_of(path, &seen.content, handling)
    }

    /// Makes the house clips of sound files, each under its handling, on as many threads as there are processors, and keeps
    /// them. The answer has a clip or a reason for each file, in their order; `done` is told of each as it is finished.
    ///
    /// Errors: `Write` when the cache can't be written, `Read` when what was written can't be read back. What is wrong with
    /// a sound file is in its place of the answer, as `AudioError`; never `Scratch` or `Write`.
    pub fn make(
        &mut self,
        files: &[(String, Handling)],
        done: &(dyn Fn(&str) + Sync),
    ) -> Result<Vec<Result<CachedClip, AudioError>>, ProjectError> {
        let results: Vec<_> = {
            let this = &*self;
            super::parallel::map(files, |(path, handling)| {
                let made = this.make_one(path, handling);
                done(path);
                made
            })
        };
        let mut clips = Vec::with_capacity(files.len());
        for ((path, handling), result) in files.iter().zip(results) {
            clips.push(match result? {
                Ok((seen, clip)) => {
                    // What turned out whole is the same clip where no break is allowed.
                    let breaks = if clip.breaks_off.is_some() { handling.breaks } else { Breaks::Refused };
                    let key = self.key(path, &seen.content, &Handling { breaks, ..*handling });
                    self.index.clips.insert(key, clip.clone());
                    self.index.files.insert(path.clone(), seen);
                    Ok(clip)
                }
                Err(error) => Err(error),
            });
        }
        self.index.store_with_others(&self.root)?;
        Ok(clips)
    }

    /// What sound files are, measured as they are unless that was done before, on as many threads as there are processors.
    /// The answer has a measurement or a reason for each path, in their order.
    ///
    /// Errors: `Write` when the cache can't be written. What is wrong with a sound file is in its place of the answer.
    pub fn measurements(
        &mut self,
        paths: &[String],
    ) -> Result<Vec<Result<Measurement, AudioError>>, ProjectError> {
        let this = &*self;
        let results = super::parallel::map(paths, |path| this.measure_one(path));
        let mut measured = Vec::with_capacity(paths.len());
        for (path, result) in paths.iter().zip(results) {
            measured.push(result.map(|(seen, measured)| {
                self.index.measured.insert(self.measured_key(path, &seen.content), measured.clone());
                self.index.files.insert(path.clone(), seen);
                measured
            }));
        }
        self.index.store_with_others(&self.root)?;
        Ok(measured)
    }

    /// The SHA-256 of the sound file at `path`; none when it cannot be read.
    pub fn content(&self, path: &str) -> Option<String> {
        let known = self.index.files.get(path);
        let now = self.look(path).ok()?;
        match known.filter(|seen| (seen.size, seen.changed) == now) {
            Some(seen) => Some(seen.content.clone()),
            None => digest_of(&self.root.join(path)).ok(),
        }
    }

    /// Opens a piece at its first sample.
    pub fn open_piece(&self, piece: &PieceId) -> io::Result<File> {
        let mut file = File::open(self.piece_path(&piece.0))?;
        file.seek(SeekFrom::Start(HEADER_BYTES as u64))?;
        Ok(file)
    }

    fn make_one(
        &self,
        path: &str,
        handling: &Handling,
    ) -> Result<Result<(SeenFile, CachedClip), AudioError>, ProjectError> {
        let seen = match self.read(path) {
            Ok(seen) => seen,
            Err(error) => return Ok(Err(AudioError::Read(error))),
        };
        if let Some(clip) = self.whole_of(path, &seen.content, handling) {
            return Ok(Ok((seen, clip)));
        }
        let folder = self.folder()?;
        let mut file = match self.sounds.open(&self.root.join(path)) {
            Ok(file) => file,
            Err(AudioError::Scratch(error)) => return Err(ProjectError::Write(folder, error)),
            Err(error) => return Ok(Err(error)),
        };
        let extension = file.extension.as_deref();
        let made = self.ingested(&mut file.bytes, extension, handling)?;
        Ok(match made {
            Ok(made) => Ok((seen, self.keep(made)?)),
            Err(error) => Err(error),
        })
    }

    /// The folder of the house clips, made if it is not there.
    fn folder(&self) -> Result<PathBuf, ProjectError> {
        let folder = self.root.join(".loa/cache");
        fs::create_dir_all(&folder).map_err(ProjectError::write(&folder))?;
        Ok(folder)
    }

    /// Makes a house clip of sound, in a file that is gone unless it is kept.
    fn ingested(
        &self,
        bytes: &mut BufReader<File>,
        extension: Option<&str>,
        handling: &Handling,
    ) -> Result<Result<(HouseClip, NamedTempFile), AudioError>, ProjectError> {
        let folder = self.folder()?;
        let scratch = tempfile::spooled_tempfile_in(SCRATCH_IN_MEMORY, &folder);
        let mut out = tempfile::Builder::new()
            .prefix(".loa-")
            .tempfile_in(&folder)
            .map_err(ProjectError::write(&folder))?;
        match ingest(bytes, extension, &self.format, handling, scratch, out.as_file_mut()) {
            Ok(made) => Ok(Ok((made, out))),
            Err(AudioError::Scratch(error) | AudioError::Write(error)) => {
                Err(ProjectError::Write(folder, error))
            }
            Err(error) => Ok(Err(error)),
        }
    }

    /// Keeps a house clip that was made, under the name of its piece.
    fn keep(&self, (made, out): (HouseClip, NamedTempFile)) -> Result<CachedClip, ProjectError> {
        let piece_path = self.piece_path(&made.piece.0);
        // Two sounds may come to the same piece: the one that is there keeps its time, by which it is known.
        if let Err(refused) = out.persist_noclobber(&piece_path)
            && !self.is_whole(&made.piece.0)
        {
            let stored = refused.file.persist(&piece_path);
            stored.map_err(|error| ProjectError::Write(piece_path.clone(), error.error))?;
        }
        let changed = look(&piece_path).map_err(ProjectError::read(&piece_path))?.1;
        let HouseClip { piece, frames, breaks_off, levelling, untrimmed, loudness, .. } = made;
        let limited = match levelling {
            Levelling::Limited(taken) => Some(taken.0),
            Levelling::Reached | Levelling::HeldByPeak | Levelling::Unmeasured => None,
        };
        let short = loudness.map(|loudness| self.format.loudness.0 - loudness.0);
        let too_quiet = short.filter(|_| levelling == Levelling::HeldByPeak);
        let (piece, frames) = (piece.0, frames.0);
        Ok(CachedClip { piece, frames, breaks_off, limited, too_quiet, untrimmed, changed })
    }

    fn measure_one(&self, path: &str) -> Result<(SeenFile, Measurement), AudioError> {
        let known = self.index.files.get(path);
        let now = self.look(path).map_err(AudioError::Read)?;
        let seen = match known.filter(|seen| (seen.size, seen.changed) == now) {
            Some(seen) => seen.clone(),
            None => self.read(path).map_err(AudioError::Read)?,
        };
        let measured = match self.index.measured.get(&self.measured_key(path, &seen.content)) {
            Some(measured) => measured.clone(),
            None => self.sounds.measure(&self.root.join(path), &self.format, |_, _| {})?,
        };
        Ok((seen, measured))
    }

    /// Reads a file through, to know its content.
    fn read(&self, path: &str) -> io::Result<SeenFile> {
        let (size, changed) = self.look(path)?;
        Ok(SeenFile { size, changed, content: digest_of(&self.root.join(path))? })
    }

    /// The clip made of that content under that handling, if its file still has the right format, length and time.
    fn made_of(&self, path: &str, content: &str, handling: &Handling) -> Option<CachedClip> {
        self.listed(path, content, handling).filter(|clip| self.is_there(clip)).cloned()
    }

    /// Whether the file of a house clip still has the right format, length and time.
    fn is_there(&self, clip: &CachedClip) -> bool {
        let place = self.piece_path(&clip.piece);
        let Ok(file) = File::open(&place) else { return false };
        let whole: Result<(Samples, File), HouseWavError> = open_house_wav(file, &self.format);
        let is_as_long = whole.is_ok_and(|(frames, _)| frames.0 == clip.frames);
        is_as_long && look(&place).is_ok_and(|(_, changed)| changed == clip.changed)
    }

    /// Likewise, whatever its time, if its PCM is still what its name says: another program may have made it too.
    fn whole_of(&self, path: &str, content: &str, handling: &Handling) -> Option<CachedClip> {
        self.whole(self.listed(path, content, handling)?)
    }

    /// A house clip with the time its file has now, if its PCM is still what its name says.
    fn whole(&self, clip: &CachedClip) -> Option<CachedClip> {
        let changed = look(&self.piece_path(&clip.piece)).ok()?.1;
        self.is_whole(&clip.piece).then(|| CachedClip { changed, ..clip.clone() })
    }

    /// Whether a piece is there and what its name says.
    fn is_whole(&self, piece: &str) -> bool {
        let file = File::open(self.piece_path(piece)).ok();
        let found = file.and_then(|file| piece_in(BufReader::new(file), &self.format).ok());
        found.is_some_and(|found| found.0 == piece)
    }

    /// What the index has of that content under that handling.
    fn listed(&self, path: &str, content: &str, handling: &Handling) -> Option<&CachedClip> {
        let whole = self.key(path, content, &Handling { breaks: Breaks::Refused, ..*handling });
        let clips = &self.index.clips;
        clips.get(&whole).or_else(|| clips.get(&self.key(path, content, handling)))
    }

    fn look(&self, path: &str) -> io::Result<(u64, u128)> {
        look(&self.root.join(path))
    }

    fn key(&self, path: &str, content: &str, handling: &Handling) -> String {
        self.key_by(content, handling, &self.sounds.way(Path::new(path)))
    }

    /// What a house clip is kept under: what it is made of, how it is handled, by which way it came, the house format.
    fn key_by(&self, content: &str, handling: &Handling, way: &str) -> String {
        let format = &self.format;
        format!(
            "{content} {INGEST_REVISION} {} {} {} {} {}{}{way}",
            format.sample_rate,
            format.channels.count(),
            format.width.bytes(),
            format.loudness.0,
            format.true_peak.0,
            handling.key()
        )
    }

    fn measured_key(&self, path: &str, content: &str) -> String {
        let way = self.sounds.way(Path::new(path));
        format!("{content} {MEASURE_REVISION} {}{way}", self.format.channels.count())
    }

    fn piece_path(&self, piece: &str) -> PathBuf {
        self.root.join(format!(".loa/cache/{piece}.wav"))
    }
}

/// Size and time of a file.
fn look(place: &Path) -> io::Result<(u64, u128)> {
    let found = fs::metadata(place)?;
    let changed = found.modified()?;
    Ok((found.len(), changed.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos()))
}

fn digest_of(place: &Path) -> io::Result<String> {
    let mut file = File::open(place)?;
    let mut digest = Sha256::new();
    let mut block = vec![0; 64 * 1024];
    loop {
        match file.read(&mut block)? {
            0 => return Ok(hexadecimal(&digest.finalize())),
            read => digest.update(&block[..read]),
        }
    }
}
