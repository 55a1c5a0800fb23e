//! True peak: the highest value a wave reaches, also between its samples (ITU-R BS.1770-4, annex 2).
//!
//! Takes interleaved frames as they come; gives the highest magnitude of any channel, full scale 1. The wave is looked at
//! 192,000 times a second or oftener, through 32 samples at a time, so that noise up to the edge of the band is read as other
//! meters read it. Where no sample comes near enough to the peak so far, nothing is worked out. Knows no file.

use std::f64::consts::PI;

/// A running measurement.
pub(super) struct TruePeak {
    /// For each place between two samples, what the samples around it give to it.
    phases: Vec<[f32; TAPS]>,
    /// No place is higher than so many times the highest sample around it.
    bound: f32,
    channels: Vec<Channel>,
}

struct Channel {
    /// The last samples, all but one of those that stand under a kernel, and then the new ones.
    samples: Vec<f32>,
    peak: f32,
}

/// Samples around a place that give to it.
const TAPS: usize = 32;

/// Places that are passed over or worked out together.
const STRETCH: usize = 32;

/// How often the wave is looked at, in times per second.
const LOOKS: u32 = 192_000;

/// Kaiser's β: side lobes below −90 dB.
const BETA: f64 = 9.0;

impl TruePeak {
    /// For frames of that many channels at that rate.
    pub fn new(channels: usize, rate: u32) -> Self {
        let looks = LOOKS.div_ceil(rate);
        let phases: Vec<_> = (1..looks).map(|phase| kernel(f64::from(phase) / f64::from(looks))).collect();
        let weight = |taps: &[f32; TAPS]| taps.iter().map(|tap| tap.abs()).sum::<f32>();
        // A little more, for sums of rounded products.
        let bound = phases.iter().map(weight).fold(1.0, f32::max) * 1.001;
        let channel = || Channel { samples: vec![0.0; TAPS - 1], peak: 0.0 };
        TruePeak { phases, bound, channels: std::iter::repeat_with(channel).take(channels).collect() }
    }

    /// Takes whole interleaved frames.
    pub fn push(&mut self, frames: &[f32]) {
        let count = self.channels.len();
        for (at, channel) in self.channels.iter_mut().enumerate() {
            channel.samples.extend(frames.iter().skip(at).step_by(count));
            channel.peak = highest(&channel.samples, &self.phases, self.bound, channel.peak);
            channel.samples.drain(..channel.samples.len() - (TAPS - 1));
        }
    }

    /// The highest so far, as if silence followed.
    pub fn peak(&self) -> f64 {
        let of_channel = |channel: &Channel| {
            let ending = [&channel.samples[..], &[0.0; TAPS]].concat();
            highest(&ending, &self.phases, self.bound, channel.peak)
        };
        f64::from(self.channels.iter().map(of_channel).fold(0.0, f32::max))
    }
}

/// A place is worked out when so many samples behind it are known.
pub(super) const PEAK_DELAY: usize = TAPS / 2;

/// The peaks of one channel along its way, from one sample to the next.
pub(super) struct PeakPath {
    phases: Vec<[f32; TAPS]>,
    bound: f32,
    samples: Vec<f32>,
}

impl PeakPath {
    /// For samples of that rate.
    pub fn new(rate: u32) -> Self {
        let TruePeak { phases, bound, .. } = TruePeak::new(0, rate);
        PeakPath { phases, bound, samples: vec![0.0; TAPS - 1] }
    }

    /// Appends to `peaks`, for each of `samples`, the highest value from the sample that stands `PEAK_DELAY` before it to
    /// the next; where none can be above `floor`, the sample's own will do.
    pub fn push<'s>(&mut self, samples: impl Iterator<Item = &'s f32>, floor: f32, peaks: &mut Vec<f32>) {
        self.samples.extend(samples);
        let places = self.samples.len() + 1 - TAPS;
        for from in (0..places).step_by(STRETCH) {
            let under = &self.samples[from..(from + STRETCH).min(places) + TAPS - 1];
            let loudest = under.iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
            let is_low = loudest * self.bound <= floor;
            peaks.extend(under.windows(TAPS).map(|place| {
                let own = place[TAPS / 2 - 1].abs();
                let phases = self.phases.iter().take(if is_low { 0 } else { usize::MAX });
                phases.fold(own, |peak, taps| peak.max(weighed(taps, place).abs()))
            }));
        }
        self.samples.drain(..self.samples.len() - (TAPS - 1));
    }
}

