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
    /// The topics a new text of which it would take.
    would_take: Vec<usize>,
}

/// What a column takes where it is made.
struct Made {
    topic: usize,
    texts: Vec<HeardText>,
    would_take: Vec<usize>,
}

/// The columns of a campaign at a station on a day, worked out once.
type Offers = BTreeMap<(CampaignIx, StationIx, NaiveDate), Rc<Vec<Offer>>>;

/// The targets that the plan misses at `stations` in the weeks and months that end on one of `days`: by campaign, target,
/// week, station.
pub fn outlook<'a>(
    reckoning: &mut Reckoning<'a>,
    stations: &[StationIx],
    days: &RangeInclusive<NaiveDate>,
) -> Vec<Missed<'a>> {
    let (network, schedule) = (reckoning.network, reckoning.schedule);
    let mut expander = Expander::new(network, schedule);
    let (mut missed, mut known) = (Vec::new(), Offers::new());
    for (campaign, about) in (0..).map(CampaignIx).zip(&schedule.campaigns) {
        let meant: Vec<StationIx> =
            about.stations.iter().copied().filter(|station| stations.contains(station)).collect();
        for target in &about.targets {
            for span in ending(campaign, target.per, schedule, days) {
                for station in meant.iter().copied().filter(|station| is_on(network, *station, span)) {
                    let mut offers = Vec::new();
                    for date in span.first.iter_days().take_while(|date| *date <= span.last) {
                        let of_day = known.entry((campaign, station, date)).or_insert_with(|| {
                            Rc::new(offers_of(reckoning, &mut expander, campaign, station, date))
                        });
                        offers.push(Rc::clone(of_day));
                    }
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
    let is_missing = |offer: &&&&Offer| match target.topic {
        Some(topic) => offer.would_take.contains(&topic),
        None => offer.heard.texts.is_empty(),
    };
    let text = fitting.iter().find(is_missing);
    let is_gap = matches!(target.amount, Amount::Airings(wanted) if planned + tally.too_soon >= wanted);
    let lack = match text {
        _ if is_gap => Lack::Gap,
        Some(offer) => Lack::Text(offer.origin.slot, offer.origin.date),
        None => Lack::Room,
    };
    Some((planned, lack))
}

/// The columns of the campaign that are heard at a station on a day, in their order.
fn offers_of(
    reckoning: &mut Reckoning,
    expander: &mut Expander,
    campaign: CampaignIx,
    station: StationIx,
    date: NaiveDate,
) -> Vec<Offer> {
    let mut offers = Vec::new();
    let items = expander.day(station, date);
    for item in items.items.iter() {
        for (start, origin) in made_in(expander, item, DEEPEST) {
            let Some(made) = reckoning.made(campaign, &origin) else { continue };
            let is_own = origin.occurrence == item.occurrence;
            let heard = Heard { start, date, campaign, topic: made.topic, texts: made.texts };
            let heard = if is_own { heard } else { repeated(heard, start, date) };
            let (origin, would_take) = (origin.occurrence, made.would_take);
            offers.push(Offer { start, origin, is_own, heard, would_take });
        }
    }
    offers
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
        // A text of another topic than that of the day is only taken where that one has none.
        let could_take = |topic: usize| of_day.is_none_or(|of_day| of_day == topic);
        let would_take = (0..about.topics.len()).filter(|topic| could_take(*topic) && !has_text(*topic));
        let would_take = would_take.collect();
        let text = |(ix, length)| HeardText { length, is_first: course.is_first(ix, at.turn) };
        let texts = texts.into_iter().map(text).collect();
        let made = Made { topic: topic.unwrap_or(0), texts, would_take };
        self.courses.insert(at.station, course);
        Some(made)
    }
}

fn is_column(kind: &PartKind, of: CampaignIx) -> bool {
    matches!(kind, PartKind::Column { campaign, .. } if *campaign == of)
}
