//! `loa clip wave`: a picture of a sound file.

use super::super::fault::Fault;
use super::super::{Exit, Session};
use super::picture::{Picture, svg};
use crate::audio::{Envelope, problems};
use crate::project::Storing;
use clap::ArgMatches;
use std::path::PathBuf;

/// Columns of a picture: as many as a screen has points for it.
const COLUMNS: usize = 1200;

pub(in crate::cli) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let output = matches.get_one::<String>("output");
    if output.is_some_and(|path| !path.to_ascii_lowercase().ends_with(".svg")) {
        return Err(Fault::usage("usage-picture", vec![]));
    }
    let file: &PathBuf = matches.get_one("file").expect("clap asks for one");
    let (house, sounds) = super::house(session)?;
    let here = session.world.folder.clone().unwrap_or_default();
    let mut envelope: Option<Envelope> = None;
    let measured = sounds.measure(&here.join(file), &house, |block, channels| {
        envelope.get_or_insert_with(|| Envelope::new(channels, COLUMNS)).push(block);
    });
    let messages = &session.messages;
    let (Ok(measured), Some(envelope)) = (&measured, &envelope) else {
        let why = measured.err().map(|error| messages.phrase(&error.phrase())).unwrap_or_default();
        let words = messages.text("clip-refused", &vec![("why", why.into())]);
        writeln!(session.err, "{}: {words}", file.display())?;
        return Ok(Exit::Errors);
    };
    let problems = problems(measured, &house);
    let picture = svg(&Picture { name: &file.display().to_string(), measured, envelope, problems }, messages);
    match output {
        None => write!(session.out, "{picture}")?,
        Some(path) => {
            Storing::under(&here).bytes(path, picture.as_bytes())?;
            let words = messages.text("plan-written", &vec![("path", path.as_str().into())]);
            writeln!(session.out, "{words}")?;
        }
    }
    Ok(Exit::Clean)
}
