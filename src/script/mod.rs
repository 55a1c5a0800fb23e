//! The script stage: what is read on air, and the sheet it is read from.
//!
//! Takes templates and a context, returns the announcer's words; takes the elements of a programme, returns its
//! script sheet (kịch bản phát thanh) as plain text and as a page to print. It never decides what airs or when,
//! and opens no file.

mod context;
mod findings;
mod names;
mod problem;
mod saying;
pub mod sheet;
#[cfg(test)]
mod shipped;
mod steps;
mod tags;
mod templates;
mod words;
mod write;

pub use context::{Bulletin, Context, Date, Lunar, Network, Next, Programme, Slot, Station, Time, Topic};
pub use problem::{ProblemKind, TemplateProblem};
pub use templates::Templates;
pub use words::{paragraphs, tidied};
pub use write::{ReadText, Script, Writing, date, preview, write};
