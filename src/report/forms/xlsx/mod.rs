//! The report as a workbook: real numbers, days and times, with filters and totals that follow them.

mod sheets;
mod write;

pub use rust_xlsxwriter::XlsxError;

use super::super::Report;
use super::summary::subject;
use crate::messages::Messages;
use rust_xlsxwriter::{DocProperties, Workbook};

/// The report as the bytes of an .xlsx: a sheet each for topics, units, texts, failures, targets and other channels.
///
/// # Errors
///
/// When something does not go into a workbook: a cell of more than 32,767 letters, more than a million rows.
pub fn xlsx(report: &Report, messages: &Messages) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Without this the clock would have a part in the bytes.
    let properties = DocProperties::new()
        .set_title(subject(report, messages))
        .set_author(&report.issuer)
        .set_creation_datetime(&write::instant(report.made)?);
    workbook.set_properties(&properties);
    let mut is_first = true;
    for sheet in sheets::sheets(report, messages) {
        let place = write::sheet(&mut workbook, &sheet, report, messages)?;
        if is_first {
            write::chart(&mut workbook, &sheet, place, report, messages)?;
        }
        is_first = false;
    }
    workbook.save_to_buffer()
}
