//! `loa report`: what was aired in a month, for the office's own report.

use super::fault::Fault;
use super::log::told as log_told;
use super::opened::{Opened, open};
use super::{Exit, Session, asked};
use crate::asrun::{LogLine, LogScope, Planned, Tolerance, reconcile};
use crate::build::{Asked, PlannedTexts, planned_texts, prepare};
use crate::calendar::DaySpan;
use crate::diagnostic::Diagnostics;
use crate::network::StationIx;
use crate::project::{SoundCache, Storing, kept, read_logs};
use crate::report::{
    About, Channel, Counting, PlannedItem, Report, ReportedCampaign, ReportedTopic, Unit, count, csv, docx,
    html, json, read_channels, text, total, xlsx,
};
use crate::schedule::{Campaign, Document, ReportRule};
use chrono::{Days, NaiveDate};
use clap::ArgMatches;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Where channels are counted by hand.
const CHANNELS: &str = "logs/kenh-khac.csv";

/// Where reports go that are files of their own.
const FOLDER: &str = "out/bao-cao";

/// So many days before the period are looked at for what was heard then already.
const BEFORE: Days = Days::new(31);

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let opened = open(session)?;
    let campaign = campaign(&opened, matches)?;
    let period = period(session, &opened, matches, campaign)?;
    let only = only(&opened, matches)?;
    let days = period.first - BEFORE..=period.last;
    let planned = planned(session, &opened, &days, campaign)?;
    let counting = Counting { period, campaign, texts: &planned.texts };
    let mut channels = channels(session, &opened, period)?;
    let mut units = Vec::new();
    for (ix, station) in opened.project.network.all() {
        let on_air = DaySpan {
            first: station.since.map_or(period.first, |since| since.max(period.first)),
            last: station.until.map_or(period.last, |until| until.min(period.last)),
        };
        if on_air.first > on_air.last || !only.is_empty() && !only.contains(&ix) {
            continue;
        }
        let items = planned.stations.get(&ix).map_or(&[][..], Vec::as_slice);
        let about = About {
            station: station.slug.clone(),
            name: station.name.clone(),
            days: (on_air != period).then_some(on_air),
            replaces: replaced(&opened, ix, period),
            has_log: false,
            channels: channels.remove(&ix).unwrap_or_default(),
        };
        units.push(unit(session, &opened, about, items, &days, &counting)?);
    }
    let report = report(session, &opened, units, &counting);
    written(session, &opened, &report, matches)
}

/// One unit's figures, by its log.
fn unit(
    session: &mut Session,
    opened: &Opened,
    mut about: About,
    items: &[PlannedItem],
    days: &std::ops::RangeInclusive<NaiveDate>,
    counting: &Counting,
) -> Result<Unit, Fault> {
    let station = about.station.clone();
    let scope = LogScope { station: &station, days: days.clone(), now: session.now };
    let (log, faults) = read_logs(&opened.project.root, &scope)?;
    for (path, faults) in &faults {
        session.err.write_all(log_told::faults(path, faults, &session.messages).as_bytes())?;
    }
    let lines: Vec<LogLine> = log.lines();
    about.has_log = lines.iter().any(|line| counting.period.contains(line.day()));
    let planned: Vec<Planned> = items.iter().map(|item| item.planned.clone()).collect();
    let reconciled = reconcile(&planned, &lines, &Tolerance::default());
    Ok(count(about, items, &reconciled, counting))
}

/// The plan with its texts. What is wrong with it is for `check` to tell.
fn planned(
    session: &mut Session,
    opened: &Opened,
    days: &std::ops::RangeInclusive<NaiveDate>,
    campaign: Option<&Campaign>,
) -> Result<PlannedTexts, Fault> {
    let project = &opened.project;
    let stations = project.network.all().map(|(ix, _)| ix).collect();
    let asked = Asked { days: days.clone(), stations };
    let mut cache = SoundCache::open(&project.root, &project.network);
    let prepared = prepare(project, &asked, &mut cache, &|_| {}, &mut Diagnostics::new())?;
    Ok(planned_texts(project, &prepared, campaign, &session.messages))
}

