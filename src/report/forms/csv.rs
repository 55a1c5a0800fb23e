//! The report as a table for a spreadsheet (RFC 4180), one line for each topic of each unit.
//!
//! Names of columns are English in every language, for programs.

use super::super::{Report, TopicFigures, Unit};
use super::wording::by_topic;
use crate::office::{BYTE_ORDER_MARK, csv_line};
use chrono::TimeDelta;

const COLUMNS: [&str; 14] = [
    "station",
    "name",
    "first_day",
    "last_day",
    "has_log",
    "topic",
    "title",
    "supplier",
    "texts",
    "first",
    "repeats",
    "airings",
    "minutes",
    "weeks",
];

/// All topics of all units. A unit without a log has its lines too: nothing of it counts as aired.
pub fn csv(report: &Report) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    text += &csv_line(COLUMNS);
    for unit in &report.units {
        for (at, figures) in by_topic(report, &unit.figures).iter().enumerate() {
            text += &csv_line(cells(report, unit, at, figures).iter().map(String::as_str));
        }
    }
    text
}

fn cells(report: &Report, unit: &Unit, at: usize, figures: &TopicFigures) -> [String; COLUMNS.len()] {
    let days = unit.days.unwrap_or(report.period);
    let topic = report.campaign.as_ref().map(|campaign| &campaign.topics[at]);
    let weeks: Vec<String> = figures.weeks.iter().map(u32::to_string).collect();
    [
        unit.station.clone(),
        words(&unit.name),
        days.first.to_string(),
        days.last.to_string(),
        if unit.has_log { "yes" } else { "no" }.to_owned(),
        topic.map(|topic| topic.id.clone()).unwrap_or_default(),
        topic.map(|topic| words(&topic.title)).unwrap_or_default(),
        topic.and_then(|topic| topic.supplier.as_deref()).map(words).unwrap_or_default(),
        figures.texts.to_string(),
        figures.first.to_string(),
        figures.repeats.to_string(),
        figures.airings().to_string(),
        minutes(figures.heard),
        weeks.join(" "),
    ]
}

/// What a spreadsheet would take for a formula is words.
fn words(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

/// Minutes with two decimals at most, a point before them: `52.5`.
fn minutes(length: TimeDelta) -> String {
    let hundredths = (length.num_milliseconds() + 300) / 600;
    let written = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_have_the_decimals_they_need_and_no_more() {
        let written = |seconds| minutes(TimeDelta::seconds(seconds));
        assert_eq!([0, 600, 150, 65, 6_000].map(written), ["0", "10", "2.5", "1.08", "100"]);
    }

    #[test]
    fn a_title_that_a_spreadsheet_would_reckon_with_is_words() {
        assert_eq!([words("=1+1"), words("Tin")], ["'=1+1", "Tin"]);
    }
}
