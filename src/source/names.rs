//! Names as people write them: matched exactly, else with marks, case, spaces and file extension folded.

use super::Spanned;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Things found by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    exact: BTreeMap<String, usize>,
    folded: BTreeMap<String, Vec<usize>>,
    written: Vec<String>,
}

/// Why a name does not stand for one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotOne {
    /// Nothing is called so; perhaps this was meant.
    None(Option<String>),
    /// Several fit when marks and case are folded.
    Several(Vec<String>),
}

/// `name` without marks, case, blanks, hyphens and file extension: "Nhạc hiệu" and `nhac-hieu.flac` are alike.
pub fn fold(name: &str) -> String {
    let stem = match name.rsplit_once('.') {
        Some((stem, extension))
            if !stem.is_empty()
                && extension.len() <= 5
                && extension.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            stem
        }
        _ => name,
    };
    plain(stem).filter(|letter| letter.is_alphanumeric() || *letter == '/').collect()
}

/// `name` as an ASCII file name: lower case, words joined by hyphens. Empty when nothing of it is left; names that
/// some system reserves get a hyphen behind them.
pub fn slug(name: &str) -> String {
    let letters: String =
        plain(name).map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    let words: Vec<&str> = letters.split('-').filter(|word| !word.is_empty()).collect();
    let slug = words.join("-");
    let port = slug.len() == 4 && (slug.starts_with("com") || slug.starts_with("lpt"));
    if matches!(slug.as_str(), "con" | "nul" | "prn" | "aux")
        || port && slug.ends_with(|c: char| c.is_ascii_digit())
    {
        return format!("{slug}-");
    }
    slug
}

/// The one of `known` that `name` is most likely meant to be, if any is near.
pub fn likely<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let wanted = fold(name);
    known
        .map(|candidate| (strsim::damerau_levenshtein(&wanted, &fold(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= (fold(candidate).chars().count().max(3)) / 3)
        .min_by_key(|(distance, candidate)| (*distance, (*candidate).to_owned()))
        .map(|(_, candidate)| candidate.to_owned())
}

impl Names {
    /// Names in the order of the things they stand for.
    pub fn new<'a>(names: impl Iterator<Item = &'a str>) -> Names {
        let mut table = Names::default();
        for (at, name) in names.enumerate() {
            let name: String = name.nfc().collect();
            table.exact.entry(name.clone()).or_insert(at);
            table.folded.entry(fold(&name)).or_default().push(at);
            table.written.push(name);
        }
        table
    }

    /// The number of the thing called `name`.
    pub fn find(&self, name: &str) -> Result<usize, NotOne> {
        let name: String = name.nfc().collect();
        if let Some(at) = self.exact.get(&name) {
            return Ok(*at);
        }
        // Of a name of punctuation nothing is left: it would fit every other such name.
        let folded = Some(fold(&name)).filter(|folded| !folded.is_empty());
        match folded.and_then(|folded| self.folded.get(&folded)).map(Vec::as_slice) {
            Some([one]) => Ok(*one),
            Some(several) => {
                Err(NotOne::Several(several.iter().map(|at| self.written[*at].clone()).collect()))
            }
            None => Err(NotOne::None(likely(&name, self.written.iter().map(String::as_str)))),
        }
    }
}

/// Reports ids that are equal, or of which the same file name would be made, or none.
pub fn refuse_twins<'a>(ids: impl Iterator<Item = &'a Spanned<String>>, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<String, &Spanned<String>> = BTreeMap::new();
    for id in ids {
        let name = slug(id);
        if name.is_empty() {
            diagnostics.push(Diagnostic::at(Code::EmptyId, id.span).with("id", id.as_str()));
        } else if let Some(first) = seen.get(&name) {
            diagnostics.push(
                Diagnostic::at(Code::DuplicateId, id.span).with("id", id.as_str()).with("slug", name).label(
                    first.span,
                    "label-first-here",
                    vec![],
                ),
            );
        } else {
            seen.insert(name, id);
        }
    }
}

/// Reports that `name` stands for nothing, or for several things.
pub fn refuse_name(code: Code, name: &Spanned<String>, why: NotOne, diagnostics: &mut Diagnostics) {
    diagnostics.push(match why {
        NotOne::None(near) => Diagnostic::at(code, name.span).with("name", name.as_str()).did_you_mean(near),
        NotOne::Several(names) => {
            Diagnostic::at(Code::AmbiguousName, name.span).with("name", name.as_str()).with("fitting", names)
        }
    });
}

fn plain(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_matches_exactly_before_it_matches_folded() {
        let names = Names::new(["đ", "d", "nhac-hieu.flac"].into_iter());
        assert_eq!(names.find("đ"), Ok(0));
        assert_eq!(names.find("d"), Ok(1));
        assert_eq!(names.find("Nhạc hiệu"), Ok(2));
        assert_eq!(names.find("nha\u{323}c hie\u{323}\u{302}u"), Ok(2), "decomposed letters");
        assert_eq!(names.find("D"), Err(NotOne::Several(vec!["đ".into(), "d".into()])));
        assert_eq!(names.find("nhạc hiêụ x"), Err(NotOne::None(Some("nhac-hieu.flac".into()))));
        assert_eq!(names.find("kèn"), Err(NotOne::None(None)));
    }

    #[test]
    fn a_name_of_which_nothing_is_left_stands_only_for_itself() {
        let names = Names::new(["-.wav", "a.wav"].into_iter());
        assert_eq!(names.find("-.wav"), Ok(0));
        for name in ["", "!?", "-"] {
            assert!(matches!(names.find(name), Err(NotOne::None(_))), "{name}");
        }
    }

    #[test]
    fn slugs_are_plain_ascii_and_no_reserved_names() {
        assert_eq!(slug("Chương trình  Đồng Xuân (số 2)"), "chuong-trinh-dong-xuan-so-2");
        assert_eq!(slug("con"), "con-");
        assert_eq!(slug("COM1"), "com1-");
        assert_eq!(slug("chiều"), "chieu");
        assert_eq!(slug("!?"), "");
    }
}
