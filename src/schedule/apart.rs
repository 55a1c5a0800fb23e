//! Separation: how long a clip of a pool, an artist or a topic stays away once it was heard.
//!
//! In: `apart` of a pool as written. Out: [`Apart`]. It must not know when the pool is used.

use super::Card;
use super::files::ApartFile;
use crate::calendar::notation;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Raw, Reader, Spanned, fold};
use chrono::TimeDelta;

/// Nothing stays away for longer: a pool large enough for that needs no separation.
const LONGEST: TimeDelta = TimeDelta::days(31);

/// What two cards can have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kin {
    /// The clip itself.
    Clip,
    /// Who sings, plays or speaks.
    Artist,
    /// What it is about.
    Topic,
}

/// How long each kind of kin stays away: from the end of the item it was heard in to the start of the next that has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Apart {
    /// The same clip.
    pub clip: Option<Spanned<TimeDelta>>,
    /// Another clip of the same artist.
    pub artist: Option<Spanned<TimeDelta>>,
    /// Another clip of the same topic.
    pub topic: Option<Spanned<TimeDelta>>,
}

impl Apart {
    /// What is to stay away, and for how long.
    pub fn each(&self) -> impl Iterator<Item = (Kin, &Spanned<TimeDelta>)> {
        let each = [(Kin::Clip, &self.clip), (Kin::Artist, &self.artist), (Kin::Topic, &self.topic)];
        each.into_iter().filter_map(|(kin, away)| Some((kin, away.as_ref()?)))
    }
}

impl Kin {
    /// The message that names it.
    pub fn term(self) -> &'static str {
        match self {
            Kin::Clip => "kin-clip",
            Kin::Artist => "kin-artist",
            Kin::Topic => "kin-topic",
        }
    }
}

impl Card {
    /// The name under which a card counts as heard: two with the same are kin. None when that is not said of it.
    pub fn name_as(&self, kin: Kin) -> Option<String> {
        match kin {
            Kin::Clip => Some(self.clip.0.to_string()),
            Kin::Artist => self.artist.as_deref().map(fold),
            Kin::Topic => self.topic.as_deref().map(fold),
        }
    }
}

/// Reads what a pool keeps apart.
pub(super) fn apart<'a>(reader: &mut Reader<'a, '_>, written: &Option<Raw<'a, ApartFile<'a>>>) -> Apart {
    let Some(file) = reader.optional(written) else { return Apart::default() };
    let [clip, artist, topic] = [&file.clip, &file.artist, &file.topic].map(|written| away(reader, written));
    Apart { clip, artist, topic }
}

fn away<'a>(reader: &mut Reader<'a, '_>, raw: &Option<Raw<'a, String>>) -> Option<Spanned<TimeDelta>> {
    let written = reader.optional(raw)?;
    let away = notation::length(&written, reader.diagnostics)?;
    if away <= TimeDelta::zero() || away > LONGEST {
        reader.diagnostics.push(Diagnostic::at(Code::LengthOutOfBounds, written.span).with("length", away));
        return None;
    }
    Some(Spanned { value: away, span: written.span })
}
