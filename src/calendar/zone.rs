//! What the clocks do: civil times as instants.
//!
//! Goes in: an IANA zone and civil times. Comes out: instants with their offsets. It must not know why something
//! recurs, only whether it holds to the clock or to elapsed time.

use super::OutOfRange;
use super::reading::Moment;
use super::recurrence::{Recurrence, Shortage, Shortfall};
use chrono::{DateTime, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::{GapInfo, Tz};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// What a recurrence does when clocks are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockRule {
    /// It airs at a time of day: right after a skipped hour, once in a repeated one.
    Fixed,
    /// It airs every so often: not in a skipped hour, in both passes of a repeated one.
    Elapsed,
}

/// The rule a recurrence follows: elapsed time for a cron expression whose minute or hour begins with `*`, as Vixie
/// cron has it; the fixed time of day for all else.
pub fn clock_rule(recurrence: &Recurrence) -> ClockRule {
    match recurrence {
        Recurrence::Cron(cron) if cron.every() => ClockRule::Elapsed,
        _ => ClockRule::Fixed,
    }
}

/// All instants at which `recurrence` airs for the civil `days`, both ends included: ascending, each once.
pub fn instants(
    zone: Tz,
    recurrence: &Recurrence,
    days: RangeInclusive<NaiveDate>,
) -> Result<Vec<DateTime<FixedOffset>>, OutOfRange> {
    let mut instants = Vec::new();
    for day in days.start().iter_days().take_while(|day| day <= days.end()) {
        add_day(zone, recurrence, day, &mut instants)?;
    }
    put_in_order(&mut instants);
    Ok(instants)
}

/// All instants at which `recurrence` airs for one civil `day`: ascending, each once. What [`instants`] gives for it.
pub fn instants_on(
    zone: Tz,
    recurrence: &Recurrence,
    day: NaiveDate,
) -> Result<Vec<DateTime<FixedOffset>>, OutOfRange> {
    let mut instants = Vec::new();
    add_day(zone, recurrence, day, &mut instants)?;
    put_in_order(&mut instants);
    Ok(instants)
}

fn add_day(
    zone: Tz,
    recurrence: &Recurrence,
    day: NaiveDate,
    into: &mut Vec<DateTime<FixedOffset>>,
) -> Result<(), OutOfRange> {
    let rule = clock_rule(recurrence);
    for time in recurrence.on(day)? {
        into.extend(settle(zone, day.and_time(time), rule));
    }
    Ok(())
}

/// Only where clocks were changed do civil times in order give instants out of order, or one twice.
fn put_in_order(instants: &mut Vec<DateTime<FixedOffset>>) {
    if !instants.is_sorted_by(|one, next| one < next) {
        instants.sort();
        instants.dedup();
    }
}

/// The instants at which something due at the civil time airs, ascending: always one by [`ClockRule::Fixed`]; by
/// [`ClockRule::Elapsed`] none in a skipped hour, two in a repeated one. Each time is looked up in the zone: a day on
/// which no clock is changed is known by its times being there once, not by a guess.
fn settle(zone: Tz, civil: NaiveDateTime, rule: ClockRule) -> impl Iterator<Item = DateTime<FixedOffset>> {
    let (first, second) = match (zone.from_local_datetime(&civil), rule) {
        (MappedLocalTime::Single(only), _) => (Some(only.fixed_offset()), None),
        (_, ClockRule::Fixed) => (Some(earliest(zone, civil)), None),
        (MappedLocalTime::None, ClockRule::Elapsed) => (None, None),
        (MappedLocalTime::Ambiguous(first, second), ClockRule::Elapsed) => {
            (Some(first.fixed_offset()), Some(second.fixed_offset()))
        }
    };
    first.into_iter().chain(second)
}

/// The first `count` instants from `from` (inclusive) on at which `recurrence` airs, exactly that many, with the
/// zone's offsets. Fails with those there are if there are fewer.
pub fn next_instants(
    zone: Tz,
    recurrence: &Recurrence,
    from: DateTime<FixedOffset>,
    count: usize,
) -> Result<Vec<DateTime<FixedOffset>>, Shortfall<DateTime<FixedOffset>>> {
    let rule = clock_rule(recurrence);
    let mut found = BTreeSet::new();
    let mut why = recurrence.end();
    for civil in recurrence.starting(earliest_civil(zone, from)) {
        let civil = match civil {
            Ok(civil) => civil,
            Err(out) => {
                why = Shortage::OutOfRange(out);
                break;
            }
        };
        // in a repeated hour later civil times come before the second passes of earlier ones
        if found.len() >= count && found.iter().nth(count.saturating_sub(1)) < Some(&earliest(zone, civil)) {
            break;
        }
        found.extend(settle(zone, civil, rule).filter(|instant| *instant >= from));
    }
    let enough = found.len() >= count;
    let found = found.into_iter().take(count).collect();
    if enough { Ok(found) } else { Err(Shortfall { found, why }) }
}

/// The instant that is meant by what was written, with the zone's offset. A civil time in a skipped hour means the
/// first instant after it, one in a repeated hour the first pass.
pub fn instant(zone: Tz, moment: Moment) -> DateTime<FixedOffset> {
    match moment {
        Moment::Instant(instant) => instant.with_timezone(&zone).fixed_offset(),
        Moment::Civil(civil) => earliest(zone, civil),
    }
}

/// The first instant at which the zone's clocks show `civil`, or have just jumped over it.
pub fn earliest(zone: Tz, civil: NaiveDateTime) -> DateTime<FixedOffset> {
    let instant = zone.from_local_datetime(&civil).earliest();
    let after_gap = || GapInfo::new(&civil, &zone).and_then(|gap| gap.end);
    instant.or_else(after_gap).expect("clocks that jump forward arrive somewhere").fixed_offset()
}

/// A civil time that nothing airing at or after `from` is due before: earlier than the clock shows only if it has
/// just jumped forward, or is about to go back.
fn earliest_civil(zone: Tz, from: DateTime<FixedOffset>) -> NaiveDateTime {
    let utc = from.naive_utc();
    let offset = |after: TimeDelta| zone.offset_from_utc_datetime(&(utc + after)).fix().local_minus_utc();
    let offsets = [TimeDelta::seconds(-1), TimeDelta::zero(), TimeDelta::days(1)].map(offset);
    let least = offsets.into_iter().min().expect("three offsets");
    utc + TimeDelta::seconds(i64::from(least))
}
