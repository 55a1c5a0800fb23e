//! A table of sound files: a line a file, with what is wrong in words.

use crate::audio::{AudioError, Break, Measurement, Problem, Silence, Trim, problems};
use crate::diagnostic::Args;
use crate::messages::Messages;
use crate::network::HouseFormat;
use chrono::TimeDelta;

/// A file under the name it is shown by, measured or refused.
pub(super) struct Row<'a> {
    pub name: String,
    pub measured: Result<&'a Measurement, &'a AudioError>,
    /// What is cut off it at ingest.
    pub trim: Option<Trim>,
    /// Where it breaks off, if it is aired as far as it goes; then it can't be measured and yet is no mistake.
    pub breaks_off: Option<Break>,
}

const COLUMNS: usize = 7;

/// Name, format, length, loudness, range, peak, and what is wrong.
pub(super) fn table(rows: &[Row], house: &HouseFormat, messages: &Messages) -> String {
    let mut lines = vec![head(messages)];
    lines.extend(rows.iter().map(|row| match row.measured {
        Ok(measured) => cells(row, measured, house, messages),
        Err(error) => refused(row, error, messages),
    }));
    // What is wrong stands last and may be long.
    let width = |column: usize| lines.iter().map(|cells| cells[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..COLUMNS - 1).map(width).collect();
    let mut text = String::new();
    for cells in &lines {
        let mut line = String::new();
        for (column, (cell, width)) in cells.iter().zip(&widths).enumerate() {
            // Words begin together, numbers end together.
            line += &if column < 2 { format!("{cell:<width$}  ") } else { format!("{cell:>width$}  ") };
        }
        line += &cells[COLUMNS - 1];
        text += line.trim_end();
        text.push('\n');
    }
    text
}

fn head(messages: &Messages) -> [String; COLUMNS] {
    let ids = [
        "clip-head-file",
        "clip-head-format",
        "clip-head-length",
        "clip-head-loudness",
        "clip-head-range",
        "clip-head-peak",
        "clip-head-problems",
    ];
    ids.map(|id| messages.plain(id))
}

fn cells(row: &Row, measured: &Measurement, house: &HouseFormat, messages: &Messages) -> [String; COLUMNS] {
    let number =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| messages.decimal(value, 1));
    let kilohertz = messages.decimal(f64::from(measured.sample_rate) / 1000.0, 1);
    let kilohertz = kilohertz.trim_end_matches(",0").trim_end_matches(".0").to_owned();
    let args: Args = vec![
        ("format", measured.format.as_str().into()),
        ("kilohertz", kilohertz.into()),
        ("channels", measured.channels.into()),
    ];
    let is_settled = |problem: &Problem| {
        row.trim.is_some() && matches!(problem, Problem::SilentHead(_) | Problem::SilentTail(_))
    };
    let found = problems(measured, house).into_iter().filter(|problem| !is_settled(problem));
    let mut found: Vec<String> = found.map(|problem| said(problem, messages)).collect();
    if let Some(trim) = row.trim {
        found.push(messages.text("clip-trimmed", &vec![("ends", trimmed(trim, messages).into())]));
    }
    [
        row.name.clone(),
        messages.text("clip-format", &args),
        clock(measured.seconds(measured.frames), messages),
        number(measured.loudness.map(|loudness| loudness.0)),
        number(measured.loudness_range),
        number(measured.true_peak.map(|peak| peak.0)),
        found.join("; "),
    ]
}

fn refused(row: &Row, error: &AudioError, messages: &Messages) -> [String; COLUMNS] {
    let mut cells = [const { String::new() }; COLUMNS];
    cells[0] = row.name.clone();
    cells[COLUMNS - 1] = match row.breaks_off {
        Some(breaks_off) => {
            let heard = messages.phrase(&breaks_off.phrase());
            messages.text("clip-cut-off", &vec![("heard", heard.into())])
        }
        None => {
            let why = messages.phrase(&error.phrase());
            messages.text("clip-refused", &vec![("why", why.into())])
        }
    };
    cells
}

/// A problem in words.
pub(super) fn said(problem: Problem, messages: &Messages) -> String {
    let number = |value: f64| messages.decimal(value, 1);
    let (id, args): (_, Args) = match problem {
        Problem::NearSilence => ("clip-near-silence", vec![]),
        Problem::Clipping(places) => ("clip-clipping", vec![("places", places.into())]),
        Problem::Offset(part) => ("clip-offset", vec![("percent", number(part * 100.0).into())]),
        Problem::SilentHead(silence) => {
            silent(["clip-silent-head", "clip-silent-head-cut"], silence, messages)
        }
        Problem::SilentTail(silence) => {
            silent(["clip-silent-tail", "clip-silent-tail-cut"], silence, messages)
        }
        Problem::Cancels => ("clip-cancels", vec![]),
        Problem::TooQuiet(short) => ("clip-too-quiet", vec![("short", number(short).into())]),
        Problem::TooShort => ("clip-too-short", vec![]),
    };
    messages.text(id, &args)
}

/// Which words, and what they are told: the second where some of the silence could be cut off.
fn silent(ids: [&'static str; 2], silence: Silence, messages: &Messages) -> (&'static str, Args) {
    let number = |value: f64| messages.decimal(value, 1);
    let args = vec![("seconds", number(silence.lasts).into()), ("cut", number(silence.cut).into())];
    (ids[usize::from(silence.cut > 0.0)], args)
}

/// What was accepted for cutting, in words.
pub(super) fn trimmed(trim: Trim, messages: &Messages) -> String {
    let end = |id, length: TimeDelta| {
        let seconds = messages.decimal(length.num_milliseconds() as f64 / 1000.0, 1);
        (length > TimeDelta::zero()).then(|| messages.text(id, &vec![("seconds", seconds.into())]))
    };
    let ends = [end("clip-trim-head", trim.head), end("clip-trim-tail", trim.tail)];
    ends.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Minutes and seconds as a player shows them, to a tenth: `3:25,4`.
pub(super) fn clock(seconds: f64, messages: &Messages) -> String {
    let tenths = (seconds * 10.0).round();
    let minutes = (tenths / 600.0).floor();
    let rest = messages.decimal((tenths - minutes * 600.0) / 10.0, 1);
    format!("{minutes:.0}:{rest:0>4}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;

    #[test]
    fn lengths_are_shown_as_players_do() {
        let shown = |seconds| clock(seconds, &Messages::new(Lang::Vi));
        assert_eq!(
            [shown(0.04), shown(9.96), shown(59.97), shown(205.4)],
            ["0:00,0", "0:10,0", "1:00,0", "3:25,4"]
        );
    }
}
