//! Telephone numbers, said digit by digit in the groups they are written in.
//!
//! Goes in: tokens where digits stand. Comes out: their words. It must not know what stands around.

use super::number::one_by_one;
use super::token::Tokens;

/// A number in one piece is said in groups of so many digits, the first and the last one more if that is left over.
const GROUP: usize = 3;

/// Groups of digits that stand at `at`, a space, dot or hyphen between them.
#[derive(Debug)]
pub(super) struct Groups<'t> {
    /// Behind its last token.
    pub end: usize,
    groups: Vec<&'t str>,
    /// Whether it begins with the plus of a country.
    has_plus: bool,
    /// Whether dots stand between them, as between thousands.
    has_dots: bool,
}

/// Numbers of few digits that are called.
///
/// Source: the emergency numbers of Việt Nam (111 children, 112 rescue, 113 police, 114 fire, 115 ambulance), and the
/// inquiry lines 1022 and 1080.
pub(super) const SHORT_NUMBERS: [&str; 7] = ["111", "112", "113", "114", "115", "1022", "1080"];

/// What follows the plus of a number of Việt Nam.
const COUNTRY: &str = "84";

/// The most groups of a number: +84 257 3 872 345.
const MOST: usize = 6;

/// The groups that stand at `at`. None when letters are glued to them, or there are more than a number has.
pub(super) fn groups<'t>(tokens: &'t Tokens, at: usize) -> Option<Groups<'t>> {
    let mut groups = vec![tokens.digits(at)?];
    let (mut end, mut has_dots) = (at + 1, false);
    while tokens.is_space(end) || tokens.is_one_of(end, ".-") {
        let Some(next) = tokens.digits(end + 1).filter(|_| groups.len() < MOST) else { break };
        groups.push(next);
        has_dots |= tokens.is_sign(end, ".");
        end += 2;
    }
    let goes_on = tokens.is_solid(end) || tokens.is_one_of(end, "/-:") && tokens.digits(end + 1).is_some();
    (!goes_on && !tokens.is_glued(at)).then_some(Groups { end, groups, has_plus: false, has_dots })
}

/// A number that its signs tell: +84 905 123 456, (0257) 3872 345. None when letters or digits run into them.
pub(super) fn marked<'t>(tokens: &'t Tokens, at: usize) -> Option<Groups<'t>> {
    let has_bracket = tokens.is_sign(at, "(");
    let plus = at + usize::from(has_bracket);
    let has_plus = tokens.is_sign(plus, "+");
    let first = plus + usize::from(has_plus);
    if tokens.is_glued(at) || !has_bracket && !has_plus {
        return None;
    }
    let mut found = if has_bracket {
        let area = tokens.digits(first).filter(|_| tokens.is_sign(first + 1, ")"))?;
        let mut found = groups(tokens, tokens.past_space(first + 2))?;
        found.groups.insert(0, area);
        found
    } else {
        groups(tokens, first)?
    };
    found.has_plus = has_plus;
    match found.groups[0].strip_prefix(COUNTRY).filter(|_| has_plus) {
        Some("") => {}
        Some(rest) if !has_bracket => {
            found.groups[0] = rest;
            found.groups.insert(0, COUNTRY);
        }
        _ if has_plus || !found.groups[0].starts_with('0') || found.groups[0].len() < 3 => return None,
        _ => {}
    }
    let most = if has_plus { 10..=13 } else { 9..=12 };
    most.contains(&found.digits()).then_some(found)
}

impl Groups<'_> {
    /// All digits together.
    pub fn digits(&self) -> usize {
        self.groups.iter().map(|group| group.len()).sum()
    }

    /// Whether nothing else is written so: a leading zero of area or network, nine to eleven digits, no group of one
    /// or two behind it.
    pub fn is_surely_a_number(&self) -> bool {
        let has_area = self.groups[0].starts_with('0') && self.groups[0].len() > 2;
        has_area
            && (9..=12).contains(&self.digits())
            && self.groups[1..].iter().all(|group| (2..=4).contains(&group.len()))
    }

    /// Whether it can be one, where the text says that it is.
    pub fn can_be_a_number(&self) -> bool {
        let begins_as_one = ["0", "18", "19"].iter().any(|begin| self.groups[0].starts_with(begin));
        (7..=12).contains(&self.digits()) && (begins_as_one || !self.has_dots)
    }

    /// The same without its last group, which may be something else: "gọi 114 5 phút".
    pub fn first(&self, at: usize) -> Self {
        Groups { end: at + 1, groups: self.groups[..1].to_vec(), has_plus: false, has_dots: false }
    }

    /// "không hai năm bảy, ba tám bảy hai, ba bốn năm".
    pub fn words(&self) -> String {
        let parts = self.groups.iter().flat_map(|group| match group.len() > 2 * GROUP {
            true => in_groups(group),
            false => vec![*group],
        });
        let said: Vec<String> = parts.map(one_by_one).collect();
        let plus = if self.has_plus { "cộng " } else { "" };
        format!("{plus}{}", said.join(", "))
    }
}

fn in_groups(digits: &str) -> Vec<&str> {
    let first = if digits.len().is_multiple_of(GROUP) { GROUP } else { GROUP + 1 };
    let mut groups = vec![&digits[..first]];
    let mut at = first;
    while at < digits.len() {
        let end = if digits.len() - at == GROUP + 1 { digits.len() } else { at + GROUP };
        groups.push(&digits[at..end]);
        at = end;
    }
    groups
}
