//! Resampling: frames at the file's rate → frames at the house rate, in time with the original.
//!
//! A linear-phase filter over FFT blocks; its delay is taken off again, so what sounds at a moment sounds at that
//! moment after. The length is exact: round(frames × rate out / rate in). With N for half the lower of the two rates:
//! up to 0.98 N a tone comes out as it was within 0.01 dB, from N on nothing is left above −120 dB, be it an alias or
//! an image; between them it falls. Knows no levels and no layout.

use audioadapter_buffers::direct::InterleavedSlice;
use rubato::{Fft, FixedSync, Resampler as _, WindowFunction};

/// The smallest FFT block on the side of the lower rate, in frames; the filter is as long. It falls within the last
/// 2 % of the band; half this block takes 4 %, twice this gains one and costs no less.
const BLOCK_FRAMES: usize = 2048;

/// A stretch of sound on its way from one rate to another.
pub(super) struct Resampler {
    rate_in: u32,
    rate_out: u32,
    channels: usize,
    /// None when the rates are equal: frames pass untouched.
    filter: Option<Filter>,
    /// Frames taken in so far.
    taken: u64,
    /// Frames given out so far.
    given: u64,
}

struct Filter {
    fft: Fft<f32>,
    /// Input that doesn't fill a block yet, interleaved.
    pending: Vec<f32>,
    /// One block of output, interleaved.
    block: Vec<f32>,
    /// Frames of the filter's delay still to be dropped.
    delay: usize,
}

impl Resampler {
    /// From `rate_in` to `rate_out` frames per second; both positive.
    pub fn new(rate_in: u32, rate_out: u32, channels: usize) -> Self {
        let filter = (rate_in != rate_out).then(|| Filter::new(rate_in, rate_out, channels));
        Resampler { rate_in, rate_out, channels, filter, taken: 0, given: 0 }
    }

    /// Takes whole interleaved `frames`; appends what is finished to `out`.
    pub fn push(&mut self, frames: &[f32], out: &mut Vec<f32>) {
        self.taken += (frames.len() / self.channels) as u64;
        let before = out.len();
        match &mut self.filter {
            None => out.extend_from_slice(frames),
            Some(filter) => filter.push(frames, out),
        }
        self.given += ((out.len() - before) / self.channels) as u64;
    }

    /// Appends the rest to `out`, so that all that was given has its exact length.
    pub fn finish(&mut self, out: &mut Vec<f32>) {
        let wanted = self.frames_out();
        let silence = self.filter.as_ref().map_or(0, |filter| filter.fft.fft_size_in() * self.channels);
        while self.given < wanted {
            let taken = self.taken;
            self.push(&vec![0.0; silence], out);
            self.taken = taken;
        }
        let surplus = usize::try_from(self.given - wanted).expect("less than a block") * self.channels;
        // The surplus is of this last block: the filter's delay keeps the output behind the input until here.
        out.truncate(out.len() - surplus);
        self.given = wanted;
    }

    /// The length, at the house rate, of all that was taken in.
    fn frames_out(&self) -> u64 {
        let (rate_in, rate_out) = (u128::from(self.rate_in), u128::from(self.rate_out));
        let rounded = (u128::from(self.taken) * rate_out * 2 + rate_in) / (2 * rate_in);
        u64::try_from(rounded).expect("a length in frames")
    }
}

impl Filter {
    fn new(rate_in: u32, rate_out: u32, channels: usize) -> Self {
        let (rate_in, rate_out) = (rate_in as usize, rate_out as usize);
        let least = rate_in / common_divisor(rate_in, rate_out);
        let slower = rate_in.min(rate_out);
        // An even number of least blocks: the filter's middle then falls on a frame, and so on no half a frame.
        let pairs = (BLOCK_FRAMES * rate_in / slower).div_ceil(2 * least);
        let chunk = pairs * 2 * least;
        let window = WindowFunction::BlackmanHarris2;
        let fft = Fft::new_custom(rate_in, rate_out, chunk, 1, channels, window, FixedSync::Both)
            .expect("rates and chunk are positive");
        let block = vec![0.0; fft.output_frames_max() * channels];
        Filter { delay: fft.output_delay(), fft, pending: Vec::new(), block }
    }

    fn push(&mut self, frames: &[f32], out: &mut Vec<f32>) {
        let channels = self.fft.nbr_channels();
        let whole = self.fft.fft_size_in() * channels;
        let mut rest = frames;
        while self.pending.len() + rest.len() >= whole {
            let (now, later) = rest.split_at(whole - self.pending.len());
            self.pending.extend_from_slice(now);
            self.transform(out);
            self.pending.clear();
            rest = later;
        }
        self.pending.extend_from_slice(rest);
    }

    /// One full block.
    fn transform(&mut self, out: &mut Vec<f32>) {
        let channels = self.fft.nbr_channels();
        let (size_in, size_out) = (self.fft.fft_size_in(), self.fft.fft_size_out());
        let input = InterleavedSlice::new(&self.pending, channels, size_in).expect("a full block");
        let mut output =
            InterleavedSlice::new_mut(&mut self.block, channels, size_out).expect("room for a block");
        self.fft.process_into_buffer(&input, &mut output, None).expect("blocks have the sizes it asked for");
        let dropped = self.delay.min(size_out);
        self.delay -= dropped;
        out.extend_from_slice(&self.block[dropped * channels..size_out * channels]);
    }
}

