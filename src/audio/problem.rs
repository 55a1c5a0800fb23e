//! What is wrong with a sound that can be read: measurement and house format in, problems out, the words elsewhere.

use super::house_clip::Levelling;
use super::level::gain;
use super::measure::Measurement;
use super::meter::Level;
use super::trim::{LONG_SILENCE, proposed, seconds};
use crate::network::{Db, HouseFormat, Lufs};

/// Something a listener would complain of, or that an editor may want to mend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Problem {
    /// There is hardly anything to be heard.
    NearSilence,
    /// It was recorded too loud: the tops of its waves are cut off, in so many places.
    Clipping(u64),
    /// Its samples lie around a constant that is not nought, in parts of full scale.
    Offset(f64),
    /// Silence before it.
    SilentHead(Silence),
    /// Silence behind it.
    SilentTail(Silence),
    /// Its two sides cancel each other when they are mixed into one channel.
    Cancels,
    /// Single peaks hold it back: it stays so many LU below the house loudness.
    TooQuiet(f64),
    /// Shorter than 400 ms: no loudness can be measured, and it keeps its own level.
    TooShort,
}

/// Silence at an end of a sound, in seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Silence {
    /// How long it lasts.
    pub lasts: f64,
    /// How much of it could be cut off; nothing where hardly any sound would be left.
    pub cut: f64,
}

/// A sound whose peak stays below is hardly one, in dBTP.
const FAINT: Db = Db(-50.0);

/// An offset from 1 % on is heard as a click at both ends.
const OFFSET: f64 = 0.01;

/// Mixing two equal sides into one takes 3 LU, two unlike ones 6; from so many LU on they cancel each other.
const CANCELLED: f64 = 10.0;

/// Staying below the house loudness by less is hardly heard, in LU.
const HARDLY_HEARD: f64 = 1.0;

/// What is wrong with a sound of that measurement in a network of that house format; what matters most comes first.
pub fn problems(measured: &Measurement, house: &HouseFormat) -> Vec<Problem> {
    if measured.true_peak.is_none_or(|peak| peak < FAINT) {
        return vec![Problem::NearSilence];
    }
    let (head, tail) = (measured.seconds(measured.silent_head), measured.seconds(measured.silent_tail));
    let trim = proposed(measured).unwrap_or_default();
    let silence = |lasts: f64, cut| (lasts >= LONG_SILENCE).then(|| Silence { lasts, cut: seconds(cut) });
    let short_of = short_of_house(measured, house);
    let found = [
        (measured.clipped > 0).then_some(Problem::Clipping(measured.clipped)),
        (measured.offset.abs() >= OFFSET).then_some(Problem::Offset(measured.offset)),
        cancels(measured).then_some(Problem::Cancels),
        silence(head, trim.head).map(Problem::SilentHead),
        silence(tail, trim.tail).map(Problem::SilentTail),
        short_of.filter(|short| *short >= HARDLY_HEARD).map(Problem::TooQuiet),
        measured.momentary_max.is_none().then_some(Problem::TooShort),
    ];
    found.into_iter().flatten().collect()
}

impl Problem {
    /// Its stable name for programs.
    pub fn code(self) -> &'static str {
        match self {
            Problem::NearSilence => "near-silence",
            Problem::Clipping(_) => "clipping",
            Problem::Offset(_) => "dc-offset",
            Problem::SilentHead(_) => "silence-head",
            Problem::SilentTail(_) => "silence-tail",
            Problem::Cancels => "out-of-phase",
            Problem::TooQuiet(_) => "too-quiet",
            Problem::TooShort => "too-short",
        }
    }
}

fn cancels(measured: &Measurement) -> bool {
    measured
        .loudness
        .is_some_and(|own| measured.mixed_loudness.is_none_or(|mixed| own.0 - mixed.0 >= CANCELLED))
}

/// How many LU its peaks keep it below the house loudness once it is mixed down.
fn short_of_house(measured: &Measurement, house: &HouseFormat) -> Option<f64> {
    let Lufs(loudness) = measured.mixed_loudness?;
    let level = Level { loudness: Some(Lufs(loudness)), true_peak: measured.mixed_true_peak? };
    match gain(level, house) {
        (Db(gain), Levelling::HeldByPeak) => Some(house.loudness.0 - loudness - gain),
        _ => None,
    }
}
