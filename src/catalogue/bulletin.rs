//! A bulletin: one dated text with its head.

use crate::calendar::notation;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Span};
use crate::network::{Mention, Network, StationIx};
use crate::source::{Spanned, fold, front_matter, likely, refuse_name};
use crate::speech::{Speech, findings};
use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use std::cmp::Reverse;

/// How urgent a text is (TT 39/2020: thông thường, ưu tiên, khẩn cấp).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Priority {
    /// Thông thường.
    #[default]
    Normal,
    /// Ưu tiên.
    Priority,
    /// Khẩn cấp.
    Emergency,
}

/// A text to be read on one day, or on several from that day on (tin, bài, thông báo). It knows no station: greetings are reads of their own.
#[derive(Debug, Clone, PartialEq)]
pub struct Bulletin {
    /// `2025-03-10/cchc-dich-vu-cong`: the folder's date and the file's name.
    pub id: String,
    /// The day it is for: the first, when it is for several.
    pub date: NaiveDate,
    /// At each station it may be heard in its first so many matching occurrences only; none for all of its days.
    pub airings: Option<u32>,
    /// The last day it may be heard on; none when the head names none.
    pub until: Option<NaiveDate>,
    /// What it is called.
    pub title: String,
    /// The section of the programme it belongs to.
    pub section: String,
    /// The letters of the campaign topics it speaks of.
    pub topics: Vec<Spanned<String>>,
    /// Who sent it in.
    pub supplier: Option<String>,
    /// How urgent it is.
    pub priority: Priority,
    /// It is heard only in what is on air at this time of day: a notice for one programme, which its sheet counts as an
    /// edition.
    pub at: Option<NaiveTime>,
    /// It is read twice, with so much silence between.
    pub twice: Option<TimeDelta>,
    /// The language of its words, when it is not the network's.
    pub language: Option<String>,
    /// The bulletin of the same day whose words these are in another language, by the name of its file: it is heard with that
    /// one, never alone.
    pub translates: Option<Spanned<String>>,
    /// A remark for the people who make the programme; shown on the sheet, never read.
    pub note: Option<String>,
    /// The only stations it is for; none for all.
    pub stations: Option<Vec<StationIx>>,
    /// The words, paragraphs parted by an empty line.
    pub text: String,
    /// The words as an announcer of the network says them; as written, in another language.
    pub spoken: String,
    /// What nobody can know how to say, to be told when it is heard.
    pub doubts: Vec<Diagnostic>,
    /// Where title and text name an administrative unit, in bytes of the file; nowhere when the head says that they speak
    /// of other times.
    pub mentions: Vec<Mention>,
    /// Where the head begins.
    pub span: Span,
    /// Where the section is named.
    pub section_span: Span,
}

/// A text without `until` waits so many days for its airings, and no `until` lies further away.
const LONGEST: Days = Days::new(366);

/// More airings than this are a slip of the hand.
const MOST_AIRINGS: u32 = 999;

/// The silence between two readings, unless the head says more.
const BETWEEN: TimeDelta = TimeDelta::seconds(2);

/// Nobody waits longer for the second reading.
const LONGEST_BETWEEN: TimeDelta = TimeDelta::seconds(60);

const KEYS: [(&str, &str); 14] = [
    ("title", "tiêu đề"),
    ("section", "mục"),
    ("topics", "chủ đề"),
    ("supplier", "nguồn tin"),
    ("priority", "ưu tiên"),
    ("note", "ghi chú"),
    ("stations", "đài"),
    ("former_names", "tên cũ"),
    ("airings", "số lần phát"),
    ("until", "đến ngày"),
    ("twice", "đọc hai lần"),
    ("language", "ngôn ngữ"),
    ("translates", "bản dịch của"),
    ("at", "giờ phát"),
];

#[derive(Default)]
struct Head {
    fields: [Option<Spanned<String>>; 14],
}

impl Bulletin {
    /// The order in which bulletins are taken: the most important first, then the newest, then by id.
    pub fn rank(&self) -> (Reverse<Priority>, Reverse<NaiveDate>, &str) {
        (Reverse(self.priority), Reverse(self.date), &self.id)
    }

    /// The last day it may be heard on: its own, unless its head says more.
    pub fn last_day(&self) -> NaiveDate {
        let waits = || self.airings.map_or(self.date, |_| furthest(self.date));
        self.until.unwrap_or_else(waits)
    }

