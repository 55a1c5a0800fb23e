//! What is different between a day as it was built and the same day as it would be built now, in words.
//!
//! Takes two days of manifests; returns lines with the time each is about. Titles of relays, repeats and carries are in the
//! language of whoever built them, so what is heard is compared by where it comes from.

use crate::messages::Messages;
use crate::package::{ManifestDay, ManifestElement, ManifestItem, ManifestSound};
use chrono::{DateTime, FixedOffset, TimeDelta};

/// A difference: about when on the air, and what it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The time it is about, with the zone's offset.
    pub at: DateTime<FixedOffset>,
    /// What is different.
    pub words: String,
}

/// Everything in `now` that is not as in `before`, by time. `rate` is the frames per second of both.
pub fn differences(
    before: &ManifestDay,
    now: &ManifestDay,
    rate: u32,
    messages: &Messages,
) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut added: Vec<&ManifestItem> =
        now.items.iter().filter(|item| of_id(before, &item.id).is_none()).collect();
    for old in &before.items {
        if let Some(new) = of_id(now, &old.id) {
            found.extend(between(old, new, messages));
            found.extend(within(old, new, rate, messages));
        } else if let Some(at) = added.iter().position(|new| new.start == old.start) {
            found.extend(replaced(old, added.remove(at), messages));
        } else {
            found.extend(gone(old, now, messages));
        }
    }
    for new in added {
        let title = vec![("title", new.title.as_str().into())];
        let was_displaced = before.displaced.iter().any(|lost| lost.id == new.id);
        let id = if was_displaced { "diff-back" } else { "diff-added" };
        let words = messages.text(id, &title) + &reason(new, messages) + &yielding(new, messages);
        found.extend(said(&new.start, words));
    }
    found.sort();
    found
}

fn of_id<'a>(day: &'a ManifestDay, id: &str) -> Option<&'a ManifestItem> {
    day.items.iter().find(|item| item.id == id)
}

/// None when a manifest was damaged by hand.
fn instant(written: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(written).ok()
}

fn said(start: &str, words: String) -> Option<Difference> {
    Some(Difference { at: instant(start)?, words })
}

/// Why a one-off change put it there.
fn reason(item: &ManifestItem, messages: &Messages) -> String {
    let changed = item.changed.as_ref().map(|reason| {
        let changed = messages.text("plan-changed", &vec![("reason", reason.as_str().into())]);
        format!(" ({changed})")
    });
    changed.unwrap_or_default()
}

/// What the item wanted, when it waits, moves or is shortened for another: then the schedule itself may be as it was.
fn yielding(item: &ManifestItem, messages: &Messages) -> String {
    let Some(wanted) = &item.wanted else { return String::new() };
    let start = || instant(&wanted.start).map(|start| start.time().into());
    let (id, found) = match wanted.became.as_str() {
        "waiting" => ("plan-waiting", start()),
        "moved" => ("plan-moved", start()),
        _ => ("plan-shortened", Some(TimeDelta::milliseconds(wanted.planned_ms).into())),
    };
    let words = found.map(|found| messages.text(id, &vec![("wanted", found)]));
    words.map_or(String::new(), |words| format!(" ({words})"))
}

fn gone(old: &ManifestItem, now: &ManifestDay, messages: &Messages) -> Option<Difference> {
    let words = messages.text("diff-gone", &vec![("title", old.title.as_str().into())]);
    let displaced = now.displaced.iter().find(|lost| lost.id == old.id);
    let why = displaced.and_then(|lost| match (&lost.cancelled, &lost.by) {
        (Some(reason), _) => Some(messages.text("plan-cancelled", &vec![("reason", reason.as_str().into())])),
        (None, Some(by)) => {
            let winner = of_id(now, by).map_or(by.as_str(), |winner| winner.title.as_str());
            Some(messages.text("plan-displaced-by", &vec![("id", winner.into())]))
        }
        (None, None) => None,
    });
    said(&old.start, why.map_or(words.clone(), |why| format!("{words}: {why}")))
}

