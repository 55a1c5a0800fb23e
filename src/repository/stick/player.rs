//! What a player plays: the WAVs of a station's weeks under names that sort in the order of air time, with lists.
//!
//! Takes weeks that were pulled, so that every WAV was checked; knows nothing of signatures. A relay's substitute stands
//! apart: who plays a folder from end to end must not air it.

use super::{PLAYED, StickFault, copy, names};
use crate::package::{ManifestDay, ManifestItem, StationManifest, is_plain};
use crate::project::{ProjectError, StoreCount, Storing, sweep};
use crate::source::slug;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Where substitutes stand.
const SUBSTITUTES: &str = "DU-PHONG";

/// The list of a whole week.
const WEEK_LIST: &str = "CA-TUAN.m3u";

/// The longest name of a file.
const LONGEST_NAME: usize = 64;

/// What stands on the stick to be played.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Playable {
    /// The lines of all weeks: when, under which name, what.
    pub lines: Vec<(DateTime<FixedOffset>, String, String)>,
    /// What had to be written.
    pub count: StoreCount,
}

/// A WAV on the stick.
struct Played<'a> {
    /// Within the station's week.
    file: &'a str,
    /// Within the week's folder on the stick.
    name: String,
    start: DateTime<FixedOffset>,
    title: &'a str,
    is_substitute: bool,
}

/// Writes the WAVs of the weeks in `pulled` into `stick`/PHAT, each week a folder with lists of each day and of the week.
/// What an earlier run wrote there and is no longer needed is removed; other files are left alone.
pub fn play_files(pulled: &Path, weeks: &[String], stick: &Path) -> Result<Playable, StickFault> {
    sweep(stick, PLAYED)?;
    let mut storing = Storing::under(&stick.join(PLAYED));
    let mut lines = Vec::new();
    for week in weeks {
        let manifest = manifest(&pulled.join(week))?;
        let mut days = Vec::new();
        for day in &manifest.days {
            let played = played(day);
            for one in &played {
                if !is_plain(one.file) {
                    return Err(StickFault::Damaged(pulled.join(week).join("manifest.json")));
                }
                copy(&pulled.join(week).join(one.file), &mut storing, &format!("{week}/{}", one.name))?;
            }
            days.push((day.date, played));
        }
        let lists = lists(&days);
        for (name, text) in &lists {
            storing.bytes(&format!("{week}/{name}"), text.as_bytes())?;
        }
        let kept = days.iter().flat_map(|(_, played)| played).map(|one| one.name.clone());
        tidy(&mut storing, week, &kept.chain(lists.into_iter().map(|(name, _)| name)).collect())?;
        let told = days.iter().flat_map(|(_, played)| played);
        lines.extend(told.map(|one| (one.start, format!("{week}/{}", one.name), one.title.to_owned())));
    }
    for name in names(storing.root()).into_iter().filter(|name| !weeks.contains(name) && name.contains("-W"))
    {
        tidy(&mut storing, &name, &BTreeSet::new())?;
    }
    Ok(Playable { lines, count: storing.count })
}

fn manifest(week: &Path) -> Result<StationManifest, StickFault> {
    let place = week.join("manifest.json");
    let text = fs::read(&place).map_err(ProjectError::read(&place))?;
    serde_json::from_slice(&text).map_err(|_| StickFault::Damaged(place))
}

/// The WAVs of a day in the order in which they are played.
fn played(day: &ManifestDay) -> Vec<Played<'_>> {
    let mut items: Vec<(DateTime<FixedOffset>, &ManifestItem)> = day
        .items
        .iter()
        .filter_map(|item| Some((DateTime::parse_from_rfc3339(&item.start).ok()?, item)))
        .collect();
    items.sort_by_key(|(start, _)| *start);
    let mut played = Vec::new();
    for (start, item) in items {
        for part in item.sound.iter().flat_map(|sound| &sound.parts) {
            let is_substitute = item.play == "relay";
            let nth = played.iter().filter(|one: &&Played| one.is_substitute == is_substitute).count() + 1;
            let name = name(day.date, nth, start, &item.title);
            let name = if is_substitute { format!("{SUBSTITUTES}/{name}") } else { name };
            played.push(Played { file: &part.file, name, start, title: &item.title, is_substitute });
        }
    }
    played
}

