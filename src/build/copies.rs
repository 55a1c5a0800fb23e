//! The small copies of a station's WAVs: which there have to be, and making one.

use super::store::{Content, Wanted};
use crate::audio::{AudioError, COPY_REVISION, Slate, copy_as_opus};
use crate::network::SmallCopy;
use crate::project::stored;
use std::io::{self, Write};
use std::path::Path;

/// The name of a WAV's copy, beside it.
pub(super) fn copy_file(wav: &str) -> String {
    format!("{}.opus", wav.strip_suffix(".wav").unwrap_or(wav))
}

/// The copies that belong to `wavs`. Each has the WAV's recipe in its own, so that it is made anew just when the WAV is.
pub(super) fn copies<'a>(kind: Option<SmallCopy>, wavs: &[Wanted<'a>]) -> Vec<Wanted<'a>> {
    let Some(SmallCopy::Opus { kbps }) = kind else { return Vec::new() };
    let copy = |wav: &Wanted<'a>| Wanted {
        path: copy_file(&wav.path),
        recipe: format!("{} opus {kbps} {COPY_REVISION}", wav.recipe),
        slate: wav.slate.clone(),
        content: Content::Copy { of: wav.path.clone(), kbps },
    };
    wavs.iter().map(copy).collect()
}

/// Writes the copy of the WAV at `wav`, a path below `root`.
pub(super) fn write_copy(
    root: &Path,
    wav: &str,
    kbps: u32,
    slate: &Slate,
    out: &mut impl Write,
) -> io::Result<()> {
    let copied = copy_as_opus(stored(root, wav)?, kbps, slate, out);
    copied.map(drop).map_err(|error| match error {
        AudioError::Write(error) => error,
        other => io::Error::other(other.to_string()),
    })
}
