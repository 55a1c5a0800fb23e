//! Placing elements in time.
//!
//! The item is parted at its pins into stretches. In each, clips are left out until the rest fits; what time is left
//! goes to the stretch's fill part, or behind it. Then the stretches are laid out, and cut into parts at live reads.

use super::Fitted;
use super::backtime::backtime;
use super::cue::{Bed, Cue};
use super::fill::Ring;
use super::flow::{Flow, fixed_length, is_fill, overlap};
use super::layout::{Layout, Room};
use super::material::{Material, Sound, Sounding};
use crate::network::{HouseFormat, Samples};

/// What becomes of live reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Live {
    /// The programme is split there, and somebody reads.
    Split,
    /// Nobody is there to read: the time is filled (a carried programme).
    Fill,
}

/// Words that do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overrun {
    /// The element that would begin too late, or the last one when the item's end is passed.
    pub element: u32,
    /// By how much.
    pub by: Samples,
}

/// The sounds between two pins.
struct Stretch {
    from: u64,
    to: u64,
    sounds: Vec<Sounding>,
    dropped: Vec<u32>,
}

/// Lays out `material` in an item of `length`. `exact` items last just that long; others end with their last sound.
pub fn fit(
    material: &Material,
    length: Samples,
    exact: bool,
    live: Live,
    format: HouseFormat,
) -> Result<Fitted, Overrun> {
    let Material { sounds, beds, pools } = material;
    let mut rings: Vec<Ring> = pools.iter().map(|clips| Ring::new(clips)).collect();
    let sounds: Vec<Sounding> = sounds.iter().flat_map(|sounding| heard(sounding, live)).collect();
    let pinned = if exact { backtime(sounds, beds, length, &format) } else { sounds };
    let mut stretches = stretches(pinned, length);
    pins_in_order(&stretches, length)?;
    make_all_room(&mut stretches, beds, &format)?;
    let mut layout = Layout::new(format, beds);
    let (count, mut beyond) = (stretches.len(), 0);
    for (at, stretch) in stretches.iter().enumerate() {
        let shared = stretches.get(at + 1).map_or(0, Stretch::shared);
        let room = share(stretch, beds, beyond, shared, &format);
        let to_its_end = exact || at + 1 < count;
        let heard = (stretch.sounds.as_slice(), stretch.dropped.as_slice());
        layout.stretch(stretch.from, heard, room, to_its_end, &mut rings);
        beyond = room.beyond;
    }
    Ok(layout.finish())
}

/// What is heard of an element: twice what is read twice; a live read as what becomes of it.
fn heard(sounding: &Sounding, live: Live) -> Vec<Sounding> {
    let mut first = sounding.clone();
    if let (Sound::Live(_), Live::Fill) = (&first.sound, live) {
        first.sound = Sound::Fill(0);
    }
    let Some(between) = first.cue.twice else { return vec![first] };
    match &mut first.sound {
        Sound::Live(window) => *window = Samples(window.0 * 2 + between.0),
        Sound::Fill(_) => {}
        Sound::Clip(..) | Sound::Words(..) => {
            let fade_out = std::mem::replace(&mut first.cue.fade_out, Samples(0));
            let cue = Cue { bed: first.cue.bed, fade_out, ..Cue::after(between) };
            let again = Sounding { pin: None, is_backtimed: false, cue, ..first.clone() };
            return vec![first, again];
        }
    }
    vec![first]
}

fn stretches(sounds: Vec<Sounding>, length: Samples) -> Vec<Stretch> {
    let mut stretches = vec![Stretch { from: 0, to: length.0, sounds: Vec::new(), dropped: Vec::new() }];
    for mut sounding in sounds {
        if let Some(pin) = sounding.pin {
            sounding.cue.begin_at_once();
            let last = stretches.last_mut().expect("there is always one");
            last.to = pin.0;
            stretches.push(Stretch { from: pin.0, to: length.0, sounds: Vec::new(), dropped: Vec::new() });
        }
        stretches.last_mut().expect("there is always one").sounds.push(sounding);
    }
    stretches
}

