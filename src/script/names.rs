//! The names a template uses, held against the names a context can have.
//!
//! Takes tags and the shape of the context, returns misspelt names with their places. The engine looks only at
//! what it executes, and takes an unknown name inside `if` or before `is defined` for a plain no; a slip of the
//! pen there would drop a sentence for good without a word. What this can't judge (a component's own
//! arguments, indexed lists, what a `set` holds) it leaves to the engine.

use super::context::Context;
use super::problem::ProblemKind;
use super::tags::{Tag, Token, TokenKind};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

/// Words of the language itself, which are no variables.
const RESERVED: [&str; 22] = [
    "and",
    "or",
    "not",
    "in",
    "is",
    "if",
    "else",
    "elif",
    "for",
    "set",
    "set_global",
    "include",
    "extends",
    "filter",
    "true",
    "false",
    "True",
    "False",
    "none",
    "None",
    "null",
    "loop",
];

/// What can stand at a place of the context.
#[derive(Debug)]
pub(super) enum Shape {
    Plain,
    List(Box<Shape>),
    Fields(BTreeMap<String, Field>),
}

#[derive(Debug)]
pub(super) struct Field {
    shape: Shape,
    /// Left out when there is none, as the topic outside a campaign's column.
    optional: bool,
}

/// The shape of every context there can be.
pub(super) fn shape() -> Shape {
    let value = |context| serde_json::to_value(context).expect("a context is plain values");
    let [full, sparse, bare] = Context::examples().map(value);
    shape_of(&full, &[&sparse, &bare])
}

/// Every name of the context with the fields before it, and whether it is left out at times. A date or time within
/// another thing is told by its own name only: its fields are those of `date` and `time`.
pub(super) fn all() -> Vec<(String, bool)> {
    let mut found = Vec::new();
    collect(&shape(), "", &mut found);
    found
}

fn collect(shape: &Shape, within: &str, found: &mut Vec<(String, bool)>) {
    match shape {
        Shape::Plain => {}
        Shape::List(item) => collect(item, within, found),
        Shape::Fields(fields) => {
            for (name, field) in fields {
                let whole = if within.is_empty() { name.clone() } else { format!("{within}.{name}") };
                let told_elsewhere = !within.is_empty() && matches!(name.as_str(), "date" | "time");
                let is_group =
                    within.is_empty() && !field.optional && matches!(field.shape, Shape::Fields(_));
                if !is_group {
                    found.push((whole.clone(), field.optional));
                }
                if !told_elsewhere {
                    collect(&field.shape, &whole, found);
                }
            }
        }
    }
}

/// The names of the context that `tags` use, with the fields behind them; for an item of a list that a loop goes
/// through, with the list's name.
pub(super) fn used(tags: &[Tag]) -> BTreeSet<String> {
    let Shape::Fields(root) = shape() else { return BTreeSet::new() };
    let mut items: BTreeMap<&str, String> = BTreeMap::new();
    let mut found = BTreeSet::new();
    let mut in_component = false;
    for tag in tags {
        match tag.keyword() {
            Some("component") => in_component = true,
            Some("endcomponent") => in_component = false,
            _ if in_component => {}
            word => {
                let paths = paths(tag);
                let whole = |path: &Path| match items.get(path.segments[0].text) {
                    Some(list) => Some(format!(
                        "{list}{}",
                        &path.name(path.segments.len())[path.segments[0].text.len()..]
                    )),
                    None => root.contains_key(path.segments[0].text).then(|| path.name(path.segments.len())),
                };
                let named: Vec<String> = paths.iter().filter_map(whole).collect();
                if let (Some("for"), [name], [list]) = (word, loop_names(tag).as_slice(), named.as_slice()) {
                    items.insert(name, list.clone());
                }
                found.extend(named);
            }
        }
    }
    found
}

/// The shape of `full`; optional is what one of the `others` leaves out.
fn shape_of(full: &Value, others: &[&Value]) -> Shape {
    match full {
        Value::Object(fields) => {
            let field = |(name, value): (&String, &Value)| {
                let present: Vec<&Value> = others.iter().filter_map(|other| other.get(name)).collect();
                let optional = present.len() < others.len();
                (name.clone(), Field { shape: shape_of(value, &present), optional })
            };
            Shape::Fields(fields.iter().map(field).collect())
        }
        Value::Array(items) => {
            let present: Vec<&Value> = others.iter().filter_map(|other| other.get(0)).collect();
            Shape::List(Box::new(shape_of(items.first().unwrap_or(&Value::Null), &present)))
        }
        _ => Shape::Plain,
    }
}