fn replaced(old: &ManifestItem, new: &ManifestItem, messages: &Messages) -> Option<Difference> {
    let titles = vec![("old", old.title.as_str().into()), ("new", new.title.as_str().into())];
    said(&new.start, messages.text("diff-replaced", &titles) + &reason(new, messages))
}

/// What is different of an item that airs as before and now.
fn between(old: &ManifestItem, new: &ManifestItem, messages: &Messages) -> Vec<Difference> {
    let mut found = Vec::new();
    if heard(old) != heard(new) {
        found.extend(replaced(old, new, messages));
    }
    let title = ("title", new.title.as_str().into());
    // Said once, of what it is the reason for.
    let yielding = yielding(new, messages);
    let is_shortened = new.wanted.as_ref().is_some_and(|wanted| wanted.became == "shortened");
    if let (Some(was), Some(is)) = (instant(&old.start), instant(&new.start))
        && was != is
    {
        let times = [("from", was.time().into()), ("to", is.time().into())];
        let words = messages.text("diff-moved", &[vec![title.clone()], times.to_vec()].concat());
        found.extend(said(&new.start, if is_shortened { words } else { words + &yielding }));
    }
    if old.planned_ms != new.planned_ms {
        let length = |ms| TimeDelta::milliseconds(ms).into();
        let args = vec![title, ("from", length(old.planned_ms)), ("to", length(new.planned_ms))];
        let words = messages.text("diff-length", &args);
        found.extend(said(&new.start, if is_shortened { words + &yielding } else { words }));
    }
    if new.play == "relay" && heard(old) == heard(new) && substitute(old) != substitute(new) {
        let title = vec![("title", new.title.as_str().into())];
        found.extend(said(&new.start, messages.text("diff-substitute", &title)));
    }
    found
}

/// What a relay plays when the signal is missing: the titles of what is heard on purpose.
fn substitute(item: &ManifestItem) -> Option<Vec<&str>> {
    let sound = item.sound.as_ref()?;
    Some(elements(sound).map(|element| element.title.as_str()).collect())
}

/// What is heard, whatever language it was titled in.
fn heard(item: &ManifestItem) -> (&str, Option<&str>, Option<&str>) {
    let title = (item.play == "programme").then_some(item.title.as_str());
    (item.play.as_str(), item.from.as_deref(), title)
}

/// What is different inside a programme. What only takes over its sound, as a repeat, says nothing of its own.
fn within(old: &ManifestItem, new: &ManifestItem, rate: u32, messages: &Messages) -> Vec<Difference> {
    let (Some(was), Some(is)) = (&old.sound, &new.sound) else { return Vec::new() };
    if new.play != "programme" || heard(old) != heard(new) {
        return Vec::new();
    }
    let Some(start) = instant(&new.start) else { return Vec::new() };
    let item = || ("item", new.title.as_str().into());
    let at = |element: &ManifestElement| {
        start + TimeDelta::seconds(i64::try_from(element.at / u64::from(rate.max(1))).unwrap_or_default())
    };
    let mut found = Vec::new();
    let mut say = |element: &ManifestElement, id: &str, titles: Vec<(&'static str, &str)>| {
        let titles = titles.into_iter().map(|(name, title)| (name, title.into()));
        let words = messages.text(id, &[item()].into_iter().chain(titles).collect());
        found.push(Difference { at: at(element), words });
    };
    let mut fresh: Vec<&ManifestElement> = elements(is).collect();
    let mut lost = Vec::new();
    for element in elements(was) {
        match fresh.iter().position(|other| other.title == element.title) {
            None => lost.push(element),
            Some(place) => {
                let other = fresh.remove(place);
                if other.words != element.words {
                    say(other, "diff-words", vec![("title", &other.title)]);
                }
            }
        }
    }
    for element in lost {
        // In a block one text takes the place of another, though what stands before it may be a little longer now.
        match fresh.iter().position(|other| other.number == element.number) {
            Some(place) => {
                let other = fresh.remove(place);
                say(other, "diff-element-replaced", vec![("old", &element.title), ("new", &other.title)]);
            }
            None => say(element, "diff-element-gone", vec![("title", &element.title)]),
        }
    }
    for element in fresh {
        say(element, "diff-element-added", vec![("title", &element.title)]);
    }
    if fillers(was) != fillers(is) {
        let words = messages.text("diff-fillers", &vec![item()]);
        found.push(Difference { at: start, words });
    }
    found
}

