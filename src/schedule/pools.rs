//! Reading pools: the clips that fill time, and the cards that say more of some of them.

use super::apart::apart;
use super::declared::Declared;
use super::files::{CardFile, PoolFile};
use super::lookup::Lookup;
use super::{Card, Pool};
use crate::calendar::notation;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Raw, Reader, Spanned, refuse_twins};
use chrono::NaiveDate;

/// A card of this weight comes twenty times as often as others: more would crowd them out.
const HEAVIEST: u32 = 20;

/// Reads a pool; it keeps the clips that were found.
pub(super) fn pool(declared: &Declared<PoolFile>, lookup: &Lookup, diagnostics: &mut Diagnostics) -> Pool {
    let mut reader = Reader::new(declared.text.file, declared.text.text, diagnostics);
    let patterns = reader.list(&declared.item.clips);
    let since = reader.read(&declared.item.since);
    let mut cards = cards(&mut reader, &declared.item.cards, lookup);
    for pattern in &patterns {
        cards.extend(lookup.clips(pattern, reader.diagnostics).into_iter().map(Card::plain));
    }
    // The sort is stable: what a card says goes before what the pattern finds.
    cards.sort_by_key(|card| card.clip);
    cards.dedup_by_key(|card| card.clip);
    if reader.is_empty(&declared.item.clips) && declared.item.cards.is_none() {
        let span = reader.span(&declared.item.clips);
        reader.diagnostics.push(Diagnostic::at(Code::Nothing, span));
    }
    let apart = apart(&mut reader, &declared.item.apart);
    let since = since.and_then(|written| notation::date(&written, reader.diagnostics));
    Pool {
        id: declared.id.clone(),
        by: declared.by,
        cards,
        since: since.unwrap_or_default(),
        apart,
        span: declared.span,
    }
}

fn cards<'a>(
    reader: &mut Reader<'a, '_>,
    list: &Option<crate::source::List<'a, CardFile<'a>>>,
    lookup: &Lookup,
) -> Vec<Card> {
    let mut named: Vec<Spanned<String>> = Vec::new();
    let mut cards = Vec::new();
    for item in reader.optional_list(list) {
        let name = reader.read(&item.clip);
        let [artist, topic] = [&item.artist, &item.topic].map(|written| reader.optional(written));
        let [artist, topic] = [artist, topic].map(|name| name.map(|name| name.value));
        let weight = weight(reader, &item.weight);
        let hours = reader.optional_list(&item.hours);
        let hours =
            hours.iter().filter_map(|written| notation::time_range(written, reader.diagnostics)).collect();
        let [from, until, withdrawn] =
            [&item.from, &item.until, &item.withdrawn].map(|written| date(reader, written));
        if let (Some(from), Some(until)) = (&from, &until)
            && until.value < from.value
        {
            reader.diagnostics.push(Diagnostic::at(Code::EndsBeforeStart, until.span).label(
                from.span,
                "label-before",
                vec![],
            ));
        }
        let Some(name) = name else { continue };
        if let Some(clip) = lookup.clip(&name, reader.diagnostics) {
            let [from, until, withdrawn] = [from, until, withdrawn].map(|date| date.map(|date| date.value));
            cards.push(Card { clip, artist, topic, weight, hours, from, until, withdrawn });
            named.push(name);
        }
    }
    refuse_twins(named.iter(), reader.diagnostics);
    cards
}

fn weight<'a>(reader: &mut Reader<'a, '_>, written: &Option<Raw<'a, u32>>) -> u32 {
    let Some(weight) = reader.optional(written) else { return 1 };
    if !(1..=HEAVIEST).contains(&weight.value) {
        let found = Diagnostic::at(Code::CardWeight, weight.span);
        reader.diagnostics.push(found.with("found", weight.value as usize).with("most", HEAVIEST as usize));
    }
    weight.value.clamp(1, HEAVIEST)
}

fn date<'a>(reader: &mut Reader<'a, '_>, written: &Option<Raw<'a, String>>) -> Option<Spanned<NaiveDate>> {
    let written = reader.optional(written)?;
    let date = notation::date(&written, reader.diagnostics)?;
    Some(Spanned { value: date, span: written.span })
}
