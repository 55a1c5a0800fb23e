//! `loa check`: everything that is wrong, all at once. The same run as `build`, stopped at the recipe.

use super::fault::Fault;
use super::opened::{Opened, open, open_or};
use super::progress::Shown;
use super::{Exit, Session, approve, asked, render};
use crate::build::{Block, Prepared, blocks, prepare};
use crate::diagnostic::{Code, Diagnostics};
use crate::project::SoundCache;
use crate::schedule::ProgrammeIx;
use crate::source::Sources;
use chrono::{NaiveDate, TimeDelta};
use clap::ArgMatches;
use std::collections::BTreeMap;

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let is_json = matches.get_one::<String>("format").is_some_and(|format| format == "json");
    let mut opened = if is_json { open_or(session, print_json)? } else { open(session)? };
    let asked = asked::asked(session, matches, &opened.project.network)?;
    let mut cache = SoundCache::open(&opened.project.root, &opened.project.network);
    let shown = Shown::new(&session.messages, session.world.is_terminal, &mut *session.err);
    let prepared =
        prepare(&opened.project, &asked, &mut cache, &|step| shown.step(step), &mut opened.diagnostics);
    shown.finish();
    let prepared = prepared?;
    if is_json {
        print_json(session, &opened.sources, &mut opened.diagnostics)?;
    } else {
        render::diagnostics(session, &opened.sources, &mut opened.diagnostics)?;
        let (first, last) = (*asked.days.start(), *asked.days.end());
        let args = vec![
            ("tally", render::tally(&session.messages, &opened.diagnostics).into()),
            ("first", first.into()),
            ("last", last.into()),
            (
                "stations",
                render::stations(&session.messages, prepared.on_air(&opened.project.network)).into(),
            ),
        ];
        margins(session, &opened, &prepared)?;
        approve::waits(session, &opened.project, &prepared)?;
        spoken(session, &opened.diagnostics, &prepared)?;
        let id = if opened.diagnostics.is_empty() { "check-clean" } else { "check-found" };
        writeln!(session.out, "{}", session.messages.text(id, &args))?;
    }
    Ok(if opened.diagnostics.has_errors() { Exit::Errors } else { Exit::Clean })
}

/// So many blocks are named.
const NAMED: usize = 5;

/// The blocks whose words fill less than half of their time, or more than all of it; each programme's once, where it is
/// farthest off.
fn margins(session: &mut Session, opened: &Opened, prepared: &Prepared) -> Result<(), Fault> {
    let mut worst: BTreeMap<(ProgrammeIx, String), (TimeDelta, NaiveDate, Block)> = BTreeMap::new();
    for (occurrence, production) in &prepared.productions {
        for block in blocks(&opened.project, production) {
            let (short, over) = (block.planned / 2 - block.said, block.said - block.planned);
            let off = short.max(over);
            let key = (production.lineup.programme, block.name.clone());
            if off > TimeDelta::zero() && worst.get(&key).is_none_or(|(known, ..)| *known < off) {
                worst.insert(key, (off, occurrence.date, block));
            }
        }
    }
    if worst.is_empty() {
        return Ok(());
    }
    writeln!(
        session.out,
        "{}",
        session.messages.text("check-margins", &vec![("count", worst.len().into())])
    )?;
    for ((programme, _), (_, date, block)) in worst.iter().take(NAMED) {
        let title = &opened.project.schedule.programme(*programme).title;
        let (block, date) = (session.messages.phrase(&block.phrase()), session.messages.date(*date));
        writeln!(session.out, "  {title}, {date}: {block}")?;
    }
    if worst.len() > NAMED {
        writeln!(session.out, "  …")?;
    }
    Ok(())
}

/// Says so when every text can be said as it is written: what cannot was told among the findings.
fn spoken(session: &mut Session, diagnostics: &Diagnostics, prepared: &Prepared) -> Result<(), Fault> {
    if diagnostics.iter().any(|found| found.code == Code::NotSpoken) {
        return Ok(());
    }
    if let Some(count) = prepared.texts_read().filter(|count| *count > 0) {
        writeln!(session.out, "{}", session.messages.text("check-spoken", &vec![("count", count.into())]))?;
    }
    Ok(())
}

fn print_json(session: &mut Session, sources: &Sources, diagnostics: &mut Diagnostics) -> Result<(), Fault> {
    let findings = render::findings(&session.messages, sources, diagnostics);
    let text = serde_json::to_string_pretty(&findings).expect("findings can always be written");
    writeln!(session.out, "{text}")?;
    Ok(())
}
