//! Fades, cross-fades, sounds laid over others, beds, gaps, what is heard twice: fitted, assembled, and looked at sample by
//! sample.

use loa::audio::{Slate, Written, assemble};
use loa::fit::{
    Bed, Cue, Entry, Filler, Fitted, Gain, Live, Material, Outcome, Overrun, PieceId, Sound, Sounding, Timed,
    fit,
};
use loa::network::{Db, HouseFormat, Samples};
use proptest::prelude::*;
use std::io::Cursor;

/// So few frames a second keep the sounds small.
const RATE: u32 = 1000;

fn format() -> HouseFormat {
    HouseFormat { sample_rate: RATE, ..HouseFormat::default() }
}

/// A piece is named by its level, which all of its samples have.
fn piece(level: i16) -> PieceId {
    PieceId(level.to_string())
}

fn sounding(element: u32, sound: Sound, cue: Cue) -> Sounding {
    Sounding { element, sound, pin: None, is_backtimed: false, turn: None, cue }
}

fn clip(element: u32, level: i16, frames: u64, entry: Entry) -> Sounding {
    sounding(element, Sound::Clip(piece(level), Samples(frames)), Cue { entry, ..Cue::default() })
}

fn words(element: u32, level: i16, frames: u64, entry: Entry) -> Sounding {
    sounding(element, Sound::Words(piece(level), Samples(frames)), Cue { entry, ..Cue::default() })
}

fn at_once() -> Entry {
    Entry::After(Samples(0))
}

fn crossfade(frames: u64) -> Entry {
    Entry::Crossfade(Samples(frames))
}

fn over(frames: u64) -> Entry {
    Entry::Over { by: Samples(frames), under: Gain::of(Db(-12.0)) }
}

fn fitted(sounds: &[Sounding], length: u64) -> Result<Fitted, Overrun> {
    with(&Material { sounds: sounds.to_vec(), ..Material::default() }, length)
}

fn with(material: &Material, length: u64) -> Result<Fitted, Overrun> {
    fit(material, Samples(length), true, Live::Split, format())
}

/// The samples of the only part, and how many were held at full scale.
fn heard(fitted: &Fitted) -> (Vec<i16>, u64) {
    let [part] = fitted.recipe.parts.as_slice() else { panic!("one part: {fitted:?}") };
    let slate = Slate {
        title: "Thử".to_owned(),
        station: "Đài".to_owned(),
        reference: "2025-03-10/thu".to_owned(),
        date: "2025-03-10".parse().expect("a date"),
        since_midnight: Samples(0),
        marks: vec![],
    };
    let open = |piece: &PieceId| {
        let level: i16 = piece.0.parse().expect("a level");
        Ok(Cursor::new(level.to_le_bytes().repeat(200_000)))
    };
    let mut wav = Vec::new();
    let Written { frames, clipped, .. } =
        assemble(part, &fitted.recipe.format, &slate, open, &mut wav).expect("all pieces are there");
    let bytes = usize::try_from(frames.0 * 2).expect("small");
    let samples = wav[44..44 + bytes].as_chunks::<2>().0.iter().map(|b| i16::from_le_bytes(*b));
    (samples.collect(), clipped)
}

/// When each element begins and how long it lasts.
fn times(fitted: &Fitted) -> Vec<(u64, u64)> {
    fitted.timeline.iter().map(|timed| (timed.at.0, timed.length.0)).collect()
}

#[test]
fn a_cross_fade_keeps_the_power_and_takes_the_time_of_the_overlap_once() {
    let sounds = [clip(1, 16_000, 6_000, at_once()), clip(2, 12_000, 5_000, crossfade(2_000))];
    let fitted = fitted(&sounds, 9_000).expect("it fits");
    assert_eq!((times(&fitted), fitted.silence), (vec![(0, 6_000), (4_000, 5_000)], Samples(0)));
    let (samples, clipped) = heard(&fitted);
    assert_eq!(clipped, 0);
    assert!(samples[..4_000].iter().all(|s| *s == 16_000) && samples[6_000..].iter().all(|s| *s == 12_000));
    for n in 0..2_000_u32 {
        let (risen, left) = (f64::from(n + 1) / 2_000.0, f64::from(1_999 - n) / 2_000.0);
        let exact = 16_000.0 * left.sqrt() + 12_000.0 * risen.sqrt();
        let found = f64::from(samples[4_000 + n as usize]);
        assert!((found - exact).abs() <= 0.5, "frame {n}: {found}, not {exact}");
    }
}

