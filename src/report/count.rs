//! Counting: one unit's occurrences and what became of them → its figures; those of all units → the report.

use super::heard::heard_whole;
use super::plan::{PlannedItem, ReportedText};
use super::targets::{Airing, lines_of};
use super::{Channel, Failure, Figures, Outside, TextLine, TopicFigures, Unit};
use crate::asrun::{AsRun, Outcome, Reconciled};
use crate::calendar::{DaySpan, monday};
use crate::schedule::Campaign;
use chrono::{NaiveDate, TimeDelta};
use std::collections::{BTreeMap, BTreeSet};

/// What is counted, for every unit alike.
#[derive(Debug, Clone, Copy)]
pub struct Counting<'a> {
    /// The days that are reported. Earlier ones that a unit brings only tell which texts were heard before.
    pub period: DaySpan,
    /// The campaign; texts of none of its topics do not count. None: all texts count.
    pub campaign: Option<&'a Campaign>,
    /// All texts.
    pub texts: &'a [ReportedText],
}

/// What is known of a unit without its log.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// The station's slug.
    pub station: String,
    /// Its name.
    pub name: String,
    /// The days of the period in which it was on air, where it was not on all of them.
    pub days: Option<DaySpan>,
    /// The names of the units it took the place of within the period.
    pub replaces: Vec<String>,
    /// Whether it sent a log for the period.
    pub has_log: bool,
    /// What was done on other channels.
    pub channels: Vec<Channel>,
}

impl Counting<'_> {
    /// The Mondays of the weeks that have a day of the period.
    pub fn weeks(&self) -> Vec<NaiveDate> {
        monday(self.period.first).iter_days().step_by(7).take_while(|day| *day <= self.period.last).collect()
    }

    fn topics(&self) -> usize {
        self.campaign.map_or(0, |campaign| campaign.topics.len())
    }

    /// Whether airings of that text are counted.
    fn counts(&self, text: usize) -> bool {
        self.campaign.is_none() || !self.texts[text].topics.is_empty()
    }
}

/// Counts one unit: its occurrences by the plan, in any order, and what became of them.
pub fn count(about: About, items: &[PlannedItem], reconciled: &Reconciled, counting: &Counting) -> Unit {
    let by_id: BTreeMap<&str, &AsRun> =
        reconciled.items.iter().map(|as_run| (as_run.planned.id.as_str(), as_run)).collect();
    let mut items: Vec<&PlannedItem> = items.iter().collect();
    items.sort_by(|one, other| {
        (one.planned.start, &one.planned.id).cmp(&(other.planned.start, &other.planned.id))
    });
    let mut of_unit = OfUnit::new(counting);
    for item in items {
        if let Some(as_run) = by_id.get(item.planned.id.as_str()) {
            of_unit.add(item, as_run, reconciled);
        }
    }
    of_unit.outside(reconciled);
    of_unit.finish(about)
}

/// Joins the figures of units that have lines of their texts: the figures of all together, and of each text.
pub fn total(units: &[Unit], counting: &Counting) -> (Figures, Vec<TextLine>) {
    let mut figures = nothing(counting);
    let mut texts: BTreeMap<&str, TextLine> = BTreeMap::new();
    for unit in units {
        figures.join(&unit.figures);
        for line in &unit.texts {
            match texts.get_mut(line.path.as_str()) {
                Some(known) => known.join(line),
                None => drop(texts.insert(&line.path, line.clone())),
            }
        }
    }
    let texts: Vec<TextLine> = texts.into_values().collect();
    count_texts(&mut figures, &texts);
    (figures, in_order(texts))
}

/// The counting of one unit under way.
struct OfUnit<'a> {
    counting: &'a Counting<'a>,
    weeks: Vec<NaiveDate>,
    figures: Figures,
    /// Each text that was planned or aired, by its place.
    lines: BTreeMap<usize, TextLine>,
    /// The texts that were heard at the unit before, in the period or earlier.
    known: BTreeSet<usize>,
    airings: Vec<Airing>,
    failures: Vec<Failure>,
    outside: Vec<Outside>,
}