/// A pin before an earlier one, or at the end or behind it, would push the sounds out of the item.
fn pins_in_order(stretches: &[Stretch], length: Samples) -> Result<(), Overrun> {
    for pair in stretches.windows(2) {
        let (from, pin) = (pair[0].from, pair[1].from);
        let too_late = pin.max(from).saturating_sub(length.0.saturating_sub(1));
        let by = from.saturating_sub(pin).max(too_late);
        if by > 0 {
            let pinned = pair[1].sounds.first().expect("a stretch begins with what is pinned");
            return Err(Overrun { element: pinned.element, by: Samples(by) });
        }
    }
    Ok(())
}

impl Stretch {
    fn room(&self) -> u64 {
        self.to.saturating_sub(self.from)
    }

    /// How much of its time what is pinned at its beginning wants to share with what sounds before.
    fn shared(&self) -> u64 {
        self.sounds.first().map_or(0, overlap).min(self.room())
    }

    /// The least time it takes, while what sounds before runs on for `beyond`, and what is pinned at its end shares
    /// `shared` with its last sound.
    fn needed(&self, beds: &[Bed], beyond: u64, shared: u64, format: &HouseFormat) -> u64 {
        Flow::all(&self.sounds, beds, beyond, 0, format).meets(shared)
    }

    fn without(&self, element: u32) -> Stretch {
        let sounds = self.sounds.iter().filter(|sounding| sounding.element != element).cloned().collect();
        Stretch { sounds, dropped: [&self.dropped[..], &[element]].concat(), ..*self }
    }
}

/// Makes room in every stretch, from the end on: how far one runs on depends on what the next one begins with.
fn make_all_room(stretches: &mut [Stretch], beds: &[Bed], format: &HouseFormat) -> Result<(), Overrun> {
    let mut shared = 0;
    for at in (0..stretches.len()).rev() {
        make_room(&mut stretches[at], at > 0, beds, shared, format)?;
        shared = stretches[at].shared();
    }
    Ok(())
}

/// Leaves out clips until the rest fits: in the order of their turns, then the last one first; one that makes no room,
/// as it is laid over another, only when none does.
fn make_room(
    stretch: &mut Stretch,
    is_pinned: bool,
    beds: &[Bed],
    shared: u64,
    format: &HouseFormat,
) -> Result<(), Overrun> {
    let needs = |stretch: &Stretch| {
        // At the most; less is shared where what sounds before is too short.
        let beyond = if is_pinned { stretch.shared() } else { 0 };
        stretch.needed(beds, beyond, shared, format)
    };
    let room = stretch.room();
    loop {
        let needed = needs(stretch);
        if needed <= room {
            return Ok(());
        }
        let mut clips: Vec<&Sounding> = stretch.sounds.iter().rev().collect();
        clips.retain(|sounding| matches!(sounding.sound, Sound::Clip(..)));
        clips.sort_by_key(|sounding| sounding.turn.unwrap_or(u32::MAX));
        let makes_room = |clip: &&&Sounding| needs(&stretch.without(clip.element)) < needed;
        let Some(clip) = clips.iter().find(makes_room).or(clips.first()) else {
            let words = stretch.sounds.iter().rfind(|sounding| fixed_length(&sounding.sound) > 0);
            let element = words.map_or(0, |sounding| sounding.element);
            return Err(Overrun { element, by: Samples(needed - room) });
        };
        *stretch = stretch.without(clip.element);
    }
}

