//! Names of administrative units (xã, huyện, tỉnh), which are merged and renamed: which of them a text says, and whether
//! each is right on a given day.
//!
//! Takes the units of the network file and a text; returns [`Mention`]s with their places. Knows no bulletin and no
//! template.

use super::{Station, StationIx, index};
use crate::source::Spanned;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A unit by the name it has, or had, in a span of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its name with the word for its kind, as "xã Đồng Xuân".
    pub name: Spanned<String>,
    /// First day of the name.
    pub since: Option<NaiveDate>,
    /// Last day of the name.
    pub until: Option<NaiveDate>,
    /// What to say afterwards; none where nothing took its place.
    pub now: Option<String>,
}

/// One place of a text where a unit is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The bytes of the name.
    pub place: Range<usize>,
    /// The unit, by its place in the list: of several of one name, the first.
    pub unit: usize,
    /// The station within whose full name it stands: a station keeps its name as long as it broadcasts.
    pub within: Option<StationIx>,
}

/// What is wrong with a name on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misnamed<'a> {
    /// The unit is no longer called so.
    Ended {
        /// The last day of the name.
        until: NaiveDate,
        /// What to say instead.
        now: Option<&'a str>,
    },
    /// The unit is not called so before that day.
    NotYet(NaiveDate),
}

/// All units of a network file, ready to be found in texts.
#[derive(Debug, Clone, Default)]
pub struct Units {
    list: Vec<Unit>,
    /// The next node behind a node and a word; a text is walked through it once, however many names there are.
    steps: BTreeMap<(usize, String), usize>,
    /// The names that end at a node, the root first.
    ends: Vec<Vec<Phrase>>,
}

/// A name to be found.
#[derive(Debug, Clone)]
struct Phrase {
    words: Vec<String>,
    what: Named,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy)]
enum Named {
    Unit(usize),
    Station(StationIx),
}

/// A word of a text: its bytes, its letters to compare, and whether only white space parts it from the word before.
struct Word {
    place: Range<usize>,
    letters: String,
    follows: bool,
}

impl Units {
    /// The units of `list`, none of which counts within the full name of one of `stations` that is on air.
    pub fn new(list: Vec<Unit>, stations: &[Station]) -> Units {
        let mut units = Units { list: Vec::new(), steps: BTreeMap::new(), ends: vec![Vec::new()] };
        for (at, unit) in list.iter().enumerate() {
            units.add(&unit.name, Named::Unit(at));
        }
        let naming =
            stations.iter().enumerate().filter(|(_, station)| !units.mentions(&station.name).is_empty());
        let naming: Vec<(usize, &Station)> = naming.collect();
        for (at, station) in naming {
            units.add(&station.name, Named::Station(index(at)));
        }
        units.list = list;
        units
    }

    /// The names of units in `text`, whole words only, the longest where several begin alike. Letters are compared in
    /// NFC, their marks exactly but for where the tone is put (hoà, hòa); the case of the word for the kind is free,
    /// and all may be capitals. Takes time in proportion to the text.
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        if self.steps.is_empty() {
            return Vec::new();
        }
        let words = words(text);
        let (mut found, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let Some((length, what)) = self.longest(&words[at..]) else {
                at += 1;
                continue;
            };
            let place = words[at].place.start..words[at + length - 1].place.end;
            match what {
                Named::Unit(unit) => found.push(Mention { place, unit, within: None }),
                Named::Station(station) => found.extend(self.within(station, &words[at + 1..at + length])),
            }
            at += length;
        }
        found
    }

    /// The name as the network file writes it.
    pub fn name(&self, unit: usize) -> &Spanned<String> {
        &self.list[unit].name
    }

    /// What is wrong with the name of `unit` on `date`; nothing while any unit of that name is there.
    pub fn misnamed(&self, unit: usize, date: NaiveDate) -> Option<Misnamed<'_>> {
        let name = letters(&self.list[unit].name);
        let same = || self.list.iter().filter(|unit| letters(&unit.name) == name);
        let is_right = |unit: &Unit| {
            unit.since.is_none_or(|since| since <= date) && unit.until.is_none_or(|until| date <= until)
        };
        if same().any(is_right) {
            return None;
        }
        let ended = same().filter_map(|unit| Some((unit.until.filter(|until| *until < date)?, unit)));
        match ended.max_by_key(|(until, _)| *until) {
            Some((until, unit)) => Some(Misnamed::Ended { until, now: unit.now.as_deref() }),
            None => same().filter_map(|unit| unit.since).min().map(Misnamed::NotYet),
        }
    }

    fn add(&mut self, name: &str, what: Named) {
        let words: Vec<String> = words(name).into_iter().map(|word| word.letters).collect();
        if words.is_empty() {
            return;
        }
        let mut node = 0;
        for word in &words {
            let next = self.ends.len();
            node = *self.steps.entry((node, word.to_lowercase())).or_insert(next);
            if node == next {
                self.ends.push(Vec::new());
            }
        }
        self.ends[node].push(Phrase { words, what });
    }

    /// The longest name that `words` begin with: how many words, and what it stands for.
    fn longest(&self, words: &[Word]) -> Option<(usize, Named)> {
        let (mut node, mut best) = (0, None);
        for (count, word) in (1..).zip(words) {
            if count > 1 && !word.follows {
                break;
            }
            let Some(next) = self.steps.get(&(node, word.letters.to_lowercase())) else { break };
            node = *next;
            let fits = |phrase: &&Phrase| phrase.words.iter().zip(words).enumerate().all(is_alike);
            if let Some(phrase) = self.ends[node].iter().find(fits) {
                best = Some((count, phrase.what));
            }
        }
        best
    }

    /// The units within the name of a station, of which `words` are all but the first.
    fn within(&self, station: StationIx, words: &[Word]) -> Vec<Mention> {
        let mut found = Vec::new();
        for at in 0..words.len() {
            if let Some((length, Named::Unit(unit))) = self.longest(&words[at..]) {
                let place = words[at].place.start..words[at + length - 1].place.end;
                found.push(Mention { place, unit, within: Some(station) });
            }
        }
        found
    }
}

