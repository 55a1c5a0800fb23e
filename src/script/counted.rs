//! Where the counting calls stand: put into a template before it is given to the engine.
//!
//! Takes a source and its tags, returns the source with the calls, and leads positions in it back to the author's own
//! text. No call stands in a place where it would change what the author wrote: white space that a tag eats is eaten
//! still, and no tag's own words are touched but those of lists built inside a tag and of filter sections.

use super::cost::Cost;
use super::steps::{COST, STEP};
use super::tags::{Tag, Token};
use std::ops::Range;

/// A template's source with counting calls in it.
pub(super) struct Counted {
    pub text: String,
    /// Tags that do too much at once to be reckoned.
    pub overloaded: Vec<Range<usize>>,
    insertions: Vec<Insertion>,
}

/// Something that was put in.
struct Insertion {
    /// Where, in the author's text.
    at: usize,
    text: String,
    /// The tag that it counts for.
    of: Range<usize>,
}

/// Puts the calls into `source`, their prices into `costs`. `reach` tells how much text a named template leads to.
pub(super) fn counted(
    source: &str,
    tags: &[Tag],
    costs: &mut Vec<Cost>,
    reach: impl Fn(&str) -> usize,
) -> Counted {
    let mut writing = Writing { source, costs, insertions: Vec::new(), overloaded: Vec::new() };
    for (at, tag) in tags.iter().enumerate().filter(|(_, tag)| !tag.tokens.is_empty()) {
        match tag.keyword() {
            Some("component" | "block") => writing.step_behind(tag, body(tags, at)),
            Some("for") => {
                writing.price_before(tag, &behind(tag, "in"), 0);
                writing.step_behind(tag, body(tags, at));
            }
            Some("include") => writing.step_before(tag, tag.target().map_or(0, |(name, _)| reach(name))),
            Some("filter") => writing.section(tag),
            Some("set" | "set_global") => {
                writing.price_before(tag, &tag.tokens[2.min(tag.tokens.len())..], 0)
            }
            Some("if") => {
                let branches = alternatives(tags, at).flat_map(|tag| &tag.tokens[1..]).copied();
                let all: Vec<Token> = tag.tokens[1..].iter().copied().chain(branches).collect();
                writing.price_before(tag, &all, 0);
            }
            Some("elif" | "else" | "extends" | "endset" | "endif" | "endfor" | "endblock" | "endfilter") => {}
            Some("endcomponent" | "break" | "continue") => {}
            _ => writing.price_before(tag, &tag.tokens, 0),
        }
        writing.inside(tag);
    }
    writing.done()
}

struct Writing<'s, 'c> {
    source: &'s str,
    costs: &'c mut Vec<Cost>,
    insertions: Vec<Insertion>,
    overloaded: Vec<Range<usize>>,
}

impl Writing<'_, '_> {
    fn price(&mut self, tag: &Tag, part: &[Token]) -> Cost {
        Cost::of(part, &tag.tokens).unwrap_or_else(|| {
            self.overloaded.push(tag.range.clone());
            Cost::default()
        })
    }

    fn number(&mut self, cost: Cost) -> usize {
        self.costs.push(cost);
        self.costs.len() - 1
    }

    fn put(&mut self, at: usize, text: String, tag: &Tag) {
        self.insertions.push(Insertion { at, text, of: tag.range.clone() });
    }

    fn call_before(&mut self, call: &str, number: usize, tag: &Tag) {
        // The white space before a tag that eats it stands before the call now.
        let eats = self.source[tag.range.start + 2..].starts_with('-');
        let open = if eats { "{{-" } else { "{{" };
        self.put(tag.range.start, format!("{open} {call}(n={number}) }}}}"), tag);
    }

    fn price_before(&mut self, tag: &Tag, part: &[Token], bytes: usize) {
        let cost = self.price(tag, part).leading_to(bytes);
        if !cost.is_free() {
            let number = self.number(cost);
            self.call_before(COST, number, tag);
        }
    }

    fn step_before(&mut self, tag: &Tag, bytes: usize) {
        let number = self.number(Cost::default().leading_to(bytes));
        self.call_before(STEP, number, tag);
    }

    fn step_behind(&mut self, tag: &Tag, bytes: usize) {
        let number = self.number(Cost::default().leading_to(bytes));
        // A tag that eats the white space behind it must go on eating it.
        let call = match self.source[..tag.range.end].ends_with("-%}") {
            true => format!("{{{{- {STEP}(n={number}) -}}}}"),
            false => format!("{{{{ {STEP}(n={number}) }}}}"),
        };
        self.put(tag.range.end, call, tag);
    }

    /// A filter section weighs what it is given before its first filter takes it.
    fn section(&mut self, tag: &Tag) {
        let cost = self.price(tag, &tag.tokens[1..]);
        if let Some(first) = tag.tokens.get(1) {
            let number = self.number(cost);
            self.put(first.start, format!("{COST}(n={number}) | "), tag);
        }
    }

    /// Counts each round of a list that is built inside the tag, and what `super()` and components give.
    fn inside(&mut self, tag: &Tag) {
        let tokens = &tag.tokens;
        if let Some(round) = round(tokens) {
            let cost = self.price(tag, &tokens[round.open + 1..round.close]);
            let number = self.number(cost);
            let (from, to) = match round.condition {
                Some(condition) => (tokens[condition].range().end, tokens[round.close].start),
                None => (tokens[round.open].range().end, tokens[round.each].start),
            };
            self.put(from, " (".to_owned(), tag);
            self.put(to, format!(") | {COST}(n={number}) "), tag);
        }
        let does_more = tokens.iter().any(|token| token.is("|") || token.is("~") || token.is("["));
        if !does_more {
            return;
        }
        for end in (2..tokens.len()).filter(|end| is_made(tokens, *end)) {
            let number = self.costs.len();
            let cost = self.price(tag, &[]);
            self.costs.push(cost);
            self.put(tokens[end].range().end, format!(" | {COST}(n={number})"), tag);
        }
    }

