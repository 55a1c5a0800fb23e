//! Making: a package + texts and pieces that are there → the station's week, each file checked, made ready beside its place.
//!
//! What the week in place has already is linked, not made again. Files are only ever added or replaced by a rename, so
//! that one which is linked from elsewhere is never written to.

use super::fault::{PullFault, Refusal};
use super::fetching::holds;
use super::shelf::Shelf;
use crate::audio::{AssembleError, AudioError, HEADER_BYTES, assemble, unpack};
use crate::fit::PieceId;
use crate::network::Samples;
use crate::package::{Object, PackedFile, PackedPiece, PackedSound, WeekPackage};
use crate::project::{ProjectError, Storing};
use crate::source::hexadecimal;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

/// What of a package is not there yet.
#[derive(Debug)]
pub(super) struct Lacking<'p> {
    /// Texts and sheets that neither the shelf nor the week in place has.
    pub files: Vec<&'p PackedFile>,
    /// WAVs that have to be made.
    pub sounds: Vec<&'p PackedSound>,
    /// Pieces they are made of and that aren't kept, in the order of the package.
    pub pieces: Vec<&'p PackedPiece>,
    /// Where the files are that are there already, as paths within the folder.
    there: BTreeMap<&'p str, String>,
}

/// Looks at what is there: every file is read through, as one damaged on the disk is lacking too; every piece as well
/// when it `is_thorough`.
pub(super) fn lacking<'p>(shelf: &Shelf, package: &'p WeekPackage, is_thorough: bool) -> Lacking<'p> {
    let mut there = BTreeMap::new();
    let mut find = |path: &'p str, object: &Object| {
        let places = [format!("{}/{path}", Shelf::stage(&package.week)), format!("{}/{path}", package.week)];
        let found = places.into_iter().find(|place| holds(&shelf.into.join(place), object));
        found.map(|place| there.insert(path, place)).is_some()
    };
    let files = package.files.iter().filter(|file| {
        !find(&file.path, &file.object) && !holds(&shelf.text(&file.object.sha256), &file.object)
    });
    let files = files.collect();
    let sounds: Vec<_> = package.sounds.iter().filter(|sound| !find(&sound.file, &sound.becomes)).collect();
    let needed: BTreeSet<&PieceId> =
        sounds.iter().flat_map(|sound| &sound.part.placements).map(|placement| &placement.piece).collect();
    let lacks = |piece: &&PackedPiece| {
        let place = shelf.piece(&piece.id.0);
        match is_thorough {
            true => !holds(&place, &piece.object),
            false => needed.contains(&piece.id) && !place.is_file(),
        }
    };
    let pieces = package.pieces.iter().filter(lacks).collect();
    Lacking { files, sounds, pieces, there }
}

impl Lacking<'_> {
    /// Whether everything is there.
    pub(super) fn is_nothing(&self) -> bool {
        self.files.is_empty() && self.sounds.is_empty() && self.pieces.is_empty()
    }

    /// Texts come to stand where the week is made ready.
    ///
    /// Errors: those of the folder.
    pub(super) fn lay_texts(&self, shelf: &Shelf, package: &WeekPackage) -> Result<(), PullFault> {
        let mut storing = Storing::under(&shelf.into);
        for file in &package.files {
            let stage = format!("{}/{}", Shelf::stage(&package.week), file.path);
            match self.there.get(file.path.as_str()) {
                Some(there) if *there == stage => {}
                Some(there) => storing.link(there, &stage)?,
                None => storing.link(&format!(".loa/texts/{}", file.object.sha256), &stage)?,
            }
        }
        Ok(())
    }

    /// Makes the week ready: WAVs linked or assembled, and nothing in it that isn't in the package.
    ///
    /// Errors: `WrongWav`, `Rotten`, those of the folder.
    pub(super) fn make(&self, shelf: &Shelf, package: &WeekPackage) -> Result<(), PullFault> {
        let stage = Shelf::stage(&package.week);
        let mut storing = Storing::under(&shelf.into);
        let mut made: BTreeMap<&Object, String> = BTreeMap::new();
        for sound in &package.sounds {
            let place = format!("{stage}/{}", sound.file);
            match self.there.get(sound.file.as_str()).or(made.get(&sound.becomes)) {
                Some(there) if *there == place => {}
                Some(there) => storing.link(there, &place)?,
                None => {
                    unpack_pieces(shelf, package, sound, &mut storing)?;
                    one_wav(shelf, package, sound, &place, &mut storing)?;
                }
            }
            made.insert(&sound.becomes, place);
        }
        let files = package.files.iter().map(|file| &file.path);
        let paths: BTreeSet<&String> = files.chain(package.sounds.iter().map(|sound| &sound.file)).collect();
        let root = shelf.into.join(&stage);
        fs::create_dir_all(&root).map_err(ProjectError::write(&root))?;
        clear(&root, &root, &paths).map_err(ProjectError::write(&root))?;
        Ok(())
    }
}

