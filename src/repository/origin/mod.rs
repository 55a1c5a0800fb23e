//! Where a publication is taken from: a web address, a folder, or one file that holds a folder.
//!
//! Takes paths within the publication; gives their bytes as they come, unchecked: who asks knows what they have to be.

mod pace;
mod web;

pub use pace::{Pace, Stop};
pub(super) use web::agent;

use crate::repository::stick::BUNDLE;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use web::Web;
use zip::{CompressionMethod, ZipArchive};

/// The file by which a publication is known.
const FIRST: &str = "metadata/timestamp.json";

/// The longest packed entry of a bundle that is unpacked in memory. Sound isn't packed twice and is never held whole.
const LARGEST_UNPACKED: u64 = 64 << 20;

/// Where a publication is.
#[derive(Debug)]
pub enum Origin {
    /// On a web server.
    Web(Web),
    /// In a folder: a disk, a stick, a share.
    Folder(PathBuf),
    /// In one file: a zip with the same paths in it.
    Bundle(Bundle),
}

/// A publication in one file.
#[derive(Debug)]
pub struct Bundle {
    place: PathBuf,
    /// The folder in it that is the publication: empty, or ends with `/`.
    within: String,
    archive: Mutex<ZipArchive<File>>,
}

/// Why nothing, or nothing of use, came from an origin.
#[derive(Debug)]
pub enum OriginFault {
    /// No web address, folder or bundle.
    NotAnOrigin(String),
    /// The server can't be reached.
    Unreachable {
        /// The address.
        url: String,
        /// What the system says.
        reason: String,
    },
    /// The server says no.
    Status {
        /// The address.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// A page for people where none was asked for: a login page of the network, most of all.
    Page {
        /// The address.
        url: String,
    },
    /// Nothing, or next to nothing, came for a while.
    Slow {
        /// The address.
        url: String,
    },
    /// More came than was to come.
    TooLong {
        /// The address or path.
        path: String,
    },
    /// It should be there and isn't.
    Missing {
        /// The address or path.
        path: String,
    },
    /// A path that leaves the publication.
    BadPath(String),
    /// A file that can't be read.
    Read(PathBuf, io::Error),
    /// It was asked to stop.
    Stopped,
}

/// What kind of file is asked for, which decides how it travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// May be packed on its way; is never a page for people.
    Metadata,
    /// May be packed on its way.
    Text,
    /// Travels as it is, and from any byte on.
    Sound,
}

/// Bytes on their way.
pub(super) struct Coming {
    /// Where they begin; 0 where the origin can't begin later.
    pub from: u64,
    pub body: Box<dyn Read + Send>,
}

