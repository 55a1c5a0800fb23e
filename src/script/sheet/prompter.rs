//! The teleprompter (máy nhắc chữ): the sheet as a dark page of big type that follows the programme.
//!
//! One self-contained page; it works from a file, without a network. What is read live stands big; what comes from a file,
//! and every cue, stands small. Its script knows the planned instants and computes nothing else from the plan.

use super::escape::{escaped, lines};
use super::{Sheet, SheetElement, SheetLabels, SheetSound, clock};
use crate::messages::Messages;

const STYLE: &str = include_str!("prompter.css");
const SCRIPT: &str = include_str!("prompter.js");

/// What a key does, as its button's sign, the keys, and the message that says it; `data-does` is the name in the script.
const KEYS: [(&str, &str, &str, &str); 10] = [
    ("previous", "▲", "↑", "prompter-previous"),
    ("next", "▼", "Space ↓", "prompter-next"),
    ("first", "", "Home", "prompter-first"),
    ("last", "", "End", "prompter-last"),
    ("smaller", "A−", "−", "prompter-smaller"),
    ("bigger", "A+", "+", "prompter-bigger"),
    ("scroll", "⇊", "S", "prompter-scroll"),
    ("rehearse", "◷", "R", "prompter-rehearse"),
    ("mirror", "⇋", "M", "prompter-mirror"),
    ("help", "?", "?", "prompter-help"),
];

/// The sheet as a teleprompter page that needs no other file. All that is told is escaped.
pub fn prompter(sheet: &Sheet, labels: &SheetLabels, messages: &Messages) -> String {
    let title = format!("{}: {}, {}", messages.plain("prompter-title"), sheet.programme, sheet.item);
    let elements = sheet.elements.iter().enumerate();
    let elements: String = elements.map(|(index, one)| element(index + 1, one, labels)).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'unsafe-inline'\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body data-begins=\"{}\" data-zone=\"{}\" data-lasts=\"{}\">\n{}<main>\n{elements}</main>\n{}{}\
         <script>\n{SCRIPT}</script>\n</body>\n</html>\n",
        escaped(&sheet.language),
        escaped(&title),
        sheet.begins.timestamp_millis(),
        i64::from(sheet.begins.offset().local_minus_utc()) * 1000,
        sheet.planned.as_millis(),
        head(sheet, labels, messages),
        foot(messages),
        help(messages),
    )
}

/// The clocks, and what is read: they stay in sight.
fn head(sheet: &Sheet, labels: &SheetLabels, messages: &Messages) -> String {
    let say = |id: &str| escaped(&messages.plain(id));
    let edition = sheet.edition_line(labels).map_or(String::new(), |line| format!(" · {line}"));
    let of = format!(
        "{} · {} · {} – {}{edition} · {}: {}",
        sheet.programme,
        sheet.date,
        sheet.start,
        sheet.end,
        labels.approval,
        sheet.approval_state(labels),
    );
    format!(
        "<header>\n<p class=\"state\"><span class=\"before\">{}</span><span class=\"air\">{}</span>\
         <span class=\"over\">{}</span><span class=\"rehearsal\">{}</span> <time id=\"clock\">--:--:--</time></p>\n\
         <p>{} <output id=\"left\" aria-live=\"off\">-:--</output></p>\n\
         <p>{} <output id=\"rest\" aria-live=\"off\">-:--</output></p>\n\
         <p class=\"of\">{}</p>\n<noscript><p>{}</p></noscript>\n</header>\n",
        say("prompter-before"),
        say("prompter-on-air"),
        say("prompter-over"),
        say("prompter-rehearsal"),
        say("prompter-element-ends"),
        say("prompter-programme-ends"),
        escaped(&of),
        say("prompter-no-script"),
    )
}

fn element(number: usize, element: &SheetElement, labels: &SheetLabels) -> String {
    let is_read = element.is_read_live();
    let note = element.sound.cue(labels);
    let remark = element.remark.as_ref().map_or(String::new(), |remark| format!(" · {}", lines(remark)));
    let words: String =
        element.words.iter().map(|words| format!("<p dir=\"auto\">{}</p>\n", lines(words))).collect();
    format!(
        "<section class=\"{}\" data-at=\"{}\" data-takes=\"{}\" data-part=\"{part}\" tabindex=\"-1\">\n\
         <h2><b>{number}. {part}</b> · {} · {} · {}{remark}</h2>\n<div class=\"words\">\n{words}</div>\n</section>\n",
        if is_read { "read" } else { "played" },
        element.offset.as_millis(),
        element.length.duration().as_millis(),
        clock(element.offset),
        escaped(&element.length.shown()),
        escaped(&note),
        part = escaped(&element.part),
    )
}

/// What comes next, and the buttons for whoever has no keyboard.
fn foot(messages: &Messages) -> String {
    let button = |(does, sign, keys, id): &(&str, &str, &str, &str)| {
        let says = escaped(&format!("{} ({keys})", messages.plain(id)));
        format!(
            "<button type=\"button\" data-does=\"{does}\" title=\"{says}\" aria-label=\"{says}\">{}</button>\n",
            escaped(sign)
        )
    };
    let buttons: String = KEYS.iter().filter(|(_, sign, _, _)| !sign.is_empty()).map(button).collect();
    format!(
        "<footer>\n<p id=\"coming\">{} <b id=\"next\" aria-live=\"polite\"></b></p>\n<nav>\n{buttons}</nav>\n</footer>\n",
        escaped(&messages.plain("prompter-then")),
    )
}

fn help(messages: &Messages) -> String {
    let line = |(_, _, keys, id): &(&str, &str, &str, &str)| {
        format!("<dt><kbd>{}</kbd></dt><dd>{}</dd>\n", escaped(keys), escaped(&messages.plain(id)))
    };
    let keys: String = KEYS.iter().map(line).collect();
    format!(
        "<dialog id=\"help\">\n<dl>\n{keys}</dl>\n<p>{}</p>\n</dialog>\n",
        escaped(&messages.plain("prompter-touch"))
    )
}

impl SheetElement {
    /// Whether somebody reads its words while the programme is on air.
    fn is_read_live(&self) -> bool {
        let is_live = matches!(
            self.sound,
            SheetSound::Missing { .. } | SheetSound::Unnumbered { .. } | SheetSound::Live { .. }
        );
        is_live && !self.words.is_empty()
    }
}

impl SheetSound {
    /// What whoever reads on air has to know of it: not where a recording would have to be put.
    pub(in crate::script) fn cue(&self, labels: &SheetLabels) -> String {
        match self {
            SheetSound::Missing { window, .. }
            | SheetSound::Unnumbered { window }
            | SheetSound::Live { window } => SheetSound::Live { window: *window }.note(labels),
            played => played.note(labels),
        }
    }
}
