//! Lines of a table as spreadsheets read them: CSV by RFC 4180.

/// What tells Excel that the bytes are UTF-8; without it Vietnamese letters come out broken.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// A line of cells, with its end.
pub fn csv_line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    cells.join(",") + "\r\n"
}

/// In quotes where there is a comma, a quote or a line's end (RFC 4180, 2.6 and 2.7).
fn cell(value: &str) -> String {
    if value.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_break_a_line_stands_in_quotes() {
        assert_eq!(cell("VOV1, “đài”"), "\"VOV1, “đài”\"");
        assert_eq!(cell("a \"b\""), "\"a \"\"b\"\"\"");
        assert_eq!(cell("two\nlines"), "\"two\nlines\"");
        assert_eq!(cell("plain; text"), "plain; text");
    }
}