#[test]
fn a_jingle_over_the_end_of_a_song_holds_it_down_and_lets_it_up_again() {
    let sounds = [clip(1, 16_000, 8_000, at_once()), clip(2, 4_000, 1_000, over(3_000))];
    let fitted = fitted(&sounds, 8_000).expect("it fits");
    assert_eq!(times(&fitted), [(0, 8_000), (5_000, 1_000)]);
    let (samples, _) = heard(&fitted);
    let under = 4_019; // 16,000 at -12 dB
    assert!(samples[..4_750].iter().all(|s| *s == 16_000), "untouched until the fader moves");
    assert!(samples[4_750..5_000].is_sorted_by(|one, other| one >= other), "down in a quarter of a second");
    // Half way between 16,000 and what is left under the jingle, and so again coming up.
    assert!([4_875, 6_125].iter().all(|at| (samples[*at] - 10_010).abs() <= 50), "the fader runs straight");
    assert!(samples[5_000..6_000].iter().all(|s| (*s - 4_000 - under).abs() <= 1));
    assert!(samples[6_000..6_250].is_sorted(), "and up again");
    assert!(samples[6_250..].iter().all(|s| *s == 16_000));
}

#[test]
fn a_bed_leads_in_ducks_under_words_comes_up_in_a_pause_and_falls_with_its_tail() {
    let on_bed = |gap| Cue { bed: Some(0), ..Cue::after(Samples(gap)) };
    let sounds = vec![
        sounding(1, Sound::Words(piece(8_000), Samples(4_000)), on_bed(0)),
        sounding(2, Sound::Words(piece(9_000), Samples(2_000)), on_bed(5_000)),
    ];
    let bed = Bed {
        piece: piece(10_000),
        length: Samples(100_000),
        lead: Samples(3_000),
        tail: Samples(2_000),
        alone: Gain::of(Db(-6.0)),
        under: Gain::of(Db(-20.0)),
    };
    let fitted =
        with(&Material { sounds, beds: vec![bed], pools: vec![] }, 16_000).expect("lead, words, gap, tail");
    assert_eq!(times(&fitted), [(0, 16_000), (3_000, 4_000), (12_000, 2_000)]);
    assert!(matches!(fitted.timeline[0].outcome, Outcome::Bed { .. }));
    let (samples, _) = heard(&fitted);
    let (alone, under) = (5_012, 1_000);
    assert!(samples[..2_600].iter().all(|s| *s == alone), "{}", samples[0]);
    assert!(samples[3_000..7_000].iter().all(|s| *s == 8_000 + under));
    assert!(samples[7_800..11_600].iter().all(|s| *s == alone), "the pause is the bed's");
    assert!(samples[12_000..14_000].iter().all(|s| *s == 9_000 + under));
    assert_eq!(samples[15_999], 0, "it ends in silence");
    assert!(samples[14_800..].is_sorted_by(|one, other| one >= other));
    assert_eq!(fitted.silence, Samples(0));
}

#[test]
fn a_bed_too_short_is_begun_again_without_a_hole() {
    let sounds =
        vec![sounding(1, Sound::Words(piece(100), Samples(30_000)), Cue { bed: Some(0), ..Cue::default() })];
    let unity = Gain::of(Db(0.0));
    let bed = |length| Bed {
        piece: piece(10_000),
        length: Samples(length),
        lead: Samples(0),
        tail: Samples(0),
        alone: unity,
        under: unity,
    };
    let material = |length| Material { sounds: sounds.clone(), beds: vec![bed(length)], pools: vec![] };
    let (samples, _) = heard(&with(&material(8_000), 30_000).expect("it fits"));
    assert!(samples[..29_000].iter().all(|s| *s >= 10_100), "each seam is at least as loud");
    assert_eq!(samples[29_999], 100);
    let once = with(&material(1_500), 30_000).expect("it fits");
    let (samples, _) = heard(&once);
    assert!(samples[1_500..].iter().all(|s| *s == 100), "a stump is not repeated");
}

