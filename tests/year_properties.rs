//! What stands in the items of a year: the same by weeks, in whatever order they are asked for and files are read.

use chrono::{Days, NaiveDate};
use loa::calendar::Holidays;
use loa::catalogue::{Bulletin, Catalogue, ClipIx, read_bulletin};
use loa::diagnostic::Diagnostics;
use loa::lineup::{ElementKind, Frozen, FrozenBlock, FrozenItem, FrozenPool, Lineup, Reckoning, pick};
use loa::network::{self, Network, StationIx};
use loa::rundown::{Expander, ItemPlay};
use loa::schedule::{self, Part, PartKind, Schedule, ScheduleText};
use loa::source::Sources;
use loa::speech::{Speech, Variants};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Weeks that are looked at: a year and its first days' neighbours.
const WEEKS: u64 = 53;

/// A schedule with what rotates in it, and the texts there are.
#[derive(Debug, Clone)]
struct Year {
    cards: Vec<CardPlan>,
    apart: Option<&'static str>,
    slots: Vec<SlotPlan>,
    texts: Vec<TextPlan>,
}

/// A clip of the pool: its weight, the day from which on it is withdrawn, and the only days it is meant for.
#[derive(Debug, Clone)]
struct CardPlan {
    weight: u32,
    withdrawn: Option<u64>,
    only: Option<(u64, u64)>,
}

#[derive(Debug, Clone)]
struct SlotPlan {
    above: bool,
    at: &'static str,
    length: u32,
    more: &'static str,
}

#[derive(Debug, Clone)]
struct TextPlan {
    day: u64,
    section: &'static str,
    head: &'static str,
    until: Option<u64>,
    syllables: usize,
}

/// The order in which things stand in files.
#[derive(Debug, Clone)]
struct Order {
    slots: Vec<usize>,
    texts: Vec<usize>,
    clips: Vec<usize>,
    below_first: bool,
}

struct Loaded {
    network: Network,
    schedule: Schedule,
    catalogue: Catalogue,
}

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 12, 30).expect("a Monday")
}

fn written(day: u64) -> String {
    (first() + Days::new(day)).to_string()
}

fn slot() -> impl Strategy<Value = SlotPlan> {
    let at = proptest::sample::select(vec![
        "Daily(\"05h30\")",
        "Daily(\"17h00\")",
        "Weekly(on: [\"T3\", \"CN\"], time: \"11h00\")",
        "Cron(\"30 17 * * 1-5\")",
        "Cron(\"45 */6 1-7 * *\")",
        "Lunar(days: [1, 15], time: \"19h00\")",
        "Every(weeks: 2, on: [\"T2\"], from: \"6/1/2025\", time: \"06h10\")",
        "Daily(\"23h50\")",
    ]);
    let more = proptest::sample::select(vec![
        "",
        "from: \"1/3/2025\", until: \"30/9/2025\",",
        "except: [Between(\"1/4/2025\", \"20/4/2025\")],",
        "start: Soft(grace: \"30 phút\"),",
        "yields: Move(until: \"23h00\"),",
        "instead: [(on: Lunar(days: [15]), play: Programme(\"nhạc\"))],",
    ]);
    let length = proptest::sample::select(vec![10u32, 20, 45]);
    (any::<bool>(), at, length, more).prop_map(|(above, at, length, more)| SlotPlan {
        above,
        at,
        length,
        more,
    })
}

fn text() -> impl Strategy<Value = TextPlan> {
    let section = proptest::sample::select(vec!["thời sự", "thông báo"]);
    let head = proptest::sample::select(vec![
        "",
        "airings: 1\n",
        "airings: 3\n",
        "airings: 7\npriority: ưu tiên\n",
        "priority: khẩn cấp\n",
        "stations: xa\n",
    ]);
    let until = proptest::option::weighted(0.3, 0..40u64);
    (0..7 * WEEKS, section, head, until, 20..900usize)
        .prop_map(|(day, section, head, until, syllables)| TextPlan { day, section, head, until, syllables })
}

fn year() -> impl Strategy<Value = Year> {
    let only = proptest::option::weighted(0.3, (0..7 * WEEKS, 0..90u64));
    let card = (1..4u32, proptest::option::weighted(0.2, 0..7 * WEEKS), only)
        .prop_map(|(weight, withdrawn, only)| CardPlan { weight, withdrawn, only });
    let apart = proptest::option::of(proptest::sample::select(vec!["30 phút", "6 giờ", "48 giờ"]));
    (
        proptest::collection::vec(card, 1..12),
        apart,
        proptest::collection::vec(slot(), 1..5),
        proptest::collection::vec(text(), 0..40),
    )
        .prop_map(|(cards, apart, slots, texts)| Year { cards, apart, slots, texts })
}

