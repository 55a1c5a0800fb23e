//! How each sound file of a project is handled: what the schedule allows its clips, and nothing to recordings.

use crate::audio::{Breaks, Handling};
use crate::catalogue::ClipIx;
use crate::project::Project;

/// How a clip is handled.
pub(super) fn of_clip(project: &Project, clip: ClipIx) -> Handling {
    let is_kept = project.schedule.cut_off.binary_search(&clip).is_ok();
    Handling { breaks: if is_kept { Breaks::Kept } else { Breaks::Refused } }
}

/// How a recording is handled: its words air whole or not at all.
pub(super) fn of_recording() -> Handling {
    Handling::default()
}

/// The sound files of a project, clips and recordings, each with its handling.
pub fn sounds(project: &Project) -> Vec<(String, Handling)> {
    let clips = (0..).map(ClipIx).zip(&project.catalogue.clips);
    let clips = clips.map(|(ix, clip)| (format!("clips/{clip}"), of_clip(project, ix)));
    let recordings = project.recordings.values().flat_map(|day| &day.files);
    clips.chain(recordings.map(|file| (file.path.clone(), of_recording()))).collect()
}