fn report(session: &Session, opened: &Opened, units: Vec<Unit>, counting: &Counting) -> Report {
    let network = &opened.project.network;
    let (figures, texts) = total(&units, counting);
    let mut channels: Vec<Channel> = Vec::new();
    for channel in units.iter().flat_map(|unit| &unit.channels) {
        add(&mut channels, &channel.name, channel.count);
    }
    Report {
        network: network.name.clone(),
        issuer: network.name.clone(),
        campaign: counting.campaign.map(|campaign| reported(session, campaign)),
        period: counting.period,
        made: session.now.with_timezone(&network.zone).fixed_offset(),
        weeks: counting.weeks(),
        units,
        total: figures,
        texts,
        channels,
        due: counting.campaign.and_then(|campaign| campaign.report.due(counting.period)),
    }
}

fn reported(session: &Session, campaign: &Campaign) -> ReportedCampaign {
    let topic = |topic: &crate::schedule::Topic| ReportedTopic {
        id: topic.id.value.clone(),
        title: topic.title.clone(),
        supplier: topic.supplier.clone(),
    };
    ReportedCampaign {
        id: campaign.id.value.clone(),
        title: campaign.title.clone(),
        document: campaign.document.as_ref().map(|document| cited(session, document)),
        topics: campaign.topics.iter().map(topic).collect(),
    }
}

/// "Kế hoạch số 45/KH-UBND ngày 12/02/2025 của UBND huyện".
fn cited(session: &Session, document: &Document) -> String {
    let mut words = document.number.clone();
    if let Some(date) = document.date {
        words = session
            .messages
            .text("report-cited-date", &vec![("document", words.into()), ("date", date.into())]);
    }
    if let Some(issuer) = &document.issuer {
        let args = vec![("document", words.into()), ("issuer", issuer.as_str().into())];
        words = session.messages.text("report-cited-issuer", &args);
    }
    words
}

/// The campaign that is named, else the only one; none where there are several or none.
fn campaign<'a>(opened: &'a Opened, matches: &ArgMatches) -> Result<Option<&'a Campaign>, Fault> {
    let all = &opened.project.schedule.campaigns;
    let Some(name) = matches.get_one::<String>("campaign") else {
        return Ok(all.first().filter(|_| all.len() == 1));
    };
    let found = all.iter().find(|campaign| campaign.id.value == *name);
    let known = || all.iter().map(|campaign| campaign.id.value.clone()).collect::<Vec<_>>();
    let unknown = || {
        Fault::usage("report-no-campaign", vec![("name", name.as_str().into()), ("known", known().into())])
    };
    found.map(Some).ok_or_else(unknown)
}

/// The days that are asked for: from a day to another, or the period that ends in a month; the last one that is over, where
/// none is named.
fn period(
    session: &Session,
    opened: &Opened,
    matches: &ArgMatches,
    campaign: Option<&Campaign>,
) -> Result<DaySpan, Fault> {
    let rule = campaign.map_or(ReportRule::USUAL, |campaign| campaign.report).period;
    if let Some(from) = matches.get_one::<String>("from") {
        let first = asked::day(from)?;
        let last = matches.get_one::<String>("to").map_or(Ok(first), |to| asked::day(to))?;
        return match last < first {
            true => Err(Fault::usage("usage-to-before-from", vec![])),
            false => Ok(DaySpan { first, last }),
        };
    }
    if let Some(month) = matches.get_one::<String>("month") {
        let bad = || Fault::usage("report-bad-month", vec![("value", month.as_str().into())]);
        return Ok(rule.around(first_of(month).ok_or_else(bad)?));
    }
    let now = rule.around(asked::today(session, opened.project.network.zone));
    Ok(rule.around(now.first - Days::new(1)))
}

