//! The list of missing recordings as plain text.

use super::super::sheet::minutes;
use super::{MissingList, NAMED};
use crate::messages::Messages;

/// The list as plain text, lines ending in `\n`: first what is missing, then the words of each.
pub fn text(list: &MissingList, messages: &Messages) -> String {
    let mut text =
        format!("{}\n{}\n{}\n\n", messages.plain("missing-title").to_uppercase(), list.network, list.date);
    if list.recordings.is_empty() {
        return text + &format!("{}.\n", messages.plain("sheet-nothing-missing"));
    }
    text += &format!("{}\n\n", messages.plain("missing-how"));
    for one in &list.recordings {
        let (length, airings) = (minutes(one.length), one.airings(NAMED, messages));
        text += &format!("  {:>5}  {length:>7}  {}  [{airings}]\n", one.name(), one.title(messages));
    }
    for one in &list.recordings {
        text += &format!("\n{}  {}\n", one.name(), one.title(messages));
        text += &format!("    {}: {}\n", messages.plain("missing-file"), one.file());
        text += &format!("    {}: ≈ {}\n", messages.plain("sheet-length"), minutes(one.length));
        text +=
            &format!("    {}: {}\n", messages.plain("missing-airings"), one.airings(usize::MAX, messages));
        one.words.iter().for_each(|words| text.push_str(&format!("\n{words}\n")));
    }
    text
}
