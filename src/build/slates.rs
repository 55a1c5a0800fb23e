//! The slates of an item's WAVs: what each tells of itself, one a part.
//!
//! They speak of the programme and who declares it, not of where it is heard: what a carry, a repeat, or ten communes'
//! substitute for a lost relay have in common stays one file under several names.

use super::{Prepared, PreparedItem, Production};
use crate::audio::{Slate, SlateMark};
use crate::fit::RecipePart;
use crate::network::Samples;
use crate::package::ManifestElement;
use crate::project::Project;
use crate::rundown::{Item, ItemPlay};
use crate::source::sha256;
use chrono::{Days, NaiveDate, Timelike};

/// The slates of the parts of `of`, whose elements are `elements`; none when it has no sound.
pub(super) fn slates(
    project: &Project,
    prepared: &Prepared,
    of: &PreparedItem,
    elements: &[ManifestElement],
) -> Vec<Slate> {
    if let Some(brought) = &of.brought {
        return brought.slates.clone();
    }
    let production = of.origin.and_then(|origin| prepared.productions.get(&origin));
    let (Some(production), Some(fitted)) = (production, &of.fitted) else { return Vec::new() };
    let parts = &fitted.recipe.parts;
    let slate = |(number, part)| slate(project, production, (number, parts.len()), part, elements);
    (0..).zip(parts).map(slate).collect()
}

fn slate(
    project: &Project,
    production: &Production,
    (number, parts): (usize, usize),
    part: &RecipePart,
    elements: &[ManifestElement],
) -> Slate {
    let item = &production.item;
    let ItemPlay::Programme(programme) = item.play else {
        unreachable!("productions are made of programmes")
    };
    let programme = project.schedule.programme(programme);
    let slot = project.schedule.slot(item.occurrence.slot);
    let mut title = programme.title.clone();
    let mut reference = format!("{}/{}", item.occurrence.date, slot.slug);
    if parts > 1 {
        title += &format!(" ({}/{parts})", number + 1);
        reference += &format!("_{}", number + 1);
    }
    // Two stations may have this part of this slot with other fillers.
    let sound = serde_json::to_vec(&(part.length, &part.placements)).expect("plain values");
    reference += &format!("-{}", &sha256(&sound)[..8]);
    let (date, since_midnight) = first_frame(item, part.at, project.network.audio.sample_rate);
    let sounding = elements.iter().filter(|element| element.part == Some(number));
    let mark = |element: &ManifestElement| {
        Some(SlateMark { at: Samples(element.offset?), title: element.title.clone() })
    };
    Slate {
        title,
        station: project.network.station(programme.by).name.clone(),
        reference,
        date,
        since_midnight,
        marks: sounding.filter_map(mark).collect(),
    }
}

/// The day of the frame that is `at` after the start of an item, and the frames of that day before it, by the clock
/// the item began with.
fn first_frame(item: &Item, at: Samples, rate: u32) -> (NaiveDate, Samples) {
    let start = item.start.naive_local();
    let frames = u64::from(start.time().num_seconds_from_midnight()) * u64::from(rate) + at.0;
    let day = 86_400 * u64::from(rate);
    (start.date() + Days::new(frames / day), Samples(frames % day))
}
