//! Looking up what the files refer to by name.

use super::scope::Scope;
use super::{CampaignIx, PoolIx, ProgrammeIx, Reading, SlotIx};
use crate::calendar::Holidays;
use crate::catalogue::{Catalogue, ClipIx};
use crate::diagnostic::{Code, Diagnostics};
use crate::network::{Network, StationIx};
use crate::source::{Names, NotOne, Spanned, refuse_name};
use std::sync::Arc;

/// All that can be referred to.
pub(super) struct Lookup<'a> {
    pub network: &'a Network,
    pub holidays: &'a Arc<Holidays>,
    pub catalogue: &'a Catalogue,
    pub pools: Scope,
    pub programmes: Scope,
    pub slots: Scope,
    pub campaigns: Names,
    /// The stations of each slot, by its place.
    pub slot_stations: Vec<Vec<StationIx>>,
    /// The id of each slot, by its place.
    pub slot_names: Vec<String>,
}

/// What was found, or none after saying that `name` is unknown.
pub(super) fn or_refuse<T>(
    found: Result<T, NotOne>,
    code: Code,
    name: &Spanned<String>,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    found.map_err(|why| refuse_name(code, name, why, diagnostics)).ok()
}

impl Lookup<'_> {
    pub(super) fn programme(
        &self,
        by: StationIx,
        name: &Spanned<String>,
        diagnostics: &mut Diagnostics,
    ) -> Option<ProgrammeIx> {
        let found = self.programmes.find(self.network, by, name);
        or_refuse(found, Code::UnknownProgramme, name, diagnostics).map(ProgrammeIx)
    }

    pub(super) fn slot(
        &self,
        by: StationIx,
        name: &Spanned<String>,
        diagnostics: &mut Diagnostics,
    ) -> Option<SlotIx> {
        let found = self.slots.find(self.network, by, name);
        or_refuse(found, Code::UnknownSlot, name, diagnostics).map(SlotIx)
    }

    pub(super) fn pool(
        &self,
        by: StationIx,
        name: &Spanned<String>,
        diagnostics: &mut Diagnostics,
    ) -> Option<PoolIx> {
        let found = self.pools.find(self.network, by, name);
        or_refuse(found, Code::UnknownPool, name, diagnostics).map(PoolIx)
    }

    pub(super) fn campaign(
        &self,
        name: &Spanned<String>,
        diagnostics: &mut Diagnostics,
    ) -> Option<CampaignIx> {
        let found = self.campaigns.find(name);
        let place = or_refuse(found, Code::UnknownCampaign, name, diagnostics)?;
        Some(CampaignIx(u32::try_from(place).expect("fewer than 2^32 campaigns")))
    }

    pub(super) fn station(&self, name: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<StationIx> {
        or_refuse(self.network.find(name), Code::UnknownStation, name, diagnostics)
    }

    pub(super) fn clip(&self, name: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<ClipIx> {
        or_refuse(self.catalogue.find_clip(name), Code::UnknownClip, name, diagnostics)
    }

    /// The clips that a pattern stands for; none after saying that there are none.
    pub(super) fn clips(&self, pattern: &Spanned<String>, diagnostics: &mut Diagnostics) -> Vec<ClipIx> {
        let code = if pattern.ends_with('*') { Code::EmptyPool } else { Code::UnknownClip };
        or_refuse(self.catalogue.matching_clips(pattern), code, pattern, diagnostics).unwrap_or_default()
    }
}

/// The words from the template of that name, or none after a diagnostic.
pub(super) fn reading(
    catalogue: &Catalogue,
    name: &Spanned<String>,
    diagnostics: &mut Diagnostics,
) -> Option<Reading> {
    let template = or_refuse(catalogue.find_template(name), Code::UnknownTemplate, name, diagnostics)?;
    Some(Reading { template, name: name.value.clone() })
}
