//! The look-ahead limiter: holds single peaks of a sound under a ceiling, so that the rest of it may be louder.
//!
//! Takes whole interleaved frames; gives as many, times a gain, turned down smoothly where their true peak would pass the
//! ceiling: falling over 5 ms before the peak, rising again over some tenths of a second. Where nothing would pass it,
//! frames come out as they went in, times the gain. Weights are whole numbers, so that running sums never drift. Memory is
//! that of the look-ahead. Knows no loudness and no file.

use super::true_peak::{PEAK_DELAY, PeakPath};
use crate::network::{Db, HouseFormat};
use std::collections::VecDeque;

/// The weight that changes nothing.
const UNIT: u64 = 1 << 30;

/// A peak is seen so long before it comes. Long enough for the fall to be no click, too short to be heard as a gap.
const LOOK_AHEAD_MS: u64 = 5;

/// In this time the weight rises by two thirds of what is missing: slower than the syllables it would else distort.
const RELEASE_MS: u64 = 100;

/// A limiter of one sound.
pub(super) struct Limiter {
    gain: f64,
    ceiling: f64,
    channels: usize,
    paths: Vec<PeakPath>,
    /// For each channel, the peaks of the block in work.
    peaks: Vec<Vec<f32>>,
    weights: Weights,
    /// Samples whose weight is not known yet.
    waiting: VecDeque<f32>,
    /// Frames to go until the first one's weight is known.
    ahead: usize,
    lowest: u64,
}

impl Limiter {
    /// For frames of the house's channels and rate, with that gain, under that true peak.
    pub fn new(house: &HouseFormat, gain: Db, ceiling: Db) -> Limiter {
        let channels = usize::from(house.channels.count());
        let weights = Weights::new(house);
        Limiter {
            gain: 10_f64.powf(gain.0 / 20.0),
            ceiling: 10_f64.powf(ceiling.0 / 20.0),
            channels,
            paths: (0..channels).map(|_| PeakPath::new(house.sample_rate)).collect(),
            peaks: vec![Vec::new(); channels],
            ahead: weights.delay + PEAK_DELAY,
            weights,
            waiting: VecDeque::new(),
            lowest: UNIT,
        }
    }

    /// Takes whole interleaved frames; appends to `out` those whose weight is known.
    #[expect(clippy::cast_possible_truncation, reason = "the floor is a sample, and so is what comes out")]
    pub fn push(&mut self, frames: &[f32], out: &mut Vec<f32>) {
        self.waiting.extend(frames);
        let floor = (self.ceiling / self.gain) as f32;
        for (at, (path, peaks)) in self.paths.iter_mut().zip(&mut self.peaks).enumerate() {
            peaks.clear();
            path.push(frames.iter().skip(at).step_by(self.channels), floor, peaks);
        }
        for at in 0..frames.len() / self.channels {
            let peak = self.peaks.iter().fold(0.0_f32, |peak, peaks| peak.max(peaks[at]));
            let weight = self.weights.next(wish(self.ceiling, self.gain * f64::from(peak)));
            if self.ahead > 0 {
                self.ahead -= 1;
                continue;
            }
            self.lowest = self.lowest.min(weight);
            let factor = self.gain * weight as f64 / UNIT as f64;
            let frame = self.waiting.drain(..self.channels);
            out.extend(frame.map(|sample| (f64::from(sample) * factor) as f32));
        }
    }

    /// Appends the frames that still wait.
    pub fn finish(&mut self, out: &mut Vec<f32>) {
        let silence = vec![0.0; (self.weights.delay + PEAK_DELAY) * self.channels];
        let wanted = out.len() + self.waiting.len();
        self.push(&silence, out);
        out.truncate(wanted);
    }

    /// The most that was taken off so far, as a positive number of decibels.
    pub fn taken(&self) -> Db {
        Db(20.0 * (UNIT as f64 / self.lowest as f64).log10())
    }
}

/// The weight that holds a peak under the ceiling by itself.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between nought and UNIT")]
fn wish(ceiling: f64, peak: f64) -> u64 {
    if peak <= ceiling { UNIT } else { ((ceiling / peak * UNIT as f64) as u64).max(1) }
}

/// The wishes, each held for the look-ahead, then rising slowly, then smoothed twice: no weight is above a wish within
/// one frame of the one it is for.
struct Weights {
    lowest: Lowest,
    /// What is missing is divided by so much in each frame.
    release: u64,
    last: u64,
    smooth: [Mean; 2],
    /// Frames by which a weight comes behind its wish.
    delay: usize,
}

impl Weights {
    fn new(house: &HouseFormat) -> Weights {
        let frames = |milliseconds| house.samples_in(milliseconds).0;
        let half = usize::try_from(frames(LOOK_AHEAD_MS) / 2).expect("some milliseconds").max(1);
        // The two means together reach over `delay` frames; one more on either side for what lies between two frames.
        let delay = 2 * half - 1;
        Weights {
            lowest: Lowest::new(delay + 2),
            release: frames(RELEASE_MS),
            last: UNIT,
            smooth: [Mean::new(half), Mean::new(half)],
            delay,
        }
    }

