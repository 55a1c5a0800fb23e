//! The signals by which the EBU tells whether a loudness meter is one: Tech 3341 (v4.0, 2023), table 1, and Tech 3342
//! (v4.0, 2023), table 1. They are synthesised here from their descriptions, written as WAV, and measured as files are.
//!
//! Signals 7 and 8 of Tech 3341, which are 5 and 6 of Tech 3342, are recordings of real programmes: they can't be
//! synthesised, and are left out.

use hound::{SampleFormat, WavSpec, WavWriter};
use loa::audio::{Measurement, Sound, measure};
use loa::network::HouseFormat;
use std::f64::consts::{PI, TAU};
use std::io::Cursor;

const RATE: u32 = 48_000;

/// A stretch of tone: peak level in dBFS (−∞ for silence) and seconds.
type Tone = (f64, f64);

const SILENCE: f64 = f64::NEG_INFINITY;

/// A WAV of 32-bit floats; each frame is given for all its channels.
#[expect(clippy::cast_possible_truncation, reason = "samples within a few times full scale")]
fn wav(channels: u16, frames: impl IntoIterator<Item = Vec<f64>>) -> Vec<u8> {
    let spec =
        WavSpec { channels, sample_rate: RATE, bits_per_sample: 32, sample_format: SampleFormat::Float };
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = WavWriter::new(&mut bytes, spec).expect("in memory");
    for sample in frames.into_iter().flatten() {
        writer.write_sample(sample as f32).expect("in memory");
    }
    writer.finalize().expect("in memory");
    bytes.into_inner()
}

fn measured(wav: &[u8]) -> Measurement {
    let mut sound = Sound::open(Cursor::new(wav), None).expect("a WAV");
    measure(&mut sound, &HouseFormat::default(), |_, _| {}).expect("a whole WAV")
}