impl Origin {
    /// The origin of that name: an address with `http://` or `https://`, else a path.
    ///
    /// Errors: `NotAnOrigin` where nothing of that name is there, `Read`.
    pub fn open(name: &str, pace: &Pace) -> Result<Origin, OriginFault> {
        if is_address(name) {
            return Ok(Origin::Web(Web::new(name, pace.patience)));
        }
        let place = PathBuf::from(name);
        if place.is_dir() {
            // The folder of a stick is as often named as the publication's own on it.
            let within = Some(place.join(BUNDLE)).filter(|within| within.join(FIRST).is_file());
            return Ok(Origin::Folder(within.filter(|_| !place.join(FIRST).is_file()).unwrap_or(place)));
        }
        let not_one = || OriginFault::NotAnOrigin(name.to_owned());
        let file = match File::open(&place) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(not_one()),
            Err(error) => return Err(OriginFault::Read(place, error)),
        };
        let archive = ZipArchive::new(file).map_err(|_| not_one())?;
        // Packed with the folder it lies in, it is that folder.
        let names = archive.file_names().filter_map(Result::ok);
        let within = names.filter_map(|name| name.strip_suffix(FIRST).map(str::to_owned));
        let within = within.filter(|within| within.is_empty() || within.ends_with('/'));
        let within = within.min_by_key(String::len).unwrap_or_default();
        Ok(Origin::Bundle(Bundle { place, within, archive: Mutex::new(archive) }))
    }

    /// The bytes at `path`, if there are any, from byte `from` on where the origin can do that.
    pub(super) fn fetch(&self, path: &str, kind: Kind, from: u64) -> Result<Option<Coming>, OriginFault> {
        if !stays_within(path) {
            return Err(OriginFault::BadPath(path.to_owned()));
        }
        match self {
            Origin::Web(web) => web.fetch(path, kind, from),
            Origin::Folder(folder) => from_file(&folder.join(path), from),
            Origin::Bundle(bundle) => bundle.fetch(path, from),
        }
    }

    /// All of a small file; `most` is the longest that is taken.
    pub(super) fn whole(
        &self,
        path: &str,
        kind: Kind,
        most: u64,
        pace: &Pace,
    ) -> Result<Option<Vec<u8>>, OriginFault> {
        let Some(coming) = self.fetch(path, kind, 0)? else { return Ok(None) };
        let mut bytes = Vec::new();
        let mut body = coming.body;
        let mut block = vec![0; pace.portion(16 * 1024)];
        loop {
            let room = usize::try_from(most + 1 - bytes.len() as u64).unwrap_or(usize::MAX).min(block.len());
            let read = body.read(&mut block[..room]).map_err(|error| self.broken(path, error))?;
            pace.pass(read as u64).map_err(|error| self.broken(path, error))?;
            bytes.extend_from_slice(&block[..read]);
            match read {
                0 => break,
                _ if bytes.len() as u64 > most => {
                    return Err(OriginFault::TooLong { path: self.place(path) });
                }
                _ => {}
            }
        }
        match kind == Kind::Metadata && looks_like_a_page(&bytes) {
            true => Err(OriginFault::Page { url: self.place(path) }),
            false => Ok(Some(bytes)),
        }
    }

    /// How people would name `path` of this origin.
    pub(super) fn place(&self, path: &str) -> String {
        match self {
            Origin::Web(web) => web.address(path),
            Origin::Folder(folder) => folder.join(path).display().to_string(),
            Origin::Bundle(bundle) => format!("{}: {}{path}", bundle.place.display(), bundle.within),
        }
    }

    /// What a break while `path` was on its way means.
    pub(super) fn broken(&self, path: &str, error: io::Error) -> OriginFault {
        let error = match error.downcast::<OriginFault>() {
            Ok(fault) => return fault,
            Err(error) => error,
        };
        match self {
            Origin::Web(web) => web.broken(path, &error),
            Origin::Folder(folder) => OriginFault::Read(folder.join(path), error),
            Origin::Bundle(bundle) => OriginFault::Read(bundle.place.clone(), error),
        }
    }
}

impl Bundle {
    fn fetch(&self, path: &str, from: u64) -> Result<Option<Coming>, OriginFault> {
        let failed = |error| OriginFault::Read(self.place.clone(), error);
        let mut archive = self.archive.lock().expect("nobody panics while looking up an entry");
        let mut entry = match archive.by_name(&format!("{}{path}", self.within)) {
            Ok(entry) => entry,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(failed(io::Error::other(error))),
        };
        if entry.compression() == CompressionMethod::Stored {
            let start = entry.data_start().ok_or_else(|| failed(io::ErrorKind::InvalidData.into()))?;
            let from = from.min(entry.size());
            let left = entry.size() - from;
            let mut file = File::open(&self.place).map_err(failed)?;
            file.seek(SeekFrom::Start(start + from)).map_err(failed)?;
            return Ok(Some(Coming { from, body: Box::new(file.take(left)) }));
        }
        let mut bytes = Vec::new();
        (&mut entry).take(LARGEST_UNPACKED).read_to_end(&mut bytes).map_err(failed)?;
        Ok(Some(Coming { from: 0, body: Box::new(Cursor::new(bytes)) }))
    }
}

