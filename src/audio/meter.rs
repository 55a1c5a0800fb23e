//! The meter: loudness and true peak by EBU R 128, of frames as they come.
//!
//! Takes interleaved frames of one rate and layout; gives integrated loudness and true peak, and on request the loudness
//! range and the momentary and short-term maxima. It keeps 8 bytes for each 100 ms (7 MB for a day) beside windows of
//! 3 s. A single channel counts once, as BS.1770 has it, not as two equal ones. Knows no file and no target.

use super::true_peak::TruePeak;
use crate::network::{Db, HouseFormat, Lufs};
use ebur128::{Channel, EbuR128, Mode};
use std::collections::VecDeque;
use symphonia::core::audio::{Channels, Position};

/// A running measurement.
pub(super) struct Meter {
    measured: EbuR128,
    peak: TruePeak,
    channels: usize,
    frames: u64,
    /// None where nobody asks for more than the level.
    windows: Option<Windows>,
}

/// What was measured: before any gain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Level {
    /// Integrated loudness; none when no 400 ms block passes the gate at −70 LUFS (BS.1770-4, annex 1).
    pub loudness: Option<Lufs>,
    /// The highest true peak of any channel; −∞ for silence.
    pub true_peak: Db,
}

/// How loudness moves within a sound (EBU Tech 3341, 2.2 and 2.8; Tech 3342).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Dynamics {
    /// Loudness range in LU; none for a sound shorter than one short-term window, or silent.
    pub range: Option<f64>,
    /// The loudest 3 s; none for a shorter sound, or a silent one.
    pub short_term_max: Option<Lufs>,
    /// The loudest 400 ms; none for a shorter sound, or a silent one.
    pub momentary_max: Option<Lufs>,
}

impl Meter {
    /// For frames in the house's channels and rate; measures the level only.
    pub fn for_level(house: &HouseFormat) -> Self {
        let weights = [Channel::Left, Channel::Right];
        Meter::new(house.sample_rate, &weights[..usize::from(house.channels.count())], false)
    }

    /// For frames of any rate and layout; measures everything.
    pub fn for_everything(rate: u32, layout: &Channels) -> Self {
        Meter::new(rate, &weights(layout), true)
    }

    fn new(rate: u32, weights: &[Channel], everything: bool) -> Self {
        let modes = if everything { Mode::I | Mode::LRA } else { Mode::I };
        let count = u32::try_from(weights.len()).expect("a frame has few channels");
        let mut measured =
            EbuR128::new(count, rate, modes).expect("channels and rate were checked on opening");
        measured.set_channel_map(weights).expect("one weight for each channel");
        let windows = everything.then(|| Windows::new(rate));
        let peak = TruePeak::new(weights.len(), rate);
        Meter { measured, peak, channels: weights.len(), frames: 0, windows }
    }

    /// Takes whole interleaved frames.
    pub fn push(&mut self, frames: &[f32]) {
        self.frames += (frames.len() / self.channels) as u64;
        self.peak.push(frames);
        let Some(windows) = &mut self.windows else {
            return self.measured.add_frames_f32(frames).expect("whole frames");
        };
        let mut rest = frames;
        while !rest.is_empty() {
            let (hop, after) = rest.split_at(rest.len().min(windows.missing() * self.channels));
            self.measured.add_frames_f32(hop).expect("whole frames");
            windows.filled += hop.len() / self.channels;
            if windows.missing() == 0 {
                let loudness =
                    self.measured.loudness_window(HOP_MS).expect("a hop is shorter than any window");
                windows.take(energy(loudness));
            }
            rest = after;
        }
    }

    /// Loudness and peak so far.
    pub fn level(&self) -> Level {
        let loudness = self.measured.loudness_global().expect("mode I");
        Level {
            loudness: loudness.is_finite().then_some(Lufs(loudness)),
            true_peak: Db(20.0 * self.peak.peak().log10()),
        }
    }