    /// Whether the text is for what is on air from `start` for so long.
    pub fn is_for_time(&self, start: DateTime<FixedOffset>, length: TimeDelta) -> bool {
        self.at.is_none_or(|at| {
            let since = at.signed_duration_since(start.time());
            // Past midnight the clock begins anew.
            let since = if since < TimeDelta::zero() { since + TimeDelta::days(1) } else { since };
            since < length
        })
    }

    /// Whether the text is for that station.
    pub fn is_for(&self, station: StationIx) -> bool {
        self.stations.as_ref().is_none_or(|stations| stations.contains(&station))
    }
}

/// Reads a bulletin of `date` whose file is called `stem`, from the text of its file. None when it has no title, no
/// section or no words, after a diagnostic.
pub fn read_bulletin(
    date: NaiveDate,
    stem: &str,
    (file, text): (FileId, &str),
    (network, speech): (&Network, &Speech),
    diagnostics: &mut Diagnostics,
) -> Option<Bulletin> {
    let matter = front_matter(file, text, diagnostics);
    let start = Span { file, start: 0, end: text.find('\n').unwrap_or(text.len()) };
    if matter.fields.is_empty() && matter.body.is_empty() {
        diagnostics.push(Diagnostic::at(Code::BulletinEmpty, start).hint("hint-front-matter", vec![]));
        return None;
    }
    let head = head(matter.fields, diagnostics);
    let [
        title,
        section,
        topics,
        supplier,
        priority,
        note,
        stations,
        former_names,
        airings,
        until,
        twice,
        language,
        translates,
        at,
    ] = head.fields;
    for (field, name) in [(&title, "title"), (&section, "section")] {
        if field.is_none() {
            diagnostics.push(
                Diagnostic::at(Code::BulletinIncomplete, start)
                    .with("field", name)
                    .hint("hint-front-matter", vec![]),
            );
        }
    }
    if matter.body.is_empty() {
        diagnostics.push(Diagnostic::at(Code::BulletinEmpty, start));
        return None;
    }
    let (title, section) = (title?, section?);
    let mut mentions = Vec::new();
    if !former_names.is_some_and(|word| is_yes(&word, diagnostics)) {
        for Span { start, end, .. } in [title.span, matter.body.span] {
            let found = network.units.mentions(&text[start..end]).into_iter();
            mentions.extend(found.map(|mention| {
                let place = mention.place.start + start..mention.place.end + start;
                Mention { place, ..mention }
            }));
        }
    }
    let language = language.map(|language| language.value).filter(|name| !network.is_own_language(name));
    let (spoken, doubts) = match language {
        Some(_) => (matter.body.value.clone(), Vec::new()),
        None => spoken(&matter.body, text, speech),
    };
    Some(Bulletin {
        id: format!("{date}/{stem}"),
        date,
        title: title.value,
        section_span: section.span,
        section: section.value,
        topics: topics.map(|list| items(&list)).unwrap_or_default(),
        supplier: supplier.map(|supplier| supplier.value),
        priority: priority.map(|word| priority_of(&word, diagnostics)).unwrap_or_default(),
        note: note.map(|note| note.value),
        airings: airings.and_then(|count| airings_of(&count, diagnostics)),
        until: until.and_then(|day| until_of(&day, date, diagnostics)),
        stations: stations.map(|list| stations_of(&list, network, diagnostics)),
        at: at.and_then(|time| notation::time(&time, diagnostics)),
        twice: twice.and_then(|word| twice_of(&word, diagnostics)),
        language,
        spoken,
        doubts,
        translates,
        text: matter.body.value,
        mentions,
        span: start,
    })
}

/// What is said for the body of a bulletin whose file has that text.
fn spoken(body: &Spanned<String>, text: &str, speech: &Speech) -> (String, Vec<Diagnostic>) {
    let Span { file, start, end } = body.span;
    let written = &text[start..end];
    let said = speech.spoken(written);
    let doubts = findings(&said.doubts, file, start, written).into_iter().map(|(_, found)| found);
    (said.words, doubts.collect())
}

fn head(fields: Vec<(Spanned<String>, Spanned<String>)>, diagnostics: &mut Diagnostics) -> Head {
    let mut head = Head::default();
    for (key, value) in fields {
        let named = KEYS.iter().position(|(en, vi)| fold(en) == fold(&key) || fold(vi) == fold(&key));
        match named {
            None => {
                let near = likely(&key, KEYS.iter().flat_map(|(en, vi)| [*en, *vi]));
                let known = KEYS.iter().map(|(en, _)| (*en).to_owned()).collect::<Vec<_>>();
                diagnostics.push(
                    Diagnostic::at(Code::BulletinKey, key.span)
                        .with("found", key.as_str())
                        .with("known", known)
                        .did_you_mean(near),
                );
            }
            Some(at) => {
                if head.fields[at].is_some() {
                    let found = Diagnostic::at(Code::DuplicateField, key.span);
                    diagnostics.push(found.with("field", key.as_str()));
                }
                if !value.is_empty() {
                    head.fields[at] = Some(value);
                }
            }
        }
    }
    head
}

