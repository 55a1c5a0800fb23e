//! What is carried from upstream: of a pulled week, the sound of one item, made of the same pieces by the same recipe.
//!
//! Whatever is missing, the item stays in the rundown: nothing here holds up anything else.

use super::Brought;
use crate::audio::{Slate, SlateMark};
use crate::calendar::week_name;
use crate::diagnostic::{Arg, Code, Diagnostic, Diagnostics};
use crate::fit::{Fitted, Placement, Recipe, RecipePart};
use crate::network::{HouseFormat, Samples};
use crate::package::{ManifestElement, ManifestItem, ManifestSound, PackedSound};
use crate::project::{Project, ProjectError, SoundCache, upstream_folder};
use crate::repository::KeptWeek;
use crate::rundown::{Item, UpstreamOccurrence};
use crate::schedule::{SlotIx, Start};
use crate::source::fold;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Brings the sounds of upstream items, each week opened once.
pub(super) struct Bringing<'a> {
    project: &'a Project,
    cache: &'a SoundCache,
    weeks: BTreeMap<(usize, String), Option<Rc<KeptWeek>>>,
    found: BTreeMap<Finding, (NaiveDate, usize)>,
}

/// The sound of an item with what the package tells of it.
pub(super) type BroughtSound = (Rc<Fitted>, Rc<Brought>);

/// What is told of a slot: once, with the first day and the number of times.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    slot: SlotIx,
    lack: Lack,
    station: usize,
    source: String,
}

/// Why an upstream item has no sound here, or less than there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lack {
    NotPulled,
    Nothing,
    Unfit(&'static str),
    Live,
}

/// An upstream item whose sound did not come.
pub(super) struct Lost {
    /// Whether what was built before still holds: not when the upstream airs nothing there.
    pub keeps_earlier: bool,
}

impl<'a> Bringing<'a> {
    pub(super) fn new(project: &'a Project, cache: &'a SoundCache) -> Bringing<'a> {
        Bringing { project, cache, weeks: BTreeMap::new(), found: BTreeMap::new() }
    }

    /// The sound of `source` as `item` airs it.
    ///
    /// Errors: `Write` when there is no room for its pieces.
    pub(super) fn sound(
        &mut self,
        source: &UpstreamOccurrence,
        item: &Item,
    ) -> Result<Result<BroughtSound, Lost>, ProjectError> {
        match self.bring(source, item)? {
            Ok((fitted, brought)) => {
                if brought.elements.iter().any(|element| element.kind == "live") {
                    self.note(source, item, Lack::Live);
                }
                Ok(Ok((Rc::new(fitted), Rc::new(brought))))
            }
            Err(lack) => {
                self.note(source, item, lack);
                Ok(Err(Lost { keeps_earlier: lack != Lack::Nothing }))
            }
        }
    }

    fn bring(
        &mut self,
        source: &UpstreamOccurrence,
        item: &Item,
    ) -> Result<Result<(Fitted, Brought), Lack>, ProjectError> {
        let Some(week) = self.week(source) else { return Ok(Err(Lack::NotPulled)) };
        let Some(listed) = listed(&week, source).and_then(|listed| listed.sound.as_ref()) else {
            return Ok(Err(Lack::Nothing));
        };
        let format = self.project.network.audio;
        let milliseconds = u64::try_from(item.length.num_milliseconds()).expect("lengths are positive");
        let room = format.samples_in(milliseconds);
        if !sounds_alike(&week.package.format, &format) {
            return Ok(Err(Lack::Unfit("term-upstream-format")));
        }
        if listed.frames > room.0 {
            return Ok(Err(Lack::Unfit("term-upstream-too-long")));
        }
        let Some(sounds) = sounds(&week, listed) else {
            return Ok(Err(Lack::Unfit("term-upstream-damaged")));
        };
        if !self.take_pieces(&week, &sounds)? {
            return Ok(Err(Lack::Unfit("term-upstream-damaged")));
        }
        let rest = match self.project.schedule.slot(item.occurrence.slot).start {
            Start::Hard => room.0 - listed.frames,
            Start::Soft { .. } | Start::NotBefore => 0,
        };
        Ok(Ok(as_aired(listed, &sounds, format, rest)))
    }

    fn week(&mut self, source: &UpstreamOccurrence) -> Option<Rc<KeptWeek>> {
        let week = week_name(source.date);
        let slug = &self.project.network.upstream_station(source.station).slug;
        let folder = self.project.root.join(upstream_folder(slug));
        let opened = self.weeks.entry((source.station, week.clone()));
        opened.or_insert_with(|| KeptWeek::open(&folder, &week).map(Rc::new)).clone()
    }

    /// Whether all pieces of the sounds are in the project's cache now.
    fn take_pieces(&self, week: &KeptWeek, sounds: &[&PackedSound]) -> Result<bool, ProjectError> {
        let placements = sounds.iter().flat_map(|sound| &sound.part.placements);
        let used: BTreeSet<_> = placements.map(|placement| &placement.piece).collect();
        for piece in week.package.pieces.iter().filter(|piece| used.contains(&piece.id)) {
            if !self.cache.take(&piece.id, Samples(piece.frames), &week.flac(&piece.id))? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn note(&mut self, source: &UpstreamOccurrence, item: &Item, lack: Lack) {
        let (slot, station) = (item.occurrence.slot, source.station);
        let finding = Finding { slot, lack, station, source: source.slot.to_string() };
        self.found.entry(finding).or_insert((item.occurrence.date, 0)).1 += 1;
    }

    /// Tells what was found.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) {
        for (finding, (date, count)) in self.found {
            let slot = self.project.schedule.slot(finding.slot);
            let station = self.project.network.upstream_station(finding.station);
            let about = |code| {
                Diagnostic::at(code, slot.id.span)
                    .with("slot", slot.id.as_str())
                    .with("source", finding.source.as_str())
                    .with("station", station.name.as_str())
                    .with("date", date)
                    .with("count", count)
            };
            diagnostics.push(match finding.lack {
                Lack::NotPulled => about(Code::UpstreamNotPulled)
                    .with("week", week_name(date))
                    .hint("hint-upstream-pull", vec![]),
                Lack::Nothing => about(Code::UpstreamNothing),
                Lack::Unfit(why) => about(Code::UpstreamUnfit).with("why", Arg::Term(why)),
                Lack::Live => about(Code::UpstreamLive),
            });
        }
    }
}

