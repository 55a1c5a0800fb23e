//! What can be wrong in a log, counted, with the first places.

use std::collections::BTreeMap;

/// How many places of each kind are remembered.
const PLACES: usize = 3;

/// What is wrong with a line. Only the last three are of lines that count all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LogFault {
    /// The last line, without its end: the power went while it was written.
    Torn,
    /// Not a line of a log.
    Broken,
    /// Longer than any line is.
    TooLong,
    /// Written by a later version of the program.
    Newer,
    /// Of another station.
    Foreign,
    /// Of something that has not begun yet.
    Future,
    /// Of one occurrence too many: no station has so many.
    Overfull,
    /// Just what an earlier line says.
    Duplicate,
    /// Written before the line above it.
    OutOfOrder,
    /// Written by a clock that runs ahead: any other line of the same occurrence is believed rather.
    Ahead,
}

/// What was found wrong in one log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogFaults(BTreeMap<LogFault, Places>);

/// How often something was found, and where first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// How many lines.
    pub count: u64,
    /// The numbers of the first few, from 1.
    pub first: Vec<u64>,
}

impl LogFaults {
    /// Line `number` has this fault.
    pub(super) fn add(&mut self, fault: LogFault, number: u64) {
        let places = self.0.entry(fault).or_default();
        places.count += 1;
        if places.first.len() < PLACES {
            places.first.push(number);
        }
    }

    /// How many lines have this fault.
    pub fn count(&self, fault: LogFault) -> u64 {
        self.0.get(&fault).map_or(0, |places| places.count)
    }

    /// All of them, what costs a line first.
    pub fn all(&self) -> impl Iterator<Item = (LogFault, &Places)> {
        self.0.iter().map(|(fault, places)| (*fault, places))
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