    fn done(mut self) -> Counted {
        self.insertions.sort_by_key(|insertion| insertion.at);
        let mut text = String::with_capacity(self.source.len());
        let mut done = 0;
        for insertion in &self.insertions {
            text.push_str(&self.source[done..insertion.at]);
            text.push_str(&insertion.text);
            done = insertion.at;
        }
        text.push_str(&self.source[done..]);
        Counted { text, overloaded: self.overloaded, insertions: self.insertions }
    }
}

/// A list that is built inside a tag: its brackets, its `for`, and its `if`.
struct Round {
    open: usize,
    each: usize,
    condition: Option<usize>,
    close: usize,
}

fn round(tokens: &[Token]) -> Option<Round> {
    let each = (1..tokens.len()).find(|at| tokens[*at].text == "for" && !tokens[*at - 1].is("."))?;
    let depth = |at: usize| match tokens[at].text {
        "[" | "?[" | "(" | "{" => 1,
        "]" | ")" | "}" => -1,
        _ => 0,
    };
    let mut level = 0;
    let open = (0..each).rev().find(|at| {
        level += depth(*at);
        level > 0
    })?;
    level = 1;
    let mut condition = None;
    for (at, token) in tokens.iter().enumerate().skip(each) {
        level += depth(at);
        if level == 1 && token.text == "if" && condition.is_none() {
            condition = Some(at);
        }
        if level == 0 {
            return Some(Round { open, each, condition, close: at });
        }
    }
    None
}

/// Whether the token at `end` ends a call whose result was made elsewhere: `super()` or a component's `/>`.
fn is_made(tokens: &[Token], end: usize) -> bool {
    let of_super = tokens[end].is(")") && tokens[end - 1].is("(") && tokens[end - 2].text == "super";
    let of_component = tokens[end].is(">") && tokens[end - 1].is("/");
    of_super || of_component
}

/// The tokens behind the first `word`.
fn behind<'t>(tag: &Tag<'t>, word: &str) -> Vec<Token<'t>> {
    tag.tokens.iter().skip_while(|token| token.text != word).skip(1).copied().collect()
}

/// The `elif`s of the `if` at `at`.
fn alternatives<'a, 't>(tags: &'a [Tag<'t>], at: usize) -> impl Iterator<Item = &'a Tag<'t>> {
    let mut depth = 0;
    let own = tags[at + 1..].iter().take_while(move |tag| {
        depth += match tag.keyword() {
            Some("if") => 1,
            Some("endif") => -1,
            _ => 0,
        };
        depth >= 0
    });
    own.filter(|tag| tag.keyword() == Some("elif"))
}

/// The length of what stands between the tag at `at` and the one that ends it.
fn body(tags: &[Tag], at: usize) -> usize {
    let word = tags[at].keyword().unwrap_or_default();
    let mut depth = 1;
    for tag in &tags[at + 1..] {
        match tag.keyword() {
            Some(other) if other == word => depth += 1,
            Some(end) if end.strip_prefix("end") == Some(word) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return tag.range.start - tags[at].range.end;
        }
    }
    0
}

impl Counted {
    /// The range in the author's text; a range inside something that was put in is that of the tag it counts for.
    pub fn original(&self, range: &Range<usize>) -> Range<usize> {
        let mut shift = 0;
        for insertion in &self.insertions {
            let (begin, length) = (insertion.at + shift, insertion.text.len());
            if range.start >= begin && range.end <= begin + length && range.end > begin {
                return insertion.of.clone();
            }
            shift += length;
        }
        self.offset(range.start)..self.offset(range.end)
    }

    fn offset(&self, offset: usize) -> usize {
        let mut shift = 0;
        for insertion in &self.insertions {
            let (begin, length) = (insertion.at + shift, insertion.text.len());
            if offset <= begin {
                break;
            }
            if offset < begin + length {
                return insertion.at;
            }
            shift += length;
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
        let counted = counted(source, &tags(source), &mut Vec::new(), |_| 0);
        for word in ["{{ b }}", "{{ c }}", "{{ z }}", "{% for b in bs -%}"] {
            let at = counted.text.find(word).unwrap();
            assert_eq!(&source[counted.original(&(at..at + word.len()))], word);
        }
        let call = counted.text.rfind(STEP).unwrap();
        assert_eq!(&source[counted.original(&(call..call + 3))], "{% for c in b %}");
    }

    #[test]
    fn a_list_built_inside_a_tag_counts_its_rounds_and_so_do_its_condition_and_what_others_made() {
        let put = |source: &str| counted(source, &tags(source), &mut Vec::new(), |_| 0).text;
        assert!(put("{{ [b.title for b in bs] }}").contains("[ (b.title ) | loa_cost(n=1) for b in bs]"));
        assert!(put("{{ [b for b in bs if b.a] }}").contains("[b for b in bs if ( b.a) | loa_cost(n=1) ]"));
        assert!(put("{{ super() | upper }}").contains("super() | loa_cost(n=1) | upper"));
        assert!(put("{% filter upper %}x{% endfilter %}").contains("filter loa_cost(n=0) | upper"));
    }
}
