//! Reading campaign files.
//!
//! Goes in: the texts of the files, the network, the templates there are. Comes out: campaigns in the order of their
//! ids, and what is wrong with them. It must not know any programme, nor any bulletin.

use super::campaign::{Document, ReportPeriod, ReportRule};
use super::declared::ScheduleText;
use super::lookup::{or_refuse, reading};
use super::targets::{TargetFile, targets};
use super::{Campaign, Topic};
use crate::calendar::notation;
use crate::calendar::written::Word;
use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::network::{Network, StationIx};
use crate::source::{List, Raw, Reader, Spanned, refuse_twins};
use chrono::{NaiveDate, Weekday};
use serde::Deserialize;

/// Every month has these days.
const LAST_OF_ANY_MONTH: u32 = 28;

/// A file of one campaign.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Campaign")]
struct CampaignFile<'a> {
    #[serde(borrow)]
    version: Raw<'a, u32>,
    id: Raw<'a, String>,
    title: Raw<'a, String>,
    document: Option<Raw<'a, DocumentFile<'a>>>,
    period: Option<Raw<'a, PeriodFile<'a>>>,
    #[serde(default)]
    stations: Option<List<'a, String>>,
    opening: Option<Raw<'a, String>>,
    closing: Option<Raw<'a, String>>,
    topics: List<'a, TopicFile<'a>>,
    #[serde(default)]
    targets: Option<List<'a, TargetFile<'a>>>,
    report: Option<Raw<'a, ReportFile<'a>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentFile<'a> {
    #[serde(borrow)]
    number: Raw<'a, String>,
    issuer: Option<Raw<'a, String>>,
    date: Option<Raw<'a, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodFile<'a> {
    #[serde(borrow)]
    from: Option<Raw<'a, String>>,
    until: Option<Raw<'a, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicFile<'a> {
    #[serde(borrow)]
    id: Raw<'a, String>,
    title: Raw<'a, String>,
    core: Option<Raw<'a, String>>,
    supplier: Option<Raw<'a, String>>,
    #[serde(default)]
    on: Option<List<'a, Word>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportFile<'a> {
    #[serde(borrow)]
    period: Option<Raw<'a, ReportPeriodFile<'a>>>,
    deadline: Option<Raw<'a, u32>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
enum ReportPeriodFile<'a> {
    Month,
    From {
        #[serde(borrow)]
        day: Raw<'a, u32>,
    },
}

/// Reads all campaign files. What cannot be read is reported and left out.
pub(super) fn read(
    files: &[ScheduleText],
    network: &Network,
    catalogue: &Catalogue,
    diagnostics: &mut Diagnostics,
) -> Vec<Campaign> {
    let mut campaigns = Vec::new();
    for text in files {
        let mut reader = Reader::new(text.file, text.text, diagnostics);
        let Some(frame) = reader.whole::<CampaignFile>() else { continue };
        notation::version(&mut reader, &frame.version);
        campaigns.extend(campaign(&mut reader, &frame, network, catalogue));
    }
    campaigns.sort_by(|one: &Campaign, other| one.id.value.cmp(&other.id.value));
    refuse_twins(campaigns.iter().map(|campaign| &campaign.id), diagnostics);
    campaigns
}

/// Reads a campaign; none when it has no id.
fn campaign<'a>(
    reader: &mut Reader<'a, '_>,
    file: &CampaignFile<'a>,
    network: &Network,
    catalogue: &Catalogue,
) -> Option<Campaign> {
    let mut named = |raw: &Option<Raw<'a, String>>| {
        let name = reader.optional(raw)?;
        reading(catalogue, &name, reader.diagnostics)
    };
    let (opening, closing) = (named(&file.opening), named(&file.closing));
    let document = reader.optional(&file.document).and_then(|written| document(reader, &written));
    let (from, until) =
        reader.optional(&file.period).map(|written| period(reader, &written)).unwrap_or_default();
    let stations = stations(reader, &file.stations, network);
    let topics = topics(reader, &file.topics);
    let report = reader.optional(&file.report);
    let report = report.map_or(ReportRule::USUAL, |written| report_rule(reader, &written));
    let targets = targets(reader, &file.targets, &topics);
    let (id, title) = (reader.read(&file.id)?, reader.read(&file.title));
    let title = title.map(|title| title.value).unwrap_or_default();
    Some(Campaign { id, title, document, from, until, stations, opening, closing, topics, targets, report })
}

fn document<'a>(reader: &mut Reader<'a, '_>, file: &DocumentFile<'a>) -> Option<Document> {
    let (number, issuer) = (reader.read(&file.number), reader.optional(&file.issuer));
    let date = date(reader, &file.date);
    Some(Document {
        number: number?.value,
        issuer: issuer.map(|issuer| issuer.value),
        date: date.map(|date| date.value),
    })
}

