//! The course of a campaign at one station (diễn tiến): what its columns take, item by item, from its first text on.
//!
//! In: declared slots, texts, targets. Out: the topic of a column, and which items had a place for a text. Nothing is
//! remembered between runs: the course is worked out anew from the beginning, so that the answer is the same whatever
//! range is asked for. What displaces or changes an item is not seen, as in rotation.

use super::eligible::{Airing, takes};
use super::open::{Place, left_after, speaks_of};
use super::reckoning::Reckoning;
use super::tally::{Heard, HeardText, Tally};
use crate::calendar::DaySpan;
use crate::catalogue::BulletinIx;
use crate::network::StationIx;
use crate::schedule::{Campaign, CampaignIx, Part, PartKind, Play, Slot, SlotIx, Target};
use chrono::{DateTime, Datelike, Days, FixedOffset, Months, NaiveDate, TimeDelta};
use std::collections::{BTreeMap, BTreeSet};

/// What the columns of a station take, as far as it was worked out.
#[derive(Debug, Clone)]
pub(super) struct Course {
    /// The first day of the month that comes next.
    next: NaiveDate,
    /// The columns that have texts, in the order they are heard in.
    columns: Vec<Column>,
    /// The items that had a place for a text that lasts several days.
    takers: BTreeMap<BulletinIx, Vec<Airing>>,
    /// Where a text is heard first.
    firsts: BTreeMap<BulletinIx, Airing>,
}

#[derive(Debug, Clone)]
struct Column {
    turn: Airing,
    /// 1 for the first time the slot airs that day.
    nth: usize,
    heard: Heard,
}

/// The topic of each campaign that has a column in an item.
pub(super) type Topics = Vec<(CampaignIx, Option<usize>)>;

impl Course {
    /// In how many items before `turn` a text had a place.
    pub(super) fn spent(&self, ix: BulletinIx, turn: Airing) -> usize {
        self.takers.get(&ix).map_or(0, |takers| takers.partition_point(|taker| *taker < turn))
    }

    /// Whether any item had a place for a text.
    pub(super) fn takes(&self, ix: BulletinIx) -> bool {
        self.takers.contains_key(&ix)
    }

    /// Whether a text that is heard at `turn` was not heard before.
    pub(super) fn is_first(&self, ix: BulletinIx, turn: Airing) -> bool {
        self.firsts.get(&ix).is_none_or(|first| *first >= turn)
    }

    /// What a campaign's columns had of those days before `turn`.
    fn before(&self, turn: Airing, days: DaySpan, of: CampaignIx) -> impl Iterator<Item = &Heard> + Clone {
        let since = self.columns.partition_point(|column| column.heard.date < days.first);
        let end = self.columns.partition_point(|column| column.turn < turn).max(since);
        self.columns[since..end].iter().map(|column| &column.heard).filter(move |heard| heard.campaign == of)
    }

    /// What was heard in a slot on a day, for the time of that count there, or the last one before it.
    fn in_slot(&self, slot: SlotIx, date: NaiveDate, nth: usize) -> Vec<Heard> {
        let since = self.columns.partition_point(|column| column.heard.date < date);
        let of_day = self.columns[since..].iter().take_while(|column| column.heard.date == date);
        let of_slot = of_day.filter(|column| column.turn.1 == slot && column.nth <= nth);
        let last = of_slot.clone().map(|column| column.nth).max();
        of_slot.filter(|column| Some(column.nth) == last).map(|column| column.heard.clone()).collect()
    }
}

