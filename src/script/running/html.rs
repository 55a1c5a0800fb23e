//! The running sheet as one self-contained page to print.

use super::super::sheet::{SheetElement, SheetLabels, escaped};
use super::{RunningItem, RunningSheet, cue_words, title};
use crate::messages::Messages;

const STYLE: &str = include_str!("style.css");

/// The day as an HTML page that needs no other file. All that is told is escaped.
pub fn html(day: &RunningSheet, labels: &SheetLabels, messages: &Messages) -> String {
    let heading = title(messages);
    let items: String = day.items.iter().map(|one| item(one, labels, messages)).collect();
    let nothing = match day.items.is_empty() {
        true => format!("<p>{}</p>\n", escaped(&messages.plain("plan-nothing"))),
        false => String::new(),
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<p class=\"network\">{}</p>\n<h1>{}</h1>\n\
         <p class=\"station\">{}</p>\n<p class=\"date\">{}</p>\n{nothing}{items}{}\
         <p class=\"links\"><a href=\"{}\">{}</a></p>\n</body>\n</html>\n",
        escaped(&day.language),
        escaped(&format!("{heading}: {}, {}", day.station, day.date)),
        escaped(&day.network),
        escaped(&heading),
        escaped(&day.station),
        escaped(&day.date),
        displaced(day, messages),
        escaped(&day.missing_page),
        escaped(&messages.plain("missing-title")),
    )
}

fn item(item: &RunningItem, labels: &SheetLabels, messages: &Messages) -> String {
    let remarks: String =
        item.remarks.iter().map(|remark| format!("<p class=\"remark\">{}</p>\n", escaped(remark))).collect();
    let rows: String = item.elements.iter().map(|element| row(item, element, labels)).collect();
    let table = match rows.is_empty() {
        true => String::new(),
        false => format!("<table>\n{}<tbody>\n{rows}</tbody>\n</table>\n", head(labels, messages)),
    };
    let pages = item.pages.as_ref().map_or(String::new(), |(sheet, prompter)| {
        let link = |page: &str, id: &str| {
            format!("<a href=\"{}\">{}</a>", escaped(page), escaped(&messages.plain(id)))
        };
        format!(
            " <span class=\"links\">{} · {}</span>",
            link(sheet, "sheet-title"),
            link(prompter, "prompter-title")
        )
    });
    format!(
        "<section>\n<h2><span class=\"times\">{}</span> {}{pages}</h2>\n{remarks}{table}</section>\n",
        escaped(&item.times),
        escaped(&item.title),
    )
}

fn head(labels: &SheetLabels, messages: &Messages) -> String {
    let at = messages.plain("running-at");
    let heads = [
        ("at", &at),
        ("length", &labels.length),
        ("part", &labels.part),
        ("reader", &labels.reader),
        ("sound", &labels.sound),
    ];
    let heads =
        heads.map(|(class, head)| format!("<th scope=\"col\" class=\"{class}\">{}</th>", escaped(head)));
    format!("<thead><tr>{}</tr></thead>\n", heads.concat())
}

fn row(item: &RunningItem, element: &SheetElement, labels: &SheetLabels) -> String {
    let words = cue_words(&element.words);
    let words = words
        .map_or(String::new(), |words| format!("<p class=\"words\" dir=\"auto\">“{}”</p>", escaped(&words)));
    let asides: String =
        element.asides(labels).iter().map(|aside| format!("<p>{}</p>", escaped(aside))).collect();
    format!(
        "<tr><td class=\"at\">{}</td><td class=\"length\">{}</td><td class=\"part\"><b>{}</b>{words}</td>\
         <td class=\"reader\">{}</td><td class=\"sound\">{}{asides}</td></tr>\n",
        item.at(element),
        escaped(&element.length.shown()),
        escaped(&element.part),
        escaped(item.reader(element, labels, "………")),
        escaped(&element.sound.cue(labels)),
    )
}

fn displaced(day: &RunningSheet, messages: &Messages) -> String {
    let lines: String = day.displaced.iter().map(|line| format!("<li>{}</li>\n", escaped(line))).collect();
    match lines.is_empty() {
        true => String::new(),
        false => format!(
            "<section>\n<h2>{}</h2>\n<ul>\n{lines}</ul>\n</section>\n",
            escaped(&messages.plain("plan-displaced"))
        ),
    }
}
