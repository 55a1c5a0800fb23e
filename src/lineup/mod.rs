//! Lineup: what stands in each item: which clips, which reads, which bulletins, which fillers may come.
//!
//! **pick**: an item of a rundown + the bulletins open to it, campaigns and pools → [`Lineup`]. Knows bulletins' reading time
//! against their block's declared length; no rendered words and no sound.

mod apart;
mod course;
mod eligible;
mod frozen;
mod kept;
mod missed;
mod open;
mod outlook;
mod reckoning;
mod rotation;
mod step;
mod tally;

pub use frozen::{Frozen, FrozenBlock, FrozenItem, FrozenPool, date_of, read_frozen, write_frozen};
pub use missed::{Lack, Missed};
pub use outlook::outlook;
pub use reckoning::Reckoning;
pub use rotation::Ring;

use crate::catalogue::{Bulletin, BulletinIx, Catalogue, ClipIx, Priority, TemplateIx};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::network::{Network, StationIx};
use crate::rundown::Item;
use crate::schedule::{CampaignIx, Cue, Part, PartKind, PoolIx, ProgrammeIx, Reading, Schedule};
use crate::source::{Spanned, fold};
use crate::speech::{Pace, reading_time};
use apart::Taking;
use chrono::TimeDelta;
use open::{Place, left_after, speaks_of};
use std::collections::BTreeSet;

/// The elements of one item, in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Lineup {
    /// The item whose programme this is.
    pub item: Item,
    /// The programme.
    pub programme: ProgrammeIx,
    /// The topic its column speaks of: its campaign, and its place in the campaign's list.
    pub topic: Option<(CampaignIx, usize)>,
    /// What it brings, as an opening announces it: sections and columns that have a bulletin today.
    pub sections: Vec<String>,
    /// What is heard, in order.
    pub elements: Vec<Element>,
    /// What may fill time left, for each pool of the programme; the first pool also fills what no fill part takes.
    pub fillers: Vec<Fillers>,
}

/// The clips of a pool that may fill time left in one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fillers {
    /// The pool.
    pub pool: PoolIx,
    /// In the order of rotation.
    pub clips: Vec<ClipIx>,
    /// Those of them that are this use's own: what it takes beyond them may come too soon after another use. All of
    /// them, where the pool keeps nothing apart.
    pub own: Vec<ClipIx>,
}

/// A sound in an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// 1 for the first of the item.
    pub number: u32,
    /// What it is.
    pub kind: ElementKind,
    /// It begins exactly so long after the start of the item.
    pub pin: Option<TimeDelta>,
    /// It and all that comes after it end exactly with the item.
    pub is_backtimed: bool,
    /// A clip's turn to be left out when words need its time: 1 goes first.
    pub turn: Option<u32>,
    /// How it enters and ends.
    pub cue: Cue,
    /// What it is, for people: the name of a clip, a read or a pool, the title of a bulletin.
    pub title: String,
    /// Where its part is declared.
    pub span: Span,
}

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ElementKind {
    /// A clip as it is.
    Clip(ClipIx),
    /// Words from a template.
    Read(TemplateIx),
    /// The words of a bulletin.
    Bulletin(BulletinIx),
    /// Time to be filled.
    Fill(PoolIx),
}

/// Picks the elements of `item`, which has to play `programme`. What `reckoning` counted before only makes it faster.
pub fn pick(
    item: &Item,
    programme: ProgrammeIx,
    reckoning: &mut Reckoning,
    diagnostics: &mut Diagnostics,
) -> Lineup {
    let mut picking = Picking {
        lineup: Lineup {
            item: item.clone(),
            programme,
            topic: None,
            sections: Vec::new(),
            elements: Vec::new(),
            fillers: Vec::new(),
        },
        taken: BTreeSet::new(),
        frozen: reckoning.frozen.and_then(|frozen| frozen.items.get(item.id.as_str())),
        blocks: 0,
        network: reckoning.network,
        schedule: reckoning.schedule,
        catalogue: reckoning.catalogue,
        reckoning,
    };
    for part in &picking.schedule.programme(programme).parts {
        let before = picking.lineup.elements.len();
        picking.part(part, diagnostics);
        picking.wrap(part, before);
    }
    picking.unclaimed(diagnostics);
    picking.lineup
}

/// How fast a bulletin is read.
pub fn pace(bulletin: &Bulletin) -> Pace {
    match bulletin.priority {
        Priority::Emergency => Pace::Emergency,
        Priority::Priority => Pace::Notice,
        Priority::Normal if fold(&bulletin.section) == "thongbao" => Pace::Notice,
        Priority::Normal => Pace::News,
    }
}

