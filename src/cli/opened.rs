//! Opening the project a command works on, and the language it speaks.

use super::fault::Fault;
use super::{Session, World, render};
use crate::diagnostic::Diagnostics;
use crate::messages::{Lang, Messages};
use crate::project::{self, Project};
use crate::source::Sources;
use std::path::PathBuf;

/// A project with what was found in its files.
pub(super) struct Opened {
    pub project: Project,
    pub sources: Sources,
    pub diagnostics: Diagnostics,
}

/// The language before any project is known: `--lang`, else `LOA_LANG`, else Vietnamese.
pub(super) fn language(world: &World) -> Lang {
    let words: Vec<String> =
        world.arguments.iter().map(|argument| argument.to_string_lossy().into_owned()).collect();
    asked_for(&words).or_else(|| world.language.as_deref().and_then(Lang::from_code)).unwrap_or(Lang::Vi)
}

/// What `--lang vi` or `--lang=vi` asks for.
fn asked_for(words: &[String]) -> Option<Lang> {
    words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix("--lang") {
        Some("") => words.get(at + 1).and_then(|code| Lang::from_code(code)),
        Some(rest) => rest.strip_prefix('=').and_then(Lang::from_code),
        None => None,
    })
}

/// Finds and loads the project. Unless somebody asked for a language, the session goes on in the network's.
pub(super) fn open(session: &mut Session) -> Result<Opened, Fault> {
    let root = root(session)?;
    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::new();
    let loaded = project::load(&root, &mut sources, &mut diagnostics)?;
    let Some(project) = loaded else {
        render::diagnostics(session, &sources, &mut diagnostics)?;
        return Err(Fault::Errors);
    };
    let words: Vec<String> =
        session.world.arguments.iter().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let is_asked =
        asked_for(&words).is_some() || session.world.language.as_deref().and_then(Lang::from_code).is_some();
    if let Some(lang) = project.network.lang.filter(|lang| !is_asked && *lang != session.lang()) {
        session.messages = Messages::new(lang);
    }
    Ok(Opened { project, sources, diagnostics })
}

/// The project's folder.
pub(super) fn root(session: &Session) -> Result<PathBuf, Fault> {
    Ok(project::find(&session.folder)?)
}