/// What is heard on purpose, not to fill the time.
fn elements(sound: &ManifestSound) -> impl Iterator<Item = &ManifestElement> {
    sound.elements.iter().filter(|element| !matches!(element.kind.as_str(), "filler" | "dropped"))
}

/// What fills the time, in order.
fn fillers(sound: &ManifestSound) -> Vec<&str> {
    let fillers = sound.elements.iter().filter(|element| element.kind == "filler");
    fillers.map(|element| element.title.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;
    use crate::package::{ManifestDisplaced, ManifestWanted};

    fn item(slot: &str, start: &str, title: &str) -> ManifestItem {
        serde_json::from_value(serde_json::json!({
            "id": format!("2025-03-11/huyen/{slot}"), "slot": slot, "title": title, "play": "programme",
            "start": format!("2025-03-11T{start}:00+07:00"), "end": "", "planned_ms": 60_000,
        }))
        .expect("an item")
    }

    /// With elements of these kinds and titles, a second each at 10 frames a second.
    fn with(mut item: ManifestItem, elements: &[(&str, &str)]) -> ManifestItem {
        let element = |(number, (kind, title)): (usize, &(&str, &str))| {
            serde_json::json!({
                "number": number, "kind": kind, "title": title, "words": title, "at": number * 10, "frames": 10
            })
        };
        let elements: Vec<_> = elements.iter().enumerate().map(element).collect();
        let sound = serde_json::json!({ "frames": 600, "silence": 0, "parts": [], "elements": elements });
        item.sound = Some(serde_json::from_value(sound).expect("a sound"));
        item
    }

    fn day(items: Vec<ManifestItem>) -> ManifestDay {
        let date = "2025-03-11".parse().expect("a day");
        ManifestDay {
            date,
            rundown: String::new(),
            running_text: None,
            running_sheet: None,
            items,
            displaced: vec![],
        }
    }

    fn told(before: Vec<ManifestItem>, now: &ManifestDay) -> Vec<String> {
        let found = differences(&day(before), now, 10, &Messages::new(Lang::En));
        found.iter().map(|one| format!("{} {}", one.at.format("%H:%M:%S"), one.words)).collect()
    }

    #[test]
    fn a_day_that_stayed_as_it_was_has_no_differences() {
        let items = vec![with(item("a", "17:00", "A"), &[("clip", "x"), ("filler", "y")])];
        assert!(told(items.clone(), &day(items)).is_empty());
    }

    #[test]
    fn what_came_went_moved_changed_or_lasts_longer_is_told_by_time() {
        let mut longer = item("d", "19:00", "D");
        longer.planned_ms = 90_000;
        let before = vec![
            item("a", "05:00", "A"),
            item("b", "17:00", "B"),
            item("c", "18:00", "C"),
            item("d", "19:00", "D"),
        ];
        let mut now =
            day(vec![item("b", "17:15", "B"), item("c", "18:00", "C2"), longer, item("e", "20:00", "E")]);
        now.displaced.push(ManifestDisplaced {
            id: "2025-03-11/huyen/a".to_owned(),
            start: String::new(),
            title: "A".to_owned(),
            by: None,
            cancelled: Some("power cut".to_owned()),
        });
        let expected = [
            "05:00:00 “A” is gone: cancelled, power cut",
            "17:15:00 “B” moves from 17:00 to 17:15",
            "18:00:00 “C” is replaced by “C2”",
            "19:00:00 “D” lasts 1 min 30 s, no longer 1 min",
            "20:00:00 “E” is new",
        ];
        assert_eq!(told(before, &now), expected);
    }

    #[test]
    fn what_gives_way_says_what_it_wanted_and_what_comes_back_is_not_new() {
        let giving_way = |item: ManifestItem, became: &str| {
            let wanted = ManifestWanted {
                start: "2025-03-11T17:00:00+07:00".to_owned(),
                planned_ms: 120_000,
                became: became.to_owned(),
            };
            ManifestItem { wanted: Some(wanted), ..item }
        };
        let mut before = day(vec![item("a", "17:00", "A"), item("b", "17:00", "B"), item("c", "17:00", "C")]);
        before.items.iter_mut().for_each(|item| item.planned_ms = 120_000);
        before.displaced.push(ManifestDisplaced {
            id: "2025-03-11/huyen/d".to_owned(),
            start: String::new(),
            title: "D".to_owned(),
            by: None,
            cancelled: None,
        });
        let mut moved = giving_way(item("a", "17:10", "A"), "moved");
        moved.planned_ms = 120_000;
        let mut waiting = giving_way(item("c", "17:02", "C"), "waiting");
        waiting.planned_ms = 120_000;
        let now = day(vec![
            moved,
            giving_way(item("b", "17:01", "B"), "shortened"),
            waiting,
            item("d", "18:00", "D"),
        ]);
        let found = differences(&before, &now, 32_000, &Messages::new(Lang::En));
        let found: Vec<String> = found.into_iter().map(|found| found.words).collect();
        let expected = [
            "“B” lasts 1 min, no longer 2 min (shortened from 2 min)",
            "“B” moves from 17:00 to 17:01",
            "“C” moves from 17:00 to 17:02 (waits for what runs before it, wanted 17:00)",
            "“A” moves from 17:00 to 17:10 (moved from 17:00)",
            "“D” airs again",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn another_slot_at_the_same_time_takes_the_place_of_what_is_gone() {
        let mut special = item("z", "17:00", "Z");
        special.changed = Some("storm".to_owned());
        assert_eq!(
            told(vec![item("a", "17:00", "A")], &day(vec![special])),
            ["17:00:00 “A” is replaced by “Z” (changed: storm)"]
        );
    }

    #[test]
    fn a_relay_titled_in_another_language_is_the_same_relay() {
        let relay = |title| ManifestItem {
            play: "relay".to_owned(),
            from: Some("vov1".to_owned()),
            ..item("r", "06:00", title)
        };
        assert!(told(vec![relay("Tiếp âm VOV1")], &day(vec![relay("Relay of VOV1")])).is_empty());
    }

    #[test]
    fn a_relay_that_loses_or_changes_its_substitute_is_told() {
        let relay = |item: ManifestItem| ManifestItem { play: "relay".to_owned(), ..item };
        let with = |title| relay(with(item("r", "06:00", "R"), &[("clip", title)]));
        let expected = ["06:00:00 “R”: something else plays when the signal is missing"];
        assert_eq!(told(vec![with("x")], &day(vec![relay(item("r", "06:00", "R"))])), expected);
        assert_eq!(told(vec![with("x")], &day(vec![with("y")])), expected);
        assert!(told(vec![with("x")], &day(vec![with("x")])).is_empty());
    }

    #[test]
    fn inside_a_programme_elements_are_told_and_fillers_are_told_once() {
        let of = |elements: &[(&str, &str)]| with(item("a", "17:00", "A"), elements);
        let before =
            of(&[("clip", "x"), ("live", "old"), ("live", "last"), ("filler", "f"), ("filler", "g")]);
        let now = of(&[("clip", "x"), ("live", "new"), ("filler", "h"), ("filler", "i")]);
        let expected = [
            "17:00:00 in “A”: other music fills the time",
            "17:00:01 in “A”: “old” is replaced by “new”",
            "17:00:02 in “A”: “last” is gone",
        ];
        assert_eq!(told(vec![before], &day(vec![now])), expected);
    }

    #[test]
    fn an_edited_text_under_the_same_title_is_told() {
        let before = with(item("a", "17:00", "A"), &[("live", "x")]);
        let mut now = before.clone();
        now.sound.as_mut().expect("a sound").elements[0].words = Some("Other words.".to_owned());
        assert_eq!(told(vec![before], &day(vec![now])), ["17:00:00 in “A”: the text of “x” was edited"]);
    }
}
