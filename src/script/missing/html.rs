//! The list of missing recordings as one self-contained page to print.

use super::super::sheet::{escaped, lines, minutes};
use super::{MissingList, MissingRecording, NAMED};
use crate::messages::Messages;

const STYLE: &str = include_str!("style.css");

/// The list as an HTML page that needs no other file: a table to tick off, then each text to be read. All that is told
/// is escaped.
pub fn html(list: &MissingList, messages: &Messages) -> String {
    let heading = messages.plain("missing-title");
    let content = match list.recordings.is_empty() {
        true => format!("<p class=\"nothing\">{}.</p>\n", escaped(&messages.plain("sheet-nothing-missing"))),
        false => table(list, messages) + &texts(list, messages),
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<p class=\"network\">{}</p>\n<h1>{}</h1>\n<p class=\"date\">{}</p>\n\
         {content}</body>\n</html>\n",
        escaped(&list.language),
        escaped(&format!("{heading}: {}", list.date)),
        escaped(&list.network),
        escaped(&heading),
        escaped(&list.date),
    )
}

fn table(list: &MissingList, messages: &Messages) -> String {
    let heads = ["missing-number", "sheet-part", "sheet-length", "missing-airings", "missing-done"];
    let heads = heads.map(|id| format!("<th scope=\"col\">{}</th>", escaped(&messages.plain(id))));
    let row = |one: &MissingRecording| {
        format!(
            "<tr><td class=\"number\"><a href=\"#{0}\">{1}</a></td><td>{2}</td><td class=\"length\">≈ {3}</td>\
             <td class=\"airings\">{4}</td><td class=\"done\">☐</td></tr>\n",
            escaped(&anchor(one)),
            escaped(&one.name()),
            escaped(&one.title(messages)),
            minutes(one.length),
            escaped(&one.airings(NAMED, messages)),
        )
    };
    let rows: String = list.recordings.iter().map(row).collect();
    format!(
        "<p class=\"how\">{}</p>\n<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
        escaped(&messages.plain("missing-how")),
        heads.concat(),
    )
}

fn texts(list: &MissingList, messages: &Messages) -> String {
    let file = messages.plain("missing-file");
    let text = |one: &MissingRecording| {
        let words: String =
            one.words.iter().map(|words| format!("<p dir=\"auto\">{}</p>\n", lines(words))).collect();
        format!(
            "<article id=\"{}\">\n<h2><span class=\"number\">{}</span> {}</h2>\n<p class=\"of\">{}: <b>{}</b> · ≈ {} · {}</p>\n\
             <div class=\"words\">\n{words}</div>\n</article>\n",
            escaped(&anchor(one)),
            escaped(&one.name()),
            escaped(&one.title(messages)),
            escaped(&file),
            escaped(&one.file()),
            minutes(one.length),
            escaped(&one.airings(usize::MAX, messages)),
        )
    };
    list.recordings.iter().map(text).collect()
}

/// Numbers are unique on the day they were given on: its folder stands with them.
fn anchor(one: &MissingRecording) -> String {
    format!("{}/{}", one.folder, one.number)
}
