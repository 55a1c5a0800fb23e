//! How each sound file of a project is handled: what the schedule allows its clips, what people accepted to be cut off
//! them, and what the network sets for its recordings.

use super::clips::Clips;
use crate::audio::{Breaks, Handling, Trim, Untrimmed};
use crate::catalogue::ClipIx;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Phrase};
use crate::project::{Project, SoundCache};

/// How a clip is handled.
pub(super) fn of_clip(project: &Project, cache: &SoundCache, clip: ClipIx) -> Handling {
    let is_kept = project.schedule.cut_off.binary_search(&clip).is_ok();
    let breaks = if is_kept { Breaks::Kept } else { Breaks::Refused };
    Handling { breaks, trim: clip_trim(project, cache, clip), ..Handling::default() }
}

/// How a recording is handled: its words air whole or not at all.
pub(super) fn of_recording(project: &Project) -> Handling {
    Handling { limit: project.network.limit_speech, ..Handling::default() }
}

/// What is cut off a clip; nothing where the file is no longer the one it was said of.
pub fn clip_trim(project: &Project, cache: &SoundCache, clip: ClipIx) -> Option<Trim> {
    let clip = project.catalogue.clip(clip);
    let trim = project.trims.of(clip)?;
    let is_same = cache.content(&format!("clips/{clip}")).as_ref() == Some(&trim.content);
    is_same.then_some(Trim { head: trim.head, tail: trim.tail })
}

/// The sound files of a project, clips and recordings, each with its handling.
pub fn sounds(project: &Project, cache: &SoundCache) -> Vec<(String, Handling)> {
    let clips = (0..).map(ClipIx).zip(&project.catalogue.clips);
    let clips = clips.map(|(ix, clip)| (format!("clips/{clip}"), of_clip(project, cache, ix)));
    let recordings = project.recordings.values().flat_map(|day| &day.files);
    clips.chain(recordings.map(|file| (file.path.clone(), of_recording(project)))).collect()
}

/// Trims that do not fit their file any more, and are not applied.
pub(super) fn unfit(project: &Project, cache: &SoundCache, clips: &Clips, diagnostics: &mut Diagnostics) {
    for trim in &project.trims.trims {
        let path = format!("clips/{}", trim.clip);
        let why = match project.catalogue.clips.binary_search(&trim.clip) {
            Err(_) => "trim-no-clip",
            Ok(_) if cache.content(&path).as_ref() != Some(&trim.content) => "trim-changed",
            Ok(_) => match clips.untrimmed(&path) {
                Some(Untrimmed::TooShort) => "trim-too-long",
                Some(Untrimmed::Heard) => "trim-heard",
                None => continue,
            },
        };
        let span = trim.span.expect("it was read from the file");
        let found = Diagnostic::at(Code::TrimUnfit, span).with("clip", trim.clip.as_str());
        let hint = if why == "trim-no-clip" { "hint-trim-no-clip" } else { "hint-trim-unfit" };
        let args = vec![("clip", trim.clip.as_str().into())];
        diagnostics.push(found.with("why", Phrase { id: why, args: vec![] }).hint(hint, args));
    }
}
