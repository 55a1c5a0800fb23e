//! What a template is given: the station, the programme, the day and hour, and what is to be read.
//!
//! Plain values, filled in by whoever writes the scripts; nothing here looks anything up. Optional things are
//! left out, never null: the engine prints a null as nothing, and a gap in a sentence read aloud is a mistake
//! no one sees. A template asks with `{% if topic is defined %}`.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};
use serde::Serialize;

/// Everything a template can name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Context {
    /// The station that airs.
    pub station: Station,
    /// The network it belongs to.
    pub network: Network,
    /// The programme the template is part of.
    pub programme: Programme,
    /// When it airs, by the schedule.
    pub slot: Slot,
    /// The day it airs on.
    pub date: Date,
    /// The hour it goes on air at.
    pub time: Time,
    /// The bulletins of the whole programme, in the order they are read; may be none.
    pub bulletins: Vec<Bulletin>,
    /// The campaign topic of the day; left out when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// What the station airs next; left out when nothing follows at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Next>,
}

/// A station.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Station {
    /// Its id: `la-hai`.
    pub id: String,
    /// Its full name, as it is announced: "Đài Truyền thanh thị trấn La Hai".
    pub name: String,
    /// The full name of the station above it; left out when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upstream: Option<String>,
}

/// The network.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Network {
    /// Its id: `dong-xuan`.
    pub id: String,
    /// Its name: "Hệ thống truyền thanh huyện Đồng Xuân".
    pub name: String,
}

/// A programme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Programme {
    /// Its id: `chiều`.
    pub id: String,
    /// Its title: "Chương trình phát thanh buổi chiều".
    pub title: String,
    /// What it brings, in order, as the opening announces it: "thời sự", "chuyên mục Cải cách hành chính",
    /// "thông báo". Only what is there today; may be empty.
    pub sections: Vec<String>,
}

/// A slot on its date.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Slot {
    /// Its id: `chiều`.
    pub id: String,
    /// The civil time it begins at: "17:00".
    pub start: String,
    /// Its planned length in whole minutes.
    pub length_minutes: u32,
}

/// A civil date.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Date {
    /// "2025-03-10".
    pub iso: String,
    /// Day of the month, from 1.
    pub day: u32,
    /// Month, from 1.
    pub month: u32,
    /// Year.
    pub year: i32,
    /// "Thứ Hai" … "Chủ nhật".
    pub weekday: String,
    /// "ngày 10 tháng 3 năm 2025".
    pub written: String,
    /// The lunar date; left out outside the range the calendar vouches for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lunar: Option<Lunar>,
}

/// A date of the Vietnamese lunar calendar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lunar {
    /// Day of the month, 1 to 30.
    pub day: u32,
    /// Month, 1 to 12; a leap month has the number of the one before it.
    pub month: u32,
    /// Whether it is a leap month (tháng nhuận).
    pub leap: bool,
    /// "Ất Tỵ".
    pub year_name: String,
    /// "ngày 11 tháng 2 năm Ất Tỵ"; days 1 to 10 with "mùng", the month "Giêng" or "Chạp" by its name.
    pub written: String,
}

/// A time of day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Time {
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// "17 giờ", "5 giờ 15 phút".
    pub written: String,
    /// "sáng" to 10:59, "trưa" to 12:59, "chiều" to 17:59, then "tối".
    pub part_of_day: String,
}

/// A bulletin that is read in the programme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bulletin {
    /// Its title.
    pub title: String,
    /// The section it is read in: "thời sự".
    pub section: String,
    /// The day it is dated.
    pub date: Date,
    /// The letters of its campaign topics; may be none.
    pub topics: Vec<String>,
    /// Who wrote it; left out when that is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplier: Option<String>,
    /// Its whole text.
    pub text: String,
    /// The text by paragraphs.
    pub paragraphs: Vec<String>,
}

/// A campaign's topic.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Topic {
    /// Its letter: "b", "đ".
    pub id: String,
    /// What it is about: "Thủ tục hành chính và dịch vụ công trực tuyến".
    pub title: String,
    /// Who supplies its texts; left out when that is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplier: Option<String>,
}

