//! The plan as a week grid for a terminal: times left, a column for each day.

use super::Timetable;
use super::week::{Cell, Row, Week, weeks};
use crate::calendar::week_name;
use crate::messages::Messages;
use chrono::{Datelike, NaiveDate};

/// Letters of a time, "17h00–17h30", and of a day's column; with the lines between them 112 in all.
const TIME: usize = 11;
const DAY: usize = 13;

/// Every week of every station.
pub fn grid(timetable: &Timetable, messages: &Messages) -> String {
    let grids: Vec<String> = weeks(timetable).iter().map(|week| of_week(week, messages)).collect();
    grids.join("\n")
}

fn of_week(week: &Week, messages: &Messages) -> String {
    let mut text = format!("{}: {}\n\n", week.station.name, week_name(week.monday));
    let heads = week.dates().map(|date| (1, head(date, messages))).collect();
    text += &line("", heads);
    for row in &week.rows {
        text += &rule(row);
        let times = format!("{}–{}", messages.time(row.start), messages.time(row.end));
        text += &line(&times, row.cells.iter().map(|cell| (cell.span, title(cell))).collect());
    }
    if week.displaced().next().is_some() {
        text += &format!("\n{}\n", messages.plain("plan-displaced"));
    }
    for (date, entry) in week.displaced() {
        let (day, time) = (messages.day(date), messages.time(entry.start.time()));
        let reason = entry.status.reason().unwrap_or_default();
        text += &format!("  {day}, {time}  {}: {reason}\n", entry.title);
    }
    text
}

/// "Thứ Hai 10/3".
fn head(date: NaiveDate, messages: &Messages) -> String {
    let weekday = messages.plain(&format!("weekday-{}", date.weekday().number_from_monday()));
    format!("{weekday} {}/{}", date.day(), date.month())
}

fn title(cell: &Cell) -> String {
    let titles: Vec<&str> = cell.entries.iter().map(|entry| entry.title.as_str()).collect();
    titles.join("; ")
}

fn rule(row: &Row) -> String {
    let cells = row.cells.iter().map(|cell| "─".repeat(width(cell.span)));
    format!("{}┼{}\n", "─".repeat(TIME), cells.collect::<Vec<_>>().join("┼"))
}

/// The letters of so many days, the lines between them included.
fn width(span: usize) -> usize {
    span * (DAY + 1) - 1
}

/// One row of the grid: as many lines as its longest cell needs.
fn line(times: &str, cells: Vec<(usize, String)>) -> String {
    let wrapped: Vec<(usize, Vec<String>)> =
        cells.into_iter().map(|(span, text)| (width(span), wrap(&text, width(span)))).collect();
    let height = wrapped.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
    let mut text = String::new();
    for at in 0..height {
        let mut whole = format!("{:<TIME$}", if at == 0 { times } else { "" });
        for (width, lines) in &wrapped {
            whole += &format!("│{:<width$}", lines.get(at).map_or("", String::as_str));
        }
        text += &format!("{}\n", whole.trim_end());
    }
    text
}

/// `text` in lines of at most `width` letters; all text is NFC, so a letter is a column. A longer word is cut.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        for (nth, piece) in letters.chunks(width).enumerate() {
            let last = lines.last_mut().expect("there is one from the start");
            let used = last.chars().count();
            if used == 0 {
                last.extend(piece);
            } else if nth == 0 && used + 1 + piece.len() <= width {
                last.push(' ');
                last.extend(piece);
            } else {
                lines.push(piece.iter().collect());
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::samples::{entry, timetable};
    use super::*;
    use crate::messages::Lang;
    use chrono_tz::Tz;

    #[test]
    fn words_are_wrapped_by_letters_and_only_a_word_too_long_is_cut() {
        assert_eq!(wrap("Bản tin địa phương", 8), ["Bản tin", "địa", "phương"]);
        assert_eq!(wrap("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
    }

    #[test]
    fn a_week_is_as_wide_as_a_terminal_and_has_all_its_days() {
        let zone = Tz::Asia__Ho_Chi_Minh;
        let table =
            timetable(zone, vec![entry(zone, "2025-03-11T17:00", "Chương trình phát thanh buổi chiều")]);
        let text = grid(&table, &Messages::new(Lang::Vi));
        assert!(text.lines().all(|line| line.chars().count() <= 112), "{text}");
        assert!(text.contains("Thứ Hai 10/3 │") && text.contains("│CN 16/3"), "{text}");
        assert!(text.contains("17h00–18h30│             │Chương trình │"), "{text}");
    }
}