#[test]
fn fades_of_its_own_shape_a_clip_from_and_to_silence() {
    let cue = Cue { fade_in: Samples(1_000), fade_out: Samples(2_000), ..Cue::default() };
    let sounds = [sounding(1, Sound::Clip(piece(10_000), Samples(5_000)), cue)];
    let (samples, _) = heard(&fitted(&sounds, 5_000).expect("it fits"));
    assert!(samples[..1_000].is_sorted() && samples[0] == 0 && samples[499] == 2_500);
    assert!(samples[1_000..3_000].iter().all(|s| *s == 10_000));
    assert!(samples[3_000..].is_sorted_by(|one, other| one >= other) && samples[4_999] == 0);
}

#[test]
fn a_gap_is_silence_that_was_asked_for() {
    let sounds = [words(1, 5_000, 2_000, at_once()), words(2, 6_000, 2_000, Entry::After(Samples(1_500)))];
    let fitted = fitted(&sounds, 5_500).expect("it fits");
    assert_eq!((times(&fitted), fitted.silence), (vec![(0, 2_000), (3_500, 2_000)], Samples(0)));
    assert!(heard(&fitted).0[2_000..3_500].iter().all(|s| *s == 0));
}

#[test]
fn what_is_read_twice_is_heard_twice_with_its_pause_and_live_has_time_for_both() {
    let twice = Cue { twice: Some(Samples(1_000)), ..Cue::default() };
    let read = |sound| sounding(1, sound, twice.clone());
    let recorded = fitted(&[read(Sound::Words(piece(7_000), Samples(3_000)))], 7_000).expect("it fits");
    assert_eq!((times(&recorded), recorded.silence), (vec![(0, 3_000), (4_000, 3_000)], Samples(0)));
    assert!(recorded.timeline.iter().all(|timed| timed.element == Some(1)));
    let live = fitted(&[read(Sound::Live(Samples(3_000)))], 7_000).expect("it fits");
    assert_eq!(times(&live), [(0, 7_000)]);
    let too_short = fitted(&[read(Sound::Words(piece(7_000), Samples(3_000)))], 6_999);
    assert_eq!(too_short, Err(Overrun { element: 1, by: Samples(1) }));
}

#[test]
fn fillers_run_on_under_what_cross_fades_with_them_and_the_item_still_ends_to_the_frame() {
    let mut closing = clip(2, 9_000, 5_000, crossfade(3_000));
    closing.is_backtimed = true;
    let sounds = [sounding(1, Sound::Fill(0), Cue::default()), closing];
    let pools = vec![vec![Filler::plain(piece(11_000), Samples(60_000))]];
    let material = Material { sounds: sounds.to_vec(), beds: vec![], pools };
    let fitted = with(&material, 40_000).expect("it fits");
    assert_eq!(times(&fitted), [(0, 38_000), (35_000, 5_000)]);
    let (samples, _) = heard(&fitted);
    assert!(samples[..35_000].iter().all(|s| *s == 11_000), "only the cross-fade touches the filler");
    assert!(samples[35_000..38_000].iter().all(|s| *s >= 9_000));
    assert!(samples[38_000..].iter().all(|s| *s == 9_000));
    assert_eq!(fitted.silence, Samples(0));
}

#[test]
fn an_overlap_is_never_longer_than_what_it_follows_and_none_goes_over_a_live_read() {
    let sounds = [words(1, 5_000, 1_000, at_once()), clip(2, 6_000, 9_000, crossfade(4_000))];
    assert_eq!(times(&fitted(&sounds, 9_000).expect("it fits")), [(0, 1_000), (0, 9_000)]);
    let live = sounding(1, Sound::Live(Samples(5_000)), Cue::default());
    let sounds = [live, clip(2, 6_000, 4_000, crossfade(2_000))];
    let fitted = fitted(&sounds, 9_000).expect("it fits");
    assert_eq!(times(&fitted), [(0, 5_000), (5_000, 4_000)]);
    assert!(fitted.recipe.parts[0].placements[0].fade_in.is_none(), "there is nothing to fade from");
}

#[test]
fn samples_beyond_full_scale_are_held_there_and_counted() {
    let sounds = [clip(1, 30_000, 4_000, at_once()), clip(2, 30_000, 4_000, crossfade(2_000))];
    let (samples, clipped) = heard(&fitted(&sounds, 6_000).expect("it fits"));
    let held = samples.iter().filter(|s| **s == i16::MAX).count() as u64;
    assert!(clipped > 1_000 && clipped <= held, "{clipped} of {held}");
}

