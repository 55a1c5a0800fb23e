//! What a player's list says was heard, and to which occurrence of the plan it belongs.
//!
//! Matched by the name of the file and the time, or by its own id; what fits none, or several, is told and never guessed.

use super::line::{LogLine, OccurrenceName, Source, Told};
use super::planned::Planned;
use crate::source::fold;
use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use std::collections::BTreeMap;

/// How far from its time a file of an occurrence may have been started: a file is named by its hour, not by its day.
const NEAR: TimeDelta = TimeDelta::hours(6);

/// How far from its time something without a file may have been started.
const VERY_NEAR: TimeDelta = TimeDelta::minutes(5);

/// One row of a player's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// Its place in the list, from 1.
    pub row: u64,
    /// The file that was played, as the player names it.
    pub file: Option<String>,
    /// What it was called.
    pub title: Option<String>,
    /// The occurrence, where the list names it.
    pub occurrence: Option<String>,
    /// When it began.
    pub start: DateTime<FixedOffset>,
    /// How long it was heard; none when the list does not tell.
    pub length: Option<TimeDelta>,
    /// What became of it, where somebody wrote so.
    pub outcome: Option<Told>,
    /// Why.
    pub cause: Option<String>,
}

/// A list beside the plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matched {
    /// A line for each occurrence that was found, by start.
    pub lines: Vec<LogLine>,
    /// What belongs to none, by row.
    pub unmatched: Vec<(Heard, Mismatch)>,
}

/// Why a row belongs to no occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mismatch {
    /// Nothing of the plan has a file, an id or a title like that.
    Unknown,
    /// The plan has it, but hours away.
    OtherTime,
    /// Several things of the plan fit.
    Several,
    /// The list does not tell how long it was heard.
    NoLength,
}

/// Sets a player's list beside the plan of the station it was heard on: the parts of one occurrence become one line, from the first
/// one's beginning, as long as all of them together.
pub fn matched(heard: Vec<Heard>, planned: &[Planned], station: &str, written: DateTime<Utc>) -> Matched {
    let mut by_occurrence: BTreeMap<usize, Vec<Heard>> = BTreeMap::new();
    let mut unmatched = Vec::new();
    for row in heard {
        let found = match row.length {
            None if row.outcome != Some(Told::Missed) => Err(Mismatch::NoLength),
            _ => find(&row, planned),
        };
        match found {
            Ok(at) => by_occurrence.entry(at).or_default().push(row),
            Err(why) => unmatched.push((row, why)),
        }
    }
    let written = written.fixed_offset();
    let line = |(at, rows): (usize, Vec<Heard>)| line_of(&planned[at], rows, station, written);
    let mut lines: Vec<LogLine> = by_occurrence.into_iter().map(line).collect();
    lines.sort_by_key(|line| line.start);
    Matched { lines, unmatched }
}

fn line_of(
    planned: &Planned,
    mut rows: Vec<Heard>,
    station: &str,
    written: DateTime<FixedOffset>,
) -> LogLine {
    // A log that was put together of two has each row twice.
    rows.sort_by_key(|row| row.start);
    rows.dedup_by(|next, row| (&next.file, next.start, next.length) == (&row.file, row.start, row.length));
    let length = rows.iter().filter_map(|row| row.length).sum();
    LogLine {
        station: station.to_owned(),
        occurrence: Some(planned.id.clone()),
        package: None,
        start: rows[0].start.with_timezone(&planned.start.timezone()),
        length,
        outcome: rows.iter().find_map(|row| row.outcome),
        cause: rows.iter().find_map(|row| row.cause.clone()),
        by: None,
        source: Source::Player,
        written: written.with_timezone(&planned.start.timezone()),
    }
}

/// The one occurrence of the plan that a row is of.
fn find(row: &Heard, planned: &[Planned]) -> Result<usize, Mismatch> {
    let fitting = |fits: &dyn Fn(&Planned) -> bool| -> Vec<usize> {
        (0..planned.len()).filter(|at| fits(&planned[*at])).collect()
    };
    let (fitting, near) = match (&row.occurrence, &row.file, &row.title) {
        (Some(id), ..) => (fitting(&|planned| planned.id == *id), NEAR),
        (None, Some(file), _) => (fitting(&|planned| is_file_of(file, planned)), NEAR),
        (None, None, Some(title)) => {
            let title = fold(title);
            let has_title = |planned: &Planned| fold(&planned.title) == title || fold(&planned.slot) == title;
            (fitting(&has_title), VERY_NEAR)
        }
        (None, None, None) => return Err(Mismatch::Unknown),
    };
    let at_its_time = |at: &&usize| (row.start - planned[**at].start).abs() <= near;
    match fitting.iter().filter(at_its_time).collect::<Vec<_>>()[..] {
        [only] => Ok(*only),
        [] if fitting.is_empty() => Err(Mismatch::Unknown),
        [] => Err(Mismatch::OtherTime),
        _ => Err(Mismatch::Several),
    }
}

