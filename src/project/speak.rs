//! Running the voice: spoken words → a WAV in a folder of its own.
//!
//! The words go into a file, never into the command: no quote, dash or mark in them means anything to it. What a voice says
//! on its standard error is how it went along: those in use write their log there.

use super::program::{Program, Words, Workplace};
use crate::audio::AudioError;
use crate::network::Voice;
use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;

/// Has `voice` speak `words`, in a new folder of the project at `root`; the WAV may have `most_bytes`.
///
/// Errors: `Conversion`, `Scratch`.
pub(super) fn speak(
    words: &str,
    voice: &Voice,
    most_bytes: u64,
    root: &Path,
) -> Result<Workplace, AudioError> {
    let folder = Workplace::open(root)?;
    let text = folder.file("text.txt");
    fs::write(&text, format!("{words}\n")).map_err(AudioError::Scratch)?;
    let input = match voice.takes_file() {
        true => Stdio::null(),
        false => File::open(&text).map_err(AudioError::Scratch)?.into(),
    };
    let Voice { command, limit, .. } = voice;
    let program = Program { command, limit: *limit, most_bytes, words: Words::Report };
    folder.run(&program, &text, input)?;
    Ok(folder)
}
