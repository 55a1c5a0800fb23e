//! One field of a cron expression.
//!
//! Goes in: the expression and where the field stands. Comes out: the numbers it names and whether it begins with
//! `*`, or the bad part. It must not know of the other fields.

use super::CronProblem;
use std::ops::Range;

/// What can be wrong with a cron expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CronProblemKind {
    /// There are not five fields.
    FieldCount {
        /// How many there are.
        found: usize,
    },
    /// `@daily` and the like.
    Macro,
    /// A part that is neither `*`, a number, a name nor a range: an empty one, or letters no name has.
    NotANumber,
    /// A number outside the bounds of its field, both inclusive.
    OutOfBounds {
        /// The least number of this field.
        least: u8,
        /// The greatest.
        greatest: u8,
    },
    /// The range ends before it begins.
    Backwards,
    /// The step is 0 or no number.
    BadStep,
    /// A step after a single number (`5/10`), which Unix does not know.
    StepAfterNumber,
    /// L, W, # or ?, which other crons know.
    Extension {
        /// The sign, as written.
        sign: char,
    },
}

/// The five fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    Minute,
    Hour,
    DayOfMonth,
    Month,
    DayOfWeek,
}

/// A set of numbers below 64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Numbers(u64);

/// A field as read. It holds at least one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub numbers: Numbers,
    pub starred: bool,
}

/// Reads the field that stands at `range` of `text`.
pub(super) fn read(text: &str, range: Range<usize>, layout: Layout) -> Result<Field, CronProblem> {
    let mut numbers = Numbers::default();
    let mut start = range.start;
    for part in text[range.clone()].split(',') {
        let at = start..start + part.len();
        for number in stretch(text, at.clone(), layout)? {
            // 7 is Sunday as 0 is, also as the end of a range
            numbers.insert(if layout == Layout::DayOfWeek { number % 7 } else { number });
        }
        start = at.end + 1;
    }
    Ok(Field { numbers, starred: text[range].starts_with('*') })
}

/// One member of the list, with its step if it has one.
fn stretch(text: &str, at: Range<usize>, layout: Layout) -> Result<impl Iterator<Item = u8>, CronProblem> {
    let slash = text[at.clone()].find('/').map(|offset| at.start + offset);
    let base = at.start..slash.unwrap_or(at.end);
    let written = &text[base.clone()];
    let (first, last) = match written.find('-').map(|offset| at.start + offset) {
        _ if written == "*" => layout.bounds(),
        Some(hyphen) => {
            let first = number(text, base.start..hyphen, layout)?;
            let last = number(text, hyphen + 1..base.end, layout)?;
            let sunday_last =
                layout == Layout::DayOfWeek && first > 0 && is_sunday(&text[hyphen + 1..base.end]);
            (first, if sunday_last { 7 } else { last })
        }
        None => {
            let only = number(text, base.clone(), layout)?;
            if slash.is_some() {
                return Err(CronProblem { range: at, kind: CronProblemKind::StepAfterNumber });
            }
            (only, only)
        }
    };
    if first > last {
        return Err(CronProblem { range: base, kind: CronProblemKind::Backwards });
    }
    let step = slash.map_or(Ok(1), |slash| step(text, slash + 1..at.end))?;
    Ok((first..=last).step_by(step))
}

/// As the end of a range (`SAT-SUN`) the name means 7. The number doesn't: `6-0` is backwards to Unix.
fn is_sunday(written: &str) -> bool {
    written.eq_ignore_ascii_case("SUN")
}

fn number(text: &str, at: Range<usize>, layout: Layout) -> Result<u8, CronProblem> {
    let written = &text[at.clone()];
    let problem = |kind| CronProblem { range: at.clone(), kind };
    if let Some(index) = layout.names().iter().position(|name| written.eq_ignore_ascii_case(name)) {
        let index = u8::try_from(index).expect("there are at most twelve names");
        return Ok(index + layout.bounds().0);
    }
    if written.is_empty() || !written.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(extension(text, &at).unwrap_or_else(|| problem(CronProblemKind::NotANumber)));
    }
    let (least, greatest) = layout.bounds();
    let greatest = if layout == Layout::DayOfWeek { 7 } else { greatest };
    match written.parse::<u8>() {
        Ok(number) if (least..=greatest).contains(&number) => Ok(number),
        _ => Err(problem(CronProblemKind::OutOfBounds { least, greatest })),
    }
}

fn step(text: &str, at: Range<usize>) -> Result<usize, CronProblem> {
    match text[at.clone()].parse::<usize>() {
        Ok(step) if step > 0 && !text[at.clone()].starts_with('+') => Ok(step),
        _ => Err(CronProblem { range: at, kind: CronProblemKind::BadStep }),
    }
}

/// `L`, `5L`, `LW`, `15W`, `MON#2`, `?`: what other crons write where Unix has a number.
fn extension(text: &str, at: &Range<usize>) -> Option<CronProblem> {
    let written = text[at.clone()].to_ascii_uppercase();
    let sign = match written.trim_start_matches(|c: char| c.is_ascii_digit()) {
        "?" => '?',
        "L" | "LW" => 'L',
        "W" => 'W',
        _ if written.contains('#') => '#',
        _ => return None,
    };
    Some(CronProblem { range: at.clone(), kind: CronProblemKind::Extension { sign } })
}

impl Layout {
    /// The numbers `*` stands for, both inclusive.
    fn bounds(self) -> (u8, u8) {
        match self {
            Layout::Minute => (0, 59),
            Layout::Hour => (0, 23),
            Layout::DayOfMonth => (1, 31),
            Layout::Month => (1, 12),
            Layout::DayOfWeek => (0, 6),
        }
    }

    /// Names of the numbers from the least on.
    fn names(self) -> &'static [&'static str] {
        match self {
            Layout::Month => {
                &["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
            }
            Layout::DayOfWeek => &["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
            Layout::Minute | Layout::Hour | Layout::DayOfMonth => &[],
        }
    }
}

impl Numbers {
    fn insert(&mut self, number: u8) {
        self.0 |= 1 << number;
    }

    /// Whether `number`, below 64, is one of them.
    pub fn has(self, number: u32) -> bool {
        self.0 & (1 << number) != 0
    }

    /// Ascending.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (0..64).filter(move |number| self.0 & (1 << number) != 0)
    }

    /// `1,2,5`, every number raised by `offset`.
    pub fn list(self, offset: u8) -> String {
        let numbers: Vec<String> = self.iter().map(|number| (number + offset).to_string()).collect();
        numbers.join(",")
    }
}
