//! `loa check`: everything that is wrong, all at once. The same run as `build`, stopped at the recipe.

use super::fault::Fault;
use super::opened::open;
use super::progress::Shown;
use super::{Exit, Session, asked, render};
use crate::build::prepare;
use crate::project::SoundCache;
use clap::ArgMatches;

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let mut opened = open(session)?;
    let asked = asked::asked(session, matches, &opened.project.network)?;
    let mut cache = SoundCache::open(&opened.project.root, opened.project.network.audio);
    let shown = Shown::new(&session.messages, session.world.is_terminal);
    let prepared =
        prepare(&opened.project, &asked, &mut cache, &|step| shown.step(step), &mut opened.diagnostics);
    shown.finish();
    prepared?;
    if matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        let findings = render::findings(&session.messages, &opened.sources, &mut opened.diagnostics);
        let text = serde_json::to_string_pretty(&findings).expect("findings can always be written");
        writeln!(session.out, "{text}")?;
    } else {
        render::diagnostics(session, &opened.sources, &mut opened.diagnostics)?;
        let (first, last) = (*asked.days.start(), *asked.days.end());
        let args = vec![
            ("tally", render::tally(&session.messages, &opened.diagnostics).into()),
            ("first", first.into()),
            ("last", last.into()),
            ("stations", asked.stations.len().into()),
        ];
        let id = if opened.diagnostics.is_empty() { "check-clean" } else { "check-found" };
        writeln!(session.out, "{}", session.messages.text(id, &args))?;
    }
    Ok(if opened.diagnostics.has_errors() { Exit::Errors } else { Exit::Clean })
}
