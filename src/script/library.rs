//! The library: the templates that every station has without writing any.
//!
//! Takes the templates of a project, returns them with the shipped ones. Each shipped template is there twice: as
//! `thu-vien/NAME`, the original, and as `NAME`, unless the project has one of that name, which is then used in its
//! place. A station that wants other words in one place only extends the original and writes that block anew.
//! It knows no station: every name and formula comes from the context.

use crate::source::fold;
use std::collections::BTreeSet;

/// Where the originals are found.
pub const LIBRARY: &str = "thu-vien/";

/// What shipped templates are made of; these are no reads of their own.
const PARTS: &str = "phan/";

const SHIPPED: [(&str, &str); 14] = [
    ("chao.tera", include_str!("library/chao.tera")),
    ("chao-ket.tera", include_str!("library/chao-ket.tera")),
    ("chuyen-muc.tera", include_str!("library/chuyen-muc.tera")),
    ("khan-cap.tera", include_str!("library/khan-cap.tera")),
    ("khan-cap-nhac-lai.tera", include_str!("library/khan-cap-nhac-lai.tera")),
    ("mo-dau.tera", include_str!("library/mo-dau.tera")),
    ("phan/khung.tera", include_str!("library/phan/khung.tera")),
    ("phan/liet-ke.tera", include_str!("library/phan/liet-ke.tera")),
    ("phan/ngay.tera", include_str!("library/phan/ngay.tera")),
    ("phan/nguon.tera", include_str!("library/phan/nguon.tera")),
    ("thong-bao.tera", include_str!("library/thong-bao.tera")),
    ("tiep-am.tera", include_str!("library/tiep-am.tera")),
    ("tin.tera", include_str!("library/tin.tera")),
    ("tin-chinh.tera", include_str!("library/tin-chinh.tera")),
];

/// The project's templates (path within its folder of scripts, and text) and, behind them, the shipped ones that it
/// does not have itself.
pub fn with_library(own: Vec<(String, String)>) -> Vec<(String, String)> {
    // Two spellings of one name would leave a schedule's `Read("mở đầu")` without an answer.
    let taken: BTreeSet<String> = own.iter().map(|(name, _)| fold(name)).collect();
    let is_free = |name: &str| !taken.contains(&fold(name));
    let mut named = own;
    for (name, text) in SHIPPED {
        let original = format!("{LIBRARY}{name}");
        if !name.starts_with(PARTS) && is_free(name) {
            named.push((name.to_owned(), format!("{{% extends \"{original}\" %}}\n")));
        }
        if is_free(&original) {
            named.push((original, text.to_owned()));
        }
    }
    named
}

/// Whether `name` is there in the library, so that a file of that name stands in its place.
pub fn is_shipped(name: &str) -> bool {
    SHIPPED.iter().any(|(shipped, _)| !shipped.starts_with(PARTS) && fold(shipped) == fold(name))
}

#[cfg(test)]
mod tests;