/// `101_T2-10-03_1700_chuong-trinh-chieu.wav`: the day of the week and the turn, so that any player sorts them; then what
/// people want to know.
fn name(date: NaiveDate, nth: usize, start: DateTime<FixedOffset>, title: &str) -> String {
    let head = format!(
        "{}{nth:02}_{}_{}_",
        date.weekday().number_from_monday(),
        day_name(date),
        start.format("%H%M")
    );
    let title: String = slug(title).chars().take(LONGEST_NAME - head.len() - ".wav".len()).collect();
    format!("{}.wav", format!("{head}{title}").trim_end_matches(['-', '_']))
}

/// `T2-10-03`: Monday, 10 March.
fn day_name(date: NaiveDate) -> String {
    let day = match date.weekday().number_from_monday() {
        7 => "CN".to_owned(),
        day => format!("T{}", day + 1),
    };
    format!("{day}-{}", date.format("%d-%m"))
}

/// A list for each day and one for the week: plain names a line, with the line ends of the oldest players.
fn lists(days: &[(NaiveDate, Vec<Played>)]) -> Vec<(String, String)> {
    let lines = |played: &[Played]| -> String {
        played.iter().filter(|one| !one.is_substitute).map(|one| format!("{}\r\n", one.name)).collect()
    };
    let of_day = |(date, played): &(NaiveDate, Vec<Played>)| {
        let name = format!("{}00_{}.m3u", date.weekday().number_from_monday(), day_name(*date));
        (name, lines(played))
    };
    let mut lists: Vec<_> = days.iter().map(of_day).collect();
    lists.push((WEEK_LIST.to_owned(), days.iter().map(|(_, played)| lines(played)).collect()));
    lists
}

/// Removes from a week's folder what was written there once and is not in `kept`.
fn tidy(storing: &mut Storing, week: &str, kept: &BTreeSet<String>) -> Result<(), StickFault> {
    for folder in ["", SUBSTITUTES] {
        for name in names(&storing.root().join(week).join(folder)) {
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            if is_ours(&name) && !kept.contains(&path) {
                storing.remove(&format!("{week}/{path}"))?;
            }
        }
    }
    Ok(())
}

/// Whether a name is such as are given here.
fn is_ours(name: &str) -> bool {
    let number = name.split('_').next().unwrap_or_default();
    let is_numbered = number.len() >= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    name == WEEK_LIST || is_numbered && (name.ends_with(".wav") || name.ends_with(".m3u"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(written: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(written).expect("a moment")
    }

    fn day(written: &str) -> NaiveDate {
        written.parse().expect("a day")
    }

    #[test]
    fn names_are_ascii_sort_by_day_and_turn_and_fit_every_player() {
        let start = at("2025-03-10T17:00:00+07:00");
        assert_eq!(
            name(day("2025-03-10"), 1, start, "Chương trình chiều"),
            "101_T2-10-03_1700_chuong-trinh-chieu.wav"
        );
        let long = name(day("2025-03-16"), 12, start, &"Đọc truyện đêm khuya ".repeat(9));
        assert!(long.len() <= LONGEST_NAME && long.is_ascii(), "{long}");
        assert!(long.starts_with("712_CN-16-03_1700_doc-truyen"), "{long}");
        assert_eq!(name(day("2025-03-11"), 3, start, "***"), "203_T3-11-03_1700.wav");
    }

    #[test]
    fn only_what_was_written_here_is_ever_removed() {
        for name in ["101_T2-10-03_1700_chieu.wav", "100_T2-10-03.m3u", "CA-TUAN.m3u"] {
            assert!(is_ours(name), "{name}");
        }
        for name in ["nhac.wav", "01_bai-hat.wav", "100_ghi-chu.txt", "NHAC_101.wav"] {
            assert!(!is_ours(name), "{name}");
        }
    }
}
