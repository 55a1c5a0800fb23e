//! Reading the stations of the network file: each on its own, then the names by which they refer to each other.

use super::announcers::{self, Announcer};
use super::speaking::{self, SpeechFile};
use super::{Limits, Network, Station, StationIx, index};
use crate::calendar::notation;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{List, Names, Raw, Reader, Spanned, refuse_name, slug};
use crate::speech::Variants;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StationFile<'a> {
    #[serde(borrow)]
    id: Raw<'a, String>,
    name: Raw<'a, String>,
    under: Option<Raw<'a, String>>,
    since: Option<Raw<'a, String>>,
    until: Option<Raw<'a, String>>,
    #[serde(default)]
    replaces: Option<List<'a, String>>,
    limits: Option<Raw<'a, LimitsFile<'a>>>,
    #[serde(default)]
    languages: Option<List<'a, String>>,
    announcer: Option<Raw<'a, String>>,
    editor: Option<Raw<'a, String>>,
    technician: Option<Raw<'a, String>>,
    speech: Option<Raw<'a, SpeechFile<'a>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LimitsFile<'a> {
    #[serde(default, borrow)]
    quiet: Option<List<'a, String>>,
    sittings: Option<Raw<'a, u32>>,
    sitting: Option<Raw<'a, String>>,
}

/// A station as read, before the names of others in it are looked up.
pub(super) struct Draft {
    pub id: Spanned<String>,
    name: String,
    under: Option<Spanned<String>>,
    since: Option<chrono::NaiveDate>,
    until: Option<chrono::NaiveDate>,
    replaces: Vec<Spanned<String>>,
    limits: Limits,
    languages: Vec<Spanned<String>>,
    announcer: Option<Spanned<String>>,
    editor: Option<String>,
    technician: Option<String>,
    variants: Variants,
}

/// A station's own fields; none without id or name, after a diagnostic.
pub(super) fn station<'a>(
    reader: &mut Reader<'a, '_>,
    item: &StationFile<'a>,
    (general, variants): (&Limits, Variants),
) -> Option<Draft> {
    let own = item.limits.map(|raw| limits(reader, &raw)).unwrap_or_default();
    let (since, until) = super::read::validity(reader, &item.since, &item.until);
    let under = reader.optional(&item.under);
    let replaces = reader.optional_list(&item.replaces);
    let (id, name) = (reader.read(&item.id), reader.read(&item.name));
    let languages = reader.optional_list(&item.languages);
    let announcer = reader.optional(&item.announcer);
    let editor = reader.optional(&item.editor).map(|name| name.value);
    let technician = reader.optional(&item.technician).map(|name| name.value);
    Some(Draft {
        id: id?,
        name: name?.value,
        under,
        since,
        until,
        replaces,
        limits: own.over(general),
        languages,
        announcer,
        editor,
        technician,
        variants: speaking::read(reader, item.speech.as_ref(), variants),
    })
}

/// The stations, with the names of others and of announcers looked up.
pub(super) fn join(
    drafts: Vec<Draft>,
    names: &Names,
    announcers: &[Announcer],
    diagnostics: &mut Diagnostics,
) -> Vec<Station> {
    let replaced: Vec<Vec<StationIx>> =
        drafts.iter().map(|draft| predecessors(draft, &drafts, names, diagnostics)).collect();
    let mut stations = Vec::with_capacity(drafts.len());
    for (draft, replaces) in drafts.into_iter().zip(replaced) {
        let under = draft.under.and_then(|above| match names.find(&above) {
            Ok(at) => Some(index(at)),
            Err(why) => {
                refuse_name(Code::UnknownStation, &above, why, diagnostics);
                None
            }
        });
        let announcer = draft.announcer.and_then(|name| announcers::find(announcers, &name, diagnostics));
        stations.push(Station {
            slug: slug(&draft.id),
            id: draft.id,
            name: draft.name,
            under,
            since: draft.since,
            until: draft.until,
            replaces,
            limits: draft.limits,
            languages: draft.languages.into_iter().map(|language| language.value).collect(),
            announcer,
            editor: draft.editor,
            technician: draft.technician,
            variants: draft.variants,
        });
    }
    stations
}

/// The stations `draft` takes the place of. As each has to end the day before it begins, they never form a circle.
fn predecessors(
    draft: &Draft,
    drafts: &[Draft],
    names: &Names,
    diagnostics: &mut Diagnostics,
) -> Vec<StationIx> {
    let mut found = Vec::new();
    for name in &draft.replaces {
        let at = match names.find(name) {
            Ok(at) => at,
            Err(why) => {
                refuse_name(Code::UnknownStation, name, why, diagnostics);
                continue;
            }
        };
        let eve = draft.since.and_then(|since| since.pred_opt());
        if eve.is_none() || drafts[at].until != eve {
            diagnostics.push(
                Diagnostic::at(Code::PredecessorEnd, name.span)
                    .with("old", drafts[at].id.as_str())
                    .with("new", draft.id.as_str())
                    .label(drafts[at].id.span, "label-replaced", vec![])
                    .hint("hint-predecessor", vec![]),
            );
        } else {
            found.push(index(at));
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Cuts every circle of stations under each other, after reporting it.
pub(super) fn without_cycles(mut network: Network, diagnostics: &mut Diagnostics) -> Network {
    for at in 0..network.stations.len() {
        let start = index(at);
        let mut here = network.station(start).under;
        let mut path = vec![start];
        while let Some(ix) = here {
            if ix == start {
                let ids = path.iter().map(|ix| network.station(*ix).id.value.clone()).collect::<Vec<_>>();
                let span = network.span(start);
                diagnostics.push(Diagnostic::at(Code::StationCycle, span).with("stations", ids));
                network.stations[at].under = None;
            }
            if path.contains(&ix) {
                break;
            }
            path.push(ix);
            here = network.station(ix).under;
        }
    }
    network
}

pub(super) fn limits<'a>(reader: &mut Reader<'a, '_>, raw: &Raw<'a, LimitsFile<'a>>) -> Limits {
    let Some(file) = reader.read(raw) else { return Limits::default() };
    let mut quiet = Vec::new();
    for written in reader.optional_list(&file.quiet) {
        let range = notation::time_range(&written, reader.diagnostics);
        quiet.extend(range.map(|value| Spanned { value, span: written.span }));
    }
    let sitting = reader.optional(&file.sitting).and_then(|written| {
        let length = notation::length(&written, reader.diagnostics)?;
        Some(Spanned { value: length, span: written.span })
    });
    Limits { quiet, sittings: reader.optional(&file.sittings), sitting }
}
