//! Numbers in running text: whole ones, decimals, ranges, their units, what is repeated in brackets behind them.
//!
//! Goes in: tokens where digits stand that are no date, time, telephone number or document. Comes out: words or a
//! doubt. It must not know what was said before but the words that stand right before the digits.

use super::Outcome;
use crate::speech::doubt::DoubtKind;
use crate::speech::lexicon::Sought;
use crate::speech::token::{Kind, Tokens, lowered};
use crate::speech::variants::Variants;
use crate::speech::{Speech, letter, number};

/// A number as Vietnamese writes it.
struct Written {
    end: usize,
    /// Its whole part, without dots.
    whole: String,
    decimals: Option<String>,
}

/// Nouns that are said again before the end of a range: cấp 8-9 is "cấp tám đến cấp chín".
const SAID_AGAIN: [&str; 6] = ["cấp", "thứ", "tháng", "quý", "lớp", "ngày"];

/// Behind these, a letter glued to a number is its name: lớp 1A. Elsewhere it may be thousands (500k) or anything.
const LETTERED: [&str; 11] = ["lớp", "tổ", "khu", "lô", "dãy", "nhà", "số", "phòng", "điều", "khoản", "mục"];

/// A number in brackets behind digits is looked for in so many tokens.
const BRACKETS: usize = 40;

/// What stands at `at`, a range, unit and brackets included.
pub(super) fn quantity(tokens: &Tokens, at: usize, speech: &Speech) -> Outcome {
    if let Some(end) = grouped_by_blanks(tokens, at) {
        return Outcome::Doubt { end, kind: DoubtKind::Number };
    }
    let first = match written(tokens, at) {
        Ok(first) => first,
        Err((end, kind)) => return Outcome::Doubt { end, kind },
    };
    let Some(mut words) = said(tokens, at, &first, speech.variants) else {
        return Outcome::Doubt { end: first.end, kind: DoubtKind::Number };
    };
    let mut end = first.end;
    match range(tokens, at, &first, speech.variants) {
        Range::None => {}
        Range::Unsure(end) => return Outcome::Doubt { end, kind: DoubtKind::DateOrRange },
        Range::Upto(last, more) => {
            words += &more;
            end = last;
        }
    }
    if let Some(slash) = chain(tokens, end, "/") {
        return match ratio(tokens, at, end, slash, speech.variants) {
            Some(more) => Outcome::Said { end: slash, words: words + &more },
            None => Outcome::Doubt { end: slash, kind: DoubtKind::DateOrFraction },
        };
    }
    end = repeated(tokens, end, &words).unwrap_or(end);
    let Some((end, unit)) = unit(tokens, at, end, speech) else {
        return Outcome::Doubt { end: plate(tokens, end), kind: DoubtKind::Mixture };
    };
    words += &unit;
    // "15 km - 20 km": the unit is said with both.
    let joined = Some(end).filter(|_| !unit.is_empty()).and_then(|end| joined(tokens, end, &first));
    if joined.is_some() {
        words += " đến";
    }
    Outcome::Said { end: joined.unwrap_or(end), words }
}

/// Where the second number of a range stands whose first one ends, with its unit, at `end`.
fn joined(tokens: &Tokens, end: usize, first: &Written) -> Option<usize> {
    let dash = tokens.past_space(end);
    let next = tokens.past_space(dash + 1);
    let is_even = (dash == end) == (next == dash + 1);
    let last = written(tokens, next).ok().filter(|_| tokens.digits(next).is_some())?;
    (is_even && tokens.is_one_of(dash, "-–—") && is_smaller(first, &last)).then_some(next)
}

/// The unit at `end`, each with a space before it, and what it is counted by: " đồng một ki-lô-gam". Empty when there
/// is none; none when letters are glued to the number that are no unit.
fn unit(tokens: &Tokens, at: usize, end: usize, speech: &Speech) -> Option<(usize, String)> {
    let found = |at| speech.lexicon.longest(tokens, at, Sought::Unit, speech.variants);
    let (mut end, mut words) = match found(end).or_else(|| found(tokens.past_space(end))) {
        Some((end, unit)) => (end, format!(" {unit}")),
        None => match tokens.word(end) {
            None => return Some((end, String::new())),
            Some(glued) => {
                let goes_on = tokens.is_solid(end + 1) || plate(tokens, end) > end + 1;
                let is_named = tokens.follows(at, &LETTERED) && !goes_on;
                let name = letter::name(glued).filter(|_| is_named)?;
                (end + 1, format!(" {name}"))
            }
        },
    };
    while tokens.is_sign(end, "/") {
        let by = found(end + 1).or_else(|| Some((end + 2, counted_by(tokens, end + 1)?.to_owned())));
        let Some((next, by)) = by else { break };
        words += &format!(" một {by}");
        end = next;
    }
    Some((end, words))
}