fn year_and_order() -> impl Strategy<Value = (Year, Order)> {
    year().prop_flat_map(|year| {
        let shuffled = |count: usize| Just((0..count).collect::<Vec<_>>()).prop_shuffle();
        let order = (
            shuffled(year.slots.len()),
            shuffled(year.texts.len()),
            shuffled(year.cards.len()),
            any::<bool>(),
        )
            .prop_map(|(slots, texts, clips, below_first)| Order {
                slots,
                texts,
                clips,
                below_first,
            });
        (Just(year), order)
    })
}

impl Year {
    fn in_order(&self) -> Order {
        let all = |count: usize| (0..count).collect();
        Order {
            slots: all(self.slots.len()),
            texts: all(self.texts.len()),
            clips: all(self.cards.len()),
            below_first: false,
        }
    }

    fn schedule_texts(&self, order: &Order) -> Vec<String> {
        let cards = order.clips.iter().map(|nth| {
            let CardPlan { weight, withdrawn, only } = self.cards[*nth];
            let withdrawn = withdrawn.map(|day| format!(", withdrawn: \"{}\"", written(day)));
            let only = only.map(|(from, days)| {
                format!(", from: \"{}\", until: \"{}\"", written(from), written(from + days))
            });
            let more = [withdrawn, only].into_iter().flatten().collect::<String>();
            format!("(clip: \"ca/{nth:02}\", weight: {weight}{more}),")
        });
        let cards: String = cards.collect();
        let apart = self.apart.map(|apart| format!(", apart: (clip: \"{apart}\")")).unwrap_or_default();
        let slots = |above: bool| -> String {
            let of = order.slots.iter().filter(|nth| self.slots[**nth].above == above);
            of.map(|nth| {
                let SlotPlan { at, length, more, .. } = &self.slots[*nth];
                let stations = if above { "*" } else { "xa" };
                format!(
                    "(id: \"k{nth}\", stations: [\"{stations}\"], at: {at}, length: \"{length} phút\", {more}
                     play: Programme(\"chiều\")),\n"
                )
            })
            .collect()
        };
        let mut texts = vec![
            format!(
                "Schedule(version: 1, by: \"huyen\", pools: [(id: \"ca\", clips: [\"ca/*\"], since: \"1/1/2025\",
                 cards: [{cards}]{apart})], programmes: [(id: \"chiều\", title: \"Chiều\", parts: [
                 Bulletins(section: \"thời sự\", length: \"5 phút\"), Bulletins(section: \"thông báo\",
                 length: \"3 phút\"), Fill(\"ca\")]), (id: \"nhạc\", title: \"Nhạc\", parts: [Fill(\"ca\")])],
                 slots: [{}])",
                slots(true)
            ),
            format!("Schedule(version: 1, by: \"xa\", slots: [{}])", slots(false)),
        ];
        if order.below_first {
            texts.reverse();
        }
        texts
    }

    fn bulletins(&self, order: &Order, sources: &mut Sources, network: &Network) -> Vec<Bulletin> {
        let read = |nth: &usize| {
            let TextPlan { day, section, head, until, syllables } = &self.texts[*nth];
            let until = until.map(|later| format!("until: {}\n", written(day + later))).unwrap_or_default();
            let text = format!(
                "---\ntitle: Tin {nth}\nsection: {section}\n{head}{until}---\n{}",
                "lời ".repeat(*syllables)
            );
            let file = sources.add("tin.md", Vec::new(), &mut Diagnostics::new());
            let mut found = Diagnostics::new();
            let date = first() + Days::new(*day);
            let bulletin = read_bulletin(
                date,
                &format!("tin-{nth}"),
                (file, &text),
                (network, &Speech::new(Arc::default(), Variants::default())),
                &mut found,
            );
            assert!(found.is_empty(), "{found:?}");
            bulletin.expect("a bulletin")
        };
        order.texts.iter().map(read).collect()
    }

    fn read(&self, order: &Order) -> Loaded {
        let mut below = [
            r#"(id: "huyen", name: "Đài huyện")"#,
            r#"(id: "xa", name: "Đài xã", under: "huyen")"#,
            r#"(id: "thon", name: "Đài thôn", under: "xa")"#,
        ];
        if order.below_first {
            below.reverse();
        }
        let network_text = format!(
            "Network(version: 1, id: \"thu\", name: \"Thử\", time_zone: \"Asia/Ho_Chi_Minh\", stations: [{}])",
            below.join(", ")
        );
        let (mut sources, mut found) = (Sources::new(), Diagnostics::new());
        let file = sources.add("network.ron", Vec::new(), &mut Diagnostics::new());
        let network = network::read(file, &network_text, &mut found).expect("a network");
        let bulletins = self.bulletins(order, &mut sources, &network);
        let clips = order.clips.iter().map(|nth| format!("ca/{nth:02}.ogg")).collect();
        let catalogue = Catalogue::new(clips, vec![], bulletins);
        let texts = self.schedule_texts(order);
        let schedules: Vec<ScheduleText> = texts
            .iter()
            .map(|text| ScheduleText {
                file: sources.add("lich.ron", Vec::new(), &mut Diagnostics::new()),
                text,
            })
            .collect();
        let holidays = Holidays::default();
        let schedule = schedule::read(&schedules, &[], &network, &holidays, &catalogue, &mut found);
        assert!(!found.has_errors(), "{found:?}\n{texts:?}");
        Loaded { network, schedule, catalogue }
    }
}

impl Loaded {
    /// What each item of these weeks consists of, in names, by its id; all weeks with one expander and one count.
    fn weeks(&self, weeks: impl IntoIterator<Item = u64>) -> BTreeMap<String, Vec<String>> {
        self.kept(weeks, &Frozen::default())
    }

