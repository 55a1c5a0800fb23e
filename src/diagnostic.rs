//! What is wrong in a project's files: a code with arguments and a place, never prose.
//!
//! Stages take bad input as normal: they put what they find into [`Diagnostics`] and return their best effort. The
//! words are found by `messages`, the picture with the caret is drawn by `cli`.

mod code;

pub use code::Code;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

/// One file of the project, by its number in `source::Sources`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A stretch of a file, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// What is asked for cannot be made as written.
    Error,
    /// It can be made, but somebody should look.
    Warning,
}

/// A value put into a message; rendered in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Words of the project itself: a name, a path.
    Text(String),
    /// A count.
    Number(i64),
    /// A calendar day.
    Date(NaiveDate),
    /// A time of day.
    Time(NaiveTime),
    /// A length of time.
    Length(TimeDelta),
    /// Several names.
    List(Vec<String>),
    /// A message of our own, by its id.
    Term(&'static str),
    /// A message of our own with its arguments.
    Phrase(Box<Phrase>),
}

/// The arguments of a message, by name.
pub type Args = Vec<(&'static str, Arg)>;

/// A message id with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The id in the Fluent files.
    pub id: &'static str,
    /// What it says it of.
    pub args: Args,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What it is.
    pub code: Code,
    /// Where; none when it is about no file in particular.
    pub span: Option<Span>,
    /// What the message says it of.
    pub args: Args,
    /// Other places that take part, each with a word.
    pub labels: Vec<(Span, Phrase)>,
    /// What to do.
    pub hint: Option<Phrase>,
    /// Where else the same holds, word for word: on other days, or on other stations.
    pub also: Vec<Elsewhere>,
}

/// Another day or station of which a finding holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The day.
    pub date: NaiveDate,
    /// The station, as the message would name it; none when the message names none.
    pub station: Option<String>,
}

/// All findings of a run, in the order found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Span {
    /// Whether `other` lies within this span.
    pub fn covers(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// The part of this span from byte `range.start` to `range.end`, counted from its own start.
    pub fn part(self, range: std::ops::Range<usize>) -> Span {
        let clamp = |offset: usize| (self.start + offset).min(self.end);
        Span { file: self.file, start: clamp(range.start), end: clamp(range.end) }
    }
}

impl Diagnostic {
    /// A finding of `code`, without a place yet.
    pub fn new(code: Code) -> Diagnostic {
        Diagnostic { code, span: None, args: Vec::new(), labels: Vec::new(), hint: None, also: Vec::new() }
    }

    /// A finding of `code` at `span`.
    pub fn at(code: Code, span: Span) -> Diagnostic {
        Diagnostic { span: Some(span), ..Diagnostic::new(code) }
    }

    /// The day and station it is about; none when it is about no day.
    pub fn occasion(&self) -> Option<Elsewhere> {
        let arg = |wanted| self.args.iter().find(|(name, _)| *name == wanted).map(|(_, arg)| arg);
        let Some(Arg::Date(date)) = arg("date") else { return None };
        let station = match arg("station") {
            Some(Arg::Text(station)) => Some(station.clone()),
            _ => None,
        };
        Some(Elsewhere { date: *date, station })
    }

    /// Whether `other` says the same of the same place, be it of another day or station.
    fn says_the_same_as(&self, other: &Diagnostic) -> bool {
        let is_occasion = |name: &str| matches!(name, "date" | "station");
        let lasting = |finding: &Diagnostic| -> Args {
            finding.args.iter().filter(|(name, _)| !is_occasion(name)).cloned().collect()
        };
        self.code == other.code && self.span == other.span && lasting(self) == lasting(other)
    }

    /// Adds an argument.
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Diagnostic {
        self.args.push((name, value.into()));
        self
    }

    /// Adds another place with a word.
    pub fn label(mut self, span: Span, id: &'static str, args: Args) -> Diagnostic {
        self.labels.push((span, Phrase { id, args }));
        self
    }

