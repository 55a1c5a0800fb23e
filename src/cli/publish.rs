//! `loa publish`: the weeks of every station, built, approved, signed, in a folder that any web server can hand out.

mod pages;

use super::fault::Fault;
use super::opened::{Opened, open, root};
use super::progress::Shown;
use super::{Exit, Session, asked, keys, render};
use crate::approval::Standing as Approved;
use crate::build::{Approvable, Asked, Packed, Prepared, approvable, chosen, packed, prepare, store};
use crate::calendar::{monday, week_name, week_of};
use crate::diagnostic::{Arg, Args};
use crate::lineup::{date_of, write_frozen};
use crate::messages::{Lang, Messages};
use crate::project::{SoundCache, Storing, kept, lock};
use crate::repository::{
    Keys, ObjectStore, Publication, Release, Standing, StationWeek, Terms, ends_soon, upload,
};
use crate::source::sha256;
use chrono::{Days, NaiveDate};
use clap::ArgMatches;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Where a publication is written unless told.
pub(super) const FOLDER: &str = "out/publication";

/// Where it is written down what was published, by whom unapproved.
const RECORD: &str = "published/publications.jsonl";

/// A publication that ends within so many days is worth a warning.
const WARNED: i64 = 7;

/// So many weeks stay on offer unless told.
const KEPT: u32 = 4;

/// So many names are shown; more of them say the same.
const SHOWN: usize = 5;

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let root = root(session)?;
    let _lock = lock(&root)?;
    let mut opened = open(session)?;
    let asked = whole_weeks(session, matches, &opened)?;
    let keys = Keys::open(&keys::folder(session, matches)?)?;
    let (folder, store) = place(session, matches, &root)?;
    thaw(matches, &mut opened)?;
    let mut cache = SoundCache::open(&root, &opened.project.network).speaking();
    let Some((prepared, weeks)) = built(session, &mut opened, &asked, &mut cache)? else {
        return Ok(Exit::Errors);
    };
    let mut weeks = weeks.into_iter().map(station_week).collect::<Vec<_>>();
    let publication = Publication::open(&folder, &keys)?;
    let (is_new, changed) = news(&publication, &weeks)?;
    let waiting = if is_new { waiting(&opened, &prepared) } else { Vec::new() };
    let released_by = matches.get_one::<String>("unapproved-by");
    if !waiting.is_empty() && released_by.is_none() {
        return refused(session, "publish-unapproved", waiting.into_iter().map(|text| text.path).collect());
    }
    if !changed.is_empty() && !matches.get_flag("amend") {
        return refused(session, "publish-changed", changed);
    }
    let terms = terms(session, matches, &opened, *asked.days.start());
    let words = Messages::new(opened.project.network.lang.unwrap_or(Lang::Vi));
    let pages = |publication: &Publication| pages::pages(publication, &opened.project, &prepared, &words);
    let release = publication.publish(&mut weeks, &terms, pages)?;
    freeze(&opened, &prepared, &asked)?;
    record(session, &opened, &release, released_by, &waiting)?;
    tell(session, &release, &folder)?;
    if let Some(store) = store {
        sent(session, &folder, &store, &root)?;
    }
    Ok(Exit::Clean)
}

/// The folder of the publication, and the object store it is copied to, if it goes to one.
fn place(
    session: &Session,
    matches: &ArgMatches,
    root: &Path,
) -> Result<(PathBuf, Option<ObjectStore>), Fault> {
    let Some(named) = matches.get_one::<PathBuf>("to") else { return Ok((root.join(FOLDER), None)) };
    match named.to_str().and_then(|address| ObjectStore::named(address, session.world.variable)) {
        None => Ok((session.folder.join(named), None)),
        Some(Ok(store)) => Ok((root.join(FOLDER), Some(store))),
        Some(Err(missing)) => Err(Fault::usage("publish-no-variable", vec![("name", missing.into())])),
    }
}

