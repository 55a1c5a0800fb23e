//! Everything up to the recipe: what each item consists of, and where each sound of it stands.

use super::clips::{Clips, needed};
use super::upstream::Bringing;
use super::{Asked, Prepared, PreparedItem, Production, missed_targets};
use super::{apart, blocks, findings, handling, lengths, units, unspoken, voices};
use crate::catalogue::RecordingFile;
use crate::diagnostic::{Code, Diagnostics, Span};
use crate::fit::{Fitted, Live, fit};
use crate::lineup::{ElementKind, Reckoning, pick};
use crate::network::StationIx;
use crate::project::{Project, ProjectError, SoundCache};
use crate::rundown::{Expander, Item, ItemPlay, Occurrence, Rundown, UpstreamOccurrence};
use crate::schedule::Start;
use crate::script::{ReadText, Writing, write};
use crate::studio::{StudioDay, match_recordings};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Works out what is `asked` of `project`, up to the recipe of every item. House clips that are not in the cache yet are
/// made; the voice says what it has not said yet if the cache asks it; `progress` is told of each.
pub fn prepare(
    project: &Project,
    asked: &Asked,
    cache: &mut SoundCache,
    progress: &(dyn Fn(super::Progress) + Sync),
    diagnostics: &mut Diagnostics,
) -> Result<Prepared, ProjectError> {
    let everywhere: Vec<StationIx> = project.network.all().map(|(ix, _)| ix).collect();
    let mut expander = Expander::new(&project.network, &project.schedule);
    let mut rundowns = expander.expand(&everywhere, asked.days.clone());
    rundowns.retain(|rundown| asked.stations.contains(&rundown.station));
    let origins = origins(&rundowns, &mut expander);
    let upstream = upstream(&rundowns, &mut expander);
    let wanted: BTreeSet<Occurrence> = origins.values().copied().collect();
    let dates: BTreeSet<NaiveDate> = wanted.iter().map(|occurrence| occurrence.date).collect();
    let asked_too: BTreeSet<NaiveDate> = asked
        .days
        .start()
        .iter_days()
        .take_while(|date| asked.days.contains(date))
        .chain(dates.clone())
        .collect();
    let everything_is_read = !diagnostics.has_errors();
    let mut no_room = BTreeSet::new();
    let all =
        productions(project, &asked_too, &everywhere, &wanted, &mut expander, &mut no_room, diagnostics);
    // While something could not be read, it may be what would air them.
    if everything_is_read {
        findings::unaired(project, asked, &rundowns, diagnostics);
        findings::not_aired(project, &asked.days, &all, &mut expander, &no_room, diagnostics);
        for missed in missed_targets(project, &asked.stations, &asked.days) {
            diagnostics.push(missed.diagnostic(&project.network, &project.schedule));
        }
    }
    let mut held = project.doubts.clone();
    let expanded = expander.finish();
    held.add_expanding(&project.schedule, &expanded);
    diagnostics.append(expanded);
    let studio = studio(project, &all, &dates, asked, held.stations.is_empty(), diagnostics);
    let mut productions: BTreeMap<Occurrence, Production> =
        all.into_iter().filter(|(occurrence, _)| wanted.contains(occurrence)).collect();
    for (occurrence, production) in &mut productions {
        // Nobody knows which recording is of which text: what was made before is better than a guess.
        production.is_whole &= !studio[&occurrence.date].index.is_damaged;
    }
    voices::assign(project, &mut productions, &studio, cache, progress, diagnostics)?;
    let clips = needed(project, &productions, &studio, cache);
    let clips = clips.make(cache, progress, diagnostics)?;
    handling::unfit(project, cache, &clips, diagnostics);
    lengths::off(project, &productions, &studio, &clips, diagnostics);
    let mut fitting =
        Fitting { project, productions: &productions, studio: &studio, clips: &clips, done: BTreeMap::new() };
    let mut bringing = Bringing::new(project, cache);
    let mut items = Vec::new();
    for rundown in &rundowns {
        for item in rundown.items.iter() {
            items.push(match upstream.get(&item.occurrence) {
                Some(source) => brought(item, source, &mut bringing)?,
                None => fitting.item(item, origins.get(&item.occurrence).copied(), diagnostics),
            });
        }
    }
    bringing.finish(diagnostics);
    findings::repeated_today(project, &items, &productions, diagnostics);
    apart::broken(project, &items, &productions, &clips, diagnostics);
    findings::outlived_today(project, &items, &productions, diagnostics);
    findings::carried_live(project, &items, &productions, diagnostics);
    units::misnamed(project, &items, &productions, diagnostics);
    blocks::overused(project, &items, &productions, diagnostics);
    Ok(Prepared { rundowns, items, productions, studio, clips, held: held.stations })
}

