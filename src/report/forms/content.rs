//! What a report says, in its order, before any form lays it out.

use super::super::{Report, Unit};
use super::summary::summary;
use super::tables::{self, Table};
use super::wording::{date, topics};
use crate::messages::Messages;

/// All that a report says.
pub(super) struct Content {
    /// The paragraph to paste.
    pub summary: String,
    /// What stands below it, in order.
    pub sections: Vec<Section>,
    /// When the report was made.
    pub made: String,
}

/// A stretch of a report under a title: sentences, then a table, then a list.
pub(super) struct Section {
    pub title: String,
    pub sentences: Vec<String>,
    pub table: Option<Table>,
    pub items: Vec<String>,
    /// Whether a form that can draw shows the chart by topic and week here.
    pub is_chart: bool,
}

/// What `report` says.
pub(super) fn content(report: &Report, messages: &Messages) -> Content {
    let sections = [
        Some(by_topic(report, messages)),
        Some(by_week(report, messages)),
        Some(section("report-section-units", messages).with(tables::by_unit(report, messages))),
        Some(failures(report, messages)),
        never(report, messages),
        targets(report, messages),
        tables::outside(report, messages)
            .map(|table| section("report-section-outside", messages).with(table)),
        tables::channels(report, messages)
            .map(|table| section("report-section-channels", messages).with(table)),
        Some(late(report, messages)),
        tables::texts(report, messages).map(|table| section("report-section-texts", messages).with(table)),
    ];
    let args = vec![
        ("time", messages.time(report.made.time()).into()),
        ("date", date(report.made.date_naive(), messages).into()),
    ];
    Content {
        summary: summary(report, messages),
        sections: sections.into_iter().flatten().collect(),
        made: messages.text("report-made", &args),
    }
}

fn by_topic(report: &Report, messages: &Messages) -> Section {
    let mut section = section("report-section-topics", messages).with(tables::by_topic(report, messages));
    if report.campaign.is_some() {
        section.items.push(messages.plain("report-counted-once"));
    }
    section
}

fn by_week(report: &Report, messages: &Messages) -> Section {
    let mut section = section("report-section-weeks", messages).with(tables::by_week(report, messages));
    section.is_chart = true;
    section
}

fn failures(report: &Report, messages: &Messages) -> Section {
    let mut section = section("report-section-failures", messages);
    section.table = tables::failures(report, messages);
    if section.table.is_none() {
        section.sentences.push(messages.plain("report-nothing-failed"));
    }
    section
}

/// The topics that nobody aired, then those that a unit with a log did not; none when each aired all.
fn never(report: &Report, messages: &Messages) -> Option<Section> {
    report.campaign.as_ref()?;
    let topics = topics(report, messages);
    let letters = |never: &mut dyn Iterator<Item = usize>| {
        never.map(|at| topics[at].letter.as_str()).collect::<Vec<_>>().join(", ")
    };
    let mut section = section("report-section-never", messages);
    let anywhere = letters(&mut report.total.never());
    if !anywhere.is_empty() {
        let args = vec![("topics", anywhere.into())];
        section.sentences.push(messages.text("report-never-anywhere", &args));
    }
    for unit in report.units.iter().filter(|unit| unit.has_log) {
        let here = letters(&mut unit.figures.never());
        let args = vec![("unit", unit.name.as_str().into()), ("topics", here.as_str().into())];
        if !here.is_empty() {
            section.items.push(messages.text("report-never-at", &args));
        }
    }
    (!section.sentences.is_empty() || !section.items.is_empty()).then_some(section)
}

/// How many targets were met, and those that were not; none when nobody set any.
fn targets(report: &Report, messages: &Messages) -> Option<Section> {
    let told: Vec<_> =
        report.units.iter().filter(|unit| unit.has_log).flat_map(|unit| &unit.targets).collect();
    if told.is_empty() {
        return None;
    }
    let met = told.iter().filter(|target| target.reached >= target.wanted).count();
    let mut section = section("report-section-targets", messages);
    let args = vec![("met", met.into()), ("all", told.len().into())];
    section.sentences.push(messages.text("report-targets-met", &args));
    section.table = tables::unmet(report, messages);
    Some(section)
}

fn late(report: &Report, messages: &Messages) -> Section {
    let mut section = section("report-section-late", messages);
    let late: Vec<&Unit> = report.late().collect();
    if late.is_empty() {
        section.sentences.push(messages.plain("report-all-sent"));
        return section;
    }
    section.sentences.extend(due(report, messages));
    section.sentences.push(messages.plain("report-late-counts"));
    section.items = late.into_iter().map(|unit| unit.name.clone()).collect();
    section
}

/// By when the report is due, and how many days that is from the day it was made.
fn due(report: &Report, messages: &Messages) -> Option<String> {
    let (due, left) = (report.due?, report.days_left()?);
    let id = match left {
        1.. => "report-due-left",
        0 => "report-due-today",
        _ => "report-due-past",
    };
    let days = left.unsigned_abs();
    Some(messages.text(id, &vec![("due", date(due, messages).into()), ("days", days.into())]))
}

fn section(id: &str, messages: &Messages) -> Section {
    let title = messages.plain(id);
    Section { title, sentences: Vec::new(), table: None, items: Vec::new(), is_chart: false }
}

impl Section {
    fn with(mut self, table: Table) -> Section {
        self.table = Some(table);
        self
    }
}
