//! The report for other programs. Names stay as they are; days and instants are ISO 8601, lengths milliseconds.

use super::super::{
    Channel, Failure, Figures, Outcomes, Outside, Report, ReportedCampaign, TargetLine, TextLine,
    TopicFigures, Unit,
};
use serde_json::{Value, json};

/// The report as JSON, with a line's end behind it. A topic is named by its letter.
pub fn json(report: &Report) -> String {
    let letters: Vec<&str> = match &report.campaign {
        Some(campaign) => campaign.topics.iter().map(|topic| topic.id.as_str()).collect(),
        None => Vec::new(),
    };
    let value = json!({
        "version": 1,
        "network": report.network,
        "issuer": report.issuer,
        "campaign": report.campaign.as_ref().map(campaign),
        "first_day": report.period.first,
        "last_day": report.period.last,
        "made": report.made.to_rfc3339(),
        "due": report.due,
        "days_left": report.days_left(),
        "weeks": report.weeks,
        "units": report.units.iter().map(|one| unit(one, report, &letters)).collect::<Vec<_>>(),
        "texts": report.texts.iter().map(|one| text(one, &letters)).collect::<Vec<_>>(),
        "total": figures(&report.total, &letters),
        "channels": report.channels.iter().map(channel).collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
}

fn campaign(campaign: &ReportedCampaign) -> Value {
    let topics = campaign
        .topics
        .iter()
        .map(|topic| json!({ "id": topic.id, "title": topic.title, "supplier": topic.supplier }));
    json!({
        "id": campaign.id,
        "title": campaign.title,
        "document": campaign.document,
        "topics": topics.collect::<Vec<_>>(),
    })
}

fn unit(unit: &Unit, report: &Report, letters: &[&str]) -> Value {
    let days = unit.days.unwrap_or(report.period);
    json!({
        "station": unit.station,
        "name": unit.name,
        "first_day": days.first,
        "last_day": days.last,
        "replaces": unit.replaces,
        "has_log": unit.has_log,
        "figures": figures(&unit.figures, letters),
        "texts": unit.texts.iter().map(|one| text(one, letters)).collect::<Vec<_>>(),
        "failures": unit.failures.iter().map(failure).collect::<Vec<_>>(),
        "outside": unit.outside.iter().map(outside).collect::<Vec<_>>(),
        "targets": unit.targets.iter().map(|one| target(one, letters)).collect::<Vec<_>>(),
        "channels": unit.channels.iter().map(channel).collect::<Vec<_>>(),
    })
}

fn figures(figures: &Figures, letters: &[&str]) -> Value {
    let topics =
        figures.topics.iter().enumerate().map(|(at, figures)| topic(letters.get(at).copied(), figures));
    json!({
        "occurrences": occurrences(&figures.occurrences),
        "heard_ms": figures.heard.num_milliseconds(),
        "topics": topics.collect::<Vec<_>>(),
        "whole": topic(None, &figures.whole),
    })
}

fn occurrences(counts: &Outcomes) -> Value {
    json!({
        "planned": counts.planned(),
        "aired": counts.aired,
        "late": counts.late,
        "cut": counts.cut,
        "pre_empted": counts.pre_empted,
        "missed": counts.missed,
        "unconfirmed": counts.unconfirmed,
    })
}

/// The figures of a topic, or of all texts when it has no letter.
fn topic(letter: Option<&str>, figures: &TopicFigures) -> Value {
    json!({
        "topic": letter,
        "texts": figures.texts,
        "first": figures.first,
        "repeats": figures.repeats,
        "airings": figures.airings(),
        "heard_ms": figures.heard.num_milliseconds(),
        "weeks": figures.weeks,
    })
}

fn text(text: &TextLine, letters: &[&str]) -> Value {
    let topics: Vec<&str> = text.topics.iter().filter_map(|at| letters.get(*at).copied()).collect();
    json!({
        "path": text.path,
        "title": text.title,
        "topics": topics,
        "supplier": text.supplier,
        "approver": text.approver,
        "planned": text.planned,
        "first": text.first,
        "repeats": text.repeats,
        "heard_ms": text.heard.num_milliseconds(),
    })
}

fn failure(failure: &Failure) -> Value {
    json!({
        "id": failure.id,
        "title": failure.title,
        "start": failure.start.to_rfc3339(),
        "outcome": failure.outcome.word(),
        "lost_ms": failure.lost.num_milliseconds(),
        "cause": failure.cause,
    })
}

fn outside(outside: &Outside) -> Value {
    json!({
        "start": outside.start.to_rfc3339(),
        "length_ms": outside.length.num_milliseconds(),
        "what": outside.what,
        "by": outside.by,
    })
}

fn target(target: &TargetLine, letters: &[&str]) -> Value {
    json!({
        "topic": target.topic.and_then(|at| letters.get(at).copied()),
        "first_day": target.days.first,
        "last_day": target.days.last,
        "counts": if target.is_minutes { "minutes" } else { "airings" },
        "wanted": target.wanted,
        "reached": target.reached,
    })
}

fn channel(channel: &Channel) -> Value {
    json!({ "name": channel.name, "count": channel.count })
}
