//! What is wrong with a template: where, and what.
//!
//! Takes the engine's errors, which are English prose around a span, and returns codes with arguments. This is
//! the only file that knows the wording of the engine's messages; the tests of `templates` pin it.

use super::saying::NOT_OF_FORM;
use super::steps;
use std::ops::Range;
use tera::ErrorKind;

/// So many characters of the engine's words are shown.
const LONGEST_DETAIL: usize = 400;

/// Something an author has to mend in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateProblem {
    /// The template the mistake stands in: not always the one that was rendered.
    pub template: String,
    /// Its line, from 1.
    pub line: u32,
    /// Its column, from 1, counted in characters.
    pub column: u32,
    /// The bad part, in bytes of the template's own text; empty when only the place is known.
    pub range: Range<usize>,
    /// What is wrong.
    pub kind: ProblemKind,
    /// Who brought that template in: template and line of each `include` or component call, nearest first;
    /// last, with line 1, the template that was to be rendered when it inherits the mistake.
    pub via: Vec<(String, u32)>,
}

/// What is wrong with a template. `detail` is the engine's English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// The engine can't read it.
    Syntax {
        /// The engine's words.
        detail: String,
    },
    /// A variable, or a field of one, that does not exist or is left out this time.
    UnknownVariable {
        /// As written, with the fields before it: `date.lunr.day`.
        name: String,
        /// What there is at that place, sorted.
        available: Vec<String>,
    },
    /// An optional name where its absence would leave a silent gap: joined with `~`, kept with `set`, passed on.
    /// It wants an `if … is defined` around it, or a `default`.
    MaybeLeftOut {
        /// As written.
        name: String,
    },
    /// No template of this name.
    UnknownTemplate {
        /// As written.
        name: String,
        /// The templates there are, sorted.
        available: Vec<String>,
    },
    /// No filter of this name.
    UnknownFilter {
        /// As written.
        name: String,
        /// The filters there are, sorted.
        available: Vec<String>,
    },
    /// No test (`is …`) of this name.
    UnknownTest {
        /// As written.
        name: String,
        /// The tests there are, sorted.
        available: Vec<String>,
    },
    /// No function of this name.
    UnknownFunction {
        /// As written.
        name: String,
        /// The functions there are, sorted.
        available: Vec<String>,
    },
    /// No component of this name.
    UnknownComponent {
        /// As written.
        name: String,
        /// The components there are, sorted.
        available: Vec<String>,
    },
    /// A block that no parent has, so that its text would never be read.
    UnknownBlock {
        /// As written.
        name: String,
    },
    /// Templates that include or extend one another in a ring.
    Circular {
        /// The ring, ending where it began.
        chain: Vec<String>,
    },
    /// Two templates of one name, or one component in two templates.
    Duplicate {
        /// What there is twice.
        name: String,
    },
    /// The source, or what came out, passes 1 MB.
    TooLarge,
    /// The template loops beyond all need.
    TooSlow,
    /// A filter that says something in words was given what is not of its form.
    NotOfForm {
        /// The filter.
        filter: String,
        /// What it was given.
        text: String,
    },
    /// Anything else the engine objects to.
    Other {
        /// The engine's words.
        detail: String,
    },
}

/// Line and column, both from 1 and the column in characters (a byte order mark is none), of the byte `offset`.
pub(super) fn line_and_column(text: &str, offset: usize) -> (u32, u32) {
    let before = &text[..floor(text, offset)];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    let line = before.matches('\n').count() + 1;
    let column = before[line_start..].chars().filter(|c| *c != '\u{feff}').count() + 1;
    (small(line), small(column))
}

/// The byte offset of a line and column, both from 1; the end of the line when the column lies beyond it.
pub(super) fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let length = text[start..].chars().take_while(|c| *c != '\n').take(column.saturating_sub(1));
    start + length.map(char::len_utf8).sum::<usize>()
}

fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// One complaint out of an engine error, its place still counted in the text the engine was given.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Complaint {
    pub template: String,
    pub place: Place,
    pub kind: ProblemKind,
    /// Template and line of each caller, nearest first.
    pub via: Vec<(String, u32)>,
}

/// Where the engine points.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    Bytes(Range<usize>),
    /// Line and column, from 1, and the number of characters marked.
    Line(usize, usize, usize),
    Unknown,
}