#[test]
fn a_pinned_jingle_shorter_than_its_overlap_lies_within_what_it_is_laid_over() {
    let mut jingle = clip(2, 4_000, 4_000, over(10_000));
    jingle.pin = Some(Samples(20_000));
    let fitted = fitted(&[words(1, 9_000, 30_000, at_once()), jingle], 30_000).expect("it fits");
    assert_eq!(times(&fitted), [(0, 30_000), (20_000, 4_000)]);
    let (samples, _) = heard(&fitted);
    assert!(samples[24_250..].iter().all(|s| *s == 9_000), "and lets it up again");
}

#[test]
fn a_bed_never_stops_with_a_jump_however_its_rounds_fall() {
    let unity = Gain::of(Db(0.0));
    for frames in [10_001, 10_500, 11_999, 18_900, 19_100] {
        let cue = Cue { bed: Some(0), ..Cue::default() };
        let read = sounding(1, Sound::Words(piece(100), Samples(frames)), cue);
        let (length, none) = (Samples(10_000), Samples(0));
        let bed = Bed { piece: piece(10_000), length, lead: none, tail: none, alone: unity, under: unity };
        let material = Material { sounds: vec![read], beds: vec![bed], pools: vec![] };
        let (samples, _) = heard(&with(&material, frames).expect("it fits"));
        let steepest = samples.windows(2).map(|pair| (pair[0] - pair[1]).abs()).max().expect("some");
        // The steepest a fade of a second at equal power gets, at its very end.
        assert!(steepest < 400, "{frames} frames: a jump of {steepest}");
    }
}

#[test]
fn a_tail_longer_than_its_bed_is_made_of_whole_rounds() {
    let cue = Cue { bed: Some(0), ..Cue::default() };
    let read = sounding(1, Sound::Words(piece(100), Samples(15_000)), cue);
    let (unity, length, lead) = (Gain::of(Db(0.0)), Samples(10_000), Samples(0));
    let bed = Bed { piece: piece(10_000), length, lead, tail: Samples(20_000), alone: unity, under: unity };
    let fitted =
        with(&Material { sounds: vec![read], beds: vec![bed], pools: vec![] }, 35_000).expect("it fits");
    let rounds = fitted.recipe.parts[0].placements.iter().filter(|one| one.piece == piece(10_000));
    let lengths: Vec<u64> = rounds.map(|round| round.length.0).collect();
    // The third is cut short, so that the last has a second to rise and eight to fall.
    assert_eq!(lengths, [10_000, 10_000, 9_000, 9_000]);
}

#[test]
fn what_is_heard_twice_falls_at_its_end_and_is_left_out_whole() {
    let cue = Cue { twice: Some(Samples(1_000)), fade_out: Samples(2_000), ..Cue::default() };
    let again = sounding(1, Sound::Clip(piece(7_000), Samples(4_000)), cue);
    let (samples, _) = heard(&fitted(std::slice::from_ref(&again), 9_000).expect("it fits"));
    assert!(samples[..4_000].iter().all(|s| *s == 7_000) && samples[8_999] == 0);
    let without = fitted(&[again, words(2, 5_000, 5_000, at_once())], 10_000).expect("the words fit");
    let told: Vec<_> = without.timeline.iter().filter(|timed| timed.element == Some(1)).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].outcome, Outcome::Dropped);
}

#[test]
fn a_clip_that_makes_no_room_stays_while_another_does() {
    let sounds = [
        clip(1, 5_000, 6_000, at_once()),
        clip(2, 4_000, 1_000, over(3_000)),
        words(3, 3_000, 5_000, at_once()),
    ];
    let fitted = fitted(&sounds, 6_500).expect("the words and the jingle fit");
    let dropped = fitted.timeline.iter().filter(|timed| timed.outcome == Outcome::Dropped);
    assert_eq!(dropped.map(|timed| timed.element).collect::<Vec<_>>(), [Some(1)]);
}

#[test]
fn a_gap_on_a_bed_is_counted_once() {
    let on_bed = |gap| Cue { bed: Some(0), ..Cue::after(Samples(gap)) };
    let sounds = vec![
        sounding(1, Sound::Words(piece(100), Samples(3_000)), on_bed(0)),
        sounding(2, Sound::Words(piece(100), Samples(3_000)), on_bed(2_000)),
    ];
    let (unity, none, length) = (Gain::of(Db(0.0)), Samples(0), Samples(99_000));
    let bed = Bed { piece: piece(900), length, lead: none, tail: none, alone: unity, under: unity };
    let fitted = with(&Material { sounds, beds: vec![bed], pools: vec![] }, 10_000).expect("it fits");
    assert_eq!(fitted.silence, Samples(2_000));
}

