//! The forms of a report: what people read, print, send on, or give to another program.
//!
//! Goes in: a [`super::Report`] and the words of a language. Comes out: text for a terminal, a page, a paper
//! (.docx), a workbook (.xlsx), CSV, JSON. What these
//! say is put into words once, in [`content`]; each form only lays it out. Knows no file and no clock: the same report
//! gives the same bytes.

mod chart;
mod content;
mod csv;
mod docx;
mod html;
mod json;
mod summary;
mod tables;
mod text;
mod wording;
mod xlsx;

pub use csv::csv;
pub use docx::docx;
pub use html::html;
pub use json::json;
pub use text::text;
pub use xlsx::{XlsxError, xlsx};
