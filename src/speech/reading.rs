//! A text read from its first token to its last.
//!
//! Goes in: text, lexicon, variants. Comes out: spoken words and doubts. It must not know where the text is from.
//!
//! Every rule looks at a bounded stretch, or takes in all it looked at: time grows with the text, and no faster.

mod address;
mod bracket;
mod day;
mod document;
mod quantity;
mod short;
mod sign;
mod syllable;

pub(super) use syllable::has_vowel;

use super::doubt::{Doubt, DoubtKind};
use super::lexicon::Sought;
use super::token::{Kind, Tokens, lowered};
use super::{Speech, Spoken, clock, phone};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// What the tokens up to `end` are.
enum Outcome {
    Said { end: usize, words: String },
    Doubt { end: usize, kind: DoubtKind },
    Silent { end: usize },
}

/// What was met not long ago, by the token behind it: members of a series are of one kind.
#[derive(Debug, Default)]
struct Near {
    day_end: Option<usize>,
    roman_end: Option<usize>,
    number_end: Option<usize>,
}

/// How far a text is read, and what was said.
struct Reading<'a> {
    text: &'a str,
    tokens: &'a Tokens<'a>,
    speech: &'a Speech,
    spoken: Spoken,
    near: Near,
    /// Abbreviations that the text itself explains: "tổ công tác (TCT)".
    explained: HashMap<String, String>,
    /// Where the blank stands up to which addresses were looked for.
    searched: usize,
}

/// Reads `text` aloud.
pub(super) fn read(text: &str, speech: &Speech) -> Spoken {
    let tokens = Tokens::of(text);
    let spoken = Spoken { words: String::with_capacity(text.len()), doubts: Vec::new() };
    let (near, explained) = (Near::default(), HashMap::new());
    let mut reading = Reading { text, tokens: &tokens, speech, spoken, near, explained, searched: 0 };
    let mut at = 0;
    while let Some(kind) = tokens.kind(at) {
        let outcome = match kind {
            Kind::Blank => Outcome::Said { end: at + 1, words: String::new() },
            Kind::Digits => reading.digits(at),
            Kind::Word => reading.word(at),
            Kind::Sign => reading.sign(at),
        };
        if kind == Kind::Blank {
            reading.blank(at);
        }
        at = reading.take(at, outcome);
    }
    reading.spoken
}