/// For each item that has a sound: the occurrence whose programme is heard. A relay's substitute counts for the relay.
fn origins(rundowns: &[Rundown], expander: &mut Expander) -> BTreeMap<Occurrence, Occurrence> {
    let mut origins = BTreeMap::new();
    for item in rundowns.iter().flat_map(|rundown| rundown.items.iter()) {
        if let Some(origin) = expander.origin(&heard(item)) {
            origins.insert(item.occurrence, origin.occurrence);
        }
    }
    origins
}

/// For each item that carries from upstream: what. It has no origin then.
fn upstream(rundowns: &[Rundown], expander: &mut Expander) -> BTreeMap<Occurrence, UpstreamOccurrence> {
    let items = rundowns.iter().flat_map(|rundown| rundown.items.iter());
    items.filter_map(|item| Some((item.occurrence, expander.upstream(&heard(item))?))).collect()
}

fn brought(
    item: &Item,
    source: &UpstreamOccurrence,
    bringing: &mut Bringing,
) -> Result<PreparedItem, ProjectError> {
    let item = item.clone();
    Ok(match bringing.sound(source, &item)? {
        Ok((fitted, brought)) => {
            PreparedItem { item, origin: None, fitted: Some(fitted), brought: Some(brought), is_lost: false }
        }
        Err(lost) => {
            PreparedItem { item, origin: None, fitted: None, brought: None, is_lost: lost.keeps_earlier }
        }
    })
}

/// The item as it sounds from a file: for a relay, its substitute.
fn heard(item: &Item) -> Item {
    match &item.play {
        ItemPlay::Relay { instead: Some(instead), .. } => Item { play: (**instead).clone(), ..item.clone() },
        _ => item.clone(),
    }
}

