//! The tables of a report, in words.

use super::super::{Channel, Figures, Report, TargetLine, Unit};
use super::wording::{
    by_topic as topic_figures, date, day, grouped, instant, minutes, outcome, short_period, topics, unit_name,
};
use crate::messages::Messages;
use std::collections::BTreeMap;

/// A table, as all forms show it.
pub(super) struct Table {
    pub columns: Vec<Column>,
    /// As many cells in each as there are columns.
    pub rows: Vec<Vec<String>>,
    /// The last row, of all together.
    pub total: Option<Vec<String>>,
}

/// A column of a table.
pub(super) struct Column {
    pub head: String,
    /// Whether its cells are numbers: they stand on the right.
    pub is_number: bool,
    /// Its width on paper, in millimetres; those of a table make 165.
    pub width: u32,
}

/// The figures of each topic.
pub(super) fn by_topic(report: &Report, messages: &Messages) -> Table {
    let columns = vec![
        words("report-topic", 15, messages),
        words("report-content", 54, messages),
        words("report-supplier", 34, messages),
        number("report-text-count", 12, messages),
        number("report-first", 12, messages),
        number("report-repeats", 12, messages),
        number("report-airing-count", 12, messages),
        number("report-minutes", 14, messages),
    ];
    let figures = |figures: &super::super::TopicFigures| {
        let counts = [figures.texts, figures.first, figures.repeats, figures.airings()];
        let mut cells = counts.map(|count| shown(count, messages)).to_vec();
        cells.push(minutes(figures.heard, messages.lang()));
        cells
    };
    let rows = topic_figures(report, &report.total)
        .iter()
        .zip(topics(report, messages))
        .map(|(topic, words)| [vec![words.letter, words.title, words.supplier], figures(topic)].concat());
    let rows = rows.collect();
    let total =
        [vec![messages.plain("report-total"), String::new(), String::new()], figures(&report.total.whole)];
    Table { columns, rows, total: report.campaign.is_some().then(|| total.concat()) }
}

/// The airings of each topic in each week.
pub(super) fn by_week(report: &Report, messages: &Messages) -> Table {
    let count = u32::try_from(report.weeks.len()).expect("a report has few weeks");
    let each = (110 / count.max(1)).min(22);
    let mut columns = vec![words("report-topic", 165 - each * (count + 1), messages)];
    columns.extend(report.weeks.iter().map(|monday| {
        let head = messages.text("report-week-of", &vec![("monday", day(*monday, messages).into())]);
        Column { head, is_number: true, width: each }
    }));
    columns.push(number("report-total", each, messages));
    let rows =
        topic_figures(report, &report.total).iter().zip(topics(report, messages)).map(|(figures, topic)| {
            let name = match topic.letter.is_empty() {
                true => topic.title,
                false => format!("{}) {}", topic.letter, topic.title),
            };
            with_sum(name, &figures.weeks, messages)
        });
    let rows = rows.collect();
    let total = with_sum(messages.plain("report-total"), &report.total.whole.weeks, messages);
    Table { columns, rows, total: report.campaign.is_some().then_some(total) }
}

/// What became of each unit's programmes, and what of the topics it aired.
pub(super) fn by_unit(report: &Report, messages: &Messages) -> Table {
    let columns = vec![
        words("report-unit", 43, messages),
        number("report-planned", 15, messages),
        number("report-as-planned", 14, messages),
        number("report-partly", 19, messages),
        number("report-missed", 17, messages),
        number("report-not-confirmed", 17, messages),
        number("report-text-count", 12, messages),
        number("report-airing-count", 13, messages),
        number("report-minutes", 15, messages),
    ];
    let figures = |figures: &Figures| {
        let ends = &figures.occurrences;
        let partly = ends.late + ends.cut + ends.pre_empted;
        let whole = &figures.whole;
        let counts =
            [ends.planned(), ends.aired, partly, ends.missed, ends.unconfirmed, whole.texts, whole.airings()];
        let mut cells = counts.map(|count| shown(count, messages)).to_vec();
        cells.push(minutes(whole.heard, messages.lang()));
        cells
    };
    let rows = report.units.iter();
    let rows = rows.map(|unit| [vec![unit_name(unit, messages)], figures(&unit.figures)].concat()).collect();
    let total = [vec![messages.plain("report-total")], figures(&report.total)].concat();
    Table { columns, rows, total: Some(total) }
}