/// Whether a player's `file` is a part of the sound of an occurrence: `…/2025-03-10/1700-chieu_2.wav`. Where the folder of a
/// day is not told, the time decides.
fn is_file_of(file: &str, planned: &Planned) -> bool {
    let mut parts = file.rsplit(['/', '\\']);
    let (name, folder) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let Some(stem) = planned.stem() else { return false };
    let (day, stem) = stem.split_once('/').unwrap_or(("", &stem));
    let Some((own, extension)) = name.rsplit_once('.') else { return false };
    let is_sound = ["wav", "opus"].iter().any(|known| extension.eq_ignore_ascii_case(known));
    let is_of_day = folder == day || OccurrenceName::of(&format!("{folder}/-/-")).is_none();
    let part = own.strip_prefix(stem).map(|rest| rest.strip_prefix("-du-phong").unwrap_or(rest));
    let is_part = part.is_some_and(|rest| {
        rest.is_empty() || rest.strip_prefix('_').is_some_and(|number| number.parse::<u32>().is_ok())
    });
    is_sound && is_of_day && is_part
}

#[cfg(test)]
mod tests {
    use super::super::line::samples::at;
    use super::super::planned::samples::planned;
    use super::*;

    fn heard(file: &str, start: &str, minutes: i64) -> Heard {
        Heard {
            row: 1,
            file: (!file.is_empty()).then(|| file.to_owned()),
            title: None,
            occurrence: None,
            start: at(start),
            length: Some(TimeDelta::minutes(minutes)),
            outcome: None,
            cause: None,
        }
    }

    fn day() -> Vec<Planned> {
        vec![planned("tin-1", "05:50:00", 5), planned("tin", "05:50:00", 5), planned("chieu", "17:00:00", 30)]
    }

    fn found(heard: Vec<Heard>) -> (Vec<(String, i64)>, Vec<Mismatch>) {
        let matched = matched(heard, &day(), "la-hai", at("18:00:00").to_utc());
        let line = |line: LogLine| {
            (line.occurrence.expect("of an occurrence").split_off(18), line.length.num_minutes())
        };
        let why = |(_, why): (Heard, Mismatch)| why;
        (matched.lines.into_iter().map(line).collect(), matched.unmatched.into_iter().map(why).collect())
    }

    #[test]
    fn the_parts_of_an_occurrence_become_one_line_and_a_row_that_stands_twice_counts_once() {
        let one = heard("/srv/loa/2025-W11/2025-03-10/1700-chieu_1.wav", "17:00:05", 10);
        let two = heard("D:\\loa\\2025-03-10\\1700-chieu_2.wav", "17:12:00", 17);
        let rows = vec![two, one.clone(), one];
        assert_eq!(found(rows), (vec![("chieu".to_owned(), 27)], vec![]));
    }

    #[test]
    fn a_file_is_never_taken_for_another_ones_part_or_another_days() {
        for (file, start, known) in [
            ("0550-tin_1.wav", "05:50:00", Ok("tin")),
            ("0550-tin-1.wav", "05:50:00", Ok("tin-1")),
            ("1700-chieu-du-phong.opus", "17:00:00", Ok("chieu")),
            ("1700-chieu.mp3", "17:00:00", Err(Mismatch::Unknown)),
            ("1700-chieu_.wav", "17:00:00", Err(Mismatch::Unknown)),
            ("2025-03-11/1700-chieu.wav", "17:00:00", Err(Mismatch::Unknown)),
            ("1700-chieu.wav", "05:00:00", Err(Mismatch::OtherTime)),
            ("", "17:00:00", Err(Mismatch::Unknown)),
        ] {
            let known = match known {
                Ok(slot) => (vec![(slot.to_owned(), 5)], vec![]),
                Err(why) => (vec![], vec![why]),
            };
            assert_eq!(found(vec![heard(file, start, 5)]), known, "{file}");
        }
    }

    #[test]
    fn a_row_with_a_title_alone_has_to_begin_close_to_its_time() {
        let row = |title: &str, start: &str| Heard { title: Some(title.to_owned()), ..heard("", start, 30) };
        assert_eq!(found(vec![row("chương trình CHIEU", "17:04:00")]).0, [("chieu".to_owned(), 30)]);
        assert_eq!(found(vec![row("chieu", "17:06:00")]).1, [Mismatch::OtherTime]);
    }

    #[test]
    fn what_lasted_nobody_knows_how_long_is_told() {
        let row = Heard { length: None, ..heard("1700-chieu.wav", "17:00:00", 0) };
        assert_eq!(found(vec![row]).1, [Mismatch::NoLength]);
    }
}
