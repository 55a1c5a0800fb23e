//! A text that is brought: out of its frame, with a head, into the folder of its day.

use super::super::fault::Fault;
use super::super::opened::{Opened, open};
use super::super::{Exit, Session, render};
use super::head::head;
use super::letters::letters;
use crate::calendar::reading;
use crate::diagnostic::Diagnostics;
use crate::intake::{
    self, Brought, Draft, Dropped, Head, Refusal, kind, parted, read_docx, stem, unframe, write_bulletin,
};
use crate::lineup::pace;
use crate::project::{Storing, brought, kept, lock};
use crate::source::{LARGEST_FILE, Sources};
use crate::speech::{reading_time, syllables};
use chrono::NaiveDate;
use clap::ArgMatches;
use std::path::Path;

/// The largest file that is looked into, in bytes: documents come with photographs.
const LARGEST: u64 = 256 * 1024 * 1024;

/// A dropped paragraph is shown up to so many letters.
const SHOWN: usize = 100;

/// Takes in the text at `place`. One that cannot be taken is told of, and is an error.
pub(super) fn receive(session: &mut Session, matches: &ArgMatches, place: &Path) -> Result<Exit, Fault> {
    let opened = open(session)?;
    let Some(Taken { file, title, paragraphs }) = taken(session, matches, place)? else {
        return Ok(Exit::Errors);
    };
    let (date, head) = head(session, matches, &opened, &file, title)?;
    let text = write_bulletin(&head, &paragraphs);
    if text.len() as u64 > LARGEST_FILE {
        return refuse(session, &file, Refusal::TooLarge).map(|()| Exit::Errors);
    }
    if let Some(known) = known(&opened, date, &head, &paragraphs) {
        let args = vec![("file", file.into()), ("path", known.into())];
        writeln!(session.out, "{}", session.messages.text("receive-known", &args))?;
        return Ok(Exit::Clean);
    }
    let _lock = lock(&opened.project.root)?;
    let path = store(&opened, date, &head.title, &text)?;
    tell(session, &path)
}

/// A text out of its frame.
pub(in crate::cli) struct Taken {
    /// The name of its file.
    pub file: String,
    /// Its title.
    pub title: String,
    /// What is read, by paragraphs.
    pub paragraphs: Vec<String>,
}

/// The text of the file at `place`; none when it can't be taken, which is told.
pub(in crate::cli) fn taken(
    session: &mut Session,
    matches: &ArgMatches,
    place: &Path,
) -> Result<Option<Taken>, Fault> {
    let file = place.file_name().unwrap_or(place.as_os_str()).to_string_lossy().into_owned();
    let (draft, is_unicode) = match draft(place)? {
        Ok(read) => read,
        Err(refusal) => return refuse(session, &file, refusal).map(|()| None),
    };
    let letters = letters(session, matches, &file, &draft, is_unicode)?;
    let mut framing = unframe(draft.lines(letters.by_fonts, letters.others));
    let struck = draft.struck_lines(letters.by_fonts, letters.others).into_iter();
    framing.dropped.extend(struck.map(|line| Dropped { what: "receive-dropped-struck", text: line.text }));
    let given = matches.get_one::<String>("title").map(String::as_str);
    let (title, paragraphs) = parted(framing.lines, given);
    if paragraphs.is_empty() {
        return refuse(session, &file, Refusal::Empty).map(|()| None);
    }
    show(session, &file, &framing.dropped, draft.notes)?;
    let title = match title {
        Some(title) => title,
        None => title_asked(session, &file, &paragraphs)?,
    };
    Ok(Some(Taken { file, title, paragraphs }))
}

/// The paragraphs of a file, and whether they are Unicode for certain.
fn draft(place: &Path) -> Result<Result<(Draft, bool), Refusal>, Fault> {
    let Some(bytes) = brought(place, LARGEST)? else { return Ok(Err(Refusal::TooLarge)) };
    Ok(kind(place, &bytes).and_then(|kind| match kind {
        Brought::Docx => Ok((read_docx(&bytes)?, true)),
        Brought::Plain if bytes.len() as u64 > LARGEST_FILE => Err(Refusal::TooLarge),
        Brought::Plain => {
            let (text, is_unicode) = intake::letters(&bytes);
            Ok((Draft::plain(&text), is_unicode))
        }
    }))
}

fn refuse(session: &mut Session, file: &str, refusal: Refusal) -> Result<(), Fault> {
    let words = session.messages.text(refusal.message(), &vec![("file", file.into())]);
    writeln!(session.err, "{}: {words}", session.messages.plain("severity-error"))?;
    Ok(())
}

