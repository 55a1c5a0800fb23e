//! The list of stations: `index.html` of a publication, with a box to search in.

use super::{document, escaped, moment};
use crate::messages::Messages;
use chrono::{DateTime, FixedOffset};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("stations.js");

/// A station in the list.
#[derive(Debug, Clone, Copy)]
pub struct ListedStation<'a> {
    /// Its slug: letters, digits and hyphens.
    pub slug: &'a str,
    /// Its name.
    pub name: &'a str,
}

/// The page that lists `stations`, each with a link to its own page. Thousands are no burden: a line has little besides
/// its name. All that is told is escaped.
pub fn stations_page(
    network: &str,
    stations: &[ListedStation],
    made: DateTime<FixedOffset>,
    messages: &Messages,
) -> String {
    let lines: String = stations.iter().map(line).collect();
    let count = vec![("count", stations.len().into())];
    let body = format!(
        "<header><h1>{}</h1></header>\n<main>\n<p><label for=\"search\">{}</label> \
         <input type=\"search\" id=\"search\" autocomplete=\"off\"> <output id=\"found\">{}</output></p>\n\
         <ul id=\"stations\">\n{lines}</ul>\n</main>\n<footer><p>{}</p></footer>\n",
        escaped(network),
        escaped(&messages.plain("page-search")),
        escaped(&messages.text("page-stations", &count)),
        escaped(&messages.text("page-list-made", &vec![("made", moment(made, messages).into())])),
    );
    document(network, &body, STYLE, SCRIPT, messages)
}

/// Neither quotation marks nor end tag, which HTML does not need here, nor the name of the page in its folder, which the
/// script adds where no server knows it: of thousands of lines every byte counts.
fn line(station: &ListedStation) -> String {
    format!("<li><a href={}/>{}</a>\n", escaped(station.slug), escaped(station.name))
}