/// Every text of all units together, with who supplied and who approved it; none when nothing was planned.
pub(super) fn texts(report: &Report, messages: &Messages) -> Option<Table> {
    let columns = vec![
        words("report-topic", 14, messages),
        words("report-title-of-text", 52, messages),
        words("report-supplier", 30, messages),
        words("report-approver", 30, messages),
        number("report-first", 12, messages),
        number("report-repeats", 12, messages),
        number("report-minutes", 15, messages),
    ];
    let topics = topics(report, messages);
    let rows = report.texts.iter().map(|text| {
        let letters: Vec<&str> = text.topics.iter().map(|at| topics[*at].letter.as_str()).collect();
        vec![
            letters.join(", "),
            text.title.clone(),
            text.supplier.clone().unwrap_or_default(),
            text.approver.clone().unwrap_or_default(),
            shown(text.first, messages),
            shown(text.repeats, messages),
            minutes(text.heard, messages.lang()),
        ]
    });
    some(columns, rows.collect())
}

/// What did not air as planned, with why, by time; none when nothing failed.
pub(super) fn failures(report: &Report, messages: &Messages) -> Option<Table> {
    let columns = vec![
        words("report-when", 27, messages),
        words("report-unit", 35, messages),
        words("report-what", 36, messages),
        words("report-became", 23, messages),
        number("report-lost", 13, messages),
        words("report-cause", 31, messages),
    ];
    let mut found: Vec<_> =
        report.units.iter().flat_map(|unit| unit.failures.iter().map(move |one| (unit, one))).collect();
    found.sort_by_key(|(_, failure)| failure.start);
    let rows = found.into_iter().map(|(unit, failure)| {
        vec![
            instant(failure.start, messages),
            unit.name.clone(),
            failure.title.clone(),
            outcome(failure.outcome, messages),
            minutes(failure.lost, messages.lang()),
            failure.cause.clone().unwrap_or_else(|| messages.plain("report-no-cause")),
        ]
    });
    some(columns, rows.collect())
}

/// The targets that were not met: of one unit, a row for each topic with what was missing when; of several, a row for each
/// unit with in how many weeks or months each topic was missing. None when all were met, or nobody set any.
pub(super) fn unmet(report: &Report, messages: &Messages) -> Option<Table> {
    let is_single = report.units.len() == 1;
    let columns = vec![
        words(if is_single { "report-topic" } else { "report-unit" }, 60, messages),
        number("report-met", 20, messages),
        words(if is_single { "report-unmet" } else { "report-unmet-topics" }, 85, messages),
    ];
    let mut rows = Vec::new();
    for unit in report.units.iter().filter(|unit| unit.has_log) {
        let mut by_topic: BTreeMap<Option<usize>, Vec<&TargetLine>> = BTreeMap::new();
        for target in &unit.targets {
            by_topic.entry(target.topic).or_default().push(target);
        }
        let of_topics =
            by_topic.iter().filter_map(|(topic, targets)| unmet_of(report, *topic, targets, messages));
        match is_single {
            true => rows.extend(of_topics.map(|(topic, met, told, _)| vec![topic, met, told])),
            false => {
                let told: Vec<String> =
                    of_topics.map(|(topic, _, _, count)| format!("{topic}: {count}")).collect();
                if !told.is_empty() {
                    let met = unit.targets.iter().filter(|target| target.reached >= target.wanted).count();
                    rows.push(vec![
                        unit.name.clone(),
                        format!("{met}/{}", unit.targets.len()),
                        told.join("; "),
                    ]);
                }
            }
        }
    }
    some(columns, rows)
}

