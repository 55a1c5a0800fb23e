//! The words of RON, as far as they are needed to say where something stands, and `ron`'s errors in our own codes.

use super::names::likely;
use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Span};
use ron::error::{Error, Position, SpannedError};
use std::ops::Range;

/// A word of RON: a bracket, a comma, a string, a number, a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Open(u8),
    Close(u8),
    Comma,
    Word,
    Other,
}

/// The words of `text` with their places, white space and comments left out. Broken text gives some answer, always.
pub(super) fn words(text: &str) -> impl Iterator<Item = (Kind, Range<usize>)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        at = skip_blank(text, at);
        let start = at;
        let first = text[start..].chars().next()?;
        let (kind, length) = word(&text[start..], first);
        at = start + length;
        Some((kind, start..at))
    })
}

/// `text` without white space and comments before and behind it.
pub(super) fn trim(text: &str) -> &str {
    let mut places = words(text).map(|(_, place)| place);
    let Some(first) = places.next() else { return &text[..0] };
    let end = places.last().map_or(first.end, |last| last.end);
    &text[first.start..end]
}

/// Turns an error of `ron`, met while reading `text[start..end]`, into a finding of ours.
pub(super) fn explain(
    file: FileId,
    text: &str,
    start: usize,
    end: usize,
    error: &SpannedError,
) -> Diagnostic {
    let slice = &text[start..end];
    let place = place_of(slice, error);
    let span = Span { file, start: start + place.start, end: start + place.end };
    match &error.code {
        Error::NoSuchStructField { expected, found, .. } => {
            unknown(Code::UnknownField, span, found, expected)
        }
        Error::NoSuchEnumVariant { expected, found, .. } => unknown(Code::UnknownWord, span, found, expected),
        Error::ExpectedDifferentStructName { expected, found } => {
            unknown(Code::UnknownWord, span, found, &[expected])
        }
        Error::MissingStructField { field, .. } => {
            Diagnostic::at(Code::MissingField, span).with("field", *field)
        }
        Error::DuplicateStructField { field, .. } => {
            Diagnostic::at(Code::DuplicateField, span).with("field", *field)
        }
        Error::ExceededRecursionLimit => Diagnostic::at(Code::TooDeep, span),
        Error::Eof => Diagnostic::at(Code::EndOfFile, span),
        code => match wanted(code) {
            _ if is_curly_quote(&text[span.start..]) => {
                Diagnostic::at(Code::CurlyQuote, span).hint("hint-straight-quote", vec![])
            }
            _ if is_behind_decimal_comma(text, span.start) => {
                Diagnostic::at(Code::Expected, span).with("what", Arg::Term("term-decimal-point"))
            }
            // A field begins where none can: what stands before it was not closed.
            Some("term-comma") if text[span.start..].starts_with(':') => {
                Diagnostic::at(Code::Expected, span).with("what", Arg::Term("term-comma-or-closing"))
            }
            None if text[span.start..].starts_with(']')
                && text[..span.start].trim_end().ends_with([',', ')', '"']) =>
            {
                Diagnostic::at(Code::Expected, span).with("what", Arg::Term("term-closing-bracket"))
            }
            Some("term-name") if text[span.start..].starts_with('(') => {
                Diagnostic::at(Code::Expected, span).with("what", Arg::Term("term-closing-bracket"))
            }
            Some(term) => Diagnostic::at(Code::Expected, span).with("what", Arg::Term(term)),
            None if matches!(code, Error::UnexpectedChar(_)) => {
                Diagnostic::at(Code::Syntax, span).with("detail", Arg::Term("term-strange-sign"))
            }
            None => Diagnostic::at(Code::Syntax, span).with("detail", code.to_string()),
        },
    }
}

fn unknown(code: Code, span: Span, found: &str, expected: &[&'static str]) -> Diagnostic {
    let names: Vec<String> = expected.iter().map(|name| (*name).to_owned()).collect();
    let near = likely(found, names.iter().map(String::as_str));
    Diagnostic::at(code, span).with("found", found).with("known", names).did_you_mean(near)
}

/// What `ron` would have liked to see, as the id of a term.
fn wanted(error: &Error) -> Option<&'static str> {
    match error {
        Error::ExpectedArray | Error::ExpectedArrayEnd => Some("term-list"),
        Error::ExpectedBoolean => Some("term-true-or-false"),
        Error::ExpectedComma => Some("term-comma"),
        Error::ExpectedInteger | Error::ExpectedFloat | Error::InvalidIntegerDigit { .. } => {
            Some("term-number")
        }
        Error::IntegerOutOfBounds => Some("term-smaller-number"),
        Error::ExpectedMap | Error::ExpectedMapColon | Error::ExpectedMapEnd => Some("term-colon"),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) | Error::ExpectedUnit => {
            Some("term-brackets")
        }
        Error::ExpectedStructLikeEnd => Some("term-closing-bracket"),
        Error::ExpectedString | Error::ExpectedStringEnd => Some("term-quoted-text"),
        Error::ExpectedIdentifier | Error::ExpectedStructName(_) => Some("term-name"),
        Error::TrailingCharacters => Some("term-end"),
        _ => None,
    }
}

