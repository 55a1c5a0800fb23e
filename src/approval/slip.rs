//! The approval slip (phiếu duyệt): all texts that wait, with one signature for all.
//!
//! Takes the texts with where they stand; returns a page to print, or plain text. It reads no record.

use super::Change;
use crate::messages::Messages;
use crate::script::sheet::{escaped, lines};
use chrono::TimeDelta;

const STYLE: &str = include_str!("slip.css");

/// All that waits for one signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The network's name.
    pub network: String,
    /// The days it is about, in words.
    pub days: String,
    /// In the order of air time.
    pub texts: Vec<SlipText>,
}

/// One text to be approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipText {
    /// What it is called.
    pub title: String,
    /// Its file.
    pub path: String,
    /// Who supplied it, if that is told.
    pub supplier: Option<String>,
    /// How long it takes to read; none for a template, which is another text each day.
    pub length: Option<TimeDelta>,
    /// Who approved these words by mouth or message, in words; none when nobody did.
    pub unconfirmed: Option<String>,
    /// What changed since they were last approved; empty when they never were.
    pub changes: Vec<Change>,
    /// The words.
    pub words: String,
    /// Whether the words are those of one occasion, and others on other days and at other stations.
    pub is_example: bool,
}

/// The slip as an HTML page that needs no other file. All that is told is escaped.
pub fn page(slip: &Slip, messages: &Messages) -> String {
    let heading = messages.plain("slip-title");
    let texts: String =
        slip.texts.iter().enumerate().map(|(at, text)| section(at + 1, text, messages)).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<p class=\"network\">{}</p>\n<h1>{}</h1>\n\
         <p class=\"days\">{}</p>\n<p class=\"how\">{}</p>\n{texts}{}</body>\n</html>\n",
        messages.lang().code(),
        escaped(&format!("{heading}: {}", slip.days)),
        escaped(&slip.network),
        escaped(&heading),
        escaped(&slip.days),
        escaped(&messages.text("slip-how", &vec![("count", slip.texts.len().into())])),
        signature(messages),
    )
}

fn section(number: usize, text: &SlipText, messages: &Messages) -> String {
    let paragraphs = text.words.split("\n\n").map(|words| format!("<p>{}</p>\n", lines(words)));
    let changed = match text.changes.is_empty() {
        true => String::new(),
        false => format!(
            "<p class=\"changed\"><b>{}:</b> {}</p>\n",
            escaped(&messages.plain("slip-changed")),
            text.changes.iter().map(marked).collect::<Vec<_>>().join(" "),
        ),
    };
    let about = about(text, messages).iter().map(|line| escaped(line)).collect::<Vec<_>>().join(" · ");
    format!(
        "<section>\n<h2><span class=\"box\">☐</span> {number}. {}</h2>\n<p class=\"about\">{about}</p>\n{changed}\
         <div class=\"words\">\n{}</div>\n</section>\n",
        escaped(&text.title),
        paragraphs.collect::<String>(),
    )
}

/// What stands below a title.
fn about(text: &SlipText, messages: &Messages) -> Vec<String> {
    let length = text.length.map(|length| messages.text("slip-length", &vec![("length", length.into())]));
    let supplier = text.supplier.as_ref().map(|name| format!("{}: {name}", messages.plain("sheet-sources")));
    let example = text.is_example.then(|| messages.plain("slip-example"));
    let standing = text.unconfirmed.clone().or_else(|| Some(messages.plain("slip-waiting")));
    [Some(text.path.clone()), supplier, length, example, standing].into_iter().flatten().collect()
}

fn marked(change: &Change) -> String {
    match change {
        Change::Same(words) => escaped(words),
        Change::Skipped => "…".to_owned(),
        Change::Removed(words) => format!("<del>{}</del>", escaped(words)),
        Change::Added(words) => format!("<ins>{}</ins>", escaped(words)),
    }
}

