//! The texts of what is asked for, and where each stands with who approves.

use super::{Prepared, Production};
use crate::approval::{Approval, Standing};
use crate::catalogue::{Bulletin, BulletinIx, TemplateIx};
use crate::lineup::{ElementKind, pace};
use crate::network::StationIx;
use crate::project::Project;
use crate::source::sha256;
use crate::speech::reading_time;
use chrono::{DateTime, FixedOffset, TimeDelta};
use std::collections::BTreeMap;

/// A text that somebody has to approve: a bulletin's words, or a template with all it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approvable {
    /// Its file, from the project's folder.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// Who supplied it.
    pub supplier: Option<String>,
    /// How long it takes to read; none for a template.
    pub length: Option<TimeDelta>,
    /// The words that an approval is bound to: of a bulletin its title too, of a template its own text, with the names in it.
    pub words: String,
    /// The words as people judge them: of a template as they are first heard in what was asked for.
    pub shown: String,
    /// Whether what is shown is one occasion of a template.
    pub is_example: bool,
    /// SHA-256 of the words, in lower-case hexadecimal.
    pub digest: String,
}

impl Approvable {
    /// A bulletin.
    pub fn of_bulletin(bulletin: &Bulletin) -> Approvable {
        // A template may have the title read too.
        let words = format!("{}\n\n{}", bulletin.title, bulletin.text);
        Approvable {
            path: format!("bulletins/{}.md", bulletin.id),
            title: bulletin.title.clone(),
            supplier: bulletin.supplier.clone(),
            length: Some(reading_time(&bulletin.spoken, pace(bulletin).rate())),
            shown: bulletin.text.clone(),
            is_example: false,
            digest: sha256(words.as_bytes()),
            words,
        }
    }

    /// A template: its own text, then that of every template it stands on or brings in.
    pub fn of_template(project: &Project, template: TemplateIx) -> Approvable {
        let name = project.catalogue.template(template);
        let words = words_of_template(project, name);
        let digest = sha256(words.as_bytes());
        let (path, title) = (format!("scripts/{name}"), name.trim_end_matches(".tera").to_owned());
        Approvable {
            path,
            title,
            supplier: None,
            length: None,
            shown: words.clone(),
            words,
            is_example: false,
            digest,
        }
    }

    /// A template as it is heard in a production, as the element of that number.
    fn heard_in(self, production: &Production, number: u32) -> Approvable {
        let element = production.lineup.elements.iter().find(|element| element.number == number);
        let read = production.script.as_ref().and_then(|script| script.read(number));
        Approvable {
            title: element.map_or(self.title, |element| element.title.clone()),
            shown: read.map_or(self.shown, |read| read.words.clone()),
            is_example: true,
            length: read.map(|read| read.estimate),
            ..self
        }
    }

    /// Where it stands.
    pub fn standing<'a>(&self, project: &'a Project) -> Standing<'a> {
        project.approvals.standing(&self.path, &self.digest)
    }
}

fn words_of_template(project: &Project, name: &str) -> String {
    let mut names = vec![name.to_owned()];
    let mut at = 0;
    while let Some(anatomy) = names.get(at).and_then(|name| project.templates.anatomy(name)) {
        for other in anatomy.extends.into_iter().chain(anatomy.brings_in) {
            if !names.contains(&other) {
                names.push(other);
            }
        }
        at += 1;
    }
    let text = |name: &String| project.templates.text(name).unwrap_or_default().trim().to_owned();
    let parts = names.iter().enumerate().map(|(nth, name)| match nth {
        0 => text(name),
        _ => format!("[{name}]\n\n{}", text(name)),
    });
    parts.collect::<Vec<_>>().join("\n\n")
}

/// The texts of the items asked for, each once, in the order in which they are first heard.
pub fn approvable(project: &Project, prepared: &Prepared) -> Vec<Approvable> {
    let mut first: BTreeMap<Text, (When, &Production)> = BTreeMap::new();
    for item in &prepared.items {
        let production = item.origin.and_then(|origin| prepared.productions.get(&origin));
        for (production, (text, number)) in
            production.into_iter().flat_map(|made| texts(made).map(move |text| (made, text)))
        {
            let here = (item.item.start, item.item.occurrence.station, number);
            let known = first.entry(text).or_insert((here, production));
            if here < known.0 {
                *known = (here, production);
            }
        }
    }
    let mut found: Vec<_> = first.into_iter().collect();
    found.sort_by_key(|(_, (when, _))| *when);
    let heard = found.into_iter().map(|(text, ((_, _, number), production))| {
        let approvable = text.approvable(project);
        match text {
            Text::Template(_) => approvable.heard_in(production, number),
            Text::Bulletin(_) => approvable,
        }
    });
    heard.collect()
}

/// Who approved all texts of a production, the last of them, and whether that is still to be confirmed in writing; none
/// while one waits.
pub(super) fn approval_of<'a>(project: &'a Project, production: &Production) -> Option<(&'a Approval, bool)> {
    let standings: Vec<Standing> =
        texts(production).map(|(text, _)| text.approvable(project).standing(project)).collect();
    let approvals: Option<Vec<&Approval>> = standings.iter().map(Standing::approval).collect();
    let last = approvals?.into_iter().max_by_key(|approval| approval.at)?;
    Some((last, standings.iter().any(|standing| matches!(standing, Standing::Unconfirmed(_)))))
}

/// When a text is heard, where, and as which element.
type When = (DateTime<FixedOffset>, StationIx, u32);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Text {
    Template(TemplateIx),
    Bulletin(BulletinIx),
}

impl Text {
    fn approvable(self, project: &Project) -> Approvable {
        match self {
            Text::Template(ix) => Approvable::of_template(project, ix),
            Text::Bulletin(ix) => Approvable::of_bulletin(project.catalogue.bulletin(ix)),
        }
    }
}

/// The texts of a production with the numbers of their elements.
fn texts(production: &Production) -> impl Iterator<Item = (Text, u32)> {
    production.lineup.elements.iter().filter_map(|element| match element.kind {
        ElementKind::Read(ix) => Some((Text::Template(ix), element.number)),
        ElementKind::Bulletin(ix) => Some((Text::Bulletin(ix), element.number)),
        ElementKind::Clip(_) | ElementKind::Fill(_) => None,
    })
}
