//! Joining the templates of a project: each read on its own, then linked to those it names, its names checked.
//!
//! Works on loaded texts; leaves those that can't be used with the problem that keeps them out, and an engine with the rest.

use super::super::library::LIBRARY;
use super::super::names;
use super::super::problem::{self, ProblemKind, TemplateProblem};
use super::super::tags::{Tag, tags};
use super::{LARGEST_SOURCE, Templates, at_head, bounds};
use std::collections::BTreeSet;

impl Templates {
    /// Reads each template on its own, so that one mistake hides no other.
    pub(super) fn parse(&mut self, problems: &mut Vec<TemplateProblem>) {
        for (name, source) in &self.sources {
            let found = if source.text.len() > LARGEST_SOURCE || bounds::is_past_quoting(&source.text) {
                vec![at_head(name, ProblemKind::TooLarge)]
            } else {
                match self.engine().add_raw_template(name, &source.counted.text) {
                    Err(error) if matches!(error.kind(), tera::ErrorKind::SyntaxError(_)) => {
                        problem::complaints(name, &error).into_iter().map(|c| self.placed(c)).collect()
                    }
                    _ => self.unbounded(name, source),
                }
            };
            if let Some(first) = found.first() {
                self.broken.insert(name.clone(), first.clone());
            }
            problems.extend(found);
        }
    }

    /// Joins the readable templates; takes out, round by round, what names something that isn't there and what
    /// is built on a broken one.
    pub(super) fn link(&mut self, problems: &mut Vec<TemplateProblem>) {
        loop {
            self.spread_breakage(problems);
            let mut tera = self.engine();
            let sound = self.sources.iter().filter(|(name, _)| !self.broken.contains_key(*name));
            let Err(error) = tera.add_raw_templates(sound.map(|(name, s)| (name, &s.counted.text))) else {
                self.tera = tera;
                return;
            };
            self.take_out(&error, problems);
        }
    }

    /// Marks the templates the engine complains about as broken: at least one, so that the rounds end.
    fn take_out(&mut self, error: &tera::Error, problems: &mut Vec<TemplateProblem>) {
        let sound = self.sources.keys().find(|name| !self.broken.contains_key(*name));
        let fallback = sound.expect("an empty set of templates links").clone();
        let before = self.broken.len();
        for complaint in problem::complaints(&fallback, error) {
            let problem = self.placed(complaint);
            if !self.sources.contains_key(&problem.template) {
                continue;
            }
            let culprit = match &problem.kind {
                ProblemKind::UnknownComponent { name, .. } => self.broken_definition(name),
                _ => None,
            };
            let template = problem.template.clone();
            if let Some(culprit) = culprit {
                self.broken.entry(template).or_insert(culprit);
                continue;
            }
            self.broken.entry(template).or_insert_with(|| problem.clone());
            problems.push(problem);
        }
        if self.broken.len() == before {
            let problem = at_head(&fallback, ProblemKind::Other { detail: error.to_string() });
            problems.push(problem.clone());
            self.broken.insert(fallback, problem);
        }
    }

    /// A template that includes or extends a broken one is broken by it; one that names none at all is itself.
    fn spread_breakage(&mut self, problems: &mut Vec<TemplateProblem>) {
        loop {
            let mut spread = Vec::new();
            for (name, source) in self.sources.iter().filter(|(name, _)| !self.broken.contains_key(*name)) {
                let tags = tags(&source.text);
                for (target, range) in tags.iter().filter_map(Tag::target) {
                    if let Some(culprit) = self.broken.get(target) {
                        spread.push((name.clone(), culprit.clone(), false));
                    } else if !self.sources.contains_key(target) {
                        let kind =
                            ProblemKind::UnknownTemplate { name: target.to_owned(), available: self.names() };
                        spread.push((name.clone(), self.located(name, range, kind), true));
                    }
                }
            }
            if spread.is_empty() {
                return;
            }
            for (name, problem, own) in spread {
                if own {
                    problems.push(problem.clone());
                }
                self.broken.entry(name).or_insert(problem);
            }
        }
    }

    /// Why component `name` is missing, if a broken template defines it.
    fn broken_definition(&self, name: &str) -> Option<TemplateProblem> {
        let defines = |tag: &Tag| tag.component().is_some_and(|token| token.text == name);
        let culprit =
            self.broken.iter().find(|(broken, _)| tags(&self.sources[*broken].text).iter().any(defines));
        culprit.map(|(_, problem)| problem.clone())
    }

    /// Names no context will ever have are found here, also in branches that are seldom taken.
    pub(super) fn check_names(&mut self, problems: &mut Vec<TemplateProblem>) {
        let shape = names::shape();
        let all: Vec<_> = self.sources.iter().map(|(name, source)| (name, tags(&source.text))).collect();
        // What the library names its loops' items by excuses no slip of the pen in a station's own template.
        let bound = |is_shipped: bool| -> BTreeSet<&str> {
            let side = all.iter().filter(|(name, _)| name.starts_with(LIBRARY) == is_shipped);
            side.flat_map(|(_, tags)| names::bound(tags)).collect()
        };
        let (own, shipped) = (bound(false), bound(true));
        let mut found = Vec::new();
        for (name, tags) in &all {
            if self.broken.contains_key(*name) {
                continue;
            }
            let outer = self.tera.get_template_variables(name).unwrap_or_default();
            let bound = if name.starts_with(LIBRARY) { &shipped } else { &own };
            for (range, kind) in names::misnamed(tags, &shape, &outer, bound) {
                found.push(self.located(name, range, kind));
            }
        }
        for problem in found {
            self.broken.entry(problem.template.clone()).or_insert_with(|| problem.clone());
            problems.push(problem);
        }
        self.spread_breakage(problems);
    }
}