/// What the engine says about `template`, taken apart.
pub(super) fn complaints(template: &str, error: &tera::Error) -> Vec<Complaint> {
    let unplaced = |template: &str, kind| Complaint {
        template: template.to_owned(),
        place: Place::Unknown,
        kind,
        via: Vec::new(),
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) => vec![Complaint {
            template: report.filename().to_owned(),
            place: Place::Bytes(report.span().range.clone()),
            kind: ProblemKind::Syntax { detail: report.message().to_owned() },
            via: Vec::new(),
        }],
        ErrorKind::RenderingError(report) => vec![Complaint {
            template: report.filename().to_owned(),
            place: Place::Bytes(report.span().range.clone()),
            kind: kind_of(report.message()),
            via: callers(&error.to_string()),
        }],
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let chain = ring(&[std::slice::from_ref(tpl), inheritance_chain].concat());
            vec![unplaced(&chain[0].clone(), ProblemKind::Circular { chain })]
        }
        ErrorKind::CircularInclude { include_chain, .. } => {
            let chain = ring(include_chain);
            vec![unplaced(&chain[0].clone(), ProblemKind::Circular { chain })]
        }
        ErrorKind::TemplateNotFound(name) => {
            vec![unplaced(
                template,
                ProblemKind::UnknownTemplate { name: name.clone(), available: Vec::new() },
            )]
        }
        ErrorKind::Io(_) => vec![unplaced(template, ProblemKind::TooLarge)],
        ErrorKind::Msg(text) if text.starts_with("error: ") => reports(text),
        _ => {
            let message = error.to_string();
            // "Component `c` is defined in both `a` and `b`": the second is told.
            let second = message.split('`').nth(5).unwrap_or(template);
            vec![unplaced(second, kind_of(&message))]
        }
    }
}

/// The ring in a chain of templates whose last stands in it before: what only leads up to it is dropped.
fn ring(chain: &[String]) -> Vec<String> {
    let first = chain.iter().position(|name| Some(name) == chain.last()).unwrap_or(0);
    chain[first..].to_vec()
}

/// The reports of one validation, which the engine joins into a single text.
fn reports(text: &str) -> Vec<Complaint> {
    text.split("\n\n").filter_map(report).collect()
}

/// `error: MESSAGE`, ` --> TEMPLATE:LINE:COLUMN`, then the line and a row of carets.
fn report(text: &str) -> Option<Complaint> {
    let message = text.lines().next()?.strip_prefix("error: ")?;
    let (template, line, column) = text.lines().find_map(|l| locus(l.trim_start().strip_prefix("--> ")?))?;
    let carets = text.lines().last().map_or(0, |l| l.matches('^').count());
    let place = Place::Line(line, column, carets);
    Some(Complaint { template: template.to_owned(), place, kind: kind_of(message), via: Vec::new() })
}

/// The callers in a report with notes, nearest first.
fn callers(report: &str) -> Vec<(String, u32)> {
    let notes = report.lines().filter_map(|line| line.strip_prefix("note: called from "));
    notes.filter_map(locus).map(|(template, line, _)| (template.to_owned(), small(line))).collect()
}

fn locus(text: &str) -> Option<(&str, usize, usize)> {
    let mut parts = text.rsplitn(3, ':');
    let column = parts.next()?.trim().parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some((parts.next()?, line, column))
}

/// The code for one of the engine's messages. Names of templates and fields the message leaves out are empty
/// here and are taken from the source later.
fn kind_of(message: &str) -> ProblemKind {
    if message.contains(steps::SPENT) || message.contains("recursion depth") {
        return ProblemKind::TooSlow;
    }
    if let Some((_, refused)) = message.split_once(NOT_OF_FORM) {
        let (filter, text) = refused.split_once(' ').unwrap_or((refused, ""));
        return ProblemKind::NotOfForm { filter: filter.to_owned(), text: text.to_owned() };
    }
    let name = message.split('`').nth(1).unwrap_or_default().to_owned();
    let list = |label: &str| -> Vec<String> {
        let listed = message.split_once(label).map_or("", |(_, rest)| rest);
        listed.split(", ").filter(|n| !n.is_empty()).map(str::to_owned).collect()
    };
    let starts = |prefix: &str| message.starts_with(prefix);
    let none = Vec::new;
    match () {
        () if starts("Variable `") => {
            ProblemKind::UnknownVariable { name, available: list("Available variables: ") }
        }
        () if starts("Field `") => {
            ProblemKind::UnknownVariable { name, available: list("Available fields: ") }
        }
        () if message.contains("undefined") => {
            ProblemKind::UnknownVariable { name: String::new(), available: none() }
        }
        () if starts("Unknown filter `") => ProblemKind::UnknownFilter { name, available: none() },
        () if starts("Unknown test `") => ProblemKind::UnknownTest { name, available: none() },
        () if starts("Unknown function `") => ProblemKind::UnknownFunction { name, available: none() },
        () if starts("Unknown component `") => ProblemKind::UnknownComponent { name, available: none() },
        () if starts("Unknown template `") => ProblemKind::UnknownTemplate { name, available: none() },
        () if starts("Block `") => ProblemKind::UnknownBlock { name },
        () if starts("Component `") && message.contains("defined in both") => ProblemKind::Duplicate { name },
        // Some messages quote the value they are about, however long.
        () => ProblemKind::Other { detail: message.chars().take(LONGEST_DETAIL).collect() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters_and_lead_back_to_the_byte() {
        let text = "Đây là đài\r\nkính thưa bà con\n";
        let offset = text.find("thưa").unwrap();
        assert_eq!(line_and_column(text, offset), (2, 6));
        assert_eq!(offset_of(text, 2, 6), offset);
        assert_eq!(line_and_column(text, text.len() + 5), (3, 1));
        assert_eq!(offset_of(text, 9, 9), text.len());
    }
}
