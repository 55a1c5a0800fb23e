//! What is seen while a command works: a bar on a terminal, a quiet line elsewhere.

use crate::build::Progress;
use crate::messages::Messages;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::Mutex;

/// Shows how far a command has come.
pub(super) struct Shown {
    bar: ProgressBar,
    clips: String,
    wavs: String,
    is_terminal: bool,
    lines: Mutex<Vec<String>>,
}

impl Shown {
    /// A bar on a terminal; nothing is drawn elsewhere.
    pub(super) fn new(messages: &Messages, is_terminal: bool) -> Shown {
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
            is_terminal,
            lines: Mutex::new(Vec::new()),
        }
    }

    /// Takes a step.
    pub(super) fn step(&self, progress: Progress) {
        match progress {
            Progress::Clips(count) => self.begin(&self.clips, count),
            Progress::Wavs(count) => self.begin(&self.wavs, count),
            Progress::Done(_) => self.bar.inc(1),
        }
    }

    /// Takes the bar away; returns what there is to say where it was not seen.
    pub(super) fn finish(self) -> Vec<String> {
        self.bar.finish_and_clear();
        self.lines.into_inner().unwrap_or_default()
    }

    fn begin(&self, what: &str, count: usize) {
        if count == 0 {
            return;
        }
        self.bar.set_length(count as u64);
        self.bar.set_position(0);
        self.bar.set_message(what.to_owned());
        if !self.is_terminal
            && let Ok(mut lines) = self.lines.lock()
        {
            lines.push(format!("{what}: {count}"));
        }
    }
}
