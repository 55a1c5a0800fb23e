//! The plan as an iCalendar file (RFC 5545), for the calendars of phones and offices.
//!
//! What airs is confirmed; what does not air after all is there too, cancelled, so that a calendar that had it takes it
//! off. No stamp of the present: same plan, same bytes.

use super::zone::{Observance, observances};
use super::{Entry, StationTable, Status, Timetable};
use crate::messages::Messages;
use chrono::{DateTime, FixedOffset, MappedLocalTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use std::ops::RangeInclusive;

/// The most octets of a line, its end not counted (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// All items of all stations, each an entry of one calendar.
pub fn ics(timetable: &Timetable, messages: &Messages) -> String {
    let mut lines = Lines(String::new());
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", "-//loa//loa plan//VI");
    lines.add("CALSCALE", "GREGORIAN");
    lines.add("X-WR-CALNAME", &escaped(calendar_name(timetable)));
    if let Some(range) = range(timetable) {
        zone(&mut lines, timetable.zone, &range);
    }
    for station in &timetable.stations {
        for entry in station.days.iter().flat_map(|day| &day.entries) {
            item(&mut lines, timetable, station, entry, messages);
        }
    }
    lines.add("END", "VCALENDAR");
    lines.0
}

/// A single station's calendar is called after it.
fn calendar_name(timetable: &Timetable) -> &str {
    match timetable.stations.as_slice() {
        [only] => &only.name,
        _ => &timetable.name,
    }
}

/// From the first start to the last end.
fn range(timetable: &Timetable) -> Option<RangeInclusive<DateTime<Utc>>> {
    let entries = || timetable.stations.iter().flat_map(|station| &station.days).flat_map(|day| &day.entries);
    let first = entries().map(|entry| entry.start).min()?;
    let last = entries().map(|entry| entry.end).max()?;
    Some(first.to_utc()..=last.to_utc())
}

fn zone(lines: &mut Lines, zone: Tz, range: &RangeInclusive<DateTime<Utc>>) {
    lines.add("BEGIN", "VTIMEZONE");
    lines.add("TZID", zone.name());
    for Observance { onset, from, to, daylight, name } in observances(zone, range) {
        let kind = if daylight { "DAYLIGHT" } else { "STANDARD" };
        lines.add("BEGIN", kind);
        lines.add("DTSTART", &onset.format("%Y%m%dT%H%M%S").to_string());
        lines.add("TZOFFSETFROM", &offset(from));
        lines.add("TZOFFSETTO", &offset(to));
        if let Some(name) = name {
            lines.add("TZNAME", &escaped(&name));
        }
        lines.add("END", kind);
    }
    lines.add("END", "VTIMEZONE");
}

fn item(
    lines: &mut Lines,
    timetable: &Timetable,
    station: &StationTable,
    entry: &Entry,
    messages: &Messages,
) {
    let utc = |at: DateTime<FixedOffset>| at.to_utc().format("%Y%m%dT%H%M%SZ").to_string();
    lines.add("BEGIN", "VEVENT");
    lines.add("UID", &escaped(&format!("{}@{}", entry.id, timetable.network)));
    lines.add("DTSTAMP", &utc(entry.start));
    for (name, at) in [("DTSTART", entry.start), ("DTEND", entry.end)] {
        match by_the_clock(timetable.zone, at) {
            Some(civil) => lines.add(&format!("{name};TZID={}", timetable.zone.name()), &civil),
            None => lines.add(name, &utc(at)),
        }
    }
    let (title, state, shown) = match &entry.status {
        Status::Airs(_) => (entry.title.clone(), "CONFIRMED", "OPAQUE"),
        Status::Displaced(_) => {
            let words = messages.text("calendar-not-aired", &vec![("title", entry.title.as_str().into())]);
            (words, "CANCELLED", "TRANSPARENT")
        }
    };
    lines.add("SUMMARY", &escaped(&title));
    lines.add("LOCATION", &escaped(&station.name));
    lines.add("DESCRIPTION", &escaped(&description(entry, messages)));
    lines.add("CATEGORIES", &escaped(&messages.plain(&format!("play-{}", entry.play))));
    lines.add("STATUS", state);
    lines.add("TRANSP", shown);
    lines.add("END", "VEVENT");
}

/// What the clocks of `zone` show, if that says which instant it is. In an hour that comes twice it does not, and
/// readers disagree about which one is meant.
fn by_the_clock(zone: Tz, at: DateTime<FixedOffset>) -> Option<String> {
    let civil = at.naive_local();
    let is_plain = matches!(zone.from_local_datetime(&civil), MappedLocalTime::Single(only) if only == at);
    is_plain.then(|| civil.format("%Y%m%dT%H%M%S").to_string())
}

/// The slot, the length, and what there is to say.
fn description(entry: &Entry, messages: &Messages) -> String {
    let length: TimeDelta = entry.end - entry.start;
    let args = vec![("slot", entry.slot.as_str().into()), ("length", crate::diagnostic::Arg::Length(length))];
    let slot = messages.text("calendar-description", &args);
    let reason = match &entry.status {
        Status::Airs(reason) => reason
            .as_ref()
            .map(|reason| messages.text("plan-changed", &vec![("reason", reason.as_str().into())])),
        Status::Displaced(reason) => Some(reason.clone()),
    };
    reason.map_or(slot.clone(), |reason| format!("{slot}\n{reason}"))
}

/// `+0700`; with seconds only where a zone has them (RFC 5545, 3.3.14).
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (seconds.abs() / 3600, seconds.abs() / 60 % 60, seconds.abs() % 60);
    let rest = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{hours:02}{minutes:02}{rest}")
}

