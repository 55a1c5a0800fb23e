//! What a pull says: what it is going to take, what it took, and why not.

use super::super::fault::{Fault, project_words};
use super::super::{Exit, Session};
use crate::diagnostic::Args;
use crate::messages::Messages;
use crate::package::PackageFault;
use crate::project::ProjectError;
use crate::repository::{OriginFault, PullFault, Pulled, Receipt, Refusal, Told};
use chrono::{DateTime, FixedOffset, Local, TimeDelta, Utc};
use serde_json::json;

/// What is told while it goes on.
pub(super) fn line(told: &Told, messages: &Messages) -> String {
    let (severity, words) = match told {
        Told::ClockBehind { made } => {
            let args = vec![("made", moment(*made, messages).into())];
            (Some("severity-warning"), messages.text("pull-clock-behind", &args))
        }
        Told::AllEnded => (Some("severity-warning"), messages.plain("pull-all-ended")),
        Told::Taking { week, revision, bytes } => {
            let revision = u64::from(*revision);
            let size = size(*bytes, messages);
            let args =
                vec![("week", week.clone().into()), ("revision", revision.into()), ("size", size.into())];
            (None, messages.text("pull-taking", &args))
        }
    };
    match severity {
        Some(severity) => format!("{}: {words}\n", messages.plain(severity)),
        None => format!("{words}\n"),
    }
}

/// Tells how a pull ended, and ends the command so.
pub(super) fn ended(session: &mut Session, pulled: &Pulled, is_json: bool) -> Result<Exit, Fault> {
    let messages = &session.messages;
    if is_json {
        let told = json!({"receipt": pulled.receipt, "in_place": pulled.in_place});
        writeln!(session.out, "{told}")?;
    } else {
        write!(session.out, "{}", taken(pulled, messages))?;
    }
    let Some(fault) = &pulled.fault else { return Ok(Exit::Clean) };
    let (words, exit) = words(fault, messages);
    let stays = match pulled.in_place.as_slice() {
        [] => messages.plain("pull-nothing-stays"),
        weeks => messages.text("pull-stays", &vec![("weeks", weeks.join(", ").into())]),
    };
    writeln!(session.err, "{}: {words}\n  {stays}", messages.plain("severity-error"))?;
    Ok(exit)
}

fn taken(pulled: &Pulled, messages: &Messages) -> String {
    let Some(receipt) = pulled.receipt.as_ref().filter(|receipt| !receipt.weeks.is_empty()) else {
        let is_new = pulled.fault.is_some();
        let weeks = pulled.in_place.join(", ");
        return match is_new {
            true => String::new(),
            false => {
                let id = if pulled.is_checked { "pull-all-checked" } else { "pull-nothing-new" };
                messages.text(id, &vec![("weeks", weeks.into())]) + "\n"
            }
        };
    };
    let mut text: String = receipt
        .weeks
        .iter()
        .map(|week| {
            let reason = week.reason.as_ref().map_or(String::new(), |reason| {
                messages.text("pull-reason", &vec![("reason", reason.clone().into())])
            });
            let args = vec![
                ("week", week.week.clone().into()),
                ("revision", u64::from(week.revision).into()),
                ("sounds", week.sounds.into()),
                ("reason", reason.into()),
            ];
            messages.text("pull-placed", &args) + "\n"
        })
        .collect();
    text += &(messages.text("pull-receipt", &line_args(receipt, messages)) + "\n");
    text
}

fn line_args(receipt: &Receipt, messages: &Messages) -> Args {
    let seconds = i64::try_from(receipt.milliseconds.div_ceil(1000)).unwrap_or(i64::MAX / 1000);
    vec![
        ("size", size(receipt.bytes, messages).into()),
        ("length", TimeDelta::seconds(seconds).into()),
        ("from", receipt.from.clone().into()),
    ]
}

/// Why, and how the command ends.
pub(in crate::cli) fn words(fault: &PullFault, messages: &Messages) -> (String, Exit) {
    let path = |id: &str, path: String| (messages.text(id, &vec![("path", path.into())]), Exit::World);
    let asked = |id: &str| (messages.plain(id), Exit::Usage);
    match fault {
        PullFault::Project(error) => (project_words(error, messages), Exit::World),
        PullFault::Locked(place) => path("pull-locked", place.display().to_string()),
        PullFault::Origin(fault) => (origin_words(fault, messages), Exit::World),
        PullFault::NoOrigin => asked("pull-no-origin"),
        PullFault::NoStation => asked("pull-no-station"),
        PullFault::NoTrust => asked("pull-no-trust"),
        PullFault::NotATrust(given) => {
            (messages.text("pull-not-a-trust", &vec![("given", given.clone().into())]), Exit::Usage)
        }
        PullFault::OtherRoot { wanted, found } => {
            let args = vec![("wanted", grouped(wanted).into()), ("found", grouped(found).into())];
            (messages.text("pull-other-root", &args), Exit::Errors)
        }
        PullFault::Refused(refusal) => (refusal_words(refusal, messages), Exit::Errors),
        PullFault::Budget { needed, left, next, texts } => {
            let args = vec![
                ("needed", size(*needed, messages).into()),
                ("left", size(*left, messages).into()),
                ("next", (*next).into()),
                ("texts", texts.display().to_string().into()),
            ];
            (messages.text("pull-budget", &args), Exit::World)
        }
        PullFault::Rotten => (messages.plain("pull-rotten"), Exit::World),
    }
}

