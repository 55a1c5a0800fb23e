//! `loa init`: a small working project in an empty folder.

use super::fault::Fault;
use super::{Exit, Session};
use crate::calendar::monday;
use crate::project::{Storing, is_free};
use chrono::{Days, NaiveDate};
use clap::ArgMatches;
use hound::{SampleFormat, WavSpec, WavWriter};
use std::io::Cursor;

const RATE: u32 = 32_000;

/// What version control need not keep.
const IGNORE: &str = ".gitignore";

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let folder = match matches.get_one::<String>("folder") {
        Some(named) => session.folder.join(named),
        None => session.folder.clone(),
    };
    if !is_free(&folder)? {
        return Err(Fault::usage("init-not-empty", vec![("path", folder.display().to_string().into())]));
    }
    let today = session.now.with_timezone(&chrono_tz::Asia::Ho_Chi_Minh).date_naive();
    let mut storing = Storing::under(&folder);
    for (path, text) in texts(today) {
        storing.bytes(&path, text.as_bytes())?;
    }
    // A folder that is under version control already may have its own.
    if !folder.join(IGNORE).exists() {
        storing.bytes(IGNORE, b"out/\n.loa/\n")?;
    }
    // A tune rising through five notes; a soft song of long ones.
    let tune = sound(&[261.63, 293.66, 329.63, 392.0, 440.0, 523.25], 0.6);
    let song =
        sound(&[220.0, 261.63, 293.66, 329.63, 392.0, 329.63, 293.66, 261.63, 220.0, 196.0, 220.0], 3.0);
    storing.bytes("clips/nhac-hieu.wav", &tune)?;
    storing.bytes("clips/ca-nhac/nhac-nen.wav", &song)?;
    let args = vec![("path", folder.display().to_string().into()), ("files", storing.count.files.into())];
    writeln!(session.out, "{}", session.messages.text("init-done", &args))?;
    Ok(Exit::Clean)
}

/// The texts of the new project, with a bulletin for each day of this week and next, and for the day before, which
/// Monday morning repeats.
fn texts(today: NaiveDate) -> Vec<(String, &'static str)> {
    let days = (monday(today) - Days::new(1)).iter_days().take(15);
    let bulletins = days.map(|day| (format!("bulletins/{day}/thong-bao.md"), include_str!("thong-bao.md")));
    let files = [
        ("schedules/mang.ron".to_owned(), include_str!("mang.ron")),
        ("schedules/lich.ron".to_owned(), include_str!("lich.ron")),
        ("scripts/mo-dau.tera".to_owned(), include_str!("mo-dau.tera")),
    ];
    files.into_iter().chain(bulletins).collect()
}

/// Plucked notes, one after the other, each ringing into the next, as a mono WAV of 16 bits.
fn sound(notes: &[f64], seconds_each: f64) -> Vec<u8> {
    let spec =
        WavSpec { channels: 1, sample_rate: RATE, bits_per_sample: 16, sample_format: SampleFormat::Int };
    let mut file = Cursor::new(Vec::new());
    let mut writer = WavWriter::new(&mut file, spec).expect("memory takes a header");
    let rate = f64::from(RATE);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few seconds of sound")]
    let frames = ((notes.len() as f64 + 1.5) * seconds_each * rate) as u32;
    for frame in 0..frames {
        let time = f64::from(frame) / rate;
        let mut value = 0.0;
        for (at, note) in notes.iter().enumerate() {
            let since = time - at as f64 * seconds_each;
            if since >= 0.0 {
                let attack = (since / 0.01).min(1.0);
                let ring = (-since * 2.2 / seconds_each).exp();
                let phase = std::f64::consts::TAU * note * since;
                value += attack * ring * (phase.sin() + 0.3 * (2.0 * phase).sin()) * 0.25;
            }
        }
        let left = f64::from(frames - frame) / rate;
        let value = value * (left / 0.5).min(1.0) * f64::from(i16::MAX);
        #[expect(clippy::cast_possible_truncation, reason = "a float is cut to the bounds of an integer")]
        writer.write_sample(value as i16).expect("memory takes samples");
    }
    writer.finalize().expect("memory takes a length");
    file.into_inner()
}
