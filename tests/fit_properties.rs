//! What must hold however elements and clips fall: recipes tile their item, words stay.

use chrono::TimeDelta;
use loa::fit::{Cue, Filler, Fitted, Live, Material, Outcome, Overrun, PieceId, Sound, Sounding, fit};
use loa::network::{HouseFormat, Samples};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// So few frames a second keep the numbers small; every length is in frames.
const RATE: u32 = 100;

#[derive(Debug, Clone)]
struct Case {
    sounds: Vec<Sounding>,
    length: u64,
    exact: bool,
    live: Live,
    pools: Vec<Vec<Filler>>,
}

fn case() -> impl Strategy<Value = Case> {
    let kind = (0..8u32, 0..6_000u64, proptest::option::weighted(0.2, 0..60_000u64));
    let clip = prop_oneof![1 => Just(0u64), 8 => 100..25_000u64];
    (
        proptest::collection::vec(kind, 0..9),
        1..120_000u64,
        any::<bool>(),
        any::<bool>(),
        proptest::collection::vec(proptest::collection::vec(clip, 0..5), 0..3),
    )
        .prop_map(|(kinds, length, exact, split, pools)| {
            let mut sounds = Vec::new();
            // Pins stand in order and inside the item: `check` sees to that.
            let mut earlier = 0;
            for (number, (kind, frames, pin)) in (1..).zip(kinds) {
                let piece = PieceId(format!("element {number}"));
                let sound = match kind {
                    0..=2 => Sound::Clip(piece, Samples(frames)),
                    3..=4 => Sound::Words(piece, Samples(frames)),
                    5 => Sound::Live(Samples(frames)),
                    _ => Sound::Fill(number as usize % 2),
                };
                let pin = pin.filter(|pin| (earlier..length).contains(pin));
                earlier = pin.unwrap_or(earlier);
                sounds.push(Sounding {
                    element: number,
                    sound,
                    pin: pin.map(Samples),
                    is_backtimed: false,
                    turn: None,
                    cue: Cue::default(),
                });
            }
            let named = |at: usize, lengths: Vec<u64>| {
                let clip =
                    |(nth, frames)| Filler::plain(PieceId(format!("filler {at} {nth}")), Samples(frames));
                lengths.into_iter().enumerate().map(clip).collect()
            };
            let pools = pools.into_iter().enumerate().map(|(at, lengths)| named(at, lengths)).collect();
            let live = if split { Live::Split } else { Live::Fill };
            Case { sounds, length, exact, live, pools }
        })
}

