//! The options of `loa log` and `loa archive`.

use super::{flag, framed, option};
use crate::messages::Messages;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// What `loa log` does, with the Vietnamese names.
const LOG: [(&str, [&str; 2]); 4] = [
    ("ok", ["xac-nhan", "xác-nhận"]),
    ("add", ["ghi", "ghi-thêm"]),
    ("import", ["nhap", "nhập"]),
    ("show", ["xem", "xem-lại"]),
];

/// What a station aired: confirming, adding, taking over, showing.
pub(super) fn log(command: Command, messages: &Messages) -> Command {
    let of_log = LOG.map(|(name, aliases)| {
        let command = framed(Command::new(name), messages, &format!("log-{name}")).aliases(aliases);
        let station = option("station", "station", messages).action(ArgAction::Append);
        let by = option("by", "logged-by", messages);
        match name {
            "ok" => command.args([
                days(messages),
                station,
                option("except", "logged-except", messages).action(ArgAction::Append),
                by,
            ]),
            "add" => command.args([
                words(messages),
                station,
                option("date", "date", messages),
                option("from", "logged-from", messages),
                option("to", "logged-to", messages).requires("from"),
                option("item", "logged-item", messages),
                option("outcome", "logged-outcome", messages)
                    .value_parser(PossibleValuesParser::new(OUTCOMES)),
                option("cause", "logged-cause", messages),
                by,
            ]),
            "import" => command.args([file(messages), station, by]),
            _ => command.args([
                days(messages),
                station,
                option("format", "format-log", messages)
                    .value_parser(PossibleValuesParser::new(["text", "csv", "json"])),
            ]),
        }
    });
    command
        .subcommand_help_heading(messages.plain("help-commands"))
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .subcommands(of_log)
}

/// Which weeks are put away, how, and for how long.
pub(super) fn archive(messages: &Messages) -> [Arg; 5] {
    [
        option("week", "week", messages),
        option("station", "station", messages).action(ArgAction::Append),
        flag("wav", messages),
        flag("again", messages),
        option("months", "months", messages).value_parser(value_parser!(u32).range(1..=1200)),
    ]
}

/// What may have become of something.
const OUTCOMES: [&str; 5] = ["aired", "late", "cut", "pre-empted", "missed"];

fn days(messages: &Messages) -> Arg {
    operand("days", "logged-days", messages)
}

fn words(messages: &Messages) -> Arg {
    operand("words", "logged-words", messages).num_args(0..)
}

fn file(messages: &Messages) -> Arg {
    operand("file", "logged-file", messages).required(true).value_parser(value_parser!(PathBuf))
}

fn operand(name: &'static str, help: &str, messages: &Messages) -> Arg {
    Arg::new(name)
        .value_name(messages.plain(&format!("value-{help}")))
        .help(messages.plain(&format!("help-{help}")))
        .help_heading(messages.plain("help-arguments"))
}
