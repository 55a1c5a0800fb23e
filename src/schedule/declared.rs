//! What files declare, before it is read in full: whose it is, and where its words stand.

use super::files::ChangeFile;
use crate::diagnostic::{FileId, Span};
use crate::network::StationIx;
use crate::source::Spanned;

/// The text of one schedule or campaign file.
#[derive(Debug, Clone, Copy)]
pub struct ScheduleText<'a> {
    /// The file.
    pub file: FileId,
    /// Its text, as `source::readable` returns it.
    pub text: &'a str,
}

/// A list item of some file, its id read, the rest not yet.
pub(super) struct Declared<'a, T> {
    pub by: StationIx,
    pub text: ScheduleText<'a>,
    pub id: Spanned<String>,
    pub item: T,
    /// Where the whole of it stands.
    pub span: Span,
}

/// A change as declared in some file.
pub(super) struct DeclaredChange<'a> {
    pub by: StationIx,
    pub text: ScheduleText<'a>,
    pub change: Spanned<ChangeFile<'a>>,
}
