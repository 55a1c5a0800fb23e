//! Random networks and slots, written as RON and read as the program reads them.

use chrono::{Days, NaiveDate};
use loa::calendar::Holidays;
use loa::catalogue::Catalogue;
use loa::diagnostic::{Code, Diagnostics};
use loa::network::{self, Network, StationIx};
use loa::rundown::{Item, ItemPlay, Rundown, expand};
use loa::schedule::{self, RelaySource, Schedule, ScheduleText};
use loa::source::{Sources, readable};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// Days that are expanded.
pub const DAYS: u64 = 9;

/// A network and its slots; `above` of a station and `by` of a slot are places in `stations`.
#[derive(Debug, Clone)]
pub struct Plan {
    zone: &'static str,
    pub first: NaiveDate,
    stations: Vec<StationPlan>,
    slots: Vec<SlotPlan>,
    changes: Vec<ChangePlan>,
}

#[derive(Debug, Clone)]
struct StationPlan {
    above: usize,
    last_day: Option<u64>,
}

#[derive(Debug, Clone)]
struct SlotPlan {
    by: usize,
    everywhere: bool,
    at: At,
    minutes: u32,
    priority: &'static str,
    start: &'static str,
    yields: &'static str,
    play: PlayPlan,
    except: Vec<u64>,
    only: Option<Vec<u64>>,
    instead: Option<u64>,
    replaces: Option<usize>,
    from: Option<u64>,
    until: Option<u64>,
}

