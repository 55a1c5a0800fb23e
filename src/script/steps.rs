//! The step counter: bounds how long a template may run.
//!
//! The engine can't be interrupted from outside, so every loop body and every component is given a call that
//! counts one step and fails when the allowance is spent. Takes a source and its tags, returns the source with
//! the calls put in, and leads positions in it back to the author's own text. Counting steps instead of
//! seconds gives the same verdict on every machine.

use super::tags::Tag;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tera::{Error, Kwargs, State, Tera, TeraResult};

/// Loop rounds, component calls and numbers out of `range` one rendering may take: ten times what a long list
/// of bulletins needs, and even with a list of a thousand built in every round over in a second.
pub(super) const STEPS: u64 = 20_000;

/// The longest list `range` makes.
pub(super) const RANGE: i64 = 1_000;

/// What the counter says when the allowance is spent.
pub(super) const SPENT: &str = "loa: steps spent";

const COUNT: &str = "loa_step";

/// A template's source with counting calls in it.
pub(super) struct Counted {
    pub text: String,
    insertions: Vec<Insertion>,
}

/// One call that was put in.
struct Insertion {
    /// The tag it follows, in the author's text.
    after: Range<usize>,
    length: usize,
}

/// The steps left for the rendering under way.
#[derive(Debug, Clone, Default)]
pub(super) struct Allowance(Arc<AtomicU64>);

impl Allowance {
    pub fn renew(&self) {
        self.0.store(STEPS, Ordering::Relaxed);
    }

    fn spend(&self, steps: u64) -> TeraResult<()> {
        let spent = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(steps));
        spent.map(|_| ()).map_err(|_| Error::message(SPENT))
    }
}

/// Registers the counter, and a `range` that is short and counts its items too.
pub(super) fn register(tera: &mut Tera, allowance: &Allowance) {
    let steps = allowance.clone();
    tera.register_function(COUNT, move |_: Kwargs, _: &State| steps.spend(1).map(|()| ""));
    let steps = allowance.clone();
    tera.register_function("range", move |given: Kwargs, _: &State| {
        let start = given.get::<i64>("start")?.unwrap_or(0);
        let end = given.must_get::<i64>("end")?;
        let step = given.get::<i64>("step_by")?.unwrap_or(1);
        if step < 1 || end.saturating_sub(start) > RANGE {
            return Err(Error::message(format!("range: step_by from 1 on, {RANGE} numbers at most")));
        }
        let numbers: Vec<i64> =
            (start..end).step_by(usize::try_from(step).expect("a positive step")).collect();
        steps.spend(numbers.len() as u64)?;
        Ok(numbers)
    });
}

/// Puts a counting call behind the opening of every loop and component.
pub(super) fn counted(source: &str, tags: &[Tag]) -> Counted {
    let mut text = String::with_capacity(source.len());
    let mut insertions = Vec::new();
    let mut done = 0;
    for tag in tags.iter().filter(|tag| matches!(tag.keyword(), Some("for" | "component"))) {
        text.push_str(&source[done..tag.range.end]);
        done = tag.range.end;
        // A tag that eats the white space behind it must go on eating it.
        let call = match text.ends_with("-%}") {
            true => format!("{{{{- {COUNT}() -}}}}"),
            false => format!("{{{{ {COUNT}() }}}}"),
        };
        text.push_str(&call);
        insertions.push(Insertion { after: tag.range.clone(), length: call.len() });
    }
    text.push_str(&source[done..]);
    Counted { text, insertions }
}

impl Counted {
    /// The range in the author's text; a range inside a counting call is that of the tag before it.
    pub fn original(&self, range: &Range<usize>) -> Range<usize> {
        let mut shift = 0;
        for insertion in &self.insertions {
            let begin = insertion.after.end + shift;
            if range.start >= begin && range.end <= begin + insertion.length && range.end > begin {
                return insertion.after.clone();
            }
            shift += insertion.length;
        }
        self.offset(range.start)..self.offset(range.end)
    }

    fn offset(&self, offset: usize) -> usize {
        let mut shift = 0;
        for insertion in &self.insertions {
            let begin = insertion.after.end + shift;
            if offset <= begin {
                break;
            }
            if offset < begin + insertion.length {
                return insertion.after.end;
            }
            shift += insertion.length;
        }
        offset - shift
    }
}

#[cfg(test)]
mod tests {
    use super::super::tags::tags;
    use super::*;

    #[test]
    fn positions_behind_a_counting_call_lead_back_to_the_authors_text() {
        let source = "à {% for b in bs -%} {{ b }} {% for c in b %}{{ c }}{% endfor %}{% endfor %} {{ z }}";
        let counted = counted(source, &tags(source));
        for word in ["{{ b }}", "{{ c }}", "{{ z }}", "{% for b in bs -%}"] {
            let at = counted.text.find(word).unwrap();
            assert_eq!(&source[counted.original(&(at..at + word.len()))], word);
        }
        let call = counted.text.rfind(COUNT).unwrap();
        assert_eq!(&source[counted.original(&(call..call + 3))], "{% for c in b %}");
    }
}
