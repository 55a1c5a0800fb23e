//! Reading a log: a stream of lines → what counts of each occurrence.

use super::fault::{LogFault, LogFaults};
use super::line::{LogLine, OccurrenceName};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::ops::RangeInclusive;

/// The longest line that is read, in bytes; those that are written here have a few hundred.
pub const LONGEST_LINE: usize = 16 * 1024;

/// How many occurrences are kept at most. A station has some twenty thousand a year.
const MOST: usize = 100_000;

/// Which lines of a log are wanted.
#[derive(Debug, Clone)]
pub struct LogScope<'a> {
    /// The slug of the station.
    pub station: &'a str,
    /// The broadcast days; other lines are passed over.
    pub days: RangeInclusive<NaiveDate>,
    /// What time it is: nothing has aired after that.
    pub now: DateTime<Utc>,
}

/// What counts of the lines read so far: of each occurrence the line written last, for a correction is a later line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Log {
    kept: BTreeMap<Subject, Kept>,
}

/// What a line is about. Outside the plan there is only the instant it began.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Occurrence(String),
    Outage(DateTime<Utc>),
    Outside(DateTime<Utc>),
}

/// A line, and when it was written as far as that is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept {
    rank: DateTime<Utc>,
    line: LogLine,
}

/// How a line ended.
enum Ending {
    /// With a line feed.
    Whole,
    /// With the input.
    Torn,
    /// Nothing is left.
    Over,
}

/// A line that was read, as far as it is kept.
struct Bytes {
    ending: Ending,
    is_too_long: bool,
}

impl Log {
    /// Takes the lines of `input` that are in scope, and tells what is wrong with others. Needs the memory of one line, and
    /// of one for each occurrence; `input` may have any length.
    pub fn take(&mut self, input: &mut impl BufRead, scope: &LogScope) -> io::Result<LogFaults> {
        let mut faults = LogFaults::default();
        let mut bytes = Vec::with_capacity(1024);
        let mut newest = DateTime::<Utc>::MIN_UTC;
        for number in 1.. {
            bytes.clear();
            let read = next_line(input, &mut bytes)?;
            if matches!(read.ending, Ending::Over) {
                break;
            }
            if !read.is_too_long && bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let line = match LogLine::read(&bytes) {
                _ if read.is_too_long => Err(LogFault::TooLong),
                Err(_) if matches!(read.ending, Ending::Torn) => Err(LogFault::Torn),
                read => read,
            };
            let fault = match line {
                Ok(line) => self.add(line, scope, &mut newest),
                Err(fault) => Some(fault),
            };
            if let Some(fault) = fault {
                faults.add(fault, number);
            }
        }
        Ok(faults)
    }

    /// What counts, by start; what the clock of a player wrote in no order stands in order.
    pub fn lines(self) -> Vec<LogLine> {
        let mut lines: Vec<LogLine> = self.kept.into_values().map(|kept| kept.line).collect();
        lines.sort_by(|one, other| (one.start, &one.occurrence).cmp(&(other.start, &other.occurrence)));
        lines
    }

    /// Adds a line; returns what is wrong with it.
    fn add(&mut self, line: LogLine, scope: &LogScope, newest: &mut DateTime<Utc>) -> Option<LogFault> {
        let name = line.occurrence.as_deref().and_then(OccurrenceName::of);
        if line.station != scope.station || name.is_some_and(|name| name.station != scope.station) {
            return Some(LogFault::Foreign);
        }
        if line.start > scope.now {
            return Some(LogFault::Future);
        }
        let is_ahead = line.written > scope.now;
        let rank = if is_ahead { DateTime::<Utc>::MIN_UTC } else { line.written.to_utc() };
        let is_out_of_order = !is_ahead && rank < *newest;
        *newest = rank.max(*newest);
        if !scope.days.contains(&line.day()) {
            return None;
        }
        let subject = Subject::of(&line);
        let fault = match (is_ahead, is_out_of_order) {
            (true, _) => Some(LogFault::Ahead),
            (_, true) => Some(LogFault::OutOfOrder),
            _ => None,
        };
        let is_full = self.kept.len() >= MOST;
        match self.kept.get_mut(&subject) {
            Some(kept) if kept.line == line => return Some(LogFault::Duplicate),
            Some(kept) if kept.rank <= rank => *kept = Kept { rank, line },
            Some(_) => {}
            None if is_full => return Some(LogFault::Overfull),
            None => drop(self.kept.insert(subject, Kept { rank, line })),
        }
        fault
    }
}

impl Subject {
    fn of(line: &LogLine) -> Subject {
        match &line.occurrence {
            Some(occurrence) => Subject::Occurrence(occurrence.clone()),
            None if line.is_outage() => Subject::Outage(line.start.to_utc()),
            None => Subject::Outside(line.start.to_utc()),
        }
    }
}

