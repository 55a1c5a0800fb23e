//! What logs say, in words.

use crate::asrun::{AsRun, LogFault, LogFaults, Outcome, Source};
use crate::diagnostic::Args;
use crate::messages::Messages;
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use std::ops::RangeInclusive;

/// "Đài Truyền thanh thị trấn La Hai, 10/3/2025:".
pub(super) fn head(station: &str, days: &RangeInclusive<NaiveDate>, messages: &Messages) -> String {
    let (first, last) = (messages.date(*days.start()), messages.date(*days.end()));
    if first == last { format!("{station}, {first}:") } else { format!("{station}, {first} – {last}:") }
}

/// "17h00–17h30".
pub(super) fn times(start: DateTime<FixedOffset>, end: DateTime<FixedOffset>, messages: &Messages) -> String {
    format!("{}–{}", messages.time(start.time()), messages.time(end.time()))
}

/// "17h00–17h30  Thời sự: phát dở, nghe được 15 phút từ 17h00 (Mất điện; Nguyễn Văn An)".
pub(super) fn item(as_run: &AsRun, messages: &Messages) -> String {
    let planned = &as_run.planned;
    let outcome = messages.plain(&format!("outcome-{}", as_run.outcome.word()));
    let heard = as_run.aired.filter(|_| !matches!(as_run.outcome, Outcome::Aired)).map(|aired| {
        let args: Args =
            vec![("length", whole_seconds(aired.length).into()), ("start", aired.start.time().into())];
        format!(", {}", messages.text("log-heard", &args))
    });
    let why: Vec<&str> = [&as_run.cause, &as_run.by].into_iter().flatten().map(String::as_str).collect();
    let why = if why.is_empty() { String::new() } else { format!(" ({})", why.join("; ")) };
    let times = times(planned.start, planned.end(), messages);
    format!("{times:<13}  {}: {outcome}{}{why}", planned.title, heard.unwrap_or_default())
}

/// "Theo lịch 6 lượt: đã phát 5, không phát được 1".
pub(super) fn tally(items: &[AsRun], messages: &Messages) -> String {
    let order = [
        Outcome::Aired,
        Outcome::Late,
        Outcome::Cut,
        Outcome::PreEmpted,
        Outcome::Missed,
        Outcome::Unconfirmed,
    ];
    let count = |outcome: Outcome| items.iter().filter(|as_run| as_run.outcome == outcome).count();
    let counts: Vec<String> = order
        .into_iter()
        .filter(|outcome| count(*outcome) > 0)
        .map(|outcome| {
            format!("{} {}", messages.plain(&format!("outcome-{}", outcome.word())), count(outcome))
        })
        .collect();
    let args: Args = vec![("count", items.len().into()), ("counts", counts.into())];
    messages.text("log-tally", &args)
}

/// What is wrong in a log, a line for each kind of fault.
pub(in crate::cli) fn faults(path: &str, faults: &LogFaults, messages: &Messages) -> String {
    let line = |(fault, places): (LogFault, &crate::asrun::Places)| {
        let mut first = places.first.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
        if places.count > places.first.len() as u64 {
            first.push('…');
        }
        let args: Args = vec![("count", places.count.into()), ("lines", first.into())];
        let words = messages.text(fault_id(fault), &args);
        format!("{}: {path}: {words}\n", messages.plain("severity-warning"))
    };
    faults.all().map(line).collect()
}

/// `confirmed`, `hand` or `player`.
pub(super) fn source_word(source: Source) -> &'static str {
    match source {
        Source::Confirmed => "confirmed",
        Source::Hand => "hand",
        Source::Player => "player",
    }
}

fn fault_id(fault: LogFault) -> &'static str {
    match fault {
        LogFault::Torn => "log-fault-torn",
        LogFault::Broken => "log-fault-broken",
        LogFault::TooLong => "log-fault-too-long",
        LogFault::Newer => "log-fault-newer",
        LogFault::Foreign => "log-fault-foreign",
        LogFault::Future => "log-fault-future",
        LogFault::Overfull => "log-fault-overfull",
        LogFault::Duplicate => "log-fault-duplicate",
        LogFault::OutOfOrder => "log-fault-out-of-order",
        LogFault::Ahead => "log-fault-ahead",
    }
}

fn whole_seconds(length: TimeDelta) -> TimeDelta {
    TimeDelta::seconds(length.num_seconds())
}