/// The least that has to be filled for what follows to begin just when the room ends. The more a fill part takes, the
/// later it begins, by a frame a frame at most: so some length hits the room exactly. Where nothing has to be filled behind
/// the last sound, it may share less than it wants.
fn share(stretch: &Stretch, beds: &[Bed], beyond: u64, shared: u64, format: &HouseFormat) -> Room {
    let room = stretch.room();
    let flow = |fills| Flow::all(&stretch.sounds, beds, beyond, fills, format);
    let unfilled = flow(0).cursor;
    if unfilled >= room && !stretch.sounds.iter().any(is_fill) {
        return Room { fills: 0, beyond: unfilled - room };
    }
    let (mut least, mut most) = (0, room + shared);
    while least < most {
        let middle = least.midpoint(most);
        if flow(middle).meets(shared) < room {
            least = middle + 1;
        } else {
            most = middle;
        }
    }
    let over = flow(least);
    assert_eq!(over.meets(shared), room, "what follows does not begin where the room ends");
    Room { fills: least, beyond: over.cursor - room }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::{Cue, Fade, Filler, Outcome, PieceId, Timed};

    const RATE: u64 = 32_000;

    fn seconds(seconds: u64) -> Samples {
        Samples(seconds * RATE)
    }

    fn piece(name: &str) -> PieceId {
        PieceId(name.to_owned())
    }

    fn sounding(element: u32, sound: Sound) -> Sounding {
        Sounding { element, sound, pin: None, is_backtimed: false, turn: None, cue: Cue::default() }
    }

    fn clip(element: u32, length: u64) -> Sounding {
        sounding(element, Sound::Clip(piece("clip"), seconds(length)))
    }

    fn words(element: u32, length: u64) -> Sounding {
        sounding(element, Sound::Words(piece("words"), seconds(length)))
    }

    fn fit_in(sounds: &[Sounding], length: u64, exact: bool, live: Live) -> Result<Fitted, Overrun> {
        let pool = vec![Filler::plain(piece("song"), seconds(50)), Filler::plain(piece("tune"), seconds(40))];
        let material = Material { sounds: sounds.to_vec(), beds: vec![], pools: vec![pool] };
        fit(&material, seconds(length), exact, live, HouseFormat::default())
    }

    /// Start and length of each stretch of time in seconds, with what it is.
    fn times(fitted: &Fitted) -> Vec<(u64, u64, String)> {
        let said = |timed: &Timed| match &timed.outcome {
            Outcome::Placed { part, offset } => {
                format!("{}@{part}+{}", timed.element.unwrap_or(0), offset.0 / RATE)
            }
            Outcome::Filler { piece, part, offset } => format!("{}@{part}+{}", piece.0, offset.0 / RATE),
            Outcome::Bed { .. } => "bed".to_owned(),
            Outcome::Live => "live".to_owned(),
            Outcome::Dropped => format!("{} dropped", timed.element.unwrap_or(0)),
        };
        fitted.timeline.iter().map(|timed| (timed.at.0 / RATE, timed.length.0 / RATE, said(timed))).collect()
    }

    #[test]
    fn a_hard_programme_is_filled_to_the_sample_where_its_fill_part_stands() {
        let sounds = [clip(1, 10), sounding(2, Sound::Fill(0)), words(3, 20)];
        let fitted = fit_in(&sounds, 100, true, Live::Split).expect("it fits");
        assert_eq!(
            times(&fitted),
            [
                (0, 10, "1@0+0".into()),
                (10, 50, "song@0+10".into()),
                (60, 20, "tune@0+60".into()),
                (80, 20, "3@0+80".into())
            ]
        );
        assert_eq!((fitted.length, fitted.silence, fitted.recipe.parts.len()), (seconds(100), Samples(0), 1));
        assert_eq!(
            fitted.recipe.parts[0].placements[2].fade_out,
            Fade::even(seconds(3)),
            "the cut filler is faded"
        );
    }

    #[test]
    fn a_pinned_part_begins_at_its_pin_and_the_gap_before_it_is_filled() {
        let mut pinned = words(2, 20);
        pinned.pin = Some(seconds(60));
        let fitted = fit_in(&[clip(1, 10), pinned], 100, true, Live::Split).expect("it fits");
        assert_eq!(times(&fitted)[2], (60, 20, "2@0+60".into()));
        assert_eq!(fitted.length, seconds(100));
    }

    #[test]
    fn a_live_read_parts_the_programme_and_no_part_covers_it() {
        let sounds = [clip(1, 10), sounding(2, Sound::Live(seconds(30))), clip(3, 5)];
        let fitted = fit_in(&sounds, 100, true, Live::Split).expect("it fits");
        let parts: Vec<_> = fitted.recipe.parts.iter().map(|part| (part.at, part.length)).collect();
        assert_eq!(parts, [(seconds(0), seconds(10)), (seconds(40), seconds(60))]);
        assert_eq!(times(&fitted)[2], (40, 5, "3@1+0".into()));
    }

    #[test]
    fn a_live_read_that_is_carried_is_filled_instead() {
        let sounds = [clip(1, 10), sounding(2, Sound::Live(seconds(30))), clip(3, 5)];
        let fitted = fit_in(&sounds, 100, true, Live::Fill).expect("it fits");
        assert_eq!((fitted.recipe.parts.len(), fitted.length), (1, seconds(100)));
        assert!(fitted.timeline.iter().all(|timed| timed.outcome != Outcome::Live));
    }

    #[test]
    fn clips_give_way_to_words_the_last_one_first_and_words_never_go() {
        let fitted =
            fit_in(&[clip(1, 10), words(2, 85), clip(3, 10)], 100, true, Live::Split).expect("it fits");
        assert!(times(&fitted).contains(&(0, 0, "3 dropped".into())));
        assert_eq!(fitted.length, seconds(100));
        let overrun = fit_in(&[clip(1, 10), words(2, 130)], 100, true, Live::Split);
        assert_eq!(overrun, Err(Overrun { element: 2, by: seconds(30) }));
    }

    #[test]
    fn clips_with_a_turn_go_first_in_the_order_of_their_turns() {
        let turned = |element, turn| Sounding { turn: Some(turn), ..clip(element, 10) };
        let dropped = |room| {
            let sounds = [turned(1, 2), turned(2, 1), clip(3, 10), clip(4, 10), words(5, 60)];
            let fitted = fit_in(&sounds, room, true, Live::Split).expect("it fits");
            let dropped = fitted.timeline.iter().filter(|timed| timed.outcome == Outcome::Dropped);
            dropped.filter_map(|timed| timed.element).collect::<Vec<_>>()
        };
        assert_eq!((dropped(100), dropped(95)), (vec![], vec![2]));
        assert_eq!((dropped(75), dropped(60)), (vec![2, 1, 4], vec![2, 1, 4, 3]));
    }

    #[test]
    fn a_pin_behind_the_end_or_before_an_earlier_one_is_an_overrun_not_a_longer_sound() {
        let pinned = |element, at| Sounding { pin: Some(seconds(at)), ..words(element, 1) };
        let fit = |sounds: &[Sounding]| fit_in(sounds, 100, true, Live::Split).map(|fitted| fitted.length);
        assert_eq!(fit(&[words(1, 10), pinned(2, 99)]), Ok(seconds(100)));
        assert!(matches!(fit(&[words(1, 10), pinned(2, 130)]), Err(Overrun { element: 2, .. })));
        let filling = Sounding { pin: Some(seconds(100)), ..sounding(2, Sound::Fill(0)) };
        assert!(matches!(fit(&[words(1, 10), filling]), Err(Overrun { element: 2, .. })));
        let back = [clip(1, 5), pinned(2, 50), pinned(3, 40)];
        assert_eq!(fit(&back), Err(Overrun { element: 3, by: seconds(10) }));
    }

    #[test]
    fn a_soft_programme_ends_with_its_last_sound() {
        let fitted = fit_in(&[clip(1, 10), words(2, 20)], 100, false, Live::Split).expect("it fits");
        assert_eq!((fitted.length, fitted.silence), (seconds(30), Samples(0)));
    }

    #[test]
    fn without_a_pool_the_rest_is_silence_and_counted() {
        let sounds = [clip(1, 10)];
        let format = HouseFormat::default();
        let material = Material { sounds: sounds.to_vec(), ..Material::default() };
        let fitted = fit(&material, seconds(60), true, Live::Split, format).expect("it fits");
        assert_eq!((fitted.length, fitted.silence), (seconds(60), seconds(50)));
    }
}