/// First and last day.
fn period<'a>(reader: &mut Reader<'a, '_>, file: &PeriodFile<'a>) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let [from, until] = [&file.from, &file.until].map(|written| date(reader, written));
    if let (Some(from), Some(until)) = (&from, &until)
        && until.value < from.value
    {
        let found = Diagnostic::at(Code::EndsBeforeStart, until.span);
        reader.diagnostics.push(found.label(from.span, "label-before", vec![]));
        return (Some(from.value), None);
    }
    (from.map(|date| date.value), until.map(|date| date.value))
}

fn date<'a>(reader: &mut Reader<'a, '_>, written: &Option<Raw<'a, String>>) -> Option<Spanned<NaiveDate>> {
    let written = reader.optional(written)?;
    let date = notation::date(&written, reader.diagnostics)?;
    Some(Spanned { value: date, span: written.span })
}

/// The stations that are named, ascending; all where none is, or `*`.
fn stations<'a>(
    reader: &mut Reader<'a, '_>,
    list: &Option<List<'a, String>>,
    network: &Network,
) -> Vec<StationIx> {
    let all = || network.all().map(|(station, _)| station);
    let Some(list) = list else { return all().collect() };
    if reader.is_empty(list) {
        let span = reader.span(list);
        reader.diagnostics.push(Diagnostic::at(Code::Nothing, span));
    }
    let mut stations = Vec::new();
    for name in reader.list(list) {
        if name.value == "*" {
            stations.extend(all());
        } else {
            let found = network.find(&name);
            stations.extend(or_refuse(found, Code::UnknownStation, &name, reader.diagnostics));
        }
    }
    stations.sort_unstable();
    stations.dedup();
    stations
}

fn topics<'a>(reader: &mut Reader<'a, '_>, list: &List<'a, TopicFile<'a>>) -> Vec<Topic> {
    let mut topics = Vec::new();
    let mut taken: Vec<(Weekday, Span, Spanned<String>)> = Vec::new();
    for item in reader.list(list) {
        let mut days = Vec::new();
        for written in reader.optional_list(&item.on) {
            let written = written.map(|word| word.0);
            let day = notation::weekday(&written, reader.diagnostics);
            days.extend(day.map(|value| (value, written)));
        }
        let (id, title) = (reader.read(&item.id), reader.read(&item.title));
        let [core, supplier] = [&item.core, &item.supplier].map(|written| reader.optional(written));
        let [core, supplier] = [core, supplier].map(|words| words.map(|words| words.value));
        if let (Some(id), Some(title)) = (id, title) {
            for (day, written) in &days {
                second_topic(*day, written, &id, &taken, reader.diagnostics);
            }
            taken.extend(days.iter().map(|(day, written)| (*day, written.span, id.clone())));
            let days = days.into_iter().map(|(day, _)| day).collect();
            topics.push(Topic { id, title: title.value, core, supplier, days });
        }
    }
    // Letters match exactly: d and đ are two topics, although a file name could not tell them apart.
    let letters: Vec<&Spanned<String>> = topics.iter().map(|topic| &topic.id).collect();
    for (at, letter) in letters.iter().enumerate() {
        if letters[..at].iter().any(|earlier| earlier.value == letter.value) {
            refuse_twins([letters[at], letter].into_iter(), reader.diagnostics);
        }
    }
    topics
}

/// Only one topic of a campaign is aired a day: a second one would never be heard.
fn second_topic(
    day: Weekday,
    written: &Spanned<String>,
    id: &Spanned<String>,
    taken: &[(Weekday, Span, Spanned<String>)],
    diagnostics: &mut Diagnostics,
) {
    let other = taken.iter().find(|(known, _, other)| *known == day && other.value != id.value);
    let Some((_, span, other)) = other else { return };
    diagnostics.push(
        Diagnostic::at(Code::SecondTopic, written.span)
            .with("day", written.as_str())
            .with("first", other.as_str())
            .with("second", id.as_str())
            .label(*span, "label-first-here", vec![]),
    );
}

fn report_rule<'a>(reader: &mut Reader<'a, '_>, file: &ReportFile<'a>) -> ReportRule {
    let period = match reader.optional(&file.period).map(|period| period.value) {
        Some(ReportPeriodFile::From { day }) => {
            // From the first day on it is the month itself.
            day_of_month(reader, Some(&day)).filter(|day| *day > 1).map(ReportPeriod::From)
        }
        Some(ReportPeriodFile::Month) | None => None,
    };
    let deadline = day_of_month(reader, file.deadline.as_ref());
    ReportRule { period: period.unwrap_or(ReportPeriod::Month), deadline }
}

/// A day that every month has.
fn day_of_month<'a>(reader: &mut Reader<'a, '_>, raw: Option<&Raw<'a, u32>>) -> Option<u32> {
    let day = reader.read(raw?)?;
    if !(1..=LAST_OF_ANY_MONTH).contains(&day.value) {
        let found = Diagnostic::at(Code::ReportDay, day.span).with("found", day.value as usize);
        reader.diagnostics.push(found.with("most", LAST_OF_ANY_MONTH as usize));
        return None;
    }
    Some(day.value)
}
