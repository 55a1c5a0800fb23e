//! What is seen while a command works: a bar on a terminal, a quiet line elsewhere.

use crate::build::Progress;
use crate::messages::Messages;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::Write;
use std::sync::Mutex;

/// Shows how far a command has come.
pub(super) struct Shown<'a> {
    bar: ProgressBar,
    clips: String,
    wavs: String,
    copies: String,
    packed: String,
    texts: String,
    /// Takes the lines where no bar is seen.
    lines: Option<Mutex<&'a mut (dyn Write + Send)>>,
}

impl<'a> Shown<'a> {
    /// A bar on a terminal; elsewhere a line to `lines` as each step begins.
    pub(super) fn new(
        messages: &Messages,
        is_terminal: bool,
        lines: &'a mut (dyn Write + Send),
    ) -> Shown<'a> {
        let bar = if is_terminal {
            ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())
        } else {
            ProgressBar::hidden()
        };
        let style = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}").expect("a fixed template");
        bar.set_style(style.progress_chars("=> "));
        Shown {
            bar,
            clips: messages.plain("progress-clips"),
            wavs: messages.plain("progress-wavs"),
            copies: messages.plain("progress-copies"),
            packed: messages.plain("progress-packed"),
            texts: messages.plain("progress-texts"),
            lines: (!is_terminal).then(|| Mutex::new(lines)),
        }
    }

    /// Takes a step.
    pub(super) fn step(&self, progress: Progress) {
        match progress {
            Progress::Clips(count) => self.begin(&self.clips, count),
            Progress::Wavs(count) => self.begin(&self.wavs, count),
            Progress::Copies(count) => self.begin(&self.copies, count),
            Progress::Packed(count) => self.begin(&self.packed, count),
            Progress::Texts(count) => self.begin(&self.texts, count),
            Progress::Done(_) => self.bar.inc(1),
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(self) {
        self.bar.finish_and_clear();
    }

    fn begin(&self, what: &str, count: usize) {
        if count == 0 {
            return;
        }
        // Words first: each of these draws.
        self.bar.set_message(what.to_owned());
        self.bar.set_length(count as u64);
        self.bar.set_position(0);
        if let Some(Ok(mut lines)) = self.lines.as_ref().map(Mutex::lock) {
            // Progress that nobody takes is no reason to stop.
            let _told = writeln!(lines, "{what}: {count}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;

    #[test]
    fn a_line_is_written_as_the_step_begins_and_not_when_all_is_done() {
        let mut lines = Vec::new();
        let shown = Shown::new(&Messages::new(Lang::En), false, &mut lines);
        shown.step(Progress::Clips(3));
        // Forgotten, it never finishes.
        std::mem::forget(shown);
        assert!(String::from_utf8(lines).expect("words").ends_with(": 3\n"));
    }
}