/// How long a bulletin takes to read at a station.
fn needs(bulletin: &Bulletin, network: &Network, station: StationIx) -> TimeDelta {
    reading_time(&bulletin.spoken, network.rate(station, pace(bulletin)))
}

/// "Mở đầu" for "xa/mở đầu".
fn title(name: &str) -> String {
    let mut letters = name.rsplit('/').next().unwrap_or(name).chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

struct Picking<'a, 'r> {
    lineup: Lineup,
    taken: BTreeSet<BulletinIx>,
    /// What was chosen when the day was frozen.
    frozen: Option<&'a FrozenItem>,
    /// So many of its blocks were met.
    blocks: usize,
    network: &'a Network,
    schedule: &'a Schedule,
    catalogue: &'a Catalogue,
    reckoning: &'r mut Reckoning<'a>,
}

impl Picking<'_, '_> {
    fn part(&mut self, part: &Part, diagnostics: &mut Diagnostics) {
        match &part.kind {
            PartKind::Clip { clip, name } => {
                self.push(ElementKind::Clip(*clip), name, part.pin.as_ref(), part.span);
            }
            PartKind::Read(read) => {
                self.add_read(read, part.pin.as_ref(), part.span);
            }
            PartKind::Fill(usual) => {
                let start = self.lineup.item.start.naive_local();
                let by = self.schedule.programme(self.lineup.programme).by;
                let pool = self.schedule.pool_on(self.network, start.date(), by, *usual);
                let name = &self.schedule.pool(pool).id;
                self.push(ElementKind::Fill(pool), name, part.pin.as_ref(), part.span);
                if self.lineup.fillers.iter().all(|known| known.pool != pool) {
                    // However seldom a day's own pool is used, its turns are those of the pool it stands in for.
                    let nth = self.reckoning.uses(*usual, &self.lineup.item);
                    let ring = self.reckoning.ring(pool, start.date());
                    let station = self.lineup.item.occurrence.station;
                    let taking = Taking { pool, usual: *usual, station };
                    let item = &self.lineup.item;
                    let own = apart::own(&ring, taking, nth, item, self.reckoning, diagnostics);
                    let clips = ring.candidates(nth, start);
                    let fillers = self.thawed(Fillers { pool, clips, own }, part.span, diagnostics);
                    self.lineup.fillers.push(fillers);
                }
            }
            PartKind::Bulletins { section, length } => {
                let wanted = fold(section);
                let fitting = |bulletin: &Bulletin| fold(&bulletin.section) == wanted;
                let found = self.room(section, (length, part.cue), fitting, diagnostics);
                if found.is_empty() {
                    self.nothing_for(Code::EmptyBlock, section, diagnostics);
                } else {
                    self.lineup.sections.push(section.value.clone());
                }
                self.in_order(found, part.pin.as_ref(), part.span);
            }
            PartKind::Column { campaign, length } => self.column(*campaign, length, part, diagnostics),
        }
    }

    /// Gives the elements of a part, from place `before` on, what its wrappers say: the first one begins as the part does,
    /// the last one ends so.
    fn wrap(&mut self, part: &Part, before: usize) {
        let elements = &mut self.lineup.elements[before..];
        for element in &mut *elements {
            let twice = part.cue.twice.or(element.cue.twice);
            element.cue = Cue { bed: part.cue.bed, twice, ..Cue::default() };
        }
        if let Some(first) = elements.first_mut() {
            first.is_backtimed = part.is_backtimed;
            first.turn = part.turn;
            first.cue = Cue { entry: part.cue.entry, fade_in: part.cue.fade_in, ..first.cue };
        }
        if let Some(last) = elements.last_mut() {
            last.cue.fade_out = part.cue.fade_out;
        }
    }

    fn column(
        &mut self,
        campaign: CampaignIx,
        length: &Spanned<TimeDelta>,
        part: &Part,
        diagnostics: &mut Diagnostics,
    ) {
        let about = self.schedule.campaign(campaign);
        let place = Place::of(&self.lineup.item);
        let parts = &self.schedule.programme(self.lineup.programme).parts;
        let topic = self.frozen_topic(campaign).or_else(|| self.reckoning.topic(campaign, parts, &place));
        let Some(topic) = topic else {
            let is_steered = about.is_steered_on(place.date);
            let code = if is_steered { Code::EmptyBlock } else { Code::NoTopicToday };
            self.nothing_for(code, &about.id, diagnostics);
            return;
        };
        self.lineup.topic = Some((campaign, topic));
        let letter = &about.topics[topic].id;
        let fits = |bulletin: &Bulletin| speaks_of(bulletin, letter);
        let found = self.room(&about.id, (length, part.cue), fits, diagnostics);
        if found.is_empty() {
            self.nothing_for(Code::EmptyBlock, letter, diagnostics);
            return;
        }
        self.lineup.sections.push(format!("chuyên mục {}", about.title));
        // The pin belongs to whatever comes first.
        let mut pin = part.pin.as_ref();
        if let Some(opening) = &about.opening {
            self.add_read(opening, pin.take(), part.span);
        }
        self.in_order(found, pin, part.span);
        if let Some(closing) = &about.closing {
            self.add_read(closing, None, part.span);
        }
    }

    /// The bulletins open to the item that `fits` and for which a block of `length` has room, in their order; those that
    /// were frozen, as long as they are there.
    fn room(
        &mut self,
        of: &Spanned<String>,
        (length, cue): (&Spanned<TimeDelta>, Cue),
        fits: impl Fn(&Bulletin) -> bool,
        diagnostics: &mut Diagnostics,
    ) -> Vec<BulletinIx> {
        let (mut found, is_whole) = self.frozen_block(of, diagnostics);
        self.taken.extend(&found);
        if is_whole {
            return found;
        }
        let place = Place::of(&self.lineup.item);
        let mut left = found.iter().fold(length.value, |left, ix| left - self.needs(*ix, cue));
        for ix in self.catalogue.bulletins_on(self.lineup.item.occurrence.date) {
            let bulletin = self.catalogue.bulletin(ix);
            let is_open = fits(bulletin) && !self.taken.contains(&ix) && !self.versions(ix).is_empty();
            if !is_open || bulletin.translates.is_some() || !self.reckoning.may_air(ix, &place) {
                continue;
            }
            let needs = self.needs(ix, cue);
            let Some(rest) = left_after(needs, left, found.is_empty()) else {
                diagnostics.push(
                    Diagnostic::at(Code::NoRoom, bulletin.span)
                        .with("title", bulletin.title.as_str())
                        .with("needs", needs)
                        .with("left", left)
                        .label(length.span, "label-block-length", vec![]),
                );
                continue;
            };
            if needs > length.value {
                diagnostics.push(
                    Diagnostic::at(Code::BulletinTooLong, bulletin.span)
                        .with("title", bulletin.title.as_str())
                        .with("needs", needs)
                        .with("length", length.value)
                        .label(length.span, "label-block-length", vec![]),
                );
            }
            left = rest;
            found.push(ix);
        }
        self.taken.extend(&found);
        found
    }

    /// The texts that are read here where a bulletin is.
    fn versions(&self, ix: BulletinIx) -> Vec<BulletinIx> {
        self.reckoning.versions(ix, self.lineup.item.occurrence.station)
    }

    /// How long a bulletin takes here in a block of that cue.
    fn needs(&self, ix: BulletinIx, cue: Cue) -> TimeDelta {
        self.reckoning.needs(ix, cue, self.lineup.item.occurrence.station)
    }

    /// Adds bulletins, each with its translations; the first takes the pin.
    fn in_order(&mut self, bulletins: Vec<BulletinIx>, pin: Option<&Spanned<TimeDelta>>, span: Span) {
        let all = bulletins.into_iter().flat_map(|ix| self.versions(ix)).collect::<Vec<_>>();
        for (at, ix) in all.into_iter().enumerate() {
            let bulletin = self.catalogue.bulletin(ix);
            self.push(ElementKind::Bulletin(ix), &bulletin.title, pin.filter(|_| at == 0), span);
            let added = self.lineup.elements.last_mut().expect("one was just added");
            added.cue.twice = bulletin.twice;
        }
    }

    fn add_read(&mut self, read: &Reading, pin: Option<&Spanned<TimeDelta>>, span: Span) {
        self.push(ElementKind::Read(read.template), &read.name, pin, span);
    }

    fn push(&mut self, kind: ElementKind, name: &str, pin: Option<&Spanned<TimeDelta>>, span: Span) {
        let number = u32::try_from(self.lineup.elements.len() + 1).expect("few elements stand in an item");
        let title = title(name);
        self.lineup.elements.push(Element {
            number,
            kind,
            pin: pin.map(|pin| pin.value),
            is_backtimed: false,
            turn: None,
            cue: Cue::default(),
            title,
            span,
        });
    }

    fn nothing_for(&self, code: Code, wanted: &Spanned<String>, diagnostics: &mut Diagnostics) {
        let here = &self.lineup.item.occurrence;
        let found = Diagnostic::at(code, wanted.span)
            .with("name", wanted.as_str())
            .with("date", here.date)
            .with("station", self.network.station(here.station).name.as_str());
        diagnostics.push(match code {
            Code::EmptyBlock => found.hint("hint-add-bulletin", vec![("date", here.date.to_string().into())]),
            _ => found,
        });
    }
}
