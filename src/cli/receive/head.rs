//! What the head of a bulletin says: by options, else asked for, else what is missing is told with what there is.

use super::super::Session;
use super::super::asked;
use super::super::fault::Fault;
use super::super::opened::Opened;
use super::ask::{Answer, ask};
use crate::calendar::reading;
use crate::diagnostic::Args;
use crate::intake::{Choices, Head, TopicChoice};
use crate::source::{Names, fold};
use chrono::{Days, NaiveDate};
use clap::ArgMatches;

/// So many days are offered to choose from.
const OFFERED: u64 = 7;

/// The words a head can give its priority, as `--priority` takes them.
pub(super) const PRIORITIES: [(&str, &str); 3] =
    [("normal", "thông thường"), ("priority", "ưu tiên"), ("emergency", "khẩn cấp")];

/// The day and the head of the text in `file`, whose title is known.
pub(super) fn head(
    session: &mut Session,
    matches: &ArgMatches,
    opened: &Opened,
    file: &str,
    title: String,
) -> Result<(NaiveDate, Head), Fault> {
    let choices = Choices::of(&opened.project.schedule, &opened.project.catalogue);
    let date = date(session, matches, opened, file)?;
    let section = section(session, matches, &choices, file)?;
    let topics = topics(session, matches, &choices, file, &section)?;
    let supplier = supplier(session, matches, &choices, &topics)?;
    let mut stations = Vec::new();
    for name in matches.get_many::<String>("station").into_iter().flatten() {
        let station = asked::station(&opened.project.network, name)?;
        stations.push(opened.project.network.station(station).id.value.clone());
    }
    let topics = topics.into_iter().map(|topic| topic.letter).collect();
    Ok((
        date,
        Head { title, section, topics, supplier, priority: priority(matches)?, stations, ..Head::default() },
    ))
}

fn date(
    session: &mut Session,
    matches: &ArgMatches,
    opened: &Opened,
    file: &str,
) -> Result<NaiveDate, Fault> {
    if let Some(written) = matches.get_one::<String>("date") {
        return asked::day(written);
    }
    let today = asked::today(session, opened.project.network.zone);
    let days: Vec<NaiveDate> = (0..OFFERED).map(|ahead| today + Days::new(ahead)).collect();
    let shown: Vec<String> = days.iter().map(|day| session.messages.date(*day)).collect();
    if !session.world.can_ask {
        return Err(needed("--date", file, &shown[..2]));
    }
    ask(session, "receive-ask-date", &about(file), &shown, |answer| match answer {
        Answer::Choice(at) => Some(days[at]),
        Answer::Other(written) => reading::date(&written).ok(),
        Answer::Nothing => None,
    })
}

fn section(
    session: &mut Session,
    matches: &ArgMatches,
    choices: &Choices,
    file: &str,
) -> Result<String, Fault> {
    let known: Vec<String> = choices.sections.iter().chain(&choices.columns).cloned().collect();
    if let Some(written) = matches.get_one::<String>("section") {
        let names = Names::new(known.iter().map(String::as_str));
        return match names.find(written) {
            Ok(at) => Ok(known[at].clone()),
            Err(_) => Err(unknown("--section", written, &known)),
        };
    }
    if !session.world.can_ask {
        return Err(needed("--section", file, &known));
    }
    ask(session, "receive-ask-section", &about(file), &known, |answer| match answer {
        Answer::Choice(at) => Some(known[at].clone()),
        Answer::Other(_) | Answer::Nothing => None,
    })
}

/// The topics: those named; asked for, or missed, where the section is heard by its topic only.
fn topics(
    session: &mut Session,
    matches: &ArgMatches,
    choices: &Choices,
    file: &str,
    section: &str,
) -> Result<Vec<TopicChoice>, Fault> {
    let shown = |topic: &TopicChoice| format!("{}) {}", topic.letter, topic.title);
    let known: Vec<String> = choices.topics.iter().map(shown).collect();
    let mut found = Vec::new();
    for written in matches.get_many::<String>("topic").into_iter().flatten() {
        // Letters match exactly: d is not đ.
        let topic = choices.topics.iter().find(|topic| topic.letter == *written);
        found.push(topic.ok_or_else(|| unknown("--topic", written, &known))?.clone());
    }
    if !found.is_empty() || known.is_empty() || !choices.needs_topic(section) {
        return Ok(found);
    }
    if !session.world.can_ask {
        return Err(needed("--topic", file, &known));
    }
    let topic = ask(session, "receive-ask-topic", &about(file), &known, |answer| match answer {
        Answer::Choice(at) => Some(choices.topics[at].clone()),
        Answer::Other(letter) => choices.topics.iter().find(|topic| topic.letter == letter).cloned(),
        Answer::Nothing => None,
    })?;
    Ok(vec![topic])
}

/// Who sent it in; whoever the topic names, unless told.
fn supplier(
    session: &mut Session,
    matches: &ArgMatches,
    choices: &Choices,
    topics: &[TopicChoice],
) -> Result<Option<String>, Fault> {
    let of_topic = topics.iter().find_map(|topic| topic.supplier.clone());
    let known = |written: &str| {
        let same = choices.suppliers.iter().find(|known| fold(known) == fold(written));
        same.cloned().unwrap_or_else(|| written.to_owned())
    };
    if let Some(written) = matches.get_one::<String>("supplier") {
        return Ok(Some(known(written)));
    }
    if !session.world.can_ask {
        return Ok(of_topic);
    }
    let id = if of_topic.is_some() { "receive-ask-supplier-of-topic" } else { "receive-ask-supplier" };
    let args = vec![("name", of_topic.clone().unwrap_or_default().into())];
    ask(session, id, &args, &choices.suppliers, |answer| match answer {
        Answer::Choice(at) => Some(Some(choices.suppliers[at].clone())),
        // A number is a slip of the hand, and nobody's name.
        Answer::Other(name) if name.parse::<f64>().is_ok() => None,
        Answer::Other(name) => Some(Some(known(&name))),
        Answer::Nothing => Some(of_topic.clone()),
    })
}

fn priority(matches: &ArgMatches) -> Result<Option<String>, Fault> {
    let Some(written) = matches.get_one::<String>("priority") else { return Ok(None) };
    let known = PRIORITIES.iter().find(|(en, vi)| [en, vi].iter().any(|name| fold(name) == fold(written)));
    match known {
        Some((word, _)) => Ok(Some((*word).to_owned())),
        None => {
            let words = PRIORITIES.map(|(_, word)| word.to_owned());
            Err(unknown("--priority", written, &words))
        }
    }
}

/// That an option is missing, and what it can be.
fn needed(option: &str, file: &str, choices: &[String]) -> Fault {
    let choices = choices.join("; ");
    Fault::usage(
        "receive-needs",
        vec![("option", option.into()), ("file", file.into()), ("choices", choices.into())],
    )
}

fn unknown(option: &str, written: &str, choices: &[String]) -> Fault {
    let choices = choices.join("; ");
    Fault::usage(
        "receive-unknown",
        vec![("option", option.into()), ("value", written.into()), ("choices", choices.into())],
    )
}

fn about(file: &str) -> Args {
    vec![("file", file.into())]
}
