//! The people who read: their names, and how fast they read.

use crate::diagnostic::{Arg, Code, Diagnostic, Diagnostics};
use crate::source::{List, Names, Raw, Reader, Spanned, refuse_name, refuse_twins};
use crate::speech::SyllablesPerMinute;
use serde::Deserialize;
use std::ops::RangeInclusive;

/// Somebody who reads on air (phát thanh viên).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcer {
    /// As it stands on the sheet.
    pub name: Spanned<String>,
    /// How fast they read news, pauses included; notices and emergencies are slower in proportion.
    pub rate: SyllablesPerMinute,
}

/// Nobody can be followed over a horn loudspeaker beyond this, and nobody reads more slowly.
const RATES: RangeInclusive<u16> = 80..=280;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnnouncerFile<'a> {
    #[serde(borrow)]
    name: Raw<'a, String>,
    rate: Raw<'a, u16>,
}

/// Reads the list; what can't be used is reported and left out.
pub(super) fn read<'a>(
    reader: &mut Reader<'a, '_>,
    list: &Option<List<'a, AnnouncerFile<'a>>>,
) -> Vec<Announcer> {
    let mut found: Vec<Announcer> = Vec::new();
    for item in reader.optional_list(list) {
        let (Some(name), Some(rate)) = (reader.read(&item.name), reader.read(&item.rate)) else { continue };
        match SyllablesPerMinute::new(rate.value).filter(|_| RATES.contains(&rate.value)) {
            Some(rate) => found.push(Announcer { name, rate }),
            None => reader.diagnostics.push(
                Diagnostic::at(Code::BadRate, rate.span)
                    .with("found", usize::from(rate.value))
                    .with("allowed", Arg::Term("term-rates")),
            ),
        }
    }
    refuse_twins(found.iter().map(|announcer| &announcer.name), reader.diagnostics);
    found
}

/// The announcer of that name, by the place in the list.
pub(super) fn find(
    announcers: &[Announcer],
    name: &Spanned<String>,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let names = Names::new(announcers.iter().map(|announcer| announcer.name.as_str()));
    names.find(name).map_err(|why| refuse_name(Code::UnknownAnnouncer, name, why, diagnostics)).ok()
}
