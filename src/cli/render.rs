//! Findings as a person reads them: a headline, the line with a caret, what to do.
//!
//! The only file that knows how the picture is drawn.

use super::Session;
use super::fault::Fault;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Span};
use crate::messages::Messages;
use crate::source::Sources;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A finding for machines.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    code: &'static str,
    severity: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
}

/// Shows all findings on the standard error, in the order of files and lines.
pub(super) fn diagnostics(
    session: &mut Session,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Result<(), Fault> {
    diagnostics.sort();
    let renderer = if session.world.colours { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    for diagnostic in diagnostics.iter() {
        let text = picture(diagnostic, sources, &session.messages, &renderer);
        session.err.write_all(format!("{text}\n\n").as_bytes())?;
    }
    Ok(())
}

/// The same for machines.
pub(super) fn findings(
    messages: &Messages,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Finding> {
    diagnostics.sort();
    diagnostics.iter().map(|diagnostic| finding(diagnostic, sources, messages)).collect()
}

/// `2 lỗi, 3 cảnh báo`; empty when there is neither.
pub(super) fn tally(messages: &Messages, diagnostics: &Diagnostics) -> String {
    let counts = [(Severity::Error, "tally-errors"), (Severity::Warning, "tally-warnings")];
    let said = counts.map(|(severity, id)| (diagnostics.count(severity), id));
    let said = said.into_iter().filter(|(count, _)| *count > 0);
    said.map(|(count, id)| messages.text(id, &vec![("count", count.into())])).collect::<Vec<_>>().join(", ")
}

fn finding(diagnostic: &Diagnostic, sources: &Sources, messages: &Messages) -> Finding {
    let place = diagnostic.span.map(|span| (span, sources.position(span.file, span.start)));
    Finding {
        code: diagnostic.code.id(),
        severity: match diagnostic.code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: title(diagnostic, messages),
        file: place.map(|(span, _)| sources.file(span.file).path.clone()),
        line: place.map(|(_, (line, _))| line),
        column: place.map(|(_, (_, column))| column),
        hint: diagnostic.hint.as_ref().map(|hint| messages.phrase(hint)),
    }
}

/// The message, with how often the same is found.
fn title(diagnostic: &Diagnostic, messages: &Messages) -> String {
    let message = messages.text(diagnostic.code.id(), &diagnostic.args);
    match diagnostic.more {
        0 => message,
        more => format!("{message} {}", messages.text("finding-more", &vec![("count", more.into())])),
    }
}

fn picture(diagnostic: &Diagnostic, sources: &Sources, messages: &Messages, renderer: &Renderer) -> String {
    let word = match diagnostic.code.severity() {
        Severity::Error => messages.plain("severity-error"),
        Severity::Warning => messages.plain("severity-warning"),
    };
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = title(diagnostic, messages);
    let labels: Vec<(Span, String)> =
        diagnostic.labels.iter().map(|(span, phrase)| (*span, messages.phrase(phrase))).collect();
    let headline = level.with_name(word.as_str()).primary_title(title.as_str()).id(diagnostic.code.id());
    let mut group = Group::with_title(headline);
    let mut by_file: BTreeMap<_, Vec<(Span, Option<&str>)>> = BTreeMap::new();
    if let Some(span) = diagnostic.span {
        by_file.entry((false, span.file)).or_default().push((span, None));
    }
    for (span, label) in &labels {
        let is_other = diagnostic.span.is_none_or(|main| main.file != span.file);
        by_file.entry((is_other, span.file)).or_default().push((*span, Some(label)));
    }
    for ((_, file), spans) in &by_file {
        let source = sources.file(*file);
        let mut snippet = Snippet::source(source.text.as_str()).path(source.path.as_str());
        for (span, label) in spans {
            let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
            let annotation = kind.span(within(&source.text, *span));
            snippet = snippet.annotation(match label {
                Some(label) => annotation.label(*label),
                None => annotation,
            });
        }
        group = group.element(snippet);
    }
    let hint_word = messages.plain("label-hint");
    let hint = diagnostic.hint.as_ref().map(|hint| messages.phrase(hint));
    if let Some(hint) = &hint {
        group = group.element(Level::HELP.with_name(hint_word.as_str()).message(hint.as_str()));
    }
    let mut text = String::new();
    write!(text, "{}", renderer.render(&[group])).expect("a string takes everything");
    text
}

/// The bytes of a span that can be shown: within the text, at whole characters, and on its first line only.
fn within(text: &str, span: Span) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let end = text.ceil_char_boundary(span.end.min(text.len())).min(line_end);
    start..end.max(start)
}
