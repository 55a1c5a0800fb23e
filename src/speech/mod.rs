//! Spoken Vietnamese: how long a text takes to read.
//!
//! Goes in: text as written. Comes out: syllables and reading time. It must not know of scripts, announcers or
//! clocks.
//!
//! Until texts are expanded to what is spoken, **written** syllables are counted: "2025" is one, though an announcer
//! says seven. So a text full of numbers and abbreviations takes longer than it says here.

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

/// Written syllables (tiếng): tokens between white space, hyphens and dashes that hold a letter or a digit. A number
/// is one token however long (`1.065,08`), and so is what a slash joins (`201/KH`).
pub fn syllables(text: &str) -> u32 {
    let tokens = text.split(|c: char| c.is_whitespace() || is_dash(c));
    let spoken = tokens.filter(|token| token.contains(char::is_alphanumeric)).count();
    u32::try_from(spoken).expect("no text has 4 billion syllables")
}

/// The time it takes to read so many syllables, rounded up to a whole second.
pub fn reading_time(syllables: u32, rate: SyllablesPerMinute) -> TimeDelta {
    let seconds = (u64::from(syllables) * 60).div_ceil(u64::from(rate.0.get()));
    TimeDelta::seconds(i64::try_from(seconds).expect("60 × 2³² seconds at most"))
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
        assert_eq!(syllables(" … ./. – \n\t"), 0);
        assert_eq!(syllables(""), 0);
    }

    #[test]
    fn a_number_is_one_written_syllable_however_long() {
        assert_eq!(syllables("1.065,08 km²"), 2);
        assert_eq!(syllables("Kế hoạch số 201/KH-UBND"), 5);
    }

    #[test]
    fn decomposed_text_counts_as_composed_text_does() {
        let text = "Kính thưa quý vị thính giả, thưa bà con";
        assert_eq!(syllables(&text.nfd().collect::<String>()), syllables(text));
    }

    #[test]
    fn reading_time_rounds_a_started_second_up() {
        let news = Pace::News.rate();
        assert_eq!(reading_time(0, news), TimeDelta::zero());
        assert_eq!(reading_time(1, news), TimeDelta::seconds(1));
        assert_eq!(reading_time(170, news), TimeDelta::seconds(60));
        assert_eq!(reading_time(171, news), TimeDelta::seconds(61));
        assert_eq!(reading_time(150, Pace::Notice.rate()), TimeDelta::seconds(60));
        assert_eq!(reading_time(130, Pace::Emergency.rate()), TimeDelta::seconds(60));
        assert_eq!(
            reading_time(u32::MAX, SyllablesPerMinute::new(1).expect("not 0")).num_minutes(),
            4_294_967_295
        );
    }

    #[test]
    fn nobody_reads_at_rate_zero() {
        assert_eq!(SyllablesPerMinute::new(0), None);
    }
}