    fn lineups(&self, weeks: impl IntoIterator<Item = u64>, frozen: &Frozen) -> BTreeMap<String, Lineup> {
        let mut expander = Expander::new(&self.network, &self.schedule);
        let mut reckoning = Reckoning::new(&self.network, &self.schedule, &self.catalogue).keeping(frozen);
        let stations: Vec<StationIx> = self.network.all().map(|(ix, _)| ix).collect();
        let mut found = BTreeMap::new();
        for day in weeks.into_iter().flat_map(|week| 7 * week..7 * week + 7) {
            for station in &stations {
                for item in expander.day(*station, first() + Days::new(day)).items.iter() {
                    let ItemPlay::Programme(programme) = item.play else { panic!("a programme") };
                    let lineup = pick(item, programme, &mut reckoning, &mut Diagnostics::new());
                    found.insert(item.id.as_str().to_owned(), lineup);
                }
            }
        }
        found
    }

    /// What is recorded when these weeks are frozen.
    fn frozen(&self, weeks: impl IntoIterator<Item = u64>) -> Frozen {
        let names =
            |clips: &[ClipIx]| clips.iter().map(|clip| self.catalogue.clip(*clip).to_owned()).collect();
        let choices = |lineup: &Lineup| {
            let part = |part: &Part| {
                let PartKind::Bulletins { section, .. } = &part.kind else { return None };
                let of_part = lineup.elements.iter().filter(|element| element.span == part.span);
                let bulletins = of_part.filter_map(|element| match element.kind {
                    ElementKind::Bulletin(ix) => Some(self.catalogue.bulletin(ix).id.clone()),
                    _ => None,
                });
                Some(FrozenBlock { of: section.value.clone(), bulletins: bulletins.collect() })
            };
            let parts = &self.schedule.programme(lineup.programme).parts;
            let pools = lineup.fillers.iter().map(|fillers| FrozenPool {
                pool: self.schedule.pool(fillers.pool).id.value.clone(),
                heard: names(&fillers.clips[..fillers.clips.len().min(2)]),
                ring: names(&fillers.clips),
                own: names(&fillers.own),
            });
            FrozenItem { blocks: parts.iter().filter_map(part).collect(), pools: pools.collect() }
        };
        let lineups = self.lineups(weeks, &Frozen::default());
        Frozen { items: lineups.iter().map(|(id, lineup)| (id.clone(), choices(lineup))).collect() }
    }

    /// These weeks in names, with what is `frozen`.
    fn kept(&self, weeks: impl IntoIterator<Item = u64>, frozen: &Frozen) -> BTreeMap<String, Vec<String>> {
        let lineups = self.lineups(weeks, frozen).into_iter();
        lineups.map(|(id, lineup)| (id, self.told(&lineup))).collect()
    }

