//! `loa freeze`: from now on the choices of a week stay as they are, whatever comes into pools and folders of bulletins.

use super::fault::Fault;
use super::opened::{open, root};
use super::progress::Shown;
use super::{Exit, Session, asked, render};
use crate::build::{Asked, chosen, prepare, sounds};
use crate::calendar::{week_name, week_of};
use crate::lineup::{date_of, write_frozen};
use crate::project::{SoundCache, Storing, lock};
use chrono::{Days, NaiveDate};
use clap::ArgMatches;
use std::ops::RangeInclusive;

/// What is frozen anew.
struct Named {
    date: Option<NaiveDate>,
    item: Option<String>,
}

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let root = root(session)?;
    let lock = lock(&root)?;
    let mut opened = open(session)?;
    let named = Named::of(matches)?;
    let today = asked::today(session, opened.project.network.zone);
    let days = week(matches, &named, today)?;
    let week = week_name(*days.start());
    let before = opened.project.frozen.clone().parted(&days).0;
    if !before.items.is_empty() && !matches.get_flag("amend") {
        return Err(Fault::usage("freeze-already", vec![("week", week.into())]));
    }
    // A record of a part would have the whole week taken for frozen.
    if before.items.is_empty() && (named.date.is_some() || named.item.is_some()) {
        return Err(Fault::usage("freeze-not-yet", vec![("week", week.into())]));
    }
    opened.project.frozen.items.retain(|id, _| !(before.items.contains_key(id) && named.takes(id)));
    let stations = opened.project.network.all().map(|(ix, _)| ix).collect();
    let asked = Asked { days: days.clone(), stations };
    let mut cache = SoundCache::open(&root, &opened.project.network);
    let sounds = sounds(&opened.project, &cache);
    let damaged = cache.verify(&sounds, &lock)?;
    if !damaged.is_empty() {
        let args = vec![("paths", damaged.into())];
        writeln!(session.out, "{}", session.messages.text("freeze-damaged", &args))?;
    }
    let shown = Shown::new(&session.messages, session.world.is_terminal, &mut *session.err);
    let prepared =
        prepare(&opened.project, &asked, &mut cache, &|step| shown.step(step), &mut opened.diagnostics);
    shown.finish();
    let prepared = prepared?;
    render::diagnostics(session, &opened.sources, &mut opened.diagnostics)?;
    if opened.diagnostics.has_errors() {
        writeln!(session.out, "{}", session.messages.text("freeze-errors", &vec![("week", week.into())]))?;
        return Ok(Exit::Errors);
    }
    let mut items = before.items;
    items.retain(|id, _| !named.takes(id));
    let mut anew = chosen(&opened.project, &prepared, &days);
    anew.retain(|id, _| named.takes(id));
    if let Some(item) = named.item.filter(|_| anew.is_empty()) {
        return Err(Fault::usage("freeze-no-item", vec![("item", item.into()), ("week", week.into())]));
    }
    let count = anew.len();
    items.append(&mut anew);
    let path = format!("published/{week}.ron");
    Storing::under(&root).bytes(&path, write_frozen(&items).as_bytes())?;
    let args = vec![("week", week.into()), ("count", count.into()), ("path", path.into())];
    writeln!(session.out, "{}", session.messages.text("freeze-done", &args))?;
    Ok(Exit::Clean)
}

impl Named {
    fn of(matches: &ArgMatches) -> Result<Named, Fault> {
        let option = |name: &str| matches.get_one::<String>(name);
        let date = option("date").map(|date| asked::day(date)).transpose()?;
        Ok(Named { date, item: option("item").cloned() })
    }

    /// Whether the item of that id is meant; without a name all are.
    fn takes(&self, id: &str) -> bool {
        self.item.as_ref().is_none_or(|item| item == id)
            && self.date.is_none_or(|date| date_of(id) == Some(date))
    }
}

/// The week asked for, else that of the day or item named, else the next one.
fn week(matches: &ArgMatches, named: &Named, today: NaiveDate) -> Result<RangeInclusive<NaiveDate>, Fault> {
    let of_item = named.item.as_ref().and_then(|item| date_of(item));
    match matches.get_one::<String>("week") {
        Some(week) => asked::week(week),
        None => Ok(week_of(named.date.or(of_item).unwrap_or(today + Days::new(7)))),
    }
}
