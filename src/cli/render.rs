//! Findings as a person reads them: a headline, the line with a caret, what to do.
//!
//! The only file that knows how the picture is drawn.

use super::Session;
use super::fault::Fault;
use crate::diagnostic::{Args, Diagnostic, Diagnostics, Elsewhere, Phrase, Severity, Span};
use crate::messages::Messages;
use crate::source::Sources;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A finding for machines.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    code: &'static str,
    severity: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(flatten)]
    place: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    labels: Vec<Labelled>,
    also: Vec<Also>,
}

/// A stretch of a file; lines and columns count from 1, the end is one past the last character.
#[derive(Debug, Serialize)]
struct Place {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// Another place that takes part, with a word.
#[derive(Debug, Serialize)]
struct Labelled {
    #[serde(flatten)]
    place: Place,
    message: String,
}

/// Another day or station of which the same holds.
#[derive(Debug, Serialize)]
struct Also {
    date: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    station: Option<String>,
}

/// So many other days or stations are named.
const NAMED: usize = 3;

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

/// `12 đài`, or that nobody is on air.
pub(super) fn stations(messages: &Messages, count: usize) -> String {
    match count {
        0 => messages.plain("nobody-on-air"),
        _ => messages.text("stations-on-air", &vec![("count", count.into())]),
    }
}

fn finding(diagnostic: &Diagnostic, sources: &Sources, messages: &Messages) -> Finding {
    let labelled = |(span, phrase): &(Span, Phrase)| Labelled {
        place: place(*span, sources),
        message: messages.phrase(phrase),
    };
    let also = |other: &Elsewhere| Also { date: other.date, station: other.station.clone() };
    Finding {
        code: diagnostic.code.id(),
        severity: match diagnostic.code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: messages.text(diagnostic.code.id(), &diagnostic.args),
        place: diagnostic.span.map(|span| place(span, sources)),
        hint: diagnostic.hint.as_ref().map(|hint| messages.phrase(hint)),
        labels: diagnostic.labels.iter().map(labelled).collect(),
        also: diagnostic.also.iter().map(also).collect(),
    }
}

fn place(span: Span, sources: &Sources) -> Place {
    let (line, column) = sources.position(span.file, span.start);
    let (end_line, end_column) = sources.position(span.file, span.end);
    Place { file: sources.file(span.file).path.clone(), line, column, end_line, end_column }
}

/// The message, with the other days and stations of which it holds.
fn title(diagnostic: &Diagnostic, messages: &Messages) -> String {
    let mut title = messages.text(diagnostic.code.id(), &diagnostic.args);
    let Some(own) = diagnostic.occasion() else { return title };
    let dates: BTreeSet<NaiveDate> =
        diagnostic.also.iter().map(|other| other.date).filter(|date| *date != own.date).collect();
    let stations: BTreeSet<&String> =
        diagnostic.also.iter().filter_map(|other| other.station.as_ref()).collect();
    let stations = stations.into_iter().filter(|station| own.station.as_ref() != Some(station));
    let dates = dates.into_iter().map(|date| messages.day(date)).collect();
    for (id, names) in [("finding-days", dates), ("finding-stations", stations.cloned().collect())] {
        if let Some(others) = some_of(names) {
            title += &format!(" {}", messages.text(id, &others));
        }
    }
    title
}

/// How many names, and the first of them.
fn some_of(mut names: Vec<String>) -> Option<Args> {
    let count = names.len();
    if count > NAMED {
        names.truncate(NAMED);
        names.push("…".to_owned());
    }
    (count > 0).then(|| vec![("count", count.into()), ("names", names.into())])
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
