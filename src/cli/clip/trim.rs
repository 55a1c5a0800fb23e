//! `loa clip trim`: accepts what is proposed to be cut off the silent ends of clips, or takes it back.

use super::super::fault::Fault;
use super::super::opened::{open, root};
use super::super::{Exit, Session, render};
use super::table::trimmed;
use crate::audio::{Trim, proposed};
use crate::catalogue::{Catalogue, ClipIx, ClipTrim, write_trims};
use crate::diagnostic::Args;
use crate::project::{Project, SoundCache, Storing, TRIMS, lock};
use crate::source::NotOne;
use clap::ArgMatches;
use std::collections::BTreeSet;

pub(in crate::cli) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    // What another command writes just now would be lost, had the project been read before.
    let _lock = lock(&root(session)?)?;
    let mut opened = open(session)?;
    let mut project = opened.project;
    let names: Vec<&String> = matches.get_many("clip").expect("clap asks for one").collect();
    let clips = clips(&project.catalogue, &names)?;
    if project.trims.is_damaged {
        // What is in it would be lost.
        render::diagnostics(session, &opened.sources, &mut opened.diagnostics)?;
        return Err(Fault::Errors);
    }
    let exit = match matches.get_flag("undo") {
        true => undo(session, &mut project, &clips)?,
        false => accept(session, &mut project, &clips)?,
    };
    let mut storing = Storing::under(&project.root);
    match project.trims.trims.is_empty() {
        true => storing.remove(TRIMS)?,
        false => storing.bytes(TRIMS, write_trims(&project.trims).as_bytes())?,
    }
    Ok(exit)
}

/// The clips that are named.
fn clips(catalogue: &Catalogue, names: &[&String]) -> Result<BTreeSet<ClipIx>, Fault> {
    let mut clips = BTreeSet::new();
    for name in names {
        clips.extend(catalogue.matching_clips(name).map_err(|why| {
            let perhaps = match why {
                NotOne::None(likely) => likely.into_iter().collect(),
                NotOne::Several(fitting) => fitting,
            };
            let args: Args = vec![("name", name.as_str().into()), ("perhaps", perhaps.join(", ").into())];
            let id = if perhaps.is_empty() { "clip-trim-unknown" } else { "clip-trim-perhaps" };
            Fault::usage(id, args)
        })?);
    }
    Ok(clips)
}

fn accept(session: &mut Session, project: &mut Project, clips: &BTreeSet<ClipIx>) -> Result<Exit, Fault> {
    let paths: Vec<String> =
        clips.iter().map(|ix| format!("clips/{}", project.catalogue.clip(*ix))).collect();
    let mut cache = SoundCache::open(&project.root, &project.network);
    let measured = cache.measurements(&paths)?;
    let mut exit = Exit::Clean;
    for ((ix, path), measured) in clips.iter().zip(&paths).zip(measured) {
        let clip = project.catalogue.clip(*ix).to_owned();
        let words = match measured {
            Err(error) => {
                exit = Exit::Errors;
                let why = session.messages.phrase(&error.phrase());
                session.messages.text("clip-refused", &vec![("why", why.into())])
            }
            Ok(measured) => match (proposed(&measured), cache.content(path)) {
                (Some(trim @ Trim { head, tail }), Some(content)) => {
                    project.trims.set(ClipTrim { clip: clip.clone(), head, tail, content, span: None });
                    let ends = trimmed(trim, &session.messages);
                    session.messages.text("clip-trimmed", &vec![("ends", ends.into())])
                }
                _ => session.messages.plain("clip-trim-nothing"),
            },
        };
        writeln!(session.out, "{clip}: {words}")?;
    }
    Ok(exit)
}

fn undo(session: &mut Session, project: &mut Project, clips: &BTreeSet<ClipIx>) -> Result<Exit, Fault> {
    for ix in clips {
        let clip = project.catalogue.clip(*ix);
        let id = if project.trims.remove(clip) { "clip-trim-undone" } else { "clip-trim-none" };
        writeln!(session.out, "{clip}: {}", session.messages.plain(id))?;
    }
    Ok(Exit::Clean)
}
