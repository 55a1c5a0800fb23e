//! What a tag costs: the bytes it reads and moves, reckoned before the engine executes it.
//!
//! Takes the tokens of a tag, returns its price list; takes the values it names, returns bytes. The reckoning is an
//! upper bound: every variable counts with all that hangs on it, once for each operation of the tag. It knows no
//! allowance and no template.

use super::tags::{Token, TokenKind};
use tera::{State, Value};

/// What a value counts beside its letters: the room of an item in a list that grows.
pub(super) const NODE: u64 = 48;

/// Lists within lists deeper than this count as endless: the engine walks them by recursion.
const DEEPEST: u32 = 16;

/// Operations one tag may have; the longest sentence put together with `~` needs fewer.
const MOST_OPERATIONS: u64 = 16;

/// Lists and maps that one tag may write out. Each, made text, can double what is quoted in it.
const MOST_LITERALS: u32 = 3;

/// The filters that return no more than a letter for each they are given, or a part. Others count manifold.
const PLAIN: [&str; 29] = [
    "abs",
    "default",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower_first",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "values",
    "wordcount",
];

/// Filters that change the case, after which a letter may take thrice the bytes.
const CASE: [&str; 5] = ["upper", "lower", "title", "capitalize", "str"];

/// The price list of a tag, or of one round of a list that is built inside it.
#[derive(Debug, Default)]
pub(super) struct Cost {
    reads: Vec<Read>,
    literal: u64,
    factor: u64,
}

/// A variable that is read.
#[derive(Debug)]
struct Read {
    root: String,
    path: Vec<Step>,
    /// Whether the tag only hands it on, asks for its length, or whether it is there.
    is_shallow: bool,
}

#[derive(Debug)]
enum Step {
    Field(String),
    /// Any of the items: which one is only known when the tag is executed.
    Item,
}

impl Cost {
    /// The price of `part`, tokens of the tag `whole`. None when the tag does too much at once to be reckoned.
    pub fn of(part: &[Token], whole: &[Token]) -> Option<Cost> {
        let (operations, literals) = (operations(whole), literals(whole));
        if operations > MOST_OPERATIONS || literals > MOST_LITERALS {
            return None;
        }
        let filters: u64 =
            whole.windows(2).filter(|pair| pair[0].is("|")).map(|pair| growth(pair[1].text)).product();
        let section =
            if whole[0].text == "filter" { whole.get(1).map_or(1, |name| growth(name.text)) } else { 1 };
        let factor = (1 + operations).saturating_mul(filters).saturating_mul(section << literals);
        let hands_on = operations == 0 && matches!(whole[0].text, "for" | "if" | "set" | "set_global");
        let reads = (0..part.len())
            .filter(|at| is_read(part, *at))
            .map(|at| Read { root: part[at].text.to_owned(), ..read(part, at, hands_on) });
        let literal =
            part.iter().filter(|token| token.kind == TokenKind::Quoted).map(|token| token.text.len() as u64);
        Some(Cost { reads: reads.collect(), literal: literal.sum(), factor })
    }

    /// The same with `bytes` of text that the tag leads to.
    pub fn leading_to(self, bytes: usize) -> Cost {
        Cost { literal: self.literal + bytes as u64, factor: self.factor.max(1), ..self }
    }

    /// Whether it costs nothing.
    pub fn is_free(&self) -> bool {
        self.reads.is_empty() && self.literal == 0
    }

    /// The bytes, with what the variables hold now. It stops counting above `most`.
    pub fn bytes(&self, state: &State, most: u64) -> u64 {
        let mut sum = self.literal;
        for read in &self.reads {
            let value = state.get::<Value>(&read.root).ok().flatten();
            sum =
                sum.saturating_add(value.map_or(0, |value| along(&value, &read.path, read.is_shallow, most)));
            if sum > most {
                break;
            }
        }
        sum.saturating_mul(self.factor)
    }

    /// The bytes of handling `value` as the tag does.
    pub fn bytes_of(&self, value: &Value, most: u64) -> u64 {
        weight(value, most).saturating_mul(self.factor)
    }
}

/// All that hangs on `value`, written out; it stops counting above `most`.
pub(super) fn weight(value: &Value, most: u64) -> u64 {
    whole(value, most, 0)
}

fn whole(value: &Value, most: u64, depth: u32) -> u64 {
    if depth > DEEPEST {
        return u64::MAX;
    }
    let mut sum = NODE;
    if let Some(text) = value.as_str() {
        return sum + if depth == 0 { text.len() as u64 } else { quoted(text) };
    }
    for item in value.as_array().unwrap_or_default() {
        sum = sum.saturating_add(whole(item, most, depth + 1));
        if sum > most {
            return sum;
        }
    }
    for (key, item) in value.as_map().into_iter().flatten() {
        let key = key.as_str().map_or(NODE, quoted);
        sum = sum.saturating_add(key).saturating_add(whole(item, most, depth + 1));
        if sum > most {
            return sum;
        }
    }
    sum
}