impl Reckoning<'_> {
    /// The topic that a campaign's columns speak of in an item with these parts: that of the day of the week, if it has a
    /// text, else the one furthest behind its targets of those that have one.
    pub(super) fn topic(&mut self, campaign: CampaignIx, parts: &[Part], at: &Place) -> Option<usize> {
        let about = self.schedule.campaign(campaign);
        if !about.is_steered_on(at.date) {
            return about.topic_of_day(at.date);
        }
        let course = self.course(at.station, at.date);
        let topic = self.chosen(&course, campaign, parts, at);
        self.courses.insert(at.station, course);
        topic
    }

    /// The course of a station, worked out to the month of `date`; it is to be given back.
    pub(super) fn course(&mut self, station: StationIx, date: NaiveDate) -> Course {
        let mut course = self.courses.remove(&station).unwrap_or_else(|| Course {
            next: self.first_text().with_day(1).expect("every month has a first day"),
            columns: Vec::new(),
            takers: BTreeMap::new(),
            firsts: BTreeMap::new(),
        });
        while course.next <= date {
            let month = course.next;
            self.replay(&mut course, station, month);
            course.next = month.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX);
        }
        course
    }

    /// Whether a column of a campaign with targets is declared to air at the station.
    pub(super) fn has_steered_column(&mut self, station: StationIx) -> bool {
        if let Some(known) = self.steered_stations.get(&station) {
            return *known;
        }
        let schedule = self.schedule;
        let is_steered = |part: &Part| match part.kind {
            PartKind::Column { campaign, .. } => !schedule.campaign(campaign).targets.is_empty(),
            _ => false,
        };
        let plays = schedule.slots_on(station).flat_map(|(_, slot)| slot.plays());
        let mut programmes = plays.filter_map(Play::programme);
        let has = programmes.any(|programme| schedule.programme(programme).parts.iter().any(is_steered));
        self.steered_stations.insert(station, has);
        has
    }

    /// The day of the first text of any campaign that has targets.
    fn first_text(&self) -> NaiveDate {
        let texts = self.catalogue.bulletins.iter().filter(|bulletin| self.is_steered(bulletin));
        texts.map(|bulletin| bulletin.date).min().unwrap_or(NaiveDate::MAX)
    }

    fn replay(&mut self, course: &mut Course, station: StationIx, month: NaiveDate) {
        let schedule = self.schedule;
        let mut items: Vec<(Airing, NaiveDate, usize, &Slot)> = Vec::new();
        for (ix, slot) in schedule.slots_on(station) {
            let starts = self.month(ix, slot, month);
            for of_day in starts.chunk_by(|one, other| one.0 == other.0) {
                let starts = (1..).zip(of_day);
                items.extend(starts.map(|(nth, (date, start))| ((*start, ix), *date, nth, slot)));
            }
        }
        items.sort_by_key(|(turn, ..)| *turn);
        for (turn, date, nth, slot) in items {
            let at = Place { station, date, start: turn.0, length: slot.length.value, turn };
            match slot.play_on(date) {
                Play::Repeat { slot, days } if slot.station.is_none_or(|of| of == station) => {
                    let heard = date.checked_sub_days(Days::new(u64::from(*days)));
                    let heard = heard.map(|date| course.in_slot(slot.slot, date, nth)).unwrap_or_default();
                    let columns = heard.into_iter().map(|heard| Column {
                        turn,
                        nth,
                        heard: repeated(heard, turn.0, date),
                    });
                    course.columns.extend(columns);
                }
                play => self.replay_item(course, schedule.parts_on(slot, date), &at, nth, play),
            }
        }
    }

    fn replay_item(&self, course: &mut Course, parts: &[Part], at: &Place, nth: usize, play: &Play) {
        let mut topics = Topics::new();
        for part in parts {
            if let PartKind::Column { campaign, .. } = part.kind
                && topics.iter().all(|(known, _)| *known != campaign)
            {
                topics.push((campaign, self.chosen(course, campaign, parts, at)));
            }
        }
        let mut heard = Vec::new();
        // The substitute of a relay is only heard when the signal is missing.
        if matches!(play, Play::Programme(_)) {
            let columns = topics.iter().filter_map(|(campaign, topic)| Some((*campaign, (*topic)?)));
            for (campaign, topic) in columns {
                heard.push((campaign, topic, self.texts(course, (campaign, topic), parts, at)));
            }
        }
        for (campaign, topic, texts) in heard.into_iter().filter(|(.., texts)| !texts.is_empty()) {
            let text = |(ix, length): &(BulletinIx, TimeDelta)| HeardText {
                length: *length,
                is_first: course.is_first(*ix, at.turn),
            };
            let texts_heard = texts.iter().map(text).collect();
            texts.iter().for_each(|(ix, _)| {
                course.firsts.entry(*ix).or_insert(at.turn);
            });
            let heard = Heard { start: at.start, date: at.date, campaign, topic, texts: texts_heard };
            course.columns.push(Column { turn: at.turn, nth, heard });
        }
        for ix in self.catalogue.bulletins_on(at.date) {
            let bulletin = self.catalogue.bulletin(ix);
            let lasts = bulletin.last_day() > bulletin.date && bulletin.is_for(at.station);
            if lasts && self.is_steered(bulletin) && takes(self.schedule, parts, bulletin, &topics) {
                course.takers.entry(ix).or_default().push(at.turn);
            }
        }
    }

    /// What the columns of a campaign take of a topic in an item, with the time it needs.
    pub(super) fn texts(
        &self,
        course: &Course,
        (campaign, topic): (CampaignIx, usize),
        parts: &[Part],
        at: &Place,
    ) -> Vec<(BulletinIx, TimeDelta)> {
        let letter = &self.schedule.campaign(campaign).topics[topic].id;
        let mut open = self.open_to_column(campaign, parts, at, |ix| course.spent(ix, at.turn));
        open.retain(|ix| speaks_of(self.catalogue.bulletin(*ix), letter));
        let (mut found, mut taken) = (Vec::new(), BTreeSet::new());
        for part in parts {
            let PartKind::Column { campaign: of, length } = &part.kind else { continue };
            let (mut left, mut is_first) = (length.value, true);
            for ix in open.iter().filter(|_| *of == campaign) {
                let needs = self.needs(*ix, part.cue, at.station);
                if !taken.contains(ix)
                    && let Some(rest) = left_after(needs, left, is_first)
                {
                    taken.insert(*ix);
                    found.push((*ix, needs));
                    (left, is_first) = (rest, false);
                }
            }
        }
        found
    }

    fn chosen(&self, course: &Course, campaign: CampaignIx, parts: &[Part], at: &Place) -> Option<usize> {
        let about = self.schedule.campaign(campaign);
        let of_day = about.topic_of_day(at.date);
        if !about.is_steered_on(at.date) {
            return of_day;
        }
        let open = self.open_to_column(campaign, parts, at, |ix| course.spent(ix, at.turn));
        let texts = |topic: usize| -> Vec<BulletinIx> {
            let letter = &about.topics[topic].id;
            open.iter().copied().filter(|ix| speaks_of(self.catalogue.bulletin(*ix), letter)).collect()
        };
        if open.is_empty() || of_day.is_some_and(|topic| !texts(topic).is_empty()) {
            return of_day;
        }
        let behind = |topic: usize, texts: &[BulletinIx]| {
            let is_new = |ix: &BulletinIx| course.is_first(*ix, at.turn);
            let kinds: BTreeSet<bool> = texts.iter().map(is_new).collect();
            let targets = targets_of(about, topic).into_iter();
            let shares = targets.map(|target| planned(about, &target, course, campaign, at, &kinds));
            shares.min().unwrap_or((true, u64::MAX))
        };
        let with_texts = (0..about.topics.len()).map(|topic| (topic, texts(topic)));
        let with_texts = with_texts.filter(|(_, texts)| !texts.is_empty());
        with_texts.min_by_key(|(topic, texts)| behind(*topic, texts)).map(|(topic, _)| topic)
    }
}

