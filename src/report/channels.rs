//! Other channels (kênh khác): posts, meetings, posters, counted by hand in a small table.
//!
//! In: the text of a table with the columns `date` (ngày), `station` (đài), `channel` (kênh), `count` (số lượng), as a
//! spreadsheet writes it. Out: its rows. Which station is meant is for others to find out.

use crate::asrun::{rows, separator};
use crate::calendar::reading;
use crate::source::fold;
use chrono::NaiveDate;

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelRow {
    /// Its number in the table, from 1 for the heads.
    pub row: u64,
    /// The day.
    pub date: NaiveDate,
    /// The station, as it was written.
    pub station: String,
    /// What channel, as it was written.
    pub channel: String,
    /// How many; 1, where the table does not say.
    pub count: u32,
}

/// A table as far as it can be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Channels {
    /// The rows, in their order.
    pub rows: Vec<ChannelRow>,
    /// The rows that cannot be read, by their number; 1 where a column is missing.
    pub unreadable: Vec<u64>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Date,
    Station,
    Channel,
    Count,
}

/// What columns are called, folded.
const HEADS: [(&str, Column); 9] = [
    ("date", Column::Date),
    ("ngay", Column::Date),
    ("station", Column::Station),
    ("dai", Column::Station),
    ("donvi", Column::Station),
    ("channel", Column::Channel),
    ("kenh", Column::Channel),
    ("count", Column::Count),
    ("soluong", Column::Count),
];

/// Reads the table.
pub fn read_channels(text: &str) -> Channels {
    let text = text.trim_start_matches('\u{feff}');
    let mut all = rows(text, separator(text.lines().next().unwrap_or_default())).into_iter();
    let known = |head: &String| HEADS.iter().find(|(name, _)| *name == fold(head)).map(|(_, column)| *column);
    let columns: Vec<Option<Column>> = all.next().unwrap_or_default().iter().map(known).collect();
    let mut channels = Channels::default();
    if [Column::Date, Column::Station, Column::Channel].iter().any(|column| !columns.contains(&Some(*column)))
    {
        channels.unreadable.push(1);
        return channels;
    }
    for (row, fields) in (2..).zip(all) {
        if fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        match read_row(row, &columns, &fields) {
            Some(read) => channels.rows.push(read),
            None => channels.unreadable.push(row),
        }
    }
    channels
}

fn read_row(row: u64, columns: &[Option<Column>], fields: &[String]) -> Option<ChannelRow> {
    let field = |column: Column| {
        let at = columns.iter().position(|known| *known == Some(column))?;
        fields.get(at).map(|field| field.trim()).filter(|field| !field.is_empty())
    };
    Some(ChannelRow {
        row,
        date: reading::date(field(Column::Date)?).ok()?,
        station: field(Column::Station)?.to_owned(),
        channel: field(Column::Channel)?.to_owned(),
        count: field(Column::Count).map_or(Some(1), |count| count.parse().ok())?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_channels_is_read_as_a_spreadsheet_writes_it_and_bad_rows_are_told() {
        let text = "\u{feff}Ngày;Đài;Kênh;Số lượng\r\n10/3/2025;la-hai;Bài đăng Zalo;2\r\n;;;\r\n\
                    2025-03-12;Phú Mỡ;Họp thôn;\r\nhôm qua;la-hai;Pa nô;1\r\n13/3/2025;la-hai;Pa nô;nhiều\r\n";
        let found = read_channels(text);
        let rows: Vec<_> = found.rows.iter().map(|row| (row.row, row.station.as_str(), row.count)).collect();
        assert_eq!(rows, [(2, "la-hai", 2), (4, "Phú Mỡ", 1)]);
        assert_eq!(found.rows[0].channel, "Bài đăng Zalo");
        assert_eq!(found.unreadable, [5, 6]);
        assert_eq!(read_channels("Ngày;Đài\n10/3/2025;la-hai\n").unreadable, [1]);
    }
}
