//! Pulling: what a publication has for one station → its weeks in place, only what was lacking fetched, all of it checked.
//!
//! The order is that of need: who signed what, then each week's package, texts, pieces; the current week before others.
//! Whatever goes wrong, the weeks in place stay as they are.

mod client;
mod fault;
mod fetching;
mod kept_week;
mod making;
mod placing;
mod receipt;
mod shelf;
mod trust;
mod wanted;
mod watching;

pub use client::{Client, Sources};
pub use fault::{PullFault, Refusal};
pub use kept_week::KeptWeek;
pub use receipt::{Receipt, TakenWeek};
pub use shelf::has_pulled;
pub use watching::{Ending, Rhythm};

use crate::calendar::week_of;
use crate::package::{IndexedWeek, LARGEST_INDEX, LARGEST_PACKAGE, StationIndex, WeekPackage};
use crate::project::lock;
use crate::repository::origin::Pace;
use crate::repository::origin::{Kind, Origin, is_address};
use crate::source::{sha256, slug};
use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use fetching::{Errand, fetch_all};
use jiff::Timestamp;
use making::{Lacking, check_piece, lacking};
use placing::{place, recover};
use receipt::{Tally, spent};
use shelf::{Complete, Memory, Shelf};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;
use trust::{pinned, store};
use wanted::{is_from_the_future, wanted};

/// What is to be pulled.
#[derive(Debug, Clone)]
pub struct PullAsked {
    /// The station's folder.
    pub into: PathBuf,
    /// From where: an address, a folder, a bundle; what is remembered, else.
    pub from: Option<String>,
    /// For which station, by its id; what is remembered, else.
    pub station: Option<String>,
    /// The root to trust from now on: a file or a fingerprint; what is pinned, else.
    pub trust: Option<String>,
    /// The most bytes of an ISO week.
    pub budget: Option<u64>,
    /// How many weeks stay in place.
    pub keep: usize,
    /// Whether every file that is there already is read through, not only looked for: a disk may have damaged one.
    pub is_thorough: bool,
    /// What time it is.
    pub now: DateTime<Utc>,
    /// How fast is taken.
    pub pace: Arc<Pace>,
}

/// What is told while a pull is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The publication was made later than it is now: this computer's clock is behind.
    ClockBehind {
        /// When it was made.
        made: DateTime<FixedOffset>,
    },
    /// All weeks of the publication have ended by this computer's clock; the newest are taken all the same.
    AllEnded,
    /// Texts and audio of a week are going to be fetched.
    Taking {
        /// The week.
        week: String,
        /// Its revision.
        revision: u32,
        /// How many bytes of texts and audio.
        bytes: u64,
    },
}

/// How a pull ended.
#[derive(Debug)]
pub struct Pulled {
    /// What was taken; none when there was nothing new, or nothing came.
    pub receipt: Option<Receipt>,
    /// The weeks in place, in order.
    pub in_place: Vec<String>,
    /// Whether every file was read through, as far as nothing failed.
    pub is_checked: bool,
    /// Why not all was taken.
    pub fault: Option<PullFault>,
}

/// A pull under way.
struct Run<'a> {
    asked: &'a PullAsked,
    tell: &'a dyn Fn(Told),
    shelf: Shelf,
    origin: Arc<Origin>,
    /// The name of the origin.
    from: String,
    memory: Memory,
    /// What will have been taken when nothing fails.
    complete: Complete,
    tally: &'a Tally<'a>,
    taken: Vec<TakenWeek>,
}

/// Pulls once. `tell` is called as things become known.
pub fn pull(asked: &PullAsked, tell: &dyn Fn(Told)) -> Pulled {
    let (began, before) = (Instant::now(), asked.pace.taken());
    let shelf = Shelf::of(&asked.into);
    let (mut receipt, mut fault) = (None, None);
    let held = lock(&asked.into).map_err(PullFault::from).and_then(|held| {
        recover(&shelf)?;
        Ok(held)
    });
    let from = asked.from.clone().unwrap_or_else(|| shelf.memory().from);
    let tally = Tally::begin(&asked.into, &from, asked.now, &asked.pace);
    match held.as_ref().map_or_else(|_| Ok(None), |_| begin(asked, tell, &shelf, &tally)) {
        Err(found) => fault = Some(found),
        Ok(None) => {}
        Ok(Some((mut run, index))) => {
            fault = run.weeks(&index).err();
            let made = Receipt {
                version: 1,
                at: asked.now,
                from: run.from,
                station: run.memory.station,
                bytes: asked.pace.taken() - before,
                milliseconds: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
                weeks: run.taken,
            };
            if !made.weeks.is_empty()
                && let Err(error) = made.store(&asked.into)
            {
                fault.get_or_insert(error.into());
            }
            receipt = Some(made);
        }
    }
    if held.is_ok()
        && let Err(error) = tally.count()
    {
        fault.get_or_insert(error.into());
    }
    Pulled { receipt, in_place: shelf.weeks(), is_checked: asked.is_thorough, fault: held.err().or(fault) }
}