/// 1000 Hz on both sides in phase, as signal 1 has it, through the given levels; the wave runs on from one to the next.
fn tones(tones: &[Tone]) -> Measurement {
    let mut at = 0_u32;
    let mut frames = Vec::new();
    for (level, seconds) in tones {
        let amplitude = 10_f64.powf(level / 20.0);
        for _ in 0..count(*seconds) {
            let sample = amplitude * (TAU * 1000.0 * f64::from(at) / f64::from(RATE)).sin();
            frames.push(vec![sample; 2]);
            at += 1;
        }
    }
    measured(&wav(2, frames))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some seconds")]
fn count(seconds: f64) -> u32 {
    (seconds * f64::from(RATE)).round() as u32
}

#[track_caller]
fn reads(what: &str, read: Option<f64>, expected: f64, tolerance: f64) {
    let read = read.unwrap_or_else(|| panic!("{what} could not be measured"));
    assert!((read - expected).abs() <= tolerance, "{what} reads {read:.3}, not {expected} ±{tolerance}");
}

fn integrated(measured: &Measurement) -> Option<f64> {
    measured.loudness.map(|loudness| loudness.0)
}

fn short_term(measured: &Measurement) -> Option<f64> {
    measured.short_term_max.map(|loudness| loudness.0)
}

fn momentary(measured: &Measurement) -> Option<f64> {
    measured.momentary_max.map(|loudness| loudness.0)
}

#[test]
fn signals_1_and_2_a_steady_tone_reads_its_level_in_every_window() {
    for level in [-23.0, -33.0] {
        let tone = tones(&[(level, 20.0)]);
        reads("I", integrated(&tone), level, 0.1);
        reads("S", short_term(&tone), level, 0.1);
        reads("M", momentary(&tone), level, 0.1);
    }
}

#[test]
fn signals_3_4_and_5_quiet_stretches_are_gated_out() {
    let third = [(-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0)];
    reads("3: I", integrated(&tones(&third)), -23.0, 0.1);
    let fourth = [&[(-72.0, 10.0)], &third[..], &[(-72.0, 10.0)]].concat();
    reads("4: I", integrated(&tones(&fourth)), -23.0, 0.1);
    let fifth = [(-26.0, 20.0), (-20.0, 20.1), (-26.0, 20.0)];
    reads("5: I", integrated(&tones(&fifth)), -23.0, 0.1);
}

/// 1000 Hz for 20 s in five or six channels of these peak levels.
fn surround(levels: &[f64]) -> Vec<u8> {
    let frames = (0..count(20.0)).map(|at| {
        let wave = (TAU * 1000.0 * f64::from(at) / f64::from(RATE)).sin();
        levels.iter().map(|level| wave * 10_f64.powf(level / 20.0)).collect()
    });
    wav(u16::try_from(levels.len()).expect("five or six"), frames)
}

#[test]
fn signal_6_surround_channels_weigh_more() {
    let levels = [-28.0, -28.0, -24.0, -30.0, -30.0];
    let unnamed = surround(&levels);
    reads("5.0 that no mask names: I", integrated(&measured(&unnamed)), -23.0, 0.1);
    let mut named = unnamed;
    // dwChannelMask of WAVEFORMATEXTENSIBLE: front left, right, centre, back left, right.
    named[40..44].copy_from_slice(&0x37_u32.to_le_bytes());
    reads("5.0: I", integrated(&measured(&named)), -23.0, 0.1);
}

#[test]
fn the_low_frequency_channel_counts_for_nothing() {
    let five_one = surround(&[-28.0, -28.0, -24.0, SILENCE, -30.0, -30.0]);
    reads("5.1, silent low frequencies: I", integrated(&measured(&five_one)), -23.0, 0.1);
    let rumbling = surround(&[-28.0, -28.0, -24.0, -10.0, -30.0, -30.0]);
    reads("5.1, loud low frequencies: I", integrated(&measured(&rumbling)), -23.0, 0.1);
}

#[test]
fn surround_at_the_side_weighs_more_and_surround_behind_does_not() {
    // 7.1: front left, right, centre, low, back left, right, side left, right.
    let only = |channel: usize| {
        let mut levels = [SILENCE; 8];
        levels[channel] = -23.0;
        let mut eight = surround(&levels);
        eight[40..44].copy_from_slice(&0x63f_u32.to_le_bytes());
        integrated(&measured(&eight))
    };
    // One channel of two is 3.01 LU less than both; 1.41 are 1.49 LU.
    for (channel, expected) in [(0, -26.01), (4, -26.01), (6, -26.01 + 1.49)] {
        reads(&format!("channel {channel}: I"), only(channel), expected, 0.1);
    }
}

#[test]
fn signal_9_short_term_loudness_is_constant_after_3_s() {
    let signal = [(-20.0, 1.34), (-30.0, 1.66)].repeat(5);
    // The loudest window so far is the right one from the first on.
    for repeats in 1..=5 {
        reads("max S", short_term(&tones(&signal[..repeats * 2])), -23.0, 0.1);
    }
}

#[test]
fn signal_10_short_term_maximum_finds_3_s_wherever_they_begin() {
    for i in 0..20 {
        let segment = [(SILENCE, f64::from(i) * 0.15), (-23.0, 3.0), (SILENCE, 1.0)];
        reads(&format!("max S of segment {i}"), short_term(&tones(&segment)), -23.0, 0.1);
    }
}

#[test]
fn signal_11_short_term_maximum_follows_20_rising_tones() {
    let segment = |i: i32| {
        let wait = f64::from(i) * 0.15;
        [(SILENCE, wait), (f64::from(i) - 38.0, 3.0), (SILENCE, 3.0 - wait)]
    };
    for i in 0..20 {
        // What went before it is quieter: the segment just before is enough to show that it doesn't disturb.
        let before = if i > 0 { segment(i - 1).to_vec() } else { Vec::new() };
        let read = short_term(&tones(&[before, segment(i).to_vec()].concat()));
        reads(&format!("max S of segment {i}"), read, f64::from(i) - 38.0, 0.1);
    }
}

#[test]
fn signal_12_momentary_loudness_is_constant_after_1_s() {
    let signal = [(-20.0, 0.18), (-30.0, 0.22)].repeat(25);
    for repeats in [1, 2, 3, 10, 25] {
        reads("max M", momentary(&tones(&signal[..repeats * 2])), -23.0, 0.1);
    }
}

#[test]
fn signal_13_momentary_maximum_finds_400_ms_wherever_they_begin() {
    for i in 0..20 {
        let segment = [(SILENCE, f64::from(i) * 0.02), (-23.0, 0.4), (SILENCE, 1.0)];
        reads(&format!("max M of segment {i}"), momentary(&tones(&segment)), -23.0, 0.1);
    }
}

#[test]
fn signal_14_momentary_maximum_follows_20_rising_tones() {
    let segment = |i: i32| {
        let wait = f64::from(i) * 0.02;
        [(SILENCE, wait), (f64::from(i) - 38.0, 0.4), (SILENCE, 0.4 - wait)]
    };
    for i in 0..20 {
        let before = if i > 0 { segment(i - 1).to_vec() } else { Vec::new() };
        let read = momentary(&tones(&[before, segment(i).to_vec()].concat()));
        reads(&format!("max M of segment {i}"), read, f64::from(i) - 38.0, 0.1);
    }
}

/// −0.4 to +0.2 dB are allowed (Tech 3341, table 1).
#[track_caller]
fn peaks_at(what: &str, frames: Vec<f64>, expected: f64) {
    let stereo = wav(2, frames.into_iter().map(|sample| vec![sample; 2]));
    let read = measured(&stereo).true_peak.expect("it sounds").0;
    assert!(
        (expected - 0.4..=expected + 0.2).contains(&read),
        "{what} peaks at {read:.3}, not {expected} dBTP"
    );
}

/// Faded in and out over so many samples.
fn tapered(mut samples: Vec<f64>, fade: u32) -> Vec<f64> {
    let last = samples.len() - 1;
    for at in 0..fade {
        let gain = f64::from(at) / f64::from(fade);
        let at = usize::try_from(at).expect("a few samples");
        samples[at] *= gain;
        samples[last - at] *= gain;
    }
    samples
}

#[test]
fn signals_15_to_19_peaks_between_the_samples_are_seen() {
    for (signal, part, amplitude, degrees, expected) in [
        (15, 4.0, 0.5, 0.0, -6.0),
        (16, 4.0, 0.5, 45.0, -6.0),
        (17, 6.0, 0.5, 60.0, -6.0),
        (18, 8.0, 0.5, 67.5, -6.0),
        (19, 4.0, 1.41, 45.0, 3.0),
    ] {
        let phase = f64::to_radians(degrees);
        let wave = (0..RATE).map(|at| amplitude * (TAU * f64::from(at) / part + phase).sin());
        peaks_at(&format!("signal {signal}"), tapered(wave.collect(), RATE / 100), expected);
    }
}

#[test]
fn signals_20_to_23_one_loud_period_is_seen_however_it_lies_between_the_samples() {
    let filtered = low_passed(&one_loud_period());
    for offset in 0..4 {
        let sampled = filtered.iter().copied().skip(offset).step_by(4).collect();
        peaks_at(&format!("signal {}", 20 + offset), sampled, 0.0);
    }
}

/// At four times the rate: fs/6 at half of full scale, and in its middle one period of fs/4 at full scale, where the
/// wave passes nought upwards.
fn one_loud_period() -> Vec<f64> {
    let half = |periods: u32| (0..periods * 24).map(|at| 0.5 * (TAU * f64::from(at) / 24.0).sin());
    let loud = (0..16).map(|at| (TAU * f64::from(at) / 16.0).sin());
    tapered(half(400).chain(loud).chain(half(400)).collect(), 480)
}

/// Without what lies above half of the rate, by a windowed sinc (Blackman) of 511 taps.
fn low_passed(samples: &[f64]) -> Vec<f64> {
    const HALF: i32 = 255;
    let cutoff = 0.24;
    let tap = |n: i32| {
        let x = f64::from(n);
        let sinc = if n == 0 { cutoff } else { (PI * cutoff * x).sin() / (PI * x) };
        let turn = PI * x / f64::from(HALF + 1);
        sinc * (0.42 + 0.5 * turn.cos() + 0.08 * (2.0 * turn).cos())
    };
    let taps: Vec<f64> = (-HALF..=HALF).map(tap).collect();
    samples.windows(taps.len()).map(|under| under.iter().zip(&taps).map(|(s, t)| s * t).sum()).collect()
}

#[test]
fn loudness_range_signals_1_to_4_read_their_range() {
    let levels = |levels: &[f64]| levels.iter().map(|level| (*level, 20.0)).collect::<Vec<Tone>>();
    for (signal, stretches, expected) in [
        (1, levels(&[-20.0, -30.0]), 10.0),
        (2, levels(&[-20.0, -15.0]), 5.0),
        (3, levels(&[-40.0, -20.0]), 20.0),
        (4, levels(&[-50.0, -35.0, -20.0, -35.0, -50.0]), 15.0),
    ] {
        reads(&format!("LRA of signal {signal}"), tones(&stretches).loudness_range, expected, 1.0);
    }
}

#[test]
fn what_is_too_short_or_silent_has_no_reading() {
    let short = tones(&[(-23.0, 0.39)]);
    assert_eq!((integrated(&short), momentary(&short)), (None, None));
    let single = tones(&[(-23.0, 2.9)]);
    assert!(integrated(&single).is_some() && momentary(&single).is_some());
    assert_eq!((short_term(&single), single.loudness_range), (None, None));
    let silent = tones(&[(SILENCE, 5.0)]);
    assert_eq!((integrated(&silent), silent.loudness_range), (None, None));
    assert_eq!((momentary(&silent), short_term(&silent), silent.true_peak), (None, None, None));
}
