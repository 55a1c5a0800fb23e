//! The upstream publication: from whom a network takes weeks it does not make, whom it trusts, and of which stations.

use super::stations::Draft;
use crate::diagnostic::{Arg, Code, Diagnostic, Diagnostics, Span};
use crate::source::{List, Names, Raw, Reader, Spanned, fingerprint, refuse_twins, slug};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A publication of another producer, whose stations can be carried and relayed.
#[derive(Debug, Clone)]
pub struct Upstream {
    /// Its address, or a folder as seen from the project's.
    pub from: String,
    /// The SHA-256 of its first root, in lower-case hexadecimal.
    pub trust: String,
    /// The stations that are taken, in the order of the file.
    pub stations: Vec<UpstreamStation>,
    pub(super) names: Names,
}

/// A station of another producer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpstreamStation {
    /// Its id at its producer, as written in the file.
    pub id: Spanned<String>,
    /// The id as a file name.
    pub slug: String,
    /// Its full name; the id as long as nothing of it was pulled.
    pub name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UpstreamFile<'a> {
    #[serde(borrow)]
    from: Raw<'a, String>,
    trust: Raw<'a, String>,
    stations: List<'a, String>,
}

/// Reads the upstream; none when nothing can be taken from it, after a diagnostic. A station that one of the network's
/// own is called like is refused: nobody could tell which of them a slot means.
pub(super) fn read<'a>(
    reader: &mut Reader<'a, '_>,
    raw: Option<&Raw<'a, UpstreamFile<'a>>>,
    own: &[Draft],
) -> Option<Upstream> {
    let file = reader.read(raw?)?;
    let (from, trust) = (reader.read(&file.from), reader.read(&file.trust));
    let ids = reader.list(&file.stations);
    refuse_twins(ids.iter(), reader.diagnostics);
    refuse_own(&ids, own, reader.diagnostics);
    let (from, trust) = (from?, trust?);
    let digest = fingerprint(&trust);
    let faults = [
        (from.trim().is_empty().then_some(from.span), "term-upstream-from"),
        (digest.is_none().then_some(trust.span), "term-upstream-trust"),
        (ids.is_empty().then(|| reader.span(&file.stations)), "term-upstream-stations"),
    ];
    for (span, why) in faults {
        let Some(span) = span else { continue };
        reader.diagnostics.push(bad(span, why));
    }
    let names = Names::new(ids.iter().map(|id| id.as_str()));
    let station = |id: Spanned<String>| UpstreamStation { slug: slug(&id), name: id.value.clone(), id };
    let stations = ids.into_iter().map(station).collect();
    Some(Upstream { from: from.value, trust: digest?, stations, names })
}

fn bad(span: Span, why: &'static str) -> Diagnostic {
    Diagnostic::at(Code::BadUpstream, span).with("why", Arg::Term(why)).hint("hint-upstream", vec![])
}

fn refuse_own(ids: &[Spanned<String>], own: &[Draft], diagnostics: &mut Diagnostics) {
    let own: BTreeMap<String, Span> = own.iter().map(|draft| (slug(&draft.id), draft.id.span)).collect();
    for id in ids {
        let slug = slug(id);
        let Some(first) = own.get(&slug) else { continue };
        let found = Diagnostic::at(Code::DuplicateId, id.span).with("id", id.as_str()).with("slug", slug);
        diagnostics.push(found.label(*first, "label-first-here", vec![]));
    }
}
