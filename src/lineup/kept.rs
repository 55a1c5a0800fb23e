//! What an item keeps of what was frozen for it, and what of that is gone.

use super::open::speaks_of;
use super::{Fillers, FrozenBlock, FrozenItem, FrozenPool, Picking, Reckoning};
use crate::catalogue::{BulletinIx, ClipIx};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::schedule::CampaignIx;
use crate::source::Spanned;
use chrono::NaiveDate;
use std::collections::BTreeSet;

impl Picking<'_, '_> {
    /// The bulletins that were frozen for the next block, if it is `of` that name, and whether all of them are there.
    pub(super) fn frozen_block(
        &mut self,
        of: &Spanned<String>,
        diagnostics: &mut Diagnostics,
    ) -> (Vec<BulletinIx>, bool) {
        let ahead = self.frozen.map_or(&[][..], |item| &item.blocks[self.blocks..]);
        let Some(at) = ahead.iter().position(|block| block.of == of.value) else {
            return (Vec::new(), false);
        };
        self.blocks += at + 1;
        let station = self.lineup.item.occurrence.station;
        let (mut found, mut is_whole) = (Vec::new(), true);
        for id in &ahead[at].bulletins {
            let there = self.catalogue.find_bulletin(id);
            match there.filter(|ix| self.catalogue.bulletin(*ix).is_for(station)) {
                Some(ix) => found.push(ix),
                None => {
                    is_whole = false;
                    self.gone(id, of.span, diagnostics);
                }
            }
        }
        (found, is_whole)
    }

    /// What may fill from a pool: the clips that were frozen and are there; those of `rotation` where all of them
    /// are gone.
    pub(super) fn thawed(&self, rotation: Fillers, span: Span, diagnostics: &mut Diagnostics) -> Fillers {
        let name = &self.schedule.pool(rotation.pool).id.value;
        let of_pool = |item: &'_ FrozenItem| item.pools.iter().position(|known| known.pool == *name);
        let known = self.frozen.and_then(|item| Some(&item.pools[of_pool(item)?]));
        let Some(FrozenPool { heard, ring, own, .. }) = known else { return rotation };
        let there =
            |name: &String| self.catalogue.find_clip(name).ok().filter(|clip| rotation.clips.contains(clip));
        for name in heard.iter().filter(|name| there(name).is_none()).collect::<BTreeSet<_>>() {
            self.gone(name, span, diagnostics);
        }
        let clips: Vec<ClipIx> = ring.iter().filter_map(there).collect();
        if clips.is_empty() && !ring.is_empty() {
            return rotation;
        }
        Fillers { pool: rotation.pool, clips, own: own.iter().filter_map(there).collect() }
    }

    /// The topic of the texts that were frozen for the campaign's next column.
    pub(super) fn frozen_topic(&self, campaign: CampaignIx) -> Option<usize> {
        let ahead = &self.frozen?.blocks[self.blocks..];
        let date = self.lineup.item.occurrence.date;
        Some(self.reckoning.frozen_column(campaign, ahead, date)?.0)
    }

    /// Tells of frozen bulletins that are there and pools that no part of the programme asks for by that name any more: else a
    /// section or pool with another name would thaw the item in silence.
    pub(super) fn unclaimed(&self, diagnostics: &mut Diagnostics) {
        let Some(frozen) = self.frozen else { return };
        let span = self.schedule.programme(self.lineup.programme).id.span;
        for id in frozen.blocks.iter().flat_map(|block| &block.bulletins) {
            let there = self.catalogue.find_bulletin(id);
            let station = self.lineup.item.occurrence.station;
            let there = there.filter(|ix| self.catalogue.bulletin(*ix).is_for(station));
            if there.is_some_and(|ix| !self.taken.contains(&ix)) {
                self.gone(id, span, diagnostics);
            }
        }
        let asked = |name: &str| {
            self.lineup.fillers.iter().any(|fillers| self.schedule.pool(fillers.pool).id.value == name)
        };
        for FrozenPool { pool, .. } in frozen.pools.iter().filter(|known| !asked(&known.pool)) {
            self.gone(pool, span, diagnostics);
        }
    }

    fn gone(&self, name: &str, span: Span, diagnostics: &mut Diagnostics) {
        let here = &self.lineup.item.occurrence;
        diagnostics.push(
            Diagnostic::at(Code::FrozenGone, span)
                .with("name", name)
                .with("slot", self.schedule.slot(here.slot).id.as_str())
                .with("date", here.date)
                .with("station", self.network.station(here.station).name.as_str())
                .hint("hint-frozen-gone", vec![("id", self.lineup.item.id.as_str().into())]),
        );
    }
}

impl Reckoning<'_> {
    /// What was frozen for a campaign's column: the texts that are still there, and their topic: that of the day of the
    /// week, if they speak of it. None when no text is left, or none was frozen.
    pub(super) fn frozen_column(
        &self,
        campaign: CampaignIx,
        blocks: &[FrozenBlock],
        date: NaiveDate,
    ) -> Option<(usize, Vec<BulletinIx>)> {
        let about = self.schedule.campaign(campaign);
        let block = blocks.iter().find(|block| block.of == about.id.value)?;
        let texts: Vec<BulletinIx> =
            block.bulletins.iter().filter_map(|id| self.catalogue.find_bulletin(id)).collect();
        let first = self.catalogue.bulletin(*texts.first()?);
        let speaks = |topic: &usize| speaks_of(first, &about.topics[*topic].id);
        let topic = about.topic_of_day(date).filter(speaks);
        let topic = topic.or_else(|| (0..about.topics.len()).find(speaks))?;
        Some((topic, texts))
    }
}
