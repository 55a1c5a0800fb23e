//! What must hold for any schedule: random networks and slots, written as RON, read and expanded.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use loa::calendar::Holidays;
use loa::calendar::zone::instants;
use loa::catalogue::Catalogue;
use loa::diagnostic::{Code, Diagnostics};
use loa::network::{self, Network, StationIx};
use loa::rundown::{Displacement, Expander, Item, ItemPlay, Rundown, expand};
use loa::schedule::{self, RelaySource, Schedule, ScheduleText};
use loa::source::{Sources, readable};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// Days that are expanded.
const DAYS: u64 = 9;

/// A network and its slots; `above` of a station and `by` of a slot are places in `stations`.
#[derive(Debug, Clone)]
struct Plan {
    zone: &'static str,
    first: NaiveDate,
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
    play: PlayPlan,
    except: Vec<u64>,
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
struct Spread {
    stations: Vec<usize>,
    slots: Vec<usize>,
    chunk: Vec<usize>,
    backwards: bool,
}

/// What was read of a plan.
struct Loaded {
    network: Network,
    schedule: Schedule,
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
    let priority = proptest::sample::select(vec!["Normal", "Normal", "Normal", "Priority", "Emergency"]);
    let days = proptest::option::weighted(0.2, 0..DAYS);
    let except = proptest::collection::vec(0..DAYS, 0..3);
    (0..4usize, any::<bool>(), at(), minutes, priority, play(), except, days.clone(), days).prop_map(
        |(by, everywhere, at, minutes, priority, play, except, from, until)| SlotPlan {
            by,
            everywhere,
            at,
            minutes,
            priority,
            play,
            except,
            from,
            until,
        },
    )
}

fn plan() -> impl Strategy<Value = Plan> {
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

fn plan_and_spread() -> impl Strategy<Value = (Plan, Spread)> {
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
    fn days(&self) -> RangeInclusive<NaiveDate> {
        self.first..=self.first + Days::new(DAYS - 1)
    }

    fn date(&self, day: u64) -> String {
        (self.first + Days::new(day)).to_string()
    }

    fn station(&self, place: usize) -> usize {
        place % self.stations.len()
    }

    fn slot(&self, place: usize) -> usize {
        place % self.slots.len()
    }

    /// All in one order: what [`Spread`] is compared with.
    fn in_order(&self) -> Spread {
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
                (id: \"chiều\", title: \"Chiều\", parts: [Clip(\"nhac\")])])"
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
        let except: String = slot.except.iter().map(|day| format!("On(\"{}\"), ", self.date(*day))).collect();
        let bound = |name: &str, day: &Option<u64>| {
            day.map(|day| format!(", {name}: \"{}\"", self.date(day))).unwrap_or_default()
        };
        format!(
            "(id: \"k{place}\", stations: [\"{stations}\"], at: {at}, length: \"{} phút\", play: {},
              priority: {}, authority: \"Chủ tịch\", except: [{except}]{}{}),\n",
            slot.minutes,
            self.play_text(&slot.play),
            slot.priority,
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
    fn read(&self, spread: &Spread) -> Loaded {
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
            ];
            assert!(expected.contains(&found.code), "{found:?}\n{texts:?}");
        }
        Loaded { network, schedule }
    }
}

impl Loaded {
    fn stations(&self) -> Vec<StationIx> {
        self.network.all().map(|(ix, _)| ix).collect()
    }

    fn expand(&self, days: RangeInclusive<NaiveDate>) -> (Vec<Rundown>, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let rundowns = expand(&self.network, &self.schedule, &self.stations(), days, &mut diagnostics);
        (rundowns, diagnostics)
    }

    /// A play in names that do not depend on places in lists.
    fn play(&self, play: &ItemPlay) -> String {
        match play {
            ItemPlay::Programme(ix) => format!("plays {}", self.schedule.programme(*ix).id.value),
            ItemPlay::Carry(source) => format!("carries {}", source.id(&self.network, &self.schedule).0),
            ItemPlay::Repeat(source) => format!("repeats {}", source.id(&self.network, &self.schedule).0),
            ItemPlay::Relay { from, instead } => {
                let from = match from {
                    RelaySource::Station(ix, _) => &self.network.station(*ix).id.value,
                    RelaySource::Outside(place) => &self.network.sources[*place].id.value,
                };
                format!("relays {from} {:?}", instead.as_ref().map(|instead| self.play(instead)))
            }
        }
    }

    fn told(&self, rundowns: &[Rundown]) -> Vec<String> {
        let item = |item: &Item| {
            format!(
                "{} {} {} {:?} {:?} {}",
                item.id.0,
                item.start,
                item.length,
                item.layer,
                item.changed,
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

/// All items of each station, by time.
fn on_air(rundowns: &[Rundown]) -> BTreeMap<StationIx, Vec<&Item>> {
    let mut stations: BTreeMap<StationIx, Vec<&Item>> = BTreeMap::new();
    for rundown in rundowns {
        stations.entry(rundown.station).or_default().extend(rundown.items.iter());
    }
    stations.values_mut().for_each(|items| items.sort_by_key(|item| item.start));
    stations
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_on_air_at_the_same_time_even_across_midnight(plan in plan()) {
        let loaded = plan.read(&plan.in_order());
        let (rundowns, _) = loaded.expand(plan.days());
        for (_, items) in on_air(&rundowns) {
            for pair in items.windows(2) {
                prop_assert!(pair[0].end() <= pair[1].start, "{:?}\n{:?}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn many_days_at_once_equal_each_day_on_its_own_whichever_comes_first(plan in plan()) {
        let loaded = plan.read(&plan.in_order());
        let (rundowns, _) = loaded.expand(plan.days());
        let mut backwards = Expander::new(&loaded.network, &loaded.schedule);
        for rundown in rundowns.iter().rev() {
            let mut alone = Expander::new(&loaded.network, &loaded.schedule);
            prop_assert_eq!(&*alone.day(rundown.station, rundown.date), rundown);
            prop_assert_eq!(&*backwards.day(rundown.station, rundown.date), rundown);
        }
    }

    #[test]
    fn everything_due_is_on_air_or_displaced_and_nothing_else_is(plan in plan()) {
        let loaded = plan.read(&plan.in_order());
        let (rundowns, _) = loaded.expand(plan.days());
        let mut ids = BTreeSet::new();
        for rundown in &rundowns {
            let mut due: Vec<(&str, DateTime<FixedOffset>)> = Vec::new();
            let is_on = loaded.network.station(rundown.station).is_on(rundown.date);
            for slot in loaded.schedule.slots.iter().filter(|_| is_on) {
                if slot.stations.contains(&rundown.station) && slot.is_valid_on(rundown.date) {
                    let day = rundown.date..=rundown.date;
                    let starts = instants(loaded.network.zone, &slot.at, day).expect("verified days");
                    due.extend(starts.into_iter().map(|start| (slot.slug.as_str(), start)));
                }
            }
            let slug = |item: &Item| loaded.schedule.slot(item.occurrence.slot).slug.as_str();
            let displaced = rundown.displaced.iter().map(|displaced| &displaced.item);
            let all: Vec<&Item> = rundown.items.iter().chain(displaced).collect();
            let mut told: Vec<_> = all.iter().map(|item| (slug(item), item.start)).collect();
            due.sort();
            told.sort();
            prop_assert_eq!(told, due);
            for item in all {
                prop_assert!(ids.insert(item.id.clone()), "{} stands twice", item.id.0);
            }
        }
    }

    #[test]
    fn what_is_displaced_gave_way_to_something_on_air_that_ranks_no_lower(plan in plan()) {
        let loaded = plan.read(&plan.in_order());
        let days = plan.days();
        let (rundowns, found) = loaded.expand(days.clone());
        // What has the time may stand in the rundown of the day before or after.
        let (wide, _) = loaded.expand(*days.start() - Days::new(2)..=*days.end() + Days::new(2));
        let on_air: BTreeMap<_, &Item> =
            wide.iter().flat_map(|rundown| rundown.items.iter()).map(|item| (&item.id, item)).collect();
        let overlaps = found.iter().any(|diagnostic| diagnostic.code == Code::Overlap);
        for displaced in rundowns.iter().flat_map(|rundown| &rundown.displaced) {
            let Displacement::By(id) = &displaced.why else { continue };
            let item = &displaced.item;
            let winner = on_air.get(id).expect("only what airs displaces");
            prop_assert!(winner.overlaps(item) && winner.layer >= item.layer, "{:?} {:?}", winner, item);
            let highest = on_air.values().filter(|other| {
                other.occurrence.station == item.occurrence.station && other.overlaps(item)
            });
            prop_assert_eq!(highest.map(|other| other.layer).max(), Some(winner.layer));
            prop_assert!(winner.layer > item.layer || overlaps, "an overlap of equals is an error");
        }
    }

    #[test]
    fn the_order_of_files_stations_and_slots_changes_nothing((plan, spread) in plan_and_spread()) {
        let (one, other) = (plan.read(&plan.in_order()), plan.read(&spread));
        let told = |loaded: &Loaded| loaded.told(&loaded.expand(plan.days()).0);
        prop_assert_eq!(told(&one), told(&other));
    }

    #[test]
    fn what_is_repeated_or_carried_has_aired_or_its_absence_is_an_error(plan in plan()) {
        let loaded = plan.read(&plan.in_order());
        let (rundowns, found) = loaded.expand(plan.days());
        let mut expander = Expander::new(&loaded.network, &loaded.schedule);
        for item in rundowns.iter().flat_map(|rundown| rundown.items.iter()) {
            let (source, code) = match &item.play {
                ItemPlay::Carry(source) => (source, Code::CarriesNothing),
                ItemPlay::Repeat(source) => (source, Code::RepeatsNothing),
                ItemPlay::Programme(_) | ItemPlay::Relay { .. } => continue,
            };
            // A source that never airs on that station was reported when the slots were read.
            let wanted = loaded.schedule.slot(source.slot);
            let date = loa::diagnostic::Arg::from(source.date);
            let said = !wanted.stations.contains(&source.station)
                || found.iter().any(|diagnostic| {
                    let first = diagnostic.args.contains(&("date", date.clone()));
                    let also = diagnostic.also.iter().any(|also| also.date == source.date);
                    diagnostic.code == code && (first || also)
                });
            match expander.origin(item) {
                None => prop_assert!(said, "{:?} has no sound", item),
                Some(origin) => {
                    prop_assert!(matches!(origin.play, ItemPlay::Programme(_)));
                    let day = expander.day(origin.occurrence.station, origin.occurrence.date);
                    prop_assert!(day.items.contains(&origin), "{:?} never aired", origin);
                }
            }
        }
    }
}
