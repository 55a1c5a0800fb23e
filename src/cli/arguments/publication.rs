//! The options of the commands around publications.

use super::{flag, format, framed, option};
use crate::messages::Messages;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// What `loa keys` does, with the Vietnamese names.
const KEYS: [(&str, [&str; 2]); 4] = [
    ("init", ["tao", "tạo"]),
    ("renew", ["gia-han", "gia-hạn"]),
    ("rotate", ["doi", "đổi"]),
    ("revoke", ["huy", "hủy"]),
];

/// Which weeks, where to, and on what terms.
pub(super) fn publish(messages: &Messages) -> Vec<Arg> {
    vec![
        option("week", "week", messages),
        folder_of("to", "publication", messages),
        folder_of("keys", "keys", messages),
        flag("amend", messages).help(messages.plain("help-amend-published")),
        option("date", "date-thawed", messages).requires("amend").conflicts_with("item"),
        option("item", "item", messages).requires("amend"),
        option("reason", "reason", messages).requires("amend"),
        option("unapproved-by", "unapproved-by", messages),
        option("keep", "keep-published", messages).value_parser(value_parser!(u32).range(0..=520)),
        format(messages),
    ]
}

/// Which station's weeks go onto which stick.
pub(super) fn usb(messages: &Messages) -> [Arg; 5] {
    [
        option("station", "stick-station", messages).required(true),
        folder_of("to", "stick-to", messages).required(true),
        folder_of("from", "stick-from", messages),
        folder_of("keys", "keys", messages).conflicts_with("trust"),
        option("trust", "trust", messages).help(messages.plain("help-stick-trust")),
    ]
}

/// The keys: which of them, and where those of the root are.
pub(super) fn keys(command: Command, messages: &Messages) -> Command {
    let of_keys = KEYS.map(|(name, aliases)| {
        let id = format!("keys-{name}");
        let command = framed(Command::new(name), messages, &id).aliases(aliases);
        let command = command.arg(folder_of("keys", "keys", messages));
        let root = folder_of("root-keys", "root-keys", messages).action(ArgAction::Append);
        match name {
            "init" => command,
            "renew" => command.arg(root),
            _ => command.arg(root).arg(which(messages)),
        }
    });
    command
        .subcommand_help_heading(messages.plain("help-commands"))
        .disable_help_subcommand(true)
        .arg(folder_of("keys", "keys", messages))
        .subcommands(of_keys)
}

fn which(messages: &Messages) -> Arg {
    Arg::new("key")
        .value_name(messages.plain("value-key"))
        .help(messages.plain("help-key"))
        .help_heading(messages.plain("help-arguments"))
        .required(true)
}

fn folder_of(name: &'static str, help: &str, messages: &Messages) -> Arg {
    option(name, help, messages).value_parser(value_parser!(PathBuf))
}
