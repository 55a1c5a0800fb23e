//! What stands on each sheet, before it is written.

use super::super::super::{Figures, Report, TopicFigures, Unit};
use super::super::wording::{by_topic as topic_figures, day, outcome, topics, unit_name};
use crate::messages::Messages;
use chrono::{NaiveDate, NaiveTime, TimeDelta};

/// How wide a column of counts is, in letters.
const NARROW: u16 = 9;

/// A sheet.
pub(super) struct Sheet {
    pub name: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// The row of all together; none where nothing adds up.
    pub total: Option<Vec<Cell>>,
}

/// A column: its head and its width in letters.
pub(super) struct Column {
    pub head: String,
    pub width: u16,
}

/// What stands in a cell.
#[derive(Clone, PartialEq)]
pub(super) enum Cell {
    Empty,
    Words(String),
    Count(u32),
    Minutes(TimeDelta),
    Day(NaiveDate),
    Time(NaiveTime),
}

/// All sheets, in their order; the chart belongs to the first.
pub(super) fn sheets(report: &Report, messages: &Messages) -> Vec<Sheet> {
    vec![
        by_topic(report, messages),
        by_unit(report, messages),
        texts(report, messages),
        failures(report, messages),
        targets(report, messages),
        channels(report, messages),
    ]
}

/// How many columns of the first sheet stand before its weeks.
pub(super) const BEFORE_WEEKS: usize = 8;

fn by_topic(report: &Report, messages: &Messages) -> Sheet {
    let heads = [
        ("report-topic", 8),
        ("report-content", 44),
        ("report-supplier", 28),
        ("report-text-count", NARROW),
        ("report-first", NARROW),
        ("report-repeats", NARROW),
        ("report-airing-count", NARROW),
        ("report-minutes", NARROW),
    ];
    let mut columns = columns(&heads, messages);
    columns.extend(report.weeks.iter().map(|monday| {
        let args = vec![("monday", day(*monday, messages).into())];
        Column { head: messages.text("report-week-of", &args), width: NARROW }
    }));
    let rows = topics(report, messages).into_iter().zip(topic_figures(report, &report.total)).map(
        |(topic, figures)| {
            let words = [topic.letter, topic.title, topic.supplier].map(Cell::Words);
            [words.to_vec(), aired(figures), weeks(figures)].concat()
        },
    );
    let rows = rows.collect();
    let whole = &report.total.whole;
    let total = [head_of_total(3, messages), aired(whole), weeks(whole)].concat();
    Sheet { name: messages.plain("report-sheet-topics"), columns, rows, total: Some(total) }
}

fn by_unit(report: &Report, messages: &Messages) -> Sheet {
    let heads = [
        ("report-unit", 44),
        ("report-has-log", NARROW),
        ("report-planned", NARROW),
        ("report-as-planned", NARROW),
        ("outcome-late", NARROW),
        ("outcome-cut", NARROW),
        ("outcome-pre-empted", NARROW),
        ("outcome-missed", NARROW),
        ("outcome-unconfirmed", NARROW),
        ("report-text-count", NARROW),
        ("report-first", NARROW),
        ("report-repeats", NARROW),
        ("report-airing-count", NARROW),
        ("report-minutes", NARROW),
    ];
    let mut columns = columns(&heads, messages);
    let letters = topics(report, messages);
    columns.extend(letters.iter().filter(|topic| !topic.letter.is_empty()).map(|topic| {
        let args = vec![("topic", topic.letter.as_str().into())];
        Column { head: messages.text("report-airings-of-topic", &args), width: NARROW }
    }));
    let by_topic = |figures: &Figures| match report.campaign {
        Some(_) => figures.topics.iter().map(|topic| Cell::Count(topic.airings())).collect(),
        None => Vec::new(),
    };
    let rows = report.units.iter().map(|unit| {
        let has_log = messages.plain(if unit.has_log { "report-yes" } else { "report-no" });
        let words = vec![Cell::Words(unit_name(unit, messages)), Cell::Words(has_log)];
        [words, ends(&unit.figures), aired(&unit.figures.whole), by_topic(&unit.figures)].concat()
    });
    let rows = rows.collect();
    let total = &report.total;
    let total = [head_of_total(2, messages), ends(total), aired(&total.whole), by_topic(total)].concat();
    Sheet { name: messages.plain("report-sheet-units"), columns, rows, total: Some(total) }
}