    fn next(&mut self, wish: u64) -> u64 {
        let risen = self.last + (UNIT - self.last).div_ceil(self.release);
        self.last = self.lowest.next(wish).min(risen);
        let [first, second] = &mut self.smooth;
        second.next(first.next(self.last))
    }
}

/// The lowest of the last values.
struct Lowest {
    length: usize,
    at: usize,
    /// Those that no later one is below, with their places; ascending.
    rising: VecDeque<(usize, u64)>,
}

impl Lowest {
    fn new(length: usize) -> Lowest {
        Lowest { length, at: 0, rising: VecDeque::new() }
    }

    fn next(&mut self, value: u64) -> u64 {
        while self.rising.back().is_some_and(|(_, last)| *last >= value) {
            self.rising.pop_back();
        }
        self.rising.push_back((self.at, value));
        if self.rising.front().is_some_and(|(at, _)| at + self.length <= self.at) {
            self.rising.pop_front();
        }
        self.at += 1;
        self.rising.front().expect("the value itself").1
    }
}

/// The mean of the last values, rounded down.
struct Mean {
    values: VecDeque<u64>,
    sum: u64,
}

impl Mean {
    fn new(length: usize) -> Mean {
        Mean { values: vec![UNIT; length].into(), sum: UNIT * length as u64 }
    }

    fn next(&mut self, value: u64) -> u64 {
        self.values.push_back(value);
        self.sum = self.sum + value - self.values.pop_front().expect("as many as in the beginning");
        self.sum / self.values.len() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::super::true_peak::TruePeak;
    use super::*;
    use std::f64::consts::TAU;

    const CEILING: Db = Db(-1.51);

    #[expect(clippy::cast_possible_truncation, reason = "a sample")]
    fn samples(count: u32, value: impl Fn(f64) -> f64) -> Vec<f32> {
        (0..count).map(|at| value(f64::from(at) / 32_000.0) as f32).collect()
    }

    fn limited(samples: &[f32], gain: f64, block: usize) -> (Vec<f32>, f64) {
        let mut limiter = Limiter::new(&HouseFormat::default(), Db(gain), CEILING);
        let mut out = Vec::new();
        samples.chunks(block).for_each(|block| limiter.push(block, &mut out));
        limiter.finish(&mut out);
        assert_eq!(out.len(), samples.len());
        (out, limiter.taken().0)
    }

    fn true_peak(samples: &[f32]) -> f64 {
        let mut peak = TruePeak::new(1, 32_000);
        peak.push(samples);
        20.0 * peak.peak().log10()
    }

    #[test]
    fn what_stays_under_the_ceiling_comes_out_as_it_went_in() {
        let tone = samples(20_000, |time| 0.4 * (TAU * 997.0 * time).sin());
        assert_eq!(limited(&tone, 0.0, 777), (tone.clone(), 0.0));
        let (louder, taken) = limited(&tone, 6.0, 777);
        assert!(taken == 0.0 && louder.iter().zip(&tone).all(|(l, t)| (l - t * 1.995_262_3).abs() < 1e-6));
    }

    #[test]
    fn no_true_peak_passes_the_ceiling_and_away_from_peaks_nothing_changes() {
        // Speech as a limiter sees it: a quiet tone with a burst between samples every half second.
        let burst = |time: f64| ((time * 2.0).fract() < 0.002).then(|| 0.9 * (TAU * 7_900.0 * time).sin());
        let speech = samples(64_000, |time| 0.1 * (TAU * 300.0 * time).sin() + burst(time).unwrap_or(0.0));
        let (out, taken) = limited(&speech, 6.0, 4096);
        assert!(true_peak(&out) < CEILING.0 + 0.1, "{}", true_peak(&out));
        assert!((5.0..9.0).contains(&taken), "{taken}");
        // Ten milliseconds before a burst nothing is turned down yet beyond what the last one left.
        let at = 16_000 - 320;
        assert!((out[at - 40] / speech[at - 40] - 1.995_262_3).abs() < 0.03, "{}", out[at] / speech[at]);
        assert_eq!(limited(&speech, 6.0, 33).0, out, "blocks of any size give the same");
    }

    #[test]
    fn a_steady_tone_above_the_ceiling_is_turned_down_without_distortion() {
        let tone = samples(64_000, |time| 0.8 * (TAU * 500.0 * time).sin());
        let (out, _) = limited(&tone, 6.0, 4096);
        let steady = &out[32_000..60_000];
        let ratio = f64::from(steady.iter().fold(0.0_f32, |high, s| high.max(s.abs()))) / 0.8;
        let error =
            steady.iter().zip(&tone[32_000..]).map(|(o, t)| (f64::from(*o) - f64::from(*t) * ratio).abs());
        assert!(error.fold(0.0, f64::max) < 0.002, "its wave is another");
    }
}
