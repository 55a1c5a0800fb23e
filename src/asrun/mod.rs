//! As-run: what was aired, beside what was planned (nhật ký phát sóng).
//!
//! **reconcile**: the plan of a station as [`Planned`]s and the lines of its log → one [`AsRun`] for each occurrence, and what
//! aired outside the plan. A log is JSON, one object a line, only ever added to: [`Log`] reads it as a stream, [`LogLine`] is
//! one line. What players and people wrote down elsewhere becomes lines by
//! [`matched`].
//! The plan, what was measured and what was aired stay separate values: an occurrence without a line is planned and not
//! confirmed, and nothing here makes it aired. Knows no file, no clock, no station but by its id.

mod fault;
mod heard;
mod line;
mod liquidsoap;
mod log;
mod planned;
mod reconcile;
mod said;
mod table;
mod tolerance;

pub use fault::{LogFault, LogFaults, Places};
pub use heard::{Heard, Matched, Mismatch, matched};
pub use line::{LogLine, OccurrenceName, Source, Told};
pub use liquidsoap::read_liquidsoap;
pub use log::{LONGEST_LINE, Log, LogScope};
pub use planned::Planned;
pub use reconcile::{Aired, AsRun, Outcome, Reconciled, reconcile};
pub use said::said;
pub use table::{Table, TableFault, outcome, read_table};
pub(crate) use table::{rows, separator};
pub use tolerance::Tolerance;
