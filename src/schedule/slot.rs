//! Slots: when something airs, where, for how long, and what becomes of it when it can't.

use super::{ProgrammeIx, SlotIx};
use crate::calendar::{DayRule, DaySet, OutOfRange, Recurrence};
use crate::diagnostic::Span;
use crate::network::StationIx;
use crate::source::Spanned;
use chrono::{NaiveDate, NaiveTime, TimeDelta};

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
    /// What becomes of it when something higher has its time.
    pub yields: Yields,
    /// Slots of the same rank whose time it takes when both want it, each with the place where it is named: a dated
    /// special says what it replaces. Never an emergency of a station above; never in a circle.
    pub replaces: Vec<Spanned<SlotIx>>,
    /// How urgent it is.
    pub rank: Rank,
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
    /// Not before its time: it waits as long as it has to, begins on its day, is over by its own time of the next, and
    /// ends when its sound ends.
    NotBefore,
}

/// What becomes of a slot's item when something higher has its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yields {
    /// It does not air.
    Drop,
    /// It airs later that day, as soon as there is room, if it ends by then.
    Move {
        /// When it has to be over.
        until: NaiveTime,
    },
    /// It airs in what is left of its time, if that is enough.
    Shorten {
        /// The least that makes sense.
        least: TimeDelta,
    },
}

/// How urgent a slot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// Lấp chỗ trống: gives way to everything else.
    Fill,
    /// Thông thường.
    Normal,
    /// Ưu tiên.
    Priority,
    /// Khẩn cấp.
    Emergency,
}

/// What airs in a slot.
#[derive(Debug, Clone, PartialEq)]
pub enum Play {
    /// A programme made here.
    Programme(ProgrammeIx),
    /// The sound of another station's slot of the same day.
    Carry(SlotAt),
    /// The sound of a slot of the same day that an upstream station has, by its place in `Upstream::stations`.
    Upstream {
        /// Which station.
        station: usize,
        /// The id of the slot there.
        slot: String,
    },
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
    /// An upstream station, by its place in `Upstream::stations`.
    Upstream(usize),
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

    /// The holidays its days are reckoned by, as written.
    pub fn holidays(&self) -> impl Iterator<Item = &Spanned<String>> {
        let at = match &self.at {
            Recurrence::Days { on: DayRule::Holiday { name, .. }, .. } => Some(name),
            _ => None,
        };
        let instead = self.instead.iter().map(|instead| &instead.on);
        let sets = [&self.except].into_iter().chain(&self.only).chain(instead);
        at.into_iter().chain(sets.flat_map(DaySet::named))
    }

    /// All it may play: what it usually does, then what airs instead on some days.
    pub fn plays(&self) -> impl Iterator<Item = &Play> {
        std::iter::once(&self.play).chain(self.instead.iter().map(|instead| &instead.play))
    }
}

impl Play {
    /// The programme that is made for it, be it the substitute of a relay.
    pub fn programme(&self) -> Option<ProgrammeIx> {
        match self {
            Play::Programme(programme) => Some(*programme),
            Play::Relay { instead: Some(instead), .. } => instead.programme(),
            Play::Relay { instead: None, .. }
            | Play::Carry(_)
            | Play::Upstream { .. }
            | Play::Repeat { .. }
            | Play::Unread => None,
        }
    }
}
