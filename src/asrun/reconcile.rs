//! The plan beside the log: what became of each occurrence.

use super::line::{LogLine, Source, Told};
use super::planned::Planned;
use super::tolerance::Tolerance;
use chrono::{DateTime, FixedOffset, TimeDelta};
use std::collections::BTreeMap;

/// What became of an occurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsRun {
    /// What was planned.
    pub planned: Planned,
    /// What became of it.
    pub outcome: Outcome,
    /// What was heard of it; none when nothing was, or nobody says so.
    pub aired: Option<Aired>,
    /// Why it is not as planned.
    pub cause: Option<String>,
    /// Who says so.
    pub by: Option<String>,
    /// What kind of witness that is; none when there is none.
    pub source: Option<Source>,
}

/// What became of an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Planned, not confirmed: nothing is known, and it counts as nothing aired (chưa xác nhận).
    Unconfirmed,
    /// As planned (đã phát).
    Aired,
    /// Whole, but later than planned (phát muộn).
    Late,
    /// In part (phát dở).
    Cut,
    /// Something urgent outside the plan had its time, or some of it (nhường giờ).
    PreEmpted,
    /// Not at all (không phát được).
    Missed,
}

impl Outcome {
    /// The word that programs look for, which its message's id has too: `outcome-aired`.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Unconfirmed => "unconfirmed",
            Outcome::Aired => "aired",
            Outcome::Late => "late",
            Outcome::Cut => "cut",
            Outcome::PreEmpted => "pre-empted",
            Outcome::Missed => "missed",
        }
    }
}

/// The time in which an occurrence was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aired {
    /// When it was first heard.
    pub start: DateTime<FixedOffset>,
    /// For how long, without the time in which nothing was.
    pub length: TimeDelta,
}

/// A plan with what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// One for each occurrence of the plan, by start.
    pub items: Vec<AsRun>,
    /// What aired and was not planned, by start.
    pub outside: Vec<LogLine>,
    /// The times in which nothing was heard, by start.
    pub outages: Vec<LogLine>,
}

/// Sets the `lines` that count ([`Log::lines`](super::Log::lines)) beside what was `planned` on the same station.
///
/// A line of an occurrence says what became of it; a player's line that does not is judged by `tolerance`. An outage, and
/// what aired outside the plan, take from the occurrences they overlap the time they lasted, also from confirmed ones:
/// who confirms a day does not look at the clock. Only what somebody wrote by hand of just that occurrence, later, stands.
pub fn reconcile(planned: &[Planned], lines: &[LogLine], tolerance: &Tolerance) -> Reconciled {
    let own: BTreeMap<&str, &LogLine> =
        lines.iter().filter_map(|line| Some((line.occurrence.as_deref()?, line))).collect();
    let (outages, other): (Vec<&LogLine>, Vec<&LogLine>) = lines
        .iter()
        .filter(|line| line.occurrence.is_none() && line.length > TimeDelta::zero())
        .partition(|line| line.is_outage());
    let mut planned: Vec<&Planned> = planned.iter().collect();
    planned.sort_by(|one, next| (one.start, &one.id).cmp(&(next.start, &next.id)));
    let as_run = |planned: &&Planned| {
        let own = own.get(planned.id.as_str()).copied();
        let disturbing: Vec<&LogLine> =
            outages.iter().chain(&other).filter(|line| is_disturbed(planned, own, line)).copied().collect();
        disturbed(told(planned, own, tolerance), &disturbing, tolerance)
    };
    let items = planned.iter().map(as_run).collect();
    let is_planned = |id: &str| planned.iter().any(|planned| planned.id == id);
    let unplanned = own.iter().filter(|(id, line)| was_heard(line) && !is_planned(id));
    let mut outside: Vec<LogLine> =
        other.iter().copied().chain(unplanned.map(|(_, line)| *line)).cloned().collect();
    outside.sort_by_key(|line| line.start);
    Reconciled { items, outside, outages: outages.into_iter().cloned().collect() }
}

impl From<Told> for Outcome {
    fn from(told: Told) -> Outcome {
        match told {
            Told::Aired => Outcome::Aired,
            Told::Late => Outcome::Late,
            Told::Cut => Outcome::Cut,
            Told::PreEmpted => Outcome::PreEmpted,
            Told::Missed => Outcome::Missed,
        }
    }
}

/// What the occurrence's own line says of it.
fn told(planned: &Planned, own: Option<&LogLine>, tolerance: &Tolerance) -> AsRun {
    let Some(line) = own else {
        return AsRun {
            planned: planned.clone(),
            outcome: Outcome::Unconfirmed,
            aired: None,
            cause: None,
            by: None,
            source: None,
        };
    };
    let outcome = line.outcome.map_or_else(|| measured(planned, line, tolerance), Outcome::from);
    let heard = Aired { start: line.start, length: line.length };
    AsRun {
        planned: planned.clone(),
        outcome,
        aired: (outcome != Outcome::Missed && heard.length > TimeDelta::zero()).then_some(heard),
        cause: line.cause.clone(),
        by: line.by.clone(),
        source: Some(line.source),
    }
}

