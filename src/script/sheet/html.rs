//! The script sheet as one self-contained page: A4 for the office, columns stacked for a phone.

use super::escape::{escaped, lines};
use super::{Sheet, SheetElement, SheetLabels, SheetSound, clock, minutes};

const STYLE: &str = include_str!("style.css");

/// The sheet as an HTML page that needs no other file. All that is told is escaped.
/// `links`, each with its words, lead to pages beside it; paper does not show them.
pub fn html(sheet: &Sheet, labels: &SheetLabels, links: &[(String, String)]) -> String {
    let title = format!("{}: {}, {}", labels.title, sheet.programme, sheet.item);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n{}{}{}{}{}</body>\n</html>\n",
        escaped(&sheet.language),
        escaped(&title),
        nav(links),
        head(sheet, labels),
        body(sheet, labels),
        missing(sheet, labels),
        signatures(sheet, labels),
    )
}

fn nav(links: &[(String, String)]) -> String {
    let link =
        |(words, page): &(String, String)| format!("<a href=\"{}\">{}</a>", escaped(page), escaped(words));
    let links: Vec<String> = links.iter().map(link).collect();
    match links.is_empty() {
        true => String::new(),
        false => format!("<nav>{}</nav>\n", links.join(" · ")),
    }
}

fn head(sheet: &Sheet, labels: &SheetLabels) -> String {
    let lunar = sheet.lunar.as_ref();
    let lunar = lunar.map_or(String::new(), |l| format!("<br>({} {})", escaped(l), escaped(&labels.lunar)));
    let edition = sheet.edition_line(labels);
    let edition =
        edition.map_or(String::new(), |line| format!(" <b class=\"edition\">{}</b>", escaped(&line)));
    format!(
        "<header>\n<div class=\"issuer\"><p>{}</p><p class=\"station\">{}</p></div>\n\
         <p class=\"date\">{}{lunar}</p>\n</header>\n<h1>{}</h1>\n<p class=\"programme\">{}</p>\n\
         <p class=\"item\">{}{edition}</p>\n{}",
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
    let (margin, left) = sheet.margin(labels);
    out.push_str(&particular(&labels.approval, Some(sheet.approval_state(labels))));
    out.push_str(&particular(margin, Some(&left)));
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
    let whole = if element.stays_whole() { " class=\"whole\"" } else { "" };
    let words: String = element.words.iter().map(|p| format!("<p>{}</p>", lines(p))).collect();
    let note_class = match element.sound {
        SheetSound::Missing { .. } => "sound missing",
        SheetSound::Live { .. } | SheetSound::Unnumbered { .. } => "sound live",
        _ => "sound",
    };
    let asides = element.asides(labels);
    let asides: String =
        asides.iter().map(|aside| format!("<p class=\"note\">{}</p>", lines(aside))).collect();
    format!(
        "<tr{whole}><td class=\"row\">{number}</td><td class=\"length\"><span class=\"offset\">{}</span>\
         <span class=\"takes\">{}</span></td><td class=\"part\">{}</td><td class=\"words\">{words}</td>\
         <td class=\"{note_class}\">{}{asides}</td></tr>\n",
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
