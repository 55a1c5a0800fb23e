//! The script sheet as one self-contained page: A4 for the office, columns stacked for a phone.

use super::{Sheet, SheetElement, SheetLabels, SheetSound, clock, minutes};

const STYLE: &str = include_str!("style.css");

/// A row with fewer letters to read is kept on one page.
const WHOLE_ROW: usize = 250;

/// The sheet as an HTML page that needs no other file. All that is told is escaped.
pub fn html(sheet: &Sheet, labels: &SheetLabels) -> String {
    let title = format!("{}: {}, {}", labels.title, sheet.programme, sheet.item);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n{}{}{}{}</body>\n</html>\n",
        escaped(&sheet.language),
        escaped(&title),
        head(sheet, labels),
        body(sheet, labels),
        missing(sheet, labels),
        signatures(sheet, labels),
    )
}

fn head(sheet: &Sheet, labels: &SheetLabels) -> String {
    let lunar = sheet.lunar.as_ref();
    let lunar = lunar.map_or(String::new(), |l| format!("<br>({} {})", escaped(l), escaped(&labels.lunar)));
    format!(
        "<header>\n<div class=\"issuer\"><p>{}</p><p class=\"station\">{}</p></div>\n\
         <p class=\"date\">{}{lunar}</p>\n</header>\n<h1>{}</h1>\n<p class=\"programme\">{}</p>\n\
         <p class=\"item\">{}</p>\n{}",
        escaped(&sheet.network),
        escaped(&sheet.station),
        escaped(&sheet.date),
        escaped(&labels.title),
        escaped(&sheet.programme),
        escaped(&sheet.item),
        particulars(sheet, labels),
    )
}

fn particulars(sheet: &Sheet, labels: &SheetLabels) -> String {
    let airings = sheet.airings.map(|count| count.to_string());
    let sources = Some(sheet.sources.join("; ")).filter(|sources| !sources.is_empty());
    let approver = sheet.approval.as_ref().map(|approval| approval.name.clone());
    let air_time = Some(format!("{} – {}", sheet.start, sheet.end));
    let estimated = Some(format!("≈ {}*", minutes(sheet.estimated)));
    let pairs = [
        (&labels.air_time, air_time, &labels.airings, airings),
        (&labels.planned, Some(minutes(sheet.planned)), &labels.estimated, estimated),
        (&labels.editor, sheet.editor.clone(), &labels.announcer, sheet.announcer.clone()),
        (&labels.technician, sheet.technician.clone(), &labels.approver, approver),
    ];
    let mut out = String::from("<div class=\"particulars\">\n");
    for (left, left_value, right, right_value) in pairs {
        out.push_str(&particular(left, left_value.as_deref()));
        out.push_str(&particular(right, right_value.as_deref()));
    }
    out.push_str(&particular(&labels.sources, sources.as_deref()));
    out.push_str(&format!("</div>\n<p class=\"remark\">* {}.</p>\n", escaped(&labels.estimate_remark)));
    out
}

/// A label and its value, or a line to write the value on.
fn particular(label: &str, value: Option<&str>) -> String {
    let value = match value {
        Some(value) => format!("<span class=\"value\">{}</span>", escaped(value)),
        None => "<span class=\"value blank\"></span>".to_owned(),
    };
    format!("<p><span class=\"label\">{}:</span> {value}</p>\n", escaped(label))
}

fn body(sheet: &Sheet, labels: &SheetLabels) -> String {
    let heads = [
        ("row", &labels.row),
        ("length", &labels.length),
        ("part", &labels.part),
        ("words", &labels.words),
        ("sound", &labels.sound),
    ];
    let mut out = String::from("<table>\n<thead><tr>");
    for (class, label) in heads {
        out.push_str(&format!("<th scope=\"col\" class=\"{class}\">{}</th>", escaped(label)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (index, element) in sheet.elements.iter().enumerate() {
        out.push_str(&row(index + 1, element, labels));
    }
    out.push_str("</tbody>\n</table>\n");
    out
}

fn row(number: usize, element: &SheetElement, labels: &SheetLabels) -> String {
    let letters: usize = element.words.iter().map(|paragraph| paragraph.chars().count()).sum();
    let whole = if letters < WHOLE_ROW { " class=\"whole\"" } else { "" };
    let words: String = element.words.iter().map(|p| format!("<p>{}</p>", lines(p))).collect();
    let note_class = match element.sound {
        SheetSound::Missing { .. } => "sound missing",
        SheetSound::Live { .. } | SheetSound::Unnumbered { .. } => "sound live",
        _ => "sound",
    };
    let remark = element.remark.as_ref().map_or(String::new(), |remark| {
        format!("<p class=\"note\">{}: {}</p>", escaped(&labels.remark), lines(remark))
    });
    format!(
        "<tr{whole}><td class=\"row\">{number}</td><td class=\"length\"><span class=\"offset\">{}</span>\
         <span class=\"takes\">{}</span></td><td class=\"part\">{}</td><td class=\"words\">{words}</td>\
         <td class=\"{note_class}\">{}{remark}</td></tr>\n",
        clock(element.offset),
        escaped(&element.length.shown()),
        escaped(&element.part),
        escaped(&element.sound.note(labels)),
    )
}

fn missing(sheet: &Sheet, labels: &SheetLabels) -> String {
    let items: Vec<String> = sheet
        .missing(labels)
        .map(|(row, element, file, window)| {
            format!(
                "<li><b>{}</b> {} ({} {row}), {}</li>\n",
                escaped(&file),
                escaped(&element.part),
                escaped(&labels.row),
                minutes(window)
            )
        })
        .collect();
    match items.len() {
        0 => format!("<p class=\"nothing-missing\">{}.</p>\n", escaped(&labels.nothing_missing)),
        count => format!(
            "<section class=\"missing-list\">\n<h2>{} ({count})</h2>\n<ul>\n{}</ul>\n</section>\n",
            escaped(&labels.missing_list),
            items.concat()
        ),
    }
}

fn signatures(sheet: &Sheet, labels: &SheetLabels) -> String {
    let given = sheet.approval.as_ref();
    format!(
        "<footer>\n<section><h2>{}</h2><div class=\"signing\"></div><p class=\"signer\">{}</p></section>\n\
         <section><h2>{}</h2>\n{}<p class=\"by-hand\">({})</p><div class=\"signing\"></div>\n{}{}</section>\n</footer>\n",
        escaped(&labels.editor),
        escaped(sheet.editor.as_deref().unwrap_or_default()),
        escaped(&labels.approver),
        particular(&labels.office, given.map(|a| a.office.as_str())),
        escaped(&labels.signature),
        particular(&labels.name, given.map(|a| a.name.as_str())),
        particular(&labels.approved_on, given.map(|a| a.date.as_str())),
    )
}

/// Escaped text whose line breaks are kept.
fn lines(text: &str) -> String {
    escaped(text).replace('\n', "<br>")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
    out
}
