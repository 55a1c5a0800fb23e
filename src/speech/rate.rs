//! How long words take to read: syllables, and pauses where the text has punctuation.
//!
//! Goes in: spoken text, an announcer's rate. Comes out: a length. It must not know how text became spoken.
//!
//! Rates are *gross*: so many syllables a minute of ordinary prose, its pauses included. A list full of commas takes
//! longer than prose of as many syllables, so pauses are counted. One is worth as much time as some syllables
//! ([`Pause`]); whoever reads slowly pauses longer too. On the bulletins of the example project the pauses add
//! [`PROSE`] to the syllables; dividing by that makes ordinary prose come out at the gross rate.

use chrono::TimeDelta;
use std::num::NonZeroU16;

/// How fast a text is read, in syllables (tiếng) per minute, pauses included. Never 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SyllablesPerMinute(NonZeroU16);

/// How a kind of text is read. The rates are this project's defaults for horn loudspeakers, which echo: slower than
/// an announcer in a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pace {
    /// News and columns: 170 syllables per minute.
    News,
    /// Notices, with numbers and names to be noted down: 150.
    Notice,
    /// Emergency bulletins: 130.
    Emergency,
}

/// Where an announcer pauses, worth so many half syllables of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Pause {
    None = 0,
    /// A comma, or a bracket.
    Breath = 2,
    /// A semicolon, a colon, a dash between words.
    Clause = 3,
    /// The end of a sentence, or of a line.
    Sentence = 4,
    /// An empty line.
    Paragraph = 7,
}

/// What syllables and pauses of ordinary prose come to, per thousand syllables: measured on the bulletins of the
/// example project, spoken (`tests/speech.rs` measures again).
const PROSE: u64 = 1_180;

/// Syllables (tiếng) of spoken text: tokens between white space, hyphens, dashes and slashes that hold a letter or a
/// digit. In text that is not spoken a number is one token however long (`1.065,08`).
pub fn syllables(text: &str) -> u32 {
    let tokens = text.split(|c: char| c.is_whitespace() || is_dash(c) || c == '/');
    let spoken = tokens.filter(|token| token.contains(char::is_alphanumeric)).count();
    u32::try_from(spoken).expect("no text has 4 billion syllables")
}

/// The time it takes to read spoken text, pauses between its words included, rounded up to a whole second. What
/// follows the last word costs nothing.
pub fn reading_time(spoken: &str, rate: SyllablesPerMinute) -> TimeDelta {
    let halves = u64::from(syllables(spoken)) * 2 + pauses(spoken);
    let seconds = (halves * 60 * 1_000).div_ceil(2 * PROSE * u64::from(rate.get()));
    TimeDelta::seconds(i64::try_from(seconds).expect("a text of 2³² syllables at most"))
}

impl SyllablesPerMinute {
    /// A rate, unless it is 0.
    pub fn new(rate: u16) -> Option<SyllablesPerMinute> {
        NonZeroU16::new(rate).map(SyllablesPerMinute)
    }

    /// Syllables per minute.
    pub fn get(self) -> u16 {
        self.0.get()
    }
}

impl Pace {
    /// Its rate for somebody who reads news at `own`: in the proportion of the usual rates.
    pub fn at(self, own: SyllablesPerMinute) -> SyllablesPerMinute {
        let (here, news) = (u32::from(self.rate().get()), u32::from(Pace::News.rate().get()));
        let rate = (u32::from(own.get()) * here).div_ceil(news);
        SyllablesPerMinute::new(u16::try_from(rate).expect("no pace is faster than news"))
            .expect("no rate is 0")
    }

    /// Its rate.
    pub fn rate(self) -> SyllablesPerMinute {
        let rate = match self {
            Pace::News => 170,
            Pace::Notice => 150,
            Pace::Emergency => 130,
        };
        SyllablesPerMinute::new(rate).expect("no rate is 0")
    }
}

/// The pauses between words, in half syllables: of several marks that meet, the longest counts.
fn pauses(text: &str) -> u64 {
    let (mut total, mut pending, mut has_spoken, mut lines) = (0, Pause::None, false, 0);
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        if letter.is_alphanumeric() {
            total += if has_spoken { pending as u64 } else { 0 };
            (pending, has_spoken, lines) = (Pause::None, true, 0);
        } else {
            let is_apart = before.is_whitespace() && letters.peek().is_none_or(|next| next.is_whitespace());
            lines += u32::from(letter == '\n');
            let pause = match letter {
                '\n' if lines > 1 => Pause::Paragraph,
                '\n' | '.' | '!' | '?' | '…' => Pause::Sentence,
                ';' | ':' => Pause::Clause,
                ',' | '(' | ')' => Pause::Breath,
                dash if is_dash(dash) && is_apart => Pause::Clause,
                _ => Pause::None,
            };
            pending = pending.max(pause);
        }
        before = letter;
    }
    total
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn words_between_spaces_and_hyphens_are_counted_and_lone_marks_are_not() {
        assert_eq!(syllables("Đây là Đài Truyền thanh huyện Đồng Xuân."), 8);
        assert_eq!(syllables("kinh tế - xã hội"), 4);
        assert_eq!(syllables("ki-lô-mét"), 3);
        assert_eq!(syllables("giai đoạn 2021–2030"), 4);
        assert_eq!(syllables("và/hoặc"), 2);
        assert_eq!(syllables(" … ./. – \n\t"), 0);
        assert_eq!(syllables(""), 0);
    }

    #[test]
    fn decomposed_text_counts_as_composed_text_does() {
        let text = "Kính thưa quý vị thính giả, thưa bà con";
        assert_eq!(syllables(&text.nfd().collect::<String>()), syllables(text));
    }

    #[test]
    fn a_started_second_is_rounded_up_and_nothing_takes_no_time() {
        let news = Pace::News.rate();
        assert_eq!(reading_time("", news), TimeDelta::zero());
        assert_eq!(reading_time(" …\n", news), TimeDelta::zero());
        assert_eq!(reading_time("một", news), TimeDelta::seconds(1));
    }

    #[test]
    fn a_slower_announcer_takes_longer() {
        let text = "Bà con chú ý, bà con chú ý. ".repeat(20);
        let times = [Pace::News, Pace::Notice, Pace::Emergency].map(|pace| reading_time(&text, pace.rate()));
        assert!(times.is_sorted() && times[0] < times[2], "{times:?}");
    }

    #[test]
    fn a_list_full_of_commas_takes_longer_than_prose_of_as_many_syllables() {
        let (list, prose) = ("Lan, Huệ, Cúc, Mai, ".repeat(20), "Lan Huệ Cúc Mai ".repeat(20));
        assert_eq!(syllables(&list), syllables(&prose));
        assert!(reading_time(&list, Pace::News.rate()) > reading_time(&prose, Pace::News.rate()));
    }

    #[test]
    fn where_marks_meet_the_longest_pause_counts_once() {
        assert_eq!(pauses("một, hai"), 2);
        assert_eq!(pauses("một). Hai"), 4);
        assert_eq!(pauses("một.\n\nHai"), 7);
        assert_eq!(pauses("“một.” Hai."), 4, "none at the end");
        assert_eq!(pauses("kinh tế - xã hội"), 3);
        assert_eq!(pauses("ki-lô-mét"), 0);
    }

    #[test]
    fn nobody_reads_at_rate_zero() {
        assert_eq!(SyllablesPerMinute::new(0), None);
    }
}
