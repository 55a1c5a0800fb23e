//! Which texts a column could take: those of its campaign that are open to the item and that no block before it takes.
//!
//! In: an item, declared or real, and what was spent before it. Out: bulletins in the order in which they are taken. It
//! must not know which topic is chosen.

use super::eligible::Airing;
use super::reckoning::{Reckoning, declared_start};
use crate::catalogue::{Bulletin, BulletinIx};
use crate::network::StationIx;
use crate::rundown::Item;
use crate::schedule::{Campaign, CampaignIx, Cue, Part, PartKind};
use crate::source::fold;
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

/// An item, as far as it matters to what may be heard in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub station: StationIx,
    pub date: NaiveDate,
    pub start: DateTime<FixedOffset>,
    pub length: TimeDelta,
    /// When it was declared to begin.
    pub turn: Airing,
}

impl Place {
    pub fn of(item: &Item) -> Place {
        let here = item.occurrence;
        let turn = (declared_start(item), here.slot);
        Place { station: here.station, date: here.date, start: item.start, length: item.length, turn }
    }
}

impl Reckoning<'_> {
    /// The texts that a column of the campaign could take in a programme of `parts`; `spent` tells how many of its
    /// airings a text had before.
    pub(super) fn open_to_column(
        &self,
        campaign: CampaignIx,
        parts: &[Part],
        at: &Place,
        spent: impl Fn(BulletinIx) -> usize,
    ) -> Vec<BulletinIx> {
        let about = self.schedule.campaign(campaign);
        let is_column =
            |part: &&Part| !matches!(part.kind, PartKind::Column { campaign: of, .. } if of == campaign);
        let before: Vec<String> = parts.iter().take_while(is_column).filter_map(section_of).collect();
        let mut found = self.catalogue.bulletins_on(at.date);
        found.retain(|ix| {
            let bulletin = self.catalogue.bulletin(*ix);
            about.topics.iter().any(|topic| speaks_of(bulletin, &topic.id))
                && bulletin.translates.is_none()
                && bulletin.is_for(at.station)
                && bulletin.is_for_time(at.start, at.length)
                && bulletin.airings.is_none_or(|airings| spent(*ix) < airings as usize)
                && (before.is_empty() || !before.contains(&fold(&bulletin.section)))
                && !self.versions(*ix, at.station).is_empty()
        });
        found
    }

    /// Whether the text speaks of a topic of a campaign that has targets.
    pub(super) fn is_steered(&self, bulletin: &Bulletin) -> bool {
        let speaks = |campaign: &Campaign| campaign.topics.iter().any(|topic| speaks_of(bulletin, &topic.id));
        let mut steered = self.schedule.campaigns.iter().filter(|campaign| !campaign.targets.is_empty());
        !bulletin.topics.is_empty() && steered.any(speaks)
    }

    /// The texts that are read at `station` where a bulletin is: itself and its translations, in the order of the
    /// station's languages; none where nobody understands any.
    pub(super) fn versions(&self, ix: BulletinIx, station: StationIx) -> Vec<BulletinIx> {
        let all = || std::iter::once(&ix).chain(self.catalogue.translations(ix));
        let is_in = |ix: &&BulletinIx, language: Option<&str>| {
            self.catalogue.bulletin(**ix).language.as_deref().map(fold) == language.map(fold)
        };
        let languages = self.network.station(station).languages(self.network).into_iter();
        languages.filter_map(|language| all().find(|ix| is_in(ix, language))).copied().collect()
    }

    /// How long a bulletin takes at `station` in a block of that cue: all that is read of it.
    pub(super) fn needs(&self, ix: BulletinIx, cue: Cue, station: StationIx) -> TimeDelta {
        let versions = self.versions(ix, station).into_iter().map(|ix| self.catalogue.bulletin(ix));
        let lasts = |bulletin: &Bulletin| {
            let cue = Cue { twice: cue.twice.or(bulletin.twice), ..cue };
            cue.lasts(super::needs(bulletin, self.network, station))
        };
        versions.map(lasts).sum()
    }
}

/// Whether the text names that topic; letters match exactly.
pub(super) fn speaks_of(bulletin: &Bulletin, letter: &str) -> bool {
    bulletin.topics.iter().any(|topic| topic.value == letter)
}

/// What is left of a block that has `left` once it takes a text as well; none when it has no room for it. A block's first
/// text is taken however long it is.
pub(super) fn left_after(needs: TimeDelta, left: TimeDelta, is_first: bool) -> Option<TimeDelta> {
    (needs <= left || is_first).then(|| (left - needs).max(TimeDelta::zero()))
}

fn section_of(part: &Part) -> Option<String> {
    match &part.kind {
        PartKind::Bulletins { section, .. } => Some(fold(section)),
        PartKind::Clip { .. } | PartKind::Read(_) | PartKind::Fill(_) | PartKind::Column { .. } => None,
    }
}
