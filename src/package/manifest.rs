//! The manifest of one station for one week: every item, its times, its parts with sample offsets.

use chrono::{NaiveDate, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

/// What a station gets for a week. Lengths are in frames of the house format unless they say milliseconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StationManifest {
    /// The version of this format: 1.
    pub version: u32,
    /// The network's id.
    pub network: String,
    /// The station's id.
    pub station: String,
    /// The station's name.
    pub name: String,
    /// The ISO week, `2025-W11`.
    pub week: String,
    /// The IANA zone of all times.
    pub time_zone: String,
    /// Frames per second.
    pub sample_rate: u32,
    /// Channels of every WAV.
    pub channels: u16,
    /// Bits of every sample.
    pub bits: u16,
    /// The days that were made, in order.
    pub days: Vec<ManifestDay>,
}

/// One broadcast day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ManifestDay {
    /// The day.
    pub date: NaiveDate,
    /// The rundown as a table, as a path within the station's folder.
    pub rundown: String,
    /// The running sheet of the whole day as text, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub running_text: Option<String>,
    /// The running sheet as a page to print.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub running_sheet: Option<String>,
    /// What airs, by time.
    pub items: Vec<ManifestItem>,
    /// What does not air after all.
    pub displaced: Vec<ManifestDisplaced>,
}

/// An item on air.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ManifestItem {
    /// `2025-03-10/huyen/chieu`.
    pub id: String,
    /// The slot's id.
    pub slot: String,
    /// What is heard, for people.
    pub title: String,
    /// When it begins, RFC 3339 with the offset.
    pub start: String,
    /// When it ends by the schedule, likewise.
    pub end: String,
    /// The length by the schedule.
    pub planned_ms: i64,
    /// `programme`, `carry`, `repeat` or `relay`.
    pub play: String,
    /// The occurrence whose sound it is, for a carry or repeat; the source, for a relay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Why a one-off change put it here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<String>,
    /// What it wanted, when it could not have just that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanted: Option<ManifestWanted>,
    /// The sheet as text, if there are words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub script: Option<String>,
    /// The sheet as a page to print.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The sheet as a page to read from on air.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompter: Option<String>,
    /// The sheet as a document for the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The sound; none when it could not be made, and for a relay without substitute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sound: Option<ManifestSound>,
}

/// The time an item wanted by its slot and did not get whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ManifestWanted {
    /// When it was to begin, RFC 3339 with the offset.
    pub start: String,
    /// How long it was to last.
    pub planned_ms: i64,
    /// `waiting`, `moved` or `shortened`.
    pub became: String,
}

/// The sound of an item; of a relay, what to play when the signal is missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ManifestSound {
    /// The whole length, live windows included.
    pub frames: u64,
    /// Time that nothing fills.
    pub silence: u64,
    /// The WAV files, in order.
    pub parts: Vec<ManifestPart>,
    /// What is heard when.
    pub elements: Vec<ManifestElement>,
}

/// One WAV file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ManifestPart {
    /// Its path within the station's folder.
    pub file: String,
    /// Where it begins, counted from the start of the item.
    pub at: u64,
    /// Its length.
    pub frames: u64,
    /// Which recipe it was made by.
    pub recipe: String,
    /// Its small copy, as a path within the station's folder, where the network asks for copies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy: Option<String>,
}

/// A stretch of an item's time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ManifestElement {
    /// The element's number in the item; none for a filler in a gap.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// `clip`, `recording`, `filler`, `bed`, `live` or `dropped`. Those that cross-fade, and a bed, overlap others.
    pub kind: String,
    /// What it is, for people.
    pub title: String,
    /// Its sound file, as a path within the project.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The number of its recording, found or missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recording: Option<u32>,
    /// The words, if it is read; paragraphs parted by an empty line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Where it begins, counted from the start of the item.
    pub at: u64,
    /// Its length; for a live read, the window left for it.
    pub frames: u64,
    /// The part it sounds in, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<usize>,
    /// Where it begins in that part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
}

/// An item that does not air.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ManifestDisplaced {
    /// Its id.
    pub id: String,
    /// When it would have begun.
    pub start: String,
    /// What would have been heard.
    pub title: String,
    /// The id of the item that has its time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Why it was cancelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<String>,
}

/// How the files of an item begin, so that they sort by air time: `2025-03-10/1700-chieu`, `1700_2-chieu` the second time
/// the slot airs that day, `170030-chieu` when it does not begin on the minute. No slug has a `_`, so no two items of a
/// station share a name, not even in an hour that comes twice.
pub fn file_stem(date: NaiveDate, start: NaiveTime, nth: u32, slug: &str) -> String {
    let time = start.format(if start.second() == 0 { "%H%M" } else { "%H%M%S" });
    let nth = if nth > 1 { format!("_{nth}") } else { String::new() };
    format!("{date}/{time}{nth}-{slug}")
}

impl StationManifest {
    /// All files it speaks of, as paths within the station's folder.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.days.iter().flat_map(|day| {
            let of_items = day.items.iter().flat_map(|item| {
                let parts = item.sound.iter().flat_map(|sound| &sound.parts);
                let parts = parts.flat_map(|part| [Some(part.file.as_str()), part.copy.as_deref()]).flatten();
                let sheets = [&item.script, &item.sheet, &item.prompter, &item.document];
                sheets.into_iter().flatten().map(String::as_str).chain(parts)
            });
            let of_day = [&day.running_text, &day.running_sheet].into_iter().flatten();
            of_items.chain([&day.rundown].into_iter().chain(of_day).map(String::as_str))
        })
    }

    /// Takes over the days of `earlier` that are not made now.
    pub fn keep_other_days(&mut self, earlier: StationManifest) {
        for day in earlier.days {
            if self.days.iter().all(|made| made.date != day.date) {
                self.days.push(day);
            }
        }
        self.days.sort_by_key(|day| day.date);
    }
}