/// A topic's targets that were not met: the topic, how many were, what was missing when, and how often; none when all were.
fn unmet_of(
    report: &Report,
    topic: Option<usize>,
    targets: &[&TargetLine],
    messages: &Messages,
) -> Option<(String, String, String, usize)> {
    let unmet: Vec<_> = targets.iter().filter(|target| target.reached < target.wanted).collect();
    if unmet.is_empty() {
        return None;
    }
    let topics = topics(report, messages);
    let topic = topic.map_or_else(|| messages.plain("report-all-topics"), |at| topics[at].letter.clone());
    let told: Vec<String> = unmet.iter().map(|target| self::target(target, messages)).collect();
    Some((topic, format!("{}/{}", targets.len() - unmet.len(), targets.len()), told.join("; "), unmet.len()))
}

/// What aired outside the plan, by time; none when nothing did.
pub(super) fn outside(report: &Report, messages: &Messages) -> Option<Table> {
    let columns = vec![
        words("report-when", 27, messages),
        words("report-unit", 40, messages),
        words("report-told", 50, messages),
        number("report-minutes", 15, messages),
        words("report-by", 33, messages),
    ];
    let mut found: Vec<_> =
        report.units.iter().flat_map(|unit| unit.outside.iter().map(move |one| (unit, one))).collect();
    found.sort_by_key(|(_, outside)| outside.start);
    let rows = found.into_iter().map(|(unit, outside)| {
        vec![
            instant(outside.start, messages),
            unit.name.clone(),
            outside.what.clone().unwrap_or_else(|| messages.plain("report-without-words")),
            minutes(outside.length, messages.lang()),
            outside.by.clone().unwrap_or_default(),
        ]
    });
    some(columns, rows.collect())
}

/// What was done on other channels, with the units that did it; none when nothing was counted.
pub(super) fn channels(report: &Report, messages: &Messages) -> Option<Table> {
    let columns = vec![
        words("report-channel", 50, messages),
        number("report-count", 20, messages),
        words("report-of-units", 95, messages),
    ];
    let rows = report.channels.iter().map(|channel| {
        let of_units: Vec<String> =
            report.units.iter().filter_map(|unit| of_unit(unit, channel, messages)).collect();
        vec![channel.name.clone(), shown(channel.count, messages), of_units.join("; ")]
    });
    some(columns, rows.collect())
}

fn of_unit(unit: &Unit, channel: &Channel, messages: &Messages) -> Option<String> {
    let here = unit.channels.iter().find(|one| one.name == channel.name)?;
    Some(format!("{} {}", unit.name, shown(here.count, messages)))
}

/// "2/3 lượt (10/3–16/3)".
fn target(target: &TargetLine, messages: &Messages) -> String {
    let id = if target.is_minutes { "report-unmet-minutes" } else { "report-unmet-airings" };
    let days = match target.days.first == target.days.last {
        true => date(target.days.first, messages),
        false => short_period(target.days, messages),
    };
    let args = vec![
        ("reached", shown(target.reached, messages).into()),
        ("wanted", shown(target.wanted, messages).into()),
        ("days", days.into()),
    ];
    messages.text(id, &args)
}

fn with_sum(name: String, weeks: &[u32], messages: &Messages) -> Vec<String> {
    let mut cells = vec![name];
    cells.extend(weeks.iter().chain([&weeks.iter().sum()]).map(|count| shown(*count, messages)));
    cells
}

fn some(columns: Vec<Column>, rows: Vec<Vec<String>>) -> Option<Table> {
    (!rows.is_empty()).then_some(Table { columns, rows, total: None })
}

fn words(id: &str, width: u32, messages: &Messages) -> Column {
    Column { head: messages.plain(id), is_number: false, width }
}

fn number(id: &str, width: u32, messages: &Messages) -> Column {
    Column { head: messages.plain(id), is_number: true, width }
}

fn shown(count: u32, messages: &Messages) -> String {
    grouped(u64::from(count), messages.lang())
}