#[derive(Debug, Clone)]
enum At {
    Daily(&'static str),
    Weekly(Vec<&'static str>, &'static str),
    Cron(&'static str),
    Lunar(Vec<u8>, &'static str),
    On(Vec<u64>, &'static str),
}

#[derive(Debug, Clone)]
enum PlayPlan {
    Programme,
    Relay { substitute: bool },
    Repeat { slot: usize, days: u32 },
    Carry { from: usize, slot: usize },
}

#[derive(Debug, Clone)]
struct ChangePlan {
    slot: usize,
    day: u64,
    play: Option<PlayPlan>,
    reason: &'static str,
}

/// How the same plan is spread over files: the order of stations and slots, and which file each slot stands in.
#[derive(Debug, Clone)]
pub struct Spread {
    stations: Vec<usize>,
    slots: Vec<usize>,
    chunk: Vec<usize>,
    backwards: bool,
}

/// What was read of a plan.
pub struct Loaded {
    pub network: Network,
    pub schedule: Schedule,
}

fn time() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "00h00", "00h30", "01h30", "02h30", "05h00", "11h30", "12h00", "22h00", "23h00", "23h30", "23h59",
    ])
}

fn at() -> impl Strategy<Value = At> {
    let weekdays = proptest::sample::subsequence(vec!["T2", "T3", "T4", "T5", "T6", "T7", "CN"], 1..4);
    let crons = vec![
        "0 17 * * 1-5",
        "*/30 * * * *",
        "0 */5 * * *",
        "30 0,12,23 * * *",
        "0 5 1 * MON",
        "*/7 22-23 * * *",
        "0 0 30 2 *",
        "15 1-3 * * *",
    ];
    prop_oneof![
        4 => time().prop_map(At::Daily),
        2 => (weekdays, time()).prop_map(|(days, time)| At::Weekly(days, time)),
        2 => proptest::sample::select(crons).prop_map(At::Cron),
        1 => (proptest::sample::subsequence(vec![1u8, 2, 8, 15, 30], 1..4), time())
            .prop_map(|(days, time)| At::Lunar(days, time)),
        1 => (proptest::collection::vec(0..DAYS, 1..4), time()).prop_map(|(days, time)| At::On(days, time)),
    ]
}

fn play() -> impl Strategy<Value = PlayPlan> {
    prop_oneof![
        4 => Just(PlayPlan::Programme),
        1 => any::<bool>().prop_map(|substitute| PlayPlan::Relay { substitute }),
        2 => (0..8usize, 0..4u32).prop_map(|(slot, days)| PlayPlan::Repeat { slot, days }),
        1 => (0..4usize, 0..8usize).prop_map(|(from, slot)| PlayPlan::Carry { from, slot }),
    ]
}

fn slot() -> impl Strategy<Value = SlotPlan> {
    let minutes = proptest::sample::select(vec![1u32, 10, 30, 31, 60, 90, 240, 720, 1439, 1440]);
    let priority =
        proptest::sample::select(vec!["Fill", "Normal", "Normal", "Normal", "Priority", "Emergency"]);
    let start = proptest::sample::select(vec!["Hard", "Hard", "Soft(grace: \"20 phút\")", "NotBefore"]);
    let yields = proptest::sample::select(vec![
        "Drop",
        "Drop",
        "Move(until: \"12h00\")",
        "Move(until: \"23h59\")",
        "Shorten(least: \"10 phút\")",
        "Shorten(least: \"1 giờ\")",
    ]);
    let days = proptest::option::weighted(0.2, 0..DAYS);
    let some_days = proptest::collection::vec(0..DAYS, 0..3);
    let only = proptest::option::weighted(0.1, proptest::collection::vec(0..DAYS, 1..5));
    let when = (at(), some_days, only, days.clone(), days.clone());
    let replaces = proptest::option::weighted(0.3, 0..8usize);
    let how = (minutes, priority, start, yields, play(), days, replaces);
    (0..4usize, any::<bool>(), when, how).prop_map(
        |(
            by,
            everywhere,
            (at, except, only, from, until),
            (minutes, priority, start, yields, play, instead, replaces),
        )| {
            SlotPlan {
                by,
                everywhere,
                at,
                minutes,
                priority,
                start,
                yields,
                play,
                except,
                only,
                instead,
                replaces,
                from,
                until,
            }
        },
    )
}

pub fn plan() -> impl Strategy<Value = Plan> {
    let day = |month, day| NaiveDate::from_ymd_opt(2025, month, day).expect("a day");
    // Ordinary days, Tết, and days with a change of clocks; Beirut's are at midnight.
    let places = vec![
        ("Asia/Ho_Chi_Minh", day(3, 7)),
        ("Asia/Ho_Chi_Minh", day(1, 25)),
        ("Europe/Berlin", day(3, 26)),
        ("Europe/Berlin", day(10, 22)),
        ("Asia/Beirut", day(3, 26)),
        ("Asia/Beirut", day(10, 22)),
    ];
    let station = (0..4usize, proptest::option::weighted(0.2, 0..DAYS))
        .prop_map(|(above, last_day)| StationPlan { above, last_day });
    let change = (
        0..8usize,
        0..DAYS,
        proptest::option::of(play()),
        proptest::sample::select(vec!["Cắt điện", "Tọa đàm"]),
    )
        .prop_map(|(slot, day, play, reason)| ChangePlan { slot, day, play, reason });
    (
        proptest::sample::select(places),
        proptest::collection::vec(station, 1..5),
        proptest::collection::vec(slot(), 1..8),
        proptest::collection::vec(change, 0..5),
    )
        .prop_map(|((zone, first), stations, slots, changes)| Plan {
            zone,
            first,
            stations,
            slots,
            changes,
        })
}

pub fn plan_and_spread() -> impl Strategy<Value = (Plan, Spread)> {
    plan().prop_flat_map(|plan| {
        let stations: Vec<usize> = (0..plan.stations.len()).collect();
        let slots: Vec<usize> = (0..plan.slots.len()).collect();
        let chunk = proptest::collection::vec(0..3usize, plan.slots.len() + plan.changes.len());
        let spread = (Just(stations).prop_shuffle(), Just(slots).prop_shuffle(), chunk, any::<bool>())
            .prop_map(|(stations, slots, chunk, backwards)| Spread { stations, slots, chunk, backwards });
        (Just(plan), spread)
    })
}

impl Plan {
    pub fn days(&self) -> RangeInclusive<NaiveDate> {
        self.first..=self.first + Days::new(DAYS - 1)
    }

    pub fn date(&self, day: u64) -> String {
        (self.first + Days::new(day)).to_string()
    }

    fn station(&self, place: usize) -> usize {
        place % self.stations.len()
    }

    fn slot(&self, place: usize) -> usize {
        place % self.slots.len()
    }

    /// All in one order: what [`Spread`] is compared with.
    pub fn in_order(&self) -> Spread {
        Spread {
            stations: (0..self.stations.len()).collect(),
            slots: (0..self.slots.len()).collect(),
            chunk: vec![0; self.slots.len() + self.changes.len()],
            backwards: false,
        }
    }

