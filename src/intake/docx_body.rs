//! The paragraphs of a .docx: its main part, read from one end to the other.
//!
//! Names of elements are those of WordprocessingML (ECMA-376, part 1, chapter 17), without their prefix.

use super::docx_styles::{Styles, attribute, font};
use super::kind::Refusal;
use super::lettering::Lettering;
use super::line::{Draft, Paragraph, Run};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// Elements nested deeper than people write them.
const DEEPEST: usize = 512;

/// Elements that are passed over with all they hold: what a tracked change took away, the second form of a text box, and
/// what is no text.
const PASSED_OVER: [&str; 8] =
    ["del", "moveFrom", "Fallback", "instrText", "delInstrText", "tabs", "sectPr", "rubyBase"];

/// Reads the paragraphs of the main part.
pub(super) fn read_body(xml: &str, styles: &Styles) -> Result<Draft, Refusal> {
    let mut reader = Reader::from_str(xml);
    let mut body = Body {
        styles,
        draft: Draft::default(),
        open: Vec::new(),
        rows: Vec::new(),
        row: 0,
        is_open_ended: false,
    };
    let mut depth = 0usize;
    let mut saw_body = false;
    loop {
        match reader.read_event().map_err(|_| Refusal::Damaged)? {
            Event::Start(tag) if PASSED_OVER.contains(&tag.local_name().as_ref()) => {
                reader.read_to_end(tag.name()).map_err(|_| Refusal::Damaged)?;
            }
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Refusal::Damaged);
                }
                saw_body |= tag.local_name().as_ref() == "body";
                body.start(&tag);
            }
            Event::Empty(tag) => body.start_and_end(&tag),
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                body.end(tag.local_name().as_ref());
            }
            Event::Text(text) => body.text(&text.xml10_content()),
            Event::CData(text) => body.text(&text.xml10_content()),
            Event::GeneralRef(entity) => match (entity.resolve_char_ref(), &*entity) {
                (Ok(Some(letter)), _) => body.text(letter.encode_utf8(&mut [0; 4])),
                (_, name) => body.text(named(name)),
            },
            Event::Eof if depth > 0 || !saw_body => return Err(Refusal::Damaged),
            Event::Eof => return Ok(body.draft),
            _ => {}
        }
    }
}

/// The entities that every XML has.
fn named(entity: &str) -> &'static str {
    match entity {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

struct Body<'a> {
    styles: &'a Styles,
    draft: Draft,
    /// The paragraphs that are open: one, and those of the text box in it.
    open: Vec<OpenParagraph>,
    /// The rows that are open, each with its number and that of its cell.
    rows: Vec<(usize, usize)>,
    /// How many rows there were.
    row: usize,
    /// Whether a tracked change took the end of the last paragraph away: the next one goes on in it.
    is_open_ended: bool,
}

#[derive(Default)]
struct OpenParagraph {
    paragraph: Paragraph,
    style: Option<String>,
    /// What the open run says of its letters, and whether it is seen.
    font: Option<Lettering>,
    is_hidden: bool,
    /// Whether the open run is struck through, and what was in this paragraph.
    is_struck: bool,
    struck: Vec<Run>,
    /// Whether a `t` is open: only there text is text.
    is_text: bool,
    /// Whether what is read are the properties of the paragraph, not of a run.
    is_in_properties: bool,
    /// Whether a tracked change took its end away.
    is_open_ended: bool,
}

