//! The report as the paper an office sends on: national heading, summary, tables, room to sign.
//!
//! Number, date, signer and whom it goes to are blank: they are given when it is issued.

use super::super::Report;
use super::content::{Section, content};
use super::summary::subject;
use super::tables::{Column, Table};
use super::wording::period;
use crate::messages::Messages;
use crate::office::markup::{Face, Frame, head_row, paragraph, row, table};
use crate::office::{self, BLANK, Heading, WIDTH};

/// Whom it goes to, and who signs.
const HALVES: [u32; 2] = [4400, 4955];

/// The report as the bytes of a .docx.
pub fn docx(report: &Report, messages: &Messages) -> Vec<u8> {
    let content = content(report, messages);
    let sections = content.sections.iter().zip(1..);
    let sections: String = sections.map(|(section, number)| self::section(section, number)).collect();
    let args =
        vec![("issuer", report.issuer.as_str().into()), ("period", period(report.period, messages).into())];
    let parts = [
        heading(report, messages),
        paragraph("Title", &[(Face::Plain, &messages.plain("report-title"))]),
        paragraph("Subject", &[(Face::Plain, &subject(report, messages))]),
        paragraph("Reference", &[]),
        paragraph("Body", &[(Face::Plain, &content.summary)]),
        sections,
        paragraph("Body", &[(Face::Plain, &messages.text("report-closing", &args))]),
        foot(messages),
    ];
    office::docx(&parts.concat())
}

fn heading(report: &Report, messages: &Messages) -> String {
    let heading = Heading {
        above: (report.network != report.issuer).then_some(report.network.as_str()),
        issuer: &report.issuer,
        nation: &messages.plain("sheet-nation"),
        motto: &messages.plain("sheet-motto"),
        number: &format!("{}: ………/BC-………", messages.plain("sheet-number")),
        issued: &messages.plain("sheet-issued"),
    };
    heading.markup()
}

fn section(section: &Section, number: usize) -> String {
    let mut out = paragraph("Section", &[(Face::Plain, &format!("{number}. {}", section.title))]);
    for sentence in &section.sentences {
        out += &paragraph("Body", &[(Face::Plain, sentence)]);
    }
    if let Some(table) = &section.table {
        out += &(paragraph("Gap", &[]) + &self::table_of(table));
    }
    for item in &section.items {
        out += &paragraph("Body", &[(Face::Plain, &format!("- {item}"))]);
    }
    out
}

fn table_of(found: &Table) -> String {
    let widths = widths(&found.columns);
    let heads: Vec<String> =
        found.columns.iter().map(|column| paragraph("Head", &[(Face::Plain, &column.head)])).collect();
    let mut rows = head_row(&widths, &heads);
    for cells in &found.rows {
        rows += &row(true, &widths, &self::cells(cells, &found.columns, Face::Plain));
    }
    if let Some(total) = &found.total {
        rows += &row(true, &widths, &self::cells(total, &found.columns, Face::Bold));
    }
    table(Frame::Ruled, &widths, &rows)
}

fn cells(cells: &[String], columns: &[Column], face: Face) -> Vec<String> {
    let style = |column: &Column| if column.is_number { "Figure" } else { "Cell" };
    cells.iter().zip(columns).map(|(cell, column)| paragraph(style(column), &[(face, cell)])).collect()
}

/// Millimetres as twentieths of a point, the whole as wide as the paper leaves.
fn widths(columns: &[Column]) -> Vec<u32> {
    let all: u32 = columns.iter().map(|column| column.width).sum();
    columns.iter().map(|column| column.width * WIDTH / all).collect()
}

/// Whom it goes to on the left, who signs on the right.
fn foot(messages: &Messages) -> String {
    let receivers = [
        paragraph("Receivers", &[(Face::Plain, &messages.plain("report-receivers"))]),
        paragraph("Receiver", &[(Face::Plain, &format!("- {BLANK};"))]),
        paragraph("Receiver", &[(Face::Plain, &messages.plain("report-kept"))]),
    ];
    let signer = [
        paragraph("Signer", &[(Face::Bold, BLANK)]),
        paragraph("Signer", &[(Face::Italic, &messages.plain("report-sign-here"))]),
        paragraph("Signer", &[(Face::Plain, "\n\n\n")]),
        paragraph("Signer", &[(Face::Bold, BLANK)]),
    ];
    let rows = row(true, &HALVES, &[receivers.concat(), signer.concat()]);
    paragraph("Reference", &[]) + &table(Frame::Bare, &HALVES, &rows)
}
