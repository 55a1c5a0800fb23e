//! The script stage: what is read on air, and the sheet it is read from.
//!
//! Takes templates and a context, returns the announcer's words; takes the elements of a programme, returns its
//! script sheet (kịch bản phát thanh) in the forms people use, a day's running sheet, and the list of what is not recorded. It never decides what airs or when,
//! and opens no file.

mod anatomy;
mod context;
mod cost;
mod counted;
mod findings;
mod library;
pub mod missing;
mod names;
mod problem;
pub mod running;
mod saying;
pub mod sheet;
#[cfg(test)]
mod shipped;
mod steps;
mod tags;
mod templates;
mod words;
mod write;

pub use anatomy::{Anatomy, Variable, variables};
pub use context::{Bulletin, Context, Date, Lunar, Network, Next, Programme, Slot, Station, Time, Topic};
pub use library::{LIBRARY, is_shipped, with_library};
pub use problem::{ProblemKind, TemplateProblem};
pub use templates::Templates;
pub use words::{paragraphs, tidied};
pub use write::{ReadText, Script, Writing, date, preview, write};
