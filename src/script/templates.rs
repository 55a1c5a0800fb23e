//! The templates of a project: loaded together, rendered one at a time.
//!
//! Takes names and texts of templates and a context, returns the words to be read or a problem with its place.
//! It knows no folder and no schedule. A template may use inheritance, includes and components; nothing is
//! escaped, because the words are read aloud, and what comes out is tidied and in NFC.
//!
//! **No silent gaps.** A name that the context can never have is a problem at loading, wherever it stands, also
//! inside `if` or before `is defined`. A name that is left out *this time* is a problem when it is printed;
//! `is defined`, `if`, `or` and `default` may ask for it.
//!
//! **Bounds.** 250 kB of source, 1 MB of output, tags nested 40 deep, templates 12 deep; one rendering may take 20,000
//! steps (loop rounds, component calls, includes, blocks, numbers out of `range`) and move 12 MB, each byte counted as
//! often as an operation handles it (`steps`, `cost`). Every value is made by a tag that was charged for all it reads
//! before it ran, or by a filter that is charged for what it makes, so what is alive never outgrows the charge.

use super::context::Context;
use super::cost::Cost;
use super::counted::{Counted, counted};
use super::names;
use super::problem::{self, Complaint, Place, ProblemKind, TemplateProblem};
use super::saying;
use super::steps::{self, Allowance};
use super::tags::{Tag, tags};
use super::words;
use crate::speech::Speech;
use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex};
use tera::Tera;

mod bounds;
mod joining;

/// The largest output, in bytes.
const LARGEST: usize = 1_000_000;

/// The largest source, in bytes: the engine quotes it for each caller of a mistake.
const LARGEST_SOURCE: usize = 250_000;

/// The templates that can be rendered, and those that can't with the reason.
pub struct Templates {
    tera: Tera,
    sources: BTreeMap<String, Source>,
    /// What is wrong with each template that can't be used; for one that is only brought down by another, the
    /// other's problem.
    broken: BTreeMap<String, TemplateProblem>,
    allowance: Allowance,
    /// What the counting calls in the templates spend, by their number.
    costs: Arc<Vec<Cost>>,
    speech: Arc<Speech>,
    /// Renderings share one allowance of steps, so they take turns.
    turn: Mutex<()>,
}

/// A template's text as its author wrote it and as the engine got it.
struct Source {
    text: String,
    counted: Counted,
}

impl Templates {
    /// Loads templates given as name (`mo-dau.tera`, `cchc/mo-chuyen-muc.tera`: the path within the folder of
    /// templates, with `/`) and text. A bad one stops no other; all problems are returned, ordered by template
    /// and place. Filters say words as `speech` does. Rendering a bad one, or one that is built on a bad one, returns the problem again.
    pub fn load(named: Vec<(String, String)>, speech: Speech) -> (Templates, Vec<TemplateProblem>) {
        let mut problems = Vec::new();
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        for (name, text) in named {
            if texts.contains_key(&name) {
                problems.push(at_head(&name, ProblemKind::Duplicate { name: name.clone() }));
                continue;
            }
            texts.insert(name, text);
        }
        let reach = bounds::reach(&texts);
        let mut costs = Vec::new();
        let counted = |text: &str| {
            // The mark that some editors put before the first character is no part of the text; it is blanked
            // for the engine, so that no byte moves.
            let blanked = text.strip_prefix('\u{feff}').map(|rest| format!("   {rest}"));
            let reach = |name: &str| reach.get(name).copied().unwrap_or(0);
            counted(blanked.as_deref().unwrap_or(text), &tags(text), &mut costs, reach)
        };
        let counted: Vec<Counted> = texts.values().map(|text| text.as_str()).map(counted).collect();
        let sources = texts.into_iter().zip(counted);
        let sources = sources.map(|((name, text), counted)| (name, Source { text, counted })).collect();
        let allowance = Allowance::default();
        let mut templates = Templates {
            tera: Tera::new(),
            sources,
            broken: BTreeMap::new(),
            allowance,
            costs: Arc::new(costs),
            speech: Arc::new(speech),
            turn: Mutex::new(()),
        };
        templates.parse(&mut problems);
        templates.link(&mut problems);
        templates.check_depth(&mut problems);
        templates.check_names(&mut problems);
        problems.sort_by(|a, b| (&a.template, a.range.start).cmp(&(&b.template, b.range.start)));
        (templates, problems)
    }

    /// The words of template `name`, tidied and in NFC.
    ///
    /// # Errors
    /// The first thing the engine stumbles over; for a template that could not be loaded, why it could not.
    pub fn render(&self, name: &str, context: &Context) -> Result<String, Box<TemplateProblem>> {
        if !self.sources.contains_key(name) {
            let kind = ProblemKind::UnknownTemplate { name: name.to_owned(), available: self.names() };
            return Err(Box::new(at_head(name, kind)));
        }
        if let Some(problem) = self.broken.get(name) {
            return Err(Box::new(brought_down(problem, name)));
        }
        let values = tera::Context::from_serialize(context).expect("a context is a map of plain values");
        let _turn = self.turn.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        self.allowance.renew();
        let mut output = Limited { bytes: Vec::new() };
        if let Err(error) = self.tera.render_to(name, &values, &mut output) {
            let complaints = problem::complaints(name, &error);
            let problem = match complaints.into_iter().next() {
                Some(first) => self.placed(first),
                None => at_head(name, ProblemKind::Other { detail: error.to_string() }),
            };
            return Err(Box::new(brought_down(&problem, name)));
        }
        let text = String::from_utf8(output.bytes).expect("the engine writes whole strings");
        Ok(words::tidied(&text))
    }

