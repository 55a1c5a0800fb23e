//! Which targets of campaigns the plan of a project misses.
//!
//! In: a project, stations, days. Out: what is missed in the weeks and months that end on those days, with what is
//! frozen left as it is. It must not know how that is told.

use crate::lineup::{Missed, Reckoning, outlook};
use crate::network::StationIx;
use crate::project::Project;
use chrono::NaiveDate;
use std::ops::RangeInclusive;

/// The targets that `stations` are going to miss in the weeks and months that end on one of `days`.
pub fn missed_targets<'a>(
    project: &'a Project,
    stations: &[StationIx],
    days: &RangeInclusive<NaiveDate>,
) -> Vec<Missed<'a>> {
    let Project { network, schedule, catalogue, frozen, .. } = project;
    let mut reckoning = Reckoning::new(network, schedule, catalogue).keeping(frozen);
    outlook(&mut reckoning, stations, days)
}