/// The items of `[a, b]`, `a, b` or `a`.
fn items(list: &Spanned<String>) -> Vec<Spanned<String>> {
    let open = list.find(|letter: char| letter != '[' && letter != ' ').unwrap_or(list.len());
    let inner = list[open..].trim_end_matches([']', ' ']);
    let mut found = Vec::new();
    let mut at = open;
    for part in inner.split(',') {
        let words = part.trim().trim_matches('"');
        let start = at + (part.len() - part.trim_start().len());
        if !words.is_empty() {
            let span = list.span.part(start..start + part.trim().len());
            found.push(Spanned { value: words.to_owned(), span });
        }
        at += part.len() + 1;
    }
    found
}

fn priority_of(word: &Spanned<String>, diagnostics: &mut Diagnostics) -> Priority {
    match fold(word).as_str() {
        "normal" | "thongthuong" => Priority::Normal,
        "priority" | "uutien" => Priority::Priority,
        "emergency" | "khancap" => Priority::Emergency,
        _ => {
            let known = ["normal", "priority", "emergency", "thông thường", "ưu tiên", "khẩn cấp"];
            diagnostics.push(
                Diagnostic::at(Code::BulletinPriority, word.span)
                    .with("found", word.as_str())
                    .did_you_mean(likely(word, known.into_iter())),
            );
            Priority::Normal
        }
    }
}

fn airings_of(count: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<u32> {
    let airings = count.parse().ok().filter(|airings| (1..=MOST_AIRINGS).contains(airings));
    if airings.is_none() {
        let found = Diagnostic::at(Code::BulletinAirings, count.span).with("found", count.as_str());
        diagnostics.push(found.with("most", MOST_AIRINGS as usize));
    }
    airings
}

fn until_of(day: &Spanned<String>, date: NaiveDate, diagnostics: &mut Diagnostics) -> Option<NaiveDate> {
    let until = notation::date(day, diagnostics)?;
    let furthest = furthest(date);
    if !(date..=furthest).contains(&until) {
        let found = Diagnostic::at(Code::BulletinUntil, day.span).with("until", until);
        diagnostics.push(found.with("date", date).with("furthest", furthest));
        return None;
    }
    Some(until)
}

fn furthest(date: NaiveDate) -> NaiveDate {
    date.checked_add_days(LONGEST).unwrap_or(NaiveDate::MAX)
}

/// The silence between two readings: as written, or the usual one for "yes"; none for "no".
fn twice_of(word: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<TimeDelta> {
    if !word.contains(|letter: char| letter.is_ascii_digit()) {
        return is_yes(word, diagnostics).then_some(BETWEEN);
    }
    let between = notation::length(word, diagnostics)?;
    if between > LONGEST_BETWEEN {
        let found = Diagnostic::at(Code::LengthOutOfBounds, word.span).with("length", between);
        diagnostics.push(found);
        return None;
    }
    Some(between)
}

fn is_yes(word: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    match fold(word).as_str() {
        "true" | "yes" | "co" => true,
        "false" | "no" | "khong" => false,
        _ => {
            let known = ["true", "false", "có", "không"].map(str::to_owned).to_vec();
            let found = Diagnostic::at(Code::UnknownWord, word.span).with("found", word.as_str());
            diagnostics.push(found.with("known", known));
            false
        }
    }
}

fn stations_of(list: &Spanned<String>, network: &Network, diagnostics: &mut Diagnostics) -> Vec<StationIx> {
    let mut stations = Vec::new();
    for name in items(list) {
        match network.find(&name) {
            Ok(station) => stations.push(station),
            Err(why) => refuse_name(Code::UnknownStation, &name, why, diagnostics),
        }
    }
    stations
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;

    #[test]
    fn a_list_in_a_head_gives_its_items_with_places() {
        let text = "[a, đ , \"e\"]";
        let span = Span { file: FileId(0), start: 10, end: 10 + text.len() };
        let found = items(&Spanned { value: text.to_owned(), span });
        let words: Vec<&str> = found.iter().map(|item| item.as_str()).collect();
        assert_eq!(words, ["a", "đ", "e"]);
        assert_eq!((found[1].span.start, found[1].span.end), (14, 16));
    }
}
