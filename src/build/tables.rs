//! Rundowns as tables for people.

use crate::asrun::Planned;
use crate::diagnostic::{Arg, Diagnostics};
use crate::messages::{Lang, Messages};
use crate::network::StationIx;
use crate::package::{ManifestItem, ManifestWanted};
use crate::project::Project;
use crate::rundown::{Became, Displaced, Displacement, Item, ItemPlay, Occurrence, Rundown, Wanted, expand};
use crate::schedule::RelaySource;
use crate::script::date;
use crate::source::slug;
use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use std::ops::RangeInclusive;

/// What is heard in an item, in the words of its files.
pub fn item_title(project: &Project, item: &Item, messages: &Messages) -> String {
    let slot = |at: &Occurrence| project.schedule.slot(at.slot).id.value.clone();
    match &item.play {
        ItemPlay::Programme(programme) => project.schedule.programme(*programme).title.clone(),
        ItemPlay::Carry(source) => {
            let station = project.network.station(source.station).name.clone();
            messages.text("item-carry", &vec![("slot", slot(source).into()), ("station", station.into())])
        }
        ItemPlay::Upstream(source) => {
            let station = project.network.upstream_station(source.station).name.clone();
            let slot = source.slot.as_ref().into();
            messages.text("item-carry", &vec![("slot", slot), ("station", station.into())])
        }
        ItemPlay::Repeat(source) => messages
            .text("item-repeat", &vec![("slot", slot(source).into()), ("date", Arg::Date(source.date))]),
        ItemPlay::Relay { from, .. } => {
            messages.text("item-relay", &vec![("source", source_name(project, from).into())])
        }
    }
}

fn source_name(project: &Project, from: &RelaySource) -> String {
    match from {
        RelaySource::Station(station, _) => project.network.station(*station).name.clone(),
        RelaySource::Upstream(station) => project.network.upstream_station(*station).name.clone(),
        RelaySource::Outside(source) => project.network.sources[*source].name.clone(),
    }
}

/// What the plan tells a machine of an item: what its manifest tells, before there are sheets and sounds.
pub fn planned_item(project: &Project, item: &Item, messages: &Messages) -> ManifestItem {
    ManifestItem {
        id: item.id.0.to_string(),
        slot: project.schedule.slot(item.occurrence.slot).id.value.clone(),
        title: item_title(project, item, messages),
        start: rfc3339(item.start),
        end: rfc3339(item.end()),
        planned_ms: item.length.num_milliseconds(),
        play: play_word(&item.play).to_owned(),
        from: play_from(project, &item.play),
        changed: item.changed.clone(),
        wanted: item.wanted.as_ref().map(wanted),
        script: None,
        sheet: None,
        prompter: None,
        document: None,
        sound: None,
    }
}

/// The plan of a station as its log is set beside it: by day, then by time.
pub fn planned_occurrences(
    project: &Project,
    station: StationIx,
    days: RangeInclusive<NaiveDate>,
    messages: &Messages,
) -> Vec<Planned> {
    // What is wrong with the plan is for `check` to tell.
    let mut unheard = Diagnostics::new();
    let rundowns = expand(&project.network, &project.schedule, &[station], days, &mut unheard);
    let on_air = rundowns.iter().filter(|day| project.network.station(station).is_on(day.date));
    let items = on_air.flat_map(|day| day.items.iter());
    items.filter_map(|item| Planned::of(&planned_item(project, item, messages))).collect()
}

fn wanted(wanted: &Wanted) -> ManifestWanted {
    let became = match wanted.became {
        Became::Waiting => "waiting",
        Became::Moved => "moved",
        Became::Shortened => "shortened",
    };
    ManifestWanted {
        start: rfc3339(wanted.start),
        planned_ms: wanted.length.num_milliseconds(),
        became: became.to_owned(),
    }
}

/// What a reader of the plan should know of an item beside its time: who changed it, and what it wanted.
pub fn remarks(item: &Item, messages: &Messages) -> Vec<String> {
    let changed = item
        .changed
        .iter()
        .map(|reason| messages.text("plan-changed", &vec![("reason", reason.as_str().into())]));
    let wanted = item.wanted.iter().map(|wanted| {
        let (id, arg) = match wanted.became {
            Became::Waiting => ("plan-waiting", Arg::Time(wanted.start.time())),
            Became::Moved => ("plan-moved", Arg::Time(wanted.start.time())),
            Became::Shortened => ("plan-shortened", Arg::Length(wanted.length)),
        };
        messages.text(id, &vec![("wanted", arg)])
    });
    changed.chain(wanted).collect()
}

