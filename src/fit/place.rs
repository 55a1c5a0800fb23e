//! Placing elements in time.
//!
//! The item is parted at its pins into stretches. In each, clips are left out until the rest fits; what time is left
//! goes to the stretch's fill part, or behind it. Then the stretches are laid out, and cut into parts at live reads.

use super::backtime::backtime;
use super::fill::{Filler, Ring};
use super::{Fitted, Outcome, PieceId, Placement, Recipe, RecipePart, Timed};
use crate::network::{HouseFormat, Samples};

/// An element with the sound found for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sounding {
    /// The element's number.
    pub element: u32,
    /// What is heard.
    pub sound: Sound,
    /// It begins exactly so long after the start of the item.
    pub pin: Option<Samples>,
    /// It and all that comes after it end exactly with the item.
    pub is_backtimed: bool,
    /// A clip's turn to be left out when words need its time: 1 goes first.
    pub turn: Option<u32>,
}

/// The sound of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sound {
    /// A clip; it may be left out.
    Clip(PieceId, Samples),
    /// Recorded or spoken words; never left out.
    Words(PieceId, Samples),
    /// Words that somebody reads live, in a window of that length.
    Live(Samples),
    /// Time to be filled from the pool of that place in the list of pools.
    Fill(usize),
}

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

/// Lays out `sounds` in an item of `length`. `exact` items last just that long; others end with their last sound.
/// `pools` holds the fillers of each pool in the order of rotation; the first also fills what no fill part takes.
pub fn fit(
    sounds: &[Sounding],
    length: Samples,
    exact: bool,
    live: Live,
    pools: &[Vec<Filler>],
    format: HouseFormat,
) -> Result<Fitted, Overrun> {
    let mut rings: Vec<Ring> = pools.iter().map(|clips| Ring::new(clips)).collect();
    let mut layout = Layout::new(format);
    let pinned = if exact { backtime(sounds, length) } else { sounds.to_vec() };
    let stretches = stretches(&pinned, length, live);
    pins_in_order(&stretches, length)?;
    let count = stretches.len();
    for (at, mut stretch) in stretches.into_iter().enumerate() {
        let left = make_room(&mut stretch)?;
        let to_its_end = exact || at + 1 < count;
        layout.stretch(&stretch, left, to_its_end, &mut rings);
    }
    Ok(layout.finish())
}

