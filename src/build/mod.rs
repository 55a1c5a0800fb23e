//! Build: runs the verbs in their order, and stores what comes out.
//!
//! An edge. [`prepare`] is everything up to the recipe, which `check`, `plan` and `build` share; [`store`] makes the
//! files of the stations.

mod apart;
mod approving;
mod blocks;
mod clips;
mod copies;
mod findings;
mod freeze;
mod handling;
mod lengths;
mod made;
mod missing;
mod packing;
mod pages;
mod prepare;
mod reporting;
mod sheets;
mod slates;
mod store;
mod tables;
mod targets;
mod units;
mod unspoken;
mod upstream;
mod voices;

pub use approving::{Approvable, approvable};
pub use blocks::{Block, blocks};
pub use clips::Clips;
pub use freeze::chosen;
pub use handling::{clip_trim, sounds};
pub use packing::{Packed, packed};
pub use pages::manifest_day;
pub use prepare::{prepare, recording};
pub use reporting::{PlannedTexts, planned_texts};
pub use sheets::sheet;
pub use store::{Stored, built_day, is_stored, store};
pub use tables::{
    day_heading, item_title, planned_item, planned_occurrences, play_from, play_word, remarks, times, why,
};
pub use targets::missed_targets;

use crate::audio::Slate;
use crate::fit::Fitted;
use crate::lineup::Lineup;
use crate::network::{Network, StationIx};
use crate::package::ManifestElement;
use crate::project::CachedClip;
use crate::rundown::{Item, Occurrence, Rundown};
use crate::script::Script;
use crate::studio::StudioDay;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::rc::Rc;

/// What somebody wants made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The days.
    pub days: RangeInclusive<NaiveDate>,
    /// The stations, ascending.
    pub stations: Vec<StationIx>,
}

/// What a build tells while it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress<'a> {
    /// So many sound files are going to be converted.
    Clips(usize),
    /// So many WAVs are going to be made.
    Wavs(usize),
    /// So many small copies of WAVs are going to be made.
    Copies(usize),
    /// So many pieces are going to be packed for the way.
    Packed(usize),
    /// So many texts are going to be said by the voice.
    Texts(usize),
    /// One of them is done.
    Done(&'a str),
}

/// Everything that is known before a WAV is made.
pub struct Prepared {
    /// The rundowns asked for, by station, then day.
    pub rundowns: Vec<Rundown>,
    /// Their items in the same order, each with its recipe.
    pub items: Vec<PreparedItem>,
    /// What is made for them, by the occurrence it is made for; some of it on earlier days, for a repeat.
    pub productions: BTreeMap<Occurrence, Production>,
    /// Numbers and recordings of each day that takes part.
    pub studio: BTreeMap<NaiveDate, StudioDay>,
    /// The house clips.
    pub clips: Clips,
    /// Stations whose plan is not certain, because of an error: nothing of theirs is stored.
    pub held: BTreeSet<StationIx>,
}

impl Prepared {
    /// How many of its stations broadcast on any of its days.
    pub fn on_air(&self, network: &Network) -> usize {
        let on_air = self.rundowns.iter().filter(|day| network.station(day.station).is_on(day.date));
        on_air.map(|day| day.station).collect::<BTreeSet<_>>().len()
    }

    /// How many texts are read in what is asked for, each counted once; none when the words of some are not known.
    pub fn texts_read(&self) -> Option<usize> {
        let scripts: Option<Vec<&Script>> =
            self.productions.values().map(|production| production.script.as_ref()).collect();
        let reads = scripts?.into_iter().flat_map(|script| &script.reads);
        Some(reads.map(|read| read.digest.as_str()).collect::<BTreeSet<_>>().len())
    }
}

/// An item with its sound.
#[derive(Debug, Clone)]
pub struct PreparedItem {
    /// The item.
    pub item: Item,
    /// Whose programme is heard.
    pub origin: Option<Occurrence>,
    /// How its sound is made; none for a relay without substitute, and when something is wrong with it.
    pub fitted: Option<Rc<Fitted>>,
    /// What the upstream's package tells of its sound; none for what is made here.
    pub brought: Option<Rc<Brought>>,
    /// Whether it should have a sound and has none: the one it was built with before stays.
    pub is_lost: bool,
}

impl PreparedItem {
    /// Whether its sound is another producer's, come or lost.
    pub fn is_brought(&self) -> bool {
        self.origin.is_none() && (self.brought.is_some() || self.is_lost)
    }
}

/// What comes with a sound that another producer made.
#[derive(Debug, Clone, PartialEq)]
pub struct Brought {
    /// What each of its WAVs tells of itself.
    pub slates: Vec<Slate>,
    /// What is heard when.
    pub elements: Vec<ManifestElement>,
}

/// A programme made for one item.
#[derive(Debug, Clone)]
pub struct Production {
    /// The item it is made for; of a relay, its substitute.
    pub item: Item,
    /// Its elements.
    pub lineup: Lineup,
    /// Its words; none when a template could not be rendered.
    pub script: Option<Script>,
    /// Whether nothing is wrong with it so far: only then sound is made of it.
    pub is_whole: bool,
    /// What the voice does with the reads that are not recorded, by their element; none for what is read live.
    pub voice: BTreeMap<u32, Voiced>,
    /// Whether somebody has to read live in it.
    pub reads_live: bool,
}

/// A read that the voice says.
#[derive(Debug, Clone, PartialEq)]
pub enum Voiced {
    /// It was said.
    Said(CachedClip),
    /// A build will have it said.
    Awaited,
}