/// Finds out what there is, with as little as two questions; none when nothing is new.
fn begin<'a>(
    asked: &'a PullAsked,
    tell: &'a dyn Fn(Told),
    shelf: &Shelf,
    tally: &'a Tally<'a>,
) -> Result<Option<(Run<'a>, StationIndex)>, PullFault> {
    let mut memory = shelf.memory();
    let from = asked.from.clone().or_else(|| Some(memory.from.clone()).filter(|from| !from.is_empty()));
    let from = from.ok_or(PullFault::NoOrigin)?;
    let station = asked.station.as_deref().map(slug);
    let station = station.or_else(|| Some(memory.station.clone()).filter(|station| !station.is_empty()));
    let station = station.ok_or(PullFault::NoStation)?;
    let origin = Arc::new(Origin::open(&from, &asked.pace)?);
    let root = pinned(&asked.into, asked.trust.as_deref(), &origin, &asked.pace)?;
    let sources = Sources {
        metadata: origin.clone(),
        metadata_folder: "metadata/",
        targets: origin.clone(),
        targets_folder: "targets/",
        kept: Arc::new(store(&asked.into)),
        pace: asked.pace.clone(),
    };
    let failed = |error| PullFault::of(error, asked.now);
    let now = Timestamp::from_second(asked.now.timestamp()).unwrap_or(Timestamp::MAX);
    let mut client = Client::new(&sources, &root, LARGEST_INDEX).map_err(failed)?;
    client.refresh(now).map_err(failed)?;
    let snapshot = client.snapshot().expect("a refresh ends with a snapshot");
    if memory.station != station {
        memory.complete = None;
    }
    let complete = Complete { root: sha256(&root), snapshot, weeks: Vec::new() };
    let has_all = |before: &&Complete| {
        before.is_of(&complete) && !asked.is_thorough && before.weeks.iter().all(|week| shelf.is_whole(week))
    };
    if let Some(before) = memory.complete.as_ref().filter(has_all) {
        if shelf.weeks().len() > asked.keep {
            shelf.prune(asked.keep, &before.weeks)?;
        }
        return Ok(None);
    }
    let text = client.target(&StationIndex::target(&station), now).map_err(failed)?;
    let index = StationIndex::read(&text, &station)?;
    // A stick is for once; the address is for good.
    if memory.from.is_empty() || !is_address(&memory.from) || is_address(&from) {
        memory.from = from.clone();
    }
    memory.station = station;
    shelf.remember(&memory)?;
    let (shelf, taken) = (shelf.clone(), Vec::new());
    Ok(Some((Run { asked, tell, shelf, origin, from, memory, complete, tally, taken }, index)))
}