/// Where an error stands in `slice`.
fn place_of(slice: &str, error: &SpannedError) -> Range<usize> {
    let met = byte_of(slice, error.span.end);
    let named = match &error.code {
        Error::NoSuchStructField { found, .. }
        | Error::NoSuchEnumVariant { found, .. }
        | Error::ExpectedDifferentStructName { found, .. } => Some(found.as_str()),
        Error::DuplicateStructField { field, .. } => Some(*field),
        Error::MissingStructField { .. } => return head(slice, byte_of(slice, error.span.start)),
        _ => None,
    };
    if let Some(name) = named {
        let before = words(slice).filter(|(_, place)| place.start <= met && &slice[place.clone()] == name);
        if let Some((_, place)) = before.last() {
            return place;
        }
    }
    // The first word that ends behind the point where reading stopped is the one that did not fit; a number is only
    // found wanting when all of it was read.
    let places = || words(slice).map(|(_, place)| place);
    let not_fitting = places().find(|place| place.end > met);
    let last = places().last().filter(|_| error.code != Error::Eof);
    not_fitting.or(last).unwrap_or_else(|| end_of(slice))
}

/// The innermost brackets around `met` that are still open there, shown by their head: what a field is missing from.
fn head(slice: &str, met: usize) -> Range<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut previous = 0;
    for (kind, place) in words(slice).take_while(|(_, place)| place.start < met) {
        match kind {
            Kind::Open(_) => open.push(previous),
            Kind::Close(_) => drop(open.pop()),
            _ => {}
        }
        previous = if kind == Kind::Word { place.start } else { place.end };
    }
    let start = open.last().copied().unwrap_or(0);
    let start = words(&slice[start..]).next().map_or(start, |(_, place)| start + place.start);
    let end = slice[start..].find('\n').map_or(slice.len(), |newline| start + newline);
    start..start + trim(&slice[start..end]).len().max(1).min(slice.len() - start)
}

fn end_of(slice: &str) -> Range<usize> {
    let last = slice.char_indices().next_back().map_or(0, |(at, _)| at);
    last..slice.len()
}

fn byte_of(slice: &str, position: Position) -> usize {
    let line_start: usize = slice.split_inclusive('\n').take(position.line - 1).map(str::len).sum();
    let line = &slice[line_start..];
    line.char_indices().nth(position.col - 1).map_or(slice.len(), |(at, _)| line_start + at)
}

fn is_curly_quote(text: &str) -> bool {
    text.starts_with(['“', '”', '„', '‘', '’', '«', '»'])
}

/// Whether the digits at `at` follow a comma between two digits: 18,5 for 18.5.
fn is_behind_decimal_comma(text: &str, at: usize) -> bool {
    let is_digit = |letter: char| letter.is_ascii_digit();
    text[at..].starts_with(is_digit)
        && text[..at].strip_suffix(',').is_some_and(|before| before.ends_with(is_digit))
}

fn skip_blank(text: &str, mut at: usize) -> usize {
    loop {
        let rest = &text[at..];
        if let Some(comment) = rest.strip_prefix("//") {
            at += 2 + comment.find('\n').unwrap_or(comment.len());
        } else if rest.starts_with("/*") {
            at += block_comment(rest);
        } else {
            match rest.chars().next() {
                Some(blank) if blank.is_whitespace() => at += blank.len_utf8(),
                _ => return at,
            }
        }
    }
}

/// The length of a block comment; they nest.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0usize, 0);
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        if rest.starts_with(b"/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest.starts_with(b"*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    text.len()
}

fn word(text: &str, first: char) -> (Kind, usize) {
    match first {
        '(' | '[' | '{' => (Kind::Open(text.as_bytes()[0]), 1),
        ')' | ']' | '}' => (Kind::Close(text.as_bytes()[0]), 1),
        ',' => (Kind::Comma, 1),
        '"' => (Kind::Other, quoted(text)),
        'r' if raw_string(text).is_some() => (Kind::Other, raw_string(text).expect("just seen")),
        _ if is_name(first) => {
            (Kind::Word, text.find(|letter| !is_name(letter) && letter != '.').unwrap_or(text.len()))
        }
        _ => (Kind::Other, first.len_utf8()),
    }
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '-' || letter == '+'
}

/// The length of a string in quotes, or of all the rest when it never ends.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of `r"…"` or `r#"…"#`, if one begins here.
fn raw_string(text: &str) -> Option<usize> {
    let hashes = text[1..].bytes().take_while(|byte| *byte == b'#').count();
    let body = text[1 + hashes..].strip_prefix('"')?;
    let closing = format!("\"{}", "#".repeat(hashes));
    let end = body.find(&closing).map_or(body.len(), |at| at + closing.len());
    Some(1 + hashes + 1 + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_comments_around_a_value_are_trimmed() {
        assert_eq!(trim(" // một\n /* hai /* ba */ */ \"x // y\" // hết"), "\"x // y\"");
        assert_eq!(trim("  // nothing"), "");
    }

    #[test]
    fn words_see_through_strings_and_never_stop_on_broken_text() {
        let found: Vec<&str> = words("(a: \")\\\"\", r#\"]\"#, [1.5, -2])")
            .map(|(_, place)| &"(a: \")\\\"\", r#\"]\"#, [1.5, -2])"[place])
            .collect();
        assert_eq!(
            found,
            ["(", "a", ":", "\")\\\"\"", ",", "r#\"]\"#", ",", "[", "1.5", ",", "-2", "]", ")"]
        );
        for broken in ["\"never", "/* never", "r#\"never\"", "\\", "“x”"] {
            assert!(words(broken).count() < 5, "{broken}");
        }
    }
}
