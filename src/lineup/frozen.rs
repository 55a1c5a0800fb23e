//! What was chosen for days that are frozen (chốt): which bulletins and fillers each item has, whatever changes since.
//!
//! Goes in: the text of a file of `published/`. Comes out: choices by the id of their item, and that text again. It must
//! not know where the file is, nor how the choices were made.

use crate::calendar::notation::version;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId};
use crate::source::{List, Raw, Reader, readable};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// The choices that are not made again, by the id of their item: `2025-03-10/huyen/chieu`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frozen {
    /// Every item of every frozen day.
    pub items: BTreeMap<String, FrozenItem>,
}

/// What one item consists of besides what its programme says itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrozenItem {
    /// Its blocks and columns, in the order of the programme.
    pub blocks: Vec<FrozenBlock>,
    /// Its pools, the one that also fills gaps first.
    pub pools: Vec<FrozenPool>,
}

/// The bulletins of one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenBlock {
    /// The section of a block, the campaign of a column.
    pub of: String,
    /// Ids of bulletins, in their order.
    pub bulletins: Vec<String>,
}

/// The fillers of one pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenPool {
    /// The pool.
    pub pool: String,
    /// The clips heard, by their paths under `clips/`, in their order; one that is heard twice stands twice.
    pub heard: Vec<String>,
    /// All clips that may come, in the order of rotation as it was.
    pub ring: Vec<String>,
    /// Those of them that were the item's own, where its pool keeps something apart; else all.
    pub own: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Frozen")]
