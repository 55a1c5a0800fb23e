//! A table of what was aired, as a spreadsheet or an automation program writes it.
//!
//! Columns are known by the words above them, in Vietnamese or English, with or without marks: `start` (bắt đầu, giờ), `date`
//! (ngày) where the start is a time alone, `end` (kết thúc) or `length` (thời lượng), `file` (tệp), `title` (chương trình),
//! `id` (mã), `outcome` (kết quả), `cause` (lý do). They are parted by commas, semicolons or tabs, quoted by RFC 4180.

use super::heard::Heard;
use super::line::Told;
use crate::calendar::reading::{self, Moment};
use crate::calendar::zone::earliest;
use crate::source::fold;
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use chrono_tz::Tz;

/// Most rows that are read.
const MOST: usize = 100_000;

/// Why a table, or a row of it, cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFault {
    /// No column is called as that of the start.
    NoStart,
    /// The start cannot be read.
    Start,
    /// Neither end nor length can be read, though one is written.
    End,
    /// No outcome is called so.
    Outcome,
}

/// A table as far as it can be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The rows, in their order.
    pub heard: Vec<Heard>,
    /// The rows that cannot be read, by their number, from 1 for the heads.
    pub faults: Vec<(u64, TableFault)>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Date,
    Start,
    End,
    Length,
    File,
    Title,
    Id,
    Outcome,
    Cause,
}

/// What columns are called, folded.
const HEADS: [(&str, Column); 29] = [
    ("date", Column::Date),
    ("ngay", Column::Date),
    ("ngayphat", Column::Date),
    ("start", Column::Start),
    ("time", Column::Start),
    ("batdau", Column::Start),
    ("gio", Column::Start),
    ("giophat", Column::Start),
    ("end", Column::End),
    ("stop", Column::End),
    ("ketthuc", Column::End),
    ("length", Column::Length),
    ("duration", Column::Length),
    ("thoiluong", Column::Length),
    ("file", Column::File),
    ("filename", Column::File),
    ("tep", Column::File),
    ("tentep", Column::File),
    ("title", Column::Title),
    ("programme", Column::Title),
    ("chuongtrinh", Column::Title),
    ("noidung", Column::Title),
    ("id", Column::Id),
    ("ma", Column::Id),
    ("outcome", Column::Outcome),
    ("ketqua", Column::Outcome),
    ("cause", Column::Cause),
    ("lydo", Column::Cause),
    ("ghichu", Column::Cause),
];

/// What outcomes are called, folded.
const OUTCOMES: [(&str, Told); 12] = [
    ("aired", Told::Aired),
    ("daphat", Told::Aired),
    ("ok", Told::Aired),
    ("late", Told::Late),
    ("phatmuon", Told::Late),
    ("cut", Told::Cut),
    ("phatdo", Told::Cut),
    ("preempted", Told::PreEmpted),
    ("nhuonggio", Told::PreEmpted),
    ("missed", Told::Missed),
    ("khongphat", Told::Missed),
    ("khongphatduoc", Told::Missed),
];

/// Reads a table; times without an offset are by the clock of `zone`.
pub fn read_table(text: &str, zone: Tz) -> Table {
    let text = text.trim_start_matches('\u{feff}');
    let separator = separator(text.lines().next().unwrap_or_default());
    let mut rows = rows(text, separator).into_iter();
    let known = |head: &String| HEADS.iter().find(|(name, _)| *name == fold(head)).map(|(_, column)| *column);
    let columns: Vec<Option<Column>> = rows.next().unwrap_or_default().iter().map(known).collect();
    let mut table = Table::default();
    if !columns.contains(&Some(Column::Start)) {
        table.faults.push((1, TableFault::NoStart));
        return table;
    }
    for (number, fields) in (2..).zip(rows).take(MOST) {
        if fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        match read_row(number, &columns, &fields, zone) {
            Ok(heard) => table.heard.push(heard),
            Err(fault) => table.faults.push((number, fault)),
        }
    }
    table
}

/// The outcome of that name, in Vietnamese or English.
pub fn outcome(written: &str) -> Option<Told> {
    let written = fold(written);
    OUTCOMES.iter().find(|(name, _)| *name == written).map(|(_, outcome)| *outcome)
}

