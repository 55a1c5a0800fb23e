//! Intake: what people bring becomes files of the project.
//!
//! Goes in: the bytes of a .docx or .txt file, or the name of a sound file. Comes out: the text of a bulletin without its
//! office frame, where each file belongs, and what was left out. It asks nobody and writes nothing: `cli` asks, `project`
//! stores.

mod choices;
mod closing;
mod docx;
mod docx_body;
mod docx_styles;
mod forms;
mod frame;
mod kind;
mod lettering;
mod line;
mod plausible;
mod recording;
mod tcvn3;
mod title;
mod vni;
mod written;

pub use choices::{Choices, TopicChoice};
pub use docx::read_docx;
pub use frame::{Dropped, Framing, unframe};
pub use kind::{Brought, Refusal, kind};
pub use lettering::{Guess, Lettering, guess, letters};
pub use line::{Draft, Paragraph, Run};
pub use recording::{Named, ReadItem, named};
pub use title::{LONGEST_TITLE, parted};
pub use written::{Head, stem, write_bulletin};