    fn told(&self, lineup: &Lineup) -> Vec<String> {
        let names = |clips: &[ClipIx]| {
            clips.iter().map(|clip| self.catalogue.clip(*clip).to_owned()).collect::<Vec<_>>().join(" ")
        };
        let elements = lineup.elements.iter().map(|element| match element.kind {
            ElementKind::Bulletin(ix) => self.catalogue.bulletin(ix).id.clone(),
            _ => element.title.clone(),
        });
        let fillers = lineup.fillers.iter();
        let fillers = fillers.map(|fillers| format!("{} · {}", names(&fillers.clips), names(&fillers.own)));
        [lineup.item.start.to_string()].into_iter().chain(elements).chain(fillers).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn a_year_equals_its_weeks_rotation_and_bulletins_included(year in year(), some in 0..WEEKS) {
        let loaded = year.read(&year.in_order());
        let whole = loaded.weeks(0..WEEKS);
        prop_assert_eq!(&loaded.weeks((0..WEEKS).rev()), &whole, "asked for from the last week to the first");
        for week in (0..WEEKS).filter(|week| (week + some) % 9 == 0) {
            let days: Vec<String> = (7 * week..7 * week + 7).map(written).collect();
            let of_week = whole.iter().filter(|(id, _)| days.contains(&id[..10].to_owned()));
            let expected: BTreeMap<String, Vec<String>> =
                of_week.map(|(id, lines)| (id.clone(), lines.clone())).collect();
            prop_assert_eq!(loaded.weeks([week]), expected, "week {} on its own", week);
        }
    }

    #[test]
    fn new_clips_and_texts_change_no_frozen_week(
        year in year(), first in 0..WEEKS, new in year(),
    ) {
        let loaded = year.read(&year.in_order());
        let weeks = first..(first + 2).min(WEEKS);
        let frozen = loaded.frozen(weeks.clone());
        let mut grown = year;
        grown.cards.extend(new.cards);
        grown.texts.extend(new.texts);
        let grown = grown.read(&grown.in_order());
        prop_assert_eq!(grown.kept(weeks.clone(), &frozen), loaded.weeks(weeks));
    }

    #[test]
    fn a_withdrawn_clip_changes_a_frozen_week_only_where_it_stood(
        year in year(), first in 0..WEEKS, which in 0..12usize,
    ) {
        let loaded = year.read(&year.in_order());
        let frozen = loaded.frozen([first]);
        let which = which % year.cards.len();
        let mut less = year;
        less.cards[which].withdrawn = Some(0);
        let name = format!("ca/{which:02}.ogg");
        let without = |line: &String| match line.split_once(" · ") {
            Some((clips, own)) => {
                let rest = |names: &str| names.split(' ').filter(|one| *one != name).collect::<Vec<_>>().join(" ");
                format!("{} · {}", rest(clips), rest(own))
            }
            None => line.clone(),
        };
        let expected: BTreeMap<String, Vec<String>> = loaded
            .weeks([first])
            .into_iter()
            .map(|(id, lines)| (id, lines.iter().map(without).collect()))
            .collect();
        let less = less.read(&less.in_order());
        prop_assert_eq!(less.kept([first], &frozen), expected);
    }

    #[test]
    fn the_order_of_files_stations_clips_and_texts_changes_nothing((year, order) in year_and_order()) {
        let (one, other) = (year.read(&year.in_order()), year.read(&order));
        prop_assert_eq!(one.weeks(0..10), other.weeks(0..10));
    }

    #[test]
    fn a_bulletin_is_heard_in_its_first_airings_only_and_within_its_days(year in year()) {
        let loaded = year.read(&year.in_order());
        let mut heard: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        for (id, lines) in loaded.weeks(0..WEEKS) {
            let station = id.split('/').nth(1).unwrap_or("").to_owned();
            for text in lines.iter().filter(|line| line.contains("/tin-")) {
                heard.entry((text.clone(), station.clone())).or_default().push(id[..10].to_owned());
            }
        }
        for ((text, station), days) in heard {
            let nth: usize = text.rsplit('-').next().and_then(|nth| nth.parse().ok()).expect("a number");
            let plan = &year.texts[nth];
            let most = plan.head.strip_prefix("airings: ").and_then(|rest| rest.chars().next()?.to_digit(10));
            let last = match (plan.until, most) {
                (Some(later), _) => Some(plan.day + later),
                (None, Some(_)) => None,
                (None, None) => Some(plan.day),
            };
            prop_assert!(most.is_none_or(|most| days.len() <= most as usize), "{text} at {station}: {days:?}");
            prop_assert!(days.iter().all(|day| written(plan.day) <= *day), "{text}: {days:?}");
            prop_assert!(last.is_none_or(|last| days.iter().all(|day| *day <= written(last))), "{text}: {days:?}");
            prop_assert!(!plan.head.contains("stations") || station == "xa", "{text} at {station}");
        }
    }
}
