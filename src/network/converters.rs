//! Programs of the operator's that turn sound files this one can't read into WAV. Read from the network file, not run here.

use crate::calendar::notation;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::source::{List, Raw, Reader, Spanned};
use chrono::TimeDelta;
use serde::Deserialize;

/// What stands in a command for the file to be read.
pub const FROM: &str = "{from}";

/// What stands in a command for the WAV to be written.
pub const TO: &str = "{to}";

/// How long a converter may work, unless told.
const USUAL_LIMIT: TimeDelta = TimeDelta::minutes(2);

/// How long one may work at most: what is older where converters work was left there.
pub const LONGEST_LIMIT: TimeDelta = TimeDelta::days(1);

/// A program that makes WAVs of files with certain extensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converter {
    /// In small letters, without dot.
    pub extensions: Vec<String>,
    /// The program and its arguments, [`FROM`] and [`TO`] among them.
    pub command: Vec<String>,
    /// How long it may work on one file.
    pub limit: TimeDelta,
}

/// All converters of a network.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Converters(Vec<Converter>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConverterFile<'a> {
    #[serde(borrow)]
    extensions: List<'a, String>,
    command: List<'a, String>,
    within: Option<Raw<'a, String>>,
}

impl Converters {
    /// The converter for the file at `path`, by its extension.
    pub fn of(&self, path: &str) -> Option<&Converter> {
        let extension = path.rsplit('/').next()?.rsplit_once('.')?.1.to_lowercase();
        self.0.iter().find(|converter| converter.extensions.contains(&extension))
    }
}

/// Reads the list; what can't be used is reported and left out.
pub(super) fn read<'a>(
    reader: &mut Reader<'a, '_>,
    list: &Option<List<'a, ConverterFile<'a>>>,
) -> Converters {
    let mut converters = Converters::default();
    for item in reader.optional_list(list) {
        converters.0.extend(converter(reader, &item, &converters));
    }
    converters
}

fn converter<'a>(
    reader: &mut Reader<'a, '_>,
    item: &ConverterFile<'a>,
    before: &Converters,
) -> Option<Converter> {
    let refuse = |reader: &mut Reader<'a, '_>, span, why| {
        let found = Diagnostic::at(Code::BadConverter, span).with("why", Arg::Term(why));
        reader.diagnostics.push(found.hint("hint-converter", vec![]));
    };
    let mut extensions = Vec::new();
    let written_extensions = reader.list(&item.extensions);
    for written in &written_extensions {
        let extension = written.value.trim_start_matches('.').to_lowercase();
        if extensions.contains(&extension) || before.of(&format!(".{extension}")).is_some() {
            refuse(reader, written.span, "term-converter-twice");
        } else {
            extensions.push(extension);
        }
    }
    let command: Vec<Spanned<String>> = reader.list(&item.command);
    let limit = limit(reader, &item.within)?;
    let names = |mark: &str| command.iter().skip(1).any(|word| word.contains(mark));
    let has_places = names(FROM) && names(TO);
    let place = command.first().or(written_extensions.first());
    if let Some(place) = place.filter(|_| !has_places) {
        refuse(reader, place.span, "term-converter-places");
    }
    let is_usable = has_places && !extensions.is_empty();
    let command = command.into_iter().map(|word| word.value).collect();
    is_usable.then_some(Converter { extensions, command, limit })
}

/// How long a program may work: as written, else the usual time; none when what is written can't be, after a diagnostic.
pub(super) fn limit<'a>(reader: &mut Reader<'a, '_>, written: &Option<Raw<'a, String>>) -> Option<TimeDelta> {
    let written = reader.optional(written);
    written.map_or(Some(USUAL_LIMIT), |written| within(reader, &written))
}

/// How long it may work: more than nothing, [`LONGEST_LIMIT`] at most.
fn within(reader: &mut Reader, written: &Spanned<String>) -> Option<TimeDelta> {
    let limit = notation::length(written, reader.diagnostics)?;
    if limit > TimeDelta::zero() && limit <= LONGEST_LIMIT {
        return Some(limit);
    }
    let found = Diagnostic::at(Code::LengthOutOfBounds, written.span).with("length", limit);
    reader.diagnostics.push(found);
    None
}
