//! The plan as a page to print: A4 across, a page for each week of each station.

use super::week::{Cell, Row, Week, weeks};
use super::{Entry, TableDay, Timetable};
use crate::calendar::week_name;
use crate::messages::{Lang, Messages};
use crate::script::date;
use chrono::{Datelike, Days, NaiveDate};

const STYLE: &str = include_str!("page.css");

/// Every week of every station as an HTML page that needs no other file. All that is told is escaped.
pub fn html(timetable: &Timetable, messages: &Messages) -> String {
    let pages: String = weeks(timetable).iter().map(|week| page(timetable, week, messages)).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n{pages}</body>\n</html>\n",
        messages.lang().code(),
        escaped(&timetable.name),
    )
}

fn page(timetable: &Timetable, week: &Week, messages: &Messages) -> String {
    let heads: String = week.dates().zip(week.days).map(|(date, day)| head(date, day, messages)).collect();
    let rows: String = week.rows.iter().map(|row| self::row(row, messages)).collect();
    let span = vec![
        ("week", week_name(week.monday).into()),
        ("first", week.monday.into()),
        ("last", (week.monday + Days::new(6)).into()),
    ];
    format!(
        "<section>\n<p class=\"network\">{}</p>\n<h1>{}: {}</h1>\n<p class=\"week\">{}</p>\n<table>\n\
         <thead><tr><th class=\"time\"></th>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n{}\
         <footer><p>{}</p><p>{}</p></footer>\n</section>\n",
        escaped(&timetable.name),
        escaped(&messages.plain("page-title")),
        escaped(&week.station.name),
        escaped(&messages.text("page-week", &span)),
        lost(week, messages),
        escaped(&messages.plain("page-made-by")),
        escaped(&messages.plain("page-approved-by")),
    )
}

/// Weekday and date, below them the lunar date and holidays.
fn head(day: NaiveDate, table: Option<&TableDay>, messages: &Messages) -> String {
    let weekday = messages.plain(&format!("weekday-{}", day.weekday().number_from_monday()));
    let lunar = date(day).lunar.map(|lunar| match (messages.lang(), lunar.leap) {
        (Lang::Vi, true) => format!("{}/{} nhuận", lunar.day, lunar.month),
        (_, leap) => format!("{}/{}{}", lunar.day, lunar.month, if leap { "+" } else { "" }),
    });
    let lunar =
        lunar.map_or(String::new(), |lunar| messages.text("page-lunar", &vec![("date", lunar.into())]));
    let mut below = vec![escaped(&lunar)];
    below.extend(table.iter().flat_map(|day| &day.holidays).map(|name| escaped(name)));
    let (weekday, day) = (escaped(&weekday), escaped(&messages.day(day)));
    format!("<th scope=\"col\">{weekday} {day}<small>{}</small></th>", below.join("<br>"))
}

fn row(row: &Row, messages: &Messages) -> String {
    let cells: String = row.cells.iter().map(|cell| self::cell(cell, messages)).collect();
    let times = format!("{}–{}", messages.time(row.start), messages.time(row.end));
    format!("<tr><th scope=\"row\" class=\"time\">{}</th>{cells}</tr>\n", escaped(&times))
}

fn cell(cell: &Cell, messages: &Messages) -> String {
    let class = cell.entries.first().map_or("", |entry| entry.play);
    let words = |entry: &&Entry| {
        let kind = messages.plain(&format!("play-{}", entry.play));
        format!("{}<span class=\"kind\">{}</span>", escaped(&entry.title), escaped(&kind))
    };
    let words: String = cell.entries.iter().map(words).collect();
    format!("<td class=\"{class}\" colspan=\"{}\">{words}</td>", cell.span)
}

fn lost(week: &Week, messages: &Messages) -> String {
    let line = |(date, entry): (NaiveDate, &Entry)| {
        let (day, time) = (messages.day(date), messages.time(entry.start.time()));
        let reason = entry.status.reason().unwrap_or_default();
        format!("<li>{}</li>\n", escaped(&format!("{day}, {time}: {}: {reason}", entry.title)))
    };
    let lines: String = week.displaced().map(line).collect();
    if lines.is_empty() {
        return String::new();
    }
    format!(
        "<div class=\"lost\"><p>{}</p>\n<ul>\n{lines}</ul></div>\n",
        escaped(&messages.plain("plan-displaced"))
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::samples::{entry, timetable};
    use super::*;
    use chrono_tz::Tz;

    #[test]
    fn a_page_has_its_days_and_signatures_and_escapes_what_it_is_told() {
        let zone = Tz::Asia__Ho_Chi_Minh;
        let table = timetable(zone, vec![entry(zone, "2025-03-11T17:00", "<b>A & B</b>")]);
        let text = html(&table, &Messages::new(Lang::Vi));
        assert!(text.contains("&lt;b&gt;A &amp; B&lt;/b&gt;") && !text.contains("<b>"), "{text}");
        assert!(text.contains("Người duyệt") && text.contains("12/2"), "{text}");
        assert_eq!(text.matches("<section>").count(), 1);
    }
}
