//! Counting back from the end: where a part has to begin so that it and those after it end with the item.

use super::Sounding;
use super::place::fixed_length;
use crate::network::Samples;

/// `sounds` with a pin on each that is backtimed in an item of `length`. What is too long begins at once, and is found
/// to overrun when it is placed.
pub(super) fn backtime(sounds: &[Sounding], length: Samples) -> Vec<Sounding> {
    let mut pinned = sounds.to_vec();
    let mut tail: u64 = 0;
    for sounding in pinned.iter_mut().rev() {
        tail += fixed_length(&sounding.sound);
        if sounding.is_backtimed && tail > 0 {
            sounding.pin = Some(Samples(length.0.saturating_sub(tail)));
        }
    }
    pinned
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::{PieceId, Sound};

    #[test]
    fn a_backtimed_part_and_those_after_it_end_with_the_item() {
        let clip = |element, frames, is_backtimed| Sounding {
            element,
            sound: Sound::Clip(PieceId("clip".to_owned()), Samples(frames)),
            pin: None,
            is_backtimed,
            turn: None,
        };
        let pins = |length| {
            let sounds = [clip(1, 10, false), clip(2, 20, true), clip(3, 5, false), clip(4, 7, true)];
            backtime(&sounds, Samples(length)).iter().map(|sounding| sounding.pin).collect::<Vec<_>>()
        };
        assert_eq!(pins(100), [None, Some(Samples(68)), None, Some(Samples(93))]);
        assert_eq!(pins(30)[1], Some(Samples(0)));
    }
}
