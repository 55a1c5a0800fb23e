//! The tables in `tests/tables/`: rows, not code. A failing row names its file and line.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use loa::calendar::cron::Cron;
use loa::calendar::reading::{self, Moment, ReadingError};
use loa::calendar::recurrence::Recurrence;
use loa::calendar::written;
use loa::calendar::{Holidays, lunar, zone};
use loa::diagnostic::{Diagnostics, FileId};
use loa::source::Reader;
use std::fmt::Display;

/// One row of a table.
struct Row {
    /// File and line.
    place: String,
    cells: Vec<String>,
}

#[test]
fn cron_expressions_mean_what_unix_says() {
    check(&rows("cron.tsv", include_str!("tables/cron.tsv"), 4), |row| {
        let recurrence = cron(&row.cells[0]);
        let from = row.cells[1].parse().or_else(|_| format!("{}:00", row.cells[1]).parse());
        let from: NaiveDateTime = from.expect("a civil time");
        let found = recurrence.next(from, row.count(2));
        let found: Vec<String> =
            found.expect("as many").iter().map(|t| t.format("%Y-%m-%dT%H:%M").to_string()).collect();
        (found.join(" "), row.cells[3].clone())
    });
}

#[test]
fn cron_expressions_that_unix_lacks_are_refused_at_the_bad_part() {
    check(&rows("cron-refused.tsv", include_str!("tables/cron-refused.tsv"), 4), |row| {
        let text = &row.cells[0];
        let problem = Cron::parse(text).expect_err(text);
        let found =
            format!("{} at {}: {:?}", &text[problem.range.clone()], problem.range.start, problem.kind);
        (found, format!("{} at {}: {}", row.cells[1], row.cells[2], row.cells[3]))
    });
}

#[test]
fn every_lunar_date_of_1968_to_2053_is_that_of_a_published_vietnamese_calendar() {
    check_every_day(&rows("lunar.tsv", include_str!("tables/lunar.tsv"), 5));
}

#[test]
fn every_lunar_date_of_1968_to_2053_is_that_of_the_moon_and_the_sun() {
    check_every_day(&rows("lunar-astronomy.tsv", include_str!("tables/lunar-astronomy.tsv"), 5));
}

#[test]
fn clocks_that_change_neither_lose_nor_repeat_what_should_air() {
    check(&rows("zones.tsv", include_str!("tables/zones.tsv"), 5), |row| {
        let (zone, recurrence) = (row.zone(), cron(&row.cells[1]));
        let from = row.from(2);
        let found = zone::next_instants(zone, &recurrence, from, row.count(3));
        (written(&found.expect("as many")), row.cells[4].clone())
    });
}

#[test]
fn the_instants_of_a_stretch_of_days_are_those_that_come_next() {
    check(&rows("zones.tsv", include_str!("tables/zones.tsv"), 5), |row| {
        let (zone, recurrence) = (row.zone(), cron(&row.cells[1]));
        let from = row.from(2);
        let day = from.with_timezone(&zone).date_naive();
        let days = day - TimeDelta::days(2)..=day + TimeDelta::days(4);
        let all = zone::instants(zone, &recurrence, days).expect("known years");
        let found: Vec<_> = all.into_iter().filter(|at| *at >= from).take(row.count(3)).collect();
        (written(&found), row.cells[4].clone())
    });
}

/// The only holiday of `recurrence.tsv`.
const FAIR: &str = r#"Calendar(version: 1, holidays: [
    (name: "Hội làng", from: "26/4/2026"), (name: "Hội làng", from: "5/4/2025", to: "7/4/2025"),
])"#;

#[test]
fn every_recurrence_names_the_days_it_says() {
    let holidays = Holidays::read(&[(FileId(0), FAIR)], &mut Diagnostics::new());
    check(&rows("recurrence.tsv", include_str!("tables/recurrence.tsv"), 5), |row| {
        let (text, mut diagnostics) = (row.cells[1].as_str(), Diagnostics::new());
        let mut reader = Reader::new(FileId(0), text, &mut diagnostics);
        let raw = reader.whole().expect(text);
        let recurrence = written::recurrence(&mut reader, &raw, &holidays).expect(text);
        let day = |cell: usize| -> NaiveDate { row.cells[cell].parse().expect("a date") };
        let found = zone::instants(row.zone(), &recurrence, day(2)..=day(3)).expect("known years");
        let days = day(2).iter_days().take_while(|date| *date <= day(3));
        let each = days.flat_map(|date| zone::instants_on(row.zone(), &recurrence, date).expect("known"));
        assert_eq!(each.collect::<Vec<_>>(), found, "{}", row.place);
        let expected = row.cells[4].replace('-', if row.cells[4] == "-" { "" } else { "-" });
        (written(&found), expected)
    });
}

