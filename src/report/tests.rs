//! Counting, with figures that can be checked by head.

use super::plan::samples::{item, line};
use super::*;
use crate::asrun::{LogLine, Outcome, Source, Told, Tolerance, reconcile};
use crate::diagnostic::{FileId, Span};
use crate::schedule::{Amount, Campaign, Hearing, Per, ReportRule, Target, Topic};
use crate::source::Spanned;

fn minutes(n: i64) -> TimeDelta {
    TimeDelta::minutes(n)
}

fn span(first: &str, last: &str) -> DaySpan {
    DaySpan { first: first.parse().expect("a day"), last: last.parse().expect("a day") }
}

/// Of no topic, of the first, of both: where there is a campaign.
fn texts_of(topics: [&[usize]; 3]) -> Vec<ReportedText> {
    let text = |(path, topics): (&str, &[usize])| ReportedText {
        path: path.to_owned(),
        title: path.to_uppercase(),
        topics: topics.to_vec(),
        supplier: None,
        approver: None,
    };
    ["bulletins/a", "bulletins/b", "bulletins/c"].into_iter().zip(topics).map(text).collect()
}

fn texts() -> Vec<ReportedText> {
    texts_of([&[]; 3])
}

fn campaign(targets: Vec<Target>) -> Campaign {
    let spanned = |id: &str| Spanned { value: id.to_owned(), span: NOWHERE };
    let topic =
        |id| Topic { id: spanned(id), title: String::new(), core: None, supplier: None, days: vec![] };
    Campaign {
        id: spanned("cchc"),
        title: "Cải cách hành chính".to_owned(),
        document: None,
        from: None,
        until: None,
        stations: vec![],
        opening: None,
        closing: None,
        topics: vec![topic("d"), topic("đ")],
        targets,
        report: ReportRule::USUAL,
    }
}

const NOWHERE: Span = Span { file: FileId(0), start: 0, end: 0 };

fn placed(text: usize, at: i64) -> PlacedText {
    PlacedText { text, at: minutes(at), length: minutes(2) }
}

fn about(has_log: bool) -> About {
    About {
        station: "la-hai".to_owned(),
        name: "Đài La Hai".to_owned(),
        days: None,
        replaces: vec![],
        has_log,
        channels: vec![],
    }
}

/// All texts at five on three days, the last two again at six as a repeat; in March.
fn plan() -> Vec<PlannedItem> {
    let own = |day: &str| {
        item("chieu", &format!("{day}T17:00"), 30, vec![placed(0, 0), placed(1, 5), placed(2, 10)])
    };
    let mut again = item("lai", "2025-03-11T18:00", 30, vec![placed(1, 5), placed(2, 10)]);
    again.planned.play = "repeat".to_owned();
    vec![own("2025-02-28"), own("2025-03-10"), again, own("2025-03-17")]
}

fn aired(slot: &str, start: &str) -> LogLine {
    line(Some(slot), start, 30, Some(Told::Aired), Source::Confirmed)
}

fn counted(lines: &[LogLine], texts: &[ReportedText]) -> Unit {
    counted_of(lines, &Counting { period: span("2025-03-01", "2025-03-31"), campaign: None, texts })
}

fn counted_of(lines: &[LogLine], counting: &Counting) -> Unit {
    let plan = plan();
    let planned: Vec<_> = plan.iter().map(|item| item.planned.clone()).collect();
    let reconciled = reconcile(&planned, lines, &Tolerance::default());
    count(about(true), &plan, &reconciled, counting)
}

#[test]
fn what_nobody_confirmed_is_planned_and_counts_as_nothing_aired() {
    let texts = texts();
    let unit = counted(&[], &texts);
    assert_eq!(unit.figures.occurrences.unconfirmed, 3, "that of February is not of the period");
    assert_eq!((unit.figures.whole.airings(), unit.figures.whole.texts), (0, 0));
    assert_eq!(unit.figures.heard, TimeDelta::zero());
    assert_eq!(unit.texts.iter().map(|line| line.planned).collect::<Vec<_>>(), [2, 3, 3]);
    assert!(unit.failures.is_empty(), "nothing is known to have failed");
}

#[test]
fn a_text_is_first_once_in_what_the_station_makes_itself_and_earlier_months_count() {
    let texts = texts();
    let all = ["2025-02-28T17:00", "2025-03-10T17:00", "2025-03-17T17:00"].map(|start| aired("chieu", start));
    let repeat = aired("lai", "2025-03-11T18:00");
    let unit = counted(&[&all[1..], std::slice::from_ref(&repeat)].concat(), &texts);
    let whole = &unit.figures.whole;
    assert_eq!((whole.first, whole.repeats, whole.texts, whole.heard), (3, 5, 3, minutes(16)));
    assert_eq!(unit.figures.heard, minutes(90));
    let unit = counted(&[&all[..], std::slice::from_ref(&repeat)].concat(), &texts);
    assert_eq!((unit.figures.whole.first, unit.figures.whole.repeats), (0, 8), "heard in February first");
    let unit = counted(&[repeat, all[2].clone()], &texts);
    assert_eq!(
        (unit.figures.whole.first, unit.figures.whole.repeats),
        (1, 4),
        "a repeat is none, nor what follows it"
    );
}