/// The names a template gives itself with `set` and `for`; what it includes can see them.
pub(super) fn bound<'t>(tags: &[Tag<'t>]) -> Vec<&'t str> {
    let mut names = Vec::new();
    for tag in tags {
        match tag.keyword() {
            Some("set" | "set_global") => names.extend(tag.tokens.get(1).map(|token| token.text)),
            Some("for") => names.extend(loop_names(tag)),
            _ => {}
        }
    }
    names
}

fn loop_names<'t>(tag: &Tag<'t>) -> Vec<&'t str> {
    let until_in = tag.tokens.iter().skip(1).take_while(|token| token.text != "in");
    until_in.filter(|token| token.kind == TokenKind::Word).map(|token| token.text).collect()
}

/// One variable with its fields, as it stands in a tag.
struct Path<'t> {
    segments: Vec<Token<'t>>,
    before: Option<Token<'t>>,
    after: Option<Token<'t>>,
}

impl Path<'_> {
    fn name(&self, segments: usize) -> String {
        self.segments[..segments].iter().map(|token| token.text).collect::<Vec<_>>().join(".")
    }

    fn range(&self, segments: usize) -> Range<usize> {
        self.segments[0].start..self.segments[segments - 1].range().end
    }

    /// Whether its absence would go unnoticed here: beside `~`, in a list, as what is set or passed on.
    fn is_swallowed(&self) -> bool {
        let before = self.before.is_some_and(|t| ["~", "=", "[", ",", "{"].iter().any(|mark| t.is(mark)));
        let asked = self.after.is_some_and(|t| t.is("|") || t.text == "or" || t.text == "is");
        !asked && (before || self.after.is_some_and(|t| t.is("~")))
    }
}

/// Where the walk through the tags stands.
struct Scope<'s, 't> {
    root: &'s BTreeMap<String, Field>,
    /// Names given by loops (with what they stand for, when that is known) and by `set`.
    local: Vec<(&'t str, Option<&'s Shape>)>,
    /// How many names each open loop has given.
    loops: Vec<usize>,
    /// The paths that each open `if` asks for.
    asked: Vec<BTreeSet<String>>,
}

/// The names in `tags` that no context has, and the optional ones whose absence would be swallowed, with their
/// places. `outer`: the variables the engine says the template takes from outside; `bound`: the names any
/// template gives itself, which an including one may hand down.
pub(super) fn misnamed(
    tags: &[Tag],
    shape: &Shape,
    outer: &HashSet<&str>,
    bound: &BTreeSet<&str>,
) -> Vec<(Range<usize>, ProblemKind)> {
    let Shape::Fields(root) = shape else { return Vec::new() };
    let mut scope = Scope { root, local: Vec::new(), loops: Vec::new(), asked: Vec::new() };
    let mut found = Vec::new();
    let mut in_component = false;
    for tag in tags {
        match tag.keyword() {
            Some("component") => in_component = true,
            Some("endcomponent") => in_component = false,
            _ if in_component => {}
            Some("block" | "endblock" | "endif" | "endfor" | "endset" | "endfilter") => scope.close(tag),
            _ => {
                let paths = paths(tag);
                found.extend(paths.iter().filter_map(|path| scope.judge(path, &paths, tag, outer, bound)));
                scope.open(tag, &paths);
            }
        }
    }
    found
}

impl<'s, 't> Scope<'s, 't> {
    fn open(&mut self, tag: &Tag<'t>, paths: &[Path<'t>]) {
        let asked = || paths.iter().map(|path| path.name(path.segments.len())).collect();
        match tag.keyword() {
            Some("if") => self.asked.push(asked()),
            Some("elif") => {
                self.asked.pop();
                self.asked.push(asked());
            }
            Some("for") => {
                let names = loop_names(tag);
                let item = match (names.as_slice(), paths) {
                    ([_], [list]) if list.after.is_none() => {
                        self.resolve(list).and_then(|shape| match shape {
                            Shape::List(item) => Some(item.as_ref()),
                            _ => None,
                        })
                    }
                    _ => None,
                };
                self.loops.push(names.len());
                self.local.extend(names.iter().map(|name| (*name, item)));
            }
            Some("set" | "set_global") => {
                self.local.extend(tag.tokens.get(1).map(|token| (token.text, None)));
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: &Tag) {
        match tag.keyword() {
            Some("endif") => {
                self.asked.pop();
            }
            Some("endfor") => {
                let names = self.loops.pop().unwrap_or(0);
                self.local.truncate(self.local.len().saturating_sub(names));
            }
            _ => {}
        }
    }

    fn judge(
        &self,
        path: &Path,
        all: &[Path],
        tag: &Tag,
        outer: &HashSet<&str>,
        bound: &BTreeSet<&str>,
    ) -> Option<(Range<usize>, ProblemKind)> {
        let root = path.segments[0].text;
        let local = self.local.iter().rev().find(|(name, _)| *name == root);
        let (mut shape, mut optional) = match (local, self.root.get(root)) {
            (Some((_, known)), _) => ((*known)?, false),
            (None, _) if bound.contains(root) => return None,
            (None, Some(field)) => (&field.shape, field.optional),
            (None, None) if !outer.contains(root) => return None,
            (None, None) => return Some(unknown(path, 1, sorted(self.root.keys()))),
        };
        for (index, segment) in path.segments.iter().enumerate().skip(1) {
            let Shape::Fields(fields) = shape else { return Some(unknown(path, index + 1, Vec::new())) };
            let Some(field) = fields.get(segment.text) else {
                return Some(unknown(path, index + 1, sorted(fields.keys())));
            };
            (shape, optional) = (&field.shape, field.optional);
        }
        let name = path.name(path.segments.len());
        let asked_beside = all.iter().filter(|other| other.name(other.segments.len()) == name).count() > 1;
        let asked = asked_beside
            || matches!(tag.keyword(), Some("if" | "elif"))
            || self.asked.iter().any(|level| level.contains(&name));
        let swallowed = optional && !asked && path.is_swallowed();
        swallowed.then(|| (path.range(path.segments.len()), ProblemKind::MaybeLeftOut { name }))
    }

    fn resolve(&self, path: &Path) -> Option<&'s Shape> {
        let root = path.segments[0].text;
        let mut shape = match self.local.iter().rev().find(|(name, _)| *name == root) {
            Some((_, known)) => (*known)?,
            None => &self.root.get(root)?.shape,
        };
        for segment in &path.segments[1..] {
            let Shape::Fields(fields) = shape else { return None };
            shape = &fields.get(segment.text)?.shape;
        }
        Some(shape)
    }
}

