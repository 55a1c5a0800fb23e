//! Which texts of an occurrence were heard, by what became of it.

use super::plan::{PlacedText, PlannedItem};
use crate::asrun::{AsRun, Outcome, Reconciled};
use chrono::{DateTime, FixedOffset, TimeDelta};

/// A stretch of time, from and to.
type Stretch = (DateTime<FixedOffset>, DateTime<FixedOffset>);

/// The texts of `item` that were heard whole. Of an occurrence that was cut or gave way, those that lie by the plan in the
/// time that was heard; a text that was lost in part was not aired.
pub(super) fn heard_whole<'i>(
    item: &'i PlannedItem,
    as_run: &AsRun,
    reconciled: &Reconciled,
) -> impl Iterator<Item = &'i PlacedText> {
    let stretches = match (as_run.outcome, as_run.aired) {
        (Outcome::Aired | Outcome::Late, _) => None,
        (Outcome::Cut | Outcome::PreEmpted, Some(aired)) => {
            Some(heard(aired.start, aired.length, reconciled))
        }
        _ => Some(Vec::new()),
    };
    item.texts.iter().filter(move |text| {
        let start = item.planned.start + text.at;
        let end = start + text.length;
        stretches.as_ref().is_none_or(|heard| heard.iter().any(|(from, to)| *from <= start && end <= *to))
    })
}

/// The stretches of an occurrence that were heard: from `start` on, `length` of them together, around the times in which
/// nothing or something else was heard.
fn heard(start: DateTime<FixedOffset>, length: TimeDelta, reconciled: &Reconciled) -> Vec<Stretch> {
    let disturbing = reconciled.outages.iter().chain(&reconciled.outside);
    let mut lost: Vec<Stretch> = disturbing.map(|line| (line.start, line.end())).collect();
    lost.sort();
    let (mut at, mut left, mut stretches) = (start, length, Vec::new());
    for (from, to) in lost.into_iter().filter(|(_, to)| *to > start) {
        let until = from.min(at + left);
        if until > at {
            stretches.push((at, until));
            left -= until - at;
        }
        at = at.max(to);
    }
    if left > TimeDelta::zero() {
        stretches.push((at, at + left));
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::super::plan::samples::{item, line};
    use super::*;
    use crate::asrun::{Source, Told, Tolerance, reconcile};

    fn minutes(n: i64) -> TimeDelta {
        TimeDelta::minutes(n)
    }

    /// Texts 0, 1, 2 of five minutes, ten minutes apart, in half an hour from 17:00.
    fn whole(lines: &[crate::asrun::LogLine]) -> Vec<usize> {
        let texts = (0..3).map(|at| PlacedText { text: at, at: minutes(10 * at as i64), length: minutes(5) });
        let item = item("chieu", "2025-03-10T17:00", 30, texts.collect());
        let reconciled = reconcile(std::slice::from_ref(&item.planned), lines, &Tolerance::default());
        heard_whole(&item, &reconciled.items[0], &reconciled).map(|text| text.text).collect()
    }

    #[test]
    fn what_the_power_cut_took_and_what_it_took_in_part_was_not_aired() {
        let aired = line(Some("chieu"), "2025-03-10T17:00", 30, Some(Told::Aired), Source::Confirmed);
        let outage = |start: &str, length| line(None, start, length, Some(Told::Missed), Source::Hand);
        assert_eq!(whole(std::slice::from_ref(&aired)), [0, 1, 2]);
        assert_eq!(whole(&[aired.clone(), outage("2025-03-10T17:05", 15)]), [0, 2]);
        assert_eq!(whole(&[aired.clone(), outage("2025-03-10T17:14", 2)]), [0, 2]);
        assert_eq!(whole(&[aired.clone(), outage("2025-03-10T16:50", 11)]), [1, 2]);
        assert_eq!(whole(&[aired, outage("2025-03-10T16:50", 60)]), [] as [usize; 0]);
        assert_eq!(whole(&[]), [] as [usize; 0], "nobody said that it aired");
    }

    #[test]
    fn what_somebody_says_broke_off_has_what_lies_before_that() {
        let cut = line(Some("chieu"), "2025-03-10T17:00", 16, Some(Told::Cut), Source::Hand);
        assert_eq!(whole(&[cut]), [0, 1]);
    }
}
