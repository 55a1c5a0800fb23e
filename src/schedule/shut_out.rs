//! Days that a slot names and shuts out again by its `except`.
//!
//! In: where the days of a slot are written. Out: what is wrong. Knows no calendar: it tells what is written in the same
//! words, and nothing else.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::source::Spanned;

/// Where a slot's days are written.
pub(super) struct Written {
    /// The days it does not air.
    pub except: Vec<Span>,
    /// The only days it airs on.
    pub only: Vec<Span>,
    /// The days on which something else airs in it.
    pub instead: Vec<Span>,
}

/// Reports a slot of the file `text` all of whose only days are shut out, and what would air instead on such a day.
pub(super) fn check(text: &str, id: &Spanned<String>, written: &Written, diagnostics: &mut Diagnostics) {
    let words = |span: Span| text[span.start..span.end].chars().filter(|letter| !letter.is_whitespace());
    let shut_out = |days: &Span| {
        written.except.iter().copied().find(|except| words(*except).eq(words(*days))).map(|at| (*days, at))
    };
    let only: Option<Vec<_>> = written.only.iter().map(shut_out).collect();
    let never = only.unwrap_or_default().into_iter().take(1).map(|found| (Code::OnlyInExcept, found));
    let unheard = written.instead.iter().filter_map(shut_out).map(|found| (Code::InsteadInExcept, found));
    for (code, (days, except)) in never.chain(unheard) {
        let found = Diagnostic::at(code, days).with("slot", id.as_str());
        diagnostics.push(found.label(except, "label-shut-out-here", vec![]));
    }
}
