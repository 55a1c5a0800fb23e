//! Reading the targets of a campaign.
//!
//! Goes in: the list of a campaign file and the campaign's topics. Comes out: targets, one for each topic they are of.
//! It must not know what is aired.

use super::campaign::{Amount, Hearing, Per, Target, Topic};
use crate::calendar::notation;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::source::{List, NotOne, Raw, Reader, Spanned, likely, refuse_name};
use chrono::TimeDelta;
use serde::Deserialize;

/// Nobody hears more of a topic in a month.
const MOST: u32 = 9_999;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TargetFile<'a> {
    #[serde(borrow)]
    topic: Option<Raw<'a, String>>,
    airings: Option<Raw<'a, u32>>,
    minutes: Option<Raw<'a, u32>>,
    per: Raw<'a, PerFile>,
    of: Option<Raw<'a, HearingFile>>,
    gap: Option<Raw<'a, String>>,
    #[serde(default)]
    dayparts: Option<List<'a, String>>,
}

#[derive(Deserialize)]
enum PerFile {
    Week,
    Month,
}

#[derive(Deserialize)]
enum HearingFile {
    First,
    Repeat,
    All,
}

/// What a target is of, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Topics {
    /// All topics together: none is named.
    Together,
    /// Each on its own: `*`.
    Each,
    /// One, by its place.
    One(usize),
}

/// Reads the targets: one that is for each topic stands for those that have none of the same kind.
pub(super) fn targets<'a>(
    reader: &mut Reader<'a, '_>,
    list: &Option<List<'a, TargetFile<'a>>>,
    topics: &[Topic],
) -> Vec<Target> {
    let mut written: Vec<(Topics, Target)> = Vec::new();
    for item in reader.optional_list(list) {
        let Some((of, target)) = target(reader, &item, topics) else { continue };
        let is_same = |(known, other): &&(Topics, Target)| *known == of && kind(other) == kind(&target);
        if let Some((_, first)) = written.iter().find(is_same) {
            let found = Diagnostic::at(Code::TargetTwice, item.span);
            reader.diagnostics.push(found.label(first.span, "label-first-here", vec![]));
            continue;
        }
        written.push((of, target));
    }
    let has_own = |place: usize, target: &Target| {
        written.iter().any(|(of, own)| *of == Topics::One(place) && kind(own) == kind(target))
    };
    let mut found = Vec::new();
    for (of, target) in &written {
        let places: Vec<Option<usize>> = match of {
            Topics::Together => vec![None],
            Topics::One(place) => vec![Some(*place)],
            Topics::Each => (0..topics.len()).filter(|place| !has_own(*place, target)).map(Some).collect(),
        };
        found.extend(places.into_iter().map(|topic| Target { topic, ..target.clone() }));
    }
    found
}

/// Two targets of one topic and one kind would contradict each other; dayparts make kinds of their own.
fn kind(target: &Target) -> (Per, Hearing, bool, String) {
    let is_airings = matches!(target.amount, Amount::Airings(_));
    (target.per, target.of, is_airings, format!("{:?}", target.dayparts))
}

fn target<'a>(
    reader: &mut Reader<'a, '_>,
    item: &Spanned<TargetFile<'a>>,
    topics: &[Topic],
) -> Option<(Topics, Target)> {
    let of_topics = of_topics(reader, &item.topic, topics);
    let amount = amount(reader, item);
    let per = reader.read(&item.per).map(|per| match per.value {
        PerFile::Week => Per::Week,
        PerFile::Month => Per::Month,
    });
    let of = reader.optional(&item.of).map_or(Hearing::All, |of| match of.value {
        HearingFile::First => Hearing::First,
        HearingFile::Repeat => Hearing::Repeat,
        HearingFile::All => Hearing::All,
    });
    let dayparts = reader.optional_list(&item.dayparts);
    let dayparts = dayparts.iter().filter_map(|part| notation::time_range(part, reader.diagnostics));
    let dayparts = dayparts.collect();
    let gap = gap(reader, &item.gap, amount, per);
    let (of_topics, amount, per) = (of_topics?, amount?, per?);
    Some((of_topics, Target { topic: None, amount, per, of, gap, dayparts, span: item.span }))
}

fn of_topics<'a>(
    reader: &mut Reader<'a, '_>,
    raw: &Option<Raw<'a, String>>,
    topics: &[Topic],
) -> Option<Topics> {
    let Some(raw) = raw else { return Some(Topics::Together) };
    let name = reader.read(raw)?;
    if name.value == "*" {
        return Some(Topics::Each);
    }
    let found = topics.iter().position(|topic| topic.id.value == name.value);
    if found.is_none() {
        let near = likely(&name, topics.iter().map(|topic| topic.id.as_str()));
        refuse_name(Code::TargetTopic, &name, NotOne::None(near), reader.diagnostics);
    }
    found.map(Topics::One)
}

/// How much: airings or minutes, never both.
fn amount<'a>(reader: &mut Reader<'a, '_>, item: &Spanned<TargetFile<'a>>) -> Option<Amount> {
    let (count, amount): (_, fn(u32) -> Amount) = match (&item.airings, &item.minutes) {
        (Some(airings), None) => (reader.read(airings)?, Amount::Airings),
        (None, Some(minutes)) => (reader.read(minutes)?, Amount::Minutes),
        (None, None) | (Some(_), Some(_)) => return refuse_amount(reader, item.span),
    };
    match (1..=MOST).contains(&count.value) {
        true => Some(amount(count.value)),
        false => refuse_amount(reader, count.span),
    }
}

fn refuse_amount(reader: &mut Reader, span: Span) -> Option<Amount> {
    reader.diagnostics.push(Diagnostic::at(Code::TargetAmount, span).with("most", MOST as usize));
    None
}

/// The least time between airings; so many of them have to fit into their week or month.
fn gap<'a>(
    reader: &mut Reader<'a, '_>,
    raw: &Option<Raw<'a, String>>,
    amount: Option<Amount>,
    per: Option<Per>,
) -> Option<TimeDelta> {
    let written = reader.optional(raw)?;
    let gap = notation::length(&written, reader.diagnostics)?;
    let days: u32 = match per? {
        Per::Week => 7,
        Per::Month => 31,
    };
    let whole = TimeDelta::days(days.into());
    let airings = match amount? {
        Amount::Airings(airings) => airings.max(2),
        Amount::Minutes(_) => 2,
    };
    let gaps = i32::try_from(airings - 1).expect("few airings are wanted");
    // A gap of its own length is longer than any time, however often it is taken.
    if gap.is_zero() || gap > whole || gap * gaps >= whole {
        let found = Diagnostic::at(Code::TargetGap, written.span).with("gap", gap);
        reader.diagnostics.push(found.with("airings", airings as usize).with("days", days as usize));
        return None;
    }
    Some(gap)
}
