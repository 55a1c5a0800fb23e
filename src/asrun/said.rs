//! "mất điện 17h05-17h20": what somebody says of a stretch of time → the words and the times.

use crate::calendar::reading::{TimeRange, time_range};

/// How many words a range of times may have: "17 giờ 5 phút đến 17 giờ 20 phút".
const LONGEST: usize = 9;

/// Small words before a time that say no more than it does, as they are folded.
const BEFORE: [&str; 6] = ["từ", "tu", "lúc", "luc", "from", "at"];

/// The words without the first range of times in them, and that range.
pub fn said(text: &str) -> (String, Option<TimeRange>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let range = |from: usize, count: usize| {
        let part = words.get(from..from + count)?.iter();
        let part: Vec<&str> = part.map(|word| if *word == "to" { "-" } else { word }).collect();
        Some((from, from + count, time_range(&part.join(" ")).ok()?))
    };
    let found = (0..words.len()).find_map(|from| (1..=LONGEST).rev().find_map(|count| range(from, count)));
    let Some((from, to, range)) = found else { return (words.join(" "), None) };
    let is_before = from > 0 && BEFORE.contains(&words[from - 1].to_lowercase().as_str());
    let kept: Vec<&str> =
        words[..from - usize::from(is_before)].iter().chain(&words[to..]).copied().collect();
    (kept.join(" ").trim_end_matches([',', ':', ';', '-']).trim().to_owned(), Some(range))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_times_are_found_wherever_they_stand_and_however_they_are_written() {
        for text in [
            "Mất điện 17h05-17h20",
            "Mất điện 17h05 – 17h20",
            "Mất điện từ 17h05 đến 17h20",
            "Mất điện, 17:05-17:20",
            "17 giờ 5 phút đến 17 giờ 20 phút Mất điện",
            "Mất điện from 17:05 to 17:20",
        ] {
            let (words, range) = said(text);
            let range = range.unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (words.as_str(), range),
                ("Mất điện", time_range("17h05-17h20").expect("a range")),
                "{text}"
            );
        }
    }

    #[test]
    fn without_times_the_words_stay_as_they_are() {
        assert_eq!(said("Loa  thôn 2 hỏng, từ 5 ngày"), ("Loa thôn 2 hỏng, từ 5 ngày".to_owned(), None));
    }
}
