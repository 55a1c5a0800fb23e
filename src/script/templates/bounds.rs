//! What is refused before a template is ever rendered, because counting could not bound it.

use super::{Source, Templates, tags};
use crate::script::names;
use crate::script::problem::{ProblemKind, TemplateProblem};
use crate::script::tags::{Tag, TokenKind};
use crate::script::words;
use std::collections::BTreeMap;

/// So many templates may stand below each other, each extending or including the next: the engine goes down into them
/// by recursion.
const DEEPEST_CHAIN: usize = 12;

/// So many bytes of a template the engine may quote in one complaint.
const MOST_QUOTED: usize = 8_000_000;

/// The engine's name for all variables at once.
const EVERYTHING: &str = "__tera_context";

impl Templates {
    /// What can't be bounded by counting: lists built out of lists, which grow past all bounds; tags that do too much
    /// at once; the value that is everything the engine knows; filters that make much out of little.
    pub(super) fn unbounded(&self, name: &str, source: &Source) -> Vec<TemplateProblem> {
        let all = tags(&source.text);
        let nested = |tag: &&Tag| tag.tokens.iter().skip(1).filter(|t| t.text == "for").count() > 1;
        let lists = all.iter().filter(nested).map(|tag| tag.range.clone());
        let too_much = lists.chain(source.counted.overloaded.iter().cloned());
        let mut found: Vec<TemplateProblem> =
            too_much.map(|range| self.located(name, range, ProblemKind::TooSlow)).collect();
        for tag in &all {
            for token in tag.tokens.iter().filter(|token| token.text == EVERYTHING) {
                let kind =
                    ProblemKind::UnknownVariable { name: EVERYTHING.to_owned(), available: Vec::new() };
                found.push(self.located(name, token.range(), kind));
            }
            for (token, before) in tag.tokens.iter().skip(1).zip(&tag.tokens) {
                let is_filter = before.is("|") || tag.keyword() == Some("filter") && before.text == "filter";
                if is_filter && words::NOT_FOR_THE_EAR.contains(&token.text) {
                    let kind = ProblemKind::UnknownFilter {
                        name: token.text.to_owned(),
                        available: names::sorted(words::FILTERS),
                    };
                    found.push(self.located(name, token.range(), kind));
                }
            }
        }
        found
    }

    /// Refuses what brings in templates below templates too deep for the engine's stack. There are no rings any more.
    pub(super) fn check_depth(&mut self, problems: &mut Vec<TemplateProblem>) {
        let sound = self.sources.iter().filter(|(name, _)| !self.broken.contains_key(*name));
        let targets: BTreeMap<&str, Vec<&str>> = sound
            .map(|(name, source)| {
                let below =
                    tags(&source.text).iter().filter_map(Tag::target).map(|(target, _)| target).collect();
                (name.as_str(), below)
            })
            .collect();
        let mut depth: BTreeMap<&str, usize> = BTreeMap::new();
        for _ in 0..=DEEPEST_CHAIN {
            depth = targets
                .iter()
                .map(|(name, below)| {
                    (*name, 1 + below.iter().filter_map(|target| depth.get(target)).max().unwrap_or(&0))
                })
                .collect();
        }
        let deep = depth.into_iter().filter(|(_, depth)| *depth > DEEPEST_CHAIN);
        let found: Vec<TemplateProblem> = deep
            .filter_map(|(name, _)| {
                let (_, range) = tags(&self.sources[name].text).iter().find_map(Tag::target)?;
                Some(self.located(name, range, ProblemKind::TooSlow))
            })
            .collect();
        for problem in found {
            self.broken.insert(problem.template.clone(), problem.clone());
            problems.push(problem);
        }
    }
}

/// Whether the engine's complaint of every name it may not know, each with its whole line, would itself be too much.
pub(super) fn is_past_quoting(text: &str) -> bool {
    let longest = text.lines().map(str::len).max().unwrap_or(0);
    let all = tags(text);
    let unknown =
        all.iter().flat_map(|tag| tag.tokens.iter().zip(tag.tokens.iter().skip(1))).filter(|(one, next)| {
            let is_called = one.is("|") || one.is("<") || one.text == "is" || one.text == "not";
            let known = words::FILTERS.contains(&next.text) || words::TESTS.contains(&next.text);
            is_called && !known
                || next.is("(") && one.kind == TokenKind::Word && !words::FUNCTIONS.contains(&one.text)
        });
    longest.saturating_mul(unknown.count()) > MOST_QUOTED
}

/// How much text each template leads to: its own, that of what it extends, and of what that extends.
pub(super) fn reach(texts: &BTreeMap<String, String>) -> BTreeMap<String, usize> {
    let above = |name: &str| -> Option<String> {
        let text = texts.get(name)?;
        let tags = tags(text);
        let target = tags.iter().find(|tag| tag.keyword() == Some("extends")).and_then(Tag::target);
        target.map(|(target, _)| target.to_owned())
    };
    let parents: BTreeMap<&str, Option<String>> =
        texts.keys().map(|name| (name.as_str(), above(name))).collect();
    let next = |name: &String| parents.get(name.as_str()).cloned().flatten();
    let bytes = |name: &String| {
        let line = std::iter::successors(Some(name.clone()), next).take(DEEPEST_CHAIN + 1);
        line.map(|name| texts.get(&name).map_or(0, String::len)).sum()
    };
    texts.keys().map(|name| (name.clone(), bytes(name))).collect()
}
