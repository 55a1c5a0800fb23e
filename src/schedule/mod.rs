//! Schedule: what airs when, as the files say it, every reference checked.
//!
//! **read**: RON files + network + holidays + catalogue → [`Schedule`]. Lengths here are the declared ones. Knows no
//! date range and no sound.

mod apart;
mod campaign;
mod campaigns;
mod changes;
mod cue;
mod declared;
mod doubts;
mod files;
mod lookup;
mod parts;
mod pools;
mod read;
mod references;
mod replaces;
mod scope;
mod shut_out;
mod slot;
mod slots;
mod targets;

pub use apart::{Apart, Kin};
pub use campaign::{Amount, Campaign, Document, Hearing, Per, ReportPeriod, ReportRule, Target, Topic};
pub use cue::{Bed, Cue, Entry};
pub use declared::ScheduleText;
pub use doubts::Doubts;
pub use read::read;
pub use slot::{Instead, Play, Rank, RelaySource, Slot, SlotAt, Start, Yields};

use crate::calendar::reading::TimeRange;
use crate::calendar::{DaySpan, Holidays};
use crate::catalogue::{ClipIx, TemplateIx};
use crate::diagnostic::Span;
use crate::network::{Network, StationIx};
use crate::source::Spanned;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// A programme by its place in [`Schedule::programmes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProgrammeIx(pub u32);

/// A slot by its place in [`Schedule::slots`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotIx(pub u32);

/// A pool by its place in [`Schedule::pools`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PoolIx(pub u32);

/// A campaign by its place in [`Schedule::campaigns`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CampaignIx(pub u32);

/// Everything that is declared to air. All lists are in an order that does not depend on that of the files.
#[derive(Debug, Clone, Default)]
pub struct Schedule {
    /// What can be aired.
    pub programmes: Vec<Programme>,
    /// When something airs.
    pub slots: Vec<Slot>,
    /// What fills the time left.
    pub pools: Vec<Pool>,
    /// The campaigns with their topics.
    pub campaigns: Vec<Campaign>,
    /// One-off changes, in the order of their days.
    pub changes: Vec<Change>,
    /// Named days, days off, and the rules that hold on some days only.
    pub holidays: Holidays,
    /// The clips that air as far as they go when their file breaks off, ascending.
    pub cut_off: Vec<ClipIx>,
}

/// A programme (chương trình): parts in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    /// Its id.
    pub id: Spanned<String>,
    /// Its title, as announced.
    pub title: String,
    /// The station whose files declare it.
    pub by: StationIx,
    /// What it consists of.
    pub parts: Vec<Part>,
    /// The music under some of them.
    pub beds: Vec<Bed>,
    /// Where it stands.
    pub span: Span,
}

/// A part of a programme (phần).
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What is heard.
    pub kind: PartKind,
    /// Pinned: it begins exactly so long after the start.
    pub pin: Option<Spanned<TimeDelta>>,
    /// Backtimed: it and the parts after it end exactly with the item.
    pub is_backtimed: bool,
    /// A clip's turn to be left out when words need its time: 1 goes first. Those without a turn go after all that have
    /// one, the last first.
    pub turn: Option<u32>,
    /// How it enters and ends.
    pub cue: Cue,
    /// Where it stands.
    pub span: Span,
}

/// What a part is.
#[derive(Debug, Clone, PartialEq)]
pub enum PartKind {
    /// A clip as it is.
    Clip {
        /// The clip.
        clip: ClipIx,
        /// What the schedule calls it: "nhạc hiệu".
        name: String,
    },
    /// Words from a template.
    Read(Reading),
    /// The day's bulletins of a section, as many as have room.
    Bulletins {
        /// The section.
        section: Spanned<String>,
        /// The room for them.
        length: Spanned<TimeDelta>,
    },
    /// A campaign's column (chuyên mục): the bulletins of the day's topic.
    Column {
        /// The campaign.
        campaign: CampaignIx,
        /// The room for it.
        length: Spanned<TimeDelta>,
    },
    /// Clips of a pool, as long as there is time left.
    Fill(PoolIx),
}

/// Words from a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The template.
    pub template: TemplateIx,
    /// What the schedule calls it: "mở đầu".
    pub name: String,
}

