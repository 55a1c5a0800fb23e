//! Numbers that days and months are counted by.
//!
//! Goes in: numbers, and perhaps "the last". Comes out: whether a number is one of them. It must not know what they
//! count: days of a month, months of a year, weekdays of a month.

/// A number that something is counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// From the first on, which is 1. At most 31.
    Number(u8),
    /// The last one, whatever its number.
    Last,
}

/// Some of the numbers 1 to 31, and perhaps the last of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// A bit for each number; that of 0 stands for the last.
    bits: u32,
}

impl Counted {
    /// All numbers from 1 to `last`, which is at most 31.
    pub fn up_to(last: u8) -> Counted {
        (1..=last).map(Count::Number).collect()
    }

    /// Whether `number` is one of them, or it is the last and that was asked for.
    pub fn has(self, number: u32, is_last: impl FnOnce() -> bool) -> bool {
        let bit = 1u32.checked_shl(number).unwrap_or(0);
        (number > 0 && self.bits & bit != 0) || (self.has_last() && is_last())
    }

    /// Whether the last is one of them.
    pub fn has_last(self) -> bool {
        self.bits & 1 != 0
    }

    /// The least of the numbers; none where there are none but the last.
    pub fn least(self) -> Option<u32> {
        let numbers = self.bits & !1;
        (numbers != 0).then(|| numbers.trailing_zeros())
    }

    /// Whether there is none at all.
    pub fn is_empty(self) -> bool {
        self.bits == 0
    }
}

impl FromIterator<Count> for Counted {
    fn from_iter<T: IntoIterator<Item = Count>>(counts: T) -> Counted {
        let bit = |count| match count {
            Count::Number(number @ 1..=31) => 1 << number,
            Count::Number(_) => 0,
            Count::Last => 1,
        };
        Counted { bits: counts.into_iter().fold(0, |bits, count| bits | bit(count)) }
    }
}
