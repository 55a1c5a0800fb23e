//! Reading schedule and campaign files.
//!
//! First all ids are read, so that anything may refer to anything in any file; then everything in the order of its
//! declaring station and id, so that the order of the files changes nothing.

use super::declared::{Declared, DeclaredChange, ScheduleText};
use super::files::{PoolFile, ProgrammeFile, ScheduleFile, SlotFile};
use super::lookup::Lookup;
use super::scope::Scope;
use super::{Schedule, campaigns, changes, parts, pools, references, slots};
use crate::calendar::Holidays;
use crate::calendar::notation;
use crate::catalogue::Catalogue;
use crate::diagnostic::{Code, Diagnostics};
use crate::network::{Network, StationIx};
use crate::source::{NotOne, Raw, Reader, Spanned, likely, refuse_name, refuse_twins};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What all files of the schedule declare, in the order of station and id.
#[derive(Default)]
struct Declarations<'a> {
    pools: Vec<Declared<'a, PoolFile<'a>>>,
    programmes: Vec<Declared<'a, ProgrammeFile<'a>>>,
    slots: Vec<Declared<'a, SlotFile<'a>>>,
    changes: Vec<DeclaredChange<'a>>,
    cut_off: Vec<Spanned<String>>,
}

/// Reads all schedule and campaign files. What cannot be read is reported and left out.
pub fn read(
    schedules: &[ScheduleText],
    campaign_texts: &[ScheduleText],
    network: &Network,
    holidays: &Holidays,
    catalogue: &Catalogue,
    diagnostics: &mut Diagnostics,
) -> Schedule {
    let mut schedule = Schedule {
        campaigns: campaigns::read(campaign_texts, network, catalogue, diagnostics),
        holidays: holidays.clone(),
        ..Schedule::default()
    };
    let declarations = declare(schedules, network, diagnostics);
    let mut lookup = Lookup {
        network,
        holidays: &Arc::new(holidays.clone()),
        catalogue,
        pools: scope(&declarations.pools),
        programmes: scope(&declarations.programmes),
        slots: scope(&declarations.slots),
        campaigns: crate::source::Names::new(schedule.campaigns.iter().map(|campaign| campaign.id.as_str())),
        slot_stations: Vec::new(),
        slot_names: declarations.slots.iter().map(|slot| slot.id.value.clone()).collect(),
    };
    schedule.pools = declarations.pools.iter().map(|pool| pools::pool(pool, &lookup, diagnostics)).collect();
    schedule.programmes = declarations
        .programmes
        .iter()
        .map(|programme| parts::programme(programme, &lookup, diagnostics))
        .collect();
    let cut_off = declarations.cut_off.iter().flat_map(|pattern| lookup.clips(pattern, diagnostics));
    schedule.cut_off = cut_off.collect::<BTreeSet<_>>().into_iter().collect();
    lookup.slot_stations =
        declarations.slots.iter().map(|slot| slots::stations(slot, network, diagnostics)).collect();
    schedule.slots = slots::read(&declarations.slots, &lookup, diagnostics);
    schedule.changes = changes::read(&declarations.changes, &schedule.slots, &lookup, diagnostics);
    day_kinds(&schedule, diagnostics);
    references::check(&mut schedule, network, catalogue, diagnostics);
    schedule
}

/// The pool of a kind of day has to be there.
fn day_kinds(schedule: &Schedule, diagnostics: &mut Diagnostics) {
    let known = || schedule.pools.iter().map(|pool| pool.id.as_str());
    for name in schedule.holidays.fills() {
        if !known().any(|id| id == name.value) {
            let near = likely(name, known());
            refuse_name(Code::UnknownPool, name, NotOne::None(near), diagnostics);
        }
    }
}

fn scope<T>(declared: &[Declared<T>]) -> Scope {
    Scope::new(declared.iter().map(|thing| (thing.by, thing.id.as_str())))
}

fn declare<'a>(
    schedules: &[ScheduleText<'a>],
    network: &Network,
    diagnostics: &mut Diagnostics,
) -> Declarations<'a> {
    let mut all = Declarations::default();
    for text in schedules {
        let mut reader = Reader::new(text.file, text.text, diagnostics);
        let Some(frame) = reader.whole::<ScheduleFile>() else { continue };
        notation::version(&mut reader, &frame.version);
        let Some(name) = reader.read(&frame.by) else { continue };
        let by = match network.find(&name) {
            Ok(by) => by,
            Err(why) => {
                refuse_name(Code::UnknownStation, &name, why, reader.diagnostics);
                continue;
            }
        };
        collect(&mut reader, &frame.pools, *text, by, |pool| pool.id, &mut all.pools);
        collect(&mut reader, &frame.programmes, *text, by, |programme| programme.id, &mut all.programmes);
        collect(&mut reader, &frame.slots, *text, by, |slot| slot.id, &mut all.slots);
        for change in reader.optional_list(&frame.changes) {
            all.changes.push(DeclaredChange { by, text: *text, change });
        }
        all.cut_off.extend(reader.optional_list(&frame.cut_off));
    }
    put_in_order(&mut all.pools, diagnostics);
    put_in_order(&mut all.programmes, diagnostics);
    put_in_order(&mut all.slots, diagnostics);
    all
}

fn collect<'a, T: Deserialize<'a>>(
    reader: &mut Reader<'a, '_>,
    list: &Option<crate::source::List<'a, T>>,
    text: ScheduleText<'a>,
    by: StationIx,
    id_of: impl Fn(&T) -> Raw<'a, String>,
    into: &mut Vec<Declared<'a, T>>,
) {
    for item in reader.optional_list(list) {
        if let Some(id) = reader.read(&id_of(&item.value)) {
            into.push(Declared { by, text, id, span: item.span, item: item.value });
        }
    }
}

/// Sorts by station and id, and drops what stands twice, after reporting it.
fn put_in_order<T>(declared: &mut Vec<Declared<T>>, diagnostics: &mut Diagnostics) {
    declared.sort_by(|one, other| (one.by, &one.id.value).cmp(&(other.by, &other.id.value)));
    for same_station in declared.chunk_by(|one, other| one.by == other.by) {
        refuse_twins(same_station.iter().map(|thing| &thing.id), diagnostics);
    }
    declared.dedup_by(|later, first| later.by == first.by && later.id.value == first.id.value);
}
