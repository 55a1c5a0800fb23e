//! The tags of a template's source: where each `{{ … }}` and `{% … %}` stands and what words it is made of.
//!
//! Takes a source text, returns tags with byte ranges. It reads only as much of the template language as is
//! needed to find names and loops; whether a tag is well formed is for the template engine to say.

use std::ops::Range;

/// One `{{ … }}` or `{% … %}`; comments and raw text are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    pub prints: bool,
    /// With its braces.
    pub range: Range<usize>,
    pub tokens: Vec<Token<'t>>,
}

/// A word, a string, a number or a mark inside a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub kind: TokenKind,
    /// As written; a string keeps its quotes.
    pub text: &'t str,
    /// Byte offset in the source.
    pub start: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    Quoted,
    Number,
    Mark,
}

impl<'t> Tag<'t> {
    /// The first word of a statement: `for`, `include`, `extends`…; nothing for a tag that prints.
    pub fn keyword(&self) -> Option<&'t str> {
        let first = self.tokens.first().filter(|t| !self.prints && t.kind == TokenKind::Word)?;
        Some(first.text)
    }

    /// The template an `extends` or `include` names, without its quotes, and where that name stands.
    pub fn target(&self) -> Option<(&'t str, Range<usize>)> {
        let named = self.tokens.get(1).filter(|t| t.kind == TokenKind::Quoted && t.text.len() >= 2)?;
        match self.keyword()? {
            "extends" | "include" => Some((&named.text[1..named.text.len() - 1], named.range())),
            _ => None,
        }
    }

    /// The name of the component this tag begins to define.
    pub fn component(&self) -> Option<Token<'t>> {
        self.tokens.get(1).copied().filter(|_| self.keyword() == Some("component"))
    }
}

impl Token<'_> {
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    pub fn is(&self, mark: &str) -> bool {
        self.kind == TokenKind::Mark && self.text == mark
    }
}

/// All tags of `source`, in order. What is cut off at the end of the text ends there.
pub(super) fn tags(source: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = source[at..].find('{').map(|i| at + i) {
        let inner = open + 2;
        at = match source.as_bytes().get(open + 1) {
            Some(b'#') => past(source, inner, "#}"),
            Some(b'{') => tag(source, open, "}}", &mut found),
            Some(b'%') => match raw_end(source, inner) {
                Some(end) => end,
                None => tag(source, open, "%}", &mut found),
            },
            _ => open + 1,
        };
    }
    found
}

/// Reads the tag that opens at `open`; returns the offset behind it.
fn tag<'t>(source: &'t str, open: usize, close: &str, found: &mut Vec<Tag<'t>>) -> usize {
    let mut tokens = Vec::new();
    let mut at = open + 2;
    if source[at..].starts_with('-') {
        at += 1;
    }
    let end = loop {
        let rest = &source[at..];
        at += rest.len() - rest.trim_start().len();
        let rest = &source[at..];
        if rest.is_empty() {
            break at;
        }
        if rest.starts_with(close) {
            break at + close.len();
        }
        if rest.strip_prefix('-').is_some_and(|r| r.starts_with(close)) {
            break at + 1 + close.len();
        }
        let token = token(rest, at);
        at += token.text.len();
        tokens.push(token);
    };
    found.push(Tag { prints: close == "}}", range: open..end, tokens });
    end
}

/// The token at the start of `rest`, which is not empty and begins with no white space.
fn token(rest: &str, start: usize) -> Token<'_> {
    let first = rest.chars().next().expect("the caller leaves at least one character");
    let (kind, length) = match first {
        'a'..='z' | 'A'..='Z' | '_' => {
            let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
            (TokenKind::Word, rest.find(|c| !word(c)).unwrap_or(rest.len()))
        }
        '0'..='9' => {
            (TokenKind::Number, rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len()))
        }
        '"' | '\'' | '`' => (TokenKind::Quoted, quoted_length(rest, first)),
        _ => {
            let double = ["==", "!=", ">=", "<=", "?.", "?[", "//", "**"];
            let pair = double.iter().any(|mark| rest.starts_with(mark));
            (TokenKind::Mark, if pair { 2 } else { first.len_utf8() })
        }
    };
    Token { kind, text: &rest[..length], start }
}

/// The length of a string with both its quotes; all of `rest` when it is never closed.
fn quoted_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// Where `{% raw %}…{% endraw %}` ends, if that is what opens before `inner`.
fn raw_end(source: &str, inner: usize) -> Option<usize> {
    if !is_bare_tag(&source[inner..], "raw") {
        return None;
    }
    let mut at = inner;
    while let Some(open) = source[at..].find("{%").map(|i| at + i + 2) {
        if is_bare_tag(&source[open..], "endraw") {
            return Some(past(source, open, "%}"));
        }
        at = open;
    }
    Some(source.len())
}

fn is_bare_tag(inside: &str, word: &str) -> bool {
    let inside = inside.strip_prefix('-').unwrap_or(inside).trim_start();
    let Some(rest) = inside.strip_prefix(word) else { return false };
    let rest = rest.trim_start();
    rest.strip_prefix('-').unwrap_or(rest).starts_with("%}")
}

fn past(source: &str, from: usize, mark: &str) -> usize {
    source[from..].find(mark).map_or(source.len(), |i| from + i + mark.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<Vec<&str>> {
        tags(source).iter().map(|tag| tag.tokens.iter().map(|t| t.text).collect()).collect()
    }

    #[test]
    fn tags_are_split_into_words_strings_and_marks() {
        assert_eq!(
            words("Đây là {{- station.name | x(a=\"}}\") -}} {% if a?.b == 1.5 %}"),
            [
                vec!["station", ".", "name", "|", "x", "(", "a", "=", "\"}}\"", ")"],
                vec!["if", "a", "?.", "b", "==", "1.5"]
            ]
        );
    }

    #[test]
    fn comments_and_raw_text_hold_no_tags() {
        assert_eq!(words("{# {{ a }} #}{% raw %}{{ b }}{%- endraw -%}{{ c }}"), [["c"]]);
    }

    #[test]
    fn a_tag_that_is_never_closed_ends_with_the_text() {
        for cut in ["{{", "{%", "{{ a", "{% raw %} x", "{{ \"a", "{{ \"a\\", "{# x", "{"] {
            let last = tags(cut).last().map_or(cut.len(), |tag| tag.range.end);
            assert_eq!(last, cut.len(), "{cut}");
        }
    }

    #[test]
    fn the_range_of_a_tag_covers_its_braces() {
        let source = "Ấm {%- include \"phần.tera\" -%} ấm";
        let tag = &tags(source)[0];
        assert_eq!(&source[tag.range.clone()], "{%- include \"phần.tera\" -%}");
        let (name, range) = tag.target().unwrap();
        assert_eq!((name, &source[range]), ("phần.tera", "\"phần.tera\""));
    }
}
