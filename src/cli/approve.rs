//! `loa approve`: who approved which texts, and what waits.
//!
//! Without `--by` it lists what waits, or prints the slip to be signed; with it, it records.

use super::fault::Fault;
use super::opened::{Opened, open, root};
use super::progress::Shown;
use super::{Exit, Session, asked, render};
use crate::approval::{Approval, Change, Means, Slip, SlipText, Standing, changes, in_marks, page, text};
use crate::build::{Approvable, Prepared, approvable, prepare};
use crate::calendar::reading;
use crate::calendar::zone::instant;
use crate::diagnostic::Diagnostics;
use crate::messages::Messages;
use crate::project::{
    APPROVALS, Project, ProjectLock, SoundCache, Storing, add_approvals, approved_words, lock,
};
use chrono::{DateTime, FixedOffset};
use clap::ArgMatches;
use std::path::{Component, Path, PathBuf};

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let named: Vec<&PathBuf> = matches.get_many("path").into_iter().flatten().collect();
    if !matches.contains_id("by") {
        return show(session, matches, &named);
    }
    let held = lock(&root(session)?)?;
    let mut opened = open(session)?;
    let texts = match (named.is_empty(), matches.get_flag("all")) {
        (true, false) => return Err(Fault::usage("approve-what", vec![])),
        (true, true) => waiting(session, matches, &mut opened)?,
        (false, _) => named_texts(session, &opened, &named)?,
    };
    let at = at(session, matches, &opened)?;
    let who = Who { at, ..who(session, matches, &opened, ("by", Means::Paper))? };
    record(session, &opened, texts, &who, &held)?;
    Ok(Exit::Clean)
}

/// Who approves, how and when.
pub(super) struct Who<'a> {
    pub name: &'a str,
    pub office: &'a str,
    pub means: Means,
    pub at: DateTime<FixedOffset>,
}

/// Who approves just now, as the option of that name says; by those means unless told.
pub(super) fn who<'a>(
    session: &Session,
    matches: &'a ArgMatches,
    opened: &Opened,
    (option, usual): (&str, Means),
) -> Result<Who<'a>, Fault> {
    let by = matches.get_one::<String>(option).map(String::as_str).unwrap_or_default();
    let (name, office) = by.split_once(',').unwrap_or((by, ""));
    let word = matches.get_one::<String>("means").map(String::as_str);
    let means = Means::ALL.iter().find(|(known, _)| Some(*known) == word).map_or(usual, |(_, means)| *means);
    let at = session.now.with_timezone(&opened.project.network.zone).fixed_offset();
    let who = Who { name: name.trim(), office: office.trim(), means, at };
    if who.name.is_empty() { Err(Fault::usage("approve-by", vec![])) } else { Ok(who) }
}

/// Records that `who` approved the texts, and says what they approved: of one approved before, the changed words.
pub(super) fn record(
    session: &mut Session,
    opened: &Opened,
    texts: Vec<Approvable>,
    who: &Who,
    _held: &ProjectLock,
) -> Result<(), Fault> {
    refuse_damaged(session, opened)?;
    let mut added = Vec::new();
    for text in texts {
        let standing = text.standing(&opened.project);
        // The same person saying the same in the same way confirms nothing.
        let is_told =
            standing.approval().is_some_and(|known| known.means == who.means && known.by == who.name);
        if is_told || matches!(standing, Standing::Approved(_)) {
            let args = vec![("title", text.title.as_str().into()), ("path", text.path.as_str().into())];
            writeln!(session.out, "{}", session.messages.text("approve-already", &args))?;
            continue;
        }
        writeln!(session.out, "  {}  [{}]", text.title, text.path)?;
        let changes = changed(opened, &text)?;
        if !changes.is_empty() {
            writeln!(
                session.out,
                "      {}: {}",
                session.messages.plain("slip-changed"),
                in_marks(&changes)
            )?;
        }
        let approval = Approval {
            path: text.path,
            text: text.digest,
            by: who.name.to_owned(),
            office: who.office.to_owned(),
            at: who.at,
            means: who.means,
        };
        added.push((approval, text.words));
    }
    let args = vec![
        ("count", added.len().into()),
        ("name", who.name.into()),
        ("means", session.messages.plain(means_id(who.means)).into()),
    ];
    if added.is_empty() {
        writeln!(session.out, "{}", session.messages.plain("approve-nothing"))?;
        return Ok(());
    }
    add_approvals(&opened.project.root, &opened.project.approvals, &added)?;
    let id = if who.means == Means::Paper { "approve-done" } else { "approve-done-unconfirmed" };
    writeln!(session.out, "{}", session.messages.text(id, &args))?;
    Ok(())
}

/// So many texts that wait are named.
const NAMED: usize = 5;

