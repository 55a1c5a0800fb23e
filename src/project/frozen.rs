//! The records of frozen weeks: which files of `published/` they are, and what they say together.

use crate::calendar::{reading, week_name, week_of};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Span};
use crate::lineup::{Frozen, read_frozen};
use crate::source::Sources;
use chrono::NaiveDate;
use std::ops::RangeInclusive;

/// What is frozen, and the files that say so, of the `records` by their names. One with a wrong name, as of a copy, is
/// reported and not read; one that tells of days of other weeks is damaged.
pub(super) fn read(
    records: Vec<(String, FileId)>,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> (Frozen, Vec<FileId>) {
    let (mut frozen, mut files) = (Frozen::default(), Vec::new());
    for (path, file) in records {
        let Some(days) = week(&path) else {
            let stray = Diagnostic::new(Code::StrayFreeze).with("path", format!("published/{path}"));
            diagnostics.push(stray.hint("hint-stray-freeze", vec![]));
            continue;
        };
        files.push(file);
        let source = sources.file(file);
        let mut own = Diagnostics::new();
        let read =
            if source.is_readable { read_frozen(file, &source.text, &mut own) } else { Frozen::default() };
        let (of_week, other) = read.parted(&days);
        frozen.items.extend(of_week.items);
        if !source.is_readable || own.has_errors() || !other.items.is_empty() {
            let found = Diagnostic::at(Code::DamagedFreeze, Span { file, start: 0, end: 0 });
            own.push(found.hint("hint-damaged-freeze", vec![]));
        }
        diagnostics.append(own);
    }
    (frozen, files)
}

/// The days of the week that a record of that name is for; only the name that freezing gives counts.
fn week(path: &str) -> Option<RangeInclusive<NaiveDate>> {
    let name = path.strip_suffix(".ron")?;
    let monday = reading::iso_week(name).ok().filter(|monday| week_name(*monday) == name)?;
    Some(week_of(monday))
}