/// The targets of a topic: its own, else those of all topics together, as if they were for this one.
fn targets_of(about: &Campaign, topic: usize) -> Vec<Target> {
    let of = |wanted| about.targets.iter().filter(move |target| target.topic == wanted).cloned();
    let own: Vec<Target> = of(Some(topic)).collect();
    if own.is_empty() {
        of(None).map(|target| Target { topic: Some(topic), ..target }).collect()
    } else {
        own
    }
}

/// How far a target is planned before an item, in millionths; first, whether an airing in that item, of texts of these
/// kinds, would not even count.
fn planned(
    about: &Campaign,
    target: &Target,
    course: &Course,
    campaign: CampaignIx,
    at: &Place,
    kinds: &BTreeSet<bool>,
) -> (bool, u64) {
    let days = about.counted_with(at.date, target.per);
    let tally = Tally::of(target, course.before(at.turn, days, campaign));
    let counts = target.is_for_time(at.start.time())
        && tally.leaves_gap(target, at.start)
        && kinds.iter().any(|is_first| target.of.counts(*is_first));
    (!counts, tally.share(target))
}

/// A column as it is heard again.
pub(super) fn repeated(mut heard: Heard, start: DateTime<FixedOffset>, date: NaiveDate) -> Heard {
    heard.texts.iter_mut().for_each(|text| text.is_first = false);
    Heard { start, date, ..heard }
}
