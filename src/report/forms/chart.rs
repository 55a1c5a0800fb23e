//! The chart of airings by topic and week, drawn as SVG: a row of bars for each topic, all to one scale.
//!
//! Every bar has its number and stands under its week in the row of its topic, so that nothing is told by colour.

use super::super::Report;
use super::wording::{by_topic, day, grouped, topics};
use crate::messages::Messages;
use crate::script::sheet::escaped;

/// How wide the whole is, in units of its own; the page fits it to its width.
const WIDTH: usize = 640;

/// What the topics' names take of it.
const NAMES: usize = 60;

/// From one row's base to the next.
const ROW: usize = 54;

/// The highest bar: what is left of a row when a number stands above it.
const HIGHEST: usize = 34;

/// What stands above the first row.
const ABOVE: usize = 4;

/// What the weeks' names take below the last.
const BELOW: usize = 20;

/// The most weeks whose names stand side by side without touching.
const NAMED_WEEKS: usize = 14;

/// The chart, with a title and its words for those who do not see it.
pub(super) fn chart(report: &Report, messages: &Messages) -> String {
    let topics = topics(report, messages);
    let most = by_topic(report, &report.total)
        .iter()
        .flat_map(|topic| &topic.weeks)
        .max()
        .copied()
        .unwrap_or_default();
    let mut bars = String::new();
    for (at, (topic, figures)) in topics.iter().zip(by_topic(report, &report.total)).enumerate() {
        let base = ABOVE + (at + 1) * ROW;
        let name =
            if topic.letter.is_empty() { messages.plain("report-total") } else { topic.letter.clone() };
        bars += &format!("<text class=\"name\" x=\"0\" y=\"{}\">{}</text>", base - 4, escaped(&name));
        bars +=
            &format!("<line class=\"base\" x1=\"{NAMES}\" x2=\"{WIDTH}\" y1=\"{base}\" y2=\"{base}\"/>\n");
        for (week, count) in figures.weeks.iter().enumerate() {
            bars += &bar(week, report.weeks.len(), base, (*count, most), messages);
        }
    }
    let height = ABOVE + topics.len() * ROW + BELOW;
    let title = messages.plain("report-section-weeks");
    format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"chart-title chart-words\">\n\
         <title id=\"chart-title\">{}</title>\n<desc id=\"chart-words\">{}</desc>\n{bars}{}</svg>",
        escaped(&title),
        escaped(&description(report, messages)),
        weeks(report, height - 6, messages),
    )
}

/// A bar on the line `base` with its number above; a week without an airing has its nought only.
fn bar(week: usize, weeks: usize, base: usize, (count, most): (u32, u32), messages: &Messages) -> String {
    let (centre, room) = place(week, weeks);
    let share = f64::from(count) / f64::from(most.max(1));
    let height = share * f64::from(u32::try_from(HIGHEST).expect("a bar is not that high"));
    let (width, top) = ((room * 0.6).min(44.0), f64::from(u32::try_from(base).expect("few rows")) - height);
    let count = grouped(u64::from(count), messages.lang());
    let bar = match height > 0.0 {
        true => {
            let left = centre - width / 2.0;
            format!(
                "<rect class=\"bar\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>"
            )
        }
        false => String::new(),
    };
    format!("{bar}<text x=\"{centre:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{count}</text>\n", top - 3.0)
}

/// The Mondays below the bars; where there are too many, every second, third or further one.
fn weeks(report: &Report, y: usize, messages: &Messages) -> String {
    let step = report.weeks.len().div_ceil(NAMED_WEEKS).max(1);
    let named = report.weeks.iter().enumerate().step_by(step);
    let names = named.map(|(week, monday)| {
        let (centre, _) = place(week, report.weeks.len());
        let name = escaped(&day(*monday, messages));
        format!("<text x=\"{centre:.1}\" y=\"{y}\" text-anchor=\"middle\">{name}</text>\n")
    });
    names.collect()
}

/// The middle of a week's place, and how wide that is.
fn place(week: usize, weeks: usize) -> (f64, f64) {
    let number = |count: usize| f64::from(u32::try_from(count).expect("few weeks"));
    let room = number(WIDTH - NAMES) / number(weeks.max(1));
    (number(NAMES) + room * (number(week) + 0.5), room)
}

/// "a: 15/02 4, 22/02 8; b: …".
fn description(report: &Report, messages: &Messages) -> String {
    let lines =
        topics(report, messages).into_iter().zip(by_topic(report, &report.total)).map(|(topic, figures)| {
            let weeks = report.weeks.iter().zip(&figures.weeks);
            let weeks: Vec<String> =
                weeks.map(|(monday, count)| format!("{} {count}", day(*monday, messages))).collect();
            let name = if topic.letter.is_empty() { topic.title } else { topic.letter };
            format!("{name}: {}", weeks.join(", "))
        });
    lines.collect::<Vec<_>>().join("; ")
}
