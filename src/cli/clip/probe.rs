//! `loa clip probe`: what sound files are, measured as they are; as a table or as JSON.

use super::super::fault::Fault;
use super::super::{Exit, Session};
use super::table::{Row, table};
use crate::audio::{Measurement, problems};
use crate::diagnostic::Diagnostics;
use crate::network::HouseFormat;
use crate::project::{self, ProjectError, measure_file, parallel};
use crate::source::Sources;
use clap::ArgMatches;
use serde::Serialize;
use std::path::PathBuf;

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
    Refused {
        file: String,
        error: String,
    },
}

pub(in crate::cli) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let files: Vec<&PathBuf> = matches.get_many("file").expect("clap asks for one").collect();
    let house = house(session)?;
    let folder = session.world.folder.clone().unwrap_or_default();
    let measured = parallel::map(&files, |file| measure_file(&folder.join(file), &house, |_| {}));
    let rows: Vec<Row> = files
        .iter()
        .zip(&measured)
        .map(|(file, measured)| Row { name: file.display().to_string(), measured: measured.as_ref() })
        .collect();
    let text = match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => {
            let probed: Vec<Probed> = rows.iter().map(|row| probed(row, &house, session)).collect();
            serde_json::to_string_pretty(&probed).expect("plain values") + "\n"
        }
        _ => table(&rows, &house, &session.messages),
    };
    session.out.write_all(text.as_bytes())?;
    Ok(if measured.iter().any(Result::is_err) { Exit::Errors } else { Exit::Clean })
}

/// The house format of the project around, or the usual one. What is wrong with the project's files is not asked here.
fn house(session: &Session) -> Result<HouseFormat, ProjectError> {
    let Ok(root) = project::find(&session.folder) else { return Ok(HouseFormat::default()) };
    let loaded = project::load(&root, &mut Sources::new(), &mut Diagnostics::new())?;
    Ok(loaded.map_or_else(HouseFormat::default, |project| project.network.audio))
}

fn probed(row: &Row, house: &HouseFormat, session: &Session) -> Probed {
    let file = row.name.clone();
    match row.measured {
        Ok(measured) => of_measurement(file, measured, house),
        Err(error) => Probed::Refused { file, error: session.messages.phrase(&error.phrase()) },
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
