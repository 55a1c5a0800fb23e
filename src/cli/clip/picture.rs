//! The picture of a sound as SVG: its wave, channel by channel, over a time axis, with what was measured in words.

use super::table::{clock, said};
use crate::audio::{Envelope, Extremes, Measurement, Problem};
use crate::diagnostic::Args;
use crate::messages::Messages;

/// What is drawn.
pub(super) struct Picture<'a> {
    pub name: &'a str,
    pub measured: &'a Measurement,
    pub envelope: &'a Envelope,
    pub problems: Vec<Problem>,
}

const WIDTH: f64 = 1300.0;
const LEFT: f64 = 50.0;
const WAVE_WIDTH: f64 = 1200.0;
const TOP: f64 = 120.0;
const WAVE_HEIGHT: f64 = 400.0;
const FOOT: f64 = TOP + WAVE_HEIGHT;
const HEIGHT: f64 = FOOT + 110.0;

/// Seconds between two marks of the time axis; what is too long for the last has twelve equal parts.
const STEPS: [f64; 14] =
    [0.01, 0.05, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 600.0, 1800.0, 3600.0];

/// There are at most so many marks on the time axis, so that their words stay apart.
const MOST_MARKS: f64 = 12.0;

/// The picture.
pub(super) fn svg(picture: &Picture, messages: &Messages) -> String {
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" \
         height=\"{HEIGHT}\" font-family=\"Noto Sans, DejaVu Sans, Arial, sans-serif\" fill=\"#111\">\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n"
    );
    text += &words(LEFT, 46.0, 34, "start", picture.name);
    text += &words(LEFT, 92.0, 26, "start", &reading(picture.measured, messages));
    text += &silences(picture.measured);
    let channels = picture.envelope.channels();
    let lane = WAVE_HEIGHT / channels.len() as f64;
    let columns_in_all = picture.measured.frames as f64 / picture.envelope.column_width() as f64;
    for (at, columns) in channels.iter().enumerate() {
        text += &wave(columns, TOP + lane * (at as f64 + 0.5), lane / 2.0, WAVE_WIDTH / columns_in_all);
    }
    text += &axis(picture.measured, messages);
    let found: Vec<String> = picture.problems.iter().map(|problem| said(*problem, messages)).collect();
    let found = if found.is_empty() { messages.plain("clip-no-problem") } else { found.join("; ") };
    text + &words(LEFT, FOOT + 90.0, 26, "start", &found) + "</svg>\n"
}

/// Length, loudness and peak in one line.
fn reading(measured: &Measurement, messages: &Messages) -> String {
    let number =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| messages.decimal(value, 1));
    let args: Args = vec![
        ("length", clock(measured.seconds(measured.frames), messages).into()),
        ("loudness", number(measured.loudness.map(|loudness| loudness.0)).into()),
        ("range", number(measured.loudness_range).into()),
        ("peak", number(measured.true_peak.map(|peak| peak.0)).into()),
    ];
    messages.text("clip-reading", &args)
}

/// The stretches of silence at both ends, shaded.
fn silences(measured: &Measurement) -> String {
    let part = |frames: u64| WAVE_WIDTH * frames as f64 / measured.frames as f64;
    let shade = |x: f64, width: f64| {
        format!(
            "<rect x=\"{x:.1}\" y=\"{TOP}\" width=\"{width:.1}\" height=\"{WAVE_HEIGHT}\" fill=\"#f3d9b1\"/>\n"
        )
    };
    let tail = part(measured.silent_tail);
    shade(LEFT, part(measured.silent_head)) + &shade(LEFT + WAVE_WIDTH - tail, tail)
}

/// One channel around its middle line, `reach` points high at full scale, with full scale marked.
fn wave(columns: &[Extremes], middle: f64, reach: f64, step: f64) -> String {
    let height = |sample: f32| middle - f64::from(sample.clamp(-1.0, 1.0)) * reach * 0.96;
    let place = |at: usize| LEFT + (at as f64 + 0.5) * step;
    let tops = columns.iter().enumerate().map(|(at, column)| (place(at), height(column.high) - 0.5));
    let bottoms = columns.iter().enumerate().rev().map(|(at, column)| (place(at), height(column.low) + 0.5));
    let points: Vec<String> = tops.chain(bottoms).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let line = |y: f64, colour: &str| {
        let right = LEFT + WAVE_WIDTH;
        format!("<line x1=\"{LEFT}\" x2=\"{right}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"{colour}\"/>\n")
    };
    line(height(1.0), "#c33")
        + &line(height(-1.0), "#c33")
        + &line(middle, "#999")
        + &format!("<polygon points=\"{}\" fill=\"#1559a6\"/>\n", points.join(" "))
}

/// The time axis with its marks.
fn axis(measured: &Measurement, messages: &Messages) -> String {
    let length = measured.seconds(measured.frames);
    let step = STEPS.into_iter().find(|step| length / step <= MOST_MARKS).unwrap_or(length / MOST_MARKS);
    let marks = (0_u32..).map(|at| f64::from(at) * step).take_while(|time| *time <= length);
    let mark = |time: f64| {
        let x = LEFT + WAVE_WIDTH * time / length;
        let tick = FOOT + 10.0;
        let shown = match step {
            ..0.1 => messages.decimal(time, 2),
            ..1.0 => clock(time, messages),
            _ => format!("{:.0}:{:02.0}", (time / 60.0).floor(), time % 60.0),
        };
        format!("<line x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{FOOT}\" y2=\"{tick}\" stroke=\"#111\"/>\n")
            + &words(x, FOOT + 40.0, 24, "middle", &shown)
    };
    marks.map(mark).collect()
}

fn words(x: f64, y: f64, size: u32, anchor: &str, words: &str) -> String {
    let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    // XML has no place for control characters, which a file name may hold.
    let escaped: String = escaped.chars().filter(|letter| !letter.is_control()).collect();
    format!(
        "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" text-anchor=\"{anchor}\">{escaped}</text>\n"
    )
}