impl Body<'_> {
    fn start(&mut self, tag: &BytesStart) {
        match tag.local_name().as_ref() {
            "p" => self.open.push(OpenParagraph {
                paragraph: Paragraph { cell: self.rows.last().copied(), ..Paragraph::default() },
                ..OpenParagraph::default()
            }),
            "tr" => {
                self.row += 1;
                self.rows.push((self.row, 0));
            }
            "tc" => self.rows.last_mut().into_iter().for_each(|(_, cell)| *cell += 1),
            "footnoteReference" | "endnoteReference" => self.draft.notes += 1,
            name => {
                let Some(open) = self.open.last_mut() else { return };
                match name {
                    "pPr" => open.is_in_properties = true,
                    "r" => (open.font, open.is_hidden, open.is_struck) = (None, false, false),
                    "t" => open.is_text = true,
                    "pStyle" => open.style = attribute(tag, "val"),
                    "numPr" => open.paragraph.is_item = true,
                    "del" if open.is_in_properties => open.is_open_ended = true,
                    "rFonts" if !open.is_in_properties => open.font = font(tag).or(open.font),
                    "rStyle" if open.font.is_none() && !open.is_in_properties => {
                        open.font = attribute(tag, "val").and_then(|style| self.styles.of(&style));
                    }
                    "vanish" if !open.is_in_properties => open.is_hidden = !is_off(tag),
                    "strike" | "dstrike" if !open.is_in_properties => open.is_struck |= !is_off(tag),
                    "tab" | "ptab" => open.push("\t", self.styles),
                    "br" | "cr" => open.push("\n", self.styles),
                    "noBreakHyphen" => open.push("-", self.styles),
                    // In TCVN3 this is the letter ư.
                    "softHyphen" => open.push("\u{ad}", self.styles),
                    _ => {}
                }
            }
        }
    }

    fn start_and_end(&mut self, tag: &BytesStart) {
        self.start(tag);
        self.end(tag.local_name().as_ref());
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "tr" => drop(self.rows.pop()),
            _ => {
                let Some(open) = self.open.last_mut() else { return };
                match name {
                    "t" => open.is_text = false,
                    "pPr" => open.is_in_properties = false,
                    _ => {}
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut().filter(|open| open.is_text) {
            open.push(text, self.styles);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut ended) = self.open.pop() else { return };
        if !ended.struck.is_empty() {
            self.draft.struck.push(Paragraph { runs: ended.struck, ..Paragraph::default() });
        }
        match self.draft.paragraphs.last_mut().filter(|_| self.is_open_ended) {
            Some(before) => before.runs.append(&mut ended.paragraph.runs),
            None => self.draft.paragraphs.push(ended.paragraph),
        }
        self.is_open_ended = ended.is_open_ended;
    }
}

impl OpenParagraph {
    fn push(&mut self, text: &str, styles: &Styles) {
        if self.is_hidden || self.is_in_properties {
            return;
        }
        let lettering = self.font.unwrap_or_else(|| styles.of_paragraph(self.style.as_deref()));
        let runs = if self.is_struck { &mut self.struck } else { &mut self.paragraph.runs };
        match runs.last_mut() {
            Some(last) if last.lettering == lettering => last.text.push_str(text),
            _ => runs.push(Run { text: text.to_owned(), lettering }),
        }
    }
}

fn is_off(tag: &BytesStart) -> bool {
    attribute(tag, "val").is_some_and(|word| matches!(word.as_str(), "0" | "false" | "off"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_struck_through_is_kept_apart_from_what_is_read() {
        for (mark, read, struck) in [
            ("<strike/>", "Họp  8 giờ.", "7 giờ"),
            ("<dstrike val=\"true\"/>", "Họp  8 giờ.", "7 giờ"),
            ("<strike val=\"false\"/>", "Họp 7 giờ 8 giờ.", ""),
        ] {
            let run = |mark: &str, text: &str| format!("<r><rPr>{mark}</rPr><t>{text}</t></r>");
            let runs = [run("", "Họp "), run(mark, "7 giờ"), run("", " 8 giờ.")].concat();
            let xml = format!("<document><body><p>{runs}</p></body></document>");
            let draft = read_body(&xml, &Styles::default()).expect("a body");
            let words = |paragraphs: &[Paragraph]| -> String {
                paragraphs.iter().flat_map(|paragraph| &paragraph.runs).map(|run| run.text.as_str()).collect()
            };
            assert_eq!(
                (words(&draft.paragraphs), words(&draft.struck)),
                (read.to_owned(), struck.to_owned())
            );
        }
    }
}
