//! What an item is made of: elements with the sounds found for them, the music under them, what may fill the rest.

use super::PieceId;
use super::cue::{Bed, Cue};
use super::fill::Filler;
use crate::network::Samples;

/// An element with the sound found for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sounding {
    /// The element's number.
    pub element: u32,
    /// What is heard.
    pub sound: Sound,
    /// It begins exactly so long after the start of the item.
    pub pin: Option<Samples>,
    /// It and all that comes after it end exactly with the item.
    pub is_backtimed: bool,
    /// A clip's turn to be left out when words need its time: 1 goes first.
    pub turn: Option<u32>,
    /// How it enters and ends.
    pub cue: Cue,
}

/// The sound of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sound {
    /// A clip; it may be left out.
    Clip(PieceId, Samples),
    /// Recorded or spoken words; never left out.
    Words(PieceId, Samples),
    /// Words that somebody reads live, in a window of that length.
    Live(Samples),
    /// Time to be filled from the pool of that place in the list of pools.
    Fill(usize),
}

/// What an item is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Material {
    /// The elements, in order.
    pub sounds: Vec<Sounding>,
    /// The music under some of them.
    pub beds: Vec<Bed>,
    /// The fillers of each pool, in the order of rotation; the first also fills what no fill part takes.
    pub pools: Vec<Vec<Filler>>,
}
