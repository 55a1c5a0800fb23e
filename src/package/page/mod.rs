//! Pages: what a person with a browser sees of a publication: a page for each station, and one that lists the stations.
//!
//! Takes manifests and packages that are published; gives HTML that needs no other file but what it links to, by
//! relative paths, so that it works from any server and from a folder. Its script is told every instant; it works out
//! only what is on air now. Knows no file and no clock. Pages are a convenience: nobody verifies anything by them.

mod item;
mod listening;
mod stations;

pub use stations::{ListedStation, stations_page};

use super::{ManifestDay, StationManifest, WeekPackage};
use crate::calendar::{monday, week_name};
use crate::messages::Messages;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate};
use item::{Entry, entries};
use listening::Listening;
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// So many weeks stand on a page: on a weak line more would be waited for too long.
const SHOWN: usize = 2;

/// The calendar beside a station's page.
pub const CALENDAR: &str = "lich.ics";

/// What a station's page is about.
#[derive(Debug, Clone, Copy)]
pub struct StationPage<'a> {
    /// The network's name.
    pub network: &'a str,
    /// The station's name.
    pub station: &'a str,
    /// The published weeks, in order; this one and the next are shown.
    pub weeks: &'a [(&'a StationManifest, &'a WeekPackage)],
    /// When it is made.
    pub made: DateTime<FixedOffset>,
    /// Until when what it tells can be relied on.
    pub good_until: DateTime<FixedOffset>,
}

/// The page of a station, `SLUG/index.html` of a publication. Its texts are `SLUG/WEEK/…`, its sounds `objects/…`. All
/// that is told is escaped.
pub fn station_page(page: &StationPage, messages: &Messages) -> String {
    let mut listening = Listening::new();
    let shown = shown(page);
    let weeks = shown.iter();
    let weeks: String =
        weeks.map(|(manifest, package)| week(manifest, package, &mut listening, messages)).collect();
    let zone = shown.first().map_or("Asia/Ho_Chi_Minh", |(manifest, _)| manifest.time_zone.as_str());
    let told = listening.told(zone, page.good_until, messages);
    let say = |id: &str| escaped(&messages.plain(id));
    let body = format!(
        "<header><p><a href=\"../index.html\">{}</a></p><h1>{}</h1></header>\n<main>\n\
         <p id=\"stale\" role=\"alert\" hidden>{}</p>\n\
         <section id=\"now\" aria-live=\"polite\"><h2>{}</h2><p id=\"air\">…</p><p id=\"next\"></p></section>\n\
         <noscript><p>{}</p></noscript>\n\
         <section id=\"today\" hidden><h2>{}</h2><ol></ol></section>\n\
         <nav><a href=\"{CALENDAR}\" download>{}</a>{}</nav>\n{weeks}</main>\n\
         <footer><p>{}</p></footer>\n{}<script type=\"application/json\" id=\"told\">{told}</script>\n",
        escaped(page.network),
        escaped(page.station),
        say("page-stale"),
        say("page-now"),
        say("page-no-script"),
        say("page-today"),
        say("page-calendar"),
        week_links(shown),
        escaped(&messages.text(
            "page-made",
            &vec![
                ("made", moment(page.made, messages).into()),
                ("until", moment(page.good_until, messages).into())
            ],
        )),
        player(messages),
    );
    document(page.station, &body, STYLE, SCRIPT, messages)
}

/// A whole page, that runs the script it comes with and nothing else.
fn document(title: &str, body: &str, style: &str, script: &str, messages: &Messages) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'sha256-{}'; media-src 'self' file:; img-src data:; base-uri 'none'; form-action 'none'\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>{}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\
         <script>{script}</script>\n</body>\n</html>\n",
        messages.lang().code(),
        STANDARD.encode(Sha256::digest(script.as_bytes())),
        escaped(title),
    )
}

