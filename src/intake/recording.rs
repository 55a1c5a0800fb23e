//! Which text a recording that was brought speaks, by its file name.
//!
//! Goes in: the name, and the texts of the days in question. Comes out: the one text, or why there is none. It never
//! guesses: a name that fits nothing, or a text that was changed, is for people to decide.

use crate::catalogue::{NumberedText, RecordingIndex, code_of, number_of, text_code};
use chrono::{NaiveDate, TimeDelta};

/// A text somebody reads, under its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadItem {
    /// The day its number belongs to.
    pub date: NaiveDate,
    /// The number on the sheet.
    pub number: u32,
    /// The short code of the text as it is now.
    pub code: String,
    /// What it is, for people.
    pub title: String,
    /// How long reading it should take.
    pub estimate: TimeDelta,
    /// The recording it has already, from the project's folder.
    pub recorded: Option<String>,
}

/// What the name of a recording says of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named<'a> {
    /// It is this one.
    Item(&'a ReadItem),
    /// It is a text that was changed since, or is no longer aired; its title, where that is known.
    Stale(Option<String>),
    /// It says nothing that fits.
    Nothing,
}

/// The text among `items` that a recording called `name` speaks: by a number only one of them waits for, by code on `date` or
/// the only day that has it. `index` are the numbers given on `date`.
pub fn named<'a>(name: &str, date: NaiveDate, items: &'a [ReadItem], index: &RecordingIndex) -> Named<'a> {
    let (number, code) = (number_of(name), code_of(name));
    let fits = |item: &&ReadItem| number.is_none_or(|number| item.number == number);
    if let Some(code) = code {
        let same: Vec<&ReadItem> = items.iter().filter(fits).filter(|item| item.code == code).collect();
        let that_day = same.iter().find(|item| item.date == date);
        let spoken = |known: &&NumberedText| text_code(&known.text) == code || number == Some(known.number);
        return match (same.as_slice(), that_day) {
            ([item], _) | (_, Some(item)) => Named::Item(item),
            ([], None) => Named::Stale(index.numbers.iter().find(spoken).map(|known| known.title.clone())),
            // The same words on several days: any of them may be meant.
            (_, None) => Named::Nothing,
        };
    }
    let Some(number) = number else { return Named::Nothing };
    let same: Vec<&ReadItem> = items.iter().filter(fits).collect();
    let is_of_that_day = same.iter().any(|item| item.date == date);
    match index.numbers.iter().find(|known| known.number == number) {
        Some(known) if !is_of_that_day => Named::Stale(Some(known.title.clone())),
        _ => the_one(&same).map_or(Named::Nothing, Named::Item),
    }
}

/// The one text of a number that waits for its recording, else the one there is. Every day begins with number 1: where
/// several days wait, the number alone says nothing.
fn the_one<'a>(same: &[&'a ReadItem]) -> Option<&'a ReadItem> {
    let mut open = same.iter().copied().filter(|item| item.recorded.is_none());
    match (open.next(), open.next()) {
        (Some(item), None) => Some(item),
        (None, _) if same.len() == 1 => same.first().copied(),
        _ => None,
    }
}

impl ReadItem {
    /// The number and the code, as they stand on the sheet and begin a file's name: `03-K7MA`.
    pub fn mark(&self) -> String {
        format!("{:02}-{}", self.number, self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 3, day).expect("a day")
    }

    fn item(of: u32, number: u32, digest: &str) -> ReadItem {
        ReadItem {
            date: day(of),
            number,
            code: text_code(digest),
            title: digest.to_owned(),
            estimate: TimeDelta::seconds(20),
            recorded: None,
        }
    }

    #[test]
    fn a_name_is_matched_by_number_and_code_and_never_by_guess() {
        let items = [
            item(10, 3, "aa"),
            item(10, 4, "bb"),
            item(11, 3, "cc"),
            item(11, 1, "bb"),
            item(11, 2, "dd"),
            item(12, 1, "dd"),
        ];
        let known =
            |number, text: &str| NumberedText { number, text: text.to_owned(), title: text.to_owned() };
        let numbers = vec![known(2, "old"), known(3, "aa"), known(4, "bb")];
        let index = RecordingIndex { numbers, is_damaged: false };
        let of = |name: &str| named(name, day(10), &items, &index);
        assert_eq!(of("03 bản ghi mới (sửa).m4a"), Named::Nothing, "two days wait for their number 3");
        assert_eq!(of("04 bản ghi mới (sửa).m4a"), Named::Item(&items[1]));
        assert_eq!(of(&format!("03-{} tin.m4a", text_code("aa"))), Named::Item(&items[0]));
        assert_eq!(of(&format!("03-{} tin.m4a", text_code("cc"))), Named::Item(&items[2]), "another day's");
        assert_eq!(of(&format!("{}.m4a", text_code("bb"))), Named::Item(&items[1]), "that day's");
        assert_eq!(
            of(&format!("{}.m4a", text_code("dd"))),
            Named::Nothing,
            "the same words on two other days"
        );
        assert_eq!(of(&format!("03-{}.m4a", text_code("older"))), Named::Stale(Some("aa".to_owned())));
        assert_eq!(of("02 tin.m4a"), Named::Stale(Some("old".to_owned())));
        assert_eq!(of(&format!("{}.m4a", text_code("nobody's"))), Named::Stale(None));
        assert_eq!(of("09 tin.m4a"), Named::Nothing);
        assert_eq!(of("tin.m4a"), Named::Nothing);
    }

    #[test]
    fn a_number_alone_is_of_the_one_day_that_still_waits_for_it() {
        let recorded = |mut item: ReadItem| {
            item.recorded = Some("03.ogg".to_owned());
            item
        };
        let (first, second) = (item(10, 3, "aa"), item(11, 3, "cc"));
        let index = RecordingIndex::default();
        for (items, expected) in [
            (vec![first.clone(), second.clone()], None),
            (vec![recorded(first.clone()), second.clone()], Some(1)),
            (vec![first.clone(), recorded(second.clone())], Some(0)),
            (vec![recorded(first.clone()), recorded(second)], None),
            (vec![recorded(first)], Some(0)),
        ] {
            let expected = expected.map_or(Named::Nothing, |at: usize| Named::Item(&items[at]));
            assert_eq!(named("03 tin.m4a", day(10), &items, &index), expected);
        }
    }
}