    /// Range and maxima so far; none for a meter of levels only.
    pub fn dynamics(&self) -> Option<Dynamics> {
        let windows = self.windows.as_ref()?;
        let short_term_max = loudness(windows.loudest_short_term);
        // Tech 3342 gates short-term loudness at −70 LUFS: where none passes, there is no range, not one of 0 LU.
        let is_ranged = short_term_max.is_some_and(|loudest| loudest.0 > -70.0);
        let range = is_ranged.then(|| self.measured.loudness_range().expect("mode LRA"));
        Some(Dynamics { range, short_term_max, momentary_max: loudness(windows.loudest_momentary) })
    }

    /// Frames taken so far.
    pub fn frames(&self) -> u64 {
        self.frames
    }
}

/// The windows are moved on by so much. Tech 3341's signals 13 and 14 start bursts of 400 ms at any multiple of 20 ms and
/// want their loudness within 0.1 LU: a window may miss a burst by 9 ms at most.
const HOP_MS: u32 = 10;
const MOMENTARY_HOPS: usize = 40;
const SHORT_TERM_HOPS: usize = 300;

/// The mean energies of the last hops, weighted, and the loudest windows of them.
struct Windows {
    hop_frames: usize,
    /// Frames of the hop that is not whole yet.
    filled: usize,
    hops: VecDeque<f64>,
    loudest_momentary: f64,
    loudest_short_term: f64,
}

impl Windows {
    fn new(rate: u32) -> Self {
        let hop_frames = usize::try_from(rate / (1000 / HOP_MS)).expect("a rate fits");
        let hops = VecDeque::with_capacity(SHORT_TERM_HOPS + 1);
        Windows { hop_frames, filled: 0, hops, loudest_momentary: 0.0, loudest_short_term: 0.0 }
    }

    fn missing(&self) -> usize {
        self.hop_frames - self.filled
    }

    fn take(&mut self, energy: f64) {
        self.filled = 0;
        self.hops.push_back(energy);
        if self.hops.len() > SHORT_TERM_HOPS {
            self.hops.pop_front();
        }
        self.loudest_momentary = self.loudest_momentary.max(self.last(MOMENTARY_HOPS));
        self.loudest_short_term = self.loudest_short_term.max(self.last(SHORT_TERM_HOPS));
    }

    /// The mean energy of the last `count` hops; nothing while there are fewer.
    fn last(&self, count: usize) -> f64 {
        let Some(first) = self.hops.len().checked_sub(count) else { return 0.0 };
        self.hops.range(first..).sum::<f64>() / count as f64
    }
}

/// BS.1770-4, annex 1, equation 2, the other way round.
fn energy(loudness: f64) -> f64 {
    10_f64.powf((loudness + 0.691) / 10.0)
}

fn loudness(energy: f64) -> Option<Lufs> {
    (energy > 0.0).then(|| Lufs(10.0 * energy.log10() - 0.691))
}

/// What each channel counts: 1 in front and behind, 1.41 at the sides (BS.1770-4, annex 3, table 3: 60° to 120°),
/// nothing for low-frequency effects. One or two channels are front whatever they are called.
fn weights(layout: &Channels) -> Vec<Channel> {
    let count = layout.count();
    match layout {
        Channels::Positioned(positions) if count > 2 => {
            let has_sides = positions.intersects(Position::SIDE_LEFT | Position::SIDE_RIGHT);
            positions.iter().map(|position| weight(position, has_sides)).collect()
        }
        _ => vec![Channel::Center; count],
    }
}

fn weight(position: Position, has_sides: bool) -> Channel {
    match position {
        Position::LFE1 | Position::LFE2 => Channel::Unused,
        Position::SIDE_LEFT | Position::FRONT_LEFT_WIDE => Channel::LeftSurround,
        Position::SIDE_RIGHT | Position::FRONT_RIGHT_WIDE => Channel::RightSurround,
        // WAV and FLAC call the surround pair of 5.1 "back"; beside a side pair it really is behind.
        Position::REAR_LEFT if !has_sides => Channel::LeftSurround,
        Position::REAR_RIGHT if !has_sides => Channel::RightSurround,
        _ => Channel::Center,
    }
}