fn common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resampled(frames: &[f32], rate_in: u32, rate_out: u32, channels: usize, block: usize) -> Vec<f32> {
        let mut resampler = Resampler::new(rate_in, rate_out, channels);
        let mut out = Vec::new();
        for frames in frames.chunks(block * channels) {
            resampler.push(frames, &mut out);
        }
        resampler.finish(&mut out);
        out
    }

    #[expect(clippy::cast_possible_truncation, reason = "the precision of samples")]
    fn tone(frequency: f64, rate: u32, frames: u32) -> Vec<f32> {
        let step = std::f64::consts::TAU * frequency / f64::from(rate);
        (0..frames).map(|n| (f64::from(n) * step).sin() as f32).collect()
    }

    fn decibels(frames: &[f32]) -> f64 {
        let power: f64 = frames.iter().map(|s| f64::from(*s) * f64::from(*s)).sum();
        10.0 * (power / frames.len() as f64).log10()
    }

    #[test]
    fn the_length_is_exact_for_every_rate_and_every_length() {
        for rate in [8_000, 11_025, 22_050, 32_000, 44_100, 48_000, 96_000, 44_099] {
            for frames in [1_u32, 2, 100, 1151, 44_100, 50_001] {
                let out = resampled(&vec![0.5; frames as usize], rate, 32_000, 1, 1152);
                let exact = (f64::from(frames) * 32_000.0 / f64::from(rate)).round();
                assert_eq!(out.len() as f64, exact, "{frames} frames at {rate}");
            }
        }
    }

    #[test]
    fn an_impulse_stays_at_its_time() {
        for rate in [8_000, 22_050, 44_100, 48_000, 96_000] {
            let mut frames = vec![0.0; rate as usize];
            frames[rate as usize / 2] = 1.0;
            let out = resampled(&frames, rate, 32_000, 1, 1000);
            let loudest = (0..out.len()).max_by(|a, b| out[*a].abs().total_cmp(&out[*b].abs()));
            assert_eq!(loudest, Some(16_000), "at {rate}");
            for distance in 1..100 {
                let (before, after) = (out[16_000 - distance], out[16_000 + distance]);
                assert!((before - after).abs() < 1e-5, "not centred at {rate}: {before} {after}");
            }
        }
    }

    const PEOPLES_RATES: [u32; 10] =
        [8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000, 88_200, 96_000, 192_000];

    fn pairs() -> impl Iterator<Item = (u32, u32)> {
        [32_000, 48_000, 44_100, 16_000]
            .into_iter()
            .flat_map(|house| PEOPLES_RATES.map(|rate| (rate, house)))
            .filter(|(rate, house)| rate != house)
    }

    /// What comes out of a long tone, without the blocks that hold its hard start and end, which are no tone; and what
    /// would come out if resampling did nothing else.
    fn steady_tone(frequency: f64, rate: u32, house: u32) -> (Vec<f32>, Vec<f32>) {
        let frames = 20_000 * (rate / rate.min(house) + 1);
        let out = resampled(&tone(frequency, rate, frames), rate, house, 1, 1152);
        let expected = tone(frequency, house, u32::try_from(out.len()).expect("short"));
        let edge = out.len() * 3 / 10;
        (out[edge..out.len() - edge].to_vec(), expected[edge..out.len() - edge].to_vec())
    }

    #[test]
    fn a_tone_above_half_the_house_rate_vanishes_from_every_rate() {
        for (rate, house) in pairs().filter(|(rate, house)| rate > house) {
            for share in [1.0005, 1.002, 1.01, 1.05, 1.3, 1.7, 2.5, 4.0, 5.9] {
                let frequency = share * f64::from(house) / 2.0;
                if frequency < f64::from(rate) / 2.0 {
                    let level = decibels(&steady_tone(frequency, rate, house).0) + 3.01;
                    assert!(level < -120.0, "{rate} → {house}: {frequency} Hz is left at {level:.1} dB");
                }
            }
        }
    }

    #[test]
    fn a_tone_below_comes_through_unchanged_and_without_images() {
        for (rate, house) in pairs() {
            for share in [0.01, 0.5, 0.9, 0.95, 0.98] {
                let frequency = share * f64::from(rate.min(house)) / 2.0;
                let (out, expected) = steady_tone(frequency, rate, house);
                let error: Vec<f32> = out.iter().zip(&expected).map(|(a, b)| a - b).collect();
                let level = decibels(&error) + 3.01;
                assert!(level < -100.0, "{rate} → {house}: {frequency} Hz has an error of {level:.1} dB");
            }
        }
    }

    #[test]
    fn channels_stay_apart_and_blocks_leave_no_trace() {
        let frames: Vec<f32> = tone(440.0, 44_100, 20_000).iter().flat_map(|s| [*s, 0.0]).collect();
        let out = resampled(&frames, 44_100, 48_000, 2, 1152);
        assert!(out.as_chunks::<2>().0.iter().all(|[_, right]| *right == 0.0));
        assert_eq!(out, resampled(&frames, 44_100, 48_000, 2, 7));
    }
}
