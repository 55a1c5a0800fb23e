//! Writing: a lineup and the templates become the words of every read.

use super::context::{self, Context};
use super::problem::TemplateProblem;
use super::templates::Templates;
use super::words::paragraphs;
use crate::calendar::lunar;
use crate::catalogue::Catalogue;
use crate::lineup::{Element, ElementKind, Lineup, pace};
use crate::network::Network;
use crate::rundown::{Item, ItemPlay};
use crate::schedule::{RelaySource, Schedule};
use crate::source::sha256;
use crate::speech::{Pace, reading_time, syllables};
use chrono::{NaiveDate, TimeDelta};

/// The words of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// Every read of the item, in order.
    pub reads: Vec<ReadText>,
}

/// The words of one element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadText {
    /// The element's number.
    pub element: u32,
    /// What it is, for people.
    pub title: String,
    /// The words, paragraphs parted by an empty line.
    pub words: String,
    /// SHA-256 of the words, in lower-case hexadecimal: what a recording and an approval are bound to.
    pub digest: String,
    /// How long reading them should take, by written syllables.
    pub estimate: TimeDelta,
}

/// What the words are written from.
pub struct Writing<'a> {
    /// The network.
    pub network: &'a Network,
    /// The schedule.
    pub schedule: &'a Schedule,
    /// The bulletins.
    pub catalogue: &'a Catalogue,
    /// The templates.
    pub templates: &'a Templates,
}

/// Writes the words of every read of `lineup`; `next` is what the station airs right after it.
///
/// # Errors
/// What each template that could not be rendered stumbled over.
pub fn write(lineup: &Lineup, next: Option<&Item>, from: &Writing) -> Result<Script, Vec<TemplateProblem>> {
    let context = context(lineup, next, from);
    let (mut reads, mut problems) = (Vec::new(), Vec::new());
    for element in &lineup.elements {
        let (words, pace) = match element.kind {
            ElementKind::Read(template) => {
                match from.templates.render(from.catalogue.template(template), &context) {
                    Ok(words) => (words, Pace::News),
                    Err(problem) => {
                        problems.push(*problem);
                        continue;
                    }
                }
            }
            ElementKind::Bulletin(ix) => {
                let bulletin = from.catalogue.bulletin(ix);
                (bulletin.text.clone(), pace(bulletin))
            }
            ElementKind::Clip(_) | ElementKind::Fill(_) => continue,
        };
        reads.push(read_text(element, words, pace));
    }
    if problems.is_empty() { Ok(Script { reads }) } else { Err(problems) }
}

impl Script {
    /// The words of the element of that number, if it is read.
    pub fn read(&self, element: u32) -> Option<&ReadText> {
        self.reads.iter().find(|read| read.element == element)
    }
}

/// A template's words on their own, as they would stand in `item` (for a preview).
///
/// # Errors
/// What the template stumbled over.
pub fn preview(
    template: &str,
    lineup: &Lineup,
    next: Option<&Item>,
    from: &Writing,
) -> Result<ReadText, Box<TemplateProblem>> {
    let words = from.templates.render(template, &context(lineup, next, from))?;
    Ok(text_of(1, template, words, Pace::News))
}

fn read_text(element: &Element, words: String, pace: Pace) -> ReadText {
    text_of(element.number, &element.title, words, pace)
}

fn text_of(element: u32, title: &str, words: String, pace: Pace) -> ReadText {
    let digest = sha256(words.as_bytes());
    let estimate = reading_time(syllables(&words), pace.rate());
    ReadText { element, title: title.to_owned(), words, digest, estimate }
}

fn context(lineup: &Lineup, next: Option<&Item>, from: &Writing) -> Context {
    let Writing { network, schedule, catalogue, .. } = from;
    let item = &lineup.item;
    let station = network.station(item.occurrence.station);
    let programme = schedule.programme(lineup.programme);
    let slot = schedule.slot(item.occurrence.slot);
    let bulletins = lineup.elements.iter().filter_map(|element| match element.kind {
        ElementKind::Bulletin(ix) => Some(catalogue.bulletin(ix)),
        _ => None,
    });
    Context {
        station: context::Station {
            id: station.id.value.clone(),
            name: station.name.clone(),
            upstream: station.under.map(|above| network.station(above).name.clone()),
        },
        network: context::Network { id: network.id.clone(), name: network.name.clone() },
        programme: context::Programme {
            id: programme.id.value.clone(),
            title: programme.title.clone(),
            sections: lineup.sections.clone(),
        },
        slot: context::Slot {
            id: slot.id.value.clone(),
            start: item.start.format("%H:%M").to_string(),
            length_minutes: u32::try_from(item.length.num_minutes()).unwrap_or(u32::MAX),
        },
        date: date(item.occurrence.date),
        time: context::Time::of(item.start.time()),
        bulletins: bulletins
            .map(|bulletin| context::Bulletin {
                title: bulletin.title.clone(),
                section: bulletin.section.clone(),
                date: date(bulletin.date),
                topics: bulletin.topics.iter().map(|topic| topic.value.clone()).collect(),
                supplier: bulletin.supplier.clone(),
                text: bulletin.text.clone(),
                paragraphs: paragraphs(&bulletin.text),
            })
            .collect(),
        topic: lineup.topic.map(|(campaign, place)| {
            let topic = &schedule.campaign(campaign).topics[place];
            context::Topic {
                id: topic.id.value.clone(),
                title: topic.title.clone(),
                supplier: topic.supplier.clone(),
            }
        }),
        next: next.filter(|next| next.start == item.end()).map(|next| follows(next, from)),
    }
}

/// A day as a template sees it, with its lunar date where the calendar vouches for it.
pub fn date(date: NaiveDate) -> context::Date {
    let lunar = lunar::from_solar(date).ok().map(|lunar| {
        let (day, month) = (u32::from(lunar.day), u32::from(lunar.month));
        context::Lunar::of(day, month, lunar.leap, &lunar.year_name())
    });
    context::Date::of(date, lunar)
}

fn follows(next: &Item, from: &Writing) -> context::Next {
    let relayed_from = match &next.play {
        ItemPlay::Relay { from: RelaySource::Station(station, _), .. } => {
            Some(from.network.station(*station).name.clone())
        }
        ItemPlay::Relay { from: RelaySource::Outside(source), .. } => {
            Some(from.network.sources[*source].name.clone())
        }
        ItemPlay::Programme(_) | ItemPlay::Carry(_) | ItemPlay::Repeat(_) => None,
    };
    let title = match &next.play {
        ItemPlay::Programme(programme) => from.schedule.programme(*programme).title.clone(),
        _ => from.schedule.slot(next.occurrence.slot).id.value.clone(),
    };
    context::Next { title, time: context::Time::of(next.start.time()), relayed_from }
}