/// Copies the publication to an object store, and tells what went.
fn sent(session: &mut Session, folder: &Path, store: &ObjectStore, root: &Path) -> Result<(), Fault> {
    let record = format!(".loa/uploads-{}.json", &sha256(format!("{store:?}").as_bytes())[..16]);
    let done = upload(folder, store, (root, &record))?;
    let args = vec![
        ("files", done.files.into()),
        ("megabytes", (done.bytes / 1_000_000).into()),
        ("removed", done.removed.into()),
    ];
    writeln!(session.out, "{}", session.messages.text("publish-sent", &args))?;
    Ok(())
}

/// The weeks asked for, whole, of all stations: a station's week is one thing.
fn whole_weeks(session: &Session, matches: &ArgMatches, opened: &Opened) -> Result<Asked, Fault> {
    let network = &opened.project.network;
    let asked = match matches.get_one::<String>("week") {
        Some(week) => asked::week(week)?,
        None => {
            let first = monday(asked::today(session, network.zone));
            first..=first + Days::new(13)
        }
    };
    Ok(Asked { days: asked, stations: network.all().map(|(ix, _)| ix).collect() })
}

/// Frees what `--date` and `--item` name of what was frozen.
fn thaw(matches: &ArgMatches, opened: &mut Opened) -> Result<(), Fault> {
    let date = matches.get_one::<String>("date").map(|date| asked::day(date)).transpose()?;
    let item = matches.get_one::<String>("item");
    if date.is_some() || item.is_some() {
        let is_named = |id: &String| item == Some(id) || date.is_some_and(|date| date_of(id) == Some(date));
        opened.project.frozen.items.retain(|id, _| !is_named(id));
    }
    Ok(())
}

/// Builds and packs everything; none, with the findings shown, when it has errors.
fn built(
    session: &mut Session,
    opened: &mut Opened,
    asked: &Asked,
    cache: &mut SoundCache,
) -> Result<Option<(Prepared, Vec<Packed>)>, Fault> {
    let words = Messages::new(opened.project.network.lang.unwrap_or(Lang::Vi));
    let shown = Shown::new(&session.messages, session.world.is_terminal, &mut *session.err);
    let step = |progress: crate::build::Progress| shown.step(progress);
    let made = prepare(&opened.project, asked, cache, &step, &mut opened.diagnostics).and_then(|prepared| {
        let is_certain = !opened.diagnostics.has_errors();
        let stored =
            is_certain.then(|| store(&opened.project, &prepared, cache, &words, &step)).transpose()?;
        let is_whole = stored.as_ref().is_some_and(|stored| stored.faults.is_empty());
        let packed =
            is_whole.then(|| packed(&opened.project, &prepared, cache, &words, &step)).transpose()?;
        Ok((prepared, stored, packed))
    });
    shown.finish();
    let (prepared, stored, packed) = made?;
    render::diagnostics(session, &opened.sources, &mut opened.diagnostics)?;
    if let Some(fault) = stored.and_then(|stored| stored.faults.into_iter().next()) {
        return Err(fault.into());
    }
    if packed.is_none() {
        writeln!(session.out, "{}", session.messages.plain("publish-errors"))?;
    }
    Ok(packed.map(|packed| (prepared, packed)))
}

/// The texts that nobody approved.
fn waiting(opened: &Opened, prepared: &Prepared) -> Vec<Approvable> {
    let texts = approvable(&opened.project, prepared).into_iter();
    texts.filter(|text| matches!(text.standing(&opened.project), Approved::Waiting(_))).collect()
}

fn station_week(packed: Packed) -> StationWeek {
    StationWeek { name: packed.manifest.name, package: packed.package, bytes: packed.bytes }
}

/// Whether any week would be new or another, and those published ones that would be others: `la-hai 2025-W11`.
fn news(publication: &Publication, weeks: &[StationWeek]) -> Result<(bool, Vec<String>), Fault> {
    let (mut is_new, mut changed) = (false, Vec::new());
    for week in weeks {
        let standing = publication.standing(week)?;
        is_new |= !matches!(standing, Standing::Same(_));
        if matches!(standing, Standing::Changed(_)) {
            changed.push(format!("{} {}", week.package.station, week.package.week));
        }
    }
    Ok((is_new, changed))
}