/// The lineups and scripts of every programme of `dates` on all stations, displaced ones too: the numbers of recordings
/// are unique on a date across the network, so even stations that were not asked for take part.
fn productions(
    project: &Project,
    dates: &BTreeSet<NaiveDate>,
    stations: &[StationIx],
    wanted: &BTreeSet<Occurrence>,
    expander: &mut Expander,
    no_room: &mut BTreeSet<Span>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<Occurrence, Production> {
    let Project { network, schedule, catalogue, templates, lexicon, .. } = project;
    let writing = Writing { network, schedule, catalogue, templates, lexicon };
    let mut reckoning = Reckoning::new(network, schedule, catalogue).keeping(&project.frozen);
    let mut found = BTreeMap::new();
    for (station, date) in stations.iter().flat_map(|station| dates.iter().map(move |date| (*station, *date)))
    {
        let rundown = expander.day(station, date).clone();
        // What is displaced keeps its numbers: its recordings are good for the day it airs after all.
        let displaced = rundown.displaced.iter().map(|displaced| &displaced.item);
        for item in rundown.items.iter().chain(displaced) {
            let item = heard(item);
            let next = rundown.items.iter().find(|other| other.start >= item.end());
            let ItemPlay::Programme(programme) = item.play else { continue };
            // What nobody asked for is worked out in silence.
            let mut own = Diagnostics::new();
            let lineup = pick(&item, programme, &mut reckoning, &mut own);
            let script = match write(&lineup, next, &writing) {
                Ok(script) => Some(script),
                Err(problems) => {
                    for problem in problems {
                        own.push(problem.diagnostic(&project.template_files));
                    }
                    None
                }
            };
            findings::words(&lineup, script.as_ref(), &mut own);
            unspoken::found(project, &lineup, script.as_ref(), &mut own);
            no_room
                .extend(own.iter().filter(|found| found.code == Code::NoRoom).filter_map(|found| found.span));
            let is_whole = !project.doubts.programmes.contains(&programme) && !own.has_errors();
            if wanted.contains(&item.occurrence) {
                diagnostics.append(own);
            }
            let made =
                Production { item, lineup, script, is_whole, voice: BTreeMap::new(), reads_live: false };
            found.insert(made.item.occurrence, made);
        }
    }
    found
}

/// Numbers and recordings of each day, the texts in the order of air time, then station.
fn studio(
    project: &Project,
    productions: &BTreeMap<Occurrence, Production>,
    dates: &BTreeSet<NaiveDate>,
    asked: &Asked,
    is_certain: bool,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<NaiveDate, StudioDay> {
    let mut days = BTreeMap::new();
    for date in dates {
        let mut of_day: Vec<&Production> =
            productions.values().filter(|production| production.item.occurrence.date == *date).collect();
        of_day.sort_by(|one, other| (one.item.start, &one.item.id).cmp(&(other.item.start, &other.item.id)));
        let texts = of_day.iter().filter_map(|production| production.script.as_ref());
        let texts = texts.flat_map(|script| script.reads.iter());
        let recorded = project.recordings.get(date).cloned().unwrap_or_default();
        let lent = of_day.iter().flat_map(|production| lent(project, production)).collect();
        let mut own = Diagnostics::new();
        days.insert(*date, match_recordings(texts, &recorded.index, &recorded.files, &lent, &mut own));
        // While part of the plan could not be read, the recordings of it are not to blame.
        let is_whole = is_certain && of_day.iter().all(|production| production.is_whole);
        if asked.days.contains(date) {
            own.iter()
                .filter(|found| is_whole || found.code != Code::StaleRecording)
                .for_each(|found| diagnostics.push(found.clone()));
        }
    }
    days
}

/// The recordings that bulletins of earlier days were given since, by digest of their text: what was recorded once is
/// good for every day it is heard on.
fn lent(project: &Project, production: &Production) -> BTreeMap<String, RecordingFile> {
    let mut found = BTreeMap::new();
    for element in &production.lineup.elements {
        let ElementKind::Bulletin(ix) = element.kind else { continue };
        let Some(read) = production.script.as_ref().and_then(|script| script.read(element.number)) else {
            continue;
        };
        let since = project.catalogue.bulletin(ix).date;
        let mut days = project.recordings.range(since..production.item.occurrence.date);
        if let Some(file) = days.find_map(|(_, day)| day.recording(&read.digest)) {
            found.insert(read.digest.clone(), file.clone());
        }
    }
    found
}

/// Fits items, each distinct sound once.
struct Fitting<'a> {
    project: &'a Project,
    productions: &'a BTreeMap<Occurrence, Production>,
    studio: &'a BTreeMap<NaiveDate, StudioDay>,
    clips: &'a Clips,
    done: BTreeMap<(Occurrence, i64, bool, bool), Option<Rc<Fitted>>>,
}

impl Fitting<'_> {
    fn item(
        &mut self,
        item: &Item,
        origin: Option<Occurrence>,
        diagnostics: &mut Diagnostics,
    ) -> PreparedItem {
        // Only where the programme is made is somebody there to read, and nobody when a relay is lost.
        let live = match item.play {
            ItemPlay::Carry(_) | ItemPlay::Upstream(_) | ItemPlay::Relay { .. } => Live::Fill,
            ItemPlay::Programme(_) | ItemPlay::Repeat(_) => Live::Split,
        };
        let start = self.project.schedule.slot(item.occurrence.slot).start;
        let fitted = origin.and_then(|origin| {
            let key = (origin, item.length.num_milliseconds(), start == Start::Hard, live == Live::Fill);
            if !self.done.contains_key(&key) {
                let made = self.fit(origin, item, start == Start::Hard, live, diagnostics);
                self.done.insert(key, made.map(Rc::new));
            }
            self.done[&key].clone()
        });
        let is_lost = origin.is_some() && fitted.is_none();
        PreparedItem { item: item.clone(), origin, fitted, brought: None, is_lost }
    }

    fn fit(
        &self,
        origin: Occurrence,
        item: &Item,
        exact: bool,
        live: Live,
        diagnostics: &mut Diagnostics,
    ) -> Option<Fitted> {
        let production = self.productions.get(&origin).filter(|production| production.is_whole)?;
        // Too short a slot was reported when the day was expanded: what it carries is not cut.
        if production.item.length > item.length {
            return None;
        }
        let day = &self.studio[&origin.date];
        let material = self.clips.material(self.project, production, day)?;
        let format = self.project.network.audio;
        let milliseconds = u64::try_from(item.length.num_milliseconds()).expect("lengths are positive");
        match fit(&material, format.samples_in(milliseconds), exact, live, format) {
            Ok(fitted) => {
                findings::fitted(self.project, production, item, &fitted, diagnostics);
                Some(fitted)
            }
            Err(overrun) => {
                findings::overrun(self.project, production, item, overrun, diagnostics);
                None
            }
        }
    }
}

/// The recording of a read: its number, if it could be given one, and its file, if it was made.
pub fn recording<'a>(day: &'a StudioDay, read: &ReadText) -> (Option<u32>, Option<&'a str>) {
    let number = day.numbers.get(&read.digest).copied();
    (number, day.recordings.get(&read.digest).map(String::as_str))
}
