//! Measured sound files for programs: a JSON array, one object a file.

use super::table::Row;
use crate::audio::{Measurement, problems};
use crate::messages::Messages;
use crate::network::HouseFormat;
use serde::Serialize;

/// What is told of a file, for machines. The names of the fields are promised.
#[derive(Serialize)]
#[serde(untagged)]
enum Probed {
    Measured {
        file: String,
        format: String,
        sample_rate: u32,
        channels: usize,
        frames: u64,
        duration: f64,
        loudness: Option<f64>,
        loudness_range: Option<f64>,
        short_term_max: Option<f64>,
        momentary_max: Option<f64>,
        true_peak: Option<f64>,
        silence_head: f64,
        silence_tail: f64,
        problems: Vec<&'static str>,
    },
    CutOff {
        file: String,
        cut_off: String,
    },
    Refused {
        file: String,
        error: String,
    },
}

/// The array.
pub(super) fn json(rows: &[Row], house: &HouseFormat, messages: &Messages) -> String {
    let probed: Vec<Probed> = rows.iter().map(|row| probed(row, house, messages)).collect();
    serde_json::to_string_pretty(&probed).expect("plain values") + "\n"
}

fn probed(row: &Row, house: &HouseFormat, messages: &Messages) -> Probed {
    let file = row.name.clone();
    match (row.measured, row.breaks_off) {
        (Ok(measured), _) => of_measurement(file, measured, house),
        (Err(_), Some(breaks_off)) => Probed::CutOff { file, cut_off: messages.phrase(&breaks_off.phrase()) },
        (Err(error), None) => Probed::Refused { file, error: messages.phrase(&error.phrase()) },
    }
}

fn of_measurement(file: String, measured: &Measurement, house: &HouseFormat) -> Probed {
    Probed::Measured {
        file,
        format: measured.format.clone(),
        sample_rate: measured.sample_rate,
        channels: measured.channels,
        frames: measured.frames,
        duration: measured.seconds(measured.frames),
        loudness: measured.loudness.map(|loudness| rounded(loudness.0)),
        loudness_range: measured.loudness_range.map(rounded),
        short_term_max: measured.short_term_max.map(|loudness| rounded(loudness.0)),
        momentary_max: measured.momentary_max.map(|loudness| rounded(loudness.0)),
        true_peak: measured.true_peak.map(|peak| rounded(peak.0)),
        silence_head: measured.seconds(measured.silent_head),
        silence_tail: measured.seconds(measured.silent_tail),
        problems: problems(measured, house).into_iter().map(|problem| problem.code()).collect(),
    }
}

/// To a hundredth: no meter is nearer, and the last digits of a float tell nothing.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