/// Takes in a piece that came: whether it is the sound it is named by.
pub(super) fn check_piece(package: &WeekPackage, piece: &PackedPiece, file: &Path) -> Result<(), PullFault> {
    let source = File::open(file).map_err(ProjectError::read(file))?;
    match unpack(source, Samples(piece.frames), &package.format, io::sink()) {
        Ok(found) if found == piece.id => Ok(()),
        _ => Err(PullFault::Refused(Refusal::WrongSound(piece.place()))),
    }
}

fn one_wav(
    shelf: &Shelf,
    package: &WeekPackage,
    sound: &PackedSound,
    place: &str,
    storing: &mut Storing,
) -> Result<(), PullFault> {
    let mut fault = None;
    let stored = storing.made(place, |out| {
        let mut out = Hashing { out, hash: Sha256::new() };
        let open = |piece: &PieceId| open(&shelf.into, piece);
        let made = assemble(&sound.part, &package.format, &sound.slate, open, &mut out);
        let found = hexadecimal(&out.hash.finalize());
        match made {
            Ok(made) if made.bytes == sound.becomes.bytes && found == sound.becomes.sha256 => Ok(()),
            Err(AssembleError::Write(error)) => Err(error),
            _ => {
                fault = Some(PullFault::Refused(Refusal::WrongWav(sound.file.clone())));
                Err(io::ErrorKind::InvalidData.into())
            }
        }
    });
    match fault {
        Some(fault) => Err(fault),
        None => Ok(stored?),
    }
}

/// Unpacks the pieces of a WAV, as far as they aren't yet: stretches of plain sound are then copied by the system itself.
///
/// Errors: `Rotten` for a piece that was damaged on this disk since it came; those of the folder.
fn unpack_pieces(
    shelf: &Shelf,
    package: &WeekPackage,
    sound: &PackedSound,
    storing: &mut Storing,
) -> Result<(), PullFault> {
    let used: BTreeSet<&PieceId> = sound.part.placements.iter().map(|placement| &placement.piece).collect();
    for piece in package.pieces.iter().filter(|piece| used.contains(&piece.id)) {
        let place = unpacked(&piece.id);
        if shelf.into.join(&place).is_file() {
            continue;
        }
        let packed = shelf.piece(&piece.id.0);
        let mut is_rotten = false;
        let stored = storing.made(&place, |out| {
            match unpack(File::open(&packed)?, Samples(piece.frames), &package.format, out) {
                Ok(found) if found == piece.id => Ok(()),
                Err(AudioError::Write(error)) => Err(error),
                _ => {
                    is_rotten = true;
                    Err(io::ErrorKind::InvalidData.into())
                }
            }
        });
        if is_rotten {
            fs::remove_file(&packed).map_err(ProjectError::write(&packed))?;
            return Err(PullFault::Rotten);
        }
        stored?;
    }
    Ok(())
}

fn open(into: &Path, piece: &PieceId) -> io::Result<File> {
    let mut file = File::open(into.join(unpacked(piece)))?;
    file.seek(SeekFrom::Start(HEADER_BYTES as u64))?;
    Ok(file)
}

/// Where a piece is unpacked to while WAVs are made.
fn unpacked(piece: &PieceId) -> String {
    format!(".loa/unpacked/{}.wav", piece.0)
}

/// Removes what isn't in the package below `folder`.
fn clear(root: &Path, folder: &Path, paths: &BTreeSet<&String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.strip_prefix(root).ok().and_then(|path| path.to_str()).unwrap_or_default().to_owned();
        if path.is_dir() {
            clear(root, &path, paths)?;
            // A folder that still holds something stays.
            let _stays = fs::remove_dir(&path);
        } else if !paths.contains(&name) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// Writes, and hashes what is written.
struct Hashing<W> {
    out: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