/// Whether a word of a text is that of a name: the same, in capitals, or, at the beginning and where the name has a
/// small letter, in any case.
fn is_alike((at, (name, said)): (usize, (&String, &Word))) -> bool {
    let is_kind = at == 0 || name.chars().all(|letter| !letter.is_uppercase());
    said.letters == *name
        || said.letters == name.to_uppercase()
        || is_kind && said.letters.to_lowercase() == name.to_lowercase()
}

/// The words of a text: runs of letters, figures and marks.
fn words(text: &str) -> Vec<Word> {
    let is_part = |letter: char| letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter);
    let (mut words, mut end) = (Vec::new(), 0);
    let mut rest = text;
    while let Some(open) = rest.find(is_part) {
        let start = text.len() - rest.len() + open;
        let length = text[start..].find(|letter| !is_part(letter)).unwrap_or(text.len() - start);
        let place = start..start + length;
        let follows = text[end..start].chars().all(char::is_whitespace);
        words.push(Word { letters: letters(&text[place.clone()]), place: place.clone(), follows });
        end = place.end;
        rest = &text[end..];
    }
    words
}

/// The letters of a text with the tone marks behind each of its words, so that hoà and hòa are alike.
fn letters(text: &str) -> String {
    let is_tone = |letter: &char| matches!(letter, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let folded = text.split_whitespace().map(|word| {
        let (tones, plain): (Vec<char>, Vec<char>) = word.nfd().partition(is_tone);
        plain.into_iter().chain(tones).nfc().collect::<String>()
    });
    folded.collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{FileId, Span};

    fn day(written: &str) -> NaiveDate {
        written.parse().expect("a date")
    }

    fn unit(name: &str, since: Option<&str>, until: Option<&str>, now: Option<&str>) -> Unit {
        let span = Span { file: FileId(0), start: 0, end: 1 };
        let name = Spanned { value: name.to_owned(), span };
        Unit { name, since: since.map(day), until: until.map(day), now: now.map(str::to_owned) }
    }

    fn units() -> Units {
        let ended = |name, now| unit(name, None, Some("2025-06-30"), now);
        let list = vec![
            ended("thị trấn La Hai", Some("xã Đồng Xuân")),
            ended("huyện Đồng Xuân", None),
            ended("xã Xuân Quang 1", Some("xã Phú Mỡ")),
            ended("xã Hòa An", Some("xã Phú Hòa")),
            unit("xã Đồng Xuân", Some("2025-07-01"), None, None),
            ended("xã Xuân Lãnh", None),
            unit("xã Xuân Lãnh", Some("2025-07-01"), None, None),
        ];
        Units::new(list, &[])
    }

    fn found(text: &str) -> Vec<String> {
        let units = units();
        units.mentions(text).iter().map(|mention| text[mention.place.clone()].to_owned()).collect()
    }

    #[test]
    fn whole_names_are_found_where_they_stand_in_any_case_of_their_kind() {
        assert_eq!(found("Thị trấn La Hai, xã Đồng\nXuân."), ["Thị trấn La Hai", "xã Đồng\nXuân"]);
        assert_eq!(found("THỊ TRẤN LA HAI"), ["THỊ TRẤN LA HAI"]);
        assert_eq!(found("xã Xuân Quang 1"), ["xã Xuân Quang 1"]);
        for other in [
            "xã Xuân Quang 10",
            "xã Xuân Quang 1A",
            "xã Xuân Quang",
            "xã, Đồng Xuân",
            "xã đồng xuân",
            "xã Đông Xuân",
            "thị trấn. La Hai",
        ] {
            assert_eq!(found(other), [] as [&str; 0], "{other}");
        }
    }

    #[test]
    fn marks_are_exact_but_for_where_the_tone_stands_and_how_letters_are_composed() {
        assert_eq!(found("xã Hoà An"), ["xã Hoà An"]);
        let decomposed: String = "ở xã Hòa An".nfd().collect();
        assert_eq!(found(&decomposed).len(), 1);
        assert_eq!(found("xã Hóa An"), [] as [&str; 0]);
    }

    #[test]
    fn a_name_is_wrong_after_its_last_day_and_before_its_first_and_right_when_it_goes_on() {
        let units = units();
        let (before, after) = (day("2025-06-30"), day("2025-07-01"));
        let now = Some("xã Đồng Xuân");
        assert_eq!(units.misnamed(0, before), None);
        assert_eq!(units.misnamed(0, after), Some(Misnamed::Ended { until: before, now }));
        assert_eq!(units.misnamed(4, before), Some(Misnamed::NotYet(after)));
        assert_eq!(units.misnamed(4, after), None);
        assert_eq!((units.misnamed(5, before), units.misnamed(5, after)), (None, None));
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "this test measures how long it takes")]
    fn a_long_text_is_read_once_however_many_names_there_are() {
        let list = (0..2_000).map(|n| unit(&format!("xã Thử {n}"), None, Some("2025-06-30"), None)).collect();
        let units = Units::new(list, &[]);
        let text = "Bà con xã Thử 7 và xã Thử 77777 họp ở xã Thử 1999. ".repeat(10_000);
        let started = std::time::Instant::now();
        assert_eq!(units.mentions(&text).len(), 20_000);
        assert!(started.elapsed() < std::time::Duration::from_secs(5), "{:?}", started.elapsed());
    }
}
