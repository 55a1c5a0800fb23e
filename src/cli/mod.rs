//! The command line: one file a command, words in two languages.
//!
//! An edge: arguments, clock and terminal come in as a [`World`]; results go to the standard output, findings and
//! progress to the standard error.

mod approve;
mod archive;
mod arguments;
mod asked;
mod build;
mod calendar;
mod check;
mod clip;
mod fault;
mod freeze;
mod init;
mod keys;
mod log;
mod notice;
mod opened;
mod plan;
mod preview;
mod progress;
mod publish;
mod pull;
mod receive;
mod render;
mod say;
mod scripts;
mod serve;
mod today;
mod usage;
mod usb;
mod when;

use crate::messages::Messages;
use chrono::{DateTime, Utc};
use clap::ArgMatches;
use fault::Fault;
use std::ffi::OsString;
use std::io::{BufRead, Write};
use std::path::PathBuf;

/// What a run of the program is given.
#[derive(Debug, Clone)]
pub struct World {
    /// The arguments, the program's own name first.
    pub arguments: Vec<OsString>,
    /// Which program this is: its version, and what tells one make of it from another.
    pub program: String,
    /// `LOA_LANG`.
    pub language: Option<String>,
    /// Whether findings may be coloured.
    pub colours: bool,
    /// Whether somebody is watching: then there is a progress bar.
    pub is_terminal: bool,
    /// Whether somebody is there to answer: the standard input is a terminal.
    pub can_ask: bool,
    /// Where the program was started; none when that folder is gone.
    pub folder: Option<PathBuf>,
    /// Where a person's own settings are kept; none when that is not known.
    pub settings: Option<PathBuf>,
    /// Tells an environment variable, to commands that need one of another program's.
    pub variable: fn(&str) -> Option<String>,
    /// What time it is.
    pub now: DateTime<Utc>,
    /// Tells what time it is, to who stays and watches.
    pub clock: fn() -> DateTime<Utc>,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing to complain about, or warnings only.
    Clean,
    /// Errors in the project.
    Errors,
    /// The command was not understood.
    Usage,
    /// The world is wrong: a file, a folder, a disk, another program.
    World,
}

impl Exit {
    /// 0 clean or warnings only, 1 errors, 2 usage, 3 world.
    pub fn number(self) -> u8 {
        match self {
            Exit::Clean => 0,
            Exit::Errors => 1,
            Exit::Usage => 2,
            Exit::World => 3,
        }
    }
}

/// What every command works with.
struct Session<'a> {
    world: &'a World,
    messages: Messages,
    now: DateTime<Utc>,
    folder: PathBuf,
    input: &'a mut dyn BufRead,
    out: &'a mut dyn Write,
    err: &'a mut (dyn Write + Send),
}

/// Runs the command that the arguments name. Texts and answers are read from `input`.
pub fn run(
    world: &World,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
    err: &mut (dyn Write + Send),
) -> Exit {
    let lang = opened::language(world);
    let messages = Messages::new(lang);
    let matches = match arguments::command(&messages).try_get_matches_from(asking_help(&world.arguments)) {
        Ok(matches) => matches,
        Err(error) => return usage::explain(&error, &messages, out, err),
    };
    let (now, folder) = match (now(world, &matches), folder(world, &matches)) {
        (Ok(now), Ok(folder)) => (now, folder),
        (Err(fault), _) | (_, Err(fault)) => return fault.show(&messages, err),
    };
    let mut session = Session { world, messages, now, folder, input, out, err };
    let result = match matches.subcommand() {
        None => today::run(&mut session, &matches),
        Some(("init", matches)) => init::run(&mut session, matches),
        Some(("check", matches)) => check::run(&mut session, matches),
        Some(("plan", matches)) => plan::run(&mut session, matches),
        Some(("build", matches)) => build::run(&mut session, matches),
        Some(("freeze", matches)) => freeze::run(&mut session, matches),
        Some(("publish", matches)) => publish::run(&mut session, matches),
        Some(("keys", matches)) => keys::run(&mut session, matches),
        Some(("notice", matches)) => notice::run(&mut session, matches),
        Some(("preview", matches)) => preview::run(&mut session, matches),
        Some(("approve", matches)) => approve::run(&mut session, matches),
        Some(("receive", matches)) => receive::run(&mut session, matches),
        Some(("serve", matches)) => serve::run(&mut session, matches),
        Some(("usb", matches)) => usb::run(&mut session, matches),
        Some(("scripts", matches)) => scripts::run(&mut session, matches),
        Some(("calendar", matches)) => calendar::run(&mut session, matches),
        Some(("clip", matches)) => clip::run(&mut session, matches),
        Some(("say", matches)) => say::run(&mut session, matches),
        Some(("pull", matches)) => pull::run(&mut session, matches),
        Some(("archive", matches)) => archive::run(&mut session, matches),
        Some(("log", matches)) => log::run(&mut session, matches),
        Some(("when", matches)) => when::run(&mut session, matches),
        Some((other, _)) => unreachable!("clap knows no command {other}"),
    };
    result.unwrap_or_else(|fault| fault.show(&session.messages, session.err))
}

/// `loa help build` asks what `loa build --help` asks.
fn asking_help(arguments: &[OsString]) -> Vec<OsString> {
    match arguments {
        [program, word, about @ ..] if word == "help" => {
            [program].into_iter().chain(about).cloned().chain([OsString::from("--help")]).collect()
        }
        _ => arguments.to_vec(),
    }
}

/// The options of the command that was given.
fn of_command(matches: &ArgMatches) -> &ArgMatches {
    matches.subcommand().map_or(matches, |(_, of_command)| of_command)
}

fn now(world: &World, matches: &ArgMatches) -> Result<DateTime<Utc>, Fault> {
    match of_command(matches).get_one::<String>("now").map(|now| DateTime::parse_from_rfc3339(now)) {
        None => Ok(world.now),
        Some(Ok(now)) => Ok(now.to_utc()),
        Some(Err(_)) => Err(Fault::usage("usage-now", vec![])),
    }
}

fn folder(world: &World, matches: &ArgMatches) -> Result<PathBuf, Fault> {
    let named = of_command(matches).get_one::<String>("project").map(PathBuf::from);
    match (named, &world.folder) {
        (Some(named), Some(here)) => Ok(here.join(named)),
        (Some(named), None) => Ok(named),
        (None, Some(here)) => Ok(here.clone()),
        (None, None) => Err(Fault::usage("usage-no-folder", vec![])),
    }
}
