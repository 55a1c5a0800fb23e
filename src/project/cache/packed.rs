//! House clips packed for the way: a piece's FLAC is made once and kept beside the house clips.

use super::super::{ProjectError, parallel};
use super::{SoundCache, look};
use crate::audio::{open_house_wav, pack};
use crate::fit::PieceId;
use crate::network::Samples;
use crate::source::hexadecimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

const FOLDER: &str = ".loa/flac";
const INDEX: &str = ".loa/flac/index.json";

/// A piece's FLAC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedClip {
    /// The length of the piece, in frames.
    pub frames: u64,
    /// SHA-256 of the file, in lower-case hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// When it was made: another time is another file.
    changed: u128,
}

type Index = BTreeMap<String, PackedClip>;

impl SoundCache {
    /// The FLAC of `pieces`, each packed unless that was done before, on as many threads as there are processors; `done`
    /// is told of each that is packed now.
    ///
    /// Errors: `Read` where a house clip is not there, `Write` when there is no room.
    pub fn pack(
        &self,
        pieces: &BTreeSet<PieceId>,
        begin: &dyn Fn(usize),
        done: &(dyn Fn(&str) + Sync),
    ) -> Result<BTreeMap<PieceId, PackedClip>, ProjectError> {
        let folder = self.root.join(FOLDER);
        fs::create_dir_all(&folder).map_err(ProjectError::write(&folder))?;
        let text = fs::read(self.root.join(INDEX)).unwrap_or_default();
        let mut index: Index = serde_json::from_slice(&text).unwrap_or_default();
        let is_there = |piece: &PieceId| {
            let found = look(&self.packed_path(piece)).ok();
            index.get(&piece.0).is_some_and(|known| found == Some((known.bytes, known.changed)))
        };
        let lacking: Vec<&PieceId> = pieces.iter().filter(|piece| !is_there(piece)).collect();
        begin(lacking.len());
        let packed = parallel::map(&lacking, |piece| {
            let packed = self.pack_one(piece);
            done(&piece.0);
            packed
        });
        for (piece, packed) in lacking.into_iter().zip(packed) {
            index.insert(piece.0.clone(), packed?);
        }
        let text = serde_json::to_vec(&index).expect("plain maps can always be written");
        super::super::Storing::under(&self.root).bytes(INDEX, &text)?;
        Ok(pieces.iter().map(|piece| (piece.clone(), index[&piece.0].clone())).collect())
    }

    /// Where the FLAC of a piece lies.
    pub fn packed_path(&self, piece: &PieceId) -> PathBuf {
        self.root.join(FOLDER).join(format!("{}.flac", piece.0))
    }

    /// Removes the FLAC of all pieces but these.
    pub fn keep_packed(&self, pieces: &BTreeSet<PieceId>) -> Result<(), ProjectError> {
        let folder = self.root.join(FOLDER);
        let Ok(entries) = fs::read_dir(&folder) else { return Ok(()) };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let piece = name.strip_suffix(".flac").map(|piece| PieceId(piece.to_owned()));
            if piece.is_some_and(|piece| !pieces.contains(&piece)) {
                fs::remove_file(entry.path()).map_err(ProjectError::write(&entry.path()))?;
            }
        }
        Ok(())
    }

    fn pack_one(&self, piece: &PieceId) -> Result<PackedClip, ProjectError> {
        let from = self.piece_path(&piece.0);
        let place = self.packed_path(piece);
        let file = File::open(&from).map_err(ProjectError::read(&from))?;
        let opened = open_house_wav(BufReader::new(file), &self.format);
        let damaged = || ProjectError::Read(from.clone(), io::ErrorKind::InvalidData.into());
        let (frames, pcm) = opened.map_err(|_| damaged())?;
        let made = self.packed(pcm, frames, &place);
        let (sha256, bytes) = made.map_err(ProjectError::write(&place))?;
        let (_, changed) = look(&place).map_err(ProjectError::read(&place))?;
        Ok(PackedClip { frames: frames.0, sha256, bytes, changed })
    }

    fn packed(&self, pcm: impl Read + io::Seek, frames: Samples, place: &Path) -> io::Result<(String, u64)> {
        let folder = place.parent().expect("it lies in the folder of packed clips");
        let beside = tempfile::Builder::new().prefix(".loa-").tempfile_in(folder)?;
        let out = || {
            let file = beside.as_file().try_clone()?;
            file.set_len(0)?;
            Ok(Buffered(BufWriter::with_capacity(256 * 1024, file)))
        };
        let packed = pack(pcm, frames, &self.format, out)?;
        let mut file = packed.0.into_inner().map_err(io::IntoInnerError::into_error)?;
        io::Seek::seek(&mut file, io::SeekFrom::Start(0))?;
        let mut hash = Sha256::new();
        let bytes = io::copy(&mut file, &mut hash)?;
        drop(file);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // The same file is published by hard link: a web server has to read it.
            beside.as_file().set_permissions(fs::Permissions::from_mode(0o644))?;
        }
        beside.persist(place).map_err(|error| error.error)?;
        Ok((hexadecimal(&hash.finalize()), bytes))
    }
}

/// A file that is written in blocks and read back.
struct Buffered(BufWriter<File>);

impl Write for Buffered {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Read for Buffered {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.flush()?;
        self.0.get_mut().read(bytes)
    }
}

impl io::Seek for Buffered {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}