/// Tells how many texts of what was prepared wait for approval, or for a signature; nothing when none does.
pub(super) fn waits(session: &mut Session, project: &Project, prepared: &Prepared) -> Result<(), Fault> {
    let (mut waiting, mut unconfirmed) = (Vec::new(), Vec::new());
    for text in approvable(project, prepared) {
        match text.standing(project) {
            Standing::Waiting(_) => waiting.push(text.title),
            Standing::Unconfirmed(_) => unconfirmed.push(text.title),
            Standing::Approved(_) => {}
        }
    }
    for (id, titles) in [("check-waiting", waiting), ("check-unconfirmed", unconfirmed)] {
        if titles.is_empty() {
            continue;
        }
        let named =
            titles.iter().take(NAMED).map(|title| format!("“{title}”")).collect::<Vec<_>>().join(", ");
        let more = if titles.len() > NAMED { "…" } else { "" };
        let args = vec![("count", titles.len().into()), ("titles", format!("{named}{more}").into())];
        writeln!(session.out, "{}", session.messages.text(id, &args))?;
    }
    Ok(())
}

/// Lists what waits, or writes the slip.
fn show(session: &mut Session, matches: &ArgMatches, named: &[&PathBuf]) -> Result<Exit, Fault> {
    let mut opened = open(session)?;
    let texts = match named.is_empty() {
        true => waiting(session, matches, &mut opened)?,
        false => unsigned(named_texts(session, &opened, named)?, &opened.project),
    };
    let slip = Slip {
        network: opened.project.network.name.clone(),
        days: days_in_words(session, matches, &opened)?,
        texts: texts
            .iter()
            .map(|text| slip_text(&opened, text, &session.messages))
            .collect::<Result<_, _>>()?,
    };
    if !matches.get_flag("sheet") {
        return list(session, &slip);
    }
    let Some(output) = matches.get_one::<PathBuf>("output") else {
        write!(session.out, "{}", text(&slip, &session.messages))?;
        return Ok(Exit::Clean);
    };
    let is_page = output.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("html"));
    let words = if is_page { page(&slip, &session.messages) } else { text(&slip, &session.messages) };
    let place = session.folder.join(output);
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = place.parent().unwrap_or(Path::new("."));
    Storing::under(folder).bytes(&name, words.as_bytes())?;
    let args = vec![("path", output.display().to_string().into()), ("count", slip.texts.len().into())];
    writeln!(session.out, "{}", session.messages.text("approve-slip", &args))?;
    Ok(Exit::Clean)
}

fn list(session: &mut Session, slip: &Slip) -> Result<Exit, Fault> {
    if slip.texts.is_empty() {
        writeln!(session.out, "{}", session.messages.plain("approve-none-waits"))?;
        return Ok(Exit::Clean);
    }
    for text in &slip.texts {
        let standing = text.unconfirmed.clone().unwrap_or_else(|| session.messages.plain("slip-waiting"));
        writeln!(session.out, "  {}  [{}]  {standing}", text.title, text.path)?;
        if !text.changes.is_empty() {
            writeln!(
                session.out,
                "      {}: {}",
                session.messages.plain("slip-changed"),
                in_marks(&text.changes)
            )?;
        }
    }
    let args = vec![("count", slip.texts.len().into())];
    writeln!(session.out, "{}", session.messages.text("approve-waits", &args))?;
    Ok(Exit::Clean)
}

fn slip_text(opened: &Opened, text: &Approvable, messages: &Messages) -> Result<SlipText, Fault> {
    let unconfirmed = match text.standing(&opened.project) {
        Standing::Unconfirmed(approval) => Some(messages.text(
            "slip-unconfirmed",
            &vec![
                ("name", approval.by.as_str().into()),
                ("means", messages.plain(means_id(approval.means)).into()),
                ("date", approval.at.date_naive().into()),
            ],
        )),
        Standing::Waiting(_) | Standing::Approved(_) => None,
    };
    Ok(SlipText {
        title: text.title.clone(),
        path: text.path.clone(),
        supplier: text.supplier.clone(),
        length: text.length,
        unconfirmed,
        changes: changed(opened, text)?,
        is_example: text.is_example,
        words: text.shown.clone(),
    })
}

/// What changed since the text was last approved; nothing when it never was, or nobody kept its words.
fn changed(opened: &Opened, text: &Approvable) -> Result<Vec<Change>, Fault> {
    let Standing::Waiting(Some(earlier)) = text.standing(&opened.project) else { return Ok(Vec::new()) };
    let words = approved_words(&opened.project.root, &earlier.text)?;
    Ok(words.map_or_else(Vec::new, |words| changes(&words, &text.words)))
}

