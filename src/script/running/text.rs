//! The running sheet as plain text.

use super::super::sheet::SheetLabels;
use super::{RunningItem, RunningSheet, cue_words, title};
use crate::messages::Messages;

/// Stands in for the name of whoever reads live.
const BLANK: &str = "…………";

/// The day as plain text, lines ending in `\n`.
pub fn text(day: &RunningSheet, labels: &SheetLabels, messages: &Messages) -> String {
    let mut text = format!("{}\n{}\n{}\n", title(messages).to_uppercase(), day.station, day.date);
    if day.items.is_empty() {
        text += &format!("\n{}\n", messages.plain("plan-nothing"));
    }
    for one in &day.items {
        text += "\n";
        item(&mut text, one, labels);
    }
    if !day.displaced.is_empty() {
        text += &format!("\n{}\n", messages.plain("plan-displaced"));
        day.displaced.iter().for_each(|line| text.push_str(&format!("  {line}\n")));
    }
    text
}

fn item(text: &mut String, item: &RunningItem, labels: &SheetLabels) {
    text.push_str(&format!("{}  {}\n", item.times, item.title));
    item.remarks.iter().for_each(|remark| text.push_str(&format!("    {remark}\n")));
    for element in &item.elements {
        let (at, length) = (item.at(element), element.length.shown());
        text.push_str(&format!("  {at}  {length:>9}  {}", element.part));
        match item.reader(element, labels, BLANK) {
            "" => text.push('\n'),
            reader => text.push_str(&format!("  [{}: {reader}]\n", labels.reader)),
        }
        text.push_str(&format!("                       {}\n", element.sound.cue(labels)));
        if let Some(words) = cue_words(&element.words) {
            text.push_str(&format!("                       “{words}”\n"));
        }
        for aside in element.asides(labels) {
            text.push_str(&format!("                       {aside}\n"));
        }
    }
}