/// Shows what is left out of what will be read.
fn show(session: &mut Session, file: &str, dropped: &[Dropped], notes: usize) -> Result<(), Fault> {
    if !dropped.is_empty() {
        let args = vec![("file", file.into()), ("count", dropped.len().into())];
        writeln!(session.out, "{}", session.messages.text("receive-dropped", &args))?;
    }
    for Dropped { what, text } in dropped {
        let shown: String = text.chars().take(SHOWN).collect();
        let more = if shown.len() < text.len() { "…" } else { "" };
        writeln!(session.out, "    {}: {shown}{more}", session.messages.plain(what))?;
    }
    if notes > 0 {
        let args = vec![("file", file.into()), ("count", notes.into())];
        writeln!(session.out, "{}", session.messages.text("receive-notes", &args))?;
    }
    Ok(())
}

/// The title of a text whose first line is none.
fn title_asked(session: &mut Session, file: &str, paragraphs: &[String]) -> Result<String, Fault> {
    let first: String = paragraphs[0].chars().take(SHOWN).collect();
    let args = vec![("file", file.into()), ("first", first.into())];
    if !session.world.can_ask {
        return Err(Fault::usage("receive-needs-title", args));
    }
    super::ask::ask(session, "receive-ask-title", &args, &[], |answer| match answer {
        super::ask::Answer::Other(title) => Some(title),
        _ => None,
    })
}

/// The file that holds the same text for the same day already.
pub(in crate::cli) fn known(
    opened: &Opened,
    date: NaiveDate,
    head: &Head,
    paragraphs: &[String],
) -> Option<String> {
    let words = paragraphs.join("\n\n");
    let catalogue = &opened.project.catalogue;
    let mut bulletins = catalogue.bulletins_of(date).iter().map(|ix| catalogue.bulletin(*ix));
    let same = bulletins.find(|known| known.title == head.title && known.text.trim() == words.trim())?;
    Some(opened.sources.file(same.span.file).path.clone())
}

/// Stores a text among the bulletins of its day under a name that is free; whoever calls holds the project.
pub(in crate::cli) fn store(
    opened: &Opened,
    date: NaiveDate,
    title: &str,
    text: &str,
) -> Result<String, Fault> {
    let root = &opened.project.root;
    let folder = folder(&opened.sources, date);
    let path = |stem: &str| format!("bulletins/{folder}/{stem}.md");
    let stem = stem(title, |stem| kept(root, &path(stem)).is_none());
    Storing::under(root).bytes(&path(&stem), text.as_bytes())?;
    Ok(path(&stem))
}

/// The folder of that day, as people called it.
fn folder(sources: &Sources, date: NaiveDate) -> String {
    let named = sources.paths().filter_map(|path| path.strip_prefix("bulletins/")?.split_once('/'));
    let mut folders = named.map(|(folder, _)| folder);
    folders.find(|folder| reading::date(folder) == Ok(date)).map_or(date.to_string(), str::to_owned)
}

/// Tells where the text went, how long it takes to read, and what is wrong with it.
fn tell(session: &mut Session, path: &str) -> Result<Exit, Fault> {
    let opened = open(session)?;
    let catalogue = &opened.project.catalogue;
    let of_file = |span: Option<crate::diagnostic::Span>| {
        span.is_some_and(|span| opened.sources.file(span.file).path == path)
    };
    let mut own = Diagnostics::new();
    opened.diagnostics.iter().filter(|found| of_file(found.span)).for_each(|found| own.push(found.clone()));
    if let Some(bulletin) = catalogue.bulletins.iter().find(|bulletin| of_file(Some(bulletin.span))) {
        bulletin.doubts.iter().for_each(|doubt| own.push(doubt.clone()));
        let args = vec![
            ("path", path.into()),
            ("title", bulletin.title.as_str().into()),
            ("section", bulletin.section.as_str().into()),
            ("date", bulletin.date.into()),
            ("syllables", (syllables(&bulletin.spoken) as usize).into()),
            ("length", reading_time(&bulletin.spoken, pace(bulletin).rate()).into()),
        ];
        writeln!(session.out, "{}", session.messages.text("receive-stored", &args))?;
    }
    render::diagnostics(session, &opened.sources, &mut own)?;
    Ok(if own.has_errors() { Exit::Errors } else { Exit::Clean })
}
