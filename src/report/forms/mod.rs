//! The forms of a report: what people read, print, send on, or give to another program.
//!
//! Goes in: a [`super::Report`] and the words of a language. Comes out: text for a terminal, a page, a paper (.docx). What these
//! say is put into words once, in [`content`]; each form only lays it out. Knows no file and no clock: the same report
//! gives the same bytes.

mod content;
mod summary;
mod tables;
mod text;
mod wording;

pub use text::text;
