//! The log of a Liquidsoap player: which file began when, and when it was over.
//!
//! Two shapes are read. Its log: `2025/03/10 17:00:00 [loa:3] Prepared "/…/1700-chieu.wav" (RID 3).` as a file begins, and
//! `… Finished with "/…"` as it ends (Liquidsoap 1.0 to 2.3; the second is left out at its usual level 3, then the file that
//! the same source begins next ends it). And what its `metadata` command tells: `filename="…"` with `on_air="…"`.

use super::heard::Heard;
use crate::calendar::zone::earliest;
use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use std::io::{self, BufRead};

/// How it writes the time.
const CLOCK: &str = "%Y/%m/%d %H:%M:%S";

/// The length of a time so written.
const CLOCK_LENGTH: usize = 19;

/// No programme lasts longer: what ends later was not told.
const LONGEST: TimeDelta = TimeDelta::hours(12);

/// What is read so far.
#[derive(Default)]
struct Listing {
    heard: Vec<Heard>,
    /// The source of each, and whether its end is still to come.
    sources: Vec<(String, bool)>,
    /// The file and the time of the metadata that are being told.
    file: Option<String>,
    on_air: Option<DateTime<FixedOffset>>,
}

/// Reads the log, its times by the clock of `zone`. What is no line of a file's beginning or end is passed over.
pub fn read_liquidsoap(input: &mut impl BufRead, zone: Tz) -> io::Result<Vec<Heard>> {
    let mut listing = Listing::default();
    let mut bytes = Vec::new();
    for row in 1.. {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let line = String::from_utf8_lossy(&bytes);
        listing.line(line.trim_end(), row, zone);
    }
    Ok(listing.heard)
}

impl Listing {
    fn line(&mut self, line: &str, row: u64, zone: Tz) {
        if let Some((key, value)) = line.split_once('=') {
            let value = value.trim_matches('"');
            match key.trim() {
                "filename" => self.file = Some(value.to_owned()),
                "on_air" => self.on_air = instant(value, zone),
                _ => {}
            }
            if let (Some(_), Some(start)) = (&self.file, self.on_air) {
                let file = self.file.take().expect("looked at just now");
                self.on_air = None;
                self.begin("", file, start, row);
            }
        }
        let Some((clock, rest)) = line.split_at_checked(CLOCK_LENGTH) else { return };
        let Some(at) = instant(clock, zone) else { return };
        let Some((source, words)) =
            rest.trim_start().strip_prefix('[').and_then(|rest| rest.split_once("] "))
        else {
            return;
        };
        // "[loa:3]": behind the colon stands how loud the line is.
        let source = source.rsplit_once(':').map_or(source, |(source, _)| source);
        if let Some(file) = words.strip_prefix("Prepared ").and_then(quoted) {
            self.begin(source, file, at, row);
        } else if let Some(file) = words.strip_prefix("Finished with ").and_then(quoted) {
            self.end(at, |heard, own| own == source && heard.file.as_ref() == Some(&file));
        }
    }

    fn begin(&mut self, source: &str, file: String, start: DateTime<FixedOffset>, row: u64) {
        self.end(start, |_, own| own == source);
        let heard = Heard {
            row,
            file: Some(file),
            title: None,
            occurrence: None,
            start,
            length: None,
            outcome: None,
            cause: None,
        };
        self.heard.push(heard);
        self.sources.push((source.to_owned(), true));
    }

    /// What is on air and fits is over.
    fn end(&mut self, at: DateTime<FixedOffset>, fits: impl Fn(&Heard, &str) -> bool) {
        let on_air = self.heard.iter_mut().zip(&mut self.sources).rev();
        for (heard, (source, is_open)) in on_air.filter(|(_, (_, is_open))| *is_open) {
            if fits(heard, source) {
                let length = at - heard.start;
                heard.length = (TimeDelta::zero()..=LONGEST).contains(&length).then_some(length);
                *is_open = false;
                return;
            }
        }
    }
}

/// What stands between the quotation marks at the head of `words`.
fn quoted(words: &str) -> Option<String> {
    let (file, _) = words.strip_prefix('"')?.split_once('"')?;
    Some(file.to_owned())
}

/// A time of the zone; the first pass of an hour that comes twice.
fn instant(text: &str, zone: Tz) -> Option<DateTime<FixedOffset>> {
    let civil = NaiveDateTime::parse_from_str(text, CLOCK).ok()?;
    Some(earliest(zone, civil))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, Option<i64>)> {
        let heard = read_liquidsoap(&mut text.as_bytes(), Tz::Asia__Ho_Chi_Minh).expect("in memory");
        let one = |heard: Heard| {
            let file = heard.file.expect("a player names its file");
            (file, heard.start.to_rfc3339(), heard.length.map(|length| length.num_seconds()))
        };
        heard.into_iter().map(one).collect()
    }

    #[test]
    fn a_file_is_heard_from_where_it_begins_to_where_it_is_finished_with() {
        let log = "2025/03/10 16:59:58 >>> LOG START\n\
            2025/03/10 17:00:01 [loa:3] Prepared \"/loa/1700-chieu.wav\" (RID 3).\n\
            2025/03/10 17:00:01 [clock.main:3] Streaming loop starts.\n\
            2025/03/10 17:29:59 [loa:4] Finished with \"/loa/1700-chieu.wav\".\n";
        let start = "2025-03-10T17:00:01+07:00".to_owned();
        assert_eq!(read(log), [("/loa/1700-chieu.wav".to_owned(), start, Some(1798))]);
    }

    #[test]
    fn where_no_end_is_told_the_next_file_of_the_same_source_ends_it_and_the_last_has_none() {
        let log = "2025/03/10 17:00:00 [loa:3] Prepared \"a.wav\" (RID 3).\n\
            2025/03/10 17:05:00 [khac:3] Prepared \"x.wav\" (RID 4).\n\
            2025/03/10 17:10:00 [loa:3] Prepared \"b.wav\" (RID 5).\n";
        let lengths: Vec<Option<i64>> = read(log).into_iter().map(|(_, _, length)| length).collect();
        assert_eq!(lengths, [Some(600), None, None]);
    }

    #[test]
    fn metadata_tell_the_file_and_when_it_was_on_air() {
        let told = "--- 2 ---\nfilename=\"/loa/a.wav\"\ntitle=\"A\"\non_air=\"2025/03/10 17:00:00\"\n\
            --- 1 ---\non_air=\"2025/03/10 17:30:00\"\nfilename=\"/loa/b.wav\"\nEND\n";
        let files: Vec<_> = read(told).into_iter().map(|(file, _, length)| (file, length)).collect();
        assert_eq!(files, [("/loa/a.wav".to_owned(), Some(1800)), ("/loa/b.wav".to_owned(), None)]);
    }

    #[test]
    fn what_is_no_log_at_all_gives_nothing() {
        assert!(read("xin chào\n2025/13/99 17:00:00 [a:3] Prepared \"x\".\n\u{1F4FB}\n").is_empty());
    }
}
