//! Writing: a lineup and the templates become the words of every read.

use super::context::{self, Context};
use super::problem::TemplateProblem;
use super::templates::Templates;
use super::words::paragraphs;
use crate::calendar::lunar;
use crate::catalogue::{Bulletin, Catalogue};
use crate::lineup::{ElementKind, Lineup, pace};
use crate::network::{Network, StationIx};
use crate::rundown::{Item, ItemPlay};
use crate::schedule::{RelaySource, Schedule};
use crate::source::sha256;
use crate::speech::{Doubt, Lexicon, Pace, Speech, Spoken, SyllablesPerMinute, reading_time};
use chrono::{NaiveDate, TimeDelta};
use std::sync::Arc;

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
    /// The words as they are said: what a voice is given, and what the estimate counts.
    pub spoken: String,
    /// What nobody can know how to say, in bytes of the words; none of a bulletin, which tells its own.
    pub doubts: Vec<Doubt>,
    /// SHA-256 of the words, in lower-case hexadecimal: what a recording and an approval are bound to.
    pub digest: String,
    /// How long reading them should take at this station.
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
    /// What is said for short forms.
    pub lexicon: &'a Arc<Lexicon>,
}

/// Writes the words of every read of `lineup`; `next` is what the station airs right after it.
///
/// # Errors
/// What each template that could not be rendered stumbled over.
pub fn write(lineup: &Lineup, next: Option<&Item>, from: &Writing) -> Result<Script, Vec<TemplateProblem>> {
    let context = context(lineup, next, from);
    let station = lineup.item.occurrence.station;
    let rate = |pace| from.network.rate(station, pace);
    let speech = from.speech(station);
    let (mut reads, mut problems) = (Vec::new(), Vec::new());
    for element in &lineup.elements {
        let said = match element.kind {
            ElementKind::Read(template) => {
                match from.templates.render(from.catalogue.template(template), &context) {
                    Ok(words) => {
                        let Spoken { words: spoken, doubts } = speech.spoken(&words);
                        Said { words, spoken, doubts, rate: rate(Pace::News) }
                    }
                    Err(problem) => {
                        problems.push(*problem);
                        continue;
                    }
                }
            }
            ElementKind::Bulletin(ix) => said(from.catalogue.bulletin(ix), station, &speech, from.network),
            ElementKind::Clip(_) | ElementKind::Fill(_) => continue,
        };
        reads.push(said.read(element.number, &element.title));
    }
    if problems.is_empty() { Ok(Script { reads }) } else { Err(problems) }
}

/// Words with what is said for them, and how fast.
struct Said {
    words: String,
    spoken: String,
    doubts: Vec<Doubt>,
    rate: SyllablesPerMinute,
}

/// A bulletin at a station, which may have its own way of saying things.
fn said(bulletin: &Bulletin, station: StationIx, speech: &Speech, network: &Network) -> Said {
    let is_own = bulletin.language.is_none() && network.station(station).variants != network.variants;
    let spoken = if is_own { speech.spoken(&bulletin.text).words } else { bulletin.spoken.clone() };
    let rate = network.rate(station, pace(bulletin));
    Said { words: bulletin.text.clone(), spoken, doubts: Vec::new(), rate }
}

impl Said {
    fn read(self, element: u32, title: &str) -> ReadText {
        let Said { words, spoken, doubts, rate } = self;
        let digest = sha256(words.as_bytes());
        let estimate = reading_time(&spoken, rate);
        ReadText { element, title: title.to_owned(), words, spoken, doubts, digest, estimate }
    }
}

impl Writing<'_> {
    /// How a station says things.
    fn speech(&self, station: StationIx) -> Speech {
        Speech::new(Arc::clone(self.lexicon), self.network.station(station).variants)
    }
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
    let station = lineup.item.occurrence.station;
    let Spoken { words: spoken, doubts } = from.speech(station).spoken(&words);
    let rate = from.network.rate(station, Pace::News);
    Ok(Said { words, spoken, doubts, rate }.read(1, template))
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
        ItemPlay::Relay { from: RelaySource::Upstream(station), .. } => {
            Some(from.network.upstream_station(*station).name.clone())
        }
        ItemPlay::Relay { from: RelaySource::Outside(source), .. } => {
            Some(from.network.sources[*source].name.clone())
        }
        ItemPlay::Programme(_) | ItemPlay::Carry(_) | ItemPlay::Upstream(_) | ItemPlay::Repeat(_) => None,
    };
    let title = match &next.play {
        ItemPlay::Programme(programme) => from.schedule.programme(*programme).title.clone(),
        _ => from.schedule.slot(next.occurrence.slot).id.value.clone(),
    };
    context::Next { title, time: context::Time::of(next.start.time()), relayed_from }
}