/// Whether pieces of the one format are pieces of the other: loudness is what a producer aims at, not how samples are read.
fn sounds_alike(one: &HouseFormat, other: &HouseFormat) -> bool {
    (one.sample_rate, one.channels, one.width) == (other.sample_rate, other.channels, other.width)
}

/// The item of that slot on that day: the only one, else the one of the same count, else the last.
fn listed<'w>(week: &'w KeptWeek, source: &UpstreamOccurrence) -> Option<&'w ManifestItem> {
    let day = week.manifest.days.iter().find(|day| day.date == source.date)?;
    let wanted = fold(&source.slot);
    let of_slot: Vec<&ManifestItem> = day.items.iter().filter(|item| fold(&item.slot) == wanted).collect();
    let place = usize::try_from(source.nth).unwrap_or(usize::MAX).saturating_sub(1);
    of_slot.get(place).or(of_slot.last()).copied()
}

/// How the parts of a sound are made; none when the package does not tell of one.
fn sounds<'w>(week: &'w KeptWeek, sound: &ManifestSound) -> Option<Vec<&'w PackedSound>> {
    let packed = |file: &str| week.package.sounds.iter().find(|packed| packed.file == file);
    let sounds: Option<Vec<&PackedSound>> = sound.parts.iter().map(|part| packed(&part.file)).collect();
    // Each part has to end within the item, whatever the two texts say of each other.
    sounds.filter(|sounds| {
        let end = |sound: &&PackedSound| sound.part.at.0.checked_add(sound.part.length.0);
        !sounds.is_empty() && sounds.iter().all(|part| end(part).is_some_and(|end| end <= sound.frames))
    })
}

/// The sound as it is heard here: just as there, but in one file with silence where the upstream reads live.
fn as_aired(
    sound: &ManifestSound,
    sounds: &[&PackedSound],
    format: HouseFormat,
    rest: u64,
) -> (Fitted, Brought) {
    let live = sound.elements.iter().filter(|element| element.kind == "live");
    let live: u64 = live.fold(0, |sum, element| sum.saturating_add(element.frames));
    let is_whole = live == 0 && sounds.len() == 1;
    let (parts, slates) = match is_whole {
        true => sounds.iter().map(|sound| (sound.part.clone(), sound.slate.clone())).unzip(),
        false => (vec![joined(sound, sounds)], vec![joined_slate(sounds)]),
    };
    let silence = Samples(sound.silence.saturating_add(live).saturating_add(rest));
    let recipe = Recipe { format, parts };
    let fitted = Fitted { recipe, length: Samples(sound.frames), timeline: Vec::new(), silence };
    let element = |element: &ManifestElement| ManifestElement {
        // Files and numbers of another producer are nowhere here.
        source: None,
        recording: None,
        part: element.part.map(|part| if is_whole { part } else { 0 }),
        offset: if is_whole { element.offset } else { element.part.map(|_| element.at) },
        ..element.clone()
    };
    (fitted, Brought { slates, elements: sound.elements.iter().map(element).collect() })
}

fn joined(sound: &ManifestSound, sounds: &[&PackedSound]) -> RecipePart {
    let shifted = |part: &RecipePart, placement: &Placement| Placement {
        at: Samples(part.at.0 + placement.at.0),
        ..placement.clone()
    };
    let of_part = |sound: &&PackedSound| -> Vec<Placement> {
        sound.part.placements.iter().map(|placement| shifted(&sound.part, placement)).collect()
    };
    let mut placements: Vec<Placement> = sounds.iter().flat_map(of_part).collect();
    placements.sort_by_key(|placement| placement.at);
    RecipePart { at: Samples(0), length: Samples(sound.frames), placements }
}

fn joined_slate(sounds: &[&PackedSound]) -> Slate {
    let first = sounds[0];
    let marks = sounds.iter().flat_map(|sound| {
        sound
            .slate
            .marks
            .iter()
            .map(|mark| SlateMark { at: Samples(sound.part.at.0 + mark.at.0), title: mark.title.clone() })
    });
    let since_midnight = Samples(first.slate.since_midnight.0.saturating_sub(first.part.at.0));
    Slate { since_midnight, marks: marks.collect(), ..first.slate.clone() }
}
