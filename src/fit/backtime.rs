//! Counting back from the end: where a part has to begin so that it and those after it end with the item.

use super::cue::Bed;
use super::flow::{Flow, overlap};
use super::material::Sounding;
use crate::network::{HouseFormat, Samples};

/// `sounds` with a pin on each that is backtimed in an item of `length`. What is too long begins at once, and is found
/// to overrun when it is placed.
pub(super) fn backtime(
    mut sounds: Vec<Sounding>,
    beds: &[Bed],
    length: Samples,
    format: &HouseFormat,
) -> Vec<Sounding> {
    let (mut end, mut behind, mut shared) = (length.0, sounds.len(), 0);
    for at in (0..sounds.len()).rev() {
        if sounds[at].is_backtimed {
            sounds[at].cue.begin_at_once();
        }
        let needed = Flow::all(&sounds[at..behind], beds, 0, 0, format).meets(shared);
        if sounds[at].is_backtimed && needed > 0 {
            end = end.saturating_sub(needed);
            sounds[at].pin = Some(Samples(end));
            (behind, shared) = (at, overlap(&sounds[at]).min(length.0 - end));
        }
    }
    sounds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::{Cue, PieceId, Sound};

    #[test]
    fn a_backtimed_part_and_those_after_it_end_with_the_item() {
        let clip = |element, frames, is_backtimed| Sounding {
            element,
            sound: Sound::Clip(PieceId("clip".to_owned()), Samples(frames)),
            pin: None,
            is_backtimed,
            turn: None,
            cue: Cue::default(),
        };
        let pins = |length| {
            let sounds = vec![clip(1, 10, false), clip(2, 20, true), clip(3, 5, false), clip(4, 7, true)];
            backtime(sounds, &[], Samples(length), &HouseFormat::default())
                .iter()
                .map(|sounding| sounding.pin)
                .collect::<Vec<_>>()
        };
        assert_eq!(pins(100), [None, Some(Samples(68)), None, Some(Samples(93))]);
        assert_eq!(pins(30)[1], Some(Samples(0)));
    }
}
