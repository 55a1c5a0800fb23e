//! RON values that know where they stand.
//!
//! `ron` gives no spans of its own, but its raw value borrows the very bytes of the source: the distance between the
//! two is the offset. A [`Raw`] is read in a second step, so that every bad leaf is reported, not only the first.

use super::syntax;
use crate::diagnostic::{Diagnostics, FileId, Span};
use ron::extensions::Extensions;
use ron::value::RawValue;
use serde::{Deserialize, Deserializer};
use std::marker::PhantomData;
use std::ops::Deref;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// The place of its words, without white space and comments around them.
    pub span: Span,
}

/// A value not read yet: the words that stand for a `T`.
#[derive(Debug)]
pub struct Raw<'a, T> {
    words: &'a str,
    value: PhantomData<fn() -> T>,
}

/// A list not read yet, each item on its own.
pub type List<'a, T> = Raw<'a, Vec<Raw<'a, T>>>;

/// Reads the values of one file and keeps what is wrong with them.
pub struct Reader<'a, 'd> {
    file: FileId,
    text: &'a str,
    /// What was found so far.
    pub diagnostics: &'d mut Diagnostics,
}

/// Our RON: `field: value` stands for `field: Some(value)`.
pub(super) fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

impl<'a, 'd> Reader<'a, 'd> {
    /// Reads from `text`, which has to be as long as the file is, as [`super::readable`] returns it.
    pub fn new(file: FileId, text: &'a str, diagnostics: &'d mut Diagnostics) -> Reader<'a, 'd> {
        Reader { file, text, diagnostics }
    }

    /// The whole file as one value, whose lists should be of [`Raw`] items; none after a diagnostic.
    pub fn whole<T: Deserialize<'a>>(&mut self) -> Option<T> {
        options()
            .from_str::<T>(self.text)
            .map_err(|error| {
                let found = syntax::explain(self.file, self.text, 0, self.text.len(), &error);
                self.diagnostics.push(found);
            })
            .ok()
    }

    /// The value of `raw`, or none after a diagnostic.
    pub fn read<T: Deserialize<'a>>(&mut self, raw: &Raw<'a, T>) -> Option<Spanned<T>> {
        match options().from_str::<T>(raw.words) {
            Ok(value) => Some(Spanned { value, span: self.span(raw) }),
            Err(error) => {
                let start = self.offset(raw.words);
                let found = syntax::explain(self.file, self.text, start, start + raw.words.len(), &error);
                self.diagnostics.push(found);
                None
            }
        }
    }

    /// The values of a list, each read on its own; bad ones are reported and left out.
    pub fn list<T: Deserialize<'a>>(&mut self, raw: &List<'a, T>) -> Vec<Spanned<T>> {
        let Some(items) = self.read(raw) else { return Vec::new() };
        items.value.iter().filter_map(|item| self.read(item)).collect()
    }

    /// Whether a list is written without a single item, good or bad.
    pub fn is_empty<T>(&self, raw: &List<'a, T>) -> bool {
        options().from_str::<Vec<Raw<T>>>(raw.words).is_ok_and(|items| items.is_empty())
    }

    /// Like [`Reader::read`] for a field that may be left out.
    pub fn optional<T: Deserialize<'a>>(&mut self, raw: &Option<Raw<'a, T>>) -> Option<Spanned<T>> {
        raw.as_ref().and_then(|raw| self.read(raw))
    }

    /// Like [`Reader::list`] for a field that may be left out.
    pub fn optional_list<T: Deserialize<'a>>(&mut self, raw: &Option<List<'a, T>>) -> Vec<Spanned<T>> {
        raw.as_ref().map(|raw| self.list(raw)).unwrap_or_default()
    }

    /// Where a value stands, read or not.
    pub fn span<T>(&self, raw: &Raw<'a, T>) -> Span {
        let start = self.offset(raw.words);
        Span { file: self.file, start, end: start + raw.words.len() }
    }

    fn offset(&self, words: &str) -> usize {
        words.as_ptr() as usize - self.text.as_ptr() as usize
    }
}

impl<T> Spanned<T> {
    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<'de: 'a, 'a, T> Deserialize<'de> for Raw<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&'de RawValue>::deserialize(deserializer)?;
        Ok(Raw { words: syntax::trim(raw.get_ron()), value: PhantomData })
    }
}

impl<T> Clone for Raw<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Raw<'_, T> {}