/// This week and those to come, as many as a page has room for; when all have ended, the newest.
fn shown<'a>(page: &StationPage<'a>) -> &'a [(&'a StationManifest, &'a WeekPackage)] {
    let today = page.made.date_naive();
    let has_ended = |(_, package): &(_, &WeekPackage)| package.monday + Days::new(6) < today;
    let first = page.weeks.partition_point(has_ended).min(page.weeks.len().saturating_sub(1));
    &page.weeks[first..page.weeks.len().min(first + SHOWN)]
}

fn week_links(weeks: &[(&StationManifest, &WeekPackage)]) -> String {
    if weeks.len() < 2 {
        return String::new();
    }
    let link = |week: &str| format!("<a href=\"#{0}\">{0}</a>", escaped(week));
    weeks.iter().map(|(manifest, _)| link(&manifest.week)).collect()
}

/// A week as a grid of days by hours; on a phone, one day below the other.
fn week(
    manifest: &StationManifest,
    package: &WeekPackage,
    listening: &mut Listening,
    messages: &Messages,
) -> String {
    let entries: Vec<Vec<Entry>> = manifest.days.iter().map(entries).collect();
    let rows = rows(&entries);
    let mut days = String::new();
    for (day, entries) in manifest.days.iter().zip(&entries) {
        let items: String = entries
            .iter()
            .map(|entry| {
                let row = rows.binary_search(&entry.row()).expect("every row was gathered") + 2;
                item::written(entry, row, manifest, package, listening, messages)
            })
            .collect();
        days += &format!(
            "<section class=\"day\" data-day=\"{}\"><h3>{}{}</h3><ol>\n{items}</ol></section>\n",
            day.date,
            day_name(day.date, messages),
            sheets_of_day(day, &manifest.week, messages),
        );
    }
    let first = monday(package.monday);
    let span = vec![
        ("week", week_name(first).into()),
        ("first", first.into()),
        ("last", (first + Days::new(6)).into()),
    ];
    format!(
        "<section class=\"week\" id=\"{}\"><h2>{}</h2>\n<div class=\"grid\" style=\"--days:{};--rows:{}\">\n{days}</div></section>\n",
        escaped(&manifest.week),
        escaped(&messages.text("page-week", &span)),
        manifest.days.len().max(1),
        rows.len() + 1,
    )
}

/// The rows of a week's grid: one for each time of day at which something begins.
fn rows(days: &[Vec<Entry>]) -> Vec<(u32, usize)> {
    let mut rows: Vec<_> = days.iter().flatten().map(Entry::row).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn sheets_of_day(day: &ManifestDay, week: &str, messages: &Messages) -> String {
    let sheet = day.running_sheet.as_ref().unwrap_or(&day.rundown);
    let label = escaped(&messages.plain("page-running-sheet"));
    format!(" <a href=\"{}\">{label}</a>", escaped(&format!("{week}/{sheet}")))
}

fn day_name(date: NaiveDate, messages: &Messages) -> String {
    let weekday = messages.plain(&format!("weekday-{}", date.weekday().number_from_monday()));
    escaped(&format!("{weekday} {}", messages.day(date)))
}

fn moment(instant: DateTime<FixedOffset>, messages: &Messages) -> String {
    let minute = instant.format("%H:%M:00").to_string().parse().expect("a time of day");
    format!("{} {}", messages.time(minute), messages.date(instant.date_naive()))
}

/// What is being listened to: always in sight, and out of the way.
fn player(messages: &Messages) -> String {
    let say = |id: &str| escaped(&messages.plain(id));
    format!(
        "<section id=\"player\" aria-label=\"{}\" hidden><p id=\"title\"></p><p id=\"told-live\" role=\"status\"></p>\n\
         <div><button type=\"button\" id=\"pause\">{}</button><button type=\"button\" id=\"stop\">{}</button>\
         <input type=\"range\" id=\"seek\" min=\"0\" value=\"0\" step=\"1\" aria-label=\"{}\">\
         <output id=\"clock\">0:00</output></div></section>\n",
        say("page-player"),
        say("page-pause"),
        say("page-stop"),
        say("page-seek"),
    )
}

/// Text that may stand in HTML, and in quotation marks in it.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}
