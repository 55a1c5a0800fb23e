//! The schedule files as they are written: RON shapes, nothing looked up yet.

use crate::calendar::written::{AtFile, DaysFile};
use crate::source::{List, Raw};
use serde::Deserialize;

/// A file of programmes and slots.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Schedule")]
pub(super) struct ScheduleFile<'a> {
    #[serde(borrow)]
    pub version: Raw<'a, u32>,
    pub by: Raw<'a, String>,
    #[serde(default)]
    pub pools: Option<List<'a, PoolFile<'a>>>,
    #[serde(default)]
    pub programmes: Option<List<'a, ProgrammeFile<'a>>>,
    #[serde(default)]
    pub slots: Option<List<'a, SlotFile<'a>>>,
    #[serde(default)]
    pub changes: Option<List<'a, ChangeFile<'a>>>,
    #[serde(default)]
    pub cut_off: Option<List<'a, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PoolFile<'a> {
    #[serde(borrow)]
    pub id: Raw<'a, String>,
    pub clips: List<'a, String>,
    pub since: Raw<'a, String>,
    pub apart: Option<Raw<'a, ApartFile<'a>>>,
    #[serde(default)]
    pub cards: Option<List<'a, CardFile<'a>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ApartFile<'a> {
    #[serde(borrow)]
    pub clip: Option<Raw<'a, String>>,
    pub artist: Option<Raw<'a, String>>,
    pub topic: Option<Raw<'a, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CardFile<'a> {
    #[serde(borrow)]
    pub clip: Raw<'a, String>,
    pub artist: Option<Raw<'a, String>>,
    pub topic: Option<Raw<'a, String>>,
    pub weight: Option<Raw<'a, u32>>,
    #[serde(default)]
    pub hours: Option<List<'a, String>>,
    pub from: Option<Raw<'a, String>>,
    pub until: Option<Raw<'a, String>>,
    pub withdrawn: Option<Raw<'a, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProgrammeFile<'a> {
    #[serde(borrow)]
    pub id: Raw<'a, String>,
    pub title: Raw<'a, String>,
    pub parts: List<'a, PartFile<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum PartFile<'a> {
    #[serde(borrow)]
    Clip(Raw<'a, String>),
    Read(Raw<'a, String>),
    Bulletins {
        section: Raw<'a, String>,
        length: Raw<'a, String>,
        at: Option<Raw<'a, String>>,
    },
    Column {
        campaign: Raw<'a, String>,
        length: Raw<'a, String>,
        at: Option<Raw<'a, String>>,
    },
    Fill(Raw<'a, String>),
    Pinned {
        at: Raw<'a, String>,
        part: Raw<'a, PartFile<'a>>,
    },
    Backtimed {
        part: Raw<'a, PartFile<'a>>,
    },
    GivesWay {
        turn: Raw<'a, u32>,
        part: Raw<'a, PartFile<'a>>,
    },
    Cue {
        part: Raw<'a, PartFile<'a>>,
        gap: Option<Raw<'a, String>>,
        crossfade: Option<Raw<'a, String>>,
        over: Option<Raw<'a, String>>,
        under: Option<Raw<'a, f64>>,
        fade_in: Option<Raw<'a, String>>,
        fade_out: Option<Raw<'a, String>>,
        twice: Option<Raw<'a, String>>,
    },
    Bed {
        clip: Raw<'a, String>,
        lead: Option<Raw<'a, String>>,
        tail: Option<Raw<'a, String>>,
        alone: Option<Raw<'a, f64>>,
        under: Option<Raw<'a, f64>>,
        parts: List<'a, PartFile<'a>>,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SlotFile<'a> {
    #[serde(borrow)]
    pub id: Raw<'a, String>,
    pub stations: List<'a, String>,
    pub at: Raw<'a, AtFile<'a>>,
    pub length: Raw<'a, String>,
    pub play: Raw<'a, PlayFile<'a>>,
    pub start: Option<Raw<'a, StartFile<'a>>>,
    pub yields: Option<Raw<'a, YieldsFile<'a>>>,
    #[serde(default)]
    pub replaces: Option<List<'a, String>>,
    pub priority: Option<Raw<'a, PriorityWord>>,
    pub authority: Option<Raw<'a, String>>,
    #[serde(default)]
    pub except: Option<List<'a, DaysFile<'a>>>,
    #[serde(default)]
    pub only: Option<List<'a, DaysFile<'a>>>,
    #[serde(default)]
    pub instead: Option<List<'a, InsteadFile<'a>>>,
    pub from: Option<Raw<'a, String>>,
    pub until: Option<Raw<'a, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum PlayFile<'a> {
    #[serde(borrow)]
    Programme(Raw<'a, String>),
    Carry {
        from: Raw<'a, String>,
        slot: Raw<'a, String>,
    },
    Repeat {
        slot: Raw<'a, String>,
        days: Raw<'a, u32>,
    },
    Relay {
        from: Raw<'a, String>,
        instead: Option<Raw<'a, PlayFile<'a>>>,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum StartFile<'a> {
    Hard,
    Soft {
        #[serde(borrow)]
        grace: Raw<'a, String>,
    },
    NotBefore,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum YieldsFile<'a> {
    Drop,
    Move {
        #[serde(borrow)]
        until: Raw<'a, String>,
    },
    Shorten {
        least: Raw<'a, String>,
    },
}

#[derive(Deserialize)]
pub(super) enum PriorityWord {
    Fill,
    Normal,
    Priority,
    Emergency,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InsteadFile<'a> {
    #[serde(borrow)]
    pub on: Raw<'a, DaysFile<'a>>,
    pub play: Raw<'a, PlayFile<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum ChangeFile<'a> {
    Replace {
        #[serde(borrow)]
        slot: Raw<'a, String>,
        #[serde(default)]
        stations: Option<List<'a, String>>,
        on: Option<Raw<'a, String>>,
        from: Option<Raw<'a, String>>,
        until: Option<Raw<'a, String>>,
        play: Raw<'a, PlayFile<'a>>,
        reason: Raw<'a, String>,
    },
    Cancel {
        #[serde(borrow)]
        slot: Raw<'a, String>,
        #[serde(default)]
        stations: Option<List<'a, String>>,
        on: Option<Raw<'a, String>>,
        from: Option<Raw<'a, String>>,
        until: Option<Raw<'a, String>>,
        reason: Raw<'a, String>,
    },
}
