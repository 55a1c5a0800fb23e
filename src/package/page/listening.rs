//! What the page's player is told: when each item airs, and which pieces it is made of, as short as can be.

use super::item::instant;
use crate::fit::{Course, Fade, Gain, PieceId, Placement};
use crate::messages::Messages;
use crate::network::Samples;
use crate::package::{ManifestItem, ManifestSound, StationManifest, WeekPackage};
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};
use std::collections::HashMap;

/// Items, sounds and pieces of a page, each sound and piece once.
pub(super) struct Listening {
    items: Vec<Value>,
    sounds: Vec<Value>,
    known_sounds: HashMap<String, usize>,
    pieces: Vec<String>,
    known_pieces: HashMap<String, usize>,
}

impl Listening {
    pub fn new() -> Listening {
        Listening {
            items: Vec::new(),
            sounds: Vec::new(),
            known_sounds: HashMap::new(),
            pieces: Vec::new(),
            known_pieces: HashMap::new(),
        }
    }

    /// Takes an item in; returns its number on the page.
    pub fn add(&mut self, item: &ManifestItem, manifest: &StationManifest, package: &WeekPackage) -> usize {
        let millis = |written: &str| instant(written).map_or(0, |instant| instant.timestamp_millis());
        let sound = item.sound.as_ref().map(|sound| self.sound(sound, manifest, package));
        let is_relay = item.play == "relay";
        self.items.push(json!([
            millis(&item.start),
            millis(&item.end),
            item.title,
            sound,
            u8::from(is_relay)
        ]));
        self.items.len() - 1
    }

    /// `[length, [[piece, at, length, fade in, fade out, fader]…], [[at, length, title]…]]`, in seconds.
    fn sound(&mut self, sound: &ManifestSound, manifest: &StationManifest, package: &WeekPackage) -> usize {
        let seconds = Seconds { rate: f64::from(manifest.sample_rate.max(1)) };
        let mut placed = Vec::new();
        for part in &sound.parts {
            if let Some(copy) = self.copy(part.copy.as_deref(), package) {
                placed.push(json!([copy, seconds.of(part.at), seconds.of(part.frames)]));
                continue;
            }
            let packed = package.sounds.iter().find(|packed| packed.file == part.file);
            for placement in packed.iter().flat_map(|packed| &packed.part.placements) {
                if let Some(piece) = self.piece(&placement.piece, package) {
                    placed.push(seconds.placed(piece, part.at, placement));
                }
            }
        }
        let live = sound.elements.iter().filter(|element| element.kind == "live");
        let live: Vec<Value> =
            live.map(|one| json!([seconds.of(one.at), seconds.of(one.frames), one.title])).collect();
        let told = json!([seconds.of(sound.frames), placed, live]);
        let next = self.sounds.len();
        let number = *self.known_sounds.entry(told.to_string()).or_insert(next);
        if number == next {
            self.sounds.push(told);
        }
        number
    }

    /// The small copy of a part, where it is published: one file for all.
    fn copy(&mut self, path: Option<&str>, package: &WeekPackage) -> Option<usize> {
        let file = package.files.iter().find(|file| Some(file.path.as_str()) == path)?;
        Some(self.place(file.place()))
    }

    fn piece(&mut self, id: &PieceId, package: &WeekPackage) -> Option<usize> {
        let piece = package.pieces.iter().find(|piece| piece.id == *id)?;
        Some(self.place(piece.place()))
    }

    fn place(&mut self, place: String) -> usize {
        let next = self.pieces.len();
        // Where objects stand is known: `objects/ab/ab….flac`.
        let name = place.rsplit('/').next().unwrap_or(&place).to_owned();
        let number = *self.known_pieces.entry(place).or_insert(next);
        if number == next {
            self.pieces.push(name);
        }
        number
    }

    /// All of it as JSON that may stand in a script element.
    pub fn told(&self, zone: &str, good_until: DateTime<FixedOffset>, messages: &Messages) -> String {
        let words = [
            "page-air-now",
            "page-air-next",
            "page-nothing",
            "page-listening",
            "page-live-now",
            "page-substitute-now",
            "page-waiting",
            "page-unheard",
            "page-pause",
            "page-go-on",
            "page-hour-mark",
        ];
        let words: Vec<String> = words.iter().map(|id| messages.plain(id)).collect();
        let told = json!({
            "zone": zone,
            "until": good_until.timestamp_millis(),
            "words": words,
            "items": self.items,
            "sounds": self.sounds,
            "pieces": self.pieces,
        });
        // No `</script>`, no `<!--`: `<` is written otherwise, and means the same.
        told.to_string().replace('<', "\\u003c")
    }
}

struct Seconds {
    rate: f64,
}

impl Seconds {
    /// To the millisecond: nobody hears less, and the page stays short.
    fn of(&self, frames: u64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a day has fewer frames than 2⁵³")]
        let seconds = frames as f64 / self.rate;
        (seconds * 1000.0).round() / 1000.0
    }

    fn placed(&self, piece: usize, part: u64, placement: &Placement) -> Value {
        let at = self.of(part + placement.at.0);
        let length = self.of(placement.length.0);
        let is_plain =
            placement.fade_in.is_none() && placement.fade_out.is_none() && placement.fader.is_empty();
        if is_plain {
            return json!([piece, at, length]);
        }
        let mark =
            |at: Samples, gain: Gain| json!([self.of(at.0), (gain.factor() * 1000.0).round() / 1000.0]);
        let fader: Vec<Value> = placement.fader.iter().map(|point| mark(point.at, point.gain)).collect();
        json!([piece, at, length, self.fade(placement.fade_in), self.fade(placement.fade_out), fader])
    }

    /// Seconds; negative for one that keeps the power even.
    fn fade(&self, fade: Fade) -> f64 {
        match fade.course {
            Course::Even => self.of(fade.length.0),
            Course::EqualPower => -self.of(fade.length.0),
        }
    }
}
