//! The cache of house clips: each sound file is decoded, measured and levelled once.
//!
//! `.loa/cache/` holds house WAVs named by their piece, and an index: which content a file had at which size and time,
//! which piece was made of a content under which settings, and what was measured of a content as it is.

mod unused;

pub use unused::CacheSweep;

use super::sound::SoundFiles;
use super::{ProjectError, Storing};
use crate::audio::{
    AudioError, HEADER_BYTES, HouseWavError, INGEST_REVISION, MEASURE_REVISION, Measurement, ingest,
    open_house_wav,
};
use crate::fit::PieceId;
use crate::network::{HouseFormat, Network, Samples};
use crate::source::hexadecimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// A house clip in the cache.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CachedClip {
    /// Its piece.
    pub piece: String,
    /// Its length in frames of the house format.
    pub frames: u64,
}

/// The house clips of a project in one house format.
pub struct SoundCache {
    root: PathBuf,
    format: HouseFormat,
    sounds: SoundFiles,
    index: Index,
}

#[derive(Default, Serialize, Deserialize)]
struct Index {
    /// By path: the content a file had when it was last read.
    files: BTreeMap<String, SeenFile>,
    /// By content and settings.
    clips: BTreeMap<String, CachedClip>,
    /// By content and the channels of the house; missing in an index of an earlier version.
    #[serde(default)]
    measured: BTreeMap<String, Measurement>,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct SeenFile {
    size: u64,
    changed: u128,
    content: String,
}

/// A clip in work is kept in memory up to so many bytes, 4 for each sample; a longer one goes to the disk. Room for a song
/// of five minutes in mono, of which the disk would take a tenth of the whole work's time.
pub const SCRATCH_IN_MEMORY: usize = 40 * 1024 * 1024;

const INDEX: &str = ".loa/cache/index.json";

impl SoundCache {
    /// The cache of the project at `root` for the sound of `network`. An index that cannot be read counts as empty: the
    /// cache can always be made again.
    pub fn open(root: &Path, network: &Network) -> SoundCache {
        let text = fs::read(root.join(INDEX)).unwrap_or_default();
        let index = serde_json::from_slice(&text).unwrap_or_default();
        let sounds = SoundFiles::of_project(root, &network.converters);
        SoundCache { root: root.to_owned(), format: network.audio, sounds, index }
    }

    /// The house clip of the sound file at `path`, if it was made before and is still whole.
    pub fn known(&self, path: &str) -> Option<CachedClip> {
        let seen = self.index.files.get(path)?;
        let now = self.look(path).ok()?;
        if (seen.size, seen.changed) != now {
            return None;
        }
        self.made_of(path, &seen.content)
    }

    /// Makes the house clips of sound files, on as many threads as there are processors, and keeps them. The answer has
    /// a clip or a reason for each path, in their order; `done` is told of each as it is finished.
    pub fn make(
        &mut self,
        paths: &[String],
        done: &(dyn Fn(&str) + Sync),
    ) -> Result<Vec<Result<CachedClip, AudioError>>, ProjectError> {
        let results: Vec<_> = {
            let this = &*self;
            super::parallel::map(paths, |path| {
                let made = this.make_one(path);
                done(path);
                made
            })
        };
        let mut clips = Vec::with_capacity(paths.len());
        for (path, result) in paths.iter().zip(results) {
            clips.push(match result? {
                Ok((seen, clip)) => {
                    self.index.clips.insert(self.key(path, &seen.content), clip.clone());
                    self.index.files.insert(path.clone(), seen);
                    Ok(clip)
                }
                Err(error) => Err(error),
            });
        }
        self.store_index()?;
        Ok(clips)
    }

    /// What sound files are, measured as they are unless that was done before, on as many threads as there are processors.
    /// The answer has a measurement or a reason for each path, in their order.
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
        self.store_index()?;
        Ok(measured)
    }

    /// Opens a piece at its first sample.
    pub fn open_piece(&self, piece: &PieceId) -> io::Result<File> {
        let mut file = File::open(self.piece_path(&piece.0))?;
        file.seek(SeekFrom::Start(HEADER_BYTES as u64))?;
        Ok(file)
    }

    fn make_one(&self, path: &str) -> Result<Result<(SeenFile, CachedClip), AudioError>, ProjectError> {
        let seen = match self.read(path) {
            Ok(seen) => seen,
            Err(error) => return Ok(Err(AudioError::Read(error))),
        };
        if let Some(clip) = self.made_of(path, &seen.content) {
            return Ok(Ok((seen, clip)));
        }
        let folder = self.root.join(".loa/cache");
        fs::create_dir_all(&folder).map_err(ProjectError::write(&folder))?;
        let mut file = match self.sounds.open(&self.root.join(path)) {
            Ok(file) => file,
            Err(AudioError::Scratch(error)) => return Err(ProjectError::Write(folder, error)),
            Err(error) => return Ok(Err(error)),
        };
        let scratch = tempfile::spooled_tempfile_in(SCRATCH_IN_MEMORY, &folder);
        let mut out = tempfile::Builder::new()
            .prefix(".loa-")
            .tempfile_in(&folder)
            .map_err(ProjectError::write(&folder))?;
        let extension = file.extension.as_deref();
        let made = match ingest(&mut file.bytes, extension, &self.format, scratch, out.as_file_mut()) {
            Ok(made) => made,
            Err(AudioError::Scratch(error) | AudioError::Write(error)) => {
                return Err(ProjectError::Write(folder, error));
            }
            Err(error) => return Ok(Err(error)),
        };
        let piece_path = self.piece_path(&made.piece.0);
        out.persist(&piece_path).map_err(|error| ProjectError::Write(piece_path, error.error))?;
        Ok(Ok((seen, CachedClip { piece: made.piece.0, frames: made.frames.0 })))
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

    /// The clip made of that content, if its file still has the right format and length.
    fn made_of(&self, path: &str, content: &str) -> Option<CachedClip> {
        let clip = self.index.clips.get(&self.key(path, content))?;
        let file = File::open(self.piece_path(&clip.piece)).ok()?;
        let whole: Result<(Samples, File), HouseWavError> = open_house_wav(file, &self.format);
        let (frames, _) = whole.ok()?;
        (frames.0 == clip.frames).then(|| clip.clone())
    }

    fn look(&self, path: &str) -> io::Result<(u64, u128)> {
        let found = fs::metadata(self.root.join(path))?;
        let changed = found.modified()?;
        Ok((found.len(), changed.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos()))
    }

    fn key(&self, path: &str, content: &str) -> String {
        let format = &self.format;
        format!(
            "{content} {INGEST_REVISION} {} {} {} {} {}{}",
            format.sample_rate,
            format.channels.count(),
            format.width.bytes(),
            format.loudness.0,
            format.true_peak.0,
            self.sounds.way(Path::new(path))
        )
    }

    fn measured_key(&self, path: &str, content: &str) -> String {
        let way = self.sounds.way(Path::new(path));
        format!("{content} {MEASURE_REVISION} {}{way}", self.format.channels.count())
    }

    fn piece_path(&self, piece: &str) -> PathBuf {
        self.root.join(format!(".loa/cache/{piece}.wav"))
    }

    fn store_index(&self) -> Result<(), ProjectError> {
        let text = serde_json::to_vec(&self.index).expect("plain maps can always be written");
        Storing::under(&self.root).bytes(INDEX, &text)
    }
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