fn stretches(sounds: &[Sounding], length: Samples, live: Live) -> Vec<Stretch> {
    let mut stretches = vec![Stretch { from: 0, to: length.0, sounds: Vec::new(), dropped: Vec::new() }];
    for sounding in sounds {
        if let Some(pin) = sounding.pin {
            let last = stretches.last_mut().expect("there is always one");
            last.to = pin.0;
            stretches.push(Stretch { from: pin.0, to: length.0, sounds: Vec::new(), dropped: Vec::new() });
        }
        let mut sounding = sounding.clone();
        if let (Sound::Live(_), Live::Fill) = (&sounding.sound, live) {
            sounding.sound = Sound::Fill(0);
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

/// Leaves out clips until the rest fits: in the order of their turns, then the last one first. Returns the time left.
fn make_room(stretch: &mut Stretch) -> Result<u64, Overrun> {
    let room = stretch.to.saturating_sub(stretch.from);
    loop {
        let needed: u64 = stretch.sounds.iter().map(|sounding| fixed_length(&sounding.sound)).sum();
        if needed <= room {
            return Ok(room - needed);
        }
        let clips = stretch.sounds.iter().enumerate().rev();
        let clips = clips.filter(|(_, sounding)| matches!(sounding.sound, Sound::Clip(..)));
        let clip = clips.min_by_key(|(_, sounding)| sounding.turn.unwrap_or(u32::MAX));
        let Some((at, _)) = clip else {
            let words = stretch.sounds.iter().rfind(|sounding| fixed_length(&sounding.sound) > 0);
            let element = words.map_or(0, |sounding| sounding.element);
            return Err(Overrun { element, by: Samples(needed - room) });
        };
        stretch.dropped.push(stretch.sounds.remove(at).element);
    }
}

pub(super) fn fixed_length(sound: &Sound) -> u64 {
    match sound {
        Sound::Clip(_, length) | Sound::Words(_, length) | Sound::Live(length) => length.0,
        Sound::Fill(_) => 0,
    }
}

/// What has been laid out so far.
struct Layout {
    format: HouseFormat,
    cursor: u64,
    /// Start of the part that is open.
    part_start: u64,
    parts: Vec<RecipePart>,
    open: Vec<Placement>,
    timeline: Vec<Timed>,
    silence: u64,
}

impl Layout {
    fn new(format: HouseFormat) -> Layout {
        Layout {
            format,
            cursor: 0,
            part_start: 0,
            parts: Vec::new(),
            open: Vec::new(),
            timeline: Vec::new(),
            silence: 0,
        }
    }

    /// Lays out a stretch; what is `left` of its time goes to its first fill part, else behind its sounds. Without
    /// `to_its_end`, only a fill part takes it.
    fn stretch(&mut self, stretch: &Stretch, left: u64, to_its_end: bool, rings: &mut [Ring]) {
        let mut left = left;
        for element in &stretch.dropped {
            self.push(Some(*element), 0, Outcome::Dropped);
        }
        for sounding in &stretch.sounds {
            let element = Some(sounding.element);
            match &sounding.sound {
                Sound::Clip(piece, length) | Sound::Words(piece, length) => {
                    self.place(sounding.element, piece, *length);
                }
                Sound::Live(window) => self.live(sounding.element, window.0),
                Sound::Fill(pool) => {
                    self.fill(element, left, rings.get_mut(*pool));
                    left = 0;
                }
            }
        }
        if to_its_end {
            self.fill(None, left, rings.first_mut());
        }
    }

    fn place(&mut self, element: u32, piece: &PieceId, length: Samples) {
        let offset = Samples(self.cursor - self.part_start);
        self.push(Some(element), length.0, Outcome::Placed { part: self.parts.len(), offset });
        self.lay(piece.clone(), length, Samples(0));
    }

    fn fill(&mut self, element: Option<u32>, room: u64, ring: Option<&mut Ring>) {
        let end = self.cursor + room;
        let fillers = ring
            .map(|ring| ring.fill(Samples(self.cursor), Samples(room), self.format.sample_rate))
            .unwrap_or_default();
        for filler in fillers {
            let offset = Samples(self.cursor - self.part_start);
            let outcome = Outcome::Filler { piece: filler.piece.clone(), part: self.parts.len(), offset };
            self.push(element, filler.length.0, outcome);
            self.lay(filler.piece, filler.length, filler.fade_out);
        }
        self.silence += end - self.cursor;
        self.cursor = end;
    }

    fn lay(&mut self, piece: PieceId, length: Samples, fade_out: Samples) {
        if length.0 > 0 {
            let at = Samples(self.cursor - self.part_start);
            self.open.push(Placement { at, piece, length, fade_out });
        }
        self.cursor += length.0;
    }

    fn live(&mut self, element: u32, window: u64) {
        self.close();
        self.push(Some(element), window, Outcome::Live);
        self.cursor += window;
        self.part_start = self.cursor;
    }

    /// Ends the part that is open, if it has any length.
    fn close(&mut self) {
        if self.cursor > self.part_start {
            self.parts.push(RecipePart {
                at: Samples(self.part_start),
                length: Samples(self.cursor - self.part_start),
                placements: std::mem::take(&mut self.open),
            });
        }
        self.part_start = self.cursor;
    }

    fn push(&mut self, element: Option<u32>, length: u64, outcome: Outcome) {
        self.timeline.push(Timed { element, at: Samples(self.cursor), length: Samples(length), outcome });
    }

    fn finish(mut self) -> Fitted {
        self.close();
        Fitted {
            recipe: Recipe { format: self.format, parts: self.parts },
            length: Samples(self.cursor),
            timeline: self.timeline,
            silence: Samples(self.silence),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u64 = 32_000;

    fn seconds(seconds: u64) -> Samples {
        Samples(seconds * RATE)
    }

    fn piece(name: &str) -> PieceId {
        PieceId(name.to_owned())
    }

    fn sounding(element: u32, sound: Sound) -> Sounding {
        Sounding { element, sound, pin: None, is_backtimed: false, turn: None }
    }

    fn clip(element: u32, length: u64) -> Sounding {
        sounding(element, Sound::Clip(piece("clip"), seconds(length)))
    }

    fn words(element: u32, length: u64) -> Sounding {
        sounding(element, Sound::Words(piece("words"), seconds(length)))
    }

    fn fit_in(sounds: &[Sounding], length: u64, exact: bool, live: Live) -> Result<Fitted, Overrun> {
        let pool = vec![Filler::plain(piece("song"), seconds(50)), Filler::plain(piece("tune"), seconds(40))];
        fit(sounds, seconds(length), exact, live, &[pool], HouseFormat::default())
    }

    /// Start and length of each stretch of time in seconds, with what it is.
    fn times(fitted: &Fitted) -> Vec<(u64, u64, String)> {
        let said = |timed: &Timed| match &timed.outcome {
            Outcome::Placed { part, offset } => {
                format!("{}@{part}+{}", timed.element.unwrap_or(0), offset.0 / RATE)
            }
            Outcome::Filler { piece, part, offset } => format!("{}@{part}+{}", piece.0, offset.0 / RATE),
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
        assert_eq!(fitted.recipe.parts[0].placements[2].fade_out, seconds(3), "the cut filler is faded");
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
        let fitted = fit(&sounds, seconds(60), true, Live::Split, &[], format).expect("it fits");
        assert_eq!((fitted.length, fitted.silence), (seconds(60), seconds(50)));
    }
}
