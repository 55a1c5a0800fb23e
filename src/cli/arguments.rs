//! Which commands and options there are, with help in the reader's language.

mod log;
mod publication;

use crate::approval::Means;
use crate::messages::Messages;
use crate::speech::As;
use clap::builder::{PossibleValuesParser, StyledStr};
use clap::{Arg, ArgAction, Command};
use std::path::PathBuf;

/// The commands with their Vietnamese names, with and without marks.
pub(super) const COMMANDS: [(&str, [&str; 2]); 21] = [
    ("init", ["tao", "tạo"]),
    ("check", ["kiem", "kiểm"]),
    ("plan", ["lich", "lịch"]),
    ("build", ["dung", "dựng"]),
    ("freeze", ["chot", "chốt"]),
    ("publish", ["phat-hanh", "phát-hành"]),
    ("keys", ["khoa", "khóa"]),
    ("receive", ["nhan", "nhận"]),
    ("approve", ["duyet", "duyệt"]),
    ("notice", ["thong-bao", "thông-báo"]),
    ("preview", ["xem-thu", "xem"]),
    ("serve", ["phuc-vu", "phục-vụ"]),
    ("usb", ["chep-usb", "chép-usb"]),
    ("scripts", ["loi", "lời"]),
    ("calendar", ["am-lich", "âm-lịch"]),
    ("clip", ["am-thanh", "âm-thanh"]),
    ("say", ["doc", "đọc"]),
    ("when", ["khi-nao", "khi-nào"]),
    ("pull", ["lay-ve", "lấy-về"]),
    ("log", ["nhat-ky", "nhật-ký"]),
    ("archive", ["luu", "lưu"]),
];

/// What `loa clip` does, likewise.
pub(super) const CLIP_COMMANDS: [(&str, [&str; 2]); 5] = [
    ("probe", ["do", "đo"]),
    ("list", ["ke", "kê"]),
    ("wave", ["ve", "vẽ"]),
    ("trim", ["cat", "cắt"]),
    ("gc", ["don", "dọn"]),
];

/// The whole command line.
pub(super) fn command(messages: &Messages) -> Command {
    let base = framed(Command::new("loa").version(env!("CARGO_PKG_VERSION")), messages, "loa")
        .subcommand_help_heading(messages.plain("help-commands"))
        .disable_help_subcommand(true)
        .arg(version(messages))
        .args(everywhere(messages));
    let commands = COMMANDS.map(|(name, aliases)| {
        let command = Command::new(name).args(operand(name, messages));
        let command = aliased(framed(command, messages, name), messages, name, aliases[1]).aliases(aliases);
        match name {
            "init" => command,
            "check" => command.args(days(messages)).arg(format(messages)),
            "plan" => command.args(days(messages)).args(plan_forms(messages)),
            "build" => command.args(days(messages)).arg(format(messages)),
            "freeze" => command.args([
                option("week", "week", messages).conflicts_with_all(["date", "item"]),
                flag("amend", messages),
                option("date", "date", messages).requires("amend").conflicts_with("item"),
                option("item", "item", messages).requires("amend"),
            ]),
            "publish" => command.args(publication::publish(messages)),
            "keys" => publication::keys(command, messages),
            "receive" => command.arg(brought(messages)).args(receiving(messages)),
            "approve" => command.arg(paths(messages)).args(approving(messages)).args(days(messages)),
            "notice" => command.arg(notice(messages)).args(noticing(messages)),
            "preview" => command.args([
                option("station", "station", messages),
                option("at", "at", messages),
                flag("watch", messages),
            ]),
            "usb" => command.args(publication::usb(messages)),
            "serve" => command.args([
                option("listen", "listen", messages),
                flag("log", messages),
                flag("behind-proxy", messages),
            ]),
            "scripts" => command.arg(format(messages)),
            "calendar" => command.args([
                option("from", "from", messages),
                option("to", "to", messages),
                option("format", "format-calendar", messages)
                    .value_parser(PossibleValuesParser::new(["text", "tsv", "json"])),
            ]),
            "say" => command.args([
                spoken_text(messages),
                option("as", "as", messages)
                    .value_parser(PossibleValuesParser::new(As::ALL.map(|(name, _)| name))),
                flag("time", messages),
            ]),
            "archive" => command.args(log::archive(messages)),
            "log" => log::log(command, messages),
            "pull" => command.args(pulling(messages)).arg(format(messages)),
            "clip" => command
                .subcommand_help_heading(messages.plain("help-commands"))
                .disable_help_subcommand(true)
                .subcommand_required(true)
                .subcommands(clip_commands(messages)),
            _ => command
                .arg(option("from", "from-instant", messages))
                .arg(
                    option("count", "count", messages)
                        .value_parser(clap::value_parser!(u32).range(1..=100_000)),
                )
                .arg(option("zone", "zone", messages)),
        }
    });
    base.subcommands(commands)
}

