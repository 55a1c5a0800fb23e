//! `loa build`: rundowns, scripts, WAVs and playlists of every station; only what changed is made again.

use super::fault::Fault;
use super::opened::{open, root};
use super::progress::Shown;
use super::{Exit, Session, asked, render};
use crate::build::{Asked, Clips, Stored, prepare, store};
use crate::calendar::week_name;
use crate::diagnostic::{Arg, Args, Code, Severity};
use crate::messages::{Lang, Messages};
use crate::network::LONGEST_LIMIT;
use crate::project::{self, SoundCache, Stamp, Storing, kept, lock, sweep_conversions};
use crate::source::sha256;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clap::ArgMatches;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::SystemTime;

/// What is remembered of a build that ended well: nothing need be done while its stamp holds.
#[derive(Serialize, Deserialize)]
struct LastBuild {
    /// The stamp of what goes in, taken before it was read.
    inputs: String,
    /// The stamp of what comes out.
    outputs: String,
    /// The zone, when the days asked for were those around today.
    zone: Option<String>,
    weeks: Vec<String>,
    stations: usize,
    wavs: usize,
    warnings: usize,
}

/// What a build tells a machine.
#[derive(Serialize)]
struct Summary {
    unchanged: bool,
    stations: usize,
    wavs: usize,
    wavs_made: usize,
    files_written: u64,
    bytes_written: u64,
    errors: usize,
    warnings: usize,
    /// Stations that keep what they had, because their plan is not certain.
    held: Vec<String>,
}

/// So many faults of the world are shown; more of them say the same.
const FAULTS_SHOWN: usize = 5;

/// A sound so many LU below the house loudness is heard to be quieter than the others.
const WORTH_A_WORD: f64 = 3.0;

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let root = root(session)?;
    let _lock = lock(&root)?;
    if let Some(before) =
        SystemTime::from(session.now).checked_sub(LONGEST_LIMIT.to_std().unwrap_or_default())
    {
        sweep_conversions(&root, before)?;
    }
    let is_json = matches.get_one::<String>("format").is_some_and(|format| format == "json");
    let question = question(session, matches);
    let place = format!(".loa/last-{}.json", short(&question));
    if let Some(last) = last_build(&root, &place)
        && last.is_of(session.now)
        && inputs(&root, &question)?.0 == last.inputs
        && outputs(&root, &last.weeks)?.0 == last.outputs
    {
        unchanged(session, &last, is_json)?;
        return Ok(Exit::Clean);
    }
    // Taken before anything is read: what is changed while this build runs is new to the next one.
    let read = inputs(&root, &question)?.0;
    let mut opened = open(session)?;
    let asked = asked::asked(session, matches, &opened.project.network)?;
    let mut cache = SoundCache::open(&root, &opened.project.network).speaking();
    let shown = Shown::new(&session.messages, session.world.is_terminal, &mut *session.err);
    let step = |progress: crate::build::Progress| shown.step(progress);
    let prepared = prepare(&opened.project, &asked, &mut cache, &step, &mut opened.diagnostics)?;
    // What is stored speaks the network's language, whoever builds it.
    let words = Messages::new(opened.project.network.lang.unwrap_or(Lang::Vi));
    let stored = store(&opened.project, &prepared, &cache, &words, &step);
    shown.finish();
    render::diagnostics(session, &opened.sources, &mut opened.diagnostics)?;
    let stored = stored?;
    let errors = opened.diagnostics.count(Severity::Error);
    let warnings = opened.diagnostics.count(Severity::Warning);
    let weeks = weeks(&asked);
    // A voice that failed may be there the next time, without a file of the project having changed.
    let has_spoken = opened.diagnostics.iter().all(|found| found.code != Code::VoiceFailed);
    if errors == 0 && stored.faults.is_empty() && has_spoken {
        let last = LastBuild {
            inputs: read,
            outputs: outputs(&root, &weeks)?.0,
            zone: (!names_days(matches)).then(|| opened.project.network.zone.name().to_owned()),
            weeks,
            stations: stored.stations,
            wavs: stored.wavs,
            warnings,
        };
        let text = serde_json::to_vec(&last).expect("plain values");
        Storing::under(&root).bytes(&place, &text)?;
    }
    let held: Vec<String> = prepared
        .rundowns
        .iter()
        .map(|rundown| rundown.station)
        .filter(|station| prepared.held.contains(station))
        .map(|station| opened.project.network.station(station).id.value.clone())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let mut exit = if errors > 0 { Exit::Errors } else { Exit::Clean };
    let tally = render::tally(&session.messages, &opened.diagnostics);
    let summary = summary(&stored, errors, warnings, held);
    tell(session, &summary, &asked, &tally, is_json)?;
    for (path, samples) in stored.clipped.iter().take(FAULTS_SHOWN) {
        let args = vec![("path", path.as_str().into()), ("samples", (*samples).into())];
        writeln!(session.err, "{}", session.messages.text("build-clipped", &args))?;
    }
    if !is_json {
        levelled(session, &prepared.clips)?;
    }
    for fault in stored.faults.into_iter().take(FAULTS_SHOWN) {
        Fault::from(fault).show(&session.messages, session.err);
        exit = Exit::World;
    }
    Ok(exit)
}

impl LastBuild {
    /// Whether the days it was about are those that are asked for now.
    fn is_of(&self, now: DateTime<Utc>) -> bool {
        let Some(zone) = &self.zone else { return true };
        let Ok(zone) = zone.parse::<Tz>() else { return false };
        self.weeks.first() == Some(&week_name(now.with_timezone(&zone).date_naive()))
    }
}