    /// Where the text of a template has these words, if it does once; in bytes.
    pub fn place_of(&self, name: &str, words: &str) -> Option<Range<usize>> {
        let text = &self.sources.get(name)?.text;
        let mut places = text.match_indices(words);
        let (start, _) = places.next()?;
        places.next().is_none().then_some(start..start + words.len())
    }

    /// The names of all templates given, sorted; also of those that could not be loaded.
    pub fn names(&self) -> Vec<String> {
        self.sources.keys().cloned().collect()
    }

    /// The text of a template, as its author wrote it.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.sources.get(name).map(|source| source.text.as_str())
    }

    /// The engine with all filters and functions and no template.
    fn engine(&self) -> Tera {
        let mut tera = Tera::new();
        tera.autoescape_on(Vec::<&str>::new());
        words::register(&mut tera);
        steps::register(&mut tera, &self.allowance, &self.costs);
        saying::register(&mut tera, &self.speech, &self.allowance);
        tera
    }

    /// Leads a complaint back to the author's text and fills in what the engine does not tell.
    fn placed(&self, complaint: Complaint) -> TemplateProblem {
        let name = complaint.template;
        let Some(source) = self.sources.get(&name) else { return at_head(&name, complaint.kind) };
        let range = match complaint.place {
            Place::Bytes(range) => source.counted.original(&range),
            Place::Line(line, column, length) => {
                let start = problem::offset_of(&source.counted.text, line, column);
                let marked = source.counted.text[start..].chars().take(length).map(char::len_utf8);
                source.counted.original(&(start..start + marked.sum::<usize>()))
            }
            Place::Unknown => self.tag_of(&name, &complaint.kind).unwrap_or(0..0),
        };
        let (range, kind) = self.completed(source, range, complaint.kind);
        TemplateProblem { via: complaint.via, ..self.located(&name, range, kind) }
    }

    /// What the engine tells no place of: where `name` brings in the next of a ring, or defines a component
    /// that is defined elsewhere too.
    fn tag_of(&self, name: &str, kind: &ProblemKind) -> Option<Range<usize>> {
        let all = tags(&self.sources[name].text);
        let mut tags = all.iter();
        match kind {
            ProblemKind::Circular { chain } => {
                let next = chain.get(1)?;
                tags.filter_map(Tag::target).find(|(target, _)| target == next).map(|(_, range)| range)
            }
            ProblemKind::Duplicate { name } => {
                let defined = tags.find_map(|tag| tag.component().filter(|token| token.text == name))?;
                Some(defined.range())
            }
            _ => None,
        }
    }

    fn completed(
        &self,
        source: &Source,
        range: Range<usize>,
        kind: ProblemKind,
    ) -> (Range<usize>, ProblemKind) {
        match kind {
            ProblemKind::UnknownVariable { name, available } => {
                let (range, name) = names::whole_path(&source.text, range, name.is_empty());
                (range, ProblemKind::UnknownVariable { name, available })
            }
            ProblemKind::UnknownFilter { name, .. } => {
                let available = names::sorted(words::FILTERS);
                (name_range(&source.text, &range, &name), ProblemKind::UnknownFilter { name, available })
            }
            ProblemKind::UnknownTest { name, .. } => {
                let available = names::sorted(words::TESTS);
                (name_range(&source.text, &range, &name), ProblemKind::UnknownTest { name, available })
            }
            ProblemKind::UnknownFunction { name, .. } => {
                let available = names::sorted(words::FUNCTIONS);
                (name_range(&source.text, &range, &name), ProblemKind::UnknownFunction { name, available })
            }
            ProblemKind::UnknownComponent { name, .. } => {
                let available = self.components();
                (name_range(&source.text, &range, &name), ProblemKind::UnknownComponent { name, available })
            }
            other => (range, other),
        }
    }

    fn components(&self) -> Vec<String> {
        let all: Vec<_> = self.sources.values().map(|source| tags(&source.text)).collect();
        names::sorted(all.iter().flatten().filter_map(Tag::component).map(|token| token.text))
    }

    fn located(&self, name: &str, range: Range<usize>, kind: ProblemKind) -> TemplateProblem {
        let (line, column) = problem::line_and_column(&self.sources[name].text, range.start);
        TemplateProblem { template: name.to_owned(), line, column, range, kind, via: Vec::new() }
    }
}

fn name_range(text: &str, within: &Range<usize>, name: &str) -> Range<usize> {
    let found = text.get(within.clone()).and_then(|part| part.find(name));
    found.map_or(within.clone(), |at| within.start + at..within.start + at + name.len())
}

fn at_head(name: &str, kind: ProblemKind) -> TemplateProblem {
    TemplateProblem { template: name.to_owned(), line: 1, column: 1, range: 0..0, kind, via: Vec::new() }
}

/// The problem as seen by one who renders `name`.
fn brought_down(problem: &TemplateProblem, name: &str) -> TemplateProblem {
    let mut problem = problem.clone();
    let known = problem.template == name || problem.via.iter().any(|(template, _)| template == name);
    if !known {
        problem.via.push((name.to_owned(), 1));
    }
    problem
}

/// Takes up to `LARGEST` bytes, then fails.
struct Limited {
    bytes: Vec<u8>,
}

impl io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > LARGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
