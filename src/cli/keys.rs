//! `loa keys`: the keys a publication is signed with: made without questions, listed, renewed, replaced.

use super::fault::Fault;
use super::opened::root;
use super::{Exit, Session};
use crate::diagnostic::Args;
use crate::project::network_of;
use crate::repository::{KeyName, RootKeys, begin, renew, replace, status};
use clap::ArgMatches;
use std::path::{Path, PathBuf};

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    match matches.subcommand() {
        Some(("init", matches)) => init(session, matches),
        Some(("renew", matches)) => renewed(session, matches),
        Some((word @ ("rotate" | "revoke"), matches)) => replaced(session, matches, word),
        _ => show(session, matches),
    }
}

/// Where the keys of this project's network are: `--keys`, else a folder of the person's own, outside of any project.
pub(super) fn folder(session: &Session, matches: &ArgMatches) -> Result<PathBuf, Fault> {
    if let Some(named) = matches.get_one::<PathBuf>("keys") {
        return Ok(session.folder.join(named));
    }
    let network = network_of(&root(session)?).map(|network| network.id);
    let (settings, network) = (session.world.settings.as_ref(), network.filter(|id| !id.is_empty()));
    let (Some(settings), Some(network)) = (settings, network) else {
        return Err(Fault::usage("keys-no-place", vec![]));
    };
    Ok(settings.join("loa/keys").join(crate::source::slug(&network)))
}

fn init(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let folder = folder(session, matches)?;
    begin(&folder, session.now)?;
    let status = status(&folder)?;
    let args = vec![("folder", shown(&folder)), ("fingerprint", grouped(&status.fingerprint).into())];
    writeln!(session.out, "{}", session.messages.text("keys-made", &args))?;
    if root(session).is_ok_and(|project| folder.starts_with(project)) {
        let args = vec![("folder", shown(&folder))];
        writeln!(session.err, "{}", session.messages.text("keys-in-project", &args))?;
    }
    Ok(Exit::Clean)
}

fn renewed(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let folder = folder(session, matches)?;
    renew(&folder, &root_keys(session, matches, &folder)?, session.now)?;
    told(session, &folder, "keys-renewed", vec![])
}

fn replaced(session: &mut Session, matches: &ArgMatches, word: &str) -> Result<Exit, Fault> {
    let folder = folder(session, matches)?;
    let wanted = matches.get_one::<String>("key").expect("it is required");
    let name = KeyName::from_word(wanted).ok_or_else(|| {
        let known: Vec<String> = KeyName::all().map(|name| name.to_string()).collect();
        Fault::usage("keys-unknown", vec![("key", wanted.as_str().into()), ("known", known.into())])
    })?;
    replace(&folder, &root_keys(session, matches, &folder)?, name, session.now)?;
    let id = if word == "revoke" { "keys-revoked" } else { "keys-replaced" };
    let exit = told(session, &folder, id, vec![("key", name.to_string().into())])?;
    if matches!(name, KeyName::Root(_)) {
        let args = vec![("path", shown(&folder.join(name.file())))];
        writeln!(session.out, "{}", session.messages.text("keys-new-root", &args))?;
    }
    Ok(exit)
}

/// The keys of the root, in the folders that are named and in that of the keys.
fn root_keys(session: &Session, matches: &ArgMatches, folder: &Path) -> Result<RootKeys, Fault> {
    let named = matches.get_many::<PathBuf>("root-keys").into_iter().flatten();
    let folders: Vec<PathBuf> =
        named.map(|named| session.folder.join(named)).chain([folder.to_owned()]).collect();
    Ok(RootKeys::find(&folders)?)
}

fn show(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let folder = folder(session, matches)?;
    let status = status(&folder)?;
    let args = vec![("folder", shown(&folder)), ("fingerprint", grouped(&status.fingerprint).into())];
    writeln!(session.out, "{}", session.messages.text("keys-list", &args))?;
    for (name, id, is_here) in &status.keys {
        let place = session.messages.plain(if *is_here { "keys-here" } else { "keys-elsewhere" });
        writeln!(session.out, "  {:<10} {}  {place}", name.to_string(), &id[..16])?;
    }
    let is_online = |name: &KeyName| !matches!(name, KeyName::Root(_));
    if status.keys.iter().any(|(name, _, is_here)| *is_here && !is_online(name)) {
        writeln!(session.out, "{}", session.messages.plain("keys-root-here"))?;
    }
    told(session, &folder, "keys-until", vec![])
}

/// What was done, and until when the root is good.
fn told(session: &mut Session, folder: &Path, id: &str, mut args: Args) -> Result<Exit, Fault> {
    let status = status(folder)?;
    args.push(("version", status.version.into()));
    args.push(("date", status.expires.date_naive().into()));
    writeln!(session.out, "{}", session.messages.text(id, &args))?;
    Ok(Exit::Clean)
}

fn shown(path: &Path) -> crate::diagnostic::Arg {
    path.display().to_string().into()
}

/// A digest in groups of four, to be read over the telephone.
fn grouped(digest: &str) -> String {
    let groups: Vec<&str> =
        (0..digest.len()).step_by(4).map(|at| &digest[at..(at + 4).min(digest.len())]).collect();
    groups.join(" ")
}
