//! The words a person sees, in Vietnamese and English: code and arguments in, text out.
//!
//! All of them stand in the Fluent files beside this one. Knows nothing of what the words are about.

use crate::diagnostic::{Arg, Args, Phrase};
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike};
use fluent::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

/// The words of one language.
pub struct Messages {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Lang {
    /// The language of that code: `vi` or `en`, also as `vi-VN`, `vi_VN.UTF-8`.
    pub fn from_code(code: &str) -> Option<Lang> {
        let code = code.trim().to_ascii_lowercase();
        match code.split(['-', '_', '.']).next() {
            Some("vi") => Some(Lang::Vi),
            Some("en") => Some(Lang::En),
            _ => None,
        }
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Vi => "vi",
            Lang::En => "en",
        }
    }
}

impl Messages {
    /// The words of `lang`.
    pub fn new(lang: Lang) -> Messages {
        let (id, texts) = match lang {
            Lang::Vi => (
                "vi",
                [
                    include_str!("vi/diagnostics.ftl"),
                    include_str!("vi/publication.ftl"),
                    include_str!("vi/cli.ftl"),
                    include_str!("vi/sheet.ftl"),
                    include_str!("vi/pull.ftl"),
                    include_str!("vi/serve.ftl"),
                    include_str!("vi/station-page.ftl"),
                    include_str!("vi/log.ftl"),
                    include_str!("vi/report.ftl"),
                ],
            ),
            Lang::En => (
                "en",
                [
                    include_str!("en/diagnostics.ftl"),
                    include_str!("en/publication.ftl"),
                    include_str!("en/cli.ftl"),
                    include_str!("en/sheet.ftl"),
                    include_str!("en/pull.ftl"),
                    include_str!("en/serve.ftl"),
                    include_str!("en/station-page.ftl"),
                    include_str!("en/log.ftl"),
                    include_str!("en/report.ftl"),
                ],
            ),
        };
        let id: LanguageIdentifier = id.parse().expect("a plain language code");
        let mut bundle = FluentBundle::new(vec![id]);
        bundle.set_use_isolating(false);
        for text in texts {
            let resource = FluentResource::try_new(text.to_owned()).expect("a test reads every Fluent file");
            bundle.add_resource(resource).expect("a test sees that no id stands twice");
        }
        Messages { lang, bundle }
    }

