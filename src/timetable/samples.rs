//! Timetables for the tests of this module.

use super::*;
use chrono::TimeZone;

/// An item of an hour and a half hour's programme, at a civil time of `zone`.
pub(super) fn entry(zone: Tz, start: &str, title: &str) -> Entry {
    let civil = chrono::NaiveDateTime::parse_from_str(start, "%Y-%m-%dT%H:%M").expect("a time");
    let start = zone.from_local_datetime(&civil).earliest().expect("no gap");
    let end = start + chrono::TimeDelta::minutes(90);
    Entry {
        id: format!("{}/huyen/chieu", civil.date()),
        slot: "chiều".to_owned(),
        title: title.to_owned(),
        start: start.fixed_offset(),
        end: end.fixed_offset(),
        play: "programme",
        from: None,
        layer: "own",
        status: Status::Airs(None),
    }
}

pub(super) fn timetable(zone: Tz, entries: Vec<Entry>) -> Timetable {
    let days = vec![TableDay { date: entries[0].start.date_naive(), holidays: vec![], entries }];
    let station = StationTable { id: "huyen".to_owned(), name: "Đài huyện".to_owned(), days };
    Timetable { network: "nho".to_owned(), name: "Mạng nhỏ".to_owned(), zone, stations: vec![station] }
}