fn names_days(matches: &ArgMatches) -> bool {
    ["week", "date", "from"].iter().any(|name| matches.contains_id(name))
}

/// What was asked, and of which program, in words that stay the same while both are the same.
fn question(session: &Session, matches: &ArgMatches) -> String {
    let option =
        |name: &str| matches.get_many::<String>(name).into_iter().flatten().cloned().collect::<Vec<_>>();
    let asked = ["week", "date", "from", "to", "station"].map(option);
    format!("{} {asked:?}", session.world.program)
}

fn short(question: &str) -> String {
    sha256(question.as_bytes())[..16].to_owned()
}

fn weeks(asked: &Asked) -> Vec<String> {
    let mut weeks: Vec<String> =
        asked.days.start().iter_days().take_while(|day| day <= asked.days.end()).map(week_name).collect();
    weeks.dedup();
    weeks
}

fn last_build(root: &Path, place: &str) -> Option<LastBuild> {
    serde_json::from_slice(&kept(root, place)?).ok()
}

/// The stamp over everything that goes in. The numbers of recordings are given by a build, so they count as made.
fn inputs(root: &Path, question: &str) -> Result<Stamp, Fault> {
    let folders = ["schedules", "scripts", "bulletins", "clips", "recordings", "published", "approvals"]
        .map(str::to_owned);
    Ok(project::stamp(root, &folders, question, &|path| !is_numbers(path))?)
}

/// The stamp over the weeks that come out, and the numbers given.
fn outputs(root: &Path, weeks: &[String]) -> Result<Stamp, Fault> {
    let weeks = weeks.iter().map(|week| format!("out/{week}"));
    let folders: Vec<String> = weeks.chain(["recordings".to_owned()]).collect();
    let takes = |path: &Path| is_numbers(path) || !path.starts_with(root.join("recordings"));
    Ok(project::stamp(root, &folders, "", &takes)?)
}

fn is_numbers(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "index.ron")
}

fn unchanged(session: &mut Session, last: &LastBuild, is_json: bool) -> Result<(), Fault> {
    if is_json {
        let summary = Summary {
            unchanged: true,
            stations: last.stations,
            wavs: last.wavs,
            wavs_made: 0,
            files_written: 0,
            bytes_written: 0,
            errors: 0,
            warnings: last.warnings,
            held: Vec::new(),
        };
        return print_json(session, &summary);
    }
    let args: Args = vec![("weeks", Arg::List(last.weeks.clone())), ("count", last.warnings.into())];
    let id = if last.warnings > 0 { "build-unchanged-warnings" } else { "build-unchanged" };
    writeln!(session.out, "{}", session.messages.text(id, &args))?;
    Ok(())
}

fn summary(stored: &Stored, errors: usize, warnings: usize, held: Vec<String>) -> Summary {
    Summary {
        unchanged: false,
        stations: stored.stations,
        wavs: stored.wavs,
        wavs_made: stored.made,
        files_written: stored.count.files,
        bytes_written: stored.count.bytes,
        errors,
        warnings,
        held,
    }
}

fn tell(
    session: &mut Session,
    summary: &Summary,
    asked: &Asked,
    tally: &str,
    is_json: bool,
) -> Result<(), Fault> {
    if is_json {
        return print_json(session, summary);
    }
    let args: Args = vec![
        ("stations", summary.stations.into()),
        ("wavs", summary.wavs.into()),
        ("made", summary.wavs_made.into()),
        ("files", summary.files_written.into()),
        ("megabytes", (summary.bytes_written / 1_000_000).into()),
        ("folders", weeks(asked).iter().map(|week| format!("out/{week}")).collect::<Vec<_>>().into()),
        ("tally", tally.into()),
    ];
    let id = match summary.files_written {
        _ if summary.stations == 0 && summary.errors == 0 => "nobody-on-air",
        _ if summary.stations == 0 => "build-none",
        0 => "build-nothing-new",
        _ if summary.errors > 0 => "build-done-found",
        _ => "build-done",
    };
    writeln!(session.out, "{}", session.messages.text(id, &args))?;
    if !summary.held.is_empty() {
        let held = vec![("stations", summary.held.clone().into())];
        writeln!(session.out, "{}", session.messages.text("build-held", &held))?;
    }
    if !tally.is_empty() {
        writeln!(session.out, "{}", session.messages.text("build-found", &args))?;
    }
    Ok(())
}

/// What levelling did beyond a plain gain: peaks that were limited, and sounds that their peaks keep too quiet to pass over.
fn levelled(session: &mut Session, clips: &Clips) -> Result<(), Fault> {
    most(session, clips.limited(), "build-limited")?;
    most(session, clips.too_quiet().filter(|(_, short)| *short >= WORTH_A_WORD), "build-too-quiet")
}

/// How many there are, and the one with the most decibels.
fn most<'c>(
    session: &mut Session,
    clips: impl Iterator<Item = (&'c str, f64)>,
    message: &str,
) -> Result<(), Fault> {
    let clips: Vec<(&str, f64)> = clips.collect();
    let Some((path, most)) = clips.iter().max_by(|one, other| one.1.total_cmp(&other.1)) else {
        return Ok(());
    };
    let most = session.messages.decimal(*most, 1);
    let args: Args = vec![("count", clips.len().into()), ("path", (*path).into()), ("most", most.into())];
    writeln!(session.out, "{}", session.messages.text(message, &args))?;
    Ok(())
}

fn print_json(session: &mut Session, summary: &Summary) -> Result<(), Fault> {
    let text = serde_json::to_string_pretty(summary).expect("plain values");
    writeln!(session.out, "{text}")?;
    Ok(())
}