    /// The language of these words.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether there is a message of that id.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// The text of message `id`. A message that is missing shows as its id, which the tests forbid.
    pub fn text(&self, id: &str, args: &Args) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let mut values = FluentArgs::new();
        for (name, arg) in args {
            values.set(*name, self.value(arg));
        }
        let mut faults = Vec::new();
        self.bundle.format_pattern(pattern, Some(&values), &mut faults).into_owned()
    }

    /// The text of a message without arguments.
    pub fn plain(&self, id: &str) -> String {
        self.text(id, &Vec::new())
    }

    /// The text of a phrase.
    pub fn phrase(&self, phrase: &Phrase) -> String {
        self.text(phrase.id, &phrase.args)
    }

    /// A day as people write it: `10/3/2025`, in English `10 March 2025`.
    pub fn date(&self, date: NaiveDate) -> String {
        match self.lang {
            Lang::Vi => format!("{}/{}/{}", date.day(), date.month(), date.year()),
            Lang::En => date.format("%-d %B %Y").to_string(),
        }
    }

    /// A day without its year, where the year is plain: `10/3`, in English `10 March`.
    pub fn day(&self, date: NaiveDate) -> String {
        match self.lang {
            Lang::Vi => format!("{}/{}", date.day(), date.month()),
            Lang::En => date.format("%-d %B").to_string(),
        }
    }

    /// A time as people write it: `17h00`, in English `17:00`; with seconds, when there are any, `17h00′30″`,
    /// in English `17:00:30`.
    pub fn time(&self, time: NaiveTime) -> String {
        let (hour, minute) = (time.hour(), time.minute());
        match (self.lang, time.second()) {
            (Lang::Vi, 0) => format!("{hour:02}h{minute:02}"),
            (Lang::Vi, second) => format!("{hour:02}h{minute:02}′{second:02}″"),
            (Lang::En, 0) => format!("{hour:02}:{minute:02}"),
            (Lang::En, second) => format!("{hour:02}:{minute:02}:{second:02}"),
        }
    }

    /// A length as people say it: `1 giờ 12 phút 30 giây`, in English `1 h 12 min 30 s`.
    pub fn length(&self, length: TimeDelta) -> String {
        let seconds = length.num_seconds();
        let units = match self.lang {
            Lang::Vi => ["giờ", "phút", "giây"],
            Lang::En => ["h", "min", "s"],
        };
        let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60];
        let said: Vec<String> = (0..3)
            .filter(|at| parts[*at] != 0 || (*at == 2 && seconds == 0))
            .map(|at| format!("{} {}", parts[at], units[at]))
            .collect();
        said.join(" ")
    }

    /// A number with so many decimals: `−18,5`, in English `−18.5`.
    pub fn decimal(&self, number: f64, decimals: usize) -> String {
        let written = format!("{number:.decimals$}").replace('-', "−");
        match self.lang {
            Lang::Vi => written.replace('.', ","),
            Lang::En => written,
        }
    }

    fn value(&self, arg: &Arg) -> FluentValue<'static> {
        match arg {
            Arg::Text(text) => FluentValue::from(text.clone()),
            Arg::Number(number) => FluentValue::from(*number),
            Arg::Date(date) => FluentValue::from(self.date(*date)),
            Arg::Time(time) => FluentValue::from(self.time(*time)),
            Arg::Length(length) => FluentValue::from(self.length(*length)),
            Arg::List(names) => FluentValue::from(names.join(", ")),
            Arg::Term(id) => FluentValue::from(self.plain(id)),
            Arg::Phrase(phrase) => FluentValue::from(self.phrase(phrase)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(said: impl Fn(&Messages) -> String) -> [String; 2] {
        [Lang::Vi, Lang::En].map(|lang| said(&Messages::new(lang)))
    }

    #[test]
    fn lengths_are_said_without_the_units_that_are_nought() {
        let length = |seconds| both(|words| words.length(TimeDelta::seconds(seconds)));
        assert_eq!(length(4350), ["1 giờ 12 phút 30 giây", "1 h 12 min 30 s"]);
        assert_eq!(length(3600), ["1 giờ", "1 h"]);
        assert_eq!(length(3601), ["1 giờ 1 giây", "1 h 1 s"]);
        assert_eq!(length(0), ["0 giây", "0 s"]);
    }

    #[test]
    fn numbers_have_the_comma_or_the_point_of_the_language() {
        assert_eq!(both(|words| words.decimal(-18.46, 1)), ["−18,5", "−18.5"]);
        assert_eq!(both(|words| words.decimal(0.5, 2)), ["0,50", "0.50"]);
    }

    #[test]
    fn dates_and_times_are_written_as_people_of_the_language_do() {
        let day = NaiveDate::from_ymd_opt(2025, 3, 5).expect("a day");
        assert_eq!(both(|words| words.date(day)), ["5/3/2025", "5 March 2025"]);
        let time = |second| NaiveTime::from_hms_opt(5, 7, second).expect("a time");
        assert_eq!(both(|words| words.time(time(0))), ["05h07", "05:07"]);
        assert_eq!(both(|words| words.time(time(30))), ["05h07′30″", "05:07:30"]);
    }

    #[test]
    fn a_language_is_found_by_its_code_however_the_system_writes_it() {
        for code in ["vi", "VI", "vi-VN", "vi_VN.UTF-8"] {
            assert_eq!(Lang::from_code(code), Some(Lang::Vi), "{code}");
        }
        assert_eq!(Lang::from_code("en_GB.UTF-8"), Some(Lang::En));
        assert_eq!((Lang::from_code("fr"), Lang::from_code("")), (None, None));
    }
}
