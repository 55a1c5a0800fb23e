//! Schedule: what airs when, as the files say it, every reference checked.
//!
//! **read**: RON files + network + holidays + catalogue → [`Schedule`]. Lengths here are the declared ones. Knows no
//! date range and no sound.

mod changes;
mod declared;
mod doubts;
mod files;
mod lookup;
mod parts;
mod read;
mod references;
mod scope;
mod slots;

pub use declared::ScheduleText;
pub use doubts::Doubts;
pub use read::read;

use crate::calendar::{DaySet, OutOfRange, Recurrence};
use crate::catalogue::{ClipIx, Priority, TemplateIx};
use crate::diagnostic::Span;
use crate::network::StationIx;
use crate::source::Spanned;
use chrono::{NaiveDate, TimeDelta, Weekday};

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
    /// Its clips, each once, in the order of their names.
    pub clips: Vec<ClipIx>,
    /// The day its rotation is counted from.
    pub since: NaiveDate,
    /// Where it stands.
    pub span: Span,
}

/// A campaign with its topics.
#[derive(Debug, Clone, PartialEq)]
pub struct Campaign {
    /// Its id.
    pub id: Spanned<String>,
    /// Its title, as announced.
    pub title: String,
    /// What opens its column.
    pub opening: Option<Reading>,
    /// What closes it.
    pub closing: Option<Reading>,
    /// The topics in their order.
    pub topics: Vec<Topic>,
}

/// A topic of a campaign.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Its letter; letters match exactly (d is not đ).
    pub id: Spanned<String>,
    /// What it is about.
    pub title: String,
    /// Who supplies its texts.
    pub supplier: Option<String>,
    /// The days of the week it is aired on.
    pub days: Vec<Weekday>,
}

/// A slot (khung giờ): when something airs, where, and for how long.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// Its id.
    pub id: Spanned<String>,
    /// The id as a file name.
    pub slug: String,
    /// The station whose files declare it.
    pub by: StationIx,
    /// The stations it airs on, ascending.
    pub stations: Vec<StationIx>,
    /// When.
    pub at: Recurrence,
    /// Where that stands.
    pub at_span: Span,
    /// How long.
    pub length: Spanned<TimeDelta>,
    /// Whether its start can wait.
    pub start: Start,
    /// What airs.
    pub play: Play,
    /// How urgent it is.
    pub priority: Priority,
    /// Who ordered it; every emergency names somebody.
    pub authority: Option<String>,
    /// Days it does not air.
    pub except: DaySet,
    /// The only days it airs on; none means all.
    pub only: Option<DaySet>,
    /// What airs on some days in place of `play`; the first that names a day counts.
    pub instead: Vec<Instead>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Where it stands.
    pub span: Span,
}

/// How exactly a slot begins and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// To the second; the length is kept to the sample.
    Hard,
    /// It may wait so long for what runs before it, and ends when its sound ends.
    Soft {
        /// How long it may wait.
        grace: TimeDelta,
    },
}

/// What airs in a slot.
#[derive(Debug, Clone, PartialEq)]
pub enum Play {
    /// A programme made here.
    Programme(ProgrammeIx),
    /// The sound of another station's slot of the same day.
    Carry(SlotAt),
    /// The sound of this station's own slot some days earlier.
    Repeat {
        /// Which slot.
        slot: SlotAt,
        /// How many days earlier.
        days: u32,
    },
    /// Live from elsewhere (tiếp âm).
    Relay {
        /// From where.
        from: RelaySource,
        /// What to play when the signal is missing.
        instead: Option<Box<Play>>,
    },
    /// What could not be read; the slot then airs nowhere.
    Unread,
}

/// A slot as aired on one station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotAt {
    /// The station; none stands for the one that airs the play.
    pub station: Option<StationIx>,
    /// The slot.
    pub slot: SlotIx,
    /// Where it is named.
    pub span: Span,
}

/// Where a relay comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelaySource {
    /// A station of the network.
    Station(StationIx, Span),
    /// A source outside, by its place in `Network::sources`.
    Outside(usize),
}

/// What airs on some days instead of what the slot usually plays.
#[derive(Debug, Clone, PartialEq)]
pub struct Instead {
    /// The days.
    pub on: DaySet,
    /// What airs.
    pub play: Play,
}

/// A one-off change (thay đổi một lần).
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The slot it changes.
    pub slot: SlotIx,
    /// The stations it changes it on, ascending: where it names none, those of the slot that its own station may speak
    /// for.
    pub stations: Vec<StationIx>,
    /// The day.
    pub on: Spanned<NaiveDate>,
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

    /// The slot at `ix`.
    pub fn slot(&self, ix: SlotIx) -> &Slot {
        &self.slots[ix.0 as usize]
    }

    /// The pool at `ix`.
    pub fn pool(&self, ix: PoolIx) -> &Pool {
        &self.pools[ix.0 as usize]
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

impl Slot {
    /// Whether the slot is in force on `date`, going by its validity, exceptions and only days. On a day for which
    /// [`told_on`](Slot::told_on) fails it is taken to be, so that whoever expands it says so.
    pub fn is_valid_on(&self, date: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= date)
            && self.until.is_none_or(|until| date <= until)
            && !self.except.contains(date).unwrap_or(false)
            && self.only.as_ref().is_none_or(|only| only.contains(date).unwrap_or(true))
    }

    /// What the slot plays on `date`, unless a one-off change says otherwise.
    pub fn play_on(&self, date: NaiveDate) -> &Play {
        let named = |instead: &&Instead| instead.on.contains(date).unwrap_or(false);
        self.instead.iter().find(named).map_or(&self.play, |instead| &instead.play)
    }

    /// Fails if the slot's days hang on a lunar date that nobody can tell.
    pub fn told_on(&self, date: NaiveDate) -> Result<(), OutOfRange> {
        let instead = self.instead.iter().map(|instead| &instead.on);
        for days in [&self.except].into_iter().chain(&self.only).chain(instead) {
            days.contains(date)?;
        }
        Ok(())
    }

    /// All it may play: what it usually does, then what airs instead on some days.
    pub fn plays(&self) -> impl Iterator<Item = &Play> {
        std::iter::once(&self.play).chain(self.instead.iter().map(|instead| &instead.play))
    }
}
