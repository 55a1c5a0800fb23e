//! Quantising: frames in full scale ±1.0 → house PCM. Knows widths, no rates.
//!
//! What doesn't already lie on the house's steps gets triangular dither of one step either way, from a generator
//! that always begins the same: the same clip gives the same bytes.

use crate::network::SampleWidth;

/// Where the dither begins. Any odd number does; this is the golden ratio in 64 bits.
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// Turns frames into PCM.
pub(super) struct Quantiser {
    width: SampleWidth,
    gain: f64,
    /// None for frames that already lie on the steps.
    dither: Option<Dither>,
}

impl Quantiser {
    /// With this linear gain; without dither only for frames that pass `is_on_steps`, at a gain of 1.
    pub fn new(width: SampleWidth, gain: f64, is_dithered: bool) -> Self {
        Quantiser { width, gain, dither: is_dithered.then_some(Dither { state: SEED }) }
    }

    /// Appends the samples to `pcm`, signed, little-endian.
    pub fn push(&mut self, samples: &[f32], pcm: &mut Vec<u8>) {
        let steps = steps(self.width);
        let scale = self.gain * steps;
        for sample in samples {
            let noise = self.dither.as_mut().map_or(0.0, Dither::next);
            let value = (f64::from(*sample) * scale + noise).clamp(-steps, steps - 1.0);
            // Rounds half up; lifted above zero first, as a cast cuts towards it.
            #[expect(clippy::cast_possible_truncation, reason = "clamped to 24 bits")]
            let value = (value + steps + 0.5) as i32 - steps as i32;
            match self.width {
                SampleWidth::Sixteen => pcm.extend_from_slice(&value.to_le_bytes()[..2]),
                SampleWidth::TwentyFour => pcm.extend_from_slice(&value.to_le_bytes()[..3]),
            }
        }
    }
}

/// Whether every sample is a whole number of the width's steps, within its range.
pub(super) fn is_on_steps(samples: &[f32], width: SampleWidth) -> bool {
    let steps = steps(width);
    samples.iter().all(|s| {
        let value = f64::from(*s) * steps;
        value == value.trunc() && (-steps..steps).contains(&value)
    })
}

/// Steps from zero to full scale.
fn steps(width: SampleWidth) -> f64 {
    match width {
        SampleWidth::Sixteen => 32_768.0,
        SampleWidth::TwentyFour => 8_388_608.0,
    }
}

/// Triangular noise between −1 and 1 step: the difference of two even ones.
struct Dither {
    state: u64,
}

impl Dither {
    /// A 64-bit linear congruential step, mixed; two times 24 bits of it are the two even numbers.
    fn next(&mut self) -> f64 {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = (self.state ^ (self.state >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        let bits = |shift: u32| u32::try_from(mixed >> shift & 0xff_ffff).expect("24 bits");
        (f64::from(bits(40)) - f64::from(bits(16))) / 16_777_216.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sixteen(samples: &[f32], gain: f64, is_dithered: bool) -> Vec<i16> {
        let mut pcm = Vec::new();
        Quantiser::new(SampleWidth::Sixteen, gain, is_dithered).push(samples, &mut pcm);
        pcm.as_chunks::<2>().0.iter().map(|b| i16::from_le_bytes(*b)).collect()
    }

    #[test]
    fn every_sixteen_bit_sample_comes_back_as_it_was() {
        let all: Vec<i16> = (i16::MIN..=i16::MAX).collect();
        let frames: Vec<f32> = all.iter().map(|s| f32::from(*s) / 32_768.0).collect();
        assert!(is_on_steps(&frames, SampleWidth::Sixteen));
        assert_eq!(sixteen(&frames, 1.0, false), all);
    }

    #[test]
    fn twenty_four_bits_are_three_bytes_little_endian() {
        let mut pcm = Vec::new();
        let samples = [-1.0, 0.5, 1.0 / 8_388_608.0, 2.0];
        Quantiser::new(SampleWidth::TwentyFour, 1.0, false).push(&samples, &mut pcm);
        assert_eq!(pcm, [0, 0, 0x80, 0, 0, 0x40, 1, 0, 0, 0xff, 0xff, 0x7f]);
    }

    #[test]
    fn what_lies_between_the_steps_is_told() {
        assert!(!is_on_steps(&[0.5 / 32_768.0], SampleWidth::Sixteen));
        assert!(is_on_steps(&[0.5 / 32_768.0], SampleWidth::TwentyFour));
        assert!(!is_on_steps(&[1.0], SampleWidth::Sixteen));
    }

    #[test]
    fn dither_keeps_the_mean_of_what_is_smaller_than_a_step() {
        let quantised = sixteen(&[0.3 / 32_768.0; 100_000], 1.0, true);
        let mean = quantised.iter().map(|s| f64::from(*s)).sum::<f64>() / 100_000.0;
        assert!((mean - 0.3).abs() < 0.01, "{mean}");
        let power = quantised.iter().map(|s| (f64::from(*s) - 0.3).powi(2)).sum::<f64>() / 100_000.0;
        // Triangular dither (1/6) and rounding (1/12) together make a quarter.
        assert!((power - 0.25).abs() < 0.01, "{power}");
    }

    #[test]
    fn dither_is_the_same_every_time() {
        assert_eq!(sixteen(&[0.1; 1000], 0.7, true), sixteen(&[0.1; 1000], 0.7, true));
    }

    #[test]
    fn what_is_too_loud_is_held_at_full_scale() {
        assert_eq!(sixteen(&[1.5, -1.5], 1.0, true), [32_767, -32_768]);
    }
}
