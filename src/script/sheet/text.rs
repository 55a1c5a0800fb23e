//! The script sheet as plain text: to be read on any screen, compared and kept.

use super::{Sheet, SheetElement, SheetLabels, clock, minutes};

/// What stands in for a value that is written in by hand.
const BLANK: &str = "……………………";

/// The sheet as plain text, lines ending in `\n`.
pub fn text(sheet: &Sheet, labels: &SheetLabels) -> String {
    let mut lines = head(sheet, labels);
    for (index, element) in sheet.elements.iter().enumerate() {
        lines.push(String::new());
        lines.extend(row(index + 1, element, labels));
    }
    lines.push(String::new());
    lines.extend(missing(sheet, labels));
    lines.push(String::new());
    lines.extend(approval(sheet, labels));
    lines.join("\n") + "\n"
}

fn head(sheet: &Sheet, labels: &SheetLabels) -> Vec<String> {
    let lunar = sheet.lunar.as_ref().map_or(String::new(), |lunar| format!(" ({lunar} {})", labels.lunar));
    let or_blank = |value: &Option<String>| value.clone().unwrap_or_else(|| BLANK.to_owned());
    let airings = sheet.airings.map_or_else(|| BLANK.to_owned(), |count| count.to_string());
    let sources = if sheet.sources.is_empty() { BLANK.to_owned() } else { sheet.sources.join("; ") };
    let (margin, left) = sheet.margin(labels);
    vec![
        sheet.network.to_uppercase(),
        sheet.station.to_uppercase(),
        String::new(),
        labels.title.to_uppercase(),
        sheet.programme.clone(),
        match sheet.edition_line(labels) {
            Some(edition) => format!("[{}] {edition}", sheet.item),
            None => format!("[{}]", sheet.item),
        },
        String::new(),
        format!("{}: {}{lunar}", labels.date, sheet.date),
        format!("{}: {} – {}", labels.air_time, sheet.start, sheet.end),
        format!("{}: {}", labels.planned, minutes(sheet.planned)),
        format!("{}: {} ({})", labels.estimated, minutes(sheet.estimated), labels.estimate_remark),
        format!("{margin}: {left}"),
        format!("{}: {airings}", labels.airings),
        format!("{}: {}", labels.editor, or_blank(&sheet.editor)),
        format!("{}: {}", labels.announcer, or_blank(&sheet.announcer)),
        format!("{}: {}", labels.technician, or_blank(&sheet.technician)),
        format!("{}: {sources}", labels.sources),
        format!("{}: {}", labels.approval, sheet.approval_state(labels)),
    ]
}

fn row(number: usize, element: &SheetElement, labels: &SheetLabels) -> Vec<String> {
    let (offset, length) = (clock(element.offset), element.length.shown());
    let mut lines = vec![
        format!("{number}. {} | {offset} | {length}", element.part),
        format!("   [{}]", element.sound.note(labels)),
    ];
    lines.extend(element.asides(labels).iter().map(|aside| format!("   [{aside}]")));
    for paragraph in &element.words {
        lines.push(String::new());
        lines.push(paragraph.clone());
    }
    lines
}

fn missing(sheet: &Sheet, labels: &SheetLabels) -> Vec<String> {
    let rows: Vec<String> = sheet
        .missing(labels)
        .map(|(row, element, file, window)| {
            format!("  {file}  {} ({} {row}), {}", element.part, labels.row, minutes(window))
        })
        .collect();
    match rows.len() {
        0 => vec![labels.nothing_missing.clone()],
        count => [vec![format!("{} ({count}):", labels.missing_list)], rows].concat(),
    }
}

fn approval(sheet: &Sheet, labels: &SheetLabels) -> Vec<String> {
    let given = sheet.approval.as_ref();
    let line = |label: &str, value: Option<&String>| format!("  {label}: {}", value.map_or(BLANK, |v| v));
    vec![
        labels.approver.to_uppercase(),
        line(&labels.office, given.map(|a| &a.office)),
        line(&labels.name, given.map(|a| &a.name)),
        line(&labels.approved_on, given.map(|a| &a.date)),
        line(&labels.signature, None),
    ]
}
