//! The report as one self-contained page: A4 on paper, with a chart by topic and week.

use super::super::Report;
use super::chart::chart;
use super::content::{Section, content};
use super::summary::subject;
use super::tables::{Column, Table};
use crate::messages::Messages;
use crate::script::sheet::escaped;

/// The most rows of a table that is kept on one page.
const WHOLE: usize = 12;

const STYLE: &str = include_str!("page.css");

/// The report as an HTML page that needs no other file. All that is told is escaped.
pub fn html(report: &Report, messages: &Messages) -> String {
    let content = content(report, messages);
    let (title, subject) = (messages.plain("report-title"), subject(report, messages));
    let sections = content.sections.iter().zip(1..);
    let sections: String =
        sections.map(|(section, number)| self::section(report, section, number, messages)).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<header><p class=\"network\">{}</p>\n<h1>{}</h1>\n\
         <p class=\"subject\">{}</p></header>\n<main>\n<p class=\"summary\">{}</p>\n{sections}</main>\n\
         <footer><p>{}</p></footer>\n</body>\n</html>\n",
        messages.lang().code(),
        escaped(&format!("{title}: {subject}")),
        escaped(&report.issuer),
        escaped(&title),
        escaped(&subject),
        escaped(&content.summary),
        escaped(&content.made),
    )
}

fn section(report: &Report, section: &Section, number: usize, messages: &Messages) -> String {
    let mut out = format!("<section>\n<h2>{number}. {}</h2>\n", escaped(&section.title));
    for sentence in &section.sentences {
        out += &format!("<p>{}</p>\n", escaped(sentence));
    }
    if section.is_chart {
        out += &format!("<figure>{}</figure>\n", chart(report, messages));
    }
    if let Some(table) = &section.table {
        out += &self::table(table);
    }
    if !section.items.is_empty() {
        let items = section.items.iter().map(|item| format!("<li>{}</li>\n", escaped(item)));
        out += &format!("<ul>\n{}</ul>\n", items.collect::<String>());
    }
    out + "</section>\n"
}

fn table(table: &Table) -> String {
    let all: u32 = table.columns.iter().map(|column| column.width).sum();
    let widths = table.columns.iter().map(|column| {
        format!("<col style=\"width:{:.1}%\">", f64::from(column.width) * 100.0 / f64::from(all))
    });
    let heads = table
        .columns
        .iter()
        .map(|column| format!("<th scope=\"col\"{}>{}</th>", class(column), escaped(&column.head)));
    let rows = table.rows.iter().map(|cells| row(cells, &table.columns));
    let total =
        table.total.as_ref().map(|cells| format!("<tfoot>\n{}</tfoot>\n", row(cells, &table.columns)));
    format!(
        "<div class=\"wide\"><table{}>\n<colgroup>{}</colgroup>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n{}\
         </table></div>\n",
        if table.rows.len() <= WHOLE { " class=\"short\"" } else { "" },
        widths.collect::<String>(),
        heads.collect::<String>(),
        rows.collect::<String>(),
        total.unwrap_or_default(),
    )
}

/// The first cell is the head of its row, which a reader aloud says before each of its cells.
fn row(cells: &[String], columns: &[Column]) -> String {
    let mut out = String::from("<tr>");
    for (at, (cell, column)) in cells.iter().zip(columns).enumerate() {
        let (name, scope) = if at == 0 { ("th", " scope=\"row\"") } else { ("td", "") };
        out += &format!("<{name}{scope}{}>{}</{name}>", class(column), escaped(cell));
    }
    out + "</tr>\n"
}

fn class(column: &Column) -> &'static str {
    if column.is_number { " class=\"number\"" } else { "" }
}