impl Run<'_> {
    fn weeks(&mut self, index: &StationIndex) -> Result<(), PullFault> {
        let asked = self.asked;
        if is_from_the_future(index, asked.now) {
            (self.tell)(Told::ClockBehind { made: index.made });
        }
        let (weeks, have_all_ended) = wanted(index, asked.now, asked.keep);
        if have_all_ended {
            (self.tell)(Told::AllEnded);
        }
        let mut names: Vec<String> = weeks.iter().map(|week| week.week.clone()).collect();
        names.sort();
        let mut fault = None;
        let shelf = self.shelf.clone();
        shelf.make_room(asked.keep, &names)?;
        for week in weeks.iter().filter(|week| asked.is_thorough || !shelf.has(week)) {
            match self.week(index, week) {
                // One bad week is no reason to go without the others.
                Err(PullFault::Refused(refusal)) => {
                    fault.get_or_insert(PullFault::Refused(refusal));
                }
                result => result?,
            }
        }
        if let Some(fault) = fault {
            return Err(fault);
        }
        self.shelf.prune(asked.keep, &names)?;
        self.complete.weeks = names;
        self.memory.complete = Some(self.complete.clone());
        self.shelf.remember(&self.memory)?;
        Ok(())
    }

    fn package(&self, week: &IndexedWeek) -> Result<Vec<u8>, PullFault> {
        let path = WeekPackage::place(&week.package);
        if week.package.bytes > LARGEST_PACKAGE {
            return Err(PullFault::Refused(Refusal::Mixed(path)));
        }
        let place = self.shelf.text(&week.package.sha256);
        if let Some(text) = self.shelf.recorded(week) {
            return Ok(text);
        }
        let errand = Errand { path, object: week.package.clone(), kind: Kind::Text, place };
        if !fetching::holds(&errand.place, &errand.object) {
            self.fetch(std::slice::from_ref(&errand), &|_, _| Ok(()))?;
        }
        let text = std::fs::read(&errand.place).map_err(crate::project::ProjectError::read(&errand.place))?;
        Ok(text)
    }

    fn week(&mut self, index: &StationIndex, week: &IndexedWeek) -> Result<(), PullFault> {
        let text = self.package(week)?;
        let package = &WeekPackage::read(&text, index, week)?;
        let lacking = lacking(&self.shelf, package, self.asked.is_thorough);
        if lacking.is_nothing() && self.shelf.has(week) {
            return Ok(());
        }
        let texts = self.texts(&lacking);
        let pieces = self.pieces(&lacking);
        let bytes = |errands: &[Errand]| errands.iter().map(|errand| errand.object.bytes).sum::<u64>();
        let (of_texts, of_pieces) = (bytes(&texts), bytes(&pieces));
        let (name, revision) = (package.week.clone(), package.revision);
        (self.tell)(Told::Taking { week: name.clone(), revision, bytes: of_texts + of_pieces });
        self.fetch(&texts, &|_, _| Ok(()))?;
        lacking.lay_texts(&self.shelf, package)?;
        self.afford(of_pieces, &name)?;
        let accept = |at: usize, file: &std::path::Path| {
            self.tally.count()?;
            lacking.pieces.get(at).map_or(Ok(()), |piece| check_piece(package, piece, file))
        };
        self.fetch(&pieces, &accept)?;
        lacking.make(&self.shelf, package)?;
        place(&self.shelf, &name)?;
        self.shelf.record(&name, &text)?;
        self.taken.push(TakenWeek {
            week: name,
            revision,
            package: week.package.clone(),
            reason: week.reason.clone(),
            pieces: pieces.len(),
            sounds: lacking.sounds.len(),
        });
        Ok(())
    }

    /// Whether the week's budget allows so many bytes more. What comes from a disk or a stick costs nothing.
    fn afford(&self, needed: u64, week: &str) -> Result<(), PullFault> {
        let is_free = needed == 0 || !is_address(&self.from);
        let Some(budget) = self.asked.budget.filter(|_| !is_free) else { return Ok(()) };
        let now = self.asked.now;
        self.tally.count()?;
        let spent = spent(&self.asked.into, now);
        let left = budget.saturating_sub(spent);
        if needed <= left {
            return Ok(());
        }
        let next = *week_of(now.date_naive()).end() + TimeDelta::days(1);
        let texts = self.shelf.into.join(Shelf::stage(week));
        Err(PullFault::Budget { needed, left, next, texts })
    }

    fn texts(&self, lacking: &Lacking) -> Vec<Errand> {
        // One object may be the text of several files.
        let mut seen = BTreeSet::new();
        let files = lacking.files.iter().filter(|file| seen.insert(&file.object.sha256));
        let errand = |file: &&&crate::package::PackedFile| Errand {
            path: file.place(),
            object: file.object.clone(),
            kind: Kind::Text,
            place: self.shelf.text(&file.object.sha256),
        };
        files.map(|file| errand(&file)).collect()
    }

    fn pieces(&self, lacking: &Lacking) -> Vec<Errand> {
        let errand = |piece: &&crate::package::PackedPiece| Errand {
            path: piece.place(),
            object: piece.object.clone(),
            kind: Kind::Sound,
            place: self.shelf.piece(&piece.id.0),
        };
        lacking.pieces.iter().map(errand).collect()
    }

    fn fetch(
        &self,
        errands: &[Errand],
        accept: &(dyn Fn(usize, &std::path::Path) -> Result<(), PullFault> + Sync),
    ) -> Result<(), PullFault> {
        fetch_all(errands, &self.origin, &self.asked.pace, &self.shelf.parts(), accept)
    }
}
