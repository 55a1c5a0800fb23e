//! What must hold for any input, tried on many.

use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday,
    WeekdaySet,
};
use chrono_tz::Tz;
use loa::calendar::cron::Cron;
use loa::calendar::reading;
use loa::calendar::recurrence::Recurrence;
use loa::calendar::zone::{self, ClockRule};
use loa::calendar::{Count, Counted, DayOfYear, DayRule, DaySpan, LeapMonths, LunarDays};
use proptest::prelude::*;

/// The least and greatest number of each cron field.
const BOUNDS: [(u32, u32); 5] = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];

/// A member of a field's list: `*`, a number or a range, with a step where one is allowed.
#[derive(Debug, Clone)]
enum Member {
    Star { step: u32 },
    Number(u32),
    Range { first: u32, last: u32, step: u32 },
}

impl Member {
    fn written(&self) -> String {
        let step = |step: u32| if step == 1 { String::new() } else { format!("/{step}") };
        match self {
            Member::Star { step: every } => format!("*{}", step(*every)),
            Member::Number(number) => number.to_string(),
            Member::Range { first, last, step: every } => format!("{first}-{last}{}", step(*every)),
        }
    }

    fn matches(&self, number: u32, least: u32) -> bool {
        match self {
            Member::Star { step } => (number - least).is_multiple_of(*step),
            Member::Number(only) => number == *only,
            Member::Range { first, last, step } => {
                (*first..=*last).contains(&number) && (number - first).is_multiple_of(*step)
            }
        }
    }
}

fn member((least, greatest): (u32, u32)) -> impl Strategy<Value = Member> {
    let number = least..=greatest;
    let range = (number.clone(), number.clone(), 1..12u32).prop_map(|(a, b, step)| Member::Range {
        first: a.min(b),
        last: a.max(b),
        step,
    });
    prop_oneof![
        3 => prop_oneof![Just(1), 2..40u32].prop_map(|step| Member::Star { step }),
        2 => number.prop_map(Member::Number),
        2 => range,
    ]
}

/// Five fields, each a list of members.
fn fields() -> impl Strategy<Value = Vec<Vec<Member>>> {
    Vec::from(BOUNDS.map(|bounds| proptest::collection::vec(member(bounds), 1..3)))
}

fn expression(fields: &[Vec<Member>]) -> String {
    let field = |members: &Vec<Member>| members.iter().map(Member::written).collect::<Vec<_>>().join(",");
    fields.iter().map(field).collect::<Vec<_>>().join(" ")
}

/// Whether a minute matches, straight from crontab(5): no sets, no library.
fn matches(fields: &[Vec<Member>], at: NaiveDateTime) -> bool {
    let any = |field: usize, number: u32| fields[field].iter().any(|m| m.matches(number, BOUNDS[field].0));
    let starred = |field: usize| matches!(fields[field][0], Member::Star { .. });
    let day = any(2, at.day());
    let weekday = match at.weekday().num_days_from_sunday() {
        0 => fields[4].iter().any(|m| match m {
            Member::Star { .. } => true, // * begins with Sunday
            other => other.matches(0, 0) || other.matches(7, 0),
        }),
        number => any(4, number),
    };
    let either = !starred(2) && !starred(4);
    let date = if either { day || weekday } else { day && weekday };
    any(0, at.minute()) && any(1, at.hour()) && any(3, at.month()) && date
}

fn cron(text: &str) -> Recurrence {
    Recurrence::Cron(Cron::parse(text).expect(text))
}

fn date() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day");
    (0..47_000u64).prop_map(move |days| first + Days::new(days))
}

fn zones() -> impl Strategy<Value = Tz> {
    proptest::sample::select(vec![
        Tz::Asia__Ho_Chi_Minh,
        Tz::Asia__Almaty,
        Tz::Europe__Berlin,
        Tz::America__New_York,
        Tz::Australia__Lord_Howe,
        Tz::Pacific__Apia,
        Tz::America__Sao_Paulo,
        Tz::Africa__Casablanca,
        Tz::America__St_Johns, // changed its clocks at 00:01 until 2011, so that a repeated hour crossed midnight
    ])
}

/// A week with a change of clocks in many of the zones above, or any; not the first that can be told, for what the clock
/// showed before it counts too.
fn week() -> impl Strategy<Value = NaiveDate> {
    let any = date().prop_map(|date| date + Days::new(7));
    let change = |(year, month): (i32, u32)| NaiveDate::from_ymd_opt(year, month, 24).expect("a day");
    prop_oneof![any, (1987..2037i32, prop_oneof![Just(3u32), Just(10)]).prop_map(change)]
}

