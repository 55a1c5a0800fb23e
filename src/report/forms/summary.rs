//! The paragraph that a clerk pastes into the office's own report.

use super::super::{Channel, Figures, Report};
use super::wording::{TopicWords, capitalised, counted, grouped, minutes, outcome, period, topics};
use crate::asrun::Outcome;
use crate::messages::Messages;

/// What did not air as it was planned, though something is known of it.
const FAILED: [Outcome; 4] = [Outcome::Late, Outcome::Cut, Outcome::PreEmpted, Outcome::Missed];

/// What was aired, in one paragraph: how many texts, airings and minutes, by topic, what failed, what is not confirmed.
pub(super) fn summary(report: &Report, messages: &Messages) -> String {
    let mut said = vec![aired(report, messages)];
    let topics = topics(report, messages);
    if report.campaign.is_some() {
        said.extend(by_topic(&report.total, &topics, messages));
        said.extend(never(&report.total, &topics, messages));
    }
    said.extend(occurrences(&report.total, messages));
    said.extend(channels(&report.channels, messages));
    said.join(" ")
}

/// What the report is of, for its head: "Kết quả tuyên truyền … từ ngày … đến ngày …".
pub(super) fn subject(report: &Report, messages: &Messages) -> String {
    let mut args =
        vec![("network", report.network.as_str().into()), ("period", period(report.period, messages).into())];
    match &report.campaign {
        None => messages.text("report-subject-all", &args),
        Some(campaign) => {
            args.push(("campaign", campaign.title.as_str().into()));
            messages.text("report-subject-campaign", &args)
        }
    }
}

fn aired(report: &Report, messages: &Messages) -> String {
    let whole = &report.total.whole;
    let period = capitalised(&period(report.period, messages));
    let mut args = vec![
        ("period", period.into()),
        ("network", report.network.as_str().into()),
        ("about", about(report, messages).into()),
    ];
    if whole.airings() == 0 {
        return messages.text("report-aired-nothing", &args);
    }
    args.extend([
        ("texts", counted("report-texts", whole.texts, messages)),
        ("airings", counted("report-airings", whole.airings(), messages)),
        ("first", counted("report-airings-of", whole.first, messages)),
        ("repeats", counted("report-airings-of", whole.repeats, messages)),
        ("minutes", minutes(whole.heard, messages.lang()).into()),
    ]);
    messages.text("report-aired", &args)
}

/// ", tuyên truyền … theo …"; nothing without a campaign.
fn about(report: &Report, messages: &Messages) -> String {
    let Some(campaign) = &report.campaign else { return String::new() };
    let mut args = vec![("campaign", campaign.title.as_str().into())];
    match &campaign.document {
        None => messages.text("report-about", &args),
        Some(document) => {
            args.push(("document", document.as_str().into()));
            messages.text("report-about-document", &args)
        }
    }
}

fn by_topic(total: &Figures, topics: &[TopicWords], messages: &Messages) -> Option<String> {
    let aired = total.topics.iter().zip(topics).filter(|(figures, _)| figures.airings() > 0);
    let said: Vec<String> = aired
        .map(|(figures, topic)| {
            let args = vec![
                ("topic", topic.letter.as_str().into()),
                ("texts", counted("report-texts", figures.texts, messages)),
                ("airings", counted("report-airings", figures.airings(), messages)),
            ];
            messages.text("report-one-topic", &args)
        })
        .collect();
    let args = vec![("topics", said.join("; ").into())];
    (!said.is_empty()).then(|| messages.text("report-by-topic", &args))
}

fn never(total: &Figures, topics: &[TopicWords], messages: &Messages) -> Option<String> {
    let letters: Vec<&str> = total.never().map(|at| topics[at].letter.as_str()).collect();
    let args = vec![("topics", letters.join(", ").into())];
    (!letters.is_empty()).then(|| messages.text("report-never", &args))
}

/// How the programmes of the plan went; what is not confirmed is told in a sentence of its own.
fn occurrences(total: &Figures, messages: &Messages) -> Vec<String> {
    let counts = &total.occurrences;
    let shown = |count: u32| grouped(u64::from(count), messages.lang());
    let mut ends = vec![messages.text("report-outcome-aired", &vec![("count", shown(counts.aired).into())])];
    for end in FAILED.into_iter().filter(|end| counts.of(*end) > 0) {
        let args = vec![("count", shown(counts.of(end)).into()), ("outcome", outcome(end, messages).into())];
        ends.push(messages.text("report-outcome", &args));
    }
    let args = vec![("planned", shown(counts.planned()).into()), ("outcomes", ends.join(", ").into())];
    let mut said = vec![messages.text("report-occurrences", &args)];
    if counts.unconfirmed > 0 {
        let args = vec![("count", shown(counts.unconfirmed).into())];
        said.push(messages.text("report-unconfirmed", &args));
    }
    said
}

fn channels(channels: &[Channel], messages: &Messages) -> Option<String> {
    let said: Vec<String> = channels.iter().map(|channel| self::channel(channel, messages)).collect();
    let args = vec![("channels", said.join("; ").into())];
    (!said.is_empty()).then(|| messages.text("report-other-channels", &args))
}

/// "bài đăng trang Facebook 12".
fn channel(channel: &Channel, messages: &Messages) -> String {
    let count = grouped(u64::from(channel.count), messages.lang());
    let args = vec![("name", channel.name.as_str().into()), ("count", count.into())];
    messages.text("report-other-channel", &args)
}
