//! Places: which paths of a publication may be asked for, what they are, and how long they stay true.
//!
//! Takes the path of a request; gives a path within the folder, or none. A publication's own names are plain ASCII
//! (`package::is_plain`), so nothing that has to be decoded is one of them, and nothing hidden or above is reached.

use crate::package::is_plain;

/// How long an answer may be kept without asking again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeping {
    /// For ever: what stands under this name never changes.
    ForEver,
    /// Not without asking whether it is still the same.
    Ask,
}

/// The path within the folder that `asked`, the path of a request, names: no `..`, nothing encoded, nothing hidden, no
/// name of a device. The root is the empty path.
pub(super) fn within(asked: &str) -> Option<&str> {
    let path = asked.strip_prefix('/')?;
    let named = path.strip_suffix('/').unwrap_or(path);
    (path.is_empty() || is_plain(named)).then_some(path)
}

/// How long a file may be kept: objects are named by their digest, and metadata with a number in its name is never
/// written again.
pub(super) fn keeping(path: &str) -> Keeping {
    let numbered = |name: &str| name.split_once('.').is_some_and(|(number, _)| number.parse::<u64>().is_ok());
    let is_target = |name: &str| name.split_once('.').is_some_and(|(digest, _)| digest.len() == 64);
    match path.split_once('/') {
        Some(("objects", _)) => Keeping::ForEver,
        Some(("metadata", name)) if numbered(name) => Keeping::ForEver,
        Some(("targets", name)) if is_target(name) => Keeping::ForEver,
        _ => Keeping::Ask,
    }
}

/// What a file is, by its extension (IANA's names).
pub(super) fn kind(path: &str) -> &'static str {
    let kind = path.rsplit_once('.').map_or("", |(_, kind)| kind);
    match kind {
        "html" => "text/html; charset=utf-8",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "m3u8" => "application/vnd.apple.mpegurl",
        "flac" => "audio/flac",
        "wav" => "audio/wav",
        "opus" => "audio/ogg; codecs=opus",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_names_are_reached_and_a_folder_by_its_slash() {
        for (asked, expected) in [
            ("/", ""),
            ("/index.html", "index.html"),
            ("/la-hai/", "la-hai/"),
            ("/la-hai", "la-hai"),
            ("/metadata/timestamp.json", "metadata/timestamp.json"),
            ("/la-hai/2025-W11/2025-03-10/1700_2-chieu.html", "la-hai/2025-W11/2025-03-10/1700_2-chieu.html"),
        ] {
            assert_eq!(within(asked), Some(expected), "{asked}");
        }
    }

    #[test]
    fn nothing_above_hidden_encoded_or_strange_is_reached() {
        for asked in [
            "",
            "index.html",
            "*",
            "//",
            "//la-hai",
            "//example.com/..",
            "/..",
            "/../secret",
            "/la-hai/../../secret",
            "/la-hai/..",
            "/./index.html",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/%252e%252e/secret",
            "/..\\secret",
            "/..%5csecret",
            "/.loa/lock",
            "/la-hai/.hidden",
            "/index.html%00.txt",
            "/index.html\0",
            "/con",
            "/c:/windows",
            "/la-hai//index.html",
            "/%c0%ae%c0%ae/secret",
        ] {
            assert_eq!(within(asked), None, "{asked}");
        }
    }

    #[test]
    fn only_what_never_changes_is_kept_for_ever() {
        let digest = "ab".repeat(32);
        for path in [
            format!("objects/ab/{digest}.flac"),
            "metadata/12.snapshot.json".to_owned(),
            "metadata/1.root.json".to_owned(),
            format!("targets/{digest}.la-hai.json"),
        ] {
            assert_eq!(keeping(&path), Keeping::ForEver, "{path}");
        }
        for path in [
            "",
            "index.html",
            "metadata/timestamp.json",
            "la-hai/2025-W11/manifest.json",
            "targets/la-hai.json",
        ] {
            assert_eq!(keeping(path), Keeping::Ask, "{path}");
        }
    }

    #[test]
    fn texts_tell_their_encoding() {
        assert_eq!(kind("a/b.html"), "text/html; charset=utf-8");
        assert_eq!(kind("a.txt"), "text/plain; charset=utf-8");
        assert_eq!(kind("a.flac"), "audio/flac");
        assert_eq!(kind("LICENSE"), "application/octet-stream");
    }
}
