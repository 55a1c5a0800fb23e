//! The options of `loa log`.

use super::{framed, option};
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
        let by = option("by", "log-by", messages);
        match name {
            "ok" => command.args([
                days(messages),
                station,
                option("except", "log-except", messages).action(ArgAction::Append),
                by,
            ]),
            "add" => command.args([
                words(messages),
                station,
                option("date", "date", messages),
                option("from", "log-from", messages),
                option("to", "log-to", messages).requires("from"),
                option("item", "log-item", messages),
                option("outcome", "log-outcome", messages).value_parser(PossibleValuesParser::new(OUTCOMES)),
                option("cause", "log-cause", messages),
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

/// What may have become of something.
const OUTCOMES: [&str; 5] = ["aired", "late", "cut", "pre-empted", "missed"];

fn days(messages: &Messages) -> Arg {
    operand("days", "log-days", messages)
}

fn words(messages: &Messages) -> Arg {
    operand("words", "log-words", messages).num_args(0..)
}

fn file(messages: &Messages) -> Arg {
    operand("file", "log-file", messages).required(true).value_parser(value_parser!(PathBuf))
}

fn operand(name: &'static str, help: &str, messages: &Messages) -> Arg {
    Arg::new(name)
        .value_name(messages.plain(&format!("value-{help}")))
        .help(messages.plain(&format!("help-{help}")))
        .help_heading(messages.plain("help-arguments"))
}