/// Where digits end that may be thousands with blanks between, or several numbers: 1 500 000.
fn grouped_by_blanks(tokens: &Tokens, at: usize) -> Option<usize> {
    const MOST: usize = 6;
    tokens.digits(at).filter(|first| first.len() <= 3 && !first.starts_with('0'))?;
    let is_group =
        |at: &usize| tokens.is_space(*at) && tokens.digits(at + 1).is_some_and(|group| group.len() == 3);
    let groups = (0..MOST).map(|group| at + 1 + 2 * group).take_while(is_group).count();
    (groups > 0).then_some(at + 1 + 2 * groups)
}

/// Where letters and digits end that are glued to `at`, those behind a hyphen or a dot too: the plate 78A-123.45.
fn plate(tokens: &Tokens, at: usize) -> usize {
    let mut end = tokens.run_end(at);
    while tokens.is_one_of(end, "-.") && tokens.digits(end + 1).is_some() {
        end = tokens.run_end(end + 1);
    }
    end
}

/// An ordinary word in small letters behind a slash: đồng/người, lần/tuần.
pub(super) fn counted_by<'t>(tokens: &'t Tokens, at: usize) -> Option<&'t str> {
    let word = tokens.word(at)?;
    let is_ordinary = super::syllable::is_syllable(word) && lowered(word) == word && !tokens.is_solid(at + 1);
    is_ordinary.then_some(word)
}

/// Reads digits, thousands parted by dots, decimals behind a comma; else where what is no number ends, and why.
fn written(tokens: &Tokens, at: usize) -> Result<Written, (usize, DoubtKind)> {
    let first = tokens.digits(at).unwrap_or_default();
    let mut whole = first.to_owned();
    let mut end = at + 1;
    let follows =
        |end: usize, sign: &str| tokens.is_sign(end, sign).then(|| tokens.digits(end + 1)).flatten();
    let begins_group = (1..=3).contains(&first.len()) && !first.starts_with('0');
    while let Some(group) = follows(end, ".").filter(|group| begins_group && group.len() == 3) {
        whole += group;
        end += 2;
    }
    let decimals = follows(end, ",").map(str::to_owned);
    end += if decimals.is_some() { 2 } else { 0 };
    let goes_on = [".", ",", ":"].iter().any(|sign| follows(end, sign).is_some());
    // 1,000 is a thousand in English, and one in Vietnamese, which nobody would write so.
    let is_english = decimals.as_deref() == Some("000");
    if goes_on || is_english {
        let mut last = end;
        while tokens.is_one_of(last, ".,:") && tokens.digits(last + 1).is_some() {
            last += 2;
        }
        return Err((last, DoubtKind::Number));
    }
    Ok(Written { end, whole, decimals })
}

/// The words of one number, by what stands before it.
fn said(tokens: &Tokens, at: usize, number: &Written, variants: Variants) -> Option<String> {
    let whole = number.whole.as_str();
    if let Some(decimals) = &number.decimals {
        return number::decimal(whole, decimals, variants)
            .filter(|_| whole.len() == 1 || !whole.starts_with('0'));
    }
    if tokens.follows(at, &["thứ"]) {
        return number::ordinal(whole, variants);
    }
    if tokens.follows(at, &["tháng"]) && whole.trim_start_matches('0') == "4" {
        return Some("tư".to_owned());
    }
    match whole.len() {
        0..=2 => number::integer(whole, variants),
        // Nobody counts with a leading zero: it names something.
        7.. if whole.starts_with('0') => Some(number::one_by_one(whole)),
        _ if whole.starts_with('0') => None,
        _ => number::integer(whole, variants),
    }
}

enum Range {
    None,
    /// Up to where, and its words from "đến" on, a space before them.
    Upto(usize, String),
    /// It goes on with a dash and digits, and it is not known what that is.
    Unsure(usize),
}