    fn network_text(&self, spread: &Spread) -> String {
        let mut stations = String::new();
        for place in &spread.stations {
            let station = &self.stations[*place];
            // Station 0 stands above all; any other stands under an earlier one.
            let under = match place {
                0 => String::new(),
                _ => format!(", under: \"s{}\"", station.above % place),
            };
            let until = station.last_day.map(|day| format!(", until: \"{}\"", self.date(day)));
            let until = until.unwrap_or_default();
            stations += &format!("(id: \"s{place}\", name: \"Đài {place}\"{under}{until}),\n");
        }
        format!(
            "Network(version: 1, id: \"thu\", name: \"Thử\", time_zone: \"{}\", stations: [{stations}],
             sources: [(id: \"tinh\", name: \"Tỉnh\")], limits: (quiet: [\"21h00-05h00\"]))",
            self.zone
        )
    }

    /// The schedule files: one for each declaring station and chunk.
    fn schedule_texts(&self, spread: &Spread) -> Vec<String> {
        let mut files: BTreeMap<(usize, usize), (String, String)> = BTreeMap::new();
        for place in &spread.slots {
            let by = self.station(self.slots[*place].by);
            files.entry((by, spread.chunk[*place])).or_default().0 += &self.slot_text(*place);
        }
        let mut changed = BTreeSet::new();
        for (at, change) in self.changes.iter().enumerate() {
            let slot = self.slot(change.slot);
            // A second change of the same slot and day is an error of its own.
            if !changed.insert((slot, change.day)) {
                continue;
            }
            let by = self.station(self.slots[slot].by);
            let key = (by, spread.chunk[self.slots.len() + at]);
            let on = self.date(change.day);
            let reason = change.reason;
            files.entry(key).or_default().1 += &match &change.play {
                None => format!("Cancel(slot: \"k{slot}\", on: \"{on}\", reason: \"{reason}\"),\n"),
                Some(play) => format!(
                    "Replace(slot: \"k{slot}\", on: \"{on}\", play: {}, reason: \"{reason}\"),\n",
                    self.play_text(play)
                ),
            };
        }
        let mut texts = vec![
            "Schedule(version: 1, by: \"s0\", programmes: [
                (id: \"chiều\", title: \"Chiều\", parts: [Clip(\"nhac\")]),
                (id: \"lễ\", title: \"Lễ\", parts: [Clip(\"nhac\")])])"
                .to_owned(),
        ];
        texts.extend(files.into_iter().map(|((by, _), (slots, changes))| {
            format!("Schedule(version: 1, by: \"s{by}\", slots: [{slots}], changes: [{changes}])")
        }));
        if spread.backwards {
            texts.reverse();
        }
        texts
    }

    fn slot_text(&self, place: usize) -> String {
        let slot = &self.slots[place];
        let by = self.station(slot.by);
        let stations = if slot.everywhere { "*".to_owned() } else { format!("s{by}") };
        let at = match &slot.at {
            At::Daily(time) => format!("Daily(\"{time}\")"),
            At::Weekly(days, time) => format!("Weekly(on: {days:?}, time: \"{time}\")"),
            At::Cron(text) => format!("Cron(\"{text}\")"),
            At::Lunar(days, time) => format!("Lunar(days: {days:?}, time: \"{time}\")"),
            At::On(days, time) => {
                let dates: Vec<String> = days.iter().map(|day| self.date(*day)).collect();
                format!("On(dates: {dates:?}, time: \"{time}\")")
            }
        };
        let on = |day: &u64| format!("On(\"{}\"), ", self.date(*day));
        let except: String = slot.except.iter().map(on).collect();
        let only = slot.only.as_ref().map(|days| days.iter().map(on).collect::<String>());
        let only = only.map_or_else(String::new, |days| format!(", only: [{days}]"));
        let instead =
            slot.instead.map(|day| format!("(on: On(\"{}\"), play: Programme(\"lễ\"))", self.date(day)));
        let replaces = slot.replaces.map(|other| format!("\"k{}\"", self.slot(other)));
        let bound = |name: &str, day: &Option<u64>| {
            day.map(|day| format!(", {name}: \"{}\"", self.date(day))).unwrap_or_default()
        };
        format!(
            "(id: \"k{place}\", stations: [\"{stations}\"], at: {at}, length: \"{} phút\", play: {},
              priority: {}, start: {}, yields: {}, authority: \"Chủ tịch\", except: [{except}], instead: [{}], replaces: [{}]{only}{}{}),\n",
            slot.minutes,
            self.play_text(&slot.play),
            slot.priority,
            slot.start,
            slot.yields,
            instead.unwrap_or_default(),
            replaces.unwrap_or_default(),
            bound("from", &slot.from),
            bound("until", &slot.until)
        )
    }

    fn play_text(&self, play: &PlayPlan) -> String {
        match play {
            PlayPlan::Programme => "Programme(\"chiều\")".to_owned(),
            PlayPlan::Relay { substitute: false } => "Relay(from: \"tinh\")".to_owned(),
            PlayPlan::Relay { substitute: true } => {
                "Relay(from: \"s0\", instead: Programme(\"chiều\"))".to_owned()
            }
            PlayPlan::Repeat { slot, days } => {
                format!("Repeat(slot: \"k{}\", days: {days})", self.slot(*slot))
            }
            PlayPlan::Carry { from, slot } => {
                format!("Carry(from: \"s{}\", slot: \"k{}\")", self.station(*from), self.slot(*slot))
            }
        }
    }

    /// The plan as the program reads it; what is wrong with it is not the point here.
    pub fn read(&self, spread: &Spread) -> Loaded {
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
        let mut add =
            |name: &str, text: String| sources.add(name, text.into_bytes(), &mut Diagnostics::new());
        let network_file = add("network.ron", self.network_text(spread));
        let files: Vec<_> =
            self.schedule_texts(spread).into_iter().map(|text| add("schedule.ron", text)).collect();
        let text = |file| readable(file, &sources.file(file).text, &mut Diagnostics::new()).into_owned();
        let network = network::read(network_file, &text(network_file), &mut diagnostics).expect("a network");
        let texts: Vec<_> = files.into_iter().map(|file| (file, text(file))).collect();
        let texts: Vec<ScheduleText> =
            texts.iter().map(|(file, text)| ScheduleText { file: *file, text }).collect();
        let catalogue = Catalogue::new(vec!["nhac.wav".to_owned()], vec![], vec![]);
        let holidays = Holidays::default();
        let schedule = schedule::read(&texts, &[], &network, &holidays, &catalogue, &mut diagnostics);
        for found in diagnostics.iter() {
            let expected = [
                Code::UnknownSlot,
                Code::NotAiredThere,
                Code::CarryCycle,
                Code::EndsBeforeStart,
                Code::NeverAirs,
                Code::NotAbove,
                Code::EmergencyStands,
                Code::ReplacesHigher,
                Code::ReplacesCircle,
                Code::LeastBeyondLength,
                Code::AuthorityUnused,
                Code::OnlyInExcept,
                Code::InsteadInExcept,
            ];
            assert!(expected.contains(&found.code), "{found:?}\n{texts:?}");
        }
        Loaded { network, schedule }
    }
}

impl Loaded {
    pub fn stations(&self) -> Vec<StationIx> {
        self.network.all().map(|(ix, _)| ix).collect()
    }

    pub fn expand(&self, days: RangeInclusive<NaiveDate>) -> (Vec<Rundown>, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let rundowns = expand(&self.network, &self.schedule, &self.stations(), days, &mut diagnostics);
        (rundowns, diagnostics)
    }

    /// A play in names that do not depend on places in lists.
    fn play(&self, play: &ItemPlay) -> String {
        match play {
            ItemPlay::Programme(ix) => format!("plays {}", self.schedule.programme(*ix).id.value),
            ItemPlay::Carry(source) => format!("carries {}", source.id(&self.network, &self.schedule).0),
            ItemPlay::Upstream(source) => format!("carries {} from upstream", source.slot),
            ItemPlay::Repeat(source) => format!("repeats {}", source.id(&self.network, &self.schedule).0),
            ItemPlay::Relay { from, instead } => {
                let from = match from {
                    RelaySource::Station(ix, _) => &self.network.station(*ix).id.value,
                    RelaySource::Upstream(place) => &self.network.upstream_station(*place).id.value,
                    RelaySource::Outside(place) => &self.network.sources[*place].id.value,
                };
                format!("relays {from} {:?}", instead.as_ref().map(|instead| self.play(instead)))
            }
        }
    }

    pub fn told(&self, rundowns: &[Rundown]) -> Vec<String> {
        let item = |item: &Item| {
            format!(
                "{} {} {} {:?} {:?} {:?} {}",
                item.id.0,
                item.start,
                item.length,
                item.layer,
                item.changed,
                item.wanted,
                self.play(&item.play)
            )
        };
        let mut lines = Vec::new();
        for rundown in rundowns {
            lines.push(format!("{} {}", self.network.station(rundown.station).id.value, rundown.date));
            lines.extend(rundown.items.iter().map(item));
            lines.extend(rundown.displaced.iter().map(|lost| format!("{} {:?}", item(&lost.item), lost.why)));
        }
        lines
    }
}
