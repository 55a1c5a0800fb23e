//! Reading on after a mistake: an unreadable list item is reported and blanked out, so that it hides no other.

use super::syntax::{Kind, explain, words};
use crate::diagnostic::{Diagnostics, FileId};
use serde::de::IgnoredAny;
use std::borrow::Cow;
use std::ops::Range;

/// So many unreadable items are reported of one file; what follows shows up once these are mended.
const MOST: usize = 20;

/// So many bytes of one file may be read again after mistakes: a large file gets fewer attempts.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// `text` as it is when its brackets, strings and commas are in order; else a copy of the same length in which the
/// innermost list item around each mistake is blanked out, each of them reported.
pub fn readable<'a>(file: FileId, text: &'a str, diagnostics: &mut Diagnostics) -> Cow<'a, str> {
    let mut result = Cow::Borrowed(text);
    let attempts = MOST.min(MOST_BYTES / text.len().max(1));
    for _ in 0..attempts {
        let Err(error) = super::raw::options().from_str::<IgnoredAny>(&result) else { break };
        let found = explain(file, &result, 0, result.len(), &error);
        let met = found.span.map_or(0, |span| span.start);
        diagnostics.push(found);
        let Some(item) = item_around(&result, met) else { break };
        blank(result.to_mut(), item);
    }
    result
}

/// The innermost list item that has `met` in it, with the comma behind it. A bracket that closes nothing counts for
/// the nearest one of its kind, and an item that begins behind a comma inside round brackets ends all that is open up to
/// its list, so that a forgotten `)` stays within its item.
fn item_around(text: &str, met: usize) -> Option<Range<usize>> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut best: Option<Range<usize>> = None;
    // Behind a comma: where it ends, and where what follows begins.
    let mut behind: Option<(usize, Option<usize>)> = None;
    for (kind, place) in words(text) {
        let before = behind.take();
        match kind {
            Kind::Open(bracket) => {
                if let Some((end, name)) = before.filter(|_| bracket == b'(')
                    && matches!(open.last(), Some((b'(', _)))
                    && let Some(list) = open.iter().rposition(|(kind, _)| *kind == b'[')
                {
                    open.truncate(list + 1);
                    best = narrower(best, open[list].1..end, met);
                    // The mistake shows where the next item begins, but lies in the one before.
                    if met == name.unwrap_or(place.start) {
                        best = Some(open[list].1..end);
                    }
                    open[list].1 = end;
                }
                open.push((bracket, place.end));
            }
            Kind::Comma => {
                behind = Some((place.end, None));
                let Some((b'[', item_start)) = open.last_mut() else { continue };
                let item = *item_start..place.end;
                *item_start = place.end;
                best = narrower(best, item, met);
            }
            Kind::Close(bracket) => {
                let wanted = if bracket == b')' { b'(' } else { bracket - 2 };
                let Some(at) = open.iter().rposition(|(kind, _)| *kind == wanted) else { continue };
                for (kind, item_start) in open.drain(at..) {
                    if kind == b'[' {
                        best = narrower(best, item_start..place.start, met);
                    }
                }
            }
            Kind::Word => {
                behind = before.filter(|(_, name)| name.is_none()).map(|(end, _)| (end, Some(place.start)))
            }
            Kind::Other => {}
        }
        if best.is_some() && place.start > met && open.is_empty() {
            break;
        }
    }
    best
}

fn narrower(best: Option<Range<usize>>, item: Range<usize>, met: usize) -> Option<Range<usize>> {
    let fits = item.contains(&met) && !item.is_empty();
    match best {
        Some(best) if !fits || best.len() <= item.len() => Some(best),
        best => {
            if fits {
                Some(item)
            } else {
                best
            }
        }
    }
}

fn blank(text: &mut String, item: Range<usize>) {
    let spaces: String =
        text[item.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    text.replace_range(item, &spaces);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn found(text: &str) -> (String, Vec<Code>) {
        let mut diagnostics = Diagnostics::new();
        let result = readable(FileId(0), text, &mut diagnostics).into_owned();
        (result, diagnostics.iter().map(|diagnostic| diagnostic.code).collect())
    }

    #[test]
    fn a_bad_item_is_blanked_and_the_next_one_stays() {
        let (text, codes) = found("S(a: [(id: \"x\" at: 1), (id: \"y\"), (id: “z”)])");
        assert_eq!(codes, [Code::Expected, Code::CurlyQuote]);
        assert!(!text.contains('x') && !text.contains('z') && text.contains("(id: \"y\"),"), "{text}");
        assert_eq!(text.len(), "S(a: [(id: \"x\" at: 1), (id: \"y\"), (id: “z”)])".len());
    }

    #[test]
    fn text_in_order_is_not_copied() {
        assert!(matches!(readable(FileId(0), "[1, 2]", &mut Diagnostics::new()), Cow::Borrowed(_)));
    }

    #[test]
    fn ten_thousand_nested_brackets_end_in_an_error() {
        for bracket in ["[", "(", "{"] {
            let (_, codes) = found(&bracket.repeat(10_000));
            assert!(!codes.is_empty());
        }
    }
}