impl Case {
    fn fit(&self) -> Result<Fitted, Overrun> {
        let format = HouseFormat { sample_rate: RATE, ..HouseFormat::default() };
        let material = Material { sounds: self.sounds.clone(), beds: vec![], pools: self.pools.clone() };
        fit(&material, Samples(self.length), self.exact, self.live, format)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_hard_item_lasts_to_the_sample_and_a_soft_one_never_longer(case in case()) {
        let Ok(fitted) = case.fit() else { return Ok(()) };
        if case.exact {
            prop_assert_eq!(fitted.length, Samples(case.length));
        }
        prop_assert!(fitted.length.0 <= case.length);
        prop_assert_eq!(Ok(fitted), case.fit(), "the same input gives the same recipe");
    }

    #[test]
    fn parts_and_live_windows_tile_the_item(case in case()) {
        let Ok(fitted) = case.fit() else { return Ok(()) };
        let parts = fitted.recipe.parts.iter().map(|part| (part.at.0, part.length.0));
        let live = fitted.timeline.iter().filter(|timed| timed.outcome == Outcome::Live);
        let windows = live.map(|timed| (timed.at.0, timed.length.0));
        let mut stretches: Vec<_> = parts.chain(windows).filter(|(_, length)| *length > 0).collect();
        stretches.sort_unstable();
        let mut cursor = 0;
        for (at, length) in stretches {
            prop_assert_eq!(at, cursor);
            cursor += length;
        }
        prop_assert_eq!(cursor, fitted.length.0);
        if case.live == Live::Fill {
            prop_assert!(fitted.recipe.parts.len() <= 1, "nobody is there to read in between");
        }
    }

    #[test]
    fn placements_stand_in_order_inside_their_part_and_with_silence_make_up_the_length(case in case()) {
        let Ok(fitted) = case.fit() else { return Ok(()) };
        let mut placed = 0;
        for part in &fitted.recipe.parts {
            let mut cursor = 0;
            for placement in &part.placements {
                prop_assert!(placement.at.0 >= cursor && placement.length.0 > 0);
                prop_assert!(placement.fade_out.length <= placement.length);
                cursor = placement.at.0 + placement.length.0;
                placed += placement.length.0;
            }
            prop_assert!(cursor <= part.length.0);
        }
        let live = fitted.timeline.iter().filter(|timed| timed.outcome == Outcome::Live);
        let live: u64 = live.map(|timed| timed.length.0).sum();
        prop_assert_eq!(placed + live + fitted.silence.0, fitted.length.0);
    }

    #[test]
    fn every_element_is_told_of_in_order_at_its_pin_and_only_clips_are_dropped(case in case()) {
        let Ok(fitted) = case.fit() else { return Ok(()) };
        let mut cursor = 0;
        for timed in fitted.timeline.iter().filter(|timed| timed.outcome != Outcome::Dropped) {
            prop_assert!(timed.at.0 >= cursor, "{:?}", timed);
            cursor = timed.at.0 + timed.length.0;
        }
        for sounding in &case.sounds {
            let of = |timed: &&loa::fit::Timed| timed.element == Some(sounding.element);
            let told: Vec<_> = fitted.timeline.iter().filter(of).collect();
            let dropped = told.iter().any(|timed| timed.outcome == Outcome::Dropped);
            match &sounding.sound {
                Sound::Clip(..) => prop_assert_eq!(told.len(), 1),
                Sound::Words(_, length) => {
                    prop_assert_eq!((told.len(), told[0].length), (1, *length));
                    prop_assert!(!dropped, "words are never dropped");
                }
                Sound::Live(window) if case.live == Live::Split => {
                    prop_assert_eq!((told.len(), told[0].length), (1, *window));
                    prop_assert_eq!(&told[0].outcome, &Outcome::Live);
                }
                Sound::Live(_) | Sound::Fill(_) => prop_assert!(!dropped),
            }
            if let (Some(pin), Some(first)) = (sounding.pin, told.first()) {
                prop_assert_eq!(first.at, pin, "{:?}", sounding);
            }
        }
    }

    #[test]
    fn a_filler_is_whole_or_cut_once_and_faded_and_comes_from_its_pool(case in case()) {
        let Ok(fitted) = case.fit() else { return Ok(()) };
        let lengths: BTreeMap<&PieceId, Samples> =
            case.pools.iter().flatten().map(|filler| (&filler.piece, filler.length)).collect();
        for placement in fitted.recipe.parts.iter().flat_map(|part| &part.placements) {
            let Some(whole) = lengths.get(&placement.piece) else {
                prop_assert!(placement.fade_out.is_none(), "only fillers are faded");
                continue;
            };
            prop_assert!(placement.length <= *whole);
            prop_assert_eq!(placement.length < *whole, !placement.fade_out.is_none());
        }
    }

    #[test]
    fn a_backtimed_part_and_those_after_it_end_with_a_hard_item(case in case(), which in 0..20usize) {
        let mut case = Case { exact: true, ..case };
        for sounding in &mut case.sounds {
            sounding.pin = None;
        }
        let count = case.sounds.len();
        let Some(backtimed) = case.sounds.get_mut(which % count.max(1)) else { return Ok(()) };
        backtimed.is_backtimed = true;
        let number = backtimed.element;
        let Ok(fitted) = case.fit() else { return Ok(()) };
        let tail: Vec<_> = fitted.timeline.iter().filter(|timed| timed.element >= Some(number)).collect();
        let ends = tail.iter().map(|timed| timed.at.0 + timed.length.0).max().unwrap_or(0);
        prop_assert_eq!(fitted.length, Samples(case.length));
        let sounded = tail.iter().any(|timed| timed.length.0 > 0 && timed.outcome != Outcome::Dropped);
        let is_fixed = !case.sounds[which % count..].iter().all(|one| matches!(one.sound, Sound::Fill(_)));
        if case.live == Live::Split && sounded && is_fixed && tail.iter().all(|timed| timed.outcome != Outcome::Dropped) {
            prop_assert_eq!(ends, case.length);
        }
    }

    #[test]
    fn every_frame_of_a_hard_item_is_sound_or_counted_silence(case in case(), tail in 0..20usize) {
        let mut case = Case { exact: true, ..case };
        // Behind what is counted back from the end nothing is pinned: `check` sees to that.
        let count = case.sounds.len();
        for (at, sounding) in case.sounds.iter_mut().enumerate().skip(tail % (count + 1)) {
            (sounding.pin, sounding.is_backtimed) = (None, at % 2 == tail % 2);
        }
        let Ok(fitted) = case.fit() else { return Ok(()) };
        let (mut cursor, mut gaps) = (0, 0);
        for timed in fitted.timeline.iter().filter(|timed| timed.outcome != Outcome::Dropped) {
            prop_assert!(timed.at.0 >= cursor, "{timed:?} begins before {cursor}");
            gaps += timed.at.0 - cursor;
            cursor = timed.at.0 + timed.length.0;
            // What sounds lies where its part says, and what is live lies in none.
            let part = match &timed.outcome {
                Outcome::Placed { part, offset } | Outcome::Filler { part, offset, .. } => Some((*part, *offset)),
                Outcome::Bed { .. } | Outcome::Live | Outcome::Dropped => None,
            };
            if let Some((part, offset)) = part.filter(|_| timed.length.0 > 0) {
                prop_assert_eq!(fitted.recipe.parts[part].at.0 + offset.0, timed.at.0);
            }
        }
        prop_assert_eq!(gaps + case.length - cursor, fitted.silence.0);
        prop_assert_eq!(fitted.length, Samples(case.length));
    }

    #[test]
    fn words_that_do_not_fit_are_an_overrun_by_what_they_lack(case in case()) {
        let Err(overrun) = case.fit() else { return Ok(()) };
        prop_assert!(overrun.by > Samples(0));
        let blamed = case.sounds.iter().any(|sounding| sounding.element == overrun.element);
        prop_assert!(blamed, "{:?}", overrun);
        let reads = case.sounds.iter().filter(|sounding| !matches!(sounding.sound, Sound::Clip(..)));
        let longer = Case { sounds: reads.cloned().collect(), length: 1_000_000, ..case.clone() };
        if case.sounds.iter().all(|sounding| sounding.pin.is_none()) {
            prop_assert!(longer.fit().is_ok(), "given time, words always fit");
        }
    }
}

#[test]
fn lengths_in_time_become_whole_frames_and_never_more() {
    let format = HouseFormat { sample_rate: 44_100, ..HouseFormat::default() };
    let minutes = TimeDelta::minutes(30).num_milliseconds().unsigned_abs();
    assert_eq!(format.samples_in(minutes), Samples(30 * 60 * 44_100));
    assert_eq!(format.samples_in(1), Samples(44), "44.1 frames, rounded down");
}
