//! `loa usb`: one station's weeks on a stick, for stations that no line reaches and players that know nothing.

use super::fault::{Fault, project_words};
use super::publish::FOLDER;
use super::pull::told;
use super::{Exit, Session, keys, opened};
use crate::messages::Messages;
use crate::project::{ProjectError, Storing};
use crate::repository::stick::{Bundled, Needed, Playable, StickFault, bundle, play_files};
use crate::repository::{Pace, PullAsked, Stop, pull};
use crate::source::slug;
use clap::ArgMatches;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What tells people what the stick is.
const READ_ME: &str = "DOC-TOI.txt";

/// The first root, by which all others are known.
const ROOT: &str = "1.root.json";

/// So many weeks are put on a stick at the most.
const WEEKS: usize = 4;

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let from = match matches.get_one::<PathBuf>("from") {
        Some(named) => session.folder.join(named),
        None => opened::root(session)?.join(FOLDER),
    };
    let path = |path: &Path| vec![("path", path.display().to_string().into())];
    if !from.join("metadata/timestamp.json").is_file() {
        return Err(Fault::world("serve-no-publication", path(&from)));
    }
    let stick = session.folder.join(matches.get_one::<PathBuf>("to").expect("clap requires it"));
    if !stick.is_dir() {
        // A folder made where no stick is would be filled, and carried nowhere.
        return Err(Fault::world("usb-no-stick", path(&stick)));
    }
    let station = slug(matches.get_one::<String>("station").expect("clap requires it"));
    let needed = Needed::of(&from, &station).map_err(|fault| fault_of(fault, &session.messages))?;
    let beside = from.parent().unwrap_or(&from);
    let aside = tempfile::tempdir_in(beside).map_err(ProjectError::write(beside))?;
    let trust = trust(session, matches, &from)?;
    let weeks = match pulled(session, (&from, trust), &station, aside.path()) {
        Ok(weeks) => weeks,
        Err(exit) => return Ok(exit),
    };
    let bundled = bundle(&from, needed, &stick).map_err(|fault| fault_of(fault, &session.messages))?;
    let playable = play_files(aside.path(), &weeks, &stick);
    let playable = playable.map_err(|fault| fault_of(fault, &session.messages))?;
    let read_me = read_me(&bundled, &playable, &session.messages);
    Storing::under(&stick).bytes(READ_ME, read_me.as_bytes())?;
    tell(session, &bundled, &playable, &weeks)
}

/// The root by which the publication is verified: the one that is told, else that of the producer's own keys; where there
/// are none, the publication's own, which is said, as it shows only that nothing was damaged.
fn trust(session: &mut Session, matches: &ArgMatches, from: &Path) -> Result<String, Fault> {
    if let Some(told) = matches.get_one::<String>("trust") {
        let place = session.folder.join(told);
        return Ok(if place.is_file() { place.display().to_string() } else { told.clone() });
    }
    let of_keys =
        keys::folder(session, matches).ok().map(|folder| folder.join(ROOT)).filter(|root| root.is_file());
    if let Some(root) = of_keys {
        return Ok(root.display().to_string());
    }
    writeln!(session.err, "{}", session.messages.plain("usb-own-root"))?;
    Ok(from.join("metadata").join(ROOT).display().to_string())
}

/// Takes the weeks as the station will, before the stick is touched, so that what goes onto it has been verified; returns
/// them.
fn pulled(
    session: &mut Session,
    (from, trust): (&Path, String),
    station: &str,
    into: &Path,
) -> Result<Vec<String>, Exit> {
    let asked = PullAsked {
        into: into.to_owned(),
        trust: Some(trust),
        from: Some(from.display().to_string()),
        station: Some(station.to_owned()),
        budget: None,
        keep: WEEKS,
        is_thorough: false,
        now: session.now,
        pace: Arc::new(Pace::new(None, Duration::from_secs(60), Stop::default())),
    };
    let pulled = pull(&asked, &|_| {});
    let Some(fault) = pulled.fault else { return Ok(pulled.in_place) };
    let (words, exit) = told::words(&fault, &session.messages);
    // When not even the standard error takes a line, the exit code still tells.
    let _told = writeln!(session.err, "{}: {words}", session.messages.plain("severity-error"));
    Err(exit)
}

fn fault_of(fault: StickFault, messages: &Messages) -> Fault {
    match fault {
        StickFault::Project(error) => {
            let words = project_words(&error, messages);
            Fault::world("usb-fails", vec![("why", words.into())])
        }
        StickFault::Damaged(place) => {
            Fault::world("usb-damaged", vec![("path", place.display().to_string().into())])
        }
        StickFault::Occupied(place) => {
            Fault::world("usb-occupied", vec![("path", place.display().to_string().into())])
        }
        StickFault::UnknownStation(name) => Fault::usage("usb-unknown-station", vec![("name", name.into())]),
        StickFault::TooLarge(path) => Fault::world("usb-too-large", vec![("path", path.into())]),
    }
}

/// In UTF-8 with its mark and the line ends that the oldest editors want.
fn read_me(bundled: &Bundled, playable: &Playable, messages: &Messages) -> String {
    let mut text = messages.text("usb-read-me", &vec![("station", bundled.name.as_str().into())]);
    text += "\n\n";
    for (start, name, title) in &playable.lines {
        let (day, time) = (messages.date(start.date_naive()), messages.time(start.time()));
        text += &format!("{day} {time}  {title}\n    {name}\n");
    }
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}

fn tell(
    session: &mut Session,
    bundled: &Bundled,
    playable: &Playable,
    weeks: &[String],
) -> Result<Exit, Fault> {
    let bytes = bundled.count.bytes + playable.count.bytes;
    let written = told::size(bytes, &session.messages);
    let args = vec![
        ("station", bundled.name.as_str().into()),
        ("weeks", weeks.join(", ").into()),
        ("sounds", playable.lines.len().into()),
        ("size", written.into()),
    ];
    writeln!(session.out, "{}", session.messages.text("usb-done", &args))?;
    Ok(Exit::Clean)
}
