//! Days, counts and lengths of a report, as offices write them.

use super::super::{Figures, Report, TopicFigures, Unit};
use crate::asrun::Outcome;
use crate::calendar::DaySpan;
use crate::diagnostic::{Arg, Phrase};
use crate::messages::{Lang, Messages};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta};

/// A topic as the forms call it.
pub(super) struct TopicWords {
    /// Its letter; empty where no campaign is reported.
    pub letter: String,
    /// What it is about.
    pub title: String,
    /// Who supplies its texts; empty when nobody is named.
    pub supplier: String,
}

/// The topics of a report; one of all texts where no campaign is reported.
pub(super) fn topics(report: &Report, messages: &Messages) -> Vec<TopicWords> {
    let Some(campaign) = &report.campaign else {
        let title = messages.plain("report-all-texts");
        return vec![TopicWords { letter: String::new(), title, supplier: String::new() }];
    };
    let words = campaign.topics.iter().map(|topic| TopicWords {
        letter: topic.id.clone(),
        title: topic.title.clone(),
        supplier: topic.supplier.clone().unwrap_or_default(),
    });
    words.collect()
}

/// The figures of each of [`topics`]: those of all texts where no campaign is reported.
pub(super) fn by_topic<'a>(report: &Report, figures: &'a Figures) -> &'a [TopicFigures] {
    match report.campaign {
        Some(_) => &figures.topics,
        None => std::slice::from_ref(&figures.whole),
    }
}

/// "15/02/2025", "14/3/2025": days before the 10th and the first two months with a nought, as offices write them, so that
/// no other figure can be put before them. In English as everywhere.
pub(super) fn date(date: NaiveDate, messages: &Messages) -> String {
    match messages.lang() {
        Lang::Vi => format!("{}/{}", day(date, messages), date.year()),
        Lang::En => messages.date(date),
    }
}

/// "15/02": without its year.
pub(super) fn day(date: NaiveDate, messages: &Messages) -> String {
    match messages.lang() {
        Lang::Vi if date.month() < 3 => format!("{:02}/{:02}", date.day(), date.month()),
        Lang::Vi => format!("{:02}/{}", date.day(), date.month()),
        Lang::En => messages.day(date),
    }
}

/// "từ ngày 15/02 đến ngày 14/3/2025"; a single day as "ngày 05/3/2025".
pub(super) fn period(days: DaySpan, messages: &Messages) -> String {
    let last = date(days.last, messages);
    if days.first == days.last {
        return messages.text("report-period-day", &vec![("day", last.into())]);
    }
    let is_one_year = days.first.year() == days.last.year();
    let first = if is_one_year { day(days.first, messages) } else { date(days.first, messages) };
    messages.text("report-period", &vec![("first", first.into()), ("last", last.into())])
}

/// "10/3–16/3": for a cell.
pub(super) fn short_period(days: DaySpan, messages: &Messages) -> String {
    format!("{}–{}", day(days.first, messages), day(days.last, messages))
}

/// "17h00 10/3": for a cell.
pub(super) fn instant(at: DateTime<FixedOffset>, messages: &Messages) -> String {
    format!("{} {}", messages.time(at.time()), day(at.date_naive(), messages))
}

/// A count as the message `id` says it, with the number by which it bends its words.
pub(super) fn counted(id: &'static str, count: u32, messages: &Messages) -> Arg {
    let shown = grouped(u64::from(count), messages.lang());
    Phrase { id, args: vec![("count", Arg::Number(i64::from(count))), ("shown", shown.into())] }.into()
}

/// `1.234`, in English `1,234`.
pub(super) fn grouped(number: u64, lang: Lang) -> String {
    let point = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(point);
        }
        out.push(digit);
    }
    out
}

/// Minutes, with a tenth when they are not whole: `1.234,5`.
pub(super) fn minutes(length: TimeDelta, lang: Lang) -> String {
    let tenths = u64::try_from((length.num_milliseconds() + 3_000) / 6_000).unwrap_or_default();
    let whole = grouped(tenths / 10, lang);
    match (tenths % 10, lang) {
        (0, _) => whole,
        (tenth, Lang::Vi) => format!("{whole},{tenth}"),
        (tenth, Lang::En) => format!("{whole}.{tenth}"),
    }
}

/// What became of an occurrence, in words.
pub(super) fn outcome(outcome: Outcome, messages: &Messages) -> String {
    messages.plain(&format!("outcome-{}", outcome.word()))
}

/// A unit's name, with what has to be known of it: its days, what it took the place of, that its log is missing.
pub(super) fn unit_name(unit: &Unit, messages: &Messages) -> String {
    let mut notes = Vec::new();
    if let Some(days) = unit.days {
        notes.push(period(days, messages));
    }
    if !unit.replaces.is_empty() {
        let names = unit.replaces.join(", ");
        notes.push(messages.text("report-unit-replaces", &vec![("names", names.into())]));
    }
    if !unit.has_log {
        notes.push(messages.plain("report-no-log"));
    }
    if notes.is_empty() {
        return unit.name.clone();
    }
    let args = vec![("name", unit.name.as_str().into()), ("notes", notes.join("; ").into())];
    messages.text("report-unit-notes", &args)
}

/// The same words with a capital at their head.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map_or(String::new(), |letter| letter.to_uppercase().collect());
    first + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(first: &str, last: &str) -> DaySpan {
        let date = |text: &str| text.parse().expect("a date");
        DaySpan { first: date(first), last: date(last) }
    }

    #[test]
    fn a_period_is_written_as_offices_do_with_noughts_only_where_they_put_them() {
        let vi = Messages::new(Lang::Vi);
        let said = |first, last| period(span(first, last), &vi);
        assert_eq!(said("2025-02-15", "2025-03-14"), "từ ngày 15/02 đến ngày 14/3/2025");
        assert_eq!(said("2024-12-15", "2025-01-14"), "từ ngày 15/12/2024 đến ngày 14/01/2025");
        assert_eq!(said("2025-03-05", "2025-03-05"), "ngày 05/3/2025");
        let english = period(span("2025-02-15", "2025-03-14"), &Messages::new(Lang::En));
        assert_eq!(english, "from 15 February to 14 March 2025");
    }

    #[test]
    fn thousands_and_tenths_have_the_marks_of_the_language() {
        assert_eq!(
            [0, 999, 1_000, 1_234_567].map(|n| grouped(n, Lang::Vi)),
            ["0", "999", "1.000", "1.234.567"]
        );
        let length = TimeDelta::milliseconds(1_234 * 60_000 + 29_900);
        assert_eq!([Lang::Vi, Lang::En].map(|lang| minutes(length, lang)), ["1.234,5", "1,234.5"]);
        assert_eq!(minutes(TimeDelta::milliseconds(59_990), Lang::Vi), "1");
    }
}