/// A pool of clips to fill time with.
#[derive(Debug, Clone, PartialEq)]
pub struct Pool {
    /// Its id.
    pub id: Spanned<String>,
    /// The station whose files declare it.
    pub by: StationIx,
    /// Its cards, each clip once, in the order of their names.
    pub cards: Vec<Card>,
    /// The day its rotation is counted from.
    pub since: NaiveDate,
    /// What stays away for a while once it was heard.
    pub apart: Apart,
    /// Where it stands.
    pub span: Span,
}

/// A clip of a pool, and when it may come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The clip.
    pub clip: ClipIx,
    /// Who sings, plays or speaks.
    pub artist: Option<String>,
    /// What it is about.
    pub topic: Option<String>,
    /// How often it comes, compared with a card of weight 1; 1 to 20.
    pub weight: u32,
    /// The times of day at which an item has to begin for it to come; none for the whole day.
    pub hours: Vec<TimeRange>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Taken out of use from that day on. It keeps its place, in which the next card stands in, so that nothing else
    /// changes.
    pub withdrawn: Option<NaiveDate>,
}

/// A one-off change (thay đổi một lần).
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The slot it changes.
    pub slot: SlotIx,
    /// The stations it changes it on, ascending: where it names none, those of the slot that its own station may speak
    /// for.
    pub stations: Vec<StationIx>,
    /// The days; most often one.
    pub days: Spanned<DaySpan>,
    /// What airs instead; none when nothing does.
    pub play: Option<Play>,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub span: Span,
}

impl Schedule {
    /// The programme at `ix`.
    pub fn programme(&self, ix: ProgrammeIx) -> &Programme {
        &self.programmes[ix.0 as usize]
    }

    /// The parts of the programme that `slot` is declared to play on `date`; none for what is made elsewhere.
    pub fn parts_on(&self, slot: &Slot, date: NaiveDate) -> &[Part] {
        slot.play_on(date).programme().map_or(&[], |programme| &self.programme(programme).parts)
    }

    /// The slot at `ix`.
    pub fn slot(&self, ix: SlotIx) -> &Slot {
        &self.slots[ix.0 as usize]
    }

    /// The pool at `ix`.
    pub fn pool(&self, ix: PoolIx) -> &Pool {
        &self.pools[ix.0 as usize]
    }

    /// The pool that fills `date` in place of `pool`, in a programme of `by`: that of the day's kind, if it has one.
    pub fn pool_on(&self, network: &Network, date: NaiveDate, by: StationIx, pool: PoolIx) -> PoolIx {
        let rules = self.holidays.kinds_on(date);
        let Some(name) = rules.fill else { return pool };
        let mut here = Some(by);
        while let Some(station) = here {
            let named = |pool: &Pool| pool.by == station && pool.id.value == name.value;
            if let Some(at) = (0..).zip(&self.pools).find_map(|(at, pool)| named(pool).then_some(at)) {
                return PoolIx(at);
            }
            here = network.station(station).under;
        }
        pool
    }

    /// The campaign at `ix`.
    pub fn campaign(&self, ix: CampaignIx) -> &Campaign {
        &self.campaigns[ix.0 as usize]
    }

    /// The slots that air on `station`, with their places.
    pub fn slots_on(&self, station: StationIx) -> impl Iterator<Item = (SlotIx, &Slot)> {
        (0..)
            .map(SlotIx)
            .zip(&self.slots)
            .filter(move |(_, slot)| slot.stations.binary_search(&station).is_ok())
    }
}

impl Card {
    /// The card of a clip of which nothing more is said.
    pub fn plain(clip: ClipIx) -> Card {
        Card {
            clip,
            artist: None,
            topic: None,
            weight: 1,
            hours: Vec::new(),
            from: None,
            until: None,
            withdrawn: None,
        }
    }

    /// Whether it is meant for some day from `first` to `last`, be it withdrawn or not.
    pub fn is_valid_within(&self, first: NaiveDate, last: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= last) && self.until.is_none_or(|until| first <= until)
    }

    /// Whether it may come in an item that begins at that time.
    pub fn may_come(&self, start: NaiveDateTime) -> bool {
        let (date, time) = (start.date(), start.time());
        self.is_valid_within(date, date)
            && self.withdrawn.is_none_or(|withdrawn| date < withdrawn)
            && (self.hours.is_empty() || self.hours.iter().any(|hours| hours.contains(time)))
    }
}