    /// Says what to do.
    pub fn hint(mut self, id: &'static str, args: Args) -> Diagnostic {
        self.hint = Some(Phrase { id, args });
        self
    }

    /// Says "did you mean" when there is a likely name.
    pub fn did_you_mean(self, likely: Option<String>) -> Diagnostic {
        match likely {
            Some(name) => self.hint("hint-did-you-mean", vec![("name", name.into())]),
            None => self,
        }
    }
}

impl Diagnostics {
    /// None yet.
    pub fn new() -> Diagnostics {
        Diagnostics::default()
    }

    /// Adds a finding. The very same one is not added again; what comes back at the same place, word for word, on
    /// another day or station is noted with the first, so that a slot that is wrong every day is told of once.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let daily = diagnostic.span.is_some() && diagnostic.occasion().is_some();
        let same = |known: &&mut Diagnostic| match daily {
            true => known.says_the_same_as(&diagnostic),
            false => {
                known.code == diagnostic.code
                    && known.span == diagnostic.span
                    && known.args == diagnostic.args
            }
        };
        let Some(known) = self.list.iter_mut().find(same) else {
            self.list.push(diagnostic);
            return;
        };
        let own = known.occasion();
        for other in diagnostic.occasion().into_iter().chain(diagnostic.also) {
            if own.as_ref() != Some(&other) && !known.also.contains(&other) {
                known.also.push(other);
            }
        }
    }

    /// Adds all findings of another run.
    pub fn append(&mut self, other: Diagnostics) {
        for diagnostic in other.list {
            self.push(diagnostic);
        }
    }

    /// The findings, in the order found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// How many of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.code.severity() == severity).count()
    }

    /// Whether any is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether there is none at all.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Puts them in the order of files and lines, those without a place last.
    pub fn sort(&mut self) {
        self.list.sort_by_key(|diagnostic| match diagnostic.span {
            Some(span) => (0, Some(span)),
            None => (1, None),
        });
    }
}

impl From<Phrase> for Arg {
    fn from(phrase: Phrase) -> Arg {
        Arg::Phrase(Box::new(phrase))
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Arg {
        Arg::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<u64> for Arg {
    fn from(count: u64) -> Arg {
        Arg::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<NaiveDate> for Arg {
    fn from(date: NaiveDate) -> Arg {
        Arg::Date(date)
    }
}

impl From<NaiveTime> for Arg {
    fn from(time: NaiveTime) -> Arg {
        Arg::Time(time)
    }
}

impl From<TimeDelta> for Arg {
    fn from(length: TimeDelta) -> Arg {
        Arg::Length(length)
    }
}

impl From<Vec<String>> for Arg {
    fn from(names: Vec<String>) -> Arg {
        Arg::List(names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overrun(day: u32, station: &str, seconds: i64) -> Diagnostic {
        let date = NaiveDate::from_ymd_opt(2025, 3, day).expect("a day");
        let span = Span { file: FileId(0), start: 3, end: 5 };
        let found = Diagnostic::at(Code::WordsOverrun, span).with("date", date).with("station", station);
        found.with("by", TimeDelta::seconds(seconds))
    }

    #[test]
    fn the_same_on_other_days_is_one_finding_that_names_them_and_another_amount_is_another_finding() {
        let mut found = Diagnostics::new();
        for (day, station, seconds) in
            [(10, "a", 45), (11, "a", 45), (11, "a", 45), (10, "b", 45), (12, "a", 60), (10, "a", 45)]
        {
            found.push(overrun(day, station, seconds));
        }
        let also = |found: &Diagnostic| -> Vec<(String, Option<String>)> {
            found.also.iter().map(|other| (other.date.to_string(), other.station.clone())).collect()
        };
        let all: Vec<_> = found.iter().map(also).collect();
        let (a, b) = (Some("a".to_owned()), Some("b".to_owned()));
        assert_eq!(all, [vec![("2025-03-11".to_owned(), a), ("2025-03-10".to_owned(), b)], vec![]]);
    }
}