/// What a player measured, as words. What is cut and late is cut: that is what the listener lost.
fn measured(planned: &Planned, line: &LogLine, tolerance: &Tolerance) -> Outcome {
    if line.length < tolerance.heard.min(planned.length) {
        Outcome::Missed
    } else if line.length + tolerance.short < planned.length {
        Outcome::Cut
    } else if line.start > planned.start + tolerance.late {
        Outcome::Late
    } else {
        Outcome::Aired
    }
}

/// Whether `line`, of a stretch of time, says something of the occurrence that its own line does not know better.
fn is_disturbed(planned: &Planned, own: Option<&LogLine>, line: &LogLine) -> bool {
    let knows_better = own.is_some_and(|own| own.source == Source::Hand && own.written >= line.written);
    let heard = own.map_or((planned.start, planned.end()), |own| (own.start, own.end()));
    let overlaps =
        |(start, end): (DateTime<FixedOffset>, DateTime<FixedOffset>)| line.start < end && start < line.end();
    !knows_better && (overlaps(heard) || overlaps((planned.start, planned.end())))
}

/// The occurrence without the time that others took.
fn disturbed(mut as_run: AsRun, disturbing: &[&LogLine], tolerance: &Tolerance) -> AsRun {
    let stretch = match as_run.outcome {
        Outcome::Unconfirmed => Some(Aired { start: as_run.planned.start, length: as_run.planned.length }),
        _ => as_run.aired,
    };
    let Some(most) = disturbing.iter().copied().max_by_key(|line| overlap(&as_run.planned, line)) else {
        return as_run;
    };
    // What is told already as broken off or missing has its reason here.
    if as_run.outcome != Outcome::Aired && as_run.cause.is_none() {
        as_run.cause = most.cause.clone();
    }
    let Some(stretch) = stretch else { return as_run };
    let left = without(stretch, disturbing);
    if left == Some(stretch) {
        return as_run;
    }
    as_run.aired = left.filter(|left| left.length >= tolerance.heard);
    as_run.outcome = match (most.is_outage(), as_run.aired) {
        (true, None) => Outcome::Missed,
        (true, Some(_)) => Outcome::Cut,
        (false, _) => Outcome::PreEmpted,
    };
    as_run.cause = most.cause.clone().or(as_run.cause);
    (as_run.by, as_run.source) = (most.by.clone(), Some(most.source));
    as_run
}

fn overlap(planned: &Planned, line: &LogLine) -> TimeDelta {
    planned.end().min(line.end()) - planned.start.max(line.start)
}

/// What is left of `stretch` without the time of the `lines`; none when nothing is.
fn without(stretch: Aired, lines: &[&LogLine]) -> Option<Aired> {
    let end = stretch.start + stretch.length;
    let mut taken: Vec<_> = lines.iter().map(|line| (line.start, line.end())).collect();
    taken.sort();
    let (mut at, mut first, mut length) = (stretch.start, None, TimeDelta::zero());
    for (from, to) in taken {
        let from = from.min(end);
        if from > at {
            first.get_or_insert(at);
            length += from - at;
        }
        at = at.max(to);
    }
    if at < end {
        first.get_or_insert(at);
        length += end - at;
    }
    first.map(|start| Aired { start, length })
}

/// Whether the line says that something was heard.
fn was_heard(line: &LogLine) -> bool {
    line.outcome != Some(Told::Missed) && line.length > TimeDelta::zero()
}

#[cfg(test)]
mod tests {
    use super::super::line::samples::{at, line};
    use super::super::planned::samples::planned;
    use super::*;

    fn day() -> Vec<Planned> {
        vec![
            planned("tin-xa", "05:50:00", 5),
            planned("tiep-am", "17:00:00", 30),
            planned("ca-nhac", "17:30:00", 15),
        ]
    }

    fn confirmed() -> Vec<LogLine> {
        let as_planned = |planned: Planned| LogLine {
            occurrence: Some(planned.id),
            source: Source::Confirmed,
            ..line("", "05:00:00", 0, Some(Told::Aired))
        };
        let times = |line: LogLine| {
            let planned = day().into_iter().find(|planned| Some(&planned.id) == line.occurrence.as_ref());
            let planned = planned.expect("of the day");
            LogLine { start: planned.start, length: planned.length, ..line }
        };
        day().into_iter().map(as_planned).map(times).collect()
    }

    fn outcomes(lines: &[LogLine]) -> Vec<(Outcome, Option<i64>)> {
        let reconciled = reconcile(&day(), lines, &Tolerance::default());
        let minutes = |as_run: &AsRun| as_run.aired.map(|aired| aired.length.num_minutes());
        reconciled.items.iter().map(|as_run| (as_run.outcome, minutes(as_run))).collect()
    }