/// What follows this programme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Next {
    /// Its title.
    pub title: String,
    /// When it begins.
    pub time: Time,
    /// Whose programme it is when it is relayed live: "VOV1, Đài Tiếng nói Việt Nam"; left out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relayed_from: Option<String>,
}

impl Date {
    /// The date with its names written out.
    pub fn of(date: NaiveDate, lunar: Option<Lunar>) -> Date {
        let weekday = match date.weekday() {
            Weekday::Mon => "Thứ Hai",
            Weekday::Tue => "Thứ Ba",
            Weekday::Wed => "Thứ Tư",
            Weekday::Thu => "Thứ Năm",
            Weekday::Fri => "Thứ Sáu",
            Weekday::Sat => "Thứ Bảy",
            Weekday::Sun => "Chủ nhật",
        };
        let (day, month, year) = (date.day(), date.month(), date.year());
        Date {
            iso: date.format("%Y-%m-%d").to_string(),
            day,
            month,
            year,
            weekday: weekday.to_owned(),
            written: format!("ngày {day} tháng {month} năm {year}"),
            lunar,
        }
    }
}

impl Lunar {
    /// The lunar date written out.
    pub fn of(day: u32, month: u32, leap: bool, year_name: &str) -> Lunar {
        let early = if day <= 10 { "mùng " } else { "" };
        let name = match month {
            1 => "Giêng".to_owned(),
            12 => "Chạp".to_owned(),
            _ => month.to_string(),
        };
        let leap_word = if leap { " nhuận" } else { "" };
        let written = format!("ngày {early}{day} tháng {name}{leap_word} năm {year_name}");
        Lunar { day, month, leap, year_name: year_name.to_owned(), written }
    }
}

impl Time {
    /// The time written out, seconds left aside.
    pub fn of(time: NaiveTime) -> Time {
        let (hour, minute) = (time.hour(), time.minute());
        let written = match minute {
            0 => format!("{hour} giờ"),
            _ => format!("{hour} giờ {minute} phút"),
        };
        let part_of_day = match hour {
            0..=10 => "sáng",
            11..=12 => "trưa",
            13..=17 => "chiều",
            _ => "tối",
        };
        Time { hour, minute, written, part_of_day: part_of_day.to_owned() }
    }
}

impl Context {
    /// A context with everything there can be: what templates are checked against.
    pub fn full_example() -> Context {
        let bare = Context::bare_example();
        let date = NaiveDate::from_ymd_opt(2025, 3, 14).expect("a day that exists");
        let seventeen = NaiveTime::from_hms_opt(17, 0, 0).expect("a time that exists");
        let half_past = NaiveTime::from_hms_opt(17, 30, 0).expect("a time that exists");
        Context {
            station: Station {
                upstream: Some("Đài Truyền thanh huyện Đồng Xuân".to_owned()),
                ..bare.station
            },
            programme: Programme {
                sections: ["thời sự", "chuyên mục Cải cách hành chính", "thông báo"]
                    .map(str::to_owned)
                    .to_vec(),
                ..bare.programme
            },
            date: Date::of(date, Some(Lunar::of(15, 2, false, "Ất Tỵ"))),
            time: Time::of(seventeen),
            bulletins: bare
                .bulletins
                .into_iter()
                .map(|b| Bulletin {
                    date: Date::of(date, Some(Lunar::of(15, 2, false, "Ất Tỵ"))),
                    topics: vec!["b".to_owned()],
                    supplier: Some("Văn phòng HĐND và UBND huyện".to_owned()),
                    ..b
                })
                .collect(),
            topic: Some(Topic {
                id: "b".to_owned(),
                title: "Thủ tục hành chính và dịch vụ công trực tuyến".to_owned(),
                supplier: Some("Văn phòng HĐND và UBND huyện".to_owned()),
            }),
            next: Some(Next {
                title: "Chương trình thời sự của tỉnh".to_owned(),
                time: Time::of(half_past),
                relayed_from: Some("Đài Phát thanh và Truyền hình Phú Yên".to_owned()),
            }),
            ..bare
        }
    }

