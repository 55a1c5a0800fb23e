//! Which paths may be written where a package is unpacked.

/// The longest path that is taken.
const LONGEST: usize = 200;

/// Whether `path` stays below the folder it is written into, on every system: parts of `a`–`z`, `0`–`9`, `W`, `.`, `_`, `-`,
/// parted by `/`, none hidden, none that ends in a dot, none that Windows keeps for its devices.
pub fn is_plain(path: &str) -> bool {
    path.len() <= LONGEST && path.split('/').all(is_plain_part)
}

fn is_plain_part(part: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let stem = part.split('.').next().unwrap_or_default();
    !part.is_empty()
        && part.bytes().all(is_allowed)
        && !part.starts_with('.')
        && !part.ends_with('.')
        && !is_device(stem)
}

fn is_device(stem: &str) -> bool {
    let stem = stem.to_ascii_lowercase();
    let numbered = |kind: &str| {
        stem.strip_prefix(kind)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    ["con", "prn", "aux", "nul"].contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_build_writes_is_plain() {
        for path in [
            "manifest.json",
            "2025-03-10/1700-chieu_2.wav",
            "2025-03-10/1700-chieu-nhac-chu.html",
            "2025-W11",
        ] {
            assert!(is_plain(path), "{path}");
        }
    }

    #[test]
    fn nothing_leaves_the_folder_hides_or_names_a_device() {
        let long = "a/".repeat(150) + "a";
        for path in [
            "",
            "/etc/passwd",
            "../a",
            "a/../b",
            "a//b",
            "a/",
            ".loa/lock",
            "a/.b",
            "a\\b",
            "c:a",
            "a\0b",
            "con",
            "a/NUL.txt",
            "com1.wav",
            "a.",
            "tệp.html",
            "a b",
            long.as_str(),
        ] {
            assert!(!is_plain(path), "{path:?}");
        }
    }
}
