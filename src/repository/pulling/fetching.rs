//! Fetching: objects of a publication → files whose bytes are the signed ones; several at once, resumed where they broke.

use super::fault::{PullFault, Refusal};
use crate::package::Object;
use crate::project::ProjectError;
use crate::repository::origin::Pace;
use crate::repository::origin::{Coming, Kind, Origin, OriginFault};
use crate::source::hexadecimal;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many downloads run at once: enough to hide the way to and fro, few enough for a weak line.
const AT_ONCE: usize = 4;

/// How often a download that breaks off is taken up again.
const TRIES: u32 = 3;

const BLOCK: usize = 16 * 1024;

/// What is fetched and where it goes.
#[derive(Debug, Clone)]
pub(super) struct Errand {
    /// Its path in the publication.
    pub path: String,
    pub object: Object,
    pub kind: Kind,
    /// Where it comes to stand.
    pub place: PathBuf,
}

/// Fetches all, in their order, four at once. `accept` looks at each file before it comes to its place.
///
/// Errors: the first fault; downloads that are under way then still end.
pub(super) fn fetch_all(
    errands: &[Errand],
    origin: &Origin,
    pace: &Pace,
    parts: &Path,
    accept: &(dyn Fn(usize, &Path) -> Result<(), PullFault> + Sync),
) -> Result<(), PullFault> {
    fs::create_dir_all(parts).map_err(ProjectError::write(parts))?;
    let (next, fault) = (AtomicUsize::new(0), Mutex::new(None));
    let run = || {
        while let Some((at, errand)) = take(errands, &next) {
            let result = fetch(errand, origin, pace, parts, &|file| accept(at, file));
            if let Err(found) = result {
                fault.lock().expect("nobody panics with it").get_or_insert(found);
                next.store(errands.len(), Ordering::Relaxed);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(errands.len()) {
            scope.spawn(run);
        }
    });
    match fault.into_inner().expect("nobody panicked with it") {
        Some(fault) => Err(fault),
        None => Ok(()),
    }
}

fn take<'e>(errands: &'e [Errand], next: &AtomicUsize) -> Option<(usize, &'e Errand)> {
    let at = next.fetch_add(1, Ordering::Relaxed).min(errands.len());
    errands.get(at).map(|errand| (at, errand))
}

fn fetch(
    errand: &Errand,
    origin: &Origin,
    pace: &Pace,
    parts: &Path,
    accept: &dyn Fn(&Path) -> Result<(), PullFault>,
) -> Result<(), PullFault> {
    let part = parts.join(&errand.object.sha256);
    whole(errand, origin, pace, &part)?;
    if sha256_of(&part).map_err(ProjectError::read(&part))? != errand.object.sha256 {
        remove(&part)?;
        return Err(PullFault::Refused(Refusal::Altered(errand.path.clone())));
    }
    if let Err(fault) = accept(&part) {
        remove(&part)?;
        return Err(fault);
    }
    if let Some(folder) = errand.place.parent() {
        fs::create_dir_all(folder).map_err(ProjectError::write(folder))?;
    }
    fs::rename(&part, &errand.place).map_err(ProjectError::write(&errand.place))?;
    Ok(())
}

/// Brings `part` to the length that was signed, from where it broke off.
fn whole(errand: &Errand, origin: &Origin, pace: &Pace, part: &Path) -> Result<(), PullFault> {
    let mut tries = 0;
    loop {
        let before = fs::metadata(part).map_or(0, |file| file.len());
        if before == errand.object.bytes && part.is_file() {
            return Ok(());
        }
        tries += 1;
        let fault = match append(errand, origin, pace, part, before) {
            Ok(found) if found == errand.object.bytes => return Ok(()),
            Ok(found) => {
                let (path, wanted) = (errand.path.clone(), errand.object.bytes);
                PullFault::Refused(Refusal::Truncated { path, found, wanted })
            }
            Err(PullFault::Origin(fault @ (OriginFault::Unreachable { .. } | OriginFault::Slow { .. }))) => {
                fault.into()
            }
            Err(fault) => return Err(fault),
        };
        if tries == TRIES {
            return Err(fault);
        }
    }
}

/// Appends what comes; how long the file is then. Never reads beyond the signed length.
fn append(errand: &Errand, origin: &Origin, pace: &Pace, part: &Path, before: u64) -> Result<u64, PullFault> {
    // Texts travel packed, and that has no middle to begin in.
    let from = if errand.kind == Kind::Sound && before < errand.object.bytes { before } else { 0 };
    let coming = origin.fetch(&errand.path, errand.kind, from)?;
    let Some(Coming { from, mut body }) = coming else {
        return Err(OriginFault::Missing { path: origin.place(&errand.path) }.into());
    };
    let failed = || ProjectError::write(part);
    let mut file = File::options().create(true).truncate(false).write(true).open(part).map_err(failed())?;
    file.set_len(from).map_err(failed())?;
    io::Seek::seek(&mut file, io::SeekFrom::Start(from)).map_err(failed())?;
    let (mut length, mut block) = (from, vec![0; pace.portion(BLOCK)]);
    loop {
        let left = usize::try_from(errand.object.bytes - length).unwrap_or(usize::MAX);
        // One byte more than is wanted tells that there is more.
        let room = block.len().min(left.saturating_add(1));
        let broken = |error| PullFault::from(origin.broken(&errand.path, error));
        let read = body.read(&mut block[..room]).map_err(broken)?;
        pace.pass(read as u64).map_err(broken)?;
        if read == 0 {
            return Ok(length);
        }
        if read > left {
            remove(part)?;
            return Err(OriginFault::TooLong { path: errand.path.clone() }.into());
        }
        file.write_all(&block[..read]).map_err(failed())?;
        length += read as u64;
    }
}

/// The SHA-256 of a file's bytes.
fn sha256_of(path: &Path) -> io::Result<String> {
    let (mut file, mut hash, mut block) = (File::open(path)?, Sha256::new(), vec![0; 64 * 1024]);
    loop {
        match file.read(&mut block)? {
            0 => return Ok(hexadecimal(&hash.finalize())),
            read => hash.update(&block[..read]),
        }
    }
}

/// Whether `path` holds just what was signed.
pub(super) fn holds(path: &Path, object: &Object) -> bool {
    let is_long = fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() == object.bytes);
    is_long && sha256_of(path).is_ok_and(|found| found == object.sha256)
}

fn remove(path: &Path) -> Result<(), PullFault> {
    fs::remove_file(path).map_err(ProjectError::write(path))?;
    Ok(())
}
