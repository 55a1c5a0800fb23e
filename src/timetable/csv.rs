//! The plan as a table for a spreadsheet (RFC 4180), one line an item.
//!
//! Names of columns and the words a program looks for are those of the plan as JSON; weekdays, titles and reasons are
//! in the reader's language.

use super::{Entry, Status, Timetable, clock};
use crate::messages::{Lang, Messages};
use crate::office::{BYTE_ORDER_MARK, csv_line};
use crate::script::date;

const COLUMNS: [&str; 14] = [
    "station", "date", "weekday", "start", "end", "minutes", "slot", "title", "play", "from", "layer",
    "status", "reason", "id",
];

/// All items of all stations: by station, day, time; what does not air behind what airs that day.
pub fn csv(timetable: &Timetable, messages: &Messages) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    text += &csv_line(COLUMNS);
    for station in &timetable.stations {
        for entry in station.days.iter().flat_map(|day| &day.entries) {
            text += &csv_line(cells(&station.id, entry, messages).iter().map(String::as_str));
        }
    }
    text
}

fn cells(station: &str, entry: &Entry, messages: &Messages) -> [String; COLUMNS.len()] {
    let day = entry.start.date_naive();
    let status = match entry.status {
        Status::Airs(_) => "airs",
        Status::Displaced(_) => "displaced",
    };
    [
        station.to_owned(),
        day.to_string(),
        weekday(day, messages),
        clock(entry.start.time()),
        clock(entry.end.time()),
        minutes((entry.end - entry.start).num_seconds()),
        entry.slot.clone(),
        entry.title.clone(),
        entry.play.to_owned(),
        entry.from.clone().unwrap_or_default(),
        entry.layer.to_owned(),
        status.to_owned(),
        entry.status.reason().unwrap_or_default().to_owned(),
        entry.id.clone(),
    ]
}

/// "Thứ Hai", "Monday".
fn weekday(day: chrono::NaiveDate, messages: &Messages) -> String {
    match messages.lang() {
        Lang::Vi => date(day).weekday,
        Lang::En => day.format("%A").to_string(),
    }
}

/// Minutes, with the part of one that is left over: `5`, `0.5`.
fn minutes(seconds: i64) -> String {
    let (whole, rest) = (seconds / 60, seconds % 60);
    if rest == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{:02}", rest * 100 / 60).trim_end_matches('0').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{entry, timetable};
    use super::*;
    use chrono_tz::Tz;

    #[test]
    fn the_head_comes_behind_a_byte_order_mark_and_every_line_has_a_cell_for_each_column() {
        let zone = Tz::Asia__Ho_Chi_Minh;
        let text =
            csv(&timetable(zone, vec![entry(zone, "2025-03-10T23:00", "Nhạc")]), &Messages::new(Lang::Vi));
        let lines: Vec<&str> = text.split_terminator("\r\n").collect();
        assert_eq!(lines[0].trim_start_matches(BYTE_ORDER_MARK), COLUMNS.join(","));
        assert!(text.starts_with(BYTE_ORDER_MARK));
        assert_eq!(
            lines[1],
            "huyen,2025-03-10,Thứ Hai,23:00,00:30,90,chiều,Nhạc,programme,,own,airs,,2025-03-10/huyen/chieu"
        );
    }

    #[test]
    fn half_a_minute_is_half_a_minute() {
        assert_eq!([minutes(300), minutes(30), minutes(65)], ["5", "0.5", "1.08"]);
    }
}
