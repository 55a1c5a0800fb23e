//! One item on a station's page: its time, what it is, a button to listen, its sheets.

use super::listening::Listening;
use super::{day_name, escaped};
use crate::messages::Messages;
use crate::package::{ManifestDay, ManifestDisplaced, ManifestItem, StationManifest, WeekPackage};
use chrono::{DateTime, FixedOffset, NaiveTime, Timelike};

/// What stands at a time of day: an item, or one that does not air after all.
pub(super) struct Entry<'a> {
    minute: u32,
    /// How many of that day begin at the same minute before it.
    nth: usize,
    what: What<'a>,
    day: &'a ManifestDay,
}

enum What<'a> {
    Airs(&'a ManifestItem),
    Displaced(&'a ManifestDisplaced),
}

impl Entry<'_> {
    /// Entries of the same row of different days begin at the same time.
    pub fn row(&self) -> (u32, usize) {
        (self.minute, self.nth)
    }
}

/// What there is on a day, by time.
pub(super) fn entries(day: &ManifestDay) -> Vec<Entry<'_>> {
    let airs = day.items.iter().map(|item| (item.start.as_str(), What::Airs(item)));
    let displaced = day.displaced.iter().map(|item| (item.start.as_str(), What::Displaced(item)));
    let mut all: Vec<_> = airs.chain(displaced).collect();
    all.sort_by_key(|(start, _)| instant(start));
    let mut entries: Vec<Entry> = Vec::with_capacity(all.len());
    for (start, what) in all {
        let minute = minute_of_day(start, day);
        let nth = entries.iter().filter(|entry| entry.minute == minute).count();
        entries.push(Entry { minute, nth, what, day });
    }
    entries
}

/// Counted from midnight of the broadcast day, so that what begins behind the next midnight comes last.
fn minute_of_day(start: &str, day: &ManifestDay) -> u32 {
    let Some(start) = instant(start) else { return 0 };
    let later = start.date_naive().signed_duration_since(day.date).num_days();
    let days = u32::try_from(later.clamp(0, 1)).expect("0 or 1");
    days * 1440 + start.hour() * 60 + start.minute()
}

pub(super) fn instant(written: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(written).ok()
}

fn time(written: &str) -> NaiveTime {
    instant(written).map_or(NaiveTime::MIN, |instant| instant.time())
}

/// An entry as a line of its day's list, in that row of the grid.
pub(super) fn written(
    entry: &Entry,
    row: usize,
    manifest: &StationManifest,
    package: &WeekPackage,
    listening: &mut Listening,
    messages: &Messages,
) -> String {
    let item = match &entry.what {
        What::Airs(item) => item,
        What::Displaced(lost) => return displaced(lost, row, messages),
    };
    let number = listening.add(item, manifest, package);
    let (start, end) = (messages.time(time(&item.start)), messages.time(time(&item.end)));
    let when = format!("{start}, {}", day_name(entry.day.date, messages));
    let play = match (&item.sound, item.play.as_str()) {
        (None, _) => String::new(),
        (Some(_), "relay") => button(number, "page-listen-substitute", item, &when, messages),
        (Some(_), _) => button(number, "page-listen", item, &when, messages),
    };
    format!(
        "<li class=\"{}\" id=\"i{number}\" style=\"--row:{row}\"><p class=\"time\"><time datetime=\"{}\">{start}</time>–{end}</p>\
         <p class=\"title\">{}</p>{}{play}{}</li>\n",
        escaped(&item.play),
        escaped(&item.start),
        escaped(&item.title),
        marks(item, messages),
        sheets(item, &manifest.week, messages),
    )
}

fn displaced(lost: &ManifestDisplaced, row: usize, messages: &Messages) -> String {
    let why = lost.cancelled.as_ref().map_or(String::new(), |why| format!(": {}", escaped(why)));
    format!(
        "<li class=\"lost\" style=\"--row:{row}\"><p class=\"time\">{}</p><p class=\"title\"><s>{}</s></p>\
         <p class=\"mark\">{}{why}</p></li>\n",
        messages.time(time(&lost.start)),
        escaped(&lost.title),
        escaped(&messages.plain("page-displaced")),
    )
}

fn button(number: usize, label: &str, item: &ManifestItem, when: &str, messages: &Messages) -> String {
    let label = escaped(&messages.plain(label));
    let of = escaped(&item.title);
    format!(
        "<button type=\"button\" data-item=\"{number}\" aria-label=\"{label}: {of}, {when}\">{label}</button>"
    )
}

/// What is not a plain programme: a relay and its substitute, live reads, a one-off change, a time it did not get.
fn marks(item: &ManifestItem, messages: &Messages) -> String {
    let mut marks = Vec::new();
    match item.play.as_str() {
        "relay" => {
            marks.push(messages.plain("page-relay"));
            let id = if item.sound.is_some() { "page-substitute" } else { "page-no-substitute" };
            marks.push(messages.plain(id));
        }
        "repeat" => marks.push(messages.plain("page-repeat")),
        _ => {}
    }
    let live = item.sound.iter().flat_map(|sound| &sound.elements).filter(|one| one.kind == "live").count();
    if live > 0 {
        marks.push(messages.text("page-live", &vec![("count", live.into())]));
    }
    marks.extend(
        item.changed.iter().map(|why| messages.text("page-changed", &vec![("why", why.as_str().into())])),
    );
    if let Some(wanted) = &item.wanted {
        let start = messages.time(time(&wanted.start));
        marks.push(messages.text("page-wanted", &vec![("start", start.into())]));
    }
    if item.sound.is_none() && item.play != "relay" {
        marks.push(messages.plain("page-no-sound"));
    }
    marks.iter().map(|mark| format!("<p class=\"mark\">{}</p>", escaped(mark))).collect()
}

fn sheets(item: &ManifestItem, week: &str, messages: &Messages) -> String {
    let sheets = [
        (&item.prompter, "page-prompter"),
        (&item.sheet, "page-sheet"),
        (&item.script, "page-script"),
        (&item.document, "page-document"),
    ];
    let link = |(path, label): (&Option<String>, &str)| {
        let path = format!("{week}/{}", path.as_ref()?);
        Some(format!("<a href=\"{}\">{}</a>", escaped(&path), escaped(&messages.plain(label))))
    };
    let links: String = sheets.into_iter().filter_map(link).collect();
    if links.is_empty() { links } else { format!("<p class=\"sheets\">{links}</p>") }
}
