//! Why a command could not do its work.

use super::Exit;
use crate::diagnostic::{Args, Phrase};
use crate::messages::Messages;
use crate::project::ProjectError;
use crate::repository::{DamagedPublication, KeyFault, RepositoryError};
use std::io::{self, Write};

/// Something that ends a command.
#[derive(Debug)]
pub(super) enum Fault {
    /// What was asked makes no sense.
    Usage(Phrase),
    /// The world, outside the project's folder.
    World(Phrase),
    /// The project's folder.
    Project(ProjectError),
    /// Keys, or a publication.
    Repository(RepositoryError),
    /// Nobody takes what is printed.
    Output(io::Error),
    /// Findings that were shown already.
    Errors,
}

impl Fault {
    pub(super) fn usage(id: &'static str, args: Args) -> Fault {
        Fault::Usage(Phrase { id, args })
    }

    pub(super) fn world(id: &'static str, args: Args) -> Fault {
        Fault::World(Phrase { id, args })
    }

    /// Tells what is wrong and what to do; returns how the run ends.
    pub(super) fn show(&self, messages: &Messages, err: &mut dyn Write) -> Exit {
        let (words, exit) = match self {
            Fault::Usage(phrase) => (Some(messages.phrase(phrase)), Exit::Usage),
            Fault::World(phrase) => (Some(messages.phrase(phrase)), Exit::World),
            Fault::Project(error) => (Some(project_words(error, messages)), Exit::World),
            Fault::Repository(error) => (Some(repository_words(error, messages)), Exit::World),
            // A reader that closed the pipe has seen enough.
            Fault::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => (None, Exit::Clean),
            Fault::Output(error) => {
                (Some(messages.text("fault-output", &vec![("error", error.to_string().into())])), Exit::World)
            }
            Fault::Errors => (None, Exit::Errors),
        };
        if let Some(words) = words {
            let line = format!("{}: {words}\n", messages.plain("severity-error"));
            // When not even the standard error takes a line, the exit code still tells.
            let _told = err.write_all(line.as_bytes());
        }
        exit
    }
}

pub(super) fn project_words(error: &ProjectError, messages: &Messages) -> String {
    let words = |id, path: &std::path::Path, error: Option<&io::Error>| {
        let mut args: Args = vec![("path", path.display().to_string().into())];
        args.push(("error", error.map_or(String::new(), |error| reason(error, messages)).into()));
        messages.text(id, &args)
    };
    match error {
        ProjectError::NotAProject(path) => words("fault-not-a-project", path, None),
        ProjectError::Read(path, error) => words("fault-read", path, Some(error)),
        ProjectError::Write(path, error) => words("fault-write", path, Some(error)),
        ProjectError::Locked(path) => words("fault-locked", path, None),
    }
}

fn repository_words(error: &RepositoryError, messages: &Messages) -> String {
    let at =
        |id, path: &std::path::Path| messages.text(id, &vec![("path", path.display().to_string().into())]);
    match error {
        RepositoryError::Project(error) => project_words(error, messages),
        RepositoryError::Keys(KeyFault::None(path)) => at("fault-no-keys", path),
        RepositoryError::Keys(KeyFault::Already(path)) => at("fault-keys-already", path),
        RepositoryError::Keys(KeyFault::Open(path)) => at("fault-key-open", path),
        RepositoryError::Keys(KeyFault::Damaged(path)) => at("fault-key-damaged", path),
        RepositoryError::Keys(KeyFault::TooFewOfRoot { found, wanted }) => {
            messages.text("fault-root-keys", &vec![("found", (*found).into()), ("wanted", (*wanted).into())])
        }
        RepositoryError::Keys(KeyFault::RootExpired(when)) => {
            messages.text("fault-root-expired", &vec![("date", when.as_str().into())])
        }
        RepositoryError::Upload { place, why } => {
            let args = vec![("place", place.as_str().into()), ("why", why.as_str().into())];
            messages.text("fault-upload", &args)
        }
        RepositoryError::Publication(DamagedPublication { path, why }) => {
            let args = vec![("path", path.display().to_string().into()), ("why", why.as_str().into())];
            messages.text("fault-publication", &args)
        }
    }
}

/// The system's reason in our words, for those that people meet.
pub(super) fn reason(error: &io::Error, messages: &Messages) -> String {
    let id = match error.kind() {
        io::ErrorKind::PermissionDenied => "reason-permission",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "reason-full",
        io::ErrorKind::ReadOnlyFilesystem => "reason-read-only",
        io::ErrorKind::NotFound => "reason-not-found",
        io::ErrorKind::NotADirectory => "reason-not-a-folder",
        io::ErrorKind::FileTooLarge => "reason-too-large",
        _ => return error.to_string(),
    };
    messages.plain(id)
}

impl From<ProjectError> for Fault {
    fn from(error: ProjectError) -> Fault {
        Fault::Project(error)
    }
}

impl From<RepositoryError> for Fault {
    fn from(error: RepositoryError) -> Fault {
        Fault::Repository(error)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        Fault::Output(error)
    }
}