struct FrozenFile<'a> {
    #[serde(borrow)]
    version: Raw<'a, u32>,
    rings: List<'a, RingFile<'a>>,
    items: List<'a, ItemFile<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemFile<'a> {
    #[serde(borrow)]
    id: Raw<'a, String>,
    blocks: List<'a, BlockFile<'a>>,
    pools: List<'a, PoolFile<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockFile<'a> {
    #[serde(borrow)]
    of: Raw<'a, String>,
    bulletins: Raw<'a, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PoolFile<'a> {
    #[serde(borrow)]
    pool: Raw<'a, String>,
    heard: Raw<'a, Vec<String>>,
    ring: Raw<'a, usize>,
    from: Raw<'a, String>,
    #[serde(default, borrow)]
    own: Option<Raw<'a, Vec<String>>>,
}

/// Items enter a ring at different clips; it is written down once.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RingFile<'a> {
    #[serde(borrow)]
    id: Raw<'a, usize>,
    clips: Raw<'a, Vec<String>>,
}

impl Frozen {
    /// Whether anything of that day is frozen.
    pub fn covers(&self, date: NaiveDate) -> bool {
        self.of_days(&(date..=date)).next().is_some()
    }

    /// The items of `days`, by id.
    pub fn of_days(&self, days: &RangeInclusive<NaiveDate>) -> impl Iterator<Item = (&str, &FrozenItem)> {
        let items = self.items.iter().map(|(id, item)| (id.as_str(), item));
        items.filter(|(id, _)| date_of(id).is_some_and(|date| days.contains(&date)))
    }

    /// The items of `days`, and those of other days.
    pub fn parted(self, days: &RangeInclusive<NaiveDate>) -> (Frozen, Frozen) {
        let is_inside = |id: &str| date_of(id).is_some_and(|date| days.contains(&date));
        let (inside, outside) = self.items.into_iter().partition(|(id, _)| is_inside(id));
        (Frozen { items: inside }, Frozen { items: outside })
    }
}

/// The day an item's id begins with.
pub fn date_of(id: &str) -> Option<NaiveDate> {
    id.split('/').next()?.parse().ok()
}

/// Reads what is frozen from the text of its file. What is wrong with it is an error; then only part of it comes back.
pub fn read_frozen(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Frozen {
    let mut frozen = Frozen::default();
    let text = readable(file, text, diagnostics);
    let mut reader = Reader::new(file, &text, diagnostics);
    let Some(frame) = reader.whole::<FrozenFile>() else { return frozen };
    version(&mut reader, &frame.version);
    let mut rings: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for ring in reader.list(&frame.rings) {
        if let (Some(id), Some(clips)) = (reader.read(&ring.id), reader.read(&ring.clips)) {
            rings.insert(id.value, clips.value);
        }
    }
    for item in reader.list(&frame.items) {
        let Some(id) = reader.read(&item.id) else { continue };
        let mut choices = FrozenItem::default();
        for block in reader.list(&item.blocks) {
            if let (Some(of), Some(bulletins)) = (reader.read(&block.of), reader.read(&block.bulletins)) {
                choices.blocks.push(FrozenBlock { of: of.value, bulletins: bulletins.value });
            }
        }
        for pool in reader.list(&item.pools) {
            choices.pools.extend(frozen_pool(&mut reader, &pool, &rings));
        }
        frozen.items.insert(id.value, choices);
    }
    frozen
}

fn frozen_pool<'a>(
    reader: &mut Reader<'a, '_>,
    file: &PoolFile<'a>,
    rings: &BTreeMap<usize, Vec<String>>,
) -> Option<FrozenPool> {
    let (pool, heard) = (reader.read(&file.pool), reader.read(&file.heard));
    let (number, from) = (reader.read(&file.ring)?, reader.read(&file.from)?);
    let ring = rings.get(&number.value).filter(|ring| ring.is_empty() || ring.contains(&from.value));
    let Some(mut ring) = ring.cloned() else {
        let known = rings.keys().map(usize::to_string).collect::<Vec<_>>();
        let found = Diagnostic::at(Code::UnknownWord, number.span).with("found", number.value.to_string());
        reader.diagnostics.push(found.with("known", known));
        return None;
    };
    let at = ring.iter().position(|clip| *clip == from.value).unwrap_or(0);
    ring.rotate_left(at);
    let own = reader.optional(&file.own).map_or_else(|| ring.clone(), |own| own.value);
    Some(FrozenPool { pool: pool?.value, heard: heard?.value, ring, own })
}

/// The text of the file that holds `items`: one line a ring, a block and a pool, in an order that stays.
pub fn write_frozen(items: &BTreeMap<String, FrozenItem>) -> String {
    let pools = items.values().flat_map(|item| &item.pools);
    let rings: BTreeSet<Vec<&str>> = pools.map(|pool| from_its_first(&pool.ring)).collect();
    let rings: Vec<Vec<&str>> = rings.into_iter().collect();
    let mut text = String::from(
        "// Những gì đã chốt: mỗi lần phát có bản tin nào, nhạc nào. Máy ghi tệp này; đừng sửa tay.\n// Muốn đổi thì dùng: loa freeze --amend\nFrozen(\n    version: 1,\n    rings: [\n",
    );
    for (at, ring) in rings.iter().enumerate() {
        text += &format!("        (id: {}, clips: {}),\n", at + 1, list(ring));
    }
    text += "    ],\n    items: [\n";
    for (id, item) in items {
        text += &format!("        (id: {}, blocks: [\n", quoted(id));
        for FrozenBlock { of, bulletins } in &item.blocks {
            text += &format!("            (of: {}, bulletins: {}),\n", quoted(of), list(bulletins));
        }
        text += "        ], pools: [\n";
        for FrozenPool { pool, heard, ring, own } in &item.pools {
            let own = if own == ring { String::new() } else { format!(", own: {}", list(own)) };
            let number = rings.binary_search(&from_its_first(ring)).expect("every ring was collected") + 1;
            let (pool, heard) = (quoted(pool), list(heard));
            let from = quoted(ring.first().map_or("", String::as_str));
            let line = format!("(pool: {pool}, heard: {heard}, ring: {number}, from: {from}{own})");
            text += &format!("            {line},\n");
        }
        text += "        ]),\n";
    }
    text + "    ],\n)\n"
}

/// A ring from its first clip by name, so that it is the same wherever an item enters it.
fn from_its_first(ring: &[String]) -> Vec<&str> {
    let mut clips: Vec<&str> = ring.iter().map(String::as_str).collect();
    let first = clips.iter().enumerate().min_by_key(|(_, clip)| **clip).map_or(0, |(at, _)| at);
    clips.rotate_left(first);
    clips
}

fn list(names: &[impl AsRef<str>]) -> String {
    format!("[{}]", names.iter().map(|name| quoted(name.as_ref())).collect::<Vec<_>>().join(", "))
}

fn quoted(text: &str) -> String {
    ron::to_string(text).expect("a string can always be written")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool(heard: &[&str], ring: &[&str]) -> FrozenPool {
        let names = |names: &[&str]| -> Vec<String> { names.iter().map(|name| (*name).to_owned()).collect() };
        let (heard, ring) = (names(heard), names(ring));
        FrozenPool { pool: "ca \"nhạc\"".to_owned(), heard, own: ring.clone(), ring }
    }

    fn sample() -> Frozen {
        let block =
            FrozenBlock { of: "thời sự".to_owned(), bulletins: vec!["2025-03-10/tin".to_owned()] };
        let pools = vec![pool(&["b", "b"], &["b", "c", "a"])];
        let mut evening = vec![pool(&[], &["c", "a", "b"]), pool(&[], &[])];
        evening[0].own = vec!["c".to_owned()];
        let items = [
            ("2025-03-10/huyen/chieu".to_owned(), FrozenItem { blocks: vec![block], pools }),
            ("2025-03-11/xa/toi".to_owned(), FrozenItem { blocks: vec![], pools: evening }),
        ];
        Frozen { items: items.into() }
    }

    #[test]
    fn what_is_written_is_read_again_and_a_ring_is_written_once() {
        let text = write_frozen(&sample().items);
        let mut diagnostics = Diagnostics::new();
        assert_eq!(read_frozen(FileId(0), &text, &mut diagnostics), sample());
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(text.matches("clips: [\"a\", \"b\", \"c\"]").count(), 1, "{text}");
    }

    #[test]
    fn any_damage_is_an_error() {
        let text = write_frozen(&sample().items);
        let conflict = text.replace("        (id: \"2025-03-11", "<<<<<<< HEAD\n        (id: \"2025-03-11");
        let changed = ["heard", "version: 1", "ring: 2", "from: \"c\""];
        let changed = changed.map(|word| text.replace(word, &word.replace(['h', '1', '2', 'c'], "7")));
        for damaged in changed.iter().map(String::as_str).chain(["", &text[..text.len() / 2], &conflict]) {
            assert_ne!(damaged, text);
            let mut diagnostics = Diagnostics::new();
            read_frozen(FileId(0), damaged, &mut diagnostics);
            assert!(diagnostics.has_errors(), "{damaged}");
        }
    }

    #[test]
    fn a_day_is_covered_when_something_of_it_is_frozen() {
        let covers = |date: &str| sample().covers(date.parse().expect("a date"));
        assert!(covers("2025-03-10") && covers("2025-03-11"));
        assert!(!covers("2025-03-09") && !covers("2025-03-12"));
    }
}