#[test]
fn a_cross_fade_cut_short_leaves_the_next_one_all_of_its_own() {
    let sounds = [
        clip(1, 5_000, 4_000, at_once()),
        clip(2, 6_000, 10_000, crossfade(8_000)),
        clip(3, 7_000, 9_000, crossfade(4_000)),
    ];
    assert_eq!(times(&fitted(&sounds, 15_000).expect("it fits")), [(0, 4_000), (0, 10_000), (6_000, 9_000)]);
}

#[test]
fn a_jingle_over_the_tail_of_a_bed_holds_that_down_too() {
    let cue = Cue { bed: Some(0), ..Cue::default() };
    let read = sounding(1, Sound::Words(piece(100), Samples(3_000)), cue);
    let (half, length, none) = (Gain::of(Db(-6.0)), Samples(99_000), Samples(0));
    let bed =
        Bed { piece: piece(10_000), length, lead: none, tail: Samples(6_000), alone: half, under: half };
    let jingle = clip(2, 0, 2_000, Entry::Over { by: Samples(6_000), under: Gain::of(Db(-40.0)) });
    let material = Material { sounds: vec![read, jingle], beds: vec![bed], pools: vec![] };
    let (samples, _) = heard(&with(&material, 9_000).expect("it fits"));
    assert!(samples[3_000..5_000].iter().all(|s| *s <= 50), "{}", samples[4_000]);
    assert!(samples[5_250] > 1_000, "and comes up again");
}

fn entry() -> impl Strategy<Value = Entry> {
    prop_oneof![
        4 => Just(at_once()),
        2 => (0..3_000u64).prop_map(|gap| Entry::After(Samples(gap))),
        3 => (1..4_000u64).prop_map(crossfade),
        2 => (1..4_000u64).prop_map(over),
    ]
}

fn cue() -> impl Strategy<Value = Cue> {
    let fades = (0..3_000u64, 0..3_000u64);
    let twice = proptest::option::weighted(0.15, 0..2_000u64);
    let bed = proptest::option::weighted(0.4, 0..2usize);
    (entry(), fades, twice, bed).prop_map(|(entry, (fade_in, fade_out), twice, bed)| Cue {
        entry,
        fade_in: Samples(fade_in),
        fade_out: Samples(fade_out),
        twice: twice.map(Samples),
        bed,
    })
}