/// The texts a command is about, by file or folder.
fn paths(messages: &Messages) -> Arg {
    Arg::new("path")
        .value_name(messages.plain("value-path"))
        .help(messages.plain("help-path"))
        .help_heading(messages.plain("help-arguments"))
        .value_parser(clap::value_parser!(PathBuf))
        .num_args(0..)
}

/// The text of a notice.
fn notice(messages: &Messages) -> Arg {
    brought(messages).help(messages.plain("help-notice")).num_args(1)
}

/// Where a notice goes and who approved it.
fn noticing(messages: &Messages) -> [Arg; 10] {
    let means = Means::ALL.map(|(word, _)| word);
    [
        option("at", "on-air-at", messages).required(true),
        option("approved-by", "by", messages).required(true),
        option("means", "on-air-means", messages).value_parser(PossibleValuesParser::new(means)),
        option("date", "on-air-date", messages),
        option("station", "on-air-station", messages),
        option("section", "on-air-section", messages),
        option("supplier", "supplier", messages),
        option("title", "title", messages),
        option("encoding", "encoding", messages)
            .value_parser(PossibleValuesParser::new(["unicode", "tcvn3", "vni"])),
        flag("twice", messages),
    ]
}

/// Who approves, how and when; or the slip that is to be signed.
fn approving(messages: &Messages) -> [Arg; 6] {
    let means = Means::ALL.map(|(word, _)| word);
    [
        option("by", "by", messages).conflicts_with_all(["sheet", "output"]),
        option("means", "means", messages).requires("by").value_parser(PossibleValuesParser::new(means)),
        option("at", "approved-at", messages).requires("by"),
        flag("all", messages).requires("by").conflicts_with("path"),
        flag("sheet", messages),
        option("output", "slip", messages).requires("sheet").value_parser(clap::value_parser!(PathBuf)),
    ]
}

/// From where a station takes its weeks, whom it trusts, and how much it may cost.
fn pulling(messages: &Messages) -> Vec<Arg> {
    let number =
        |name: &'static str| option(name, name, messages).value_parser(clap::value_parser!(u64).range(1..));
    vec![
        option("from", "origin", messages),
        option("station", "station-pulled", messages),
        option("into", "into", messages),
        option("trust", "trust", messages),
        number("budget"),
        number("limit"),
        number("keep"),
        flag("check", messages).help(messages.plain("help-pull-check")),
        flag("watch", messages).help(messages.plain("help-pull-watch")),
        option("every", "every", messages).requires("watch"),
        Arg::new("patience").long("patience").hide(true).value_parser(clap::value_parser!(u64).range(1..)),
    ]
}

fn clip_commands(messages: &Messages) -> Vec<Command> {
    let command = |(name, aliases): (&'static str, [&'static str; 2])| {
        let id = format!("clip-{name}");
        let command = Command::new(name).args(match name {
            "probe" => Some(sound(messages).num_args(1..)),
            "wave" => Some(sound(messages)),
            "trim" => Some(clips(messages)),
            _ => None,
        });
        let command = aliased(framed(command, messages, &id), messages, &id, aliases[1]).aliases(aliases);
        match name {
            "gc" => command.arg(
                option("days", "days", messages).value_parser(clap::value_parser!(u32).range(0..=36_500)),
            ),
            "wave" => command.arg(option("output", "picture", messages)),
            "trim" => command.arg(flag("undo", messages)),
            _ => command.arg(format(messages)),
        }
    };
    CLIP_COMMANDS.into_iter().map(command).collect()
}

/// The files somebody brings.
fn brought(messages: &Messages) -> Arg {
    sound(messages)
        .value_name(messages.plain("value-brought"))
        .help(messages.plain("help-brought"))
        .num_args(1..)
}

/// What is known of a text or a recording that is brought; what is not told here is asked for.
fn receiving(messages: &Messages) -> [Arg; 9] {
    [
        option("date", "date-of-text", messages),
        option("section", "section", messages),
        option("topic", "topic", messages).action(ArgAction::Append),
        option("supplier", "supplier", messages),
        option("priority", "priority", messages),
        option("station", "station-of-text", messages).action(ArgAction::Append),
        option("title", "title", messages),
        option("item", "numbered-item", messages),
        option("encoding", "encoding", messages)
            .value_parser(PossibleValuesParser::new(["unicode", "tcvn3", "vni"])),
    ]
}