fn terms(session: &Session, matches: &ArgMatches, opened: &Opened, first: NaiveDate) -> Terms {
    let zone = opened.project.network.zone;
    let now = session.now.with_timezone(&zone).fixed_offset();
    let kept = matches.get_one::<u32>("keep").copied().unwrap_or(KEPT);
    let keep_from = monday(now.date_naive()).checked_sub_days(Days::new(7 * u64::from(kept)));
    Terms {
        keep_from: keep_from.unwrap_or(NaiveDate::MIN).min(first),
        reason: matches.get_one::<String>("reason").cloned(),
        now,
    }
}

/// From now on the weeks keep the choices they were published with; what was frozen before stays as it was.
fn freeze(opened: &Opened, prepared: &Prepared, asked: &Asked) -> Result<(), Fault> {
    let mut first = *asked.days.start();
    while first <= *asked.days.end() {
        let days = week_of(first);
        let mut items = chosen(&opened.project, prepared, &days);
        items.extend(opened.project.frozen.clone().parted(&days).0.items);
        let path = format!("published/{}.ron", week_name(first));
        Storing::under(&opened.project.root).bytes(&path, write_frozen(&items).as_bytes())?;
        first = first + Days::new(7);
    }
    Ok(())
}

/// A line of the record of publications.
#[derive(Serialize)]
struct Line<'a> {
    at: String,
    weeks: &'a [(String, String, u32)],
    #[serde(skip_serializing_if = "Option::is_none")]
    unapproved_by: Option<&'a String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unapproved: Vec<(&'a str, &'a str)>,
}

/// Writes down what was published, and who answers for what nobody approved.
fn record(
    session: &Session,
    opened: &Opened,
    release: &Release,
    released_by: Option<&String>,
    waiting: &[Approvable],
) -> Result<(), Fault> {
    if release.weeks.is_empty() {
        return Ok(());
    }
    let line = Line {
        at: session.now.with_timezone(&opened.project.network.zone).to_rfc3339(),
        weeks: &release.weeks,
        unapproved_by: released_by.filter(|_| !waiting.is_empty()),
        unapproved: waiting.iter().map(|text| (text.path.as_str(), text.digest.as_str())).collect(),
    };
    let mut text = kept(&opened.project.root, RECORD).unwrap_or_default();
    text.extend(serde_json::to_vec(&line).expect("plain values can always be written"));
    text.push(b'\n');
    Ok(Storing::under(&opened.project.root).bytes(RECORD, &text)?)
}

fn refused(session: &mut Session, id: &str, names: Vec<String>) -> Result<Exit, Fault> {
    let count = names.len();
    let args: Args =
        vec![("count", count.into()), ("names", names.into_iter().take(SHOWN).collect::<Vec<_>>().into())];
    writeln!(session.err, "{}", session.messages.text(id, &args))?;
    Ok(Exit::Errors)
}

fn tell(session: &mut Session, release: &Release, folder: &Path) -> Result<(), Fault> {
    let mut weeks: Vec<&str> = release.weeks.iter().map(|(_, week, _)| week.as_str()).collect();
    weeks.sort_unstable();
    weeks.dedup();
    let args: Args = vec![
        ("weeks", Arg::List(weeks.into_iter().map(str::to_owned).collect())),
        ("count", release.weeks.len().into()),
        ("files", release.count.files.into()),
        ("megabytes", (release.count.bytes / 1_000_000).into()),
        ("folder", folder.display().to_string().into()),
    ];
    let id = match (release.weeks.is_empty(), release.count.files) {
        (true, 0) => "publish-nothing",
        (true, _) => "publish-renewed",
        (false, _) => "publish-done",
    };
    writeln!(session.out, "{}", session.messages.text(id, &args))?;
    if let Some(ends) = ends_soon(&release.signed, session.now, WARNED) {
        let args = vec![("date", ends.date_naive().into())];
        writeln!(session.err, "{}", session.messages.text("publish-ends-soon", &args))?;
    }
    Ok(())
}