/// Text as a value (RFC 5545, 3.3.11); what is no text, as a bell, becomes a space.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

/// Content lines, folded.
struct Lines(String);

impl Lines {
    fn add(&mut self, name: &str, value: &str) {
        let mut used = 0;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            if used + letter.len_utf8() > LONGEST_LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(letter);
            used += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{entry, timetable};
    use super::*;
    use crate::messages::Lang;

    fn written(zone: Tz, entries: Vec<Entry>) -> String {
        ics(&timetable(zone, entries), &Messages::new(Lang::Vi))
    }

    #[test]
    fn lines_end_as_the_format_says_and_none_is_longer_than_75_octets_or_cut_inside_a_letter() {
        let title = "Tiếng ồ ạt của những dòng chữ rất dài, có dấu, ".repeat(9);
        let text =
            written(Tz::Asia__Ho_Chi_Minh, vec![entry(Tz::Asia__Ho_Chi_Minh, "2025-03-10T17:00", &title)]);
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        let longest = text.split("\r\n").map(str::len).max().expect("lines");
        assert!((73..=75).contains(&longest), "{longest}");
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains(&format!("SUMMARY:{}", title.replace(',', "\\,"))), "{unfolded}");
    }

    #[test]
    fn what_means_something_in_the_format_is_escaped() {
        assert_eq!(escaped("a;b,c\\d\ne\u{7}"), "a\\;b\\,c\\\\d\\ne ");
    }

    #[test]
    fn times_stand_by_the_clock_of_the_zone_but_in_an_hour_that_comes_twice() {
        let zone = Tz::Europe__Berlin;
        let text = written(zone, vec![entry(zone, "2025-10-26T01:30", "Nachtmusik")]);
        assert!(text.contains("DTSTART;TZID=Europe/Berlin:20251026T013000\r\n"), "{text}");
        assert!(text.contains("DTEND:20251026T010000Z\r\n"), "02:00 comes twice: {text}");
    }

    #[test]
    fn an_offset_has_its_sign_and_seconds_only_if_there_are_any() {
        assert_eq!([offset(25_200), offset(-12_600), offset(0)], ["+0700", "-0330", "+0000"]);
        assert_eq!(offset(25_590), "+070630");
    }

    #[test]
    fn what_does_not_air_is_cancelled_with_its_reason() {
        let zone = Tz::Asia__Ho_Chi_Minh;
        let mut lost = entry(zone, "2025-03-13T05:50", "Bản tin");
        lost.status = Status::Displaced("hủy, Cắt điện".to_owned());
        let text = written(zone, vec![lost]);
        assert!(text.contains("STATUS:CANCELLED\r\n") && !text.contains("CONFIRMED"), "{text}");
        assert!(text.replace("\r\n ", "").contains("hủy\\, Cắt điện\r\n"), "{text}");
    }

    #[test]
    fn a_calendar_of_nothing_is_a_calendar() {
        let nothing = Timetable {
            stations: vec![],
            ..timetable(Tz::UTC, vec![entry(Tz::UTC, "2025-03-10T17:00", "x")])
        };
        let text = ics(&nothing, &Messages::new(Lang::En));
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
        assert!(!text.contains("VTIMEZONE"));
    }
}
