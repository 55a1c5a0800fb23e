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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Samples;
    use crate::project::Storing;
    use chrono::NaiveDate;
    use hound::{SampleFormat, WavSpec, WavWriter};
    use std::io::{Cursor, ErrorKind};

    /// A disk without room.
    struct Full;

    impl Write for Full {
        fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
            Err(ErrorKind::StorageFull.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_copy_for_which_the_disk_has_no_room_fails_with_what_the_disk_says() {
        let spec = WavSpec {
            channels: 1,
            sample_rate: 8_000,
            bits_per_sample: 16,
            sample_format: SampleFormat::Int,
        };
        let mut wav = Cursor::new(Vec::new());
        let mut writer = WavWriter::new(&mut wav, spec).expect("in memory");
        (0..8_000).for_each(|_| writer.write_sample(100_i16).expect("in memory"));
        writer.finalize().expect("in memory");
        let folder = tempfile::TempDir::new().expect("a folder");
        Storing::under(folder.path()).bytes("a.wav", wav.get_ref()).expect("there is room");
        let slate = Slate {
            title: "Chiều".to_owned(),
            station: "Đài".to_owned(),
            reference: "r".to_owned(),
            date: NaiveDate::from_ymd_opt(2025, 3, 10).expect("a day"),
            since_midnight: Samples(0),
            marks: Vec::new(),
        };
        let error = write_copy(folder.path(), "a.wav", 32, &slate, &mut Full).expect_err("there is no room");
        assert_eq!(error.kind(), ErrorKind::StorageFull, "{error}");
    }
}