fn counted(most: u8) -> impl Strategy<Value = Counted> {
    let one = prop_oneof![4 => (1..=most).prop_map(Count::Number), 1 => Just(Count::Last)];
    proptest::collection::vec(one, 1..4).prop_map(Counted::from_iter)
}

fn weekdays() -> impl Strategy<Value = WeekdaySet> {
    use Weekday::*;
    proptest::sample::subsequence(vec![Mon, Tue, Wed, Thu, Fri, Sat, Sun], 1..4)
        .prop_map(WeekdaySet::from_iter)
}

fn day_rule() -> impl Strategy<Value = DayRule> {
    let span = (modern(), 0..5u64).prop_map(|(first, more)| DaySpan { first, last: first + Days::new(more) });
    let leap = proptest::sample::select(vec![LeapMonths::With, LeapMonths::Without, LeapMonths::Only]);
    let numbers = || proptest::collection::vec((1..=12u8).prop_map(Count::Number), 1..4);
    let months = move || numbers().prop_map(Counted::from_iter);
    let lunar = (counted(30), months(), leap);
    prop_oneof![
        Just(DayRule::Daily),
        weekdays().prop_map(DayRule::Weekly),
        proptest::collection::vec(span, 1..40).prop_map(|spans| DayRule::Dates(spans.into_iter().collect())),
        (1..20u32, modern()).prop_map(|(days, from)| DayRule::EveryDays { days, from }),
        (1..6u32, weekdays(), modern()).prop_map(|(weeks, on, from)| DayRule::EveryWeeks { weeks, on, from }),
        (counted(31), months()).prop_map(|(days, months)| DayRule::Monthly { days, months }),
        (counted(5), weekdays(), months()).prop_map(|(nth, on, months)| DayRule::NthWeekday {
            nth,
            on,
            months
        }),
        proptest::collection::vec((1..=12u32, 1..=29u32), 1..5).prop_map(|dates| {
            DayRule::Yearly(dates.into_iter().map(|(month, day)| DayOfYear { month, day }).collect())
        }),
        lunar.prop_map(|(days, months, leap)| DayRule::Lunar(LunarDays { days, months, leap })),
    ]
}

/// Any recurrence at all.
fn recurrence() -> impl Strategy<Value = Recurrence> {
    let time = (0..24u32, 0..60u32).prop_map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0));
    prop_oneof![
        1 => fields().prop_map(|fields| cron(&expression(&fields))),
        2 => (day_rule(), time).prop_map(|(on, time)| Recurrence::Days { on, time: time.expect("a time") }),
    ]
}

/// A day for which lunar dates are told.
fn modern() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2000, 3, 1).expect("a day");
    (0..14_000u64).prop_map(move |days| first + Days::new(days))
}

