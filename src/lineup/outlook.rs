//! The outlook: which targets the plan is going to miss, at which station, and why.
//!
//! In: stations, days, what there is to air. Out: for every week or month that ends on one of the days, what is missing
//! and what would mend it. Unlike steering it counts what really airs, changes and relays included. It must not know
//! what was on air in the end.

use super::course::repeated;
use super::missed::{Lack, Missed};
use super::open::{Place, speaks_of};
use super::reckoning::Reckoning;
use super::tally::{Heard, HeardText, Tally};
use crate::calendar::DaySpan;
use crate::network::{Network, StationIx};
use crate::rundown::{Expander, Item, ItemPlay, Occurrence};
use crate::schedule::{Amount, CampaignIx, Hearing, PartKind, Per, RelaySource, Schedule, Target};
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::rc::Rc;

/// Relays of relays are followed so far.
const DEEPEST: usize = 8;

/// A column at a station.
struct Offer {
    start: DateTime<FixedOffset>,
    /// Where it is made.
    origin: Occurrence,
    /// Whether the station makes it itself.
    is_own: bool,
    /// What is heard in it; without texts nothing is.
    heard: Heard,
    made: Rc<Made>,
}

/// What a column takes where it is made.
struct Made {
    topic: Option<usize>,
    texts: Vec<HeardText>,
    /// The topic of the day of the week.
    of_day: Option<usize>,
    /// The topics a new text of which it would take.
    would_take: Vec<usize>,
}

/// The columns of a campaign at a station on a day.
type OfDay = (CampaignIx, StationIx, NaiveDate);

/// What was worked out so far.
struct Looking<'r, 'a> {
    reckoning: &'r mut Reckoning<'a>,
    expander: Expander<'a>,
    made: BTreeMap<(CampaignIx, Occurrence), Option<Rc<Made>>>,
    offers: BTreeMap<OfDay, Rc<Vec<Offer>>>,
}

/// The targets that the plan misses at `stations` in the weeks and months that end on one of `days`: by campaign, target,
/// week, station, those above before those below.
pub fn outlook<'a>(
    reckoning: &mut Reckoning<'a>,
    stations: &[StationIx],
    days: &RangeInclusive<NaiveDate>,
) -> Vec<Missed<'a>> {
    let (network, schedule) = (reckoning.network, reckoning.schedule);
    let mut missed = Vec::new();
    if schedule.campaigns.iter().all(|campaign| campaign.targets.is_empty()) {
        return missed;
    }
    let expander = Expander::new(network, schedule);
    let mut looking = Looking { reckoning, expander, made: BTreeMap::new(), offers: BTreeMap::new() };
    for (campaign, about) in (0..).map(CampaignIx).zip(&schedule.campaigns) {
        let meant = about.stations.iter().copied().filter(|station| stations.contains(station));
        let mut meant: Vec<StationIx> = meant.collect();
        meant.sort_by_key(|station| (depth(network, *station), *station));
        for target in &about.targets {
            for span in ending(campaign, target.per, schedule, days) {
                for station in meant.iter().copied().filter(|station| is_on(network, *station, span)) {
                    let dates = span.first.iter_days().take_while(|date| *date <= span.last);
                    let offers: Vec<_> =
                        dates.map(|date| looking.offers((campaign, station, date))).collect();
                    let offers: Vec<&Offer> = offers.iter().flat_map(|of_day| of_day.iter()).collect();
                    if let Some((planned, lack)) = lack(target, &offers) {
                        missed.push(Missed { campaign, target, station, days: span, planned, lack });
                    }
                }
            }
        }
    }
    missed
}

/// So many stations stand above it.
fn depth(network: &Network, station: StationIx) -> usize {
    std::iter::successors(network.station(station).under, |above| network.station(*above).under).count()
}

/// The weeks or months of the campaign that end on one of `days`. One that its first or last day cuts is held to nothing.
fn ending(
    campaign: CampaignIx,
    per: Per,
    schedule: &Schedule,
    days: &RangeInclusive<NaiveDate>,
) -> Vec<DaySpan> {
    let about = schedule.campaign(campaign);
    let mut spans = Vec::new();
    let mut date = *days.start();
    while date <= *days.end() {
        let span = about.counted_with(date, per);
        if span.last <= *days.end() && about.is_on(span.first) && about.is_on(span.last) {
            spans.push(span);
        }
        let Some(next) = span.last.succ_opt() else { break };
        date = next;
    }
    spans
}

fn is_on(network: &Network, station: StationIx, days: DaySpan) -> bool {
    let station = network.station(station);
    station.is_on(days.first) && station.is_on(days.last)
}

/// How much is planned and what is lacking; none when the target is met, or is of first airings where no column is made.
fn lack(target: &Target, offers: &[&Offer]) -> Option<(u32, Lack)> {
    if target.of == Hearing::First && !offers.iter().any(|offer| offer.is_own) {
        return None;
    }
    let tally = Tally::of(target, offers.iter().map(|offer| &offer.heard));
    if tally.is_met(target) {
        return None;
    }
    let planned = tally.planned(target);
    let fitting: Vec<&&Offer> = offers
        .iter()
        .filter(|offer| target.is_for_time(offer.start.time()))
        .filter(|offer| target.of != Hearing::First || offer.is_own)
        .collect();
    if fitting.is_empty() {
        return Some((planned, Lack::Column));
    }
    let is_gap = matches!(target.amount, Amount::Airings(wanted) if planned + tally.too_soon >= wanted);
    let lack = match text_wanted(target, &fitting) {
        _ if is_gap => Lack::Gap,
        Some((offer, topic)) => Lack::Text(offer.origin.slot, offer.origin.date, topic),
        None => Lack::Room,
    };
    Some((planned, lack))
}