/// The first day of a month, written as `2025-03` or `3/2025`.
fn first_of(month: &str) -> Option<NaiveDate> {
    let (year, number) = match month.trim().split_once('/') {
        Some((number, year)) => (year, number),
        None => month.trim().split_once('-')?,
    };
    NaiveDate::from_ymd_opt(year.parse().ok()?, number.parse().ok()?, 1)
}

fn only(opened: &Opened, matches: &ArgMatches) -> Result<Vec<StationIx>, Fault> {
    let names = matches.get_many::<String>("station").into_iter().flatten();
    names.map(|name| asked::station(&opened.project.network, name)).collect()
}

/// The names of the units that a station took the place of within the period.
fn replaced(opened: &Opened, ix: StationIx, period: DaySpan) -> Vec<String> {
    let network = &opened.project.network;
    let station = network.station(ix);
    let is_new = station.since.is_some_and(|since| period.contains(since));
    let names = station.replaces.iter().filter(|_| is_new).map(|old| network.station(*old).name.clone());
    names.collect()
}

/// What was counted by hand, by station; what cannot be read is told.
fn channels(
    session: &mut Session,
    opened: &Opened,
    period: DaySpan,
) -> Result<BTreeMap<StationIx, Vec<Channel>>, Fault> {
    let Some(text) = kept(&opened.project.root, CHANNELS) else { return Ok(BTreeMap::new()) };
    let read = read_channels(&String::from_utf8_lossy(&text));
    let mut found: BTreeMap<StationIx, Vec<Channel>> = BTreeMap::new();
    let mut unreadable = read.unreadable;
    for row in read.rows.iter().filter(|row| period.contains(row.date)) {
        match opened.project.network.find(&row.station) {
            Ok(ix) => add(found.entry(ix).or_default(), &row.channel, row.count),
            Err(_) => unreadable.push(row.row),
        }
    }
    unreadable.sort_unstable();
    if !unreadable.is_empty() {
        let rows = unreadable.iter().map(u64::to_string).collect::<Vec<_>>();
        let args = vec![("path", CHANNELS.into()), ("rows", rows.join(", ").into())];
        let words = session.messages.text("report-bad-channels", &args);
        writeln!(session.err, "{}: {words}", session.messages.plain("severity-warning"))?;
    }
    Ok(found)
}

fn add(channels: &mut Vec<Channel>, name: &str, count: u32) {
    match channels.iter_mut().find(|known| known.name == name) {
        Some(known) => known.count += count,
        None => channels.push(Channel { name: name.to_owned(), count }),
    }
}

/// Gives the report in the form that is asked for: text, CSV and JSON as the answer, the others as a file.
fn written(
    session: &mut Session,
    opened: &Opened,
    report: &Report,
    matches: &ArgMatches,
) -> Result<Exit, Fault> {
    let form = matches.get_one::<String>("format").map_or("text", String::as_str);
    let messages = &session.messages;
    let bytes = match form {
        "csv" => csv(report).into_bytes(),
        "json" => json(report).into_bytes(),
        "html" => html(report, messages).into_bytes(),
        "docx" => docx(report, messages),
        "xlsx" => xlsx(report, messages)
            .map_err(|error| Fault::world("report-no-workbook", vec![("error", error.to_string().into())]))?,
        _ => text(report, messages).into_bytes(),
    };
    let is_file = matches!(form, "html" | "docx" | "xlsx");
    let place = match matches.get_one::<PathBuf>("output") {
        Some(output) => session.folder.join(output),
        None if is_file => opened.project.root.join(FOLDER).join(format!("{}.{form}", report.period.last)),
        None => {
            session.out.write_all(&bytes)?;
            return Ok(Exit::Clean);
        }
    };
    let (folder, name) = (place.parent(), place.file_name().and_then(|name| name.to_str()));
    let (Some(folder), Some(name)) = (folder, name) else {
        return Err(Fault::usage("report-no-file", vec![("path", place.display().to_string().into())]));
    };
    Storing::under(folder).bytes(name, &bytes)?;
    let args = vec![("path", place.display().to_string().into())];
    writeln!(session.out, "{}", session.messages.text("report-written", &args))?;
    Ok(Exit::Clean)
}