/// A day near a change of clocks in some zone, or any.
fn day_of_change() -> impl Strategy<Value = NaiveDate> {
    let near = proptest::sample::select(vec![
        (2025, 3, 28),
        (2025, 10, 24),
        (2024, 2, 27),
        (2025, 3, 7),
        (2025, 4, 4),
    ]);
    let near = near.prop_map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).expect("a day"));
    prop_oneof![modern(), near]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cron_agrees_with_matching_every_minute(fields in fields(), first in date(), days in 0..40u64) {
        let last = first + Days::new(days);
        let minutes = (first.and_hms_opt(0, 0, 0).expect("midnight"), (days + 1) * 24 * 60);
        let minutes = (0..i64::try_from(minutes.1).expect("few")).map(|m| minutes.0 + TimeDelta::minutes(m));
        let expected: Vec<_> = minutes.filter(|at| matches(&fields, *at)).collect();
        let text = expression(&fields);
        prop_assert_eq!(cron(&text).within(first..=last).expect("known years"), expected, "{}", text);
    }

    #[test]
    fn a_month_equals_its_days_one_after_another(fields in fields(), first in date()) {
        let recurrence = cron(&expression(&fields));
        let days: Vec<_> = first.iter_days().take(31).collect();
        let month = recurrence.within(first..=days[30]).expect("known years");
        let each = days.iter().flat_map(|day| recurrence.within(*day..=*day).expect("known years"));
        prop_assert_eq!(month, each.collect::<Vec<_>>());
    }

    #[test]
    fn the_times_of_each_day_are_those_a_search_finds(recurrence in recurrence(), first in day_of_change()) {
        let last = first + Days::new(60);
        let begin = first.and_time(NaiveTime::MIN);
        let all = recurrence.within(first..=last).expect("known years");
        let next = match recurrence.next(begin, all.len() + 1) {
            Ok(found) => found,
            Err(short) => short.found,
        };
        let within: Vec<_> = next.into_iter().filter(|time| time.date() <= last).collect();
        prop_assert_eq!(all, within);
    }

    #[test]
    fn the_instants_of_one_day_are_those_of_a_stretch_of_one_day(
        recurrence in recurrence(), zone in zones(), first in day_of_change(),
    ) {
        let days = first.iter_days().take(6);
        let each: Vec<_> = days.map(|day| zone::instants_on(zone, &recurrence, day).expect("known")).collect();
        for (day, found) in first.iter_days().zip(&each) {
            prop_assert!(found.is_sorted_by(|one, next| one < next), "{} {:?}", day, found);
            prop_assert_eq!(&zone::instants(zone, &recurrence, day..=day).expect("known"), found);
        }
        let mut together: Vec<_> = each.into_iter().flatten().collect();
        together.sort();
        together.dedup();
        let stretch = zone::instants(zone, &recurrence, first..=first + Days::new(5)).expect("known");
        prop_assert_eq!(stretch, together);
    }

    #[test]
    fn never_is_said_only_of_what_no_minute_of_28_years_matches(fields in fields()) {
        let text = expression(&fields);
        // at any minute and hour: only the date decides
        let any = vec![Member::Star { step: 1 }];
        let fields = [&[any.clone(), any], &fields[2..]].concat();
        let days = NaiveDate::from_ymd_opt(2001, 1, 1).expect("a day").iter_days().take(28 * 366);
        let occurs = days.into_iter().any(|day| matches(&fields, day.and_hms_opt(12, 0, 0).expect("noon")));
        prop_assert_eq!(!cron(&text).never(), occurs, "{}", text);
    }

    #[test]
    fn what_comes_next_is_what_a_scan_of_all_instants_finds(
        fields in fields(), zone in zones(), day in week(), minutes in 0..(10 * 24 * 60i64), count in 1..30usize,
    ) {
        let recurrence = cron(&expression(&fields));
        let from = zone::instant(zone, reading::Moment::Civil(day.and_hms_opt(0, 0, 0).expect("midnight")));
        let from = from + TimeDelta::minutes(minutes);
        let all = scanned(zone, &recurrence, from, from + TimeDelta::days(20));
        let wanted = count.min(all.len());
        let found = zone::next_instants(zone, &recurrence, from, wanted);
        prop_assert_eq!(found.expect("as many as were scanned"), &all[..wanted]);
    }

    #[test]
    fn nothing_people_write_breaks_the_readers_and_blame_stays_inside_the_text(
        text in "[0-9a-zđờúứ\u{301}\u{a0} :/.,'\"+–-]{0,16}"
    ) {
        let errors = [
            reading::date(&text).err(), reading::time(&text).err(), reading::length(&text).err(),
            reading::time_range(&text).err(), reading::weekday(&text).err(), reading::iso_week(&text).err(),
            reading::moment(&text).err(),
        ];
        for error in errors.into_iter().flatten() {
            prop_assert!(text.get(error.range.clone()).is_some(), "{:?}", error);
        }
        if let Err(problem) = Cron::parse(&text) {
            prop_assert!(text.get(problem.range.clone()).is_some(), "{:?}", problem);
        }
    }
}

/// Every instant from `from` to `until` at which it airs, minute by minute: elapsed time by what the clock shows,
/// fixed times where the clock first shows or has jumped over one.
fn scanned(
    zone: Tz,
    recurrence: &Recurrence,
    from: DateTime<FixedOffset>,
    until: DateTime<FixedOffset>,
) -> Vec<DateTime<FixedOffset>> {
    let shown = |at: DateTime<FixedOffset>| at.with_timezone(&zone).naive_local();
    let start = from - TimeDelta::days(3);
    let civil =
        recurrence.within(shown(start).date()..=shown(until).date() + Days::new(1)).expect("known years");
    let due: std::collections::BTreeSet<NaiveDateTime> = civil.into_iter().collect();
    let minutes = (until - start).num_minutes();
    let mut latest = shown(start) - TimeDelta::minutes(1);
    let mut found = Vec::new();
    for at in (0..=minutes).map(|minute| start + TimeDelta::minutes(minute)) {
        let now = shown(at);
        let airs = match zone::clock_rule(recurrence) {
            ClockRule::Elapsed => due.contains(&now),
            ClockRule::Fixed => {
                now > latest && due.range(latest + TimeDelta::seconds(1)..=now).next().is_some()
            }
        };
        latest = latest.max(now);
        if airs && at >= from {
            found.push(at.with_timezone(&zone).fixed_offset());
        }
    }
    found
}