/// The column that would take a new text, and of which topic: one on the topic's own day, else the first.
fn text_wanted<'o>(target: &Target, offers: &[&&'o Offer]) -> Option<(&'o Offer, usize)> {
    let Some(topic) = target.topic else {
        let empty = offers.iter().find(|offer| offer.heard.texts.is_empty())?;
        let topic = empty.made.of_day.or(empty.made.would_take.first().copied())?;
        return Some((empty, topic));
    };
    let mut fit = offers.iter().filter(|offer| offer.made.would_take.contains(&topic));
    let found = fit.clone().find(|offer| offer.made.of_day == Some(topic)).or_else(|| fit.next())?;
    Some((found, topic))
}

impl Looking<'_, '_> {
    /// The columns of the campaign that are heard at a station on a day, in their order.
    fn offers(&mut self, of_day: OfDay) -> Rc<Vec<Offer>> {
        if let Some(known) = self.offers.get(&of_day) {
            return Rc::clone(known);
        }
        let (campaign, station, date) = of_day;
        let mut offers = Vec::new();
        let rundown = self.expander.day(station, date);
        for item in rundown.items.iter() {
            for (start, origin) in made_in(&mut self.expander, item, DEEPEST) {
                let Some(made) = self.made(campaign, &origin) else { continue };
                let is_own = origin.occurrence == item.occurrence;
                let topic = made.topic.unwrap_or_default();
                let heard = Heard { start, date, campaign, topic, texts: made.texts.clone() };
                let heard = if is_own { heard } else { repeated(heard, start, date) };
                offers.push(Offer { start, origin: origin.occurrence, is_own, heard, made });
            }
        }
        let offers = Rc::new(offers);
        self.offers.insert(of_day, Rc::clone(&offers));
        offers
    }

    fn made(&mut self, campaign: CampaignIx, item: &Item) -> Option<Rc<Made>> {
        let key = (campaign, item.occurrence);
        if !self.made.contains_key(&key) {
            let made = self.reckoning.made(campaign, item).map(Rc::new);
            self.made.insert(key, made);
        }
        self.made[&key].clone()
    }
}

/// The programmes that are heard in an item, with the time at which each begins there: its own, what it carries or
/// repeats, what a relayed station of the network airs wholly within it.
fn made_in(expander: &mut Expander, item: &Item, deepest: usize) -> Vec<(DateTime<FixedOffset>, Item)> {
    match &item.play {
        ItemPlay::Relay { from: RelaySource::Station(station, _), .. } if deepest > 0 => {
            let relayed = expander.day(*station, item.occurrence.date);
            let within = |other: &&Item| item.start <= other.start && other.over() <= item.over();
            let items = relayed.items.iter().filter(within);
            items.flat_map(|other| made_in(expander, other, deepest - 1)).collect()
        }
        ItemPlay::Relay { .. } => Vec::new(),
        ItemPlay::Programme(_) | ItemPlay::Carry(_) | ItemPlay::Upstream(_) | ItemPlay::Repeat(_) => {
            expander.origin(item).map(|origin| (item.start, origin)).into_iter().collect()
        }
    }
}

impl Reckoning<'_> {
    /// What a campaign's columns take in an item that has a programme of its own; none when it has no such column.
    fn made(&mut self, campaign: CampaignIx, item: &Item) -> Option<Made> {
        let ItemPlay::Programme(programme) = item.play else { return None };
        let parts = &self.schedule.programme(programme).parts;
        let mut columns = parts.iter().filter(|part| is_column(&part.kind, campaign));
        let cue = columns.next()?.cue;
        let about = self.schedule.campaign(campaign);
        let at = Place::of(item);
        let kept = self.frozen.and_then(|frozen| frozen.items.get(item.id.as_str()));
        let kept = kept.and_then(|kept| self.frozen_column(campaign, &kept.blocks, at.date));
        let topic = match &kept {
            Some((topic, _)) => Some(*topic),
            None => self.topic(campaign, parts, &at),
        };
        let course = self.course(at.station, at.date);
        let texts = match (kept, topic) {
            (Some((_, texts)), _) => {
                texts.into_iter().map(|ix| (ix, self.needs(ix, cue, at.station))).collect()
            }
            (None, Some(topic)) => self.texts(&course, (campaign, topic), parts, &at),
            (None, None) => Vec::new(),
        };
        let open = self.open_to_column(campaign, parts, &at, |ix| course.spent(ix, at.turn));
        let has_text = |topic: usize| {
            open.iter().any(|ix| speaks_of(self.catalogue.bulletin(*ix), &about.topics[topic].id))
        };
        let of_day = about.topic_of_day(at.date);
        // That of the day goes before the others; where it has no text, any is good that finds the column empty.
        let is_free = of_day.is_none() || open.is_empty();
        let would_take = |topic: &usize| (is_free || of_day == Some(*topic)) && !has_text(*topic);
        let would_take = (0..about.topics.len()).filter(would_take).collect();
        let text = |(ix, length)| HeardText { length, is_first: course.is_first(ix, at.turn) };
        let texts = texts.into_iter().map(text).collect();
        let made = Made { topic, texts, of_day, would_take };
        self.courses.insert(at.station, course);
        Some(made)
    }
}

fn is_column(kind: &PartKind, of: CampaignIx) -> bool {
    matches!(kind, PartKind::Column { campaign, .. } if *campaign == of)
}
