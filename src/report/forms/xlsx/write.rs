//! Sheets into a workbook: heads that stay in sight, filters, totals, print on A4.

use super::super::super::Report;
use super::super::summary::subject;
use super::super::wording::topics;
use super::sheets::{BEFORE_WEEKS, Cell, Sheet};
use crate::messages::Messages;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, Timelike};
use rust_xlsxwriter::{
    Chart, ChartFormat, ChartPatternFill, ChartPatternFillType, ChartType, Color, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

/// The row of the heads: above it stand the issuer, what the report is of, and a gap.
const HEAD: u32 = 3;

/// How high the heads are, and a line of a row, in points.
const HEIGHTS: (f64, f64) = (50.0, 16.0);

/// A4, by its number in the format (ECMA-376 part 1, 18.3.1.63).
const A4: u8 = 9;

/// How a topic's bars are drawn, so that they differ without colour.
const PATTERNS: [ChartPatternFillType; 6] = [
    ChartPatternFillType::Dotted80Percent,
    ChartPatternFillType::DiagonalStripesWideUpwards,
    ChartPatternFillType::Dotted10Percent,
    ChartPatternFillType::HorizontalBrick,
    ChartPatternFillType::DiagonalStripesWideDownwards,
    ChartPatternFillType::LargeGrid,
];

/// Where a sheet's rows stand: the first and the last; none has neither.
#[derive(Clone, Copy)]
pub(super) struct Place {
    first: u32,
    last: u32,
}

/// Writes a sheet behind those that are there.
pub(super) fn sheet(
    workbook: &mut Workbook,
    sheet: &Sheet,
    report: &Report,
    messages: &Messages,
) -> Result<Place, XlsxError> {
    let count = u32::try_from(sheet.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let place = Place { first: HEAD + 1, last: HEAD + count };
    let page = workbook.add_worksheet();
    page.set_name(&sheet.name)?;
    page.write_string_with_format(0, 0, &report.issuer, &words().set_bold())?;
    page.write_string_with_format(1, 0, subject(report, messages), &words().set_bold())?;
    for (at, column) in (0..).zip(&sheet.columns) {
        page.set_column_width(at, column.width)?;
        page.write_string_with_format(HEAD, at, &column.head, &head())?;
    }
    page.set_row_height(HEAD, HEIGHTS.0)?;
    for (row, cells) in (place.first..).zip(&sheet.rows) {
        page.set_row_height(row, height(sheet, cells))?;
        for (at, value) in (0..).zip(cells) {
            cell(page, row, at, value, &ruled())?;
        }
    }
    if let Some(total) = &sheet.total {
        self::total(page, sheet, total, place)?;
    }
    let last = u16::try_from(sheet.columns.len() - 1).map_err(|_| XlsxError::RowColumnLimitError)?;
    page.autofilter(HEAD, 0, place.last.max(HEAD), last)?;
    page.set_freeze_panes(HEAD + 1, 1)?;
    print(page)?;
    Ok(place)
}

/// How high a row is whose words are broken to their columns: not every program reckons it when it opens the file.
fn height(sheet: &Sheet, cells: &[Cell]) -> f64 {
    let lines = cells.iter().zip(&sheet.columns).map(|(cell, column)| match cell {
        Cell::Words(words) => words.chars().count().div_ceil(usize::from(column.width)),
        _ => 1,
    });
    let lines = u32::try_from(lines.max().unwrap_or(1).clamp(1, 20)).expect("20 at most");
    f64::from(lines) * HEIGHTS.1
}

/// On paper: A4 across, as wide as one page, the heads on each, its number below.
fn print(page: &mut Worksheet) -> Result<(), XlsxError> {
    page.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_footer("&C&P/&N");
    page.set_repeat_rows(HEAD, HEAD)?;
    Ok(())
}

/// What adds up is a formula, which leaves out what a filter hides, with its value beside it; what does not, because a text
/// counts once in several rows, is a number.
fn total(page: &mut Worksheet, sheet: &Sheet, total: &[Cell], place: Place) -> Result<(), XlsxError> {
    let (row, bold) = (place.last + 1, ruled().set_bold());
    for (at, value) in (0_u16..).zip(total) {
        let sum = Cell::sum(sheet.rows.iter().map(|cells| &cells[usize::from(at)]));
        if !matches!(value, Cell::Count(_) | Cell::Minutes(_)) || sum != *value {
            cell(page, row, at, value, &bold)?;
            continue;
        }
        let column = rust_xlsxwriter::utility::column_number_to_name(at);
        let range = format!("{column}{}:{column}{}", place.first + 1, place.last + 1);
        let formula = Formula::new(format!("=SUBTOTAL(109,{range})")).set_result(number(value).to_string());
        page.write_formula_with_format(row, at, formula, &numbered(value, &bold))?;
    }
    Ok(())
}

fn cell(page: &mut Worksheet, row: u32, at: u16, value: &Cell, format: &Format) -> Result<(), XlsxError> {
    match value {
        Cell::Empty => page.write_blank(row, at, format)?,
        Cell::Words(words) => page.write_string_with_format(row, at, words, format)?,
        Cell::Count(_) | Cell::Minutes(_) => {
            page.write_number_with_format(row, at, number(value), &numbered(value, format))?
        }
        Cell::Day(day) => page.write_datetime_with_format(
            row,
            at,
            self::day(*day)?,
            &format.clone().set_num_format("dd/mm/yyyy"),
        )?,
        Cell::Time(time) => page.write_datetime_with_format(
            row,
            at,
            self::time(*time)?,
            &format.clone().set_num_format("hh:mm"),
        )?,
    };
    Ok(())
}

/// A count, or minutes with their part of one.
fn number(value: &Cell) -> f64 {
    match value {
        Cell::Count(count) => f64::from(*count),
        Cell::Minutes(length) => length.as_seconds_f64() / 60.0,
        _ => 0.0,
    }
}

fn numbered(value: &Cell, format: &Format) -> Format {
    let shown = if matches!(value, Cell::Minutes(_)) { "#,##0.0" } else { "#,##0" };
    format.clone().set_num_format(shown).set_align(FormatAlign::Right)
}

/// The airings of each topic in each week, below the table they are in.
pub(super) fn chart(
    workbook: &mut Workbook,
    sheet: &Sheet,
    place: Place,
    report: &Report,
    messages: &Messages,
) -> Result<(), XlsxError> {
    let first = u16::try_from(BEFORE_WEEKS).expect("few columns");
    let last = u16::try_from(sheet.columns.len() - 1).map_err(|_| XlsxError::RowColumnLimitError)?;
    if last < first {
        return Ok(());
    }
    let name = sheet.name.as_str();
    let mut chart = Chart::new(ChartType::Column);
    for (at, (row, topic)) in (place.first..=place.last).zip(topics(report, messages)).enumerate() {
        let mut fill = ChartPatternFill::new();
        fill.set_pattern(PATTERNS[at % PATTERNS.len()]).set_foreground_color(Color::Black);
        let mut format = ChartFormat::new();
        format.set_pattern_fill(&fill).set_border(&rust_xlsxwriter::ChartLine::new());
        let series = chart.add_series();
        series.set_values((name, row, first, row, last)).set_categories((name, HEAD, first, HEAD, last));
        series.set_name(if topic.letter.is_empty() { topic.title } else { topic.letter }.as_str());
        series.set_format(&mut format);
    }
    let title = messages.plain("report-section-weeks");
    chart.title().set_name(&title);
    chart.y_axis().set_name(&messages.plain("report-airing-count"));
    chart.set_width(900).set_height(320).set_alt_text(&title);
    let page = workbook.worksheet_from_name(name)?;
    page.insert_chart(place.last + 4, 0, &chart)?;
    Ok(())
}

/// An instant as the workbook's time of making: the civil time it was.
pub(super) fn instant(at: DateTime<FixedOffset>) -> Result<ExcelDateTime, XlsxError> {
    let time = at.time();
    let second = u16::try_from(time.second()).expect("a second of a minute");
    day(at.date_naive())?.and_hms(hour(time), minute(time), second)
}

fn day(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let small = |number: u32| u8::try_from(number).expect("a month or a day");
    let year = u16::try_from(day.year()).map_err(|_| XlsxError::DateTimeRangeError(day.to_string()))?;
    ExcelDateTime::from_ymd(year, small(day.month()), small(day.day()))
}

fn time(time: NaiveTime) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_hms(hour(time), minute(time), 0)
}

fn hour(time: NaiveTime) -> u16 {
    u16::try_from(time.hour()).expect("an hour of a day")
}

fn minute(time: NaiveTime) -> u8 {
    u8::try_from(time.minute()).expect("a minute of an hour")
}

fn words() -> Format {
    Format::new().set_font_name("Times New Roman").set_font_size(12)
}

fn ruled() -> Format {
    words().set_border(FormatBorder::Thin).set_align(FormatAlign::Top).set_text_wrap()
}

fn head() -> Format {
    ruled().set_bold().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
}