fn texts(report: &Report, messages: &Messages) -> Sheet {
    let heads = [
        ("report-unit", 34),
        ("report-topic", 10),
        ("report-title-of-text", 44),
        ("report-supplier", 26),
        ("report-approver", 30),
        ("report-planned", NARROW),
        ("report-first", NARROW),
        ("report-repeats", NARROW),
        ("report-airing-count", NARROW),
        ("report-minutes", NARROW),
        ("report-file", 36),
    ];
    let letters = topics(report, messages);
    let rows = all(report, |unit| &unit.texts).map(|(unit, text)| {
        let topics: Vec<&str> = text.topics.iter().map(|at| letters[*at].letter.as_str()).collect();
        vec![
            Cell::Words(unit.name.clone()),
            Cell::Words(topics.join(", ")),
            Cell::Words(text.title.clone()),
            or_empty(text.supplier.as_ref()),
            or_empty(text.approver.as_ref()),
            Cell::Count(text.planned),
            Cell::Count(text.first),
            Cell::Count(text.repeats),
            Cell::Count(text.first + text.repeats),
            Cell::Minutes(text.heard),
            Cell::Words(text.path.clone()),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let total = sums(&rows, heads.len(), messages);
    Sheet { name: messages.plain("report-sheet-texts"), columns: columns(&heads, messages), rows, total }
}

fn failures(report: &Report, messages: &Messages) -> Sheet {
    let heads = [
        ("report-column-day", 12),
        ("report-hour", NARROW),
        ("report-unit", 34),
        ("report-what", 30),
        ("report-became", 16),
        ("report-lost", NARROW),
        ("report-cause", 40),
        ("report-occurrence", 30),
    ];
    let mut found: Vec<_> = all(report, |unit| &unit.failures).collect();
    found.sort_by_key(|(_, failure)| failure.start);
    let rows = found.into_iter().map(|(unit, failure)| {
        vec![
            Cell::Day(failure.start.date_naive()),
            Cell::Time(failure.start.time()),
            Cell::Words(unit.name.clone()),
            Cell::Words(failure.title.clone()),
            Cell::Words(outcome(failure.outcome, messages)),
            Cell::Minutes(failure.lost),
            or_empty(failure.cause.as_ref()),
            Cell::Words(failure.id.clone()),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let total = sums(&rows, heads.len(), messages);
    Sheet { name: messages.plain("report-sheet-failures"), columns: columns(&heads, messages), rows, total }
}

fn targets(report: &Report, messages: &Messages) -> Sheet {
    let heads = [
        ("report-unit", 34),
        ("report-topic", 14),
        ("report-from-day", 12),
        ("report-to-day", 12),
        ("report-counted-in", 12),
        ("report-wanted", NARROW),
        ("report-reached", NARROW),
    ];
    let letters = topics(report, messages);
    let rows = all(report, |unit| &unit.targets).map(|(unit, target)| {
        let topic = target.topic.map(|at| letters[at].letter.clone());
        let counted = if target.is_minutes { "report-minutes" } else { "report-airing-count" };
        vec![
            Cell::Words(unit.name.clone()),
            Cell::Words(topic.unwrap_or_else(|| messages.plain("report-all-topics"))),
            Cell::Day(target.days.first),
            Cell::Day(target.days.last),
            Cell::Words(messages.plain(counted)),
            Cell::Count(target.wanted),
            Cell::Count(target.reached),
        ]
    });
    let rows = rows.collect();
    Sheet {
        name: messages.plain("report-section-targets"),
        columns: columns(&heads, messages),
        rows,
        total: None,
    }
}

/// Posts and meetings do not add up.
fn channels(report: &Report, messages: &Messages) -> Sheet {
    let heads = [("report-unit", 34), ("report-channel", 44), ("report-count", NARROW)];
    let rows = all(report, |unit| &unit.channels).map(|(unit, channel)| {
        vec![Cell::Words(unit.name.clone()), Cell::Words(channel.name.clone()), Cell::Count(channel.count)]
    });
    let rows = rows.collect();
    Sheet {
        name: messages.plain("report-section-channels"),
        columns: columns(&heads, messages),
        rows,
        total: None,
    }
}

/// Everything of a kind that units have, with its unit.
fn all<'a, T: 'a>(
    report: &'a Report,
    of: impl Fn(&'a Unit) -> &'a Vec<T>,
) -> impl Iterator<Item = (&'a Unit, &'a T)> {
    report.units.iter().flat_map(move |unit| of(unit).iter().map(move |one| (unit, one)))
}

fn ends(figures: &Figures) -> Vec<Cell> {
    let ends = &figures.occurrences;
    let counts =
        [ends.planned(), ends.aired, ends.late, ends.cut, ends.pre_empted, ends.missed, ends.unconfirmed];
    counts.map(Cell::Count).to_vec()
}

fn aired(figures: &TopicFigures) -> Vec<Cell> {
    let mut cells =
        [figures.texts, figures.first, figures.repeats, figures.airings()].map(Cell::Count).to_vec();
    cells.push(Cell::Minutes(figures.heard));
    cells
}

fn weeks(figures: &TopicFigures) -> Vec<Cell> {
    figures.weeks.iter().map(|count| Cell::Count(*count)).collect()
}

/// The word for all together, and so many cells in all.
fn head_of_total(cells: usize, messages: &Messages) -> Vec<Cell> {
    let mut head = vec![Cell::Empty; cells];
    head[0] = Cell::Words(messages.plain("report-total"));
    head
}

/// A row that adds up the columns of counts and minutes; none where there is no row.
fn sums(rows: &[Vec<Cell>], columns: usize, messages: &Messages) -> Option<Vec<Cell>> {
    let mut total = head_of_total(columns, messages);
    for (at, sum) in total.iter_mut().enumerate().skip(1) {
        *sum = Cell::sum(rows.iter().map(|row| &row[at]));
    }
    (!rows.is_empty()).then_some(total)
}

fn columns(heads: &[(&str, u16)], messages: &Messages) -> Vec<Column> {
    heads.iter().map(|(id, width)| Column { head: messages.plain(id), width: *width }).collect()
}

fn or_empty(words: Option<&String>) -> Cell {
    words.map_or(Cell::Empty, |words| Cell::Words(words.clone()))
}

impl Cell {
    /// The cells added up; empty where they are no counts and no minutes.
    pub(super) fn sum<'a>(cells: impl Iterator<Item = &'a Cell>) -> Cell {
        cells.fold(Cell::Empty, |sum, cell| match (sum, cell) {
            (Cell::Empty, Cell::Count(_) | Cell::Minutes(_)) => cell.clone(),
            (Cell::Count(sum), Cell::Count(count)) => Cell::Count(sum + count),
            (Cell::Minutes(sum), Cell::Minutes(length)) => Cell::Minutes(sum + *length),
            (sum, _) => sum,
        })
    }
}
