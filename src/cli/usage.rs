//! Mistakes in the command itself, in the reader's language.

use super::Exit;
use crate::diagnostic::{Arg, Args};
use crate::messages::Messages;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::io::Write;

/// Prints help and version where they were asked for, else what is wrong with the command.
pub(super) fn explain(
    error: &clap::Error,
    messages: &Messages,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let shown = out.write_all(error.render().to_string().as_bytes());
        return if shown.is_ok() { Exit::Clean } else { Exit::World };
    }
    let id = match error.kind() {
        ErrorKind::UnknownArgument => "usage-unknown-argument",
        ErrorKind::InvalidSubcommand => "usage-unknown-command",
        ErrorKind::InvalidValue if value(error, ContextKind::InvalidValue).is_empty() => "usage-no-value",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage-bad-value",
        ErrorKind::MissingRequiredArgument => "usage-missing",
        ErrorKind::MissingSubcommand => "usage-missing-command",
        ErrorKind::ArgumentConflict => "usage-conflict",
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            "usage-no-value"
        }
        _ => "usage-other",
    };
    let argument = match error.kind() {
        ErrorKind::InvalidSubcommand | ErrorKind::MissingSubcommand => {
            value(error, ContextKind::InvalidSubcommand)
        }
        _ => value(error, ContextKind::InvalidArg),
    };
    let args: Args = vec![
        ("argument", argument.into()),
        ("value", value(error, ContextKind::InvalidValue).into()),
        ("other", value(error, ContextKind::PriorArg).into()),
    ];
    let mut text = format!("{}: {}\n", messages.plain("severity-error"), messages.text(id, &args));
    for (kind, id) in [
        (ContextKind::ValidValue, "usage-possible"),
        (ContextKind::ValidSubcommand, "usage-possible"),
        (ContextKind::SuggestedArg, "hint-did-you-mean"),
        (ContextKind::SuggestedSubcommand, "hint-did-you-mean"),
        (ContextKind::SuggestedValue, "hint-did-you-mean"),
    ] {
        let found = value(error, kind);
        if !found.is_empty() {
            let hint = messages.text(id, &vec![("name", Arg::Text(found))]);
            text += &format!("  {}: {hint}\n", messages.plain("label-hint"));
        }
    }
    text += &format!("  {}\n", messages.plain("usage-see-help"));
    // The exit code tells too, should the standard error be closed.
    let _told = err.write_all(text.as_bytes());
    Exit::Usage
}

fn value(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
