//! Opening the project a command works on, and the language it speaks.

use super::fault::Fault;
use super::{Session, World, render};
use crate::diagnostic::Diagnostics;
use crate::messages::Lang;
use crate::project::{self, Project};
use crate::source::Sources;
use std::path::PathBuf;

/// A project with what was found in its files.
pub(super) struct Opened {
    pub project: Project,
    pub sources: Sources,
    pub diagnostics: Diagnostics,
}

/// The language of everything that is said: `--lang`, else `LOA_LANG`, else the network's, else Vietnamese.
///
/// Looked up before the arguments are understood, so that help and mistakes in the command speak it too.
pub(super) fn language(world: &World) -> Lang {
    let words: Vec<String> =
        world.arguments.iter().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let of_network = || {
        let here = world.folder.clone().unwrap_or_default();
        let start = value_of("--project", &words).map_or(here.clone(), |named| here.join(named));
        project::network_of(&project::find(&start).ok()?)?.lang
    };
    value_of("--lang", &words)
        .and_then(Lang::from_code)
        .or_else(|| world.language.as_deref().and_then(Lang::from_code))
        .or_else(of_network)
        .unwrap_or(Lang::Vi)
}

/// What `--lang vi` or `--lang=vi` gives for `--lang`.
fn value_of<'a>(option: &str, words: &'a [String]) -> Option<&'a str> {
    words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix(option)? {
        "" => words.get(at + 1).map(String::as_str),
        rest => rest.strip_prefix('='),
    })
}

/// Finds and loads the project; one that cannot be read ends the command with what was found, shown to a person.
pub(super) fn open(session: &mut Session) -> Result<Opened, Fault> {
    open_or(session, render::diagnostics)
}

/// Likewise, with `show` for what was found.
pub(super) fn open_or(
    session: &mut Session,
    show: impl FnOnce(&mut Session, &Sources, &mut Diagnostics) -> Result<(), Fault>,
) -> Result<Opened, Fault> {
    let root = root(session)?;
    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::new();
    let loaded = project::load(&root, &mut sources, &mut diagnostics)?;
    let Some(project) = loaded else {
        show(session, &sources, &mut diagnostics)?;
        return Err(Fault::Errors);
    };
    Ok(Opened { project, sources, diagnostics })
}

/// The project's folder.
pub(super) fn root(session: &Session) -> Result<PathBuf, Fault> {
    Ok(project::find(&session.folder)?)
}