impl<'a> OfUnit<'a> {
    fn new(counting: &'a Counting<'a>) -> OfUnit<'a> {
        OfUnit {
            counting,
            weeks: counting.weeks(),
            figures: nothing(counting),
            lines: BTreeMap::new(),
            known: BTreeSet::new(),
            airings: Vec::new(),
            failures: Vec::new(),
            outside: Vec::new(),
        }
    }

    fn add(&mut self, item: &PlannedItem, as_run: &AsRun, reconciled: &Reconciled) {
        let is_in_period = self.counting.period.contains(item.day());
        if is_in_period {
            self.figures.occurrences.add(as_run.outcome);
            self.figures.heard += as_run.aired.map_or(TimeDelta::zero(), |aired| aired.length);
            self.failed(as_run);
            for text in item.texts.iter().filter(|text| self.counting.counts(text.text)) {
                self.line(text.text).planned += 1;
            }
        }
        let heard: Vec<_> = heard_whole(item, as_run, reconciled)
            .filter(|text| self.counting.counts(text.text))
            .copied()
            .collect();
        for text in heard {
            let is_first = self.known.insert(text.text) && item.is_own();
            let airing = Airing {
                day: item.day(),
                occurrence: item.planned.start,
                text: text.text,
                length: text.length,
                is_first,
            };
            if is_in_period {
                self.count(&airing);
            }
            self.airings.push(airing);
        }
    }

    /// Counts an airing of the period.
    fn count(&mut self, airing: &Airing) {
        let week = self.weeks.iter().rposition(|monday| *monday <= airing.day).unwrap_or_default();
        for topic in &self.counting.texts[airing.text].topics {
            self.figures.topics[*topic].add(airing.is_first, airing.length, week);
        }
        self.figures.whole.add(airing.is_first, airing.length, week);
        let line = self.line(airing.text);
        *(if airing.is_first { &mut line.first } else { &mut line.repeats }) += 1;
        line.heard += airing.length;
    }

    fn failed(&mut self, as_run: &AsRun) {
        if matches!(as_run.outcome, Outcome::Aired | Outcome::Unconfirmed) {
            return;
        }
        let heard = as_run.aired.map_or(TimeDelta::zero(), |aired| aired.length);
        self.failures.push(Failure {
            id: as_run.planned.id.clone(),
            title: as_run.planned.title.clone(),
            start: as_run.planned.start,
            outcome: as_run.outcome,
            lost: (as_run.planned.length - heard).max(TimeDelta::zero()),
            cause: as_run.cause.clone(),
        });
    }

    fn outside(&mut self, reconciled: &Reconciled) {
        let period = self.counting.period;
        for line in reconciled.outside.iter().filter(|line| period.contains(line.day())) {
            self.figures.heard += line.length;
            self.outside.push(Outside {
                start: line.start,
                length: line.length,
                what: line.cause.clone(),
                by: line.by.clone(),
            });
        }
    }

    fn line(&mut self, text: usize) -> &mut TextLine {
        let about = &self.counting.texts[text];
        self.lines.entry(text).or_insert_with(|| TextLine {
            path: about.path.clone(),
            title: about.title.clone(),
            topics: about.topics.clone(),
            supplier: about.supplier.clone(),
            approver: about.approver.clone(),
            planned: 0,
            first: 0,
            repeats: 0,
            heard: TimeDelta::zero(),
        })
    }

    fn finish(mut self, about: About) -> Unit {
        let texts: Vec<TextLine> = self.lines.into_values().collect();
        count_texts(&mut self.figures, &texts);
        let targets = self
            .counting
            .campaign
            .map(|campaign| lines_of(campaign, self.counting.period, &self.airings, self.counting.texts));
        Unit {
            station: about.station,
            name: about.name,
            days: about.days,
            replaces: about.replaces,
            has_log: about.has_log,
            figures: self.figures,
            texts: in_order(texts),
            failures: self.failures,
            outside: self.outside,
            targets: targets.unwrap_or_default(),
            channels: about.channels,
        }
    }
}

impl TextLine {
    fn join(&mut self, other: &TextLine) {
        self.planned += other.planned;
        self.first += other.first;
        self.repeats += other.repeats;
        self.heard += other.heard;
    }
}

impl Figures {
    /// Takes the figures of another unit in, but for the number of texts: two units air the same ones.
    fn join(&mut self, other: &Figures) {
        self.occurrences.join(&other.occurrences);
        self.heard += other.heard;
        self.topics.iter_mut().zip(&other.topics).for_each(|(here, there)| here.join(there));
        self.whole.join(&other.whole);
    }
}

fn nothing(counting: &Counting) -> Figures {
    let weeks = counting.weeks().len();
    Figures {
        topics: vec![TopicFigures::none(weeks); counting.topics()],
        whole: TopicFigures::none(weeks),
        ..Figures::default()
    }
}

/// Says of each topic how many of `texts` were aired.
fn count_texts(figures: &mut Figures, texts: &[TextLine]) {
    for line in texts.iter().filter(|line| line.first + line.repeats > 0) {
        figures.whole.texts += 1;
        for topic in &line.topics {
            figures.topics[*topic].texts += 1;
        }
    }
}

/// By topic, then by file, which begins with the day.
fn in_order(mut texts: Vec<TextLine>) -> Vec<TextLine> {
    texts.sort_by(|one, other| (&one.topics, &one.path).cmp(&(&other.topics, &other.path)));
    texts
}