fn origin_words(fault: &OriginFault, messages: &Messages) -> String {
    let of = |id: &str, path: &str| messages.text(id, &vec![("path", path.to_owned().into())]);
    match fault {
        OriginFault::NotAnOrigin(name) => of("pull-not-an-origin", name),
        OriginFault::Unreachable { url, reason } => {
            let args = vec![("path", url.clone().into()), ("error", reason.clone().into())];
            messages.text("pull-unreachable", &args)
        }
        OriginFault::Status { url, status } => {
            let args = vec![("path", url.clone().into()), ("status", u64::from(*status).into())];
            messages.text("pull-status", &args)
        }
        OriginFault::Page { url } => of("pull-page", url),
        OriginFault::Slow { url } => of("pull-slow", url),
        OriginFault::Missing { path } => of("pull-missing", path),
        OriginFault::TooLong { path } | OriginFault::BadPath(path) => of("pull-mixed", path),
        OriginFault::Read(path, error) => {
            let error = std::io::Error::new(error.kind(), error.to_string());
            project_words(&ProjectError::Read(path.clone(), error), messages)
        }
        OriginFault::Stopped => messages.plain("pull-stopped"),
    }
}

fn refusal_words(refusal: &Refusal, messages: &Messages) -> String {
    let of = |id: &str, path: &str| messages.text(id, &vec![("path", path.to_owned().into())]);
    match refusal {
        Refusal::Expired { role, expires, now } => {
            let args = vec![
                ("path", role.clone().into()),
                ("expires", here(*expires, messages).into()),
                ("now", here(*now, messages).into()),
            ];
            messages.text("pull-expired", &args)
        }
        Refusal::Unsigned { role } => of("pull-unsigned", role),
        Refusal::Rollback { role } => of("pull-rollback", role),
        Refusal::Mixed(what) => of("pull-mixed", what),
        Refusal::Unreadable(what) => of("pull-unreadable", what),
        Refusal::NoSuchStation(station) => of("pull-no-such-station", station),
        Refusal::Package(fault) => package_words(fault, messages),
        Refusal::Altered(path) => of("pull-altered", path),
        Refusal::Truncated { path, found, wanted } => {
            let args =
                vec![("path", path.clone().into()), ("found", (*found).into()), ("wanted", (*wanted).into())];
            messages.text("pull-truncated", &args)
        }
        Refusal::WrongSound(path) => of("pull-wrong-sound", path),
        Refusal::WrongWav(path) => of("pull-wrong-wav", path),
    }
}

fn package_words(fault: &PackageFault, messages: &Messages) -> String {
    let of = |id: &str, path: &str| messages.text(id, &vec![("path", path.to_owned().into())]);
    match fault {
        PackageFault::Foreign { found, wanted } => {
            let args = vec![("found", found.clone().into()), ("wanted", wanted.clone().into())];
            messages.text("pull-foreign", &args)
        }
        PackageFault::Unreadable(why) if why.starts_with("version ") => of("pull-newer", why),
        PackageFault::Unreadable(why) => of("pull-unreadable", why),
        PackageFault::BadPath(path)
        | PackageFault::TwoOfOnePath(path)
        | PackageFault::UnlistedPiece(path)
        | PackageFault::BadRecipe(path)
        | PackageFault::BadDigest(path) => of("pull-bad-package", path),
    }
}

/// `12,3 MB`, or `4 kB` of what is small.
pub(in crate::cli) fn size(bytes: u64, messages: &Messages) -> String {
    match bytes {
        0..100_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{} MB", messages.decimal(bytes as f64 / 1e6, 1)),
    }
}

/// A moment by this computer's own clock and zone, as who stands before it sees it.
fn here(moment_of: DateTime<Utc>, messages: &Messages) -> String {
    moment(moment_of.with_timezone(&Local).fixed_offset(), messages)
}

fn moment(moment: DateTime<FixedOffset>, messages: &Messages) -> String {
    let minute = moment.format("%H:%M:00").to_string().parse().unwrap_or_default();
    format!("{} {}", messages.time(minute), messages.date(moment.date_naive()))
}

/// A fingerprint in groups of four, as it is read out.
fn grouped(fingerprint: &str) -> String {
    let letters: Vec<char> = fingerprint.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
