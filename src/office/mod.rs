//! Office: papers as Vietnamese offices expect them, as .docx, and lines of a table for spreadsheets.
//!
//! Goes in: paragraphs and tables, made by [`markup`]; words of the heading; cells. Comes out: the bytes of a .docx
//! ([`docx`]), a line of CSV ([`csv_line`]). What stands in a paper is not known here, only how papers look: A4, Times New
//! Roman, the national heading. Knows no clock: the same words give the same bytes.

mod csv;
mod heading;
pub mod markup;
mod package;

pub use csv::{BYTE_ORDER_MARK, csv_line};
pub use heading::Heading;
pub use package::docx;

/// What stands for a value that is written in by hand.
pub const BLANK: &str = "……………………";

/// The width that A4 leaves between margins of 30 and 15 mm: 165 mm, in twentieths of a point.
pub const WIDTH: u32 = 9355;