fn from_file(place: &Path, from: u64) -> Result<Option<Coming>, OriginFault> {
    let failed = |error| OriginFault::Read(place.to_owned(), error);
    let mut file = match File::open(place) {
        Ok(file) => file,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(failed(error)),
    };
    if from > 0 {
        file.seek(SeekFrom::Start(from)).map_err(failed)?;
    }
    Ok(Some(Coming { from, body: Box::new(file) }))
}

/// Whether that name is one on the web.
pub fn is_address(name: &str) -> bool {
    name.starts_with("http://") || name.starts_with("https://")
}

/// Whether `path` names something below the publication, whatever system and server read it.
fn stays_within(path: &str) -> bool {
    let is_plain = |letter: char| !letter.is_control() && !"\\:?#\"<>|* ".contains(letter);
    path.chars().all(is_plain) && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

fn looks_like_a_page(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"<")
}

impl std::fmt::Display for OriginFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            OriginFault::NotAnOrigin(name) => write!(f, "{name}: no address, folder or bundle"),
            OriginFault::Unreachable { url, reason } => write!(f, "{url}: not reached: {reason}"),
            OriginFault::Status { url, status } => write!(f, "{url}: status {status}"),
            OriginFault::Page { url } => write!(f, "{url}: a page instead of what was asked for"),
            OriginFault::Slow { url } => write!(f, "{url}: too slow"),
            OriginFault::TooLong { path } => write!(f, "{path}: longer than it may be"),
            OriginFault::Missing { path } => write!(f, "{path}: missing"),
            OriginFault::BadPath(path) => write!(f, "{path}: leaves the publication"),
            OriginFault::Read(path, error) => write!(f, "{}: cannot be read: {error}", path.display()),
            OriginFault::Stopped => write!(f, "asked to stop"),
        }
    }
}

impl std::error::Error for OriginFault {}

#[cfg(test)]
mod tests {
    use super::pace::Stop;
    use super::*;
    use std::io::Write;
    use std::time::Duration;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn pace() -> Pace {
        Pace::new(None, Duration::from_secs(5), Stop::default())
    }

    #[test]
    fn no_path_leaves_the_publication() {
        for path in ["", "/etc/passwd", "../a", "a/../b", "a//b", "a\\b", "c:/a", "./a", "a?b", "a b"] {
            assert!(!stays_within(path), "{path}");
        }
        for path in ["metadata/1.root.json", "metadata/1.bin%2Fa.json", "objects/ab/abc.flac"] {
            assert!(stays_within(path), "{path}");
        }
    }

    #[test]
    fn a_folder_and_a_bundle_of_it_give_the_same_bytes_from_any_byte_on() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("objects")).expect("made");
        std::fs::write(folder.path().join("objects/a.flac"), b"0123456789").expect("written");
        let zip = folder.path().join("x.zip");
        let mut writer = ZipWriter::new(File::create(&zip).expect("made"));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file("objects/a.flac", stored).expect("begun");
        writer.write_all(b"0123456789").expect("written");
        writer.start_file("objects/b.txt", SimpleFileOptions::default()).expect("begun");
        writer.write_all(b"text").expect("written");
        writer.finish().expect("whole");
        for name in [folder.path(), &zip] {
            let origin = Origin::open(&name.to_string_lossy(), &pace()).expect("an origin");
            let coming = origin.fetch("objects/a.flac", Kind::Sound, 4).expect("read").expect("there");
            let mut rest = String::new();
            { coming.body }.read_to_string(&mut rest).expect("read");
            assert_eq!((coming.from, rest.as_str()), (4, "456789"));
            assert!(origin.fetch("objects/c.flac", Kind::Sound, 0).expect("looked").is_none());
            assert!(matches!(
                origin.whole("objects/a.flac", Kind::Sound, 9, &pace()),
                Err(OriginFault::TooLong { .. })
            ));
            let whole = origin.whole("objects/a.flac", Kind::Sound, 10, &pace()).expect("read");
            assert_eq!(whole.as_deref(), Some(&b"0123456789"[..]));
        }
    }
}