impl Reading<'_> {
    /// Says an outcome; where the text goes on.
    fn take(&mut self, at: usize, outcome: Outcome) -> usize {
        match outcome {
            Outcome::Said { end, words } => {
                self.put(&words);
                end
            }
            Outcome::Silent { end } => {
                let kept = self.spoken.words.trim_end_matches(' ').len();
                self.spoken.words.truncate(kept);
                end
            }
            Outcome::Doubt { end, kind } => {
                self.part(self.tokens.text(at));
                self.spoken.words.extend(self.text[self.tokens.place(at, end)].nfc());
                self.doubt(at, end, kind);
                end
            }
        }
    }

    /// One doubt about what stands there; signs that follow each other are one.
    fn doubt(&mut self, from: usize, to: usize, kind: DoubtKind) {
        let place = self.tokens.place(from, to);
        match self.spoken.doubts.last_mut() {
            Some(last)
                if last.kind == kind
                    && last.place.end == place.start
                    && matches!(kind, DoubtKind::Sign | DoubtKind::Script) =>
            {
                last.place.end = place.end;
            }
            _ => self.spoken.doubts.push(Doubt { place, kind }),
        }
    }

    fn put(&mut self, words: &str) {
        self.part(words);
        self.spoken.words += words;
    }

    /// A space, where words would run into those said before.
    fn part(&mut self, words: &str) {
        let runs_on =
            self.spoken.words.ends_with(char::is_alphanumeric) && words.starts_with(char::is_alphanumeric);
        if runs_on {
            self.spoken.words.push(' ');
        }
    }

    /// White space as it is, but none twice where something silent stood.
    fn blank(&mut self, at: usize) {
        let blank = self.tokens.text(at);
        let is_double = at > 0 && self.spoken.words.ends_with(|c: char| c.is_whitespace() || c == '(');
        let is_first = at > 0 && self.spoken.words.is_empty();
        if !(is_double || is_first) || blank.contains('\n') {
            self.spoken.words += blank;
        }
    }

    fn digits(&mut self, at: usize) -> Outcome {
        let (tokens, speech) = (self.tokens, self.speech);
        if let Some(outcome) = self.address(at).or_else(|| self.listed(at)).or_else(|| self.phone(at)) {
            return outcome;
        }
        if let Some((outcome, end)) = day::day(tokens, at, &self.near, speech.variants) {
            self.near.day_end = end;
            return outcome;
        }
        if let Some((end, words)) = clock::time(tokens, at, speech.variants) {
            return self.times(end, words);
        }
        let document = document::document(tokens, at, self.sentence(), speech);
        let outcome = document.unwrap_or_else(|| quantity::quantity(tokens, at, speech));
        if let Outcome::Said { end, .. } = outcome {
            self.near.number_end = Some(end);
        }
        outcome
    }

    fn word(&mut self, at: usize) -> Outcome {
        if let Some(outcome) = self.address(at).or_else(|| self.listed(at)) {
            return outcome;
        }
        let (tokens, word) = (self.tokens, self.tokens.text(at));
        if let Some(words) = self.explained.get(word).filter(|_| !tokens.is_solid(at + 1)) {
            return Outcome::Said { end: at + 1, words: words.clone() };
        }
        let outcome = short::short(tokens, at, &self.near, self.speech);
        if let Outcome::Said { end, .. } = outcome {
            let is_roman = super::number::roman(word).is_some();
            self.near.roman_end = if is_roman { Some(end) } else { self.near.roman_end };
        }
        outcome
    }

    fn sign(&mut self, at: usize) -> Outcome {
        if let Some(groups) = phone::marked(self.tokens, at) {
            return Outcome::Said { end: groups.end, words: groups.words() };
        }
        let bracket = bracket::bracket(self.tokens, at, &self.spoken.words, self.speech);
        if let Some(bracket) = bracket {
            if let Some((short, words)) = bracket.explains {
                self.explained.insert(short, words);
            }
            return Outcome::Silent { end: bracket.end };
        }
        if let Some(outcome) = self.listed(at) {
            return outcome;
        }
        let outcome = sign::sign(self.tokens, at, &self.near, self.speech);
        if let Outcome::Said { end, .. } = &outcome
            && self.tokens.is_sign(at, "/")
        {
            self.near.number_end = Some(*end);
        }
        outcome
    }

    /// The entry of the lexicon that begins here.
    fn listed(&self, at: usize) -> Option<Outcome> {
        if self.tokens.is_glued(at) && self.tokens.is_solid(at) {
            return None;
        }
        let Speech { lexicon, variants } = self.speech;
        let (end, words) = lexicon.longest(self.tokens, at, Sought::Word, *variants)?;
        Some(Outcome::Said { end, words })
    }

    /// An address of the net, unless the lexicon says how it is spoken; each stretch without blanks is searched once.
    fn address(&mut self, at: usize) -> Option<Outcome> {
        if at < self.searched {
            return None;
        }
        let mut blank = at;
        while blank < self.tokens.len() && !self.tokens.is_blank(blank) {
            blank += 1;
        }
        self.searched = blank;
        let end = address::address(self.tokens, at, blank)?;
        let listed = self.listed(at);
        let is_listed = matches!(&listed, Some(Outcome::Said { end: last, .. }) if *last >= end);
        if is_listed { listed } else { Some(Outcome::Doubt { end, kind: DoubtKind::Address }) }
    }

    /// A telephone number, by its shape or by what the text says before it.
    fn phone(&self, at: usize) -> Option<Outcome> {
        let groups = phone::groups(self.tokens, at)?;
        let said = |groups: &phone::Groups| Outcome::Said { end: groups.end, words: groups.words() };
        if groups.is_surely_a_number() {
            return Some(said(&groups));
        }
        let has_date = self.tokens.follows(at, &["ngày", "năm"]);
        if has_date || !self.is_about_phones(at) {
            return None;
        }
        if phone::SHORT_NUMBERS.contains(&self.tokens.text(at)) {
            return Some(said(&groups.first(at)));
        }
        let counts = self.tokens.leads_phrase(self.tokens.past_space(groups.end), "đồng");
        (groups.can_be_a_number() && !counts).then(|| said(&groups))
    }

    /// Whether the words shortly before say that somebody is to be called.
    fn is_about_phones(&self, at: usize) -> bool {
        const NEAR: usize = 14;
        const CALLS: [&str; 10] =
            ["thoại", "gọi", "hotline", "máy", "đài", "nóng", "zalo", "fax", "đt", "sđt"];
        let before = (at.saturating_sub(NEAR)..at).rev();
        let words =
            before.take_while(|at| !self.tokens.is_one_of(*at, ".!?") && !ends_line(self.tokens, *at));
        words.filter_map(|at| self.tokens.word(at)).any(|word| CALLS.contains(&&*lowered(word)))
    }

    /// A time, and the one it lasts to: 7h30-11h00.
    fn times(&self, end: usize, words: String) -> Outcome {
        let dash = self.tokens.past_space(end);
        let next = self.tokens.past_space(dash + 1);
        let is_even = (dash == end) == (next == dash + 1);
        let last = clock::time(self.tokens, next, self.speech.variants);
        match last.filter(|_| is_even && self.tokens.is_one_of(dash, "-–—")) {
            Some((end, last)) => Outcome::Said { end, words: format!("{words} đến {last}") },
            None => Outcome::Said { end, words },
        }
    }

    /// What was said of the sentence so far, or the last of it.
    fn sentence(&self) -> &str {
        const LONG: usize = 400;
        let words = &self.spoken.words;
        let near = &words[words.floor_char_boundary(words.len().saturating_sub(LONG))..];
        near.rsplit(['.', '!', '?', '\n']).next().unwrap_or_default()
    }
}

fn ends_line(tokens: &Tokens, at: usize) -> bool {
    tokens.is_blank(at) && !tokens.is_space(at)
}