/// What a dash and digits behind a number make of it.
fn range(tokens: &Tokens, at: usize, first: &Written, variants: Variants) -> Range {
    let dash = tokens.past_space(first.end);
    let next = tokens.past_space(dash + 1);
    if !tokens.is_one_of(dash, "-–—÷") || tokens.digits(next).is_none() {
        return Range::None;
    }
    // A dash with one space is none that joins.
    let is_glued = dash == first.end && next == dash + 1;
    let is_apart = dash > first.end && next > dash + 1;
    let last = written(tokens, next);
    let goes_on = |end: usize| {
        chain(tokens, end, "-").is_some() || tokens.is_sign(end, "/") && tokens.digits(end + 1).is_some()
    };
    let fits = last.as_ref().ok().filter(|last| is_smaller(first, last) && !goes_on(last.end));
    // 10-12 behind "ngày" may be the tenth of December.
    let may_be_a_day = is_glued
        && tokens.follows(at, &["ngày"])
        && fits.is_some_and(|last| last.whole.parse::<u32>().is_ok_and(|month| month <= 12));
    let said = fits.filter(|_| (is_glued || is_apart) && !may_be_a_day).and_then(|last| {
        let again = SAID_AGAIN.iter().find(|noun| tokens.follows(at, &[noun]));
        let is_ordinal = tokens.follows(at, &["thứ"]);
        let words = if is_ordinal {
            number::ordinal(&last.whole, variants)
        } else if again == Some(&"tháng") && last.whole == "4" {
            Some("tư".to_owned())
        } else {
            said(tokens, next, last, variants)
        };
        let again = again.map(|noun| format!("{noun} ")).unwrap_or_default();
        Some((last.end, format!(" đến {again}{}", words?)))
    });
    match said {
        Some((end, words)) => Range::Upto(end, words),
        None if is_apart => Range::None,
        None => {
            let end = last.map_or_else(|(end, _)| end, |last| last.end);
            let end = chain(tokens, end, "-").unwrap_or(end);
            Range::Unsure(chain(tokens, end, "/").unwrap_or(end))
        }
    }
}

/// Whether the first number of a range is the smaller one.
fn is_smaller(first: &Written, last: &Written) -> bool {
    let value = |number: &Written| -> Option<f64> {
        let decimals = number.decimals.as_deref().unwrap_or("0");
        format!("{}.{decimals}", number.whole).parse().ok()
    };
    let leading_zero = |number: &Written| number.whole.len() > 2 && number.whole.starts_with('0');
    value(first) < value(last) && !leading_zero(first) && !leading_zero(last)
}

/// Where digits end that are joined on to `end` by `sign`, as often as they are.
fn chain(tokens: &Tokens, end: usize, sign: &str) -> Option<usize> {
    let mut last = end;
    while tokens.is_sign(last, sign) && tokens.digits(last + 1).is_some() {
        last += 2;
    }
    (last > end).then_some(last)
}

/// A ratio that the words before it call one: tỷ lệ 1/500.
fn ratio(tokens: &Tokens, at: usize, slash: usize, end: usize, variants: Variants) -> Option<String> {
    let is_called_one = tokens.follows_phrase(at, "tỷ lệ") || tokens.follows_phrase(at, "tỉ lệ");
    let is_one = is_called_one && end == slash + 2 && !tokens.is_solid(end);
    let below = tokens.digits(slash + 1).filter(|_| is_one)?;
    Some(format!(" trên {}", number::integer(below, variants)?))
}

/// Behind the brackets that say a number again in words: 01 (một) bộ.
fn repeated(tokens: &Tokens, end: usize, words: &str) -> Option<usize> {
    let open = tokens.past_space(end);
    if !tokens.is_sign(open, "(") {
        return None;
    }
    let close =
        (open + 1..open + BRACKETS).find(|at| !matches!(tokens.kind(*at), Some(Kind::Word | Kind::Blank)))?;
    let inside: Vec<&str> = (open + 1..close).filter_map(|at| tokens.word(at)).collect();
    let is_same = tokens.is_sign(close, ")") && alike(&inside.join(" ")) == alike(words);
    is_same.then_some(close + 1)
}

/// Number words as all stations say them.
fn alike(words: &str) -> String {
    let words = lowered(words);
    let alike = words.split(' ').map(|word| match word {
        "lẻ" => "linh",
        "ngàn" => "nghìn",
        "tư" => "bốn",
        "nhăm" => "lăm",
        "tỉ" => "tỷ",
        "bẩy" => "bảy",
        other => other,
    });
    alike.collect::<Vec<_>>().join(" ")
}
