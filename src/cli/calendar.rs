//! `loa calendar`: solar and lunar days side by side, with holidays and days off; as a table, as TSV or as JSON.

use super::fault::Fault;
use super::{Exit, Session, asked, render};
use crate::calendar::can_chi::day_name;
use crate::calendar::lunar;
use crate::calendar::{Holidays, OutOfRange};
use crate::diagnostic::Diagnostics;
use crate::messages::{Lang, Messages};
use crate::project;
use crate::source::Sources;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use chrono_tz::Tz;
use clap::ArgMatches;
use serde::Serialize;

/// How many days are shown unless told.
const USUAL: u64 = 7;

/// One day.
#[derive(Serialize)]
struct Day<'a> {
    date: NaiveDate,
    weekday: String,
    day: u8,
    month: u8,
    leap: bool,
    year: i32,
    day_name: String,
    month_name: String,
    year_name: String,
    holidays: Vec<&'a str>,
    day_off: bool,
}

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let (holidays, zone) = match project::find(&session.folder) {
        Ok(root) => match project::load(&root, &mut sources, &mut diagnostics)? {
            Some(project) => (project.schedule.holidays, project.network.zone),
            None => {
                render::diagnostics(session, &sources, &mut diagnostics)?;
                return Err(Fault::Errors);
            }
        },
        // Outside a project the calendar that ships answers.
        Err(_) => (Holidays::read(&[], &mut diagnostics), Tz::Asia__Ho_Chi_Minh),
    };
    let option = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let from = option("from").map_or(Ok(asked::today(session, zone)), asked::day)?;
    let usual = from.checked_add_days(Days::new(USUAL - 1)).unwrap_or(from);
    let to = option("to").map_or(Ok(usual), asked::day)?;
    if to < from {
        return Err(Fault::usage("usage-to-before-from", vec![]));
    }
    for date in [from, to] {
        lunar::from_solar(date).map_err(|outside| out_of_range(&outside))?;
    }
    let dates = from.iter_days().take_while(|date| *date <= to);
    let days: Result<Vec<Day>, OutOfRange> =
        dates.map(|date| day(date, &holidays, &session.messages)).collect();
    let days = days.map_err(|outside| out_of_range(&outside))?;
    let text = match option("format") {
        Some("json") => serde_json::to_string_pretty(&days).expect("plain values") + "\n",
        Some("tsv") => tsv(&days),
        _ => table(&days, &session.messages),
    };
    session.out.write_all(text.as_bytes())?;
    render::diagnostics(session, &sources, &mut diagnostics)?;
    Ok(if diagnostics.has_errors() { Exit::Errors } else { Exit::Clean })
}

fn out_of_range(outside: &OutOfRange) -> Fault {
    let (first, last) = (*outside.verified.start(), *outside.verified.end());
    Fault::usage(
        "lunar-out-of-range",
        vec![("found", outside.date.into()), ("first", first.into()), ("last", last.into())],
    )
}

fn day<'a>(date: NaiveDate, holidays: &'a Holidays, messages: &Messages) -> Result<Day<'a>, OutOfRange> {
    let lunar = lunar::from_solar(date)?;
    Ok(Day {
        date,
        weekday: weekday(date.weekday(), messages),
        day: lunar.day,
        month: lunar.month,
        leap: lunar.leap,
        year: lunar.year,
        day_name: day_name(date),
        month_name: lunar.month_name(),
        year_name: lunar.year_name(),
        holidays: holidays.names_on(date),
        day_off: holidays.is_day_off(date),
    })
}

fn tsv(days: &[Day]) -> String {
    let mut text = String::from("date\tday\tmonth\tleap\tyear\tweekday\tcan chi\tholiday\tday off\n");
    for day in days {
        let holidays = day.holidays.join("; ").replace(['\t', '\n', '\r'], " ");
        text += &format!(
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{holidays}\t{}\n",
            day.date,
            day.day,
            day.month,
            u8::from(day.leap),
            day.year,
            day.weekday,
            day.year_name,
            u8::from(day.day_off)
        );
    }
    text
}

/// A line a day, the columns as wide as their widest.
fn table(days: &[Day], messages: &Messages) -> String {
    let rows: Vec<[String; 4]> = days
        .iter()
        .map(|day| {
            let solar = format!("{} {}", day.weekday, day.date.format("%-d/%-m/%Y"));
            let of_day = messages.text("calendar-day", &vec![("name", day.day_name.as_str().into())]);
            let of_year = messages.text("calendar-year", &vec![("name", day.year_name.as_str().into())]);
            [solar, spoken(day, messages), of_day, of_year]
        })
        .collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2), width(3)];
    let mut text = String::new();
    for (row, day) in rows.iter().zip(days) {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
        let off = day.day_off.then(|| messages.plain("calendar-off"));
        let notes: Vec<String> = day.holidays.iter().map(|name| (*name).to_owned()).chain(off).collect();
        let line = cells.chain([notes.join("; ")]).collect::<Vec<_>>().join("  ");
        text += &format!("{}\n", line.trim_end());
    }
    text
}

/// "mùng 1 tháng Giêng", "rằm tháng 2", "23 tháng 6 nhuận"; in English "1/1", "23/6+".
fn spoken(day: &Day, messages: &Messages) -> String {
    let number = day.day;
    if messages.lang() == Lang::En {
        return format!("{number}/{}{}", day.month, if day.leap { "+" } else { "" });
    }
    let of_month = match number {
        1..=10 => format!("mùng {number}"),
        15 => "rằm".to_owned(),
        _ => number.to_string(),
    };
    let month = match day.month {
        1 => "Giêng".to_owned(),
        12 => "Chạp".to_owned(),
        month => month.to_string(),
    };
    format!("{of_month} tháng {month}{}", if day.leap { " nhuận" } else { "" })
}

fn weekday(weekday: Weekday, messages: &Messages) -> String {
    let id = match weekday {
        Weekday::Mon => "weekday-monday",
        Weekday::Tue => "weekday-tuesday",
        Weekday::Wed => "weekday-wednesday",
        Weekday::Thu => "weekday-thursday",
        Weekday::Fri => "weekday-friday",
        Weekday::Sat => "weekday-saturday",
        Weekday::Sun => "weekday-sunday",
    };
    messages.plain(id)
}