/// The length of a text when its list is printed: with `\` before quotes, and letters that don't show as numbers.
fn quoted(text: &str) -> u64 {
    let bytes = text.bytes().map(|byte| match byte {
        b'"' | b'\\' => 2,
        0..=31 | 127 => 6,
        128.. => 3,
        _ => 1,
    });
    bytes.sum::<u64>() + 2
}

/// What stands at the end of `path`. Where that may be any item, the largest counts, and a share of the others for
/// looking at them.
fn along(value: &Value, path: &[Step], is_shallow: bool, most: u64) -> u64 {
    match path.split_first() {
        None if is_shallow => shallow(value),
        None => weight(value, most),
        Some((Step::Field(name), rest)) => {
            value.get_from_path(name).map_or(0, |field| along(field, rest, is_shallow, most))
        }
        Some((Step::Item, rest)) => {
            let (mut largest, mut sum) = (0, value.as_str().map_or(0, |text| text.len() as u64 * 4));
            let in_map = value.as_map().into_iter().flat_map(|map| map.values());
            for item in value.as_array().unwrap_or_default().iter().chain(in_map) {
                let bytes = along(item, rest, is_shallow, most);
                (largest, sum) = (largest.max(bytes), sum.saturating_add(bytes.max(NODE)));
                if sum > most.saturating_mul(32) {
                    return u64::MAX;
                }
            }
            largest.saturating_add(sum / 32)
        }
    }
}

/// What it takes to hand a value on: lists are shared, the pairs of a map and the letters of a text are not.
fn shallow(value: &Value) -> u64 {
    let pairs = value.as_map().map_or(0, |map| map.len() as u64 * NODE);
    NODE + pairs + value.as_str().map_or(0, |text| text.len() as u64)
}

/// What the letters a filter is given can grow to. A filter not known here counts as one that writes numbers out.
fn growth(filter: &str) -> u64 {
    match filter {
        _ if PLAIN.contains(&filter) => 1,
        _ if CASE.contains(&filter) => 3,
        _ => 16,
    }
}

fn operations(tokens: &[Token]) -> u64 {
    let of_loop = usize::from(tokens[0].text == "for");
    let marks = tokens.iter().enumerate().filter(|(at, token)| match token.kind {
        TokenKind::Mark => match token.text {
            "{" => !is_argument(tokens, *at),
            mark => "|~[?[+-*//**%==!=<=>=".contains(mark) && mark != "?" && mark != "=",
        },
        TokenKind::Word => matches!(token.text, "in" | "is"),
        _ => false,
    });
    (marks.count().saturating_sub(of_loop)) as u64
}

/// The lists and maps that are written out in a tag.
fn literals(tokens: &[Token]) -> u32 {
    let opens = |at: usize| match tokens[at].text {
        "{" => !is_argument(tokens, at),
        "[" => {
            at == 0
                || !(tokens[at - 1].kind != TokenKind::Mark
                    || tokens[at - 1].is("]")
                    || tokens[at - 1].is(")"))
        }
        _ => false,
    };
    let count = (0..tokens.len()).filter(|at| tokens[*at].kind == TokenKind::Mark && opens(*at)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Whether the brace at `at` only holds an argument of a component: `muc={…}`.
fn is_argument(tokens: &[Token], at: usize) -> bool {
    at > 0 && tokens[at - 1].is("=")
}

/// Whether the word at `at` may be a variable. Words that are none name no value, so they cost nothing.
fn is_read(tokens: &[Token], at: usize) -> bool {
    let before = |back: usize, mark: &str| at >= back && tokens[at - back].is(mark);
    let is_field = before(1, "?.") || (before(1, ".") && !before(2, "."));
    let is_name = before(1, "|") || (at > 0 && tokens[at - 1].text == "is");
    tokens[at].kind == TokenKind::Word && !is_field && !is_name
}

fn read(tokens: &[Token], at: usize, hands_on: bool) -> Read {
    let (mut path, mut next) = (Vec::new(), at + 1);
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    loop {
        match text(next) {
            "." | "?." if tokens.get(next + 1).is_some_and(|token| token.kind == TokenKind::Word) => {
                path.push(Step::Field(text(next + 1).to_owned()));
                next += 2;
            }
            "[" | "?[" => match subscript(tokens, next) {
                Some(end) => {
                    path.push(Step::Item);
                    next = end;
                }
                None => break,
            },
            "|" if matches!(text(next + 1), "first" | "last") => {
                path.push(Step::Item);
                break;
            }
            _ => break,
        }
    }
    let asks = text(next) == "|" && text(next + 1) == "length"
        || text(next) == "is" && text(next + 1) != "containing";
    // A component's argument is shared with it; what the component does with it is counted there.
    let is_handed = at > 1 && is_argument(tokens, at - 1) && text(at - 1) == "{" && text(next) == "}";
    Read { root: String::new(), path, is_shallow: hands_on || asks || is_handed }
}

/// Behind the bracket that closes the one at `open`; none for a slice, which takes many items.
fn subscript(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open).filter(|(_, token)| token.kind == TokenKind::Mark)
    {
        match token.text {
            "[" | "?[" | "(" | "{" => depth += 1,
            "]" | ")" | "}" => depth -= 1,
            ":" if depth == 1 => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}