    /// The full example, one whose optional parts lack their own optional fields, and the bare one: between
    /// them they show what there can be and what can be left out.
    pub(super) fn examples() -> [Context; 3] {
        let full = Context::full_example();
        let topic = full.topic.clone().map(|topic| Topic { supplier: None, ..topic });
        let next = full.next.clone().map(|next| Next { relayed_from: None, ..next });
        let sparse = Context { topic, next, ..full.clone() };
        [full, sparse, Context::bare_example()]
    }

    /// A context with nothing left in it that can be left out. It has one bulletin, so that the fields of one
    /// are known.
    pub fn bare_example() -> Context {
        let date = NaiveDate::from_ymd_opt(2025, 3, 10).expect("a day that exists");
        let early = NaiveTime::from_hms_opt(5, 50, 0).expect("a time that exists");
        Context {
            station: Station {
                id: "la-hai".to_owned(),
                name: "Đài Truyền thanh thị trấn La Hai".to_owned(),
                upstream: None,
            },
            network: Network {
                id: "dong-xuan".to_owned(),
                name: "Hệ thống truyền thanh huyện Đồng Xuân".to_owned(),
            },
            programme: Programme {
                id: "tin xã".to_owned(),
                title: "Bản tin địa phương".to_owned(),
                sections: Vec::new(),
            },
            slot: Slot { id: "tin xã".to_owned(), start: "05:50".to_owned(), length_minutes: 5 },
            date: Date::of(date, None),
            time: Time::of(early),
            bulletins: vec![Bulletin {
                title: "Nộp hồ sơ qua mạng".to_owned(),
                section: "thời sự".to_owned(),
                date: Date::of(date, None),
                topics: Vec::new(),
                supplier: None,
                text: "Bà con có thể nộp hồ sơ tại nhà.".to_owned(),
                paragraphs: vec!["Bà con có thể nộp hồ sơ tại nhà.".to_owned()],
            }],
            topic: None,
            next: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(hour: u32, minute: u32) -> Time {
        Time::of(NaiveTime::from_hms_opt(hour, minute, 0).unwrap())
    }

    #[test]
    fn a_date_is_written_as_it_is_announced() {
        let sunday = Date::of(NaiveDate::from_ymd_opt(2025, 3, 16).unwrap(), None);
        assert_eq!((sunday.weekday.as_str(), sunday.iso.as_str()), ("Chủ nhật", "2025-03-16"));
        assert_eq!(sunday.written, "ngày 16 tháng 3 năm 2025");
    }

    #[test]
    fn a_lunar_date_says_mung_and_the_names_of_months_and_leap() {
        assert_eq!(Lunar::of(11, 2, false, "Ất Tỵ").written, "ngày 11 tháng 2 năm Ất Tỵ");
        assert_eq!(Lunar::of(1, 1, false, "Ất Tỵ").written, "ngày mùng 1 tháng Giêng năm Ất Tỵ");
        assert_eq!(Lunar::of(10, 12, false, "Ất Tỵ").written, "ngày mùng 10 tháng Chạp năm Ất Tỵ");
        assert_eq!(Lunar::of(23, 6, true, "Ất Tỵ").written, "ngày 23 tháng 6 nhuận năm Ất Tỵ");
    }

    #[test]
    fn a_time_has_its_part_of_day() {
        assert_eq!(
            (time(17, 0).written, time(5, 15).written),
            ("17 giờ".to_owned(), "5 giờ 15 phút".to_owned())
        );
        let parts = [(5, 15), (10, 59), (11, 0), (12, 59), (13, 0), (17, 59), (18, 0)]
            .map(|(hour, minute)| time(hour, minute).part_of_day);
        assert_eq!(parts, ["sáng", "sáng", "trưa", "trưa", "chiều", "chiều", "tối"]);
    }

    #[test]
    fn what_is_optional_is_left_out_and_never_null() {
        for context in Context::examples() {
            assert!(!serde_json::to_string(&context).unwrap().contains("null"));
        }
        let bare = serde_json::to_value(Context::bare_example()).unwrap();
        assert!(bare.get("topic").is_none() && bare["date"].get("lunar").is_none());
    }
}