/// The texts of the days asked for that wait, or wait for a confirmation in writing.
fn waiting(
    session: &mut Session,
    matches: &ArgMatches,
    opened: &mut Opened,
) -> Result<Vec<Approvable>, Fault> {
    let asked = asked::asked(session, matches, &opened.project.network)?;
    let mut cache = SoundCache::open(&opened.project.root, &opened.project.network);
    let shown = Shown::new(&session.messages, session.world.is_terminal, &mut *session.err);
    // What is wrong with the plan is told by `check`; here only its texts count.
    let prepared =
        prepare(&opened.project, &asked, &mut cache, &|step| shown.step(step), &mut Diagnostics::new());
    shown.finish();
    Ok(unsigned(approvable(&opened.project, &prepared?), &opened.project))
}

/// Those of the texts that nobody signed yet.
fn unsigned(mut texts: Vec<Approvable>, project: &Project) -> Vec<Approvable> {
    texts.retain(|text| !matches!(text.standing(project), Standing::Approved(_)));
    texts
}

/// The texts at the paths that were named: files, or folders with all that is in them.
fn named_texts(session: &Session, opened: &Opened, named: &[&PathBuf]) -> Result<Vec<Approvable>, Fault> {
    let project = &opened.project;
    let bulletins = project.catalogue.bulletins.iter();
    let bulletins = bulletins.map(|bulletin| {
        (opened.sources.file(bulletin.span.file).path.clone(), Approvable::of_bulletin(bulletin))
    });
    let templates = project.catalogue.all_templates();
    let templates = templates.map(|ix| {
        let text = Approvable::of_template(project, ix);
        (text.path.clone(), text)
    });
    let mut known: Vec<(String, Approvable)> = bulletins.chain(templates).collect();
    known.sort_by(|one, other| one.0.cmp(&other.0));
    // A shipped template is no file of any folder: it is meant only where it is named.
    let is_file = |path: &str| {
        path.strip_prefix("scripts/").is_none_or(|name| project.template_files.contains_key(name))
    };
    let mut found: Vec<Approvable> = Vec::new();
    for path in named {
        let wanted = within(&project.root, &session.folder.join(path));
        let is_within = |known: &str| wanted.is_empty() || known.starts_with(&format!("{wanted}/"));
        let is_meant = |known: &str| known == wanted || (is_file(known) && is_within(known));
        let texts: Vec<Approvable> =
            known.iter().filter(|(known, _)| is_meant(known)).map(|(_, text)| text.clone()).collect();
        if texts.is_empty() {
            return Err(Fault::usage("approve-unknown", vec![("path", path.display().to_string().into())]));
        }
        for text in texts {
            if !found.contains(&text) {
                found.push(text);
            }
        }
    }
    Ok(found)
}

/// A path from the project's folder, with `/`; as it is, when it lies elsewhere.
fn within(root: &Path, path: &Path) -> String {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (root, path) = (absolute(root), absolute(path));
    let mut straight = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => _ = straight.pop(),
            part => straight.push(part),
        }
    }
    let inside = straight.strip_prefix(&root).unwrap_or(&straight).components();
    inside.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// A record with a mistake is not written anew: what cannot be read would be lost.
fn refuse_damaged(session: &mut Session, opened: &Opened) -> Result<(), Fault> {
    let mut own = Diagnostics::new();
    let of_record = |file| opened.sources.file(file).path.starts_with(&format!("{APPROVALS}/"));
    let damaged =
        opened.diagnostics.iter().filter(|found| found.span.is_some_and(|span| of_record(span.file)));
    damaged.for_each(|found| own.push(found.clone()));
    render::diagnostics(session, &opened.sources, &mut own)?;
    if own.has_errors() { Err(Fault::Errors) } else { Ok(()) }
}

fn at(session: &Session, matches: &ArgMatches, opened: &Opened) -> Result<DateTime<FixedOffset>, Fault> {
    let zone = opened.project.network.zone;
    match matches.get_one::<String>("at") {
        None => Ok(session.now.with_timezone(&zone).fixed_offset()),
        Some(written) => reading::moment(written)
            .map(|moment| instant(zone, moment))
            .map_err(|_| Fault::usage("usage-bad-instant", vec![("value", written.as_str().into())])),
    }
}

fn days_in_words(session: &Session, matches: &ArgMatches, opened: &Opened) -> Result<String, Fault> {
    let asked = asked::asked(session, matches, &opened.project.network)?;
    let args = vec![("first", (*asked.days.start()).into()), ("last", (*asked.days.end()).into())];
    Ok(session.messages.text("slip-days", &args))
}

fn means_id(means: Means) -> &'static str {
    match means {
        Means::Paper => "means-paper",
        Means::Phone => "means-phone",
        Means::Zalo => "means-zalo",
    }
}
