//! Text on its way into a page: what would be read as markup is written so that it is not.

/// Escaped text whose line breaks are kept.
pub fn lines(text: &str) -> String {
    escaped(text).replace('\n', "<br>")
}

/// Text as it may stand in a page, also between quotation marks.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
    out
}
