//! The words an announcer reads: the filters templates may use on them, and the tidying of what comes out.
//!
//! Takes and returns text. Knows no template and no station.

use std::borrow::Cow;
use tera::{Kwargs, State, Tera};
use unicode_normalization::UnicodeNormalization;

/// The filters there are: the engine's, `lower_first`, and those that say something in words.
pub(super) const FILTERS: [&str; 45] = [
    "abs",
    "capitalize",
    "date",
    "decimal",
    "default",
    "first",
    "float",
    "fraction",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "lower_first",
    "lunar",
    "money",
    "nth",
    "number",
    "ordinal",
    "pairs",
    "phone",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "spoken",
    "str",
    "time",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
    "year",
];

/// The engine's filters for web pages: words that are read aloud have no use for them, and they make much out of
/// little.
pub(super) const NOT_FOR_THE_EAR: [&str; 4] = ["escape", "escape_html", "escape_xml", "newlines_to_br"];

/// The tests there are.
pub(super) const TESTS: [&str; 17] = [
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// The functions there are.
pub(super) const FUNCTIONS: [&str; 2] = ["range", "throw"];

/// Registers the filters that the engine does not have; words are said as `speech` says them.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("lower_first", |text: &str, _: Kwargs, _: &State| lower_first(text));
}

/// The first letter small, the rest as it is: "Thứ Hai" within a sentence is "thứ Hai".
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Text as it goes on the sheet: NFC, `\n` as the end of line, no blanks at the ends of lines, no white space
/// before the first and behind the last word, at most one empty line between paragraphs.
pub fn tidied(text: &str) -> String {
    let unix: Cow<str> =
        if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() };
    let mut out = String::with_capacity(unix.len());
    let mut empty = 0;
    for line in unix.nfc().collect::<String>().lines().map(str::trim_end) {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        out.push_str(if out.is_empty() { line.trim_start() } else { line });
        empty = 0;
    }
    out
}

/// The paragraphs of tidied text: what stands between empty lines.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::super::saying;
    use super::super::steps::Allowance;
    use super::*;
    use std::sync::Arc;

    #[test]
    fn tidied_text_has_no_stray_blanks_and_at_most_one_empty_line() {
        let text = "\r\n \t\r\n  Kính thưa bà con, \t\r\nđây là\u{a0}\n\n\n \n\nbản tin.\n\n";
        assert_eq!(tidied(text), "Kính thưa bà con,\nđây là\n\nbản tin.");
        assert_eq!(tidied(" \n\n "), "");
        assert_eq!(tidied("một\n\nhai"), "một\n\nhai");
    }

    #[test]
    fn tidied_text_is_composed() {
        assert_eq!(tidied("ha\u{300}nh chi\u{301}nh"), "hành chính");
    }

    #[test]
    fn paragraphs_are_what_stands_between_empty_lines() {
        assert_eq!(paragraphs("một\nvẫn một\n\nhai"), ["một\nvẫn một", "hai"]);
        assert_eq!(paragraphs(""), [""; 0]);
    }

    #[test]
    fn only_the_first_letter_becomes_small() {
        assert_eq!(lower_first("Thứ Hai"), "thứ Hai");
        assert_eq!(lower_first("Đông Xuân"), "đông Xuân");
        assert_eq!(lower_first(""), "");
    }

    #[test]
    fn every_filter_test_and_function_listed_exists() {
        let mut tera = Tera::new();
        register(&mut tera);
        saying::register(&mut tera, &Arc::default(), &Allowance::default());
        for filter in FILTERS {
            tera.add_raw_template("t", &format!("{{{{ 1 | {filter} }}}}")).unwrap();
        }
        for test in TESTS {
            tera.add_raw_template("t", &format!("{{% if 1 is {test} %}}{{% endif %}}")).unwrap();
        }
        for function in FUNCTIONS {
            tera.add_raw_template("t", &format!("{{{{ {function}() }}}}")).unwrap();
        }
    }
}
