//! The report for a terminal: first the paragraph to paste, below it all tables.

use super::super::Report;
use super::content::{Section, content};
use super::summary::subject;
use super::tables::{Column, Table};
use crate::messages::Messages;
use unicode_normalization::UnicodeNormalization;

/// The most letters in a line of a cell.
const WIDEST: usize = 34;

/// The report as lines of text. The second paragraph is the one that goes as it stands into the office's own report.
pub fn text(report: &Report, messages: &Messages) -> String {
    let content = content(report, messages);
    let mut out = format!(
        "{}\n\n{}: {}\n{}\n",
        content.summary,
        messages.plain("report-title").to_uppercase(),
        subject(report, messages),
        content.made,
    );
    for section in &content.sections {
        out += &self::section(section);
    }
    out
}

fn section(section: &Section) -> String {
    let mut out = format!("\n{}\n", section.title.to_uppercase());
    for sentence in &section.sentences {
        out += &format!("{sentence}\n");
    }
    if let Some(table) = &section.table {
        out += &self::table(table);
    }
    for item in &section.items {
        out += &format!("- {item}\n");
    }
    out
}

fn table(table: &Table) -> String {
    let head: Vec<String> = table.columns.iter().map(|column| column.head.clone()).collect();
    let all = || [&head].into_iter().chain(&table.rows).chain(&table.total);
    let widths: Vec<usize> = (0..head.len())
        .map(|at| {
            let lines = all().flat_map(|row| wrapped(&row[at], widest(&table.columns[at])));
            lines.map(|line| letters(&line)).max().unwrap_or_default()
        })
        .collect();
    let rule = widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join("──") + "\n";
    let mut out = row(&head, &table.columns, &widths) + &rule;
    for cells in &table.rows {
        out += &row(cells, &table.columns, &widths);
    }
    if let Some(total) = &table.total {
        out += &(rule + &row(total, &table.columns, &widths));
    }
    out
}

/// A row, in as many lines as its longest cell has.
fn row(cells: &[String], columns: &[Column], widths: &[usize]) -> String {
    let cells: Vec<Vec<String>> =
        cells.iter().zip(columns).map(|(cell, column)| wrapped(cell, widest(column))).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or_default();
    let mut out = String::new();
    for at in 0..height {
        let padded = cells.iter().zip(columns).zip(widths).map(|((cell, column), width)| {
            let words = cell.get(at).map_or("", String::as_str);
            let room = " ".repeat(width - letters(words));
            if column.is_number { room + words } else { format!("{words}{room}") }
        });
        out += padded.collect::<Vec<_>>().join("  ").trim_end();
        out.push('\n');
    }
    out
}

/// A column of numbers is as narrow as its head can be broken.
fn widest(column: &Column) -> usize {
    if column.is_number { 9 } else { WIDEST }
}

/// Words in lines of so many letters; a longer word has a line of its own.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("one line at least");
        if line.is_empty() {
            line.push_str(word);
        } else if letters(line) + 1 + letters(word) <= width {
            *line += &format!(" {word}");
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// How many columns of a terminal words take: marks may stand behind their letter in what was not composed.
fn letters(text: &str) -> usize {
    text.nfc().count()
}
