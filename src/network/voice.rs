//! The voice: a program of the operator's that speaks what nobody recorded. Read from the network file, not run here.

use super::converters::{self, FROM, TO};
use crate::diagnostic::{Arg, Code, Diagnostic, Span};
use crate::source::{List, Raw, Reader, Spanned};
use chrono::TimeDelta;
use serde::Deserialize;

/// A program that makes a WAV of spoken text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The program and its arguments: [`TO`] stands for the WAV, [`FROM`] for a file with the text, which goes to the
    /// standard input of a command without it.
    pub command: Vec<String>,
    /// Where its program stands.
    pub span: Span,
    /// How long it may work on one text.
    pub limit: TimeDelta,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VoiceFile<'a> {
    #[serde(borrow)]
    command: List<'a, String>,
    within: Option<Raw<'a, String>>,
}

/// Reads the voice; none when it can't be used, after a diagnostic.
pub(super) fn read<'a>(reader: &mut Reader<'a, '_>, raw: Option<&Raw<'a, VoiceFile<'a>>>) -> Option<Voice> {
    let file = reader.read(raw?)?;
    let command: Vec<Spanned<String>> = reader.list(&file.command);
    let limit = converters::limit(reader, &file.within)?;
    let span = command.first().map_or(file.span, |program| program.span);
    let mut places = command.iter().skip(1);
    if !places.any(|word| word.contains(TO)) {
        let found = Diagnostic::at(Code::BadVoice, span).with("why", Arg::Term("term-voice-places"));
        reader.diagnostics.push(found.hint("hint-voice", vec![]));
        return None;
    }
    Some(Voice { command: command.into_iter().map(|word| word.value).collect(), span, limit })
}

impl Voice {
    /// Whether the text comes as a file; else on the standard input.
    pub fn takes_file(&self) -> bool {
        self.command.iter().any(|word| word.contains(FROM))
    }
}
