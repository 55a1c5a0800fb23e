//! `loa scripts`: which templates there are, whose they are, what uses them, and what can be written in them.

use super::fault::Fault;
use super::opened::{Opened, open};
use super::{Exit, Session, preview};
use crate::catalogue::TemplateIx;
use crate::messages::Messages;
use crate::schedule::PartKind;
use crate::script::{Anatomy, LIBRARY, is_shipped, variables};
use clap::ArgMatches;
use serde::Serialize;

/// A template, for machines. The names of the fields are promised.
#[derive(Debug, Serialize)]
struct Told {
    name: String,
    origin: Origin,
    used_by: Vec<String>,
    brought_in_by: Vec<String>,
    extends: Option<String>,
    brings_in: Vec<String>,
    blocks: Vec<String>,
    variables: Vec<String>,
}

/// Whose a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Origin {
    /// The project's.
    Own,
    /// The library's, used as it is.
    Shipped,
    /// The project's, in the place of one of the library.
    Overrides,
    /// The library's, under the name that is always its own.
    Original,
}

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let opened = open(session)?;
    let all = told(&opened);
    let is_json = matches.get_one::<String>("format").is_some_and(|format| format == "json");
    let named = matches.get_one::<String>("name");
    let one = named.map(|name| preview::named(&opened, name)).transpose()?;
    let one = one.map(|ix| opened.project.catalogue.template(ix));
    let shown: Vec<&Told> = all.iter().filter(|told| one.is_none_or(|one| told.name == one)).collect();
    let text = match (is_json, one) {
        (true, _) => serde_json::to_string_pretty(&shown).expect("plain values") + "\n",
        (false, Some(_)) => shown.iter().map(|told| in_detail(told, &session.messages)).collect(),
        (false, None) => list(&shown, &session.messages),
    };
    write!(session.out, "{text}")?;
    Ok(Exit::Clean)
}

/// Every template, by name; what the library is made of stands last.
fn told(opened: &Opened) -> Vec<Told> {
    let project = &opened.project;
    let anatomies: Vec<(String, Anatomy)> = project
        .templates
        .names()
        .into_iter()
        .filter_map(|name| project.templates.anatomy(&name).map(|anatomy| (name, anatomy)))
        .collect();
    let mut all: Vec<Told> = anatomies
        .iter()
        .map(|(name, anatomy)| {
            let names_it = |other: &&(String, Anatomy)| {
                other.1.extends.as_ref() == Some(name) || other.1.brings_in.contains(name)
            };
            let is_own = project.template_files.contains_key(name);
            // The shipped name is an empty template on top of the original: what it uses is used there.
            let original = project.templates.anatomy(&format!("{LIBRARY}{name}")).filter(|_| !is_own);
            Told {
                name: name.clone(),
                origin: origin(name, is_own),
                used_by: used_by(opened, name),
                brought_in_by: anatomies.iter().filter(names_it).map(|(other, _)| other.clone()).collect(),
                extends: anatomy.extends.clone(),
                brings_in: anatomy.brings_in.clone(),
                blocks: anatomy.blocks.clone(),
                variables: original.map_or_else(|| anatomy.variables.clone(), |original| original.variables),
            }
        })
        .collect();
    all.sort_by_key(|told| told.origin == Origin::Original);
    all
}

fn origin(name: &str, is_own: bool) -> Origin {
    match (is_own, name.starts_with(LIBRARY), is_shipped(name)) {
        (true, _, true) => Origin::Overrides,
        (true, _, false) => Origin::Own,
        (false, true, _) => Origin::Original,
        (false, false, _) => Origin::Shipped,
    }
}

/// The programmes and campaigns that read the template, by id.
fn used_by(opened: &Opened, name: &str) -> Vec<String> {
    let (schedule, catalogue) = (&opened.project.schedule, &opened.project.catalogue);
    let is_it = |template: TemplateIx| catalogue.template(template) == name;
    let programmes = schedule.programmes.iter().filter(|programme| {
        programme.parts.iter().any(|part| matches!(&part.kind, PartKind::Read(read) if is_it(read.template)))
    });
    let campaigns = schedule.campaigns.iter().filter(|campaign| {
        let readings = [&campaign.opening, &campaign.closing];
        readings.into_iter().flatten().any(|read| is_it(read.template))
    });
    let mut ids: Vec<String> = programmes.map(|programme| programme.id.value.clone()).collect();
    ids.extend(campaigns.map(|campaign| campaign.id.value.clone()));
    ids.sort();
    ids.dedup();
    ids
}

fn list(all: &[&Told], messages: &Messages) -> String {
    let mut text = String::new();
    let shown: Vec<&&Told> = all.iter().filter(|told| told.origin != Origin::Original).collect();
    let origin = |told: &Told| messages.plain(origin_id(told.origin));
    let widest = |of: &dyn Fn(&Told) -> usize| shown.iter().map(|told| of(told)).max().unwrap_or(0);
    let names = widest(&|told| told.name.chars().count());
    let origins = widest(&|told| origin(told).chars().count());
    for told in shown {
        let users = match (told.used_by.is_empty(), told.brought_in_by.is_empty()) {
            (false, _) => told.used_by.join(", "),
            (true, false) => {
                messages.text("scripts-within", &vec![("names", told.brought_in_by.clone().into())])
            }
            (true, true) => messages.plain("scripts-unused"),
        };
        text += &format!("{:names$}  {:origins$}  {users}\n", told.name, origin(told));
    }
    text + "\n" + &messages.plain("scripts-more") + "\n"
}

fn origin_id(origin: Origin) -> &'static str {
    match origin {
        Origin::Own => "scripts-own",
        Origin::Shipped => "scripts-shipped",
        Origin::Overrides => "scripts-overrides",
        Origin::Original => "scripts-original",
    }
}

fn in_detail(told: &Told, messages: &Messages) -> String {
    let mut text = format!("{}: {}\n", told.name, messages.plain(origin_id(told.origin)));
    let extends: Vec<String> = told.extends.iter().cloned().collect();
    for (id, names) in [
        ("scripts-used-by", &told.used_by),
        ("scripts-brought-in-by", &told.brought_in_by),
        ("scripts-extends", &extends),
        ("scripts-brings-in", &told.brings_in),
        ("scripts-blocks", &told.blocks),
    ] {
        if !names.is_empty() {
            text += &format!("{}\n", messages.text(id, &vec![("names", names.clone().into())]));
        }
    }
    if let Some(block) = told.blocks.first() {
        let base = if is_shipped(&told.name) { format!("{LIBRARY}{}", told.name) } else { told.name.clone() };
        let args = vec![("name", base.into()), ("block", block.as_str().into())];
        text += &format!("\n{}\n", messages.text("scripts-how-to-override", &args));
    }
    text += &format!("\n{}\n", messages.plain("scripts-variables"));
    let all = variables();
    let width = all.iter().map(|variable| variable.name.len()).max().unwrap_or(0);
    for variable in &all {
        let used = if told.variables.contains(&variable.name) { "*" } else { " " };
        let what = messages.plain(&format!("variable-{}", variable.name.replace(['.', '_'], "-")));
        let optional = if variable.is_optional { messages.plain("scripts-optional") } else { String::new() };
        text += format!("{used} {:width$}  {what} {optional}", variable.name).trim_end();
        text.push('\n');
    }
    text
}