fn signature(messages: &Messages) -> String {
    let line = |id: &str| format!("<p>{}: <span class=\"blank\"></span></p>\n", escaped(&messages.plain(id)));
    format!(
        "<footer>\n<p class=\"approver\">{}</p>\n{}{}{}<p class=\"sign\">{}</p>\n</footer>\n",
        escaped(&messages.plain("sheet-approver")),
        line("sheet-name"),
        line("sheet-office"),
        line("sheet-approved-on"),
        escaped(&messages.plain("sheet-signature")),
    )
}

/// The slip as plain text.
pub fn text(slip: &Slip, messages: &Messages) -> String {
    let mut out = format!(
        "{}\n{}\n{}\n\n{}\n",
        slip.network,
        messages.plain("slip-title"),
        slip.days,
        messages.text("slip-how", &vec![("count", slip.texts.len().into())]),
    );
    for (at, text) in slip.texts.iter().enumerate() {
        out += &format!("\n{}. {}\n   {}\n", at + 1, text.title, about(text, messages).join(" · "));
        if !text.changes.is_empty() {
            out += &format!("   {}: {}\n", messages.plain("slip-changed"), in_marks(&text.changes));
        }
        out += &format!("\n{}\n", text.words);
    }
    let line = |id: &str| format!("{}: ______________________________\n", messages.plain(id));
    out + "\n"
        + &["sheet-approver", "sheet-office", "sheet-approved-on", "sheet-signature"].map(line).concat()
}

/// Changes where there is no type to show them: `[-7-] {+8+}`.
pub fn in_marks(changes: &[Change]) -> String {
    let told = changes.iter().map(|change| match change {
        Change::Same(words) => words.clone(),
        Change::Skipped => "…".to_owned(),
        Change::Removed(words) => format!("[-{words}-]"),
        Change::Added(words) => format!("{{+{words}+}}"),
    });
    told.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::changes;
    use super::*;
    use crate::messages::Lang;

    fn slip() -> Slip {
        let text = SlipText {
            title: "Cắt điện <b>sáng mai</b>".to_owned(),
            path: "bulletins/2025-03-10/cat-dien.md".to_owned(),
            supplier: Some("Điện lực".to_owned()),
            length: Some(TimeDelta::seconds(75)),
            unconfirmed: None,
            changes: changes("Từ 7 giờ.", "Từ 8 giờ & 9 giờ."),
            words: "Từ 8 giờ & 9 giờ.\n\nThôn 2.".to_owned(),
            is_example: false,
        };
        let second = SlipText {
            changes: Vec::new(),
            unconfirmed: Some("đã duyệt qua điện thoại".to_owned()),
            ..text.clone()
        };
        Slip { network: "Mạng".to_owned(), days: "tuần 11".to_owned(), texts: vec![text, second] }
    }

    #[test]
    fn the_page_has_every_text_the_changed_words_and_one_signature_and_all_is_escaped() {
        let page = page(&slip(), &Messages::new(Lang::Vi));
        assert_eq!(page.matches("<section>").count(), 2);
        assert_eq!(page.matches("class=\"sign\"").count(), 1);
        assert!(page.contains("Từ <del>7</del> <ins>8 giờ &amp; 9</ins> giờ."), "{page}");
        assert!(
            !page.contains("<b>sáng mai") && page.contains("<p>Thôn 2.</p>") && page.contains("2 lời"),
            "{page}"
        );
        assert!(page.contains("đã duyệt qua điện thoại"), "{page}");
    }

    #[test]
    fn the_text_marks_what_changed_and_leaves_lines_to_sign_on() {
        let text = text(&slip(), &Messages::new(Lang::Vi));
        assert!(text.contains("Từ [-7-] {+8 giờ & 9+} giờ."), "{text}");
        assert!(text.contains("1 phút 15 giây") && text.contains("Chữ ký: ____"), "{text}");
    }
}