/// The highest of `peak` and every place that has all its samples.
fn highest(samples: &[f32], phases: &[[f32; TAPS]], bound: f32, mut peak: f32) -> f32 {
    let places = samples.len() + 1 - TAPS;
    for from in (0..places).step_by(STRETCH) {
        let under = &samples[from..(from + STRETCH).min(places) + TAPS - 1];
        let loudest = under.iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
        peak = peak.max(loudest);
        // Not the other way round: a sample that is no number must not hide its neighbours.
        if loudest * bound > peak {
            for place in under.windows(TAPS) {
                for taps in phases {
                    peak = peak.max(weighed(taps, place).abs());
                }
            }
        }
    }
    peak
}

/// The sum of products, in eight columns that a processor works out together.
fn weighed(taps: &[f32; TAPS], samples: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    for (taps, samples) in taps.as_chunks::<8>().0.iter().zip(samples.as_chunks::<8>().0) {
        for ((sum, tap), sample) in sums.iter_mut().zip(taps).zip(samples) {
            *sum += tap * sample;
        }
    }
    sums.iter().sum()
}

/// A windowed sinc for the place that lies `part` of a sample behind the middle one; a constant stays what it is.
#[expect(clippy::cast_possible_truncation, reason = "a weight")]
fn kernel(part: f64) -> [f32; TAPS] {
    let half = TAPS as f64 / 2.0;
    let taps: [f64; TAPS] = std::array::from_fn(|at| {
        let away = at as f64 - (half - 1.0) - part;
        let turn = PI * away;
        let sinc = if turn == 0.0 { 1.0 } else { turn.sin() / turn };
        sinc * bessel(BETA * (1.0 - (away / half).powi(2)).max(0.0).sqrt())
    });
    let sum: f64 = taps.iter().sum();
    taps.map(|tap| (tap / sum) as f32)
}

/// The modified Bessel function of order nought, by its power series.
fn bessel(x: f64) -> f64 {
    let square = x * x / 4.0;
    let mut term = 1.0;
    (1..40).fold(1.0, |sum, n| {
        term *= square / (f64::from(n) * f64::from(n));
        sum + term
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::cast_possible_truncation, reason = "a sample")]
    fn tone(part: f64, phase: f64) -> Vec<f32> {
        let faded = |n: f64| (n / 200.0).min((2000.0 - n) / 200.0).min(1.0);
        (0..2000)
            .map(f64::from)
            .map(|n| (0.5 * faded(n) * (2.0 * PI * n / part + phase).sin()) as f32)
            .collect()
    }

    fn peak_of(samples: &[f32], rate: u32) -> f64 {
        let mut peak = TruePeak::new(1, rate);
        samples.chunks(77).for_each(|block| peak.push(block));
        peak.peak()
    }

    #[test]
    fn a_tone_peaks_at_its_amplitude_though_no_sample_does() {
        for rate in [8_000, 32_000, 44_100, 96_000] {
            for (part, phase) in [(4.0, PI / 4.0), (3.0, PI / 6.0), (2.5, 0.3), (10.0, 1.0)] {
                let peak = peak_of(&tone(part, phase), rate);
                assert!((20.0 * (peak / 0.5).log10()).abs() < 0.25, "{rate}, {part}: {peak}");
            }
        }
    }

    #[test]
    fn at_192_khz_the_samples_themselves_are_looked_at() {
        // Between these two the wave would be higher.
        assert!((peak_of(&[0.5, 0.5], 192_000) - 0.5).abs() < 1e-6);
    }

    #[test]
    fn blocks_of_any_size_and_what_is_passed_over_change_nothing() {
        let samples: Vec<f32> = tone(3.7, 0.2).iter().zip(tone(91.0, 1.0)).map(|(a, b)| a * b).collect();
        let mut whole = TruePeak::new(1, 48_000);
        whole.bound = f32::INFINITY;
        whole.push(&samples);
        assert_eq!(peak_of(&samples, 48_000).to_bits(), whole.peak().to_bits());
    }

    #[test]
    fn the_loudest_channel_counts_and_the_end_is_seen() {
        let mut peak = TruePeak::new(2, 48_000);
        peak.push(&[0.0, 0.5, 0.0, 0.5]);
        // Two equal samples before silence stand on the two sides of a higher top.
        assert!(peak.peak() > 0.55, "{}", peak.peak());
    }
}