#[cfg(test)]
pub(super) mod samples {
    use super::*;

    pub(in crate::package) fn item(date: &str, slot: &str) -> ManifestItem {
        ManifestItem {
            id: format!("{date}/huyen/{slot}"),
            slot: slot.to_owned(),
            title: "Chiều".to_owned(),
            start: format!("{date}T17:00:00+07:00"),
            end: format!("{date}T17:30:00+07:00"),
            planned_ms: 1_800_000,
            play: "programme".to_owned(),
            from: None,
            changed: None,
            wanted: None,
            script: None,
            sheet: None,
            prompter: None,
            document: None,
            sound: None,
        }
    }

    pub(in crate::package) fn sound(parts: &[(&str, u64)], frames: u64) -> ManifestSound {
        let part = |(file, frames): &(&str, u64)| ManifestPart {
            file: (*file).to_owned(),
            at: 0,
            frames: *frames,
            recipe: String::new(),
            copy: None,
        };
        ManifestSound { frames, silence: 0, parts: parts.iter().map(part).collect(), elements: vec![] }
    }

    /// At 100 frames a second.
    pub(in crate::package) fn manifest(days: Vec<(&str, Vec<ManifestItem>)>) -> StationManifest {
        let day = |(date, items): (&str, Vec<ManifestItem>)| ManifestDay {
            date: date.parse().expect("a date"),
            rundown: format!("{date}/lich-phat.txt"),
            running_text: None,
            running_sheet: Some(format!("{date}/lich-chi-tiet.html")),
            items,
            displaced: vec![],
        };
        StationManifest {
            version: 1,
            network: "thu".to_owned(),
            station: "huyen".to_owned(),
            name: "Đài huyện".to_owned(),
            week: "2025-W11".to_owned(),
            time_zone: "Asia/Ho_Chi_Minh".to_owned(),
            sample_rate: 100,
            channels: 1,
            bits: 16,
            days: days.into_iter().map(day).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::samples::{item, manifest, sound};
    use super::*;

    #[test]
    fn days_that_are_not_made_now_stay_and_those_that_are_take_the_place_of_the_old() {
        let (old, new) = (item("2025-03-11", "cu"), item("2025-03-11", "moi"));
        let mut now = manifest(vec![("2025-03-11", vec![new.clone()])]);
        let monday = vec![item("2025-03-10", "chieu")];
        now.keep_other_days(manifest(vec![("2025-03-12", vec![]), ("2025-03-11", vec![old])]));
        now.keep_other_days(manifest(vec![("2025-03-10", monday.clone())]));
        let days: Vec<String> = now.days.iter().map(|day| day.date.to_string()).collect();
        assert_eq!(days, ["2025-03-10", "2025-03-11", "2025-03-12"]);
        assert_eq!((&now.days[0].items, &now.days[1].items), (&monday, &vec![new]));
    }

    #[test]
    fn all_files_of_all_days_are_told_of() {
        let mut chieu = item("2025-03-10", "chieu");
        chieu.script = Some("a.txt".to_owned());
        chieu.sheet = Some("a.html".to_owned());
        chieu.document = Some("a.docx".to_owned());
        chieu.prompter = Some("a-nhac-chu.html".to_owned());
        chieu.sound = Some(sound(&[("a-1.wav", 1), ("a-2.wav", 1)], 2));
        let manifest = manifest(vec![("2025-03-10", vec![chieu]), ("2025-03-11", vec![])]);
        let mut files: Vec<&str> = manifest.files().collect();
        files.sort_unstable();
        let expected = [
            "2025-03-10/lich-chi-tiet.html",
            "2025-03-10/lich-phat.txt",
            "2025-03-11/lich-chi-tiet.html",
            "2025-03-11/lich-phat.txt",
            "a-1.wav",
            "a-2.wav",
            "a-nhac-chu.html",
            "a.docx",
            "a.html",
            "a.txt",
        ];
        assert_eq!(files, expected);
    }

    #[test]
    fn files_sort_by_air_time() {
        let stem = |hour| file_stem("2025-03-10".parse().expect("a date"), hour, 1, "chieu");
        let early = stem(NaiveTime::from_hms_opt(5, 5, 0).expect("a time"));
        assert_eq!(early, "2025-03-10/0505-chieu");
        assert!(early < stem(NaiveTime::from_hms_opt(17, 0, 0).expect("a time")));
    }

    #[test]
    fn a_slot_that_airs_twice_at_one_time_of_day_has_two_names_and_seconds_stand_in_them() {
        let stem = |second, nth| {
            let start = NaiveTime::from_hms_opt(2, 15, second).expect("a time");
            file_stem("2025-10-26".parse().expect("a date"), start, nth, "e")
        };
        assert_eq!((stem(0, 1), stem(0, 2)), ("2025-10-26/0215-e".into(), "2025-10-26/0215_2-e".into()));
        assert_eq!(stem(30, 1), "2025-10-26/021530-e");
    }
}