#[test]
fn what_people_write_is_read_or_refused_at_the_bad_part() {
    check(&rows("reading.tsv", include_str!("tables/reading.tsv"), 3), |row| {
        let text = unescaped(&row.cells[1]);
        let read = match row.cells[0].as_str() {
            "date" => reading::date(&text).map(shown),
            "time" => reading::time(&text).map(shown),
            "length" => reading::length(&text).map(|length| shown(length.num_milliseconds())),
            "time_range" => reading::time_range(&text).map(|range| format!("{}-{}", range.start, range.end)),
            "lunar_day_of_year" => {
                reading::lunar_day_of_year(&text).map(|(month, day)| format!("{month}-{day}"))
            }
            "day_of_year" => reading::day_of_year(&text).map(|(month, day)| format!("{month}-{day}")),
            "weekday" => reading::weekday(&text).map(shown),
            "week" => reading::iso_week(&text).map(shown),
            "moment" => reading::moment(&text).map(|moment| match moment {
                Moment::Instant(instant) => instant.to_rfc3339(),
                Moment::Civil(civil) => civil.format("%Y-%m-%dT%H:%M:%S").to_string(),
            }),
            other => panic!("{}: no such reading: {other}", row.place),
        };
        (read.unwrap_or_else(|error| blamed(&text, &error)), unescaped(&row.cells[2]))
    });
}

/// Compares every verified day: each row tells a day's lunar date, and the days up to the next row count on from it.
fn check_every_day(rows: &[Row]) {
    let (first, last) = lunar::verified().into_inner();
    let begin = |row: &Row| row.cells[0].parse::<NaiveDate>().expect("a date");
    assert_eq!(begin(&rows[0]), first, "{}", rows[0].place);
    let mut wrong = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let behind = rows.get(index + 1).map_or(last + TimeDelta::days(1), begin);
        for (offset, date) in begin(row).iter_days().take_while(|date| *date < behind).enumerate() {
            let found = lunar::from_solar(date).expect("a verified date");
            let leap = if found.leap { "leap" } else { "-" };
            let found = format!("{} {} {leap} {}", found.day, found.month, found.year);
            let expected = format!("{} {}", row.count(1) + offset, row.cells[2..].join(" "));
            if found != expected {
                wrong.push(format!("{}: {date}: expected {expected}, found {found}", row.place));
            }
        }
    }
    assert!(wrong.is_empty(), "{} days:\n{}", wrong.len(), wrong.join("\n"));
}

fn blamed(text: &str, error: &ReadingError) -> String {
    format!("{:?} @ {}", error.kind, &text[error.range.clone()]).trim_end_matches(' ').to_string()
}

fn shown(value: impl Display) -> String {
    value.to_string()
}

fn cron(text: &str) -> Recurrence {
    Recurrence::Cron(Cron::parse(text).expect(text))
}

fn written(instants: &[DateTime<FixedOffset>]) -> String {
    instants.iter().map(|instant| instant.to_rfc3339()).collect::<Vec<_>>().join(" ")
}

/// Runs every row and reports all that differ, not only the first.
fn check(rows: &[Row], found_and_expected: impl Fn(&Row) -> (String, String)) {
    let mut wrong = Vec::new();
    for row in rows {
        let (found, expected) = found_and_expected(row);
        if found != expected {
            wrong.push(format!(
                "{}: {}\n  expected {expected}\n  found    {found}",
                row.place,
                row.cells.join(" | ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// The rows of a table: cells between tabs, `#` begins a comment line. A table must have rows.
fn rows(name: &str, table: &str, columns: usize) -> Vec<Row> {
    let numbered = table.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    let rows: Vec<Row> = numbered
        .map(|(index, line)| Row {
            place: format!("tests/tables/{name}:{}", index + 1),
            cells: line.split('\t').map(str::to_string).collect(),
        })
        .collect();
    assert!(!rows.is_empty(), "tests/tables/{name} has no rows");
    for row in &rows {
        assert_eq!(row.cells.len(), columns, "{}: cells", row.place);
    }
    rows
}

/// `\u{a0}` as the character it names.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut plain = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (code, rest) = part.split_once('}').expect("a closing brace");
        let code = u32::from_str_radix(code, 16).expect("hexadecimal digits");
        plain.push(char::from_u32(code).expect("a character"));
        plain.push_str(rest);
    }
    plain
}

impl Row {
    fn count(&self, cell: usize) -> usize {
        self.cells[cell].parse().expect("a count")
    }

    fn zone(&self) -> Tz {
        self.cells[0].parse().expect("a zone")
    }

    fn from(&self, cell: usize) -> DateTime<FixedOffset> {
        zone::instant(self.zone(), reading::moment(&self.cells[cell]).expect("a moment"))
    }
}