    #[test]
    fn without_a_line_everything_is_planned_and_nothing_is_aired() {
        assert_eq!(outcomes(&[]), [(Outcome::Unconfirmed, None); 3]);
    }

    #[test]
    fn a_player_that_only_measured_is_judged_by_the_plan() {
        let judge = |start: &str, seconds: i64| {
            let mut line = line("tiep-am", start, 0, None);
            (line.length, line.source) = (TimeDelta::seconds(seconds), Source::Player);
            outcomes(&[line])[1].0
        };
        assert_eq!(judge("17:00:00", 1800), Outcome::Aired);
        assert_eq!(judge("17:02:00", 1770), Outcome::Aired);
        assert_eq!(judge("17:02:01", 1800), Outcome::Late);
        assert_eq!(judge("17:00:00", 1769), Outcome::Cut);
        assert_eq!(judge("17:20:00", 600), Outcome::Cut);
        assert_eq!(judge("17:00:00", 9), Outcome::Missed);
    }

    #[test]
    fn a_power_cut_breaks_off_what_it_overlaps_and_loses_what_it_covers_even_when_the_day_was_confirmed() {
        let mut outage = line("", "17:05:00", 15, Some(Told::Missed));
        outage.cause = Some("Mất điện".to_owned());
        let known = |first: (Outcome, Option<i64>)| [first, (Outcome::Cut, Some(15)), first];
        assert_eq!(outcomes(&[outage.clone()]), known((Outcome::Unconfirmed, None)));
        let mut lines = confirmed();
        lines.push(outage.clone());
        let found = reconcile(&day(), &lines, &Tolerance::default());
        assert_eq!(found.items[1].cause.as_deref(), Some("Mất điện"));
        assert_eq!(found.items[1].aired.map(|aired| aired.start), Some(at("17:00:00")));
        assert_eq!((found.outages.len(), found.outside.len()), (1, 0));
        (outage.start, outage.length) = (at("16:00:00"), TimeDelta::minutes(95));
        lines.pop();
        lines.push(outage);
        let whole = [(Outcome::Aired, Some(5)), (Outcome::Missed, None), (Outcome::Cut, Some(10))];
        assert_eq!(outcomes(&lines), whole);
    }

    #[test]
    fn two_power_cuts_are_not_counted_twice_where_they_overlap() {
        let outages = [("17:05:00", 15), ("17:10:00", 15)];
        let lines = outages.map(|(start, minutes)| line("", start, minutes, Some(Told::Missed)));
        assert_eq!(outcomes(&lines)[1], (Outcome::Cut, Some(10)));
    }

    #[test]
    fn an_emergency_by_hand_has_the_time_of_what_it_overlaps_and_stands_outside_the_plan() {
        let mut lines = confirmed();
        lines.push(line("", "17:25:00", 8, Some(Told::Aired)));
        let expected =
            [(Outcome::Aired, Some(5)), (Outcome::PreEmpted, Some(25)), (Outcome::PreEmpted, Some(12))];
        assert_eq!(outcomes(&lines), expected);
        let outside = reconcile(&day(), &lines, &Tolerance::default()).outside;
        assert_eq!(outside.iter().map(|line| line.start).collect::<Vec<_>>(), [at("17:25:00")]);
    }

    #[test]
    fn what_somebody_wrote_later_of_just_that_occurrence_stands_against_an_outage() {
        let outage = line("", "17:05:00", 15, Some(Told::Missed));
        let mut own = line("tiep-am", "17:00:00", 30, Some(Told::Aired));
        own.written = at("18:01:00");
        assert_eq!(outcomes(&[outage.clone(), own.clone()])[1], (Outcome::Aired, Some(30)));
        own.written = at("17:59:00");
        assert_eq!(outcomes(&[outage, own])[1], (Outcome::Cut, Some(15)));
    }

    #[test]
    fn what_is_told_as_broken_off_gets_its_reason_from_the_outage_and_keeps_its_own_length() {
        let mut outage = line("", "17:05:00", 25, Some(Told::Missed));
        outage.cause = Some("Mất điện".to_owned());
        let mut player = line("tiep-am", "17:00:00", 5, None);
        player.source = Source::Player;
        let found = reconcile(&day(), &[outage, player], &Tolerance::default());
        let cut = &found.items[1];
        assert_eq!((cut.outcome, cut.source), (Outcome::Cut, Some(Source::Player)));
        assert_eq!(cut.aired.map(|aired| aired.length), Some(TimeDelta::minutes(5)));
        assert_eq!(cut.cause.as_deref(), Some("Mất điện"));
    }

    #[test]
    fn a_line_of_an_occurrence_that_the_plan_does_not_have_is_outside_it_when_something_was_heard() {
        let heard = line("la", "09:00:00", 5, Some(Told::Aired));
        let missed = line("khac", "10:00:00", 5, Some(Told::Missed));
        let found = reconcile(&day(), &[heard.clone(), missed], &Tolerance::default());
        assert_eq!(found.outside, [heard]);
    }
}