fn read_row(row: u64, columns: &[Option<Column>], fields: &[String], zone: Tz) -> Result<Heard, TableFault> {
    let field = |column: Column| {
        let at = columns.iter().position(|known| *known == Some(column))?;
        fields.get(at).map(|field| field.trim()).filter(|field| !field.is_empty())
    };
    let date = field(Column::Date).and_then(|date| reading::date(date).ok());
    let start = field(Column::Start).and_then(|start| instant(start, date, zone)).ok_or(TableFault::Start)?;
    let length = match (field(Column::Length), field(Column::End)) {
        (Some(length), _) => Some(read_length(length).ok_or(TableFault::End)?),
        (None, Some(end)) => {
            let day = date.unwrap_or(start.with_timezone(&zone).date_naive());
            let end = instant(end, Some(day), zone).ok_or(TableFault::End)?;
            // An end before the start is on the next day.
            Some(if end < start { end - start + TimeDelta::days(1) } else { end - start })
        }
        (None, None) => None,
    };
    let written = field(Column::Outcome);
    let outcome = written.map(|written| outcome(written).ok_or(TableFault::Outcome)).transpose()?;
    let text = |column| field(column).map(str::to_owned);
    Ok(Heard {
        row,
        file: text(Column::File),
        title: text(Column::Title),
        occurrence: text(Column::Id),
        start,
        length,
        outcome,
        cause: text(Column::Cause),
    })
}

/// A moment, or a time of day on `date`.
fn instant(written: &str, date: Option<NaiveDate>, zone: Tz) -> Option<DateTime<FixedOffset>> {
    if let (Ok(time), Some(date)) = (reading::time(written), date) {
        return Some(earliest(zone, date.and_time(time)));
    }
    match reading::moment(written).ok()? {
        Moment::Instant(instant) => Some(instant),
        Moment::Civil(civil) => Some(earliest(zone, civil)),
    }
}

/// A length in words, as `00:30:00`, or in seconds.
fn read_length(written: &str) -> Option<TimeDelta> {
    if let Ok(length) = reading::length(written) {
        return Some(length);
    }
    let parts: Option<Vec<u32>> = written.split(':').map(|part| part.parse().ok()).collect();
    let seconds = parts.filter(|parts| parts.len() <= 3)?;
    Some(TimeDelta::seconds(seconds.iter().fold(0, |sum, part| sum * 60 + i64::from(*part))))
}

/// What stands most often in the first line.
pub(crate) fn separator(line: &str) -> char {
    let count = |separator: char| line.chars().filter(|letter| *letter == separator).count();
    [',', ';', '\t'].into_iter().max_by_key(|separator| count(*separator)).expect("there are three")
}

/// The fields of each row: RFC 4180 with any separator.
pub(crate) fn rows(text: &str, separator: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut letters = text.chars().peekable();
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            '"' if is_quoted || field.is_empty() => is_quoted = !is_quoted,
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !is_quoted => {}
            _ if letter == separator && !is_quoted => row.push(std::mem::take(&mut field)),
            _ => field.push(letter),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Table {
        read_table(text, Tz::Asia__Ho_Chi_Minh)
    }

    #[test]
    fn a_table_is_read_however_a_spreadsheet_parts_it_and_people_write_times() {
        let vietnamese = "\u{feff}Ngày;Bắt đầu;Kết thúc;Tệp;Kết quả;Lý do\r\n\
            10/3/2025;17h00;17h15;1700-chieu.wav;Phát dở;\"Mất điện; lưới \"\"22 kV\"\"\"\r\n\r\n";
        let english = "start\tlength\tfile\toutcome\tcause\n\
            2025-03-10T17:00:00+07:00\t00:15:00\t1700-chieu.wav\tcut\tMất điện; lưới \"22 kV\"\n";
        for text in [vietnamese, english] {
            let table = read(text);
            assert_eq!(table.faults, []);
            let [heard] = &table.heard[..] else { panic!("{:?}", table.heard) };
            assert_eq!(heard.start.to_rfc3339(), "2025-03-10T17:00:00+07:00");
            assert_eq!((heard.row, heard.length), (2, Some(TimeDelta::minutes(15))));
            assert_eq!((heard.file.as_deref(), heard.outcome), (Some("1700-chieu.wav"), Some(Told::Cut)));
            assert_eq!(heard.cause.as_deref(), Some("Mất điện; lưới \"22 kV\""));
        }
    }

    #[test]
    fn a_row_that_cannot_be_read_is_told_and_the_others_are_read() {
        let table = read(
            "start,end,outcome\n10/3/2025 17h00,17h30,\n17h00,,\n10/3/2025 25h,,\n\
            10/3/2025 17h00,muộn,\n10/3/2025 17h00,,hay\n10/3/2025 23h50,0h10,\n",
        );
        assert_eq!(table.heard.iter().map(|heard| heard.row).collect::<Vec<_>>(), [2, 7]);
        assert_eq!(table.heard[1].length, Some(TimeDelta::minutes(20)), "past midnight");
        let known =
            [(3, TableFault::Start), (4, TableFault::Start), (5, TableFault::End), (6, TableFault::Outcome)];
        assert_eq!(table.faults, known);
    }

    #[test]
    fn a_table_without_a_start_is_refused_whole() {
        assert_eq!(read("a,b\n1,2\n").faults, [(1, TableFault::NoStart)]);
        assert_eq!(read("").faults, [(1, TableFault::NoStart)]);
    }
}
