//! Which font each style of a .docx has: texts in old letters often name their font there only.

use super::kind::Refusal;
use super::lettering::Lettering;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::BTreeMap;

/// The letters of each style.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// What holds where no style says anything.
    document: Option<Lettering>,
    /// The style of paragraphs that name none.
    paragraph: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    font: Option<Lettering>,
}

/// Styles are based on each other no deeper than this; what goes deeper goes in a circle.
const DEEPEST: usize = 32;

impl Styles {
    /// The letters of a paragraph of that style; none for the usual one.
    pub fn of_paragraph(&self, style: Option<&str>) -> Lettering {
        let own = style.or(self.paragraph.as_deref()).and_then(|style| self.of(style));
        own.or(self.document).unwrap_or(Lettering::Unicode)
    }

    /// The letters a style gives, itself or by one it is based on.
    pub fn of(&self, style: &str) -> Option<Lettering> {
        let mut style = self.styles.get(style)?;
        for _ in 0..DEEPEST {
            if style.font.is_some() {
                return style.font;
            }
            style = self.styles.get(style.based_on.as_ref()?)?;
        }
        None
    }
}

/// Reads the part that declares the styles.
pub(super) fn read_styles(xml: &str) -> Result<Styles, Refusal> {
    let mut reader = Reader::from_str(xml);
    let mut found = Styles::default();
    let mut style: Option<(String, Style)> = None;
    loop {
        match reader.read_event().map_err(|_| Refusal::Damaged)? {
            Event::Start(tag) | Event::Empty(tag) => match (tag.local_name().as_ref(), &mut style) {
                ("style", _) => {
                    let id = attribute(&tag, "styleId").unwrap_or_default();
                    let is_usual =
                        attribute(&tag, "default").is_some_and(|word| word == "1" || word == "true");
                    if is_usual && attribute(&tag, "type").as_deref() == Some("paragraph") {
                        found.paragraph = Some(id.clone());
                    }
                    style = Some((id, Style::default()));
                }
                ("basedOn", Some((_, style))) => style.based_on = attribute(&tag, "val"),
                ("rFonts", Some((_, style))) => style.font = font(&tag),
                ("rFonts", None) => found.document = font(&tag),
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "style" => found.styles.extend(style.take()),
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The letters of the font that an `rFonts` names; none when it names none.
pub(super) fn font(tag: &BytesStart) -> Option<Lettering> {
    let names = ["ascii", "hAnsi", "cs"].map(|name| attribute(tag, name));
    let fonts: Vec<Lettering> = names.iter().flatten().map(|name| Lettering::of_font(name)).collect();
    // Of an old text the first fonts are the old ones; the last often stays what the machine has.
    fonts.iter().copied().find(|font| font.is_old()).or(fonts.first().copied())
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let mut known = attributes.with_checks(false).flatten();
    let own = known.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    own.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