/// The sound file a command is about.
fn sound(messages: &Messages) -> Arg {
    Arg::new("file")
        .value_name(messages.plain("value-output"))
        .help(messages.plain("help-sound"))
        .help_heading(messages.plain("help-arguments"))
        .value_parser(clap::value_parser!(PathBuf))
        .required(true)
}

/// What is to be said; without it, the standard input.
fn spoken_text(messages: &Messages) -> Arg {
    Arg::new("text")
        .value_name(messages.plain("value-text"))
        .help(messages.plain("help-text"))
        .help_heading(messages.plain("help-arguments"))
        .allow_hyphen_values(true)
        .num_args(1..)
}

/// The clips a command is about, by name.
fn clips(messages: &Messages) -> Arg {
    Arg::new("clip")
        .value_name(messages.plain("value-clip"))
        .help(messages.plain("help-clip"))
        .help_heading(messages.plain("help-arguments"))
        .num_args(1..)
        .required(true)
}

/// A command that tells its name in Vietnamese too.
fn aliased(command: Command, messages: &Messages, id: &str, alias: &str) -> Command {
    let about = messages.plain(&format!("about-{id}"));
    let alias = id.split_once('-').map_or(alias.to_owned(), |(_, _)| format!("âm-thanh {alias}"));
    command.about(messages.text("help-also", &vec![("about", about.into()), ("alias", alias.into())]))
}

/// What a command is told without an option.
fn operand(command: &str, messages: &Messages) -> Option<Arg> {
    let (name, value, is_required) = match command {
        "init" => ("folder", "value-project", false),
        "preview" => ("template", "value-template", true),
        "scripts" => ("name", "value-template", false),
        "serve" => ("served", "value-served", false),
        "when" => ("recurrence", "value-recurrence", true),
        _ => return None,
    };
    let arg = Arg::new(name).value_name(messages.plain(value)).required(is_required);
    Some(arg.help(messages.plain(&format!("help-{name}"))).help_heading(messages.plain("help-arguments")))
}

/// A command with headings, usage and help flag in the reader's language.
fn framed(command: Command, messages: &Messages, name: &str) -> Command {
    let usage = messages.plain(&format!("usage-of-{name}"));
    let template =
        format!("{{about}}\n\n{}\n  {{usage}}\n\n{{all-args}}{{after-help}}\n", messages.plain("help-usage"));
    command
        .about(messages.plain(&format!("about-{name}")))
        .after_help(StyledStr::from(messages.plain(&format!("after-{name}"))))
        .override_usage(usage)
        .help_template(template)
        .next_help_heading(messages.plain("help-options"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help(messages.plain("help-help")),
        )
}

fn everywhere(messages: &Messages) -> [Arg; 3] {
    [
        option("lang", "lang", messages).value_parser(PossibleValuesParser::new(["vi", "en"])),
        option("project", "project", messages),
        Arg::new("now").long("now").hide(true),
    ]
    .map(|option| option.global(true))
}

fn days(messages: &Messages) -> Vec<Arg> {
    vec![
        option("week", "week", messages).conflicts_with_all(["date", "from", "to"]),
        option("date", "date", messages).conflicts_with_all(["from", "to"]),
        option("from", "from", messages),
        option("to", "to", messages).requires("from"),
        option("station", "station", messages).action(ArgAction::Append),
    ]
}

fn format(messages: &Messages) -> Arg {
    option("format", "format", messages).value_parser(PossibleValuesParser::new(["text", "json"]))
}

/// In which form the plan is told, and where it goes.
fn plan_forms(messages: &Messages) -> [Arg; 3] {
    [
        option("format", "format-plan", messages)
            .value_parser(PossibleValuesParser::new(["text", "grid", "html", "csv", "ics", "json"])),
        option("output", "output", messages),
        flag("diff", messages).conflicts_with_all(["format", "output"]),
    ]
}

fn flag(name: &'static str, messages: &Messages) -> Arg {
    let help = messages.plain(&format!("help-{name}"));
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

fn option(name: &'static str, help: &str, messages: &Messages) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(messages.plain(&format!("value-{help}")))
        .help(messages.plain(&format!("help-{help}")))
        .hide_possible_values(true)
}

fn version(messages: &Messages) -> Arg {
    Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help(messages.plain("help-version"))
}