fn unknown(path: &Path, segments: usize, available: Vec<String>) -> (Range<usize>, ProblemKind) {
    (path.range(segments), ProblemKind::UnknownVariable { name: path.name(segments), available })
}

/// All variables of a tag.
fn paths<'t>(tag: &Tag<'t>) -> Vec<Path<'t>> {
    let tokens = &tag.tokens;
    let mut paths = Vec::new();
    let mut at = if tag.keyword() == Some("filter") { 2 } else { 0 };
    while at < tokens.len() {
        let start = at;
        at += 1;
        if !is_variable(tokens, start) {
            continue;
        }
        let mut segments = vec![tokens[start]];
        while tokens.get(at).is_some_and(|t| t.is(".") || t.is("?."))
            && tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Word)
        {
            segments.push(tokens[at + 1]);
            at += 2;
        }
        let before = start.checked_sub(1).map(|index| tokens[index]);
        paths.push(Path { segments, before, after: tokens.get(at).copied() });
    }
    let given: BTreeSet<&str> = comprehension_names(tokens);
    paths.retain(|path| !given.contains(path.segments[0].text));
    paths
}

/// Whether the word at `index` is a variable: no word of the language, field, filter, test, function, argument
/// name, key of a map, name of a component or name that a loop gives.
fn is_variable(tokens: &[Token], index: usize) -> bool {
    let token = tokens[index];
    if token.kind != TokenKind::Word || RESERVED.contains(&token.text) {
        return false;
    }
    let is_before = |back: usize, text: &str| index >= back && tokens[index - back].text == text;
    let named_by_place = [".", "?.", "|", "is", "</", "..."].iter().any(|mark| is_before(1, mark))
        || (is_before(1, "not") && is_before(2, "is"))
        || (index == 1 && is_before(1, "<"));
    let named_by_next = tokens.get(index + 1).is_some_and(|t| t.is("(") || t.is("=") || t.is(":"));
    let loop_start = tokens[0].text == "for" && tokens[..index].iter().all(|t| t.text != "in");
    !named_by_place && !named_by_next && !loop_start
}

/// The names that lists built inside the tag give their items.
fn comprehension_names<'t>(tokens: &[Token<'t>]) -> BTreeSet<&'t str> {
    let pairs = tokens.windows(2).skip(1);
    pairs.filter(|pair| pair[0].text == "for").map(|pair| pair[1].text).collect()
}

/// The variable the engine points into, with the fields before the place, and its range. With `to_end` also
/// the fields behind it: some of the engine's messages mark only where the variable begins.
pub(super) fn whole_path(text: &str, range: Range<usize>, to_end: bool) -> (Range<usize>, String) {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '?');
    let head = text.get(..range.start).unwrap_or_default();
    let start = head.trim_end_matches(part).len();
    let tail = text.get(range.end..).filter(|_| to_end).unwrap_or_default();
    let end = range.end + tail.find(|c| !part(c)).unwrap_or(tail.len());
    let name = text.get(start..end).unwrap_or_default();
    (start..end, name.to_owned())
}

/// `names`, owned and sorted.
pub(super) fn sorted<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Vec<String> {
    names.into_iter().map(|name| name.as_ref().to_owned()).collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests;