#[test]
fn weeks_are_those_of_the_airings() {
    let texts = texts();
    let unit = counted(&[aired("chieu", "2025-03-10T17:00"), aired("chieu", "2025-03-17T17:00")], &texts);
    // 24/2, 3/3, 10/3, 17/3, 24/3, 31/3.
    assert_eq!(unit.figures.whole.weeks, [0, 0, 3, 3, 0, 0]);
}

#[test]
fn what_failed_stands_with_its_reason_and_what_it_cost() {
    let texts = texts();
    let cut = line(None, "2025-03-10T17:04", 4, Some(Told::Missed), Source::Hand);
    let unit = counted(&[aired("chieu", "2025-03-10T17:00"), cut], &texts);
    let [failure] = unit.failures.as_slice() else { panic!("{:?}", unit.failures) };
    assert_eq!((failure.outcome, failure.lost), (Outcome::Cut, minutes(4)));
    assert_eq!(failure.cause.as_deref(), Some("Mất điện"));
    let by_text: Vec<u32> = unit.texts.iter().map(|line| line.first).collect();
    assert_eq!(by_text, [1, 0, 1], "the second one was lost in the dark");
    assert_eq!(unit.figures.heard, minutes(26));
}

#[test]
fn an_emergency_outside_the_plan_stands_for_itself() {
    let texts = texts();
    let emergency = line(None, "2025-03-10T09:00", 10, Some(Told::Aired), Source::Hand);
    let unit = counted(&[emergency], &texts);
    assert_eq!((unit.outside.len(), unit.figures.heard), (1, minutes(10)));
    assert_eq!(unit.figures.occurrences.planned(), 3);
}

#[test]
fn two_units_that_air_the_same_text_have_one_text_and_two_airings() {
    let texts = texts();
    let units = [
        counted(&[aired("chieu", "2025-03-10T17:00")], &texts),
        counted(&[aired("chieu", "2025-03-10T17:00"), aired("chieu", "2025-03-17T17:00")], &texts),
    ];
    let counting = Counting { period: span("2025-03-01", "2025-03-31"), campaign: None, texts: &texts };
    let (figures, lines) = total(&units, &counting);
    assert_eq!((figures.whole.texts, figures.whole.first, figures.whole.repeats), (3, 6, 3));
    assert_eq!(
        lines.iter().map(|line| (line.planned, line.first, line.repeats)).collect::<Vec<_>>(),
        [(4, 2, 1), (6, 2, 1), (6, 2, 1)]
    );
    assert_eq!(figures.occurrences.planned(), 6);
    assert_eq!(figures.heard, minutes(90));
}

#[test]
fn a_relay_brings_what_the_other_station_airs_whole_meanwhile() {
    let other = item("chieu", "2025-03-10T17:00", 30, vec![placed(0, 0), placed(1, 14), placed(2, 20)]);
    let relay = item("tiep-am", "2025-03-10T17:01", 15, vec![]);
    let found: Vec<_> = relay.relayed([&other].into_iter()).iter().map(|text| (text.text, text.at)).collect();
    assert_eq!(found, [(1, minutes(13))], "the first began before, the last ends behind");
}

#[test]
fn of_a_campaign_only_its_topics_count_and_a_text_of_two_counts_once_in_the_whole() {
    let texts = texts_of([&[], &[0], &[0, 1]]);
    let campaign = campaign(vec![]);
    let counting =
        Counting { period: span("2025-03-01", "2025-03-31"), campaign: Some(&campaign), texts: &texts };
    let unit = counted_of(&[aired("chieu", "2025-03-10T17:00"), aired("lai", "2025-03-11T18:00")], &counting);
    let counts = |figures: &TopicFigures| (figures.texts, figures.first, figures.repeats);
    assert_eq!(unit.figures.topics.iter().map(counts).collect::<Vec<_>>(), [(2, 2, 2), (1, 1, 1)]);
    assert_eq!(counts(&unit.figures.whole), (2, 2, 2));
    assert_eq!(
        unit.texts.iter().map(|line| line.path.as_str()).collect::<Vec<_>>(),
        ["bulletins/b", "bulletins/c"]
    );
    assert_eq!(counted_of(&[], &counting).figures.never().collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn a_target_is_counted_by_the_weeks_that_end_in_the_period_and_as_the_plan_counts_it() {
    let target = |topic, amount, of| Target {
        topic,
        amount,
        per: Per::Week,
        of,
        gap: None,
        dayparts: vec![],
        span: NOWHERE,
    };
    let texts = texts_of([&[], &[0], &[0, 1]]);
    let campaign = campaign(vec![
        target(Some(0), Amount::Airings(3), Hearing::All),
        target(None, Amount::Minutes(5), Hearing::First),
    ]);
    let counting =
        Counting { period: span("2025-03-10", "2025-03-22"), campaign: Some(&campaign), texts: &texts };
    let lines = [
        aired("chieu", "2025-03-10T17:00"),
        aired("lai", "2025-03-11T18:00"),
        aired("chieu", "2025-03-17T17:00"),
    ];
    let unit = counted_of(&lines, &counting);
    let found: Vec<_> =
        unit.targets.iter().map(|line| (line.days, line.wanted, line.reached, line.is_minutes)).collect();
    let week = span("2025-03-10", "2025-03-16");
    assert_eq!(
        found,
        [(week, 3, 4, false), (week, 5, 4, true)],
        "the week of the 17th ends behind the period"
    );
}
