//! Problems of templates as findings of ours, with a caret.

use super::problem::{ProblemKind, TemplateProblem};
use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Phrase, Span};
use crate::source::likely;
use std::collections::BTreeMap;

/// So many names are told even where one of them is likely meant.
const SHORT_LIST: usize = 10;

impl TemplateProblem {
    /// The finding, given which file each template is. A problem of a template that is no file has no place.
    pub fn diagnostic(&self, files: &BTreeMap<String, FileId>) -> Diagnostic {
        let mut found = self.bare();
        found.args.push(("template", Arg::Text(self.template.clone())));
        found.span = files.get(&self.template).map(|file| Span {
            file: *file,
            start: self.range.start,
            end: self.range.end.max(self.range.start + 1),
        });
        let mut advice: Vec<Phrase> = found.hint.take().into_iter().collect();
        let (near, known) = (advice.len(), self.known());
        if !known.is_empty() && (near == 0 || known.len() <= SHORT_LIST) {
            advice.push(Phrase { id: "hint-known-names", args: vec![("names", known.to_vec().into())] });
        }
        if !self.via.is_empty() {
            let chain =
                self.via.iter().map(|(template, line)| format!("{template}:{line}")).collect::<Vec<_>>();
            advice
                .push(Phrase { id: "hint-included-from", args: vec![("chain", chain.join(" ← ").into())] });
        }
        found.hint = advice.into_iter().reduce(|one, other| Phrase {
            id: "both-hints",
            args: vec![("one", Arg::Phrase(Box::new(one))), ("other", Arg::Phrase(Box::new(other)))],
        });
        found
    }

    /// The names there are at that place.
    fn known(&self) -> &[String] {
        match &self.kind {
            ProblemKind::UnknownVariable { available, .. }
            | ProblemKind::UnknownTemplate { available, .. }
            | ProblemKind::UnknownFilter { available, .. }
            | ProblemKind::UnknownTest { available, .. }
            | ProblemKind::UnknownFunction { available, .. }
            | ProblemKind::UnknownComponent { available, .. } => available,
            _ => &[],
        }
    }

    fn bare(&self) -> Diagnostic {
        let unknown = |what: &'static str, name: &str, available: &[String]| {
            Diagnostic::new(Code::TemplateUnknown)
                .with("what", Arg::Term(what))
                .with("name", name)
                .with("known", available.to_vec())
                .did_you_mean(likely(name, available.iter().map(String::as_str)))
        };
        match &self.kind {
            ProblemKind::Syntax { detail } => {
                Diagnostic::new(Code::TemplateSyntax).with("detail", detail.as_str())
            }
            ProblemKind::UnknownVariable { name, available } => {
                let last = name.rsplit('.').next().unwrap_or(name);
                Diagnostic::new(Code::TemplateVariable)
                    .with("name", name.as_str())
                    .with("known", available.clone())
                    .did_you_mean(likely(last, available.iter().map(String::as_str)))
            }
            ProblemKind::MaybeLeftOut { name } => Diagnostic::new(Code::TemplateVariable)
                .with("name", name.as_str())
                .with("known", Vec::new())
                .hint("hint-is-defined", vec![("name", name.as_str().into())]),
            ProblemKind::UnknownTemplate { name, available } => unknown("term-template", name, available),
            ProblemKind::UnknownFilter { name, available } => unknown("term-filter", name, available),
            ProblemKind::UnknownTest { name, available } => unknown("term-test", name, available),
            ProblemKind::UnknownFunction { name, available } => unknown("term-function", name, available),
            ProblemKind::UnknownComponent { name, available } => unknown("term-component", name, available),
            ProblemKind::UnknownBlock { name } => unknown("term-block", name, &[]),
            ProblemKind::Circular { chain } => {
                let args = vec![("chain", chain.join(" → ").into())];
                Diagnostic::new(Code::TemplateFault).with("detail", Phrase { id: "fault-circle", args })
            }
            ProblemKind::Duplicate { name } => {
                Diagnostic::new(Code::DuplicateId).with("id", name.as_str()).with("slug", name.as_str())
            }
            ProblemKind::TooLarge | ProblemKind::TooSlow => Diagnostic::new(Code::TemplateTooLarge),
            ProblemKind::NotOfForm { filter, text } => {
                let args = vec![("filter", filter.as_str().into()), ("text", text.as_str().into())];
                Diagnostic::new(Code::TemplateFault).with("detail", Phrase { id: "fault-not-of-form", args })
            }
            ProblemKind::Other { detail } => {
                Diagnostic::new(Code::TemplateFault).with("detail", detail.as_str())
            }
        }
    }
}