fn material() -> impl Strategy<Value = (Material, u64, bool)> {
    let sound = (0..8u32, 0..9_000u64, cue(), proptest::option::weighted(0.15, 0..50_000u64), any::<bool>());
    let margins = proptest::collection::vec((1_000..20_000u64, 0..3_000u64, 0..3_000u64), 2);
    let pool = proptest::collection::vec(500..30_000u64, 0..4);
    (proptest::collection::vec(sound, 0..9), margins, pool, 1..90_000u64, any::<bool>()).prop_map(
        |(sounds, margins, pool, length, has_backtimed)| {
            let mut earlier = 0;
            let sounds: Vec<Sounding> = (1..)
                .zip(sounds)
                .map(|(element, (kind, frames, cue, pin, is_backtimed))| {
                    let sound = match kind {
                        0..=2 => Sound::Clip(piece(3_000), Samples(frames)),
                        3..=4 => Sound::Words(piece(4_000), Samples(frames)),
                        5 => Sound::Live(Samples(frames)),
                        _ => Sound::Fill(0),
                    };
                    let pin = pin.filter(|pin| !has_backtimed && (earlier..length).contains(pin));
                    earlier = pin.unwrap_or(earlier);
                    let pin = pin.map(Samples);
                    Sounding {
                        pin,
                        is_backtimed: has_backtimed && is_backtimed,
                        ..sounding(element, sound, cue)
                    }
                })
                .collect();
            let bed = |(length, lead, tail)| Bed {
                piece: piece(2_000),
                length: Samples(length),
                lead: Samples(lead),
                tail: Samples(tail),
                alone: Gain::of(Db(-6.0)),
                under: Gain::of(Db(-20.0)),
            };
            let beds = margins.into_iter().map(bed).collect();
            let pools =
                vec![pool.into_iter().map(|frames| Filler::plain(piece(5_000), Samples(frames))).collect()];
            (Material { sounds, beds, pools }, length, has_backtimed)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_asked_the_item_lasts_to_the_frame_and_all_words_are_heard_whole((material, length, _) in material()) {
        let Ok(fitted) = with(&material, length) else { return Ok(()) };
        prop_assert_eq!(fitted.length, Samples(length));
        let live_from = |at: u64| {
            let is_there = |timed: &&Timed| timed.outcome == Outcome::Live && timed.at.0 == at && timed.length.0 > 0;
            fitted.timeline.iter().find(is_there).map(|timed| at + timed.length.0)
        };
        let after_live = |at: u64| std::iter::successors(Some(at), |at| live_from(*at)).last().unwrap_or(at);
        let mut covered = 0;
        for part in &fitted.recipe.parts {
            prop_assert_eq!(part.at.0, after_live(covered), "parts and live windows tile the item");
            covered = part.at.0 + part.length.0;
            let mut position = 0;
            for placement in &part.placements {
                prop_assert!(placement.at.0 >= position && placement.end() <= part.length.0, "{:?}", placement);
                let fades = placement.fade_in.length.0 + placement.fade_out.length.0;
                prop_assert!(fades <= placement.length.0 && placement.length.0 > 0, "{:?}", placement);
                prop_assert!(placement.fader.is_sorted_by_key(|mark| mark.at), "{:?}", placement);
                position = placement.at.0;
            }
        }
        for sounding in &material.sounds {
            let told = fitted.timeline.iter().filter(|timed| timed.element == Some(sounding.element));
            let lengths: Vec<u64> = told.map(|timed| timed.length.0).collect();
            if let Sound::Words(_, length) = sounding.sound {
                let times = if sounding.cue.twice.is_some() { 2 } else { 1 };
                prop_assert_eq!(lengths, vec![length.0; times], "{:?}", sounding);
            }
        }
    }

    #[test]
    fn what_is_pinned_begins_at_its_pin_and_what_is_backtimed_ends_with_the_item(
        (material, length, has_backtimed) in material(),
    ) {
        let Ok(fitted) = with(&material, length) else { return Ok(()) };
        let first = |element: u32| fitted.timeline.iter().find(|timed| timed.element == Some(element));
        let leads = |sounding: &Sounding| sounding.cue.bed.map_or(0, |bed| material.beds[bed].lead.0);
        for sounding in material.sounds.iter().filter(|sounding| sounding.pin.is_some()) {
            let Some(timed) = first(sounding.element) else { continue };
            let pin = sounding.pin.expect("it is pinned").0;
            let late = timed.at.0.checked_sub(pin);
            let is_dropped = timed.outcome == Outcome::Dropped;
            prop_assert!(is_dropped || late.is_some_and(|late| late <= leads(sounding)), "{:?} {:?}", sounding, timed);
        }
        let last = material.sounds.last().filter(|last| has_backtimed && last.is_backtimed);
        if let Some(timed) = last.and_then(|last| first(last.element)) {
            let is_clip = matches!(timed.outcome, Outcome::Placed { .. });
            let last = last.expect("there is one");
            if is_clip && last.cue.twice.is_none() && last.cue.bed.is_none() {
                prop_assert_eq!(timed.at.0 + timed.length.0, length);
            }
        }
    }

    #[test]
    fn a_mix_is_the_sum_of_its_sounds_and_never_wraps((material, length, _) in material()) {
        let Ok(fitted) = with(&material, length) else { return Ok(()) };
        if fitted.recipe.parts.len() != 1 {
            return Ok(());
        }
        let (samples, clipped) = heard(&fitted);
        prop_assert_eq!(clipped, 0, "these levels never reach full scale");
        for placement in &fitted.recipe.parts[0].placements {
            let (middle, level) = (placement.at.0 + placement.length.0 / 2, placement.piece.0.parse::<i16>().expect("a level"));
            let alone = fitted.recipe.parts[0].placements.iter().filter(|other| (other.at.0..other.end()).contains(&middle));
            let is_plain = placement.fader.is_empty()
                && placement.fade_in.length.0 <= placement.length.0 / 2
                && placement.fade_out.length.0 < placement.length.0 / 2;
            if alone.count() == 1 && is_plain {
                prop_assert_eq!(samples[usize::try_from(middle).expect("small")], level);
            }
        }
        let loudest = samples.iter().map(|s| s.unsigned_abs()).max().unwrap_or(0);
        prop_assert!(loudest <= 14_000, "{loudest}");
    }
}