/// `programme`, `carry`, `repeat` or `relay`.
pub fn play_word(play: &ItemPlay) -> &'static str {
    match play {
        ItemPlay::Programme(_) => "programme",
        ItemPlay::Carry(_) | ItemPlay::Upstream(_) => "carry",
        ItemPlay::Repeat(_) => "repeat",
        ItemPlay::Relay { .. } => "relay",
    }
}

/// Whose sound it is: an occurrence, or the source of a relay.
pub fn play_from(project: &Project, play: &ItemPlay) -> Option<String> {
    match play {
        ItemPlay::Programme(_) => None,
        ItemPlay::Carry(source) | ItemPlay::Repeat(source) => {
            Some(source.id(&project.network, &project.schedule).0.to_string())
        }
        ItemPlay::Relay { from: RelaySource::Station(station, _), .. } => {
            Some(project.network.station(*station).id.value.clone())
        }
        ItemPlay::Upstream(source) => {
            let station = &project.network.upstream_station(source.station).slug;
            Some(format!("{}/{station}/{}", source.date, slug(&source.slot)))
        }
        ItemPlay::Relay { from: RelaySource::Upstream(station), .. } => {
            Some(project.network.upstream_station(*station).id.value.clone())
        }
        ItemPlay::Relay { from: RelaySource::Outside(source), .. } => {
            Some(project.network.sources[*source].id.value.clone())
        }
    }
}

/// The instant with its offset, to the second.
pub(super) fn rfc3339(at: DateTime<FixedOffset>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// "Thứ Hai, ngày 10 tháng 3 năm 2025 (âm lịch: ngày 11 tháng 2 năm Ất Tỵ)", "Monday, 10 March 2025 (lunar calendar:
/// 11/2 Ất Tỵ)"; a leap month has a + behind its number.
pub fn day_heading(day: NaiveDate, messages: &Messages) -> String {
    let written = date(day);
    let solar = match messages.lang() {
        Lang::Vi => format!("{}, {}", written.weekday, written.written),
        Lang::En => day.format("%A, %-d %B %Y").to_string(),
    };
    let lunar = written.lunar.map(|lunar| match messages.lang() {
        Lang::Vi => lunar.written,
        Lang::En => {
            format!("{}/{}{} {}", lunar.day, lunar.month, if lunar.leap { "+" } else { "" }, lunar.year_name)
        }
    });
    match lunar {
        Some(lunar) => messages.text("day-lunar", &vec![("solar", solar.into()), ("lunar", lunar.into())]),
        None => solar,
    }
}

/// "17h00–17h30".
pub fn times(item: &Item, messages: &Messages) -> String {
    format!("{}–{}", messages.time(item.start.time()), messages.time(item.end().time()))
}

/// The rundown of a station's day: times, what is heard, remarks; then what does not air.
pub fn rundown_table(
    project: &Project,
    rundown: &Rundown,
    messages: &Messages,
    remarks: impl Fn(&Item) -> Vec<String>,
) -> String {
    let station = &project.network.station(rundown.station).name;
    let mut text = format!("{station}\n{}\n\n", day_heading(rundown.date, messages));
    if rundown.items.is_empty() {
        text += &format!("{}\n", messages.plain("plan-nothing"));
    }
    for item in rundown.items.iter() {
        text += &format!("{:<13}  {}\n", times(item, messages), item_title(project, item, messages));
        for remark in self::remarks(item, messages).into_iter().chain(remarks(item)) {
            text += &format!("{:<13}    {remark}\n", "");
        }
    }
    if !rundown.displaced.is_empty() {
        text += &format!("\n{}\n", messages.plain("plan-displaced"));
        for displaced in &rundown.displaced {
            let title = item_title(project, &displaced.item, messages);
            text +=
                &format!("{:<13}  {title}: {}\n", times(&displaced.item, messages), why(displaced, messages));
        }
    }
    text
}

/// Why an item does not air.
pub fn why(displaced: &Displaced, messages: &Messages) -> String {
    match &displaced.why {
        Displacement::Cancelled { reason } => {
            messages.text("plan-cancelled", &vec![("reason", reason.as_str().into())])
        }
        Displacement::By(id) => messages.text("plan-displaced-by", &vec![("id", id.as_str().into())]),
    }
}