/// Reads a line into `bytes`, without its line feed and no more of it than the longest line has.
fn next_line(input: &mut impl BufRead, bytes: &mut Vec<u8>) -> io::Result<Bytes> {
    let mut is_too_long = false;
    loop {
        let found = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            found => found?,
        };
        if found.is_empty() {
            let is_over = bytes.is_empty() && !is_too_long;
            return Ok(Bytes { ending: if is_over { Ending::Over } else { Ending::Torn }, is_too_long });
        }
        let end = found.iter().position(|byte| *byte == b'\n');
        let part = &found[..end.unwrap_or(found.len())];
        let room = LONGEST_LINE - bytes.len();
        is_too_long |= part.len() > room;
        bytes.extend_from_slice(&part[..part.len().min(room)]);
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            return Ok(Bytes { ending: Ending::Whole, is_too_long });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::Told;
    use super::super::line::samples::{at, line};
    use super::*;
    use chrono::TimeDelta;

    fn read(bytes: &[u8]) -> (Vec<LogLine>, LogFaults) {
        let day = at("00:00:00").date_naive();
        let scope = LogScope { station: "la-hai", days: day..=day, now: at("20:00:00").to_utc() };
        let mut log = Log::default();
        let faults = log.take(&mut io::BufReader::with_capacity(64, bytes), &scope).expect("in memory");
        (log.lines(), faults)
    }

    fn counts(faults: &LogFaults) -> Vec<(LogFault, u64, Vec<u64>)> {
        faults.all().map(|(fault, places)| (fault, places.count, places.first.clone())).collect()
    }

    #[test]
    fn the_line_written_last_counts_wherever_it_stands_and_a_twin_counts_once() {
        let first = line("tiep-am", "17:00:00", 30, Some(Told::Aired));
        let mut later = line("tiep-am", "17:00:00", 10, Some(Told::Cut));
        later.written = at("18:30:00");
        let [first, later] = [&first, &later].map(LogLine::to_json);
        for (text, fault, places) in [
            (format!("{first}{later}{later}"), LogFault::Duplicate, vec![3]),
            (format!("{later}{first}"), LogFault::OutOfOrder, vec![2]),
        ] {
            let (lines, faults) = read(text.as_bytes());
            assert_eq!(lines.iter().map(|line| line.outcome).collect::<Vec<_>>(), [Some(Told::Cut)]);
            assert_eq!(counts(&faults), [(fault, 1, places)]);
        }
    }

    #[test]
    fn of_two_lines_written_at_once_the_one_below_counts() {
        let one = line("tiep-am", "17:00:00", 30, Some(Told::Aired)).to_json();
        let other = line("tiep-am", "17:00:00", 10, Some(Told::Cut)).to_json();
        let (lines, faults) = read(format!("{one}{other}").as_bytes());
        assert_eq!((lines[0].outcome, faults.is_empty()), (Some(Told::Cut), true));
    }

    #[test]
    fn a_torn_end_costs_itself_and_a_whole_line_without_its_end_counts() {
        let text =
            line("tiep-am", "17:00:00", 30, None).to_json() + &line("tin-xa", "05:50:00", 5, None).to_json();
        let (lines, faults) = read(text.trim_end().as_bytes());
        assert_eq!((lines.len(), faults.is_empty()), (2, true));
        let (lines, faults) = read(&text.as_bytes()[..text.len() - 20]);
        assert_eq!((lines.len(), counts(&faults)), (1, vec![(LogFault::Torn, 1, vec![2])]));
    }

    #[test]
    fn what_cannot_be_believed_is_counted_and_told_by_its_first_places() {
        let good = line("tiep-am", "17:00:00", 30, None);
        let mut foreign = good.clone();
        foreign.station = "huyen".to_owned();
        let mut elsewhere = good.clone();
        elsewhere.occurrence = Some("2025-03-10/huyen/chieu".to_owned());
        let future = line("khuya", "21:00:00", 30, None);
        let mut text = b"\0\0\0\0\n\xff\xfe\n\n{\n".to_vec();
        for line in [&foreign, &elsewhere, &future, &good] {
            text.extend(line.to_json().bytes());
        }
        text.extend("x\n".repeat(5).bytes());
        text.extend(vec![b' '; LONGEST_LINE + 1]);
        text.push(b'\n');
        text.extend(line("tin-xa", "05:50:00", 5, None).to_json().bytes());
        let (lines, faults) = read(&text);
        assert_eq!(lines.len(), 2, "{lines:?}");
        let expected = [
            (LogFault::Broken, 8, vec![1, 2, 4]),
            (LogFault::TooLong, 1, vec![14]),
            (LogFault::Foreign, 2, vec![5, 6]),
            (LogFault::Future, 1, vec![7]),
        ];
        assert_eq!(counts(&faults), expected);
    }

    #[test]
    fn a_line_of_a_clock_that_runs_ahead_counts_until_there_is_a_better_one() {
        let mut ahead = line("tiep-am", "17:00:00", 30, Some(Told::Aired));
        ahead.written = at("23:00:00") + TimeDelta::days(400);
        let right = line("tiep-am", "17:00:00", 10, Some(Told::Cut));
        let outcome = |lines: &[&LogLine]| {
            let text: String = lines.iter().map(|line| line.to_json()).collect();
            let (lines, faults) = read(text.as_bytes());
            assert_eq!(counts(&faults).len(), 1, "{faults:?}");
            (lines[0].outcome, faults.count(LogFault::Ahead))
        };
        assert_eq!(outcome(&[&ahead]), (Some(Told::Aired), 1));
        assert_eq!(outcome(&[&ahead, &right]), (Some(Told::Cut), 1));
        assert_eq!(outcome(&[&right, &ahead]), (Some(Told::Cut), 1));
    }

    #[test]
    fn an_outage_and_what_aired_by_hand_at_the_same_time_are_two_things() {
        let text = line("", "17:05:00", 15, Some(Told::Missed)).to_json()
            + &line("", "17:05:00", 3, Some(Told::Aired)).to_json();
        assert_eq!(read(text.as_bytes()).0.len(), 2);
    }
}
