//! Mixing down: the channels a file has → the channels of the house. Knows layouts, no rates and no levels.
//!
//! To stereo by ITU-R BS.775, annex 4, table 2 (3/2 to 2/0): left = L + 0.7071 C + 0.7071 Ls, right alike, the
//! low-frequency channel left out. To mono the mean of left and right. One channel goes to both sides as it is; a
//! layout that doesn't name its loudspeakers is averaged. Absolute level doesn't matter here: loudness is set after.

use crate::network::Channels as House;
use symphonia::core::audio::{Channels, Position};

/// −3 dB, as BS.775 writes it.
const MINUS_3_DB: f32 = std::f32::consts::FRAC_1_SQRT_2;

/// What each channel of a file gives to each channel of the house.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mixdown {
    /// Channels of the file.
    inputs: usize,
    /// One row of `inputs` coefficients for each channel of the house.
    rows: Vec<Vec<f32>>,
}

impl Mixdown {
    /// The coefficients from a file's layout to the house's channels.
    pub fn new(layout: &Channels, house: House) -> Self {
        let sides = sides(layout);
        let rows = match house {
            House::Stereo => vec![sides.iter().map(|s| s.0).collect(), sides.iter().map(|s| s.1).collect()],
            House::Mono if sides.len() == 1 => vec![vec![1.0]],
            House::Mono => vec![sides.iter().map(|s| f32::midpoint(s.0, s.1)).collect()],
        };
        Mixdown { inputs: sides.len(), rows }
    }

    /// Appends the mix of whole interleaved `frames` to `out`, interleaved.
    pub fn mix(&self, frames: &[f32], out: &mut Vec<f32>) {
        match (self.inputs, self.rows.as_slice()) {
            (1, [_]) => out.extend_from_slice(frames),
            (1, [_, _]) => out.extend(frames.iter().flat_map(|s| [*s, *s])),
            (2, [row]) => out.extend(frames.as_chunks::<2>().0.iter().map(|[l, r]| l * row[0] + r * row[1])),
            (2, [_, _]) => out.extend_from_slice(frames),
            (inputs, rows) => {
                let weigh =
                    |frame: &[f32], row: &[f32]| frame.iter().zip(row).map(|(s, c)| s * c).sum::<f32>();
                for frame in frames.chunks_exact(inputs) {
                    out.extend(rows.iter().map(|row| weigh(frame, row)));
                }
            }
        }
    }
}

/// What each channel gives to the left and to the right.
fn sides(layout: &Channels) -> Vec<(f32, f32)> {
    let count = layout.count();
    match layout {
        _ if count == 1 => vec![(1.0, 1.0)],
        // Two channels are left and right whatever they are called: passed on untouched.
        _ if count == 2 => vec![(1.0, 0.0), (0.0, 1.0)],
        Channels::Positioned(positions) => positions.iter().map(side).collect(),
        _ => vec![(1.0 / count as f32, 1.0 / count as f32); count],
    }
}

fn side(position: Position) -> (f32, f32) {
    match position {
        Position::FRONT_LEFT | Position::FRONT_LEFT_CENTER | Position::FRONT_LEFT_WIDE => (1.0, 0.0),
        Position::FRONT_RIGHT | Position::FRONT_RIGHT_CENTER | Position::FRONT_RIGHT_WIDE => (0.0, 1.0),
        Position::REAR_LEFT | Position::SIDE_LEFT => (MINUS_3_DB, 0.0),
        Position::REAR_RIGHT | Position::SIDE_RIGHT => (0.0, MINUS_3_DB),
        Position::FRONT_CENTER => (MINUS_3_DB, MINUS_3_DB),
        // One surround loudspeaker: −3 dB, halved between the sides (BS.775: 0.5).
        Position::REAR_CENTER => (0.5, 0.5),
        // Low-frequency effects are left out; height is no loudspeaker of BS.775.
        _ => (0.0, 0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mixed(layout: Position, house: House, frame: &[f32]) -> Vec<f32> {
        let mut out = Vec::new();
        Mixdown::new(&Channels::Positioned(layout), house).mix(frame, &mut out);
        out
    }

    const SURROUND: Position = Position::FRONT_LEFT
        .union(Position::FRONT_RIGHT)
        .union(Position::FRONT_CENTER)
        .union(Position::LFE1)
        .union(Position::REAR_LEFT)
        .union(Position::REAR_RIGHT);

    #[test]
    fn five_one_follows_bs775_and_leaves_the_low_frequency_channel_out() {
        let frame = [1.0, 2.0, 4.0, 1000.0, 8.0, 16.0];
        let out = mixed(SURROUND, House::Stereo, &frame);
        assert!((out[0] - (1.0 + 12.0 * MINUS_3_DB)).abs() < 1e-4, "{out:?}");
        assert!((out[1] - (2.0 + 20.0 * MINUS_3_DB)).abs() < 1e-4, "{out:?}");
        let mono = mixed(SURROUND, House::Mono, &frame);
        assert!((mono[0] - f32::midpoint(out[0], out[1])).abs() < 1e-4, "{mono:?}");
    }

    #[test]
    fn stereo_to_mono_is_the_mean() {
        let stereo = Position::FRONT_LEFT | Position::FRONT_RIGHT;
        assert_eq!(mixed(stereo, House::Mono, &[0.5, -0.25, 1.0, 0.0]), [0.125, 0.5]);
    }

    #[test]
    fn mono_goes_to_both_sides_as_it_is() {
        assert_eq!(mixed(Position::FRONT_CENTER, House::Stereo, &[0.5, 0.25]), [0.5, 0.5, 0.25, 0.25]);
        assert_eq!(mixed(Position::FRONT_CENTER, House::Mono, &[0.5]), [0.5]);
    }

    #[test]
    fn channels_without_names_are_averaged() {
        let mut out = Vec::new();
        Mixdown::new(&Channels::Discrete(4), House::Mono).mix(&[1.0, 2.0, 3.0, 6.0], &mut out);
        assert_eq!(out, [3.0]);
    }
}
